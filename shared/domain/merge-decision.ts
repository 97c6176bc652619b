/**
 * What to do with one row that came from another office (design §5: “Within one lineage a higher revision
 * replaces, the same revision with other content is a conflict for a person to decide, a lower one is skipped”).
 * Pure, and the only place where this rule is written: the database applies it, the package plan counts by it.
 *
 * A *lineage* is one uninterrupted line of edits of one database. Every change stamps the row with the
 * database's current lineage and raises the row's revision by one; an untouched row keeps its old stamp.
 * Restoring a backup, or going on in a copied folder, starts a new lineage that names its parent and the
 * instant of the state it started from (the restore point). So a row stamped with the new lineage *was*
 * changed since then, and its revision may be lower than one that the restore threw away: between lineages
 * revisions alone decide nothing.
 */
import { z } from 'zod';
import { instant, type SyncFields, uuid } from './entities.ts';

export const lineage = z.strictObject({
  id: uuid,
  /** The lineage that this one branched off; null for a database that began empty. */
  parent: uuid.nullable(),
  /** The instant of the last change that the parent and this lineage have in common; null if unknown. */
  restorePoint: instant.nullable(),
});
export type Lineage = z.infer<typeof lineage>;

/** The stamp of a row: everything the decision looks at. */
export type RowStamp = Pick<SyncFields, 'ownerOffice' | 'lineage' | 'revision' | 'contentHash' | 'updatedAt'>;

/**
 * - `insert`: we have no such row;
 * - `update`: the incoming row follows ours; take its content and its stamp (the content may be the same);
 * - `unchanged`: nothing to do;
 * - `skipOlder`: ours follows the incoming row, which is a state we have already left behind;
 * - `conflict`: neither follows the other, or the owner changed. Keep ours, show both, let a person decide.
 */
export type MergeDecision = 'insert' | 'update' | 'unchanged' | 'skipOlder' | 'conflict';

/** How the incoming row stands to ours. `diverged`: changed on both sides, or no relation is known. */
type Standing = 'newer' | 'same' | 'older' | 'diverged';

/**
 * Decides about one incoming row.
 *
 * @param existing our row with the same id, or null
 * @param incoming the row of the package
 * @param lineages every lineage known: first those recorded earlier, then those stated by the package. If an
 *   id occurs twice the first statement counts, so that a package cannot rewrite what is already known.
 */
export function decideForeignRow(
  existing: RowStamp | null,
  incoming: RowStamp,
  lineages: readonly Lineage[],
): MergeDecision {
  if (existing === null) return 'insert';
  if (existing.ownerOffice !== incoming.ownerOffice) return 'conflict';

  const sameContent = existing.contentHash === incoming.contentHash;
  switch (standingOf(existing, incoming, lineages)) {
    case 'newer':
      // Also when the content is the same: otherwise a late package with a revision in between would replace it.
      return 'update';
    case 'older':
      return 'skipOlder';
    case 'same':
      return sameContent ? 'unchanged' : 'conflict';
    case 'diverged':
      if (!sameContent) return 'conflict';
      // Both sides arrived at the same content. Follow the younger line, so that its next edit is no conflict.
      return branchPoint(existing.lineage, incoming.lineage, lineages) === undefined ? 'unchanged' : 'update';
  }
}

function standingOf(existing: RowStamp, incoming: RowStamp, lineages: readonly Lineage[]): Standing {
  if (existing.lineage === incoming.lineage) {
    if (incoming.revision === existing.revision) return 'same';
    return incoming.revision > existing.revision ? 'newer' : 'older';
  }
  const incomingBranchedAt = branchPoint(existing.lineage, incoming.lineage, lineages);
  if (incomingBranchedAt !== undefined) {
    return precedes(existing, incoming, incomingBranchedAt) ? 'newer' : 'diverged';
  }
  const oursBranchedAt = branchPoint(incoming.lineage, existing.lineage, lineages);
  if (oursBranchedAt !== undefined) {
    return precedes(incoming, existing, oursBranchedAt) ? 'older' : 'diverged';
  }
  return 'diverged';
}

/**
 * Whether a row of the parent line is a state that the row of the branch grew out of: it was changed no later
 * than the restore point, and its revision is lower. Both must hold: the instant alone would trust a clock, the
 * revision alone would take an edit that the restore threw away for an earlier state.
 */
function precedes(inParent: RowStamp, inBranch: RowStamp, branchedAt: string | null): boolean {
  return branchedAt !== null && inParent.updatedAt <= branchedAt && inParent.revision < inBranch.revision;
}

/**
 * Where the line leading to `descendant` left `ancestor`: the restore point (null if not known), or undefined
 * if `ancestor` is no ancestor of `descendant` as far as the known lineages tell.
 */
function branchPoint(
  ancestor: string,
  descendant: string,
  lineages: readonly Lineage[],
): string | null | undefined {
  const visited = new Set<string>();
  let current = lineages.find((known) => known.id === descendant);
  while (current !== undefined && current.parent !== null && !visited.has(current.id)) {
    if (current.parent === ancestor) return current.restorePoint;
    visited.add(current.id);
    const parent: string = current.parent;
    current = lineages.find((known) => known.id === parent);
  }
  return undefined;
}
