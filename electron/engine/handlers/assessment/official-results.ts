/** What counts in a cycle: the official run of each of its models, and every unit's line in it. */
import type { OperationOutput } from '#shared/contract/client.ts';
import { createRunReader, type RunHead } from '../../db/repositories/runs.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { readRanking } from '../run-results/ranking.ts';

export type RankingLine = OperationOutput<'runs.ranking'>['rows'][number];

/** More units than any run has. */
const everyUnit = 100_000;

/** The official run of each model of a cycle, in the order of the models' codes. */
export const officialRuns = (db: ReadDb, cycle: string): RunHead[] =>
  createRunReader(db)
    .list(cycle)
    .filter(({ official }) => official)
    .sort((a, b) => (a.modelCode < b.modelCode ? -1 : 1));

/** A unit's line in the official run that scored it, and how many units that run ranks; null while there is none. */
export const unitResult = (
  db: ReadDb,
  cycle: string,
  uscc: string,
): { run: RunHead; line: RankingLine; ranked: number } | null => {
  for (const run of officialRuns(db, cycle)) {
    const lines = rankingOf(db, run.id);
    const line = lines.find(({ code }) => code === uscc);
    if (line !== undefined) return { run, line, ranked: lines.filter(({ rank }) => rank !== null).length };
  }
  return null;
};

/** All units of a run by rank, those without a rank last. */
export const rankingOf = (db: ReadDb, run: string): RankingLine[] =>
  readRanking(db, { run, cursor: null, limit: everyUnit, sort: { by: 'rank', descending: false } }).rows;
