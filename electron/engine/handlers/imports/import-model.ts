import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { createModelReader } from '../../db/repositories/models.ts';
import { assembleModel, type ModelContext, type ModelPiece, modelLayout } from '../../excel/layouts/model.ts';
import { checkModelDocument, storeModel } from '../models.ts';
import type { Importer } from './importer.ts';

/** The model that all pieces make together, checked as any model is. */
const judge = (pieces: readonly ModelPiece[]) => {
  const assembled = assembleModel(pieces);
  const checked = checkModelDocument(assembled.document);
  const findings: Finding[] = [...assembled.findings, ...checked.findings];
  const rejected = findings.some((finding) => finding.severity === 'error');
  return { model: rejected ? null : checked.model, findings };
};

/** W13 评价模型: all of the sheets are one model, stored as published or not at all. */
export const modelImporter: Importer<ModelPiece, ModelContext> = {
  layout: modelLayout,
  readsHidden: true,
  readsTogether: true,
  buildContext: () => ({}),
  describeContext: () => ({}),
  judgeWhole: (pieces) => judge(pieces).findings,
  openDuplicateCheck: () => () => false,
  openWriter(tx) {
    const pieces: ModelPiece[] = [];
    return {
      write(piece) {
        pieces.push(piece);
        return [
          {
            table: 'model_versions',
            rowId: '',
            revision: 1,
            contentHash: null,
            outcome: 'unchanged',
            previous: null,
          },
        ];
      },
      finish() {
        if (pieces.length === 0) return [];
        const { model, findings } = judge(pieces);
        if (model === null) throw new AppError('import.modelRejected', { errors: findings.length });
        const { code, version } = model;
        const published = createModelReader(tx).find(code, version)?.status === 'published';
        const outcome = published ? 'unchanged' : 'inserted';
        storeModel(tx, model, null);
        return [
          {
            table: 'model_versions',
            rowId: `${code} ${version}`,
            revision: 1,
            contentHash: null,
            outcome,
            previous: null,
          },
        ];
      },
    };
  },
};
