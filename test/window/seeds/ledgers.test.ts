/** What offices keep in scattered ledgers, in the real window: each test is one measure of the checklist. */
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { county, jiashan, makeOffice, withOffice } from '../../support/offices.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';
import { launchElectron } from '../support/launch.ts';
import { ledgerWindow } from './ledger-window.ts';

const shared = sharedTemporaryFolder();
const dataFolder = path.join(shared, 'county');
const unit = { unit: jiashan };
let app: ElectronApplication;
let page: Page;
let on: ReturnType<typeof ledgerWindow>;
let official = '';
/** A record of 一般失信 decided on 2026-04-10: three months at least, until 2026-07-10. */
let record = '';

beforeAll(async () => {
  await makeOffice(dataFolder, county, true);
  await withOffice(dataFolder, async ({ client }) => {
    const [person] = (await client.call('officials.search', { bodyUscc: jiashan, limit: 1 })).rows;
    official = person?.id ?? '';
    const { id } = await client.call('records.put', {
      present: null,
      baseRevision: null,
      form: {
        bodyUscc: jiashan,
        item: 'BN-107',
        documentType: 'judgment',
        documentNo: '（2026）示9901民初188号',
        issuingOrgan: '示例县人民法院',
        decisionDate: '2026-04-10',
        severity: 'general',
        title: '拖欠工程款判决',
        fact: '（虚构）未按判决付款。',
      },
    });
    record = id ?? '';
  });
  ({ app } = await launchElectron({ dataFolder, userData: path.join(shared, 'user') }));
  page = await app.firstWindow();
  page.setDefaultTimeout(15_000);
  on = ledgerWindow(page);
});
afterAll(() => app.close());

/** The region of a record's or body's page that lists what refers to it. */
const related = () => page.getByRole('region', { name: '相关台账事项' });

it('S1 联合激励惩戒：措施库按记录提出建议，由人确认，登记执行反馈', async () => {
  await on.go(`/archive/records/${record}`);
  await related().getByRole('row').filter({ hasText: '城市信用监测扣分' }).getByRole('link').click();
  await page.getByText('待确认').first().waitFor();
  await on.take('确认采取', {});
  await on.take('登记执行反馈', { feedback: '已在当月监测中扣分。' });
  await page.getByText('已反馈').first().waitFor();
});

it('S10 奖惩备忘录：登记备忘录，措施写明出处', async () => {
  await on.register(
    'memorandums',
    {},
    {
      number: '发改财金〔2016〕141号',
      title: '关于对失信被执行人实施联合惩戒的合作备忘录',
      happenedOn: '2016-01-20',
      issuer: '国家发展和改革委员会等部门',
    },
  );
  await on.register(
    'measureLibrary',
    {},
    {
      rowId: { choose: '141号' },
      number: 'CF-P09',
      title: '限制担任公职',
      nature: { choose: '失信惩戒' },
      subjectType: { choose: '公职人员' },
      legalBasis: '发改财金〔2016〕141号',
      trigger: { choose: '由人工提出' },
      happenedOn: '2026-01-01',
    },
  );
  await page.getByRole('link', { name: /141号/ }).first().waitFor();
});

it('S20 政府采购监管、S43 投诉举报：违规转为失信线索，举报人打星号', async () => {
  await on.register('procurements', unit, {
    number: 'CG-2026-08',
    title: '道路照明采购',
    happenedOn: '2026-03-02',
    violated: { choose: '是' },
    violation: '拆分项目规避公开招标。',
  });
  await on.take('转为失信线索', { reason: '涉及采购失信' });
  await page
    .getByRole('link', { name: /CG-2026-08/ })
    .first()
    .click();
  await on.title(/线索/).waitFor();
  await page.getByText('拆分项目规避公开招标。').first().waitFor();

  await on.register('complaints', unit, {
    number: '工单-31',
    channel: { choose: '12345热线' },
    title: '承诺的补贴没有兑现',
    happenedOn: '2026-05-06',
    complainant: '钱二三',
  });
  expect(await page.getByText('钱二三').count()).toBe(0);
  await page.getByText('钱**').waitFor();
});

