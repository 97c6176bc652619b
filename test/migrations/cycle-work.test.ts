/** The step that gives cycles more stages, a plan, steps of units and seals, on a file of the version before, with rows. */
import { expect, it } from 'vitest';
import { migrations } from '#engine/db/migrations/index.ts';
import { openDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createPlanRepository } from '#engine/db/repositories/cycle-plans.ts';
import { createCycleRepository } from '#engine/db/repositories/cycles.ts';
import { createEntryRepository } from '#engine/db/repositories/entries.ts';
import { createReopeningRepository } from '#engine/db/repositories/score-reopenings.ts';
import { createUnitStepRepository } from '#engine/db/repositories/unit-steps.ts';
import { countingSources, dumpTables, reopen } from '../db/support/sample.ts';
import { bodyContent, cycleContent, entryContent, usccOf } from '../db/support/sample-content.ts';
import { olderDatabase } from './support/older-database.ts';

const step = migrations.find(({ name }) => name === 'cycle work')?.version ?? 0;
const none = {
  cycle_stage_dates: [],
  stage_extensions: [],
  cycle_fillers: [],
  unit_steps: [],
  run_seals: [],
  score_reopenings: [],
};

function filledFolder(): string {
  const before = migrations.slice(0, step - 1);
  const folder = olderDatabase(before);
  const old = openDatabase(folder, { ...countingSources(), steps: before });
  old.write((tx) => {
    createCycleRepository(tx).insert(cycleContent());
    createBodyRepository(tx).insert(bodyContent(1));
    createEntryRepository(tx).upsert(entryContent(usccOf(1), { value: 7 }));
  });
  old.close();
  return folder;
}

it('keeps every cycle and what belongs to it', () => {
  const folder = filledFolder();
  const old = openDatabase(folder, {
    ...countingSources(),
    steps: migrations.slice(0, step - 1),
    readonly: true,
  });
  const tables = dumpTables(old.connection);
  old.close();
  const db = reopen(folder, { steps: migrations.slice(0, step) });
  expect(tables.cycles).toHaveLength(1);
  expect(dumpTables(db.connection)).toEqual({ ...tables, ...none });
  expect(db.connection.pragma('foreign_key_check')).toEqual([]);
});

it('takes the new stages, and lets nobody change what was decided', () => {
  const db = reopen(filledFolder(), { steps: migrations });
  const unit = usccOf(1);
  db.write((tx) => {
    createCycleRepository(tx).setStatus('2026', 'objection');
    createPlanRepository(tx).setDates('2026', [
      { stage: 'selfAssess', from: '2027-01-04', to: '2027-01-15' },
    ]);
    const steps = createUnitStepRepository(tx);
    const common = { bodyUscc: unit, reason: null, dueOn: null, actor: 'clerk' };
    steps.add('2026', { ...common, step: 'submit', state: 'submitted' });
    steps.add('2026', { ...common, step: 'accept', state: 'accepted' });
    expect(steps.last('2026', unit)?.state).toBe('accepted');
    expect(steps.lastOfAll('2026')).toHaveLength(1);
  });
  expect(() => db.connection.exec("UPDATE unit_steps SET state = 'filling'")).toThrow('only grows');
  expect(() => db.connection.exec("UPDATE cycles SET status = 'nowhere'")).toThrow('CHECK');
  db.write((tx) => {
    const reopenings = createReopeningRepository(tx);
    const id = reopenings.open({
      cycleCode: '2026',
      bodyUscc: unit,
      leaf: 'A11',
      kind: 'recheck',
      reason: '异议成立',
      approvedBy: null,
      documentNo: null,
      sourceRow: null,
      openedBy: 'assessor',
    });
    reopenings.close(id, 'assessor');
    expect(reopenings.find(id)?.closedBy).toBe('assessor');
    expect(() => reopenings.close(id, 'assessor')).toThrow();
  });
});
