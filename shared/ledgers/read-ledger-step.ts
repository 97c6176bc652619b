/** Reads what a step asks for: the day, who handled it, the reason, the document, and the fields that the step fills. */
import type { FieldTitle, TypedFields } from '../domain/forms/typed-fields.ts';
import type { LedgerDefinition, LedgerStep, LedgerValue, LedgerValues } from './definition.ts';
import { withdrawnState, withdrawStep } from './definition.ts';
import { checkDates, readLedgerField } from './read-ledger-form.ts';

/** Taking back a row that should never have been: every ledger has this step, from any state. */
const withdrawal: LedgerStep = {
  title: '作废',
  from: [],
  to: withdrawnState,
  reason: 'required',
  reasonTitle: '作废原因',
  effect: '这一条留在台账中备查，不再计时、不再参加统计，也不能恢复。',
  grave: true,
};

/** A step of this ledger, the withdrawal among them; null for a name it does not know. */
export function ledgerStep(definition: LedgerDefinition, name: string): LedgerStep | null {
  if (name === withdrawStep) return withdrawal;
  return Object.hasOwn(definition.steps, name) ? (definition.steps[name] ?? null) : null;
}

/** The steps that may follow a state, in the order of the definition; withdrawal last. */
export function stepsFrom(definition: LedgerDefinition, state: string): string[] {
  if (state === withdrawnState) return [];
  const own = Object.entries(definition.steps).filter(([, { from }]) => from.includes(state));
  return [...own.map(([name]) => name), withdrawStep];
}

/** Title of a state of this ledger. */
export const stateTitle = (definition: LedgerDefinition, state: string): string =>
  state === withdrawnState ? '已作废' : (definition.states[state]?.title ?? state);

/** Titles of a step's form, for `TypedFields`. */
export function stepFieldTitles(definition: LedgerDefinition, step: LedgerStep): Record<string, FieldTitle> {
  const need = (need: 'required' | 'optional', title: string): FieldTitle =>
    need === 'required' ? { title, required: true } : { title };
  return {
    on: need(
      'required',
      step.dates === undefined ? '日期' : (definition.fields[step.dates]?.title ?? '日期'),
    ),
    handler: need('required', '经办人'),
    ...Object.fromEntries(
      Object.entries(step.asks ?? {}).map(([key, asked]) => [
        key,
        need(asked, definition.fields[key]?.title ?? key),
      ]),
    ),
    reason: need(step.reason, step.reasonTitle ?? '说明'),
    ...(step.documentNo === undefined ? {} : { documentNo: need(step.documentNo, '文书文号') }),
  };
}

export interface StepReading {
  on: string;
  handler: string;
  reason: string | null;
  documentNo: string | null;
  /** All values of the row as they are after the step. */
  values: LedgerValues;
}

/**
 * Reads a step's form. Null while anything stands in the way.
 * @param present values of the row; a step cannot be dated before the row's own day or before the step before it
 */
export function readLedgerStep(
  definition: LedgerDefinition,
  step: LedgerStep,
  fields: TypedFields,
  present: { values: LedgerValues; lastStepOn: string | null; today: string },
): StepReading | null {
  const on = fields.date('on');
  if (on !== null && on > present.today) {
    fields.report('error', 'ledger.dateInFuture', { title: '日期', date: on }, 'on');
  }
  if (on !== null && present.lastStepOn !== null && on < present.lastStepOn) {
    fields.report('error', 'ledger.stepBeforeLast', { last: present.lastStepOn }, 'on');
  } else if (on !== null) checkAgainstBeginning(definition, on, present.values, fields);
  const handler = fields.text('handler', { maxLength: 50 });
  const reason = fields.text('reason', { maxLength: 500 });
  const documentNo = step.documentNo === undefined ? null : fields.text('documentNo', { maxLength: 100 });
  const values: Record<string, LedgerValue> = { ...present.values };
  for (const key of Object.keys(step.asks ?? {})) {
    const field = definition.fields[key];
    if (field) values[key] = readLedgerField(fields, key, field);
  }
  Object.assign(values, step.sets);
  if (step.dates !== undefined) values[step.dates] = on;
  // The day of the step was checked above; what is left are the dates that it asks for.
  const asked = new Set(Object.keys(step.asks ?? {}));
  const report: typeof fields.report = (severity, code, params, key) => {
    if (asked.has(key)) fields.report(severity, code, params, key);
  };
  checkDates(definition, values, { report }, present.today);
  if (fields.refused || on === null || handler === null) return null;
  return { on, handler, reason, documentNo, values };
}

/** No step lies before the day the matter began. */
function checkAgainstBeginning(
  definition: LedgerDefinition,
  on: string,
  { happenedOn }: LedgerValues,
  fields: TypedFields,
): void {
  if (typeof happenedOn !== 'string' || on >= happenedOn) return;
  const from = definition.fields.happenedOn?.title ?? '';
  fields.report('error', 'row.datesReversed', { from, to: '日期' }, 'on');
}
