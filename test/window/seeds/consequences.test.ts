/** 结果运用 in the window, and the registers of supervision, accountability and institutions, as a clerk fills them in. */
import { statSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, dayInChina } from '#shared/domain/dates.ts';
import { supervisionTopics } from '#shared/ledgers/definitions/tasks.ts';
import { county, jiashan, makeOffice, withOffice } from '../../support/offices.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { answerSaveDialog } from '../support/dialogs.ts';
import { launchElectron } from '../support/launch.ts';
import { visit } from '../support/look.ts';
import { ledgerWindow } from './ledger-window.ts';

const shared = sharedTemporaryFolder();
const dataFolder = path.join(shared, 'county');
const unit = { unit: jiashan };
const today = dayInChina(new Date().toISOString());
let app: ElectronApplication;
let page: Page;
let on: ReturnType<typeof ledgerWindow>;
let official = '';

beforeAll(async () => {
  await makeOffice(dataFolder, county, true);
  await withOffice(dataFolder, async ({ client }) => {
    const { runs } = await client.call('runs.execute', { cycle: '2025' });
    for (const { run } of runs) {
      const { held } = await client.call('runs.sealCheck', { run: run.id });
      const accepted = Object.fromEntries(held.map(({ exception }) => [exception, '经审核']));
      await client.call('runs.seal', { run: run.id, kind: 'official', accepted });
    }
    const { rows } = await client.call('officials.search', { bodyUscc: jiashan });
    official = rows[0]?.id ?? '';
  });
  ({ app } = await launchElectron({ dataFolder, userData: path.join(shared, 'user') }));
  page = await app.firstWindow();
  page.setDefaultTimeout(15_000);
  on = ledgerWindow(page);
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
}, 120_000);
afterAll(() => app.close());

const tableOf = (name: string) => page.getByRole('table', { name });