it('S44 立体监督、S36 主动纠正：各方面的线索按来源登记，经审批免予认定', async () => {
  await on.register('leads', unit, {
    number: '线索-人大-1',
    happenedOn: '2026-06-01',
    channel: { choose: '人大监督' },
    title: '承诺事项未公开',
    content: '（虚构）代表反映承诺事项没有公开。',
  });
  await on.take('转上级单位核实', {
    on: '2026-06-02',
    transferredTo: '示例县人民政府',
    verifyDue: '2026-06-20',
  });
  await on.take('免予认定', {
    on: '2026-06-10',
    mitigation: { choose: '主动报告' },
    mitigationApprover: '李主任',
    reason: '已主动公开并致歉。',
    documentNo: '审批〔2026〕1号',
  });
  await page.getByText('免予认定').first().waitFor();
  await on.go('/ledgers/leads');
  await page.getByText('人大监督').waitFor();
});

it('S26 督促整改、检讨说明，S46 督导检查：问题转整改，写检讨，销号后督导才能办结', async () => {
  const supervision = await on.register('supervisions', unit, {
    title: '政务公开专项督导',
    topic: { choose: '政务公开' },
    happenedOn: '2026-03-01',
    team: '第一督导组',
  });
  await on.take('登记督导结果', { on: '2026-03-02', problems: '1', findings: '公开栏未更新' });
  await on.register(
    'rectifications',
    { ...unit, row: supervision },
    {
      number: '整-1',
      source: { choose: '督导检查' },
      title: '公开栏三个月未更新',
      action: '每月更新',
      happenedOn: '2026-03-02',
      dueOn: '2026-04-30',
    },
  );
  await on.go(`/ledgers/supervisions/${supervision}`);
  await page.getByText('还有 1 项整改没有销号').first().waitFor();
  await page.getByRole('link', { name: /整-1/ }).first().click();
  await on.take('提交整改报告', {
    on: '2026-04-20',
    selfCriticism: '对更新不及时作出检讨。',
    reason: '已更新',
  });
  await on.take('验收通过', { on: '2026-04-22', acceptedBy: '督导组' });
  await on.take('销号', { on: '2026-04-23' });
  await page.getByText('对更新不及时作出检讨。').waitFor();
  await on.go(`/ledgers/supervisions/${supervision}`);
  await on.take('办结', { on: '2026-04-24' });
});

it('S45 专项治理、约谈：逾期未完成的升级为约谈', async () => {
  await on.register('campaigns', unit, {
    title: '拖欠账款专项治理',
    action: '逐笔清偿',
    happenedOn: '2026-01-05',
    dueOn: '2026-06-30',
  });
  await page.getByText('已逾期').first().waitFor();
  await on.take('逾期升级：约谈', { on: '2026-07-02', reason: '两次催办无果' });
  await page.getByText('同时生成了一条新的事项。').waitFor();
  await page.getByText('打开', { exact: true }).click();
  await on.title(/约谈/).waitFor();
});

it('S27 追究责任人、S32 问纪移送：责任人与记录相连，移送只登记状态', async () => {
  await on.register(
    'accountabilities',
    { ...unit, official, record },
    {
      title: '未按判决付款负有责任',
      happenedOn: '2026-05-05',
    },
  );
  await on.take('移送纪检监察机关', {
    on: '2026-05-20',
    reason: '涉嫌违纪',
    documentNo: '示信移〔2026〕1号',
  });
  await page.getByText('已移送纪检监察机关').first().waitFor();
  await on.go(`/archive/records/${record}`);
  // A matter that was closed stands below those that are open.
  await related()
    .getByRole('button', { name: /已办结/ })
    .click();
  await related().getByText('未按判决付款负有责任').waitFor();
});

it('S30 先进典型、S31 反面教材：审定发布，扩大通报范围', async () => {
  await on.register('typicalCases', unit, {
    nature: { choose: '反面教材' },
    title: '某镇失信致企业停工',
    content: '（虚构）案例内容。',
    happenedOn: '2026-05-01',
    scope: { choose: '本系统' },
  });
  await on.take('审定', { on: '2026-06-01', approvedBy: '李主任' });
  await on.take('发布', { on: '2026-06-02' });
  await on.take('扩大通报范围', { on: '2026-06-20', scope: { choose: '全市' }, reason: '情节严重' });
  await page.getByText('全市').first().waitFor();
});

it('S33 异议制度：受理后记录标注异议，按时限答复', async () => {
  await on.register(
    'objections',
    { record },
    {
      number: '异-9',
      happenedOn: '2026-06-01',
      applicant: '示例县甲山镇人民政府',
      ground: '金额有误。',
    },
  );
  await on.take('受理', { on: '2026-06-02' });
  // Seven working days after Tuesday 2 June 2026: 3, 4, 5, 8, 9, 10, 11 June.
  await page.getByText('2026-06-11').first().waitFor();
  await on.go(`/archive/records/${record}`);
  await page.getByText('· 异议中').waitFor();
});

