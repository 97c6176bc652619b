/**
 * 为什么是这个分: one subject's score told from the leaves to the rank. The nodes carry the traces of the result; what
 * lies outside the tree (bonus, penalty, vetoes, grade, rank) is worked out here from the same documents.
 */
import { compareExact, exactFromText, zero } from '../domain/exact.ts';
import { type CompiledModel, compileModel } from './compiled-model.ts';
import type { DataSubject, ModelData } from './data.ts';
import type { ModelDocument, Veto } from './definition.ts';
import { explainWords } from './explain-words.ts';
import { bandOf } from './grading.ts';
import { cappedPoints } from './methods/counted.ts';
import { readSubject, type SubjectReading } from './read-subject.ts';
import type { ModelResult, NodeResult, SubjectResult } from './result.ts';

export type ExplainedNode = NodeResult & {
  readonly name: string;
  /** 0 for the roots. */
  readonly depth: number;
};

export type Explanation = {
  readonly code: string;
  readonly name: string;
  readonly group: string | null;
  readonly result: SubjectResult;
  /** Sentences from the base score to the rank, in order. */
  readonly steps: readonly string[];
  /** In tree order; empty when invalid. */
  readonly nodes: readonly ExplainedNode[];
};

const withoutZeros = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

const adjustmentStep = (
  model: CompiledModel,
  kind: 'bonus' | 'penalty',
  reading: SubjectReading,
  points: string | null,
): string[] => {
  const block = model[kind];
  const names = new Map((model.document[kind]?.items ?? []).map((item) => [item.code, item.name]));
  const parts = block.items.flatMap((item) => {
    const count = reading.counts.get(item.code);
    if (count === undefined || count.n === 0n) return [];
    const taken = cappedPoints(count, item.points, item.cap);
    return [
      explainWords.counted(names.get(item.code) ?? item.code, count, item.points, taken.points, taken.capped),
    ];
  });
  if (parts.length === 0) return [];
  const sum = block.items.reduce((total, item) => {
    const count = reading.counts.get(item.code) ?? zero;
    return total.add(cappedPoints(count, item.points, item.cap).points);
  }, zero);
  const limit = compareExact(sum, block.cap) > 0 ? block.cap : null;
  return [explainWords.adjustment(kind, parts, withoutZeros(points ?? '0'), limit)];
};

const vetoSteps = (model: CompiledModel, reading: SubjectReading): string[] => {
  const vetoes = new Map((model.document.vetoes ?? []).map((veto): [string, Veto] => [veto.code, veto]));
  const gradeName = (code: string): string =>
    model.document.grades.find((grade) => grade.code === code)?.name ?? code;
  return reading.vetoes.flatMap(({ code }) => {
    const veto = vetoes.get(code);
    if (veto === undefined) return [];
    const effects = [
      ...(veto.scoreAtMost === undefined ? [] : [explainWords.scoreAtMost(veto.scoreAtMost)]),
      ...(veto.gradeAtMost === undefined ? [] : [explainWords.gradeAtMost(gradeName(veto.gradeAtMost))]),
      ...(veto.zeroNodes === undefined ? [] : [explainWords.zeroNodes(veto.zeroNodes)]),
    ];
    return [explainWords.veto(veto.name, effects)];
  });
};

/** The grade with what lowered it: a veto, or the quota of a better grade. */
const gradeStep = (model: CompiledModel, reading: SubjectReading, subject: SubjectResult): string => {
  const { grades } = model.document;
  const score = exactFromText(subject.score ?? '0') ?? zero;
  const byScore = bandOf(model, score);
  const byVeto = Math.max(byScore, ...reading.vetoes.map((veto) => veto.gradeAtMost ?? 0));
  const final = grades.findIndex((grade) => grade.code === subject.grade);
  const name = (position: number): string => grades[position]?.name ?? '';
  if (final > byVeto) return explainWords.gradeByQuota(name(byVeto), name(final));
  if (byVeto > byScore) return explainWords.gradeByVeto(name(byScore), name(final));
  return explainWords.grade(name(final));
};

const scoredSteps = (
  model: CompiledModel,
  reading: SubjectReading,
  subject: SubjectResult,
  complete: number,
): string[] => {
  const total = withoutZeros(subject.total ?? '0');
  const score = subject.score ?? '';
  return [
    explainWords.base(withoutZeros(subject.base ?? '0'), model.roundAt === 'leaf' && model.nodes.length > 0),
    ...adjustmentStep(model, 'bonus', reading, subject.bonus),
    ...adjustmentStep(model, 'penalty', reading, subject.penalty),
    ...vetoSteps(model, reading),
    explainWords.score(total, score, total !== withoutZeros(score), model.decimals),
    gradeStep(model, reading, subject),
    explainWords.rank(subject.rank ?? 0, complete, subject.groupRank ?? 0, reading.group),
  ];
};

const unscoredSteps = (subject: SubjectResult): string[] => {
  if (subject.status === 'invalid') {
    return [explainWords.invalid(subject.findings.filter((finding) => finding.severity === 'error').length)];
  }
  const blocking = subject.missing.filter((value) => value.blocking);
  if (blocking.length === 0) return [explainWords.nothingLeft()];
  return [explainWords.incomplete(blocking.map(({ leaf, role }) => explainWords.place(leaf, role ?? null)))];
};

/**
 * Explains one subject from its own part of the documents.
 * @param given the subject as the data document holds it
 * @param subject its result by the same model
 * @param complete how many subjects of the run were scored
 */
export const explainScore = (
  model: CompiledModel,
  given: DataSubject,
  subject: SubjectResult,
  complete: number,
): Explanation => {
  const reading = readSubject(model, given);
  const steps =
    subject.status === 'complete' ? scoredSteps(model, reading, subject, complete) : unscoredSteps(subject);
  const nodes = subject.nodes.flatMap((node): ExplainedNode[] => {
    const compiledNode = model.nodes[model.positionOf.get(node.code) ?? -1];
    return compiledNode === undefined
      ? []
      : [{ ...node, name: compiledNode.name, depth: compiledNode.depth }];
  });
  return { code: given.code, name: given.name, group: reading.group, result: subject, steps, nodes };
};

/**
 * Explains one subject of a result.
 * @param result of `scoreModel` for the same model and data.
 * @returns null when the data or the result do not hold the subject.
 * @throws AppError `model.rejected` when the model is none.
 */
export const explainSubject = (
  model: ModelDocument,
  data: ModelData,
  result: ModelResult,
  code: string,
): Explanation | null => {
  const given = data.subjects.find((subject) => subject.code === code);
  const subject = result.subjects.find((one) => one.code === code);
  if (given === undefined || subject === undefined) return null;
  const complete = result.subjects.filter(({ status }) => status === 'complete').length;
  return explainScore(compileModel(model), given, subject, complete);
};
