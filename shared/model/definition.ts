/**
 * The model document `zhengxin-model/1`: its shape and the range of every single field (model-spec §1, §3).
 * What needs two fields to judge (unknown parents, cycles, descending grades …) is in `check-model.ts`.
 *
 * A document is kept exactly as it was written: no default is filled in and nothing is converted, because its digest
 * covers the text of the author. The defaults are applied when the model is compiled (`compiled-model.ts`).
 *
 * `extensions` may stand on any object of the document; it is part of the digest and otherwise ignored.
 */
import { z } from 'zod';
import { isDecimalNumber } from '../domain/decimal-number.ts';
import { metricSpec } from '../domain/metrics.ts';
import { isVersion } from './version-order.ts';

export const modelFormat = 'zhengxin-model/1';

/** A number that means exactly the decimal written: finite, at most 15 significant digits. */
const decimal = z.number().refine(isDecimalNumber, { params: { finding: 'model.field.tooManyDigits' } });
const positive = decimal.positive();
const notNegative = decimal.nonnegative();
/** A share or a rate, [0, 1]. */
const fraction = decimal.min(0).max(1);
const text = z
  .string()
  .refine((value) => value.isWellFormed(), { params: { finding: 'model.field.badText' } });
const code = text.min(1);
const itemName = text.min(1);

/** An object that refuses unknown fields, except `extensions`. */
const strict = <S extends z.ZodRawShape>(shape: S) =>
  z.strictObject({ ...shape, extensions: z.unknown().optional() });

export const whenZero = z.enum(['missing', 'full', 'zero', 'exclude']);
/** What a quotient with denominator 0 gives; default `missing`. */
export type WhenZero = z.infer<typeof whenZero>;

export const missingPolicy = z.enum(['zero', 'exclude', 'block']);
/** What a missing leaf (or role) does; default `zero`. */
export type MissingPolicy = z.infer<typeof missingPolicy>;

/** x of `linear` and `bands`: one item, or a quotient of two counts (exactly one of the two ways). */
const measured = {
  value: itemName.optional(),
  numerator: itemName.optional(),
  denominator: itemName.optional(),
  whenZero: whenZero.optional(),
};

export const countedItem = strict({
  item: itemName,
  /** Points for each occurrence. */
  points: positive,
  /** Most points this item can take or give. */
  cap: notNegative.optional(),
});
export type CountedItem = z.infer<typeof countedItem>;

export const ratioScoring = strict({
  method: z.literal('ratio'),
  numerator: itemName,
  denominator: itemName,
  /** Default 1. */
  target: positive.optional(),
  /** A quotient below it scores nothing; default 0. */
  floor: notNegative.optional(),
  whenZero: whenZero.optional(),
});

export const linearScoring = strict({
  method: z.literal('linear'),
  ...measured,
  worst: decimal,
  best: decimal,
});

export const band = strict({ atLeast: decimal.optional(), atMost: decimal.optional(), rate: fraction });
export type Band = z.infer<typeof band>;

export const bandsScoring = strict({
  method: z.literal('bands'),
  ...measured,
  /** All `atLeast`, strictly descending, or all `atMost`, strictly ascending. */
  bands: z.array(band).min(1),
  /** Rate outside every band; default 0. */
  otherwise: fraction.optional(),
});

export const deductScoring = strict({ method: z.literal('deduct'), items: z.array(countedItem).min(1) });
export const awardScoring = strict({ method: z.literal('award'), items: z.array(countedItem).min(1) });

export const booleanScoring = strict({
  method: z.literal('boolean'),
  item: itemName,
  /** Rate of 是; default 1. */
  yes: fraction.optional(),
  /** Rate of 否; default 0. */
  no: fraction.optional(),
});

export const rubricScoring = strict({
  method: z.literal('rubric'),
  item: itemName,
  /** Level → rate. */
  levels: z
    .record(text, fraction)
    .refine((levels) => Object.keys(levels).length > 0, { params: { finding: 'model.field.empty' } }),
});

export const surveyScoring = strict({
  method: z.literal('survey'),
  mean: itemName,
  count: itemName,
  min: decimal,
  max: decimal,
  /** Fewer answers than this count as none; default 1. */
  minimumCount: notNegative.optional(),
});

export const manualScoring = strict({ method: z.literal('manual'), item: itemName });

