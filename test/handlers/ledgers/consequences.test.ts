/** What the steps of one ledger bring about elsewhere, on the sample county. */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '#shared/contract/client.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import type { Finding } from '#shared/errors/finding.ts';
import type { LedgerCode } from '#shared/ledgers/ledgers.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { failureOf } from '../../support/failure-of.ts';
import { copyOffice, county, jiashan, makeOffice, withOffice } from '../../support/offices.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';

const original = path.join(sharedTemporaryFolder(), 'county');

beforeAll(async () => {
  await makeOffice(original, county, true);
});

const told = (findings: readonly Finding[]) => findings.map(({ field, code }) => `${field} ${code}`);

const put = async (client: Client, ledger: LedgerCode, form: Record<string, string>): Promise<string> => {
  const { id, findings } = await client.call('ledgers.put', {
    ledger,
    present: null,
    baseRevision: null,
    form,
  });
  if (id === null) throw new Error(findings.map(describeFinding).join());
  return id;
};

const step = async (client: Client, id: string, name: string, form: Record<string, string>) => {
  const { row } = await client.call('ledgers.read', { id });
  return client.call('ledgers.step', {
    id,
    baseRevision: row.revision,
    step: name,
    form: { handler: '王承办', ...form },
  });
};

const lead = {
  bodyUscc: jiashan,
  number: '线索〔2026〕7号',
  happenedOn: '2026-06-01',
  channel: 'enterprise',
  domain: 'enterpriseFee',
  title: '拖欠工程款',
  content: '（虚构）企业反映工程验收后一年未付款。',
  amountFen: '35.6',
  complainant: '赵一',
};

