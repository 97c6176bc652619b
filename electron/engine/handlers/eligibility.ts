/** 资格审查: finds who is meant, judges by the dated rules, keeps the check, and lets a person answer for it. */
import { eligibilityLimit, type eligibilityOperations } from '#shared/contract/operations/eligibility.ts';
import { checkCitizenId } from '#shared/domain/citizen-id.ts';
import { normaliseCode } from '#shared/domain/code-text.ts';
import {
  type EligibilityPurpose,
  type EligibilityRule,
  judgeEligibility,
  rulesFor,
} from '#shared/domain/eligibility.ts';
import type { CreditRecord } from '#shared/domain/entities.ts';
import type { RuleTable } from '#shared/domain/rule-table.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { LedgerRow } from '#shared/ledgers/ledger-row.ts';
import { createAuditLog } from '../db/audit-log.ts';
import { maskPersonal } from '../db/identity-vault.ts';
import { createBodyReader } from '../db/repositories/bodies.ts';
import { createRuleReader } from '../db/repositories/dated-rules.ts';
import {
  createEligibilityReader,
  createEligibilityRepository,
  type EligibilityCheck,
  type EligibilityHead,
  type EligibilityResult,
} from '../db/repositories/eligibility-checks.ts';
import { createLedgerReader } from '../db/repositories/ledger-rows.ts';
import { createFileItemReader } from '../db/repositories/official-file-items.ts';
import { createOfficialReader, type ShownOfficial } from '../db/repositories/officials.ts';
import { createRecordReader } from '../db/repositories/records.ts';
import type { ReadDb } from '../db/transaction.ts';
import { loadEligibilityRules } from '../resources.ts';
import type { JobContext } from '../runtime/context.ts';
import type { HandlersOf } from '../runtime/dispatch.ts';
import { openLastGrades } from './assessment/final-grades.ts';

/** What was typed in one line: a number or a name, and perhaps the unit. */
const partsOf = (typed: string): { who: string; unit: string } => {
  const [who = '', ...rest] = typed.split(/[\s,，、;；（()）]+/).filter((part) => part !== '');
  return { who, unit: rest.join('') };
};

type Found =
  | { kind: 'body'; uscc: string; name: string }
  | { kind: 'official'; official: ShownOfficial; unitName: string }
  | { kind: 'several'; count: number }
  | { kind: 'none' };

const createFinder = (db: ReadDb, names: readonly string[]) => {
  const bodies = createBodyReader(db);
  const officials = createOfficialReader(db);
  const outlines = bodies.outlines();
  const byName = new Map<string, { uscc: string; name: string }[]>();
  for (const { uscc, name, shortName } of outlines) {
    for (const key of new Set([name, ...(shortName === null ? [] : [shortName])])) {
      byName.set(key, [...(byName.get(key) ?? []), { uscc, name }]);
    }
  }
  const people = officials.findAllNamed(names);
  const unitOf = ({ bodyUscc }: { bodyUscc: string }): string => bodies.nameOf(bodyUscc) ?? '';
  const one = (found: readonly ShownOfficial[]): Found => {
    const [official] = found;
    if (official === undefined) return { kind: 'none' };
    if (found.length > 1) return { kind: 'several', count: found.length };
    return { kind: 'official', official, unitName: unitOf(official) };
  };
  return (typed: string): Found => {
    const { who, unit } = partsOf(typed);
    const code = normaliseCode(who);
    const body = bodies.findByUscc(code);
    if (body !== null) return { kind: 'body', uscc: body.uscc, name: body.name };
    if (checkCitizenId(code).valid) {
      const found = officials.findByCitizenNumber(code);
      return one(found.flatMap(({ id }) => officials.findShown(id) ?? []));
    }
    const [named, ...others] = byName.get(typed.trim()) ?? byName.get(who) ?? [];
    if (named !== undefined) {
      return others.length > 0 ? { kind: 'several', count: others.length + 1 } : { kind: 'body', ...named };
    }
    const found = people.get(who) ?? [];
    return one(unit === '' ? found : found.filter((official) => unitOf(official).includes(unit)));
  };
};

