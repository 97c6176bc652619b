/**
 * 结果运用: what a cycle's grades call for, proposed once for each unit and act, and what a person decided
 * (`grade_consequences`). This office's own work; it never travels. Frozen once released.
 */
import type { Migration } from '../migrate.ts';

const uuid = (column: string): string =>
  `CHECK (${column} GLOB '????????-????-????-????-????????????' AND length(unhex(${column}, '-')) IS 16 AND ${column} = lower(${column}))`;
const optionalUuid = (column: string): string =>
  `CHECK (${column} IS NULL OR (${column} GLOB '????????-????-????-????-????????????' AND length(unhex(${column}, '-')) IS 16 AND ${column} = lower(${column})))`;
const isInstant = (column: string): string =>
  `length(${column}) = 24 AND ${column} GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', ${column}) IS ${column}`;
const texts = (column: string): string =>
  `CHECK (json_valid(${column}) AND json_type(${column}) = 'array' AND json_array_length(${column}) > 0)`;

export const gradeConsequences: Migration = {
  version: 15,
  name: 'grade consequences',
  statements: [
    `CREATE TABLE grade_consequences (
  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  body_uscc TEXT REFERENCES bodies (uscc),
  action TEXT NOT NULL CHECK (length(action) > 0),
  entry_id TEXT ${optionalUuid('entry_id')},
  run_id TEXT REFERENCES runs (id),
  rules TEXT NOT NULL ${texts('rules')},
  grounds TEXT NOT NULL ${texts('grounds')},
  proposed_at TEXT NOT NULL CHECK (${isInstant('proposed_at')}),
  lapsed_at TEXT CHECK (lapsed_at IS NULL OR (${isInstant('lapsed_at')})),
  state TEXT NOT NULL CHECK (state = 'proposed' OR state = 'decided' OR state = 'dismissed'),
  decided_at TEXT CHECK (decided_at IS NULL OR (${isInstant('decided_at')})),
  decided_by TEXT CHECK (decided_by IS NULL OR length(decided_by) > 0),
  note TEXT,
  row_id TEXT UNIQUE REFERENCES ledger_rows (id),
  CHECK ((state = 'proposed') = (decided_at IS NULL)),
  CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
  CHECK (row_id IS NULL OR state = 'decided'),
  CHECK (state <> 'dismissed' OR length(note) > 0)
) STRICT`,
    `CREATE UNIQUE INDEX grade_consequences_once ON grade_consequences
  (cycle_code, action, ifnull(body_uscc, ''), ifnull(entry_id, ''))`,
  ],
};
