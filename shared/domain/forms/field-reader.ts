/**
 * How the fields of a body, an official or a record are read, wherever they were written: in the cells of a workbook
 * row or in the fields of a form on screen. What a field must be is said once, in the files beside this one; who reads
 * only knows how to get at a text and where to say what is wrong with it.
 */
import type { FindingParams, FindingSeverity } from '../../errors/finding.ts';

/**
 * Reads fields by key. Every method answers null for a blank field and for one that cannot be read; the latter also
 * gets a finding, and a blank one too where it must be filled. Nothing is thrown, so all faults are found at once.
 */
export interface FieldReader {
  /** As it stands, empty when blank. */
  raw(key: string): string;
  /** Text without outer spaces. */
  text(key: string, options?: { maxLength?: number }): string | null;
  /** A code in its normal form: no spaces, half-width, capital letters. */
  code(key: string): string | null;
  /** `yyyy-mm-dd`, however it was written. */
  date(key: string): string | null;
  /** 万元 as written, in 分. */
  amountFen(key: string): number | null;
  /** Whole number ≥ 0. */
  count(key: string): number | null;
  /** Code of a closed list, given as its label or as the code itself. */
  choice<C extends string>(key: string, list: Readonly<Record<C, string>>): C | null;
  /** An `error` means that what is read must not be stored. */
  report(severity: FindingSeverity, code: string, params: FindingParams, key: string): void;
}

/** What was read, and what makes it the same thing when it is sent again; null where a part of either is missing. */
export interface Reading<Content> {
  naturalKey: string | null;
  value: Content | null;
}
