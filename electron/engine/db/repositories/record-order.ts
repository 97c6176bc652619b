/**
 * The orders in which a ledger can be read, so that a page costs the same at the end of a million records as at the
 * beginning: every order is a row of segments, each walked along one index from where the last page ended.
 *
 * 程度 and 状态 have an order of their own that no index knows, so each of their codes is a segment. Most records are
 * 一般 and 已认定 and are found by walking the index of dates; the others have an index that leaves those out, so
 * that an import of confirmed records does not pay for it.
 */
import { recordStatuses, severities } from '#shared/domain/code-lists.ts';
import type { CreditRecord } from '#shared/domain/entities.ts';
import type { SqlValue } from '../transaction.ts';

export type RecordSortKey = 'decisionDate' | 'body' | 'severity' | 'status' | 'amount';

export interface RecordSort {
  by: RecordSortKey;
  descending: boolean;
}

/** Where the last page ended: the segment, and the values of its columns. */
export interface RecordPosition {
  segment: number;
  values: SqlValue[];
}

interface Column {
  column: string;
  descending: boolean;
  valueOf(record: CreditRecord): SqlValue;
}

export interface Segment {
  /** SQL conditions that choose the segment's records; constants only. */
  where: readonly string[];
  columns: readonly Column[];
}

const date = (descending: boolean): Column => ({
  column: 'decision_date',
  descending,
  valueOf: (record) => record.decisionDate,
});
const id = (descending: boolean): Column => ({ column: 'id', descending, valueOf: (record) => record.id });
const newestFirst = [date(true), id(true)];

/** What most records are; the others have an index of their own. */
const usualCodes = { severity: 'general', status: 'confirmed' } as const;

/** Says to SQLite that the index of the unusual records is enough; empty for the usual ones. */
export const unusual = (column: keyof typeof usualCodes, code: string): string[] =>
  code === usualCodes[column] ? [] : [`${column} <> '${usualCodes[column]}'`];

const codeSegments = (
  column: keyof typeof usualCodes,
  codes: readonly string[],
  descending: boolean,
): Segment[] =>
  (descending ? codes.toReversed() : codes).map((code) => ({
    where: [`${column} = '${code}'`, ...unusual(column, code)],
    columns: newestFirst,
  }));

/** The segments of an order, in the order in which they are read. */
export function segmentsOf({ by, descending }: RecordSort): readonly Segment[] {
  switch (by) {
    case 'decisionDate':
      return [{ where: [], columns: [date(descending), id(descending)] }];
    case 'body': {
      const body: Column = { column: 'body_uscc', descending, valueOf: (record) => record.bodyUscc };
      return [{ where: [], columns: [body, date(!descending), id(!descending)] }];
    }
    case 'severity':
      return codeSegments('severity', Object.keys(severities), descending);
    case 'status':
      return codeSegments('status', Object.keys(recordStatuses), descending);
    case 'amount': {
      const amount: Column = { column: 'amount_fen', descending, valueOf: (record) => record.amountFen };
      const withAmount = { where: ['amount_fen IS NOT NULL'], columns: [amount, id(descending)] };
      // Records without an amount come last in either direction.
      return [withAmount, { where: ['amount_fen IS NULL'], columns: newestFirst }];
    }
  }
}

/** True for a position that a page in this order can have ended at. */
export const isPositionIn = (sort: RecordSort, { segment, values }: RecordPosition): boolean =>
  segmentsOf(sort)[segment]?.columns.length === values.length;

export const orderBy = ({ columns }: Segment): string =>
  columns.map(({ column, descending }) => `${column} ${descending ? 'DESC' : 'ASC'}`).join(', ');

/** The condition that leaves only what comes after a position, in a form that an index can start from. */
export function afterPosition(
  { columns }: Segment,
  values: readonly SqlValue[],
): { where: string[]; parameters: Record<string, SqlValue> } {
  const parameters = Object.fromEntries(values.map((value, index) => [`after${index}`, value]));
  const [first] = columns;
  if (first === undefined) return { where: [], parameters };
  const sign = (column: Column): string => (column.descending ? '<' : '>');
  if (columns.every((column) => column.descending === first.descending)) {
    const names = columns.map(({ column }) => column).join(', ');
    const marks = columns.map((_, index) => `@after${index}`).join(', ');
    return { where: [`(${names}) ${sign(first)} (${marks})`], parameters };
  }
  // Of mixed directions only the first column bounds the index; the rest is passed over within it.
  const [, ...others] = columns;
  const rest = others.map(({ column }) => column).join(', ');
  const marks = others.map((_, index) => `@after${index + 1}`).join(', ');
  const [second = first] = others;
  return {
    where: [
      `${first.column} ${sign(first)}= @after0`,
      `(${first.column} ${sign(first)} @after0 OR (${rest}) ${sign(second)} (${marks}))`,
    ],
    parameters,
  };
}
