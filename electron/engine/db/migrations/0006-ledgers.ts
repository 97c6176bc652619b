/**
 * Case and business ledgers: one table for all of them, since what a ledger's fields, states, steps and clocks are is
 * said by its definition (`shared/ledgers`). What every list sorts and filters by has a column of its own. Frozen once
 * released.
 */
import type { Migration } from '../migrate.ts';

const uuid = (column: string): string =>
  `CHECK (${column} GLOB '????????-????-????-????-????????????' AND length(unhex(${column}, '-')) IS 16 AND ${column} = lower(${column}))`;
const optionalUuid = (column: string): string =>
  `CHECK (${column} IS NULL OR (${column} GLOB '????????-????-????-????-????????????' AND length(unhex(${column}, '-')) IS 16 AND ${column} = lower(${column})))`;
const instant = (column: string): string =>
  `CHECK (length(${column}) = 24 AND ${column} GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', ${column}) IS ${column})`;
const date = (column: string): string => `CHECK (length(${column}) = 10 AND date(${column}) IS ${column})`;
const optionalDate = (column: string): string =>
  `CHECK (${column} IS NULL OR (length(${column}) = 10 AND date(${column}) IS ${column}))`;

export const ledgers: Migration = {
  version: 6,
  name: 'ledgers',
  statements: [
    `CREATE TABLE ledger_rows (
  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  owner_office TEXT NOT NULL ${uuid('owner_office')},
  lineage TEXT NOT NULL REFERENCES lineages (id),
  revision INTEGER NOT NULL CHECK (revision > 0),
  content_hash TEXT NOT NULL CHECK (length(content_hash) = 64 AND length(unhex(content_hash)) IS 32 AND content_hash = lower(content_hash)),
  updated_at TEXT NOT NULL ${instant('updated_at')},
  ledger TEXT NOT NULL CHECK (length(ledger) > 0),
  body_uscc TEXT REFERENCES bodies (uscc),
  official_id TEXT REFERENCES officials (id),
  record_id TEXT REFERENCES credit_records (id),
  row_id TEXT ${optionalUuid('row_id')},
  number TEXT,
  title TEXT,
  happened_on TEXT NOT NULL ${date('happened_on')},
  amount_fen INTEGER CHECK (amount_fen >= 0),
  state TEXT NOT NULL CHECK (length(state) > 0),
  due_on TEXT ${optionalDate('due_on')},
  closed_on TEXT ${optionalDate('closed_on')},
  natural_key TEXT,
  details TEXT NOT NULL CHECK (json_valid(details) AND json_type(details) = 'object'),
  clocks TEXT NOT NULL CHECK (json_valid(clocks) AND json_type(clocks) = 'array'),
  steps TEXT NOT NULL CHECK (json_valid(steps) AND json_type(steps) = 'array'),
  personal_sealed TEXT CHECK (personal_sealed GLOB 's1.*')
) STRICT`,
    'CREATE INDEX ledger_rows_by_date ON ledger_rows (ledger, happened_on DESC, id DESC)',
    'CREATE INDEX ledger_rows_by_state ON ledger_rows (ledger, state, happened_on DESC, id DESC)',
    'CREATE INDEX ledger_rows_by_due ON ledger_rows (due_on, ledger, id) WHERE due_on IS NOT NULL',
    'CREATE INDEX ledger_rows_by_body ON ledger_rows (body_uscc, ledger, happened_on DESC) WHERE body_uscc IS NOT NULL',
    'CREATE INDEX ledger_rows_by_official ON ledger_rows (official_id) WHERE official_id IS NOT NULL',
    'CREATE INDEX ledger_rows_by_record ON ledger_rows (record_id) WHERE record_id IS NOT NULL',
    'CREATE INDEX ledger_rows_by_row ON ledger_rows (row_id) WHERE row_id IS NOT NULL',
    'CREATE INDEX ledger_rows_by_key ON ledger_rows (ledger, natural_key) WHERE natural_key IS NOT NULL',
    'CREATE INDEX ledger_rows_by_number ON ledger_rows (number) WHERE number IS NOT NULL',
    `CREATE TABLE ledger_bases (
  ledger TEXT NOT NULL PRIMARY KEY CHECK (length(ledger) > 0),
  legal_basis TEXT NOT NULL CHECK (length(legal_basis) > 0),
  entered_at TEXT NOT NULL ${instant('entered_at')},
  actor TEXT NOT NULL CHECK (length(actor) > 0)
) STRICT`,
  ],
};
