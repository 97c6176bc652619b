/**
 * A unit's way through the reviews in the real window: handed in, reviewed with a reason where the score changes, returned
 * with the rows concerned, put right, handed in again and accepted. On the sample county, whose model gives A1.1 2 points: a
 * ratio with target 1, floor 0.6; the unit 示例县丙林镇人民政府 has filled in its sheet.
 */
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { copyOffice, county, makeOffice, withOffice } from '../support/offices.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';
import { launch } from './support/launch.ts';

/** A global of the page. */
declare const location: { hash: string };

const unitName = '示例县丙林镇人民政府';
const original = path.join(sharedTemporaryFolder(), 'county');
beforeAll(() => makeOffice(original, county, true));

const visit = (page: Page, address: string): Promise<void> =>
  page.evaluate((address) => {
    location.hash = `#${address}`;
  }, address);
const cursorIn = (page: Page): Promise<string | null> =>
  page.getByRole('grid').locator('xpath=..').locator('textarea').getAttribute('aria-label');
const saved = (page: Page) => page.getByRole('status').filter({ hasText: '全部已保存' }).waitFor();
const panel = (page: Page) => page.getByRole('complementary', { name: '所选指标' });
const dialog = (page: Page) => page.getByRole('dialog');

it('S11 内外结合评价：a unit is reviewed with reasons, returned, put right and accepted', async () => {
  const dataFolder = copyOffice(original);
  const unit = await withOffice(dataFolder, async ({ client }) => {
    const { units } = await client.call('cycles.read', { cycle: '2026' });
    const uscc = units.find(({ name }) => name === unitName)?.bodyUscc ?? '';
    const cells = [
      { bodyUscc: uscc, leaf: 'A1.1', item: 'n', role: 'self' as const, text: '15' },
      { bodyUscc: uscc, leaf: 'A1.1', item: 'd', role: 'self' as const, text: '20' },
    ];
    await client.call('entries.putMany', { cycle: '2026', cells });
    // What the check doubts about its own values is explained, so that the unit may hand in.
    const [checked] = (await client.call('entries.check', { cycle: '2026', bodyUscc: uscc })).rows;
    const doubts = (checked?.findings ?? []).filter(({ role, explained }) => role === 'self' && !explained);
    await client.call('entries.putMany', {
      cycle: '2026',
      cells: doubts.map(({ leaf = '', item = '' }) => ({
        bodyUscc: uscc,
        leaf,
        item,
        role: 'self' as const,
        note: '已核对',
      })),
    });
    return uscc;
  });
  const at = (role: string, item = 'n') =>
    `/assessment/2026/entry/${unit}?role=${role}&leaf=A1.1&item=${item}`;
  const { app, page } = await launch({ dataFolder });
  await page.getByRole('navigation').first().waitFor();

  // The unit is chosen in the list and handed in.
  await visit(page, '/assessment/2026');
  await page.getByText('可以填：自评、初审、主管部门、第三方、问卷。').waitFor();
  await page.getByRole('checkbox', { name: `选中 ${unitName}` }).check();
  await page.getByRole('button', { name: '上报', exact: true }).click();
  await dialog(page).getByRole('button', { name: '上报' }).click();
  await page.getByRole('status').filter({ hasText: '上报 1 个单位。' }).waitFor();
  await page.getByRole('row', { name: unitName }).getByText('已上报').waitFor();

  // First review: 18 instead of 15 makes 1.80 of 1.50, so a reason is owed and the unit cannot pass.
  await page.getByRole('button', { name: '开始初审' }).click();
  await dialog(page).getByRole('button', { name: '开始初审' }).click();
  await page.getByText('当前阶段：初审').waitFor();
  await visit(page, at('assessor'));
  await expect.poll(() => cursorIn(page)).toContain('A1.1');
  await page.keyboard.type('18');
  await page.keyboard.press('Enter');
  await saved(page);
  await page.getByText('缺原因 1 处').waitFor();
  await page.getByRole('button', { name: '初审通过', exact: true }).click();
  await dialog(page).getByRole('button', { name: '初审通过' }).click();
  await dialog(page).getByText('得分由 1.5 变为 1.8，差 0.3 分，还没有写明原因').waitFor();
  await dialog(page).getByRole('button', { name: '打开填报表' }).click();

  // The reason stands in the grid, beside the row; the menu of the cell leads to its history.
  await expect.poll(() => cursorIn(page)).toContain('A1.1 程序完备的重大行政决策数 · 原因');
  await page.keyboard.type('漏报三件');
  await page.keyboard.press('Enter');
  await saved(page);
  await expect.poll(() => page.getByText('缺原因').count()).toBe(0);
  await page
    .getByRole('gridcell', { name: /^已保存\s*18/ })
    .first()
    .click({ button: 'right' });
  await page.getByRole('menuitem', { name: '修改记录' }).click();
  await panel(page).getByText('本机用户：（空） → 18').waitFor();
  await panel(page).getByText('说明 （空） → 漏报三件').waitFor();

  // Returned with the rows concerned; the unit reads why, beside the row too, and puts it right.
  await page.getByRole('button', { name: '退回', exact: true }).click();
  await dialog(page).getByRole('button', { name: '列出有出入的指标' }).click();
  const opinion = dialog(page).getByLabel('退回意见');
  await expect.poll(() => opinion.inputValue()).toContain('自评 15，核定 18。漏报三件');
  await dialog(page).getByRole('button', { name: '退回' }).click();
  await visit(page, at('self'));
  await page.getByText('考核单位退回：A1.1').waitFor();
  await expect.poll(() => cursorIn(page)).toContain('A1.1');
  await panel(page).getByText('初审：漏报三件').waitFor();
  await page.keyboard.type('18');
  await page.keyboard.press('Enter');
  await saved(page);
  await page.getByRole('button', { name: '上报', exact: true }).click();
  await dialog(page).getByRole('button', { name: '上报' }).click();
  await page.getByRole('status').filter({ hasText: '上报 1 个单位。' }).waitFor();

  // Handed in, it is locked again; then it passes.
  await visit(page, at('assessor'));
  await page.getByRole('button', { name: '初审通过', exact: true }).click();
  await dialog(page).getByRole('button', { name: '初审通过' }).click();
  await page.getByRole('status').filter({ hasText: '初审通过 1 个单位。' }).waitFor();

  // The plan: days by the working calendar, saved; the progress page tells of them.
  await visit(page, '/assessment/2026/plan');
  await page.getByRole('textbox', { name: '从哪天起' }).fill('2026-01-01');
  await page.getByRole('button', { name: '按工作日建议' }).click();
  await page.getByText('已按工作日历填入建议日期').waitFor();
  // Five working days from January 4th, a worked Sunday.
  await expect
    .poll(() => page.getByRole('textbox', { name: '已下发截止日期' }).inputValue())
    .toBe('2026-01-08');
  await page.getByRole('button', { name: '保存方案' }).click();
  await page.getByText('方案已保存。').waitFor();
  await page.getByRole('button', { name: '出具考核方案' }).click();
  const paper = page.getByRole('dialog').locator('.paper');
  await paper.getByRole('heading', { name: '2026年度政务诚信考核方案' }).waitFor();
  await paper.getByRole('row', { name: /已下发 2026年1月4日 2026年1月8日/ }).waitFor();
  await page.keyboard.press('Escape');
  await visit(page, '/assessment/2026');
  await page.getByText('01-04–01-08').waitFor();
  await page.getByText(/本阶段已于 2026-02-26 截止/).waitFor();
  await app.close();

  await withOffice(dataFolder, async ({ client }) => {
    const { state, steps } = await client.call('cycleUnits.steps', { cycle: '2026', bodyUscc: unit });
    expect([state, steps.map(({ step }) => step)]).toEqual([
      'accepted',
      ['submit', 'return', 'submit', 'accept'],
    ]);
  });
});
