/**
 * Time limits, publicity periods and holidays as rows of the office's own database, so that a local rule or next
 * year's arrangement is entered where it is used, and the two columns and the index by which records are looked after.
 * Frozen once released.
 *
 * No two versions of one rule are in force on one day: triggers refuse it whoever writes. Bundled rows are put in when
 * the database is opened (`install-rules.ts`), not here, because they come from files that change with the law.
 */
import type { Migration } from '../migrate.ts';

const date = (column: string): string => `CHECK (length(${column}) = 10 AND date(${column}) IS ${column})`;
const instant = (column: string): string =>
  `CHECK (length(${column}) = 24 AND ${column} GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', ${column}) IS ${column})`;
const filled = (column: string): string => `CHECK (length(${column}) > 0)`;
const oneOf = (column: string, codes: string): string =>
  `CHECK (${codes
    .split(' ')
    .map((code) => `${column} = '${code}'`)
    .join(' OR ')})`;
const positiveOrNull = (column: string): string => `CHECK (${column} IS NULL OR ${column} > 0)`;
const units = 'workingDays days months years';

const overlapping = `SELECT 1 FROM time_rules AS other
  WHERE other.code = NEW.code AND other.valid_from <> NEW.valid_from
    AND (other.valid_to IS NULL OR other.valid_to >= NEW.valid_from)
    AND (NEW.valid_to IS NULL OR NEW.valid_to >= other.valid_from)`;
const refuseOverlap = (name: string, event: string): string =>
  `CREATE TRIGGER ${name} BEFORE ${event} ON time_rules WHEN EXISTS (${overlapping})
BEGIN SELECT RAISE(ABORT, 'two versions of a rule overlap'); END`;

export const datedRules: Migration = {
  version: 7,
  name: 'dated rules',
  statements: [
    `CREATE TABLE time_rules (
  code TEXT NOT NULL ${filled('code')},
  valid_from TEXT NOT NULL ${date('valid_from')},
  valid_to TEXT CHECK (valid_to IS NULL OR (date(valid_to) IS valid_to AND valid_to >= valid_from)),
  kind TEXT NOT NULL ${oneOf('kind', 'publicity limit')},
  name TEXT NOT NULL ${filled('name')},
  basis TEXT NOT NULL ${filled('basis')},
  standing TEXT NOT NULL ${oneOf('standing', 'verified local unverified suggested')},
  note TEXT,
  afterwards TEXT,
  severity TEXT ${oneOf('severity', 'minor general serious')},
  shown_by_default INTEGER CHECK (shown_by_default IN (0, 1)),
  minimum_months INTEGER ${positiveOrNull('minimum_months')},
  maximum_months INTEGER ${positiveOrNull('maximum_months')},
  amount INTEGER ${positiveOrNull('amount')},
  unit TEXT ${oneOf('unit', units)},
  counted_from TEXT,
  extension_amount INTEGER ${positiveOrNull('extension_amount')},
  extension_unit TEXT ${oneOf('extension_unit', units)},
  rolls_over INTEGER CHECK (rolls_over IN (0, 1)),
  origin TEXT NOT NULL ${oneOf('origin', 'bundled office')},
  changed_at TEXT NOT NULL ${instant('changed_at')},
  PRIMARY KEY (code, valid_from),
  CHECK ((kind = 'publicity') = (severity IS NOT NULL)),
  CHECK ((kind = 'publicity') = (shown_by_default IS NOT NULL)),
  CHECK ((kind = 'limit') = (amount IS NOT NULL)),
  CHECK ((kind = 'limit') = (unit IS NOT NULL)),
  CHECK ((kind = 'limit') = (counted_from IS NOT NULL)),
  CHECK ((extension_amount IS NULL) = (extension_unit IS NULL))
) STRICT`,
    refuseOverlap('time_rules_never_overlap', 'INSERT'),
    refuseOverlap('time_rules_stay_apart', 'UPDATE'),
    `CREATE TABLE calendar_years (
  year INTEGER NOT NULL PRIMARY KEY CHECK (year BETWEEN 1949 AND 2999),
  document TEXT NOT NULL ${filled('document')},
  standing TEXT NOT NULL ${oneOf('standing', 'verified unverified')},
  origin TEXT NOT NULL ${oneOf('origin', 'bundled office')},
  changed_at TEXT NOT NULL ${instant('changed_at')}
) STRICT`,
    `CREATE TABLE calendar_days (
  day TEXT NOT NULL PRIMARY KEY ${date('day')},
  year INTEGER NOT NULL REFERENCES calendar_years (year) ON DELETE CASCADE
    CHECK (year = CAST(substr(day, 1, 4) AS INTEGER)),
  kind TEXT NOT NULL ${oneOf('kind', 'off worked')},
  name TEXT NOT NULL
) STRICT`,
    'CREATE INDEX calendar_days_of_year ON calendar_days (year)',
    `CREATE TABLE warning_settings (
  kind TEXT NOT NULL PRIMARY KEY ${filled('kind')},
  working_days_ahead INTEGER NOT NULL CHECK (working_days_ahead BETWEEN 0 AND 250),
  changed_at TEXT NOT NULL ${instant('changed_at')}
) STRICT`,
    `ALTER TABLE catalogue_items ADD COLUMN update_cycle TEXT
  CHECK (update_cycle IS NULL OR update_cycle IN ('event', 'monthly', 'quarterly', 'yearly'))`,
    `CREATE INDEX credit_records_on_show ON credit_records (public_max_until, id)
WHERE public_max_until IS NOT NULL AND status IN ('confirmed', 'published')`,
  ],
};
