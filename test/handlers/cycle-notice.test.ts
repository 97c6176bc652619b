/** From the official result to the final one: notice, objections, rechecks with both scores, and corrections afterwards. */
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type InProcessHost, startInProcess } from '#engine/hosts/in-process.ts';
import { loadNewestModels } from '#engine/resources.ts';
import type { Client } from '#shared/contract/client.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { goToNotice, goToStage, sealResults } from '../support/cycle-walk.ts';
import { failureOf } from '../support/failure-of.ts';
import { copyOffice, county, engineOptions, jiashan } from '../support/offices.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';

const original = path.join(sharedTemporaryFolder(), 'county');
const cycle = '2026';
const model = 'TOWNSHIP-2026';

/** Monday 2026-09-28; the National Day arrangement: off 1–7 October, Saturday 10 October is worked. */
const monday = '2026-09-28';
let today = monday;
let host: InProcessHost;
let client: Client;

/** An office whose clock stands at half past nine in China on `today`. */
const open = (dataFolder: string): InProcessHost =>
  startInProcess({ ...engineOptions(dataFolder), now: () => new Date(`${today}T01:30:00.000Z`) });

beforeAll(async () => {
  today = '2026-09-24';
  const first = open(original);
  await first.client.call('office.initialise', { ...county, sample: true });
  // 18 of 20 by the assessor: 0.9 × 2 = 1.80 points for A1.1.
  for (const [item, value] of [
    ['n', 18],
    ['d', 20],
  ] as const) {
    const cell = { cycle, bodyUscc: jiashan, leaf: 'A1.1', item, role: 'assessor', value } as const;
    expect((await first.client.call('entries.put', cell)).stored).toBe(true);
  }
  await goToNotice(first.client, cycle);
  await first.close();
});

beforeEach(() => {
  today = monday;
  host = open(copyOffice(original));
  client = host.client;
});
afterEach(() => host.close());

const read = () => client.call('cycleNotice.read', { cycle });
const start = async (from = today) => (await client.call('cycleNotice.start', { cycle, from })).id;

const register = async (form: Record<string, string> = {}) =>
  client.call('ledgers.put', {
    ledger: 'scoreObjections',
    present: null,
    baseRevision: null,
    form: {
      bodyUscc: jiashan,
      number: 'KY-1',
      cycle,
      leaf: 'A1.1',
      happenedOn: today,
      ground: '（虚构）两件重大决策的论证材料已经补齐，应当计入。',
      claimed: '2.00',
      ...form,
    },
  });

const take = async (id: string, step: string, form: Record<string, string> = {}) => {
  const { row } = await client.call('ledgers.read', { id });
  return client.call('ledgers.step', {
    id,
    baseRevision: row.revision,
    step,
    form: { on: today, handler: '李敏', ...form },
  });
};

/** An objection that was accepted and looked into. */
const checkedObjection = async (form: Record<string, string> = {}): Promise<string> => {
  const put = await register(form);
  expect(put.findings).toEqual([]);
  const id = put.id ?? '';
  expect((await take(id, 'accept')).findings).toEqual([]);
  expect((await take(id, 'check', { checkedResult: '补充材料属实。' })).findings).toEqual([]);
  return id;
};

const stateAll = async (reason: string) => {
  const { reopenings } = await read();
  const open = reopenings.find(({ state }) => state === 'open');
  const id = open?.id ?? '';
  const entered = await client.call('scoreReopenings.enter', {
    id,
    values: [
      { item: 'n', text: '20' },
      { item: 'd', text: '20' },
    ],
    reason,
  });
  expect(entered).toEqual({ stored: true, findings: [] });
  await client.call('scoreReopenings.close', { id });
};

