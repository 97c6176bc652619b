import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { digestGroups, groupDigest } from '#shared/domain/fingerprint.ts';
import { prepareCycle } from '../support/exchange.ts';
import { county, makeFilledTownship, makeOffice, township, withOffice } from '../support/offices.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';
import { accessibilityFaults } from './support/accessibility.ts';
import { answerOpenDialog, answerSaveDialog } from './support/dialogs.ts';
import { launch } from './support/launch.ts';

const shared = sharedTemporaryFolder();
const townshipFolder = path.join(shared, 'township');
const countyFolder = path.join(shared, 'county');
const packageFile = path.join(shared, '甲山镇-2026.zxpkg');
const listFile = path.join(shared, '甲山镇-2026-报送清单.xlsx');
const keyFile = path.join(shared, '甲山镇-公钥.json');
let fingerprint = '';

beforeAll(async () => {
  ({ fingerprint } = await makeFilledTownship(townshipFolder));
  await makeOffice(countyFolder, county);
  await withOffice(countyFolder, prepareCycle);
});

const go = async (page: Page, area: string, part: string): Promise<void> => {
  const navigation = page.getByRole('navigation', { name: '主导航' });
  await navigation.getByRole('link', { name: area }).click();
  await navigation.getByRole('link', { name: part }).click();
  await page.getByRole('heading', { level: 1, name: part }).waitFor();
};

it('seals at the township: says what is missing, writes the file and its list, reads them back', async () => {
  const { app, page } = await launch({ dataFolder: townshipFolder });
  await go(page, '报送汇总', '上报');
  await page.getByText('应由单位填报').first().waitFor();
  await answerSaveDialog(app, packageFile);
  await page.getByRole('button', { name: '生成上报包' }).click();
  await page.getByText('可以拔出 U 盘').waitFor();
  expect(existsSync(packageFile)).toBe(true);
  const shown = await page.getByRole('figure', { name: '密钥指纹' }).getByRole('listitem').allTextContents();
  expect(shown).toEqual(digestGroups(fingerprint));

  await answerSaveDialog(app, listFile);
  await page.getByRole('button', { name: '导出报送清单' }).click();
  await expect.poll(() => existsSync(listFile)).toBe(true);
  await go(page, '报送汇总', '清单核对');
  const check = page.locator('#page').getByRole('button', { name: /^核对/ });
  expect(await check.getAttribute('aria-disabled')).toBe('true');
  await answerOpenDialog(app, listFile);
  await page.getByRole('button', { name: '选择报送清单', exact: true }).click();
  await page.getByRole('region', { name: '报送清单' }).getByText(path.basename(listFile)).waitFor();
  await check.click();
  await page.getByText('有 1 个文件与清单不符').waitFor();
  await page.getByRole('row', { name: /缺少/ }).waitFor();
  for (const file of [packageFile, listFile]) {
    await answerOpenDialog(app, file);
    await page.getByRole('button', { name: '选择收到的报送包' }).click();
    await page.getByRole('button', { name: `去掉 ${path.basename(file)}` }).waitFor();
  }
  // The list was taken for a package by mistake.
  await page.getByRole('button', { name: `去掉 ${path.basename(listFile)}` }).click();
  await check.click();
  await page.getByText('清单上的 1 个文件全部收到').waitFor();
  await page.getByRole('row', { name: /相符/ }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  await go(page, '报送汇总', '信任的单位');
  await answerSaveDialog(app, keyFile);
  await page.getByRole('button', { name: '导出公钥文件' }).click();
  await page.getByText('不含任何秘密').waitFor();
});

/** What the page complains about, refused styles for example. */
const complaintsOf = (page: Page): string[] => {
  const complaints: string[] = [];
  page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
};

it('enrols, looks, merges, and goes back, at the county', async () => {
  const { app, page } = await launch({ dataFolder: countyFolder });
  const complaints = complaintsOf(page);
  await go(page, '报送汇总', '接收');
  await answerOpenDialog(app, packageFile);
  await page.getByRole('button', { name: '选择报送包', exact: true }).click();
  await page.getByText('这个单位的密钥还没有登记').waitFor();
  const merge = page.getByRole('button', { name: /^汇入/ });
  expect(await merge.getAttribute('aria-disabled')).toBe('true');

  await page.getByRole('button', { name: '去登记这个单位' }).click();
  const dialog = page.getByRole('dialog');
  await answerOpenDialog(app, keyFile);
  await dialog.getByRole('button', { name: '选择公钥文件', exact: true }).click();
  await dialog.getByText('这正是刚才那个报送包的签名密钥').waitFor();
  // The key's own fingerprint is not there to be copied.
  expect(await dialog.textContent()).not.toContain(digestGroups(fingerprint)[1] ?? '');
  const typed = dialog.getByLabel('指纹（64 位，分 16 组）');
  const [first = '', second = ''] = digestGroups(fingerprint);
  await typed.fill(`${first} ${second.startsWith('0') ? '1' : '0'}`);
  await dialog.getByText('第 2 组与公钥文件不同').waitFor();
  await typed.fill(groupDigest(fingerprint));
  await dialog.getByText('16 组全部相同').waitFor();
  await dialog.getByRole('button', { name: '登记', exact: true }).click();

  // Back where the package lies, and looked at by itself.
  await page.getByText('签名有效，来自已登记的单位').waitFor();
  const counts = page.getByRole('row', { name: /^信用记录/ });
  await counts.waitFor();
  // The ledger of the sample has six good records.
  expect(await counts.getByRole('cell').allTextContents()).toEqual(['6', '0', '0', '0', '0']);
  expect(
    await page
      .getByRole('row', { name: new RegExp(township.name) })
      .first()
      .textContent(),
  ).toContain('一致');
  await merge.click();
  await page.getByRole('heading', { name: '已汇入' }).waitFor();

  await go(page, '报送汇总', '报送情况');
  const office = page.getByRole('row', { name: new RegExp(township.name) });
  await office.getByText('已接收').waitFor();

  await go(page, '系统', '数据与备份');
  await page
    .getByRole('row', { name: /汇入报送包前/ })
    .getByRole('button', { name: /恢复/ })
    .click();
  const restore = page.getByRole('dialog');
  await restore.getByText('恢复点以后').waitFor();
  expect(
    await restore
      .getByRole('row', { name: /^信用记录/ })
      .getByRole('cell')
      .allTextContents(),
  ).toEqual(['6', '0', '少 6']);
  await restore.getByRole('button', { name: '恢复到这个备份' }).click();
  await page.getByText('恢复时被替换下来的数据库').waitFor();
  await go(page, '报送汇总', '往来记录');
  await page.getByText('还没有往来').waitFor();
  expect(complaints).toEqual([]);
});
