/**
 * The state of a mapped row, with the findings that only the whole file and the database can give: whether an earlier
 * row of the file is the same, and whether the database holds it already.
 */
import { hash } from 'node:crypto';
import type { Finding } from '#shared/errors/finding.ts';
import type { RowState } from '../../db/repositories/staged-rows.ts';
import type { ColumnsFound } from '../../excel/layouts/layout.ts';
import type { RowNote } from './importer.ts';

/** A row as its layout mapped it; `value` null when an error stands in the way. */
export interface MappedRow<Row> {
  sheet: string;
  row: number;
  naturalKey: string | null;
  value: Row | null;
}

/** Codes of the findings that are made here. */
export const judgementCodes: ReadonlySet<string> = new Set([
  'import.repeatedInFile',
  'import.duplicateInFile',
  'import.duplicateInDatabase',
]);

/**
 * Judges rows in the order of the file.
 * @param isInDatabase of the importer
 * @param comparesRows false for forms that are judged as a whole: equal keys are their own business
 */
export const createRowJudge = <Row>(
  isInDatabase: (row: Row, naturalKey: string | null) => boolean,
  comparesRows: boolean,
): ((row: MappedRow<Row>) => { state: RowState; finding: Finding | null }) => {
  const firstRowOf = new Map<string, { row: number; content: string }>();

  return ({ sheet, row, naturalKey, value }) => {
    const found = (state: RowState, finding: Pick<Finding, 'code' | 'severity' | 'params'>) => ({
      state,
      finding: { ...finding, sheet, row },
    });
    if (value === null) return { state: 'refused', finding: null };
    if (naturalKey !== null && comparesRows) {
      const content = hash('sha1', JSON.stringify(value));
      const first = firstRowOf.get(naturalKey);
      if (first) {
        const params = { key: naturalKey, firstRow: first.row };
        return first.content === content
          ? found('skipped', { code: 'import.repeatedInFile', severity: 'warning', params })
          : found('refused', { code: 'import.duplicateInFile', severity: 'error', params });
      }
      firstRowOf.set(naturalKey, { row, content });
    }
    if (isInDatabase(value, naturalKey)) {
      const params = { key: naturalKey ?? '' };
      return found('duplicate', { code: 'import.duplicateInDatabase', severity: 'warning', params });
    }
    return { state: 'ready', finding: null };
  };
};

/** A note of the importer as a warning, at the place where the file has that column. */
export const findingOfNote = ({ key, ...note }: RowNote, columns: readonly ColumnsFound[]): Finding => {
  const found = columns.find(({ sheet }) => sheet === note.sheet)?.columns.find((one) => one.key === key);
  const column = found?.column ?? null;
  return { ...note, severity: 'warning', ...(column === null ? {} : { column }) };
};
