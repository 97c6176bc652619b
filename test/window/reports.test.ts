/** 报表中心: the preview is what the exported workbook holds, as openpyxl reads it; what cannot be made says why. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { seeWorkbook, sheetOf } from '../excel/layouts/openpyxl.ts';
import { county, makeOffice, withOffice } from '../support/offices.ts';
import { runPython } from '../support/run-python.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';
import { accessibilityFaults } from './support/accessibility.ts';
import { answerOpenDialog, answerSaveDialog } from './support/dialogs.ts';
import { launch } from './support/launch.ts';
import { waitUntilSettled } from './support/settled.ts';

const dataFolder = path.join(sharedTemporaryFolder(), 'county');
beforeAll(async () => {
  await makeOffice(dataFolder, county, true);
  await withOffice(dataFolder, ({ client }) => client.call('runs.execute', { cycle: '2025' }));
});

/** Texts of the first page in sight, row by row, without empty cells. */
const drawnRows = async (page: Page): Promise<string[][]> => {
  const rows = await page
    .getByRole('region', { name: /^第 1 页/ })
    .locator('tr')
    .all();
  return Promise.all(
    rows.map(async (row) => (await row.locator('td').allInnerTexts()).filter((text) => text !== '')),
  );
};

const chooseCycle = async (page: Page, name: string): Promise<void> => {
  await page.locator('#page').getByRole('combobox', { name: '考核周期' }).click();
  await page.locator('.ant-select-item-option', { hasText: name }).click();
};

it('draws the summary as it is exported, and keeps the file in the history', async () => {
  const { app, page } = await launch({ dataFolder });
  await page.getByRole('link', { name: '报表中心' }).click();
  await chooseCycle(page, '2025年度');
  await page.getByRole('tab', { name: /^得分汇总表（TOWNSHIP-2026）/ }).click();
  await page.getByRole('region', { name: /^第 1 页，共 1 页/ }).waitFor();
  await waitUntilSettled(page);
  const drawn = await drawnRows(page);

  const target = path.join(temporaryFolder(), '2025汇总.xlsx');
  await answerSaveDialog(app, target);
  await page.getByRole('button', { name: '导出 Excel' }).click();
  await page.getByText('已导出“2025汇总.xlsx”。').waitFor();

  const { cells } = sheetOf(seeWorkbook(target), '得分汇总表（TOWNSHIP-2026）');
  const shown = (value: string | number | boolean | null, format: string): string =>
    typeof value === 'number' && format === '0.00' ? value.toFixed(2) : String(value);
  const exported = new Map<number, [column: string, text: string][]>();
  for (const [place, { value, format }] of Object.entries(cells)) {
    const [, column = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(place) ?? [];
    if (value !== null)
      exported.set(Number(row), [...(exported.get(Number(row)) ?? []), [column, shown(value, format)]]);
  }
  const rows = [...exported.keys()].sort((a, b) => a - b);
  expect(drawn.filter((row) => row.length > 0)).toEqual(
    rows.map((row) => exported.get(row)?.map(([, text]) => text)),
  );

  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('link', { name: '导出记录' }).click();
  const digest = createHash('sha256').update(readFileSync(target)).digest('hex');
  await page.getByRole('row', { name: `报表 得分汇总表 2025 2025汇总.xlsx` }).getByText(digest).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.goBack();

  // It comes back as it was, and with a total that somebody typed over.
  const changed = path.join(temporaryFolder(), '改过的汇总.xlsx');
  runPython(
    `import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book['得分汇总表（TOWNSHIP-2026）']
sheet.cell(4, [c.value for c in sheet[3]].index('总分') + 1).value = 99.99
book.save(sys.argv[2])`,
    { args: [target, changed] },
  );
  await page.getByRole('button', { name: '核对汇总表' }).click();
  const dialog = page.getByRole('dialog', { name: '核对汇总表' });
  const pick = dialog.getByRole('button', { name: '选择得分汇总表' });
  await answerOpenDialog(app, target);
  await pick.click();
  await dialog.getByText(/格全部相同/).waitFor();
  await answerOpenDialog(app, changed);
  await pick.click();
  await dialog.getByText(/格中有 1 格不同/).waitFor();
  await dialog.getByRole('row', { name: /总分/ }).getByText('99.99').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

it('says what is still to do before a report can be made, and why the button is off', async () => {
  const { page } = await launch({ dataFolder });
  await page.getByRole('link', { name: '报表中心' }).click();
  await chooseCycle(page, '2026年度');
  await page.locator('#page').getByText('还没有测算结果。请先测算。').first().waitFor();
  const button = page.getByRole('button', { name: /导出 Excel/ });
  expect(await button.getAttribute('aria-disabled')).toBe('true');
  await button.hover();
  await page.getByRole('tooltip').getByText('还没有测算结果。请先测算。').waitFor();

  await page
    .getByRole('navigation', { name: '报表' })
    .getByRole('link', { name: '自评表、填报表' })
    .first()
    .click();
  await page.locator('#page').getByText('需要指明单位。请先选择单位。').first().waitFor();
  await page.getByRole('combobox', { name: '单位' }).fill('甲山');
  await page.keyboard.press('Enter');
  await page.getByText('2026年度示例县甲山镇人民政府政务诚信考核自评表').waitFor();
  expect(await button.getAttribute('aria-disabled')).toBeNull();
});

it('draws a form page by page at the scale that the user wants', async () => {
  const { page } = await launch({ dataFolder });
  await page.getByRole('link', { name: '报表中心' }).click();
  await page.getByRole('link', { name: '公职人员诚信档案' }).first().click();
  // 240 officials of the sample county stand on more pages than are drawn at once.
  const second = page.getByRole('region', { name: /^第 2 页/ });
  await second.waitFor();
  const headers = await second.locator('tr').first().locator('td').allInnerTexts();
  expect(headers).toContain('身份证号');
  expect(await page.getByText(/^9901\*{10}/).count()).toBeGreaterThan(10);
  // Down to the end: 240 officials below three rows of head, of which 200 rows are drawn.
  const frame = page.getByRole('region', { name: /^工作表“/ });
  const end = page.getByText(/^预览前 200 行，导出的工作表共 24\d 行。$/);
  const scrollTo = (top: number): Promise<void> =>
    frame.evaluate((element: { scrollTop: number }, to) => {
      element.scrollTop = to;
    }, top);
  const atEnd = async (): Promise<boolean> => {
    await scrollTo(1_000_000);
    return end.isVisible();
  };
  await expect.poll(atEnd, { timeout: 30_000 }).toBe(true);
  await scrollTo(0);

  const width = async (): Promise<number> => (await second.boundingBox())?.width ?? 0;
  const fitted = await width();
  await page.getByRole('combobox', { name: '显示比例' }).click();
  await page.getByText('50%', { exact: true }).click();
  await expect.poll(width).toBeLessThan(fitted * 0.8);
});
