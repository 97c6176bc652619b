/** The step of the kept check on a file of the version before, with rows. */
import { expect, it } from 'vitest';
import { quality } from '#engine/db/migrations/0012-quality.ts';
import { migrations } from '#engine/db/migrations/index.ts';
import { openDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createQualityReader, createQualityRepository } from '#engine/db/repositories/quality.ts';
import { countingSources, dumpTables, reopen } from '../db/support/sample.ts';
import { bodyContent } from '../db/support/sample-content.ts';
import { olderDatabase } from './support/older-database.ts';

const at = migrations.indexOf(quality);
const before = migrations.slice(0, at);
const steps = migrations.slice(0, at + 1);

it('keeps every row, and the last check in the place of the one before', () => {
  const folder = olderDatabase(before);
  const old = openDatabase(folder, { ...countingSources(), steps: before });
  old.write((tx) => createBodyRepository(tx).insert(bodyContent(1)));
  const tables = dumpTables(old.connection);
  old.close();

  const db = reopen(folder, { steps });
  expect(db.connection.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(dumpTables(db.connection)).toEqual({ ...tables, quality_checks: [], quality_marks: [] });
  expect(createQualityReader(db.reader).stored()).toBeNull();

  for (const auditSequence of [3, 4]) {
    const check = { checkedAt: '2026-03-01T00:00:00.000Z', auditSequence, counts: '{}' };
    const mark = { kind: 'record.duplicate', subjectId: String(auditSequence), says: ['2'] } as const;
    db.write((tx) => createQualityRepository(tx).replace(check, [{ ...mark, says: [...mark.says] }]));
    expect(createQualityReader(db.reader).stored()).toEqual(check);
    expect(dumpTables(db.connection).quality_marks).toHaveLength(1);
  }
});