const nobody = (typed: string, text: string): EligibilityResult => ({
  typed,
  kind: null,
  subject: null,
  name: maskedTyped(typed),
  unitName: '',
  outcome: 'review',
  reasons: [{ rule: '审查对象不明', outcome: 'review', text, basis: '本系统建议值', record: null }],
  decided: null,
});

/** A line as it may be shown: whatever could be a citizen or telephone number is masked. */
const maskedTyped = (typed: string): string =>
  typed.replace(/\d[\d ]{9,}[\dXx]/g, (number) => maskPersonal(number.replaceAll(' ', '')));

interface Judging {
  db: ReadDb;
  /** The last grade that counts, by body. */
  lastGradeOf: ReturnType<typeof openLastGrades>;
  rules: readonly EligibilityRule[];
  limits: RuleTable;
  asOf: string;
}

/** Rows about a subject in the ledgers that the rules ask about. */
const rowsAbout = (
  { db, rules }: Judging,
  about: { bodyUscc: string } | { officialId: string },
): LedgerRow[] => {
  const asked = new Set(rules.flatMap(({ when }) => (when.kind === 'ledgerRow' ? [when.ledger] : [])));
  return [...asked].flatMap((ledger) => [...createLedgerReader(db).stream({ ...about, ledger })]);
};

const judge = (judging: Judging, typed: string, found: Found): EligibilityResult => {
  const { db, rules, limits, asOf, lastGradeOf } = judging;
  const records = createRecordReader(db);
  const all = (filter: Parameters<typeof records.stream>[0]): CreditRecord[] => [...records.stream(filter)];
  switch (found.kind) {
    case 'none':
      return nobody(typed, '本库没有这个单位或者人员的档案，请核对名称，或者先登记');
    case 'several':
      return nobody(typed, `同名的有 ${found.count} 个，请在名称后写明所在单位，或者改填代码、身份证号`);
    case 'body': {
      const { uscc, name } = found;
      const subject = {
        kind: 'body' as const,
        name,
        records: all({ bodyUscc: uscc, subjectType: 'body' }),
        bodyRecords: [],
        fileItems: [],
        ledgerRows: rowsAbout(judging, { bodyUscc: uscc }).filter(({ officialId }) => officialId === null),
        lastGrade: lastGradeOf(uscc),
      };
      return {
        typed,
        kind: 'body',
        subject: uscc,
        name,
        unitName: '',
        ...judgeEligibility(subject, rules, asOf, limits),
        decided: null,
      };
    }
    case 'official': {
      const { official, unitName } = found;
      const subject = {
        kind: 'official' as const,
        name: official.name,
        records: all({ officialId: official.id }),
        bodyRecords: all({ bodyUscc: official.bodyUscc, subjectType: 'body', polarity: 'negative' }),
        fileItems: createFileItemReader(db).listOf(official.id),
        ledgerRows: rowsAbout(judging, { officialId: official.id }),
        lastGrade: lastGradeOf(official.bodyUscc),
      };
      return {
        typed,
        kind: 'official',
        subject: official.id,
        name: official.name,
        unitName,
        ...judgeEligibility(subject, rules, asOf, limits),
        decided: null,
      };
    }
  }
};

