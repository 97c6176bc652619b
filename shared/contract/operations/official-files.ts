import { z } from 'zod';
import {
  fileCategoryCode,
  fileResultCode,
  isoDate,
  officialFileItemContent,
  syncFields,
  uuid,
} from '../../domain/entities.ts';
import { fileItemFields } from '../../domain/forms/read-file-item.ts';
import { officialStatuses } from '../../domain/subject-lists.ts';
import { finding } from '../../errors/finding.ts';
import { command, query } from '../operation.ts';
import { baseRevision, formOutcome, typedForm } from './forms.ts';

export const officialStatusCode = z.enum(
  Object.keys(officialStatuses) as [keyof typeof officialStatuses, ...(keyof typeof officialStatuses)[]],
);

/** A line of a file as typed. Which fields it has depends on its category. */
export const fileItemForm = typedForm(fileItemFields).extend({ category: fileCategoryCode });

const fileItem = officialFileItemContent.extend(syncFields.shape).extend({ own: z.boolean() });

/** 公职人员诚信档案: the lines of an official's file. */
export const officialFileOperations = {
  /** The whole file of one official, the latest line first; what follows from the lines today. `official.unknown`. */
  'officials.file': query({
    permission: 'data.read',
    reads: ['officials'],
    input: z.object({ id: uuid }),
    output: z.object({
      items: z.array(fileItem),
      /** 人员状态 of today, in service where nothing was said; and since when. */
      status: z.object({ code: officialStatusCode, since: isoDate.nullable() }),
      rank: z.string().nullable(),
      /** 年度考核 by year, newest first. */
      assessments: z.array(z.object({ year: z.int(), grade: fileResultCode })),
      /** 处分影响期: the disciplinary action whose effect lasts longest, while it does; null when none has effect. */
      discipline: z.object({ result: fileResultCode, until: isoDate }).nullable(),
      entryCheck: z.object({ result: fileResultCode, on: isoDate }).nullable(),
      /** Read from the citizen number each time and never stored; null without a number. */
      person: z.object({ sex: z.enum(['male', 'female']), birthYear: z.string() }).nullable(),
    }),
  }),
  /**
   * What is wrong with a line, without storing it; for a disciplinary action until when it has effect and by which rule;
   * for an entry check what this database holds of the same person. `official.unknown`, `fileItem.unknown`.
   */
  'officials.checkFileItem': query({
    permission: 'data.read',
    reads: ['officials', 'records'],
    input: z.object({ official: uuid, present: uuid.nullable(), form: fileItemForm }),
    output: z.object({
      findings: z.array(finding),
      effect: z.object({ until: isoDate, rule: z.string(), basis: z.string() }).nullable(),
      found: z.object({ files: z.int(), dishonest: z.int(), trustworthy: z.int() }).nullable(),
    }),
  }),
  /**
   * Adds a line to a file or changes one, unless a finding of severity error stands against it. The post, and the day of
   * the newest pledge, follow in the official's own fields. `official.unknown`, `fileItem.unknown`,
   * `fileItem.withdrawn`, `form.changedMeanwhile`, `database.rowOfAnotherOffice`.
   */
  'officials.putFileItem': command({
    permission: 'data.edit',
    input: z.object({ official: uuid, present: uuid.nullable(), baseRevision, form: fileItemForm }),
    output: z.object({ ...formOutcome, id: z.string().nullable() }),
    changes: ['officials'],
  }),
  /**
   * Takes back a line that was written down by mistake; it stays in sight with the reason. `fileItem.unknown`,
   * `fileItem.withdrawn`, `database.rowOfAnotherOffice`.
   */
  'officials.withdrawFileItem': command({
    permission: 'data.edit',
    input: z.object({ id: uuid, reason: z.string().trim().min(2).max(200) }),
    output: z.object({ id: z.string() }),
    changes: ['officials'],
  }),
};
