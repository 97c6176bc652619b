/** The figures of a run for overview, averages and charts. */
import type { z } from 'zod';
import type { OperationOutput } from '#shared/contract/client.ts';
import type { Operations } from '#shared/contract/registry.ts';
import { meanOfSum, sumOfDecimals } from '#shared/domain/decimal-text.ts';
import { formatShort, quotient } from '#shared/domain/exact.ts';
import type { CompiledModel } from '#shared/model/compiled-model.ts';
import { createRunResultReader, type NodeSum, type RunCell } from '../../db/repositories/run-results.ts';
import { createRunReader, type RunSubject } from '../../db/repositories/runs.ts';
import type { ReadDb } from '../../db/transaction.ts';
import {
  createSummaries,
  openRun,
  outlineOf,
  publishedDigits,
  scoreDigits,
  unitOf,
  unitsOf,
} from './open-run.ts';
import { pageByOffset } from './page-by-offset.ts';

type Average = OperationOutput<'runs.averages'>['all'];

export const readOverview = (db: ReadDb, id: string): OperationOutput<'runs.overview'> => {
  const { head, model } = openRun(db, id);
  const units = unitsOf(db, id);
  const subjects = createRunReader(db).subjects(id);
  const withStatus = (status: string): number =>
    subjects.filter((subject) => subject.status === status).length;
  const groups = Map.groupBy(subjects, ({ subject }) => unitOf(units, subject).group);
  return {
    run: createSummaries(db)(head),
    model: {
      fullScore: formatShort(quotient(model.fullScore)),
      decimals: model.decimals,
      pointsAddUp: !model.hasGeometry,
      hasBonus: model.bonus.items.length > 0,
      hasPenalty: model.penalty.items.length > 0,
      nodes: model.nodes.map(outlineOf(model)),
    },
    grades: model.document.grades.map(({ code, name }) => ({
      code,
      name,
      units: subjects.filter(({ grade }) => grade === code).length,
    })),
    groups: [...groups].map(([group, members]) => ({
      group,
      units: members.length,
      complete: members.filter(({ status }) => status === 'complete').length,
    })),
    incomplete: withStatus('incomplete'),
    invalid: withStatus('invalid'),
  };
};

/** Decimals of a mean rate: those of the rates themselves. */
const rateDecimals = 10;

const averageOf = (
  model: CompiledModel,
  subjects: readonly RunSubject[],
  sums: readonly NodeSum[],
): Average => {
  const byNode = Map.groupBy(sums, ({ node }) => node);
  const mean = (
    node: string,
    read: (sum: NodeSum) => { sum: string; count: number },
    decimals: number,
  ): string | null => {
    const parts = (byNode.get(node) ?? []).map(read);
    const count = parts.reduce((total, part) => total + part.count, 0);
    return meanOfSum(sumOfDecimals(parts.map(({ sum }) => sum)), count, decimals);
  };
  const scores = subjects.flatMap(({ score }) => score ?? []);
  return {
    units: scores.length,
    score: meanOfSum(sumOfDecimals(scores), scores.length, model.decimals),
    rates: model.nodes.map(({ code }) =>
      mean(code, ({ rateSum, rates }) => ({ sum: rateSum, count: rates }), rateDecimals),
    ),
    points: model.nodes.map(({ code }) =>
      mean(code, ({ publishedSum, figures }) => ({ sum: publishedSum, count: figures }), model.decimals),
    ),
  };
};

export const readAverages = (db: ReadDb, id: string): OperationOutput<'runs.averages'> => {
  const { model } = openRun(db, id);
  const units = unitsOf(db, id);
  const scored = createRunReader(db)
    .subjects(id)
    .filter(({ status }) => status === 'complete');
  const groupOf = ({ subject }: RunSubject) => unitOf(units, subject).group;
  const sums = createRunResultReader(db).sums(id, new Map(scored.map((one) => [one.subject, groupOf(one)])));
  return {
    all: averageOf(model, scored, sums),
    groups: [...Map.groupBy(scored, groupOf)].map(([group, members]) => ({
      group,
      ...averageOf(
        model,
        members,
        sums.filter((sum) => sum.group === group),
      ),
    })),
  };
};

const nodesAt = (model: CompiledModel, level: 'branches' | 'leaves' | 'all'): string[] =>
  model.nodes
    .filter(({ depth, leaf }) => level === 'all' || (level === 'leaves' ? leaf !== null : depth === 0))
    .map(({ code }) => code);

export const readTable = (
  db: ReadDb,
  request: z.output<Operations['runs.table']['input']>,
): OperationOutput<'runs.table'> => {
  const { head, model } = openRun(db, request.run);
  const units = unitsOf(db, head.id);
  const wanted = request.units === undefined ? null : new Set(request.units);
  const chosen = createRunReader(db)
    .subjects(head.id)
    .filter(
      ({ subject }) =>
        (wanted === null || wanted.has(subject)) &&
        (request.group === undefined || unitOf(units, subject).group === request.group),
    );
  const { rows, next } = pageByOffset(chosen, request);
  const nodes = nodesAt(model, request.level);
  const cells = createRunResultReader(db).cells(
    head.id,
    rows.map(({ subject }) => subject),
    nodes,
  );
  const bySubject = new Map<string, Map<string, RunCell>>();
  for (const cell of cells) {
    const own = bySubject.get(cell.subject) ?? new Map<string, RunCell>();
    own.set(cell.node, cell);
    bySubject.set(cell.subject, own);
  }
  const [points, score] = [publishedDigits(model), scoreDigits(model)];
  return {
    nodes,
    rows: rows.map((subject) => {
      const { code, name, group } = unitOf(units, subject.subject);
      const own = bySubject.get(code);
      const inOrder = nodes.map((node) => own?.get(node));
      return {
        code,
        name,
        group,
        status: subject.status as 'complete',
        score: score(subject.score),
        rank: subject.rank,
        rates: inOrder.map((cell) => cell?.rate ?? null),
        published: inOrder.map((cell) => points(cell?.published ?? null)),
        states: inOrder.map((cell) => cell?.status ?? null),
      };
    }),
    next,
  };
};
