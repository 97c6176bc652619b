/** 信用信息平台 in the window: finding a subject, and everything that is known of it in one place. */
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { county, jiashan, makeOffice, withOffice } from '../../support/offices.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';
import { launch } from '../support/launch.ts';

const dataFolder = path.join(sharedTemporaryFolder(), 'county');

beforeAll(async () => {
  await makeOffice(dataFolder, county, true);
  await withOffice(dataFolder, ({ client }) => client.call('runs.execute', { cycle: '2026' }));
});

/** A body by the first letters of its pinyin; its timeline, narrowed to one kind. */
const findBody = async (page: Page): Promise<void> => {
  await page.getByRole('heading', { name: '工作台' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('jszrmzf');
  await page.getByText(new RegExp(jiashan)).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '示例县甲山镇人民政府' }).waitFor();
  const timeline = page.locator('.timeline');
  await expect.poll(() => timeline.locator('li').count()).toBeGreaterThan(2);
  await timeline.getByText(/^考核 \d+$/).click();
  await timeline.getByText('2026年度政务诚信考核').waitFor();
};

/** A record by two characters of what happened, out of all that were found. */
const findRecord = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('采购');
  await page
    .getByText(/^查看全部 \d+ 条$/)
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: '搜索结果' }).waitFor();
  const row = page.getByRole('table').getByRole('row').filter({ hasText: '采购' }).first();
  expect(await row.locator('mark').first().textContent()).toBe('采购');
  await row.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('app://zhengxin/#/archive/records/*');
};

it('S4 信用信息平台：由拼音首字母找到单位看时间线，由事由找到记录，筛选条件起名保存后重新打开还在', async () => {
  const { app, page } = await launch({ dataFolder });
  await findBody(page);
  await findRecord(page);

  await page.getByRole('link', { name: '信用记录', exact: true }).click();
  await page.getByRole('combobox', { name: '程度' }).click();
  await page.getByTitle('严重').last().click();
  await page.getByRole('button', { name: '清除条件' }).waitFor();
  await page.getByRole('button', { name: '常用筛选' }).click();
  await page.getByLabel('筛选名称').fill('严重失信');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '严重失信', exact: true }).waitFor();
  await app.close();

  // Somebody else's window on the same data: nothing of the view was kept but the saved filter.
  const { page: other } = await launch({ dataFolder });
  await other.getByRole('link', { name: '信用档案' }).click();
  await other.getByRole('button', { name: '常用筛选' }).click();
  await other.getByRole('button', { name: '严重失信', exact: true }).click();
  await other.getByRole('button', { name: '清除条件' }).waitFor();
  const severities = other.getByRole('row').getByRole('cell', { name: '严重', exact: true });
  await expect.poll(() => severities.count()).toBeGreaterThan(2);
  expect(await other.getByRole('row').getByRole('cell', { name: '轻微', exact: true }).count()).toBe(0);
});
