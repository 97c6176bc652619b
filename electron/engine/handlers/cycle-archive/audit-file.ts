/**
 * The audit log of a cycle. Entries about the cycle are told; of all others from the first of them on only the hash is
 * there, so that the chain still links from line to line up to the end of the log.
 */
import {
  type AuditEvent,
  auditBeginning,
  createAuditReader,
  type RawAuditEntry,
} from '../../db/audit-log.ts';
import type { ReadDb } from '../../db/transaction.ts';
import type { CycleMatter } from './cycle-matter.ts';

export const auditFile = 'audit/audit.jsonl.gz';

const pageRows = 1_000;

/** Every entry up to `until`, oldest first. */
function* entriesUntil(db: ReadDb, until: number): Generator<RawAuditEntry, void> {
  const reader = createAuditReader(db);
  let last = 0;
  while (last < until) {
    const page = reader.rawAfter(last, pageRows);
    for (const entry of page) {
      if (entry.sequence > until) return;
      yield entry;
    }
    last = page.at(-1)?.sequence ?? until;
  }
}

/** Tells whether an entry is about the cycle: it names it, or something that belongs to it. */
export const aboutCycle = (
  { cycle, sealed, records, ledgerRows, evidence }: CycleMatter,
  more: Iterable<string> = [],
): ((event: AuditEvent) => boolean) => {
  const { code } = cycle;
  const ids = new Set([
    ...sealed.map(({ run }) => run.id),
    ...[...records, ...ledgerRows, ...evidence].map(({ id }) => id),
    ...more,
  ]);
  return ({ subject, details }) =>
    details.cycle === code ||
    (subject !== null &&
      (subject === code ||
        subject.startsWith(`${code} `) ||
        subject.startsWith(`${code}/`) ||
        ids.has(subject)));
};

export interface AuditPart {
  told: number;
  /** Sequence of the first line: the entry before the first that is told. */
  from: number;
  rows: () => Generator<object, void>;
}

/** @param until the end of the log that the archive vouches for */
export const auditPart = (db: ReadDb, isTold: (event: AuditEvent) => boolean, until: number): AuditPart => {
  let told = 0;
  let first = until + 1;
  for (const { sequence, event } of entriesUntil(db, until)) {
    if (!isTold(JSON.parse(event) as AuditEvent)) continue;
    told += 1;
    first = Math.min(first, sequence);
  }
  const from = first - 1;
  return {
    told,
    from,
    *rows() {
      if (from === 0) yield { sequence: 0, hash: auditBeginning };
      for (const { sequence, hash, event } of entriesUntil(db, until)) {
        if (sequence < from) continue;
        const content = JSON.parse(event) as AuditEvent;
        yield sequence > from && isTold(content) ? { sequence, hash, event: content } : { sequence, hash };
      }
    },
  };
};
