/**
 * What the engine and its reader process say to each other. The reader sends at most `batchesAhead` batches that
 * have not been asked for, so that neither side ever holds more of a workbook than that.
 */
import type { Finding } from '#shared/errors/finding.ts';
import type { RowBatch } from './row-batch.ts';
import type { RawSheet } from './workbook-types.ts';

export const batchesAhead = 4;

export type ToReader =
  | { type: 'read'; file: string; rowsPerSheet?: number; reportMemory: boolean }
  /** One more batch may be sent. */
  | { type: 'more' };

export type FromReader =
  | { type: 'batch'; items: ReaderItem[] }
  /** Resident memory in bytes, where the operating system cannot be asked from outside. */
  | { type: 'memory'; bytes: number }
  | { type: 'failed'; code: string; params: unknown };

export type ReaderItem =
  | { type: 'sheet'; sheet: RawSheet; rows: number }
  | { type: 'rows'; rows: RowBatch }
  | { type: 'finding'; finding: Finding }
  | { type: 'end'; rowsInXml: number };
