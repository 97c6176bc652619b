/** 台账: lists, single rows, registering and changing them, and the steps of a matter. */
import { z } from 'zod';
import type { ledgerOperations } from '#shared/contract/operations/ledgers.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import type { CreditRecord } from '#shared/domain/entities.ts';
import { TypedFields } from '#shared/domain/forms/typed-fields.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type LedgerDefinition, withdrawnState } from '#shared/ledgers/definition.ts';
import { type LedgerRow, type LedgerRowContent, personalOf, valuesOf } from '#shared/ledgers/ledger-row.ts';
import { ledgerNamed } from '#shared/ledgers/ledgers.ts';
import { type LedgerReading, ledgerFieldTitles, readLedgerForm } from '#shared/ledgers/read-ledger-form.ts';
import {
  ledgerStep,
  readLedgerStep,
  stateTitle,
  stepFieldTitles,
  stepsFrom,
} from '#shared/ledgers/read-ledger-step.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import {
  createLedgerReader,
  createLedgerRepository,
  type LedgerFilter,
  positionAfter,
} from '../../db/repositories/ledger-rows.ts';
import { createRecordReader } from '../../db/repositories/records.ts';
import type { ReadDb } from '../../db/transaction.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { isOwn, noteChange, requireCurrent } from '../archive/changes.ts';
import { given, nextCursor, readCursor } from '../paging.ts';
import { consequencesOf } from './consequences/index.ts';
import { callsForMeasures, proposeMeasures } from './measure-rules.ts';
import { openShownRows } from './shown-rows.ts';
import { clockSources, definitionOf, openLedgerLookUps, requireOpenLedger } from './sources.ts';
import { composeRow, composeStep, readingOf } from './write-rows.ts';

const table = 'ledger_rows';
const position = z.strictObject({ key: z.union([z.string().max(400), z.int()]), id: z.string() });

/** @throws AppError `ledger.rowUnknown`, `ledger.unknown` for a ledger of a later version */
const requireRow = (db: ReadDb, id: string): { row: LedgerRow; definition: LedgerDefinition } => {
  const row = createLedgerReader(db).find(id);
  if (row === null) throw new AppError('ledger.rowUnknown', { noun: '登记' });
  const definition = ledgerNamed(row.ledger);
  if (definition === null) throw new AppError('ledger.unknown', { ledger: row.ledger });
  return { row, definition };
};

/** @throws AppError `ledger.rowWithdrawn`, and those of `requireRow` */
const requireRowInForce = (db: ReadDb, id: string): ReturnType<typeof requireRow> => {
  const found = requireRow(db, id);
  if (found.row.state === withdrawnState) {
    throw new AppError('ledger.rowWithdrawn', { noun: found.definition.noun });
  }
  return found;
};

const filterOf = (
  { overdue, ...filter }: Record<string, unknown> & { overdue?: boolean | undefined },
  today: string,
): LedgerFilter => ({ ...given(filter), ...(overdue === true ? { overdueOn: today } : {}) }) as LedgerFilter;

/** A row with the values that follow from what it refers to. */
const withDerived = (db: ReadDb, { code }: LedgerDefinition, reading: LedgerReading): LedgerReading => ({
  ...reading,
  values: consequencesOf(code).derive?.(db, reading) ?? reading.values,
});

interface Draft {
  content: LedgerRowContent | null;
  fields: TypedFields;
  duplicate: LedgerRow | null;
}

