/**
 * The first schema. Frozen once released: it repeats every list and format it needs, so that a later change of the
 * program cannot change what this step makes.
 *
 * Conventions: STRICT tables; identifiers UUID text; dates `yyyy-mm-dd`; instants ISO 8601 UTC; money integer 分;
 * scores and rates integer units of 10⁻¹⁰; no floating point anywhere. `…_sealed` is AES-256-GCM text (or bytes), `…_index`
 * its keyed index, `…_masked` the form that may be shown. The five columns at the head of a table that travels
 * between offices say who owns the row, in which line of edits it was last changed, and how new it is.
 */
import type { Migration } from '../migrate.ts';

// Not `IN`: SQLite builds a table of its list anew for every row that is written.
const oneOf = (column: string, codes: string): string =>
  `CHECK (${codes
    .split(' ')
    .map((code) => `${column} = '${code}'`)
    .join(' OR ')})`;
// Of several ways to say the same, the fastest: a negated class in GLOB costs more than storing the row.
const uuid = (column: string): string =>
  `CHECK (${column} GLOB '????????-????-????-????-????????????' AND length(unhex(${column}, '-')) IS 16 AND ${column} = lower(${column}))`;
const date = (column: string): string => `CHECK (length(${column}) = 10 AND date(${column}) IS ${column})`;
const dateOrNull = (column: string): string =>
  `CHECK (${column} IS NULL OR (length(${column}) = 10 AND date(${column}) IS ${column}))`;
const instant = (column: string): string =>
  `CHECK (length(${column}) = 24 AND ${column} GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', ${column}) IS ${column})`;
const instantOrNull = (column: string): string =>
  `CHECK (${column} IS NULL OR (${instant(column).slice(7, -1)}))`;
const sha256 = (column: string): string =>
  `CHECK (length(${column}) = 64 AND length(unhex(${column})) IS 32 AND ${column} = lower(${column}))`;
const uscc = (column: string): string =>
  `CHECK (length(${column}) = 18 AND ${column} NOT GLOB '*[^0-9A-HJ-NPQRTUWXY]*')`;
const usccOrNull = (column: string): string => `CHECK (${column} IS NULL OR (${uscc(column).slice(7, -1)}))`;
const regionCode = (column: string): string =>
  `CHECK (length(${column}) = 12 AND ${column} NOT GLOB '*[^0-9]*')`;
const filled = (column: string): string => `CHECK (length(${column}) > 0)`;
const notNegative = (column: string): string => `CHECK (${column} >= 0)`;
const flag = (column: string): string => `CHECK (${column} IN (0, 1))`;
const json = (column: string, type: string): string =>
  `CHECK (json_valid(${column}) AND json_type(${column}) = '${type}')`;
const sealed = (column: string): string => `CHECK (${column} GLOB 's1.*')`;

const levels = 'village township county city';
const polarities = 'negative positive';
const subjectTypes = 'body official';
const severities = 'minor general serious';
const disclosureLevels = 'public shared authorised internal';
const domains =
  'procurement ppp tendering investment debt township publicResource talent industry financing enterpriseFee disclosure lawfulAdministration personalDuty';

const stamp = `  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  owner_office TEXT NOT NULL ${uuid('owner_office')},
  lineage TEXT NOT NULL REFERENCES lineages (id),
  revision INTEGER NOT NULL CHECK (revision > 0),
  content_hash TEXT NOT NULL ${sha256('content_hash')},
  updated_at TEXT NOT NULL ${instant('updated_at')}`;

/** A value that is present in all three forms, or in none. */
const personal = (column: string): string => `  ${column}_sealed TEXT CHECK (${column}_sealed GLOB 's1.*'),
  ${column}_index TEXT CHECK (length(${column}_index) = 64),
  ${column}_masked TEXT`;
const allOrNone = (column: string): string =>
  `  CHECK ((${column}_sealed IS NULL) = (${column}_index IS NULL) AND (${column}_sealed IS NULL) = (${column}_masked IS NULL))`;

