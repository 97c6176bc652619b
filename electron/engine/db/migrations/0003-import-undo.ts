/**
 * What working on an import in a window asks of the database: a batch can be undone as a whole (`reverted`), a row can
 * be left out by a person (`o`), and a row that a commit left alone is settled (`s`) instead of waiting. To undo
 * safely, each change remembers what the row said afterwards (`content_hash`, as the row's own), and each commit of a
 * batch when and in which line of edits it was (`batch_commits`). Frozen once released.
 *
 * Lists inside a CHECK cannot be changed, so two tables are rebuilt. Sealed rows are bound to their batch and ordinal,
 * which stay.
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
const instantOrNull = (column: string): string =>
  `CHECK (${column} IS NULL OR (${instant(column).slice(7, -1)}))`;
const sha256 = (column: string): string =>
  `CHECK (length(${column}) = 64 AND length(unhex(${column})) IS 32 AND ${column} = lower(${column}))`;
const filled = (column: string): string => `CHECK (length(${column}) > 0)`;
const notNegative = (column: string): string => `CHECK (${column} >= 0)`;

const batchColumns =
  'id, layout, file_name, file_sha256, status, context, rows_in_xml, rows_in_file, accepted, refused, skipped, created_at, committed_at, result';

export const importUndo: Migration = {
  version: 3,
  name: 'import undo',
  statements: [
    `CREATE TABLE import_batches_rebuilt (
  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  layout TEXT NOT NULL ${filled('layout')},
  file_name TEXT NOT NULL ${filled('file_name')},
  file_sha256 TEXT NOT NULL ${sha256('file_sha256')},
  status TEXT NOT NULL ${oneOf('status', 'staged committed reverted abandoned')},
  context TEXT NOT NULL CHECK (json_valid(context)),
  rows_in_xml INTEGER NOT NULL ${notNegative('rows_in_xml')},
  rows_in_file INTEGER NOT NULL ${notNegative('rows_in_file')},
  accepted INTEGER NOT NULL ${notNegative('accepted')},
  refused INTEGER NOT NULL ${notNegative('refused')},
  skipped INTEGER NOT NULL ${notNegative('skipped')},
  created_at TEXT NOT NULL ${instant('created_at')},
  committed_at TEXT ${instantOrNull('committed_at')},
  result TEXT CHECK (result IS NULL OR json_valid(result)),
  reverted_at TEXT ${instantOrNull('reverted_at')},
  CHECK ((status IN ('committed', 'reverted')) = (committed_at IS NOT NULL)),
  CHECK ((status IN ('committed', 'reverted')) = (result IS NOT NULL)),
  CHECK ((status = 'reverted') = (reverted_at IS NOT NULL))
) STRICT`,
    `INSERT INTO import_batches_rebuilt (${batchColumns}) SELECT ${batchColumns} FROM import_batches ORDER BY rowid`,
    'DROP TABLE import_batches',
    'ALTER TABLE import_batches_rebuilt RENAME TO import_batches',
    'CREATE INDEX import_batches_by_file ON import_batches (file_sha256, layout)',

    `CREATE TABLE staged_blocks_rebuilt (
  batch_id TEXT NOT NULL REFERENCES import_batches (id),
  first_ordinal INTEGER NOT NULL CHECK (first_ordinal > 0),
  states TEXT NOT NULL CHECK (length(states) > 0 AND states NOT GLOB '*[^rxdsoc]*'),
  rows_sealed BLOB NOT NULL CHECK (length(rows_sealed) > 28),
  PRIMARY KEY (batch_id, first_ordinal)
) STRICT`,
    // What a commit found in the database and left alone had stayed a duplicate; nothing waits for it any more.
    `INSERT INTO staged_blocks_rebuilt (batch_id, first_ordinal, states, rows_sealed)
SELECT batch_id, first_ordinal, CASE status WHEN 'committed' THEN replace(states, 'd', 's') ELSE states END, rows_sealed
FROM staged_blocks JOIN import_batches ON id = batch_id ORDER BY staged_blocks.rowid`,
    'DROP TABLE staged_blocks',
    'ALTER TABLE staged_blocks_rebuilt RENAME TO staged_blocks',

    'ALTER TABLE batch_changes ADD COLUMN content_hash BLOB CHECK (length(content_hash) = 32)',
    `CREATE TABLE batch_commits (
  batch_id TEXT NOT NULL REFERENCES import_batches (id),
  first_change INTEGER NOT NULL CHECK (first_change > 0),
  committed_at TEXT NOT NULL ${instant('committed_at')},
  lineage TEXT NOT NULL REFERENCES lineages (id),
  PRIMARY KEY (batch_id, first_change)
) STRICT, WITHOUT ROWID`,
    // Until now a batch was committed once, in the line of edits that was the youngest of this office then.
    `INSERT INTO batch_commits (batch_id, first_change, committed_at, lineage)
SELECT id, 1, committed_at, coalesce(
  (SELECT lineages.id FROM lineages JOIN office ON office_id = office.id
   WHERE recorded_at <= committed_at ORDER BY recorded_at DESC, lineages.id DESC LIMIT 1),
  (SELECT lineage FROM office))
FROM import_batches WHERE status = 'committed'`,
  ],
};
