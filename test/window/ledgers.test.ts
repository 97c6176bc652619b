/** 台账 in the real window: a whole case by keyboard, and a ledger about persons that needs a legal basis. */
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { county, jiashan, makeOffice, withOffice } from '../support/offices.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';
import { launchElectron } from './support/launch.ts';

const shared = sharedTemporaryFolder();
const dataFolder = path.join(shared, 'county');
let app: ElectronApplication;
let page: Page;
let record: { id: string; title: string; documentNo: string };

beforeAll(async () => {
  await makeOffice(dataFolder, county, true);
  record = await withOffice(dataFolder, async ({ client }) => {
    const { rows } = await client.call('records.search', {
      bodyUscc: jiashan,
      polarity: 'negative',
      limit: 1,
    });
    const [found] = rows;
    if (found === undefined) throw new Error('the sample has a negative record');
    return found;
  });
  ({ app } = await launchElectron({ dataFolder, userData: path.join(shared, 'user') }));
  page = await app.firstWindow();
  page.setDefaultTimeout(15_000);
});
afterAll(() => app.close());

const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

/** Types into the fields from the one that has the cursor, going on with Tab. */
const typeOn = async (...texts: string[]): Promise<void> => {
  for (const text of texts) {
    await page.keyboard.type(text);
    await press('Tab');
  }
};

const enter = async (role: 'button' | 'link', name: string): Promise<void> => {
  await page.getByRole(role, { name, exact: true }).focus();
  await press('Enter');
};

const field = (name: string) => page.locator(`#field-${name}`);
const hasCursor = (name: string) =>
  expect.poll(() => field(name).evaluate((input) => input === input.ownerDocument.activeElement)).toBe(true);
const title = (name: string | RegExp) => page.getByRole('heading', { name, level: 1 });

it('takes an objection through its steps by keyboard, and shows it on the record that it is about', async () => {
  // Where the program starts is drawn anew once its data are there: a key pressed before would go nowhere.
  await title('工作台').waitFor();
  await page.getByRole('link', { name: '信用档案' }).focus();
  await press('Enter');
  await enter('link', '台账');
  await enter('link', '异议台账');
  await page.getByText('还没有登记。').waitFor();
  await enter('button', '登记异议');

  // The record is looked up by its document number, and brings its body with it.
  await hasCursor('recordId');
  await page.keyboard.type(record.documentNo);
  await page.locator('.ant-select-item-option').filter({ hasText: record.documentNo }).waitFor();
  await press('Tab');
  await page.locator('#field-bodyUscc-said').getByText('示例县甲山镇人民政府').waitFor();
  await hasCursor('bodyUscc');
  await press('Tab');
  await typeOn('异〔2026〕1号', '2026年9月21日');
  await press('Control+S');
  await page.getByText('没有保存：有 2 处需要更正').waitFor();
  await hasCursor('applicant');
  await typeOn('示例县甲山镇人民政府', '认定的金额与判决书不一致。');
  await press('Control+S');
  await title(/^异议 异〔2026〕1号/).waitFor();

  // A step before the day of the application is refused where it was typed; nothing is lost.
  await enter('button', '受理');
  await hasCursor('handler');
  await typeOn('王承办');
  await press('Shift+Tab', 'Shift+Tab', 'Control+A');
  await page.keyboard.type('2026-09-20');
  await press('Enter');
  await page.getByText('没有办理：有 1 处需要更正').waitFor();
  await hasCursor('on');
  await press('Control+A');
  await page.keyboard.type('2026-09-22');
  await press('Enter');
  await page.getByText('已办理：受理').waitFor();
  // Seven working days after 22 September: 23, 24, 28, 29, 30 September, 8 and 9 October; 25 to 27 September and
  // 1 to 7 October 2026 are holidays (国办发明电〔2025〕7号).
  const clocks = page.locator('.clock-list');
  await clocks.getByText('2026-10-09').waitFor();

  await enter('link', record.title);
  await title(record.title).waitFor();
  await page.getByText('· 异议中').waitFor();
  const related = page.getByRole('region', { name: '相关台账事项' });
  await related.getByText('核查中').waitFor();
  await enter('link', '异议 异〔2026〕1号');

  // Who handled the last step is offered for the next.
  await enter('button', '维持记录');
  await hasCursor('checkedResult');
  expect(await field('handler').inputValue()).toBe('王承办');
  await typeOn('已调阅判决书。', '金额与判决书一致。');
  await field('on').fill('2026-09-28');
  await press('Control+S');
  await page.getByText('已办理：维持记录').waitFor();
  await clocks.getByText('按期办结').waitFor();
  const history = page.getByRole('region', { name: '办理经过' });
  await history.getByRole('row').filter({ hasText: '金额与判决书一致。' }).getByText('2026-09-28').waitFor();

  await enter('button', '更多 ▾');
  await hasFocusIn('.ant-dropdown-menu');
  await press('Enter');
  await page.getByText('这一条留在台账中备查').waitFor();
  await hasCursor('reason');
  await typeOn('重复登记。');
  await press('Control+S');
  await page.getByText('这一条已作废，只留作备查，不再计时，也不参加统计。').waitFor();
  expect(await page.getByRole('button', { name: /^修改/ }).getAttribute('aria-disabled')).toBe('true');
});

const hasFocusIn = (selector: string) =>
  expect
    .poll(() => page.locator(selector).evaluate((menu) => menu.contains(menu.ownerDocument.activeElement)))
    .toBe(true);

it('opens a ledger about petitioners only with a legal basis, and shows persons as stars', async () => {
  await page.getByRole('link', { name: '台账', exact: true }).click();
  await page.getByRole('link', { name: '信访人信用记录' }).click();
  await page.getByRole('heading', { name: '这本台账没有启用' }).waitFor();
  expect(await page.getByRole('button', { name: /^登记/ }).count()).toBe(0);
  await page.getByLabel('法律依据（文件名称和文号）').fill('（虚构）示例省社会信用条例第十二条');
  await page.getByRole('button', { name: '录入依据并启用' }).click();
  await page.getByText('本单位录入的依据：（虚构）示例省社会信用条例第十二条').waitFor();

  await page.getByRole('button', { name: '台账目录' }).click();
  await page.getByRole('link', { name: '信访事项台账' }).click();
  await page.getByRole('button', { name: '登记信访事项' }).click();
  await field('bodyUscc').fill(jiashan);
  await field('number').fill('信〔2026〕7号');
  await field('channel').focus();
  await page.keyboard.type('来信');
  await page.locator('.ant-select-item-option').filter({ hasText: '来信' }).waitFor();
  await press('Tab');
  await field('title').fill('（虚构）反映道路补偿款没有发放');
  await field('happenedOn').fill('2026-09-01');
  await field('petitioner').fill('钱三多');
  await press('Control+S');
  await title(/信〔2026〕7号/).waitFor();
  expect(await page.getByText('钱三多').count()).toBe(0);
  await page.getByText('钱**').waitFor();
  await page.getByRole('button', { name: /^查看完整内容.*信访人$/ }).click();
  await page.getByRole('button', { name: '查看', exact: true }).click();
  await page.getByText('钱三多').waitFor();
  await press('Escape');

  // Leading from the directory to what is overdue: 15 days after 1 September are long over.
  await page.getByRole('link', { name: '台账', exact: true }).click();
  await page.getByRole('link', { name: '信访事项台账：逾期 1' }).click();
  await page.getByText('共 1 条').waitFor();
});
