import { z } from 'zod';

/** Failures of notices, rechecks and corrections of a cycle's result. */
export const cycleNoticeFailures = {
  'notice.unknown': z.object({}),
  'notice.noRule': z.object({ from: z.string() }),
  'notice.notNow': z.object({ status: z.string() }),
  'notice.noResult': z.object({ cycle: z.string() }),
  'notice.running': z.object({ until: z.string() }),
  'notice.tooShort': z.object({ until: z.string(), least: z.string() }),
  'notice.notRunning': z.object({ until: z.string() }),
  'notice.dateInFuture': z.object({ date: z.string() }),
  'reopening.unknown': z.object({}),
  'reopening.closed': z.object({ at: z.string() }),
  'reopening.decisions': z.object({ unit: z.string() }),
  'reopening.nothingStated': z.object({ unit: z.string(), leaf: z.string() }),
  'correction.unknown': z.object({}),
  'correction.notNow': z.object({ status: z.string() }),
  'correction.leafUnknown': z.object({ leaf: z.string() }),
  'correction.decided': z.object({ by: z.string() }),
  'correction.samePerson': z.object({ name: z.string() }),
  /** A cycle cannot go on to a stage; `reasons` in words. */
  'cycle.stageWaits': z.object({ to: z.string(), reasons: z.array(z.string()) }),
} as const;

const nothing = z.object({}).strict();

/** Findings about objections to scores, and about what a result still waits for. */
export const cycleNoticeFindings = {
  'scoreObjection.cycleUnknown': z.object({ text: z.string() }).strict(),
  'scoreObjection.notAssessed': z.object({ cycle: z.string() }).strict(),
  'scoreObjection.leafUnknown': z.object({ text: z.string(), model: z.string() }).strict(),
  'scoreObjection.notNow': z.object({ status: z.string() }).strict(),
  'scoreObjection.early': z.object({ from: z.string() }).strict(),
  'scoreObjection.late': z.object({ until: z.string() }).strict(),
  'scoreObjection.lateAccepted': z.object({ until: z.string() }).strict(),
  'scoreObjection.nothingReopened': nothing,
  'scoreObjection.recheckOpen': z.object({ count: z.int() }).strict(),
  'scoreObjection.notSealed': nothing,
  /** What keeps a notice from being started. */
  'notice.cannotStart.stage': z.object({ status: z.string() }).strict(),
  'notice.cannotStart.noResult': nothing,
  'notice.cannotStart.running': z.object({ until: z.string() }).strict(),
  /** What a result waits for before it is final. */
  'result.noNotice': nothing,
  'result.noticeRunning': z.object({ until: z.string(), left: z.int() }).strict(),
  'result.notSealed': z.object({ model: z.string() }).strict(),
  'result.stale': z.object({ model: z.string(), count: z.int() }).strict(),
  'result.objectionsOpen': z.object({ count: z.int() }).strict(),
  'result.recheckOpen': z.object({ count: z.int() }).strict(),
  'result.recheckNotSealed': z.object({ count: z.int() }).strict(),
  'result.noApproval': nothing,
} as const;
