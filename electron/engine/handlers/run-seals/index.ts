/** Official runs: sealing, proving, what has changed since; and removing trial runs. */
import type { runSealOperations } from '#shared/contract/operations/run-seals.ts';
import type { DataChange } from '#shared/model/compare-data.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import { outlineLeaves } from '../../excel/layouts/model-outline.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { createSummaries, namesOf, openRun } from '../run-results/open-run.ts';
import { changesSince } from './changes-since.ts';
import { checkSeal, removeRuns, requireRunHead, sealRun } from './seal.ts';
import { verifyRun } from './verify.ts';

/** What a change is about, in words. */
const createLabels = (model: ModelDocument): ((change: DataChange) => string) => {
  const leaves = new Map(outlineLeaves(model).map((leaf) => [leaf.node.code, leaf]));
  const { bonus, penalty, vetoes, nodes } = model;
  const names = namesOf([...(bonus?.items ?? []), ...(penalty?.items ?? []), ...(vetoes ?? []), ...nodes]);
  return ({ leaf, item }) => {
    if (leaf === null) return item === null ? '' : (names.get(item) ?? '');
    const found = leaves.get(leaf);
    const label = found?.items.find(({ code }) => code === item)?.label ?? item ?? '';
    return `${found?.node.name ?? ''} ${label}`.trim();
  };
};

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
    const { head, model } = openRun(db, run);
    const { modelNow, changes } = changesSince(db, head);
    const labelOf = createLabels(model.document);
    return {
      stale: modelNow !== null || changes.length > 0,
      modelNow,
      count: changes.length,
      changes: changes.slice(0, listedChanges).map((change) => ({ ...change, label: labelOf(change) })),
    };
  },
  'runs.remove': (context, { runs }) => removeRuns(context, runs),
};
