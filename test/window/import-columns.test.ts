/** 导入 of a stranger's ledger in the real window: columns assigned by hand, remembered, changed and forgotten. */
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { countRows } from '../support/database-content.ts';
import { type ForeignCell, writeForeignWorkbooks } from '../support/foreign-workbook.ts';
import { copyOffice, county, jiashan, makeOffice } from '../support/offices.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';
import { accessibilityFaults } from './support/accessibility.ts';
import { dropFiles } from './support/drop-files.ts';
import { launch } from './support/launch.ts';

const shared = sharedTemporaryFolder();
const original = path.join(shared, 'county');
const fileOf = (name: string): string => path.join(shared, `${name}.xlsx`);

const header = ['类别', '依据', '编号', '出具单位', '何时', '经过', '标的额'];
const line = (number: number): ForeignCell[] => [
  '拖欠中小企业账款',
  '司法裁判',
  `（2025）示9901民初${number}号`,
  '示例县人民法院',
  '18/06/2025',
  '未按合同约定支付工程款。',
  120_000,
];

beforeAll(async () => {
  writeForeignWorkbooks(
    [
      { name: '三季度', numbers: [1, 2, 3] },
      { name: '四季度', numbers: [4] },
    ].map(({ name, numbers }) => ({
      file: fileOf(name),
      sheets: [
        {
          name: '统计',
          rows: [['甲山镇情况统计'], header, ...numbers.map(line)],
          merges: ['A1:G1'],
          hiddenRows: [5],
        },
      ],
    })),
  );
  await makeOffice(original, county, true);
});

it('is read by the columns that the user assigns, and the next one by itself', async () => {
  const dataFolder = copyOffice(original);
  const before = countRows(dataFolder, 'credit_records');
  const { page } = await launch({ dataFolder });
  await page.evaluate(() => {
    (globalThis as unknown as { location: { hash: string } }).location.hash = '#/imports';
  });
  await page.getByText('还没有导入过文件').waitFor();
  await dropFiles(page, fileOf('三季度'));
  const card = page.getByRole('region', { name: '三季度.xlsx' });
  await card.getByText('没有认出这是哪种表').waitFor();

  /** Chooses in a drop-down by the keyboard alone. */
  const choose = async (label: string, option: string): Promise<void> => {
    await page.getByRole('combobox', { name: label, exact: true }).focus();
    await page.keyboard.type(option);
    await page.keyboard.press('Enter');
  };
  await choose('表种', '');
  await page.locator('.ant-select-item-option', { hasText: '政务失信记录台账' }).click();
  await card.getByRole('button', { name: '核对列对应关系' }).click();
  await card.getByText(/^还没有对应的必需列：/).waitFor();
  const columns: [string, string][] = [
    ['失信类型', '类别'],
    ['文书类型', '依据'],
    ['文号', '编号'],
    ['认定机关', '出具单位'],
    ['认定日期', '何时'],
    ['事实', '经过'],
    ['金额(万元)', '标的额'],
    ['单位', '固定值'],
    ['统一社会信用代码', '固定值'],
  ];
  for (const [title, option] of columns) await choose(`“${title}”对应的列`, option);
  await page.getByLabel('“单位”的固定值').fill('示例县甲山镇人民政府');
  await card.getByText('还没有对应的必需列：统一社会信用代码', { exact: true }).waitFor();
  await page.getByLabel('“统一社会信用代码”的固定值').fill(jiashan);
  await card.getByText('必需的列都已对应。').waitFor();
  await choose('“认定日期”的日期顺序', '');
  await page.locator('.ant-select-item-option', { hasText: '日/月/年' }).click();
  await choose('“金额(万元)”的金额单位', '');
  await page.locator('.ant-select-item-option-content').getByText('元', { exact: true }).click();
  expect(await accessibilityFaults(page)).toEqual([]);

  await card.getByRole('button', { name: '读入并核对' }).click();
  await page.getByRole('heading', { name: '三季度.xlsx', level: 1 }).waitFor();
  await page.getByText('按指定的列对应关系读取').waitFor();
  // One row is hidden in the file: it stays out until someone takes it in.
  await page.getByText('文件中有 1 行是隐藏的，没有列入导入。').waitFor();
  await page.getByText('可写入 2', { exact: true }).waitFor();
  await page.getByRole('button', { name: '导入隐藏的行' }).click();
  await page.getByText('可写入 3', { exact: true }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: '写入数据库' }).click();
  await page.getByRole('dialog').getByText('3', { exact: true }).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: '写入', exact: true }).click();
  await page.getByText('已写入 3', { exact: true }).waitFor();
  expect(countRows(dataFolder, 'credit_records')).toBe(before + 3);

  await page.getByRole('link', { name: '导入' }).click();
  await dropFiles(page, fileOf('四季度'));
  const next = page.getByRole('region', { name: '四季度.xlsx' });
  await next.getByText('按上次的列对应关系读取（三季度）').waitFor();
  await next.getByRole('button', { name: '读入并核对' }).click();
  await page.getByRole('heading', { name: '四季度.xlsx', level: 1 }).waitFor();
  await page.getByText('可写入 1', { exact: true }).waitFor();
  await page.getByText('按上次的列对应关系读取').waitFor();
  // Changing it takes the file up again.
  await page.getByRole('button', { name: '更改' }).click();
  await next.getByText('必需的列都已对应。').waitFor();
  await next.getByRole('button', { name: '移除' }).click();

  await page.getByRole('button', { name: '记住的列对应关系' }).click();
  const known = page.getByRole('region', { name: '三季度' });
  await known.getByText('文号 ← 编号').waitFor();
  await known.getByRole('button', { name: '改名' }).click();
  await page.getByLabel('名称').fill('甲山镇季报');
  await page.keyboard.press('Enter');
  const renamed = page.getByRole('region', { name: '甲山镇季报' });
  await renamed.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await renamed.getByRole('button', { name: '删除' }).click();
  await page
    .getByRole('dialog', { name: '删除“甲山镇季报”？' })
    .getByRole('button', { name: '删除' })
    .click();
  await page.getByText('还没有。读入表头不同的文件时指定一次，就会记在这里。').waitFor();
});
