/** 指标模型 as a clerk reads it: the tree, a live example, another version imported and compared, a model switched on. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import type { ModelDocument } from '#shared/model/definition.ts';
import { county, makeOffice } from '../support/offices.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';
import { accessibilityFaults } from './support/accessibility.ts';
import { answerOpenDialog, answerSaveDialog } from './support/dialogs.ts';
import { launch } from './support/launch.ts';
import { waitUntilSettled } from './support/settled.ts';

const dataFolder = path.join(sharedTemporaryFolder(), 'county');
beforeAll(() => makeOffice(dataFolder, county, true));

const open = async (page: Page, model: RegExp): Promise<void> => {
  await page.getByRole('link', { name: '指标模型' }).click();
  await page.getByRole('row', { name: model }).press('Enter');
};

it('walks the tree with the keyboard and shows what an indicator gives', async () => {
  const { page } = await launch({ dataFolder });
  await open(page, /TOWNSHIP-2026 1\.1\.0/);
  await page.getByRole('heading', { name: '乡镇(街道)政务诚信考核模型 1.1.0' }).waitFor();
  const tree = page.getByRole('treegrid', { name: '指标树' });
  const row = (name: RegExp) => tree.getByRole('row', { name });
  // 18 of 100, and 2 of the 5 points of A1.
  await row(/^A 依法行政 18 18% 18\.00/).waitFor();
  await row(/^A1\.1 重大行政决策程序完备率 2 40% 2\.00 比率 单位自评/).click();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await row(/^A1\.1/).waitFor({ state: 'detached' });
  expect(await row(/^A1 /).getAttribute('aria-expanded')).toBe('false');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const panel = page.getByRole('region', { name: '所选指标' });
  await panel.getByRole('heading', { name: 'A1.1 重大行政决策程序完备率' }).waitFor();
  await panel.getByText('达到100%得满分2分').waitFor();

  const given = panel.getByLabel('程序完备的重大行政决策数');
  // 19 of 20 decisions, then 11: below the floor of 60 % there are no points.
  await panel.getByText('得 1.90 分（分值 2.00 分）').waitFor();
  await given.fill('11');
  await panel.getByText('得 0.00 分（分值 2.00 分）').waitFor();
  await given.fill('十九');
  await panel.getByText('填的值不能用，请更正').waitFor();
  expect(await given.getAttribute('aria-invalid')).toBe('true');
  await given.fill('20');
  await panel.getByText('得 2.00 分（分值 2.00 分）').waitFor();

  await waitUntilSettled(page);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('tab', { name: '加减分与等次' }).click();
  await page.getByRole('cell', { name: '90分（含）以上' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

it('imports another version from a file, compares the two and takes it out again', async () => {
  const { app, page } = await launch({ dataFolder });
  const folder = temporaryFolder();
  const model = JSON.parse(
    readFileSync(path.join('resources', 'models', 'township-2026-1.1.0.json'), 'utf8'),
  ) as ModelDocument;
  const changed = (version: string, weight: number): string => {
    const file = path.join(folder, `${version}.json`);
    const nodes = model.nodes.map((node) => (node.code === 'A1.1' ? { ...node, weight } : node));
    writeFileSync(file, JSON.stringify({ ...model, version, nodes }));
    return file;
  };
  await page.getByRole('link', { name: '指标模型' }).click();
  const dialog = page.getByRole('dialog', { name: '导入指标模型' });
  const importing = async (file: string): Promise<void> => {
    await answerOpenDialog(app, file);
    await page.getByRole('button', { name: '导入模型' }).click();
    await dialog.waitFor();
  };

  await importing(changed('1.2.0-broken', -1));
  await dialog.getByText('文件有 1 处错误，不能导入').first().waitFor();
  expect(await dialog.getByRole('button', { name: '导入' }).getAttribute('aria-disabled')).toBe('true');
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: '取消' }).click();
  await dialog.waitFor({ state: 'hidden' });

  await importing(changed('1.2.0', 4));
  await dialog.getByText('末级指标 48 个').waitFor();
  await dialog.getByRole('button', { name: '导入' }).click();
  await page.getByRole('heading', { name: '乡镇(街道)政务诚信考核模型 1.2.0' }).waitFor();

  await page.getByRole('tab', { name: '版本比较' }).click();
  await page.getByRole('combobox', { name: '与哪个版本比较' }).click();
  await page.getByText('乡镇(街道)政务诚信考核模型 1.1.0', { exact: true }).click();
  // The weights below A1 were 2, 2 and 1 and share 5 points; now 4, 2 and 1: 4/7, 2/7 and 1/7 of 5.
  await page.getByRole('row', { name: '改变 指标 A1.1 重大行政决策程序完备率 折算分值 2.00 2.86' }).waitFor();
  await page.getByRole('row', { name: '改变 指标 A1.2 规范性文件审核备案率 折算分值 2.00 1.43' }).waitFor();
  await page.getByRole('row', { name: '改变 指标 A1.1 重大行政决策程序完备率 权重 2 4' }).waitFor();

  const target = path.join(folder, 'out.json');
  await answerSaveDialog(app, target);
  await page.getByRole('button', { name: '导出模型文件' }).click();
  await page.getByText('已导出“out.json”').waitFor();
  const written = JSON.parse(readFileSync(target, 'utf8')) as ModelDocument;
  expect(written.version).toBe('1.2.0');
});

it('switches a model for persons on only with a legal basis', async () => {
  const { page } = await launch({ dataFolder });
  await open(page, /OFFICIAL-1000 1\.0\.0 未启用/);
  await page.getByRole('button', { name: '启用' }).click();
  const dialog = page.getByRole('dialog', { name: '启用“公职人员诚信积分”' });
  const enable = dialog.getByRole('button', { name: /启用/ });
  expect(await enable.getAttribute('aria-disabled')).toBe('true');
  await dialog
    .getByLabel('法律依据（文件名称和文号）')
    .fill('示例县公职人员诚信管理办法（示政发〔2026〕1号）');
  await enable.click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('法律依据：示例县公职人员诚信管理办法').waitFor();
  await page.getByText('已发布').first().waitFor();
});
