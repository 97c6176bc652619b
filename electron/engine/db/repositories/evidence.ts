/** 佐证材料: what is known about each evidence file. The files lie by their SHA-256 in a folder beside the database. */
import type { Evidence, EvidenceContent } from '#shared/domain/entities.ts';
import type { EvidenceProblem } from '#shared/domain/evidence.ts';
import { evidence } from '../synced-tables.ts';
import type { ReadDb, WriteTx } from '../transaction.ts';
import { createSyncedReader, createSyncedWriter, type Synced } from './synced-rows.ts';

type OwnerType = EvidenceContent['ownerType'];

/** What the last check found on the disk. */
export type FileOutcome = 'good' | 'lost' | 'changed';

/** Where evidence belongs, as the lists show it. The parts that do not apply are null. */
export interface EvidencePlace {
  /** Title of the record, name of the person or unit; null when the owner is gone. */
  ownerName: string | null;
  bodyUscc: string | null;
  bodyName: string | null;
  cycleCode: string | null;
  leaf: string | null;
  item: string | null;
  role: string | null;
  /** Code of the ledger that the row belongs to. */
  ledger: string | null;
}

export type PlacedEvidence = Evidence & EvidencePlace & { outcome: FileOutcome | null };

export interface EvidenceFilter {
  text?: string;
  ownerType?: OwnerType;
  problem?: EvidenceProblem;
}

/** Where a file is used a second time. */
export interface OtherUse extends EvidencePlace {
  id: string;
  ownerType: OwnerType;
  ownerId: string;
  fileName: string;
}

const placeColumns = `
  coalesce(NULLIF(r.title, ''), r.document_no, l.title, l.number, o.name, b.name) AS ownerName,
  coalesce(r.body_uscc, n.body_uscc, l.body_uscc, o.body_uscc, b.uscc) AS bodyUscc,
  (SELECT name FROM bodies WHERE uscc = coalesce(r.body_uscc, n.body_uscc, l.body_uscc, o.body_uscc, b.uscc)) AS bodyName,
  n.cycle_code AS cycleCode, n.leaf AS leaf, n.item AS item, n.role AS role, l.ledger AS ledger`;
const placeJoins = `
  LEFT JOIN credit_records AS r ON e.owner_type = 'record' AND r.id = e.owner_id
  LEFT JOIN entries AS n ON e.owner_type = 'entry' AND n.id = e.owner_id
  LEFT JOIN ledger_rows AS l ON e.owner_type = 'ledgerRow' AND l.id = e.owner_id
  LEFT JOIN officials AS o ON e.owner_type = 'official' AND o.id = e.owner_id
  LEFT JOIN bodies AS b ON e.owner_type = 'body' AND b.id = e.owner_id`;

/** The document is older than the period that its value is about. */
const isEarly = `e.owner_type = 'entry' AND e.document_date <
  (SELECT period_from FROM cycles JOIN entries ON cycles.code = entries.cycle_code WHERE entries.id = e.owner_id)`;
/** The items of one indicator of one unit (numerator and denominator, say) may lean on one document. */
const sameIndicator = `e.owner_type = 'entry' AND other.owner_type = 'entry' AND EXISTS (
  SELECT 1 FROM entries AS mine JOIN entries AS theirs
    ON theirs.cycle_code = mine.cycle_code AND theirs.body_uscc = mine.body_uscc AND theirs.leaf = mine.leaf
  WHERE mine.id = e.owner_id AND theirs.id = other.owner_id)`;
const isOtherUse = `other.sha256 = e.sha256 AND other.id <> e.id
  AND (other.owner_type <> e.owner_type OR other.owner_id <> e.owner_id) AND NOT (${sameIndicator})`;
const conditions: Record<EvidenceProblem, string> = {
  lost: `e.sha256 IN (SELECT sha256 FROM evidence_checks WHERE outcome = 'lost')`,
  changed: `e.sha256 IN (SELECT sha256 FROM evidence_checks WHERE outcome = 'changed')`,
  early: isEarly,
  reused: `EXISTS (SELECT 1 FROM evidence AS other WHERE ${isOtherUse})`,
};

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

