/** 公示与异议 in the real window: an objection to a score, its recheck, the corrected result, and a correction after 定级. */
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { places } from '../../renderer/ui/places.ts';
import { goToNotice } from '../support/cycle-walk.ts';
import { county, jiashan, makeOffice, withOffice } from '../support/offices.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';
import { launchElectron } from './support/launch.ts';
import { visit } from './support/look.ts';

const shared = sharedTemporaryFolder();
const dataFolder = path.join(shared, 'county');
const cycle = '2026';
let app: ElectronApplication;
let page: Page;

beforeAll(async () => {
  await makeOffice(dataFolder, county, true);
  await withOffice(dataFolder, async ({ client }) => {
    // 18 of 20 by the assessor: 0.9 × 2 = 1.80 points for A1.1.
    for (const [item, value] of [
      ['n', 18],
      ['d', 20],
    ] as const) {
      const cell = { cycle, bodyUscc: jiashan, leaf: 'A1.1', item, role: 'assessor', value } as const;
      expect((await client.call('entries.put', cell)).stored).toBe(true);
    }
    await goToNotice(client, cycle);
  });
  ({ app } = await launchElectron({ dataFolder, userData: path.join(shared, 'user') }));
  page = await app.firstWindow();
  page.setDefaultTimeout(15_000);
});
afterAll(() => app.close());

const dialog = () => page.getByRole('dialog');
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const answer = async (name: string): Promise<void> => {
  await dialog().getByRole('button', { name, exact: true }).click();
  await dialog().waitFor({ state: 'hidden' });
};
const part = (name: string) => page.getByRole('region', { name, exact: true });
const choose = async (label: string, option: string): Promise<void> => {
  await dialog().getByLabel(label, { exact: true }).click();
  await page.keyboard.type(option);
  await page.locator('.ant-select-item-option').filter({ hasText: option }).first().click();
};

/** Takes a step on the page of the matter. */
const takeStep = async (step: string, fields: Readonly<Record<string, string>>): Promise<void> => {
  await press(step);
  for (const [name, text] of Object.entries(fields)) await page.locator(`#field-${name}`).fill(text);
  await page.keyboard.press('Control+S');
  await page.getByText(`已办理：${step}`).waitFor();
};

it('leads from the notice by an upheld objection to a corrected result, with both scores', async () => {
  await visit(page, places.notice(cycle));
  await press('开始公示');
  await dialog().getByText('按规则 5 个工作日').waitFor();
  await answer('开始公示');
  await part('公示').getByText('还剩 5 个工作日').waitFor();
  await part('定级').getByText('还没有登记审定会议或者审批人。').waitFor();

  // From the score itself: unit and indicator are filled in.
  await visit(page, places.notice(cycle, { unit: jiashan, leaf: 'A1.1' }));
  await dialog().getByText('示例县甲山镇人民政府').waitFor();
  await dialog().getByLabel('异议理由', { exact: true }).fill('（虚构）两件决策的材料已经补齐。');
  await answer('登记');
  const objections = part('考核异议');
  await objections.getByText('待受理').waitFor();

  await objections.getByRole('row').filter({ hasText: '甲山镇' }).click();
  await takeStep('受理', { handler: '李敏' });
  await takeStep('核查完毕', { checkedResult: '补充材料属实。' });
  await takeStep('异议成立', { reason: '补充材料属实，应当计入。' });

  await visit(page, places.notice(cycle));
  const rechecks = part('复核与更正');
  await rechecks.getByText('等待填写复核值').waitFor();
  await press('填写复核值');
  // The assessor's 18 of 20 count so far.
  await dialog().getByText('18').waitFor();
  await dialog()
    .getByLabel(/^复核值/)
    .first()
    .fill('20');
  await answer('保存并结束复核');
  await rechecks.getByText('已复核，等待确认').waitFor();
  await press('测算并确认更正结果');
  await dialog().getByRole('row').filter({ hasText: '甲山镇' }).waitFor();
  for (const label of ['填写有误', '数据有误', '数据不全'] as const) {
    const field = dialog().getByLabel(label);
    if ((await field.count()) > 0) await field.fill('（虚构）已经核实');
  }
  await answer('确认更正结果');
  await rechecks.getByText('1.80 → 2.00').waitFor();
  await part('正式结果').getByText('复核更正结果').waitFor();
  await part('正式结果').getByText('已被更正结果取代').waitFor();

  // The correction is marked wherever the score is shown.
  await part('正式结果').getByRole('link', { name: '查看', exact: true }).first().click();
  const ranked = page.getByRole('row').filter({ hasText: '甲山镇' });
  await ranked.getByText('更正', { exact: true }).waitFor();
  await ranked.click();
  await page.getByRole('region', { name: '更正' }).getByText('1.80 → 2.00').waitFor();
  await page.getByRole('link', { name: '对这个得分提出异议' }).waitFor();
});

it('makes the result final once all is settled, and corrects it only by another person’s leave', async () => {
  await visit(page, places.notice(cycle));
  await part('考核异议').getByRole('row').filter({ hasText: '甲山镇' }).click();
  await takeStep('告知结果', {});
  await visit(page, places.notice(cycle));
  await press('提前结束');
  await dialog().getByLabel('提前结束的理由', { exact: true }).fill('各单位均已书面确认无异议');
  await answer('确认提前结束');
  await press('登记审定');
  await dialog().getByLabel('审定会议或者审批人', { exact: true }).fill('县政务诚信建设领导小组');
  await answer('登记');
  await part('定级').getByText('各项均已办结').waitFor();
  for (const step of ['公示期满', '定级']) {
    await visit(page, places.cycle(cycle));
    await press(step);
    await answer(step);
  }
  await visit(page, places.notice(cycle));
  await part('定级').getByText('结果已经定级').waitFor();

  await press('申请更正');
  await choose('单位', '甲山镇');
  await choose('更正的指标', 'A1.2');
  await dialog().getByLabel('更正理由', { exact: true }).fill('（虚构）录入错误');
  await dialog().getByLabel('申请人', { exact: true }).fill('李敏');
  await answer('提交申请');
  const asked = part('定级后更正申请');
  await asked.getByText('等待审批').waitFor();
  await press('审批');
  await dialog().getByLabel('审批人', { exact: true }).fill('李敏');
  await dialog().getByRole('button', { name: '确认', exact: true }).click();
  await dialog().getByText('更正不能由申请人（李敏）自己审批').waitFor();
  await dialog().getByLabel('审批人', { exact: true }).fill('王建国');
  await answer('确认');
  await asked.getByText('已批准').first().waitFor();
  await part('复核与更正').getByText('定级后更正').waitFor();
});
