/** Weights by comparison in pairs. */
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { errorFinding } from '#shared/model/findings.ts';
import { type AhpResult, ahpWeights } from '#shared/model/weights/ahp.ts';
import { type Labelled, pairCount, readJudgements } from '#shared/model/weights/judgements.ts';
import { weightsForModel } from '#shared/model/weights/matrix-input.ts';
import { describeJudgement, ratioText } from '#shared/words/zh-CN/weights.ts';

type Asked = OperationInput<'weights.pairwise'>;
type Answer = OperationOutput<'weights.pairwise'>;
type Result = NonNullable<Answer['combined']>;

const fewest = 2;
const most = 15;

const fixed = (figure: number): string => figure.toFixed(4);

/** @param typed what the judge typed for a pair; undefined of several judges together */
const shown = (
  children: readonly Labelled[],
  ahp: AhpResult,
  typed: (row: string, column: string) => string | undefined,
): Result => {
  const weights = weightsForModel(ahp.weights);
  const names = new Map(children.map(({ code, name }) => [code, name]));
  return {
    weights: children.map(({ code }) => ({ code, weight: weights[code] ?? 0 })),
    ...{ lambdaMax: fixed(ahp.lambdaMax), ci: fixed(ahp.ci), ri: fixed(ahp.ri), cr: fixed(ahp.cr) },
    consistent: ahp.consistent,
    worst: ahp.worst.map(({ row, column, given, implied }) => {
      const texts = { given: typed(row, column) ?? ratioText(given), implied: ratioText(implied) };
      const pair = { row: names.get(row) ?? row, column: names.get(column) ?? column };
      return { row, column, ...texts, says: describeJudgement({ ...pair, ...texts }) };
    }),
  };
};

/** Faults of the children and the list of judges, which stand in the way of everything. */
const listFindings = ({ children, judges }: Asked): Finding[] => {
  const found = children.length;
  const twice = (names: readonly string[]): Set<string> =>
    new Set(names.filter((name, index) => names.indexOf(name) < index));
  return [
    ...(found < fewest || found > most
      ? [errorFinding({ code: 'weights.labels.count', params: { minimum: fewest, maximum: most, found } })]
      : []),
    ...[...twice(children.map(({ code }) => code))].map((label) =>
      errorFinding({ code: 'weights.labels.twice', params: { label } }),
    ),
    ...(judges.length === 0 ? [errorFinding({ code: 'weights.judges.none', params: {} })] : []),
    ...[...twice(judges.map(({ name }) => name))].map((judge) =>
      errorFinding({ code: 'weights.judges.twice', params: { judge } }),
    ),
  ];
};

export const weighByPairs = (asked: Asked): Answer => {
  const { children, judges } = asked;
  const pairs = pairCount(children.length);
  const findings = listFindings(asked);
  if (findings.length > 0) {
    const unread = judges.map(({ name }) => ({ name, judged: 0, result: null }));
    return { pairs, judges: unread, combined: null, findings };
  }
  const labels = children.map(({ code }) => code);
  const read = judges.map((judge) => ({ judge, ...readJudgements(children, judge) }));
  const matrices = read.flatMap(({ matrix }) => (matrix === null ? [] : [matrix]));
  const together = matrices.length < judges.length ? null : ahpWeights({ labels, matrices }).result;
  return {
    pairs,
    judges: read.map(({ judge, matrix, judged }) => {
      const alone = matrix === null ? null : ahpWeights({ labels, matrix }).result;
      const typed = (row: string, column: string): string | undefined =>
        judge.judgements.find((one) => one.row === row && one.column === column)?.value.trim();
      return { name: judge.name, judged, result: alone && shown(children, alone, typed) };
    }),
    combined: together && shown(children, together, () => undefined),
    findings: read.flatMap(({ faults }) => faults.map((fault) => errorFinding(fault))),
  };
};
