import { z } from 'zod';
import { bodyContent, bodyTypeCode, isoDate, officeLevelCode, syncFields } from '../../domain/entities.ts';
import { bodyFields } from '../../domain/forms/field-titles.ts';
import { finding } from '../../errors/finding.ts';
import { command, page, pageInput, query } from '../operation.ts';
import { baseRevision, formOutcome, typedForm } from './forms.ts';

const uscc = z.string().max(40);
const storedBody = bodyContent.extend(syncFields.shape);
const named = z.object({ uscc: z.string(), name: z.string() });

export const bodyForm = typedForm(bodyFields);

/** Conditions on bodies; all optional. */
const bodyFilter = {
  /** Part of the name or short name, or the beginning of the unified social credit code. */
  text: z.string().max(100).optional(),
  bodyType: bodyTypeCode.optional(),
  adminLevel: officeLevelCode.optional(),
  parentUscc: uscc.optional(),
  /** This body itself, and those directly below it. */
  within: uscc.optional(),
  groupCode: z.string().max(50).optional(),
  /** In use on this day. */
  validOn: isoDate.optional(),
};

/** 单位: the bodies whose conduct is recorded and assessed. Telephone numbers come masked. */
export const bodyOperations = {
  /** Bodies by unified social credit code. */
  'bodies.list': query({
    permission: 'data.read',
    reads: ['bodies'],
    input: z.object({ ...pageInput }),
    output: page(storedBody),
  }),
  /** Bodies that fit, a page at a time, with how many there are in all. Names sort as in a Chinese dictionary. */
  'bodies.search': query({
    permission: 'data.read',
    reads: ['bodies', 'records', 'officials'],
    input: z.object({
      ...pageInput,
      ...bodyFilter,
      sort: z.enum(['name', 'uscc', 'records']).default('uscc'),
      descending: z.boolean().default(false),
    }),
    output: page(
      bodyContent.extend({
        parentName: z.string().nullable(),
        records: z.int(),
        officials: z.int(),
      }),
    ).extend({ total: z.int() }),
  }),
  /**
   * All bodies at once, only what a tree shows, by unified social credit code. A body whose superior is unknown, or
   * is itself under it, stands at the top: its `parentUscc` is null here. With `on` as it was on that day: the bodies in
   * use then, with the names and superiors of then.
   */
  'bodies.tree': query({
    permission: 'data.read',
    reads: ['bodies', 'records'],
    input: z.object({ on: isoDate.optional() }),
    output: z.object({
      bodies: z.array(
        z.object({
          uscc: z.string(),
          name: z.string(),
          shortName: z.string().nullable(),
          bodyType: bodyTypeCode,
          parentUscc: z.string().nullable(),
          /** Credit records about it and its officials. */
          records: z.int(),
          /** Out of use today, or on that day. */
          closed: z.boolean(),
        }),
      ),
    }),
  }),
  /** One body: identity, superiors from the top down, counts and scores. `body.unknown` when there is none. */
  'bodies.read': query({
    permission: 'data.read',
    reads: ['bodies', 'records', 'officials', 'runs', 'regions'],
    input: z.object({ uscc }),
    output: z.object({
      body: storedBody,
      /** This office may change it; others' bodies are changed where they belong. */
      own: z.boolean(),
      /** Where it lies, by the table of region codes; null for a code that the table does not know. */
      regionName: z.string().nullable(),
      superiors: z.array(named),
      subordinates: z.int(),
      officials: z.int(),
      records: z.object({
        total: z.int(),
        /** By year of decision, newest first. Withdrawn ones are not counted. */
        years: z.array(z.object({ year: z.string(), negative: z.int(), positive: z.int() })),
      }),
      /** The body in every stored run, newest first. Scores are decimals as text. */
      scores: z.array(
        z.object({
          run: z.string(),
          cycle: z.string(),
          cycleName: z.string(),
          modelCode: z.string(),
          modelName: z.string(),
          createdAt: z.string(),
          /** The run that counts; where none was chosen, the newest of its cycle and model. */
          counts: z.boolean(),
          status: z.string(),
          score: z.string().nullable(),
          gradeName: z.string().nullable(),
          rank: z.int().nullable(),
          groupRank: z.int().nullable(),
          subjects: z.int(),
        }),
      ),
    }),
  }),
  /** What is wrong with a form, without storing it. `present`: code of the body being changed, null for a new one. */
  'bodies.check': query({
    permission: 'data.read',
    reads: ['bodies', 'regions'],
    input: z.object({ present: uscc.nullable(), form: bodyForm }),
    output: z.object({ findings: z.array(finding) }),
  }),
  /**
   * Registers a body or changes one, unless a finding of severity error stands against it. A telephone number left as
   * masked stays. `body.unknown`, `form.changedMeanwhile`, `database.rowOfAnotherOffice`.
   */
  'bodies.put': command({
    permission: 'data.edit',
    input: z.object({ present: uscc.nullable(), baseRevision, form: bodyForm }),
    output: z.object({ ...formOutcome, uscc: z.string().nullable() }),
    changes: ['bodies'],
  }),
};
