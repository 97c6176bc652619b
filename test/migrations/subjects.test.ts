/** Step 5 on a file of the version before, with rows: everything is there afterwards, and the new tables hold theirs. */
import { expect, it } from 'vitest';
import { migrations } from '#engine/db/migrations/index.ts';
import { openDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createBodyChangeRepository } from '#engine/db/repositories/body-changes.ts';
import { createFileItemRepository } from '#engine/db/repositories/official-file-items.ts';
import { createOfficialReader, createOfficialRepository } from '#engine/db/repositories/officials.ts';
import { countingSources, dumpTables, reopen } from '../db/support/sample.ts';
import { bodyContent, officialContent, usccOf } from '../db/support/sample-content.ts';
import { olderDatabase } from './support/older-database.ts';

const at = migrations.findIndex(({ name }) => name === 'subjects');
const steps = migrations.slice(0, at + 1);
const before = migrations.slice(0, at);

it('keeps every row, and takes what became of a body and a line of a file', () => {
  const folder = olderDatabase(before);
  const old = openDatabase(folder, { ...countingSources(), steps: before });
  old.write((tx) => {
    createBodyRepository(tx).insert(bodyContent(1));
    createOfficialRepository(tx).insert(officialContent(usccOf(1), { idNo: '11010519491231002X' }));
  });
  const tables = dumpTables(old.connection);
  old.close();

  const db = reopen(folder, { steps });
  expect(db.connection.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(dumpTables(db.connection)).toEqual({
    ...tables,
    body_changes: [],
    official_file_items: [],
    region_tables: [],
  });
  const [official] = createOfficialReader(db.reader).listOfBody(usccOf(1));
  if (official === undefined) throw new Error('no official');
  const withdrawal = { withdrawnOn: null, withdrawnReason: null };
  const [change, item] = db.write((tx) => {
    const change = createBodyChangeRepository(tx).insert({
      bodyUscc: usccOf(1),
      kind: 'rename',
      effectiveOn: '2026-03-01',
      fromName: '旧名',
      toName: '新名',
      fromUscc: null,
      toUscc: null,
      documentNo: null,
      reason: null,
      ...withdrawal,
    });
    const item = createFileItemRepository(tx).insert({
      officialId: official.id,
      category: 'assessment',
      result: 'excellent',
      year: 2025,
      happenedOn: '2026-01-20',
      untilOn: null,
      title: null,
      organ: null,
      documentNo: null,
      remarks: null,
      ...withdrawal,
    });
    return [change, item] as const;
  });
  const again = reopen(folder, { steps });
  again.write((tx) => {
    expect(createBodyChangeRepository(tx).find(change.id)).toEqual(change);
    expect(createFileItemRepository(tx).find(item.id)).toEqual(item);
  });
});
