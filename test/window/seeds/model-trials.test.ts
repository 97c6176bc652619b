/** 试算 and 稳健性 in the window: a weight is changed, somebody moves, and everything can be as it was. */
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseContent } from '../../support/database-content.ts';
import { county, makeOffice } from '../../support/offices.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { launchElectron } from '../support/launch.ts';
import { visit } from '../support/look.ts';

const shared = sharedTemporaryFolder();
const dataFolder = path.join(shared, 'county');
let app: ElectronApplication;
let page: Page;

beforeAll(async () => {
  await makeOffice(dataFolder, county, true);
  ({ app } = await launchElectron({ dataFolder, userData: path.join(shared, 'user') }));
  page = await app.firstWindow();
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
}, 120_000);
afterAll(() => app.close());

it('S40 试算：拖动权重，当场看到谁升谁降；重置以后一切如前，也可以另存为草稿', async () => {
  const before = databaseContent(dataFolder);
  await visit(page, '/models/TOWNSHIP-2026/1.1.0');
  await page.getByRole('tab', { name: '试算' }).click();
  const told = page.getByRole('tabpanel').getByRole('status').first();
  await page.getByText('名次没有变动；等次没有变动；与原排序的一致性 τ = 1.00').waitFor();
  const weights = page.getByRole('table', { name: '指标权重' });
  const branch = weights.getByRole('row', { name: /^(收起|展开) A / });

  // 18 of 100 points as published; at 40 beside 82 of the others 40 / 122 of them.
  expect(await branch.textContent()).toContain('18.00');
  await weights.getByLabel('A 依法行政 的权重', { exact: true }).fill('40');
  await branch.getByText('32.79').waitFor();
  await page.getByText(/^名次变动 \d+ 个单位，最大变动 \d+ 位；/).waitFor();
  expect(await told.textContent()).toMatch(/τ = 0\.\d\d$/);
  expect(await page.getByRole('cell', { name: /升 \d+ 位/ }).count()).toBeGreaterThan(0);
  expect(await page.getByRole('cell', { name: /降 \d+ 位/ }).count()).toBeGreaterThan(0);
  expect(await accessibilityFaults(page)).toEqual([]);

  // The slider alone: to its right end, twice the heaviest branch.
  await weights.getByLabel('拖动 A 依法行政 的权重').press('End');
  await branch.getByText('32.79').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '重置' }).click();
  await page.getByText('名次没有变动；等次没有变动').waitFor();
  expect(await weights.getByLabel('A 依法行政 的权重', { exact: true }).inputValue()).toBe('18');
  expect(databaseContent(dataFolder)).toEqual(before);

  await page.getByRole('tab', { name: '稳健性' }).click();
  await page.getByLabel('次数').fill('200');
  await page.getByRole('button', { name: '计算', exact: true }).click();
  await page.getByText(/每个权重在 ±20% 之间独立均匀浮动，排序 200 次，种子 42/).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  await page.getByRole('tab', { name: '试算' }).click();
  await weights.getByLabel('A 依法行政 的权重', { exact: true }).fill('40');
  await page.getByRole('button', { name: '另存为草稿' }).click();
  await page.getByRole('button', { name: '建立草稿' }).click();
  const tree = page.getByRole('treegrid');
  await tree.getByRole('row', { name: /^A 依法行政 40 / }).waitFor();

  // The draft is tried in its own page, and takes the weights over.
  await page.getByRole('tab', { name: '试算' }).click();
  await branch.getByText('32.79').waitFor();
  await weights.getByLabel('B 政务公开 的权重', { exact: true }).fill('30');
  await page.getByRole('button', { name: '把权重写入草稿' }).click();
  await page.getByRole('tab', { name: '指标', exact: true }).click();
  await tree.getByRole('row', { name: /^B 政务公开 30 / }).waitFor();
});
