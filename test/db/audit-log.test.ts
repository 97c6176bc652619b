import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuditHead, createAuditLog, createAuditReader } from '#engine/db/audit-log.ts';
import type { CreditDatabase } from '#engine/db/open-database.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { createSample } from './support/sample.ts';

const entries = 12;

function sample(): { db: CreditDatabase; head: AuditHead } {
  const db = createSample(temporaryFolder());
  for (let n = 2; n <= entries; n += 1) {
    db.write((tx) =>
      createAuditLog(tx).append({
        actor: 'cli',
        action: 'records.put',
        subject: `record-${n}`,
        details: { revision: n, before: null },
      }),
    );
  }
  return { db, head: createAuditReader(db.reader).head() };
}

describe('audit log', () => {
  it('is the chain that the design states', () => {
    const { db, head } = sample();
    const rows = db.connection
      .prepare<[], { event: string; hash: string }>('SELECT event, hash FROM audit_log ORDER BY sequence')
      .all();
    // Computed here from the definition: h(i) = SHA-256(h(i−1) ‖ event i), h(0) = 32 zero bytes.
    let hash = Buffer.alloc(32);
    for (const row of rows) {
      hash = createHash('sha256').update(hash).update(row.event).digest();
      expect(row.hash).toBe(hash.toString('hex'));
    }
    expect(head).toEqual({ sequence: entries, hash: hash.toString('hex') });
    // RFC 8785: keys in order, no spaces.
    expect(rows[1]?.event).toMatch(
      /^\{"action":"records.put","actor":"cli","at":"[^"]+","details":\{"before":null,"revision":2\},"subject":"record-2"\}$/,
    );
    expect(createAuditReader(db.reader).verify(head)).toEqual({ intact: true, head });
  });

  it('pages backwards', () => {
    const { db } = sample();
    const log = createAuditReader(db.reader);
    expect(log.page(2).map(({ sequence }) => sequence)).toEqual([12, 11]);
    expect(log.page(2, 11).map(({ subject }) => subject)).toEqual(['record-10', 'record-9']);
  });

  it('rolls back with its transaction', () => {
    const { db, head } = sample();
    expect(() =>
      db.write((tx) => {
        createAuditLog(tx).append({ actor: 'a', action: 'records.put', subject: null, details: {} });
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(createAuditReader(db.reader).head()).toEqual(head);
  });

  it('finds any edit, deletion, reordering, insertion or cut made through raw SQL', () => {
    const { db, head } = sample();
    db.connection.exec(
      'DROP TRIGGER audit_log_never_changes; DROP TRIGGER audit_log_never_shrinks; DROP TRIGGER audit_log_goes_on',
    );
    const log = createAuditReader(db.reader);
    /** Applies a change, asks for the verdict, and takes the change back. */
    const verdictAfter = (change: () => void, anchor?: AuditHead) => {
      db.connection.exec('SAVEPOINT mutation');
      try {
        change();
        return log.verify(anchor);
      } finally {
        db.connection.exec('ROLLBACK TO mutation; RELEASE mutation');
      }
    };
    const sequence = fc.integer({ min: 1, max: entries });
    const bad = (firstBad: number) => ({ intact: false, firstBad });

    fc.assert(
      fc.property(sequence, fc.nat(), (at, position) => {
        const event = String(
          db.connection.prepare('SELECT event FROM audit_log WHERE sequence = ?').pluck().get(at),
        );
        // A digit or a letter becomes another one; the JSON stays valid.
        const places = [...event.matchAll(/(?<=")[a-z0-9](?=[a-z0-9.-])/g)].map((match) => match.index);
        const place = places[position % places.length] ?? 0;
        const altered = event.slice(0, place) + (event[place] === 'q' ? 'z' : 'q') + event.slice(place + 1);
        const edit = db.connection.prepare('UPDATE audit_log SET event = ? WHERE sequence = ?');
        expect(verdictAfter(() => edit.run(altered, at))).toEqual(bad(at));
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(sequence, sequence, (one, other) => {
        fc.pre(one < other);
        const swap = () =>
          db.connection.exec(
            `UPDATE audit_log SET sequence = 1000 WHERE sequence = ${one};
             UPDATE audit_log SET sequence = ${one} WHERE sequence = ${other};
             UPDATE audit_log SET sequence = ${other} WHERE sequence = 1000`,
          );
        expect(verdictAfter(swap)).toEqual(bad(one));
      }),
      { numRuns: 100 },
    );
    for (let at = 1; at <= entries; at += 1) {
      const remove = () => db.connection.exec(`DELETE FROM audit_log WHERE sequence = ${at}`);
      expect(verdictAfter(remove, head)).toEqual(bad(at));
      // Closing the gap does not help.
      const closeGap = () => {
        remove();
        for (let next = at + 1; next <= entries; next += 1) {
          db.connection.exec(`UPDATE audit_log SET sequence = ${next - 1} WHERE sequence = ${next}`);
        }
      };
      expect(verdictAfter(closeGap, head)).toEqual(bad(at));
      const cut = () => db.connection.exec(`DELETE FROM audit_log WHERE sequence >= ${at}`);
      expect(verdictAfter(cut, head)).toEqual(bad(at));
    }
    // Without an anchor held elsewhere a cut at the end cannot be told: that is what the anchor is for.
    expect(verdictAfter(() => db.connection.exec('DELETE FROM audit_log WHERE sequence = 12'))).toMatchObject(
      {
        intact: true,
      },
    );
    // A log rewritten whole with right hashes does not reach the anchor.
    const rewrite = () => {
      let hash = '0'.repeat(64);
      for (let at = 1; at <= entries; at += 1) {
        hash = createHash('sha256').update(Buffer.from(hash, 'hex')).update('{}').digest('hex');
        db.connection.prepare("UPDATE audit_log SET event = '{}', hash = ? WHERE sequence = ?").run(hash, at);
      }
    };
    expect(verdictAfter(rewrite)).toMatchObject({ intact: true });
    expect(verdictAfter(rewrite, head)).toEqual(bad(entries));
    expect(log.verify(head)).toEqual({ intact: true, head });
  });
});
