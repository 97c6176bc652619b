import { z } from 'zod';
import {
  fileResultCode,
  isoDate,
  officialContent,
  revealReasonCode,
  staffCategoryCode,
  syncFields,
  uuid,
} from '../../domain/entities.ts';
import { officialFields } from '../../domain/forms/field-titles.ts';
import { finding } from '../../errors/finding.ts';
import { command, page, pageInput, query } from '../operation.ts';
import { baseRevision, formOutcome, typedForm } from './forms.ts';
import { officialStatusCode } from './official-files.ts';

export const officialForm = typedForm(officialFields);

/** An official as shown: the citizen number masked (`4201**********1234`). */
const shownOfficial = officialContent
  .omit({ idNo: true })
  .extend(syncFields.shape)
  .extend({ idNoMasked: z.string().nullable(), bodyName: z.string() });

/** 公职人员: officials and their files. */
export const officialOperations = {
  /** Officials that fit, by body, with how many there are in all. */
  'officials.search': query({
    permission: 'data.read',
    reads: ['officials', 'bodies', 'records'],
    input: z.object({
      ...pageInput,
      bodyUscc: z.string().max(40).optional(),
      staffCategory: staffCategoryCode.optional(),
      /** Part of the name or file number, or a whole citizen number. */
      text: z.string().max(100).optional(),
    }),
    output: page(
      shownOfficial.extend({
        records: z.int(),
        /** What the file says today: 人员状态, the newest 年度考核, the last day of a disciplinary action's effect. */
        status: officialStatusCode,
        assessment: z.object({ year: z.int(), grade: fileResultCode }).nullable(),
        disciplineUntil: isoDate.nullable(),
      }),
    ).extend({ total: z.int() }),
  }),
  /** One official with the number of records about them. `official.unknown`. */
  'officials.read': query({
    permission: 'data.read',
    reads: ['officials', 'bodies', 'records'],
    input: z.object({ id: uuid }),
    output: z.object({ official: shownOfficial, own: z.boolean(), records: z.int() }),
  }),
  /** The whole citizen number of one official. Who asked, and why, goes into the audit log. `official.unknown`. */
  'officials.reveal': command({
    permission: 'personal.unmask',
    input: z.object({ id: uuid, reason: revealReasonCode }),
    output: z.object({ idNo: z.string().nullable() }),
  }),
  /** What is wrong with a form, without storing it. */
  'officials.check': query({
    permission: 'data.read',
    reads: ['officials', 'bodies'],
    input: z.object({ present: uuid.nullable(), form: officialForm }),
    output: z.object({ findings: z.array(finding) }),
  }),
  /**
   * Registers an official or changes one, unless a finding of severity error stands against it. A citizen number left
   * as masked stays. `official.unknown`, `form.changedMeanwhile`, `database.rowOfAnotherOffice`.
   */
  'officials.put': command({
    permission: 'data.edit',
    input: z.object({ present: uuid.nullable(), baseRevision, form: officialForm }),
    output: z.object({ ...formOutcome, id: z.string().nullable() }),
    changes: ['officials'],
  }),
};
