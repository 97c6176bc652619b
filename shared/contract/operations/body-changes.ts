import { z } from 'zod';
import { bodyChangeContent, bodyChangeKindCode, isoDate, syncFields, uuid } from '../../domain/entities.ts';
import { bodyChangeFields } from '../../domain/forms/field-titles.ts';
import { finding } from '../../errors/finding.ts';
import { command, query } from '../operation.ts';
import { baseRevision, formOutcome, typedForm } from './forms.ts';

const uscc = z.string().max(40);

/** The change of a body as typed. Which fields it needs depends on its kind. */
export const bodyChangeForm = typedForm(bodyChangeFields).extend({ kind: bodyChangeKindCode });

const shownChange = bodyChangeContent.extend(syncFields.shape).extend({
  /** This office may correct it. */
  own: z.boolean(),
  /** What the body itself was called on that day, and the body that it went to or came from; empty when unknown. */
  bodyName: z.string(),
  otherName: z.string(),
});

/** 单位沿革: renames, mergers, splits, changes of superior, closures; and corrections of them. */
export const bodyChangeOperations = {
  /**
   * What became of a body, the latest first; its former names, and the bodies that were merged into it, with the records
   * that stay with them. `body.unknown`.
   */
  'bodies.history': query({
    permission: 'data.read',
    reads: ['bodies', 'records'],
    input: z.object({ uscc }),
    output: z.object({
      changes: z.array(shownChange),
      /** `until`: the first day of the next name. */
      formerNames: z.array(z.object({ name: z.string(), until: isoDate })),
      predecessors: z.array(
        z.object({ uscc: z.string(), name: z.string(), mergedOn: isoDate, records: z.int() }),
      ),
      /** The body that this one was merged into; null while it stands. */
      successor: z.object({ uscc: z.string(), name: z.string(), mergedOn: isoDate }).nullable(),
    }),
  }),
  /** What is wrong with a change, without making it. `body.unknown`. */
  'bodies.checkChange': query({
    permission: 'data.read',
    reads: ['bodies'],
    input: z.object({ uscc, form: bodyChangeForm }),
    output: z.object({ findings: z.array(finding) }),
  }),
  /**
   * Writes down what became of a body, and changes the body so: a new name (the old one stays searchable), a last day, a
   * new superior. Records stay with the body that they are about. `baseRevision` is that of the body. `body.unknown`,
   * `form.changedMeanwhile`, `database.rowOfAnotherOffice`.
   */
  'bodies.change': command({
    permission: 'data.edit',
    input: z.object({ uscc, baseRevision, form: bodyChangeForm }),
    output: z.object({ ...formOutcome, id: z.string().nullable() }),
    changes: ['bodies'],
  }),
  /**
   * Takes back a change that was written down by mistake: the body is as before, the change stays in sight with the
   * reason. Fails with `bodyChange.unknown`, `bodyChange.withdrawn`, `bodyChange.laterChange` when something later builds
   * on it, `database.rowOfAnotherOffice`.
   */
  'bodies.withdrawChange': command({
    permission: 'data.edit',
    input: z.object({ id: uuid, reason: z.string().trim().min(2).max(200) }),
    output: z.object({ id: z.string() }),
    changes: ['bodies'],
  }),
};
