import { describe, expect, it } from 'vitest';
import { createForeignRows, type ForeignContent, type ForeignOutcome } from '#engine/db/foreign-rows.ts';
import type { CreditDatabase } from '#engine/db/open-database.ts';
import { createBodyReader, createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createCycleRepository } from '#engine/db/repositories/cycles.ts';
import { createEntryReader, createEntryRepository } from '#engine/db/repositories/entries.ts';
import { createOfficeReader, createOfficeRepository } from '#engine/db/repositories/office.ts';
import { createRecordReader } from '#engine/db/repositories/records.ts';
import type { Synced } from '#engine/db/repositories/synced-rows.ts';
import { syncedTables } from '#engine/db/synced-tables.ts';
import type { Lineage } from '#shared/domain/merge-decision.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { createSample, failureOf } from './support/sample.ts';
import { bodyContent, cycleContent, entryContent, recordContent, usccOf } from './support/sample-content.ts';

const id = (n: number): string => `00000000-0000-7000-a000-${n.toString(16).padStart(12, '0')}`;
const township = id(0xf1);
const first: Lineage = { id: id(0xa1), parent: null, restorePoint: null };
/** What the township restored to the state of noon on 1 March. */
const second: Lineage = { id: id(0xa2), parent: first.id, restorePoint: '2026-03-01T12:00:00.000Z' };
const unrelated: Lineage = { id: id(0xa3), parent: null, restorePoint: null };

function county(): CreditDatabase {
  const db = createSample(temporaryFolder());
  db.write((tx) => {
    createOfficeRepository(tx).recordStatedLineages(township, [first, second, unrelated]);
    createBodyRepository(tx).insert(bodyContent(1));
    createCycleRepository(tx).insert(cycleContent());
  });
  return db;
}

interface Stamp {
  id: number;
  lineage?: Lineage;
  revision?: number;
  updatedAt?: string;
}

const foreign = <T extends keyof ForeignContent>(
  table: T,
  content: ForeignContent[T],
  { id: n, lineage = first, revision = 1, updatedAt = '2026-03-01T09:00:00.000Z' }: Stamp,
): Synced<ForeignContent[T]> => ({
  ...content,
  id: id(n),
  ownerOffice: township,
  lineage: lineage.id,
  revision,
  updatedAt,
  contentHash: (syncedTables[table].hashOf as (content: object) => string)(content),
});

const record = (title: string, stamp: Stamp) =>
  foreign('creditRecords', recordContent(usccOf(1), { title }), stamp);

const apply = <T extends keyof ForeignContent>(
  db: CreditDatabase,
  table: T,
  row: Synced<ForeignContent[T]>,
): ForeignOutcome => db.write((tx) => createForeignRows(tx).apply(table, row));

const titleHere = (db: CreditDatabase): string | undefined =>
  createRecordReader(db.reader).find(id(1))?.title;

