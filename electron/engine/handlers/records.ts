/** Looking at subjects, records and the catalogue. */
import type { recordOperations } from '#shared/contract/operations/records.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { maskPersonal } from '../db/identity-vault.ts';
import { createBodyReader } from '../db/repositories/bodies.ts';
import { createCatalogueReader } from '../db/repositories/catalogue.ts';
import { createRecordReader, type RecordFilter } from '../db/repositories/records.ts';
import type { HandlersOf } from '../runtime/dispatch.ts';

/** The next page's cursor, null when this page was not full. */
export const nextCursor = <Row>(rows: readonly Row[], limit: number, cursorOf: (row: Row) => string) => {
  const last = rows.at(-1);
  return last === undefined || rows.length < limit ? null : cursorOf(last);
};

/** Drops what was not given, so that a filter holds only conditions that are meant. */
const given = <T extends object>(filter: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as never;

const parseRecordCursor = (text: string) => {
  const [decisionDate, id] = text.split('|');
  if (decisionDate === undefined || id === undefined) {
    throw new AppError('operation.invalidInput', { issues: [{ path: 'cursor', message: '' }] });
  }
  return { decisionDate, id };
};

export const recordHandlers: HandlersOf<typeof recordOperations> = {
  'bodies.list': ({ db }, { cursor, limit }) => {
    const rows = createBodyReader(db).page({ limit, ...(cursor === null ? {} : { after: cursor }) });
    return {
      rows: rows.map((body) => ({ ...body, phone: body.phone === null ? null : maskPersonal(body.phone) })),
      next: nextCursor(rows, limit, (body) => body.uscc),
    };
  },

  'records.search': ({ db }, { cursor, limit, ...filter }) => {
    const rows = createRecordReader(db).search(given(filter) as RecordFilter, {
      limit,
      ...(cursor === null ? {} : { after: parseRecordCursor(cursor) }),
    });
    return { rows, next: nextCursor(rows, limit, (record) => `${record.decisionDate}|${record.id}`) };
  },

  'catalogue.list': ({ db, now }, { on }) => ({
    items: createCatalogueReader(db).listAt(on ?? now().slice(0, 10)),
  }),
};
