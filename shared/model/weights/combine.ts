/** Combining weight vectors (model-spec §6): their weighted mean, label by label. */
import type { Fault } from '../findings.ts';
import { compareCodes } from '../json-view.ts';
import { accepted, refused, shareOut, type Weights, type WeightsOutcome } from './matrix-input.ts';

export type WeightVector = {
  readonly weights: Weights;
  /** Its say in the mean, ≥ 0; only the proportions count. Default 1. */
  readonly share?: number;
};

const vectorFaults = (vectors: readonly WeightVector[]): Fault[] => {
  const labels = Object.keys(vectors[0]?.weights ?? {});
  return vectors.flatMap(({ weights }, index): Fault[] => {
    const own = Object.keys(weights);
    const differing = [
      ...labels.filter((label) => !Object.hasOwn(weights, label)),
      ...own.filter((label) => !labels.includes(label)),
    ].sort(compareCodes);
    const negative = own.filter((label) => !((weights[label] ?? -1) >= 0));
    return [
      ...differing.map(
        (label): Fault => ({ code: 'weights.labels.differ', params: { vector: index + 1, label } }),
      ),
      ...negative.map((label): Fault => ({ code: 'weights.entry.negative', params: { label } })),
    ];
  });
};

/** The weighted mean of vectors over the same labels; vectors that each sum to 1 give one that sums to 1. */
export const combineWeights = (vectors: readonly WeightVector[]): WeightsOutcome<{ weights: Weights }> => {
  const faults = vectorFaults(vectors);
  if (faults.length > 0) return refused(faults);
  const given = vectors.map((vector) => vector.share ?? 1);
  const shares = given.some((share) => !(share >= 0)) ? null : shareOut(given);
  if (shares === null) return refused([{ code: 'weights.combine.noShare', params: {} }]);
  const labels = Object.keys(vectors[0]?.weights ?? {});
  const mean = (label: string): number =>
    vectors.reduce((sum, { weights }, index) => sum + (shares[index] ?? 0) * (weights[label] ?? 0), 0);
  return accepted({ weights: Object.fromEntries(labels.map((label) => [label, mean(label)])) });
};
