/** 归档 in the window: a folder is made where the user says, is verified, and a changed file in it is found. */
import { appendFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { digestGroups } from '#shared/domain/fingerprint.ts';
import { makeFinishedCycle } from '../../support/finished-cycle.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { answerOpenDialog, answerSaveDialog } from '../support/dialogs.ts';
import { launchElectron } from '../support/launch.ts';
import { visit } from '../support/look.ts';

const shared = sharedTemporaryFolder();
const archive = path.join(shared, '2025年度归档');
let fingerprint = '';
let app: ElectronApplication;
let page: Page;

beforeAll(async () => {
  const dataFolder = path.join(shared, 'county');
  ({ fingerprint } = await makeFinishedCycle(dataFolder));
  ({ app } = await launchElectron({ dataFolder, userData: path.join(shared, 'user') }));
  page = await app.firstWindow();
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
}, 120_000);
afterAll(() => app.close());

const outcome = () => page.getByRole('region', { name: /^验证结果/ }).or(page.getByRole('status'));

it('归档：生成文件夹并核验，签名密钥指纹可以抄下，改动一个文件就验证不过', async () => {
  await visit(page, '/assessment/2026/archive');
  const early = page.getByRole('button', { name: '生成归档' });
  await early.waitFor();
  expect(await early.getAttribute('aria-disabled')).toBe('true');

  await visit(page, '/assessment/2025/archive');
  await page.getByText('1 个文件').waitFor();
  await answerSaveDialog(app, archive);
  await page.getByRole('button', { name: '生成归档' }).click();
  await page.getByText('归档完好').waitFor();
  expect(existsSync(path.join(archive, 'manifest.json'))).toBe(true);
  const shown = await page
    .getByRole('figure', { name: '签名密钥指纹' })
    .getByRole('listitem')
    .allTextContents();
  expect(shown).toEqual(digestGroups(fingerprint));
  await page.getByRole('row', { name: /2025年度归档.*最新/ }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  appendFileSync(path.join(archive, 'data', 'entries.jsonl.gz'), '\n');
  await answerOpenDialog(app, archive);
  await page.getByRole('button', { name: '验证归档' }).click();
  await outcome().getByText('“data/entries.jsonl.gz”的内容与归档时不一致。').first().waitFor();
  await page.getByText('归档与当时不一致').waitFor();
}, 60_000);
