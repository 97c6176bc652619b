/** 信用档案 in the real window: a record registered by keyboard, and found where it belongs. */
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { buildUscc } from '#shared/domain/uscc.ts';
import { copyOffice, county, jiashan, makeOffice } from '../support/offices.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';
import { launch } from './support/launch.ts';

/** The page's own. */
declare const document: { activeElement: { id: string } | null };

const original = path.join(sharedTemporaryFolder(), 'county');
const villageCode = buildUscc('54', '990101', 'MC100001');
const documentNo = '（2026）示9901民初77号';
const town = '示例县甲山镇人民政府';

beforeAll(async () => {
  await makeOffice(original, county, true);
});

const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

/** Types into the field that has the cursor; Tab picks what the list below it offers, and goes on. */
const choose = async (page: Page, text: string, option: string): Promise<void> => {
  await page.keyboard.type(text);
  await page.locator('.ant-select-item-option').filter({ hasText: option }).first().waitFor();
  await press(page, 'Tab');
};

const visit = (page: Page, address: string): Promise<void> =>
  page.evaluate((address) => {
    (globalThis as unknown as { location: { hash: string } }).location.hash = `#${address}`;
  }, address);

it('registers a record by keyboard: a wrong code is told beside its field, then corrected', async () => {
  const { page } = await launch({ dataFolder: copyOffice(original) });
  await page.getByRole('link', { name: '信用档案' }).click();
  await page.getByRole('button', { name: '登记记录' }).focus();
  await press(page, 'Enter');

  // The check character of the town's code is B.
  const unit = page.getByLabel('单位', { exact: false }).and(page.locator('#field-bodyUscc'));
  await expect.poll(() => unit.evaluate((input) => input === input.ownerDocument.activeElement)).toBe(true);
  await page.keyboard.type('11990101MB9A01033C');
  await press(page, 'Tab');
  const said = page.locator('#field-bodyUscc-said');
  await said.getByText('末位校验码应为“B”，现为“C”').waitFor();
  expect(await unit.getAttribute('aria-invalid')).toBe('true');

  await press(page, 'Shift+Tab', 'Control+A');
  await page.keyboard.type(jiashan);
  await said.getByText(town).waitFor();
  expect(await unit.getAttribute('aria-invalid')).toBe('false');
  await press(page, 'Tab');

  await choose(page, '拖欠中小', '拖欠中小企业账款');
  await choose(page, '司法', '司法裁判');
  await page.keyboard.type(documentNo);
  await press(page, 'Tab');
  await page.keyboard.type('示例县人民法院');

  // Saving too early stores nothing, says so at each field, and puts the cursor into the first of them.
  await press(page, 'Control+S');
  await page.getByText('没有保存：有 2 处需要更正').waitFor();
  await page.locator('#field-fact-said').getByText('“事实”没有填写').waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('field-decisionDate');
  await page.keyboard.type('2026年5月6日');
  await press(page, 'Tab');
  await page.keyboard.type('（虚构）未按合同约定支付工程款。');

  // Leaving asks first; staying loses nothing.
  await page.getByRole('link', { name: '单位', exact: true }).click();
  await page.getByRole('button', { name: '留在这里' }).click();
  // 一般失信 decided after 2026-04-01: three months at least, one year at most (国家发展改革委令第36号).
  await page.getByText('2026-08-06').waitFor();
  await page.getByText('2027-05-06').waitFor();
  await press(page, 'Control+S');

  await page.getByRole('heading', { name: '拖欠中小企业账款', level: 1 }).waitFor();
  await page.getByText(`司法裁判 ${documentNo}`).waitFor();

  await page.getByRole('link', { name: town }).click();
  await page.getByRole('heading', { name: town, level: 1 }).waitFor();
  const line = page.locator('.timeline li').filter({ hasText: documentNo });
  await line.getByText('2026-05-06').waitFor();

  await page.getByRole('link', { name: '信用记录', exact: true }).click();
  await page.getByLabel('搜索记录').fill('民初77号');
  await page.getByText('共 1 条').waitFor();
  const row = page.getByRole('row').filter({ hasText: documentNo });
  expect(await row.textContent()).toContain(town);
  await row.focus();
  await press(page, 'Enter');
  await page.getByRole('heading', { name: '拖欠中小企业账款', level: 1 }).waitFor();

  // A correction is kept beside what it corrected; a withdrawal asks for its reason.
  await page.getByRole('button', { name: '修改' }).click();
  await page.locator('#field-amount').fill('12.5');
  await press(page, 'Control+S');
  const history = page.locator('.changes').filter({ hasText: '金额（万元）' });
  await history.getByText('12.50').waitFor();
  await page.getByRole('button', { name: '撤销' }).click();
  await page.getByLabel('撤销原因').fill('判决被再审撤销');
  await page.getByRole('button', { name: '撤销记录' }).click();
  await page.getByText('这条记录已撤销，不再计入考核和公示').waitFor();
  await page.getByText('撤销原因：判决被再审撤销').first().waitFor();

  // The same document again is found out while it is typed.
  await visit(page, `/archive/records/new?unit=${jiashan}`);
  await page.locator('#field-item').focus();
  await choose(page, 'BN-107', '拖欠中小企业账款');
  await page.locator('#field-documentNo').fill('(2026)示9901民初７７号');
  await page.getByText('已有同一文号的记录').waitFor();
});

