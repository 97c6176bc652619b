/**
 * What bringing in foreign workbooks asks of the database: which column of a header holds what a form asks for, as a
 * person has decided it, kept for the next file with the same header (`import_mappings`). Frozen once released.
 *
 * Belongs to this database alone: it carries no stamp and never travels. It holds header texts and constants of columns
 * that are not personal.
 */
import type { Migration } from '../migrate.ts';

const uuid = (column: string): string =>
  `CHECK (${column} GLOB '????????-????-????-????-????????????' AND length(unhex(${column}, '-')) IS 16 AND ${column} = lower(${column}))`;
const instant = (column: string): string =>
  `CHECK (length(${column}) = 24 AND ${column} GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', ${column}) IS ${column})`;
const sha256 = (column: string): string =>
  `CHECK (length(${column}) = 64 AND length(unhex(${column})) IS 32 AND ${column} = lower(${column}))`;

export const importMappings: Migration = {
  version: 8,
  name: 'import mappings',
  statements: [
    `CREATE TABLE import_mappings (
  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  layout TEXT NOT NULL CHECK (length(layout) > 0),
  fingerprint TEXT NOT NULL ${sha256('fingerprint')},
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  mapping TEXT NOT NULL CHECK (json_valid(mapping) AND json_type(mapping) = 'object'),
  headers TEXT NOT NULL CHECK (json_valid(headers) AND json_type(headers) = 'object'),
  created_at TEXT NOT NULL ${instant('created_at')},
  last_used_at TEXT NOT NULL ${instant('last_used_at')},
  UNIQUE (layout, fingerprint)
) STRICT`,
  ],
};
