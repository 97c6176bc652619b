import { z } from 'zod';
import {
  checkedSubjectKind,
  eligibilityOutcome,
  eligibilityPurpose,
  eligibilityReason,
} from '../../domain/eligibility.ts';
import { isoDate, uuid } from '../../domain/entities.ts';
import { command, job, page, pageInput, query } from '../operation.ts';

/** Subjects of one check. */
export const eligibilityLimit = 500;

const checkHead = z.object({
  id: uuid,
  purpose: eligibilityPurpose,
  asOf: isoDate,
  madeAt: z.string(),
  madeBy: z.string(),
  subjects: z.int(),
  /** Conclusions: those of the person where there are any, else the computed ones. */
  counts: z.object({ pass: z.int(), fail: z.int(), review: z.int() }),
  confirmed: z.object({ at: z.string(), by: z.string() }).nullable(),
});

const checkedSubject = z.object({
  /** Place in the list, from 1. */
  ordinal: z.int(),
  /** As it was typed; a citizen number comes masked. */
  typed: z.string(),
  kind: checkedSubjectKind.nullable(),
  /** Unified code of a body, identifier of an official; null when nobody was found. */
  subject: z.string().nullable(),
  name: z.string(),
  unitName: z.string(),
  /** By the rules. */
  outcome: eligibilityOutcome,
  reasons: z.array(eligibilityReason),
  /** By a person; null while nobody decided otherwise. */
  decided: z.object({ outcome: eligibilityOutcome, note: z.string() }).nullable(),
});

/** 资格审查: may somebody be honoured or promoted, by their credit records and dated rules. */
export const eligibilityOperations = {
  /**
   * Checks subjects (names, unified codes, citizen numbers; a name may be followed by its unit) against the rules
   * for the purpose on a day, and keeps the check. `eligibility.nobody`, `eligibility.tooMany`.
   */
  'eligibility.check': job({
    permission: 'data.edit',
    input: z.object({
      purpose: eligibilityPurpose,
      asOf: isoDate,
      subjects: z.array(z.string().max(200)).max(5_000),
    }),
    output: z.object({ id: uuid }),
    changes: ['eligibility'],
  }),
  /** One check with every subject's result. `eligibility.unknown`. */
  'eligibility.read': query({
    permission: 'data.read',
    reads: ['eligibility'],
    input: z.object({ id: uuid }),
    output: z.object({ check: checkHead, subjects: z.array(checkedSubject) }),
  }),
  /** Checks made so far, newest first. */
  'eligibility.list': query({
    permission: 'data.read',
    reads: ['eligibility'],
    input: z.object({ ...pageInput }),
    output: page(checkHead),
  }),
  /** The rules in force on a day for a purpose, with their bases. */
  'eligibility.rules': query({
    permission: 'data.read',
    reads: [],
    input: z.object({ purpose: eligibilityPurpose, asOf: isoDate }),
    output: z.object({
      rules: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          outcome: eligibilityOutcome,
          basis: z.string(),
          standing: z.string(),
        }),
      ),
    }),
  }),
  /**
   * A person's conclusions on single subjects, each with a note, before the check is confirmed; `outcome` null takes one
   * back. `eligibility.unknown`, `eligibility.confirmed`.
   */
  'eligibility.decide': command({
    permission: 'data.edit',
    input: z.object({
      id: uuid,
      ordinal: z.int().positive(),
      outcome: z.enum(['pass', 'fail']).nullable(),
      note: z.string().trim().max(500).default(''),
    }),
    output: z.object({ id: uuid }),
    changes: ['eligibility'],
  }),
  /** A person answers for the check; certificates can be written from then on. `eligibility.undecided`. */
  'eligibility.confirm': command({
    permission: 'data.edit',
    input: z.object({ id: uuid }),
    output: z.object({ id: uuid }),
    changes: ['eligibility'],
  }),
  /** The same subjects again, today. `eligibility.unknown`. */
  'eligibility.repeat': job({
    permission: 'data.edit',
    input: z.object({ id: uuid, asOf: isoDate }),
    output: z.object({ id: uuid }),
    changes: ['eligibility'],
  }),
};
