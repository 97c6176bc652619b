/** The step that makes room for limits of the review, on a file of the version before, with rows. */
import { expect, it } from 'vitest';
import { migrations } from '#engine/db/migrations/index.ts';
import { openDatabase } from '#engine/db/open-database.ts';
import { createPlanReader, createPlanRepository } from '#engine/db/repositories/cycle-plans.ts';
import { createCycleRepository } from '#engine/db/repositories/cycles.ts';
import { countingSources, dumpTables, reopen } from '../db/support/sample.ts';
import { cycleContent } from '../db/support/sample-content.ts';
import { olderDatabase } from './support/older-database.ts';

const step = migrations.find(({ name }) => name === 'review limits')?.version ?? 0;

it('keeps every row, and keeps limits afterwards', () => {
  const before = migrations.slice(0, step - 1);
  const folder = olderDatabase(before);
  const old = openDatabase(folder, { ...countingSources(), steps: before });
  const { code } = cycleContent();
  old.write((tx) => createCycleRepository(tx).insert(cycleContent()));
  const tables = dumpTables(old.connection);
  old.close();

  const db = reopen(folder, { steps: migrations.slice(0, step) });
  expect(dumpTables(db.connection)).toEqual({ ...tables, review_limits: [] });
  expect(createPlanReader(db.reader).reviewLimit(code)).toBeNull();
  db.write((tx) => createPlanRepository(tx).setReviewLimit(code, '0.5'));
  expect(createPlanReader(db.reader).reviewLimit(code)).toBe('0.5');
  db.write((tx) => createPlanRepository(tx).setReviewLimit(code, null));
  expect(createPlanReader(db.reader).reviewLimit(code)).toBeNull();
});
