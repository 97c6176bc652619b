/** 缺佐证: what should have evidence and has none. */
import type { ReadDb } from '../transaction.ts';
import type { EvidencePlace } from './evidence.ts';

/** A leaf of a model version whose values need evidence. */
export interface RequiredLeaf {
  modelCode: string;
  modelVersion: string;
  leaf: string;
}

export interface Lacking extends EvidencePlace {
  ownerType: 'record' | 'entry';
  ownerId: string;
  date: string;
  documentNo: string | null;
}

/** Records that rest on an effective document: confirmed breaches, in whatever state they are since. */
const records = `SELECT 'record' AS ownerType, r.id AS ownerId, r.decision_date AS date, r.document_no AS documentNo,
    coalesce(NULLIF(r.title, ''), r.document_no) AS ownerName, r.body_uscc AS bodyUscc,
    NULL AS cycleCode, NULL AS leaf, NULL AS item, NULL AS role, NULL AS ledger
  FROM credit_records AS r
  WHERE r.polarity = 'negative' AND r.status IN ('confirmed', 'published', 'repaired', 'expired')
    AND r.owner_office = (SELECT id FROM office)
    AND NOT EXISTS (SELECT 1 FROM evidence WHERE owner_type = 'record' AND owner_id = r.id)`;

/** One line for each indicator of a unit: that any of its items names a document or has a file is enough. */
const entries = `SELECT 'entry' AS ownerType, min(n.id) AS ownerId, substr(max(n.updated_at), 1, 10) AS date,
    NULL AS documentNo, NULL AS ownerName, n.body_uscc AS bodyUscc,
    n.cycle_code AS cycleCode, n.leaf AS leaf, min(n.item) AS item, 'self' AS role, NULL AS ledger
  FROM entries AS n
  JOIN cycle_units AS u ON u.cycle_code = n.cycle_code AND u.body_uscc = n.body_uscc
  JOIN json_each(@required) AS q ON q.value ->> 'modelCode' = u.model_code
    AND q.value ->> 'modelVersion' = u.model_version AND q.value ->> 'leaf' = n.leaf
  WHERE n.role = 'self' AND n.value <> 'null' AND n.owner_office = (SELECT id FROM office)
    AND NOT EXISTS (
      SELECT 1 FROM entries AS x WHERE x.cycle_code = n.cycle_code AND x.body_uscc = n.body_uscc AND x.leaf = n.leaf
        AND x.role = 'self' AND (x.evidence IS NOT NULL
          OR EXISTS (SELECT 1 FROM evidence WHERE owner_type = 'entry' AND owner_id = x.id)))
  GROUP BY n.cycle_code, n.body_uscc, n.leaf`;

const both = `SELECT * FROM (${records}) UNION ALL SELECT * FROM (${entries})`;

export function createLackingReader(db: ReadDb) {
  const count = db.prepareRead<{ rows: number }>(`SELECT count(*) AS rows FROM (${both})`);
  const usedModels = db.prepareRead<{ code: string; version: string }>(
    'SELECT DISTINCT model_code AS code, model_version AS version FROM cycle_units ORDER BY 1, 2',
  );
  const page = db.prepareRead<Lacking>(
    `SELECT all_.*, (SELECT name FROM bodies WHERE uscc = bodyUscc) AS bodyName FROM (${both}) AS all_
     ORDER BY date DESC, ownerId DESC LIMIT @limit OFFSET @offset`,
  );
  return {
    /** Model versions that cycles assess by. */
    usedModels: (): { code: string; version: string }[] => usedModels.all(),
    count: (required: readonly RequiredLeaf[]): number =>
      count.get({ required: JSON.stringify(required) })?.rows ?? 0,
    /** Newest first. */
    page: (required: readonly RequiredLeaf[], limit: number, offset: number): Lacking[] =>
      page.all({ required: JSON.stringify(required), limit, offset }),
  };
}
