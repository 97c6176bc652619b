/**
 * What follows the official result of a cycle: public notices with the places where they were posted, corrections asked for
 * after the result was final, and the meeting that approved it. All of it is what this office did: it is only ever
 * added to, and never travels. Frozen once released.
 */
import type { Migration } from '../migrate.ts';

const uuid = (column: string): string =>
  `CHECK (${column} GLOB '????????-????-????-????-????????????' AND length(unhex(${column}, '-')) IS 16 AND ${column} = lower(${column}))`;
const isInstant = (column: string): string =>
  `length(${column}) = 24 AND ${column} GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', ${column}) IS ${column}`;
const filled = (column: string): string => `CHECK (length(${column}) > 0)`;
const isDate = (column: string): string => `length(${column}) = 10 AND date(${column}) IS ${column}`;

export const cycleNotices: Migration = {
  version: 17,
  name: 'cycle notices',
  statements: [
    `CREATE TABLE cycle_notices (
  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  from_on TEXT NOT NULL CHECK (${isDate('from_on')}),
  until_on TEXT NOT NULL CHECK (${isDate('until_on')}),
  certain INTEGER NOT NULL CHECK (certain IN (0, 1)),
  rule_from TEXT NOT NULL CHECK (${isDate('rule_from')}),
  basis TEXT NOT NULL ${filled('basis')},
  document_no TEXT,
  started_at TEXT NOT NULL CHECK (${isInstant('started_at')}),
  started_by TEXT NOT NULL ${filled('started_by')},
  ended_on TEXT CHECK (ended_on IS NULL OR (${isDate('ended_on')})),
  end_reason TEXT CHECK (end_reason IS NULL OR length(end_reason) > 0),
  ended_at TEXT CHECK (ended_at IS NULL OR (${isInstant('ended_at')})),
  ended_by TEXT,
  CHECK (from_on <= until_on),
  CHECK ((ended_on IS NULL) = (end_reason IS NULL)),
  CHECK ((ended_on IS NULL) = (ended_at IS NULL)),
  CHECK ((ended_on IS NULL) = (ended_by IS NULL)),
  CHECK (ended_on IS NULL OR ended_on <= until_on)
) STRICT`,
    'CREATE INDEX cycle_notices_by_cycle ON cycle_notices (cycle_code, from_on)',
    `CREATE TRIGGER cycle_notices_end BEFORE UPDATE ON cycle_notices
  WHEN OLD.ended_on IS NOT NULL OR NEW.id <> OLD.id OR NEW.cycle_code <> OLD.cycle_code OR NEW.from_on <> OLD.from_on
    OR NEW.until_on <> OLD.until_on OR NEW.document_no IS NOT OLD.document_no OR NEW.started_at <> OLD.started_at
  BEGIN SELECT RAISE(ABORT, 'a notice can only be ended, once'); END`,

    `CREATE TABLE notice_postings (
  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  notice_id TEXT NOT NULL REFERENCES cycle_notices (id),
  channel TEXT NOT NULL ${filled('channel')},
  place TEXT NOT NULL ${filled('place')},
  posted_on TEXT NOT NULL CHECK (${isDate('posted_on')}),
  noted_at TEXT NOT NULL CHECK (${isInstant('noted_at')}),
  actor TEXT NOT NULL ${filled('actor')}
) STRICT`,
    'CREATE INDEX notice_postings_by_notice ON notice_postings (notice_id, posted_on)',

    `CREATE TABLE score_corrections (
  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  body_uscc TEXT NOT NULL REFERENCES bodies (uscc),
  leaf TEXT CHECK (leaf IS NULL OR length(leaf) > 0),
  reason TEXT NOT NULL ${filled('reason')},
  requested_by TEXT NOT NULL ${filled('requested_by')},
  requested_at TEXT NOT NULL CHECK (${isInstant('requested_at')}),
  actor TEXT NOT NULL ${filled('actor')},
  decision TEXT CHECK (decision IS NULL OR decision = 'approved' OR decision = 'refused'),
  decided_by TEXT CHECK (decided_by IS NULL OR (length(decided_by) > 0 AND decided_by <> requested_by)),
  document_no TEXT,
  decision_note TEXT,
  decided_at TEXT CHECK (decided_at IS NULL OR (${isInstant('decided_at')})),
  reopening_id TEXT REFERENCES score_reopenings (id),
  CHECK ((decision IS NULL) = (decided_by IS NULL)),
  CHECK ((decision IS NULL) = (decided_at IS NULL)),
  CHECK ((decision IS 'approved') = (reopening_id IS NOT NULL))
) STRICT`,
    'CREATE INDEX score_corrections_by_cycle ON score_corrections (cycle_code, requested_at)',
    `CREATE TRIGGER score_corrections_decide BEFORE UPDATE ON score_corrections
  WHEN OLD.decision IS NOT NULL OR NEW.id <> OLD.id OR NEW.cycle_code <> OLD.cycle_code OR NEW.body_uscc <> OLD.body_uscc
    OR NEW.leaf IS NOT OLD.leaf OR NEW.reason <> OLD.reason OR NEW.requested_by <> OLD.requested_by
  BEGIN SELECT RAISE(ABORT, 'a correction can only be decided, once'); END`,

    `CREATE TABLE cycle_approvals (
  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  approved_by TEXT NOT NULL ${filled('approved_by')},
  approved_on TEXT NOT NULL CHECK (${isDate('approved_on')}),
  document_no TEXT,
  noted_at TEXT NOT NULL CHECK (${isInstant('noted_at')}),
  actor TEXT NOT NULL ${filled('actor')}
) STRICT`,
    'CREATE INDEX cycle_approvals_by_cycle ON cycle_approvals (cycle_code, noted_at)',
    ...['notice_postings', 'cycle_approvals'].map(
      (table) =>
        `CREATE TRIGGER ${table}_stay BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} only grows'); END`,
    ),
  ],
};