const makeCheck = async (
  context: JobContext,
  { purpose, asOf }: { purpose: EligibilityPurpose; asOf: string },
  typed: readonly string[],
): Promise<{ id: string }> => {
  const lines = [...new Set(typed.map((line) => line.trim()).filter((line) => line !== ''))];
  if (lines.length === 0) throw new AppError('eligibility.nobody', {});
  if (lines.length > eligibilityLimit) {
    throw new AppError('eligibility.tooMany', { count: lines.length, limit: eligibilityLimit });
  }
  const { db } = context;
  const judging = {
    db,
    rules: rulesFor(loadEligibilityRules(), purpose, asOf),
    limits: createRuleReader(db).table,
    asOf,
    lastGradeOf: openLastGrades(db, asOf),
  };
  const find = createFinder(
    db,
    lines.map((line) => partsOf(line).who),
  );
  const checkpoint = context.progress.phase('eligibility.subjects');
  const results: EligibilityResult[] = [];
  for (const line of lines) {
    results.push(judge(judging, line, find(line)));
    await checkpoint(results.length, lines.length);
  }
  return context.write((tx) => {
    const id = createEligibilityRepository(tx).add({ purpose, asOf, madeBy: context.actor }, results);
    createAuditLog(tx).append({
      actor: context.actor,
      action: 'eligibility.check',
      subject: id,
      details: { purpose, units: results.length },
    });
    return { id };
  });
};

/** @throws AppError `eligibility.unknown` */
const requireCheck = (db: ReadDb, id: string): EligibilityCheck => {
  const check = createEligibilityReader(db).find(id);
  if (check === null) throw new AppError('eligibility.unknown', {});
  return check;
};

const shownHead = ({ passed, failed, toReview, confirmedAt, confirmedBy, ...head }: EligibilityHead) => ({
  ...head,
  counts: { pass: passed, fail: failed, review: toReview },
  confirmed: confirmedAt === null ? null : { at: confirmedAt, by: confirmedBy ?? '' },
});

export const eligibilityHandlers: HandlersOf<typeof eligibilityOperations> = {
  'eligibility.check': (context, { purpose, asOf, subjects }) =>
    makeCheck(context, { purpose, asOf }, subjects),

  'eligibility.repeat': (context, { id, asOf }) => {
    const { purpose, results } = requireCheck(context.db, id);
    return makeCheck(
      context,
      { purpose, asOf },
      results.map(({ typed }) => typed),
    );
  },

  'eligibility.read': ({ db }, { id }) => {
    const { results, ...head } = requireCheck(db, id);
    return {
      check: shownHead(head),
      subjects: results.map((result, index) => ({
        ...result,
        typed: maskedTyped(result.typed),
        ordinal: index + 1,
      })),
    };
  },

  'eligibility.list': ({ db }, { cursor, limit }) => {
    const heads = createEligibilityReader(db).list(limit, cursor ?? undefined);
    return { rows: heads.map(shownHead), next: heads.length < limit ? null : (heads.at(-1)?.id ?? null) };
  },

  'eligibility.rules': (_, { purpose, asOf }) => ({
    rules: rulesFor(loadEligibilityRules(), purpose, asOf).map(
      ({ code, name, outcome, basis, standing }) => ({ code, name, outcome, basis, standing }),
    ),
  }),

  'eligibility.decide': (context, { id, ordinal, outcome, note }) =>
    context.write((tx) => {
      const check = requireCheck(tx, id);
      if (check.confirmedAt !== null) throw new AppError('eligibility.confirmed', {});
      if (ordinal > check.results.length) throw new AppError('eligibility.unknown', {});
      const results = check.results.map((result, index) =>
        index + 1 === ordinal ? { ...result, decided: outcome === null ? null : { outcome, note } } : result,
      );
      createEligibilityRepository(tx).setResults(id, results);
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'eligibility.decide',
        subject: id,
        details: { count: ordinal, result: outcome ?? '' },
      });
      return { id };
    }),

  'eligibility.confirm': (context, { id }) =>
    context.write((tx) => {
      const { toReview } = requireCheck(tx, id);
      if (toReview > 0) throw new AppError('eligibility.undecided', { count: toReview });
      createEligibilityRepository(tx).confirm(id, context.actor);
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'eligibility.confirm',
        subject: id,
        details: {},
      });
      return { id };
    }),
};
