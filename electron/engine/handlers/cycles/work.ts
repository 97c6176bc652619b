/** The plan of a cycle, extensions, and the steps of its units. */
import type { cycleWorkOperations } from '#shared/contract/operations/cycle-work.ts';
import { cycleStatuses } from '#shared/domain/code-lists.ts';
import { cycleStages, isBefore } from '#shared/domain/cycle-stages.ts';
import { dayInChina, daysBetween, isDate } from '#shared/domain/dates.ts';
import type { Cycle } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import {
  createPlanReader,
  createPlanRepository,
  type Filler,
  type StageDates,
} from '../../db/repositories/cycle-plans.ts';
import { createCycleReader, createCycleRepository } from '../../db/repositories/cycles.ts';
import { createRuleReader } from '../../db/repositories/dated-rules.ts';
import { createUnitStepReader } from '../../db/repositories/unit-steps.ts';
import type { ReadDb, WriteTx } from '../../db/transaction.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { requireCycle, requireOpenCycle, requireUnit } from '../cycles.ts';
import { suggestedReviewLimit } from '../entries/review-limit.ts';
import { documentOf, requireModel } from '../models.ts';
import { proposeDates } from './propose-dates.ts';
import { readStandings } from './unit-standing.ts';
import { takeStep } from './unit-steps.ts';

/** Stages begin one after another; they may overlap, as external input does with the first review. */
const checkDates = (stages: readonly StageDates[]): void => {
  const ordered = [...stages].sort((a, b) => cycleStages.indexOf(a.stage) - cycleStages.indexOf(b.stage));
  let before: StageDates | null = null;
  for (const dates of ordered) {
    const { stage, from, to } = dates;
    const refuse = (after: string | null): never => {
      throw new AppError('cycle.stageDatesInvalid', { stage, from, to, after });
    };
    if (!isDate(from) || !isDate(to) || from > to || before?.stage === stage) refuse(null);
    if (before !== null && from < before.from) refuse(before.from);
    before = dates;
  }
};

/** @throws AppError `cycle.fillerInvalid`, `body.unknown` */
const checkFillers = (db: ReadDb, cycle: Cycle, fillers: readonly Filler[]): void => {
  const bodies = createBodyReader(db);
  const leaves = new Map<string, Set<string>>();
  for (const { modelCode, modelVersion } of createCycleReader(db).units(cycle.code)) {
    const known = leaves.get(modelCode) ?? new Set<string>();
    if (!leaves.has(modelCode)) {
      for (const node of documentOf(requireModel(db, modelCode, modelVersion)).nodes) {
        if (node.scoring) known.add(node.code);
      }
    }
    leaves.set(modelCode, known);
  }
  for (const { modelCode, leaf, bodyUscc } of fillers) {
    if (!leaves.get(modelCode)?.has(leaf))
      throw new AppError('cycle.fillerInvalid', { leaf, model: modelCode });
    if (bodies.findByUscc(bodyUscc) === null) throw new AppError('body.unknown', { uscc: bodyUscc });
  }
};

interface HeadChange {
  name?: string | undefined;
  periodFrom?: string | undefined;
  periodTo?: string | undefined;
  planDocumentNo?: string | null | undefined;
}

/** @throws AppError `cycle.planFixed`, `cycle.periodInvalid` */
const changeHead = (tx: WriteTx, cycle: Cycle, change: HeadChange): void => {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const next = { ...cycle, ...given };
  const { periodFrom, periodTo } = next;
  const same = (['name', 'periodFrom', 'periodTo', 'planDocumentNo'] as const).every(
    (field) => next[field] === cycle[field],
  );
  if (same) return;
  if (!isBefore(cycle.status, 'selfAssess')) {
    throw new AppError('cycle.planFixed', { cycle: cycle.code, status: cycle.status });
  }
  if (!isDate(periodFrom) || !isDate(periodTo) || periodFrom > periodTo) {
    throw new AppError('cycle.periodInvalid', { from: periodFrom, to: periodTo });
  }
  createCycleRepository(tx).update(cycle.id, next);
};

