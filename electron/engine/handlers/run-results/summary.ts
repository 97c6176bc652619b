/** What the summary (W3) of a cycle is printed from: the runs that count, as they were when they were made. */
import type { Cycle } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ModelData } from '#shared/model/data.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createDecisionReader } from '../../db/repositories/entries.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import { createSealReader } from '../../db/repositories/run-seals.ts';
import { createRunReader, type RunHead } from '../../db/repositories/runs.ts';
import type { ReadDb } from '../../db/transaction.ts';
import type { SummaryInput, SummaryRun } from '../../excel/layouts/summary.ts';
import { requireCycle } from '../cycles.ts';
import { documentOf, requireModel } from '../models.ts';

export interface SummaryRequest {
  cycle: string;
  /** Only this model of the cycle. */
  model?: string | undefined;
  /** This very run, whether it counts or not. */
  run?: string | undefined;
}

/**
 * The runs that are printed: of each model the official one, and while there is none the newest.
 * @throws AppError `run.none`, `run.unknown`
 */
const chosenRuns = (db: ReadDb, { cycle, model, run }: SummaryRequest): RunHead[] => {
  const runs = createRunReader(db);
  if (run !== undefined) {
    const head = runs.find(run);
    if (head === null || head.cycleCode !== cycle) throw new AppError('run.unknown', { run });
    return [head];
  }
  const codes = [...new Set(runs.list(cycle).map(({ modelCode }) => modelCode))].sort();
  const heads = codes
    .filter((code) => model === undefined || code === model)
    .flatMap((code) => runs.counting(cycle, code) ?? []);
  if (heads.length === 0) throw new AppError('run.none', { cycle });
  return heads;
};

/** Decisions as they were scored; the reasons as they stand now. */
const decisionsOf = (db: ReadDb, cycle: string, { subjects }: ModelData): SummaryRun['decisions'] => {
  const reasons = new Map(
    createDecisionReader(db)
      .list(cycle)
      .map(({ bodyUscc, kind, code, reason }) => [`${bodyUscc} ${kind} ${code}`, reason]),
  );
  return subjects.flatMap(({ code: bodyUscc, adjustments, vetoes }) => {
    const decision = (kind: 'adjustment' | 'veto', code: string, count: number) => ({
      bodyUscc,
      kind,
      code,
      count: String(count),
      reason: reasons.get(`${bodyUscc} ${kind} ${code}`) ?? '',
    });
    return [
      ...Object.entries(adjustments ?? {}).map(([code, count]) =>
        decision('adjustment', code, Number(count)),
      ),
      ...[...new Set(vetoes)].map((code) => decision('veto', code, 1)),
    ];
  });
};

const summaryRun = (db: ReadDb, head: RunHead): SummaryRun => {
  const runs = createRunReader(db);
  const documents = runs.documents(head.id);
  if (documents === null) throw new AppError('run.unknown', { run: head.id });
  const data = JSON.parse(documents.data) as ModelData;
  const seal = createSealReader(db).find(head.id);
  const former = seal?.supersedes == null ? null : runs.result(seal.supersedes);
  return {
    model: documentOf(requireModel(db, head.modelCode, head.modelVersion)),
    result: JSON.parse(documents.result) as SummaryRun['result'],
    resultDigest: head.resultSha256,
    decisions: decisionsOf(db, head.cycleCode, data),
    subjects: data.subjects.map(({ code, name, group }) => ({ code, name, group })),
    stored: {
      id: head.id,
      seal: seal && {
        kind: seal.kind,
        reason: seal.reason,
        approvedBy: seal.approvedBy,
        documentNo: seal.documentNo,
      },
      former,
    },
  };
};

/** @throws AppError `cycle.unknown`, `run.none`, `run.unknown` */
export const summaryInput = (db: ReadDb, request: SummaryRequest, today: string): SummaryInput => {
  const cycle: Cycle = requireCycle(db, request.cycle);
  return {
    cycle,
    officeName: createOfficeReader(db).get().name,
    preparedOn: today,
    runs: chosenRuns(db, request).map((head) => summaryRun(db, head)),
    bodies: createBodyReader(db).list(),
  };
};
