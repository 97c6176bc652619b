/** 资格审查证明 of a confirmed check: of all its subjects, or of one. */
import { dayInChina } from '#shared/domain/dates.ts';
import { rulesFor } from '#shared/domain/eligibility.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createAuditReader } from '../../db/audit-log.ts';
import {
  conclusionOf,
  createEligibilityReader,
  type EligibilityCheck,
} from '../../db/repositories/eligibility-checks.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { buildCertificate } from '../../documents/eligibility-certificate.ts';
import { loadEligibilityRules } from '../../resources.ts';
import { type DocumentKind, type FormField, valuesOf } from './document-kind.ts';
import { countWritten } from './written-documents.ts';

/** Every subject of the check. */
const everyone = '0';

/** @throws AppError `eligibility.unknown` */
const requireCheck = (db: ReadDb, id: string): EligibilityCheck => {
  const check = createEligibilityReader(db).find(id);
  if (check === null) throw new AppError('eligibility.unknown', {});
  return check;
};

const formOf = (check: EligibilityCheck): FormField[] => [
  {
    name: 'who',
    label: '证明对象',
    kind: 'choice',
    required: true,
    choices: [
      { value: everyone, label: `全部 ${check.results.length} 个对象` },
      ...check.results.map(({ name, typed }, index) => ({
        value: String(index + 1),
        label: name === '' ? typed : name,
      })),
    ],
    value: check.results.length === 1 ? '1' : everyone,
  },
  { name: 'receiver', label: '使用单位', kind: 'text', required: false, choices: [], value: '' },
];

export const eligibilityCertificate: DocumentKind = {
  code: 'eligibilityCertificate',
  name: '资格审查证明',
  about: '评先评优、提拔任用等资格审查的结论和依据。',
  subjects: ['eligibility'],
  form: ({ db, subject }) => formOf(requireCheck(db, subject.id)),
  build: ({ db, subject, fields, today }) => {
    const check = requireCheck(db, subject.id);
    if (check.confirmedAt === null) throw new AppError('eligibility.notConfirmed', {});
    const values = valuesOf(formOf(check), fields);
    const chosen = Number(values.who ?? everyone);
    const results = chosen === 0 ? check.results : check.results.filter((_, index) => index + 1 === chosen);
    if (results.length === 0) throw new AppError('document.fieldsMissing', { names: ['证明对象'] });
    const kinds = new Set(results.map(({ kind }) => kind));
    const year = today.slice(0, 4);
    return buildCertificate({
      number: `${year}-${String(countWritten(db, 'eligibilityCertificate', year) + 1).padStart(4, '0')}`,
      purpose: check.purpose,
      asOf: check.asOf,
      confirmedOn: dayInChina(check.confirmedAt),
      officeName: createOfficeReader(db).get().name,
      receiver: values.receiver ?? '',
      subjects: results.map((result) => ({
        name: result.name,
        unitName: result.unitName,
        conclusion: conclusionOf(result),
        reasons: result.reasons,
        note: result.decided?.note ?? '',
      })),
      rules: rulesFor(loadEligibilityRules(), check.purpose, check.asOf).filter(({ appliesTo }) =>
        appliesTo.some((kind) => kinds.has(kind)),
      ),
      anchor: createAuditReader(db).head(),
    });
  },
};
