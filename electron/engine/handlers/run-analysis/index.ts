/** What lies behind the figures of a run; every one of them only reads. */
import type { runAnalysisOperations } from '#shared/contract/operations/run-analysis.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { readLift } from './lift.ts';
import { readRankBands } from './rank-bands.ts';
import { readRoleDifferences, readThirdParty } from './scorers.ts';
import { readDistribution, readWeights } from './weights.ts';
import { readHistory, readYearOnYear } from './years.ts';

export const runAnalysisHandlers: HandlersOf<typeof runAnalysisOperations> = {
  'runs.rankBands': (context, { run }) => readRankBands(context, run),
  'runs.weights': ({ db }, { run, group }) => readWeights(db, run, group),
  'runs.distribution': ({ db }, { run }) => readDistribution(db, run),
  'runs.lift': (context, request) => readLift(context, request),
  'runs.yearOnYear': ({ db }, request) => readYearOnYear(db, request),
  'runs.history': ({ db }, request) => readHistory(db, request),
  'runs.thirdParty': ({ db }, { run }) => readThirdParty(db, run),
  'runs.roleDifferences': ({ db }, request) => readRoleDifferences(db, request),
};
