import { z } from 'zod';
import { finding } from '../../errors/finding.ts';
import { command, job, page, pageInput, query } from '../operation.ts';

/** Names one finding of the check: what an explanation is about. */
const findingPlace = z.object({
  cycle: z.string(),
  bodyUscc: z.string(),
  /** Of the finding. */
  code: z.string(),
  /** Of the audit rule that found it; empty for the program's own checks. */
  rule: z.string().default(''),
  leaf: z.string(),
  item: z.string().default(''),
  role: z.string().default(''),
});

const reading = z.object({
  accepted: z.boolean(),
  remark: z.string().nullable(),
  readAt: z.string(),
  actor: z.string(),
});

/** How explanations of a cycle stand. */
export const explanationStates = ['unread', 'accepted', 'refused', 'outdated'] as const;
/**
 * `unread` 待审阅; `accepted` 已认可; `refused` 未认可; `outdated` 数值已变: what it explains has changed or is gone.
 */
export type ExplanationState = (typeof explanationStates)[number];
const counts = z.record(z.enum(explanationStates), z.int());

/** 说明: why something doubtful may stand, written below and read one by one above. */
export const explanationOperations = {
  /**
   * Writes an explanation of a warning as it stands now, rewrites it, or takes it back (empty text). It explains these
   * values only: when they change it has to be written again.
   * `cycle.unknown`, `cycle.unitUnknown`, `entry.otherUnit`, `explanation.findingGone`, `explanation.errorStays`,
   * `explanation.locked`, `explanation.otherOffice`.
   */
  'explanations.put': command({
    permission: 'data.import',
    input: findingPlace.extend({ text: z.string().trim().max(2000) }),
    output: z.object({ id: z.string(), text: z.string() }),
    changes: ['entries'],
  }),
  /**
   * Explanations of a cycle, of all units or of one, by unit and indicator, each with the values that it was written
   * about. `cycle.unknown`.
   */
  'explanations.list': query({
    permission: 'data.read',
    reads: ['cycles', 'entries', 'records', 'officials', 'ledgers', 'bodies', 'models'],
    input: z.object({
      cycle: z.string(),
      bodyUscc: z.string().nullable().default(null),
      state: z.enum(explanationStates).nullable().default(null),
      ...pageInput,
    }),
    output: page(
      z.object({
        id: z.string(),
        /** What a reading is of; another wording has another. */
        contentHash: z.string(),
        bodyUscc: z.string(),
        unit: z.string(),
        leafName: z.string(),
        itemLabel: z.string(),
        /** The finding as it was when the explanation was written, with its place. */
        about: finding,
        /** The finding as it is now; null when there is none any more. */
        now: finding.nullable(),
        text: z.string(),
        writtenAt: z.string(),
        /** This office wrote it. */
        own: z.boolean(),
        state: z.enum(explanationStates),
        reading: reading.nullable(),
      }),
    ).extend({ total: z.int(), counts }),
  }),
  /**
   * Notes what the reader thinks of an explanation: accepted, or not accepted and why. It belongs to this office and
   * never changes the explanation. What is not accepted counts as not explained.
   * `explanation.unknown`, `explanation.changed` when it was rewritten since.
   */
  'explanations.read': command({
    permission: 'assessment.run',
    input: z
      .object({
        id: z.string(),
        contentHash: z.string(),
        accepted: z.boolean(),
        remark: z.string().trim().max(2000).default(''),
      })
      .refine(({ accepted, remark }) => accepted || remark !== '', { path: ['remark'] }),
    output: reading,
    changes: ['entries'],
  }),
  /**
   * 全审: checks every unit of a cycle, and counts what was found by unit and by rule. `cycle.unknown`.
   */
  'explanations.checkAll': job({
    permission: 'data.read',
    input: z.object({ cycle: z.string() }),
    output: z.object({
      units: z.int(),
      /** Units about which nothing was found. */
      clean: z.int(),
      errors: z.int(),
      warnings: z.int(),
      /** Warnings that nobody has explained. */
      open: z.int(),
      /** By kind of finding, what blocks first, then the most frequent. */
      kinds: z.array(
        z.object({
          code: z.string(),
          /** Of the audit rule; empty for the program's own checks. */
          rule: z.string(),
          name: z.string(),
          severity: z.enum(['error', 'warning']),
          units: z.int(),
          findings: z.int(),
          open: z.int(),
        }),
      ),
    }),
  }),
};
