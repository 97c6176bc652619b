import { z } from 'zod';
import { nodeStatus, subjectStatus } from '../../model/result.ts';
import { job, page, pageInput, query } from '../operation.ts';
import { runSummary } from './runs.ts';

/** A figure as shown: decimal text; null where there is none. */
const figure = z.string().nullable();
const itemValue = z.union([z.string(), z.number(), z.boolean()]);

/** A rank, where it lay in the middle 90 % of the runs, and its median. Quantiles interpolate, so they may be halves. */
const band = z.object({ rank: z.int(), p5: z.number(), median: z.number(), p95: z.number() });

const spread = z.object({
  units: z.int(),
  lowest: z.string(),
  lowerQuartile: z.string(),
  median: z.string(),
  upperQuartile: z.string(),
  highest: z.string(),
  mean: z.string(),
  /** Standard deviation; null of fewer than two. */
  deviation: figure,
});

const liftOption = z.object({
  changes: z.array(
    z.object({
      leaf: z.string(),
      name: z.string(),
      item: z.string(),
      label: z.string(),
      role: z.string().nullable(),
      before: itemValue.nullable(),
      after: itemValue,
    }),
  ),
  score: z.string(),
  gradeName: z.string(),
  rank: z.int(),
  groupRank: z.int(),
  /** Names of the units that it passes or draws level with, and of those that share the new rank. */
  overtaken: z.array(z.string()),
  tiedWith: z.array(z.string()),
});

const yearSide = z.object({
  status: subjectStatus,
  score: figure,
  gradeName: z.string().nullable(),
  rank: z.int().nullable(),
  groupRank: z.int().nullable(),
});

