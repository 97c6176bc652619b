/** Why a role cannot change a cell now: the stage of the cycle, the model, the decisions, or whose value it is. */
import type { CycleStatus } from '#shared/domain/code-lists.ts';
import { decisionLock, type EntryRole, stageLock } from '#shared/domain/cycle-stages.ts';
import type { Cycle, ModelVersion } from '#shared/domain/entities.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { askedNames, type EntryLeaf } from './entry-model.ts';

const because = (code: string, params: Finding['params'] = {}): Finding => ({
  code,
  severity: 'error',
  params,
});

/** Why the role cannot enter anything in the cycle now, whatever the cell; null when it can. */
export const sheetLock = (cycle: Cycle, version: ModelVersion, role: EntryRole): Finding | null => {
  const { status } = cycle;
  const stage = stageLock(status, role);
  if (stage?.reason === 'closed') return because('entry.locked.closed', { status });
  if (version.status === 'disabled') return because('entry.locked.modelDisabled', { model: version.code });
  if (stage === null) return null;
  return because(`entry.locked.${stage.reason}`, { role, status, openIn: stage.openIn });
};

/**
 * Reviewers may state a value for every leaf, because they verify what others stated; everybody else only where the
 * model asks them.
 */
const roleLock = (leaf: EntryLeaf, role: EntryRole): Finding | null => {
  if (leaf.askedOf.includes(role)) return null;
  if (leaf.weighted && role === 'finalReview') return because('entry.locked.weighted');
  if (!leaf.weighted && (role === 'assessor' || role === 'finalReview')) return null;
  return because('entry.locked.otherRole', { by: askedNames(leaf) });
};

export interface CellPlace {
  leaf: EntryLeaf;
  role: EntryRole;
  /** The reason why the leaf does not apply to the unit; null when it applies. */
  notApplicable: string | null;
  /** The office whose value stands there; null when none does. */
  owner: string | null;
}

/** Why a single cell cannot be changed, apart from `sheetLock`; null when it can. */
export const cellLock = (place: CellPlace, ownOffice: string): Finding | null => {
  if (place.notApplicable !== null) {
    return because('entry.locked.notApplicable', { reason: place.notApplicable });
  }
  const role = roleLock(place.leaf, place.role);
  if (role !== null) return role;
  return place.owner === null || place.owner === ownOffice ? null : because('entry.locked.otherOffice');
};

/** Why decisions cannot be taken now; null when they can. */
export const decisionsLock = (
  status: CycleStatus,
): { status: CycleStatus; openIn: CycleStatus | null } | null => {
  const lock = decisionLock(status);
  return lock === null ? null : { status, openIn: lock.reason === 'closed' ? null : lock.openIn };
};
