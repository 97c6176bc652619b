/** What the forms of 信用档案 send and get back. */
import { z } from 'zod';
import type { FieldTitle } from '../../domain/forms/typed-fields.ts';
import { finding } from '../../errors/finding.ts';

/** Long enough for every field; what is too long for a field is a finding, not a refusal. */
const typed = z.string().max(4000).default('');

/** A form as typed: one text for each field, empty while nothing stands in it. */
export const typedForm = <Fields extends Record<string, FieldTitle>>(fields: Fields) =>
  z.object(
    Object.fromEntries(Object.keys(fields).map((key) => [key, typed])) as {
      [F in keyof Fields]: typeof typed;
    },
  );

/** What was said of a form, and whether it was stored: never with a finding of severity error. */
export const formOutcome = { stored: z.boolean(), findings: z.array(finding) };

/**
 * Revision of the row when the form was opened, null for a new one. A form that was opened before somebody else
 * changed the row is not stored: `form.changedMeanwhile`.
 */
export const baseRevision = z.int().positive().nullable();
