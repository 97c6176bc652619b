import { describe, expect, it } from 'vitest';
import { createBodyReader, createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { requireLibrary } from '#engine/db/sqlite-connection.ts';
import type { WriteTx } from '#engine/db/transaction.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { countingSources, createSample, failureOf, reopen } from './support/sample.ts';
import { bodyContent, usccOf } from './support/sample-content.ts';

describe('write', () => {
  it('commits everything or nothing', () => {
    const db = createSample(temporaryFolder());
    expect(() =>
      db.write((tx) => {
        createBodyRepository(tx).insert(bodyContent(1));
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(createBodyReader(db.reader).count()).toBe(0);
    db.write((tx) => createBodyRepository(tx).insert(bodyContent(1)));
    expect(createBodyReader(db.reader).count()).toBe(1);
  });

  it('refuses a function that returns a promise, by type and when run, and rolls it back', () => {
    const db = createSample(temporaryFolder());
    expect(() =>
      // @ts-expect-error an asynchronous function is not synchronous
      db.write(async (tx: WriteTx) => createBodyRepository(tx).insert(bodyContent(1))),
    ).toThrow('returned a promise');
    expect(createBodyReader(db.reader).count()).toBe(0);
    // @ts-expect-error nor is one that returns a promise
    expect(() => db.read(() => Promise.resolve(1))).toThrow('returned a promise');
  });

  it('does not nest, and a transaction that has ended writes no more', () => {
    const db = createSample(temporaryFolder());
    expect(() => db.write(() => db.write(() => 1))).toThrow('do not nest');
    let kept: ReturnType<typeof createBodyRepository> | undefined;
    db.write((tx) => {
      kept = createBodyRepository(tx);
    });
    expect(() => kept?.insert(bodyContent(1))).toThrow('has ended');
    expect(() => db.write(() => kept?.insert(bodyContent(1)))).toThrow('has ended');
    expect(createBodyReader(db.reader).count()).toBe(0);
  });

  it('gives one instant to all of a transaction', () => {
    const db = createSample(temporaryFolder());
    const [first, second] = db.write((tx) => {
      const bodies = createBodyRepository(tx);
      return [bodies.insert(bodyContent(1)), bodies.insert(bodyContent(2))];
    });
    expect(first?.updatedAt).toBe(second?.updatedAt);
  });

  it('rehearses: answers what would be, and nothing of it has happened', () => {
    const db = createSample(temporaryFolder());
    const seen = db.rehearse((tx) => {
      createBodyRepository(tx).insert(bodyContent(1));
      return createBodyReader(tx).count();
    });
    expect(seen).toBe(1);
    expect(createBodyReader(db.reader).count()).toBe(0);
    expect(() => db.rehearse(() => db.rehearse(() => 1))).toThrow('do not nest');
  });

  it('says that another program holds the database', () => {
    const folder = temporaryFolder();
    const db = createSample(folder);
    const other = reopen(folder, { busyTimeoutMs: 20 });
    db.write(() => {
      expect(failureOf(() => other.write(() => 1))).toEqual({
        code: 'database.busy',
        params: { file: db.file },
      });
      // Readers are not disturbed.
      expect(createBodyReader(other.reader).count()).toBe(0);
    });
    expect(other.write(() => 1)).toBe(1);
  });
});

describe('reading', () => {
  it('refuses a statement that writes', () => {
    const db = createSample(temporaryFolder());
    expect(() => db.reader.prepareRead('DELETE FROM bodies')).toThrow('must not write');
  });

  it('sees one unchanging state within read', () => {
    const folder = temporaryFolder();
    const db = createSample(folder);
    const other = reopen(folder, countingSources('2027-01-01T00:00:00.000Z'));
    db.read((snapshot) => {
      const bodies = createBodyReader(snapshot);
      expect(bodies.count()).toBe(0);
      other.write((tx) =>
        createBodyRepository({ ...tx, newId: () => '00000000-0000-7000-9000-000000000001' }).insert(
          bodyContent(1),
        ),
      );
      expect(bodies.count()).toBe(0);
    });
    expect(createBodyReader(db.reader).findByUscc(usccOf(1))?.name).toBe('样例镇1');
  });
});

it('refuses a SQLite from before the WAL-reset fix', () => {
  for (const found of ['3.51.2', '3.50.9', '3.7.0', '2.99.99']) {
    expect(failureOf(() => requireLibrary(found))).toEqual({
      code: 'database.sqliteTooOld',
      params: { found, needed: '3.51.3' },
    });
  }
  for (const found of ['3.51.3', '3.51.10', '3.52.0', '4.0.0']) requireLibrary(found);
});

describe('durability', () => {
  it('is FULL in WAL mode after a write, on every connection', () => {
    const folder = temporaryFolder();
    const db = createSample(folder);
    const other = reopen(folder);
    for (const each of [db, other]) {
      each.write((tx) => createBodyRepository(tx).count());
      each.write((tx) => tx.prepareWrite("UPDATE office SET name = '甲'").run());
      expect(each.connection.pragma('synchronous', { simple: true })).toBe(2);
      expect(each.connection.pragma('journal_mode', { simple: true })).toBe('wal');
      expect(each.connection.pragma('foreign_keys', { simple: true })).toBe(1);
    }
  });

  it('stops the program if the setting was lost', () => {
    const folder = temporaryFolder();
    createSample(folder).close();
    const db = reopen(folder);
    db.connection.pragma('synchronous = NORMAL');
    expect(() => db.write((tx) => tx.prepareWrite("UPDATE office SET name = '甲'").run())).toThrow(
      'synchronous is 1',
    );
  });
});