/** Reads a form as the row it would become. */
const draftOf = (
  db: ReadDb,
  definition: LedgerDefinition,
  present: LedgerRow | null,
  form: Readonly<Record<string, string>>,
  { actor, now }: { actor: string; now: string },
): Draft => {
  const context = openLedgerLookUps(db, dayInChina(now));
  const fields = new TypedFields(form, ledgerFieldTitles(definition));
  const typed = readLedgerForm(definition, fields, context, {
    keep: 'steps',
    present: present === null ? null : readingOf(present),
  });
  const reading = typed === null ? null : withDerived(db, definition, typed);
  if (reading === null) return { content: null, fields, duplicate: null };
  const content = composeRow(clockSources(db), definition, reading, present, { actor, now, how: 'register' });
  const same =
    content.naturalKey === null
      ? []
      : createLedgerReader(db).findByNaturalKey(definition.code, content.naturalKey);
  const duplicate = same.find(({ id }) => id !== present?.id) ?? null;
  if (duplicate !== null) {
    const params = { row: duplicate.id, noun: definition.noun, date: duplicate.happenedOn };
    fields.report('error', 'ledger.duplicate', params, definition.keyFields[0] ?? 'number');
  }
  if (present === null) {
    for (const { severity, code, params, field } of consequencesOf(definition.code).refuseNew?.(
      db,
      content,
      context.today,
    ) ?? []) {
      fields.report(severity, code, params, field ?? 'recordId');
    }
  }
  return { content, fields, duplicate };
};

/** Reads a step's form. @throws AppError `ledger.stepNotNow` */
const stepOf = (
  db: ReadDb,
  { row, definition }: { row: LedgerRow; definition: LedgerDefinition },
  { step: name, form }: { step: string; form: Readonly<Record<string, string>> },
  now: string,
) => {
  const step = ledgerStep(definition, name);
  if (step === null || !stepsFrom(definition, row.state).includes(name)) {
    const params = { step: step?.title ?? name, state: stateTitle(definition, row.state) };
    throw new AppError('ledger.stepNotNow', params);
  }
  const today = dayInChina(now);
  const fields = new TypedFields(form, stepFieldTitles(definition, step));
  const taken = row.steps.filter((past) => past.step !== 'register' && past.step !== 'import');
  const reading = readLedgerStep(definition, step, fields, {
    values: valuesOf(row),
    lastStepOn: taken.at(-1)?.on ?? null,
    today,
  });
  const refusal = consequencesOf(definition.code).refuse?.(db, row, name, today) ?? null;
  const against =
    reading === null
      ? []
      : (consequencesOf(definition.code).checkStep?.(db, { step: name, row, reading, now }) ?? []);
  for (const { severity, code, params, field } of [...(refusal === null ? [] : [refusal]), ...against]) {
    fields.report(severity, code, params, field ?? 'on');
  }
  return { step, reading: fields.refused ? null : reading, findings: fields.findings };
};