export const relativeScoring = strict({
  method: z.literal('relative'),
  value: itemName,
  by: z.enum(['minmax', 'rank', 'rankStep', 'best']),
  /** Required, except by `best`, which knows `higher` only. */
  direction: z.enum(['higher', 'lower']).optional(),
  /** Required by `rankStep`. */
  step: positive.max(1).optional(),
});

export const formulaScoring = strict({ method: z.literal('formula'), expression: text.min(1) });

/** The way a leaf's items become a rate (model-spec §3). */
export const scoring = z.discriminatedUnion('method', [
  ratioScoring,
  linearScoring,
  bandsScoring,
  deductScoring,
  awardScoring,
  booleanScoring,
  rubricScoring,
  surveyScoring,
  manualScoring,
  relativeScoring,
  formulaScoring,
]);
export type Scoring = z.infer<typeof scoring>;
export type ScoringMethod = Scoring['method'];
export type ScoringOf<M extends ScoringMethod> = Extract<Scoring, { method: M }>;

export const scorer = strict({
  /** Who gives the value: one of `scorerRoles`, or a role of the model's own. */
  role: code,
  weight: positive,
});
export type Scorer = z.infer<typeof scorer>;

export const modelNode = strict({
  code,
  name: text,
  /** Code of the parent; null for the roots. */
  parent: code.nullable(),
  /** Only its proportion to the siblings' weights counts. */
  weight: positive,
  /** Of inner nodes; default `arithmetic`. */
  aggregate: z.enum(['arithmetic', 'geometric']).optional(),
  /** On leaves only, and on every leaf. */
  scoring: scoring.optional(),
  missing: missingPolicy.optional(),
  scorers: z.array(scorer).min(1).optional(),
  /** Whether evidence must stand with the values; it never changes scoring. */
  evidence: z.enum(['required', 'optional', 'none']).optional(),
  /** Where the rule comes from. */
  basis: text.optional(),
  /** Item → where the program may draw it from; it feeds data in and never changes scoring. */
  metrics: z.record(itemName, metricSpec).optional(),
});
export type ModelNode = z.infer<typeof modelNode>;

export const adjustmentItem = strict({ code, name: text, points: positive, cap: notNegative.optional() });

/** Bonus or penalty points outside the tree. */
export const adjustmentBlock = strict({ cap: notNegative, items: z.array(adjustmentItem) });
export type AdjustmentBlock = z.infer<typeof adjustmentBlock>;

export const veto = strict({
  code,
  name: text,
  scoreAtMost: notNegative.optional(),
  /** Code of a grade. */
  gradeAtMost: code.optional(),
  /** Codes of nodes whose leaves score nothing. */
  zeroNodes: z.array(code).optional(),
});
export type Veto = z.infer<typeof veto>;

export const grade = strict({
  code,
  name: text,
  min: notNegative,
  /** True: the band begins above `min`, not at it. */
  exclusive: z.boolean().optional(),
  /** Quota: largest share of a group's complete subjects. */
  maxShare: fraction.optional(),
});
export type Grade = z.infer<typeof grade>;

export const modelDocument = strict({
  format: z.literal(modelFormat),
  code,
  name: text,
  version: text.refine(isVersion, { params: { finding: 'model.field.notSemver' } }),
  /** Kinds of body the model is made for, such as `township`. */
  subjectKinds: z.array(text),
  fullScore: positive,
  /** Published decimals, default 2. */
  decimals: z.int().min(0).max(4).optional(),
  rounding: z.enum(['half-up', 'half-even']).optional(),
  roundAt: z.enum(['leaf', 'total']).optional(),
  nodes: z.array(modelNode),
  bonus: adjustmentBlock.optional(),
  penalty: adjustmentBlock.optional(),
  vetoes: z.array(veto).optional(),
  /** From best to worst. */
  grades: z.array(grade).min(1),
  ties: z.enum(['competition', 'dense']).optional(),
  /** `fewerVetoes` or `node:CODE`, in order. */
  tieBreak: z.array(text).optional(),
  vetoedLast: z.boolean().optional(),
  /** Checks over the data (`audit-rules/definition.ts`); they never change scoring, and any shape is accepted. */
  auditRules: z.array(z.unknown()).optional(),
});
export type ModelDocument = z.infer<typeof modelDocument>;
