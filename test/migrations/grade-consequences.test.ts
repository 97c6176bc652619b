/** The step that makes room for what follows from grades, on a file of the version before, with rows. */
import { expect, it } from 'vitest';
import { migrations } from '#engine/db/migrations/index.ts';
import { openDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createCycleRepository } from '#engine/db/repositories/cycles.ts';
import {
  createConsequenceReader,
  createConsequenceRepository,
} from '#engine/db/repositories/grade-consequences.ts';
import { countingSources, dumpTables, reopen } from '../db/support/sample.ts';
import { bodyContent } from '../db/support/sample-content.ts';
import { olderDatabase } from './support/older-database.ts';

const step = migrations.find(({ name }) => name === 'grade consequences')?.version ?? 0;

it('keeps every row, and keeps each consequence once afterwards', () => {
  const before = migrations.slice(0, step - 1);
  const folder = olderDatabase(before);
  const old = openDatabase(folder, { ...countingSources(), steps: before });
  const body = bodyContent(1);
  old.write((tx) => {
    createBodyRepository(tx).insert(body);
    createCycleRepository(tx).insert({
      ...{ code: '2026', name: '2026年度考核', year: 2026, status: 'finalised', planDocumentNo: null },
      ...{ periodFrom: '2026-01-01', periodTo: '2026-12-31' },
    });
  });
  const tables = dumpTables(old.connection);
  old.close();

  const db = reopen(folder, { steps: migrations.slice(0, step) });
  expect(dumpTables(db.connection)).toEqual({ ...tables, grade_consequences: [] });
  const proposed = {
    ...{ cycleCode: '2026', bodyUscc: body.uscc, action: 'interview' as const, entryId: null, runId: null },
    ...{ rules: ['failedInterview'], grounds: ['得分50，等次“不合格”'] },
  };
  db.write((tx) => createConsequenceRepository(tx).propose(proposed));
  expect(() => db.write((tx) => createConsequenceRepository(tx).propose(proposed))).toThrow();
  expect(createConsequenceReader(db.reader).list('2026')).toMatchObject([
    { ...proposed, state: 'proposed', lapsedAt: null, rowId: null },
  ]);
});