export const ledgerHandlers: HandlersOf<typeof ledgerOperations> = {
  'ledgers.overview': ({ db, now }) => ({ ledgers: createLedgerReader(db).overview(dayInChina(now())) }),

  'ledgers.list': ({ db, now }, { cursor, limit, sort, descending, ...filter }) => {
    const order = { by: sort, descending };
    const rows = createLedgerReader(db).list(
      filterOf(filter, dayInChina(now())),
      order,
      limit,
      readCursor(cursor, position),
    );
    const { show } = openShownRows(db, now());
    return {
      rows: rows.map(show),
      next: nextCursor(rows, limit, (row) => JSON.stringify(positionAfter(row, order))),
    };
  },

  'ledgers.totals': ({ db, now }, filter) => {
    const today = dayInChina(now());
    const { amountFen, ...counts } = createLedgerReader(db).totals(filterOf(filter, today), today);
    return { ...counts, amountFen: String(amountFen) };
  },

  'ledgers.basis': ({ db }, { ledger }) => ({ basis: createLedgerReader(db).basisOf(ledger) }),

  'ledgers.enable': (context, { ledger, basis }) =>
    context.write((tx) => {
      createLedgerRepository(tx).enterBasis(ledger, basis, context.actor);
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'ledgers.enable',
        subject: ledger,
        details: { legalBasis: basis },
      });
      return {};
    }),

  'ledgers.read': ({ db, now }, { id }) => {
    const { row, definition } = requireRow(db, id);
    const today = dayInChina(now());
    const { show, showClock } = openShownRows(db, now());
    const { refuse } = consequencesOf(definition.code);
    const reader = createLedgerReader(db);
    return {
      row: show(row),
      own: isOwn(db, row),
      clocks: row.clocks.map((clock) => showClock(definition, clock)),
      steps: row.steps,
      next: stepsFrom(definition, row.state).map((step) => ({
        step,
        refusal: refuse?.(db, row, step, today) ?? null,
      })),
      children: reader.list({ rowId: id }, { by: 'happenedOn', descending: true }, 100, null).map(show),
    };
  },

  'ledgers.check': ({ db, now, actor }, { ledger, present, form }) => {
    const definition = definitionOf(ledger);
    const row = present === null ? null : requireRowInForce(db, present).row;
    const { content, fields, duplicate } = draftOf(db, definition, row, form, { actor, now: now() });
    const { showClock } = openShownRows(db, now());
    return {
      findings: fields.findings,
      clocks: content?.clocks.map((clock) => showClock(definition, clock)) ?? [],
      duplicate: duplicate?.id ?? null,
    };
  },

  'ledgers.put': (context, { ledger, present: id, baseRevision, form }) =>
    context.write((tx) => {
      const definition = definitionOf(ledger);
      requireOpenLedger(tx, definition);
      const present = id === null ? null : requireRowInForce(tx, id).row;
      if (present !== null) requireCurrent(tx, table, present, baseRevision, `这条${definition.noun}`);
      const { actor } = context;
      const { content, fields } = draftOf(tx, definition, present, form, { actor, now: context.now() });
      const { findings } = fields;
      if (content === null || fields.refused) return { stored: false, findings, id: null };
      const rows = createLedgerRepository(tx);
      const { row, changed } =
        present === null ? { row: rows.insert(content), changed: true } : rows.update(present.id, content);
      if (changed) {
        noteChange(tx, actor, { action: 'ledgers.put', table, previous: present, row });
        consequencesOf(ledger).afterPut?.(tx, row, actor);
      }
      return { stored: true, findings, id: row.id };
    }),

  'ledgers.checkStep': ({ db, now }, { id, ...input }) => ({
    findings: stepOf(db, requireRowInForce(db, id), input, now()).findings,
  }),

  'ledgers.step': (context, { id, baseRevision, ...input }) =>
    context.write((tx) => {
      const found = requireRowInForce(tx, id);
      const { row: before, definition } = found;
      requireCurrent(tx, table, before, baseRevision, `这条${definition.noun}`);
      const { step, reading, findings } = stepOf(tx, found, input, context.now());
      if (reading === null) return { stored: false, findings, id: null, made: null };
      const { on, handler, reason, documentNo, values } = reading;
      const taken = { step: input.step, from: before.state, to: step.to, on, handler, reason, documentNo };
      const doing = { actor: context.actor, now: context.now() };
      const content = composeStep(clockSources(tx), definition, before, { ...taken, values }, doing);
      const { row } = createLedgerRepository(tx).update(id, content);
      noteChange(tx, context.actor, { action: 'ledgers.step', table, previous: before, row });
      const made =
        consequencesOf(definition.code).afterStep?.(tx, {
          step: input.step,
          before,
          row,
          reading,
          ...doing,
        }) ?? null;
      return { stored: true, findings, id, made };
    }),

  'measures.propose': async (context) => {
    const { actor, db } = context;
    const now = context.now();
    const checkpoint = context.progress.phase('measures.propose');
    const calling: CreditRecord[] = [];
    let read = 0;
    for (const record of createRecordReader(db).stream()) {
      read += 1;
      if (isOwn(db, record) && callsForMeasures(record)) calling.push(record);
      if (read % 1_000 === 0) await checkpoint(read, null);
    }
    return context.write((tx) => {
      const doing = { actor, now, today: dayInChina(now) };
      const proposed = calling.map((record) => proposeMeasures(tx, record, doing).length);
      return {
        records: proposed.filter((count) => count > 0).length,
        proposed: proposed.reduce((sum, count) => sum + count, 0),
      };
    });
  },

  'ledgers.reveal': (context, { id, field, reason }) =>
    context.write((tx) => {
      const { row, definition } = requireRow(tx, id);
      const value = definition.fields[field]?.kind === 'personal' ? (personalOf(row)[field] ?? null) : null;
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'ledgers.reveal',
        subject: id,
        details: { ledger: definition.code, field, reason },
      });
      return { value };
    }),
};
