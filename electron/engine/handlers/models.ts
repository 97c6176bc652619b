/** Indicator models in the database. */
import { readFile, stat } from 'node:fs/promises';
import type { ModelSource, modelOperations } from '#shared/contract/operations/models.ts';
import type { ModelVersion } from '#shared/domain/entities.ts';
import { checkModelMetrics } from '#shared/domain/metrics.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { checkModel } from '#shared/model/check-model.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import { modelDigest } from '#shared/model/digest.ts';
import { asText, isObject } from '#shared/model/json-view.ts';
import { createAuditLog } from '../db/audit-log.ts';
import { canonicalJson } from '../db/content-hash.ts';
import { createModelDraftReader, type ModelDraft } from '../db/repositories/model-drafts.ts';
import { createModelReader, createModelRepository } from '../db/repositories/models.ts';
import type { ReadDb, WriteTx } from '../db/transaction.ts';
import { asFileFailure, writeFileAtomically } from '../runtime/atomic-file.ts';
import type { HandlersOf } from '../runtime/dispatch.ts';
import type { FileGrants } from '../runtime/file-grants.ts';
import { describeChanges } from './model-view/describe-changes.ts';
import { describeModel } from './model-view/describe-model.ts';
import { describeRules } from './model-view/describe-rules.ts';
import { tryLeaf } from './model-view/try-leaf.ts';

export const withoutDocument = ({ document: _, ...summary }: ModelVersion) => summary;

/** @throws AppError `model.unknown` */
export const requireModel = (db: ReadDb, code: string, version?: string): ModelVersion => {
  const found = createModelReader(db).find(code, version);
  if (found === null) throw new AppError('model.unknown', { code, version: version ?? null });
  return found;
};

/** The document of a stored model, which was checked before it was stored. */
export const documentOf = (model: ModelVersion): ModelDocument => JSON.parse(model.document) as ModelDocument;

/** Everything wrong with a model document: its own rules and the metrics that it names. */
export const checkModelDocument = (input: unknown): { model: ModelDocument | null; findings: Finding[] } => {
  const { model, findings } = checkModel(input);
  if (!model) return { model, findings };
  const metricFindings = checkModelMetrics(model);
  const rejected = metricFindings.some((finding) => finding.severity === 'error');
  return { model: rejected ? null : model, findings: [...findings, ...metricFindings] };
};

/** @throws AppError `modelDraft.unknown` */
export const requireDraft = (db: ReadDb, id: string): ModelDraft => {
  const found = createModelDraftReader(db).find(id);
  if (found === null) throw new AppError('modelDraft.unknown', {});
  return found;
};

/** A model to be tried or compared. @throws AppError `model.unknown`, `modelDraft.unknown`, `modelDraft.faulty` */
export const openModel = (db: ReadDb, source: ModelSource): ModelDocument => {
  if (!('draft' in source)) return documentOf(requireModel(db, source.code, source.version));
  const document: unknown = JSON.parse(requireDraft(db, source.draft).document);
  const { model, findings } = checkModelDocument(document);
  if (model !== null) return model;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  throw new AppError('modelDraft.faulty', {
    name: (isObject(document) && asText(document.name)) || '',
    errors,
  });
};

/** A model without errors as a person reads it. */
export const describeWhole = (document: ModelDocument) => ({
  ...describeModel(document),
  rules: describeRules(document),
});

/**
 * Stores a checked document as published; storing the same again changes nothing.
 * A model for officials (points for persons) stays disabled until a legal basis is given.
 * @throws AppError `model.versionTaken`
 */
export const storeModel = (tx: WriteTx, document: ModelDocument, legalBasis: string | null): ModelVersion => {
  const models = createModelRepository(tx);
  const digest = modelDigest(document);
  const present = models.find(document.code, document.version);
  if (present && present.digest !== digest && present.status !== 'draft') {
    throw new AppError('model.versionTaken', { code: document.code, version: document.version });
  }
  if (present?.status === 'published') return present;
  const needsBasis = needsLegalBasis(document) && legalBasis === null;
  models.save({
    code: document.code,
    version: document.version,
    name: document.name,
    digest,
    document: canonicalJson(document),
    status: needsBasis ? 'disabled' : 'published',
    legalBasis,
  });
  return requireModel(tx, document.code, document.version);
};

