import { z } from 'zod';
import { modelVersion, uuid } from '../../domain/entities.ts';
import { finding } from '../../errors/finding.ts';
import { missingPolicy } from '../../model/definition.ts';
import { command, fileToken, query } from '../operation.ts';

export const modelSummary = modelVersion.omit({ document: true });

/** A model document: its text, or a file that the user picked. */
export const documentSource = {
  document: z.string().max(20_000_000).optional(),
  file: fileToken.optional(),
};
/** Exactly one of them is given. */
export const oneSource = ({ document, file }: { document?: string | undefined; file?: string | undefined }) =>
  (document === undefined) !== (file === undefined);

/** A stored version (the newest when none is named), or a draft. */
export const modelSource = z.union([
  z.object({ code: z.string(), version: z.string().optional() }),
  z.object({ draft: uuid }),
]);
export type ModelSource = z.input<typeof modelSource>;

const named = z.object({ code: z.string(), name: z.string() });

/** One value of a leaf: what a person types for it. */
const describedItem = z.object({
  code: z.string(),
  label: z.string(),
  type: z.enum(['count', 'number', 'flag', 'level']),
  /** Of `level` items, best first. */
  levels: z.array(z.string()),
  /** What the program itself draws from the credit database, in words; null when a person gives the value. */
  drawn: z.string().nullable(),
});

const describedLeaf = z.object({
  method: z.string(),
  methodName: z.string(),
  /** The whole rule in words, as the column 评分标准 of the form says it. */
  rule: z.string(),
  parameters: z.array(z.object({ name: z.string(), value: z.string() })),
  missing: missingPolicy,
  evidence: z.enum(['required', 'optional', 'none']),
  /** Who gives the values, and each one's share where several do. */
  filledBy: z.array(z.object({ role: z.string(), name: z.string(), share: z.string().nullable() })),
  /** Whether it is scored by role, `{by: {role: …}}`. */
  byRole: z.boolean(),
  /** Where the data comes from, as the model's author wrote it. */
  source: z.string().nullable(),
  /** What each level means. */
  anchors: z.array(z.object({ level: z.string(), meaning: z.string() })),
  note: z.string().nullable(),
  items: z.array(describedItem),
});

const describedNode = z.object({
  code: z.string(),
  name: z.string(),
  parent: z.string().nullable(),
  /** 0 for the roots. */
  depth: z.int(),
  /** As written; only its proportion to the siblings' weights counts. */
  weight: z.string(),
  /** Share among the siblings, for example `27.78%`. */
  share: z.string(),
  /** Points that the node is worth, rounded to the model's digits. */
  points: z.string(),
  aggregate: z.enum(['arithmetic', 'geometric']),
  basis: z.string().nullable(),
  /** Weight, threshold or the whole rule is the program's own suggestion, not the law's. */
  ownProposal: z.boolean(),
  /** Null for inner nodes. */
  leaf: describedLeaf.nullable(),
});

const describedAdjustments = z.object({
  cap: z.string(),
  items: z.array(
    named.extend({ points: z.string(), cap: z.string().nullable(), basis: z.string().nullable() }),
  ),
});

/** A model that has no errors, as a person reads it. */
export const describedModel = z.object({
  fullScore: z.string(),
  decimals: z.int(),
  /** Settings with their words, for example 取整方式: 四舍五入. */
  settings: z.array(z.object({ name: z.string(), value: z.string() })),
  /** What the author says of the model as a whole. */
  remarks: z.array(z.string()),
  nodes: z.array(describedNode),
  bonus: describedAdjustments,
  penalty: describedAdjustments,
  vetoes: z.array(named.extend({ effects: z.array(z.string()), basis: z.string().nullable() })),
  grades: z.array(named.extend({ range: z.string(), quota: z.string().nullable() })),
  gradesBasis: z.string().nullable(),
  /** Audit rules that can be read; the others are findings. */
  rules: z.array(
    named.extend({
      severity: z.enum(['error', 'warning']),
      /** 表内, 行间, 跨表, 与上期 or 与信用库. */
      scope: z.string(),
      /** What it asks for, in words. */
      says: z.string(),
      missing: z.enum(['skip', 'finding']),
      /** The leaf and item at which its finding is shown, in words; and the leaf. */
      place: z.string(),
      leaf: z.string(),
      message: z.string().nullable(),
      basis: z.string().nullable(),
    }),
  ),
});

/** How two versions of a model differ in one respect. */
const modelChange = z.object({
  part: z.enum(['node', 'bonus', 'penalty', 'veto', 'grade', 'setting']),
  kind: z.enum(['added', 'removed', 'changed']),
  /** Code of the node, item, veto or grade; name of the setting. */
  code: z.string(),
  name: z.string(),
  /** What changed, for example `weight`; the whole for what was added or removed. */
  field: z.string(),
  fieldName: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});

