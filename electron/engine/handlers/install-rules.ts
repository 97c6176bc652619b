/**
 * Puts the rules and holidays that come with the program into an office's database when it is opened: all of them into
 * a new folder, and what an upgrade brought into one that is in use. What the office has changed is its own: a rule of
 * which one version was entered here, and a year that was entered here, are left as they are.
 */

import type { Rule } from '#shared/domain/rule-table.ts';
import type { CalendarYear } from '#shared/domain/working-days.ts';
import { createAuditLog } from '../db/audit-log.ts';
import { canonicalJson } from '../db/content-hash.ts';
import type { CreditDatabase } from '../db/open-database.ts';
import { createHolidayReader, createHolidayRepository } from '../db/repositories/holidays.ts';
import { createTimeRuleReader, createTimeRuleRepository } from '../db/repositories/time-rules.ts';
import type { ReadDb } from '../db/transaction.ts';

export interface BundledRules {
  rules: readonly Rule[];
  years: readonly CalendarYear[];
}

const byCode = (rules: readonly Rule[]): Map<string, Rule[]> => {
  const groups = new Map<string, Rule[]>();
  for (const rule of rules) groups.set(rule.code, [...(groups.get(rule.code) ?? []), rule]);
  return groups;
};

const inOrder = (rules: readonly Rule[]): Rule[] =>
  rules.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));

/** What of the bundled data is not in the database as it is, and may be put there. */
const missingFrom = (db: ReadDb, { rules, years }: BundledRules) => {
  const stored = createTimeRuleReader(db).list();
  const own = new Set(stored.filter(({ origin }) => origin === 'office').map(({ rule }) => rule.code));
  const present = byCode(stored.map(({ rule }) => rule));
  const newRules = [...byCode(rules)].filter(
    ([code, versions]) =>
      !own.has(code) && canonicalJson(inOrder(versions)) !== canonicalJson(present.get(code) ?? []),
  );
  const holidays = createHolidayReader(db);
  const held = new Map(holidays.years().map((year) => [year.year, year]));
  const newYears = years.filter(({ year, document, standing, days }) => {
    const known = held.get(year);
    if (known === undefined) return true;
    if (known.origin === 'office') return false;
    if (known.document !== document || known.standing !== standing) return true;
    return canonicalJson(holidays.days(year)) !== canonicalJson(days);
  });
  return { newRules, newYears };
};

/**
 * Brings the database's bundled rules and years up to those of the program. Nothing is written when nothing differs.
 * @param actor who opened the database, for the audit log
 */
export const installBundledRules = (database: CreditDatabase, bundled: BundledRules, actor: string): void => {
  const { newRules, newYears } = missingFrom(database.reader, bundled);
  if (newRules.length === 0 && newYears.length === 0) return;
  database.write((tx) => {
    const rules = createTimeRuleRepository(tx);
    for (const [code, versions] of newRules) rules.replaceBundled(code, inOrder(versions));
    const holidays = createHolidayRepository(tx);
    for (const year of newYears) holidays.replace(year, 'bundled');
    createAuditLog(tx).append({
      actor,
      action: 'rules.install',
      subject: null,
      details: { rules: newRules.length, years: newYears.length },
    });
  });
};