it('registers a body below another, finds it in the tree, and shows a citizen number only when asked', async () => {
  const { page } = await launch({ dataFolder: copyOffice(original) });
  await visit(page, `/archive/bodies/new?parent=${jiashan}`);
  const field = (name: string) => page.locator(`#field-${name}`);
  await field('parentUscc-said').getByText(town).waitFor();
  await field('name').fill('示例县诚信村村民委员会');
  await field('uscc').fill(villageCode);
  await field('bodyType').focus();
  await choose(page, '村', '村(居)委会');
  await choose(page, '村级', '村级');
  await page.keyboard.type('9901011002');
  await press(page, 'Tab');
  await field('regionCode-said').getByText('应为 12 位数字，现为 10 位').waitFor();
  await field('regionCode').fill('990101100201');
  await press(page, 'Control+S');
  await page.getByRole('heading', { name: '示例县诚信村村民委员会', level: 1 }).waitFor();

  await page.getByRole('link', { name: '单位', exact: true }).click();
  await page.getByLabel('搜索单位').fill('诚信村');
  await page.getByText('共 1 条').waitFor();
  await page.getByLabel('搜索单位').fill('');
  // In the tree: the office, its bodies by name, and below the town the new village.
  const tree = page.getByRole('tree', { name: '单位树' });
  await tree.getByTitle('示例县诚信村村民委员会').waitFor();
  await tree.getByTitle(town, { exact: true }).click();
  await page.getByText(`“${town}”及其下级单位`).waitFor();
  expect(await page.getByRole('row').filter({ hasText: '诚信村' }).count()).toBe(1);
  await tree.focus();
  await press(page, 'Enter');
  await page.getByRole('heading', { name: town, level: 1 }).waitFor();

  await page.getByRole('button', { name: /^公职人员 \d+ 名$/ }).click();
  await page.getByRole('heading', { name: '公职人员', level: 1 }).waitFor();
  const masked = page.getByText(/^9901\*{10}[\dX]{4}$/);
  const shown = (await masked.first().textContent()) ?? '';
  await masked.first().click();
  await page.getByRole('button', { name: '查看完整号码' }).click();
  await page.getByRole('button', { name: '查看', exact: true }).click();
  const number = (await page.getByText(/^\d{17}[\dX]$/).textContent()) ?? '';
  expect(`${number.slice(0, 4)}**********${number.slice(14)}`).toBe(shown);
});