const whereOf = ({ text, ownerType, problem }: EvidenceFilter): { sql: string; values: string[] } => {
  const parts: string[] = [];
  const values: string[] = [];
  if (text !== undefined && text !== '') {
    parts.push(`(e.file_name LIKE ? ESCAPE '\\' OR e.description LIKE ? ESCAPE '\\' OR e.document_no LIKE ? ESCAPE '\\'
      OR e.sha256 LIKE ? ESCAPE '\\')`);
    const like = `%${escapeLike(text)}%`;
    values.push(like, like, like, `${escapeLike(text.toLowerCase())}%`);
  }
  if (ownerType !== undefined) {
    parts.push('e.owner_type = ?');
    values.push(ownerType);
  }
  if (problem !== undefined) parts.push(`(${conditions[problem]})`);
  return { sql: parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`, values };
};

export function createEvidenceReader(db: ReadDb) {
  const reader = createSyncedReader(db, evidence);
  const ofOwner = reader.select('WHERE owner_type = ? AND owner_id = ? ORDER BY id');
  const all = reader.select('ORDER BY id');
  const hashes = db.prepareRead<{ sha256: string; size: number }>(
    'SELECT DISTINCT sha256, size FROM evidence ORDER BY sha256',
  );
  const uses = db.prepareRead<{ found: number }>('SELECT 1 AS found FROM evidence WHERE sha256 = ? LIMIT 1');
  const twin = reader.select('WHERE owner_type = ? AND owner_id = ? AND sha256 = ?');
  const otherUses = db.prepareRead<OtherUse>(
    `SELECT e.id AS id, e.owner_type AS ownerType, e.owner_id AS ownerId, e.file_name AS fileName, ${placeColumns}
     FROM evidence AS other JOIN evidence AS e ON ${isOtherUse} ${placeJoins}
     WHERE other.id = ? LIMIT 20`,
  );
  const early = db.prepareRead<{ periodFrom: string }>(
    `SELECT cycles.period_from AS periodFrom FROM evidence AS e JOIN entries ON entries.id = e.owner_id
     JOIN cycles ON cycles.code = entries.cycle_code WHERE e.id = ? AND ${isEarly}`,
  );
  const outcomes = db.prepareRead<{ outcome: FileOutcome; checkedAt: string }>(
    'SELECT outcome, checked_at AS checkedAt FROM evidence_checks WHERE sha256 = ?',
  );
  const filed = db.prepareRead<{ id: string }>(
    `SELECT value AS id FROM json_each(?) WHERE EXISTS (
       SELECT 1 FROM evidence WHERE owner_type = 'entry' AND owner_id = value)`,
  );
  const prefixed = evidence.columns
    .split(', ')
    .map((column) => `e.${column}`)
    .join(', ');
  type PlacedRow = Parameters<typeof evidence.fromRow>[0] & EvidencePlace & { outcome: FileOutcome | null };
  const toPlaced = (row: PlacedRow): PlacedEvidence => {
    const { ownerName, bodyUscc, bodyName, cycleCode, leaf, item, role, ledger, outcome } = row;
    return {
      ...evidence.fromRow(row, db.vault),
      ...{ ownerName, bodyUscc, bodyName, cycleCode, leaf, item, role, ledger, outcome },
    };
  };
  return {
    find: reader.find,
    listOf: (ownerType: OwnerType, ownerId: string): Evidence[] => ofOwner.all(ownerType, ownerId),
    list: (): Evidence[] => all.all(),
    /** Every file that must be in the evidence folder. */
    files: (): { sha256: string; size: number }[] => hashes.all(),
    /** Whether any row speaks of this file. */
    isUsed: (sha256: string): boolean => uses.get(sha256) !== undefined,
    /** The row by which the owner holds this very content already. */
    findTwin: (ownerType: OwnerType, ownerId: string, sha256: string): Evidence | null =>
      twin.first(ownerType, ownerId, sha256),
    /** Of the given entries those that have files. */
    entriesWithFiles: (ids: readonly string[]): ReadonlySet<string> =>
      new Set(ids.length === 0 ? [] : filed.all(JSON.stringify(ids)).map(({ id }) => id)),
    /** Where else the file of a row is used: at most 20 places. */
    otherUses: (id: string): OtherUse[] => otherUses.all(id),
    /** First day of the cycle, when the document of a row is older. */
    earlierThan: (id: string): string | null => early.get(id)?.periodFrom ?? null,
    outcomeOf: (sha256: string): { outcome: FileOutcome; checkedAt: string } | null =>
      outcomes.get(sha256) ?? null,
    /** Newest first. @param before id of the last row of the page before */
    page(filter: EvidenceFilter, limit: number, before: string | null): PlacedEvidence[] {
      const { sql, values } = whereOf(filter);
      const after = before === null ? '' : `${sql === '' ? 'WHERE' : 'AND'} e.id < ?`;
      return db
        .prepareRead<PlacedRow>(
          `SELECT ${prefixed}, ${placeColumns},
             (SELECT outcome FROM evidence_checks WHERE evidence_checks.sha256 = e.sha256) AS outcome
           FROM evidence AS e ${placeJoins} ${sql} ${after} ORDER BY e.id DESC LIMIT ?`,
        )
        .all(...values, ...(before === null ? [] : [before]), limit)
        .map(toPlaced);
    },
    /** How many rows a filter finds, and the bytes of their files: each file counted once. */
    totals(filter: EvidenceFilter): { rows: number; files: number; bytes: number } {
      const { sql, values } = whereOf(filter);
      return (
        db
          .prepareRead<{ rows: number; files: number; bytes: number }>(
            `SELECT coalesce(sum(uses), 0) AS rows, count(*) AS files, coalesce(sum(size), 0) AS bytes FROM (
               SELECT count(*) AS uses, max(size) AS size FROM evidence AS e ${sql} GROUP BY sha256)`,
          )
          .get(...values) ?? { rows: 0, files: 0, bytes: 0 }
      );
    },
    /** How many rows have each problem. */
    problems(): Record<EvidenceProblem, number> {
      const count = (problem: EvidenceProblem): number =>
        db
          .prepareRead<{ rows: number }>(
            `SELECT count(*) AS rows FROM evidence AS e WHERE ${conditions[problem]}`,
          )
          .get()?.rows ?? 0;
      return {
        lost: count('lost'),
        changed: count('changed'),
        early: count('early'),
        reused: count('reused'),
      };
    },
  };
}

export function createEvidenceRepository(tx: WriteTx) {
  const { insert, update, remove, putForeign } = createSyncedWriter(tx, evidence);
  const noteOutcome = tx.prepareWrite(
    `INSERT INTO evidence_checks (sha256, outcome, checked_at) VALUES (?, ?, ?)
     ON CONFLICT (sha256) DO UPDATE SET outcome = excluded.outcome, checked_at = excluded.checked_at`,
  );
  const forget = tx.prepareWrite('DELETE FROM evidence_checks WHERE sha256 = ?');
  return {
    ...createEvidenceReader(tx),
    insert,
    update,
    remove,
    /** Puts a row back that was removed: one revision on, so that what left with it is told from what came back. */
    putBack(removed: Synced<EvidenceContent>): Synced<EvidenceContent> {
      const { office, lineage } = tx.origin();
      const row = {
        ...removed,
        ownerOffice: office,
        lineage,
        revision: removed.revision + 1,
        updatedAt: tx.now(),
      };
      putForeign(row, 'insert');
      return row;
    },
    noteOutcome: (sha256: string, outcome: FileOutcome): void =>
      void noteOutcome.run(sha256, outcome, tx.now()),
    /** A file that has just been written anew is no longer what the last check said. */
    forgetOutcome: (sha256: string): void => void forget.run(sha256),
  };
}
