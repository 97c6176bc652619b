/** What verifying an archive needs to know of audit entries, models and runs. No database. */
import type { ModelData } from '#shared/model/data.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import { dataDigest, modelDigest, resultJson } from '#shared/model/digest.ts';
import { scoreModel } from '#shared/model/score-model.ts';
import { auditHashAfter } from '../../db/audit-log.ts';
import type { ArchiveMeaning } from '../../packages/cycle-archive/verify-archive.ts';
import { checkModelDocument } from '../models.ts';

/** A document that passes the checks of a model today, or is the one whose digest is expected. */
const modelIn = (text: string): ModelDocument => {
  const document = JSON.parse(text) as ModelDocument;
  const { model } = checkModelDocument(document);
  if (model === null) throw new TypeError('not a model');
  return document;
};

export const archiveMeaning: ArchiveMeaning = {
  auditHash: auditHashAfter,
  modelDigest: (document) => modelDigest(JSON.parse(document) as ModelDocument),
  rescore: (model, text) => {
    const data = JSON.parse(text) as ModelData;
    return { result: resultJson(scoreModel(modelIn(model), data)), dataDigest: dataDigest(data) };
  },
};
