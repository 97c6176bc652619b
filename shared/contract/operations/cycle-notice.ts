import { z } from 'zod';
import { calendarDay, cycleStatusCode, isoDate, uuid } from '../../domain/entities.ts';
import { noticeChannels } from '../../domain/notice-channels.ts';
import { finding } from '../../errors/finding.ts';
import { command, query } from '../operation.ts';
import { entryRoleCode } from './entries.ts';

const codes = <Table extends Record<string, string>>(table: Table) =>
  z.enum(Object.keys(table) as [keyof Table & string, ...(keyof Table & string)[]]);

const someText = z.string().trim().min(1).max(500);
const optionalText = z.string().trim().max(200).nullable().default(null);

/** How long results are made known: the dated rule of the day on which the notice begins. */
const period = z.object({
  from: isoDate,
  /** Last day; the first is not counted. */
  until: isoDate,
  /** False when holidays of a year it runs through are not known: the true end may lie later. */
  certain: z.boolean(),
  workingDays: z.int(),
  basis: z.string(),
  /** `verified`, `local`, `unverified` or `suggested`. */
  standing: z.string(),
  note: z.string().nullable(),
});

const notice = z.object({
  id: uuid,
  from: isoDate,
  until: isoDate,
  certain: z.boolean(),
  basis: z.string(),
  documentNo: z.string().nullable(),
  startedAt: z.string(),
  startedBy: z.string(),
  postings: z.array(z.object({ channel: codes(noticeChannels), place: z.string(), postedOn: isoDate })),
  /** `coming` before its first day, `ended` before its time. */
  state: z.enum(['coming', 'running', 'over', 'ended']),
  /** Working days left after today; 0 on the last day. */
  daysLeft: z.int(),
  endedOn: isoDate.nullable(),
  endedAt: z.string().nullable(),
  endReason: z.string().nullable(),
  endedBy: z.string().nullable(),
});

/** A unit's score in a sealed run; `leaf` the points of the indicator that is meant, null for the whole. */
const standing = z.object({
  run: z.string(),
  total: z.string().nullable(),
  leaf: z.string().nullable(),
  gradeName: z.string().nullable(),
  rank: z.int().nullable(),
  groupRank: z.int().nullable(),
});

const sealedResult = z.object({
  run: z.string(),
  model: z.string(),
  modelName: z.string(),
  kind: z.enum(['official', 'corrected', 'correction']),
  reason: z.string().nullable(),
  approvedBy: z.string().nullable(),
  documentNo: z.string().nullable(),
  supersedes: z.string().nullable(),
  sealedAt: z.string(),
  sealedBy: z.string(),
  /** The one that counts. */
  official: z.boolean(),
  /** Units whose score or place it changed. */
  moved: z.int(),
});

const objection = z.object({
  id: uuid,
  revision: z.int(),
  number: z.string().nullable(),
  bodyUscc: z.string(),
  bodyName: z.string(),
  leaf: z.string().nullable(),
  indicator: z.string().nullable(),
  ground: z.string(),
  claimed: z.string().nullable(),
  filedOn: isoDate,
  /** When it was entered here. */
  registeredAt: z.string(),
  late: z.boolean(),
  state: z.string(),
  stateTitle: z.string(),
  outcome: z.string().nullable(),
  open: z.boolean(),
  dueOn: isoDate.nullable(),
  /** Of the limit that runs: working days left, negative calendar days when it is over; null while none runs. */
  remaining: z.int().nullable(),
  before: standing.nullable(),
  /** In the corrected run; null while there is none. */
  after: standing.nullable(),
});

const reopening = z.object({
  id: uuid,
  kind: z.enum(['recheck', 'correction']),
  bodyUscc: z.string(),
  bodyName: z.string(),
  leaf: z.string().nullable(),
  leafName: z.string().nullable(),
  reason: z.string(),
  approvedBy: z.string().nullable(),
  documentNo: z.string().nullable(),
  /** The objection that asked for it. */
  objection: z.string().nullable(),
  openedAt: z.string(),
  openedBy: z.string(),
  closedAt: z.string().nullable(),
  closedBy: z.string().nullable(),
  /** `closed`: new values are stated, no run was sealed with them yet. */
  state: z.enum(['open', 'closed', 'sealed']),
  before: standing.nullable(),
  after: standing.nullable(),
});

