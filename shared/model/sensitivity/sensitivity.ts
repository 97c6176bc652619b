/**
 * How firm is the ranking (model-spec §7)? Monte Carlo: in each run every node's weight is multiplied by an independent
 * uniform draw from [1 − spread, 1 + spread]; and one leaf at a time: which leaf's removal moves the ranking most.
 *
 * Readings taken where the specification leaves room: draws are made in tree order (siblings by code), so the order of
 * the document does not matter; leaf rates and the weights of scorers are held; a rank is the overall rank; quantiles
 * interpolate linearly (type 7); Kendall's tau is tau-b over the subjects that stay ranked. A run whose factors are all
 * exactly 1 is the model itself and takes the exact result.
 */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { AppError } from '../../errors/app-error.ts';
import { type CompiledModel, compileModel } from '../compiled-model.ts';
import type { ModelData } from '../data.ts';
import type { ModelDocument } from '../definition.ts';
import { dataDigest, modelDigest } from '../digest.ts';
import { acceptData, type Run, runModel } from '../score-model.ts';
import { FloatingModel } from './floating-model.ts';
import { kendallTau } from './kendall.ts';
import { Tally } from './tally.ts';

export const sensitivityFormat = 'zhengxin-sensitivity/1';
const generatorName = 'xoroshiro128plus (pure-rand)';

export type SensitivityOptions = {
  /** 1 … 1,000,000. */
  readonly runs: number;
  /** [0, 1): 0.2 shakes each weight by up to a fifth either way. */
  readonly spread: number;
  /** A whole number of 32 bits. */
  readonly seed: number;
  /** Also the ranks within the groups. */
  readonly groups?: boolean;
};

/** Where a rank lay in the runs. */
export type RankBand = {
  readonly rank: number;
  readonly p5: number;
  readonly median: number;
  readonly p95: number;
};

export type SensitivitySubject = {
  readonly code: string;
  /** The exact rank under the published weights. */
  readonly rank: number;
  readonly grade: string;
  readonly p5: number;
  readonly median: number;
  readonly p95: number;
  readonly mean: number;
  /** Share of runs at each rank that occurred. */
  readonly rankShares: readonly { readonly rank: number; readonly share: number }[];
  /** Share of runs at each grade, from best to worst. */
  readonly gradeShares: readonly { readonly grade: string; readonly share: number }[];
  /** The rank within the group, when that was asked for. */
  readonly inGroup?: RankBand;
};

export type LeafInfluence = {
  readonly leaf: string;
  /** Kendall's tau-b of the ranking without the leaf against the base ranking; null when nobody is left to rank. */
  readonly tau: number | null;
};

export type SensitivityResult = {
  readonly format: typeof sensitivityFormat;
  readonly model: { readonly code: string; readonly version: string; readonly digest: string };
  readonly dataDigest: string;
  readonly generator: string;
  readonly seed: number;
  readonly runs: number;
  readonly spread: number;
  /** The nodes whose weights were shaken. */
  readonly varied: readonly string[];
  /** Complete subjects in the order of the exact ranking. */
  readonly subjects: readonly SensitivitySubject[];
  /** Every leaf, the one that moves the ranking most first. */
  readonly leaves: readonly LeafInfluence[];
  readonly mostInfluential: LeafInfluence | null;
};

const checkOption = (
  option: 'runs' | 'spread' | 'seed',
  value: number,
  minimum: number,
  maximum: number,
  whole: boolean,
) => {
  const fits = value >= minimum && value <= maximum && (!whole || Number.isInteger(value));
  if (!fits) throw new AppError('model.sensitivityOption', { option, minimum, maximum });
};

const checkOptions = ({ runs, spread, seed }: SensitivityOptions): void => {
  checkOption('runs', runs, 1, 1_000_000, true);
  checkOption('spread', spread, 0, 0.999, false);
  checkOption('seed', seed, -(2 ** 31), 2 ** 32 - 1, true);
};

/** The exact ranks and grades, in the order of the floating model's subjects. */
const exactResult = (run: Run, floating: FloatingModel) => ({
  groupRanks: Uint32Array.from(floating.subjects, (subject) => run.groupRanks.get(subject) ?? 0),
  ranks: Uint32Array.from(floating.subjects, (subject) => run.ranks.get(subject) ?? 0),
  grades: Uint32Array.from(floating.subjects, (subject) => run.grades.get(subject) ?? 0),
});

/** Multiplies each weight by its draw; false when every factor was exactly 1. */
const shake = (weights: Float64Array, spread: number, draw: () => number, into: Float64Array): boolean => {
  let shaken = false;
  weights.forEach((weight, node) => {
    const factor = 1 + spread * (2 * draw() - 1);
    if (factor !== 1) shaken = true;
    into[node] = weight * factor;
  });
  return shaken;
};

