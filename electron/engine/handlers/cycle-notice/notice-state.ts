/** How a notice stands on a day, and how long one would run. */

import { openClock } from '#shared/domain/clocks.ts';
import { findLimit, type LimitRule } from '#shared/domain/rule-table.ts';
import { type WorkingCalendar, workingDaysBetween } from '#shared/domain/working-days.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CycleNotice } from '../../db/repositories/cycle-notices.ts';
import type { RuleReader } from '../../db/repositories/dated-rules.ts';

/** Code of the dated rule. */
const noticeRule = 'result.notice';

export interface NoticePeriod {
  rule: LimitRule;
  until: string;
  certain: boolean;
}

/** The period of a notice that begins on a day. @throws AppError `notice.noRule` */
export const periodFrom = ({ table, calendar }: RuleReader, from: string): NoticePeriod => {
  const rule = findLimit(table, noticeRule, from);
  if (rule === null) throw new AppError('notice.noRule', { from });
  const { dueOn, certain } = openClock(from, rule, calendar);
  return { rule, until: dueOn, certain };
};

export type NoticeState = 'coming' | 'running' | 'over' | 'ended';

/** It is over from the day after its last one. */
export const noticeState = ({ from, until, endedOn }: CycleNotice, today: string): NoticeState => {
  if (endedOn !== null) return 'ended';
  if (today < from) return 'coming';
  return today <= until ? 'running' : 'over';
};

/** Working days left after today: 0 on the last day. */
export const daysLeft = (notice: CycleNotice, today: string, calendar: WorkingCalendar): number =>
  noticeState(notice, today) === 'running' || noticeState(notice, today) === 'coming'
    ? workingDaysBetween(today, notice.until, calendar)
    : 0;

/** A notice that has not come to its end. */
export const unfinished = (notices: readonly CycleNotice[], today: string): CycleNotice | null =>
  notices.find((notice) => ['coming', 'running'].includes(noticeState(notice, today))) ?? null;
