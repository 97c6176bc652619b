/** What indicators about data ask for, of the records decided in one period. */
import type { OperationOutput } from '#shared/contract/client.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import type { Period } from '#shared/domain/periods.ts';
import { qualityKindOf } from '#shared/domain/quality-kinds.ts';
import { createQualityReader, lookedUpKinds, type QualityCounts } from '../../db/repositories/quality.ts';
import type { JobContext } from '../../runtime/context.ts';
import { qualityBasis } from './basis.ts';
import { foundOf, sharesOf } from './counts.ts';
import { stretchesOf } from './stretches.ts';

const kinds = lookedUpKinds('record').filter(
  (kind) => kind === 'record.late' || qualityKindOf(kind).severity === 'error',
);

export const countPeriod = async (
  { db, progress, now }: JobContext,
  period: Period,
): Promise<OperationOutput<'quality.period'>> => {
  const reader = createQualityReader(db);
  const basis = qualityBasis(db, dayInChina(now()));
  const end = reader.lastRow('record');
  const checkpoint = progress.phase('quality.rows');
  const counts: QualityCounts = new Map();
  for (const stretch of stretchesOf(end)) {
    await checkpoint(stretch.after, end);
    reader.countPeriod(counts, kinds, basis, stretch, period);
  }
  await checkpoint(end, end);
  const doubles = new Map(reader.doublesOfPeriod(period).map(({ uscc, found }) => [uscc, found]));
  const rows = [...counts.keys()].map((uscc) => {
    const shares = sharesOf(counts, uscc);
    const late = shares.find(({ kind }) => kind === 'record.late') ?? { found: 0, among: 0 };
    return {
      uscc,
      entered: { found: late.among - late.found, among: late.among },
      errors: foundOf(shares, 'error') + (doubles.get(uscc) ?? 0),
    };
  });
  return { ...period, rows };
};
