/**
 * A year's assessment of twenty units done in the window, from the plan to the archive: entry, hand-in, a return, both
 * reviews, the official result, an objection that is upheld, the final result, a correction after it, what follows from the
 * grades, and the archive. What nineteen clerks do as the twentieth does in the window is done by the same operations.
 *
 * The numbers are of one leaf: A1.1 has 2 of 100 points, a ratio with target 1 and floor 0.6. 甲山镇 states 15 of 20, which is
 * 0.75 × 2 = 1.50; after its return 16 of 20, 1.60; the recheck finds 20 of 20, 2.00; the correction 18 of 20, 1.80.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { county, jiashan, makeOffice, withOffice, xintian } from '../support/offices.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';
import { answerSaveDialog } from './support/dialogs.ts';
import { launchElectron } from './support/launch.ts';
import { visit } from './support/look.ts';

const shared = sharedTemporaryFolder();
const dataFolder = path.join(shared, 'county');
const archive = path.join(shared, '2027年度归档');
const cycle = '2027';
const town = '示例县甲山镇人民政府';
let app: ElectronApplication;
let page: Page;

const start = async (): Promise<void> => {
  ({ app } = await launchElectron({ dataFolder, userData: path.join(shared, 'user') }));
  page = await app.firstWindow();
  page.setDefaultTimeout(20_000);
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
};

beforeAll(async () => {
  await makeOffice(dataFolder, county, true);
  // In the sample these two have not stated anything in 2026 yet.
  await withOffice(dataFolder, async ({ client }) => {
    for (const bodyUscc of [jiashan, xintian]) {
      await client.call('entries.copyPrevious', { cycle: '2026', role: 'self', of: { bodyUscc } });
    }
  });
  await start();
}, 120_000);
afterAll(() => app.close());

const at = (rest = '') => `/assessment/${cycle}${rest}`;
const dialog = () => page.getByRole('dialog');
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const answer = async (name: string): Promise<void> => {
  await dialog().getByRole('button', { name, exact: true }).click();
  await dialog().waitFor({ state: 'hidden' });
};
const part = (name: string) => page.getByRole('region', { name, exact: true });
const saved = () => page.getByRole('status').filter({ hasText: '全部已保存' }).waitFor();

/** From the page of the cycle into the next stage. */
const goOn = async (step: string, stage: string): Promise<void> => {
  await visit(page, at());
  await press(step);
  await answer(step);
  await page.getByText(`当前阶段：${stage}`).waitFor();
};

/** A step for all units, or for one. */
const stepUnits = async (step: string, done: string, only?: string): Promise<void> => {
  await visit(page, at());
  const choice = only === undefined ? '选中所列单位' : `选中 ${only}`;
  await page.getByRole('checkbox', { name: choice }).check();
  await press(step);
  if (step === '退回') await dialog().getByLabel('退回意见').fill('A1.1 合法性审查意见缺一件，请补正。');
  await dialog().getByRole('button', { name: step, exact: true }).click();
  await page.getByRole('status').filter({ hasText: done }).waitFor();
};

/** Types values of A1.1 on the unit's sheet, from the numerator down. */
const typeDone = async (...texts: readonly string[]): Promise<void> => {
  await visit(page, at(`/entry/${jiashan}?role=self&leaf=A1.1&item=n`));
  const cursor = page.getByRole('grid').locator('xpath=..').locator('textarea');
  await expect.poll(() => cursor.getAttribute('aria-label')).toContain('A1.1');
  for (const text of texts) {
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  }
  await saved();
};

/** Answers whatever a seal asks for. */
const giveReasons = async (): Promise<void> => {
  for (const field of await dialog().locator('textarea').all()) await field.fill('（虚构）已经核实');
};

