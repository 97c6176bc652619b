import { z } from 'zod';
import { decisionContent } from '../../domain/entities.ts';
import { finding } from '../../errors/finding.ts';
import { missingValue, nodeStatus, subjectStatus } from '../../model/result.ts';
import { page, pageInput, query } from '../operation.ts';
import { ranked, runSummary } from './runs.ts';

/** A figure as published: decimal text, never a binary number. Its digits are those of the result document. */
const figure = z.string().nullable();

/** A value as the data document holds it. */
const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** A node of the run's model, in tree order. */
const outlineNode = z.object({
  code: z.string(),
  name: z.string(),
  parent: z.string().nullable(),
  /** 0 for the roots. */
  depth: z.int(),
  leaf: z.boolean(),
  /** As stated in the model. */
  weight: z.string(),
  /** Effective points: full score × the shares on the path; at most four decimals. */
  points: z.string(),
});

/** Why a unit was not scored. */
const reason = z.object({
  /** Blocking values that are missing, the first ten of them. */
  missing: z.array(z.object({ leaf: z.string(), name: z.string(), role: z.string().nullable() })),
  /** All blocking values that are missing. */
  missingCount: z.int(),
  /** Wrong values. */
  errors: z.int(),
});

const rankingRow = ranked.extend({
  base: figure,
  bonus: figure,
  penalty: figure,
  /** How many units share the rank, and the rank in the group: 1 when it is the unit's alone, 0 without a rank. */
  sharedBy: z.int(),
  groupSharedBy: z.int(),
  /** Vetoes that apply. */
  vetoes: z.array(z.object({ code: z.string(), name: z.string() })),
  /** Null when scored. */
  reason: reason.nullable(),
  /** Published points of the first level, in the order of the model's roots; null unless scored. */
  branches: z.array(figure),
});

const average = z.object({
  /** Units that were scored. */
  units: z.int(),
  /** Mean score, rounded half-up to the model's decimals; null of none. */
  score: figure,
  /**
   * Mean over the scored units for which the node counts: the rate with ten decimals, the published points rounded half-up
   * to the model's decimals. In the order of the model's nodes.
   */
  rates: z.array(figure),
  points: z.array(figure),
});

const side = z.object({
  status: subjectStatus,
  score: figure,
  grade: z.string().nullable(),
  gradeName: z.string().nullable(),
  rank: z.int().nullable(),
  groupRank: z.int().nullable(),
});

const nodeSide = z.object({
  status: nodeStatus,
  rate: figure,
  /** Nominal points, at most four decimals. */
  points: z.string(),
  published: figure,
});

const twoRuns = { before: z.string(), after: z.string() };

/** A decision of the assessors as the run took it; the reason as it is noted now, null when it was taken back. */
const decided = z.object({
  kind: decisionContent.shape.kind,
  code: z.string(),
  name: z.string(),
  /** Decimal text; 1 for vetoes and nodes that do not apply. */
  count: z.string(),
  /** Of bonus and penalty: points for each count. Null otherwise. */
  points: figure,
  reason: z.string().nullable(),
});