describe('a notice', () => {
  it('runs five working days across the National Day holiday, the first day not counted', async () => {
    // 29 and 30 September, 8, 9 and (worked Saturday) 10 October.
    expect(await client.call('cycleNotice.period', { from: monday })).toMatchObject({
      until: '2026-10-10',
      certain: true,
      workingDays: 5,
      standing: 'suggested',
    });
    // From Sunday 20 September, a worked one: 21, 22, 23, 24, then (25 is 中秋, off) 28 September.
    expect((await client.call('cycleNotice.period', { from: '2026-09-20' })).until).toBe('2026-09-28');
    await start();
    const left = async (day: string) => {
      today = day;
      const [notice] = (await read()).notices;
      return [notice?.state, notice?.daysLeft];
    };
    expect(await left('2026-09-28')).toEqual(['running', 5]);
    expect(await left('2026-09-30')).toEqual(['running', 3]);
    expect(await left('2026-10-05')).toEqual(['running', 3]);
    expect(await left('2026-10-10')).toEqual(['running', 0]);
    expect(await left('2026-10-11')).toEqual(['over', 0]);
  });

  it('is not left behind before it is over, unless it was ended with a reason', async () => {
    expect(await failureOf(client.call('cycles.setStatus', { cycle, status: 'objection' }))).toMatchObject({
      code: 'cycle.stageWaits',
      params: { reasons: ['结果还没有公示。'] },
    });
    const notice = await start();
    expect(await failureOf(start())).toEqual({ code: 'notice.running', params: { until: '2026-10-10' } });
    expect(await failureOf(client.call('cycles.setStatus', { cycle, status: 'objection' }))).toMatchObject({
      params: { reasons: ['公示到 2026-10-10 才结束（还有 5 个工作日）。'] },
    });
    const posting = { notice, channel: 'creditSite', place: 'credit.example.gov.cn/gs/9', postedOn: monday };
    await client.call('cycleNotice.post', { ...posting, channel: 'creditSite' });
    await client.call('cycleNotice.end', { notice, reason: '各单位均已书面确认无异议' });
    await goToStage(client, cycle, 'objection');
    expect((await read()).notices).toMatchObject([
      {
        state: 'ended',
        endedOn: monday,
        endReason: '各单位均已书面确认无异议',
        postings: [{ channel: 'creditSite', place: 'credit.example.gov.cn/gs/9' }],
      },
    ]);
  });

  it('may run longer than the rule says, never shorter, and only of a result that counts', async () => {
    const until = (day: string) => client.call('cycleNotice.start', { cycle, from: monday, until: day });
    expect(await failureOf(until('2026-10-09'))).toEqual({
      code: 'notice.tooShort',
      params: { until: '2026-10-09', least: '2026-10-10' },
    });
    expect((await until('2026-10-16')).until).toBe('2026-10-16');
    expect(await failureOf(client.call('cycleNotice.start', { cycle: '2025', from: monday }))).toMatchObject({
      code: 'notice.notNow',
    });
  });

  it('prints the ranking with its days', async () => {
    await start();
    const subject = { kind: 'cycle', id: cycle } as const;
    const { fields } = await client.call('documents.form', { document: 'resultNotice', subject });
    const filled = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
    expect(filled).toMatchObject({ 公示起始日: '2026-09-28', 公示截止日: '2026-10-10' });
    const { plan } = await client.call('documents.preview', {
      document: 'resultNotice',
      subject,
      fields: {},
    });
    const tables = plan.blocks.filter((block) => block.kind === 'table');
    expect(tables.length).toBeGreaterThan(0);
    expect(tables[0]?.columns.map(({ title }) => title)).toEqual([
      '序号',
      '单位',
      '组别',
      '总分',
      '等次',
      '名次',
      '组内名次',
    ]);
  });
});

