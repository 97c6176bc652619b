/**
 * 考核周期的阶段: their order, and who may still enter values in which of them.
 *
 * A cycle goes forward by one stage at a time and, until its result is final, back by one (退回). Each role states its
 * values up to the end of its own stage, so that what a later stage judges cannot change under it; the final review
 * opens only with its stage. Values that other roles supply (department data, third party, survey) have a stage of
 * their own, and come in until the final review is done. After 定级 nothing is entered any more, but for leaves that
 * were opened again by an approved correction. What a single unit has handed in is in `unit-states.ts`.
 */
import { type CycleStatus, cycleStatuses, type ScorerRole } from './code-lists.ts';

/** Who can enter values; what the credit database yields is never typed. */
export type EntryRole = Exclude<ScorerRole, 'derived'>;

/** All stages in their order. */
export const cycleStages = Object.keys(cycleStatuses) as readonly CycleStatus[];

const positionOf = (status: CycleStatus): number => cycleStages.indexOf(status);

/** Whether a stage lies before another. */
export const isBefore = (status: CycleStatus, other: CycleStatus): boolean =>
  positionOf(status) < positionOf(other);

/** Whether the result is final, so that nothing may be entered any more. */
export const isClosed = (status: CycleStatus): boolean => positionOf(status) >= positionOf('finalised');

/** The stage after this one; null after the last. */
export const stageAfter = (status: CycleStatus): CycleStatus | null =>
  cycleStages[positionOf(status) + 1] ?? null;

/** The stage that a cycle can be sent back to; null for the first one and once the result is final. */
export const stageBefore = (status: CycleStatus): CycleStatus | null =>
  isClosed(status) ? null : (cycleStages[positionOf(status) - 1] ?? null);

/** Whether a cycle may be put from one stage into another. */
export const mayMove = (from: CycleStatus, to: CycleStatus): boolean =>
  to === from || to === stageAfter(from) || to === stageBefore(from);

const span: { readonly [R in EntryRole]: { readonly from: CycleStatus; readonly upTo: CycleStatus } } = {
  self: { from: 'draft', upTo: 'selfAssess' },
  assessor: { from: 'draft', upTo: 'firstReview' },
  finalReview: { from: 'finalReview', upTo: 'finalReview' },
  department: { from: 'draft', upTo: 'finalReview' },
  thirdParty: { from: 'draft', upTo: 'finalReview' },
  survey: { from: 'draft', upTo: 'finalReview' },
};

/** The stage that is a role's own: whose last day is the last day of its entries. */
export const stageOfRole: { readonly [R in EntryRole]: CycleStatus } = {
  self: 'selfAssess',
  assessor: 'firstReview',
  finalReview: 'finalReview',
  department: 'externalInput',
  thirdParty: 'externalInput',
  survey: 'externalInput',
};

/** Why a role cannot enter values in a stage; `openIn` is the nearest stage in which it can. */
export type StageLock =
  | { readonly reason: 'closed' }
  | { readonly reason: 'notYet' | 'over'; readonly openIn: CycleStatus };

/** Whether a role may enter values in a stage: null, or why not. */
export const stageLock = (status: CycleStatus, role: EntryRole): StageLock | null => {
  if (isClosed(status)) return { reason: 'closed' };
  const { from, upTo } = span[role];
  if (positionOf(status) < positionOf(from)) return { reason: 'notYet', openIn: from };
  if (positionOf(status) > positionOf(upTo)) return { reason: 'over', openIn: upTo };
  return null;
};

/** Whether bonus, penalty, veto and not-applicable decisions may be taken in a stage: null, or why not. */
export const decisionLock = (status: CycleStatus): StageLock | null => {
  if (isClosed(status)) return { reason: 'closed' };
  return positionOf(status) > positionOf('finalReview') ? { reason: 'over', openIn: 'finalReview' } : null;
};
