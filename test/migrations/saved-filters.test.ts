/** The step that makes room for saved filters, on a file of the version before, with rows. */
import { expect, it } from 'vitest';
import { migrations } from '#engine/db/migrations/index.ts';
import { openDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import {
  createSavedFilterReader,
  createSavedFilterRepository,
} from '#engine/db/repositories/saved-filters.ts';
import { countingSources, dumpTables, reopen } from '../db/support/sample.ts';
import { bodyContent } from '../db/support/sample-content.ts';
import { olderDatabase } from './support/older-database.ts';

const step = migrations.find(({ name }) => name === 'saved filters')?.version ?? 0;

it('keeps every row, and keeps filters afterwards', () => {
  const before = migrations.slice(0, step - 1);
  const folder = olderDatabase(before);
  const old = openDatabase(folder, { ...countingSources(), steps: before });
  old.write((tx) => createBodyRepository(tx).insert(bodyContent(1)));
  const tables = dumpTables(old.connection);
  old.close();

  const db = reopen(folder, { steps: migrations.slice(0, step) });
  expect(dumpTables(db.connection)).toEqual({ ...tables, saved_filters: [] });
  db.write((tx) => createSavedFilterRepository(tx).save('records', { name: '严重', filter: '{}' }));
  expect(createSavedFilterReader(db.reader).list('records')).toEqual([{ name: '严重', filter: '{}' }]);
});
