/**
 * What the import needs to know of a layout beyond its columns: the context it is read in, which row of the database
 * a row means, and how it is written. One importer per layout; staging and commit are the same for all.
 */
import type { ScorerRole } from '#shared/domain/code-lists.ts';
import type { Finding, FindingParams } from '#shared/errors/finding.ts';
import type { ReadDb, WriteTx } from '../../db/transaction.ts';
import type { ImportLayout } from '../../excel/layouts/layout.ts';
import type { Comparison } from './differences.ts';

export type DuplicatePolicy = 'skip' | 'replace' | 'version';

export interface WrittenRow {
  table: string;
  rowId: string;
  revision: number;
  /** Of the row as it is now; null for rows that are not of this kind. */
  contentHash: string | null;
  outcome: 'inserted' | 'updated' | 'unchanged';
  /** The row as it was, null when inserted. */
  previous: object | null;
}

export interface ImportRequest {
  cycle: string | undefined;
  unit: string | undefined;
  role: ScorerRole | undefined;
  /** Of the survey whose answers it brings, of the report whose scores it brings, and the model its columns are of. */
  survey?: string | undefined;
  report?: string | undefined;
  model?: string | undefined;
  /** `yyyy-mm-dd`. */
  today: string;
  /** What the workbook's hidden sheet says of itself. */
  meta: {
    cycle?: string;
    unit?: string;
    role?: string;
    survey?: string;
    report?: string;
    modelCode?: string;
  } | null;
  /** Only to look at what was read: also for a cycle that takes no more values. */
  onlyLooking?: true;
}

/**
 * Whether an import leaves a row of the database as it is: by policy, or because another office owns it. The level
 * above never edits a unit's data, it returns it.
 */
export const keepsPresent = (
  tx: WriteTx,
  present: { ownerOffice: string },
  policy: DuplicatePolicy,
): boolean => policy === 'skip' || present.ownerOffice !== tx.origin().office;

export interface RowWriter<Row> {
  /** Answers what was written: nothing when the row was skipped, two rows when a new version took an old one's place. */
  write(row: Row, policy: DuplicatePolicy, naturalKey: string | null): WrittenRow[];
  /** After the last row, for forms that are written as a whole. */
  finish?(): WrittenRow[];
}

/** A warning about one cell of a row that is good in itself. */
export interface RowNote {
  code: string;
  params: FindingParams;
  sheet: string;
  row: number;
  /** The layout's column. */
  key: string;
}

/** Collects what can only be said when the whole file is read and the database asked. */
export interface RowNotes<Row> {
  /** Every row that may be imported, in the order of the file. */
  accept(row: Row, place: { sheet: string; row: number }): void;
  /** After the last row. */
  finish(): RowNote[];
}

export interface Importer<Row, Context> {
  layout: ImportLayout<Row, Context>;
  /** The workbook itself says for which cycle and unit it is, so that must be read before its rows. */
  needsMeta?: true;
  /**
   * What is said of a row depends on others (merged cells, a numerator and its denominator, a superior in the same
   * file): when one is corrected, all are read again. Such forms are short.
   */
  readsTogether?: true;
  /**
   * Every row that the database does not hold inserts one, whatever else the file holds: then what a commit would do
   * is known without doing it.
   */
  countsByState?: true;
  /** Hidden rows are part of the form: taken like any other. Elsewhere they are left out until a person takes them in. */
  readsHidden?: true;
  /** Everything the layout's checks look up. @throws AppError when the request names something unknown */
  buildContext(db: ReadDb, request: ImportRequest): Context;
  /** JSON kept with the batch: what the commit needs to know again. */
  describeContext(context: Context): object;
  /**
   * For a form whose rows only mean something together (an indicator model): judges them all. One error refuses the
   * whole file. Rows with equal keys are then the layout's own business.
   */
  judgeWhole?(rows: readonly Row[]): Finding[];
  /** For rows that refer to one another. */
  openNotes?(db: ReadDb): RowNotes<Row>;
  /** Tells whether the database holds this row already. */
  openDuplicateCheck(db: ReadDb, context: object): (row: Row, naturalKey: string | null) => boolean;
  /** What replacing would change of the row that the database holds; null when it holds none. */
  openComparison?(db: ReadDb, context: object): (row: Row, naturalKey: string | null) => Comparison | null;
  /** Writes rows inside the commit's transaction. */
  openWriter(tx: WriteTx, context: object): RowWriter<Row>;
}
