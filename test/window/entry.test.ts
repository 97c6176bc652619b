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

    // From the menu of the cell the same block meets the same doubts: a derived column takes nothing.
    await app.evaluate(({ clipboard }) => clipboard.writeText('21\t21\r\n24\r\n'));
    await visit(page, sheetAddress('role=self&leaf=B1.1&item=n&again=1'));
    await expect.poll(() => cursorIn(page)).toContain('B1.1');
    await page.locator('.cell.cursor').click({ button: 'right' });
    await page.getByRole('menuitem', { name: '粘贴（Ctrl+V）' }).click();
    const doubts = page.getByRole('dialog', { name: '粘贴前请核对' });
    await doubts.getByText('可以填入 2 格，与原来相同 0 格，不能填入 1 格。').waitFor();
    await doubts.getByText('这一列不能填写').waitFor();
    await doubts.getByRole('button', { name: '填入 2 格' }).click();
    await saved(page);
    // 21 ÷ 24 = 0.875 of 3 points: 2.63.
    await panel(page).getByText('得 2.63 分 / 满分 3.00 分').waitFor();
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

  it('loses nothing when the engine is killed under it', async () => {
    const { app, page, dataFolder } = await open(sheetAddress('role=self&leaf=A1.1&item=n'));
    await expect.poll(() => cursorIn(page)).toContain('A1.1');
    const enginePid = () =>
      app.evaluate(({ app }) => app.getAppMetrics().find(({ name }) => name === 'zhengxin-engine')?.pid);
    const pid = await enginePid();
    if (pid === undefined) throw new Error('no engine runs');

    // A stopped process answers nothing; what is entered meanwhile is on its way when it is killed.
    process.kill(pid, 'SIGSTOP');
    await page.keyboard.type('19');
    await page.keyboard.press('Enter');
    await page.keyboard.type('21');
    await page.keyboard.press('Enter');
    await page.getByText('正在保存 2 格').waitFor();
    process.kill(pid, 'SIGKILL');
    await page.getByText('数据服务中断时没有得到答复的 2 格，已经重新保存。').waitFor();
    await saved(page);
    await app.close();
    expect(await heldBy(dataFolder, 'A1.1')).toEqual({ n: '19', d: '21' });
  });
});

describe('a cycle', () => {
  it('moves on after asking, locks what the next stage judges, and leads from a finding into its cell', async () => {
    const { page } = await open('/assessment/2026');
    await page.getByRole('heading', { name: '2026年度政务诚信考核' }).waitFor();
    await page.getByText('当前阶段：自评').waitFor();
    await page.getByRole('button', { name: '开始初审', exact: true }).click();
    const asked = page.getByRole('dialog');
    await asked.getByText('自评值锁定').waitFor();
    await asked.getByRole('button', { name: '开始初审' }).click();
    await page.getByText('当前阶段：初审').waitFor();

    // The unit's own values are locked; the page says why and how it is undone.
    await visit(page, sheetAddress('role=self&leaf=A1.1&item=n'));
    await page
      .getByText('“单位自评”的值不能再改动。需要改动时，请先把周期退回“自评”阶段。')
      .first()
      .waitFor();
    await expect.poll(() => cursorIn(page)).toContain('A1.1');
    await page.keyboard.type('7');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('gridcell', { name: '7', exact: true }).count()).toBe(0);

    // The assessor states another value without a reason: the check names it, and its line leads back into the cell.
    await visit(page, sheetAddress('role=self&leaf=A1.1&item=d'));
    await page.getByRole('radiogroup', { name: '填报角色' }).getByText('初审').click();
    await page.getByRole('grid', { name: '示例县辛田乡人民政府初审填报表' }).waitFor();
    await visit(page, sheetAddress('role=assessor&leaf=F3.2&item=count'));
    await expect.poll(() => cursorIn(page)).toContain('F3.2');
    await page.keyboard.type('二');
    await page.keyboard.press('Enter');
    await saved(page);
    await page.getByRole('button', { name: '审核' }).click();
    await page.getByRole('heading', { name: '审核' }).waitFor();
    // Errors stand before warnings.
    const first = page.getByRole('row').nth(1);
    await first.getByText('错误').waitFor();
    await first.getByText('应填不小于 0 的数字').click();
    await expect.poll(() => cursorIn(page)).toContain('F3.2');
    await page.keyboard.type('2');
    await page.keyboard.press('Enter');
    await saved(page);
    // Each of two notices takes 0.5 of 1 point: nothing is left.
    await visit(page, sheetAddress('role=assessor&leaf=F3.2&item=count&again=1'));
    await panel(page).getByText('得 0.00 分 / 满分 1.00 分').waitFor();

    await page.getByRole('button', { name: '加减分与否决' }).click();
    const decisions = page.getByRole('dialog', { name: '加减分与否决：示例县辛田乡人民政府' });
    await decisions.getByText('一票否决', { exact: true }).click();
    await decisions.getByRole('combobox', { name: '事项' }).click();
    await page.keyboard.type('V3');
    await page.keyboard.press('Enter');
    await decisions.getByLabel('理由和依据').fill('示信办〔2026〕9号');
    await decisions.getByRole('button', { name: '登记' }).click();
    await decisions.getByText('因政府失信引发群体性事件或重大舆情').first().waitFor();
    await decisions.getByRole('button', { name: '撤回' }).click();
    const withdrawal = page.getByRole('dialog', { name: /^撤回“/ });
    await withdrawal.getByLabel('撤回理由').fill('查无实据');
    await withdrawal.getByRole('button', { name: '撤回' }).click();
    await decisions.getByText('还没有登记').waitFor();
  });
});

