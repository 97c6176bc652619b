/** 评价模型 and their versions. A published version never changes; the database itself refuses it too. */
import type { ModelVersion } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { compareCodes } from '#shared/model/json-view.ts';
import { compareVersions } from '#shared/model/version-order.ts';
import { mapTable, type SqlRow } from '../row-mapping.ts';
import type { ReadDb, WriteTx } from '../transaction.ts';

type Stored = ModelVersion & { savedAt: string };

const modelMap = mapTable<Stored>(
  'model_versions',
  {
    code: 'plain',
    version: 'plain',
    name: 'plain',
    digest: 'plain',
    document: 'plain',
    status: 'plain',
    legalBasis: 'plain',
    savedAt: 'plain',
  },
  ['code', 'version'],
);

const toVersion = ({ savedAt: _, ...version }: Stored): ModelVersion => version;

/** When a version was saved says nothing: an upgrade may bring an early one after an office made a later one. */
const highestFirst = (
  a: { version: string; published: number },
  b: { version: string; published: number },
): number => b.published - a.published || compareVersions(b.version, a.version);

export function createModelReader(db: ReadDb) {
  const select = `SELECT ${modelMap.columns} FROM model_versions`;
  const one = db.prepareRead<SqlRow>(`${select} WHERE code = ? AND version = ?`);
  const known = db.prepareRead<{ version: string; published: number }>(
    "SELECT version, status = 'published' AS published FROM model_versions WHERE code = ?",
  );
  const all = db.prepareRead<SqlRow>(select);
  const toModel = (row: SqlRow): ModelVersion => toVersion(modelMap.fromRow(row, db.vault));
  return {
    /** Without a version: the highest that is published, or if none is, the highest. */
    find(code: string, version?: string): ModelVersion | null {
      const [highest] = version === undefined ? known.all(code).sort(highestFirst) : [];
      const row = one.get(code, version ?? highest?.version ?? '');
      return row === undefined ? null : toModel(row);
    },
    /** By code, each code's versions in their order. */
    list: (): ModelVersion[] =>
      all
        .all()
        .map(toModel)
        .sort((a, b) => compareCodes(a.code, b.code) || compareVersions(a.version, b.version)),
  };
}

export function createModelRepository(tx: WriteTx) {
  const reader = createModelReader(tx);
  const addModel = tx.prepareWrite(
    'INSERT INTO models (code, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const insert = tx.prepareWrite(modelMap.insert);
  const update = tx.prepareWrite(modelMap.update);
  return {
    ...reader,
    /**
     * Saves a version. One that is not published yet is replaced; saving a published one as it is changes nothing.
     * @throws AppError `database.modelPublished`
     */
    save(model: ModelVersion): 'inserted' | 'updated' | 'unchanged' {
      const present = reader.find(model.code, model.version);
      const row = modelMap.toRow({ ...model, savedAt: tx.now() }, tx.vault);
      if (present === null) {
        addModel.run(model.code, tx.now());
        insert.run(row);
        return 'inserted';
      }
      const same = (Object.keys(present) as (keyof ModelVersion)[]).every(
        (field) => present[field] === model[field],
      );
      if (same) return 'unchanged';
      if (present.status === 'published') {
        throw new AppError('database.modelPublished', { code: model.code, version: model.version });
      }
      update.run(row);
      return 'updated';
    },
  };
}