describe('an objection to a score', () => {
  it('is about a unit and an indicator of a result that is being made known', async () => {
    await start();
    const codes = async (form: Record<string, string>) =>
      (await register(form)).findings.map(({ code }) => code);
    expect(await codes({ cycle: '2031' })).toEqual(['scoreObjection.cycleUnknown']);
    expect(await codes({ cycle: '2025' })).toEqual(['scoreObjection.notNow']);
    expect(await codes({ leaf: 'Z9.9' })).toEqual(['scoreObjection.leafUnknown']);
    const named = await register({ leaf: '重大行政决策程序履行率' });
    expect(named.findings.map(({ code }) => code)).toEqual(['scoreObjection.leafUnknown']);
    const { id } = await register();
    const { row } = await client.call('ledgers.read', { id: id ?? '' });
    // What it is worth is noted by itself.
    expect(row.details).toMatchObject({ leaf: 'A1.1', scoreBefore: '1.80' });
  });

  it('that comes late says why, and is accepted only with a reason', async () => {
    await start();
    today = '2026-10-12';
    const late = await register();
    expect(late.findings.map(describeFinding)).toEqual([
      '公示期到 2026-10-10 已满。逾期提出的，请写明逾期的理由；没有正当理由的不予受理。',
    ]);
    const { id } = await register({ lateReason: '国庆期间驻村防汛，未能按时提出。' });
    const refused = await take(id ?? '', 'accept');
    expect(refused.findings.map(({ code, field }) => [code, field])).toEqual([
      ['scoreObjection.lateAccepted', 'reason'],
    ]);
    expect((await take(id ?? '', 'accept', { reason: '有防汛指挥部证明。' })).stored).toBe(true);
    expect((await read()).objections).toMatchObject([{ late: true, state: 'accepted' }]);
  });

  it('has seven working days from its acceptance', async () => {
    await start();
    const { id } = await register();
    await take(id ?? '', 'accept');
    // 29, 30 September; 8, 9, 10 (worked), 12, 13 October.
    expect((await read()).objections[0]).toMatchObject({ dueOn: '2026-10-13', remaining: 7 });
  });

  it('that is upheld leads to a corrected result, and both scores are kept', async () => {
    const [before] = (await client.call('runs.list', { cycle })).runs.filter(
      (run) => run.modelCode === model,
    );
    await start();
    const id = await checkedObjection();
    expect((await take(id, 'uphold', { reason: '补充材料属实，应当计入。' })).findings).toEqual([]);
    expect((await read()).reopenings).toMatchObject([
      { kind: 'recheck', leaf: 'A1.1', state: 'open', before: { leaf: '1.80' }, after: null },
    ]);
    // Only this indicator of this unit is open, and only to the final review.
    const putting = (leaf: string, bodyUscc: string) =>
      client.call('entries.put', { cycle, bodyUscc, leaf, item: 'n', role: 'finalReview', value: 20 });
    const other = '11990101MB9A01017M';
    expect((await putting('A1.1', other)).findings.map(({ code }) => code)).toEqual(['entry.locked.over']);

    const wrong = { id: (await read()).reopenings[0]?.id ?? '', reason: '复核' };
    const refused = await client.call('scoreReopenings.enter', {
      ...wrong,
      values: [
        { item: 'd', text: '20' },
        { item: 'n', text: '二十' },
      ],
    });
    expect(refused.stored).toBe(false);
    expect(await failureOf(client.call('scoreReopenings.close', { id: wrong.id }))).toMatchObject({
      code: 'reopening.nothingStated',
    });
    const waiting = async () => (await client.call('ledgers.read', { id })).next[0]?.refusal?.code;
    expect(await waiting()).toBe('scoreObjection.recheckOpen');
    today = '2026-09-29';
    await stateAll('经复核，20 件全部履行程序。');
    expect(await waiting()).toBe('scoreObjection.notSealed');
    expect((await read()).reopenings[0]?.state).toBe('closed');

    const [after = ''] = await sealResults(client, cycle, 'corrected', {
      reason: '考核异议成立',
      models: [model],
    });
    expect(await waiting()).toBeUndefined();
    expect((await take(id, 'notify', { documentNo: '示信复〔2026〕1号' })).stored).toBe(true);
    const done = await read();
    // 20 of 20 is the whole 2.00 points.
    expect(done.objections).toMatchObject([
      { state: 'notified', open: false, before: { leaf: '1.80' }, after: { leaf: '2.00', run: after } },
    ]);
    expect(done.results.filter((one) => one.model === model)).toMatchObject([
      { run: before?.id, kind: 'official', official: false },
      { run: after, kind: 'corrected', official: true, supersedes: before?.id, reason: '考核异议成立' },
    ]);
    const { moved } = await client.call('scoreChanges.moved', { run: after });
    const mine = moved.find(({ code }) => code === jiashan);
    expect(mine?.own).toBe(true);
    expect(Number(mine?.scoreAfter) - Number(mine?.scoreBefore)).toBeCloseTo(0.2, 8);
    expect(moved.filter(({ own }) => own)).toHaveLength(1);
    const { changes } = await client.call('scoreChanges.list', { run: after });
    expect(changes).toMatchObject([
      { bodyUscc: jiashan, leaf: 'A1.1', kind: 'recheck', before: { leaf: '1.80' }, after: { leaf: '2.00' } },
    ]);
    expect((await client.call('scoreChanges.list', { run: before?.id ?? '' })).changes).toEqual([]);

    // The letters say the same.
    const subject = { kind: 'ledger', id } as const;
    const asked = { document: 'scoreObjectionOutcome', subject, fields: {} };
    const { plan, missing } = await client.call('documents.preview', asked);
    expect(missing).toEqual([]);
    const text = JSON.stringify(plan);
    expect(text).toContain('经复核，异议成立。');
    // By its name, not by the code that the ledger keeps.
    expect(text).not.toContain('“A1.1”');
    expect(text).toContain('异议指标的得分由1.80分改为2.00分。');
    const correction = {
      document: 'resultCorrection',
      subject: { kind: 'cycle', id: cycle },
      fields: {},
    } as const;
    const tables = (await client.call('documents.preview', correction)).plan.blocks.filter(
      (block) => block.kind === 'table',
    );
    expect(tables[0]?.rows[0]?.slice(0, 3)).toEqual([
      '示例县甲山镇人民政府',
      expect.any(String),
      '1.80 → 2.00',
    ]);
  });

  it('about what several roles state by weight is rechecked role by role', async () => {
    const township = loadNewestModels().find(({ document }) => document.code === model)?.document;
    const scorers = [
      { role: 'self', weight: 1 },
      { role: 'department', weight: 3 },
    ];
    const nodes = township?.nodes.map((node) => (node.code === 'A1.1' ? { ...node, scorers } : node));
    const document = { ...township, version: '9.0.0', nodes };
    expect((await client.call('models.import', { document: JSON.stringify(document) })).findings).toEqual([]);
    const weighted = '2027';
    await client.call('cycles.create', {
      code: weighted,
      name: '2027年度政务诚信考核',
      year: 2027,
      periodFrom: '2027-01-01',
      periodTo: '2027-12-31',
      units: [{ modelCode: model, usccs: [jiashan] }],
    });
    const place = { bodyUscc: jiashan, leaf: 'A1.1' };
    // By the unit 20 of 20, by the department 16 of 20: (1 × 1 + 3 × 0.8) ÷ 4 × 2 = 1.70 points.
    const cells = (['self', 'department'] as const).flatMap((role) => [
      { ...place, role, item: 'n', text: role === 'self' ? '20' : '16' },
      { ...place, role, item: 'd', text: '20' },
    ]);
    await client.call('entries.putMany', { cycle: weighted, cells });
    await goToNotice(client, weighted);
    await client.call('cycleNotice.start', { cycle: weighted, from: today });
    const objection = await checkedObjection({ cycle: weighted });
    const putting = (role: 'department' | 'assessor', leaf = 'A1.1') =>
      client.call('entries.putMany', {
        cycle: weighted,
        cells: [{ bodyUscc: jiashan, leaf, item: 'n', role, text: '19' }],
      });
    const refusal = async (...asked: Parameters<typeof putting>) =>
      (await putting(...asked)).cells[0]?.findings.map(({ code }) => code);
    expect(await refusal('department')).toEqual(['entry.locked.over']);
    today = '2026-09-29';
    expect((await take(objection, 'uphold', { reason: '部门少计四件。' })).findings).toEqual([]);
    // Its own roles only, and at this indicator only.
    expect(await refusal('assessor')).toEqual(['entry.locked.over']);
    expect(await refusal('department', 'A1.2')).toEqual(['entry.locked.over']);

    const shown = async () =>
      (await client.call('cycleNotice.read', { cycle: weighted })).reopenings.find(
        ({ leaf }) => leaf === 'A1.1',
      );
    const id = (await shown())?.id ?? '';
    today = '2026-09-30';
    const form = async () =>
      (await client.call('scoreReopenings.read', { id })).items.map((one) => [
        one.role,
        one.item,
        one.counts,
        one.stated,
        one.lock,
      ]);
    expect(await form()).toEqual([
      ['self', 'n', '20', '', null],
      ['self', 'd', '20', '', null],
      ['department', 'n', '16', '', null],
      ['department', 'd', '20', '', null],
    ]);
    const enter = (...values: { item: string; role?: 'department'; text: string }[]) =>
      client.call('scoreReopenings.enter', { id, values, reason: '部门少计四件。' });
    // A value of the final review would count for nothing here, so nothing of this is entered.
    const mixed = await enter({ item: 'n', role: 'department', text: '20' }, { item: 'd', text: '20' });
    expect([mixed.stored, mixed.findings.map(({ code }) => code)]).toEqual([
      false,
      ['entry.locked.weighted'],
    ]);
    expect(await failureOf(client.call('scoreReopenings.close', { id }))).toMatchObject({
      code: 'reopening.nothingStated',
    });
    expect(await enter({ item: 'n', role: 'department', text: '20' })).toEqual({
      stored: true,
      findings: [],
    });
    expect((await form())[2]).toEqual(['department', 'n', '20', '20', null]);
    await client.call('scoreReopenings.close', { id });
    expect(await refusal('department')).toEqual(['entry.locked.over']);
    await sealResults(client, weighted, 'corrected', { reason: '考核异议成立' });
    expect(await shown()).toMatchObject({ before: { leaf: '1.70' }, after: { leaf: '2.00' } });
  });
});

