/**
 * 被考核单位在周期内的状态: whether its self-assessment is still being filled in, was handed in, was returned, or has
 * passed the reviews. The stage of the cycle says what is being done; this says how far one unit is with it.
 */
import type { CycleStatus } from './code-lists.ts';
import { isBefore } from './cycle-stages.ts';

export const unitStates = {
  filling: '填报中',
  submitted: '已上报',
  returned: '已退回',
  accepted: '初审通过',
  confirmed: '复核完成',
} as const;
export type UnitState = keyof typeof unitStates;

export const unitSteps = {
  submit: '上报',
  return: '退回',
  accept: '初审通过',
  confirm: '复核完成',
  reopen: '撤回',
} as const;
export type UnitStep = keyof typeof unitSteps;

interface StepRule {
  /** From which state to which. */
  readonly moves: { readonly [S in UnitState]?: UnitState };
  /** First and last stage of the cycle in which it can be done. */
  readonly from: CycleStatus;
  readonly upTo: CycleStatus;
  readonly needsReason: boolean;
}

/** What each step does to a unit, and when it can be taken. */
export const unitStepRules: { readonly [S in UnitStep]: StepRule } = {
  submit: {
    moves: { filling: 'submitted', returned: 'submitted' },
    from: 'selfAssess',
    upTo: 'externalInput',
    needsReason: false,
  },
  return: {
    moves: { submitted: 'returned', accepted: 'returned' },
    from: 'selfAssess',
    upTo: 'externalInput',
    needsReason: true,
  },
  accept: {
    moves: { submitted: 'accepted' },
    from: 'firstReview',
    upTo: 'externalInput',
    needsReason: false,
  },
  confirm: {
    moves: { accepted: 'confirmed' },
    from: 'finalReview',
    upTo: 'finalReview',
    needsReason: false,
  },
  reopen: {
    moves: { submitted: 'filling', accepted: 'submitted', confirmed: 'accepted' },
    from: 'selfAssess',
    upTo: 'finalReview',
    needsReason: true,
  },
};

/** Why a step cannot be taken. */
export type StepRefusal = 'state' | 'tooEarly' | 'tooLate';

/** The state that a step leads to, or why it cannot be taken in this state and stage. */
export const stateAfter = (
  state: UnitState,
  step: UnitStep,
  status: CycleStatus,
): { readonly state: UnitState } | { readonly refusal: StepRefusal } => {
  const { moves, from, upTo } = unitStepRules[step];
  const next = moves[state];
  if (next === undefined) return { refusal: 'state' };
  if (isBefore(status, from)) return { refusal: 'tooEarly' };
  return isBefore(upTo, status) ? { refusal: 'tooLate' } : { state: next };
};

/** Whether the unit has handed its self-assessment in, so that its own values stay as they are. */
export const isHandedIn = (state: UnitState): boolean =>
  state === 'submitted' || state === 'accepted' || state === 'confirmed';
