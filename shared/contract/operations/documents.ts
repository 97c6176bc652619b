import { z } from 'zod';
import {
  documentSubjectKind,
  letterField,
  letterTemplate,
  letterWording,
} from '../../documents/letter-template.ts';
import { documentPlan } from '../../documents/plan.ts';
import { command, fileToken, job, page, pageInput, query } from '../operation.ts';

/**
 * What a document is about: a body by its unified code, a cycle as `cycleSubjectId` says, anything else by its identifier;
 * `none` has neither.
 */
export const documentSubject = z.object({ kind: documentSubjectKind, id: z.string().max(60) });
export type DocumentSubject = z.infer<typeof documentSubject>;

const documentCode = z.string().min(1).max(40);

/** What was typed into the fields of a document, by name. Long enough for every field; dates are `yyyy-mm-dd`. */
const fieldValues = z.record(z.string().max(30), z.string().max(20_000));

const documentRequest = { document: documentCode, subject: documentSubject, fields: fieldValues.default({}) };

const shownField = letterField.pick({ name: true, kind: true, required: true }).extend({
  label: z.string(),
  choices: z.array(z.object({ value: z.string(), label: z.string() })),
  /** What stands in it before anything is typed. */
  value: z.string(),
});

const shownTemplate = letterTemplate.extend({
  /** When and by whom it was reworded; null while it is as delivered. */
  reworded: z.object({ at: z.string(), actor: z.string() }).nullable(),
  delivered: letterWording,
});

/** Papers: reports on subjects, certificates, letters and notices, as Word or PDF. */
export const documentOperations = {
  /** Documents that can be made of something of this kind. */
  'documents.kinds': query({
    permission: 'data.read',
    reads: ['templates'],
    input: z.object({ subject: documentSubjectKind }),
    output: z.object({
      documents: z.array(z.object({ code: z.string(), name: z.string(), about: z.string() })),
    }),
  }),
  /** The fields of a document, with what the database can fill in. `document.unknown`, `document.wrongSubject`. */
  'documents.form': query({
    permission: 'data.read',
    reads: ['templates', 'records', 'bodies', 'officials', 'office', 'cycles', 'entries', 'runs'],
    input: z.object({ document: documentCode, subject: documentSubject }),
    output: z.object({ name: z.string(), about: z.string(), fields: z.array(shownField) }),
  }),
  /**
   * What the document would say. Personal numbers are masked. Required fields that are empty show as lines to be
   * filled in, and are named in `missing`. `document.unknown`, `document.wrongSubject`, `eligibility.notConfirmed`.
   */
  'documents.preview': query({
    permission: 'data.export',
    reads: [
      'templates',
      'records',
      'bodies',
      'officials',
      'office',
      'cycles',
      'entries',
      'models',
      'runs',
      'eligibility',
      'exports',
    ],
    input: z.object(documentRequest),
    output: z.object({ plan: documentPlan, missing: z.array(z.string()) }),
  }),
  /**
   * Writes the document. The audit log keeps who wrote what about whom, for which purpose, and the file's digest. PDFs
   * need the window (`document.pdfNeedsWindow`, `document.notPrinted`). `document.fieldsMissing`, `file.*`, and as
   * the preview.
   */
  'documents.write': job({
    permission: 'data.export',
    input: z.object({ ...documentRequest, format: z.enum(['docx', 'pdf']), file: fileToken }),
    output: z.object({ size: z.int(), sha256: z.string() }),
    changes: ['exports'],
  }),
  /** 使用记录: documents written about a subject, newest first. */
  'documents.uses': query({
    permission: 'data.read',
    reads: ['exports', 'templates'],
    input: z.object({ ...pageInput, subject: documentSubject }),
    output: page(
      z.object({
        /** Of the audit entry. */
        sequence: z.int(),
        at: z.string(),
        actor: z.string(),
        document: z.string(),
        name: z.string(),
        /** In words; null for documents that ask for none. */
        purpose: z.string().nullable(),
        scope: z.string().nullable(),
        format: z.string(),
        fileName: z.string().nullable(),
        sha256: z.string().nullable(),
      }),
    ),
  }),
  /** Every letter with its present wording and the one it was delivered with. */
  'documents.templates': query({
    permission: 'data.read',
    reads: ['templates'],
    input: z.object({}),
    output: z.object({ templates: z.array(shownTemplate) }),
  }),
  /** How a letter would look with this wording, its fields empty. `unknown` names what stands in braces and is no field. */
  'documents.tryTemplate': query({
    permission: 'data.read',
    reads: ['templates', 'office'],
    input: z.object({ document: documentCode, wording: letterWording }),
    output: z.object({ plan: documentPlan, unknown: z.array(z.string()) }),
  }),
  /**
   * Rewords a letter; without a wording it is again as delivered. `document.unknown`, `document.fieldsUnknown`.
   */
  'documents.reword': command({
    permission: 'system.maintain',
    input: z.object({ document: documentCode, wording: letterWording.nullable() }),
    output: z.object({ document: z.string() }),
    changes: ['templates'],
  }),
};
