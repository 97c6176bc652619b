/** Values from outside go the way of values typed in: the same locks, checks and audit entries. */

import { type EntryRole, stageLock } from '#shared/domain/cycle-stages.ts';
import type { Cycle } from '#shared/domain/entities.ts';
import type { Finding } from '#shared/errors/finding.ts';
import type { WriteTx } from '../../db/transaction.ts';
import { type CellAnswer, type CellChange, openCells } from '../entries/put-cells.ts';

/** Why a role cannot enter anything in this stage of the cycle; null when it can. */
export const stageFinding = ({ status }: Pick<Cycle, 'status'>, role: EntryRole): Finding | null => {
  const lock = stageLock(status, role);
  if (lock === null) return null;
  return lock.reason === 'closed'
    ? { code: 'entry.locked.closed', severity: 'error', params: { status } }
    : {
        code: `entry.locked.${lock.reason}`,
        severity: 'error',
        params: { role, status, openIn: lock.openIn },
      };
};

export interface Entered {
  stored: number;
  unchanged: number;
  /** Cells that were not taken; one finding each. */
  refused: { bodyUscc: string; leaf: string; item: string; finding: Finding }[];
  /** Leaves of units of which something was taken. */
  taken: { bodyUscc: string; leaf: string }[];
}

const unknownFault: Finding = { code: 'entry.locked.otherOffice', severity: 'error', params: {} };

/** Enters cells inside one transaction. A text that is no valid value is refused, not kept as a draft. */
export const enterValues = (
  tx: WriteTx,
  cycle: Cycle,
  actor: string,
  changes: readonly CellChange[],
): Entered => {
  const put = openCells(tx, cycle, actor);
  const entered: Entered = { stored: 0, unchanged: 0, refused: [], taken: [] };
  for (const change of changes) {
    const answer: CellAnswer = put(change);
    const { bodyUscc, leaf, item, outcome, findings } = answer;
    if (outcome === 'draft') put({ ...change, ...answer.previous });
    if (outcome === 'draft' || outcome === 'refused') {
      entered.refused.push({ bodyUscc, leaf, item, finding: findings[0] ?? unknownFault });
      continue;
    }
    if (outcome === 'unchanged') entered.unchanged += 1;
    else entered.stored += 1;
    entered.taken.push({ bodyUscc, leaf });
  }
  return entered;
};
