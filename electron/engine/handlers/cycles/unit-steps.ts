/** Takes units of a cycle from step to step: 上报, 退回, 初审通过, 复核完成, 撤回. */
import type { Cycle } from '#shared/domain/entities.ts';
import { stateAfter, type UnitState, type UnitStep, unitStepRules } from '#shared/domain/unit-states.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createUnitStepRepository } from '../../db/repositories/unit-steps.ts';
import type { ReadDb, WriteTx } from '../../db/transaction.ts';
import { requireUnit } from '../cycles.ts';
import { reviewBlockers } from '../entries/review-blockers.ts';
import { submissionBlockers } from '../entries/submission-blockers.ts';

export interface StepRequest {
  usccs: readonly string[];
  step: UnitStep;
  reason: string | null;
  dueOn: string | null;
}

interface StepAnswer {
  bodyUscc: string;
  name: string;
  done: boolean;
  state: UnitState;
  findings: Finding[];
}

const error = (code: string, params: Finding['params']): Finding => ({ code, severity: 'error', params });

/** What has to be put right before a step, apart from state and stage. */
const blockers: Partial<Record<UnitStep, (db: ReadDb, cycle: Cycle, bodyUscc: string) => Finding[]>> = {
  submit: submissionBlockers,
  accept: reviewBlockers,
  confirm: reviewBlockers,
};

const refusalOf = (
  refusal: 'state' | 'tooEarly' | 'tooLate',
  { step, state, cycle }: { step: UnitStep; state: UnitState; cycle: Cycle },
): Finding => {
  const { status } = cycle;
  if (refusal === 'state') return error('unit.stepState', { step, state });
  return refusal === 'tooEarly'
    ? error('unit.stepTooEarly', { step, status, openIn: unitStepRules[step].from })
    : error('unit.stepTooLate', { step, status });
};

/**
 * Takes a step for each unit by itself.
 * @throws AppError `cycle.unitUnknown`, `cycle.reasonNeeded`
 */
export const takeStep = (
  tx: WriteTx,
  cycle: Cycle,
  { usccs, step, reason, dueOn }: StepRequest,
  actor: string,
): { done: number; units: StepAnswer[] } => {
  if (unitStepRules[step].needsReason && !reason) throw new AppError('cycle.reasonNeeded', { step });
  const steps = createUnitStepRepository(tx);
  const bodies = createBodyReader(tx);
  const audit = createAuditLog(tx);
  const units = [...new Set(usccs)].map((bodyUscc): StepAnswer => {
    requireUnit(tx, cycle.code, bodyUscc);
    const name = bodies.findByUscc(bodyUscc)?.name ?? bodyUscc;
    const state = steps.last(cycle.code, bodyUscc)?.state ?? 'filling';
    const after = stateAfter(state, step, cycle.status);
    if ('refusal' in after) {
      const findings = [refusalOf(after.refusal, { step, state, cycle })];
      return { bodyUscc, name, done: false, state, findings };
    }
    const findings = blockers[step]?.(tx, cycle, bodyUscc) ?? [];
    if (findings.length > 0) return { bodyUscc, name, done: false, state, findings };
    steps.add(cycle.code, {
      bodyUscc,
      step,
      state: after.state,
      reason: reason || null,
      dueOn: step === 'return' ? dueOn : null,
      actor,
    });
    audit.append({
      actor,
      action: 'cycleUnits.step',
      subject: `${cycle.code} ${bodyUscc}`,
      details: { step, from: state, state: after.state },
    });
    return { bodyUscc, name, done: true, state: after.state, findings: [] };
  });
  return { done: units.filter(({ done }) => done).length, units };
};

/** What a package brought is handed in with it, by the office that sent it; what passed a review before is to be reviewed again. */
export const noteArrival = (
  tx: WriteTx,
  cycle: string,
  { bodyUscc, actor }: { bodyUscc: string; actor: string },
): void => {
  const steps = createUnitStepRepository(tx);
  if (steps.last(cycle, bodyUscc)?.state === 'submitted') return;
  steps.add(cycle, { bodyUscc, step: 'submit', state: 'submitted', reason: null, dueOn: null, actor });
};
