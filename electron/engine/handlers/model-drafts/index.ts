/** Working copies of indicator models: begun, saved, thrown away, published. */
import type { modelDraftOperations } from '#shared/contract/operations/model-drafts.ts';
import type { AuditAction } from '#shared/domain/audit-words.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type ModelDocument, modelFormat } from '#shared/model/definition.ts';
import { isObject, type JsonObject, jsonFaults } from '#shared/model/json-view.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { canonicalJson } from '../../db/content-hash.ts';
import {
  createModelDraftReader,
  createModelDraftRepository,
  type ModelDraft,
} from '../../db/repositories/model-drafts.ts';
import type { ReadDb, WriteTx } from '../../db/transaction.ts';
import { writeFileAtomically } from '../../runtime/atomic-file.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import {
  checkModelDocument,
  documentOf,
  documentText,
  parseDocument,
  requireDraft,
  requireModel,
  storeModel,
  withoutDocument,
} from '../models.ts';
import { nameOfDraft, viewDraft, viewHead } from './draft-view.ts';

/** The draft as the caller last saw it. @throws AppError `modelDraft.unknown`, `modelDraft.changed` */
const requireRevision = (db: ReadDb, id: string, revision: number): ModelDraft => {
  const draft = requireDraft(db, id);
  if (draft.revision !== revision) throw new AppError('modelDraft.changed', { name: nameOfDraft(draft) });
  return draft;
};

/** An object that has a canonical text; a draft may have every other fault. */
const canBeKept = (document: unknown): document is JsonObject =>
  isObject(document) && jsonFaults(document).length === 0;

/** @throws AppError `modelDraft.notReadable` */
const readDocument = (text: string): string => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new AppError('modelDraft.notReadable', {}, { cause: error });
  }
  if (!canBeKept(parsed)) throw new AppError('modelDraft.notReadable', {});
  return JSON.stringify(parsed);
};

/** A model with nothing in it but what every model has to have. */
const blank = {
  format: modelFormat,
  subjectKinds: ['township'],
  fullScore: 100,
  nodes: [],
  grades: [
    { code: 'PASS', name: '合格', min: 60 },
    { code: 'FAIL', name: '不合格', min: 0 },
  ],
} as const;

type Begin = {
  code: string;
  name: string;
  version: string;
  subjectKinds: readonly string[] | null;
  weights: readonly { code: string; weight: number }[];
};

const begunFrom = (
  base: ModelDocument | null,
  { code, name, version, subjectKinds, weights }: Begin,
): object => {
  const given = new Map(weights.map((one) => [one.code, one.weight]));
  const { nodes, ...rest } = base ?? blank;
  return {
    ...rest,
    ...{ code, name, version, subjectKinds: subjectKinds ?? rest.subjectKinds },
    nodes: nodes.map((node) => ({ ...node, weight: given.get(node.code) ?? node.weight })),
  };
};

const note = (tx: WriteTx, actor: string, action: AuditAction, draft: ModelDraft): void => {
  const { revision } = draft;
  createAuditLog(tx).append({ actor, action, subject: nameOfDraft(draft), details: { revision } });
};

export const modelDraftHandlers: HandlersOf<typeof modelDraftOperations> = {
  'modelDrafts.list': ({ db }) => ({ drafts: createModelDraftReader(db).list().map(viewHead) }),

  'modelDrafts.create': (context, { from, ...begin }) =>
    context.write((tx) => {
      const base = from === null ? null : documentOf(requireModel(tx, from.code, from.version));
      const id = createModelDraftRepository(tx).add({
        basedOnCode: from?.code ?? null,
        basedOnVersion: from?.version ?? null,
        document: JSON.stringify(begunFrom(base, begin)),
        savedBy: context.actor,
      });
      note(tx, context.actor, 'modelDrafts.create', requireDraft(tx, id));
      return { id };
    }),

  'modelDrafts.open': async (context, source) => {
    const parsed = parseDocument(await documentText(context.files, source));
    if (!canBeKept(parsed)) throw new AppError('modelDraft.noModel', {});
    return context.write((tx) => {
      const id = createModelDraftRepository(tx).add({
        ...{ basedOnCode: null, basedOnVersion: null },
        document: JSON.stringify(parsed),
        savedBy: context.actor,
      });
      note(tx, context.actor, 'modelDrafts.create', requireDraft(tx, id));
      return { id };
    });
  },

  'modelDrafts.read': ({ db }, { id }) => viewDraft(requireDraft(db, id)),

  'modelDrafts.save': (context, { id, baseRevision, document }) => {
    const text = readDocument(document);
    return context.write((tx) => {
      requireRevision(tx, id, baseRevision);
      createModelDraftRepository(tx).replace({
        id,
        revision: baseRevision,
        document: text,
        savedBy: context.actor,
      });
      // The log names what was published, by its digest; what was tried before is nobody's concern.
      return { revision: baseRevision + 1 };
    });
  },

  'modelDrafts.export': async ({ db, files }, { id, file }) => {
    const { document } = requireDraft(db, id);
    await writeFileAtomically(files.resolve(file, 'write'), `${canonicalJson(JSON.parse(document))}\n`);
    return {};
  },

  'modelDrafts.remove': (context, { id, baseRevision }) =>
    context.write((tx) => {
      const draft = requireRevision(tx, id, baseRevision);
      createModelDraftRepository(tx).remove(id, baseRevision);
      note(tx, context.actor, 'modelDrafts.remove', draft);
      return {};
    }),

  'modelDrafts.publish': (context, { id, baseRevision, legalBasis }) =>
    context.write((tx) => {
      const draft = requireRevision(tx, id, baseRevision);
      const { model, findings } = checkModelDocument(JSON.parse(draft.document));
      if (model === null) return { stored: null, findings };
      const stored = storeModel(tx, model, legalBasis);
      createModelDraftRepository(tx).remove(id, baseRevision);
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'modelDrafts.publish',
        subject: `${stored.code} ${stored.version}`,
        details: { digest: stored.digest, status: stored.status },
      });
      return { stored: withoutDocument(stored), findings };
    }),
};
