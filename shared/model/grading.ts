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

/** Why a subject lost a grade that its score and its vetoes left it: too many of its group held that grade. */
export type QuotaFall = {
  /** Position of the grade that was lost; the next one followed. */
  readonly grade: number;
  /** How many of the group may keep it, how many would have, and how many complete subjects the group has. */
  readonly allowed: number;
  readonly holders: number;
  readonly members: number;
  /** It stood across the limit with others of equal score, all of whom fell. */
  readonly tied: boolean;
};

/** From the score to the grade, step by step; grades by their position, 0 the best. */
export type GradeSteps = {
  readonly byScore: number;
  /** After the limits of the vetoes. */
  readonly byVeto: number;
  readonly falls: readonly QuotaFall[];
  readonly grade: number;
};

type Standing = { grade: number; readonly falls: QuotaFall[] };

/** Lets those fall who are too many for a grade; equal scores across the limit all fall. */
const applyQuotas = (
  model: CompiledModel,
  group: readonly Gradable[],
  standings: ReadonlyMap<Gradable, Standing>,
): void => {
  model.grades.forEach((grade, position) => {
    const holders = group
      .filter((subject) => standings.get(subject)?.grade === position)
      .sort((a, b) => (a.score > b.score ? -1 : a.score < b.score ? 1 : 0));
    const allowed = largest(grade, group.length);
    const firstOut = holders[allowed];
    if (firstOut === undefined) return;
    const lastIn = holders[allowed - 1];
    for (const subject of holders) {
      const standing = standings.get(subject);
      if (subject.score > firstOut.score || standing === undefined) continue;
      const tied = subject.score === firstOut.score && lastIn?.score === firstOut.score;
      standing.falls.push({
        ...{ grade: position, allowed, holders: holders.length },
        ...{ members: group.length, tied },
      });
      standing.grade = position + 1;
    }
  });
};

/** How each complete subject came by its grade. */
export const gradeStepByStep = <S extends Gradable>(
  model: CompiledModel,
  subjects: readonly S[],
): ReadonlyMap<S, GradeSteps> => {
  const standings = new Map<S, Standing & { byScore: number; byVeto: number }>();
  const groups = new Map<string | null, S[]>();
  for (const subject of subjects) {
    const limits = subject.vetoes.map((veto) => veto.gradeAtMost ?? 0);
    const byScore = bandOf(model, exactFromUnits(subject.score, model.decimals));
    const byVeto = Math.max(byScore, ...limits);
    standings.set(subject, { byScore, byVeto, grade: byVeto, falls: [] });
    const group = groups.get(subject.group);
    if (group === undefined) groups.set(subject.group, [subject]);
    else group.push(subject);
  }
  for (const group of groups.values()) {
    applyQuotas(model, group, standings as ReadonlyMap<Gradable, Standing>);
  }
  return standings;
};

/** Position of the grade of each complete subject. */
export const gradeSubjects = <S extends Gradable>(
  model: CompiledModel,
  subjects: readonly S[],
): ReadonlyMap<S, number> =>
  new Map([...gradeStepByStep(model, subjects)].map(([subject, { grade }]) => [subject, grade]));
