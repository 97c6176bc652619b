/**
 * Who did what, when: a log that is only ever appended to, each entry chained to all before it by
 * h(i) = SHA-256(h(i−1) ‖ canonical(event i)). Given a head that is held elsewhere (printed on a report, inside a
 * package), no entry up to it can have been changed, removed or reordered without being found out. Events hold no
 * personal data: they name rows by identifier.
 */
import { createHash } from 'node:crypto';
import type { AuditAction, AuditDetail } from '#shared/domain/audit-words.ts';
import { canonicalJson } from './content-hash.ts';
import type { ReadDb, WriteTx } from './transaction.ts';

export interface AuditEvent {
  at: string;
  /** Who: the account, or how the program was called while there are no accounts. */
  actor: string;
  /** What: `area.verb`, as the operation is named. */
  action: AuditAction;
  /** What it was done to: an identifier or a code, never a name or a number of a person. */
  subject: string | null;
  /**
   * Counts, codes, identifiers, hashes, names of files, and the figure of an indicator before and after. No other contents
   * of rows.
   */
  details: Readonly<Partial<Record<AuditDetail, string | number | boolean | null>>>;
}

export interface AuditEntry extends AuditEvent {
  sequence: number;
  hash: string;
}

/** The end of the chain at some moment: what is anchored outside. */
export interface AuditHead {
  sequence: number;
  hash: string;
}

export interface AuditFilter {
  action?: string;
  actor?: string;
  /** Instants, the first included, the last not. */
  from?: string;
  before?: string;
}

export type AuditVerdict =
  | { intact: true; head: AuditHead }
  /** `firstBad` is the first sequence at which the log is not what was written. */
  | { intact: false; firstBad: number };

/** Before the first entry: 32 zero bytes. */
export const auditBeginning = '0'.repeat(64);

/** The hash of an entry (its canonical JSON) after the one before it. */
export const auditHashAfter = (previous: string, event: string): string =>
  createHash('sha256').update(Buffer.from(previous, 'hex')).update(event).digest('hex');

/** An entry with its event as canonical JSON: what its hash was taken of. */
export interface RawAuditEntry {
  sequence: number;
  event: string;
  hash: string;
}