describe('a lead', () => {
  it('becomes a record only by refusal to rectify, with a document and within the catalogue', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const id = await put(client, 'leads', lead);
      await step(client, id, 'transfer', {
        on: '2026-06-03',
        transferredTo: '示例县人民政府',
        verifyDue: '2026-06-20',
      });
      const urged = await step(client, id, 'urge', {
        on: '2026-06-18',
        verifiedResult: '属实。',
        rectifyDue: '2026-07-31',
      });
      const task = await client.call('ledgers.read', { id: urged.made?.id ?? '' });
      expect(task.row).toMatchObject({
        ledger: 'rectifications',
        bodyUscc: jiashan,
        rowId: id,
        state: 'issued',
        dueOn: '2026-07-31',
      });

      const confirm = {
        on: '2026-08-10',
        reason: '期满仍拒不支付。',
        catalogueItem: 'BN-107',
        documentType: 'commendation',
        decisionNo: '示信认〔2026〕3号',
        issuingOrgan: '示例县社会信用体系建设领导小组',
        severity: 'serious',
      };
      const refused = await step(client, id, 'confirm', confirm);
      expect(refused).toMatchObject({ stored: false, made: null });
      expect(told(refused.findings)).toEqual(['documentType record.documentTypeNotAllowed']);
      const outside = await step(client, id, 'confirm', { ...confirm, catalogueItem: '没有的事项' });
      expect(told(outside.findings)).toContain('catalogueItem record.catalogueUnknown');
      expect((await client.call('ledgers.read', { id })).row.state).toBe('rectifying');

      const confirmed = await step(client, id, 'confirm', {
        ...confirm,
        documentType: 'breachDetermination',
      });
      expect(confirmed.made?.kind).toBe('record');
      const { record } = await client.call('records.read', { id: confirmed.made?.id ?? '' });
      expect(record).toMatchObject({
        bodyUscc: jiashan,
        catalogueItem: 'BN-107',
        status: 'confirmed',
        severity: 'serious',
        amountFen: 35_600_000,
        decisionDate: '2026-08-10',
      });
      expect((await client.call('ledgers.read', { id })).row).toMatchObject({
        state: 'confirmed',
        recordId: record.id,
      });
      // 严重失信 calls for two measures of the bundled library (CF-B01, CF-B02) and CF-B04; nobody has confirmed them.
      const { rows } = await client.call('ledgers.list', { ledger: 'measures', recordId: record.id });
      expect(rows.map(({ state, title }) => [state, title]).toSorted()).toEqual([
        ['proposed', '取消评优评先和试点资格'],
        ['proposed', '限制地方政府专项债券申请'],
        ['proposed', '限制申请中央预算内投资等财政资金'],
      ]);
    });
  });

  it('that was treated leniently is confirmed one degree lower', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const id = await put(client, 'leads', lead);
      await step(client, id, 'transfer', {
        on: '2026-06-03',
        transferredTo: '县政府',
        verifyDue: '2026-06-20',
      });
      await step(client, id, 'lighten', {
        on: '2026-06-18',
        reason: '主动支付部分款项。',
        documentNo: '审批1号',
        mitigation: 'restitution',
        mitigationApprover: '李主任',
        rectifyDue: '2026-07-31',
      });
      const { made } = await step(client, id, 'confirm', {
        on: '2026-08-10',
        reason: '余款拒不支付。',
        catalogueItem: 'BN-107',
        documentType: 'breachDetermination',
        decisionNo: '示信认〔2026〕4号',
        issuingOrgan: '示例县社会信用体系建设领导小组',
        severity: 'serious',
      });
      const { record } = await client.call('records.read', { id: made?.id ?? '' });
      expect(record).toMatchObject({ severity: 'general', remarks: '由线索线索〔2026〕7号认定，经审批从轻' });
    });
  });

  it('comes once only from a violation in procurement', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const id = await put(client, 'procurements', {
        bodyUscc: jiashan,
        number: 'CG-1',
        title: '照明采购',
        happenedOn: '2026-03-02',
        violated: '是',
        violation: '拆分项目',
      });
      expect((await step(client, id, 'lead', { on: '2026-03-05', reason: '转办' })).made?.kind).toBe(
        'ledgerRow',
      );
      const again = await step(client, id, 'lead', { on: '2026-03-06', reason: '转办' });
      expect(told(again.findings)).toEqual(['on ledger.isLead']);
    });
  });

  it('comes from a complaint with whoever complained, sealed and masked', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const id = await put(client, 'complaints', {
        bodyUscc: jiashan,
        number: '工单9',
        channel: 'hotline',
        title: '承诺的补贴没有兑现',
        happenedOn: '2026-05-06',
        complainant: '钱二三',
        complainantPhone: '13800001234',
      });
      const { made } = await step(client, id, 'lead', { on: '2026-05-07', reason: '涉及政府承诺' });
      const { row } = await client.call('ledgers.read', { id: made?.id ?? '' });
      expect(row).toMatchObject({
        ledger: 'leads',
        rowId: id,
        masked: { complainant: '钱**', complainantPhone: '138****1234' },
      });
      const revealed = await client.call('ledgers.reveal', {
        id: row.id,
        field: 'complainant',
        reason: 'verify',
      });
      expect(revealed.value).toBe('钱二三');
    });
  });
});

/** A serious record decided so many months ago, and its identifier. */
const record = async (client: Client, decisionDate: string, severity = 'serious'): Promise<string> => {
  const { id } = await client.call('records.put', {
    present: null,
    baseRevision: null,
    form: {
      bodyUscc: jiashan,
      item: 'BN-107',
      documentType: 'judgment',
      documentNo: '（2026）示9901民初88号',
      issuingOrgan: '示例县人民法院',
      decisionDate,
      severity,
      fact: '（虚构）未按判决付款。',
    },
  });
  if (id === null) throw new Error('stored');
  return id;
};

const application = (recordId: string, happenedOn: string, pledged = '是') => ({
  recordId,
  number: '修1号',
  happenedOn,
  applicant: '示例县甲山镇人民政府',
  dutyPerformed: '是',
  pledged,
  materialsComplete: '是',
});