it('S34 投诉制度、S3 信访：受理、办结各有时限，逾期看得到', async () => {
  await on.register('petitions', unit, {
    number: '信-5',
    channel: { choose: '来信' },
    title: '道路积水',
    happenedOn: '2026-03-02',
  });
  await on.take('受理', { on: '2026-03-10' });
  // 60 days after 10 March: 21 in March, 30 in April, the ninth of May.
  await page.getByText('2026-05-09').first().waitFor();
  await page.getByText('已逾期').first().waitFor();
});

it('S35 失信修复：不到最短公示期说明最早日期，同意后停止公示', async () => {
  const form = {
    number: '修-1',
    applicant: '示例县甲山镇人民政府',
    dutyPerformed: { choose: '是' },
    pledged: { choose: '是' },
    materialsComplete: { choose: '是' },
  };
  await on.register('repairs', { record }, { ...form, happenedOn: '2026-07-11' });
  await page.getByText('2026-07-10').first().waitFor();
  await on.take('受理', { on: '2026-07-13' });
  await on.take('同意修复', { on: '2026-07-20', reason: '义务已履行。' });
  await on.go(`/archive/records/${record}`);
  await page.getByText('已修复').first().waitFor();
});

it('S42 舆论监督：登记舆情，核实回应', async () => {
  await on.register('opinionEvents', unit, {
    title: '网帖反映公开栏造假',
    source: '示例论坛',
    content: '（虚构）网帖内容。',
    happenedOn: '2026-08-03',
    level: { choose: '较小' },
    dueOn: '2026-08-10',
  });
  await on.take('登记核实与回应', {
    on: '2026-08-05',
    response: '情况不实，已公开说明。',
    verdict: { choose: '不属实' },
  });
  await page.getByText('按期办结').first().waitFor();
});

it('S22 履约能力：承诺、合同、账款到期提醒', async () => {
  await on.register('contracts', unit, {
    number: 'HT-1',
    title: '道路养护合同',
    counterparty: '（虚构）示例路桥有限公司',
    happenedOn: '2026-01-05',
    amountFen: '12.5',
    performBy: '2026-06-30',
  });
  await page.getByText('已逾期').first().waitFor();
  await on.register('payments', unit, {
    kind: { choose: '中小企业账款' },
    title: '道路养护款',
    payee: '（虚构）示例路桥有限公司',
    amountFen: '12.5',
    happenedOn: '2026-03-02',
  });
  // Thirty days after the delivery on 2 March 2026 (保障中小企业款项支付条例): the first of April.
  await page.getByText('2026-04-01').first().waitFor();
});

it('S21 招投标信息共享、S19 信用引入各项工作：登记查询和应用', async () => {
  await on.register('tenders', unit, {
    number: 'ZB-1',
    title: '水利工程招标',
    happenedOn: '2026-02-03',
    creditChecked: { choose: '是' },
  });
  await on.register('creditUses', unit, {
    title: '水利工程投标人信用核查',
    kind: { choose: '招标投标' },
    happenedOn: '2026-02-01',
    subjects: '6',
  });
  await on.go('/ledgers/creditUses');
  await page.getByText('水利工程投标人信用核查').waitFor();
});

it('S23 诚信培训、S48 业务培训：计划到期提醒，登记学时和人数', async () => {
  await on.register('trainings', unit, {
    title: '信用业务培训',
    kind: { choose: '业务培训' },
    happenedOn: '2026-03-02',
    hours: '4',
    due: '20',
    attended: '18',
  });
  await page.getByText('已逾期').first().waitFor();
  await page.getByRole('button', { name: /^修改/ }).click();
  await on.field('heldOn').fill('2026-03-09');
  await page.keyboard.press('Control+S');
  await page.getByText('已举办').first().waitFor();
});

it('S25 多渠道发布：微博、公众号发布记录', async () => {
  await on.register('publications', unit, {
    number: '第1期',
    title: '诚信建设月报',
    kind: { choose: '宣传' },
    channel: { choose: '微博' },
    happenedOn: '2026-03-02',
  });
  await page.getByText('微博').first().waitFor();
});
