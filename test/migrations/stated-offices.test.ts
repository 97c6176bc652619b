/** The step that makes room for offices that another one stated, on a file of the version before, with rows. */
import { expect, it } from 'vitest';
import { migrations } from '#engine/db/migrations/index.ts';
import { openDatabase } from '#engine/db/open-database.ts';
import { createEnrolledOfficeRepository } from '#engine/db/repositories/enrolled-offices.ts';
import {
  createStatedOfficeReader,
  createStatedOfficeRepository,
} from '#engine/db/repositories/stated-offices.ts';
import { countingSources, dumpTables, reopen } from '../db/support/sample.ts';
import { olderDatabase } from './support/older-database.ts';

const step = migrations.find(({ name }) => name === 'stated offices')?.version ?? 0;
const idOf = (number: number): string => `01890000-0000-7000-8000-00000000000${number}`;
const enrolled = (number: number) => ({
  id: idOf(number),
  regionCode: '990101000000',
  name: `县${number}`,
  level: 'county' as const,
  parentId: null,
  publicKey: String(number).repeat(64),
  fingerprint: String(number).repeat(64),
});
const village = {
  id: idOf(9),
  regionCode: '990101100201',
  name: '东岭村',
  level: 'village' as const,
  parentId: idOf(8),
};

it('keeps every row, and afterwards an office with the one that stated it first', () => {
  const before = migrations.slice(0, step - 1);
  const folder = olderDatabase(before);
  const old = openDatabase(folder, { ...countingSources(), steps: before });
  old.write((tx) => {
    createEnrolledOfficeRepository(tx).enrol(enrolled(1));
    createEnrolledOfficeRepository(tx).enrol(enrolled(2));
  });
  const tables = dumpTables(old.connection);
  old.close();

  const db = reopen(folder, { steps: migrations.slice(0, step) });
  expect(dumpTables(db.connection)).toEqual({ ...tables, stated_offices: [] });
  db.write((tx) => {
    createStatedOfficeRepository(tx).put(idOf(1), [village]);
    createStatedOfficeRepository(tx).put(idOf(2), [{ ...village, name: '别的名称' }]);
    createStatedOfficeRepository(tx).put(idOf(1), [{ ...village, name: '东岭村民委员会' }]);
  });
  const stated = createStatedOfficeReader(db.reader);
  expect(stated.statedBy(village.id)).toBe(idOf(1));
  expect(stated.listOf(idOf(1))).toEqual([{ ...village, name: '东岭村民委员会' }]);
  expect(stated.listOf(idOf(2))).toEqual([]);
});