/** What the official result says of the leaf, by the operations. */
const pointsOfLeaf = (): Promise<string | null> =>
  withOffice(dataFolder, async ({ client }) => {
    const { runs } = await client.call('runs.list', { cycle });
    const official = runs.find(
      ({ modelCode, seal }) => modelCode === 'TOWNSHIP-2026' && seal !== null && seal.supersededBy === null,
    );
    const { nodes } = await client.call('runs.explain', { run: official?.id ?? '', subject: jiashan });
    return nodes.find(({ code }) => code === 'A1.1')?.published ?? null;
  });

it('is planned and issued', async () => {
  await visit(page, '/assessment');
  await press('新建周期');
  await dialog().getByLabel('方案文号').fill('示信办〔2027〕1号');
  await answer('建立');
  await page.getByRole('heading', { level: 1, name: '2027年度政务诚信考核' }).waitFor();
  // The office that assesses is not assessed by itself; twelve townships and eight departments are left.
  await press('移出 示例县社会信用体系建设办公室');
  await answer('移出');
  await page.getByRole('row', { name: '社会信用体系建设办公室' }).waitFor({ state: 'detached' });
  await visit(page, at('/plan'));
  await expect.poll(() => page.getByLabel('方案文号').inputValue()).toBe('示信办〔2027〕1号');
  await goOn('下发', '已下发');
  await goOn('开始自评', '自评');
});

it('is filled in: one unit in the window, the others like it', async () => {
  await visit(page, at(`/entry/${jiashan}?role=self`));
  await press('复制上期');
  await dialog()
    .getByText(/将填入/)
    .first()
    .waitFor();
  await answer('复制');
  await saved();
  await typeDone('15', '20');
  await app.close();
  await withOffice(dataFolder, async ({ client }) => {
    const { units } = await client.call('cycles.read', { cycle });
    expect(units).toHaveLength(20);
    // Departments without business of their own are assessed by what all have in common, as last year.
    const { decisions } = await client.call('decisions.list', { cycle: '2026' });
    for (const { bodyUscc, kind, code, count, reason } of decisions) {
      if (kind !== 'notApplicable') continue;
      await client.call('decisions.put', { cycleCode: cycle, bodyUscc, kind, code, count, reason });
    }
    for (const { bodyUscc } of units) {
      for (const role of ['self', 'assessor', 'department', 'thirdParty', 'survey'] as const) {
        await client.call('entries.copyPrevious', { cycle, role, of: { bodyUscc } });
      }
      const [checked] = (await client.call('entries.check', { cycle, bodyUscc })).rows;
      const doubts = checked?.findings.filter(({ role, explained }) => role === 'self' && !explained) ?? [];
      const cells = doubts.map(({ leaf = '', item = '' }) => ({
        ...{ bodyUscc, leaf, item, role: 'self' as const },
        note: '（虚构）已核对，属实',
      }));
      if (cells.length > 0) await client.call('entries.putMany', { cycle, cells });
    }
  });
  await start();
  await stepUnits('上报', '上报 20 个单位。');
});

it('is reviewed, with one unit returned and handed in anew', async () => {
  await goOn('开始初审', '初审');
  await stepUnits('退回', '退回 1 个单位。', town);
  await typeDone('16');
  await stepUnits('上报', '上报 1 个单位。', town);
  await stepUnits('初审通过', '初审通过 20 个单位。');
  await goOn('初审完成', '外部评价');
  await goOn('开始复核', '复核');
  await stepUnits('复核完成', '复核完成 20 个单位。');
});

it('has an official result of each model, and is made known', async () => {
  await visit(page, at());
  await press('测算');
  await page.getByRole('heading', { level: 1, name: '测算结果' }).waitFor();
  for (const model of [/乡镇/, /县直部门/]) {
    await visit(page, '/results');
    await page.getByRole('row', { name: model }).first().click();
    await press('确认为正式结果');
    await giveReasons();
    await answer('确认');
    await page
      .getByText(/正式结果，.*确认/)
      .first()
      .waitFor();
  }
  await goOn('公示', '公示');
  await visit(page, at('/notice'));
  await press('开始公示');
  await answer('开始公示');
  await part('公示').getByText('还剩 5 个工作日').waitFor();
});