/** What a stored run says, in portions: never the whole result of all units at once. All reads. */
export const runResultOperations = {
  /** What a page about a run needs before any unit: the run, its model's tree, grades, groups. `run.unknown`. */
  'runs.overview': query({
    permission: 'data.read',
    reads: ['runs'],
    input: z.object({ run: z.string() }),
    output: z.object({
      run: runSummary,
      model: z.object({
        fullScore: z.string(),
        /** Published decimals. */
        decimals: z.int(),
        /** False where a geometric mean keeps points of single nodes from meaning anything: rates only. */
        pointsAddUp: z.boolean(),
        hasBonus: z.boolean(),
        hasPenalty: z.boolean(),
        nodes: z.array(outlineNode),
      }),
      /** From best to worst, with the units in each. */
      grades: z.array(z.object({ code: z.string(), name: z.string(), units: z.int() })),
      groups: z.array(z.object({ group: z.string().nullable(), units: z.int(), complete: z.int() })),
      incomplete: z.int(),
      invalid: z.int(),
    }),
  }),
  /**
   * The ranking of a run, filtered and sorted; `rank` is the order of the result document: by rank, unscored units last.
   * Units without the figure that is sorted by stand last in either direction. `run.unknown`.
   */
  'runs.ranking': query({
    permission: 'data.read',
    reads: ['runs'],
    input: z.object({
      ...pageInput,
      run: z.string(),
      /** Null for the units without a group. */
      group: z.string().nullable().optional(),
      status: subjectStatus.optional(),
      /** Code of a grade. */
      grade: z.string().optional(),
      /** Part of the name, or the beginning of the unified code. */
      text: z.string().max(100).optional(),
      sort: z
        .object({
          by: z.enum(['rank', 'group', 'name', 'score', 'base', 'bonus', 'penalty', 'branch']),
          /** Code of the first-level node for `branch`. */
          branch: z.string().optional(),
          descending: z.boolean().default(false),
        })
        .default({ by: 'rank', descending: false }),
    }),
    output: page(rankingRow).extend({
      /** Units that the filter leaves, on all pages. */
      total: z.int(),
    }),
  }),
  /** Means over the scored units of the run and of each of its groups, exact until rounded once. `run.unknown`. */
  'runs.averages': query({
    permission: 'data.read',
    reads: ['runs'],
    input: z.object({ run: z.string() }),
    output: z.object({
      all: average,
      groups: z.array(average.extend({ group: z.string().nullable() })),
    }),
  }),
  /**
   * Rates and points, units × nodes, in the order of the ranking: for charts and the heat map. Units that are invalid have no
   * figures at all. `run.unknown`.
   */
  'runs.table': query({
    permission: 'data.read',
    reads: ['runs'],
    input: z.object({
      ...pageInput,
      run: z.string(),
      /** Which nodes: those of the first level, the leaves, or every one. */
      level: z.enum(['branches', 'leaves', 'all']),
      /** Only these units. */
      units: z.array(z.string()).max(1000).optional(),
      /** Only the units of one group; null for those without. */
      group: z.string().nullable().optional(),
    }),
    output: page(
      z.object({
        code: z.string(),
        name: z.string(),
        group: z.string().nullable(),
        status: subjectStatus,
        score: figure,
        rank: z.int().nullable(),
        /** In the order of `nodes`; null where the unit has no such figure. */
        rates: z.array(figure),
        published: z.array(figure),
        states: z.array(nodeStatus.nullable()),
      }),
    ).extend({ nodes: z.array(z.string()) }),
  }),
  /**
   * Why a unit has its score: from the total down to every leaf with its rule, values and arithmetic, and for values drawn
   * from the credit database the records behind. `run.unknown`, `run.subjectUnknown`.
   */
  'runs.explain': query({
    permission: 'data.read',
    reads: ['runs', 'entries', 'records'],
    input: z.object({ run: z.string(), subject: z.string() }),
    output: z.object({
      run: runSummary,
      subject: ranked,
      /** Ten decimals, as the result document has them; null unless scored. */
      base: figure,
      bonus: figure,
      penalty: figure,
      total: figure,
      /** Sentences from the base score to the rank. */
      steps: z.array(z.string()),
      decisions: z.array(decided),
      missing: z.array(missingValue),
      findings: z.array(finding),
      /** In tree order; empty when invalid. */
      nodes: z.array(
        outlineNode.extend({
          status: nodeStatus,
          rate: figure,
          earned: figure,
          published: figure,
          /**
           * What the node was worth for this unit, at most four decimals: its points and its part of those of siblings that do not
           * count. Null when it does not count itself.
           */
          worth: figure,
          /** What is missing from that, at the model's decimals; null where single points mean nothing. */
          lost: figure,
          /** The arithmetic in words. */
          trace: z.string(),
          /** The scoring rule of a leaf in words; null on inner nodes. */
          rule: z.string().nullable(),
          /** The values that were scored. */
          values: z.array(
            z.object({
              item: z.string(),
              label: z.string(),
              /** Who gave it: of leaves with several scorers as scored, else as the entries say now; null when unknown. */
              role: z.string().nullable(),
              value: scalar,
            }),
          ),
          /** Values drawn from the credit database, whether or not they were the ones that counted. */
          sources: z.array(
            z.object({
              item: z.string(),
              label: z.string(),
              value: scalar.nullable(),
              /** True when the value that was scored is this one. */
              counted: z.boolean(),
              records: z.array(
                z.object({
                  id: z.string(),
                  documentNo: z.string(),
                  title: z.string(),
                  decisionDate: z.string(),
                  /** The ledger whose row it is; null for a credit record. */
                  ledger: z.string().nullable(),
                }),
              ),
            }),
          ),
        }),
      ),
    }),
  }),
  /**
   * What two runs have in common and where they differ as a whole: data, model (`models.compare` says how), arithmetic, units.
   * `run.unknown`.
   */
  'runs.compare': query({
    permission: 'data.read',
    reads: ['runs'],
    input: z.object(twoRuns),
    output: z.object({
      before: runSummary,
      after: runSummary,
      same: z.object({ model: z.boolean(), data: z.boolean(), engine: z.boolean(), result: z.boolean() }),
      /** First-level nodes of the later model, then those of the earlier one alone. */
      branches: z.array(z.object({ code: z.string(), name: z.string() })),
      units: z.object({
        both: z.int(),
        changed: z.int(),
        up: z.int(),
        down: z.int(),
        gradeChanged: z.int(),
        onlyBefore: z.int(),
        onlyAfter: z.int(),
      }),
    }),
  }),
  /**
   * The units of two runs side by side, in the order of the later one; units of the earlier one alone last. Differences are later
   * minus earlier; places gained are positive. `run.unknown`.
   */
  'runs.compareUnits': query({
    permission: 'data.read',
    reads: ['runs'],
    input: z.object({ ...pageInput, ...twoRuns, changedOnly: z.boolean().default(false) }),
    output: page(
      z.object({
        code: z.string(),
        name: z.string(),
        group: z.string().nullable(),
        before: side.nullable(),
        after: side.nullable(),
        scoreChange: figure,
        rankChange: z.int().nullable(),
        groupRankChange: z.int().nullable(),
        changed: z.boolean(),
        /** Points gained in each of the `branches` of `runs.compare`. */
        branchChanges: z.array(figure),
      }),
    ).extend({ total: z.int() }),
  }),
  /** One unit in two runs: every node, and the values and decisions that differ. `run.unknown`, `run.subjectUnknown`. */
  'runs.compareSubject': query({
    permission: 'data.read',
    reads: ['runs'],
    input: z.object({ ...twoRuns, subject: z.string() }),
    output: z.object({
      nodes: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          depth: z.int(),
          leaf: z.boolean(),
          before: nodeSide.nullable(),
          after: nodeSide.nullable(),
          pointsChange: figure,
          changed: z.boolean(),
        }),
      ),
      values: z.array(
        z.object({
          leaf: z.string(),
          item: z.string(),
          label: z.string(),
          /** Of leaves with several scorers. */
          role: z.string().nullable(),
          before: scalar.nullable(),
          after: scalar.nullable(),
        }),
      ),
      decisions: z.array(
        z.object({
          kind: decisionContent.shape.kind,
          code: z.string(),
          name: z.string(),
          before: figure,
          after: figure,
        }),
      ),
    }),
  }),
};
