/** What keeps the data safe and the window readable: a broken database, the audit log, the settings. */
import { truncateSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { copyOffice, county, makeOffice, withOffice } from '../support/offices.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';
import { launch } from './support/launch.ts';

/** Global of the page. */
declare const window: { getComputedStyle(element: unknown): { fontSize: string } };

const countyFolder = path.join(sharedTemporaryFolder(), 'county');

beforeAll(() => makeOffice(countyFolder, county, true));

const go = async (page: Page, part: string): Promise<void> => {
  const navigation = page.getByRole('navigation', { name: '主导航' });
  await navigation.getByRole('link', { name: '系统' }).click();
  await navigation.getByRole('link', { name: part }).click();
  await page.getByRole('heading', { level: 1, name: part }).waitFor();
};

it('leads from a broken database to its newest backup in two clicks', async () => {
  const dataFolder = copyOffice(countyFolder);
  await withOffice(dataFolder, ({ client }) => client.call('backups.create', {}));
  truncateSync(path.join(dataFolder, 'credit.db'), 20_000);
  const { page } = await launch({ dataFolder });
  await page.getByRole('heading', { name: '数据库打不开' }).waitFor();
  await page.getByRole('button', { name: /^恢复……/ }).click();
  await page.getByRole('button', { name: '恢复到这个备份' }).click();
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
  // The broken one is kept.
  await go(page, '数据与备份');
  await page.getByText('恢复时被替换下来的数据库').waitFor();
});

it('checks everything, lists who did what, and remembers how the window shall look', async () => {
  const dataFolder = copyOffice(countyFolder);
  await withOffice(dataFolder, ({ client }) => client.call('runs.execute', { cycle: '2025' }));
  const { app, page, userData } = await launch({ dataFolder });
  await go(page, '全面检查');
  await page.getByRole('button', { name: '开始检查' }).click();
  await page.getByText('全部通过，没有发现损坏或改动。').waitFor();
  // The sample assesses by two models.
  expect(await page.getByRole('row', { name: /^测算结果/ }).textContent()).toContain('2 次测算');

  await go(page, '审计日志');
  const log = page.getByRole('row');
  await log.filter({ hasText: '新建数据库' }).waitFor();
  await page.getByRole('combobox', { name: '操作', exact: true }).click();
  await page.locator('.ant-select-item-option', { hasText: '测算' }).click();
  await log.filter({ hasText: '新建数据库' }).waitFor({ state: 'detached' });
  expect(await log.filter({ hasText: '测算' }).count()).toBe(2);

  await page.keyboard.press('F1');
  await page.getByRole('heading', { level: 1, name: '快捷键' }).waitFor();
  await go(page, '显示与输入');
  await page.getByRole('switch', { name: '大字显示' }).click();
  await page.getByRole('radio', { name: '向右一格' }).check();
  await app.close();

  const again = await launch({ dataFolder, userData });
  await again.page.getByRole('heading', { level: 1, name: '显示与输入' }).waitFor();
  expect(await again.page.getByRole('switch', { name: '大字显示' }).isChecked()).toBe(true);
  expect(await again.page.getByRole('radio', { name: '向右一格' }).isChecked()).toBe(true);
  const heading = again.page.getByRole('heading', { level: 1 });
  const size = await heading.evaluate((element) => window.getComputedStyle(element).fontSize);
  // 1.25 of 20 pixels, which the usual 16 become.
  expect(size).toBe('25px');
});
