/** The first page: what there is to do, and how things stand. */
import { type DueKind, dueKind, type homeOperations } from '#shared/contract/operations/home.ts';
import { addDays, dayInChina, daysBetween } from '#shared/domain/dates.ts';
import type { Cycle } from '#shared/domain/entities.ts';
import {
  addQuotients,
  exactFromText,
  formatFixed,
  type Quotient,
  quotient,
  zeroQuotient,
} from '#shared/domain/exact.ts';
import { type UnitState, unitStates } from '#shared/domain/unit-states.ts';
import { createCycleReader } from '../db/repositories/cycles.ts';
import { createOverviewReader } from '../db/repositories/overview.ts';
import { createRunReader, type RunHead, type RunSubject } from '../db/repositories/runs.ts';
import type { ReadDb } from '../db/transaction.ts';
import type { HandlersOf } from '../runtime/dispatch.ts';
import { readStandings } from './cycles/unit-standing.ts';
import { requireCycle } from './cycles.ts';
import { documentOf, requireModel } from './models.ts';
import { lastCheck } from './quality/last-check.ts';

/** Records that become due later than this many days from today are not urgent. */
const urgentDays = 30;
const urgentRecords = 20;

const meanScore = (subjects: readonly RunSubject[]): string | null => {
  const scores = subjects.flatMap(({ status, score }) =>
    status === 'complete' && score !== null ? [exactFromText(score)] : [],
  );
  if (scores.length === 0) return null;
  const sum = scores.reduce<Quotient>(
    (total, score) => (score === null ? total : addQuotients(total, quotient(score))),
    zeroQuotient,
  );
  return formatFixed({ n: sum.n, d: sum.d * BigInt(scores.length) }, 2);
};

/** The run of each model of a cycle that counts: the official one, or the newest. */
const countingRuns = (db: ReadDb, cycle: string): RunHead[] => {
  const runs = createRunReader(db);
  const models = new Set(runs.list(cycle).map(({ modelCode }) => modelCode));
  return [...models].flatMap((model) => runs.counting(cycle, model) ?? []);
};

const scoresOf = (db: ReadDb, cycle: { code: string; year: number }) => {
  const runs = createRunReader(db);
  const lastChange = createOverviewReader(db).lastChange(cycle.code);
  const before = createCycleReader(db)
    .list()
    .find((candidate) => candidate.year === cycle.year - 1);
  const previousOf = (modelCode: string) => {
    const head = before === undefined ? null : runs.counting(before.code, modelCode);
    return before === undefined || head === null
      ? null
      : { year: before.year, mean: meanScore(runs.subjects(head.id)) };
  };
  return countingRuns(db, cycle.code).map((head) => {
    const subjects = runs.subjects(head.id);
    const model = requireModel(db, head.modelCode, head.modelVersion);
    const { grades } = documentOf(model);
    return {
      run: head.id,
      modelCode: head.modelCode,
      modelName: model.name,
      createdAt: head.createdAt,
      units: subjects.length,
      complete: subjects.filter(({ status }) => status === 'complete').length,
      mean: meanScore(subjects),
      grades: grades.map(({ code, name }) => ({
        code,
        name,
        units: subjects.filter(({ grade }) => grade === code).length,
      })),
      previous: previousOf(head.modelCode),
      stale: lastChange !== null && lastChange > head.createdAt,
    };
  });
};

const qualityOf = (db: ReadDb, now: string) => {
  const checked = lastCheck(db, now);
  if (checked === null) return null;
  const { errors, warnings, checkedAt, stale } = checked;
  return { errors, warnings, checkedAt, stale };
};

/** Until when the present stage lasts, and how far the units are. */
const standingOf = (db: ReadDb, cycle: Cycle, today: string) => {
  const standings = readStandings(db, cycle.code);
  const states = Object.fromEntries(Object.keys(unitStates).map((state) => [state, 0])) as Record<
    UnitState,
    number
  >;
  for (const { bodyUscc } of createCycleReader(db).units(cycle.code)) {
    states[standings(bodyUscc).state] += 1;
  }
  const on = standings('').lastDay(cycle.status);
  return { states, stageEnds: on === null ? null : { on, daysLeft: daysBetween(today, on) } };
};

export const homeHandlers: HandlersOf<typeof homeOperations> = {
  'home.overview': ({ db, now }, { cycle: code }) => {
    const today = dayInChina(now());
    const overview = createOverviewReader(db);
    const cycle = code === null ? null : requireCycle(db, code);
    const dueOf = (kind: DueKind) => {
      const { open, overdue, records } = overview.due(kind, today, addDays(today, urgentDays), urgentRecords);
      return {
        kind,
        open,
        overdue,
        records: records.map((record) => ({ ...record, days: daysBetween(today, record.due) })),
      };
    };
    return {
      today,
      cycle:
        cycle === null
          ? null
          : {
              ...cycle,
              units: createCycleReader(db).units(cycle.code).length,
              unitsWithoutValues: overview.unitsWithoutValues(cycle.code),
              daysLeft: daysBetween(today, cycle.periodTo),
              ...standingOf(db, cycle, today),
            },
      due: dueKind.options.map(dueOf),
      scores: cycle === null ? [] : scoresOf(db, cycle),
      openImports: overview.openImports(),
      quality: qualityOf(db, now()),
    };
  },
};
