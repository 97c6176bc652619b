/** The step that makes room for explanations of the check, on a file of the version before, with rows. */
import { expect, it } from 'vitest';
import { migrations } from '#engine/db/migrations/index.ts';
import { openDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createExplanationRepository } from '#engine/db/repositories/check-explanations.ts';
import { createCycleRepository } from '#engine/db/repositories/cycles.ts';
import { countingSources, dumpTables, reopen } from '../db/support/sample.ts';
import { bodyContent, cycleContent } from '../db/support/sample-content.ts';
import { olderDatabase } from './support/older-database.ts';

const step = migrations.find(({ name }) => name === 'check explanations')?.version ?? 0;

it('keeps every row, and tells a reading of one wording from the next', () => {
  const before = migrations.slice(0, step - 1);
  const folder = olderDatabase(before);
  const old = openDatabase(folder, { ...countingSources(), steps: before });
  const { body, cycle } = old.write((tx) => ({
    body: createBodyRepository(tx).insert(bodyContent(1)),
    cycle: createCycleRepository(tx).insert(cycleContent()),
  }));
  const tables = dumpTables(old.connection);
  old.close();

  const db = reopen(folder, { steps: migrations.slice(0, step) });
  expect(dumpTables(db.connection)).toEqual({
    ...tables,
    check_explanations: [],
    explanation_readings: [],
  });
  const content = {
    cycleCode: cycle.code,
    bodyUscc: body.uscc,
    code: 'entry.rule.broken',
    rule: 'T1',
    leaf: 'A1',
    item: 'n',
    role: 'self',
    about: '{}',
    text: '机构改革，人数减少',
  };
  db.write((tx) => {
    const explanations = createExplanationRepository(tx);
    const first = explanations.put(content);
    explanations.mark(first, { accepted: false, remark: '请附编办文件', actor: 'local' });
    expect(explanations.readings(cycle.code).get(first.id)).toMatchObject({
      accepted: false,
      remark: '请附编办文件',
    });
    const second = explanations.put({ ...content, text: '机构改革，见编办文件' });
    expect([second.id, second.revision]).toEqual([first.id, 2]);
    expect(explanations.readings(cycle.code).size).toBe(0);
    expect(explanations.list(cycle.code, body.uscc).map(({ text }) => text)).toEqual([
      '机构改革，见编办文件',
    ]);
    explanations.put({ ...content, text: '' });
    expect([explanations.list(cycle.code).length, explanations.listAll(cycle.code).length]).toEqual([0, 1]);
  });
});