it('结果运用：按规则提出，逐条决定后登记台账，不重复；等次逐步可查；告知书一次出齐', async () => {
  await visit(page, '/assessment/2025/consequences');
  await page.getByText('还没有建议。', { exact: false }).waitFor();
  await page.getByRole('button', { name: '提出建议' }).click();
  await page.getByText('印发考核通报').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  // 辛田乡 had 53.11 points, less than the 60 that 合格 asks for.
  await page.getByRole('searchbox', { name: '单位名称' }).fill('辛田');
  await page.getByRole('button', { name: '选中列出的待决定 4 条' }).click();
  await page.getByRole('button', { name: '决定选中的 4 条' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('责令整改 1 条', { exact: false }).waitFor();
  await dialog.getByLabel('经办人（约谈人）').fill('王主任');
  await dialog.getByRole('button', { name: '确定' }).click();
  await page.getByText('已决定 4 条，登记台账 4 条。').waitFor();
  await page.getByRole('link', { name: '整改：待整改' }).waitFor();
  expect(await page.getByRole('checkbox', { name: /辛田/ }).count()).toBe(0);
  await page.getByRole('link', { name: '整改：待整改' }).click();
  await on.title(/整改/).waitFor();
  await page.getByText('失分较多的指标', { exact: false }).first().waitFor();

  await visit(page, '/assessment/2025/consequences?view=grades');
  // 90.02 points would be 优秀; it is still a judgment defaulter.
  const renxi = page.getByRole('row', { name: /壬溪镇/ });
  await renxi.getByText('一票否决“期末本单位仍为失信被执行人”，不高于“不合格”', { exact: false }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  await page.getByRole('button', { name: '批量出文书' }).click();
  // Twelve townships and eight departments.
  await dialog.getByText('共 20 个单位', { exact: false }).waitFor();
  await dialog.getByLabel('发文字号', { exact: false }).fill('示信办〔2026〕#号');
  expect(await accessibilityFaults(page)).toEqual([]);
  const target = path.join(shared, '告知书.zip');
  await answerSaveDialog(app, target);
  await dialog.getByRole('button', { name: '出文书' }).click();
  await page.getByText('已出具 20 份。').first().waitFor();
  expect(statSync(target).size).toBeGreaterThan(20_000);
});

it('S13 问责对象、范围、程序、尺度：调查、听取申辩以后才能决定，方式从规定的尺度中选', async () => {
  await on.register(
    'accountabilities',
    { ...unit, official },
    { title: '承诺事项长期不兑现', happenedOn: '2026-03-02' },
  );
  const decide = page.getByRole('button', { name: '更多 ▾' });
  await decide.click();
  expect(await page.getByRole('menuitem', { name: '作出问责决定' }).count()).toBe(0);
  await page.keyboard.press('Escape');
  await on.take('调查完成', { on: '2026-03-10', investigation: '情况属实' });
  await on.take('听取陈述申辩', { on: '2026-03-15', defence: '没有异议' });
  await on.take('作出问责决定', {
    ...{ on: '2026-03-20', kind: { choose: '诫勉' }, decisionNo: '示信问〔2026〕1号' },
    ...{ decidedBy: '示例县人民政府', reason: '影响较大' },
  });
  await page.getByText('待送达执行').first().waitFor();
});

it('S14 岗位责任制：岗位职责与责任人相连，在其档案中可见，到期检查履职', async () => {
  await on.register(
    'postDuties',
    { ...unit, official },
    {
      title: '信用信息管理员',
      duties: '归集、审核、报送本镇信用信息。',
      happenedOn: '2026-01-04',
      reviewDue: '2026-06-30',
    },
  );
  await page.getByText('已逾期').first().waitFor();
  await on.take('登记履职检查', {
    reviewResult: { choose: '履职到位' },
    reviewDue: addDays(today, 180),
  });
  await on.go(`/archive/officials/${official}`);
  await page.getByText('信用信息管理员').first().waitFor();
});

it('S15 公开制度化、栏目：逾期未更新的提醒，更新后等下一次', async () => {
  const column = await on.register('columnSchedules', unit, {
    ...{ title: '双公示专栏', channel: { choose: '政府网站' }, frequency: { choose: '每月' } },
    ...{ happenedOn: '2026-01-05', nextDue: '2026-02-05' },
  });
  await page.getByText('已逾期').first().waitFor();
  await on.go('/ledgers/columnSchedules');
  await page.getByRole('row', { name: /双公示专栏.*逾期/ }).waitFor();
  await on.go(`/ledgers/columnSchedules/${column}`);
  await on.take('登记更新', { nextDue: addDays(today, 30) });
  await expect.poll(() => page.getByText('已逾期').count()).toBe(0);
});

it('S16 组织领导：领导小组及成员、会议纪要和议定事项', async () => {
  const group = await on.register('leadingGroups', unit, {
    ...{ number: '示甲政发〔2026〕2号', title: '甲山镇政务诚信建设领导小组', head: '李镇长' },
    ...{ members: '党政办、财政所、司法所', happenedOn: '2026-01-08' },
  });
  await on.register(
    'leadingGroupMeetings',
    { ...unit, row: group },
    {
      ...{ number: '第1次', title: '研究年度考核方案', happenedOn: '2026-02-02', chair: '李镇长' },
      ...{ attendees: '各成员单位负责人', minutes: '会议听取了自评情况汇报。', dueOn: '2026-03-31' },
    },
  );
  await on.take('登记落实情况', { outcome: '方案已印发' });
  await on.go(`/ledgers/leadingGroups/${group}`);
  await page.getByRole('link', { name: /第1次/ }).first().waitFor();
});

it('S17 法规制度建设：施行、失效日期，规范性文件十五日内备案', async () => {
  await on.register('normativeDocuments', unit, {
    ...{ number: '示甲政发〔2026〕3号', title: '甲山镇政务诚信管理办法', kind: { choose: '规范性文件' } },
    ...{ happenedOn: '2026-03-02', effectiveOn: '2026-04-01', validTo: '2031-03-31' },
  });
  // The 2nd of March and fifteen days.
  await page.getByText('2026-03-17').first().waitFor();
  await on.take('登记备案', { on: '2026-03-12', filingNo: '示备〔2026〕7号' });
  await page.getByText('示备〔2026〕7号').first().waitFor();
  await expect.poll(() => page.getByRole('button', { name: '登记备案' }).count()).toBe(0);
});

it('S39 专项督导：依法行政、政务公开、信用体系建设、社会诚信四类清单分别登记', async () => {
  for (const topic of Object.values(supervisionTopics)) {
    await on.register('supervisions', unit, {
      ...{ title: `${topic}专项督导`, topic: { choose: topic }, happenedOn: '2026-03-01' },
      ...{ team: '第一督导组', checklist: `一、${topic}制度是否健全；二、是否落实到位。` },
    });
    await page.getByText(`一、${topic}制度是否健全`, { exact: false }).first().waitFor();
  }
  await on.go('/ledgers/supervisions');
  for (const topic of Object.values(supervisionTopics)) {
    await tableOf('督导检查台账').getByText(topic, { exact: true }).first().waitFor();
  }
});
