/** What a cycle's result still waits for: before the notice may be left behind, and before the result is final. */
import { cycleStatuses } from '#shared/domain/code-lists.ts';
import type { Cycle } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { createNoticeReader } from '../../db/repositories/cycle-notices.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import { createRuleReader } from '../../db/repositories/dated-rules.ts';
import { createEntryReader } from '../../db/repositories/entries.ts';
import type { RunHead } from '../../db/repositories/runs.ts';
import { createReopeningReader } from '../../db/repositories/score-reopenings.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { officialRuns } from '../assessment/official-results.ts';
import type { StageGuard } from '../cycles/stage-guard.ts';
import { documentOf, requireModel } from '../models.ts';
import { changesSince } from '../run-seals/changes-since.ts';
import { daysLeft, unfinished } from './notice-state.ts';
import { isAnswered, objectionsOf } from './objections.ts';
import { sealedRuns, sealedSince } from './sealed-runs.ts';

const waits = (code: string, params: Finding['params'] = {}): Finding => ({
  code,
  severity: 'error',
  params,
});

const noticeWaits = (db: ReadDb, cycle: Cycle, today: string): Finding[] => {
  const notices = createNoticeReader(db).list(cycle.code);
  if (notices.length === 0) return [waits('result.noNotice')];
  const running = unfinished(notices, today);
  if (running === null) return [];
  const left = daysLeft(running, today, createRuleReader(db).calendar);
  return [waits('result.noticeRunning', { until: running.until, left })];
};

const objectionWaits = (db: ReadDb, cycle: Cycle): Finding[] => {
  const open = objectionsOf(db, cycle.code).filter((row) => !isAnswered(row)).length;
  return open === 0 ? [] : [waits('result.objectionsOpen', { count: open })];
};

/** Reopenings that were closed, and whose values no sealed run holds yet. */
export const notSealedYet = (db: ReadDb, cycle: string): number => {
  const modelOf = new Map(
    createCycleReader(db)
      .units(cycle)
      .map(({ bodyUscc, modelCode }) => [bodyUscc, modelCode]),
  );
  const sealed = sealedRuns(db, cycle);
  return createReopeningReader(db)
    .list(cycle)
    .filter(({ bodyUscc, closedAt }) => {
      const ofModel = sealed.filter(({ head }) => head.modelCode === modelOf.get(bodyUscc));
      return closedAt !== null && sealedSince(ofModel, closedAt) === null;
    }).length;
};

const recheckWaits = (db: ReadDb, cycle: Cycle): Finding[] => {
  const open = createReopeningReader(db).open(cycle.code, null).length;
  const closed = notSealedYet(db, cycle.code);
  return [
    ...(open === 0 ? [] : [waits('result.recheckOpen', { count: open })]),
    ...(closed === 0 ? [] : [waits('result.recheckNotSealed', { count: closed })]),
  ];
};

/** Everything that a run used is looked at again: exact, and slow with many units. */
const exactChanges = (db: ReadDb, head: RunHead): number => {
  const { changes, modelNow } = changesSince(db, head);
  return changes.length + (modelNow === null ? 0 : 1);
};

/** What was entered since: known at once, for a page that is looked at again and again. */
const enteredSince = (db: ReadDb, { cycleCode, modelCode, createdAt }: RunHead): number =>
  createEntryReader(db).countSince(cycleCode, modelCode, createdAt);

const resultWaits = (db: ReadDb, cycle: Cycle, changed: typeof exactChanges): Finding[] => {
  const official = new Map(officialRuns(db, cycle.code).map((head) => [head.modelCode, head]));
  const sealed = new Set(sealedRuns(db, cycle.code).map(({ head }) => head.id));
  const models = new Map(
    createCycleReader(db)
      .units(cycle.code)
      .map(({ modelCode, modelVersion }) => [modelCode, modelVersion]),
  );
  return [...models].flatMap(([code, version]) => {
    const model = documentOf(requireModel(db, code, version)).name;
    const head = official.get(code);
    if (head === undefined || !sealed.has(head.id)) return [waits('result.notSealed', { model })];
    const count = changed(db, head);
    return count === 0 ? [] : [waits('result.stale', { model, count })];
  });
};

const allWaits = (db: ReadDb, cycle: Cycle, today: string, changed: typeof exactChanges): Finding[] => [
  ...noticeWaits(db, cycle, today),
  ...objectionWaits(db, cycle),
  ...recheckWaits(db, cycle),
  ...resultWaits(db, cycle, changed),
  ...(createNoticeReader(db).approval(cycle.code) === null ? [waits('result.noApproval')] : []),
];

/** What stands in the way of making the result final, as far as it is known at once; the stage itself looks closer. */
export const finalWaits = (db: ReadDb, cycle: Cycle, today: string): Finding[] =>
  allWaits(db, cycle, today, enteredSince);

const refuseWhile =
  (
    to: 'publicNotice' | 'objection' | 'finalised',
    waitsOf: (db: ReadDb, cycle: Cycle, today: string) => Finding[],
  ): StageGuard =>
  (db, cycle, today) => {
    const reasons = waitsOf(db, cycle, today).map(describeFinding);
    if (reasons.length > 0) throw new AppError('cycle.stageWaits', { to: cycleStatuses[to], reasons });
  };

/** What is made known is an official result, of every model. @throws AppError `cycle.stageWaits` */
export const resultIsSealed: StageGuard = refuseWhile('publicNotice', (db, cycle) =>
  resultWaits(db, cycle, exactChanges),
);

/** The notice is not over before its last day, unless it was ended with a reason. @throws AppError `cycle.stageWaits` */
export const noticeIsOver: StageGuard = refuseWhile('objection', noticeWaits);

/** Everything about the result is settled and approved. @throws AppError `cycle.stageWaits` */
export const resultIsSettled: StageGuard = refuseWhile('finalised', (db, cycle, today) =>
  allWaits(db, cycle, today, exactChanges),
);
