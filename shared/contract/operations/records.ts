import { z } from 'zod';
import {
  catalogueItem,
  creditRecordContent,
  domainCode,
  evidenceContent,
  isoDate,
  polarityCode,
  recordStatusCode,
  severityCode,
  subjectTypeCode,
  syncFields,
  uuid,
} from '../../domain/entities.ts';
import { recordFields } from '../../domain/forms/field-titles.ts';
import { publicityReasons } from '../../domain/forms/read-record.ts';
import { publicityRule } from '../../domain/rule-table.ts';
import { finding } from '../../errors/finding.ts';
import { command, page, pageInput, query } from '../operation.ts';
import { baseRevision, formOutcome, typedForm } from './forms.ts';

const storedRecord = creditRecordContent.extend(syncFields.shape);

const shownRecord = storedRecord.extend({
  /** As the body was called on the decision date. */
  bodyName: z.string(),
  /** As it is called now, where that is another name. */
  presentBodyName: z.string().nullable(),
  officialName: z.string().nullable(),
});

/** Conditions on records; all optional. */
export const recordFilter = {
  bodyUscc: z.string().max(40).optional(),
  officialId: uuid.optional(),
  subjectType: subjectTypeCode.optional(),
  domain: domainCode.optional(),
  polarity: polarityCode.optional(),
  severity: severityCode.optional(),
  status: recordStatusCode.optional(),
  decidedFrom: isoDate.optional(),
  decidedTo: isoDate.optional(),
  /** Part of the title, facts, document number or issuing organ; see `search.everything` for how texts are compared. */
  text: z.string().max(100).optional(),
};

export const recordForm = typedForm(recordFields).extend({
  subjectType: subjectTypeCode.default('body'),
  /** Show to the public what its severity does not show by default; 备注 must say why. */
  showAnyway: z.boolean().default(false),
});

/** Why a record is shown to the public from when to when. */
const publicity = z.object({
  publicFrom: isoDate.nullable(),
  publicMinUntil: isoDate.nullable(),
  publicMaxUntil: isoDate.nullable(),
  /** The rule in force on the decision date; null when there is none, or none applies. */
  rule: publicityRule.nullable(),
  /** Whether it is shown, or why not. */
  reason: z.enum(publicityReasons),
});

const duplicate = z.object({
  id: z.string(),
  decisionDate: isoDate,
  status: recordStatusCode,
});

/** What a row was before it was changed by hand, and by what it was replaced. Texts and amounts as stored. */
const revision = z.object({
  revision: z.int(),
  at: z.string(),
  actor: z.string(),
  fields: z.array(
    z.object({
      field: z.string(),
      before: z.union([z.string(), z.number(), z.null()]),
      after: z.union([z.string(), z.number(), z.null()]),
    }),
  ),
});

/** 信用记录: records of the credit database, the catalogue they are made by, and their form. */
export const recordOperations = {
  /** Credit records, sorted and filtered; by default the newest decision first. */
  'records.search': query({
    permission: 'data.read',
    reads: ['records', 'bodies', 'officials'],
    input: z.object({
      ...pageInput,
      ...recordFilter,
      /** `body` sorts by code, so that a unit's records stand together; within equal ones the newest decision first. */
      sort: z.enum(['decisionDate', 'body', 'severity', 'status', 'amount']).default('decisionDate'),
      descending: z.boolean().default(true),
    }),
    output: page(shownRecord),
  }),
  /**
   * How many records fit, and their amounts in all, in 分 as decimal digits. Of a text that very many records hold only so
   * much is said, that there are more than `total`.
   */
  'records.totals': query({
    permission: 'data.read',
    reads: ['records'],
    input: z.object(recordFilter),
    output: z.object({ total: z.int(), more: z.boolean(), amountFen: z.string().nullable() }),
  }),
  /** One record with what it refers to. `record.unknown`. */
  'records.read': query({
    permission: 'data.read',
    reads: ['records', 'bodies', 'officials', 'catalogue', 'rules'],
    input: z.object({ id: uuid }),
    output: z.object({
      record: shownRecord,
      own: z.boolean(),
      /** The catalogue item as it was on the decision date. */
      item: catalogueItem.nullable(),
      publicity,
      evidence: z.array(
        evidenceContent.pick({ fileName: true, size: true, documentNo: true, description: true }),
      ),
      /** Changes by hand, newest first. */
      revisions: z.array(revision),
    }),
  }),
  /** What is wrong with a form and what would be stored, without storing it. For checks while somebody types. */
  'records.check': query({
    permission: 'data.read',
    reads: ['records', 'bodies', 'officials', 'catalogue', 'rules'],
    input: z.object({ present: uuid.nullable(), form: recordForm }),
    output: z.object({
      findings: z.array(finding),
      /** What the form means so far, as it is read: names of codes, null where it cannot be told. */
      bodyName: z.string().nullable(),
      item: catalogueItem.nullable(),
      /** Null while something it depends on is missing. */
      publicity: publicity.nullable(),
      duplicate: duplicate.nullable(),
      /** Why what is typed so far may not be confirmed as a record; empty when it may. */
      staysLead: z.array(finding),
    }),
  }),
  /**
   * Registers a record or changes one, with the checks of the ledger's import, unless a finding of severity error
   * stands against it. The publicity period is computed anew, and measures that a new record calls for are proposed. `record.unknown`, `record.revoked`,
   * `form.changedMeanwhile`, `database.rowOfAnotherOffice`.
   */
  'records.put': command({
    permission: 'data.edit',
    input: z.object({ present: uuid.nullable(), baseRevision, form: recordForm }),
    output: z.object({ ...formOutcome, id: z.string().nullable() }),
    changes: ['records', 'ledgers'],
  }),
  /**
   * Puts a record away that was repaired or whose publicity is over: it is kept and shown on request only. The reason
   * goes into its remarks. `record.unknown`, `record.revoked`, `record.notOver`, `database.rowOfAnotherOffice`.
   */
  'records.archive': command({
    permission: 'data.edit',
    input: z.object({ id: uuid, reason: z.string().trim().min(2).max(200) }),
    output: z.object({ id: z.string() }),
    changes: ['records'],
  }),
  /**
   * Withdraws a record: it stays on file with the status 已撤销 and the reason in its remarks, and counts no more.
   * `record.unknown`, `record.revoked`, `database.rowOfAnotherOffice`.
   */
  'records.revoke': command({
    permission: 'data.edit',
    input: z.object({ id: uuid, reason: z.string().trim().min(2).max(200) }),
    output: z.object({ id: z.string() }),
    changes: ['records'],
  }),
  /** Catalogue items in force on a date (default: today). */
  'catalogue.list': query({
    permission: 'data.read',
    reads: ['catalogue'],
    input: z.object({ on: isoDate.optional() }),
    output: z.object({ items: z.array(catalogueItem) }),
  }),
};
