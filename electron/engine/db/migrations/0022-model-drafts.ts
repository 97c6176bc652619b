/**
 * Working copies of indicator models (`model_drafts`), which may be faulty until they are published into `model_versions`. This
 * office's own work; it never travels. Frozen once released.
 */
import type { Migration } from '../migrate.ts';

export const modelDrafts: Migration = {
  version: 22,
  name: 'model drafts',
  statements: [
    `CREATE TABLE model_drafts (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  based_on_code TEXT,
  based_on_version TEXT,
  document TEXT NOT NULL CHECK (json_valid(document) AND json_type(document) = 'object'),
  revision INTEGER NOT NULL CHECK (revision > 0),
  saved_at TEXT NOT NULL CHECK (length(saved_at) = 24 AND saved_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', saved_at) IS saved_at),
  saved_by TEXT NOT NULL,
  FOREIGN KEY (based_on_code, based_on_version) REFERENCES model_versions (code, version),
  CHECK ((based_on_code IS NULL) = (based_on_version IS NULL))
) STRICT, WITHOUT ROWID`,
  ],
};
