/** What stored runs say; every one of them only reads. */
import type { runResultOperations } from '#shared/contract/operations/run-results.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { compareRuns, compareUnit, compareUnits } from './compare.ts';
import { explainUnit } from './explain.ts';
import { readAverages, readOverview, readTable } from './figures.ts';
import { readRanking } from './ranking.ts';

export const runResultHandlers: HandlersOf<typeof runResultOperations> = {
  'runs.overview': ({ db }, { run }) => readOverview(db, run),
  'runs.ranking': ({ db }, request) => readRanking(db, request),
  'runs.averages': ({ db }, { run }) => readAverages(db, run),
  'runs.table': ({ db }, request) => readTable(db, request),
  'runs.explain': ({ db }, { run, subject }) => explainUnit(db, run, subject),
  'runs.compare': ({ db }, request) => compareRuns(db, request),
  'runs.compareUnits': ({ db }, request) => compareUnits(db, request),
  'runs.compareSubject': ({ db }, request) => compareUnit(db, request),
};
