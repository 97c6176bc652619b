import { z } from 'zod';
import {
  calendarDay,
  cycleStatusCode,
  isoDate,
  scorerRoleCode,
  unitStateCode,
  unitStepCode,
} from '../../domain/entities.ts';
import { finding } from '../../errors/finding.ts';
import { command, query } from '../operation.ts';

/** Planned days of one stage, both included. */
const stageDates = z.object({ stage: cycleStatusCode, from: isoDate, to: isoDate });

/** Who supplies an indicator: the lead department, the third party, whoever reviews it. */
const filler = z.object({
  modelCode: z.string(),
  leaf: z.string(),
  role: scorerRoleCode.exclude(['self', 'derived', 'survey']),
  bodyUscc: z.string().length(18),
});

/** Of 100 points, say; four digits on either side of the point. */
const reviewPoints = z.string().regex(/^\d{1,4}(\.\d{1,4})?$/);

const reason = z.string().trim().min(1).max(2000);

/** The plan of a cycle and how far each of its units is. */
export const cycleWorkOperations = {
  /**
   * 考核方案: planned days of the stages, extensions granted, who supplies which indicator, and which stage is open until
   * when. `cycle.unknown`.
   */
  'cycles.plan': query({
    permission: 'data.read',
    reads: ['cycles', 'bodies', 'models'],
    input: z.object({ cycle: z.string() }),
    output: z.object({
      stages: z.array(
        stageDates.extend({
          /** Days from today to the last one, both ends of the plan; negative when it is over. */
          daysLeft: z.int(),
        }),
      ),
      extensions: z.array(
        z.object({
          id: z.string(),
          stage: cycleStatusCode,
          /** Null for every unit. */
          bodyUscc: z.string().nullable(),
          unitName: z.string().nullable(),
          until: isoDate,
          reason: z.string(),
          documentNo: z.string().nullable(),
          grantedAt: z.string(),
          actor: z.string(),
        }),
      ),
      fillers: z.array(filler.extend({ bodyName: z.string() })),
      /** Points by which a reviewed score may differ from the unit's own before a reason must be written. */
      reviewLimit: z.object({
        points: z.string(),
        /** What holds where the plan says nothing, and on what basis. */
        suggested: z.string(),
        basis: z.string(),
      }),
    }),
  }),
  /**
   * Days for the stages of a cycle that begins on a day, by the working calendar: each stage begins on the working day after
   * the one before has ended. How long they last is 本系统建议值. `certain` false: a year's holidays are not held yet.
   */
  'cycles.proposeDates': query({
    permission: 'data.read',
    reads: ['rules'],
    input: z.object({ from: calendarDay }),
    output: z.object({ stages: z.array(stageDates), certain: z.boolean(), basis: z.string() }),
  }),
  /**
   * Sets what is left out of the input as it is. Name, period and plan document can change while the cycle is a draft or
   * issued; dates until the result is final. `cycle.unknown`, `cycle.closed`, `cycle.stageDatesInvalid`,
   * `cycle.periodInvalid`, `cycle.planFixed`, `cycle.fillerInvalid`, `body.unknown`.
   */
  'cycles.setPlan': command({
    permission: 'cycle.manage',
    input: z.object({
      cycle: z.string(),
      name: z.string().trim().min(1).max(100).optional(),
      periodFrom: isoDate.optional(),
      periodTo: isoDate.optional(),
      planDocumentNo: z.string().trim().max(100).nullable().optional(),
      /** Points, as decimal text; null: as suggested. */
      reviewLimit: reviewPoints.nullable().optional(),
      /** All stages that have dates; the others have none afterwards. */
      stages: z.array(stageDates).optional(),
      /** All fillers; the others are none afterwards. */
      fillers: z.array(filler).max(10_000).optional(),
    }),
    output: z.object({ cycle: z.string() }),
    changes: ['cycles'],
  }),
  /**
   * 延期: moves the last day of a stage to a later one, for all units or for some. The former day stays on record.
   * `cycle.unknown`, `cycle.closed`, `cycle.unitUnknown`, `cycle.notLater` when the day is not after the present last
   * day, `cycle.stageUndated` when the stage has no planned last day.
   */
  'cycles.extend': command({
    permission: 'cycle.manage',
    input: z.object({
      cycle: z.string(),
      stage: cycleStatusCode,
      /** Empty: every unit. */
      usccs: z.array(z.string()).max(1000).default([]),
      until: isoDate,
      reason,
      documentNo: z.string().trim().max(100).nullable().default(null),
    }),
    output: z.object({ extended: z.int() }),
    changes: ['cycles', 'entries'],
  }),
  /**
   * 上报、退回、初审通过、复核完成、撤回: takes a step for units of a cycle, each by itself. A unit for which it cannot be
   * taken is answered with the reasons (its state, the stage, values that are wrong or unexplained) and stays as it is.
   * `cycle.unknown`, `cycle.unitUnknown`, `cycle.reasonNeeded`.
   */
  'cycleUnits.step': command({
    permission: 'data.import',
    input: z.object({
      cycle: z.string(),
      usccs: z.array(z.string()).min(1).max(1000),
      step: unitStepCode,
      /** Needed for a return and for taking a step back. */
      reason: z.string().trim().max(2000).nullable().default(null),
      /** Of a return: the last day on which the unit may fill in. */
      dueOn: isoDate.nullable().default(null),
    }),
    output: z.object({
      done: z.int(),
      units: z.array(
        z.object({
          bodyUscc: z.string(),
          name: z.string(),
          done: z.boolean(),
          state: unitStateCode,
          findings: z.array(finding),
        }),
      ),
    }),
    changes: ['cycles', 'entries'],
  }),
  /** Every step of a unit, oldest first. `cycle.unknown`, `cycle.unitUnknown`. */
  'cycleUnits.steps': query({
    permission: 'data.read',
    reads: ['cycles', 'entries'],
    input: z.object({ cycle: z.string(), bodyUscc: z.string() }),
    output: z.object({
      state: unitStateCode,
      steps: z.array(
        z.object({
          step: unitStepCode,
          state: unitStateCode,
          reason: z.string().nullable(),
          dueOn: isoDate.nullable(),
          takenAt: z.string(),
          actor: z.string(),
        }),
      ),
    }),
  }),
};
