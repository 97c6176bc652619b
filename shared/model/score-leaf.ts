/**
 * What values of one leaf come to by themselves: the rate, the points of the leaf's nominal ones, the arithmetic. For
 * showing beside a value while it is entered; what a run publishes also depends on the leaves around it (re-shared
 * weights, vetoes).
 */
import { formatFixed, formatUnits, quotient, roundToUnits } from '../domain/exact.ts';
import type { Finding } from '../errors/finding.ts';
import type { CompiledModel } from './compiled-model.ts';
import type { DataSubject } from './data.ts';
import { judgeSubjects } from './judge-leaves.ts';
import { readSubject } from './read-subject.ts';
import type { MissingValue } from './result.ts';

export type LeafScore = {
  /** Code of the subject. */
  readonly code: string;
  /** `invalid` when a value is wrong; the others as in a result. */
  readonly status: 'scored' | 'missing' | 'excluded' | 'invalid';
  /** Points of the nominal ones, rounded as the model publishes; null unless scored or missing (then 0). */
  readonly points: string | null;
  /** Rate with 10 decimals; null like `points`. */
  readonly rate: string | null;
  readonly trace: string;
  readonly missing: readonly MissingValue[];
  readonly findings: readonly Finding[];
};

export type LeafSubject = {
  readonly code: string;
  readonly group: string | null;
  /** As a data document holds them: items, or by role on a leaf with scorers. */
  readonly values: NonNullable<DataSubject['values']>[string];
};

/** Nominal points of a node as text, with the decimals that the model publishes. */
export const nominalPoints = (model: CompiledModel, position: number): string =>
  formatFixed(quotient(model.nodes[position]?.points ?? model.fullScore), model.decimals);

/**
 * Scores one leaf for some subjects; `relative` compares exactly these with one another.
 * @param position of the leaf in the model's nodes
 * @param options `ignoreScorers`: the values are those of a single role, given plainly
 */
export const scoreLeafAlone = (
  model: CompiledModel,
  position: number,
  subjects: readonly LeafSubject[],
  options: { ignoreScorers?: boolean } = {},
): LeafScore[] => {
  const node = model.nodes[position];
  if (!node?.leaf) throw new RangeError(`node ${position} is no leaf`);
  const plain = options.ignoreScorers ? { ...node, leaf: { ...node.leaf, scorers: null } } : node;
  const only: CompiledModel = { ...model, leaves: [position], nodes: model.nodes.with(position, plain) };
  const readings = subjects.map(({ code, group, values }) =>
    readSubject(only, { code, name: '', group, values: { [node.code]: values } }),
  );
  return judgeSubjects(only, readings).map(({ reading, leaves, findings, valid }): LeafScore => {
    const state = leaves.get(position);
    const { code } = reading;
    if (!valid || state === undefined) {
      return { code, status: 'invalid', points: null, rate: null, trace: '', missing: [], findings };
    }
    const { status, rate, trace, missing } = state;
    if (rate === null) return { code, status, points: null, rate: null, trace, missing, findings };
    const units = roundToUnits(quotient(node.points.mul(rate)), model.decimals, model.rounding);
    return {
      code,
      status,
      points: formatUnits(units, model.decimals),
      rate: formatFixed(quotient(rate), 10),
      trace,
      missing,
      findings,
    };
  });
};
