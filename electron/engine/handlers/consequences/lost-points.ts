/** Where a unit lost points: its leaves by what they cost, for ledgers and letters. */
import { compareDecimalTexts, withoutTrailingZeros } from '#shared/domain/decimal-text.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { explainUnit } from '../run-results/explain.ts';

export interface LostLeaf {
  code: string;
  name: string;
  /** What the leaf was worth to this unit, what it got, and the difference. */
  worth: string;
  got: string;
  lost: string;
  /** The arithmetic in words. */
  trace: string;
}

/** The leaves of a unit that lost points, the dearest first. @throws AppError `run.unknown`, `run.subjectUnknown` */
export const lostLeaves = (db: ReadDb, run: string, uscc: string): LostLeaf[] =>
  explainUnit(db, run, uscc)
    .nodes.flatMap(({ code, name, leaf, worth, published, lost, trace }): LostLeaf[] => {
      if (!leaf || worth === null || published === null || lost === null) return [];
      if (compareDecimalTexts(lost, '0') <= 0) return [];
      const [got, missing] = [withoutTrailingZeros(published), withoutTrailingZeros(lost)];
      return [{ code, name, worth, got, lost: missing, trace }];
    })
    .sort((a, b) => compareDecimalTexts(b.lost, a.lost) || (a.code < b.code ? -1 : 1));