const correction = z.object({
  id: uuid,
  bodyUscc: z.string(),
  bodyName: z.string(),
  leaf: z.string().nullable(),
  leafName: z.string().nullable(),
  reason: z.string(),
  requestedBy: z.string(),
  requestedAt: z.string(),
  decision: z.enum(['approved', 'refused']).nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  documentNo: z.string().nullable(),
  decisionNote: z.string().nullable(),
  reopening: z.string().nullable(),
});

/** One indicator whose score was changed after the official result: what it was, what it is, why, by whose leave. */
export const scoreChange = reopening.pick({
  id: true,
  kind: true,
  bodyUscc: true,
  bodyName: true,
  leaf: true,
  leafName: true,
  reason: true,
  approvedBy: true,
  documentNo: true,
  before: true,
  after: true,
});
export type ScoreChange = z.infer<typeof scoreChange>;

const moved = z.object({
  code: z.string(),
  name: z.string(),
  group: z.string().nullable(),
  scoreBefore: z.string().nullable(),
  scoreAfter: z.string().nullable(),
  gradeBefore: z.string().nullable(),
  gradeAfter: z.string().nullable(),
  rankBefore: z.int().nullable(),
  rankAfter: z.int().nullable(),
  groupRankBefore: z.int().nullable(),
  groupRankAfter: z.int().nullable(),
  /** Its own values were changed; the others moved because of it. */
  own: z.boolean(),
});

const reads = ['cycles', 'runs', 'entries', 'ledgers', 'bodies', 'rules'] as const;