/** What lies behind the figures of a run: how firm ranks are, what indicators really weigh, what would change them. All reads. */
export const runAnalysisOperations = {
  /**
   * 名次区间: the rank of each unit in 2,000 runs with every weight shaken by up to a fifth, overall and in its group. The seed is
   * drawn from the digests of model and data, so that the same run always has the same bands. `run.unknown`.
   */
  'runs.rankBands': job({
    permission: 'data.read',
    reads: ['runs'],
    input: z.object({ run: z.string() }),
    output: z.object({
      runs: z.int(),
      spread: z.number(),
      seed: z.int(),
      generator: z.string(),
      /** In the order of the ranking. */
      units: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          group: z.string().nullable(),
          overall: band,
          inGroup: band,
          /** Names of those it shares its rank with, and its rank in the group. */
          tiedWith: z.array(z.string()),
          groupTiedWith: z.array(z.string()),
          /** Grade by the result, and in which part of the runs it kept that grade. */
          gradeName: z.string(),
          gradeKept: z.number(),
        }),
      ),
      /** Leaves whose removal moves the ranking most, the first ten; Kendall's tau against the ranking, null of nobody left. */
      leaves: z.array(z.object({ leaf: z.string(), name: z.string(), tau: z.number().nullable() })),
    }),
  }),
  /**
   * Stated against effective weights over the scored units (of a group): share of the spread, share of the mean, correlations, and
   * a warning where an indicator decides nothing or pulls against the others. Binary statistics. `run.unknown`.
   */
  'runs.weights': query({
    permission: 'data.read',
    reads: ['runs'],
    input: z.object({ run: z.string(), group: z.string().nullable().optional() }),
    output: z.object({
      units: z.int(),
      /** False where points of single nodes mean nothing; then `nodes` is empty. */
      pointsAddUp: z.boolean(),
      nodes: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          depth: z.int(),
          leaf: z.boolean(),
          points: z.string(),
          stated: z.number(),
          effective: z.number().nullable(),
          contribution: z.number().nullable(),
          mean: figure,
          deviation: figure,
          withTotal: z.number().nullable(),
          withParent: z.number().nullable(),
          warning: z.enum(['constant', 'negative', 'nearZero']).nullable(),
        }),
      ),
    }),
  }),
  /** How the scores lie: quartiles of all and of each group, counts in bins of a twentieth of the full score. `run.unknown`. */
  'runs.distribution': query({
    permission: 'data.read',
    reads: ['runs'],
    input: z.object({ run: z.string() }),
    output: z.object({
      all: spread.nullable(),
      groups: z.array(z.object({ group: z.string().nullable(), spread: spread.nullable() })),
      /** The last bin includes its upper end. `gradeName`: the grade at its lower end. */
      bins: z.array(z.object({ from: z.string(), upTo: z.string(), units: z.int(), gradeName: z.string() })),
    }),
  }),
  /**
   * 提高一个名次需要什么: the smallest change of one value that passes the unit before, found by scoring with the model itself; of
   * several values where one is not enough. `run.unknown`, `run.subjectUnknown`.
   */
  'runs.lift': job({
    permission: 'data.read',
    reads: ['runs'],
    input: z.object({ run: z.string(), subject: z.string(), scope: z.enum(['all', 'group']) }),
    output: z.object({
      kind: z.enum(['unscored', 'first', 'options']),
      /** Names of the units directly before it. */
      next: z.array(z.string()),
      nextScore: figure,
      gap: figure,
      vetoed: z.boolean(),
      options: z.array(liftOption),
      combination: liftOption.nullable(),
    }),
  }),
  /**
   * 年度比较: each unit against the run that counts in the cycle before (or another one given). A unit that was merged from others is
   * set beside all of them. Indicators whose rule differs are not compared. `run.unknown`.
   */
  'runs.yearOnYear': query({
    permission: 'data.read',
    reads: ['runs', 'cycles', 'bodies', 'models'],
    input: z.object({ run: z.string(), before: z.string().optional() }),
    output: z.object({
      before: runSummary.nullable(),
      /** The two runs were made with the same model, to the byte. */
      sameModel: z.boolean(),
      /** First-level nodes and leaves of the later model, and how far they can be compared. */
      nodes: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          leaf: z.boolean(),
          comparable: z.enum(['points', 'rate', 'no']),
        }),
      ),
      rows: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          group: z.string().nullable(),
          /** Its lines in the run before: none for a new unit, several for one that was merged. */
          former: z.array(yearSide.extend({ code: z.string(), name: z.string() })),
          now: yearSide,
          /** Null unless there is one line before and both are scored. */
          scoreChange: figure,
          rankChange: z.int().nullable(),
          groupRankChange: z.int().nullable(),
          /** Percentage points of the rate gained, in the order of `nodes`; null where not comparable. */
          rateChanges: z.array(figure),
        }),
      ),
      /** Units of the run before that nothing came of. */
      gone: z.array(z.object({ code: z.string(), name: z.string() })),
    }),
  }),
  /**
   * 防短视跨年观察: chosen indicators of every unit over the cycles that the same model assessed, in each by the run that counts.
   * Without a choice the indicators that the model marks for it. `run.unknown`.
   */
  'runs.history': query({
    permission: 'data.read',
    reads: ['runs', 'cycles', 'models'],
    input: z.object({ run: z.string(), leaves: z.array(z.string()).max(20).optional() }),
    output: z.object({
      /** All leaves of the model, to choose from. */
      choices: z.array(z.object({ code: z.string(), name: z.string() })),
      leaves: z.array(z.object({ code: z.string(), name: z.string() })),
      /** Oldest first. `official`: the run was sealed. */
      cycles: z.array(
        z.object({ cycle: z.string(), name: z.string(), run: z.string(), official: z.boolean() }),
      ),
      rows: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          group: z.string().nullable(),
          /** By cycle, and in it by leaf; null where the unit, or the indicator with this rule, was not assessed. */
          cells: z.array(
            z.array(z.object({ rate: figure, published: figure, status: nodeStatus }).nullable()),
          ),
          /** Full marks at first, less later: what a short view brings. By leaf. */
          fell: z.array(z.boolean()),
        }),
      ),
    }),
  }),
  /**
   * 第三方差异: what the third party's indicators say of each unit against all the others, in percentage points of the rate.
   * `run.unknown`.
   */
  'runs.thirdParty': query({
    permission: 'data.read',
    reads: ['runs', 'entries'],
    input: z.object({ run: z.string() }),
    output: z.object({
      leaves: z.array(z.object({ code: z.string(), name: z.string(), points: z.string() })),
      /** Percentage points, third party minus the rest; null of no unit. */
      mean: figure,
      deviation: figure,
      correlation: z.number().nullable(),
      rows: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          group: z.string().nullable(),
          /** Percent; null where the third party did not assess the unit. */
          thirdParty: figure,
          rest: z.string(),
          difference: figure,
          /** Rank by either alone; ties share. */
          thirdPartyRank: z.int().nullable(),
          restRank: z.int(),
          /** Farther than two standard deviations from the mean difference. */
          outlying: z.boolean(),
        }),
      ),
    }),
  }),
  /**
   * Leaves about which several roles stated values: the points that each role's values come to by themselves, and how far they lie
   * apart, the farthest first. What is stated now. `run.unknown`.
   */
  'runs.roleDifferences': query({
    permission: 'data.read',
    reads: ['runs', 'entries', 'records'],
    input: z.object({
      ...pageInput,
      run: z.string(),
      unit: z.string().optional(),
      leaf: z.string().optional(),
      /** Only where roles differ. */
      differing: z.boolean().default(true),
    }),
    output: page(
      z.object({
        code: z.string(),
        name: z.string(),
        leaf: z.string(),
        leafName: z.string(),
        points: z.string(),
        /** Role → points by itself. */
        byRole: z.record(z.string(), z.string()),
        /** As the run counted it. */
        counted: figure,
        spread: z.string(),
        /** Self minus the most trusted other role; null without either. */
        selfExceeds: figure,
      }),
    ).extend({ total: z.int() }),
  }),
};
