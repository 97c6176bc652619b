/**
 * The result document `zhengxin-result/1` (model-spec §5). Every decimal is text, so that what is stored, exported and
 * compared is the same to the last digit. Subjects stand by rank then code, unranked ones last by code; nodes in tree
 * order, siblings by code.
 */
import { z } from 'zod';
import { finding } from '../errors/finding.ts';

export const resultFormat = 'zhengxin-result/1';

const decimalText = z.string().regex(/^-?\d+(\.\d+)?$/);

/** `missing` was counted as zero; `excluded` left the tree; `zeroed` was struck out by a veto. */
export const nodeStatus = z.enum(['scored', 'missing', 'excluded', 'zeroed']);
export type NodeStatus = z.infer<typeof nodeStatus>;

export const nodeResult = z.strictObject({
  code: z.string(),
  status: nodeStatus,
  /** 10 decimals in [0, 1]; null when excluded. */
  rate: decimalText.nullable(),
  /** Nominal points, 10 decimals. */
  points: decimalText,
  /** Exact points before rounding, shown with 10 decimals; null when excluded, and at, below or above a geometric node. */
  earned: decimalText.nullable(),
  /** Published points: `decimals` digits with `roundAt: leaf`, else 10; null like `earned`. */
  published: decimalText.nullable(),
  /** The inputs used and the arithmetic, for a person. */
  trace: z.string(),
});
export type NodeResult = z.infer<typeof nodeResult>;

export const missingValue = z.strictObject({
  leaf: z.string(),
  /** The scorer whose value is missing, on leaves with scorers. */
  role: z.string().optional(),
  /** True when the subject cannot be scored without it. */
  blocking: z.boolean(),
});
export type MissingValue = z.infer<typeof missingValue>;

/** `incomplete` lacks a blocking value (or everything); `invalid` holds a wrong value. Neither is scored. */
export const subjectStatus = z.enum(['complete', 'incomplete', 'invalid']);
export type SubjectStatus = z.infer<typeof subjectStatus>;

export const subjectResult = z.strictObject({
  code: z.string(),
  status: subjectStatus,
  /** Points of the tree, 10 decimals; like all that follows up to `groupRank`, null unless complete. */
  base: decimalText.nullable(),
  bonus: decimalText.nullable(),
  penalty: decimalText.nullable(),
  total: decimalText.nullable(),
  /** The total rounded to `decimals`. */
  score: decimalText.nullable(),
  /** Code of the grade. */
  grade: z.string().nullable(),
  rank: z.int().positive().nullable(),
  groupRank: z.int().positive().nullable(),
  missing: z.array(missingValue),
  findings: z.array(finding),
  /** Empty when invalid. */
  nodes: z.array(nodeResult),
});
export type SubjectResult = z.infer<typeof subjectResult>;

export const modelResult = z.strictObject({
  format: z.literal(resultFormat),
  model: z.strictObject({ code: z.string(), version: z.string(), digest: z.string() }),
  dataDigest: z.string(),
  /** Version of the arithmetic; it changes whenever any model could get another result. */
  engine: z.string(),
  subjects: z.array(subjectResult),
});
export type ModelResult = z.infer<typeof modelResult>;
