/** What every page about a run starts from: its head, its model made ready, its units by name, its digits. */
import { withoutTrailingZeros } from '#shared/domain/decimal-text.ts';
import { formatShort, quotient } from '#shared/domain/exact.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { publishedDecimals } from '#shared/model/aggregate.ts';
import { type CompiledModel, type CompiledNode, compileModel } from '#shared/model/compiled-model.ts';
import { createAuditReader } from '../../db/audit-log.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import { createModelReader } from '../../db/repositories/models.ts';
import { createRunResultReader, type RunUnit } from '../../db/repositories/run-results.ts';
import { createSealReader } from '../../db/repositories/run-seals.ts';
import { createRunReader, type RunHead } from '../../db/repositories/runs.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { documentOf, requireModel } from '../models.ts';

export interface OpenRun {
  head: RunHead;
  model: CompiledModel;
}

/** @throws AppError `run.unknown` */
export const openRun = (db: ReadDb, id: string): OpenRun => {
  const head = createRunReader(db).find(id);
  if (head === null) throw new AppError('run.unknown', { run: id });
  return { head, model: compileModel(documentOf(requireModel(db, head.modelCode, head.modelVersion))) };
};

/** Describes runs: names from cycle and model, who made it from the audit log, which is read once. */
export const createSummaries = (db: ReadDb) => {
  const cycles = createCycleReader(db);
  const models = createModelReader(db);
  const results = createRunResultReader(db);
  const seals = createSealReader(db);
  const actors = createAuditReader(db).actors('runs.execute');
  const sealOf = (run: string) => {
    const seal = seals.find(run);
    if (seal === null) return null;
    const { kind, reason, approvedBy, documentNo, sealedAt, supersedes } = seal;
    const { actor: sealedBy } = seal;
    const supersededBy = seals.supersededBy(run);
    return { kind, reason, approvedBy, documentNo, sealedAt, sealedBy, supersedes, supersededBy };
  };
  return (head: RunHead) => ({
    id: head.id,
    cycle: head.cycleCode,
    cycleName: cycles.findByCode(head.cycleCode)?.name ?? head.cycleCode,
    modelCode: head.modelCode,
    modelName: models.find(head.modelCode, head.modelVersion)?.name ?? head.modelCode,
    modelVersion: head.modelVersion,
    modelDigest: head.modelDigest,
    dataDigest: head.dataDigest,
    resultDigest: head.resultSha256,
    engine: head.engineVersion,
    createdAt: head.createdAt,
    madeBy: actors.get(head.id) ?? null,
    ...results.counts(head.id),
    official: head.official,
    seal: sealOf(head.id),
  });
};

/** Units of a run by code, as they were named and grouped when it was made. */
export const unitsOf = (db: ReadDb, run: string): Map<string, RunUnit> =>
  new Map(
    createRunResultReader(db)
      .units(run)
      .map((unit) => [unit.code, unit]),
  );

/** A unit that the data document does not hold: never, unless somebody changed the database. */
export const unitOf = (units: ReadonlyMap<string, RunUnit>, code: string): RunUnit =>
  units.get(code) ?? { code, name: code, group: null, vetoes: [] };

/** From ten decimals, as the tables hold every figure, to the digits that the result document publishes. */
export const publishedDigits =
  (model: CompiledModel) =>
  (figure: string | null): string | null =>
    figure === null ? null : withoutTrailingZeros(figure, publishedDecimals(model));

/** Scores and what they are made of: the model's decimals, more only where the exact figure has more. */
export const scoreDigits =
  (model: CompiledModel) =>
  (figure: string | null): string | null =>
    figure === null ? null : withoutTrailingZeros(figure, model.decimals);

/** A node for an outline, with stated weight and effective points. */
export const outlineOf = (model: CompiledModel) => (node: CompiledNode) => ({
  code: node.code,
  name: node.name,
  parent: model.nodes[node.parent]?.code ?? null,
  depth: node.depth,
  leaf: node.leaf !== null,
  weight: formatShort(quotient(node.weight)),
  points: formatShort(quotient(node.points), 4),
});

/** Code to name, for grades, vetoes, bonus and penalty items. */
export const namesOf = (coded: readonly { code: string; name: string }[] | undefined): Map<string, string> =>
  new Map((coded ?? []).map(({ code, name }) => [code, name]));
