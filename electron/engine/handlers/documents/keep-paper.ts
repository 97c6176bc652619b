/** Keeps what a paper about an assessment cycle said, so that the archive of the cycle can hold it as it was issued. */
import type { DocumentSubject } from '#shared/contract/operations/documents.ts';
import { readCycleSubject } from '#shared/documents/cycle-subject.ts';
import type { DocumentPlan } from '#shared/documents/plan.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import { createConsequenceReader } from '../../db/repositories/grade-consequences.ts';
import { createIssuedPaperRepository } from '../../db/repositories/issued-papers.ts';
import { createLedgerReader } from '../../db/repositories/ledger-rows.ts';
import type { ReadDb, WriteTx } from '../../db/transaction.ts';
import type { DocumentKind } from './document-kind.ts';

/** The cycle that a ledger row names, or that it was made of the grades of. */
const cycleOfRow = (db: ReadDb, id: string): unknown =>
  createLedgerReader(db).find(id)?.details.cycle ?? createConsequenceReader(db).ofRow(id)?.cycleCode;

/** The cycle that a paper is about: its own subject, or that of its ledger row. */
const cycleOf = (db: ReadDb, { kind, id }: DocumentSubject): string | null => {
  const named = kind === 'cycle' ? readCycleSubject(id).cycle : kind === 'ledger' ? cycleOfRow(db, id) : null;
  return typeof named === 'string' && createCycleReader(db).findByCode(named) !== null ? named : null;
};

export interface WrittenPaper {
  subject: DocumentSubject;
  kind: Pick<DocumentKind, 'code' | 'name'>;
  plan: DocumentPlan;
  format: 'docx' | 'pdf';
  /** SHA-256 of the file, hex. */
  sha256: string;
  actor: string;
}

export const keepPaper = (
  tx: WriteTx,
  { subject, kind, plan, format, sha256, actor }: WrittenPaper,
): void => {
  const cycleCode = cycleOf(tx, subject);
  if (cycleCode === null) return;
  createIssuedPaperRepository(tx).add({
    cycleCode,
    document: kind.code,
    name: kind.name,
    subjectKind: subject.kind,
    subjectId: subject.id,
    plan: JSON.stringify(plan),
    format,
    sha256,
    actor,
  });
};
