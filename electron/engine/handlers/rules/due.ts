/** 期限: what runs and what is overdue, how early to warn, and the step of the day. */
import { z } from 'zod';
import { type DueMatterKind, dueMatterKind, type dueOperations } from '#shared/contract/operations/due.ts';
import { readClock } from '#shared/domain/clocks.ts';
import type { Severity } from '#shared/domain/code-lists.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import { findLimit, inForce, type RuleTable } from '#shared/domain/rule-table.ts';
import { addWorkingDays, holdsYearOf, type WorkingCalendar } from '#shared/domain/working-days.ts';
import { lastDayOf, type StoredClock } from '#shared/ledgers/clocks.ts';
import { ledgerNamed } from '#shared/ledgers/ledgers.ts';
import { dueNextWords } from '#shared/words/zh-CN/clocks.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { createRuleReader, type RuleReader } from '../../db/repositories/dated-rules.ts';
import {
  createDueReader,
  createWarningRepository,
  type DueDays,
  type DueMatter,
} from '../../db/repositories/due-matters.ts';
import { createRecordRepository } from '../../db/repositories/records.ts';
import { createRowHistory } from '../../db/repositories/row-history.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { loadWarnings, type WarningDays } from '../../resources.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { liftMeasures } from '../ledgers/measure-rules.ts';
import { given, nextCursor, readCursor } from '../paging.ts';

const position = z.strictObject({ dueOn: z.string(), id: z.string(), kind: z.string() });

const suggestedDays = ({ kinds, usual }: WarningDays, kind: string): number => kinds[kind] ?? usual;

/** The day up to which a matter of each kind counts as near. */
const daysOf = (db: ReadDb, today: string, calendar: WorkingCalendar): DueDays => {
  const suggested = loadWarnings();
  const own = createDueReader(db).warnings();
  const ahead = (kind: string): number => own.get(kind) ?? suggestedDays(suggested, kind);
  const dayAfter = (days: number): string =>
    days === 0 ? today : addWorkingDays(today, days, calendar).date;
  return {
    today,
    horizons: Object.fromEntries(dueMatterKind.options.map((kind) => [kind, dayAfter(ahead(kind))])),
    horizon: dayAfter(suggested.usual),
  };
};

interface Told {
  unit: 'workingDays' | 'days';
  certain: boolean;
  next: string;
  basis: string | null;
}

const told = (matter: DueMatter, table: RuleTable, calendar: WorkingCalendar): Told => {
  if (matter.source === 'ledger') return toldByLedger(matter);
  const kind = matter.kind as keyof typeof dueNextWords;
  const usual = { unit: 'days', certain: true, next: dueNextWords[kind], basis: null } as const;
  if (kind === 'objection') {
    const rule = findLimit(table, 'objection.handling', matter.startedOn ?? matter.dueOn);
    const certain = holdsYearOf(matter.dueOn, calendar);
    return { unit: 'workingDays', certain, next: rule?.afterwards ?? usual.next, basis: rule?.basis ?? null };
  }
  if (kind === 'rectification') return usual;
  const rule = table.rules.find(
    (candidate) =>
      candidate.kind === 'publicity' &&
      candidate.severity === (matter.severity as Severity) &&
      inForce(candidate, matter.decisionDate ?? matter.dueOn),
  );
  const next = kind === 'publicity' ? (rule?.afterwards ?? usual.next) : usual.next;
  return { ...usual, next, basis: rule?.basis ?? null };
};

const toldByLedger = ({ ledger, dueOn, clocks }: DueMatter): Told => {
  const running = (JSON.parse(clocks ?? '[]') as StoredClock[]).find(
    (clock) => clock.endedOn === null && lastDayOf(clock) === dueOn,
  );
  const definition = ledgerNamed(ledger ?? '');
  return {
    unit: running?.unit ?? 'days',
    certain: running === undefined || running.extendedTo !== null || running.certain,
    next: (running === undefined ? undefined : definition?.clocks[running.code]?.next) ?? '',
    basis: running === undefined || running.ruleCode === null ? null : running.basis,
  };
};

