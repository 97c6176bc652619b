/** Grades of the complete subjects (model-spec §4.5): the band of the score, the vetoes' limits, then the quotas. */
import { compareExact, type Exact, exactFromUnits } from '../domain/exact.ts';
import type { CompiledGrade, CompiledModel, CompiledVeto } from './compiled-model.ts';

export type Gradable = {
  readonly group: string | null;
  /** In units of 10^−`decimals`. */
  readonly score: bigint;
  readonly vetoes: readonly CompiledVeto[];
};

/** Position of the first band that holds a score; the last band takes all that is left. */
export const bandOf = (model: CompiledModel, score: Exact): number => {
  const found = model.grades.findIndex(({ min, exclusive }) => {
    const order = compareExact(score, min);
    return exclusive ? order > 0 : order >= 0;
  });
  return found < 0 ? model.grades.length - 1 : found;
};

const largest = (grade: CompiledGrade, members: number): number =>
  grade.maxShare === null ? members : Number(grade.maxShare.mul(members).floor().valueOf());

/** Lets those fall who are too many for a grade; equal scores across the limit all fall. */
const applyQuotas = (
  model: CompiledModel,
  group: readonly Gradable[],
  grades: Map<Gradable, number>,
): void => {
  model.grades.forEach((grade, position) => {
    const holders = group
      .filter((subject) => grades.get(subject) === position)
      .sort((a, b) => (a.score > b.score ? -1 : a.score < b.score ? 1 : 0));
    const firstOut = holders[largest(grade, group.length)];
    if (firstOut === undefined) return;
    for (const subject of holders) if (subject.score <= firstOut.score) grades.set(subject, position + 1);
  });
};

/** Position of the grade of each complete subject. */
export const gradeSubjects = <S extends Gradable>(
  model: CompiledModel,
  subjects: readonly S[],
): ReadonlyMap<S, number> => {
  const grades = new Map<S, number>();
  const groups = new Map<string | null, S[]>();
  for (const subject of subjects) {
    const limits = subject.vetoes.map((veto) => veto.gradeAtMost ?? 0);
    grades.set(subject, Math.max(bandOf(model, exactFromUnits(subject.score, model.decimals)), ...limits));
    const group = groups.get(subject.group);
    if (group === undefined) groups.set(subject.group, [subject]);
    else group.push(subject);
  }
  for (const group of groups.values()) applyQuotas(model, group, grades as Map<Gradable, number>);
  return grades;
};
