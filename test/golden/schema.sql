CREATE TABLE lineages (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  office_id TEXT NOT NULL CHECK (office_id GLOB '????????-????-????-????-????????????' AND length(unhex(office_id, '-')) IS 16 AND office_id = lower(office_id)),
  parent TEXT CHECK (parent <> id),
  restore_point TEXT CHECK (restore_point IS NULL OR (length(restore_point) = 24 AND restore_point GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', restore_point) IS restore_point)),
  recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 24 AND recorded_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', recorded_at) IS recorded_at)
) STRICT;

CREATE INDEX lineages_by_office ON lineages (office_id);

CREATE TABLE office (
  only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
  id TEXT NOT NULL CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  region_code TEXT NOT NULL CHECK (length(region_code) = 12 AND region_code NOT GLOB '*[^0-9]*'),
  name TEXT NOT NULL CHECK (length(name) > 0),
  level TEXT NOT NULL CHECK (level = 'village' OR level = 'township' OR level = 'county' OR level = 'city'),
  lineage TEXT NOT NULL REFERENCES lineages (id),
  vault_check TEXT NOT NULL CHECK (length(vault_check) = 64 AND length(unhex(vault_check)) IS 32 AND vault_check = lower(vault_check)),
  created_at TEXT NOT NULL CHECK (length(created_at) = 24 AND created_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at)
) STRICT;

CREATE TABLE signing_keys (
  fingerprint TEXT NOT NULL PRIMARY KEY CHECK (length(fingerprint) = 64 AND length(unhex(fingerprint)) IS 32 AND fingerprint = lower(fingerprint)),
  public_key TEXT NOT NULL CHECK (length(public_key) = 64 AND length(unhex(public_key)) IS 32 AND public_key = lower(public_key)),
  created_at TEXT NOT NULL CHECK (length(created_at) = 24 AND created_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  retired_at TEXT CHECK (retired_at IS NULL OR (length(retired_at) = 24 AND retired_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', retired_at) IS retired_at))
) STRICT;

CREATE TABLE enrolled_offices (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  region_code TEXT NOT NULL CHECK (length(region_code) = 12 AND region_code NOT GLOB '*[^0-9]*'),
  name TEXT NOT NULL CHECK (length(name) > 0),
  level TEXT NOT NULL CHECK (level = 'village' OR level = 'township' OR level = 'county' OR level = 'city'),
  parent_id TEXT REFERENCES enrolled_offices (id) CHECK (parent_id <> id),
  public_key TEXT NOT NULL CHECK (length(public_key) = 64 AND length(unhex(public_key)) IS 32 AND public_key = lower(public_key)),
  fingerprint TEXT NOT NULL UNIQUE CHECK (length(fingerprint) = 64 AND length(unhex(fingerprint)) IS 32 AND fingerprint = lower(fingerprint)),
  enrolled_at TEXT NOT NULL CHECK (length(enrolled_at) = 24 AND enrolled_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', enrolled_at) IS enrolled_at),
  revoked_at TEXT CHECK (revoked_at IS NULL OR (length(revoked_at) = 24 AND revoked_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', revoked_at) IS revoked_at))
) STRICT;

CREATE INDEX enrolled_offices_by_parent ON enrolled_offices (parent_id);

CREATE TABLE bodies (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  owner_office TEXT NOT NULL CHECK (owner_office GLOB '????????-????-????-????-????????????' AND length(unhex(owner_office, '-')) IS 16 AND owner_office = lower(owner_office)),
  lineage TEXT NOT NULL REFERENCES lineages (id),
  revision INTEGER NOT NULL CHECK (revision > 0),
  content_hash TEXT NOT NULL CHECK (length(content_hash) = 64 AND length(unhex(content_hash)) IS 32 AND content_hash = lower(content_hash)),
  updated_at TEXT NOT NULL CHECK (length(updated_at) = 24 AND updated_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  uscc TEXT NOT NULL UNIQUE CHECK (length(uscc) = 18 AND uscc NOT GLOB '*[^0-9A-HJ-NPQRTUWXY]*'),
  name TEXT NOT NULL CHECK (length(name) > 0),
  short_name TEXT,
  body_type TEXT NOT NULL CHECK (body_type = 'party' OR body_type = 'congress' OR body_type = 'government' OR body_type = 'cppcc' OR body_type = 'supervision' OR body_type = 'mass' OR body_type = 'town' OR body_type = 'subdistrict' OR body_type = 'department' OR body_type = 'institution' OR body_type = 'village' OR body_type = 'other'),
  admin_level TEXT NOT NULL CHECK (admin_level = 'village' OR admin_level = 'township' OR admin_level = 'county' OR admin_level = 'city'),
  region_code TEXT NOT NULL CHECK (length(region_code) = 12 AND region_code NOT GLOB '*[^0-9]*'),
  parent_uscc TEXT CHECK (parent_uscc IS NULL OR (length(parent_uscc) = 18 AND parent_uscc NOT GLOB '*[^0-9A-HJ-NPQRTUWXY]*')),
  group_code TEXT,
  head_name TEXT,
  liaison TEXT,
  phone_sealed TEXT CHECK (phone_sealed GLOB 's1.*'),
  phone_index TEXT CHECK (length(phone_index) = 64),
  phone_masked TEXT,
  valid_from TEXT CHECK (valid_from IS NULL OR (length(valid_from) = 10 AND date(valid_from) IS valid_from)),
  valid_to TEXT CHECK (valid_to IS NULL OR (length(valid_to) = 10 AND date(valid_to) IS valid_to)),
  CHECK ((phone_sealed IS NULL) = (phone_index IS NULL) AND (phone_sealed IS NULL) = (phone_masked IS NULL))
) STRICT;

CREATE INDEX bodies_by_parent ON bodies (parent_uscc);

CREATE TABLE officials (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  owner_office TEXT NOT NULL CHECK (owner_office GLOB '????????-????-????-????-????????????' AND length(unhex(owner_office, '-')) IS 16 AND owner_office = lower(owner_office)),
  lineage TEXT NOT NULL REFERENCES lineages (id),
  revision INTEGER NOT NULL CHECK (revision > 0),
  content_hash TEXT NOT NULL CHECK (length(content_hash) = 64 AND length(unhex(content_hash)) IS 32 AND content_hash = lower(content_hash)),
  updated_at TEXT NOT NULL CHECK (length(updated_at) = 24 AND updated_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  body_uscc TEXT NOT NULL REFERENCES bodies (uscc),
  name TEXT NOT NULL CHECK (length(name) > 0),
  id_no_sealed TEXT CHECK (id_no_sealed GLOB 's1.*'),
  id_no_index TEXT CHECK (length(id_no_index) = 64),
  id_no_masked TEXT,
  post TEXT,
  staff_category TEXT NOT NULL CHECK (staff_category = 'civilServant' OR staff_category = 'reference' OR staff_category = 'institution' OR staff_category = 'villageCadre' OR staff_category = 'other'),
  entry_date TEXT CHECK (entry_date IS NULL OR (length(entry_date) = 10 AND date(entry_date) IS entry_date)),
  file_no TEXT,
  pledge_signed_on TEXT CHECK (pledge_signed_on IS NULL OR (length(pledge_signed_on) = 10 AND date(pledge_signed_on) IS pledge_signed_on)),
  training_hours INTEGER NOT NULL CHECK (training_hours >= 0),
  CHECK ((id_no_sealed IS NULL) = (id_no_index IS NULL) AND (id_no_sealed IS NULL) = (id_no_masked IS NULL))
) STRICT;

CREATE INDEX officials_by_body ON officials (body_uscc, id);

CREATE INDEX officials_by_id_no ON officials (id_no_index, id) WHERE id_no_index IS NOT NULL;

CREATE TABLE catalogue_items (
  code TEXT NOT NULL CHECK (length(code) > 0),
  name TEXT NOT NULL CHECK (length(name) > 0),
  subject_type TEXT NOT NULL CHECK (subject_type = 'body' OR subject_type = 'official'),
  polarity TEXT NOT NULL CHECK (polarity = 'negative' OR polarity = 'positive'),
  domain TEXT NOT NULL CHECK (domain = 'procurement' OR domain = 'ppp' OR domain = 'tendering' OR domain = 'investment' OR domain = 'debt' OR domain = 'township' OR domain = 'publicResource' OR domain = 'talent' OR domain = 'industry' OR domain = 'financing' OR domain = 'enterpriseFee' OR domain = 'disclosure' OR domain = 'lawfulAdministration' OR domain = 'personalDuty'),
  legal_basis TEXT NOT NULL CHECK (length(legal_basis) > 0),
  document_types TEXT NOT NULL CHECK (json_valid(document_types) AND json_type(document_types) = 'array') CHECK (json_array_length(document_types) > 0),
  severity_default TEXT NOT NULL CHECK (severity_default = 'minor' OR severity_default = 'general' OR severity_default = 'serious'),
  disclosure_level TEXT NOT NULL CHECK (disclosure_level = 'public' OR disclosure_level = 'shared' OR disclosure_level = 'authorised' OR disclosure_level = 'internal'),
  valid_from TEXT NOT NULL CHECK (length(valid_from) = 10 AND date(valid_from) IS valid_from),
  valid_to TEXT CHECK (valid_to IS NULL OR (length(valid_to) = 10 AND date(valid_to) IS valid_to)),
  suggested INTEGER NOT NULL CHECK (suggested IN (0, 1)), update_cycle TEXT
  CHECK (update_cycle IS NULL OR update_cycle IN ('event', 'monthly', 'quarterly', 'yearly')),
  PRIMARY KEY (code, valid_from)
) STRICT;

CREATE TABLE credit_records (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  owner_office TEXT NOT NULL CHECK (owner_office GLOB '????????-????-????-????-????????????' AND length(unhex(owner_office, '-')) IS 16 AND owner_office = lower(owner_office)),
  lineage TEXT NOT NULL REFERENCES lineages (id),
  revision INTEGER NOT NULL CHECK (revision > 0),
  content_hash TEXT NOT NULL CHECK (length(content_hash) = 64 AND length(unhex(content_hash)) IS 32 AND content_hash = lower(content_hash)),
  updated_at TEXT NOT NULL CHECK (length(updated_at) = 24 AND updated_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  subject_type TEXT NOT NULL CHECK (subject_type = 'body' OR subject_type = 'official'),
  body_uscc TEXT NOT NULL REFERENCES bodies (uscc),
  official_id TEXT REFERENCES officials (id),
  catalogue_item TEXT NOT NULL CHECK (length(catalogue_item) > 0),
  domain TEXT NOT NULL CHECK (domain = 'procurement' OR domain = 'ppp' OR domain = 'tendering' OR domain = 'investment' OR domain = 'debt' OR domain = 'township' OR domain = 'publicResource' OR domain = 'talent' OR domain = 'industry' OR domain = 'financing' OR domain = 'enterpriseFee' OR domain = 'disclosure' OR domain = 'lawfulAdministration' OR domain = 'personalDuty'),
  polarity TEXT NOT NULL CHECK (polarity = 'negative' OR polarity = 'positive'),
  title TEXT NOT NULL,
  fact_summary TEXT NOT NULL CHECK (length(fact_summary) <= 500),
  document_type TEXT NOT NULL CHECK (document_type = 'judgment' OR document_type = 'arbitration' OR document_type = 'penalty' OR document_type = 'reconsideration' OR document_type = 'partyDiscipline' OR document_type = 'disciplinaryAction' OR document_type = 'accountability' OR document_type = 'breachDetermination' OR document_type = 'defaulterNotice' OR document_type = 'commendation' OR document_type = 'pledge'),
  document_no TEXT NOT NULL CHECK (length(document_no) > 0),
  issuing_organ TEXT NOT NULL CHECK (length(issuing_organ) > 0),
  decision_date TEXT NOT NULL CHECK (length(decision_date) = 10 AND date(decision_date) IS decision_date),
  amount_fen INTEGER CHECK (amount_fen >= 0),
  severity TEXT NOT NULL CHECK (severity = 'minor' OR severity = 'general' OR severity = 'serious'),
  responsible_persons TEXT,
  disclosure_level TEXT NOT NULL CHECK (disclosure_level = 'public' OR disclosure_level = 'shared' OR disclosure_level = 'authorised' OR disclosure_level = 'internal'),
  public_from TEXT CHECK (public_from IS NULL OR (length(public_from) = 10 AND date(public_from) IS public_from)),
  public_min_until TEXT CHECK (public_min_until IS NULL OR (length(public_min_until) = 10 AND date(public_min_until) IS public_min_until)),
  public_max_until TEXT CHECK (public_max_until IS NULL OR (length(public_max_until) = 10 AND date(public_max_until) IS public_max_until)),
  status TEXT NOT NULL CHECK (status = 'lead' OR status = 'verifying' OR status = 'rectifying' OR status = 'confirmed' OR status = 'published' OR status = 'repaired' OR status = 'expired' OR status = 'archived' OR status = 'revoked'),
  rectification_status TEXT NOT NULL CHECK (rectification_status = 'none' OR rectification_status = 'notStarted' OR rectification_status = 'inProgress' OR rectification_status = 'done' OR rectification_status = 'deferred'),
  rectify_due_on TEXT CHECK (rectify_due_on IS NULL OR (length(rectify_due_on) = 10 AND date(rectify_due_on) IS rectify_due_on)),
  rectified_on TEXT CHECK (rectified_on IS NULL OR (length(rectified_on) = 10 AND date(rectified_on) IS rectified_on)),
  repair_status TEXT NOT NULL CHECK (repair_status = 'none' OR repair_status = 'applied' OR repair_status = 'approved' OR repair_status = 'refused'),
  objection_filed_on TEXT CHECK (objection_filed_on IS NULL OR (length(objection_filed_on) = 10 AND date(objection_filed_on) IS objection_filed_on)),
  objection_due_on TEXT CHECK (objection_due_on IS NULL OR (length(objection_due_on) = 10 AND date(objection_due_on) IS objection_due_on)),
  objection_closed_on TEXT CHECK (objection_closed_on IS NULL OR (length(objection_closed_on) = 10 AND date(objection_closed_on) IS objection_closed_on)),
  remarks TEXT
) STRICT;

CREATE INDEX credit_records_by_date ON credit_records (decision_date DESC, id DESC);

CREATE INDEX credit_records_by_body ON credit_records (body_uscc, decision_date DESC, id DESC);

CREATE INDEX credit_records_by_document ON credit_records (document_no, body_uscc, catalogue_item);

CREATE INDEX credit_records_by_official ON credit_records (official_id) WHERE official_id IS NOT NULL;

CREATE TABLE models (
  code TEXT NOT NULL PRIMARY KEY CHECK (length(code) > 0),
  created_at TEXT NOT NULL CHECK (length(created_at) = 24 AND created_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at)
) STRICT;

CREATE TABLE model_versions (
  code TEXT NOT NULL REFERENCES models (code),
  version TEXT NOT NULL CHECK (length(version) > 0),
  name TEXT NOT NULL CHECK (length(name) > 0),
  digest TEXT NOT NULL CHECK (length(digest) = 64 AND length(unhex(digest)) IS 32 AND digest = lower(digest)),
  document TEXT NOT NULL CHECK (json_valid(document) AND json_type(document) = 'object'),
  status TEXT NOT NULL CHECK (status = 'draft' OR status = 'published' OR status = 'disabled'),
  legal_basis TEXT,
  saved_at TEXT NOT NULL CHECK (length(saved_at) = 24 AND saved_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', saved_at) IS saved_at),
  PRIMARY KEY (code, version)
) STRICT;

CREATE TRIGGER model_versions_published_stay BEFORE UPDATE ON model_versions
WHEN OLD.status = 'published'
BEGIN SELECT RAISE(ABORT, 'a published model version never changes'); END;

CREATE TRIGGER model_versions_published_kept BEFORE DELETE ON model_versions
WHEN OLD.status = 'published'
BEGIN SELECT RAISE(ABORT, 'a published model version is never deleted'); END;

CREATE TABLE cycle_units (
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  body_uscc TEXT NOT NULL REFERENCES bodies (uscc),
  group_code TEXT,
  model_code TEXT NOT NULL,
  model_version TEXT NOT NULL,
  PRIMARY KEY (cycle_code, body_uscc),
  FOREIGN KEY (model_code, model_version) REFERENCES model_versions (code, version)
) STRICT;

CREATE INDEX cycle_units_by_model ON cycle_units (model_code, model_version);

CREATE TABLE decisions (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  owner_office TEXT NOT NULL CHECK (owner_office GLOB '????????-????-????-????-????????????' AND length(unhex(owner_office, '-')) IS 16 AND owner_office = lower(owner_office)),
  lineage TEXT NOT NULL REFERENCES lineages (id),
  revision INTEGER NOT NULL CHECK (revision > 0),
  content_hash TEXT NOT NULL CHECK (length(content_hash) = 64 AND length(unhex(content_hash)) IS 32 AND content_hash = lower(content_hash)),
  updated_at TEXT NOT NULL CHECK (length(updated_at) = 24 AND updated_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  body_uscc TEXT NOT NULL REFERENCES bodies (uscc),
  kind TEXT NOT NULL CHECK (kind = 'adjustment' OR kind = 'veto' OR kind = 'notApplicable'),
  code TEXT NOT NULL CHECK (length(code) > 0),
  count TEXT NOT NULL CHECK (count GLOB '[0-9]*' AND count NOT GLOB '*[^0-9.]*' AND count NOT GLOB '*.*.*' AND count NOT GLOB '*.'),
  reason TEXT NOT NULL,
  UNIQUE (cycle_code, body_uscc, kind, code)
) STRICT;

CREATE TABLE runs (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  model_code TEXT NOT NULL,
  model_version TEXT NOT NULL,
  model_digest TEXT NOT NULL CHECK (length(model_digest) = 64 AND length(unhex(model_digest)) IS 32 AND model_digest = lower(model_digest)),
  data_digest TEXT NOT NULL CHECK (length(data_digest) = 64 AND length(unhex(data_digest)) IS 32 AND data_digest = lower(data_digest)),
  engine_version TEXT NOT NULL CHECK (length(engine_version) > 0),
  data TEXT NOT NULL CHECK (json_valid(data) AND json_type(data) = 'object'),
  result TEXT NOT NULL CHECK (json_valid(result) AND json_type(result) = 'object'),
  result_sha256 TEXT NOT NULL CHECK (length(result_sha256) = 64 AND length(unhex(result_sha256)) IS 32 AND result_sha256 = lower(result_sha256)),
  official INTEGER NOT NULL CHECK (official IN (0, 1)),
  created_at TEXT NOT NULL CHECK (length(created_at) = 24 AND created_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  FOREIGN KEY (model_code, model_version) REFERENCES model_versions (code, version)
) STRICT;

CREATE INDEX runs_by_cycle ON runs (cycle_code, model_code, id DESC);

CREATE INDEX runs_by_model ON runs (model_code, model_version);

CREATE UNIQUE INDEX runs_one_official ON runs (cycle_code, model_code) WHERE official = 1;

CREATE TRIGGER runs_stay BEFORE UPDATE OF id, cycle_code, model_code, model_version, model_digest, data_digest, engine_version, data, result, result_sha256, created_at ON runs
BEGIN SELECT RAISE(ABORT, 'a run never changes'); END;

CREATE TABLE run_subjects (
  run_id TEXT NOT NULL REFERENCES runs (id),
  subject TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  status TEXT NOT NULL CHECK (status = 'complete' OR status = 'incomplete' OR status = 'invalid'),
  base INTEGER,
  bonus INTEGER,
  penalty INTEGER,
  total INTEGER,
  score INTEGER,
  grade TEXT,
  rank INTEGER CHECK (rank > 0),
  group_rank INTEGER CHECK (group_rank > 0),
  PRIMARY KEY (run_id, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_node_results (
  run_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  node TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  status TEXT NOT NULL CHECK (status = 'scored' OR status = 'missing' OR status = 'excluded' OR status = 'zeroed'),
  rate INTEGER,
  points INTEGER,
  earned INTEGER,
  published INTEGER,
  PRIMARY KEY (run_id, subject, node),
  FOREIGN KEY (run_id, subject) REFERENCES run_subjects (run_id, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_metrics (
  run_id TEXT NOT NULL REFERENCES runs (id),
  body_uscc TEXT NOT NULL REFERENCES bodies (uscc),
  leaf TEXT NOT NULL,
  item TEXT NOT NULL,
  value TEXT NOT NULL CHECK (json_valid(value) AND json_type(value) NOT IN ('array', 'object')),
  record_ids TEXT NOT NULL CHECK (json_valid(record_ids) AND json_type(record_ids) = 'array'),
  PRIMARY KEY (run_id, body_uscc, leaf, item)
) STRICT, WITHOUT ROWID;

CREATE INDEX run_metrics_by_body ON run_metrics (body_uscc);

CREATE TABLE findings (
  ordinal INTEGER NOT NULL PRIMARY KEY,
  batch_id TEXT NOT NULL REFERENCES import_batches (id),
  code TEXT NOT NULL CHECK (length(code) > 0),
  severity TEXT NOT NULL CHECK (severity = 'error' OR severity = 'warning'),
  sheet TEXT,
  row INTEGER CHECK (row > 0),
  detail_sealed TEXT NOT NULL CHECK (detail_sealed GLOB 's1.*')
) STRICT;

CREATE INDEX findings_by_batch ON findings (batch_id);

CREATE INDEX findings_by_row ON findings (batch_id, sheet, row);

CREATE TABLE batch_changes (
  batch_id TEXT NOT NULL REFERENCES import_batches (id),
  ordinal INTEGER NOT NULL CHECK (ordinal > 0),
  table_name TEXT NOT NULL CHECK (length(table_name) > 0),
  row_id TEXT NOT NULL CHECK (length(row_id) > 0),
  kind TEXT NOT NULL CHECK (kind = 'inserted' OR kind = 'updated'),
  revision INTEGER NOT NULL CHECK (revision > 0),
  previous_sealed TEXT CHECK (previous_sealed GLOB 's1.*'), content_hash BLOB CHECK (length(content_hash) = 32),
  PRIMARY KEY (batch_id, ordinal),
  CHECK ((kind = 'updated') = (previous_sealed IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE packages (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  direction TEXT NOT NULL CHECK (direction = 'sent' OR direction = 'received'),
  kind TEXT NOT NULL CHECK (length(kind) > 0),
  manifest_id TEXT NOT NULL CHECK (length(manifest_id) > 0),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND length(unhex(sha256)) IS 32 AND sha256 = lower(sha256)),
  sender TEXT NOT NULL CHECK (sender GLOB '????????-????-????-????-????????????' AND length(unhex(sender, '-')) IS 16 AND sender = lower(sender)),
  receiver TEXT CHECK (receiver IS NULL OR length(receiver) = 36),
  cycle_code TEXT,
  manifest TEXT NOT NULL CHECK (json_valid(manifest) AND json_type(manifest) = 'object'),
  receipt TEXT CHECK (receipt IS NULL OR json_valid(receipt)),
  recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 24 AND recorded_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', recorded_at) IS recorded_at),
  UNIQUE (direction, sha256),
  UNIQUE (direction, manifest_id)
) STRICT;

CREATE TABLE package_conflicts (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  package_id TEXT NOT NULL REFERENCES packages (id),
  table_name TEXT NOT NULL CHECK (length(table_name) > 0),
  row_id TEXT NOT NULL CHECK (length(row_id) > 0),
  incoming_sealed TEXT NOT NULL CHECK (incoming_sealed GLOB 's1.*'),
  recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 24 AND recorded_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', recorded_at) IS recorded_at),
  resolved_at TEXT CHECK (resolved_at IS NULL OR (length(resolved_at) = 24 AND resolved_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', resolved_at) IS resolved_at)),
  resolution TEXT CHECK (resolution = 'keptOurs' OR resolution = 'tookTheirs'),
  CHECK ((resolved_at IS NULL) = (resolution IS NULL))
) STRICT;

CREATE INDEX package_conflicts_by_package ON package_conflicts (package_id, id);

CREATE INDEX package_conflicts_open ON package_conflicts (id) WHERE resolved_at IS NULL;

CREATE TABLE audit_log (
  sequence INTEGER NOT NULL PRIMARY KEY CHECK (sequence > 0),
  event TEXT NOT NULL CHECK (json_valid(event) AND json_type(event) = 'object'),
  hash TEXT NOT NULL CHECK (length(hash) = 64 AND length(unhex(hash)) IS 32 AND hash = lower(hash))
) STRICT;

CREATE TRIGGER audit_log_never_changes BEFORE UPDATE ON audit_log
BEGIN SELECT RAISE(ABORT, 'the audit log is only ever appended to'); END;

CREATE TRIGGER audit_log_never_shrinks BEFORE DELETE ON audit_log
BEGIN SELECT RAISE(ABORT, 'the audit log is only ever appended to'); END;

CREATE TRIGGER audit_log_goes_on BEFORE INSERT ON audit_log
WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM audit_log)
BEGIN SELECT RAISE(ABORT, 'the audit log has no gaps'); END;

CREATE TABLE "entries" (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  owner_office TEXT NOT NULL CHECK (owner_office GLOB '????????-????-????-????-????????????' AND length(unhex(owner_office, '-')) IS 16 AND owner_office = lower(owner_office)),
  lineage TEXT NOT NULL REFERENCES lineages (id),
  revision INTEGER NOT NULL CHECK (revision > 0),
  content_hash TEXT NOT NULL CHECK (length(content_hash) = 64 AND length(unhex(content_hash)) IS 32 AND content_hash = lower(content_hash)),
  updated_at TEXT NOT NULL CHECK (length(updated_at) = 24 AND updated_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  body_uscc TEXT NOT NULL REFERENCES bodies (uscc),
  leaf TEXT NOT NULL CHECK (length(leaf) > 0),
  item TEXT NOT NULL CHECK (length(item) > 0),
  role TEXT NOT NULL CHECK (role = 'self' OR role = 'assessor' OR role = 'finalReview' OR role = 'department' OR role = 'thirdParty' OR role = 'survey' OR role = 'derived'),
  value TEXT NOT NULL CHECK (json_valid(value) AND json_type(value) NOT IN ('array', 'object')),
  note TEXT,
  evidence TEXT,
  UNIQUE (cycle_code, body_uscc, leaf, item, role)
) STRICT;

CREATE INDEX entries_by_leaf ON entries (cycle_code, leaf, body_uscc);

CREATE TABLE entry_drafts (
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  body_uscc TEXT NOT NULL REFERENCES bodies (uscc),
  leaf TEXT NOT NULL CHECK (length(leaf) > 0),
  item TEXT NOT NULL CHECK (length(item) > 0),
  role TEXT NOT NULL CHECK (role = 'self' OR role = 'assessor' OR role = 'finalReview' OR role = 'department' OR role = 'thirdParty' OR role = 'survey'),
  text_sealed TEXT NOT NULL CHECK (text_sealed GLOB 's1.*'),
  updated_at TEXT NOT NULL CHECK (length(updated_at) = 24 AND updated_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  PRIMARY KEY (cycle_code, body_uscc, leaf, item, role)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_drafts_by_leaf ON entry_drafts (cycle_code, leaf, body_uscc);

CREATE TABLE "import_batches" (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  layout TEXT NOT NULL CHECK (length(layout) > 0),
  file_name TEXT NOT NULL CHECK (length(file_name) > 0),
  file_sha256 TEXT NOT NULL CHECK (length(file_sha256) = 64 AND length(unhex(file_sha256)) IS 32 AND file_sha256 = lower(file_sha256)),
  status TEXT NOT NULL CHECK (status = 'staged' OR status = 'committed' OR status = 'reverted' OR status = 'abandoned'),
  context TEXT NOT NULL CHECK (json_valid(context)),
  rows_in_xml INTEGER NOT NULL CHECK (rows_in_xml >= 0),
  rows_in_file INTEGER NOT NULL CHECK (rows_in_file >= 0),
  accepted INTEGER NOT NULL CHECK (accepted >= 0),
  refused INTEGER NOT NULL CHECK (refused >= 0),
  skipped INTEGER NOT NULL CHECK (skipped >= 0),
  created_at TEXT NOT NULL CHECK (length(created_at) = 24 AND created_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  committed_at TEXT CHECK (committed_at IS NULL OR (length(committed_at) = 24 AND committed_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', committed_at) IS committed_at)),
  result TEXT CHECK (result IS NULL OR json_valid(result)),
  reverted_at TEXT CHECK (reverted_at IS NULL OR (length(reverted_at) = 24 AND reverted_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', reverted_at) IS reverted_at)),
  CHECK ((status IN ('committed', 'reverted')) = (committed_at IS NOT NULL)),
  CHECK ((status IN ('committed', 'reverted')) = (result IS NOT NULL)),
  CHECK ((status = 'reverted') = (reverted_at IS NOT NULL))
) STRICT;

CREATE INDEX import_batches_by_file ON import_batches (file_sha256, layout);

CREATE TABLE "staged_blocks" (
  batch_id TEXT NOT NULL REFERENCES import_batches (id),
  first_ordinal INTEGER NOT NULL CHECK (first_ordinal > 0),
  states TEXT NOT NULL CHECK (length(states) > 0 AND states NOT GLOB '*[^rxdsoc]*'),
  rows_sealed BLOB NOT NULL CHECK (length(rows_sealed) > 28),
  PRIMARY KEY (batch_id, first_ordinal)
) STRICT;

CREATE TABLE batch_commits (
  batch_id TEXT NOT NULL REFERENCES import_batches (id),
  first_change INTEGER NOT NULL CHECK (first_change > 0),
  committed_at TEXT NOT NULL CHECK (length(committed_at) = 24 AND committed_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', committed_at) IS committed_at),
  lineage TEXT NOT NULL REFERENCES lineages (id),
  PRIMARY KEY (batch_id, first_change)
) STRICT, WITHOUT ROWID;

CREATE INDEX credit_records_unusual_severity ON credit_records (severity, decision_date DESC, id DESC)
WHERE severity <> 'general';

CREATE INDEX credit_records_unusual_status ON credit_records (status, decision_date DESC, id DESC)
WHERE status <> 'confirmed';

CREATE INDEX credit_records_by_amount ON credit_records (amount_fen)
WHERE amount_fen IS NOT NULL;

CREATE TABLE row_history (
  table_name TEXT NOT NULL CHECK (length(table_name) > 0),
  row_id TEXT NOT NULL CHECK (row_id GLOB '????????-????-????-????-????????????' AND length(unhex(row_id, '-')) IS 16 AND row_id = lower(row_id)),
  revision INTEGER NOT NULL CHECK (revision > 0),
  replaced_at TEXT NOT NULL CHECK (length(replaced_at) = 24 AND replaced_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', replaced_at) IS replaced_at),
  actor TEXT NOT NULL CHECK (length(actor) > 0),
  content_sealed TEXT NOT NULL CHECK (content_sealed GLOB 's1.*'),
  PRIMARY KEY (table_name, row_id, revision)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER row_history_never_changes BEFORE UPDATE ON row_history
BEGIN SELECT RAISE(ABORT, 'the history of a row never changes'); END;

CREATE TRIGGER row_history_never_shrinks BEFORE DELETE ON row_history
BEGIN SELECT RAISE(ABORT, 'the history of a row is never deleted'); END;

CREATE TABLE body_changes (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  owner_office TEXT NOT NULL CHECK (owner_office GLOB '????????-????-????-????-????????????' AND length(unhex(owner_office, '-')) IS 16 AND owner_office = lower(owner_office)),
  lineage TEXT NOT NULL REFERENCES lineages (id),
  revision INTEGER NOT NULL CHECK (revision > 0),
  content_hash TEXT NOT NULL CHECK (length(content_hash) = 64 AND length(unhex(content_hash)) IS 32 AND content_hash = lower(content_hash)),
  updated_at TEXT NOT NULL CHECK (length(updated_at) = 24 AND updated_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  body_uscc TEXT NOT NULL REFERENCES bodies (uscc),
  kind TEXT NOT NULL CHECK (kind = 'rename' OR kind = 'merge' OR kind = 'split' OR kind = 'moved' OR kind = 'closed'),
  effective_on TEXT NOT NULL CHECK (length(effective_on) = 10 AND date(effective_on) IS effective_on),
  from_name TEXT,
  to_name TEXT,
  from_uscc TEXT CHECK (from_uscc IS NULL OR (length(from_uscc) = 18 AND from_uscc NOT GLOB '*[^0-9A-HJ-NPQRTUWXY]*')),
  to_uscc TEXT CHECK (to_uscc IS NULL OR (length(to_uscc) = 18 AND to_uscc NOT GLOB '*[^0-9A-HJ-NPQRTUWXY]*')),
  document_no TEXT,
  reason TEXT,
  withdrawn_on TEXT CHECK (withdrawn_on IS NULL OR (length(withdrawn_on) = 10 AND date(withdrawn_on) IS withdrawn_on)),
  withdrawn_reason TEXT,
  CHECK ((withdrawn_on IS NULL) = (withdrawn_reason IS NULL)),
  CHECK (kind <> 'rename' OR (length(from_name) > 0 AND length(to_name) > 0)),
  CHECK (kind NOT IN ('merge', 'split') OR to_uscc IS NOT NULL)
) STRICT;

CREATE INDEX body_changes_by_body ON body_changes (body_uscc, effective_on);

CREATE INDEX body_changes_by_other ON body_changes (to_uscc) WHERE to_uscc IS NOT NULL;

CREATE TABLE official_file_items (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  owner_office TEXT NOT NULL CHECK (owner_office GLOB '????????-????-????-????-????????????' AND length(unhex(owner_office, '-')) IS 16 AND owner_office = lower(owner_office)),
  lineage TEXT NOT NULL REFERENCES lineages (id),
  revision INTEGER NOT NULL CHECK (revision > 0),
  content_hash TEXT NOT NULL CHECK (length(content_hash) = 64 AND length(unhex(content_hash)) IS 32 AND content_hash = lower(content_hash)),
  updated_at TEXT NOT NULL CHECK (length(updated_at) = 24 AND updated_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  official_id TEXT NOT NULL REFERENCES officials (id),
  category TEXT NOT NULL CHECK (category = 'personalFile' OR category = 'personalMatters' OR category = 'integrity' OR category = 'conduct' OR category = 'assessment' OR category = 'violation' OR category = 'entryCheck' OR category = 'post' OR category = 'rank' OR category = 'status' OR category = 'pledge'),
  result TEXT CHECK (result IS NULL OR result = 'verified' OR result = 'doubtful' OR result = 'falsified' OR result = 'consistent' OR result = 'omitted' OR result = 'concealed' OR result = 'clear' OR result = 'reported' OR result = 'reminded' OR result = 'kept' OR result = 'broken' OR result = 'excellent' OR result = 'competent' OR result = 'basic' OR result = 'incompetent' OR result = 'ungraded' OR result = 'warning' OR result = 'demerit' OR result = 'seriousDemerit' OR result = 'demotion' OR result = 'removal' OR result = 'dismissal' OR result = 'otherAction' OR result = 'passed' OR result = 'concern' OR result = 'failed' OR result = 'candidate' OR result = 'active' OR result = 'transferred' OR result = 'retired' OR result = 'resigned' OR result = 'discharged' OR result = 'deceased'),
  year INTEGER CHECK (year BETWEEN 1949 AND 2200),
  happened_on TEXT NOT NULL CHECK (length(happened_on) = 10 AND date(happened_on) IS happened_on),
  until_on TEXT CHECK (until_on IS NULL OR (length(until_on) = 10 AND date(until_on) IS until_on)),
  title TEXT,
  organ TEXT,
  document_no TEXT,
  remarks TEXT,
  withdrawn_on TEXT CHECK (withdrawn_on IS NULL OR (length(withdrawn_on) = 10 AND date(withdrawn_on) IS withdrawn_on)),
  withdrawn_reason TEXT,
  CHECK ((withdrawn_on IS NULL) = (withdrawn_reason IS NULL)),
  CHECK (category <> 'assessment' OR (year IS NOT NULL AND result IS NOT NULL)),
  CHECK (until_on IS NULL OR until_on >= happened_on)
) STRICT;

CREATE INDEX official_file_items_by_official ON official_file_items (official_id, happened_on);

CREATE INDEX official_file_items_by_category ON official_file_items (category, official_id);

CREATE TABLE region_tables (
  only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
  year INTEGER NOT NULL CHECK (year BETWEEN 1980 AND 2200),
  source TEXT NOT NULL CHECK (length(source) > 0),
  units INTEGER NOT NULL CHECK (units > 0),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND length(unhex(sha256)) IS 32 AND sha256 = lower(sha256)),
  compressed BLOB NOT NULL CHECK (length(compressed) > 0),
  imported_at TEXT NOT NULL CHECK (length(imported_at) = 24 AND imported_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', imported_at) IS imported_at)
) STRICT;

CREATE TABLE ledger_rows (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  owner_office TEXT NOT NULL CHECK (owner_office GLOB '????????-????-????-????-????????????' AND length(unhex(owner_office, '-')) IS 16 AND owner_office = lower(owner_office)),
  lineage TEXT NOT NULL REFERENCES lineages (id),
  revision INTEGER NOT NULL CHECK (revision > 0),
  content_hash TEXT NOT NULL CHECK (length(content_hash) = 64 AND length(unhex(content_hash)) IS 32 AND content_hash = lower(content_hash)),
  updated_at TEXT NOT NULL CHECK (length(updated_at) = 24 AND updated_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  ledger TEXT NOT NULL CHECK (length(ledger) > 0),
  body_uscc TEXT REFERENCES bodies (uscc),
  official_id TEXT REFERENCES officials (id),
  record_id TEXT REFERENCES credit_records (id),
  row_id TEXT CHECK (row_id IS NULL OR (row_id GLOB '????????-????-????-????-????????????' AND length(unhex(row_id, '-')) IS 16 AND row_id = lower(row_id))),
  number TEXT,
  title TEXT,
  happened_on TEXT NOT NULL CHECK (length(happened_on) = 10 AND date(happened_on) IS happened_on),
  amount_fen INTEGER CHECK (amount_fen >= 0),
  state TEXT NOT NULL CHECK (length(state) > 0),
  due_on TEXT CHECK (due_on IS NULL OR (length(due_on) = 10 AND date(due_on) IS due_on)),
  closed_on TEXT CHECK (closed_on IS NULL OR (length(closed_on) = 10 AND date(closed_on) IS closed_on)),
  natural_key TEXT,
  details TEXT NOT NULL CHECK (json_valid(details) AND json_type(details) = 'object'),
  clocks TEXT NOT NULL CHECK (json_valid(clocks) AND json_type(clocks) = 'array'),
  steps TEXT NOT NULL CHECK (json_valid(steps) AND json_type(steps) = 'array'),
  personal_sealed TEXT CHECK (personal_sealed GLOB 's1.*')
) STRICT;

CREATE INDEX ledger_rows_by_date ON ledger_rows (ledger, happened_on DESC, id DESC);

CREATE INDEX ledger_rows_by_state ON ledger_rows (ledger, state, happened_on DESC, id DESC);

CREATE INDEX ledger_rows_by_due ON ledger_rows (due_on, ledger, id) WHERE due_on IS NOT NULL;

CREATE INDEX ledger_rows_by_body ON ledger_rows (body_uscc, ledger, happened_on DESC) WHERE body_uscc IS NOT NULL;

CREATE INDEX ledger_rows_by_official ON ledger_rows (official_id) WHERE official_id IS NOT NULL;

CREATE INDEX ledger_rows_by_record ON ledger_rows (record_id) WHERE record_id IS NOT NULL;

CREATE INDEX ledger_rows_by_row ON ledger_rows (row_id) WHERE row_id IS NOT NULL;

CREATE INDEX ledger_rows_by_key ON ledger_rows (ledger, natural_key) WHERE natural_key IS NOT NULL;

CREATE INDEX ledger_rows_by_number ON ledger_rows (number) WHERE number IS NOT NULL;

CREATE TABLE ledger_bases (
  ledger TEXT NOT NULL PRIMARY KEY CHECK (length(ledger) > 0),
  legal_basis TEXT NOT NULL CHECK (length(legal_basis) > 0),
  entered_at TEXT NOT NULL CHECK (length(entered_at) = 24 AND entered_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', entered_at) IS entered_at),
  actor TEXT NOT NULL CHECK (length(actor) > 0)
) STRICT;

CREATE TABLE time_rules (
  code TEXT NOT NULL CHECK (length(code) > 0),
  valid_from TEXT NOT NULL CHECK (length(valid_from) = 10 AND date(valid_from) IS valid_from),
  valid_to TEXT CHECK (valid_to IS NULL OR (date(valid_to) IS valid_to AND valid_to >= valid_from)),
  kind TEXT NOT NULL CHECK (kind = 'publicity' OR kind = 'limit'),
  name TEXT NOT NULL CHECK (length(name) > 0),
  basis TEXT NOT NULL CHECK (length(basis) > 0),
  standing TEXT NOT NULL CHECK (standing = 'verified' OR standing = 'local' OR standing = 'unverified' OR standing = 'suggested'),
  note TEXT,
  afterwards TEXT,
  severity TEXT CHECK (severity = 'minor' OR severity = 'general' OR severity = 'serious'),
  shown_by_default INTEGER CHECK (shown_by_default IN (0, 1)),
  minimum_months INTEGER CHECK (minimum_months IS NULL OR minimum_months > 0),
  maximum_months INTEGER CHECK (maximum_months IS NULL OR maximum_months > 0),
  amount INTEGER CHECK (amount IS NULL OR amount > 0),
  unit TEXT CHECK (unit = 'workingDays' OR unit = 'days' OR unit = 'months' OR unit = 'years'),
  counted_from TEXT,
  extension_amount INTEGER CHECK (extension_amount IS NULL OR extension_amount > 0),
  extension_unit TEXT CHECK (extension_unit = 'workingDays' OR extension_unit = 'days' OR extension_unit = 'months' OR extension_unit = 'years'),
  rolls_over INTEGER CHECK (rolls_over IN (0, 1)),
  origin TEXT NOT NULL CHECK (origin = 'bundled' OR origin = 'office'),
  changed_at TEXT NOT NULL CHECK (length(changed_at) = 24 AND changed_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', changed_at) IS changed_at),
  PRIMARY KEY (code, valid_from),
  CHECK ((kind = 'publicity') = (severity IS NOT NULL)),
  CHECK ((kind = 'publicity') = (shown_by_default IS NOT NULL)),
  CHECK ((kind = 'limit') = (amount IS NOT NULL)),
  CHECK ((kind = 'limit') = (unit IS NOT NULL)),
  CHECK ((kind = 'limit') = (counted_from IS NOT NULL)),
  CHECK ((extension_amount IS NULL) = (extension_unit IS NULL))
) STRICT;

CREATE TRIGGER time_rules_never_overlap BEFORE INSERT ON time_rules WHEN EXISTS (SELECT 1 FROM time_rules AS other
  WHERE other.code = NEW.code AND other.valid_from <> NEW.valid_from
    AND (other.valid_to IS NULL OR other.valid_to >= NEW.valid_from)
    AND (NEW.valid_to IS NULL OR NEW.valid_to >= other.valid_from))
BEGIN SELECT RAISE(ABORT, 'two versions of a rule overlap'); END;

CREATE TRIGGER time_rules_stay_apart BEFORE UPDATE ON time_rules WHEN EXISTS (SELECT 1 FROM time_rules AS other
  WHERE other.code = NEW.code AND other.valid_from <> NEW.valid_from
    AND (other.valid_to IS NULL OR other.valid_to >= NEW.valid_from)
    AND (NEW.valid_to IS NULL OR NEW.valid_to >= other.valid_from))
BEGIN SELECT RAISE(ABORT, 'two versions of a rule overlap'); END;

CREATE TABLE calendar_years (
  year INTEGER NOT NULL PRIMARY KEY CHECK (year BETWEEN 1949 AND 2999),
  document TEXT NOT NULL CHECK (length(document) > 0),
  standing TEXT NOT NULL CHECK (standing = 'verified' OR standing = 'unverified'),
  origin TEXT NOT NULL CHECK (origin = 'bundled' OR origin = 'office'),
  changed_at TEXT NOT NULL CHECK (length(changed_at) = 24 AND changed_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', changed_at) IS changed_at)
) STRICT;

CREATE TABLE calendar_days (
  day TEXT NOT NULL PRIMARY KEY CHECK (length(day) = 10 AND date(day) IS day),
  year INTEGER NOT NULL REFERENCES calendar_years (year) ON DELETE CASCADE
    CHECK (year = CAST(substr(day, 1, 4) AS INTEGER)),
  kind TEXT NOT NULL CHECK (kind = 'off' OR kind = 'worked'),
  name TEXT NOT NULL
) STRICT;

CREATE INDEX calendar_days_of_year ON calendar_days (year);

CREATE TABLE warning_settings (
  kind TEXT NOT NULL PRIMARY KEY CHECK (length(kind) > 0),
  working_days_ahead INTEGER NOT NULL CHECK (working_days_ahead BETWEEN 0 AND 250),
  changed_at TEXT NOT NULL CHECK (length(changed_at) = 24 AND changed_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', changed_at) IS changed_at)
) STRICT;

CREATE INDEX credit_records_on_show ON credit_records (public_max_until, id)
WHERE public_max_until IS NOT NULL AND status IN ('confirmed', 'published');

CREATE TABLE import_mappings (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  layout TEXT NOT NULL CHECK (length(layout) > 0),
  fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64 AND length(unhex(fingerprint)) IS 32 AND fingerprint = lower(fingerprint)),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  mapping TEXT NOT NULL CHECK (json_valid(mapping) AND json_type(mapping) = 'object'),
  headers TEXT NOT NULL CHECK (json_valid(headers) AND json_type(headers) = 'object'),
  created_at TEXT NOT NULL CHECK (length(created_at) = 24 AND created_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  last_used_at TEXT NOT NULL CHECK (length(last_used_at) = 24 AND last_used_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', last_used_at) IS last_used_at),
  UNIQUE (layout, fingerprint)
) STRICT;

CREATE TABLE "evidence" (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  owner_office TEXT NOT NULL CHECK (owner_office GLOB '????????-????-????-????-????????????' AND length(unhex(owner_office, '-')) IS 16 AND owner_office = lower(owner_office)),
  lineage TEXT NOT NULL REFERENCES lineages (id),
  revision INTEGER NOT NULL CHECK (revision > 0),
  content_hash TEXT NOT NULL CHECK (length(content_hash) = 64 AND length(unhex(content_hash)) IS 32 AND content_hash = lower(content_hash)),
  updated_at TEXT NOT NULL CHECK (length(updated_at) = 24 AND updated_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  owner_type TEXT NOT NULL CHECK (owner_type = 'record' OR owner_type = 'entry' OR owner_type = 'ledgerRow' OR owner_type = 'official' OR owner_type = 'body'),
  owner_id TEXT NOT NULL CHECK (owner_id GLOB '????????-????-????-????-????????????' AND length(unhex(owner_id, '-')) IS 16 AND owner_id = lower(owner_id)),
  file_name TEXT NOT NULL CHECK (length(file_name) > 0),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND length(unhex(sha256)) IS 32 AND sha256 = lower(sha256)),
  size INTEGER NOT NULL CHECK (size >= 0),
  mime TEXT NOT NULL,
  document_no TEXT,
  description TEXT,
  classification TEXT NOT NULL CHECK (classification = 'public' OR classification = 'internal'),
  document_date TEXT CHECK (length(document_date) = 10 AND date(document_date) IS document_date),
  pages INTEGER CHECK (pages > 0),
  added_at TEXT CHECK (length(added_at) = 24 AND added_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', added_at) IS added_at),
  added_by TEXT CHECK (length(added_by) > 0)
) STRICT;

CREATE INDEX evidence_by_owner ON evidence (owner_type, owner_id);

CREATE INDEX evidence_by_content ON evidence (sha256);

CREATE TABLE evidence_checks (
  sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64 AND length(unhex(sha256)) IS 32 AND sha256 = lower(sha256)),
  outcome TEXT NOT NULL CHECK (outcome = 'good' OR outcome = 'lost' OR outcome = 'changed'),
  checked_at TEXT NOT NULL CHECK (length(checked_at) = 24 AND checked_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', checked_at) IS checked_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE letter_wordings (
  letter TEXT NOT NULL PRIMARY KEY CHECK (length(letter) > 0),
  wording TEXT NOT NULL CHECK (json_valid(wording) AND json_type(wording) = 'object'),
  reworded_at TEXT NOT NULL CHECK (length(reworded_at) = 24 AND reworded_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', reworded_at) IS reworded_at),
  actor TEXT NOT NULL CHECK (length(actor) > 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE eligibility_checks (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  purpose TEXT NOT NULL CHECK (length(purpose) > 0),
  as_of TEXT NOT NULL CHECK (date(as_of) IS as_of),
  made_at TEXT NOT NULL CHECK (length(made_at) = 24 AND made_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', made_at) IS made_at),
  made_by TEXT NOT NULL CHECK (length(made_by) > 0),
  subjects INTEGER NOT NULL CHECK (subjects > 0),
  passed INTEGER NOT NULL CHECK (passed >= 0),
  failed INTEGER NOT NULL CHECK (failed >= 0),
  to_review INTEGER NOT NULL CHECK (to_review >= 0),
  results_sealed TEXT NOT NULL CHECK (results_sealed GLOB 's1.*'),
  confirmed_at TEXT CHECK (confirmed_at IS NULL OR (length(confirmed_at) = 24 AND confirmed_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', confirmed_at) IS confirmed_at)),
  confirmed_by TEXT CHECK (confirmed_by IS NULL OR length(confirmed_by) > 0),
  CHECK (passed + failed + to_review = subjects),
  CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL)),
  CHECK (confirmed_at IS NULL OR to_review = 0)
) STRICT;

CREATE VIRTUAL TABLE search_index USING fts5 (title, number, text, initials,
  content = '', contentless_delete = 1, detail = 'full', tokenize = 'ascii');

CREATE TABLE 'search_index_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'search_index_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE 'search_index_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'search_index_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE search_rows (
  docid INTEGER NOT NULL PRIMARY KEY,
  row_id TEXT NOT NULL UNIQUE CHECK (length(row_id) > 0),
  revision INTEGER NOT NULL CHECK (revision > 0)
) STRICT;

CREATE TABLE search_builds (
  kind TEXT NOT NULL PRIMARY KEY CHECK (length(kind) > 0),
  format INTEGER NOT NULL CHECK (format > 0),
  after_id TEXT NOT NULL,
  complete INTEGER NOT NULL CHECK (complete IN (0, 1))
) STRICT;

CREATE TABLE quality_checks (
  only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
  checked_at TEXT NOT NULL CHECK (length(checked_at) = 24 AND checked_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', checked_at) IS checked_at),
  audit_sequence INTEGER NOT NULL CHECK (audit_sequence >= 0),
  counts TEXT NOT NULL CHECK (json_valid(counts) AND json_type(counts) = 'object')
) STRICT;

CREATE TABLE quality_marks (
  kind TEXT NOT NULL CHECK (length(kind) > 0),
  subject_id TEXT NOT NULL CHECK (length(subject_id) > 0),
  says TEXT NOT NULL CHECK (json_valid(says) AND json_type(says) = 'array'),
  PRIMARY KEY (kind, subject_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_filters (
  list TEXT NOT NULL CHECK (length(list) > 0),
  name TEXT NOT NULL CHECK (length(name) > 0),
  filter_sealed TEXT NOT NULL CHECK (filter_sealed GLOB 's1.*'),
  saved_at TEXT NOT NULL CHECK (length(saved_at) = 24 AND saved_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', saved_at) IS saved_at),
  PRIMARY KEY (list, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE "cycles" (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  owner_office TEXT NOT NULL CHECK (owner_office GLOB '????????-????-????-????-????????????' AND length(unhex(owner_office, '-')) IS 16 AND owner_office = lower(owner_office)),
  lineage TEXT NOT NULL REFERENCES lineages (id),
  revision INTEGER NOT NULL CHECK (revision > 0),
  content_hash TEXT NOT NULL CHECK (length(content_hash) = 64 AND length(unhex(content_hash)) IS 32 AND content_hash = lower(content_hash)),
  updated_at TEXT NOT NULL CHECK (length(updated_at) = 24 AND updated_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  code TEXT NOT NULL UNIQUE CHECK (length(code) > 0),
  name TEXT NOT NULL CHECK (length(name) > 0),
  year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 9999),
  period_from TEXT NOT NULL CHECK (length(period_from) = 10 AND date(period_from) IS period_from),
  period_to TEXT NOT NULL CHECK (length(period_to) = 10 AND date(period_to) IS period_to),
  status TEXT NOT NULL CHECK (status = 'draft' OR status = 'issued' OR status = 'selfAssess' OR status = 'firstReview' OR status = 'externalInput' OR status = 'finalReview' OR status = 'publicNotice' OR status = 'objection' OR status = 'finalised' OR status = 'applied' OR status = 'archived'),
  plan_document_no TEXT,
  CHECK (period_from <= period_to)
) STRICT;

CREATE TABLE cycle_stage_dates (
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  stage TEXT NOT NULL CHECK (stage = 'draft' OR stage = 'issued' OR stage = 'selfAssess' OR stage = 'firstReview' OR stage = 'externalInput' OR stage = 'finalReview' OR stage = 'publicNotice' OR stage = 'objection' OR stage = 'finalised' OR stage = 'applied' OR stage = 'archived'),
  from_on TEXT NOT NULL CHECK (length(from_on) = 10 AND date(from_on) IS from_on),
  to_on TEXT NOT NULL CHECK (length(to_on) = 10 AND date(to_on) IS to_on),
  PRIMARY KEY (cycle_code, stage),
  CHECK (from_on <= to_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE stage_extensions (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  stage TEXT NOT NULL CHECK (stage = 'draft' OR stage = 'issued' OR stage = 'selfAssess' OR stage = 'firstReview' OR stage = 'externalInput' OR stage = 'finalReview' OR stage = 'publicNotice' OR stage = 'objection' OR stage = 'finalised' OR stage = 'applied' OR stage = 'archived'),
  body_uscc TEXT REFERENCES bodies (uscc),
  until_on TEXT NOT NULL CHECK (length(until_on) = 10 AND date(until_on) IS until_on),
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  document_no TEXT,
  granted_at TEXT NOT NULL CHECK (length(granted_at) = 24 AND granted_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', granted_at) IS granted_at),
  actor TEXT NOT NULL CHECK (length(actor) > 0)
) STRICT;

CREATE INDEX stage_extensions_by_cycle ON stage_extensions (cycle_code, stage);

CREATE TRIGGER stage_extensions_stay BEFORE UPDATE ON stage_extensions BEGIN SELECT RAISE(ABORT, 'stage_extensions only grows'); END;

CREATE TABLE cycle_fillers (
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  model_code TEXT NOT NULL CHECK (length(model_code) > 0),
  leaf TEXT NOT NULL CHECK (length(leaf) > 0),
  role TEXT NOT NULL CHECK (role = 'assessor' OR role = 'finalReview' OR role = 'department' OR role = 'thirdParty' OR role = 'survey'),
  body_uscc TEXT NOT NULL REFERENCES bodies (uscc),
  PRIMARY KEY (cycle_code, model_code, leaf, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE unit_steps (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  body_uscc TEXT NOT NULL REFERENCES bodies (uscc),
  position INTEGER NOT NULL CHECK (position > 0),
  step TEXT NOT NULL CHECK (step = 'submit' OR step = 'return' OR step = 'accept' OR step = 'confirm' OR step = 'reopen'),
  state TEXT NOT NULL CHECK (state = 'filling' OR state = 'submitted' OR state = 'returned' OR state = 'accepted' OR state = 'confirmed'),
  reason TEXT,
  due_on TEXT CHECK (due_on IS NULL OR (length(due_on) = 10 AND date(due_on) IS due_on)),
  taken_at TEXT NOT NULL CHECK (length(taken_at) = 24 AND taken_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', taken_at) IS taken_at),
  actor TEXT NOT NULL CHECK (length(actor) > 0),
  UNIQUE (cycle_code, body_uscc, position)
) STRICT;

CREATE TRIGGER unit_steps_stay BEFORE UPDATE ON unit_steps BEGIN SELECT RAISE(ABORT, 'unit_steps only grows'); END;

CREATE TABLE run_seals (
  run_id TEXT NOT NULL PRIMARY KEY REFERENCES runs (id),
  kind TEXT NOT NULL CHECK (kind = 'official' OR kind = 'corrected' OR kind = 'correction'),
  reason TEXT,
  approved_by TEXT,
  document_no TEXT,
  supersedes TEXT REFERENCES runs (id) CHECK (supersedes <> run_id),
  sealed_at TEXT NOT NULL CHECK (length(sealed_at) = 24 AND sealed_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', sealed_at) IS sealed_at),
  actor TEXT NOT NULL CHECK (length(actor) > 0)
) STRICT;

CREATE TRIGGER run_seals_stay BEFORE UPDATE ON run_seals BEGIN SELECT RAISE(ABORT, 'run_seals only grows'); END;

CREATE TABLE score_reopenings (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  body_uscc TEXT NOT NULL REFERENCES bodies (uscc),
  leaf TEXT CHECK (leaf IS NULL OR length(leaf) > 0),
  kind TEXT NOT NULL CHECK (kind = 'recheck' OR kind = 'correction'),
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  approved_by TEXT,
  document_no TEXT,
  source_row TEXT,
  opened_at TEXT NOT NULL CHECK (length(opened_at) = 24 AND opened_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', opened_at) IS opened_at),
  opened_by TEXT NOT NULL CHECK (length(opened_by) > 0),
  closed_at TEXT CHECK (closed_at IS NULL OR (length(closed_at) = 24 AND strftime('%Y-%m-%dT%H:%M:%fZ', closed_at) IS closed_at)),
  closed_by TEXT,
  CHECK ((closed_at IS NULL) = (closed_by IS NULL))
) STRICT;

CREATE INDEX score_reopenings_by_unit ON score_reopenings (cycle_code, body_uscc);

CREATE TRIGGER score_reopenings_close BEFORE UPDATE ON score_reopenings
  WHEN OLD.closed_at IS NOT NULL OR NEW.id <> OLD.id OR NEW.cycle_code <> OLD.cycle_code OR NEW.body_uscc <> OLD.body_uscc
    OR NEW.leaf IS NOT OLD.leaf OR NEW.kind <> OLD.kind OR NEW.reason <> OLD.reason OR NEW.opened_at <> OLD.opened_at
  BEGIN SELECT RAISE(ABORT, 'a reopening can only be closed, once'); END;

CREATE TABLE grade_consequences (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  body_uscc TEXT REFERENCES bodies (uscc),
  action TEXT NOT NULL CHECK (length(action) > 0),
  entry_id TEXT CHECK (entry_id IS NULL OR (entry_id GLOB '????????-????-????-????-????????????' AND length(unhex(entry_id, '-')) IS 16 AND entry_id = lower(entry_id))),
  run_id TEXT REFERENCES runs (id),
  rules TEXT NOT NULL CHECK (json_valid(rules) AND json_type(rules) = 'array' AND json_array_length(rules) > 0),
  grounds TEXT NOT NULL CHECK (json_valid(grounds) AND json_type(grounds) = 'array' AND json_array_length(grounds) > 0),
  proposed_at TEXT NOT NULL CHECK (length(proposed_at) = 24 AND proposed_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', proposed_at) IS proposed_at),
  lapsed_at TEXT CHECK (lapsed_at IS NULL OR (length(lapsed_at) = 24 AND lapsed_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', lapsed_at) IS lapsed_at)),
  state TEXT NOT NULL CHECK (state = 'proposed' OR state = 'decided' OR state = 'dismissed'),
  decided_at TEXT CHECK (decided_at IS NULL OR (length(decided_at) = 24 AND decided_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', decided_at) IS decided_at)),
  decided_by TEXT CHECK (decided_by IS NULL OR length(decided_by) > 0),
  note TEXT,
  row_id TEXT UNIQUE REFERENCES ledger_rows (id),
  CHECK ((state = 'proposed') = (decided_at IS NULL)),
  CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
  CHECK (row_id IS NULL OR state = 'decided'),
  CHECK (state <> 'dismissed' OR length(note) > 0)
) STRICT;

CREATE UNIQUE INDEX grade_consequences_once ON grade_consequences
  (cycle_code, action, ifnull(body_uscc, ''), ifnull(entry_id, ''));

CREATE TABLE survey_batches (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  cycle_code TEXT NOT NULL CHECK (length(cycle_code) > 0),
  audience TEXT NOT NULL CHECK (audience IN ('public', 'enterprise')),
  title TEXT NOT NULL CHECK (length(title) > 0),
  method TEXT CHECK (length(method) > 0),
  surveyed_from TEXT CHECK (surveyed_from IS NULL OR date(surveyed_from) IS surveyed_from),
  surveyed_to TEXT CHECK (surveyed_to IS NULL OR date(surveyed_to) IS surveyed_to),
  questions TEXT NOT NULL CHECK (json_valid(questions) AND json_type(questions) = 'array'),
  overall TEXT NOT NULL CHECK (length(overall) > 0),
  satisfied_from TEXT NOT NULL CHECK (length(satisfied_from) > 0),
  population INTEGER CHECK (population > 0),
  margin TEXT NOT NULL CHECK (length(margin) > 0),
  targets TEXT NOT NULL CHECK (json_valid(targets) AND json_type(targets) = 'array'),
  made_at TEXT NOT NULL CHECK (made_at IS NULL OR (length(made_at) = 24 AND made_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', made_at) IS made_at)),
  made_by TEXT NOT NULL CHECK (length(made_by) > 0),
  taken_at TEXT CHECK (taken_at IS NULL OR (length(taken_at) = 24 AND taken_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', taken_at) IS taken_at)),
  taken_by TEXT CHECK (length(taken_by) > 0),
  CHECK (surveyed_from IS NULL OR surveyed_to IS NULL OR surveyed_from <= surveyed_to),
  CHECK ((taken_at IS NULL) = (taken_by IS NULL))
) STRICT;

CREATE INDEX survey_batches_by_cycle ON survey_batches (cycle_code, id);

CREATE TABLE survey_results (
  batch_id TEXT NOT NULL REFERENCES survey_batches (id) ON DELETE CASCADE,
  body_uscc TEXT NOT NULL CHECK (length(body_uscc) > 0),
  source TEXT NOT NULL CHECK (source IN ('answers', 'summary')),
  issued INTEGER CHECK (issued >= 0),
  valid INTEGER NOT NULL CHECK (valid >= 0),
  satisfied INTEGER CHECK (satisfied BETWEEN 0 AND valid),
  satisfaction TEXT CHECK (length(satisfaction) > 0),
  questions TEXT NOT NULL CHECK (json_valid(questions) AND json_type(questions) = 'object'),
  updated_at TEXT NOT NULL CHECK (updated_at IS NULL OR (length(updated_at) = 24 AND updated_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at)),
  PRIMARY KEY (batch_id, body_uscc),
  CHECK (issued IS NULL OR valid <= issued),
  CHECK ((source = 'answers') = (satisfied IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE survey_answers (
  batch_id TEXT NOT NULL REFERENCES survey_batches (id) ON DELETE CASCADE,
  number TEXT NOT NULL CHECK (length(number) > 0),
  body_uscc TEXT NOT NULL CHECK (length(body_uscc) > 0),
  answers TEXT NOT NULL CHECK (json_valid(answers) AND json_type(answers) = 'object'),
  PRIMARY KEY (batch_id, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX survey_answers_by_unit ON survey_answers (batch_id, body_uscc);

CREATE TABLE third_party_takings (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  cycle_code TEXT NOT NULL CHECK (length(cycle_code) > 0),
  report_id TEXT NOT NULL CHECK (report_id GLOB '????????-????-????-????-????????????' AND length(unhex(report_id, '-')) IS 16 AND report_id = lower(report_id)),
  leaf TEXT NOT NULL CHECK (length(leaf) > 0),
  files TEXT NOT NULL CHECK (json_valid(files) AND json_type(files) = 'array'),
  units INTEGER NOT NULL CHECK (units > 0),
  taken_at TEXT NOT NULL CHECK (taken_at IS NULL OR (length(taken_at) = 24 AND taken_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', taken_at) IS taken_at)),
  taken_by TEXT NOT NULL CHECK (length(taken_by) > 0)
) STRICT;

CREATE INDEX third_party_takings_by_cycle ON third_party_takings (cycle_code, report_id);

CREATE TABLE spot_checks (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  cycle_code TEXT NOT NULL CHECK (length(cycle_code) > 0),
  population TEXT NOT NULL CHECK (population IN ('leaves', 'records', 'cases')),
  title TEXT NOT NULL CHECK (length(title) > 0),
  seed INTEGER NOT NULL CHECK (seed BETWEEN 0 AND 4294967295),
  generator TEXT NOT NULL CHECK (length(generator) > 0),
  stratified INTEGER NOT NULL CHECK (stratified IN (0, 1)),
  size INTEGER NOT NULL CHECK (size > 0),
  frame TEXT NOT NULL CHECK (json_valid(frame) AND json_type(frame) = 'array'),
  frame_digest TEXT NOT NULL CHECK (length(unhex(frame_digest)) IS 32),
  supersedes TEXT UNIQUE REFERENCES spot_checks (id),
  reason TEXT CHECK (length(reason) > 0),
  drawn_at TEXT NOT NULL CHECK (drawn_at IS NULL OR (length(drawn_at) = 24 AND drawn_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', drawn_at) IS drawn_at)),
  drawn_by TEXT NOT NULL CHECK (length(drawn_by) > 0),
  CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;

CREATE INDEX spot_checks_by_cycle ON spot_checks (cycle_code, id);

CREATE TABLE spot_check_items (
  check_id TEXT NOT NULL REFERENCES spot_checks (id),
  ordinal INTEGER NOT NULL CHECK (ordinal > 0),
  body_uscc TEXT CHECK (length(body_uscc) > 0),
  subject TEXT NOT NULL CHECK (length(subject) > 0),
  label TEXT NOT NULL CHECK (length(label) > 0),
  stated TEXT NOT NULL,
  result TEXT CHECK (result IN ('confirmed', 'notConfirmed')),
  finding TEXT CHECK (length(finding) > 0),
  should_be TEXT CHECK (length(should_be) > 0),
  checked_on TEXT CHECK (checked_on IS NULL OR date(checked_on) IS checked_on),
  checked_by TEXT CHECK (length(checked_by) > 0),
  PRIMARY KEY (check_id, ordinal),
  CHECK ((result IS NULL) = (checked_on IS NULL)),
  CHECK (result IS NOT 'notConfirmed' OR finding IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE cycle_notices (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  from_on TEXT NOT NULL CHECK (length(from_on) = 10 AND date(from_on) IS from_on),
  until_on TEXT NOT NULL CHECK (length(until_on) = 10 AND date(until_on) IS until_on),
  certain INTEGER NOT NULL CHECK (certain IN (0, 1)),
  rule_from TEXT NOT NULL CHECK (length(rule_from) = 10 AND date(rule_from) IS rule_from),
  basis TEXT NOT NULL CHECK (length(basis) > 0),
  document_no TEXT,
  started_at TEXT NOT NULL CHECK (length(started_at) = 24 AND started_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', started_at) IS started_at),
  started_by TEXT NOT NULL CHECK (length(started_by) > 0),
  ended_on TEXT CHECK (ended_on IS NULL OR (length(ended_on) = 10 AND date(ended_on) IS ended_on)),
  end_reason TEXT CHECK (end_reason IS NULL OR length(end_reason) > 0),
  ended_at TEXT CHECK (ended_at IS NULL OR (length(ended_at) = 24 AND ended_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', ended_at) IS ended_at)),
  ended_by TEXT,
  CHECK (from_on <= until_on),
  CHECK ((ended_on IS NULL) = (end_reason IS NULL)),
  CHECK ((ended_on IS NULL) = (ended_at IS NULL)),
  CHECK ((ended_on IS NULL) = (ended_by IS NULL)),
  CHECK (ended_on IS NULL OR ended_on <= until_on)
) STRICT;

CREATE INDEX cycle_notices_by_cycle ON cycle_notices (cycle_code, from_on);

CREATE TRIGGER cycle_notices_end BEFORE UPDATE ON cycle_notices
  WHEN OLD.ended_on IS NOT NULL OR NEW.id <> OLD.id OR NEW.cycle_code <> OLD.cycle_code OR NEW.from_on <> OLD.from_on
    OR NEW.until_on <> OLD.until_on OR NEW.document_no IS NOT OLD.document_no OR NEW.started_at <> OLD.started_at
  BEGIN SELECT RAISE(ABORT, 'a notice can only be ended, once'); END;

CREATE TABLE notice_postings (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  notice_id TEXT NOT NULL REFERENCES cycle_notices (id),
  channel TEXT NOT NULL CHECK (length(channel) > 0),
  place TEXT NOT NULL CHECK (length(place) > 0),
  posted_on TEXT NOT NULL CHECK (length(posted_on) = 10 AND date(posted_on) IS posted_on),
  noted_at TEXT NOT NULL CHECK (length(noted_at) = 24 AND noted_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', noted_at) IS noted_at),
  actor TEXT NOT NULL CHECK (length(actor) > 0)
) STRICT;

CREATE INDEX notice_postings_by_notice ON notice_postings (notice_id, posted_on);

CREATE TABLE score_corrections (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  body_uscc TEXT NOT NULL REFERENCES bodies (uscc),
  leaf TEXT CHECK (leaf IS NULL OR length(leaf) > 0),
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  requested_by TEXT NOT NULL CHECK (length(requested_by) > 0),
  requested_at TEXT NOT NULL CHECK (length(requested_at) = 24 AND requested_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', requested_at) IS requested_at),
  actor TEXT NOT NULL CHECK (length(actor) > 0),
  decision TEXT CHECK (decision IS NULL OR decision = 'approved' OR decision = 'refused'),
  decided_by TEXT CHECK (decided_by IS NULL OR (length(decided_by) > 0 AND decided_by <> requested_by)),
  document_no TEXT,
  decision_note TEXT,
  decided_at TEXT CHECK (decided_at IS NULL OR (length(decided_at) = 24 AND decided_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', decided_at) IS decided_at)),
  reopening_id TEXT REFERENCES score_reopenings (id),
  CHECK ((decision IS NULL) = (decided_by IS NULL)),
  CHECK ((decision IS NULL) = (decided_at IS NULL)),
  CHECK ((decision IS 'approved') = (reopening_id IS NOT NULL))
) STRICT;

CREATE INDEX score_corrections_by_cycle ON score_corrections (cycle_code, requested_at);

CREATE TRIGGER score_corrections_decide BEFORE UPDATE ON score_corrections
  WHEN OLD.decision IS NOT NULL OR NEW.id <> OLD.id OR NEW.cycle_code <> OLD.cycle_code OR NEW.body_uscc <> OLD.body_uscc
    OR NEW.leaf IS NOT OLD.leaf OR NEW.reason <> OLD.reason OR NEW.requested_by <> OLD.requested_by
  BEGIN SELECT RAISE(ABORT, 'a correction can only be decided, once'); END;

CREATE TABLE cycle_approvals (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  approved_by TEXT NOT NULL CHECK (length(approved_by) > 0),
  approved_on TEXT NOT NULL CHECK (length(approved_on) = 10 AND date(approved_on) IS approved_on),
  document_no TEXT,
  noted_at TEXT NOT NULL CHECK (length(noted_at) = 24 AND noted_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', noted_at) IS noted_at),
  actor TEXT NOT NULL CHECK (length(actor) > 0)
) STRICT;

CREATE INDEX cycle_approvals_by_cycle ON cycle_approvals (cycle_code, noted_at);

CREATE TRIGGER notice_postings_stay BEFORE UPDATE ON notice_postings BEGIN SELECT RAISE(ABORT, 'notice_postings only grows'); END;

CREATE TRIGGER cycle_approvals_stay BEFORE UPDATE ON cycle_approvals BEGIN SELECT RAISE(ABORT, 'cycle_approvals only grows'); END;

CREATE TABLE stated_offices (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  stated_by TEXT NOT NULL REFERENCES enrolled_offices (id),
  region_code TEXT NOT NULL CHECK (region_code GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
  name TEXT NOT NULL CHECK (length(name) > 0),
  level TEXT NOT NULL CHECK (level = 'village' OR level = 'township' OR level = 'county' OR level = 'city'),
  parent_id TEXT NOT NULL CHECK (parent_id GLOB '????????-????-????-????-????????????' AND length(unhex(parent_id, '-')) IS 16 AND parent_id = lower(parent_id)),
  stated_at TEXT NOT NULL CHECK (length(stated_at) = 24 AND stated_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', stated_at) IS stated_at),
  CHECK (id <> stated_by)
) STRICT, WITHOUT ROWID;

CREATE INDEX stated_offices_by_office ON stated_offices (stated_by);

CREATE TABLE issued_papers (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  document TEXT NOT NULL CHECK (length(document) > 0),
  name TEXT NOT NULL CHECK (length(name) > 0),
  subject_kind TEXT NOT NULL CHECK (length(subject_kind) > 0),
  subject_id TEXT NOT NULL CHECK (length(subject_id) > 0),
  plan_sealed TEXT NOT NULL CHECK (plan_sealed GLOB 's1.*'),
  format TEXT NOT NULL CHECK (format = 'docx' OR format = 'pdf'),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND length(unhex(sha256)) IS 32 AND sha256 = lower(sha256)),
  issued_at TEXT NOT NULL CHECK (length(issued_at) = 24 AND issued_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', issued_at) IS issued_at),
  actor TEXT NOT NULL CHECK (length(actor) > 0)
) STRICT;

CREATE INDEX issued_papers_by_cycle ON issued_papers (cycle_code);

CREATE TRIGGER issued_papers_stay BEFORE UPDATE ON issued_papers BEGIN SELECT RAISE(ABORT, 'issued_papers only grows'); END;

CREATE TABLE check_explanations (
  id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND length(unhex(id, '-')) IS 16 AND id = lower(id)),
  owner_office TEXT NOT NULL CHECK (owner_office GLOB '????????-????-????-????-????????????' AND length(unhex(owner_office, '-')) IS 16 AND owner_office = lower(owner_office)),
  lineage TEXT NOT NULL REFERENCES lineages (id),
  revision INTEGER NOT NULL CHECK (revision > 0),
  content_hash TEXT NOT NULL CHECK (length(content_hash) = 64 AND length(unhex(content_hash)) IS 32 AND content_hash = lower(content_hash)),
  updated_at TEXT NOT NULL CHECK (length(updated_at) = 24 AND updated_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  body_uscc TEXT NOT NULL REFERENCES bodies (uscc),
  code TEXT NOT NULL CHECK (length(code) > 0),
  rule TEXT NOT NULL,
  leaf TEXT NOT NULL CHECK (length(leaf) > 0),
  item TEXT NOT NULL,
  role TEXT NOT NULL,
  about TEXT NOT NULL CHECK (json_valid(about) AND json_type(about) = 'object'),
  text TEXT NOT NULL CHECK (length(text) <= 2000),
  UNIQUE (cycle_code, body_uscc, code, rule, leaf, item, role)
) STRICT;

CREATE TABLE explanation_readings (
  id INTEGER PRIMARY KEY,
  explanation_id TEXT NOT NULL CHECK (explanation_id GLOB '????????-????-????-????-????????????' AND length(unhex(explanation_id, '-')) IS 16 AND explanation_id = lower(explanation_id)),
  content_hash TEXT NOT NULL CHECK (length(content_hash) = 64 AND length(unhex(content_hash)) IS 32 AND content_hash = lower(content_hash)),
  accepted INTEGER NOT NULL CHECK (accepted IN (0, 1)),
  remark TEXT,
  read_at TEXT NOT NULL CHECK (length(read_at) = 24 AND read_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', read_at) IS read_at),
  actor TEXT NOT NULL CHECK (length(actor) > 0),
  CHECK (accepted = 1 OR length(remark) > 0)
) STRICT;

CREATE INDEX explanation_readings_by_explanation ON explanation_readings (explanation_id, content_hash, id);

CREATE TRIGGER explanation_readings_stay BEFORE UPDATE ON explanation_readings BEGIN SELECT RAISE(ABORT, 'explanation_readings only grows'); END;

CREATE TABLE review_limits (
  cycle_code TEXT NOT NULL PRIMARY KEY REFERENCES cycles (code),
  points TEXT NOT NULL CHECK (length(points) BETWEEN 1 AND 9 AND points GLOB '[0-9]*' AND points NOT GLOB '*[^0-9.]*' AND points NOT GLOB '*.*.*'),
  set_at TEXT NOT NULL CHECK (length(set_at) = 24 AND set_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', set_at) IS set_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE model_drafts (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  based_on_code TEXT,
  based_on_version TEXT,
  document TEXT NOT NULL CHECK (json_valid(document) AND json_type(document) = 'object'),
  revision INTEGER NOT NULL CHECK (revision > 0),
  saved_at TEXT NOT NULL CHECK (length(saved_at) = 24 AND saved_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', saved_at) IS saved_at),
  saved_by TEXT NOT NULL,
  FOREIGN KEY (based_on_code, based_on_version) REFERENCES model_versions (code, version),
  CHECK ((based_on_code IS NULL) = (based_on_version IS NULL))
) STRICT, WITHOUT ROWID;