/** @throws AppError `model.notJson` */
export const parseDocument = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new AppError('model.notJson', {}, { cause: error });
  }
};

/** Bytes; no model comes near it, and no more is read into memory. */
const documentLimit = 20_000_000;

/** The text of a document, given as it is or as a file. @throws AppError `file.*`, `model.notJson` */
export const documentText = async (
  files: FileGrants,
  source: { document?: string | undefined; file?: string | undefined },
): Promise<string> => {
  if (source.document !== undefined) return source.document;
  const path = files.resolve(source.file ?? '', 'read');
  return asFileFailure(path, 'read', async () => {
    if ((await stat(path)).size > documentLimit) throw new AppError('model.notJson', {});
    return readFile(path, 'utf8');
  });
};

const needsLegalBasis = (document: ModelDocument): boolean => document.subjectKinds.includes('official');

export const modelHandlers: HandlersOf<typeof modelOperations> = {
  'models.list': ({ db }) => ({ models: createModelReader(db).list().map(withoutDocument) }),

  'models.read': ({ db }, { code, version }) => requireModel(db, code, version),

  'models.describe': ({ db }, { code, version }) => {
    const stored = requireModel(db, code, version);
    const document = documentOf(stored);
    return {
      model: withoutDocument(stored),
      ...describeWhole(document),
      findings: checkModelDocument(document).findings,
    };
  },

  'models.tryLeaf': ({ db }, asked) => tryLeaf(openModel(db, asked.model), asked),

  'models.check': async ({ db, files }, source) => {
    const { model, findings } = checkModelDocument(parseDocument(await documentText(files, source)));
    if (!model) return { model, present: 'none', findings };
    const digest = modelDigest(model);
    const present = createModelReader(db).find(model.code, model.version);
    return {
      model: {
        code: model.code,
        name: model.name,
        version: model.version,
        digest,
        leaves: model.nodes.filter((node) => node.scoring !== undefined).length,
        needsLegalBasis: needsLegalBasis(model),
      },
      present: present === null ? 'none' : present.digest === digest ? 'same' : 'different',
      findings,
    };
  },

  'models.compare': ({ db }, { before, after }) => ({
    changes: describeChanges(documentOf(requireModel(db, before.code, before.version)), openModel(db, after)),
  }),

  'models.import': async (context, { legalBasis, ...source }) => {
    const text = await documentText(context.files, source);
    const { model, findings } = checkModelDocument(parseDocument(text));
    if (!model) return { stored: null, findings };
    const stored = context.write((tx) => {
      const saved = storeModel(tx, model, legalBasis);
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'models.import',
        subject: `${saved.code} ${saved.version}`,
        details: { digest: saved.digest, status: saved.status },
      });
      return saved;
    });
    return { stored: withoutDocument(stored), findings };
  },

  'models.export': async ({ db, files }, { code, version, file }) => {
    const model = requireModel(db, code, version);
    await writeFileAtomically(files.resolve(file, 'write'), `${model.document}\n`);
    return { digest: model.digest };
  },

  'models.enable': (context, { code, version, legalBasis }) =>
    withoutDocument(
      context.write((tx) => {
        const model = requireModel(tx, code, version);
        if (model.status === 'published') return model;
        const enabled: ModelVersion = { ...model, status: 'published', legalBasis };
        createModelRepository(tx).save(enabled);
        createAuditLog(tx).append({
          actor: context.actor,
          action: 'models.enable',
          subject: `${code} ${version}`,
          details: { digest: model.digest, legalBasis },
        });
        return enabled;
      }),
    ),
};
