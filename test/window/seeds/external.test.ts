/** What comes from outside the assessed units, in the window: surveys, department data, the reports of third parties. */
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pdfOf, writeInto } from '../../support/evidence-files.ts';
import { county, jiashan, makeOffice, withOffice, xintian } from '../../support/offices.ts';
import { writeTable } from '../../support/table-workbook.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { answerOpenDialog } from '../support/dialogs.ts';
import { launchElectron } from '../support/launch.ts';
import { visit } from '../support/look.ts';

const shared = sharedTemporaryFolder();
const dataFolder = path.join(shared, 'county');
const external = (view: string) => `/assessment/2026/external?view=${view}`;
let app: ElectronApplication;
let page: Page;
let fingerprint = '';

beforeAll(async () => {
  await makeOffice(dataFolder, county, true);
  await withOffice(dataFolder, async ({ client, grantRead }) => {
    const { id } = await client.call('ledgers.put', {
      ledger: 'thirdPartyReports',
      present: null,
      baseRevision: null,
      form: {
        title: '乡镇诚信第三方评估报告',
        agency: '示例评估有限公司',
        number: 'HT-2026-01',
        happenedOn: '2026-10-20',
        cycle: '2026',
      },
    });
    if (id === null) throw new Error('the report is well formed');
    await client.call('evidence.add', {
      ownerType: 'ledgerRow',
      ownerId: id,
      files: [grantRead(writeInto(shared, '评估报告.pdf', pdfOf('Report')))],
      declaredNotSecret: true,
      classification: 'internal',
    });
    const { reports } = await client.call('thirdParty.read', { cycle: '2026' });
    fingerprint = reports[0]?.files[0]?.sha256 ?? '';
  });
  ({ app } = await launchElectron({ dataFolder, userData: path.join(shared, 'user') }));
  page = await app.firstWindow();
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
}, 120_000);
afterAll(() => app.close());

/** Writes the import that is shown into the database. */
const commit = async (): Promise<void> => {
  await page.getByRole('button', { name: '写入数据库' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '写入', exact: true }).click();
  await page
    .getByText(/^已写入/)
    .first()
    .waitFor();
};

const row = (name: string) => page.getByRole('row', { name: new RegExp(name) }).first();

it('S8 公信力、知晓率、满意度：问卷、样本数、逐份答卷到得分，份数不够的按缺失处理', async () => {
  await visit(page, external('surveys'));
  await page.getByText('还没有满意度测评。').waitFor();
  await page.getByRole('button', { name: '新建测评' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: '对象' }).click();
  await page.locator('.ant-select-item-option', { hasText: '企业' }).click();
  await dialog.getByRole('spinbutton', { name: '每单位总体数' }).fill('1000');
  // 384.16 ÷ (1 + 383.16/1000) = 277.74 at ±5 points.
  await dialog.getByText('每个单位需 278 份有效问卷').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: '保存' }).click();
  await page.getByText('每个单位需 278 份有效问卷').waitFor();

  // Ten answers: 5×5 + 3×4 + 2×3 = 43 → 4.3; (4.3 − 1) ÷ 4 × 100 = 82.5. The other township has two.
  const answers = [5, 5, 5, 5, 5, 4, 4, 4, 3, 3].map((answer, index) => [`J${index}`, null, jiashan, answer]);
  const file = writeTable(path.join(shared, '企业答卷.xlsx'), [
    ['问卷编号', '单位', '统一社会信用代码', 'Q1'],
    ...answers,
    ['J0', null, jiashan, 1],
    ['X1', null, xintian, 5],
    ['X2', null, xintian, 5],
    ['X3', null, xintian, 9],
  ]);
  await answerOpenDialog(app, file);
  await page.getByRole('button', { name: '导入答卷', exact: true }).click();
  await page.getByText('填报值应在 1 到 5 之间').first().waitFor();
  await commit();

  await visit(page, external('surveys'));
  await page.getByRole('row', { name: /企业满意度测评/ }).click();
  await row('甲山镇').getByText('82.50').waitFor();
  await row('甲山镇').getByText('将填入').waitFor();
  const tooFew = row('辛田乡').getByText('2 份，不到 10 份');
  await tooFew.waitFor();
  expect(await tooFew.getAttribute('title')).toContain('按缺失处理');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: '采用结果' }).click();
  const confirm = page.getByRole('dialog');
  await confirm.getByText('1 个单位的有效份数不到模型要求的最少份数').waitFor();
  await confirm.getByRole('button', { name: /^采\s?用$/ }).click();
  await row('甲山镇').getByText('已填入').waitFor();
});

it('S11 内外结合评价：部门数据一张表填全部单位，与单位自评、问卷、第三方的值并列', async () => {
  await visit(page, external('suppliers'));
  const leaf = page.getByRole('row', { name: /A1\.2 规范性文件审核备案率/ });
  await leaf.getByText('已填齐').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('combobox', { name: '主管部门' }).click();
  await page.locator('.ant-select-item-option', { hasText: '乡镇' }).first().click();
  const file = writeTable(path.join(shared, '司法局.xlsx'), [
    ['单位', '统一社会信用代码', 'A1.2 经审核并备案的规范性文件数', 'A1.2 制发的规范性文件总数'],
    [null, jiashan, 7, 9],
  ]);
  await answerOpenDialog(app, file);
  await page.getByRole('button', { name: '导入部门数据' }).click();
  await page.getByRole('button', { name: '写入数据库' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /替换/ }).click();
  await dialog.getByRole('button', { name: '写入', exact: true }).click();
  await page
    .getByText(/^已写入/)
    .first()
    .waitFor();

  await visit(page, external('suppliers'));
  await leaf.getByText('逐单位填报').click();
  await page
    .getByRole('heading', { name: /A1\.2 规范性文件审核备案率：经审核并备案的规范性文件数/ })
    .waitFor();
  await page
    .getByRole('row', { name: /甲山镇/ })
    .getByText('7', { exact: true })
    .first()
    .waitFor();
});

it('S12 第三方监测体系：评估报告带指纹，得分整列粘贴，每个得分注明所依据的报告', async () => {
  await visit(page, external('thirdParty'));
  await row('乡镇诚信第三方评估报告').getByText(fingerprint.slice(0, 8)).waitFor();
  await page.getByRole('button', { name: '填入得分' }).click();
  const dialog = page.getByRole('dialog');
  const first = dialog.getByRole('textbox').first();
  await first.focus();
  await app.evaluate(({ clipboard }) => clipboard.writeText('88.5\t1\r\n79.25\t1\r\n一百\t1\r\n'));
  await page.keyboard.press('Control+V');
  await expect.poll(() => dialog.getByRole('textbox').nth(2).inputValue()).toBe('79.25');
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: /^填\s?入$/ }).click();
  await page.getByText('1 格没有填入：').waitFor();
  const scored = page.getByRole('row', { name: /88\.5/ });
  await scored.getByText('《乡镇诚信第三方评估报告》（示例评估有限公司，合同 HT-2026-01').waitFor();
  await row('乡镇诚信第三方评估报告').getByText('F3.1：3 个单位').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});
