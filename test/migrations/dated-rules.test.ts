/** This step on a file of the version before, with rows: everything is there afterwards, and rules can be kept. */
import { expect, it } from 'vitest';
import { migrations } from '#engine/db/migrations/index.ts';
import { openDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createCatalogueReader } from '#engine/db/repositories/catalogue.ts';
import { createRecordReader, createRecordRepository } from '#engine/db/repositories/records.ts';
import { createTimeRuleRepository } from '#engine/db/repositories/time-rules.ts';
import { installBundledRules } from '#engine/handlers/install-rules.ts';
import { loadCalendarYears, loadRuleTable } from '#engine/resources.ts';
import type { LimitRule } from '#shared/domain/rule-table.ts';
import { countingSources, dumpTables, reopen } from '../db/support/sample.ts';
import { bodyContent, recordContent, usccOf } from '../db/support/sample-content.ts';
import { olderDatabase } from './support/older-database.ts';

const step = migrations.findIndex(({ name }) => name === 'dated rules');
const steps = migrations.slice(0, step + 1);
const before = migrations.slice(0, step);

/** A data folder of the version before, with a catalogue item and a record. */
function olderFolder(): string {
  const folder = olderDatabase(before);
  const db = openDatabase(folder, { ...countingSources(), steps: before });
  db.write((tx) => {
    createBodyRepository(tx).insert(bodyContent(1));
    createRecordRepository(tx).insert(recordContent(usccOf(1), { documentNo: '1号' }));
    tx.prepareWrite(
      `INSERT INTO catalogue_items VALUES ('N-01', '拖欠账款', 'body', 'negative', 'debt', '条例', '["judgment"]',
         'general', 'public', '2026-01-01', NULL, 1)`,
    ).run();
  });
  db.close();
  return folder;
}

it('keeps every row, and gives catalogue items a place for how often they are brought up to date', () => {
  const folder = olderFolder();
  const old = openDatabase(folder, { ...countingSources(), steps: before, readonly: true });
  const { catalogue_items: items, ...tables } = dumpTables(old.connection);
  old.close();

  const db = reopen(folder, { steps });
  expect(db.connection.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(dumpTables(db.connection)).toEqual({
    ...tables,
    catalogue_items: items?.map((item) => item.replace(/\}$/, ',"update_cycle":null}')),
    time_rules: [],
    calendar_years: [],
    calendar_days: [],
    warning_settings: [],
  });
  expect(createCatalogueReader(db.reader).list()).toMatchObject([{ code: 'N-01', updateCycle: null }]);
  expect(createRecordReader(db.reader).count()).toBe(1);
});

it('takes the bundled rules and holidays, and refuses two versions on one day', () => {
  const db = reopen(olderFolder(), { steps });
  installBundledRules(db, { rules: loadRuleTable().rules, years: loadCalendarYears() }, 'local');
  const counts = (table: string) => db.connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  expect(counts('time_rules')).toBe(loadRuleTable().rules.length);
  expect(counts('calendar_years')).toBe(23);
  expect(counts('calendar_days')).toBe(769);
  const objection = loadRuleTable().rules.find(({ code }) => code === 'objection.handling') as LimitRule;
  const again = { ...objection, validFrom: '2026-06-01' };
  expect(() => db.write((tx) => createTimeRuleRepository(tx).add(again))).toThrow('overlap');
  expect(() =>
    db.connection.exec("UPDATE time_rules SET valid_to = NULL WHERE code = 'publicity.general'"),
  ).toThrow('overlap');
});
