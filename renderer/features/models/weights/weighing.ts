/** What the parts of the dialog 确定权重 have in common. Shares are shown only; what is taken over has the engine's six decimals. */

export interface WeighedChild {
  readonly code: string;
  readonly name: string;
  /** As written in the model; null when it is no number. */
  readonly weight: number | null;
}

export type Weights = readonly { readonly code: string; readonly weight: number }[];

const partOf = (
  all: readonly { readonly code: string; readonly weight: number | null }[],
  code: string,
): number | null => {
  const sum = all.reduce<number | null>(
    (total, { weight }) => (total === null || weight === null || weight <= 0 ? null : total + weight),
    0,
  );
  const own = all.find((one) => one.code === code)?.weight ?? null;
  return sum === null || sum === 0 || own === null ? null : own / sum;
};

/** `27.78%`, or a dash where weights are missing. */
export const percentOfWhole = (
  all: readonly { readonly code: string; readonly weight: number | null }[],
  code: string,
): string => {
  const part = partOf(all, code);
  return part === null ? '—' : `${(part * 100).toFixed(2)}%`;
};

export const pointsOf = (weights: Weights, code: string, points: number): string => {
  const part = partOf(weights, code);
  return part === null ? '—' : (part * points).toFixed(2);
};
