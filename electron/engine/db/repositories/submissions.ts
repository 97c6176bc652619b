/**
 * How much a submission of a cycle holds, counted where the rows lie. What is counted is what
 * `handlers/packages/create-submission.ts` collects: rows of this office and of the offices that report through it, about
 * bodies that are theirs too.
 */
import type { ReadDb } from '../transaction.ts';

export interface SubmissionCounts {
  bodies: number;
  bodyChanges: number;
  officials: number;
  officialFileItems: number;
  creditRecords: number;
  ledgerRows: number;
  entries: number;
  decisions: number;
  checkExplanations: number;
  evidence: number;
  units: number;
  /** Rows of ours about bodies that another office keeps: they stay behind. */
  leftOut: number;
}

const ours = 'owner_office IN (SELECT value FROM json_each(@offices))';
const ourEntries = `SELECT * FROM entries WHERE cycle_code = @cycle AND ${ours}`;
const ourDecisions = `SELECT * FROM decisions WHERE cycle_code = @cycle AND ${ours}`;
const ourExplanations = `SELECT * FROM check_explanations WHERE cycle_code = @cycle AND ${ours}`;
const ourRecords = `SELECT * FROM credit_records WHERE ${ours}`;
const sentEvidence = `SELECT * FROM evidence WHERE ${ours} AND (
    owner_id IN (SELECT id FROM credit_records WHERE ${ours})
    OR owner_id IN (SELECT id FROM entries WHERE cycle_code = @cycle AND ${ours})
    OR owner_id IN (SELECT id FROM bodies WHERE uscc IN known)
    OR owner_id IN (SELECT id FROM complete WHERE personal_sealed IS NULL AND official_id IS NULL))`;

/** The bodies that travel: those that rows of the cycle speak of, and what is below them, as far as they are ours. */
const knownBodies = `WITH RECURSIVE
       named (uscc) AS (
         SELECT body_uscc FROM entries WHERE cycle_code = @cycle AND ${ours}
         UNION SELECT body_uscc FROM decisions WHERE cycle_code = @cycle AND ${ours}
         UNION SELECT body_uscc FROM check_explanations WHERE cycle_code = @cycle AND ${ours}
         UNION SELECT body_uscc FROM credit_records WHERE ${ours}
         UNION SELECT body_uscc FROM ledger_rows WHERE body_uscc IS NOT NULL AND ${ours}
         UNION SELECT body_uscc FROM cycle_units WHERE cycle_code = @cycle
       ),
       -- Only the code, so that a circle of parents made by mistake ends.
       below (uscc) AS (
         SELECT uscc FROM named
         UNION SELECT bodies.uscc FROM bodies JOIN below ON bodies.parent_uscc = below.uscc
       ),
       known (uscc) AS MATERIALIZED (SELECT uscc FROM bodies WHERE ${ours} AND uscc IN (SELECT uscc FROM below)),
       -- A row of a ledger goes only with everything that it refers to; one about no body is the office's own.
       complete AS MATERIALIZED (
         SELECT id, official_id, personal_sealed FROM ledger_rows
         WHERE ${ours} AND body_uscc IN known
           AND (official_id IS NULL OR official_id IN (SELECT id FROM officials WHERE ${ours} AND body_uscc IN known))
           AND (record_id IS NULL OR record_id IN (SELECT id FROM credit_records WHERE ${ours} AND body_uscc IN known))
       )`;

export function createSubmissionReader(db: ReadDb) {
  const counts = db.prepareRead<SubmissionCounts>(
    `${knownBodies}
     SELECT
       (SELECT count(*) FROM known) AS bodies,
       (SELECT count(*) FROM body_changes WHERE ${ours} AND body_uscc IN known) AS bodyChanges,
       (SELECT count(*) FROM officials WHERE ${ours} AND body_uscc IN known) AS officials,
       (SELECT count(*) FROM official_file_items WHERE ${ours} AND official_id IN
         (SELECT id FROM officials WHERE ${ours} AND body_uscc IN known)) AS officialFileItems,
       (SELECT count(*) FROM (${ourRecords}) WHERE body_uscc IN known) AS creditRecords,
       (SELECT count(*) FROM complete) AS ledgerRows,
       (SELECT count(*) FROM (${ourEntries}) WHERE body_uscc IN known) AS entries,
       (SELECT count(*) FROM (${ourDecisions}) WHERE body_uscc IN known) AS decisions,
       (SELECT count(*) FROM (${ourExplanations}) WHERE body_uscc IN known) AS checkExplanations,
       (SELECT count(*) FROM (${sentEvidence})) AS evidence,
       (SELECT count(*) FROM cycle_units WHERE cycle_code = @cycle AND body_uscc IN known) AS units,
       (SELECT count(*) FROM (${ourRecords}) WHERE body_uscc NOT IN known)
         + (SELECT count(*) FROM (${ourEntries}) WHERE body_uscc NOT IN known)
         + (SELECT count(*) FROM (${ourDecisions}) WHERE body_uscc NOT IN known)
         + (SELECT count(*) FROM (${ourExplanations}) WHERE body_uscc NOT IN known)
         + (SELECT count(*) FROM ledger_rows
            WHERE ${ours} AND body_uscc IS NOT NULL AND id NOT IN (SELECT id FROM complete)) AS leftOut`,
  );
  const evidence = db.prepareRead<{ fileName: string; sha256: string }>(
    `${knownBodies}
     SELECT file_name AS fileName, sha256 FROM (${sentEvidence}) ORDER BY file_name, id`,
  );
  const parametersOf = (cycle: string, offices: ReadonlySet<string>) => ({
    cycle,
    offices: JSON.stringify([...offices]),
  });
  const nothing = {
    bodies: 0,
    bodyChanges: 0,
    officials: 0,
    officialFileItems: 0,
    creditRecords: 0,
    ledgerRows: 0,
    entries: 0,
    decisions: 0,
    checkExplanations: 0,
    evidence: 0,
    units: 0,
    leftOut: 0,
  };
  return {
    /** @param offices ids of the offices whose rows travel */
    counts: (cycle: string, offices: ReadonlySet<string>): SubmissionCounts =>
      counts.get(parametersOf(cycle, offices)) ?? nothing,
    /** Evidence files that travel. */
    evidence: (cycle: string, offices: ReadonlySet<string>) => evidence.all(parametersOf(cycle, offices)),
  };
}
