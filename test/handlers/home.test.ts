/** The first page: which deadlines it shows, and what it says of the newest runs. */
import path from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createRecordRepository } from '#engine/db/repositories/records.ts';
import { startInProcess } from '#engine/hosts/in-process.ts';
import type { CreditRecordContent } from '#shared/domain/entities.ts';
import { countingSources } from '../db/support/sample.ts';
import { bodyContent, recordContent, usccOf } from '../db/support/sample-content.ts';
import { county, engineOptions, makeOffice } from '../support/offices.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

/** One in the morning of 30 November 2026 in Beijing, when it is still the 29th in Greenwich. */
const today = () => new Date('2026-11-29T17:00:00.000Z');

const overviewOf = async (folder: string, cycle: string | null = null) => {
  const host = startInProcess({ ...engineOptions(folder), now: today });
  try {
    return await host.client.call('home.overview', { cycle });
  } finally {
    await host.close();
  }
};

const holding = async (records: readonly Partial<CreditRecordContent>[]): Promise<string> => {
  const folder = path.join(temporaryFolder(), 'data');
  await makeOffice(folder, county);
  const db = openDatabase(folder, countingSources('2026-11-01T00:00:00.000Z'));
  try {
    db.write((tx) => {
      createBodyRepository(tx).insert(bodyContent(1));
      const repository = createRecordRepository(tx);
      for (const record of records) repository.insert(recordContent(usccOf(1), record));
    });
  } finally {
    db.close();
  }
  return folder;
};

it('lists deadlines that are over or at most 30 days away, the oldest first', async () => {
  const rectify = { rectificationStatus: 'inProgress', rectifiedOn: null } as const;
  const folder = await holding([
    { documentNo: '1', title: '明天', ...rectify, rectifyDueOn: '2026-12-01' },
    { documentNo: '2', title: '三十天', ...rectify, rectifyDueOn: '2026-12-30' },
    { documentNo: '3', title: '三十一天', ...rectify, rectifyDueOn: '2026-12-31' },
    { documentNo: '4', title: '今天', ...rectify, rectifyDueOn: '2026-11-30' },
    { documentNo: '5', title: '去年', ...rectify, rectifyDueOn: '2025-11-30' },
    { documentNo: '6', title: '做完', ...rectify, rectifyDueOn: '2025-11-30', rectifiedOn: '2025-12-01' },
    { documentNo: '7', title: '撤销', ...rectify, rectifyDueOn: '2025-11-30', status: 'revoked' },
  ]);
  const { due, today: day } = await overviewOf(folder);
  expect(day).toBe('2026-11-30');
  const rectification = due.find(({ kind }) => kind === 'rectification');
  // Open are 1–5; overdue only last year's: what is due today is not over yet. 2025-11-30 to 2026-11-30 are 365 days.
  expect(rectification).toMatchObject({ open: 5, overdue: 1 });
  expect(rectification?.records.map(({ title, days }) => [title, days])).toEqual([
    ['去年', -365],
    ['今天', 0],
    ['明天', 1],
    ['三十天', 30],
  ]);
});

it('counts objections until they are closed and publicity until the record is taken down', async () => {
  const objection = { objectionFiledOn: '2026-11-20', objectionDueOn: '2026-12-01' } as const;
  const folder = await holding([
    { documentNo: '1', title: '异议中', ...objection, objectionClosedOn: null },
    { documentNo: '2', title: '异议办结', ...objection, objectionClosedOn: '2026-11-25' },
    { documentNo: '3', title: '期满仍在公示', status: 'published', publicMaxUntil: '2026-11-29' },
    { documentNo: '4', title: '已撤下', status: 'expired', publicMaxUntil: '2026-11-29' },
  ]);
  const { due } = await overviewOf(folder);
  const titles = (kind: string) => due.find((list) => list.kind === kind)?.records.map(({ title }) => title);
  expect(titles('objection')).toEqual(['异议中']);
  expect(titles('publicity')).toEqual(['期满仍在公示']);
});

it('says how the newest runs stand beside those of the year before', async () => {
  const folder = path.join(temporaryFolder(), 'data');
  await makeOffice(folder, county, true);
  const host = startInProcess(engineOptions(folder));
  let scores: string[] = [];
  try {
    await host.client.call('runs.execute', { cycle: '2025' });
    const { runs } = await host.client.call('runs.execute', { cycle: '2026' });
    scores = (runs[0]?.ranking ?? []).map(({ score }) => score ?? '');
  } finally {
    await host.close();
  }
  const { scores: shown, cycle } = await overviewOf(folder, '2026');
  const [township] = shown.filter(({ run }) => run !== '');
  // The twelve townships' scores have two decimals: the mean is the sum of their cents over twelve, half up.
  const cents = scores.reduce((sum, score) => sum + Math.round(Number(score) * 100), 0);
  expect(shown.map(({ mean }) => mean)).toContain((Math.round(cents / scores.length) / 100).toFixed(2));
  expect(township?.previous?.year).toBe(2025);
  expect(township?.grades.reduce((sum, { units }) => sum + units, 0)).toBe(township?.complete);
  expect(cycle).toMatchObject({ units: 20, unitsWithoutValues: 0, daysLeft: 31, stageEnds: null });
  expect(cycle?.states).toMatchObject({ filling: 20, submitted: 0, returned: 0 });
});

it('knows no cycle that is not there', async () => {
  const folder = await holding([]);
  await expect(overviewOf(folder, '1999')).rejects.toMatchObject({ code: 'cycle.unknown' });
  expect((await overviewOf(folder)).cycle).toBeNull();
});
