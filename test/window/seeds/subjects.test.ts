/** 信用主体 in the real window: an official's credit file, the check before entry, a signed pledge, and who fed what. */
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { county, jiashan, makeOffice, withOffice } from '../../support/offices.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';
import { launchElectron } from '../support/launch.ts';

const shared = sharedTemporaryFolder();
const dataFolder = path.join(shared, 'county');
const name = '欧阳试用';
let app: ElectronApplication;
let page: Page;
let official = '';

const visit = (address: string): Promise<void> =>
  page.evaluate((hash) => {
    (globalThis as unknown as { location: { hash: string } }).location.hash = `#${hash}`;
  }, address);

beforeAll(async () => {
  await makeOffice(dataFolder, county, true);
  await withOffice(dataFolder, async ({ client }) => {
    // Born 1949-12-31, by the number; the page shows no more of it than the year.
    const form = { name, idNo: '11010519491231002X', bodyUscc: jiashan, staffCategory: 'civilServant' };
    const { id } = await client.call('officials.put', { present: null, baseRevision: null, form });
    official = id ?? '';
  });
  ({ app } = await launchElectron({ userData: path.join(shared, 'user'), dataFolder }));
  page = await app.firstWindow();
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
}, 120_000);
afterAll(() => app.close());

/** Opens the form for a line of the file and picks its category. */
const beginItem = async (category: string): Promise<void> => {
  await page.getByRole('button', { name: '登记事项' }).click();
  await page.getByRole('dialog').getByRole('combobox', { name: '类别' }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: category }).click();
};
const fill = (field: string, text: string): Promise<void> => page.locator(`#field-${field}`).fill(text);
const pick = async (field: string, option: string): Promise<void> => {
  await page.locator(`#field-${field}`).click();
  await page.locator('.ant-select-item-option').filter({ hasText: option }).first().click();
};
const save = async (): Promise<void> => {
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
};
const file = () => page.getByRole('region', { name: '档案事项' });
const identity = () => page.getByRole('region', { name: '基本信息' });

it('S18 公务员信用信息管理：诚信档案登记处分，影响期按规则算出并显示', async () => {
  await visit(`/archive/officials/${official}`);
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await identity().getByText('1949', { exact: true }).waitFor();
  await beginItem('违纪违法和处分');
  await pick('result', '警告');
  await fill('title', '（虚构）违反工作纪律');
  await fill('happenedOn', '2026-08-31');
  // 政务处分法: 警告 six months; 2027 has no 31 February.
  await page.getByText('算到 2027-02-28').waitFor();
  // Saving too early stores nothing and says what is missing.
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await page.locator('#field-documentNo-said').getByText('没有填写').waitFor();
  await fill('organ', '示例县监察委员会');
  await fill('documentNo', '示监〔2026〕8号');
  await save();
  await file().getByText('影响期至 2027-02-28').waitFor();
  await identity().getByText('警告，影响期至 2027-02-28').waitFor();
});

it('S47 严把入门关：入门审查登记结论、查询内容和单位，并列出本库查到的', async () => {
  await beginItem('入门审查');
  await page.getByText('此人有 1 份档案，失信记录 0 条，守信记录 0 条').waitFor();
  await pick('result', '通过');
  await fill('title', '失信被执行人、行政处罚、学历学位');
  await fill('happenedOn', '2026-06-01');
  await fill('organ', '示例县社会信用体系建设办公室');
  await save();
  await file().getByText('示例县社会信用体系建设办公室').waitFor();
  await identity().getByText('通过（2026-06-01）').waitFor();
});

it('S49 个人修养、廉洁：签订的承诺记入档案，登记错的可以更正而不消失', async () => {
  await beginItem('信用承诺');
  await fill('title', '公职人员诚信承诺书');
  await fill('happenedOn', '2026-03-05');
  await save();
  await identity().getByText('2026-03-05').waitFor();
  await file()
    .getByRole('button', { name: /^更正：公职人员诚信承诺书/ })
    .click();
  await page.getByLabel('更正原因').fill('不是本人签订');
  await page.getByRole('dialog').getByRole('button', { name: '更正', exact: true }).click();
  await file().getByText('更正：不是本人签订').waitFor();
  await expect.poll(() => identity().getByText('2026-03-05').count()).toBe(0);
});

it('S9 部门合力：哪些单位报了哪几类数据，没有报的一眼可见，空表就在旁边', async () => {
  await visit('/archive/bodies');
  await page.getByRole('button', { name: '数据覆盖' }).click();
  await page.getByRole('heading', { level: 1, name: '数据覆盖' }).waitFor();
  await page.getByRole('row', { name: /示例县甲山镇人民政府/ }).waitFor();
  await page.getByText('共 21 条').waitFor();
  // All were registered today, so nobody is left who has not.
  await page.getByRole('combobox', { name: '没有报' }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: '单位资料' }).click();
  await page.getByText('没有符合条件的单位').waitFor();
  await page.getByRole('link', { name: '公职人员诚信档案' }).click();
  await page.getByText('登记公职人员用的空表').waitFor();
});

it('单位更名以后，原名称还能查到，沿革写明经过', async () => {
  await visit(`/archive/bodies/${jiashan}`);
  await page.getByRole('button', { name: '登记变动' }).click();
  await fill('effectiveOn', '2026-05-01');
  await fill('toName', '示例县甲山街道办事处');
  await fill('documentNo', '示政函〔2026〕31号');
  await page.getByRole('dialog').getByRole('button', { name: '登记', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: '示例县甲山街道办事处' }).waitFor();
  await page.getByText('由“示例县甲山镇人民政府”更名为“示例县甲山街道办事处”').waitFor();
  await visit('/archive/bodies');
  await page.getByLabel('搜索单位').fill('甲山镇人民');
  await page.getByRole('row', { name: /示例县甲山街道办事处/ }).waitFor();
});
