/** The last check of the data's quality: what it counted, and what only the check itself can find. Frozen once released. */
import type { Migration } from '../migrate.ts';

const instant = (column: string): string =>
  `CHECK (length(${column}) = 24 AND ${column} GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', ${column}) IS ${column})`;

export const quality: Migration = {
  version: 12,
  name: 'quality',
  statements: [
    `CREATE TABLE quality_checks (
  only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
  checked_at TEXT NOT NULL ${instant('checked_at')},
  audit_sequence INTEGER NOT NULL CHECK (audit_sequence >= 0),
  counts TEXT NOT NULL CHECK (json_valid(counts) AND json_type(counts) = 'object')
) STRICT`,
    `CREATE TABLE quality_marks (
  kind TEXT NOT NULL CHECK (length(kind) > 0),
  subject_id TEXT NOT NULL CHECK (length(subject_id) > 0),
  says TEXT NOT NULL CHECK (json_valid(says) AND json_type(says) = 'array'),
  PRIMARY KEY (kind, subject_id)
) STRICT, WITHOUT ROWID`,
  ],
};