describe('a repair', () => {
  it('is refused before the shortest period is over, with the first possible day', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const today = dayInChina(new Date().toISOString());
      const recordId = await record(client, today);
      const answer = await client.call('ledgers.put', {
        ledger: 'repairs',
        present: null,
        baseRevision: null,
        form: application(recordId, today),
      });
      const { record: stored } = await client.call('records.read', { id: recordId });
      expect(told(answer.findings)).toEqual(['happenedOn repair.tooEarly']);
      expect(answer.findings[0]?.params).toMatchObject({ until: stored.publicMinUntil });
      // One year at least for 严重失信 (国家发展改革委令第36号), so the same day of the next year is the last one.
      expect(stored.publicMinUntil?.slice(0, 4)).toBe(String(Number(today.slice(0, 4)) + 1));
    });
  });

  it('waits for the pledge, then takes the record down and lifts its measures', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      // 一般失信 of 2026-04-10: three months, until 2026-07-10; repair from 2026-07-11.
      const recordId = await record(client, '2026-04-10', 'general');
      const [proposal] = (await client.call('ledgers.list', { ledger: 'measures', recordId })).rows;
      await step(client, proposal?.id ?? '', 'confirm', { on: dayInChina(new Date().toISOString()) });

      const id = await put(client, 'repairs', application(recordId, '2026-07-11', '否'));
      const waiting = await client.call('ledgers.read', { id });
      const acceptance = waiting.next.find(({ step: name }) => name === 'accept');
      expect(acceptance?.refusal && describeFinding(acceptance.refusal)).toContain('没有公开作出信用承诺');
      await client.call('ledgers.put', {
        ledger: 'repairs',
        present: id,
        baseRevision: waiting.row.revision,
        form: application(recordId, '2026-07-11'),
      });
      await step(client, id, 'accept', { on: '2026-07-14' });
      const before = await client.call('ledgers.read', { id });
      // From Saturday 2026-07-11: 13, 14, 15 July are the three working days to accept; ten of them end on the 24th.
      expect(before.clocks.map(({ title, dueOn, state }) => [title, dueOn, state])).toEqual([
        ['修复受理', '2026-07-15', 'met'],
        ['修复结果反馈', '2026-07-24', 'overdue'],
      ]);
      await step(client, id, 'approve', { on: '2026-07-20', reason: '义务已履行。' });
      expect((await client.call('records.read', { id: recordId })).record).toMatchObject({
        status: 'repaired',
        repairStatus: 'approved',
      });
      const lifted = await client.call('ledgers.read', { id: proposal?.id ?? '' });
      expect(lifted.row.state).toBe('lifted');
      expect(lifted.steps.at(-1)).toMatchObject({ step: 'lift', reason: '信用修复', handler: '王承办' });
    });
  });
});

describe('a rectification', () => {
  const task = (dueOn: string) => ({
    bodyUscc: jiashan,
    source: 'supervision',
    title: '公开栏三个月未更新',
    action: '每月更新',
    happenedOn: '2026-03-02',
    dueOn,
  });

  it('is escalated only when overdue, and then by an interview of its own', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const early = await put(client, 'rectifications', { ...task('2099-01-01'), number: '整1' });
      const refused = await step(client, early, 'escalateInterview', { on: '2026-11-01', reason: '督办' });
      expect(told(refused.findings)).toEqual(['on ledger.notOverdue']);

      const late = await put(client, 'rectifications', { ...task('2026-04-30'), number: '整2' });
      const { made } = await step(client, late, 'escalateInterview', {
        on: '2026-11-02',
        reason: '两次催办无果',
      });
      const { row } = await client.call('ledgers.read', { id: made?.id ?? '' });
      // A week is proposed for the interview: 2026-11-02 + 7.
      expect(row).toMatchObject({ ledger: 'interviews', rowId: late, dueOn: '2026-11-09' });
      expect((await client.call('ledgers.read', { id: late })).children.map(({ id }) => id)).toEqual([
        row.id,
      ]);
    });
  });

  it('keeps the supervision that found it open until it is closed itself', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const supervision = await put(client, 'supervisions', {
        bodyUscc: jiashan,
        title: '政务公开专项督导',
        topic: 'openness',
        happenedOn: '2026-03-01',
        team: '第一督导组',
      });
      await step(client, supervision, 'report', {
        on: '2026-03-02',
        problems: '1',
        findings: '公开栏未更新',
      });
      const child = await put(client, 'rectifications', { ...task('2026-04-30'), rowId: supervision });
      const waiting = await client.call('ledgers.read', { id: supervision });
      const close = waiting.next.find(({ step: name }) => name === 'close');
      expect(close?.refusal && describeFinding(close.refusal)).toContain('还有 1 项整改没有销号');

      await step(client, child, 'submit', {
        on: '2026-04-20',
        reason: '已更新',
        selfCriticism: '检讨说明……',
      });
      await step(client, child, 'accept', { on: '2026-04-22', acceptedBy: '督导组' });
      await step(client, child, 'close', { on: '2026-04-23' });
      expect((await step(client, supervision, 'close', { on: '2026-04-24' })).stored).toBe(true);
    });
  });
});

