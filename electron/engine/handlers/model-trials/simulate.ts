/** 试算: the units of a cycle under other weights, beside how its own version ranks them. */
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import { formatFixed, formatShort, quotient } from '#shared/domain/exact.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type CompiledModel, type CompiledNode, compileModel } from '#shared/model/compiled-model.ts';
import { compareCodes } from '#shared/model/json-view.ts';
import { runReadings } from '#shared/model/score-model.ts';
import { heldRates, holdReadings } from '#shared/model/trial/held-rates.ts';
import { movedBetween, type Standing, standingsOf } from '#shared/model/trial/standings.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { headOf, openTrial } from './open-trial.ts';

type Answer = OperationOutput<'models.simulate'>;
type Worth = Answer['nodes'][number]['after'];

/** @throws AppError `trial.nodeUnknown` */
const reweighed = (
  model: CompiledModel,
  weights: readonly { code: string; weight: string }[],
): CompiledModel => {
  if (weights.length === 0) return model;
  const given = new Map(weights.map(({ code, weight }) => [code, Number(weight)]));
  for (const node of given.keys()) {
    if (!model.positionOf.has(node)) throw new AppError('trial.nodeUnknown', { node });
  }
  const { nodes, ...rest } = model.document;
  return compileModel({
    ...rest,
    nodes: nodes.map((node) => ({ ...node, weight: given.get(node.code) ?? node.weight })),
  });
};

const worthOf = (model: CompiledModel, node: CompiledNode): Worth => {
  const whole = model.nodes[node.parent]?.points ?? model.fullScore;
  return {
    weight: formatShort(quotient(node.weight), 15),
    share: `${formatShort(quotient(node.points.div(whole).mul(100)), 2)}%`,
    points: formatFixed(quotient(node.points), model.decimals, model.rounding),
  };
};

const unscored: Standing = {
  status: 'incomplete',
  score: null,
  gradeName: null,
  rank: null,
  groupRank: null,
};

const byRank = (a: { code: string; after: Standing }, b: { code: string; after: Standing }): number =>
  (a.after.rank ?? Number.MAX_SAFE_INTEGER) - (b.after.rank ?? Number.MAX_SAFE_INTEGER) ||
  compareCodes(a.code, b.code);

export const simulate = (
  db: ReadDb,
  { cycle, model: source, weights }: OperationInput<'models.simulate'>,
): Answer => {
  const trial = openTrial(db, cycle, source);
  const { base, model, before, units } = trial;
  const tried = reweighed(model, weights ?? []);
  const readings = holdReadings(tried, trial.readings, heldRates(model, tried));
  const after = standingsOf(tried, runReadings(tried, readings));
  const compared = [...units.values()]
    .map((unit) => ({
      ...unit,
      before: before.get(unit.code) ?? unscored,
      after: after.get(unit.code) ?? unscored,
    }))
    .sort(byRank);
  return {
    ...headOf(trial),
    units: compared,
    nodes: tried.nodes.map((node) => {
      const own = model.nodes[node.index] ?? node;
      const former = base.nodes[base.positionOf.get(node.code) ?? -1];
      return {
        code: node.code,
        name: node.name,
        parent: tried.nodes[node.parent]?.code ?? null,
        depth: node.depth,
        leaf: node.leaf !== null,
        before: former === undefined ? null : worthOf(base, former),
        own: worthOf(model, own),
        after: worthOf(tried, node),
      };
    }),
    moved: movedBetween(compared),
  };
};
