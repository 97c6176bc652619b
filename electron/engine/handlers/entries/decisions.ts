/** 考核认定: bonus and penalty counts, vetoes and leaves that do not apply, which only the assessor decides. */
import type { Cycle, DecisionContent } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import { createDecisionReader, createDecisionRepository } from '../../db/repositories/entries.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import type { ReadDb, WriteTx } from '../../db/transaction.ts';
import { readStandings } from '../cycles/unit-standing.ts';
import { requireOpenForEntry, requireUnit } from '../cycles.ts';
import { documentOf, requireModel } from '../models.ts';
import { decisionsLock } from './cell-locks.ts';

/** What a decision of each kind may name. */
const decidable = (model: ModelDocument) => ({
  adjustment: [...(model.bonus?.items ?? []), ...(model.penalty?.items ?? [])],
  veto: model.vetoes ?? [],
  notApplicable: model.nodes,
});

/** Answers `decisions.list`. */
export const listDecisions = (db: ReadDb, cycle: Cycle, bodyUscc: string | null) => {
  const { id: ownOffice } = createOfficeReader(db).get();
  const units = new Map(
    createCycleReader(db)
      .units(cycle.code)
      .map((unit) => [unit.bodyUscc, unit]),
  );
  const models = new Map<string, ModelDocument>();
  const modelOf = (uscc: string): ModelDocument | null => {
    const unit = units.get(uscc);
    if (!unit) return null;
    const key = `${unit.modelCode} ${unit.modelVersion}`;
    const model = models.get(key) ?? documentOf(requireModel(db, unit.modelCode, unit.modelVersion));
    models.set(key, model);
    return model;
  };
  return {
    decisions: createDecisionReader(db)
      .list(cycle.code, bodyUscc ?? undefined)
      .filter(({ count }) => Number(count) !== 0)
      .map(({ ownerOffice, updatedAt, cycleCode, bodyUscc: unit, kind, code, count, reason }) => {
        const model = modelOf(unit);
        const named = model ? decidable(model)[kind].find((item) => item.code === code) : undefined;
        return {
          cycleCode,
          bodyUscc: unit,
          kind,
          code,
          count,
          reason,
          name: named?.name ?? code,
          updatedAt,
          own: ownerOffice === ownOffice,
        };
      }),
    lock: decisionsLock(
      cycle.status,
      bodyUscc === null ? null : readStandings(db, cycle.code, bodyUscc)(bodyUscc),
    ),
  };
};

/**
 * Takes one decision.
 * @throws AppError `cycle.closed`, `decision.locked`, `cycle.unitUnknown`, `decision.codeUnknown`,
 *   `decision.countInvalid`
 */
export const putDecision = (
  tx: WriteTx,
  cycle: Cycle,
  decision: DecisionContent,
  actor: string,
): DecisionContent => {
  const { cycleCode, bodyUscc, kind, code } = decision;
  requireOpenForEntry(tx, cycle);
  const lock = decisionsLock(cycle.status, readStandings(tx, cycleCode, bodyUscc)(bodyUscc));
  if (lock !== null) throw new AppError('decision.locked', lock);
  const unit = requireUnit(tx, cycleCode, bodyUscc);
  const model = documentOf(requireModel(tx, unit.modelCode, unit.modelVersion));
  if (!decidable(model)[kind].some((item) => item.code === code)) {
    throw new AppError('decision.codeUnknown', { code, model: model.code });
  }
  if (!/^\d+(\.\d+)?$/.test(decision.count)) {
    throw new AppError('decision.countInvalid', { count: decision.count });
  }
  createDecisionRepository(tx).upsert(decision);
  createAuditLog(tx).append({
    actor,
    action: 'decisions.put',
    subject: `${cycleCode} ${bodyUscc}`,
    details: { kind, code, count: decision.count },
  });
  return decision;
};
