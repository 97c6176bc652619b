/** Taking weights that were found over into a document. */
import { asObjects, isObject, type JsonObject } from '../json-view.ts';
import { changeNode, setWeights } from './edit-draft.ts';
import type { StoredPairwise, WeightedChild } from './pairwise.ts';

/** What the holder keeps besides, with the judgements put in their place. */
const keeping = (holder: JsonObject, stored: StoredPairwise): JsonObject => ({
  ...(isObject(holder.extensions) ? holder.extensions : {}),
  pairwise: stored,
});

/**
 * Takes weights over into a document. Judgements go to the parent, of the roots to the document; without any, those kept there stay, so
 * that it can be said that the weights are no longer theirs.
 * @param parent null: the roots
 */
export const takeWeights = (
  document: JsonObject,
  parent: string | null,
  weights: readonly WeightedChild[],
  stored: StoredPairwise | null,
): JsonObject => {
  const weighed = setWeights(document, weights);
  if (stored === null) return weighed;
  if (parent === null) return { ...weighed, extensions: keeping(weighed, stored) };
  const holder = asObjects(weighed.nodes).find(({ code }) => code === parent);
  return holder === undefined
    ? weighed
    : changeNode(weighed, parent, { extensions: keeping(holder, stored) });
};
