/** Making a document: which there are, what one says, and its bytes as Word or PDF. */
import { randomBytes } from 'node:crypto';
import type { DocumentSubject } from '#shared/contract/operations/documents.ts';
import type { DocumentPlan } from '#shared/documents/plan.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { loadPaperStyles } from '../../resources.ts';
import type { JobContext } from '../../runtime/context.ts';
import { creditReport } from './credit-report.ts';
import { type DocumentKind, requireSubject, valuesOf } from './document-kind.ts';
import { eligibilityCertificate } from './eligibility-certificate.ts';
import { letterKind, presentLetters } from './letters.ts';

/** Every document, reports before letters. */
export const documentKinds = (db: ReadDb): DocumentKind[] => [
  creditReport,
  eligibilityCertificate,
  ...presentLetters(db).map(({ template }) => letterKind(template)),
];

/** @throws AppError `document.unknown` */
export const requireKind = (db: ReadDb, code: string): DocumentKind => {
  const kind = documentKinds(db).find((candidate) => candidate.code === code);
  if (kind === undefined) throw new AppError('document.unknown', { document: code });
  return kind;
};

export interface Asked {
  document: string;
  subject: DocumentSubject;
  fields: Readonly<Record<string, string>>;
}

/** What a document says, the values it was made from, and which required ones are missing. */
export const prepare = (db: ReadDb, { document, subject, fields }: Asked, today: string) => {
  const kind = requireKind(db, document);
  requireSubject(kind, subject);
  const form = kind.form({ db, subject, today });
  const values = valuesOf(form, fields);
  const missing = form
    .filter(({ name, required }) => required && values[name] === '')
    .map(({ label }) => label);
  return { kind, values, missing, plan: kind.build({ db, subject, fields: values, today }) };
};

/** Where the page number stands, in millimetres above the paper's edge: 7 below the type area, and its own height. */
const pageNumberAt = { letter: 23, report: 13 } as const;

/** @throws AppError `document.pdfNeedsWindow`, `document.notPrinted` */
const pdfOf = async (context: JobContext, plan: DocumentPlan): Promise<Uint8Array> => {
  const { writePage } = await import('../../documents/write-page.ts');
  if (context.printPaper === null) throw new AppError('document.pdfNeedsWindow', {});
  const nonce = randomBytes(16).toString('base64');
  const pdf = await context.printPaper({
    markup: writePage(plan, loadPaperStyles(), nonce),
    nonce,
    pageNumberAt: pageNumberAt[plan.form],
  });
  if (pdf === null) throw new AppError('document.notPrinted', {});
  return pdf;
};

const docxOf = async (plan: DocumentPlan): Promise<Uint8Array> =>
  (await import('../../documents/write-docx.ts')).writeDocx(plan);

/** @throws AppError `document.pdfNeedsWindow`, `document.notPrinted` */
export const bytesOf = (
  context: JobContext,
  plan: DocumentPlan,
  format: 'docx' | 'pdf',
): Promise<Uint8Array> => (format === 'pdf' ? pdfOf(context, plan) : docxOf(plan));
