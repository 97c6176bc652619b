/** Proposing: what is called for and was not, what is called for anew, and what is called for no longer. */
import type { OperationOutput } from '#shared/contract/client.ts';
import type { Cycle } from '#shared/domain/entities.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { createConsequenceRepository } from '../../db/repositories/grade-consequences.ts';
import type { WriteTx } from '../../db/transaction.ts';
import { calledForIn, differencesOf, requireNoObstacle } from './called-for.ts';
import { gradedRuns } from './graded-units.ts';
import { stillStands } from './shown.ts';

export const proposeConsequences = (
  tx: WriteTx,
  cycle: Cycle,
  actor: string,
): OperationOutput<'consequences.propose'> => {
  const runs = gradedRuns(tx, cycle);
  requireNoObstacle(cycle, runs);
  const repository = createConsequenceRepository(tx);
  const { missing, changed, over } = differencesOf(repository.list(cycle.code), calledForIn(tx, cycle, runs));
  for (const one of missing) repository.propose(one);
  for (const [{ id }, one] of changed) repository.renew(id, one);
  for (const { id } of over) repository.lapse(id);
  const counts = { proposed: missing.length, renewed: changed.length, lapsed: over.length };
  if (missing.length + changed.length + over.length > 0) {
    createAuditLog(tx).append({
      actor,
      action: 'consequences.propose',
      subject: cycle.code,
      details: { cycle: cycle.code, rows: counts.proposed, accepted: counts.renewed, removed: counts.lapsed },
    });
  }
  return { ...counts, toWithdraw: over.filter((consequence) => stillStands(tx, consequence)).length };
};
