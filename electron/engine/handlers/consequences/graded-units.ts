/** The grades of a cycle: each with the steps that led to it, and what the unit was before. */
import type { OperationOutput } from '#shared/contract/client.ts';
import type { Cycle } from '#shared/domain/entities.ts';
import { exactFromText, quotient, roundToUnits, zero } from '#shared/domain/exact.ts';
import type { GradedUnit, GradePlace } from '#shared/domain/grade-consequences.ts';
import type { CompiledModel } from '#shared/model/compiled-model.ts';
import { type GradeSteps, gradeStepByStep } from '#shared/model/grading.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import { createDecisionReader } from '../../db/repositories/entries.ts';
import { createRunReader, type RunHead } from '../../db/repositories/runs.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { gradePlace, openFinalGrades } from '../assessment/final-grades.ts';
import { officialRuns, type RankingLine, rankingOf } from '../assessment/official-results.ts';
import { openRun } from '../run-results/open-run.ts';

type Grades = OperationOutput<'consequences.grades'>;

/** A line of a ranking that has a grade. */
type GradedLine = RankingLine & { score: string; grade: string; rank: number; groupRank: number };

const isGraded = (line: RankingLine): line is GradedLine =>
  line.score !== null && line.grade !== null && line.rank !== null && line.groupRank !== null;

/** The grades that units had in the cycles before, newest first: `gradesBefore(uscc, model)`. */
const openHistory = (db: ReadDb, cycle: Cycle) => {
  const cycles = createCycleReader(db);
  const gradesIn = openFinalGrades(db);
  const earlier = cycles
    .list()
    .filter(({ periodTo }) => periodTo < cycle.periodFrom)
    .sort((a, b) => (a.periodTo > b.periodTo ? -1 : a.periodTo < b.periodTo ? 1 : 0))
    .map(({ code, name }) => ({
      ...{ code, name },
      units: new Set(cycles.units(code).map(({ bodyUscc }) => bodyUscc)),
    }));
  return (uscc: string, modelCode: string, of: number): GradedUnit['before'] => {
    const before: (GradePlace & { cycleName: string })[] = [];
    for (const { code, name, units } of earlier) {
      if (!units.has(uscc)) continue;
      const found = gradesIn(code).get(uscc);
      // Another model, or another number of grades, is another scale.
      if (found === undefined || found.modelCode !== modelCode || found.of !== of) break;
      const { place, name: gradeName } = found;
      before.push({ place, name: gradeName, of, cycleName: name });
    }
    return before;
  };
};

/** The units of one run that have a grade, by rank. */
export interface GradedRun {
  head: RunHead;
  model: CompiledModel;
  lines: GradedLine[];
  /** As the rules look at them, in the same order. */
  units: GradedUnit[];
  ungraded: number;
}

const gradedRun = (db: ReadDb, head: RunHead, before: ReturnType<typeof openHistory>): GradedRun => {
  const { model } = openRun(db, head.id);
  const ranking = rankingOf(db, head.id);
  const lines = ranking.filter(isGraded);
  const units = lines.map((line): GradedUnit => {
    const { code, group, score, rank, groupRank, vetoes } = line;
    const grade = gradePlace(model, line.grade);
    return {
      ...{ uscc: code, group, score, grade, rank, groupRank },
      vetoes: vetoes.map(({ name }) => name),
      before: before(code, head.modelCode, grade.of),
    };
  });
  return { head, model, lines, units, ungraded: ranking.length - lines.length };
};

/** Of every model of a cycle the official run, else the newest: nothing may follow from the latter. */
export const gradedRuns = (db: ReadDb, cycle: Cycle): GradedRun[] => {
  const official = officialRuns(db, cycle.code);
  const newest = new Map<string, RunHead>();
  for (const run of createRunReader(db).list(cycle.code)) {
    if (!newest.has(run.modelCode)) newest.set(run.modelCode, run);
  }
  const before = openHistory(db, cycle);
  return [...newest.values()]
    .map((run) => official.find(({ modelCode }) => modelCode === run.modelCode) ?? run)
    .sort((a, b) => (a.modelCode < b.modelCode ? -1 : 1))
    .map((run) => gradedRun(db, run, before));
};

const stepsOf = ({ model, lines }: GradedRun): ReadonlyMap<string, GradeSteps> => {
  const subjects = lines.map((line) => ({
    code: line.code,
    group: line.group,
    score: roundToUnits(quotient(exactFromText(line.score) ?? zero), model.decimals, model.rounding),
    vetoes: line.vetoes.flatMap(({ code }) => model.vetoes.get(code) ?? []),
  }));
  return new Map([...gradeStepByStep(model, subjects)].map(([{ code }, steps]) => [code, steps]));
};

const shownUnits = (db: ReadDb, cycle: Cycle, run: GradedRun): Grades['units'] => {
  const { head, model, lines, units } = run;
  const steps = stepsOf(run);
  const decisions = createDecisionReader(db);
  const named = (place: number) => {
    const { code = '', name = '' } = model.document.grades[place] ?? {};
    return { code, name };
  };
  return lines.flatMap((line, index): Grades['units'] => {
    const step = steps.get(line.code);
    if (step === undefined) return [];
    const reasons = line.vetoes.length === 0 ? [] : decisions.list(cycle.code, line.code);
    const [last] = units[index]?.before ?? [];
    const { code, name, group, score, rank, groupRank } = line;
    return [
      {
        ...{ code, name, group, score, rank, groupRank },
        run: head.id,
        modelName: model.document.name,
        byScore: named(step.byScore),
        vetoes: line.vetoes.map((veto) => {
          const limit = model.vetoes.get(veto.code)?.gradeAtMost ?? null;
          const noted = reasons.find((decision) => decision.kind === 'veto' && decision.code === veto.code);
          return {
            ...veto,
            gradeAtMost: limit === null ? null : named(limit).name,
            reason: noted?.reason ?? null,
          };
        }),
        byVeto: named(step.byVeto),
        falls: step.falls.map(({ grade, ...fall }) => ({
          grade: named(grade).name,
          to: named(grade + 1).name,
          ...fall,
        })),
        grade: named(step.grade),
        before: last === undefined ? null : { cycleName: last.cycleName, grade: last.name },
      },
    ];
  });
};

/** The grades of a cycle, step by step. */
export const readGrades = (db: ReadDb, cycle: Cycle): Grades => {
  const runs = gradedRuns(db, cycle);
  return {
    runs: runs.map(({ head, model, lines, ungraded }) => ({
      id: head.id,
      modelName: model.document.name,
      modelVersion: head.modelVersion,
      official: head.official,
      createdAt: head.createdAt,
      grades: model.document.grades.map(({ code, name, min, maxShare }) => ({
        ...{ code, name, min },
        maxShare: maxShare ?? null,
        units: lines.filter(({ grade }) => grade === code).length,
      })),
      ungraded,
    })),
    units: runs.flatMap((run) => shownUnits(db, cycle, run)),
  };
};
