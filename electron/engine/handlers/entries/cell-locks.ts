/** Why a role cannot change a cell now: the stage of the cycle and its last day, what the unit handed in, the model, the decisions, or whose value it is. */
import type { CycleStatus } from '#shared/domain/code-lists.ts';
import {
  decisionLock,
  type EntryRole,
  isBefore,
  stageLock,
  stageOfRole,
} from '#shared/domain/cycle-stages.ts';
import type { Cycle, ModelVersion } from '#shared/domain/entities.ts';
import { isHandedIn } from '#shared/domain/unit-states.ts';
import type { Finding } from '#shared/errors/finding.ts';
import type { UnitStanding } from '../cycles/unit-standing.ts';
import { askedNames, type EntryLeaf, recheckRoles } from './entry-model.ts';

const because = (code: string, params: Finding['params'] = {}): Finding => ({
  code,
  severity: 'error',
  params,
});

/** Everything that decides whether values may be entered, apart from the single cell. */
export interface LockSetting {
  cycle: Pick<Cycle, 'status'>;
  version: Pick<ModelVersion, 'code' | 'status'>;
  standing: UnitStanding;
  /** `yyyy-mm-dd` in China. */
  today: string;
}

/** A returned unit, and one that was given more time for itself, fill in while the others are reviewed already. */
const mayStillFill = ({ cycle, standing }: LockSetting): boolean =>
  !isBefore(cycle.status, 'selfAssess') &&
  !isBefore('externalInput', cycle.status) &&
  (standing.state === 'returned' || (standing.state === 'filling' && standing.extended('selfAssess')));

const stageFinding = (setting: LockSetting, role: EntryRole): Finding | null => {
  const { status } = setting.cycle;
  const stage = stageLock(status, role);
  if (stage === null || (role === 'self' && mayStillFill(setting))) return null;
  if (stage.reason === 'closed') return because('entry.locked.closed', { status });
  return because(`entry.locked.${stage.reason}`, { role, status, openIn: stage.openIn });
};

/** What a unit handed in stays as it is; what the final review confirmed does too. */
const stateFinding = ({ standing: { state } }: LockSetting, role: EntryRole): Finding | null => {
  if (role === 'self' && isHandedIn(state)) return because('entry.locked.handedIn', { state });
  if (role === 'finalReview' && state === 'confirmed') return because('entry.locked.confirmed');
  return null;
};

/** After the last day of its stage a role enters nothing, unless the day was moved. */
const deadlineFinding = ({ standing, today }: LockSetting, role: EntryRole): Finding | null => {
  const stage = stageOfRole[role];
  const planned = standing.lastDay(stage);
  const due = role === 'self' && standing.state === 'returned' ? (standing.returnedUntil ?? null) : planned;
  return due === null || today <= due ? null : because('entry.locked.deadline', { role, due });
};

/** Opened by a recheck or a correction; where the model weighs what several roles state, to each of these. */
const isOpenAgain = ({ reopened }: UnitStanding, role: EntryRole, leaf: EntryLeaf | null): boolean => {
  if (leaf === null) return role === 'finalReview' && reopened.size > 0;
  return reopened.has(leaf.node.code) && (role === 'finalReview' || recheckRoles(leaf).includes(role));
};

/**
 * Why the role cannot enter anything about a leaf now, whoever stated what stands there; null when it can.
 * @param leaf null: about any leaf of the unit
 */
export const entryLock = (setting: LockSetting, role: EntryRole, leaf: EntryLeaf | null): Finding | null => {
  const { version, standing } = setting;
  if (version.status === 'disabled') return because('entry.locked.modelDisabled', { model: version.code });
  if (isOpenAgain(standing, role, leaf)) return null;
  return stageFinding(setting, role) ?? stateFinding(setting, role) ?? deadlineFinding(setting, role);
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

/** Why a single cell cannot be changed, apart from `entryLock`; null when it can. */
export const cellLock = (place: CellPlace, ownOffice: string): Finding | null => {
  if (place.notApplicable !== null) {
    return because('entry.locked.notApplicable', { reason: place.notApplicable });
  }
  const role = roleLock(place.leaf, place.role);
  if (role !== null) return role;
  return place.owner === null || place.owner === ownOffice ? null : because('entry.locked.otherOffice');
};

/** Why decisions about a unit cannot be taken now; null when they can. */
export const decisionsLock = (
  status: CycleStatus,
  standing: Pick<UnitStanding, 'state' | 'reopened'> | null = null,
): { status: CycleStatus; openIn: CycleStatus | null; confirmed: boolean } | null => {
  if (standing?.reopened.has(null)) return null;
  const lock = decisionLock(status);
  if (lock !== null) {
    return { status, openIn: lock.reason === 'closed' ? null : lock.openIn, confirmed: false };
  }
  return standing?.state === 'confirmed' ? { status, openIn: null, confirmed: true } : null;
};