describe('an explanation', () => {
  it('is written beside what it explains without leaving the list, and refused with a reason', async () => {
    const { page } = await open('/assessment/2026/check');
    await page
      .getByRole('button', { name: /写说明$/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog', { name: /^说明：/ });
    await dialog.getByLabel('说明').fill('两本登记簿重复登记，已核对');
    await dialog.getByRole('button', { name: '保存说明' }).click();
    await page.getByText('已说明：两本登记簿重复登记，已核对').waitFor();
    // Its button opens the dialog only; what is beside it opens the cell.
    expect(await page.evaluate(() => location.hash)).toBe('#/assessment/2026/check');

    await page.getByRole('link', { name: '说明审阅' }).click();
    const article = page.getByRole('article');
    await article.getByText('两本登记簿重复登记，已核对').waitFor();
    await article.getByLabel('不认可的理由').fill('没有附登记簿');
    await article.getByRole('button', { name: '不认可' }).click();
    await page.getByText('没有这样的说明').waitFor();
    await page.getByRole('link', { name: '审核', exact: true }).click();
    await page.getByText('未认可：两本登记簿重复登记，已核对').waitFor();
    await page
      .getByRole('button', { name: /写说明$/ })
      .first()
      .focus();
    await page.keyboard.press('Enter');
    await dialog.getByText('审阅人未认可：没有附登记簿').waitFor();
  });
});

describe('one indicator', () => {
  it('is filled in unit by unit, from last period, and taken back', async () => {
    const { page } = await open('/assessment/2026/column/B3.2/value?role=self');
    const grid = page.getByRole('grid', { name: /B3\.2 .*全年发布期数：各单位自评值/ });
    await grid.waitFor();
    // Two of twelve units have not stated it yet.
    await page.getByRole('button', { name: '复制上期' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '复制', exact: true }).click();
    await page.getByText('复制 2 格 · 原有保留 10').waitFor();
    const unit = grid.getByRole('row').filter({ hasText: '甲山镇' });
    await expect.poll(() => unit.getByRole('gridcell').nth(2).textContent()).toBe('13');
    await page.getByRole('button', { name: '撤回复制' }).click();
    await page.getByText('已撤回 2 格。').waitFor();
    await expect.poll(() => unit.getByRole('gridcell').nth(2).textContent()).toBe('');

    // Six issues earn half of one point, twelve the whole.
    await unit.getByRole('gridcell').nth(2).click();
    await page.keyboard.type('6');
    await page.keyboard.press('Enter');
    await expect.poll(() => unit.getByRole('gridcell').last().textContent()).toBe('0.50');
    await unit.getByRole('gridcell').nth(2).click();
    await page.keyboard.type('12');
    await page.keyboard.press('Enter');
    await expect.poll(() => unit.getByRole('gridcell').last().textContent()).toBe('1.00');
  });
});

describe('units by indicators', () => {
  it('is filled in by block, cell by cell and taken back, and says what is locked', async () => {
    const { app, page } = await open('/assessment/2026/matrix?branch=A1&role=self');
    const grid = page.getByRole('grid', { name: /^A1 .*：各单位自评值$/ });
    const cellOf = (unit: string, column: number) =>
      grid.getByRole('row').filter({ hasText: unit }).getByRole('gridcell').nth(column);

    // Two units, two items of A1.1: 15 ÷ 20 = 0.75 of 2 points for the first.
    await cellOf('丙林镇', 1).click();
    await expect
      .poll(() => cursorIn(page))
      .toContain('示例县丙林镇人民政府 · A1.1 重大行政决策程序完备率：程序完备的重大行政决策数');
    await app.evaluate(({ clipboard }) => clipboard.writeText('15\t20\r\n18\t24\r\n'));
    await page.keyboard.press('Control+v');
    await saved(page);
    await panel(page).getByText('得 1.50 分 / 满分 2.00 分').waitFor();
    await expect.poll(() => cellOf('甲山镇', 2).textContent()).toBe('24');
    await page.keyboard.press('Control+z');
    await saved(page);
    await expect.poll(() => cellOf('甲山镇', 2).textContent()).toBe('');

    // Enter goes down to the next unit; what is no number stays in sight.
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('约20件');
    await page.keyboard.press('Enter');
    await expect.poll(() => cursorIn(page)).toContain('甲山镇');
    await expect.poll(() => cellOf('丙林镇', 1).getAttribute('aria-invalid')).toBe('true');

    // A1.3 is stated by the office that assesses.
    await cellOf('甲山镇', 5).click();
    await page.keyboard.type('7');
    await page
      .getByText(/不能修改：/)
      .last()
      .waitFor();
    await saved(page);

    // Of the whole model only what is in sight is drawn; the cursor stays in it.
    await page.getByRole('combobox', { name: '指标分支' }).click();
    await page.keyboard.type('全部指标');
    await page.keyboard.press('Enter');
    const whole = page.getByRole('grid', { name: '全部指标：各单位自评值' });
    await whole.getByRole('row').filter({ hasText: '甲山镇' }).getByRole('gridcell').nth(1).click();
    await page.keyboard.press('End');
    await expect.poll(() => cursorIn(page)).toContain('F');
    await page.locator('.cell.cursor').waitFor();
    const drawn = await whole.getByRole('columnheader').count();
    const all = Number(await whole.getAttribute('aria-colcount'));
    expect(all).toBeGreaterThan(60);
    expect(drawn).toBeLessThan(40);

    await page.getByRole('combobox', { name: '填报方式' }).click();
    await page.getByTitle('按指标', { exact: true }).last().click();
    await page.getByRole('heading', { name: '按指标填报' }).waitFor();
  });
});

it('makes a cycle with the units that its models are for', async () => {
  const { page } = await open('/assessment');
  await page.getByRole('button', { name: '新建周期' }).click();
  const form = page.getByRole('dialog', { name: '新建考核周期' });
  await form.getByLabel('考核期间自').fill('2027-13-01');
  await form.getByRole('button', { name: '建立' }).click();
  await form.getByText('请按“2026-01-01”的样子填写日期。').waitFor();
  await form.getByLabel('考核期间自').fill('2027-01-01');
  await form.getByRole('checkbox', { name: /DEPT-2026/ }).uncheck();
  await form.getByRole('button', { name: '建立' }).click();
  await page.getByRole('heading', { name: '2027年度政务诚信考核' }).waitFor();
  await page.getByText('共 12 条').waitFor();

  await page.getByRole('button', { name: '移出 示例县甲山镇人民政府' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '移出' }).click();
  await page.getByText('共 11 条').waitFor();
});
