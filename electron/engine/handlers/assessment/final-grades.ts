/** Grades that count: by the official runs of the cycles. */
import { isClosed } from '#shared/domain/cycle-stages.ts';
import type { GradePlace } from '#shared/domain/grade-consequences.ts';
import type { CompiledModel } from '#shared/model/compiled-model.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { openRun } from '../run-results/open-run.ts';
import { officialRuns, rankingOf } from './official-results.ts';

export interface FinalGrade extends GradePlace {
  modelCode: string;
  score: string;
}

/** A grade of a model by its place, 0 the best. */
export const gradePlace = ({ document: { grades } }: CompiledModel, code: string): GradePlace => {
  const place = grades.findIndex((grade) => grade.code === code);
  return { place, name: grades[place]?.name ?? code, of: grades.length };
};

/** The grades of a cycle by unit; each cycle is read once. */
export const openFinalGrades = (db: ReadDb) => {
  const read = new Map<string, ReadonlyMap<string, FinalGrade>>();
  return (cycle: string): ReadonlyMap<string, FinalGrade> => {
    const known = read.get(cycle);
    if (known !== undefined) return known;
    const grades = new Map<string, FinalGrade>();
    for (const { id, modelCode } of officialRuns(db, cycle)) {
      const { model } = openRun(db, id);
      for (const { code, grade, score } of rankingOf(db, id)) {
        if (grade !== null && score !== null) {
          grades.set(code, { ...gradePlace(model, grade), modelCode, score });
        }
      }
    }
    read.set(cycle, grades);
    return grades;
  };
};

/** The grade of a body in the last finalised cycle that it took part in and whose period is over by a day. */
export const openLastGrades = (db: ReadDb, asOf: string) => {
  const gradesOf = openFinalGrades(db);
  const closed = createCycleReader(db)
    .list()
    .filter(({ status, periodTo }) => isClosed(status) && periodTo <= asOf)
    .sort((a, b) => (a.periodTo > b.periodTo ? -1 : a.periodTo < b.periodTo ? 1 : 0));
  return (uscc: string): (FinalGrade & { cycleName: string }) | null => {
    for (const { code, name } of closed) {
      const grade = gradesOf(code).get(uscc);
      if (grade !== undefined) return { ...grade, cycleName: name };
    }
    return null;
  };
};