/** 公示与异议: making a result known, objections to it, rechecks, and corrections of a final result. */
export const cycleNoticeOperations = {
  /** Everything that happened to a cycle's result since it was official. `cycle.unknown`. */
  'cycleNotice.read': query({
    permission: 'data.read',
    reads,
    input: z.object({ cycle: z.string() }),
    output: z.object({
      stage: cycleStatusCode,
      today: isoDate,
      /** Why no notice can be started now; null when one can. */
      startRefusal: finding.nullable(),
      notices: z.array(notice),
      /** Sealed runs, oldest first. */
      results: z.array(sealedResult),
      objections: z.array(objection),
      reopenings: z.array(reopening),
      corrections: z.array(correction),
      approval: z
        .object({
          approvedBy: z.string(),
          approvedOn: isoDate,
          documentNo: z.string().nullable(),
          notedAt: z.string(),
          actor: z.string(),
        })
        .nullable(),
      /** What stands in the way of making the result final; empty once it is. */
      waiting: z.array(finding),
    }),
  }),
  /** When a notice that begins on a day would end. `notice.noRule` when no rule is in force then. */
  'cycleNotice.period': query({
    permission: 'data.read',
    reads: ['rules'],
    input: z.object({ from: calendarDay }),
    output: period,
  }),
  /**
   * Begins a notice of the official results. `notice.notNow` outside the stages 公示 and 异议复核, `notice.noResult`,
   * `notice.running`, `notice.tooShort` when `until` is before the rule's own last day.
   */
  'cycleNotice.start': command({
    permission: 'cycle.manage',
    input: z.object({
      cycle: z.string(),
      from: isoDate,
      /** A later last day than the rule gives. */
      until: isoDate.nullable().default(null),
      documentNo: optionalText,
    }),
    output: z.object({ id: uuid, until: isoDate }),
    changes: ['cycles'],
  }),
  /** Notes where a notice was posted. `notice.unknown`. */
  'cycleNotice.post': command({
    permission: 'cycle.manage',
    input: z.object({
      notice: uuid,
      channel: codes(noticeChannels),
      place: z.string().trim().min(1).max(300),
      postedOn: isoDate,
    }),
    output: z.object({}),
    changes: ['cycles'],
  }),
  /** Ends a notice today, before its last day. `notice.unknown`, `notice.notRunning`. */
  'cycleNotice.end': command({
    permission: 'cycle.manage',
    input: z.object({ notice: uuid, reason: someText }),
    output: z.object({}),
    changes: ['cycles'],
  }),
  /** Notes the meeting or person that approved the results, without which they cannot be final. `cycle.unknown`, `cycle.closed`. */
  'cycleNotice.approve': command({
    permission: 'cycle.manage',
    input: z.object({
      cycle: z.string(),
      approvedBy: z.string().trim().min(1).max(200),
      approvedOn: isoDate,
      documentNo: optionalText,
    }),
    output: z.object({}),
    changes: ['cycles'],
  }),
  /** An indicator opened again, with the values that count now and those that the final review stated. `reopening.unknown`. */
  'scoreReopenings.read': query({
    permission: 'data.read',
    reads,
    input: z.object({ id: uuid }),
    output: z.object({
      reopening,
      items: z.array(
        z.object({
          item: z.string(),
          /** Who states it anew: the final review, or on a leaf with weighted roles each of these. */
          role: entryRoleCode,
          label: z.string(),
          unit: z.string().nullable(),
          /** What counts now, of this role where the roles are weighted, as text; empty when nothing does. */
          counts: z.string(),
          /** Whose value counts; null when nothing does. */
          countsBy: z.string().nullable(),
          /** What the final review stated, or a weighted role since the leaf was opened. */
          stated: z.string(),
          /** Codes and words of the values to choose among; null where a value is typed. */
          choices: z.array(z.object({ value: z.string(), label: z.string() })).nullable(),
          /** Why it cannot be stated; null when it can. */
          lock: finding.nullable(),
        }),
      ),
    }),
  }),
  /**
   * States new values of an indicator that is open again, with the reason as the note of each. Findings of
   * severity error refuse all of it. `reopening.unknown`, `reopening.closed`, `reopening.decisions` (those are stated on the
   * entry page).
   */
  'scoreReopenings.enter': command({
    permission: 'data.import',
    input: z.object({
      id: uuid,
      values: z
        .array(
          z.object({
            item: z.string(),
            role: entryRoleCode.default('finalReview'),
            text: z.string().max(200),
          }),
        )
        .min(1)
        .max(50),
      reason: someText,
    }),
    output: z.object({ stored: z.boolean(), findings: z.array(finding) }),
    changes: ['entries', 'cycles'],
  }),
  /**
   * Closes what was opened again: nothing more is entered, and the next run takes the values. `reopening.unknown`,
   * `reopening.closed`, `reopening.nothingStated`.
   */
  'scoreReopenings.close': command({
    permission: 'cycle.manage',
    input: z.object({ id: uuid }),
    output: z.object({}),
    changes: ['entries', 'cycles'],
  }),
  /** Asks for a correction of a final result. `correction.notNow`, `cycle.unitUnknown`, `correction.leafUnknown`. */
  'scoreCorrections.request': command({
    permission: 'cycle.manage',
    input: z.object({
      cycle: z.string(),
      bodyUscc: z.string(),
      /** Null for the decisions about the unit. */
      leaf: z.string().nullable(),
      reason: someText,
      requestedBy: z.string().trim().min(1).max(50),
    }),
    output: z.object({ id: uuid }),
    changes: ['cycles'],
  }),
  /**
   * Approves a correction, which opens the indicator, or refuses it. `correction.unknown`, `correction.decided`,
   * `correction.samePerson` (nobody approves what they asked for), `correction.notNow`.
   */
  'scoreCorrections.decide': command({
    permission: 'cycle.manage',
    input: z.object({
      id: uuid,
      approve: z.boolean(),
      decidedBy: z.string().trim().min(1).max(50),
      documentNo: optionalText,
      note: optionalText,
    }),
    output: z.object({}),
    changes: ['cycles', 'entries'],
  }),
  /**
   * What was changed in a sealed run since the first official one: to be shown wherever a score of it is shown. Empty for the
   * first one and for trial runs. `run.unknown`.
   */
  'scoreChanges.list': query({
    permission: 'data.read',
    reads,
    input: z.object({ run: z.string(), bodyUscc: z.string().optional() }),
    output: z.object({ changes: z.array(scoreChange) }),
  }),
  /** Everybody whose score or place a sealed run changed against the one before it. `run.unknown`. */
  'scoreChanges.moved': query({
    permission: 'data.read',
    reads: ['runs', 'cycles'],
    input: z.object({ run: z.string() }),
    output: z.object({ moved: z.array(moved) }),
  }),
};
