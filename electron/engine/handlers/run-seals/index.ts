/** Official runs: sealing, proving, what has changed since; and removing trial runs. */
import type { runSealOperations } from '#shared/contract/operations/run-seals.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { createSummaries } from '../run-results/open-run.ts';
import { changesSince } from './changes-since.ts';
import { checkSeal, removeRuns, requireRunHead, sealRun } from './seal.ts';
import { verifyRun } from './verify.ts';

/** Changes that are listed one by one. */
const listedChanges = 100;

export const runSealHandlers: HandlersOf<typeof runSealOperations> = {
  'runs.sealCheck': ({ db }, { run }) => checkSeal(db, run),
  'runs.seal': (context, request) => sealRun(context, request),
  'runs.verify': async (context, { run }) => {
    const head = requireRunHead(context.db, run);
    const checkpoint = context.progress.phase('check.run');
    await checkpoint(0, 1);
    const verdict = verifyRun(context.db, run);
    await checkpoint(1, 1);
    return { run: createSummaries(context.db)(head), ...verdict };
  },
  'runs.staleness': ({ db }, { run }) => {
    const { modelNow, changes } = changesSince(db, requireRunHead(db, run));
    return {
      stale: modelNow !== null || changes.length > 0,
      modelNow,
      count: changes.length,
      changes: changes.slice(0, listedChanges),
    };
  },
  'runs.remove': (context, { runs }) => removeRuns(context, runs),
};
