/**
 * Kendall's tau-b of two rankings of the same subjects: (concordant − discordant) pairs over the geometric mean of the
 * pairs each ranking tells apart. 1 for the same order, −1 for the reverse.
 *
 * Where one ranking ties all subjects tau-b is 0/0: two such rankings are the same (1), one of them tells nothing (0).
 * Null when fewer than two subjects are ranked in both.
 * @param a @param b ranks by subject; 0 = not ranked, left out.
 */
export const kendallTau = (a: Uint32Array, b: Uint32Array): number | null => {
  const both: number[] = [];
  a.forEach((rank, subject) => {
    if (rank > 0 && (b[subject] ?? 0) > 0) both.push(subject);
  });
  if (both.length < 2) return null;
  let balance = 0;
  let pairsA = 0;
  let pairsB = 0;
  for (let i = 0; i < both.length; i += 1) {
    const first = both[i] as number;
    for (let j = i + 1; j < both.length; j += 1) {
      const second = both[j] as number;
      const byA = Math.sign((a[first] as number) - (a[second] as number));
      const byB = Math.sign((b[first] as number) - (b[second] as number));
      balance += byA * byB;
      pairsA += byA * byA;
      pairsB += byB * byB;
    }
  }
  if (pairsA === 0 || pairsB === 0) return pairsA === pairsB ? 1 : 0;
  return balance / Math.sqrt(pairsA * pairsB);
};
