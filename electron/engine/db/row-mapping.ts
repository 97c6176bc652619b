/**
 * Entities to rows and back, described once per table: camelCase fields become snake_case columns, flags become
 * 0 and 1, lists become JSON, personal values become their three protected columns.
 */
import type { SyncFields } from '#shared/domain/entities.ts';
import { canonicalJson, contentHasher } from './content-hash.ts';
import { type IdentityVault, maskPersonal } from './identity-vault.ts';
import type { SqlValue } from './transaction.ts';

/** `plain`: text, integer or null as it is. `citizenNumber`, `phone`: sealed, indexed and masked. `sealed`: sealed only. */
export type ColumnKind = 'plain' | 'flag' | 'json' | 'citizenNumber' | 'phone' | 'sealed';

export type SqlRow = Record<string, SqlValue>;

export interface TableMap<Entity extends object> {
  readonly table: string;
  /** For SELECT, in order. */
  readonly columns: string;
  /** INSERT with one `@column` for each. */
  readonly insert: string;
  /** UPDATE of every column by its key columns. */
  readonly update: string;
  toRow(entity: Entity, vault: IdentityVault): SqlRow;
  fromRow(row: SqlRow, vault: IdentityVault): Entity;
}

export const snakeCase = (field: string): string =>
  field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const isIndexed = (kind: ColumnKind): kind is 'citizenNumber' | 'phone' =>
  kind === 'citizenNumber' || kind === 'phone';

/** The columns of the database that a field has. */
const columnsOf = (column: string, kind: ColumnKind): string[] => {
  if (isIndexed(kind)) return [`${column}_sealed`, `${column}_index`, `${column}_masked`];
  return [kind === 'sealed' ? `${column}_sealed` : column];
};

/**
 * Describes a table.
 * @param kinds the kind of every field of the entity, in column order
 * @param key fields of the primary key; a personal field is bound to the first of them
 */
export function mapTable<Entity extends object>(
  table: string,
  kinds: { readonly [F in keyof Entity & string]-?: ColumnKind },
  key: readonly (keyof Entity & string)[],
): TableMap<Entity> {
  const fields = (Object.entries(kinds) as [keyof Entity & string, ColumnKind][]).map(([field, kind]) => ({
    field,
    kind,
    column: snakeCase(field),
  }));
  const keyColumns = key.map(snakeCase);
  const bindingColumn = keyColumns[0] ?? 'id';
  const columns = fields.flatMap(({ column, kind }) => columnsOf(column, kind));
  const settable = columns.filter((column) => !keyColumns.includes(column));

  return {
    table,
    columns: columns.join(', '),
    insert: `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((c) => `@${c}`).join(', ')})`,
    update: `UPDATE ${table} SET ${settable.map((c) => `${c} = @${c}`).join(', ')} WHERE ${keyColumns
      .map((c) => `${c} = @${c}`)
      .join(' AND ')}`,
    toRow(entity, vault) {
      const row: SqlRow = {};
      for (const { field, kind, column } of fields) {
        const value: unknown = entity[field];
        if (value === undefined) throw new TypeError(`${table}.${column} is missing`);
        if (isIndexed(kind) || kind === 'sealed') {
          const text = value as string | null;
          const place = `${table}.${column}:${String(entity[key[0] as keyof Entity])}`;
          row[`${column}_sealed`] = text === null ? null : vault.seal(text, place);
          if (kind === 'sealed') continue;
          row[`${column}_index`] = text === null ? null : vault.index(text, kind);
          row[`${column}_masked`] = text === null ? null : maskPersonal(text);
        } else if (kind === 'flag') row[column] = value === null ? null : value ? 1 : 0;
        else if (kind === 'json') row[column] = canonicalJson(value);
        else row[column] = value as SqlValue;
      }
      return row;
    },
    fromRow(row, vault) {
      const entity: Record<string, unknown> = {};
      for (const { field, kind, column } of fields) {
        if (isIndexed(kind) || kind === 'sealed') {
          const sealed = row[`${column}_sealed`];
          entity[field] =
            typeof sealed === 'string'
              ? vault.open(sealed, `${table}.${column}:${String(row[bindingColumn])}`)
              : null;
        } else if (kind === 'flag') entity[field] = row[column] === null ? null : row[column] === 1;
        else if (kind === 'json') entity[field] = JSON.parse(String(row[column]));
        else entity[field] = row[column];
      }
      return entity as Entity;
    },
  };
}

/** A table whose rows travel between offices. */
export interface SyncedTable<Content extends object> extends TableMap<Content & SyncFields> {
  /** SHA-256 of the content, as it travels and as entities carry it. */
  hashOf(content: Content): string;
  /** The form in which the hash is stored: keyed where the content is personal (see `IdentityVault.blind`). */
  storedHash(hash: string, vault: IdentityVault): string;
  /** Unique content fields that identify the row between offices, besides its id. */
  readonly naturalKey: readonly (keyof Content & string)[];
}

const stampKinds: { readonly [F in keyof SyncFields]-?: ColumnKind } = {
  id: 'plain',
  ownerOffice: 'plain',
  lineage: 'plain',
  revision: 'plain',
  contentHash: 'plain',
  updatedAt: 'plain',
};

/**
 * Describes a table whose rows travel.
 * @param addedLater fields that earlier versions did not have: empty ones do not count in the hash, so that rows which
 *   were hashed without them keep their hash
 */
export function mapSyncedTable<Content extends object>(
  table: string,
  kinds: { readonly [F in keyof Content & string]-?: ColumnKind },
  naturalKey: readonly (keyof Content & string)[] = [],
  addedLater: readonly (keyof Content & string)[] = [],
): SyncedTable<Content> {
  type Row = Content & SyncFields;
  const map = mapTable<Row>(
    table,
    { ...stampKinds, ...kinds } as { readonly [F in keyof Row & string]-?: ColumnKind },
    ['id'] as (keyof Row & string)[],
  );
  const contentFields = Object.keys(kinds) as (keyof Content & string)[];
  const personal = Object.values<ColumnKind>(kinds).some((kind) => isIndexed(kind) || kind === 'sealed');
  const hashOf = contentHasher(contentFields, addedLater);
  const storedHash = (hash: string, vault: IdentityVault): string => (personal ? vault.blind(hash) : hash);
  return {
    ...map,
    naturalKey,
    hashOf,
    storedHash,
    toRow(entity, vault) {
      const row = map.toRow(entity, vault);
      row.content_hash = storedHash(entity.contentHash, vault);
      return row;
    },
    fromRow(row, vault) {
      const entity = map.fromRow(row, vault);
      // A keyed hash cannot be turned back: compute the plain one anew.
      return personal ? { ...entity, contentHash: hashOf(entity) } : entity;
    },
  };
}
