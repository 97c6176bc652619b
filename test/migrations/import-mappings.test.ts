/** The step of the remembered columns on a file of the version before, with rows. */
import { expect, it } from 'vitest';
import { importMappings } from '#engine/db/migrations/0008-import-mappings.ts';
import { migrations } from '#engine/db/migrations/index.ts';
import { openDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import {
  createImportMappingReader,
  createImportMappingRepository,
} from '#engine/db/repositories/import-mappings.ts';
import { countingSources, dumpTables, reopen } from '../db/support/sample.ts';
import { bodyContent } from '../db/support/sample-content.ts';
import { olderDatabase } from './support/older-database.ts';

const at = migrations.indexOf(importMappings);
const before = migrations.slice(0, at);
const steps = migrations.slice(0, at + 1);

it('keeps every row, and remembers one assignment for each header', () => {
  const folder = olderDatabase(before);
  const old = openDatabase(folder, { ...countingSources(), steps: before });
  old.write((tx) => createBodyRepository(tx).insert(bodyContent(1)));
  const tables = dumpTables(old.connection);
  old.close();

  const db = reopen(folder, { steps });
  expect(db.connection.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(dumpTables(db.connection)).toEqual({ ...tables, import_mappings: [] });

  const header = { layout: 'records', fingerprint: 'ab'.repeat(32), headers: { B: '单位全称' } };
  const first = db.write((tx) =>
    createImportMappingRepository(tx).remember({
      ...header,
      name: '甲山镇台账',
      mapping: { bodyName: { column: 'B' } },
    }),
  );
  const again = db.write((tx) =>
    createImportMappingRepository(tx).remember({
      ...header,
      name: '别的文件',
      mapping: { bodyName: { value: '甲山镇' } },
    }),
  );
  // The name is the user's and stays; what is assigned is what was said last.
  expect(again).toMatchObject({
    id: first.id,
    name: '甲山镇台账',
    mapping: { bodyName: { value: '甲山镇' } },
  });
  expect(createImportMappingReader(db.reader).list()).toEqual([again]);
});
