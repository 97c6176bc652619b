/** 更正: a final result is changed only by a request with its reason, which somebody else approves. */
import type { OperationOutput } from '#shared/contract/client.ts';
import { cycleStatuses } from '#shared/domain/code-lists.ts';
import { isClosed } from '#shared/domain/cycle-stages.ts';
import type { Cycle } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import {
  createCorrectionReader,
  createCorrectionRepository,
  type ScoreCorrection,
} from '../../db/repositories/score-corrections.ts';
import type { ReadDb, WriteTx } from '../../db/transaction.ts';
import { requireCycle, requireUnit } from '../cycles.ts';
import { entryModelOf } from '../entries/entry-model.ts';
import { requireModel } from '../models.ts';
import { openAgain, openNames } from './reopenings.ts';

type Shown = OperationOutput<'cycleNotice.read'>['corrections'][number];

/** Final, and not in the archive yet. @throws AppError `correction.notNow` */
const requireFinal = ({ status }: Cycle): void => {
  if (!isClosed(status) || status === 'archived') {
    throw new AppError('correction.notNow', { status: cycleStatuses[status] });
  }
};

export const shownCorrections = (db: ReadDb, cycle: string): Shown[] => {
  const names = openNames(db, cycle);
  return createCorrectionReader(db)
    .list(cycle)
    .map(({ cycleCode: _cycle, actor: _actor, reopeningId, ...one }) => ({
      ...one,
      bodyName: names.body(one.bodyUscc),
      leafName: names.leaf(one.bodyUscc, one.leaf),
      reopening: reopeningId,
    }));
};

/** @throws AppError `correction.notNow`, `cycle.unitUnknown`, `correction.leafUnknown` */
export const requestCorrection = (
  tx: WriteTx,
  request: Pick<ScoreCorrection, 'cycleCode' | 'bodyUscc' | 'leaf' | 'reason' | 'requestedBy' | 'actor'>,
): string => {
  const { cycleCode, bodyUscc, leaf, actor } = request;
  requireFinal(requireCycle(tx, cycleCode));
  const { modelCode, modelVersion } = requireUnit(tx, cycleCode, bodyUscc);
  if (leaf !== null && !entryModelOf(requireModel(tx, modelCode, modelVersion)).leaves.has(leaf)) {
    throw new AppError('correction.leafUnknown', { leaf });
  }
  const id = createCorrectionRepository(tx).request(request);
  createAuditLog(tx).append({
    actor,
    action: 'scoreCorrections.request',
    subject: `${cycleCode} ${bodyUscc}`,
    details: { leaf },
  });
  return id;
};

/** @throws AppError `correction.unknown`, `correction.decided`, `correction.samePerson`, `correction.notNow` */
export const decideCorrection = (
  tx: WriteTx,
  decided: {
    id: string;
    approve: boolean;
    decidedBy: string;
    documentNo: string | null;
    note: string | null;
  },
  actor: string,
): void => {
  const { id, approve, decidedBy, documentNo, note } = decided;
  const corrections = createCorrectionRepository(tx);
  const found = corrections.find(id);
  if (found === null) throw new AppError('correction.unknown', {});
  if (found.decidedBy !== null) throw new AppError('correction.decided', { by: found.decidedBy });
  if (found.requestedBy === decidedBy) throw new AppError('correction.samePerson', { name: decidedBy });
  const { cycleCode, bodyUscc, leaf, reason } = found;
  requireFinal(requireCycle(tx, cycleCode));
  const reopeningId = approve
    ? openAgain(tx, {
        ...{ cycleCode, bodyUscc, leaf, reason, documentNo },
        kind: 'correction',
        approvedBy: decidedBy,
        sourceRow: null,
        openedBy: actor,
      })
    : null;
  const decision = approve ? 'approved' : 'refused';
  corrections.decide(id, {
    decision,
    decidedBy,
    documentNo: documentNo || null,
    decisionNote: note || null,
    reopeningId,
  });
  createAuditLog(tx).append({
    actor,
    action: 'scoreCorrections.decide',
    subject: `${cycleCode} ${bodyUscc}`,
    details: { leaf, decision },
  });
};
