/**
 * What papers ask of the database: letters that the office has reworded, and checks of eligibility with what a person
 * concluded. Both belong to this office and never travel. Frozen once released.
 */
import type { Migration } from '../migrate.ts';

const uuid = (column: string): string =>
  `CHECK (${column} GLOB '????????-????-????-????-????????????' AND length(unhex(${column}, '-')) IS 16 AND ${column} = lower(${column}))`;
const isInstant = (column: string): string =>
  `length(${column}) = 24 AND ${column} GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', ${column}) IS ${column}`;
const count = (column: string): string => `${column} INTEGER NOT NULL CHECK (${column} >= 0)`;

export const documents: Migration = {
  version: 10,
  name: 'documents',
  statements: [
    `CREATE TABLE letter_wordings (
  letter TEXT NOT NULL PRIMARY KEY CHECK (length(letter) > 0),
  wording TEXT NOT NULL CHECK (json_valid(wording) AND json_type(wording) = 'object'),
  reworded_at TEXT NOT NULL CHECK (${isInstant('reworded_at')}),
  actor TEXT NOT NULL CHECK (length(actor) > 0)
) STRICT, WITHOUT ROWID`,
    `CREATE TABLE eligibility_checks (
  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  purpose TEXT NOT NULL CHECK (length(purpose) > 0),
  as_of TEXT NOT NULL CHECK (date(as_of) IS as_of),
  made_at TEXT NOT NULL CHECK (${isInstant('made_at')}),
  made_by TEXT NOT NULL CHECK (length(made_by) > 0),
  subjects INTEGER NOT NULL CHECK (subjects > 0),
  ${count('passed')},
  ${count('failed')},
  ${count('to_review')},
  results_sealed TEXT NOT NULL CHECK (results_sealed GLOB 's1.*'),
  confirmed_at TEXT CHECK (confirmed_at IS NULL OR (${isInstant('confirmed_at')})),
  confirmed_by TEXT CHECK (confirmed_by IS NULL OR length(confirmed_by) > 0),
  CHECK (passed + failed + to_review = subjects),
  CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL)),
  CHECK (confirmed_at IS NULL OR to_review = 0)
) STRICT`,
  ],
};
