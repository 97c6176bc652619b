/**
 * Audit rules (审核公式): what must hold between the values of one unit, as data at the model's end (`auditRules`). They
 * check what was filled in and never change scoring. `docs/audit-rules.md` explains them with examples.
 *
 * `{code, name, severity, scope, when?, values, left, relation, right, tolerance?, missing?, message?, at?, basis?}`
 *
 * - `values` names the operands; `left`, `right` and `when` are formulas over these names in the language of
 *   model-spec §3, without `P`. Arithmetic is exact.
 *
 *   | operand | value |
 *   |---|---|
 *   | `{leaf, item}` | what counts for the item: the most trusted value that was stated or drawn |
 *   | `{leaf, item, role}` | what one role stated; `derived` is what the credit database yields |
 *   | `{leaf, item, period: "last"}` | the same in the unit's last cycle under a model of the same code |
 *   | `{metric}`, `{metric, period: "last"}` | a metric of `shared/domain/metrics.ts` over the unit's records or ledgers |
 *   | `{decision}` | how often the bonus or penalty item, veto or not-applicable node was decided; 0 without a decision |
 *   | `{officials: "all" | "pledged" | "trained"}` | the unit's officials in the credit database: all, with a pledge signed by the end of the period, with hours of training; without a value while none is registered |
 *
 *   A flag reads 1 or 0; a level reads as the number that its text is. Every operand may carry a `label`.
 * - The rule holds when `left` stands in `relation` to `right`, give or take `tolerance`: `{absolute}` in the values' own
 *   unit, or `{percent}` of the right side's magnitude.
 * - With `when`, the rule is asked only where the condition is true.
 * - An operand without a value skips the rule (`missing: "skip"`, default) or is itself a finding (`"finding"`). A rule
 *   over a leaf that does not apply to the unit is always skipped, and so is one whose condition lacks a value.
 * - `at` says where the finding is shown; without it, at the first leaf among `values`.
 */
import { z } from 'zod';
import { scorerRoles } from '../../domain/code-lists.ts';
import { isDecimalNumber } from '../../domain/decimal-number.ts';
import { metricSpec } from '../../domain/metrics.ts';

const text = z
  .string()
  .min(1)
  .refine((value) => value.isWellFormed());
const notNegative = z.number().nonnegative().refine(isDecimalNumber);
const strict = <S extends z.ZodRawShape>(shape: S) =>
  z.strictObject({ ...shape, extensions: z.unknown().optional() });
const label = text.optional();
const period = z.literal('last').optional();

/** Sides compared by what they are about. */
export const auditScopes = ['row', 'rows', 'tables', 'lastPeriod', 'database'] as const;
/**
 * `row` 表内: items of one leaf; `rows` 行间: leaves of one first-level indicator; `tables` 跨表: leaves of several, or
 * values against decisions and ledgers; `lastPeriod` 与上期; `database` 与信用库: credit records and officials.
 */
export type AuditScope = (typeof auditScopes)[number];

export const officialCounts = ['all', 'pledged', 'trained'] as const;

export const leafOperand = strict({
  leaf: text,
  item: text,
  role: z
    .enum(Object.keys(scorerRoles) as [keyof typeof scorerRoles, ...(keyof typeof scorerRoles)[]])
    .optional(),
  period,
  label,
});
export type LeafOperand = z.infer<typeof leafOperand>;

const operand = z.union([
  leafOperand,
  strict({ metric: metricSpec, period, label }),
  strict({ decision: text, label }),
  strict({ officials: z.enum(officialCounts), label }),
]);
/** Where the value of a name comes from. */
export type Operand = z.infer<typeof operand>;

export const auditRelations = ['=', '≠', '<', '≤', '>', '≥'] as const;
export type AuditRelation = (typeof auditRelations)[number];

export const auditRule = strict({
  code: text,
  name: text,
  /** `error` 错误 blocks 上报; `warning` 警告 may pass with an explanation. */
  severity: z.enum(['error', 'warning']),
  scope: z.enum(auditScopes),
  when: text.optional(),
  values: z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), operand),
  left: text,
  relation: z.enum(auditRelations),
  right: text,
  tolerance: z.union([strict({ absolute: notNegative }), strict({ percent: notNegative })]).optional(),
  missing: z.enum(['skip', 'finding']).optional(),
  /** What to do about it, in the words of the office; stands after what was found. */
  message: text.optional(),
  at: strict({ leaf: text, item: text.optional() }).optional(),
  /** Where the rule comes from. */
  basis: text.optional(),
});
/** A rule as its author wrote it. */
export type AuditRule = z.infer<typeof auditRule>;
