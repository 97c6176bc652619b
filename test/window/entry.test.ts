/**
 * Filling in a unit's sheet in the real window: by keyboard and paste, with drafts, undo, locks and the checks, and with
 * the engine killed in between. On the sample county, whose model gives A1.1 2 points: a ratio with target 1, floor 0.6.
 */
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { copyOffice, county, makeOffice, withOffice, xintian } from '../support/offices.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';
import { launch } from './support/launch.ts';

/** A global of the page. */
declare const location: { hash: string };

const original = path.join(sharedTemporaryFolder(), 'county');
beforeAll(() => makeOffice(original, county, true));

const open = async (
  address: string,
): Promise<{ app: ElectronApplication; page: Page; dataFolder: string }> => {
  const dataFolder = copyOffice(original);
  const { app, page } = await launch({ dataFolder });
  await page.getByRole('navigation').waitFor();
  await visit(page, address);
  return { app, page, dataFolder };
};

const visit = (page: Page, address: string): Promise<void> =>
  page.evaluate((address) => {
    location.hash = `#${address}`;
  }, address);

const sheetAddress = (more: string): string => `/assessment/2026/entry/${xintian}?${more}`;
/** The cell with the cursor, as a screen reader is told of it. */
const cursorIn = (page: Page): Promise<string | null> =>
  page.getByRole('grid').locator('xpath=..').locator('textarea').getAttribute('aria-label');
const saved = (page: Page) => page.getByRole('status').filter({ hasText: '全部已保存' }).waitFor();
const panel = (page: Page) => page.getByRole('complementary', { name: '所选指标' });

/** What the engine holds after the window is closed. */
const heldBy = (dataFolder: string, leaf: string): Promise<Record<string, string>> =>
  withOffice(dataFolder, async ({ client }) => {
    const sheet = await client.call('entries.sheet', { cycle: '2026', bodyUscc: xintian, role: 'self' });
    const lines = sheet.nodes.find(({ code }) => code === leaf)?.leaf?.items ?? [];
    return Object.fromEntries(lines.map(({ item, stated }) => [item, stated.self?.text ?? '']));
  });

describe('a unit’s sheet', () => {
  it('is filled in by keyboard and paste, keeps what is wrong, and takes steps back', async () => {
    const { app, page, dataFolder } = await open(sheetAddress('role=self&leaf=A1.1&item=n'));
    await page.getByRole('grid', { name: '示例县辛田乡人民政府自评填报表' }).waitFor();
    await expect.poll(() => cursorIn(page)).toContain('A1.1 程序完备的重大行政决策数');

    // 15 ÷ 20 = 0.75, × 2 points = 1.50. Enter goes down to the next item.
    await page.keyboard.type('15');
    await page.keyboard.press('Enter');
    await expect.poll(() => cursorIn(page)).toContain('重大行政决策总数');
    await page.keyboard.type('20');
    await page.keyboard.press('Enter');
    await saved(page);
    await visit(page, sheetAddress('role=self&leaf=A1.1&item=d'));
    await panel(page).getByText('得 1.50 分 / 满分 2.00 分').waitFor();

    // What is no number stays in sight, marked, with the reason.
    await page.keyboard.type('约20件');
    await page.keyboard.press('Enter');
    const wrong = page.getByRole('gridcell', { name: '约20件' });
    await expect.poll(() => wrong.getAttribute('aria-invalid')).toBe('true');
    expect(await wrong.getAttribute('title')).toContain('应填不小于 0 的数字');
    await page.getByText('有误 1').waitFor();

    // A block from a spreadsheet, a step for the whole of it.
    await app.evaluate(({ clipboard }) => clipboard.writeText('18\r\n24\r\n'));
    await visit(page, sheetAddress('role=self&leaf=B1.1&item=n'));
    await expect.poll(() => cursorIn(page)).toContain('B1.1');
    await page.keyboard.press('Control+v');
    await saved(page);
    // 18 ÷ 24 = 0.75 of 3 points, above the floor of 0.7: 2.25.
    await panel(page).getByText('得 2.25 分 / 满分 3.00 分').waitFor();
    await page.keyboard.press('Control+z');
    await saved(page);
    await panel(page).getByText('得 0.00 分 / 满分 3.00 分').waitFor();

    // A note is saved when one leaves it.
    await panel(page).getByLabel('说明').fill('按新口径统计');
    await panel(page).getByLabel('佐证材料（必须提供）').fill('〔2026〕7号');
    await page.getByRole('button', { name: '审核' }).focus();
    await saved(page);
    await app.close();
    expect(await heldBy(dataFolder, 'A1.1')).toEqual({ n: '15', d: '约20件' });
    expect(await heldBy(dataFolder, 'B1.1')).toEqual({ n: '', d: '' });
  });
});
