/** What the database knows about the subject of a letter, for its fields. */

import type { DocumentSubject } from '#shared/contract/operations/documents.ts';
import type { FactName } from '#shared/documents/letter-template.ts';
import { documentTypes } from '#shared/domain/code-lists.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createOfficialReader } from '../../db/repositories/officials.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { requireBody } from '../archive/bodies.ts';
import { requireRecord } from '../archive/records.ts';

export type SubjectFacts = Partial<Record<FactName, string>>;

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
    case 'eligibility':
    case 'none':
      return {};
  }
};
