import { z } from 'zod';

const none = z.object({});

/** Failures of writing and reading explanations of findings. */
export const explanationFailures = {
  'explanation.findingGone': z.object({ leaf: z.string() }),
  'explanation.errorStays': none,
  /** `why` is in words already. */
  'explanation.locked': z.object({ why: z.string() }),
  'explanation.otherOffice': none,
  'explanation.unknown': none,
  'explanation.changed': z.object({ unit: z.string() }),
} as const;

const rule = { rule: z.string(), name: z.string() };

/** Findings of a model's audit rules about the values of a unit. Texts are in words already, values as decimals. */
export const auditRuleFindings = {
  'entry.rule.broken': z.object({
    ...rule,
    left: z.string(),
    right: z.string(),
    /** What should be: one of `auditRelations`. */
    relation: z.string(),
    difference: z.string(),
    /** What stands on either side, with the values that it is made of. */
    leftWords: z.string(),
    rightWords: z.string(),
    /** Such as `5%`; empty without one. */
    tolerance: z.string(),
    message: z.string(),
  }),
  'entry.rule.missing': z.object({ ...rule, missing: z.string(), message: z.string() }),
  'entry.rule.notComputable': z.object({ ...rule, why: z.string() }),
} as const;
