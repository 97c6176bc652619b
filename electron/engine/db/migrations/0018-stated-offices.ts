/**
 * Offices that report through an enrolled one (`stated_offices`), as its submissions state them: their rows come up with it.
 * Each stays with the office that stated it first. Frozen once released.
 */
import type { Migration } from '../migrate.ts';

const uuid = (column: string): string =>
  `CHECK (${column} GLOB '????????-????-????-????-????????????' AND length(unhex(${column}, '-')) IS 16 AND ${column} = lower(${column}))`;
const instant = (column: string): string =>
  `CHECK (length(${column}) = 24 AND ${column} GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', ${column}) IS ${column})`;

export const statedOffices: Migration = {
  version: 18,
  name: 'stated offices',
  statements: [
    `CREATE TABLE stated_offices (
  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  stated_by TEXT NOT NULL REFERENCES enrolled_offices (id),
  region_code TEXT NOT NULL CHECK (region_code GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
  name TEXT NOT NULL CHECK (length(name) > 0),
  level TEXT NOT NULL CHECK (level = 'village' OR level = 'township' OR level = 'county' OR level = 'city'),
  parent_id TEXT NOT NULL ${uuid('parent_id')},
  stated_at TEXT NOT NULL ${instant('stated_at')},
  CHECK (id <> stated_by)
) STRICT, WITHOUT ROWID`,
    'CREATE INDEX stated_offices_by_office ON stated_offices (stated_by)',
  ],
};
