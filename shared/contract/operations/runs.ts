import { z } from 'zod';
import { finding } from '../../errors/finding.ts';
import { job, query } from '../operation.ts';

const runSummary = z.object({
  id: z.string(),
  cycle: z.string(),
  modelCode: z.string(),
  modelVersion: z.string(),
  modelDigest: z.string(),
  dataDigest: z.string(),
  resultDigest: z.string(),
  engine: z.string(),
  createdAt: z.string(),
  subjects: z.int(),
  complete: z.int(),
});

const ranked = z.object({
  code: z.string(),
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
  /** Stored runs of a cycle, newest first. */
  'runs.list': query({
    permission: 'data.read',
    reads: ['runs'],
    input: z.object({ cycle: z.string() }),
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
  /** Why a unit has its score: every leaf with values, arithmetic and, for derived values, the records behind. */
  'runs.explain': query({
    permission: 'data.read',
    reads: ['runs'],
    input: z.object({ run: z.string(), subject: z.string() }),
    output: z.object({
      subject: ranked,
      base: z.string().nullable(),
      bonus: z.string().nullable(),
      penalty: z.string().nullable(),
      total: z.string().nullable(),
      nodes: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          depth: z.int(),
          status: z.string(),
          points: z.string(),
          published: z.string().nullable(),
          trace: z.string(),
          sources: z.array(
            z.object({
              item: z.string(),
              value: z.string().nullable(),
              records: z.array(z.object({ id: z.string(), documentNo: z.string(), title: z.string() })),
            }),
          ),
        }),
      ),
    }),
  }),
};