const shown = (matter: DueMatter, days: DueDays, { table, calendar }: RuleReader) => {
  const { unit, certain, next, basis } = told(matter, table, calendar);
  const { dueOn } = matter;
  const reading = readClock({ dueOn, certain, unit }, { today: days.today, calendar });
  const near = dueOn <= (days.horizons[matter.kind] ?? days.horizon);
  const ledger = matter.ledger === null ? null : ledgerNamed(matter.ledger);
  return {
    kind: matter.kind as DueMatterKind,
    source: matter.source,
    id: matter.id,
    ledger: matter.ledger,
    title: matter.title === '' ? (ledger?.noun ?? '') : matter.title,
    number: matter.number,
    bodyUscc: matter.bodyUscc,
    bodyName: matter.bodyName,
    dueOn,
    urgency:
      reading.state === 'overdue' ? ('overdue' as const) : near ? ('soon' as const) : ('later' as const),
    remaining: reading.remaining,
    unit: reading.unit,
    certain,
    next,
    basis,
  };
};

export const dueHandlers: HandlersOf<typeof dueOperations> = {
  'due.list': ({ db, now }, { cursor, limit, ...filter }) => {
    const today = dayInChina(now());
    const rules = createRuleReader(db);
    const days = daysOf(db, today, rules.calendar);
    const rows = createDueReader(db).list(given(filter), days, limit, readCursor(cursor, position));
    const at = ({ dueOn, id, kind }: DueMatter) => JSON.stringify({ dueOn, id, kind });
    return {
      today,
      rows: rows.filter(isKnown).map((row) => shown(row, days, rules)),
      next: nextCursor(rows, limit, at),
    };
  },

  'due.summary': ({ db, now }, { bodyUscc }) => {
    const today = dayInChina(now());
    const days = daysOf(db, today, createRuleReader(db).calendar);
    const kinds = createDueReader(db).counts(bodyUscc, days).filter(isKnown);
    return { today, kinds: kinds.map((count) => ({ ...count, kind: count.kind as DueMatterKind })) };
  },

  'due.settings': ({ db }) => {
    const suggested = loadWarnings();
    const own = createDueReader(db).warnings();
    return {
      settings: dueMatterKind.options.filter(isWarnedOf).map((kind) => ({
        kind,
        workingDaysAhead: own.get(kind) ?? suggestedDays(suggested, kind),
        changed: own.has(kind),
      })),
    };
  },

  'due.changeSettings': (context, { settings }) =>
    context.write((tx) => {
      const suggested = loadWarnings();
      const warnings = createWarningRepository(tx);
      for (const { kind, workingDaysAhead: days } of settings) {
        warnings.set(kind, days === suggestedDays(suggested, kind) ? null : days);
      }
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'due.changeSettings',
        subject: null,
        details: { rows: settings.length },
      });
      return {};
    }),

  'records.expire': (context) => {
    const today = dayInChina(context.now());
    const due = (db: ReadDb, office: string) => createDueReader(db).pastPublicity(office, today);
    return context.write((tx) => {
      const over = due(tx, tx.origin().office);
      if (over.length === 0) return { today, expired: 0 };
      const records = createRecordRepository(tx);
      const history = createRowHistory(tx);
      for (const id of over) {
        const present = records.find(id);
        if (present === null) continue;
        records.update(id, { ...present, status: 'expired' });
        history.keep('credit_records', present, context.actor);
        liftMeasures(tx, id, today, '公示期满', { actor: context.actor, now: context.now(), handler: null });
      }
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'records.expire',
        subject: null,
        details: { rows: over.length, day: today },
      });
      return { today, expired: over.length };
    });
  },
};

/** A ledger that a newer version of the program made is not listed by this one. */
const isKnown = ({ kind }: { kind: string }): boolean =>
  (dueMatterKind.options as readonly string[]).includes(kind);

/** Kinds that anything can be due of: lists without limits are not, and objections are one kind wherever they are kept. */
const isWarnedOf = (kind: DueMatterKind): boolean => {
  const ledger = ledgerNamed(kind);
  return ledger === null || (kind !== 'objections' && Object.keys(ledger.clocks).length > 0);
};
