/** Running the model over a cycle, and reading what a run said. */
import type { runOperations } from '#shared/contract/operations/runs.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import type { ModelResult, SubjectResult } from '#shared/model/result.ts';
import { createAuditLog } from '../db/audit-log.ts';
import { createCycleReader } from '../db/repositories/cycles.ts';
import { createRunReader, createRunRepository, type RunHead } from '../db/repositories/runs.ts';
import type { ReadDb } from '../db/transaction.ts';
import type { HandlersOf } from '../runtime/dispatch.ts';
import { scoreCycle } from './assessment/score-cycle.ts';
import { requireCycle } from './cycles.ts';
import { documentOf, requireModel } from './models.ts';
import { createSummaries, unitsOf } from './run-results/open-run.ts';

const rankedOf = (
  subject: SubjectResult,
  model: ModelDocument,
  unitOf: (code: string) => { name: string; group?: string | null | undefined } | undefined,
) => {
  const { code, status, score, grade, rank, groupRank } = subject;
  const unit = unitOf(code);
  return {
    code,
    name: unit?.name ?? code,
    group: unit?.group ?? null,
    ...{ status, score, grade },
    gradeName: model.grades.find((band) => band.code === grade)?.name ?? null,
    ...{ rank, groupRank },
  };
};

/** @throws AppError `run.unknown` */
const requireRun = (db: ReadDb, id: string): { head: RunHead; result: ModelResult; model: ModelDocument } => {
  const runs = createRunReader(db);
  const head = runs.find(id);
  const result = runs.result(id);
  if (head === null || result === null) throw new AppError('run.unknown', { run: id });
  return { head, result, model: documentOf(requireModel(db, head.modelCode, head.modelVersion)) };
};

export const runHandlers: HandlersOf<typeof runOperations> = {
  'runs.execute': async (context, { cycle: code }) => {
    const cycle = requireCycle(context.db, code);
    if (createCycleReader(context.db).units(code).length === 0) {
      throw new AppError('cycle.noUnits', { cycle: code });
    }
    const { scored, findings } = await scoreCycle(context.db, cycle, context.progress.phase('assess.score'));
    const runs = context.write((tx) => {
      const repository = createRunRepository(tx);
      const stored = scored.map(({ data, result, derived, model }) => {
        const head = repository.store({ cycleCode: code, data, result, metrics: derived, official: false });
        createAuditLog(tx).append({
          actor: context.actor,
          action: 'runs.execute',
          subject: head.id,
          details: { cycle: code, model: head.modelCode, result: head.resultSha256 },
        });
        return { head, data, result, model };
      });
      const summaryOf = createSummaries(tx);
      return stored.map(({ head, data, result, model }) => {
        const units = new Map(data.subjects.map((unit) => [unit.code, unit]));
        return {
          run: summaryOf(head),
          ranking: result.subjects.map((subject) => rankedOf(subject, model, (unit) => units.get(unit))),
        };
      });
    });
    return { runs, findings };
  },

  'runs.list': ({ db }, { cycle }) => {
    if (cycle !== undefined) requireCycle(db, cycle);
    return { runs: createRunReader(db).list(cycle).map(createSummaries(db)) };
  },

  'runs.read': ({ db }, { run }) => {
    const { head, result, model } = requireRun(db, run);
    const units = unitsOf(db, run);
    return {
      run: createSummaries(db)(head),
      ranking: result.subjects.map((subject) => rankedOf(subject, model, (unit) => units.get(unit))),
      result: createRunReader(db).documents(run)?.result ?? '',
    };
  },
};
