/** From the base score to the published score of one subject: bonus, penalty, vetoes, rounding (model-spec §4.4). */
import { type Exact, maxExact, minExact, quotient, roundToUnits, zero } from '../domain/exact.ts';
import type { CompiledAdjustments, CompiledModel } from './compiled-model.ts';
import { cappedPoints } from './methods/counted.ts';
import type { SubjectReading } from './read-subject.ts';

export type Total = {
  readonly base: Exact;
  readonly bonus: Exact;
  readonly penalty: Exact;
  readonly total: Exact;
  /** The total in units of 10^−`decimals`. */
  readonly score: bigint;
};

/** min(cap, Σ min(count × points, item cap)). */
const adjustment = (block: CompiledAdjustments, counts: ReadonlyMap<string, Exact>): Exact => {
  const sum = block.items.reduce((total, { code, points, cap }) => {
    const count = counts.get(code);
    return count === undefined ? total : total.add(cappedPoints(count, points, cap).points);
  }, zero);
  return minExact(block.cap, sum);
};

export const totalOf = (model: CompiledModel, reading: SubjectReading, base: Exact): Total => {
  const bonus = adjustment(model.bonus, reading.counts);
  const penalty = adjustment(model.penalty, reading.counts);
  const highest = model.fullScore.add(model.bonus.cap);
  const adjusted = minExact(highest, maxExact(zero, base.add(bonus).sub(penalty)));
  const total = reading.vetoes.reduce(
    (sum, veto) => (veto.scoreAtMost === null ? sum : minExact(sum, veto.scoreAtMost)),
    adjusted,
  );
  return {
    base,
    bonus,
    penalty,
    total,
    score: roundToUnits(quotient(total), model.decimals, model.rounding),
  };
};