export const cycleWorkHandlers: HandlersOf<typeof cycleWorkOperations> = {
  'cycles.plan': ({ db, now }, { cycle }) => {
    const { code, periodTo } = requireCycle(db, cycle);
    const plan = createPlanReader(db);
    const suggested = suggestedReviewLimit({ periodTo });
    const bodies = createBodyReader(db);
    const nameOf = (uscc: string): string => bodies.findByUscc(uscc)?.name ?? uscc;
    const today = dayInChina(now());
    return {
      stages: plan
        .dates(cycle)
        .sort((a, b) => cycleStages.indexOf(a.stage) - cycleStages.indexOf(b.stage))
        .map((dates) => ({ ...dates, daysLeft: daysBetween(today, dates.to) })),
      extensions: plan.extensions(cycle).map((one) => ({
        ...one,
        unitName: one.bodyUscc === null ? null : nameOf(one.bodyUscc),
      })),
      reviewLimit: {
        points: plan.reviewLimit(code) ?? suggested.points,
        suggested: suggested.points,
        basis: suggested.basis,
      },
      fillers: plan
        .fillers(cycle)
        .flatMap((one) =>
          one.role === 'survey' ? [] : [{ ...one, role: one.role, bodyName: nameOf(one.bodyUscc) }],
        ),
    };
  },

  'cycles.proposeDates': ({ db }, { from }) => proposeDates(from, createRuleReader(db).calendar),

  'cycles.setPlan': (context, { cycle: code, stages, fillers, reviewLimit, ...head }) =>
    context.write((tx) => {
      const cycle = requireCycle(tx, code);
      requireOpenCycle(cycle);
      changeHead(tx, cycle, head);
      const plan = createPlanRepository(tx);
      if (stages !== undefined) {
        checkDates(stages);
        plan.setDates(code, stages);
      }
      if (reviewLimit !== undefined) {
        const suggested = suggestedReviewLimit(cycle).points;
        plan.setReviewLimit(code, reviewLimit === suggested ? null : reviewLimit);
      }
      if (fillers !== undefined) {
        checkFillers(tx, cycle, fillers);
        plan.setFillers(code, fillers);
      }
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'cycles.setPlan',
        subject: code,
        details: {
          stages:
            stages?.map(({ stage, from, to }) => `${cycleStatuses[stage]} ${from}—${to}`).join('；') ?? null,
          fillers: fillers?.length ?? null,
        },
      });
      return { cycle: code };
    }),

  'cycles.extend': (context, { cycle: code, stage, usccs, until, reason, documentNo }) =>
    context.write((tx) => {
      const cycle = requireCycle(tx, code);
      requireOpenCycle(cycle);
      const plan = createPlanRepository(tx);
      const standingOf = readStandings(tx, code);
      const units: (string | null)[] = usccs.length === 0 ? [null] : [...new Set(usccs)];
      for (const bodyUscc of units) {
        if (bodyUscc !== null) requireUnit(tx, code, bodyUscc);
        const last = standingOf(bodyUscc ?? '').lastDay(stage);
        if (last === null) throw new AppError('cycle.stageUndated', { stage });
        if (until <= last) throw new AppError('cycle.notLater', { stage, until, last });
        plan.extend(code, { stage, bodyUscc, until, reason, documentNo, actor: context.actor });
      }
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'cycles.extend',
        subject: code,
        details: { stage, until, units: usccs.length, document: documentNo },
      });
      return { extended: units.length };
    }),

  'cycleUnits.step': (context, { cycle: code, ...request }) =>
    context.write((tx) => takeStep(tx, requireCycle(tx, code), request, context.actor)),

  'cycleUnits.steps': ({ db }, { cycle, bodyUscc }) => {
    requireCycle(db, cycle);
    requireUnit(db, cycle, bodyUscc);
    const steps = createUnitStepReader(db).list(cycle, bodyUscc);
    return {
      state: steps.at(-1)?.state ?? 'filling',
      steps: steps.map(({ bodyUscc: _, ...step }) => step),
    };
  },
};
