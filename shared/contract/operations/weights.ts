import { z } from 'zod';
import { finding } from '../../errors/finding.ts';
import { pairwiseJudge } from '../../model/editing/pairwise.ts';
import { query } from '../operation.ts';
import { modelSource } from './models.ts';

/** Rounded to six decimals, as it is written into a model. */
const weights = z.array(z.object({ code: z.string(), weight: z.number() }));

/** What the judgements of one judge, or of all together, come to. Figures in binary floating point (model-spec §6), as text. */
const pairwiseResult = z.object({
  weights,
  /** λmax, CI, RI and CR with four decimals. */
  lambdaMax: z.string(),
  ci: z.string(),
  ri: z.string(),
  cr: z.string(),
  /** CR < 0.10. */
  consistent: z.boolean(),
  /** At most three judgements that agree least with the weights, the worst first; `says` in words with the names. */
  worst: z.array(
    z.object({
      row: z.string(),
      column: z.string(),
      given: z.string(),
      implied: z.string(),
      says: z.string(),
    }),
  ),
});

/** One child of the branch in the data of a cycle. */
const dataChild = z.object({
  code: z.string(),
  name: z.string(),
  /** Its share of the branch by the model as it stands, rounded to six decimals. */
  share: z.number(),
  /** 得分率 over the units, as percent with two decimals; null where no unit has one. */
  rates: z.object({ lowest: z.string(), mean: z.string(), highest: z.string() }).nullable(),
  /** What the data gives it among the children that are not left out; null for those. */
  weight: z.number().nullable(),
  /** Why data gives it no weight: all rates are equal, or no unit has any. */
  leftOut: z.enum(['equal', 'none']).nullable(),
  /** What led to the weight, four decimals; null for those left out. */
  entropy: z.string().nullable(),
  deviation: z.string().nullable(),
  conflict: z.string().nullable(),
});

/** 确定权重: weights of the children of a branch (or of the roots) by comparison in pairs, or from data. Nothing is stored. */
export const weightOperations = {
  /**
   * Weights by AHP from comparisons in pairs, of each judge and of all together (the geometric mean of their judgements). A pair without a
   * judgement is not yet judged: that judge then has no weights and there are none of all together, and a finding says what is missing.
   * Findings name what cannot be taken: fewer than 2 or more than 15 children, a value off the scale 1/9 … 9, a pair given twice.
   */
  'weights.pairwise': query({
    permission: 'data.read',
    reads: [],
    input: z.object({
      children: z.array(z.object({ code: z.string(), name: z.string() })).max(200),
      judges: z.array(pairwiseJudge).max(50),
    }),
    output: z.object({
      /** Pairs that each judge has to compare. */
      pairs: z.int(),
      judges: z.array(z.object({ name: z.string(), judged: z.int(), result: pairwiseResult.nullable() })),
      combined: pairwiseResult.nullable(),
      findings: z.array(finding),
    }),
  }),
  /**
   * Cycles with units that the model assesses (of a draft: the model that it is based on, else its own code), newest first.
   * `model.unknown`, `modelDraft.unknown`, `modelDraft.faulty`.
   */
  'weights.cycles': query({
    permission: 'data.read',
    reads: ['cycles', 'models'],
    input: z.object({ model: modelSource }),
    output: z.object({
      cycles: z.array(z.object({ code: z.string(), name: z.string(), units: z.int() })),
    }),
  }),
  /**
   * Weights from how differently the units of a cycle fare: the decision matrix holds the rates (得分率) of the children of `parent` (null:
   * the roots) for every unit with a complete score and a rate for each of them, from the values that the database holds now, as a trial of the model reads them. Rates are
   * brought to 0 … 1 by their range (min-max), more is better. A child whose rates are all equal tells nothing: it is left out and keeps
   * its share in `proposed`, the others divide the rest. No weights from fewer than three units or two differing children: findings say so.
   * `cycle.unknown`, `model.unknown`, `modelDraft.unknown`, `modelDraft.faulty`, `trial.noUnits`, `model.branchUnknown`.
   */
  'weights.fromData': query({
    permission: 'data.read',
    reads: ['bodies', 'cycles', 'entries', 'ledgers', 'models', 'records'],
    input: z.object({
      cycle: z.string(),
      model: modelSource,
      parent: z.string().nullable(),
      method: z.enum(['entropy', 'critic']),
    }),
    output: z.object({
      /** Units of the model in the cycle; those in the matrix; those without a complete score; those without a rate for a child. */
      listed: z.int(),
      used: z.int(),
      incomplete: z.int(),
      withoutRate: z.int(),
      children: z.array(dataChild),
      /** Weights for all children; null without weights. */
      proposed: weights.nullable(),
      findings: z.array(finding),
    }),
  }),
};
