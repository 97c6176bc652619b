/**
 * What an assessment cycle needs from plan to archive: more stages (`cycles` is rebuilt, as a list inside a CHECK cannot
 * be changed), planned dates of stages and their extensions, who supplies which indicator, the steps of each unit,
 * the seals of official runs, and leaves opened again by a recheck or a correction. Frozen once released.
 *
 * Steps, extensions, seals and reopenings are what this office decided: they are only ever added to, and never travel.
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
const sha256 = (column: string): string =>
  `CHECK (length(${column}) = 64 AND length(unhex(${column})) IS 32 AND ${column} = lower(${column}))`;
const filled = (column: string): string => `CHECK (length(${column}) > 0)`;
const date = (column: string): string => `CHECK (length(${column}) = 10 AND date(${column}) IS ${column})`;
const optionalDate = (column: string): string =>
  `CHECK (${column} IS NULL OR (length(${column}) = 10 AND date(${column}) IS ${column}))`;

const stages =
  'draft issued selfAssess firstReview externalInput finalReview publicNotice objection finalised applied archived';
const columns =
  'id, owner_office, lineage, revision, content_hash, updated_at, code, name, year, period_from, period_to, status, plan_document_no';

/** Rows that tell what was done are not changed afterwards. */
const stays = (table: string): string[] => [
  `CREATE TRIGGER ${table}_stay BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} only grows'); END`,
];

export const cycleWork: Migration = {
  version: 14,
  name: 'cycle work',
  statements: [
    `CREATE TABLE cycles_rebuilt (
  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  owner_office TEXT NOT NULL ${uuid('owner_office')},
  lineage TEXT NOT NULL REFERENCES lineages (id),
  revision INTEGER NOT NULL CHECK (revision > 0),
  content_hash TEXT NOT NULL ${sha256('content_hash')},
  updated_at TEXT NOT NULL ${instant('updated_at')},
  code TEXT NOT NULL UNIQUE ${filled('code')},
  name TEXT NOT NULL ${filled('name')},
  year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 9999),
  period_from TEXT NOT NULL ${date('period_from')},
  period_to TEXT NOT NULL ${date('period_to')},
  status TEXT NOT NULL ${oneOf('status', stages)},
  plan_document_no TEXT,
  CHECK (period_from <= period_to)
) STRICT`,
    `INSERT INTO cycles_rebuilt (${columns}) SELECT ${columns} FROM cycles ORDER BY rowid`,
    'DROP TABLE cycles',
    'ALTER TABLE cycles_rebuilt RENAME TO cycles',

    `CREATE TABLE cycle_stage_dates (
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  stage TEXT NOT NULL ${oneOf('stage', stages)},
  from_on TEXT NOT NULL ${date('from_on')},
  to_on TEXT NOT NULL ${date('to_on')},
  PRIMARY KEY (cycle_code, stage),
  CHECK (from_on <= to_on)
) STRICT, WITHOUT ROWID`,

    `CREATE TABLE stage_extensions (
  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  stage TEXT NOT NULL ${oneOf('stage', stages)},
  body_uscc TEXT REFERENCES bodies (uscc),
  until_on TEXT NOT NULL ${date('until_on')},
  reason TEXT NOT NULL ${filled('reason')},
  document_no TEXT,
  granted_at TEXT NOT NULL ${instant('granted_at')},
  actor TEXT NOT NULL ${filled('actor')}
) STRICT`,
    'CREATE INDEX stage_extensions_by_cycle ON stage_extensions (cycle_code, stage)',
    ...stays('stage_extensions'),

    `CREATE TABLE cycle_fillers (
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  model_code TEXT NOT NULL ${filled('model_code')},
  leaf TEXT NOT NULL ${filled('leaf')},
  role TEXT NOT NULL ${oneOf('role', 'assessor finalReview department thirdParty survey')},
  body_uscc TEXT NOT NULL REFERENCES bodies (uscc),
  PRIMARY KEY (cycle_code, model_code, leaf, role)
) STRICT, WITHOUT ROWID`,

    `CREATE TABLE unit_steps (
  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  body_uscc TEXT NOT NULL REFERENCES bodies (uscc),
  position INTEGER NOT NULL CHECK (position > 0),
  step TEXT NOT NULL ${oneOf('step', 'submit return accept confirm reopen')},
  state TEXT NOT NULL ${oneOf('state', 'filling submitted returned accepted confirmed')},
  reason TEXT,
  due_on TEXT ${optionalDate('due_on')},
  taken_at TEXT NOT NULL ${instant('taken_at')},
  actor TEXT NOT NULL ${filled('actor')},
  UNIQUE (cycle_code, body_uscc, position)
) STRICT`,
    ...stays('unit_steps'),

    `CREATE TABLE run_seals (
  run_id TEXT NOT NULL PRIMARY KEY REFERENCES runs (id),
  kind TEXT NOT NULL ${oneOf('kind', 'official corrected correction')},
  reason TEXT,
  approved_by TEXT,
  document_no TEXT,
  supersedes TEXT REFERENCES runs (id) CHECK (supersedes <> run_id),
  sealed_at TEXT NOT NULL ${instant('sealed_at')},
  actor TEXT NOT NULL ${filled('actor')}
) STRICT`,
    ...stays('run_seals'),

    `CREATE TABLE score_reopenings (
  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  body_uscc TEXT NOT NULL REFERENCES bodies (uscc),
  leaf TEXT CHECK (leaf IS NULL OR length(leaf) > 0),
  kind TEXT NOT NULL ${oneOf('kind', 'recheck correction')},
  reason TEXT NOT NULL ${filled('reason')},
  approved_by TEXT,
  document_no TEXT,
  source_row TEXT,
  opened_at TEXT NOT NULL ${instant('opened_at')},
  opened_by TEXT NOT NULL ${filled('opened_by')},
  closed_at TEXT CHECK (closed_at IS NULL OR (length(closed_at) = 24 AND strftime('%Y-%m-%dT%H:%M:%fZ', closed_at) IS closed_at)),
  closed_by TEXT,
  CHECK ((closed_at IS NULL) = (closed_by IS NULL))
) STRICT`,
    'CREATE INDEX score_reopenings_by_unit ON score_reopenings (cycle_code, body_uscc)',
    `CREATE TRIGGER score_reopenings_close BEFORE UPDATE ON score_reopenings
  WHEN OLD.closed_at IS NOT NULL OR NEW.id <> OLD.id OR NEW.cycle_code <> OLD.cycle_code OR NEW.body_uscc <> OLD.body_uscc
    OR NEW.leaf IS NOT OLD.leaf OR NEW.kind <> OLD.kind OR NEW.reason <> OLD.reason OR NEW.opened_at <> OLD.opened_at
  BEGIN SELECT RAISE(ABORT, 'a reopening can only be closed, once'); END`,
  ],
};
