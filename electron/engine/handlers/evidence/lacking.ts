/** 缺佐证: which records and values should have evidence and have none, by the models that the cycles use. */
import type { z } from 'zod';
import type { evidenceOperations } from '#shared/contract/operations/evidence.ts';
import type { Finding } from '#shared/errors/finding.ts';
import {
  createLackingReader,
  type Lacking,
  type RequiredLeaf,
} from '../../db/repositories/lacking-evidence.ts';
import { createModelReader } from '../../db/repositories/models.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { documentOf } from '../models.ts';

type Row = z.input<(typeof evidenceOperations)['evidence.lacking']['output']>['rows'][number];

const requiredLeaves = (db: ReadDb): RequiredLeaf[] => {
  const models = createModelReader(db);
  return createLackingReader(db)
    .usedModels()
    .flatMap(({ code, version }) => {
      const model = models.find(code, version);
      if (model === null) return [];
      return documentOf(model)
        .nodes.filter(({ evidence }) => evidence === 'required')
        .map((node) => ({ modelCode: code, modelVersion: version, leaf: node.code }));
    });
};

const findingOf = ({ ownerType, documentNo, leaf }: Lacking): Finding =>
  ownerType === 'record'
    ? { code: 'evidence.recordLacks', severity: 'warning', params: { documentNo: documentNo ?? '' } }
    : { code: 'evidence.entryLacks', severity: 'warning', params: { leaf: leaf ?? '' } };

export const countLacking = (db: ReadDb): number => createLackingReader(db).count(requiredLeaves(db));

export const listLacking = (db: ReadDb, limit: number, offset: number): Row[] =>
  createLackingReader(db)
    .page(requiredLeaves(db), limit, offset)
    .map(({ documentNo, ...row }) => ({ ...row, finding: findingOf({ ...row, documentNo }) }));
