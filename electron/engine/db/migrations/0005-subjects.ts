/**
 * 单位沿革 (`body_changes`), the lines of an official's file (`official_file_items`), and a table of region codes that
 * the office imported in the place of the bundled one (`region_tables`, at most one). Frozen once released.
 */
import type { Migration } from '../migrate.ts';

const oneOf = (column: string, codes: string): string =>
  codes
    .split(' ')
    .map((code) => `${column} = '${code}'`)
    .join(' OR ');
const uuid = (column: string): string =>
  `CHECK (${column} GLOB '????????-????-????-????-????????????' AND length(unhex(${column}, '-')) IS 16 AND ${column} = lower(${column}))`;
const date = (column: string): string => `CHECK (length(${column}) = 10 AND date(${column}) IS ${column})`;
const dateOrNull = (column: string): string =>
  `CHECK (${column} IS NULL OR (length(${column}) = 10 AND date(${column}) IS ${column}))`;
const instant = (column: string): string =>
  `CHECK (length(${column}) = 24 AND ${column} GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', ${column}) IS ${column})`;
const sha256 = (column: string): string =>
  `CHECK (length(${column}) = 64 AND length(unhex(${column})) IS 32 AND ${column} = lower(${column}))`;
const usccOrNull = (column: string): string =>
  `CHECK (${column} IS NULL OR (length(${column}) = 18 AND ${column} NOT GLOB '*[^0-9A-HJ-NPQRTUWXY]*'))`;

const stamp = `  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  owner_office TEXT NOT NULL ${uuid('owner_office')},
  lineage TEXT NOT NULL REFERENCES lineages (id),
  revision INTEGER NOT NULL CHECK (revision > 0),
  content_hash TEXT NOT NULL ${sha256('content_hash')},
  updated_at TEXT NOT NULL ${instant('updated_at')}`;

const withdrawal = `  withdrawn_on TEXT ${dateOrNull('withdrawn_on')},
  withdrawn_reason TEXT,
  CHECK ((withdrawn_on IS NULL) = (withdrawn_reason IS NULL))`;

const categories =
  'personalFile personalMatters integrity conduct assessment violation entryCheck post rank status pledge';
const results = [
  'verified doubtful falsified consistent omitted concealed clear reported reminded kept broken',
  'excellent competent basic incompetent ungraded',
  'warning demerit seriousDemerit demotion removal dismissal otherAction passed concern failed',
  'candidate active transferred retired resigned discharged deceased',
].join(' ');

export const subjects: Migration = {
  version: 5,
  name: 'subjects',
  statements: [
    `CREATE TABLE body_changes (
${stamp},
  body_uscc TEXT NOT NULL REFERENCES bodies (uscc),
  kind TEXT NOT NULL CHECK (${oneOf('kind', 'rename merge split moved closed')}),
  effective_on TEXT NOT NULL ${date('effective_on')},
  from_name TEXT,
  to_name TEXT,
  from_uscc TEXT ${usccOrNull('from_uscc')},
  to_uscc TEXT ${usccOrNull('to_uscc')},
  document_no TEXT,
  reason TEXT,
${withdrawal},
  CHECK (kind <> 'rename' OR (length(from_name) > 0 AND length(to_name) > 0)),
  CHECK (kind NOT IN ('merge', 'split') OR to_uscc IS NOT NULL)
) STRICT`,
    `CREATE INDEX body_changes_by_body ON body_changes (body_uscc, effective_on)`,
    `CREATE INDEX body_changes_by_other ON body_changes (to_uscc) WHERE to_uscc IS NOT NULL`,
    `CREATE TABLE official_file_items (
${stamp},
  official_id TEXT NOT NULL REFERENCES officials (id),
  category TEXT NOT NULL CHECK (${oneOf('category', categories)}),
  result TEXT CHECK (result IS NULL OR ${oneOf('result', results)}),
  year INTEGER CHECK (year BETWEEN 1949 AND 2200),
  happened_on TEXT NOT NULL ${date('happened_on')},
  until_on TEXT ${dateOrNull('until_on')},
  title TEXT,
  organ TEXT,
  document_no TEXT,
  remarks TEXT,
${withdrawal},
  CHECK (category <> 'assessment' OR (year IS NOT NULL AND result IS NOT NULL)),
  CHECK (until_on IS NULL OR until_on >= happened_on)
) STRICT`,
    `CREATE INDEX official_file_items_by_official ON official_file_items (official_id, happened_on)`,
    `CREATE INDEX official_file_items_by_category ON official_file_items (category, official_id)`,
    `CREATE TABLE region_tables (
  only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
  year INTEGER NOT NULL CHECK (year BETWEEN 1980 AND 2200),
  source TEXT NOT NULL CHECK (length(source) > 0),
  units INTEGER NOT NULL CHECK (units > 0),
  sha256 TEXT NOT NULL ${sha256('sha256')},
  compressed BLOB NOT NULL CHECK (length(compressed) > 0),
  imported_at TEXT NOT NULL ${instant('imported_at')}
) STRICT`,
  ],
};