describe('a result', () => {
  it('is final only when everything is settled and somebody approved it', async () => {
    const notice = await start();
    const id = await checkedObjection();
    await client.call('cycleNotice.end', { notice, reason: '各单位均已书面确认' });
    await goToStage(client, cycle, 'objection');
    const finalise = () => client.call('cycles.setStatus', { cycle, status: 'finalised' });
    const reasons = async () => ((await failureOf(finalise())).params as { reasons: string[] }).reasons;
    expect(await reasons()).toEqual([
      '还有 1 条考核异议没有办结（告知或者不予受理）。',
      '还没有登记审定会议或者审批人。',
    ]);
    expect((await take(id, 'maintain', { reason: '材料形成于考核期以后。' })).stored).toBe(true);
    expect((await take(id, 'notify')).stored).toBe(true);
    const approval = { cycle, approvedBy: '县政务诚信建设领导小组', approvedOn: '2026-09-28' };
    await client.call('cycleNotice.approve', { ...approval, documentNo: '示信纪〔2026〕9号' });
    expect((await read()).waiting).toEqual([]);
    await finalise();
    expect((await read()).stage).toBe('finalised');
  });

  it('that is final changes only by a correction that somebody else approved', async () => {
    const notice = await start();
    const request = {
      cycle,
      bodyUscc: jiashan,
      leaf: 'A1.1',
      reason: '（虚构）录入时分子少计两件。',
      requestedBy: '李敏',
    };
    expect(await failureOf(client.call('scoreCorrections.request', request))).toMatchObject({
      code: 'correction.notNow',
    });
    await client.call('cycleNotice.end', { notice, reason: '各单位均已书面确认' });
    await goToStage(client, cycle, 'objection');
    await client.call('cycleNotice.approve', { cycle, approvedBy: '领导小组', approvedOn: monday });
    await goToStage(client, cycle, 'finalised');

    const { id } = await client.call('scoreCorrections.request', request);
    const decide = (decidedBy: string) =>
      client.call('scoreCorrections.decide', {
        id,
        approve: true,
        decidedBy,
        documentNo: '示信更〔2026〕1号',
      });
    expect(await failureOf(decide('李敏'))).toEqual({
      code: 'correction.samePerson',
      params: { name: '李敏' },
    });
    await decide('王建国');
    expect(await failureOf(decide('王建国'))).toMatchObject({ code: 'correction.decided' });
    today = '2026-09-29';
    await stateAll('更正录入错误。');
    const [run = ''] = await sealResults(client, cycle, 'correction', {
      reason: '更正录入错误',
      approvedBy: '王建国',
      documentNo: '示信更〔2026〕1号',
      models: [model],
    });
    const { changes } = await client.call('scoreChanges.list', { run, bodyUscc: jiashan });
    expect(changes).toMatchObject([
      {
        kind: 'correction',
        approvedBy: '王建国',
        documentNo: '示信更〔2026〕1号',
        before: { leaf: '1.80' },
        after: { leaf: '2.00' },
      },
    ]);
    expect((await read()).corrections).toMatchObject([
      { requestedBy: '李敏', decidedBy: '王建国', decision: 'approved' },
    ]);
  });
});
