/** Puts a cycle into its next stage, or back into the one before. */
import type { cycleOperations } from '#shared/contract/operations/cycles.ts';
import { mayMove, stageAfter, stageBefore } from '#shared/domain/cycle-stages.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { createCycleRepository } from '../../db/repositories/cycles.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { cycleContentOf, requireCycle } from '../cycles.ts';
import { guardStage } from './stage-guards.ts';

export const cycleStageHandlers: Pick<HandlersOf<typeof cycleOperations>, 'cycles.setStatus'> = {
  'cycles.setStatus': (context, { cycle, status }) =>
    context.write((tx) => {
      const found = requireCycle(tx, cycle);
      const { status: from } = found;
      if (!mayMove(from, status)) {
        const allowed = [stageAfter(from), stageBefore(from)].filter((stage) => stage !== null);
        throw new AppError('cycle.stageOrder', { cycle, from, to: status, allowed });
      }
      guardStage(tx, found, status, dayInChina(tx.now()));
      const { row } = createCycleRepository(tx).setStatus(cycle, status);
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'cycles.setStatus',
        subject: cycle,
        details: { from, status },
      });
      return cycleContentOf(row);
    }),
};