/** Indicator models kept in the database. Published versions never change. */
export const modelOperations = {
  'models.list': query({
    permission: 'data.read',
    reads: ['models'],
    input: z.object({}),
    output: z.object({ models: z.array(modelSummary) }),
  }),
  /** One version (the newest when none is named). `model.unknown` when there is none. */
  'models.read': query({
    permission: 'data.read',
    reads: ['models'],
    input: z.object({ code: z.string(), version: z.string().optional() }),
    output: modelVersion,
  }),
  /**
   * One version as a person reads it: the tree in order (a parent before its children, siblings by code) with the
   * points that each node is worth, every leaf's rule in words, bonus, penalty, vetoes, grades, and what the checks say.
   * Decimals are texts. `model.unknown` when there is none.
   */
  'models.describe': query({
    permission: 'data.read',
    reads: ['models'],
    input: z.object({ code: z.string(), version: z.string().optional() }),
    output: describedModel.extend({ model: modelSummary, findings: z.array(finding) }),
  }),
  /**
   * What typed values earn on one leaf: points, and the arithmetic in words. Values are texts as typed (`95.5`, 是, a
   * level); an empty one is missing. `others` are values of the first item of other units of the group, for methods
   * that compare units. Findings name what cannot be taken; points are null then. Fails with `model.unknown`,
   * `model.leafUnknown`, `modelDraft.unknown`, `modelDraft.faulty`.
   */
  'models.tryLeaf': query({
    permission: 'data.read',
    reads: ['models'],
    input: z.object({
      model: modelSource,
      leaf: z.string(),
      values: z
        .array(
          z.object({
            role: z.string().nullable().default(null),
            item: z.string(),
            text: z.string().max(1_000),
          }),
        )
        .max(200),
      others: z.array(z.string().max(100)).max(100).default([]),
    }),
    output: z.object({
      /** What the leaf is worth, as the model publishes points. */
      nominal: z.string(),
      /** Null when the leaf does not count, blocks the score, or a value cannot be taken. */
      points: z.string().nullable(),
      /** Rate, for example `95%`. */
      rate: z.string().nullable(),
      status: z.enum(['scored', 'missing', 'excluded', 'blocked', 'invalid']),
      /** The inputs used and the arithmetic; empty when invalid. */
      trace: z.string(),
      findings: z.array(finding),
    }),
  }),
  /**
   * Checks a model document (JSON) without storing it: what it is, what is wrong with it, and whether this version is
   * here already (`same`, or `different` content under the same number). `model.notJson` when it is no JSON.
   */
  'models.check': query({
    permission: 'data.read',
    reads: ['models'],
    input: z.object(documentSource).refine(oneSource, { path: ['document'] }),
    output: z.object({
      /** Null when errors stand in the way. */
      model: z
        .object({
          code: z.string(),
          name: z.string(),
          version: z.string(),
          digest: z.string(),
          leaves: z.int(),
          /** A model for persons is switched on by its legal basis only. */
          needsLegalBasis: z.boolean(),
        })
        .nullable(),
      present: z.enum(['none', 'same', 'different']),
      findings: z.array(finding),
    }),
  }),
  /**
   * How one stored version differs from another, or a draft from a stored version: nodes, adjustments, vetoes, grades and
   * settings added, removed or changed, in tree order, with the words of before and after. `model.unknown`,
   * `modelDraft.unknown`, `modelDraft.faulty`.
   */
  'models.compare': query({
    permission: 'data.read',
    reads: ['models'],
    input: z.object({
      before: z.object({ code: z.string(), version: z.string() }),
      after: modelSource,
    }),
    output: z.object({ changes: z.array(modelChange) }),
  }),
  /**
   * Checks a model document (JSON) and stores it as published. A document with error findings is not stored and
   * comes back with them; the same version with another digest fails with `model.versionTaken`.
   */
  'models.import': command({
    permission: 'model.manage',
    input: z
      .object({ ...documentSource, legalBasis: z.string().nullable().default(null) })
      .refine(oneSource, { path: ['document'] }),
    output: z.object({ stored: modelSummary.nullable(), findings: z.array(finding) }),
    changes: ['models'],
  }),
  /** Writes a model document as canonical JSON. */
  'models.export': command({
    permission: 'data.export',
    input: z.object({ code: z.string(), version: z.string().optional(), file: fileToken }),
    output: z.object({ digest: z.string() }),
  }),
  /**
   * Switches a disabled model on by entering its legal basis (for `OFFICIAL-1000`: points for persons need one).
   */
  'models.enable': command({
    permission: 'model.manage',
    input: z.object({ code: z.string(), version: z.string(), legalBasis: z.string().trim().min(4) }),
    output: modelSummary,
    changes: ['models'],
  }),
};
