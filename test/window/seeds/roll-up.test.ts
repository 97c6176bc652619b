/** 逐级考评 seen from the top: what came from the village through township and county arrives at the city's window. */
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { merge, seal } from '../../support/exchange.ts';
import { county, township, withOffice } from '../../support/offices.ts';
import { makeRollUp, type RollUp, village, villageFigures } from '../../support/roll-up.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { answerOpenDialog } from '../support/dialogs.ts';
import { launchElectron } from '../support/launch.ts';
import { visit } from '../support/look.ts';

const shared = sharedTemporaryFolder();
let folders: RollUp;
let fromCounty = '';
/** The village's score as the village itself came to it. */
let villageScore = '';
let app: ElectronApplication;
let page: Page;

beforeAll(async () => {
  folders = await makeRollUp(shared);
  villageScore = await withOffice(folders.village, async ({ client }) => {
    const [run] = (await client.call('runs.list', { cycle: '2026' })).runs;
    const { ranking } = await client.call('runs.read', { run: run?.id ?? '' });
    return ranking[0]?.score ?? '';
  });
  await merge(folders.township, await seal(folders.village));
  await merge(folders.county, await seal(folders.township));
  fromCounty = await seal(folders.county);
  ({ app } = await launchElectron({ dataFolder: folders.city, userData: path.join(shared, 'user') }));
  page = await app.firstWindow();
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
}, 120_000);
afterAll(() => app.close());

it('S37 逐级考评：村、乡镇、县、市逐级上报，每级汇入后按原始数据重算，得分与村里自己算的相同', async () => {
  expect(villageScore).toMatch(/^\d+\.\d\d$/);
  await visit(page, '/exchange/inbox');
  await answerOpenDialog(app, fromCounty);
  await page.getByRole('button', { name: '选择报送包', exact: true }).click();
  await page.getByText('签名有效，来自已登记的单位').waitFor();
  expect(await page.getByText(county.name).count()).toBeGreaterThan(0);

  // Both units are scored anew from their figures before anything is taken.
  for (const name of [village.name, township.name]) {
    const row = page.getByRole('row', { name: new RegExp(name) }).first();
    expect(await row.textContent()).toContain('一致');
  }
  const figures = page.getByRole('row', { name: /^填报数值/ });
  const [inserted = ''] = await figures.getByRole('cell').allTextContents();
  expect(Number(inserted)).toBeGreaterThan(villageFigures().length);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: /^汇入/ }).click();
  await page.getByRole('heading', { name: '已汇入' }).waitFor();

  await page.getByRole('link', { name: '考核评价' }).click();
  await page.getByRole('link', { name: '测算结果' }).click();
  await page.getByRole('button', { name: '测算', exact: true }).click();
  await page
    .getByRole('row', { name: /TOWNSHIP-2026|乡镇/ })
    .first()
    .click();
  const line = page.getByRole('row', { name: new RegExp(village.name) }).first();
  await line.waitFor();
  expect(await line.textContent()).toContain(villageScore);
}, 60_000);
