import { z } from 'zod';
import { isDecimalNumber } from '../../domain/decimal-number.ts';
import { instant, uuid } from '../../domain/entities.ts';
import { finding } from '../../errors/finding.ts';
import { command, fileToken, query } from '../operation.ts';
import { describedModel, documentSource, modelSummary, oneSource } from './models.ts';

const version = z.object({ code: z.string(), version: z.string() });

/** A working copy as lists name it; code, name and version are as its document says, `''` where it says none. */
const draftHead = version.extend({
  id: uuid,
  name: z.string(),
  /** The version that it began as a copy of; null for a model begun from nothing. */
  basedOn: version.nullable(),
  /** Counts its saves. */
  revision: z.int(),
  savedAt: instant,
  savedBy: z.string(),
  /** Errors that stand in the way of publishing. */
  errors: z.int(),
});

/** A node of a draft, which may be faulty. */
const outlineNode = z.object({
  code: z.string(),
  name: z.string(),
  parent: z.string().nullable(),
  /** 0 for the roots, and for nodes whose parent cannot be found. */
  depth: z.int(),
  /** As written; empty where it is no number. */
  weight: z.string(),
  /** Share among the siblings, for example `27.78%`; null where weights are missing or not above zero. */
  share: z.string().nullable(),
  /** Points that the node is worth, by the model's digits; null as `share`. */
  points: z.string().nullable(),
  /** Has no children. */
  leaf: z.boolean(),
  methodName: z.string().nullable(),
  /** Findings of severity error at this node. */
  errors: z.int(),
});

const documentText = z.string().max(20_000_000);
const savedDraft = { id: uuid, baseRevision: z.int().positive() };

/** Working copies of indicator models: edited, checked, tried, then published as a version that never changes. */
export const modelDraftOperations = {
  /** Newest save first. */
  'modelDrafts.list': query({
    permission: 'data.read',
    reads: ['models'],
    input: z.object({}),
    output: z.object({ drafts: z.array(draftHead) }),
  }),
  /**
   * Begins a draft: a copy of a stored version under the given code, name and version, or (`from` null) a model with nothing but
   * two grades. `weights` replace those of the copied nodes. `model.unknown`.
   */
  'modelDrafts.create': command({
    permission: 'model.manage',
    input: z.object({
      from: version.nullable(),
      code: z.string().trim().min(1).max(40),
      name: z.string().trim().min(1).max(100),
      version: z.string().trim().min(1).max(40),
      /** Null: those of the version copied; for a model begun from nothing, townships. */
      subjectKinds: z.array(z.string().trim().min(1).max(40)).max(40).nullable().default(null),
      weights: z
        .array(z.object({ code: z.string(), weight: z.number().positive().refine(isDecimalNumber) }))
        .max(10_000)
        .default([]),
    }),
    output: z.object({ id: uuid }),
    changes: ['models'],
  }),
  /**
   * Begins a draft from a model document (JSON), however faulty: a file that `models.import` refuses can be put right. Taken as it is, code
   * and version too. `model.notJson`, `modelDraft.noModel` when it is no object that a draft can keep, `file.*`.
   */
  'modelDrafts.open': command({
    permission: 'model.manage',
    input: z.object(documentSource).refine(oneSource, { path: ['document'] }),
    output: z.object({ id: uuid }),
    changes: ['models'],
  }),
  /**
   * A draft with everything an editor shows of it: its document as JSON text, the tree as far as it can be made out (in tree order,
   * siblings by code), the whole in words once there are no errors, and what the checks say. `modelDraft.unknown`.
   */
  'modelDrafts.read': query({
    permission: 'data.read',
    reads: ['models'],
    input: z.object({ id: uuid }),
    output: z.object({
      draft: draftHead,
      document: z.string(),
      outline: z.array(outlineNode),
      described: describedModel.nullable(),
      findings: z.array(finding),
    }),
  }),
  /**
   * Replaces the document of a draft, faulty or not. `modelDraft.unknown`, `modelDraft.changed` when it was saved since
   * `baseRevision`, `modelDraft.notReadable`.
   */
  'modelDrafts.save': command({
    permission: 'model.manage',
    input: z.object({ ...savedDraft, document: documentText }),
    output: z.object({ revision: z.int() }),
    changes: ['models'],
  }),
  /** Writes the document of a draft as canonical JSON, faults and all, for somebody else to look at. `modelDraft.unknown`, `file.*`. */
  'modelDrafts.export': command({
    permission: 'data.export',
    input: z.object({ id: uuid, file: fileToken }),
    output: z.object({}),
  }),
  /** Throws a draft away. `modelDraft.unknown`, `modelDraft.changed`. */
  'modelDrafts.remove': command({
    permission: 'model.manage',
    input: z.object(savedDraft),
    output: z.object({}),
    changes: ['models'],
  }),
  /**
   * Publishes a draft as the version that its document names, and ends the draft. With error findings nothing is published. A model for
   * persons stays switched off without a legal basis. `modelDraft.unknown`, `modelDraft.changed`, `model.versionTaken`.
   */
  'modelDrafts.publish': command({
    permission: 'model.manage',
    input: z.object({ ...savedDraft, legalBasis: z.string().trim().min(4).nullable().default(null) }),
    output: z.object({ stored: modelSummary.nullable(), findings: z.array(finding) }),
    changes: ['models'],
  }),
};
