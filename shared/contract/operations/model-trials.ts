import { z } from 'zod';
import { isDecimalNumber } from '../../domain/decimal-number.ts';
import { finding } from '../../errors/finding.ts';
import { subjectStatus } from '../../model/result.ts';
import { job, query } from '../operation.ts';
import { modelSource } from './models.ts';

/** A weight as typed: a plain decimal above zero, at most 15 significant digits. */
const weightText = z
  .string()
  .max(40)
  .regex(/^\d+(\.\d+)?$/)
  .refine((text) => Number(text) > 0 && isDecimalNumber(Number(text)));

const named = z.object({ code: z.string(), name: z.string() });
const versionHead = named.extend({ version: z.string() });

/** How a unit stands in a ranking; all null but the status unless it is complete. */
const standing = z.object({
  status: subjectStatus,
  score: z.string().nullable(),
  gradeName: z.string().nullable(),
  rank: z.int().nullable(),
  groupRank: z.int().nullable(),
});

/** What a node is worth: weight as written, share among the siblings (`27.78%`), points by the model's digits. */
const worth = z.object({ weight: z.string(), share: z.string(), points: z.string() });

const triedUnit = named.extend({ group: z.string().nullable() });

/** What the two operations are about. */
const trialHead = {
  cycle: named,
  /** The version by which the cycle assesses the units; of several, the one of the most units. */
  base: versionHead,
  /** The tried model. */
  model: versionHead,
  /** What was left out, and indicators without any data. */
  findings: z.array(finding),
};

const topicsRead = ['models', 'cycles', 'entries', 'records', 'ledgers', 'bodies'] as const;

/** A model, or other weights for it, tried on the present data of a cycle. In memory only: nothing is stored. */
export const modelTrialOperations = {
  /**
   * 试算: every unit of the cycle that a version of this model assesses (of a draft: of the model that it is based on, else its own
   * code), scored by the cycle's own version and by the tried one with `weights` in place of its own (the last one of a code counts).
   * Exact. `cycle.unknown`, `model.unknown`, `modelDraft.unknown`, `modelDraft.faulty`, `trial.noUnits`, `trial.nodeUnknown`.
   */
  'models.simulate': query({
    permission: 'data.read',
    reads: topicsRead,
    input: z.object({
      cycle: z.string(),
      model: modelSource,
      weights: z
        .array(z.object({ code: z.string(), weight: weightText }))
        .max(10_000)
        .default([]),
    }),
    output: z.object({
      ...trialHead,
      /** In the order of the tried ranking, unranked ones last by code. */
      units: z.array(triedUnit.extend({ before: standing, after: standing })),
      /** Of the tried model, in tree order. */
      nodes: z.array(
        named.extend({
          parent: z.string().nullable(),
          depth: z.int(),
          leaf: z.boolean(),
          /** By the cycle's own version; null where it has no such node. */
          before: worth.nullable(),
          /** By the tried model as it is written. */
          own: worth,
          /** With `weights`. */
          after: worth,
        }),
      ),
      /** What the change comes to, over units ranked before and after. */
      moved: z.object({
        /** Units ranked both times. */
        ranked: z.int(),
        rank: z.int(),
        /** Most places that one unit moved. */
        most: z.int(),
        grade: z.int(),
        /** Units that can be scored by one of the two only. */
        scored: z.int(),
        /** Kendall's tau-b of the two rankings; null of fewer than two units. */
        tau: z.number().nullable(),
      }),
    }),
  }),
  /**
   * 稳健性: how firm the tried model's ranking of the same units is when every weight is shaken by up to `spread`, and which leaf's
   * removal moves it most. The same seed gives the same answer. Binary statistics. Fails as `models.simulate`.
   */
  'models.sensitivity': job({
    permission: 'data.read',
    reads: topicsRead,
    input: z.object({
      cycle: z.string(),
      model: modelSource,
      runs: z.int().min(100).max(20_000).default(2_000),
      spread: z.number().min(0).max(0.9).default(0.2),
      seed: z.int().min(0).max(4_294_967_295).default(42),
    }),
    output: z.object({
      ...trialHead,
      runs: z.int(),
      spread: z.number(),
      seed: z.int(),
      generator: z.string(),
      /** Units with a rank, in its order. Quantiles interpolate, so they may be halves. */
      units: z.array(
        triedUnit.extend({
          score: z.string().nullable(),
          rank: z.int(),
          gradeName: z.string(),
          p5: z.number(),
          median: z.number(),
          p95: z.number(),
          mean: z.number(),
          /** Part of the runs in which it kept its grade. */
          gradeKept: z.number(),
          /** Parts of the runs, [0, 1]: at each rank that occurred, and at each grade from best to worst. */
          rankShares: z.array(z.object({ rank: z.int(), share: z.number() })),
          gradeShares: z.array(z.object({ gradeName: z.string(), share: z.number() })),
        }),
      ),
      /** Names of the units without a rank. */
      unranked: z.array(z.string()),
      /** Every leaf, the one whose removal moves the ranking most first; Kendall's tau-b, null when nobody is left. */
      leaves: z.array(z.object({ leaf: z.string(), name: z.string(), tau: z.number().nullable() })),
    }),
  }),
};
