/** What the quality of the data is judged against: today, the rule for entering records, the catalogue. */
import { openClock } from '#shared/domain/clocks.ts';
import { addDays } from '#shared/domain/dates.ts';
import { findLimit, type LimitRule } from '#shared/domain/rule-table.ts';
import { createRuleReader } from '../../db/repositories/dated-rules.ts';
import { createQualityReader, type QualityBasis } from '../../db/repositories/quality.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { loadQualityRules } from '../../resources.ts';

/** The rule by which 及时性 is judged. */
export const entryRuleCode = 'record.entry';

/** The first identifier (UUIDv7: its first 48 bits are milliseconds) that can be made after a day in China has ended. */
const firstAfter = (day: string): string => {
  const ms = Date.parse(`${addDays(day, 1)}T00:00:00+08:00`);
  const hex = ms.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
};

/** The instant at which a row was entered, as its identifier tells it; null for identifiers of another kind. */
export const enteredAt = (id: string): string | null =>
  id.charAt(14) === '7'
    ? new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toISOString()
    : null;

export const entryRuleOn = (db: ReadDb, day: string): LimitRule | null =>
  findLimit(createRuleReader(db).table, entryRuleCode, day);

/** @param today `yyyy-mm-dd` */
export const qualityBasis = (db: ReadDb, today: string): QualityBasis => {
  const { table, calendar } = createRuleReader(db);
  return {
    today,
    items: loadQualityRules().itemsWithAmount,
    entryDue: createQualityReader(db)
      .decisionDates()
      .flatMap((day) => {
        const rule = findLimit(table, entryRuleCode, day);
        return rule === null ? [] : [[day, firstAfter(openClock(day, rule, calendar).dueOn)] as const];
      }),
  };
};