describe('rows of another office', () => {
  it('are written as they came, stamp included, and again change nothing', () => {
    const db = county();
    const row = record('甲', { id: 1, revision: 7 });
    expect(apply(db, 'creditRecords', row)).toBe('inserted');
    expect(createRecordReader(db.reader).find(id(1))).toEqual(row);
    expect(apply(db, 'creditRecords', row)).toBe('unchanged');
  });

  it('within one line: higher replaces, lower is skipped, same with other content is a conflict', () => {
    const db = county();
    apply(db, 'creditRecords', record('甲', { id: 1, revision: 2 }));
    expect(apply(db, 'creditRecords', record('乙', { id: 1, revision: 3 }))).toBe('updated');
    expect(titleHere(db)).toBe('乙');
    expect(apply(db, 'creditRecords', record('丙', { id: 1, revision: 2 }))).toBe('skippedOlder');
    expect(apply(db, 'creditRecords', record('丁', { id: 1, revision: 3 }))).toBe('conflict');
    expect(titleHere(db)).toBe('乙');
  });

  it('after a restore: changed since then replaces what was before it, and never vanishes as lower', () => {
    const db = county();
    // Revision 2 is what the restored backup held; revision 3 was made at 15:00 and thrown away by the restore.
    apply(
      db,
      'creditRecords',
      record('备份前', { id: 1, revision: 2, updatedAt: '2026-03-01T11:00:00.000Z' }),
    );
    const since: Stamp = { id: 1, lineage: second, revision: 3, updatedAt: '2026-03-01T16:00:00.000Z' };
    expect(apply(db, 'creditRecords', record('恢复后', since))).toBe('updated');
    expect(titleHere(db)).toBe('恢复后');
    // The thrown-away edit arrives late, in an old package: neither follows the other.
    const lost: Stamp = { id: 1, revision: 3, updatedAt: '2026-03-01T15:00:00.000Z' };
    expect(apply(db, 'creditRecords', record('丢弃的', lost))).toBe('conflict');
    expect(titleHere(db)).toBe('恢复后');
    // What was before the restore is older than what came after.
    const before: Stamp = { id: 1, revision: 1, updatedAt: '2026-03-01T09:00:00.000Z' };
    expect(apply(db, 'creditRecords', record('最早', before))).toBe('skippedOlder');
  });

  it('after a restore: an edit that we already hold and the sender threw away is a conflict', () => {
    const db = county();
    apply(
      db,
      'creditRecords',
      record('丢弃的', { id: 1, revision: 9, updatedAt: '2026-03-01T15:00:00.000Z' }),
    );
    const since: Stamp = { id: 1, lineage: second, revision: 3, updatedAt: '2026-03-01T16:00:00.000Z' };
    expect(apply(db, 'creditRecords', record('恢复后', since))).toBe('conflict');
    expect(titleHere(db)).toBe('丢弃的');
  });

  it('of lines that have nothing to do with one another conflict unless they say the same', () => {
    const db = county();
    apply(db, 'creditRecords', record('甲', { id: 1 }));
    const other: Stamp = { id: 1, lineage: unrelated, revision: 5 };
    expect(apply(db, 'creditRecords', record('甲', other))).toBe('unchanged');
    expect(apply(db, 'creditRecords', record('乙', other))).toBe('conflict');
  });

  it('never replace a row of this office', () => {
    const db = county();
    const own = createBodyReader(db.reader).findByUscc(usccOf(1));
    if (own === null) throw new Error('no body');
    const theirs = foreign('bodies', bodyContent(1, { name: '冒名' }), { id: 1, revision: 99 });
    expect(apply(db, 'bodies', { ...theirs, id: own.id })).toBe('conflict');
    expect(createBodyReader(db.reader).find(own.id)).toEqual(own);
  });

  it('with the natural key of ours are unchanged if they say the same, else a conflict', () => {
    const db = county();
    expect(apply(db, 'bodies', foreign('bodies', bodyContent(1), { id: 1 }))).toBe('unchanged');
    expect(apply(db, 'bodies', foreign('bodies', bodyContent(1, { name: '别名' }), { id: 1 }))).toBe(
      'conflict',
    );
    expect(createBodyReader(db.reader).count()).toBe(1);

    db.write((tx) => createEntryRepository(tx).upsert(entryContent(usccOf(1))));
    const clash = foreign('entries', entryContent(usccOf(1), { value: 4 }), { id: 2 });
    expect(apply(db, 'entries', clash)).toBe('conflict');
    expect(apply(db, 'entries', foreign('entries', entryContent(usccOf(1)), { id: 2 }))).toBe('unchanged');
    const counterpart = db.write((tx) => createForeignRows(tx).counterpart('entries', clash));
    expect(counterpart).toEqual(createEntryReader(db.reader).list('2026')[0]);
  });

  it('of every travelling table are taken', () => {
    const db = county();
    const rows = db.write((tx) => {
      const { apply } = createForeignRows(tx);
      return [
        apply('bodies', foreign('bodies', bodyContent(2, { phone: '13800138000' }), { id: 2 })),
        apply(
          'officials',
          foreign(
            'officials',
            {
              bodyUscc: usccOf(2),
              name: '甲',
              idNo: '11010519491231002X',
              post: null,
              staffCategory: 'civilServant',
              entryDate: null,
              fileNo: null,
              pledgeSignedOn: null,
              trainingHours: 3,
            },
            { id: 3 },
          ),
        ),
        apply('cycles', foreign('cycles', cycleContent({ code: '2025' }), { id: 4 })),
        apply('creditRecords', record('甲', { id: 5 })),
        apply(
          'evidence',
          foreign(
            'evidence',
            {
              ownerType: 'record',
              ownerId: id(5),
              fileName: 'a.pdf',
              sha256: 'a'.repeat(64),
              size: 1,
              mime: '',
              documentNo: null,
              description: null,
              classification: 'public',
              documentDate: null,
              pages: null,
              addedAt: null,
              addedBy: null,
            },
            { id: 6 },
          ),
        ),
        apply('entries', foreign('entries', entryContent(usccOf(2)), { id: 7 })),
        apply(
          'decisions',
          foreign(
            'decisions',
            {
              cycleCode: '2026',
              bodyUscc: usccOf(2),
              kind: 'veto',
              code: 'V1',
              count: '1',
              reason: '',
            },
            { id: 8 },
          ),
        ),
      ];
    });
    expect(rows).toEqual(Array.from({ length: 7 }, () => 'inserted'));
    expect(createBodyReader(db.reader).find(id(2))?.phone).toBe('13800138000');
  });

  it('with a wrong hash, without their parents or of an unknown line are refused with everything else', () => {
    const db = county();
    const good = record('甲', { id: 1 });
    for (const [bad, code] of [
      [{ ...record('乙', { id: 2 }), title: '改过' }, 'database.rowHashMismatch'],
      [foreign('creditRecords', recordContent(usccOf(99)), { id: 2 }), 'database.rowWithoutParent'],
      [record('乙', { id: 2, lineage: { ...first, id: id(0xaf) } }), 'database.rowWithoutParent'],
    ] as const) {
      const failure = failureOf(() =>
        db.write((tx) => {
          const rows = createForeignRows(tx);
          rows.apply('creditRecords', good);
          rows.apply('creditRecords', bad);
        }),
      );
      expect(failure).toEqual({ code, params: { table: 'credit_records', id: id(2) } });
      expect(createRecordReader(db.reader).count()).toBe(0);
    }
  });
});

describe('lines of edits', () => {
  it('stated by an office are kept as first stated', () => {
    const db = county();
    db.write((tx) =>
      createOfficeRepository(tx).recordStatedLineages(township, [{ ...second, restorePoint: null }]),
    );
    const known = createOfficeReader(db.reader).lineages();
    expect(known.find((line) => line.id === second.id)?.restorePoint).toBe(second.restorePoint);
  });

  it('begun anew stamp what is changed afterwards, and only that', () => {
    const db = county();
    const before = createOfficeReader(db.reader).get().lineage;
    const { line, row } = db.write((tx) => {
      const line = createOfficeRepository(tx).beginLineage('2026-03-01T08:00:00.000Z');
      return { line, row: createBodyRepository(tx).insert(bodyContent(2)) };
    });
    expect(line).toEqual({ id: line.id, parent: before, restorePoint: '2026-03-01T08:00:00.000Z' });
    expect(row.lineage).toBe(line.id);
    expect(createBodyReader(db.reader).findByUscc(usccOf(1))?.lineage).toBe(before);
    expect(
      createOfficeReader(db.reader)
        .ownLineages()
        .map(({ id }) => id),
    ).toEqual([before, line.id]);
  });
});
