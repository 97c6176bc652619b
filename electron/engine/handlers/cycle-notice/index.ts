/** 公示、异议复核和更正: from the official result to the final one, and after it. */
import type { cycleNoticeOperations } from '#shared/contract/operations/cycle-notice.ts';
import { cycleStatuses } from '#shared/domain/code-lists.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import {
  type CycleNotice,
  createNoticeReader,
  createNoticeRepository,
} from '../../db/repositories/cycle-notices.ts';
import { createRuleReader } from '../../db/repositories/dated-rules.ts';
import type { ReadDb } from '../../db/transaction.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { officialRuns } from '../assessment/official-results.ts';
import { requireCycle, requireOpenCycle } from '../cycles.ts';
import { changesIn, movedBy } from './changes.ts';
import { decideCorrection, requestCorrection } from './corrections.ts';
import { noticeState, periodFrom, unfinished } from './notice-state.ts';
import { noticeStages, readNoticeWork } from './read.ts';
import { closeReopening, readReopening, stateAnew } from './reopenings.ts';

/** @throws AppError `notice.unknown` */
const requireNotice = (db: ReadDb, id: string): CycleNotice => {
  const notice = createNoticeReader(db).find(id);
  if (notice === null) throw new AppError('notice.unknown', {});
  return notice;
};

/** What was done lies in the past. @throws AppError `notice.dateInFuture` */
const requirePast = (date: string, today: string): void => {
  if (date > today) throw new AppError('notice.dateInFuture', { date });
};

export const cycleNoticeHandlers: HandlersOf<typeof cycleNoticeOperations> = {
  'cycleNotice.read': ({ db, now }, { cycle }) =>
    readNoticeWork(db, requireCycle(db, cycle), { today: dayInChina(now()), now: now() }),

  'cycleNotice.period': ({ db }, { from }) => {
    const { rule, until, certain } = periodFrom(createRuleReader(db), from);
    const { basis, standing, note, limit } = rule;
    return { from, until, certain, workingDays: limit.amount, basis, standing, note: note ?? null };
  },

  'cycleNotice.start': (context, { cycle: code, from, until, documentNo }) =>
    context.write((tx) => {
      const { status } = requireCycle(tx, code);
      if (!noticeStages.includes(status)) {
        throw new AppError('notice.notNow', { status: cycleStatuses[status] });
      }
      if (officialRuns(tx, code).length === 0) throw new AppError('notice.noResult', { cycle: code });
      const notices = createNoticeRepository(tx);
      const running = unfinished(notices.list(code), dayInChina(tx.now()));
      if (running !== null) throw new AppError('notice.running', { until: running.until });
      const period = periodFrom(createRuleReader(tx), from);
      if (until !== null && until < period.until) {
        throw new AppError('notice.tooShort', { until, least: period.until });
      }
      const last = until ?? period.until;
      const id = notices.start({
        cycleCode: code,
        from,
        until: last,
        // A later day that somebody wrote down is certain.
        certain: last > period.until || period.certain,
        ruleFrom: period.rule.validFrom,
        basis: period.rule.basis,
        documentNo: documentNo || null,
        startedBy: context.actor,
      });
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'cycleNotice.start',
        subject: code,
        details: { day: from, until: last },
      });
      return { id, until: last };
    }),

  'cycleNotice.post': (context, { notice: id, channel, place, postedOn }) =>
    context.write((tx) => {
      const { cycleCode } = requireNotice(tx, id);
      requirePast(postedOn, dayInChina(tx.now()));
      createNoticeRepository(tx).post({ noticeId: id, channel, place, postedOn, actor: context.actor });
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'cycleNotice.post',
        subject: cycleCode,
        details: { channel, day: postedOn },
      });
      return {};
    }),

  'cycleNotice.end': (context, { notice: id, reason }) =>
    context.write((tx) => {
      const notice = requireNotice(tx, id);
      const today = dayInChina(tx.now());
      if (!['coming', 'running'].includes(noticeState(notice, today))) {
        throw new AppError('notice.notRunning', { until: notice.endedOn ?? notice.until });
      }
      createNoticeRepository(tx).end(id, { endedOn: today, reason, actor: context.actor });
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'cycleNotice.end',
        subject: notice.cycleCode,
        details: { until: notice.until, reason },
      });
      return {};
    }),

  'cycleNotice.approve': (context, { cycle, approvedBy, approvedOn, documentNo }) =>
    context.write((tx) => {
      requireOpenCycle(requireCycle(tx, cycle));
      requirePast(approvedOn, dayInChina(tx.now()));
      const approval = { approvedBy, approvedOn, documentNo: documentNo || null, actor: context.actor };
      createNoticeRepository(tx).approve(cycle, approval);
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'cycleNotice.approve',
        subject: cycle,
        details: { day: approvedOn },
      });
      return {};
    }),

  'scoreReopenings.read': ({ db, now }, { id }) => readReopening(db, id, dayInChina(now())),

  'scoreReopenings.enter': (context, input) => context.write((tx) => stateAnew(tx, input, context.actor)),

  'scoreReopenings.close': (context, { id }) =>
    context.write((tx) => {
      closeReopening(tx, id, context.actor);
      return {};
    }),

  'scoreCorrections.request': (context, { cycle, ...request }) =>
    context.write((tx) => ({
      id: requestCorrection(tx, { ...request, cycleCode: cycle, actor: context.actor }),
    })),

  'scoreCorrections.decide': (context, input) =>
    context.write((tx) => {
      decideCorrection(tx, input, context.actor);
      return {};
    }),

  'scoreChanges.list': ({ db }, { run, bodyUscc }) => ({ changes: changesIn(db, run, bodyUscc) }),

  'scoreChanges.moved': ({ db }, { run }) => ({ moved: movedBy(db, run) }),
};
