/** 列对应关系: how the columns of a foreign header were assigned before, by the fingerprint of the header. */
import type { ColumnMapping } from '#shared/domain/column-mapping.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { mapTable, type SqlRow } from '../row-mapping.ts';
import { type ReadDb, requireOne, type WriteTx } from '../transaction.ts';

export interface ImportMapping {
  id: string;
  layout: string;
  /** SHA-256 of the header's texts in their columns. */
  fingerprint: string;
  name: string;
  mapping: ColumnMapping;
  /** Header text by letters of the columns that are read, so that the list can be understood. */
  headers: Readonly<Record<string, string>>;
  createdAt: string;
  lastUsedAt: string;
}

const mappingMap = mapTable<ImportMapping>(
  'import_mappings',
  {
    id: 'plain',
    layout: 'plain',
    fingerprint: 'plain',
    name: 'plain',
    mapping: 'json',
    headers: 'json',
    createdAt: 'plain',
    lastUsedAt: 'plain',
  },
  ['id'],
);

export function createImportMappingReader(db: ReadDb) {
  const select = `SELECT ${mappingMap.columns} FROM import_mappings`;
  const all = db.prepareRead<SqlRow>(`${select} ORDER BY last_used_at DESC, id DESC`);
  const one = db.prepareRead<SqlRow>(`${select} WHERE id = ?`);
  const ofHeader = db.prepareRead<SqlRow>(`${select} WHERE layout = ? AND fingerprint = ?`);
  const toMapping = (row: SqlRow | undefined): ImportMapping | null =>
    row === undefined ? null : mappingMap.fromRow(row, db.vault);
  return {
    /** The last used first. */
    list: (): ImportMapping[] => all.all().map((row) => mappingMap.fromRow(row, db.vault)),
    find: (id: string): ImportMapping | null => toMapping(one.get(id)),
    findByHeader: (layout: string, fingerprint: string): ImportMapping | null =>
      toMapping(ofHeader.get(layout, fingerprint)),
  };
}

export function createImportMappingRepository(tx: WriteTx) {
  const reader = createImportMappingReader(tx);
  const insert = tx.prepareWrite(mappingMap.insert);
  const update = tx.prepareWrite(mappingMap.update);
  const remove = tx.prepareWrite('DELETE FROM import_mappings WHERE id = ?');
  const save = (mapping: ImportMapping): ImportMapping => {
    requireOne(update.run(mappingMap.toRow(mapping, tx.vault)), 'import_mappings', mapping.id);
    return mapping;
  };
  const present = (id: string): ImportMapping => {
    const found = reader.find(id);
    if (found === null) throw new AppError('import.mappingUnknown', {});
    return found;
  };
  return {
    ...reader,
    /** Keeps how the columns of a header are assigned; an earlier assignment of the same header gives way. */
    remember(content: Omit<ImportMapping, 'id' | 'createdAt' | 'lastUsedAt'>): ImportMapping {
      const known = reader.findByHeader(content.layout, content.fingerprint);
      if (known !== null) {
        const { mapping, headers } = content;
        return save({ ...known, mapping, headers, lastUsedAt: tx.now() });
      }
      const now = tx.now();
      const made = { ...content, id: tx.newId(), createdAt: now, lastUsedAt: now };
      insert.run(mappingMap.toRow(made, tx.vault));
      return made;
    },
    /** Notes that a file was read by it. */
    use: (id: string): ImportMapping => save({ ...present(id), lastUsedAt: tx.now() }),
    /** @throws AppError `import.mappingUnknown` */
    rename: (id: string, name: string): ImportMapping => save({ ...present(id), name }),
    /** @throws AppError `import.mappingUnknown` */
    remove(id: string): ImportMapping {
      const found = present(id);
      requireOne(remove.run(id), 'import_mappings', id);
      return found;
    },
  };
}