const leafInfluences = (
  model: CompiledModel,
  floating: FloatingModel,
  base: Uint32Array,
): LeafInfluence[] => {
  const influences = model.leaves.map((leaf): LeafInfluence => {
    floating.score(floating.weights, leaf);
    return { leaf: model.nodes[leaf]?.code ?? '', tau: kendallTau(base, floating.ranks()) };
  });
  // The sort is stable: leaves that move the ranking alike stay in tree order.
  return influences.sort((a, b) => (a.tau ?? 2) - (b.tau ?? 2));
};

const bandOf = (ranks: Tally, rank: number): RankBand => ({
  rank,
  p5: ranks.quantile(0.05),
  median: ranks.quantile(0.5),
  p95: ranks.quantile(0.95),
});

/** How many runs are made between two chances to report or stop. */
const runsPerStep = 50;

/** The work in steps: yields the runs done, so that a job may report, breathe or stop; returns the result. */
export function* sensitivitySteps(
  document: ModelDocument,
  data: ModelData,
  options: SensitivityOptions,
): Generator<{ done: number; total: number }, SensitivityResult, void> {
  checkOptions(options);
  const { runs, spread, seed, groups = false } = options;
  const model = compileModel(document);
  const accepted = acceptData(data);
  const run = runModel(model, accepted);
  const floating = new FloatingModel(model, run);
  const exact = exactResult(run, floating);
  const count = floating.subjects.length;
  const rankTallies = floating.subjects.map(() => new Tally(count));
  const groupTallies = groups ? floating.subjects.map(() => new Tally(count)) : [];
  const gradeTallies = floating.subjects.map(() => new Tally(model.grades.length));
  const generator = xoroshiro128plus(seed);
  const draw = () => uniformFloat64(generator);
  const weights = new Float64Array(model.nodes.length);
  for (let done = 0; done < runs; done += 1) {
    if (done % runsPerStep === 0) yield { done, total: runs };
    const shaken = shake(floating.weights, spread, draw, weights);
    if (shaken) floating.score(weights, -1);
    const ranks = shaken ? floating.ranks() : exact.ranks;
    const grades = shaken ? floating.grades() : exact.grades;
    const groupRanks = groups && shaken ? floating.groupRanks() : exact.groupRanks;
    for (let subject = 0; subject < count; subject += 1) {
      rankTallies[subject]?.add(ranks[subject] as number);
      gradeTallies[subject]?.add(grades[subject] as number);
      groupTallies[subject]?.add(groupRanks[subject] as number);
    }
  }
  yield { done: runs, total: runs };
  const subjects = floating.subjects.map((subject, position): SensitivitySubject => {
    const ranks = rankTallies[position] as Tally;
    const grades = gradeTallies[position] as Tally;
    const inGroup = groupTallies[position];
    return {
      code: subject.code,
      rank: exact.ranks[position] as number,
      grade: model.grades[exact.grades[position] as number]?.code ?? '',
      p5: ranks.quantile(0.05),
      median: ranks.quantile(0.5),
      p95: ranks.quantile(0.95),
      mean: ranks.mean(),
      rankShares: ranks.shares().map(({ value, share }) => ({ rank: value, share })),
      gradeShares: model.grades.map(({ code }, grade) => ({ grade: code, share: grades.share(grade) })),
      ...(inGroup === undefined ? {} : { inGroup: bandOf(inGroup, exact.groupRanks[position] as number) }),
    };
  });
  const leaves = leafInfluences(model, floating, exact.ranks);
  const [first] = leaves;
  return {
    format: sensitivityFormat,
    model: { code: document.code, version: document.version, digest: modelDigest(document) },
    dataDigest: dataDigest(accepted),
    generator: generatorName,
    seed,
    runs,
    spread,
    varied: model.nodes.map((node) => node.code),
    // Subjects come by code; a stable sort by rank leaves equals so.
    subjects: subjects.sort((a, b) => a.rank - b.rank),
    leaves,
    mostInfluential: first === undefined || first.tau === null ? null : first,
  };
}

/**
 * The work at one go.
 * @param options with `onProgress` called now and then and `shouldStop` asked as often.
 * @throws AppError `operation.cancelled` when stopped, `model.sensitivityOption`, `model.rejected`, `model.dataRejected`.
 */
export const sensitivity = (
  document: ModelDocument,
  data: ModelData,
  options: SensitivityOptions & {
    readonly onProgress?: (progress: { done: number; total: number }) => void;
    readonly shouldStop?: () => boolean;
  },
): SensitivityResult => {
  const steps = sensitivitySteps(document, data, options);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    options.onProgress?.(step.value);
    if (options.shouldStop?.()) throw new AppError('operation.cancelled', {});
  }
};
