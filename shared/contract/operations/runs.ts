import { z } from 'zod';
import { runSealKinds } from '../../domain/run-seals.ts';
import { finding } from '../../errors/finding.ts';
import { job, query } from '../operation.ts';

/** One stored run: what was scored with what, when and by whom. */
export const runSummary = z.object({
  id: z.string(),
  cycle: z.string(),
  cycleName: z.string(),
  modelCode: z.string(),
  modelName: z.string(),
  modelVersion: z.string(),
  modelDigest: z.string(),
  dataDigest: z.string(),
  resultDigest: z.string(),
  engine: z.string(),
  createdAt: z.string(),
  /** The account that made it, as the audit log says; null when the log does not know. */
  madeBy: z.string().nullable(),
  /** Units of the run, and how many of them were scored. */
  subjects: z.int(),
  complete: z.int(),
  /** The run that counts; at most one of each cycle and model. */
  official: z.boolean(),
  /** How it came to count; stays when another took its place. Null on a trial run. */
  seal: z
    .object({
      kind: z.enum(Object.keys(runSealKinds) as [keyof typeof runSealKinds]),
      reason: z.string().nullable(),
      approvedBy: z.string().nullable(),
      documentNo: z.string().nullable(),
      sealedAt: z.string(),
      sealedBy: z.string(),
      /** The run that counted before, and the one that counts instead. */
      supersedes: z.string().nullable(),
      supersededBy: z.string().nullable(),
    })
    .nullable(),
});

/** A unit's line in a ranking; score, grade and ranks are null unless `complete`. */
export const ranked = z.object({
  code: z.string(),
  /** Name and ranking group as they were when the run was made. */
  name: z.string(),
  group: z.string().nullable(),
  status: z.enum(['complete', 'incomplete', 'invalid']),
  score: z.string().nullable(),
  grade: z.string().nullable(),
  gradeName: z.string().nullable(),
  rank: z.int().nullable(),
  groupRank: z.int().nullable(),
});

/** Running the indicator model over a cycle. */
export const runOperations = {
  /**
   * Gathers the cycle's values (entries by role, values derived from the credit database, decisions), scores every
   * model of the cycle and stores one run per model. Findings name what is missing, invalid or contradictory.
   */
  'runs.execute': job({
    permission: 'assessment.run',
    input: z.object({ cycle: z.string() }),
    output: z.object({
      runs: z.array(z.object({ run: runSummary, ranking: z.array(ranked) })),
      findings: z.array(finding),
    }),
    changes: ['runs'],
  }),
  /** Stored runs of a cycle, or of every cycle, newest first. */
  'runs.list': query({
    permission: 'data.read',
    reads: ['runs'],
    input: z.object({ cycle: z.string().optional() }),
    output: z.object({ runs: z.array(runSummary) }),
  }),
  /** A stored run with its ranking. `run.unknown` when there is none. */
  'runs.read': query({
    permission: 'data.read',
    reads: ['runs'],
    input: z.object({ run: z.string() }),
    output: z.object({
      run: runSummary,
      ranking: z.array(ranked),
      /** The result document (model-spec §5), canonical JSON. */
      result: z.string(),
    }),
  }),
};
