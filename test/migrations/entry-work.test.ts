/**
 * Step 2 on a file of the first version with rows: every value comes over as it was, a final reviewer may state one,
 * and there is a place for drafts.
 */
import { expect, it } from 'vitest';
import { initial } from '#engine/db/migrations/0001-initial.ts';
import { entryWork } from '#engine/db/migrations/0002-entry-work.ts';
import { openDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createCycleRepository } from '#engine/db/repositories/cycles.ts';
import { createEntryRepository } from '#engine/db/repositories/entries.ts';
import { createDraftReader, createDraftRepository } from '#engine/db/repositories/entry-drafts.ts';
import { createSyncedWriter } from '#engine/db/repositories/synced-rows.ts';
import { syncedTables } from '#engine/db/synced-tables.ts';
import { countingSources, dumpTables, reopen } from '../db/support/sample.ts';
import { bodyContent, cycleContent, entryContent, usccOf } from '../db/support/sample-content.ts';
import { olderDatabase } from './support/older-database.ts';

const steps = [initial, entryWork];

/** A data folder of the first version with values in it. */
function versionOne(): string {
  const folder = olderDatabase([initial]);
  const old = openDatabase(folder, { ...countingSources(), steps: [initial] });
  old.write((tx) => {
    // Not the repository of entries: it reads through an index that the first version has not.
    const entries = createSyncedWriter(tx, syncedTables.entries);
    createCycleRepository(tx).insert(cycleContent());
    for (let n = 1; n <= 3; n += 1) {
      createBodyRepository(tx).insert(bodyContent(n));
      entries.insert(entryContent(usccOf(n), { value: n * 10, note: `说明${n}` }));
      entries.insert(entryContent(usccOf(n), { role: 'assessor', value: null, evidence: '〔2026〕1号' }));
      entries.insert(entryContent(usccOf(n), { item: 'flag', value: n === 1 }));
    }
  });
  expect(old.connection.pragma('user_version', { simple: true })).toBe(1);
  old.close();
  return folder;
}

it('brings every value over as it was', () => {
  const folder = versionOne();
  const before = openDatabase(folder, { ...countingSources(), steps: [initial], readonly: true });
  const tables = dumpTables(before.connection);
  before.close();

  const db = reopen(folder, { steps });
  expect(db.connection.pragma('user_version', { simple: true })).toBe(2);
  expect(db.connection.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(db.connection.pragma('foreign_key_check')).toEqual([]);
  expect(tables.entries).toHaveLength(9);
  expect(dumpTables(db.connection)).toEqual({ ...tables, entry_drafts: [] });
});

it('takes a final reviewer’s values and drafts afterwards, and still no role that nobody has', () => {
  const db = reopen(versionOne(), { steps });
  const key = {
    cycleCode: '2026',
    bodyUscc: usccOf(1),
    leaf: 'A11',
    item: 'done',
    role: 'finalReview',
  } as const;
  const put = (role: string) => () =>
    db.write((tx) => createEntryRepository(tx).upsert(entryContent(usccOf(1), { role: role as 'self' })));
  expect(put('finalReview')().outcome).toBe('inserted');
  expect(put('nobody')).toThrow('CHECK');

  db.write((tx) => createDraftRepository(tx).keep(key, '约三十件'));
  expect(createDraftReader(db.reader).find(key)?.text).toBe('约三十件');
  const [stored] = db.connection.prepare('SELECT text_sealed FROM entry_drafts').pluck().all();
  expect(stored).toMatch(/^s1\./);
  expect(stored).not.toContain('三十');
});
