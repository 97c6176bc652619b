/**
 * What entering values in a window asks of the database: a typed text that is no valid value yet is kept beside the
 * values (`entry_drafts`), a final reviewer states values of their own (role `finalReview`), and one indicator is read
 * across all units of a cycle (`entries_by_leaf`). Frozen once released.
 *
 * A list inside a CHECK cannot be changed, so `entries` is rebuilt. Drafts belong to this database alone: they carry
 * no stamp, are never scored and never travel. A draft may be anything a person typed, so its text is sealed.
 */
import type { Migration } from '../migrate.ts';

const oneOf = (column: string, codes: string): string =>
  `CHECK (${codes
    .split(' ')
    .map((code) => `${column} = '${code}'`)
    .join(' OR ')})`;
const uuid = (column: string): string =>
  `CHECK (${column} GLOB '????????-????-????-????-????????????' AND length(unhex(${column}, '-')) IS 16 AND ${column} = lower(${column}))`;
const instant = (column: string): string =>
  `CHECK (length(${column}) = 24 AND ${column} GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', ${column}) IS ${column})`;
const sha256 = (column: string): string =>
  `CHECK (length(${column}) = 64 AND length(unhex(${column})) IS 32 AND ${column} = lower(${column}))`;
const filled = (column: string): string => `CHECK (length(${column}) > 0)`;

const columns =
  'id, owner_office, lineage, revision, content_hash, updated_at, cycle_code, body_uscc, leaf, item, role, value, note, evidence';

export const entryWork: Migration = {
  version: 2,
  name: 'entry work',
  statements: [
    `CREATE TABLE entries_rebuilt (
  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  owner_office TEXT NOT NULL ${uuid('owner_office')},
  lineage TEXT NOT NULL REFERENCES lineages (id),
  revision INTEGER NOT NULL CHECK (revision > 0),
  content_hash TEXT NOT NULL ${sha256('content_hash')},
  updated_at TEXT NOT NULL ${instant('updated_at')},
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  body_uscc TEXT NOT NULL REFERENCES bodies (uscc),
  leaf TEXT NOT NULL ${filled('leaf')},
  item TEXT NOT NULL ${filled('item')},
  role TEXT NOT NULL ${oneOf('role', 'self assessor finalReview department thirdParty survey derived')},
  value TEXT NOT NULL CHECK (json_valid(value) AND json_type(value) NOT IN ('array', 'object')),
  note TEXT,
  evidence TEXT,
  UNIQUE (cycle_code, body_uscc, leaf, item, role)
) STRICT`,
    `INSERT INTO entries_rebuilt (${columns}) SELECT ${columns} FROM entries ORDER BY rowid`,
    'DROP TABLE entries',
    'ALTER TABLE entries_rebuilt RENAME TO entries',
    'CREATE INDEX entries_by_leaf ON entries (cycle_code, leaf, body_uscc)',

    `CREATE TABLE entry_drafts (
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  body_uscc TEXT NOT NULL REFERENCES bodies (uscc),
  leaf TEXT NOT NULL ${filled('leaf')},
  item TEXT NOT NULL ${filled('item')},
  role TEXT NOT NULL ${oneOf('role', 'self assessor finalReview department thirdParty survey')},
  text_sealed TEXT NOT NULL CHECK (text_sealed GLOB 's1.*'),
  updated_at TEXT NOT NULL ${instant('updated_at')},
  PRIMARY KEY (cycle_code, body_uscc, leaf, item, role)
) STRICT, WITHOUT ROWID`,
    'CREATE INDEX entry_drafts_by_leaf ON entry_drafts (cycle_code, leaf, body_uscc)',
  ],
};
