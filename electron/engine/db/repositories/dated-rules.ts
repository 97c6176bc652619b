/** The one reader of what deadlines and publicity periods are computed from. */
import type { RuleTable } from '#shared/domain/rule-table.ts';
import type { WorkingCalendar } from '#shared/domain/working-days.ts';
import type { ReadDb } from '../transaction.ts';
import { createHolidayReader } from './holidays.ts';
import { createTimeRuleReader } from './time-rules.ts';

/** What one call computes with: read once, when first asked for. */
export interface RuleReader {
  /** Every version of every rule; choose by code and date. */
  readonly table: RuleTable;
  /** The holiday arrangements that are held. */
  readonly calendar: WorkingCalendar;
}

export function createRuleReader(db: ReadDb): RuleReader {
  let table: RuleTable | null = null;
  let calendar: WorkingCalendar | null = null;
  return {
    get table() {
      table ??= createTimeRuleReader(db).table();
      return table;
    },
    get calendar() {
      calendar ??= createHolidayReader(db).calendar();
      return calendar;
    },
  };
}
