/** A folder made by an earlier version of the program gains the models that came out since, and keeps its own. */
import path from 'node:path';
import { expect, it } from 'vitest';
import { createAuditReader } from '#engine/db/audit-log.ts';
import { openDatabase } from '#engine/db/open-database.ts';
import { createModelReader, createModelRepository } from '#engine/db/repositories/models.ts';
import { countingSources } from '#test/db/support/sample.ts';
import { county, makeOffice, withOffice } from '../support/offices.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';

it('brings 1.1.0 into a folder of 1.0.0, where the office has a later version of its own', async () => {
  const folder = path.join(sharedTemporaryFolder(), 'earlier');
  await makeOffice(folder, county);
  const database = openDatabase(folder, countingSources());
  const { connection } = database;
  const guard = 'model_versions_published_kept';
  const { sql } = connection.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').get(guard) as {
    sql: string;
  };
  connection.exec(`DROP TRIGGER ${guard}; DELETE FROM model_versions WHERE version = '1.1.0'; ${sql}`);
  const township = createModelReader(database.reader).find('TOWNSHIP-2026');
  if (township?.version !== '1.0.0') throw new Error('no 1.0.0');
  database.write((tx) => createModelRepository(tx).save({ ...township, version: '2.0.0' }));
  database.close();

  const versions = await withOffice(folder, async ({ client }) => {
    const { models } = await client.call('models.list', {});
    return models.map(({ code, version, status }) => `${code} ${version} ${status}`);
  });
  expect(versions).toEqual([
    'DEPT-2026 1.0.0 published',
    'DEPT-2026 1.1.0 published',
    'OFFICIAL-1000 1.0.0 disabled',
    'TOWNSHIP-2026 1.0.0 published',
    'TOWNSHIP-2026 1.1.0 published',
    'TOWNSHIP-2026 2.0.0 published',
  ]);
  const after = openDatabase(folder, { ...countingSources(), readonly: true });
  // A new cycle takes the office's own version, although the bundled one was saved after it.
  expect(createModelReader(after.reader).find('TOWNSHIP-2026')?.version).toBe('2.0.0');
  expect(
    createAuditReader(after.reader)
      .page(20)
      .map(({ action }) => action),
  ).toContain('models.install');
  after.close();
});