it('hears an objection, and states both scores after the recheck', async () => {
  await visit(page, at(`/notice?unit=${jiashan}&leaf=A1.1`));
  await dialog().getByLabel('异议理由', { exact: true }).fill('（虚构）四件决策的材料已经补齐。');
  await answer('登记');
  const take = async (step: string, fields: Readonly<Record<string, string>>): Promise<void> => {
    await press(step);
    for (const [name, text] of Object.entries(fields)) await page.locator(`#field-${name}`).fill(text);
    await page.keyboard.press('Control+S');
    await page.getByText(`已办理：${step}`).waitFor();
  };
  await part('考核异议').getByRole('row').filter({ hasText: '甲山镇' }).click();
  await take('受理', { handler: '李敏' });
  await take('核查完毕', { checkedResult: '补充材料属实。' });
  await take('异议成立', { reason: '补充材料属实，应当计入。' });
  await visit(page, at('/notice'));
  await press('填写复核值');
  const value = dialog().getByLabel(/^复核值/);
  await value.first().fill('20');
  await answer('保存并结束复核');
  await press('测算并确认更正结果');
  await dialog().getByRole('row').filter({ hasText: '甲山镇' }).waitFor();
  await giveReasons();
  await answer('确认更正结果');
  await part('复核与更正').getByText('1.60 → 2.00').waitFor();
  await part('考核异议').getByRole('row').filter({ hasText: '甲山镇' }).click();
  await take('告知结果', {});
});

it('becomes final, and is corrected afterwards only by leave', async () => {
  await visit(page, at('/notice'));
  await press('提前结束');
  await dialog().getByLabel('提前结束的理由', { exact: true }).fill('各单位均已书面确认无异议');
  await answer('确认提前结束');
  await press('登记审定');
  await dialog().getByLabel('审定会议或者审批人', { exact: true }).fill('县政务诚信建设领导小组');
  await answer('登记');
  await goOn('公示期满', '异议复核');
  await goOn('定级', '已定级');
  await visit(page, at('/notice'));
  await press('申请更正');
  for (const [label, option] of [
    ['单位', '甲山镇'],
    ['更正的指标', 'A1.1'],
  ] as const) {
    await dialog().getByLabel(label, { exact: true }).click();
    await page.keyboard.type(option);
    await page.locator('.ant-select-item-option').filter({ hasText: option }).first().click();
  }
  await dialog().getByLabel('更正理由', { exact: true }).fill('（虚构）两件决策属于上一年度');
  await dialog().getByLabel('申请人', { exact: true }).fill('李敏');
  await answer('提交申请');
  await press('审批');
  await dialog().getByLabel('审批人', { exact: true }).fill('王建国');
  await answer('确认');
  await press('填写复核值');
  await dialog()
    .getByLabel(/^复核值/)
    .first()
    .fill('18');
  await answer('保存并结束复核');
  await press('测算并确认更正结果');
  await giveReasons();
  await answer('确认更正结果');
  await part('复核与更正').getByText('2.00 → 1.80').waitFor();
});

it('has consequences and is filed where it can be verified', async () => {
  await goOn('结果运用', '结果运用');
  await visit(page, at('/consequences'));
  await press('提出建议');
  await page.getByText('印发考核通报').first().waitFor();
  await visit(page, at('/archive'));
  await answerSaveDialog(app, archive);
  await press('生成归档');
  await page.getByText('归档完好').waitFor({ timeout: 60_000 });
  expect(existsSync(path.join(archive, 'manifest.json'))).toBe(true);
  await goOn('归档', '已归档');
  await app.close();
  expect(await pointsOfLeaf()).toBe('1.80');
  await start();
}, 120_000);
