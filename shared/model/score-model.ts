/**
 * Scores a data document with a model (model-spec §3–§5). Pure: the same model and data give a byte-identical result,
 * whatever the order of subjects or nodes in the documents.
 */
import { formatFixed, formatUnits, quotient } from '../domain/exact.ts';
import { AppError } from '../errors/app-error.ts';
import { type Aggregated, aggregate, newAggregationCache, publishedDecimals } from './aggregate.ts';
import { checkDataShape } from './check-data.ts';
import { type CompiledModel, compileModel } from './compiled-model.ts';
import type { ModelData } from './data.ts';
import type { ModelDocument } from './definition.ts';
import { dataDigest, modelDigest } from './digest.ts';
import { engineVersion } from './engine-version.ts';
import { gradeSubjects } from './grading.ts';
import { compareCodes } from './json-view.ts';
import { type JudgedSubject, judgeSubjects } from './judge-leaves.ts';
import { rankSubjects } from './ranking.ts';
import { readSubject, type SubjectReading } from './read-subject.ts';
import { type ModelResult, type NodeResult, resultFormat, type SubjectResult } from './result.ts';
import { type Total, totalOf } from './total.ts';

/** Decimals of the exact figures of a result. */
const exactDecimals = 10;

/** A complete subject with all that grading and ranking ask for. */
export type ScoredSubject = Total & {
  readonly code: string;
  readonly group: string | null;
  readonly vetoes: JudgedSubject['reading']['vetoes'];
  readonly vetoCount: number;
  readonly published: (node: number) => bigint | null;
};

/** One subject of a run; `tree` is null when invalid, `scored` null unless complete. */
export type RunSubject = {
  readonly judged: JudgedSubject;
  readonly tree: Aggregated | null;
  readonly scored: ScoredSubject | null;
};

export type Run = {
  readonly subjects: readonly RunSubject[];
  /** Position of the grade. */
  readonly grades: ReadonlyMap<ScoredSubject, number>;
  readonly ranks: ReadonlyMap<ScoredSubject, number>;
  readonly groupRanks: ReadonlyMap<ScoredSubject, number>;
};

const scoredSubject = (
  model: CompiledModel,
  judged: JudgedSubject,
  tree: Aggregated,
): ScoredSubject | null => {
  if (tree.base === null) return null;
  const { code, group, vetoes } = judged.reading;
  return {
    ...totalOf(model, judged.reading, tree.base),
    code,
    group,
    vetoes,
    vetoCount: vetoes.length,
    published: (node) => tree.nodes[node]?.published ?? null,
  };
};

const rankInGroups = (
  model: CompiledModel,
  subjects: readonly ScoredSubject[],
): Map<ScoredSubject, number> => {
  const groups = Map.groupBy(subjects, (subject) => subject.group);
  return new Map([...groups.values()].flatMap((group) => [...rankSubjects(model, group)]));
};

/** Reads data whose shape has been checked, by subject code. */
export const readSubjects = (model: CompiledModel, data: ModelData): SubjectReading[] =>
  [...data.subjects]
    .sort((a, b) => compareCodes(a.code, b.code))
    .map((subject) => readSubject(model, subject));

/** Scores with a compiled model and data whose shape has been checked; everything still exact. */
export const runModel = (model: CompiledModel, data: ModelData): Run =>
  runReadings(model, readSubjects(model, data));

/**
 * The same from subjects read before, with this model or one that has other weights and is otherwise the same. Points given
 * outright must have been taken to what their indicators are worth here (`trial/held-rates.ts`): no range is looked at again.
 */
export const runReadings = (model: CompiledModel, readings: readonly SubjectReading[]): Run => {
  const cache = newAggregationCache();
  const run = judgeSubjects(model, readings).map((judged): RunSubject => {
    if (!judged.valid) return { judged, tree: null, scored: null };
    const tree = aggregate(model, judged, cache);
    return { judged, tree, scored: scoredSubject(model, judged, tree) };
  });
  const complete = run.flatMap((subject) => (subject.scored === null ? [] : [subject.scored]));
  return {
    subjects: run,
    grades: gradeSubjects(model, complete),
    ranks: rankSubjects(model, complete),
    groupRanks: rankInGroups(model, complete),
  };
};

const nodeResults = (model: CompiledModel, tree: Aggregated): NodeResult[] =>
  model.nodes.flatMap((node, index): NodeResult[] => {
    const state = tree.nodes[index];
    if (state === undefined) return [];
    const { status, rate, earned, published, trace } = state;
    return [
      {
        code: node.code,
        status,
        rate: rate === null ? null : formatFixed(rate, exactDecimals),
        points: formatFixed(quotient(node.points), exactDecimals),
        earned: earned === null ? null : formatFixed(earned, exactDecimals),
        published: published === null ? null : formatUnits(published, publishedDecimals(model)),
        trace,
      },
    ];
  });

const unscored = {
  base: null,
  bonus: null,
  penalty: null,
  total: null,
  score: null,
  grade: null,
  rank: null,
  groupRank: null,
};

const figures = (model: CompiledModel, run: Run, scored: ScoredSubject) => ({
  base: formatFixed(quotient(scored.base), exactDecimals),
  bonus: formatFixed(quotient(scored.bonus), exactDecimals),
  penalty: formatFixed(quotient(scored.penalty), exactDecimals),
  total: formatFixed(quotient(scored.total), exactDecimals),
  score: formatUnits(scored.score, model.decimals),
  grade: model.grades[run.grades.get(scored) ?? -1]?.code ?? null,
  rank: run.ranks.get(scored) ?? null,
  groupRank: run.groupRanks.get(scored) ?? null,
});

const subjectResult = (model: CompiledModel, run: Run, subject: RunSubject): SubjectResult => {
  const { judged, tree, scored } = subject;
  return {
    code: judged.reading.code,
    status: tree === null ? 'invalid' : scored === null ? 'incomplete' : 'complete',
    ...(scored === null ? unscored : figures(model, run, scored)),
    missing: [...(tree?.missing ?? [])],
    findings: [...judged.findings],
    nodes: tree === null ? [] : nodeResults(model, tree),
  };
};

/** By rank then code, unranked last by code. */
const resultOrder = (a: SubjectResult, b: SubjectResult): number =>
  (a.rank ?? Number.MAX_SAFE_INTEGER) - (b.rank ?? Number.MAX_SAFE_INTEGER) || compareCodes(a.code, b.code);

/** The data document, or the failure that says what is wrong with it. */
export const acceptData = (input: ModelData): ModelData => {
  const { data, findings } = checkDataShape(input);
  if (data === null) throw new AppError('model.dataRejected', { findings });
  return data;
};

/**
 * Scores every subject of a data document.
 * @throws AppError `model.rejected` or `model.dataRejected`, with all findings, when a document cannot be used.
 */
export const scoreModel = (model: ModelDocument, data: ModelData): ModelResult => {
  const compiled = compileModel(model);
  const accepted = acceptData(data);
  const run = runModel(compiled, accepted);
  return {
    format: resultFormat,
    model: { code: model.code, version: model.version, digest: modelDigest(model) },
    dataDigest: dataDigest(accepted),
    engine: engineVersion,
    subjects: run.subjects.map((subject) => subjectResult(compiled, run, subject)).sort(resultOrder),
  };
};