export const initial: Migration = {
  version: 1,
  name: 'initial',
  statements: [
    `CREATE TABLE lineages (
  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  office_id TEXT NOT NULL ${uuid('office_id')},
  parent TEXT CHECK (parent <> id),
  restore_point TEXT ${instantOrNull('restore_point')},
  recorded_at TEXT NOT NULL ${instant('recorded_at')}
) STRICT`,
    `CREATE INDEX lineages_by_office ON lineages (office_id)`,

    `CREATE TABLE office (
  only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
  id TEXT NOT NULL ${uuid('id')},
  region_code TEXT NOT NULL ${regionCode('region_code')},
  name TEXT NOT NULL ${filled('name')},
  level TEXT NOT NULL ${oneOf('level', levels)},
  lineage TEXT NOT NULL REFERENCES lineages (id),
  vault_check TEXT NOT NULL ${sha256('vault_check')},
  created_at TEXT NOT NULL ${instant('created_at')}
) STRICT`,

    `CREATE TABLE signing_keys (
  fingerprint TEXT NOT NULL PRIMARY KEY ${sha256('fingerprint')},
  public_key TEXT NOT NULL ${sha256('public_key')},
  created_at TEXT NOT NULL ${instant('created_at')},
  retired_at TEXT ${instantOrNull('retired_at')}
) STRICT`,

    `CREATE TABLE enrolled_offices (
  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  region_code TEXT NOT NULL ${regionCode('region_code')},
  name TEXT NOT NULL ${filled('name')},
  level TEXT NOT NULL ${oneOf('level', levels)},
  parent_id TEXT REFERENCES enrolled_offices (id) CHECK (parent_id <> id),
  public_key TEXT NOT NULL ${sha256('public_key')},
  fingerprint TEXT NOT NULL UNIQUE ${sha256('fingerprint')},
  enrolled_at TEXT NOT NULL ${instant('enrolled_at')},
  revoked_at TEXT ${instantOrNull('revoked_at')}
) STRICT`,
    `CREATE INDEX enrolled_offices_by_parent ON enrolled_offices (parent_id)`,

    `CREATE TABLE bodies (
${stamp},
  uscc TEXT NOT NULL UNIQUE ${uscc('uscc')},
  name TEXT NOT NULL ${filled('name')},
  short_name TEXT,
  body_type TEXT NOT NULL ${oneOf('body_type', 'party congress government cppcc supervision mass town subdistrict department institution village other')},
  admin_level TEXT NOT NULL ${oneOf('admin_level', levels)},
  region_code TEXT NOT NULL ${regionCode('region_code')},
  parent_uscc TEXT ${usccOrNull('parent_uscc')},
  group_code TEXT,
  head_name TEXT,
  liaison TEXT,
${personal('phone')},
  valid_from TEXT ${dateOrNull('valid_from')},
  valid_to TEXT ${dateOrNull('valid_to')},
${allOrNone('phone')}
) STRICT`,
    `CREATE INDEX bodies_by_parent ON bodies (parent_uscc)`,

    `CREATE TABLE officials (
${stamp},
  body_uscc TEXT NOT NULL REFERENCES bodies (uscc),
  name TEXT NOT NULL ${filled('name')},
${personal('id_no')},
  post TEXT,
  staff_category TEXT NOT NULL ${oneOf('staff_category', 'civilServant reference institution villageCadre other')},
  entry_date TEXT ${dateOrNull('entry_date')},
  file_no TEXT,
  pledge_signed_on TEXT ${dateOrNull('pledge_signed_on')},
  training_hours INTEGER NOT NULL ${notNegative('training_hours')},
${allOrNone('id_no')}
) STRICT`,
    `CREATE INDEX officials_by_body ON officials (body_uscc, id)`,
    `CREATE INDEX officials_by_id_no ON officials (id_no_index, id) WHERE id_no_index IS NOT NULL`,

    `CREATE TABLE catalogue_items (
  code TEXT NOT NULL ${filled('code')},
  name TEXT NOT NULL ${filled('name')},
  subject_type TEXT NOT NULL ${oneOf('subject_type', subjectTypes)},
  polarity TEXT NOT NULL ${oneOf('polarity', polarities)},
  domain TEXT NOT NULL ${oneOf('domain', domains)},
  legal_basis TEXT NOT NULL ${filled('legal_basis')},
  document_types TEXT NOT NULL ${json('document_types', 'array')} CHECK (json_array_length(document_types) > 0),
  severity_default TEXT NOT NULL ${oneOf('severity_default', severities)},
  disclosure_level TEXT NOT NULL ${oneOf('disclosure_level', disclosureLevels)},
  valid_from TEXT NOT NULL ${date('valid_from')},
  valid_to TEXT ${dateOrNull('valid_to')},
  suggested INTEGER NOT NULL ${flag('suggested')},
  PRIMARY KEY (code, valid_from)
) STRICT`,

    `CREATE TABLE credit_records (
${stamp},
  subject_type TEXT NOT NULL ${oneOf('subject_type', subjectTypes)},
  body_uscc TEXT NOT NULL REFERENCES bodies (uscc),
  official_id TEXT REFERENCES officials (id),
  catalogue_item TEXT NOT NULL ${filled('catalogue_item')},
  domain TEXT NOT NULL ${oneOf('domain', domains)},
  polarity TEXT NOT NULL ${oneOf('polarity', polarities)},
  title TEXT NOT NULL,
  fact_summary TEXT NOT NULL CHECK (length(fact_summary) <= 500),
  document_type TEXT NOT NULL ${oneOf('document_type', 'judgment arbitration penalty reconsideration partyDiscipline disciplinaryAction accountability breachDetermination defaulterNotice commendation pledge')},
  document_no TEXT NOT NULL ${filled('document_no')},
  issuing_organ TEXT NOT NULL ${filled('issuing_organ')},
  decision_date TEXT NOT NULL ${date('decision_date')},
  amount_fen INTEGER ${notNegative('amount_fen')},
  severity TEXT NOT NULL ${oneOf('severity', severities)},
  responsible_persons TEXT,
  disclosure_level TEXT NOT NULL ${oneOf('disclosure_level', disclosureLevels)},
  public_from TEXT ${dateOrNull('public_from')},
  public_min_until TEXT ${dateOrNull('public_min_until')},
  public_max_until TEXT ${dateOrNull('public_max_until')},
  status TEXT NOT NULL ${oneOf('status', 'lead verifying rectifying confirmed published repaired expired archived revoked')},
  rectification_status TEXT NOT NULL ${oneOf('rectification_status', 'none notStarted inProgress done deferred')},
  rectify_due_on TEXT ${dateOrNull('rectify_due_on')},
  rectified_on TEXT ${dateOrNull('rectified_on')},
  repair_status TEXT NOT NULL ${oneOf('repair_status', 'none applied approved refused')},
  objection_filed_on TEXT ${dateOrNull('objection_filed_on')},
  objection_due_on TEXT ${dateOrNull('objection_due_on')},
  objection_closed_on TEXT ${dateOrNull('objection_closed_on')},
  remarks TEXT
) STRICT`,
    `CREATE INDEX credit_records_by_date ON credit_records (decision_date DESC, id DESC)`,
    `CREATE INDEX credit_records_by_body ON credit_records (body_uscc, decision_date DESC, id DESC)`,
    `CREATE INDEX credit_records_by_document ON credit_records (document_no, body_uscc, catalogue_item)`,
    `CREATE INDEX credit_records_by_official ON credit_records (official_id) WHERE official_id IS NOT NULL`,

    `CREATE TABLE evidence (
${stamp},
  owner_type TEXT NOT NULL ${oneOf('owner_type', 'record entry')},
  owner_id TEXT NOT NULL ${uuid('owner_id')},
  file_name TEXT NOT NULL ${filled('file_name')},
  sha256 TEXT NOT NULL ${sha256('sha256')},
  size INTEGER NOT NULL ${notNegative('size')},
  mime TEXT NOT NULL,
  document_no TEXT,
  description TEXT,
  classification TEXT NOT NULL ${oneOf('classification', 'public internal')}
) STRICT`,
    `CREATE INDEX evidence_by_owner ON evidence (owner_type, owner_id)`,
    `CREATE INDEX evidence_by_content ON evidence (sha256)`,

    `CREATE TABLE models (
  code TEXT NOT NULL PRIMARY KEY ${filled('code')},
  created_at TEXT NOT NULL ${instant('created_at')}
) STRICT`,
    `CREATE TABLE model_versions (
  code TEXT NOT NULL REFERENCES models (code),
  version TEXT NOT NULL ${filled('version')},
  name TEXT NOT NULL ${filled('name')},
  digest TEXT NOT NULL ${sha256('digest')},
  document TEXT NOT NULL ${json('document', 'object')},
  status TEXT NOT NULL ${oneOf('status', 'draft published disabled')},
  legal_basis TEXT,
  saved_at TEXT NOT NULL ${instant('saved_at')},
  PRIMARY KEY (code, version)
) STRICT`,
    `CREATE TRIGGER model_versions_published_stay BEFORE UPDATE ON model_versions
WHEN OLD.status = 'published'
BEGIN SELECT RAISE(ABORT, 'a published model version never changes'); END`,
    `CREATE TRIGGER model_versions_published_kept BEFORE DELETE ON model_versions
WHEN OLD.status = 'published'
BEGIN SELECT RAISE(ABORT, 'a published model version is never deleted'); END`,

    `CREATE TABLE cycles (
${stamp},
  code TEXT NOT NULL UNIQUE ${filled('code')},
  name TEXT NOT NULL ${filled('name')},
  year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 9999),
  period_from TEXT NOT NULL ${date('period_from')},
  period_to TEXT NOT NULL ${date('period_to')},
  status TEXT NOT NULL ${oneOf('status', 'draft issued selfAssess firstReview finalReview publicNotice finalised archived')},
  plan_document_no TEXT,
  CHECK (period_from <= period_to)
) STRICT`,
    `CREATE TABLE cycle_units (
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  body_uscc TEXT NOT NULL REFERENCES bodies (uscc),
  group_code TEXT,
  model_code TEXT NOT NULL,
  model_version TEXT NOT NULL,
  PRIMARY KEY (cycle_code, body_uscc),
  FOREIGN KEY (model_code, model_version) REFERENCES model_versions (code, version)
) STRICT`,
    `CREATE INDEX cycle_units_by_model ON cycle_units (model_code, model_version)`,

    `CREATE TABLE entries (
${stamp},
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  body_uscc TEXT NOT NULL REFERENCES bodies (uscc),
  leaf TEXT NOT NULL ${filled('leaf')},
  item TEXT NOT NULL ${filled('item')},
  role TEXT NOT NULL ${oneOf('role', 'self assessor department thirdParty survey derived')},
  value TEXT NOT NULL CHECK (json_valid(value) AND json_type(value) NOT IN ('array', 'object')),
  note TEXT,
  evidence TEXT,
  UNIQUE (cycle_code, body_uscc, leaf, item, role)
) STRICT`,
    `CREATE TABLE decisions (
${stamp},
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  body_uscc TEXT NOT NULL REFERENCES bodies (uscc),
  kind TEXT NOT NULL ${oneOf('kind', 'adjustment veto notApplicable')},
  code TEXT NOT NULL ${filled('code')},
  count TEXT NOT NULL CHECK (count GLOB '[0-9]*' AND count NOT GLOB '*[^0-9.]*' AND count NOT GLOB '*.*.*' AND count NOT GLOB '*.'),
  reason TEXT NOT NULL,
  UNIQUE (cycle_code, body_uscc, kind, code)
) STRICT`,

    `CREATE TABLE runs (
  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  model_code TEXT NOT NULL,
  model_version TEXT NOT NULL,
  model_digest TEXT NOT NULL ${sha256('model_digest')},
  data_digest TEXT NOT NULL ${sha256('data_digest')},
  engine_version TEXT NOT NULL ${filled('engine_version')},
  data TEXT NOT NULL ${json('data', 'object')},
  result TEXT NOT NULL ${json('result', 'object')},
  result_sha256 TEXT NOT NULL ${sha256('result_sha256')},
  official INTEGER NOT NULL ${flag('official')},
  created_at TEXT NOT NULL ${instant('created_at')},
  FOREIGN KEY (model_code, model_version) REFERENCES model_versions (code, version)
) STRICT`,
    `CREATE INDEX runs_by_cycle ON runs (cycle_code, model_code, id DESC)`,
    `CREATE INDEX runs_by_model ON runs (model_code, model_version)`,
    `CREATE UNIQUE INDEX runs_one_official ON runs (cycle_code, model_code) WHERE official = 1`,
    `CREATE TRIGGER runs_stay BEFORE UPDATE OF id, cycle_code, model_code, model_version, model_digest, data_digest, engine_version, data, result, result_sha256, created_at ON runs
BEGIN SELECT RAISE(ABORT, 'a run never changes'); END`,
    `CREATE TABLE run_subjects (
  run_id TEXT NOT NULL REFERENCES runs (id),
  subject TEXT NOT NULL,
  position INTEGER NOT NULL ${notNegative('position')},
  status TEXT NOT NULL ${oneOf('status', 'complete incomplete invalid')},
  base INTEGER,
  bonus INTEGER,
  penalty INTEGER,
  total INTEGER,
  score INTEGER,
  grade TEXT,
  rank INTEGER CHECK (rank > 0),
  group_rank INTEGER CHECK (group_rank > 0),
  PRIMARY KEY (run_id, subject)
) STRICT, WITHOUT ROWID`,
    `CREATE TABLE run_node_results (
  run_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  node TEXT NOT NULL,
  position INTEGER NOT NULL ${notNegative('position')},
  status TEXT NOT NULL ${oneOf('status', 'scored missing excluded zeroed')},
  rate INTEGER,
  points INTEGER,
  earned INTEGER,
  published INTEGER,
  PRIMARY KEY (run_id, subject, node),
  FOREIGN KEY (run_id, subject) REFERENCES run_subjects (run_id, subject)
) STRICT, WITHOUT ROWID`,
    `CREATE TABLE run_metrics (
  run_id TEXT NOT NULL REFERENCES runs (id),
  body_uscc TEXT NOT NULL REFERENCES bodies (uscc),
  leaf TEXT NOT NULL,
  item TEXT NOT NULL,
  value TEXT NOT NULL CHECK (json_valid(value) AND json_type(value) NOT IN ('array', 'object')),
  record_ids TEXT NOT NULL ${json('record_ids', 'array')},
  PRIMARY KEY (run_id, body_uscc, leaf, item)
) STRICT, WITHOUT ROWID`,
    `CREATE INDEX run_metrics_by_body ON run_metrics (body_uscc)`,

    `CREATE TABLE import_batches (
  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  layout TEXT NOT NULL ${filled('layout')},
  file_name TEXT NOT NULL ${filled('file_name')},
  file_sha256 TEXT NOT NULL ${sha256('file_sha256')},
  status TEXT NOT NULL ${oneOf('status', 'staged committed abandoned')},
  context TEXT NOT NULL CHECK (json_valid(context)),
  rows_in_xml INTEGER NOT NULL ${notNegative('rows_in_xml')},
  rows_in_file INTEGER NOT NULL ${notNegative('rows_in_file')},
  accepted INTEGER NOT NULL ${notNegative('accepted')},
  refused INTEGER NOT NULL ${notNegative('refused')},
  skipped INTEGER NOT NULL ${notNegative('skipped')},
  created_at TEXT NOT NULL ${instant('created_at')},
  committed_at TEXT ${instantOrNull('committed_at')},
  result TEXT CHECK (result IS NULL OR json_valid(result)),
  CHECK ((status = 'committed') = (committed_at IS NOT NULL)),
  CHECK ((status = 'committed') = (result IS NOT NULL))
) STRICT`,
    `CREATE INDEX import_batches_by_file ON import_batches (file_sha256, layout)`,
    `CREATE TABLE staged_blocks (
  batch_id TEXT NOT NULL REFERENCES import_batches (id),
  first_ordinal INTEGER NOT NULL CHECK (first_ordinal > 0),
  states TEXT NOT NULL CHECK (length(states) > 0 AND states NOT GLOB '*[^rxdc]*'),
  rows_sealed BLOB NOT NULL CHECK (length(rows_sealed) > 28),
  PRIMARY KEY (batch_id, first_ordinal)
) STRICT`,
    `CREATE TABLE findings (
  ordinal INTEGER NOT NULL PRIMARY KEY,
  batch_id TEXT NOT NULL REFERENCES import_batches (id),
  code TEXT NOT NULL ${filled('code')},
  severity TEXT NOT NULL ${oneOf('severity', 'error warning')},
  sheet TEXT,
  row INTEGER CHECK (row > 0),
  detail_sealed TEXT NOT NULL ${sealed('detail_sealed')}
) STRICT`,
    `CREATE INDEX findings_by_batch ON findings (batch_id)`,
    `CREATE INDEX findings_by_row ON findings (batch_id, sheet, row)`,
    `CREATE TABLE batch_changes (
  batch_id TEXT NOT NULL REFERENCES import_batches (id),
  ordinal INTEGER NOT NULL CHECK (ordinal > 0),
  table_name TEXT NOT NULL ${filled('table_name')},
  row_id TEXT NOT NULL ${filled('row_id')},
  kind TEXT NOT NULL ${oneOf('kind', 'inserted updated')},
  revision INTEGER NOT NULL CHECK (revision > 0),
  previous_sealed TEXT CHECK (previous_sealed GLOB 's1.*'),
  PRIMARY KEY (batch_id, ordinal),
  CHECK ((kind = 'updated') = (previous_sealed IS NOT NULL))
) STRICT, WITHOUT ROWID`,

    `CREATE TABLE packages (
  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  direction TEXT NOT NULL ${oneOf('direction', 'sent received')},
  kind TEXT NOT NULL ${filled('kind')},
  manifest_id TEXT NOT NULL ${filled('manifest_id')},
  sha256 TEXT NOT NULL ${sha256('sha256')},
  sender TEXT NOT NULL ${uuid('sender')},
  receiver TEXT CHECK (receiver IS NULL OR length(receiver) = 36),
  cycle_code TEXT,
  manifest TEXT NOT NULL ${json('manifest', 'object')},
  receipt TEXT CHECK (receipt IS NULL OR json_valid(receipt)),
  recorded_at TEXT NOT NULL ${instant('recorded_at')},
  UNIQUE (direction, sha256),
  UNIQUE (direction, manifest_id)
) STRICT`,
    `CREATE TABLE package_conflicts (
  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  package_id TEXT NOT NULL REFERENCES packages (id),
  table_name TEXT NOT NULL ${filled('table_name')},
  row_id TEXT NOT NULL ${filled('row_id')},
  incoming_sealed TEXT NOT NULL ${sealed('incoming_sealed')},
  recorded_at TEXT NOT NULL ${instant('recorded_at')},
  resolved_at TEXT ${instantOrNull('resolved_at')},
  resolution TEXT ${oneOf('resolution', 'keptOurs tookTheirs')},
  CHECK ((resolved_at IS NULL) = (resolution IS NULL))
) STRICT`,
    `CREATE INDEX package_conflicts_by_package ON package_conflicts (package_id, id)`,
    `CREATE INDEX package_conflicts_open ON package_conflicts (id) WHERE resolved_at IS NULL`,

    `CREATE TABLE audit_log (
  sequence INTEGER NOT NULL PRIMARY KEY CHECK (sequence > 0),
  event TEXT NOT NULL ${json('event', 'object')},
  hash TEXT NOT NULL ${sha256('hash')}
) STRICT`,
    `CREATE TRIGGER audit_log_never_changes BEFORE UPDATE ON audit_log
BEGIN SELECT RAISE(ABORT, 'the audit log is only ever appended to'); END`,
    `CREATE TRIGGER audit_log_never_shrinks BEFORE DELETE ON audit_log
BEGIN SELECT RAISE(ABORT, 'the audit log is only ever appended to'); END`,
    `CREATE TRIGGER audit_log_goes_on BEFORE INSERT ON audit_log
WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM audit_log)
BEGIN SELECT RAISE(ABORT, 'the audit log has no gaps'); END`,
  ],
};
