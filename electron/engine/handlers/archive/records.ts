/** 信用记录: the ledger, one record, registering, changing and withdrawing. */
import { z } from 'zod';
import type { recordOperations } from '#shared/contract/operations/records.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import type { CreditRecord } from '#shared/domain/entities.ts';
import { storedPublicity } from '#shared/domain/forms/read-record.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createNamesOfThen } from '../../db/repositories/body-changes.ts';
import { createCatalogueReader } from '../../db/repositories/catalogue.ts';
import { createRuleReader } from '../../db/repositories/dated-rules.ts';
import { createEvidenceReader } from '../../db/repositories/evidence.ts';
import { createOfficialReader } from '../../db/repositories/officials.ts';
import { isPositionIn } from '../../db/repositories/record-order.ts';
import {
  createRecordReader,
  createRecordRepository,
  type RecordFilter,
} from '../../db/repositories/records.ts';
import { createRowHistoryReader } from '../../db/repositories/row-history.ts';
import type { ReadDb } from '../../db/transaction.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { proposeMeasures } from '../ledgers/measure-rules.ts';
import { given, readCursor } from '../paging.ts';
import { isOwn, noteChange, requireCurrent } from './changes.ts';
import { readRecordForm } from './record-form.ts';

const table = 'credit_records';

const position = z.strictObject({
  segment: z.int().min(0).max(20),
  values: z
    .array(z.union([z.string().max(100), z.int(), z.null()]))
    .min(1)
    .max(3),
});

/** @throws AppError `record.unknown` */
export const requireRecord = (db: ReadDb, id: string): CreditRecord => {
  const record = createRecordReader(db).find(id);
  if (record === null) throw new AppError('record.unknown', { record: id });
  return record;
};

/** @throws AppError `record.unknown`, `record.revoked` */
const requireInForce = (db: ReadDb, id: string): CreditRecord => {
  const record = requireRecord(db, id);
  if (record.status === 'revoked') throw new AppError('record.revoked', { documentNo: record.documentNo });
  return record;
};

/** Adds the names that a ledger shows; each is looked up once. */
const withNames = (db: ReadDb) => {
  const bodies = createBodyReader(db);
  const officials = createOfficialReader(db);
  const names = new Map<string, string>();
  const nameOf = (key: string, find: (key: string) => string | null | undefined): string => {
    const name = names.get(key) ?? find(key) ?? '';
    names.set(key, name);
    return name;
  };
  const nameOfThen = createNamesOfThen(db);
  return (record: CreditRecord) => {
    const present = nameOf(record.bodyUscc, bodies.nameOf);
    const then = nameOfThen(record.bodyUscc, record.decisionDate) ?? present;
    return {
      ...record,
      bodyName: then,
      presentBodyName: then === present ? null : present,
      officialName:
        record.officialId === null ? null : nameOf(record.officialId, (id) => officials.findShown(id)?.name),
    };
  };
};

const stampFields = new Set(['id', 'ownerOffice', 'lineage', 'revision', 'contentHash', 'updatedAt']);

/** Changes by hand, newest first: each revision that was kept beside the one that followed it. */
const revisionsOf = (db: ReadDb, record: CreditRecord) => {
  let after: Readonly<Record<string, unknown>> = { ...record };
  return createRowHistoryReader(db)
    .list(table, record.id)
    .map(({ revision, replacedAt, actor, content }) => {
      const value = (row: Readonly<Record<string, unknown>>, field: string) =>
        (row[field] ?? null) as string | number | null;
      const next = after;
      after = content;
      const fields = Object.keys(next)
        .filter((field) => !stampFields.has(field) && value(content, field) !== value(next, field))
        .map((field) => ({ field, before: value(content, field), after: value(next, field) }));
      return { revision, at: replacedAt, actor, fields };
    });
};

const withNote = (remarks: string | null, note: string): string =>
  remarks === null ? note : `${remarks}；${note}`;