it('a disciplinary action stands in the person’s file for as long as it has effect', async () => {
  await withOffice(copyOffice(original), async ({ client }) => {
    const [official] = (await client.call('officials.search', { bodyUscc: jiashan })).rows;
    const id = await put(client, 'accountabilities', {
      bodyUscc: jiashan,
      officialId: official?.id ?? '',
      title: '未按规定公开',
      happenedOn: '2026-01-05',
    });
    await step(client, id, 'investigate', { on: '2026-01-10', investigation: '属实' });
    await step(client, id, 'hear', { on: '2026-01-12', defence: '无异议' });
    await step(client, id, 'decide', {
      on: '2026-01-15',
      reason: '违反规定',
      kind: 'disciplinary',
      discipline: 'demerit',
      decisionNo: '示监处〔2026〕1号',
      decidedBy: '示例县监察委员会',
    });
    await step(client, id, 'deliver', { on: '2026-01-20' });
    // 记过 has effect for twelve months (公职人员政务处分法).
    const { row } = await client.call('ledgers.read', { id });
    expect(row.details.effectUntil).toBe('2027-01-15');
  });
});

describe('a notice', () => {
  const notice = (recordId: string) => ({
    recordId,
    bodyUscc: jiashan,
    title: '失信信息公示',
    kind: 'notice',
    channel: 'creditSite',
    happenedOn: '2026-08-03',
  });

  it('makes a confirmed record one that is shown, until it is taken down', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const recordId = await record(client, '2026-08-01');
      const id = await put(client, 'publications', notice(recordId));
      const statusOf = async () => (await client.call('records.read', { id: recordId })).record.status;
      expect(await statusOf()).toBe('published');
      // Three years at most for 严重失信 (国家发展改革委令第36号), counted from the document.
      expect((await client.call('ledgers.read', { id })).clocks[0]).toMatchObject({ dueOn: '2029-08-01' });
      await step(client, id, 'remove', { on: '2026-09-01', reason: '公示内容有误' });
      expect(await statusOf()).toBe('confirmed');
    });
  });

  it('is refused for what is not shown by default', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const recordId = await record(client, '2026-08-01', 'minor');
      const answer = await client.call('ledgers.put', {
        ledger: 'publications',
        present: null,
        baseRevision: null,
        form: notice(recordId),
      });
      expect(told(answer.findings)).toEqual(['recordId publication.notShown']);
    });
  });

  it('is over once the record is repaired, which can then be put away', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const recordId = await record(client, '2026-04-10', 'general');
      const refused = client.call('records.archive', { id: recordId, reason: '存档' });
      expect((await failureOf(refused)).code).toBe('record.notOver');
      const id = await put(client, 'repairs', application(recordId, '2026-07-11'));
      await step(client, id, 'accept', { on: '2026-07-14' });
      await step(client, id, 'approve', { on: '2026-07-20', reason: '义务已履行。' });
      await client.call('records.archive', { id: recordId, reason: '已修复，存档' });
      const { record: stored } = await client.call('records.read', { id: recordId });
      expect(stored).toMatchObject({ status: 'archived', remarks: '归档说明：已修复，存档' });
    });
  });
});
