/**
 * Evidence may belong to more than records and values, says when and by whom it was added and what its document is, and
 * remembers what the last look at its file found. Frozen once released.
 *
 * The new columns are left out of a row's hash while they are empty (`synced-tables.ts`), so the hashes of the rows
 * that are here stay true.
 */
import type { Migration } from '../migrate.ts';

const uuid = (column: string): string =>
  `CHECK (${column} GLOB '????????-????-????-????-????????????' AND length(unhex(${column}, '-')) IS 16 AND ${column} = lower(${column}))`;
const instant = (column: string): string =>
  `CHECK (length(${column}) = 24 AND ${column} GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', ${column}) IS ${column})`;
const day = (column: string): string => `CHECK (length(${column}) = 10 AND date(${column}) IS ${column})`;
const sha256 = (column: string): string =>
  `CHECK (length(${column}) = 64 AND length(unhex(${column})) IS 32 AND ${column} = lower(${column}))`;
const oneOf = (column: string, codes: string): string =>
  `CHECK (${codes
    .split(' ')
    .map((code) => `${column} = '${code}'`)
    .join(' OR ')})`;

const kept =
  'id, owner_office, lineage, revision, content_hash, updated_at, owner_type, owner_id, file_name, sha256, size, mime, document_no, description, classification';

export const evidenceFiles: Migration = {
  version: 9,
  name: 'evidence',
  statements: [
    `CREATE TABLE evidence_wider (
  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  owner_office TEXT NOT NULL ${uuid('owner_office')},
  lineage TEXT NOT NULL REFERENCES lineages (id),
  revision INTEGER NOT NULL CHECK (revision > 0),
  content_hash TEXT NOT NULL ${sha256('content_hash')},
  updated_at TEXT NOT NULL ${instant('updated_at')},
  owner_type TEXT NOT NULL ${oneOf('owner_type', 'record entry ledgerRow official body')},
  owner_id TEXT NOT NULL ${uuid('owner_id')},
  file_name TEXT NOT NULL CHECK (length(file_name) > 0),
  sha256 TEXT NOT NULL ${sha256('sha256')},
  size INTEGER NOT NULL CHECK (size >= 0),
  mime TEXT NOT NULL,
  document_no TEXT,
  description TEXT,
  classification TEXT NOT NULL ${oneOf('classification', 'public internal')},
  document_date TEXT ${day('document_date')},
  pages INTEGER CHECK (pages > 0),
  added_at TEXT ${instant('added_at')},
  added_by TEXT CHECK (length(added_by) > 0)
) STRICT`,
    `INSERT INTO evidence_wider (${kept}) SELECT ${kept} FROM evidence`,
    'DROP TABLE evidence',
    'ALTER TABLE evidence_wider RENAME TO evidence',
    'CREATE INDEX evidence_by_owner ON evidence (owner_type, owner_id)',
    'CREATE INDEX evidence_by_content ON evidence (sha256)',
    // What the last check of a file found. It is about this disk and never travels.
    `CREATE TABLE evidence_checks (
  sha256 TEXT NOT NULL PRIMARY KEY ${sha256('sha256')},
  outcome TEXT NOT NULL ${oneOf('outcome', 'good lost changed')},
  checked_at TEXT NOT NULL ${instant('checked_at')}
) STRICT, WITHOUT ROWID`,
  ],
};
