/** What replacing a row of the database by one of a file would change, field by field. */
import { maskPersonal } from '../../db/identity-vault.ts';
import type { ColumnsFound } from '../../excel/layouts/layout.ts';

type Scalar = string | number | boolean | null;

export interface FieldDifference {
  field: string;
  before: Scalar;
  after: Scalar;
}

/** What stands in the database and what would stand there instead. */
export interface Comparison {
  /** Kind of the rows, as the tables that travel are called. */
  table: string;
  before: object & { ownerOffice: string };
  after: object;
}

const stamp: ReadonlySet<string> = new Set([
  'id',
  'ownerOffice',
  'lineage',
  'revision',
  'contentHash',
  'updatedAt',
]);
const personal: ReadonlySet<string> = new Set(['idNo', 'phone']);

const shown = (field: string, value: unknown): Scalar => {
  if (typeof value === 'string') return personal.has(field) ? maskPersonal(value) : value;
  return typeof value === 'number' || typeof value === 'boolean' || value === null
    ? value
    : JSON.stringify(value);
};

/** The fields that would be different; numbers of persons masked. */
export const differencesOf = (before: object, after: object): FieldDifference[] => {
  const old = before as Record<string, unknown>;
  return Object.entries(after).flatMap(([field, value]: [string, unknown]): FieldDifference[] => {
    if (stamp.has(field) || value === undefined) return [];
    if (JSON.stringify(old[field] ?? null) === JSON.stringify(value)) return [];
    return [{ field, before: shown(field, old[field] ?? null), after: shown(field, value) }];
  });
};

/**
 * Fields of which a file says nothing, because it has no column for them.
 * @param context kept with the batch
 * @param fieldOf field by key of the layout's column, where the two are called differently
 */
export const absentFields = (
  context: object,
  fieldOf: Readonly<Record<string, string>> = {},
): ReadonlySet<string> => {
  const { columns = [] } = context as { columns?: readonly ColumnsFound[] };
  const all = columns.flatMap((sheet) => sheet.columns);
  const given = new Set(
    all.flatMap(({ key, column, constant }) => (column === null && constant === undefined ? [] : [key])),
  );
  return new Set(all.filter(({ key }) => !given.has(key)).map(({ key }) => fieldOf[key] ?? key));
};

/** The row of a file on top of the one that the database holds: what the file says nothing of stays. */
export const keepAbsent = <Row extends object>(row: Row, present: Row, absent: ReadonlySet<string>): Row =>
  ({
    ...row,
    ...Object.fromEntries(Object.entries(present).filter(([field]) => absent.has(field) && field in row)),
  }) as Row;
