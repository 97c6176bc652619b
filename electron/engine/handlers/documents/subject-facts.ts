/** What the database knows about the subject of a letter, for its fields. */

import type { DocumentSubject } from '#shared/contract/operations/documents.ts';
import { cycleSubjectId } from '#shared/documents/cycle-subject.ts';
import { documentTypes } from '#shared/domain/code-lists.ts';
import { formatWan } from '#shared/domain/money.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type LedgerRow, valuesOf } from '#shared/ledgers/ledger-row.ts';
import { ledgerNamed } from '#shared/ledgers/ledgers.ts';
import { openFields, textOf } from '#shared/ledgers/values.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import { createLedgerReader } from '../../db/repositories/ledger-rows.ts';
import { createOfficialReader } from '../../db/repositories/officials.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { requireBody } from '../archive/bodies.ts';
import { requireRecord } from '../archive/records.ts';
import { objectionScores } from '../cycle-notice/objection-scores.ts';
import type { UnitScore } from '../cycle-notice/unit-scores.ts';
import { factsOfCycle } from './cycle-facts.ts';
import type { SubjectFacts } from './document-kind.ts';

const factsOfRecord = (db: ReadDb, id: string): SubjectFacts => {
  const record = requireRecord(db, id);
  const bodyName = createBodyReader(db).nameOf(record.bodyUscc) ?? '';
  const official = record.officialId === null ? null : createOfficialReader(db).findShown(record.officialId);
  return {
    bodyName,
    uscc: record.bodyUscc,
    matter: record.title,
    facts: record.factSummary,
    documentType: documentTypes[record.documentType],
    documentNo: record.documentNo,
    issuingOrgan: record.issuingOrgan,
    decisionDate: record.decisionDate,
    rectifyDueOn: record.rectifyDueOn ?? '',
    dueOn: record.rectifyDueOn ?? record.objectionDueOn ?? '',
    objectionFiledOn: record.objectionFiledOn ?? '',
    publicFrom: record.publicFrom ?? '',
    publicMaxUntil: record.publicMaxUntil ?? '',
    responsiblePersons: record.responsiblePersons ?? '',
    applicant: official?.name ?? bodyName,
  };
};

/** @throws AppError `ledger.rowUnknown` */
const requireRow = (db: ReadDb, id: string): LedgerRow => {
  const row = createLedgerReader(db).find(id);
  if (row === null) throw new AppError('ledger.rowUnknown', { noun: '事项' });
  return row;
};

/** The cycle, and what became of the scores: both of them once a corrected result was sealed. */
const factsOfObjection = (db: ReadDb, row: LedgerRow): SubjectFacts => {
  const values = valuesOf(row);
  const cycle = textOf(values, 'cycle');
  if (cycle === null || createCycleReader(db).findByCode(cycle) === null) return {};
  const scores = objectionScores(db, row);
  const change = (unit: string, pick: (score: UnitScore) => string | number | null): string => {
    const [before, after] = [scores?.before, scores?.after].map((score) => (score ? pick(score) : null));
    if (before === null || before === undefined || after === null || after === undefined) return '';
    return before === after ? `维持${after}${unit}不变` : `由${before}${unit}改为${after}${unit}`;
  };
  const indicator = textOf(values, 'indicator');
  const original = textOf(values, 'scoreBefore');
  const kept = textOf(values, 'outcome') === 'maintained' && original !== null;
  return {
    ...factsOfCycle(db, cycleSubjectId({ cycle, unit: null })),
    matter: indicator ?? '总分和等次',
    scoreChange: kept
      ? `维持${original}分不变`
      : change('分', ({ leaf, total }) => (indicator === null ? total : leaf)),
    totalChange: change('分', ({ total }) => total),
    placeChange: change('名', ({ rank }) => (rank === null ? null : `第${rank}`)),
  };
};

const factsOfRow = (db: ReadDb, id: string): SubjectFacts => {
  const row = requireRow(db, id);
  const record = row.recordId === null ? {} : factsOfRecord(db, row.recordId);
  const bodyName =
    row.bodyUscc === null ? undefined : (createBodyReader(db).nameOf(row.bodyUscc) ?? undefined);
  const cycle = row.ledger === 'scoreObjections' ? factsOfObjection(db, row) : {};
  const known = {
    bodyName,
    uscc: row.bodyUscc ?? undefined,
    matter: row.title?.replace(/^关于(.+)的(?:通报|通知|公示|函|提醒函)$/, '$1') ?? undefined,
    dueOn: row.dueOn ?? undefined,
    rectifyDueOn: row.dueOn ?? undefined,
  };
  return {
    ...record,
    ...cycle,
    ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
  };
};

/**
 * What a ledger's row says, by the title of each column: a letter's field of the same name is filled from it. Values about
 * private persons stay out.
 */
export const columnsOf = (db: ReadDb, { kind, id }: DocumentSubject): ReadonlyMap<string, string> => {
  if (kind !== 'ledger') return new Map();
  const row = requireRow(db, id);
  const definition = ledgerNamed(row.ledger);
  if (definition === null) return new Map();
  const values = valuesOf(row);
  return new Map(
    openFields(definition).flatMap(([key, field]): [string, string][] => {
      const value = values[key] ?? null;
      if (value === null || value === '') return [];
      const text =
        field.kind === 'choice'
          ? (field.list[String(value)] ?? String(value))
          : field.kind === 'money'
            ? formatWan(Number(value))
            : field.kind === 'yesNo'
              ? value === true
                ? '是'
                : '否'
              : String(value);
      return [field.title, ...(field.also ?? [])].map((title) => [title, text]);
    }),
  );
};

/** @throws AppError when the subject is not there */
export const factsOf = (db: ReadDb, { kind, id }: DocumentSubject): SubjectFacts => {
  switch (kind) {
    case 'record':
      return factsOfRecord(db, id);
    case 'body': {
      const { name, uscc } = requireBody(db, id);
      return { bodyName: name, uscc, applicant: name };
    }
    case 'official': {
      const official = createOfficialReader(db).findShown(id);
      if (official === null) throw new AppError('official.unknown', { official: id });
      return {
        bodyName: createBodyReader(db).nameOf(official.bodyUscc) ?? '',
        uscc: official.bodyUscc,
        responsiblePersons: official.name,
        applicant: official.name,
      };
    }
    case 'ledger':
      return factsOfRow(db, id);
    case 'cycle':
      return factsOfCycle(db, id);
    case 'eligibility':
    case 'none':
      return {};
  }
};
