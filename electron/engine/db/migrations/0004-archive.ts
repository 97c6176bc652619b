/**
 * What looking after bodies, officials and records in a window asks of the database: rows as they were before a
 * change by hand (`row_history`), and indexes by which a long ledger is read by 程度, 状态 and 金额. Frozen once released.
 *
 * Most records are 一般 and 已认定. Those are found by walking the index of dates, so the new indexes leave them out
 * and an import of confirmed records hardly pays for them. The index of amounts also answers their sum.
 */
import type { Migration } from '../migrate.ts';

const uuid = (column: string): string =>
  `CHECK (${column} GLOB '????????-????-????-????-????????????' AND length(unhex(${column}, '-')) IS 16 AND ${column} = lower(${column}))`;
const instant = (column: string): string =>
  `CHECK (length(${column}) = 24 AND ${column} GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', ${column}) IS ${column})`;

export const archive: Migration = {
  version: 4,
  name: 'archive',
  statements: [
    `CREATE INDEX credit_records_unusual_severity ON credit_records (severity, decision_date DESC, id DESC)
WHERE severity <> 'general'`,
    `CREATE INDEX credit_records_unusual_status ON credit_records (status, decision_date DESC, id DESC)
WHERE status <> 'confirmed'`,
    `CREATE INDEX credit_records_by_amount ON credit_records (amount_fen)
WHERE amount_fen IS NOT NULL`,
    `CREATE TABLE row_history (
  table_name TEXT NOT NULL CHECK (length(table_name) > 0),
  row_id TEXT NOT NULL ${uuid('row_id')},
  revision INTEGER NOT NULL CHECK (revision > 0),
  replaced_at TEXT NOT NULL ${instant('replaced_at')},
  actor TEXT NOT NULL CHECK (length(actor) > 0),
  content_sealed TEXT NOT NULL CHECK (content_sealed GLOB 's1.*'),
  PRIMARY KEY (table_name, row_id, revision)
) STRICT, WITHOUT ROWID`,
    `CREATE TRIGGER row_history_never_changes BEFORE UPDATE ON row_history
BEGIN SELECT RAISE(ABORT, 'the history of a row never changes'); END`,
    `CREATE TRIGGER row_history_never_shrinks BEFORE DELETE ON row_history
BEGIN SELECT RAISE(ABORT, 'the history of a row is never deleted'); END`,
  ],
};
