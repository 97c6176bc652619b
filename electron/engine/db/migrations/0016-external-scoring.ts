/**
 * Scoring from outside the assessed units: surveys with their answers, what was taken over from reports of third
 * parties, and spot checks drawn by seed. All of it is this office's own work; what comes of it travels as entries. Frozen once
 * released.
 */
import type { Migration } from '../migrate.ts';

const uuid = (column: string): string =>
  `CHECK (${column} GLOB '????????-????-????-????-????????????' AND length(unhex(${column}, '-')) IS 16 AND ${column} = lower(${column}))`;
const instant = (column: string): string =>
  `CHECK (${column} IS NULL OR (length(${column}) = 24 AND ${column} GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', ${column}) IS ${column}))`;
const day = (column: string): string => `CHECK (${column} IS NULL OR date(${column}) IS ${column})`;
const json = (column: string, type: 'array' | 'object'): string =>
  `CHECK (json_valid(${column}) AND json_type(${column}) = '${type}')`;
const filled = (column: string): string => `CHECK (length(${column}) > 0)`;

export const externalScoring: Migration = {
  version: 16,
  name: 'external scoring',
  statements: [
    `CREATE TABLE survey_batches (
  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  cycle_code TEXT NOT NULL ${filled('cycle_code')},
  audience TEXT NOT NULL CHECK (audience IN ('public', 'enterprise')),
  title TEXT NOT NULL ${filled('title')},
  method TEXT CHECK (length(method) > 0),
  surveyed_from TEXT ${day('surveyed_from')},
  surveyed_to TEXT ${day('surveyed_to')},
  questions TEXT NOT NULL ${json('questions', 'array')},
  overall TEXT NOT NULL ${filled('overall')},
  satisfied_from TEXT NOT NULL ${filled('satisfied_from')},
  population INTEGER CHECK (population > 0),
  margin TEXT NOT NULL ${filled('margin')},
  targets TEXT NOT NULL ${json('targets', 'array')},
  made_at TEXT NOT NULL ${instant('made_at')},
  made_by TEXT NOT NULL ${filled('made_by')},
  taken_at TEXT ${instant('taken_at')},
  taken_by TEXT ${filled('taken_by')},
  CHECK (surveyed_from IS NULL OR surveyed_to IS NULL OR surveyed_from <= surveyed_to),
  CHECK ((taken_at IS NULL) = (taken_by IS NULL))
) STRICT`,
    'CREATE INDEX survey_batches_by_cycle ON survey_batches (cycle_code, id)',
    `CREATE TABLE survey_results (
  batch_id TEXT NOT NULL REFERENCES survey_batches (id) ON DELETE CASCADE,
  body_uscc TEXT NOT NULL ${filled('body_uscc')},
  source TEXT NOT NULL CHECK (source IN ('answers', 'summary')),
  issued INTEGER CHECK (issued >= 0),
  valid INTEGER NOT NULL CHECK (valid >= 0),
  satisfied INTEGER CHECK (satisfied BETWEEN 0 AND valid),
  satisfaction TEXT ${filled('satisfaction')},
  questions TEXT NOT NULL ${json('questions', 'object')},
  updated_at TEXT NOT NULL ${instant('updated_at')},
  PRIMARY KEY (batch_id, body_uscc),
  CHECK (issued IS NULL OR valid <= issued),
  CHECK ((source = 'answers') = (satisfied IS NOT NULL))
) STRICT, WITHOUT ROWID`,
    `CREATE TABLE survey_answers (
  batch_id TEXT NOT NULL REFERENCES survey_batches (id) ON DELETE CASCADE,
  number TEXT NOT NULL ${filled('number')},
  body_uscc TEXT NOT NULL ${filled('body_uscc')},
  answers TEXT NOT NULL ${json('answers', 'object')},
  PRIMARY KEY (batch_id, number)
) STRICT, WITHOUT ROWID`,
    'CREATE INDEX survey_answers_by_unit ON survey_answers (batch_id, body_uscc)',
    `CREATE TABLE third_party_takings (
  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  cycle_code TEXT NOT NULL ${filled('cycle_code')},
  report_id TEXT NOT NULL ${uuid('report_id')},
  leaf TEXT NOT NULL ${filled('leaf')},
  files TEXT NOT NULL ${json('files', 'array')},
  units INTEGER NOT NULL CHECK (units > 0),
  taken_at TEXT NOT NULL ${instant('taken_at')},
  taken_by TEXT NOT NULL ${filled('taken_by')}
) STRICT`,
    'CREATE INDEX third_party_takings_by_cycle ON third_party_takings (cycle_code, report_id)',
    `CREATE TABLE spot_checks (
  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  cycle_code TEXT NOT NULL ${filled('cycle_code')},
  population TEXT NOT NULL CHECK (population IN ('leaves', 'records', 'cases')),
  title TEXT NOT NULL ${filled('title')},
  seed INTEGER NOT NULL CHECK (seed BETWEEN 0 AND 4294967295),
  generator TEXT NOT NULL ${filled('generator')},
  stratified INTEGER NOT NULL CHECK (stratified IN (0, 1)),
  size INTEGER NOT NULL CHECK (size > 0),
  frame TEXT NOT NULL ${json('frame', 'array')},
  frame_digest TEXT NOT NULL CHECK (length(unhex(frame_digest)) IS 32),
  supersedes TEXT UNIQUE REFERENCES spot_checks (id),
  reason TEXT ${filled('reason')},
  drawn_at TEXT NOT NULL ${instant('drawn_at')},
  drawn_by TEXT NOT NULL ${filled('drawn_by')},
  CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT`,
    'CREATE INDEX spot_checks_by_cycle ON spot_checks (cycle_code, id)',
    `CREATE TABLE spot_check_items (
  check_id TEXT NOT NULL REFERENCES spot_checks (id),
  ordinal INTEGER NOT NULL CHECK (ordinal > 0),
  body_uscc TEXT ${filled('body_uscc')},
  subject TEXT NOT NULL ${filled('subject')},
  label TEXT NOT NULL ${filled('label')},
  stated TEXT NOT NULL,
  result TEXT CHECK (result IN ('confirmed', 'notConfirmed')),
  finding TEXT ${filled('finding')},
  should_be TEXT ${filled('should_be')},
  checked_on TEXT ${day('checked_on')},
  checked_by TEXT ${filled('checked_by')},
  PRIMARY KEY (check_id, ordinal),
  CHECK ((result IS NULL) = (checked_on IS NULL)),
  CHECK (result IS NOT 'notConfirmed' OR finding IS NOT NULL)
) STRICT, WITHOUT ROWID`,
  ],
};
