/** Weights from how differently the units of a cycle fare on the children of a branch. */
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import { percentText } from '#shared/domain/decimal-text.ts';
import { formatFixed } from '#shared/domain/exact.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import type { CompiledModel, CompiledNode } from '#shared/model/compiled-model.ts';
import type { ModelData } from '#shared/model/data.ts';
import { errorFinding, warningFinding } from '#shared/model/findings.ts';
import { runModel } from '#shared/model/score-model.ts';
import { criticWeights } from '#shared/model/weights/critic.ts';
import { entropyWeights } from '#shared/model/weights/entropy.ts';
import { type Weights, type WeightsOutcome, weightsForModel } from '#shared/model/weights/matrix-input.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { openTrial } from '../model-trials/open-trial.ts';

type Asked = OperationInput<'weights.fromData'>;
type Answer = OperationOutput<'weights.fromData'>;
type Child = Answer['children'][number];

/** 本系统建议值: of two units, every method only sees which is ahead. */
const fewestUnits = 3;
const fewestChildren = 2;
/** Decimals of a rate, as results publish it. */
const rateDecimals = 10;
/** A model takes no weight of nothing. */
const smallestWeight = 1e-6;

const sixDecimals = (value: number): number => Number(value.toFixed(6));

/** @throws AppError `model.branchUnknown` */
const childrenOf = (model: CompiledModel, parent: string | null): CompiledNode[] => {
  const branch = parent === null ? null : model.nodes[model.positionOf.get(parent) ?? -1];
  const positions = branch === null ? model.roots : (branch?.children ?? []);
  if (positions.length === 0) {
    throw new AppError('model.branchUnknown', { branch: parent ?? '', model: model.document.code });
  }
  return positions.flatMap((position) => model.nodes[position] ?? []);
};

/** Rates of the children for every complete unit, null where a child does not count. */
const ratesOf = (
  model: CompiledModel,
  children: readonly CompiledNode[],
  data: ModelData,
): (number | null)[][] =>
  runModel(model, data).subjects.flatMap(({ tree, scored }) => {
    if (tree === null || scored === null) return [];
    const rates = children.map(({ index }) => tree.nodes[index]?.rate ?? null);
    return [rates.map((rate) => (rate === null ? null : Number(formatFixed(rate, rateDecimals))))];
  });

/** Figures by child that led to the weights; the methods have different ones. */
interface Weighed {
  readonly weights: Weights;
  readonly entropy?: Weights;
  readonly deviation?: Weights;
  readonly conflict?: Weights;
}

const weigh = (
  method: Asked['method'],
  children: readonly CompiledNode[],
  rows: readonly (readonly number[])[],
): WeightsOutcome<Weighed> => {
  const matrix = { labels: children.map(({ code }) => code), directions: children.map(() => 'higher'), rows };
  return method === 'critic' ? criticWeights(matrix) : entropyWeights({ ...matrix, normalise: 'minmax' });
};

const percent = (rate: number): string => percentText(rate.toFixed(rateDecimals));

const shareOf = (model: CompiledModel, { points, parent }: CompiledNode): number =>
  points.div(model.nodes[parent]?.points ?? model.fullScore).valueOf();

export const weighByData = (db: ReadDb, asked: Asked): Answer => {
  const trial = openTrial(db, asked.cycle, asked.model);
  const { model } = trial;
  const children = childrenOf(model, asked.parent);
  const complete = ratesOf(model, children, trial.data);

  const withRates = children.map((_, column) => complete.some((row) => row[column] !== null));
  const rows = complete.filter((row) => row.every((rate, column) => rate !== null || !withRates[column]));
  const columns = children.map((_, column) => rows.flatMap((row) => row[column] ?? []));
  const leftOut = columns.map((column, index): Child['leftOut'] => {
    if (!withRates[index]) return 'none';
    return Math.min(...column) === Math.max(...column) ? 'equal' : null;
  });
  const kept = children.filter((_, index) => leftOut[index] === null);
  const { result, findings } = judge(asked.method, kept, rows, (row) =>
    row.flatMap((rate, index) => (leftOut[index] === null ? (rate ?? 0) : [])),
  );

  const rounded = weightsForModel(result?.weights ?? {});
  const figure = (of: Weights | undefined, code: string): string | null =>
    of?.[code] === undefined ? null : of[code].toFixed(4);
  const described = children.map((child, index): Child => {
    const column = columns[index] ?? [];
    const sum = column.reduce((total, rate) => total + rate, 0);
    return {
      ...{ code: child.code, name: child.name, share: sixDecimals(shareOf(model, child)) },
      rates:
        column.length === 0
          ? null
          : {
              lowest: percent(Math.min(...column)),
              mean: percent(sum / column.length),
              highest: percent(Math.max(...column)),
            },
      weight: rounded[child.code] ?? null,
      // Without units nothing can be said of any child.
      leftOut: rows.length < fewestUnits ? null : (leftOut[index] ?? null),
      entropy: figure(result?.entropy, child.code),
      deviation: figure(result?.deviation, child.code),
      conflict: figure(result?.conflict, child.code),
    };
  });
  return {
    listed: trial.units.size,
    used: rows.length,
    incomplete: trial.units.size - complete.length,
    withoutRate: complete.length - rows.length,
    children: described,
    proposed: result && proposedWeights(model, children, result.weights),
    findings: [
      ...findings,
      // Without weights there is nothing that a share is kept from.
      ...(result === null ? [] : described.flatMap(leftOutFinding)),
      ...trial.findings.filter(({ code }) => code === 'trial.otherVersion'),
    ],
  };
};

const judge = (
  method: Asked['method'],
  kept: readonly CompiledNode[],
  rows: readonly (readonly (number | null)[])[],
  ratesKept: (row: readonly (number | null)[]) => number[],
): WeightsOutcome<Weighed> => {
  if (rows.length < fewestUnits) {
    const params = { minimum: fewestUnits, found: rows.length };
    return { result: null, findings: [errorFinding({ code: 'weights.data.tooFewUnits', params })] };
  }
  if (kept.length < fewestChildren) {
    const params = { found: kept.length };
    return { result: null, findings: [errorFinding({ code: 'weights.data.tooFewChildren', params })] };
  }
  const weighed = weigh(method, kept, rows.map(ratesKept));
  // The kept columns differ and are numbers, so that only columns that rise and fall together are left to refuse.
  return weighed.result === null
    ? { result: null, findings: [errorFinding({ code: 'weights.data.alike', params: {} })] }
    : weighed;
};

const leftOutFinding = ({ name, leftOut }: Child): Finding[] =>
  leftOut === null
    ? []
    : [
        warningFinding({
          code: leftOut === 'equal' ? 'weights.data.equal' : 'weights.data.noRate',
          params: { name },
        }),
      ];

/** Those left out keep their share; the others divide the rest as the data says. */
const proposedWeights = (
  model: CompiledModel,
  children: readonly CompiledNode[],
  weights: Weights,
): { code: string; weight: number }[] => {
  const own = (code: string): number | undefined =>
    Object.hasOwn(weights, code) ? weights[code] : undefined;
  const rest = children.reduce(
    (sum, child) => (own(child.code) === undefined ? sum : sum + shareOf(model, child)),
    0,
  );
  return children.map((child) => {
    const weight = own(child.code);
    const part = weight === undefined ? shareOf(model, child) : rest * weight;
    return { code: child.code, weight: Math.max(smallestWeight, sixDecimals(part)) };
  });
};
