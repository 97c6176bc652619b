/** 佐证材料 in the real window: added with the declaration, refused with reasons, looked at, removed and put back. */
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { pdfOf, pngOf, writeInto } from '../support/evidence-files.ts';
import { copyOffice, county, makeOffice, withOffice } from '../support/offices.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';
import { accessibilityFaults } from './support/accessibility.ts';
import { dropFilesOn } from './support/drop-files.ts';
import { launch } from './support/launch.ts';

const original = path.join(sharedTemporaryFolder(), 'county');

beforeAll(async () => {
  await makeOffice(original, county, true);
});

const visit = (page: Page, address: string): Promise<void> =>
  page.evaluate((address) => {
    (globalThis as unknown as { location: { hash: string } }).location.hash = `#${address}`;
  }, address);

const answerWithFiles = (app: ElectronApplication, files: string[]): Promise<void> =>
  app.evaluate(({ dialog }, paths) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: paths });
  }, files);

/** How many of the canvas's pixels are darker than half, and how many there are. */
const darkPixels = (page: Page, name: string): Promise<{ dark: number; all: number }> =>
  page.getByRole('img', { name }).evaluate((canvas) => {
    const { width, height } = canvas as unknown as { width: number; height: number };
    type Context = { getImageData(x: number, y: number, w: number, h: number): { data: Uint8Array } };
    const context = (canvas as unknown as { getContext(kind: '2d'): Context }).getContext('2d');
    const { data } = context.getImageData(0, 0, width, height);
    let dark = 0;
    for (let at = 0; at < data.length; at += 4)
      if ((data[at] ?? 255) < 128 && (data[at + 3] ?? 0) > 128) dark += 1;
    return { dark, all: width * height };
  });

it('keeps files beside a record, shows pictures and PDF, and undoes a removal', async () => {
  const dataFolder = copyOffice(original);
  const record = await withOffice(
    dataFolder,
    async ({ client }) => (await client.call('records.search', { limit: 1 })).rows[0]?.id ?? '',
  );
  const source = temporaryFolder();
  const pdf = writeInto(source, '判决书.pdf', pdfOf('JUDGMENT'));
  const png = writeInto(source, '现场照片.png', pngOf(400, 300, 20));
  const secret = writeInto(source, '机密★5年 纪要.pdf', pdfOf('x'));
  const program = writeInto(source, '说明.pdf', Buffer.from('MZ\x90\0', 'latin1'));

  const { app, page } = await launch({ dataFolder });
  await page.getByRole('link', { name: '信用档案' }).waitFor();
  await visit(page, `/archive/records/${record}`);
  const panel = page.getByRole('region', { name: /^佐证材料/ });
  await panel.getByText('还没有佐证材料').waitFor();

  // Picked in one dialog; nothing goes in before the classification and the declaration.
  await answerWithFiles(app, [pdf, png]);
  await panel.getByRole('button', { name: '添加文件' }).click();
  const dialog = page.getByRole('dialog', { name: '添加佐证材料' });
  const confirm = dialog.getByRole('button', { name: /^添加 2 份/ });
  expect(await confirm.getAttribute('aria-disabled')).toBe('true');
  await dialog.getByText('内部', { exact: true }).click();
  await dialog.getByText('请先确认材料不涉密').waitFor({ state: 'attached' });
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByText('本材料不涉及国家秘密、工作秘密').click();
  await confirm.click();
  await panel.getByText('已添加 2 份佐证材料').waitFor();
  await expect.poll(() => panel.getByRole('listitem').count()).toBe(2);

  // Dropped: 涉密 material and a disguised program are refused, each in plain words.
  await dropFilesOn(page, '.evidence', secret, program);
  await dialog.getByText('公开', { exact: true }).click();
  await dialog.getByText('本材料不涉及国家秘密、工作秘密').click();
  await dialog.getByRole('button', { name: /^添加 2 份/ }).click();
  await panel.getByText('涉密材料不得存入本程序').waitFor();
  await panel.getByText('的内容是可执行程序').waitFor();
  expect(await panel.getByRole('list', { name: '佐证材料清单' }).getByRole('listitem').count()).toBe(2);
  await panel.getByRole('button', { name: '知道了' }).click();

  await panel.getByRole('button', { name: '查看 现场照片.png' }).click();
  const picture = page.getByRole('img', { name: '图片 现场照片.png' });
  await expect.poll(() => picture.getAttribute('aria-busy')).toBe('false');
  // One dark grey all over.
  expect(await darkPixels(page, '图片 现场照片.png')).toEqual({ dark: 120_000, all: 120_000 });
  await page.keyboard.press('Escape');
  await picture.waitFor({ state: 'detached' });

  await panel.getByRole('button', { name: '查看 判决书.pdf' }).click();
  const first = page.getByRole('img', { name: '判决书.pdf 第 1 页' });
  await expect.poll(() => first.getAttribute('aria-busy'), { timeout: 15_000 }).toBe('false');
  const { dark, all } = await darkPixels(page, '判决书.pdf 第 1 页');
  // A word of eight letters on an empty page.
  expect(dark).toBeGreaterThan(300);
  expect(dark).toBeLessThan(all / 50);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await first.waitFor({ state: 'detached' });

  await panel.getByRole('button', { name: '修改 判决书.pdf 的说明' }).click();
  await page.getByLabel('说明', { exact: true }).fill('终审判决，已生效');
  await page.getByLabel('文件日期').fill('2026年3月1日');
  await page.getByRole('button', { name: '保存说明' }).click();
  await panel.getByText('终审判决，已生效').waitFor();
  await panel.getByText('文件日期 2026-03-01').waitFor();

  await panel.getByRole('button', { name: '移除 判决书.pdf' }).click();
  await panel.getByText('已移除“判决书.pdf”。').waitFor();
  await expect.poll(() => panel.getByRole('listitem').count()).toBe(1);
  await panel.getByRole('button', { name: '撤销移除' }).click();
  await panel.getByText('终审判决，已生效').waitFor();
  await expect.poll(() => panel.getByRole('listitem').count()).toBe(2);

  // The list of all of it leads back, says what lacks evidence, and checks the files.
  await page.getByRole('link', { name: '佐证材料', exact: true }).click();
  await page.getByText('共 2 条').waitFor();
  await page.getByRole('button', { name: '核对文件' }).click();
  await page.getByText('核对 2 份 · 有问题 0 份').waitFor();
  await page.getByRole('combobox', { name: '问题' }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: '缺佐证' }).click();
  await page.getByText('没有附生效文书等佐证材料').first().waitFor();
  await page.getByRole('button', { name: '清除条件' }).click();
  await page.getByRole('row').filter({ hasText: '判决书.pdf' }).click();
  await panel.getByText('终审判决，已生效').waitFor();
});
