/**
 * What the import needs to know of a layout beyond its columns: the context it is read in, which row of the database
 * a row means, and how it is written. One importer per layout; staging and commit are the same for all.
 */
import type { ScorerRole } from '#shared/domain/code-lists.ts';
import type { ReadDb, WriteTx } from '../../db/transaction.ts';
import type { ImportLayout } from '../../excel/layouts/layout.ts';

export type DuplicatePolicy = 'skip' | 'replace' | 'version';

export interface WrittenRow {
  table: string;
  rowId: string;
  revision: number;
  outcome: 'inserted' | 'updated' | 'unchanged';
  /** The row as it was, null when inserted. */
  previous: object | null;
}

export interface ImportRequest {
  cycle: string | undefined;
  unit: string | undefined;
  role: ScorerRole | undefined;
  /** `yyyy-mm-dd`. */
  today: string;
  /** What the workbook's hidden sheet says of itself. */
  meta: { cycle?: string; unit?: string; role?: string } | null;
}

export interface Importer<Row, Context> {
  layout: ImportLayout<Row, Context>;
  /** The workbook itself says for which cycle and unit it is, so that must be read before its rows. */
  needsMeta?: true;
  /** Everything the layout's checks look up. @throws AppError when the request names something unknown */
  buildContext(db: ReadDb, request: ImportRequest): Context;
  /** JSON kept with the batch: what the commit needs to know again. */
  describeContext(context: Context): object;
  /** Tells whether the database holds this row already. */
  openDuplicateCheck(db: ReadDb, context: object): (row: Row) => boolean;
  /** Writes rows inside the commit's transaction. May answer several written rows for one (a new version). */
  openWriter(tx: WriteTx, context: object, now: string): (row: Row, policy: DuplicatePolicy) => WrittenRow[];
}