export const recordHandlers: HandlersOf<typeof recordOperations> = {
  'records.search': ({ db }, { cursor, limit, sort, descending, ...filter }) => {
    const order = { by: sort, descending };
    const after = readCursor(cursor, position, (at) => isPositionIn(order, at));
    const { records, next } = createRecordReader(db).list(given(filter) as RecordFilter, order, limit, after);
    return { rows: records.map(withNames(db)), next: next === null ? null : JSON.stringify(next) };
  },

  'records.totals': ({ db }, filter) => {
    const { total, more, amountFen } = createRecordReader(db).totals(given(filter) as RecordFilter);
    return { total, more, amountFen: amountFen === null ? null : String(amountFen) };
  },

  'records.read': ({ db }, { id }) => {
    const record = requireRecord(db, id);
    return {
      record: withNames(db)(record),
      own: isOwn(db, record),
      item: createCatalogueReader(db).findAt(record.catalogueItem, record.decisionDate),
      publicity: storedPublicity(record, createRuleReader(db).table),
      evidence: createEvidenceReader(db)
        .listOf('record', id)
        .map(({ fileName, size, documentNo, description }) => ({ fileName, size, documentNo, description })),
      revisions: revisionsOf(db, record),
    };
  },

  'records.check': ({ db, now }, { present, form }) => {
    const known = present === null ? null : requireInForce(db, present);
    const { findings, bodyName, item, publicity, duplicate, confirmation } = readRecordForm(
      db,
      known,
      form,
      now(),
    );
    const { id, decisionDate, status } = duplicate ?? {};
    return {
      findings,
      bodyName,
      item,
      publicity,
      staysLead: confirmation.allowed ? [] : confirmation.reasons,
      duplicate:
        id === undefined || decisionDate === undefined || status === undefined
          ? null
          : { id, decisionDate, status },
    };
  },

  'records.put': (context, { present: id, baseRevision, form }) =>
    context.write((tx) => {
      const present = id === null ? null : requireInForce(tx, id);
      if (present !== null) requireCurrent(tx, table, present, baseRevision, '这条记录');
      const { record, findings } = readRecordForm(tx, present, form, context.now());
      if (record === null) return { stored: false, findings, id: null };
      const records = createRecordRepository(tx);
      const { row, changed } =
        present === null
          ? { row: records.insert(record), changed: true }
          : records.update(present.id, record);
      if (changed) noteChange(tx, context.actor, { action: 'records.put', table, previous: present, row });
      if (present === null) {
        const now = context.now();
        proposeMeasures(tx, row, { actor: context.actor, now, today: dayInChina(now) });
      }
      return { stored: true, findings, id: row.id };
    }),

  'records.revoke': (context, { id, reason }) =>
    context.write((tx) => {
      const present = requireInForce(tx, id);
      requireCurrent(tx, table, present, present.revision, '这条记录');
      const { row } = createRecordRepository(tx).update(id, {
        ...present,
        status: 'revoked',
        remarks: withNote(present.remarks, `撤销原因：${reason}`),
      });
      noteChange(tx, context.actor, { action: 'records.revoke', table, previous: present, row });
      return { id };
    }),

  'records.archive': (context, { id, reason }) =>
    context.write((tx) => {
      const present = requireInForce(tx, id);
      requireCurrent(tx, table, present, present.revision, '这条记录');
      if (present.status !== 'repaired' && present.status !== 'expired') {
        throw new AppError('record.notOver', { documentNo: present.documentNo });
      }
      const { row } = createRecordRepository(tx).update(id, {
        ...present,
        status: 'archived',
        remarks: withNote(present.remarks, `归档说明：${reason}`),
      });
      noteChange(tx, context.actor, { action: 'records.archive', table, previous: present, row });
      return { id };
    }),

  'catalogue.list': ({ db, now }, { on }) => ({
    items: createCatalogueReader(db).listAt(on ?? dayInChina(now())),
  }),
};
