/** Shares as they are shown: one decimal, and never 100% or 0% of what is not all or nothing. */
export const shareText = ({ found, among }: { found: number; among: number }): string => {
  if (among === 0) return '—';
  const tenths = Math.round((found / among) * 1_000);
  const shown = found < among ? Math.min(tenths, 999) : tenths;
  return `${((found > 0 ? Math.max(shown, 1) : 0) / 10).toFixed(1)}%`;
};