export function createAuditReader(db: ReadDb) {
  const head = db.prepareRead<AuditHead>(
    'SELECT sequence, hash FROM audit_log ORDER BY sequence DESC LIMIT 1',
  );
  const after = db.prepareRead<RawAuditEntry>(
    'SELECT sequence, event, hash FROM audit_log WHERE sequence > ? ORDER BY sequence LIMIT ?',
  );
  const before = db.prepareRead<RawAuditEntry>(
    `SELECT sequence, event, hash FROM audit_log
     WHERE sequence < @before
       AND (@action IS NULL OR event ->> '$.action' = @action)
       AND (@actor IS NULL OR event ->> '$.actor' = @actor)
       AND (@fromInstant IS NULL OR event ->> '$.at' >= @fromInstant)
       AND (@beforeInstant IS NULL OR event ->> '$.at' < @beforeInstant)
     ORDER BY sequence DESC LIMIT @limit`,
  );
  // Reads the whole log; 100,000 entries take 20 ms.
  const actors = db.prepareRead<{ subject: string; actor: string }>(
    `SELECT event ->> 'subject' AS subject, event ->> 'actor' AS actor FROM audit_log
     WHERE event ->> 'action' = ? AND event ->> 'subject' IS NOT NULL ORDER BY sequence DESC`,
  );
  const distinct = (field: 'action' | 'actor') =>
    db.prepareRead<{ value: string }>(
      `SELECT DISTINCT event ->> '$.${field}' AS value FROM audit_log ORDER BY value`,
    );
  const knownActions = distinct('action');
  const knownActors = distinct('actor');
  const ofActions = db.prepareRead<RawAuditEntry>(
    `SELECT sequence, event, hash FROM audit_log
     WHERE sequence < ? AND event ->> 'action' IN (SELECT value FROM json_each(?))
     ORDER BY sequence DESC LIMIT ?`,
  );
  const ofSubject = db.prepareRead<RawAuditEntry>(
    `SELECT sequence, event, hash FROM audit_log
     WHERE sequence < @before AND event ->> '$.action' = @action AND event ->> '$.subject' = @subject
     ORDER BY sequence DESC LIMIT @limit`,
  );
  const withDetail = db.prepareRead<{ total: number }>(
    `SELECT count(*) AS total FROM audit_log
     WHERE event ->> '$.action' = @action AND event -> '$.details' ->> @detail = @value AND event ->> '$.at' >= @since`,
  );
  // Reads the whole log, like `actors`.
  const subjectsWith = db.prepareRead<{ value: string | null; subject: string }>(
    `SELECT DISTINCT event -> '$.details' ->> @detail AS value, event ->> '$.subject' AS subject FROM audit_log
     WHERE event ->> '$.action' = @action AND event ->> '$.subject' IS NOT NULL`,
  );
  const entry = ({ sequence, event, hash }: RawAuditEntry): AuditEntry => ({
    ...(JSON.parse(event) as AuditEvent),
    sequence,
    hash,
  });

  return {
    /** The end of the chain; sequence 0 while it is empty. */
    head: (): AuditHead => head.get() ?? { sequence: 0, hash: auditBeginning },
    /** Newest first. @param beforeSequence continue below this one */
    page: (limit: number, beforeSequence = Number.MAX_SAFE_INTEGER, filter: AuditFilter = {}): AuditEntry[] =>
      before
        .all({
          limit,
          before: beforeSequence,
          action: filter.action ?? null,
          actor: filter.actor ?? null,
          fromInstant: filter.from ?? null,
          beforeInstant: filter.before ?? null,
        })
        .map(entry),
    /** The same of some actions only. */
    pageOfActions: (
      actions: readonly string[],
      limit: number,
      beforeSequence = Number.MAX_SAFE_INTEGER,
    ): AuditEntry[] => ofActions.all(beforeSequence, JSON.stringify(actions), limit).map(entry),
    /** What was done to one subject, newest first. */
    ofSubject: (
      action: AuditAction,
      subject: string,
      limit: number,
      beforeSequence = Number.MAX_SAFE_INTEGER,
    ): AuditEntry[] => ofSubject.all({ action, subject, limit, before: beforeSequence }).map(entry),
    /** How often `action` was done with this detail, since an instant. */
    countWith: (action: AuditAction, detail: AuditDetail, value: string, since: string): number =>
      withDetail.get({ action, detail, value, since })?.total ?? 0,
    /** To which subjects `action` was done with which value of a detail. */
    subjectsWith: (action: AuditAction, detail: AuditDetail): { value: string | null; subject: string }[] =>
      subjectsWith.all({ action, detail }),
    /** Who did `action` first to each subject. */
    actors: (action: string): Map<string, string> =>
      new Map(actors.all(action).map(({ subject, actor }) => [subject, actor])),
    /** Every action, and every actor, that occurs. */
    knownActions: (): string[] => knownActions.all().map(({ value }) => value),
    knownActors: (): string[] => knownActors.all().map(({ value }) => value),
    /** Entries as they were written, oldest first. */
    rawAfter: (sequence: number, limit: number): RawAuditEntry[] => after.all(sequence, limit),
    /**
     * Recomputes the whole chain.
     * @param anchor a head held elsewhere: it must lie on the chain, which also finds a log cut off at its end
     */
    verify(anchor?: AuditHead): AuditVerdict {
      let last: AuditHead = { sequence: 0, hash: auditBeginning };
      const misses = (at: AuditHead): boolean => anchor?.sequence === at.sequence && anchor.hash !== at.hash;
      if (misses(last)) return { intact: false, firstBad: 1 };
      for (;;) {
        const rows = after.all(last.sequence, 1_000);
        for (const row of rows) {
          const expected = last.sequence + 1;
          if (row.sequence !== expected || row.hash !== auditHashAfter(last.hash, row.event)) {
            return { intact: false, firstBad: expected };
          }
          last = { sequence: row.sequence, hash: row.hash };
          if (misses(last)) return { intact: false, firstBad: last.sequence };
        }
        if (rows.length === 0) break;
      }
      if (anchor !== undefined && anchor.sequence > last.sequence) {
        return { intact: false, firstBad: last.sequence + 1 };
      }
      return { intact: true, head: last };
    },
  };
}

export function createAuditLog(tx: WriteTx) {
  const reader = createAuditReader(tx);
  const insert = tx.prepareWrite('INSERT INTO audit_log (sequence, event, hash) VALUES (?, ?, ?)');
  return {
    ...reader,
    /** Appends one event at the instant of the transaction. */
    append(event: Omit<AuditEvent, 'at'>): AuditHead {
      const previous = reader.head();
      const text = canonicalJson({ ...event, at: tx.now() });
      const next = { sequence: previous.sequence + 1, hash: auditHashAfter(previous.hash, text) };
      insert.run(next.sequence, text, next.hash);
      return next;
    },
  };
}
