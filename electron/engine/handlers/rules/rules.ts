/** 期限规则、节假日: changed by new versions, never written over. */
import type { RuleChange, ruleOperations } from '#shared/contract/operations/rules.ts';
import { planVersion } from '#shared/domain/dated-versions.ts';
import { dayInChina, weekday } from '#shared/domain/dates.ts';
import type { Rule } from '#shared/domain/rule-table.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { createHolidayReader, createHolidayRepository } from '../../db/repositories/holidays.ts';
import {
  createTimeRuleReader,
  createTimeRuleRepository,
  type StoredRule,
} from '../../db/repositories/time-rules.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { readArrangement } from './read-arrangement.ts';

/** @throws AppError `rule.unknown` */
const requireVersions = (versions: StoredRule[], code: string): [StoredRule, ...StoredRule[]] => {
  const [first, ...others] = versions;
  if (first === undefined) throw new AppError('rule.unknown', { rule: code });
  return [first, ...others];
};

/** The new version: what stays the same is taken from the versions that are there. */
const changedRule = ({ rule }: StoredRule, change: RuleChange): Rule => {
  const { code, name } = rule;
  if (rule.kind === 'publicity' && change.kind === 'publicity') {
    const { minimumMonths, maximumMonths } = change;
    if (minimumMonths !== null && maximumMonths !== null && minimumMonths > maximumMonths) {
      throw new AppError('rule.periodReversed', { minimum: minimumMonths, maximum: maximumMonths });
    }
    return { ...change, code, name, severity: rule.severity, validTo: null };
  }
  if (rule.kind === 'limit' && change.kind === 'limit') return { ...change, code, name, validTo: null };
  throw new AppError('rule.kindDiffers', { rule: name });
};

export const ruleHandlers: HandlersOf<typeof ruleOperations> = {
  'rules.list': ({ db, now }) => ({
    today: dayInChina(now()),
    versions: createTimeRuleReader(db).list(),
  }),

  'rules.put': (context, { code, change }) =>
    context.write((tx) => {
      const rules = createTimeRuleRepository(tx);
      const versions = requireVersions(rules.versions(code), code);
      const rule = changedRule(versions[versions.length - 1] ?? versions[0], change);
      const plan = planVersion(
        versions.map((version) => version.rule),
        rule.validFrom,
      );
      if (!plan.allowed) {
        throw new AppError('rule.overlaps', { rule: rule.name, present: plan.present.validFrom });
      }
      if (plan.closes !== null) rules.setEnd(plan.closes.version, plan.closes.endsOn);
      rules.add(rule);
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'rules.put',
        subject: code,
        details: { validFrom: rule.validFrom },
      });
      return { previousEndsOn: plan.closes?.endsOn ?? null };
    }),

  'rules.withdraw': (context, { code, validFrom }) =>
    context.write((tx) => {
      const rules = createTimeRuleRepository(tx);
      const versions = requireVersions(rules.versions(code), code).map(({ rule }) => rule);
      const at = versions.findIndex((rule) => rule.validFrom === validFrom);
      const version = versions[at];
      if (version === undefined) throw new AppError('rule.unknown', { rule: code });
      if (validFrom <= dayInChina(context.now())) {
        throw new AppError('rule.inForce', { rule: version.name, validFrom });
      }
      rules.remove(version);
      // It was ended only because of the version that is taken back.
      const before = versions[at - 1];
      if (before !== undefined) rules.setEnd(before, version.validTo);
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'rules.withdraw',
        subject: code,
        details: { validFrom },
      });
      return {};
    }),

  'holidays.years': ({ db, now }) => {
    const today = dayInChina(now());
    const years = createHolidayReader(db).years();
    const nextYear = Number(today.slice(0, 4)) + 1;
    const first = Math.min(nextYear, ...years.map(({ year }) => year));
    const held = new Set(years.map(({ year }) => year));
    const missing = Array.from({ length: nextYear - first + 1 }, (_, index) => first + index).filter(
      (year) => !held.has(year),
    );
    return { today, years, missing };
  },

  'holidays.read': ({ db }, { year }) => {
    const holidays = createHolidayReader(db);
    return { held: holidays.years().find((held) => held.year === year) ?? null, days: holidays.days(year) };
  },

  'holidays.put': (context, { arrangement, add }) => {
    const wrong = arrangement.days.find(({ day, kind }) => kind === 'worked' && weekday(day) <= 5);
    if (wrong !== undefined) throw new AppError('holiday.workedOnWeekday', { day: wrong.day });
    return context.write((tx) => {
      const holidays = createHolidayRepository(tx);
      const { year } = arrangement;
      const held = holidays.years().find((candidate) => candidate.year === year);
      if (add && held === undefined) throw new AppError('holiday.yearMissing', { year });
      const named = new Set(arrangement.days.map(({ day }) => day));
      const days = add
        ? [...holidays.days(year).filter(({ day }) => !named.has(day)), ...arrangement.days]
        : arrangement.days;
      holidays.replace(add && held !== undefined ? { ...held, days } : { ...arrangement, days }, 'office');
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'holidays.put',
        subject: String(year),
        details: { year, days: days.length },
      });
      const count = (wanted: string) => days.filter(({ kind }) => kind === wanted).length;
      return { off: count('off'), worked: count('worked') };
    });
  },

  'holidays.remove': (context, { year }) =>
    context.write((tx) => {
      const holidays = createHolidayRepository(tx);
      if (!holidays.years().some((held) => held.year === year)) {
        throw new AppError('holiday.yearMissing', { year });
      }
      holidays.remove(year);
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'holidays.remove',
        subject: String(year),
        details: { year },
      });
      return {};
    }),

  'holidays.readFile': async (context, { file }) =>
    readArrangement(context, context.files.resolve(file, 'read')),
};
