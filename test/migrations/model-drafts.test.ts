/** The step that makes room for drafts of models, on a file of the version before, with rows. */
import { expect, it } from 'vitest';
import { migrations } from '#engine/db/migrations/index.ts';
import { openDatabase } from '#engine/db/open-database.ts';
import { createCycleRepository } from '#engine/db/repositories/cycles.ts';
import { createModelDraftReader, createModelDraftRepository } from '#engine/db/repositories/model-drafts.ts';
import { countingSources, dumpTables, reopen } from '../db/support/sample.ts';
import { cycleContent } from '../db/support/sample-content.ts';
import { olderDatabase } from './support/older-database.ts';

const step = migrations.find(({ name }) => name === 'model drafts')?.version ?? 0;

it('keeps every row, and keeps drafts afterwards', () => {
  const before = migrations.slice(0, step - 1);
  const folder = olderDatabase(before);
  const old = openDatabase(folder, { ...countingSources(), steps: before });
  old.write((tx) => createCycleRepository(tx).insert(cycleContent()));
  const tables = dumpTables(old.connection);
  old.close();

  const db = reopen(folder, { steps: migrations.slice(0, step) });
  expect(dumpTables(db.connection)).toEqual({ ...tables, model_drafts: [] });
  const id = db.write((tx) =>
    createModelDraftRepository(tx).add({
      basedOnCode: null,
      basedOnVersion: null,
      document: '{}',
      savedBy: 'clerk',
    }),
  );
  const draft = { id, revision: 1, document: '{"nodes":[]}', savedBy: 'clerk' };
  db.write((tx) => createModelDraftRepository(tx).replace(draft));
  expect(createModelDraftReader(db.reader).find(id)).toMatchObject({ revision: 2, document: '{"nodes":[]}' });
  // A save that was made from an earlier state takes nothing away.
  expect(() => db.write((tx) => createModelDraftRepository(tx).replace(draft))).toThrow();
  const list = { ...draft, revision: 2, document: '[]' };
  expect(() => db.write((tx) => createModelDraftRepository(tx).replace(list))).toThrow();
});
