/**
 * Explanations of what the check found doubtful (说明), which travel with the values that they explain, and what a reader
 * thought of each, which is this office's own. A reading is of one wording: who rewrites an explanation asks anew.
 * Explanations carry no reference to their readings, so that a merge may replace the one without losing the other.
 * Frozen once released.
 */
import type { Migration } from '../migrate.ts';

const uuid = (column: string): string =>
  `CHECK (${column} GLOB '????????-????-????-????-????????????' AND length(unhex(${column}, '-')) IS 16 AND ${column} = lower(${column}))`;
const instant = (column: string): string =>
  `CHECK (length(${column}) = 24 AND ${column} GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', ${column}) IS ${column})`;
const sha256 = (column: string): string =>
  `CHECK (length(${column}) = 64 AND length(unhex(${column})) IS 32 AND ${column} = lower(${column}))`;

export const checkExplanations: Migration = {
  version: 20,
  name: 'check explanations',
  statements: [
    `CREATE TABLE check_explanations (
  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  owner_office TEXT NOT NULL ${uuid('owner_office')},
  lineage TEXT NOT NULL REFERENCES lineages (id),
  revision INTEGER NOT NULL CHECK (revision > 0),
  content_hash TEXT NOT NULL ${sha256('content_hash')},
  updated_at TEXT NOT NULL ${instant('updated_at')},
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  body_uscc TEXT NOT NULL REFERENCES bodies (uscc),
  code TEXT NOT NULL CHECK (length(code) > 0),
  rule TEXT NOT NULL,
  leaf TEXT NOT NULL CHECK (length(leaf) > 0),
  item TEXT NOT NULL,
  role TEXT NOT NULL,
  about TEXT NOT NULL CHECK (json_valid(about) AND json_type(about) = 'object'),
  text TEXT NOT NULL CHECK (length(text) <= 2000),
  UNIQUE (cycle_code, body_uscc, code, rule, leaf, item, role)
) STRICT`,
    `CREATE TABLE explanation_readings (
  id INTEGER PRIMARY KEY,
  explanation_id TEXT NOT NULL ${uuid('explanation_id')},
  content_hash TEXT NOT NULL ${sha256('content_hash')},
  accepted INTEGER NOT NULL CHECK (accepted IN (0, 1)),
  remark TEXT,
  read_at TEXT NOT NULL ${instant('read_at')},
  actor TEXT NOT NULL CHECK (length(actor) > 0),
  CHECK (accepted = 1 OR length(remark) > 0)
) STRICT`,
    'CREATE INDEX explanation_readings_by_explanation ON explanation_readings (explanation_id, content_hash, id)',
    `CREATE TRIGGER explanation_readings_stay BEFORE UPDATE ON explanation_readings BEGIN SELECT RAISE(ABORT, 'explanation_readings only grows'); END`,
  ],
};
