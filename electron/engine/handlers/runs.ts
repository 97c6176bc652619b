/** Running the model over a cycle, and reading what a run said. */
import type { runOperations } from '#shared/contract/operations/runs.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import type { ModelResult, SubjectResult } from '#shared/model/result.ts';
import { createAuditLog } from '../db/audit-log.ts';
import { createBodyReader } from '../db/repositories/bodies.ts';
import { createCycleReader } from '../db/repositories/cycles.ts';
import { createRecordReader } from '../db/repositories/records.ts';
import { createRunReader, createRunRepository, type RunHead } from '../db/repositories/runs.ts';
import type { ReadDb } from '../db/transaction.ts';
import type { HandlersOf } from '../runtime/dispatch.ts';
import { scoreCycle } from './assessment/score-cycle.ts';
import { requireCycle } from './cycles.ts';
import { documentOf, requireModel } from './models.ts';

const summaryOf = (head: RunHead, { subjects }: { subjects: readonly { status: string }[] }) => ({
  id: head.id,
  cycle: head.cycleCode,
  modelCode: head.modelCode,
  modelVersion: head.modelVersion,
  modelDigest: head.modelDigest,
  dataDigest: head.dataDigest,
  resultDigest: head.resultSha256,
  engine: head.engineVersion,
  createdAt: head.createdAt,
  subjects: subjects.length,
  complete: subjects.filter((subject) => subject.status === 'complete').length,
});

type Naming = { nameOf: (uscc: string) => string; groupOf: (uscc: string) => string | null };

const rankedOf = (subject: SubjectResult, model: ModelDocument, { nameOf, groupOf }: Naming) => ({
  code: subject.code,
  name: nameOf(subject.code),
  group: groupOf(subject.code),
  status: subject.status,
  score: subject.score,
  grade: subject.grade,
  gradeName: model.grades.find((grade) => grade.code === subject.grade)?.name ?? null,
  rank: subject.rank,
  groupRank: subject.groupRank,
});

const namingOf = (db: ReadDb, cycle: string): Naming => {
  const bodies = createBodyReader(db);
  const groups = new Map(
    createCycleReader(db)
      .units(cycle)
      .map((unit) => [unit.bodyUscc, unit.groupCode]),
  );
  return {
    nameOf: (uscc) => bodies.findByUscc(uscc)?.name ?? uscc,
    groupOf: (uscc) => groups.get(uscc) ?? null,
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

/** Nodes of the tree with their depth, by code. */
const nodePlaces = (model: ModelDocument): Map<string, { name: string; depth: number }> => {
  const byCode = new Map(model.nodes.map((node) => [node.code, node]));
  const depthOf = (code: string | null): number =>
    code === null ? -1 : depthOf(byCode.get(code)?.parent ?? null) + 1;
  return new Map(model.nodes.map((node) => [node.code, { name: node.name, depth: depthOf(node.code) }]));
};

export const runHandlers: HandlersOf<typeof runOperations> = {
  'runs.execute': async (context, { cycle: code }) => {
    const cycle = requireCycle(context.db, code);
    if (createCycleReader(context.db).units(code).length === 0) {
      throw new AppError('cycle.noUnits', { cycle: code });
    }
    const { scored, findings } = await scoreCycle(context.db, cycle, context.progress.phase('assess.score'));
    const naming = namingOf(context.db, code);
    const runs = context.write((tx) => {
      const repository = createRunRepository(tx);
      return scored.map(({ data, result, derived, model }) => {
        const head = repository.store({ cycleCode: code, data, result, metrics: derived, official: false });
        createAuditLog(tx).append({
          actor: context.actor,
          action: 'runs.execute',
          subject: head.id,
          details: { cycle: code, model: head.modelCode, result: head.resultSha256 },
        });
        return {
          run: summaryOf(head, result),
          ranking: result.subjects.map((subject) => rankedOf(subject, model, naming)),
        };
      });
    });
    return { runs, findings };
  },

  'runs.list': ({ db }, { cycle }) => {
    requireCycle(db, cycle);
    const runs = createRunReader(db);
    return {
      runs: runs.list(cycle).map((head) => summaryOf(head, { subjects: runs.subjects(head.id) })),
    };
  },

  'runs.read': ({ db }, { run }) => {
    const { head, result, model } = requireRun(db, run);
    const naming = namingOf(db, head.cycleCode);
    return {
      run: summaryOf(head, result),
      ranking: result.subjects.map((subject) => rankedOf(subject, model, naming)),
      result: createRunReader(db).documents(run)?.result ?? '',
    };
  },

  'runs.explain': ({ db }, { run, subject: code }) => {
    const { head, result, model } = requireRun(db, run);
    const subject = result.subjects.find((candidate) => candidate.code === code);
    if (!subject) throw new AppError('run.subjectUnknown', { subject: code });
    const records = createRecordReader(db);
    const metrics = createRunReader(db).metrics(run, code);
    const places = nodePlaces(model);
    return {
      subject: rankedOf(subject, model, namingOf(db, head.cycleCode)),
      base: subject.base,
      bonus: subject.bonus,
      penalty: subject.penalty,
      total: subject.total,
      nodes: subject.nodes.map((node) => ({
        code: node.code,
        name: places.get(node.code)?.name ?? node.code,
        depth: places.get(node.code)?.depth ?? 0,
        status: node.status,
        points: node.points,
        published: node.published,
        trace: node.trace,
        sources: metrics
          .filter((metric) => metric.leaf === node.code)
          .map((metric) => ({
            item: metric.item,
            value: metric.value === null ? null : String(metric.value),
            records: metric.recordIds.flatMap((id) => {
              const record = records.find(id);
              return record === null ? [] : [{ id, documentNo: record.documentNo, title: record.title }];
            }),
          })),
      })),
    };
  },
};
