/** Takes one step of a matter: the day, who handles it, what the step asks for, why, and by which document. */
import { Modal } from 'antd';
import { useMemo, useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import type { LedgerDefinition, LedgerStep } from '#shared/ledgers/definition.ts';
import { stepFieldTitles } from '#shared/ledgers/read-ledger-step.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { ledgerWords } from '../../../i18n/zh-CN/ledgers.ts';
import { useLastHandler } from '../../../state/last-handler.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { focusFirstFault } from '../../../ui/form/FormPage.tsx';
import { AreaField, DateField, TextField } from '../../../ui/form/fields.tsx';
import { tabOnwards } from '../../../ui/form/tab-onwards.ts';
import { useSaveKey } from '../../../ui/form/use-save-key.ts';
import {
  controlId,
  firstEmpty,
  type TypedForm,
  useFormState,
  useTypedForm,
} from '../../../ui/form/use-typed-form.ts';
import { LedgerFieldInput } from '../../../ui/ledger/LedgerFieldInput.tsx';
import { fieldValue, type ShownRow, typedValue } from '../../../ui/ledger/ledger-values.ts';
import { useSettled } from '../../../ui/use-settled.ts';

const words = ledgerWords.step;

export type TakenAnswer = OperationOutput<'ledgers.step'>;

interface Props {
  definition: LedgerDefinition;
  row: ShownRow;
  /** Key of the step. */
  name: string;
  step: LedgerStep;
  /** Null when nothing was done. */
  onClose: (answer: TakenAnswer | null) => void;
}

export const StepDialog = ({ definition, row, name, step, onClose }: Props) => {
  const { handler, setHandler } = useLastHandler();
  const titles = useMemo(() => stepFieldTitles(definition, step), [definition, step]);
  const state = useFormState<string>(emptyStep(definition, row, step, handler));
  const [first] = useState(() => firstEmpty(state.values));
  const input = { id: row.id, step: name };
  const settled = useSettled(state.values, 120);
  const checked = useOperation('ledgers.checkStep', { ...input, form: settled });
  const { run, busy, failure, clearFailure } = useCommand('ledgers.step');
  const findings = checked.data?.findings ?? [];
  const form = useTypedForm(titles, state, findings);
  const errors = findings.filter(({ severity }) => severity === 'error');

  const take = async (): Promise<void> => {
    if (busy) return;
    const answer = await run({ ...input, baseRevision: row.revision, form: state.values });
    if (answer === null) return;
    if (answer.stored) {
      setHandler(state.values.handler ?? '');
      onClose(answer);
      return;
    }
    state.attempt();
    focusFirstFault(answer.findings);
  };

  useSaveKey(() => void take());

  return (
    <Modal
      open
      width="44rem"
      title={`${definition.noun}：${step.title}`}
      onCancel={() => onClose(null)}
      afterOpenChange={(open) => {
        if (open) document.getElementById(controlId(first))?.focus();
      }}
      footer={
        <>
          <ActionButton onClick={() => onClose(null)}>{words.cancel}</ActionButton>
          <ActionButton
            type="primary"
            danger={step.grave === true}
            busy={busy}
            onClick={() => void take()}
            aria-keyshortcuts="Control+S"
          >
            {step.title}
          </ActionButton>
        </>
      }
    >
      <form
        className="dialog"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void take();
        }}
        onKeyDown={tabOnwards}
      >
        {step.effect !== undefined && <p className="step-effect">{step.effect}</p>}
        <FailureNotice failure={failure ?? checked.failure} onClose={clearFailure} />
        {state.attempted && errors.length > 0 && (
          <p className="form-summary bad" role="alert">
            {words.missing(errors.length)}
          </p>
        )}
        <StepFields definition={definition} step={step} form={form} />
        {/* So that Enter in a line of text takes the step. */}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Modal>
  );
};

/** The form as it opens: today, the handler of the last step, and what the row holds of the fields asked for. */
const emptyStep = (
  definition: LedgerDefinition,
  row: ShownRow,
  step: LedgerStep,
  handler: string,
): Record<string, string> => ({
  on: dayInChina(new Date().toISOString()),
  handler,
  ...Object.fromEntries(
    Object.keys(step.asks ?? {}).map((key) => {
      const field = definition.fields[key];
      return [key, field === undefined ? '' : typedValue(field, fieldValue(row, key))];
    }),
  ),
  reason: '',
  ...(step.documentNo === undefined ? {} : { documentNo: '' }),
});

interface FieldsProps {
  definition: LedgerDefinition;
  step: LedgerStep;
  form: TypedForm<string>;
}

const StepFields = ({ definition, step, form }: FieldsProps) => (
  <div className="form-fields">
    <DateField form={form} field="on" />
    <TextField form={form} field="handler" hint={words.handlerHint} maxLength={50} />
    {Object.keys(step.asks ?? {}).map((key) => {
      const field = definition.fields[key];
      return field === undefined ? null : (
        <LedgerFieldInput key={key} form={form} field={key} definition={field} />
      );
    })}
    <AreaField
      form={form}
      field="reason"
      rows={2}
      hint={words.reasonHint((form.values.reason ?? '').trim().length)}
    />
    {step.documentNo !== undefined && <TextField form={form} field="documentNo" />}
  </div>
);
