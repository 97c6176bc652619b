/** Registering ledger rows, taking their steps and finding them again, on the sample county. */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '#shared/contract/client.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { failureOf } from '../../support/failure-of.ts';
import { copyOffice, county, jiashan, makeOffice, withOffice } from '../../support/offices.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';

const original = path.join(sharedTemporaryFolder(), 'county');

beforeAll(async () => {
  await makeOffice(original, county, true);
});

const told = (findings: readonly Finding[]) =>
  findings.map(({ severity, field, code }) => `${severity} ${field} ${code}`);

const recordOf = async (client: Client): Promise<string> => {
  const { rows } = await client.call('records.search', { bodyUscc: jiashan, polarity: 'negative', limit: 1 });
  const [record] = rows;
  if (record === undefined) throw new Error('the sample has a negative record');
  return record.id;
};

const objection = (recordId: string) => ({
  recordId,
  number: '异〔2026〕1号',
  happenedOn: '2026-09-21',
  applicant: '示例县甲山镇人民政府',
  ground: '认定的金额与判决书不一致。',
});

describe('a row of a ledger', () => {
  it('is told what is wrong, field by field, and stores nothing', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const form = {
        bodyUscc: jiashan,
        number: '合同1',
        happenedOn: '2026-03-01',
        amountFen: '一百万',
        performBy: '2026-02-01',
      };
      const answer = await client.call('ledgers.put', {
        ledger: 'contracts',
        present: null,
        baseRevision: null,
        form,
      });
      expect(answer).toMatchObject({ stored: false, id: null });
      expect(told(answer.findings).toSorted()).toEqual([
        'error amountFen row.notANumber',
        'error counterparty row.required',
        'error performBy row.datesReversed',
        'error title row.required',
      ]);
      for (const finding of answer.findings) expect(describeFinding(finding)).not.toContain(finding.code);
      expect(await client.call('ledgers.totals', { ledger: 'contracts' })).toMatchObject({ total: 0 });
    });
  });

  it('keeps what was typed, in order, with sums, and refuses the same one twice', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const form = (number: string, amount: string, performedOn = '') => ({
        bodyUscc: jiashan,
        number,
        title: '甲山镇道路硬化工程施工合同',
        counterparty: '（虚构）示例路桥有限公司',
        happenedOn: '2025年11月3日',
        amountFen: amount,
        performBy: '2026-06-30',
        performedOn,
      });
      const put = (typed: ReturnType<typeof form>) =>
        client.call('ledgers.put', { ledger: 'contracts', present: null, baseRevision: null, form: typed });
      await put(form('HT-2025-01', '120.5'));
      await put(form('HT-2025-02', '80', '2026-06-01'));
      const again = await put(form('HT-2025-01', '120.5'));
      expect(told(again.findings)).toEqual(['error number ledger.duplicate']);

      const { rows } = await client.call('ledgers.list', {
        ledger: 'contracts',
        sort: 'number',
        descending: false,
      });
      expect(rows.map(({ number, state, bodyName }) => [number, state, bodyName])).toEqual([
        ['HT-2025-01', 'running', '示例县甲山镇人民政府'],
        ['HT-2025-02', 'performed', '示例县甲山镇人民政府'],
      ]);
      // 120.5 + 80 = 200.5 万元 = 200 500 000 分 · the first is past 2026-06-30 and not performed.
      expect(await client.call('ledgers.totals', { ledger: 'contracts' })).toEqual({
        total: 2,
        amountFen: '200500000',
        open: 1,
        overdue: 1,
      });
    });
  });
});

describe('a matter', () => {
  it('goes through its steps, each with who, when and why, and marks the record', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const recordId = await recordOf(client);
      const { id } = await client.call('ledgers.put', {
        ledger: 'objections',
        present: null,
        baseRevision: null,
        form: objection(recordId),
      });
      if (id === null) throw new Error('stored');
      const opened = await client.call('ledgers.read', { id });
      expect(opened.row).toMatchObject({ state: 'submitted', bodyUscc: jiashan, recordId });
      expect(opened.next.map(({ step }) => step)).toEqual(['accept', 'refuse', 'withdraw']);

      const accept = { step: 'accept', form: { on: '2026-09-22', handler: '王承办' } };
      const lacking = await client.call('ledgers.step', {
        id,
        baseRevision: opened.row.revision,
        step: 'accept',
        form: { on: '2026-09-20', handler: '' },
      });
      expect(told(lacking.findings)).toEqual(['error on row.datesReversed', 'error handler row.required']);
      await client.call('ledgers.step', { id, baseRevision: opened.row.revision, ...accept });
      const stale = client.call('ledgers.step', { id, baseRevision: opened.row.revision, ...accept });
      expect((await failureOf(stale)).code).toBe('form.changedMeanwhile');

      const accepted = await client.call('ledgers.read', { id });
      // Seven working days after Tuesday 2026-09-22: 23, 24 September; 25 to 27 are 中秋节, 28, 29, 30; 1 to 7 October
      // 国庆节; 8 and 9. Without a calendar of the year only weekends are known: 2026-10-01.
      expect(accepted.clocks[0]).toMatchObject({ title: '异议办理', startedOn: '2026-09-22' });
      const { record } = await client.call('records.read', { id: recordId });
      expect(record).toMatchObject({
        objectionFiledOn: '2026-09-21',
        objectionDueOn: accepted.clocks[0]?.dueOn,
        objectionClosedOn: null,
      });

      const kept = await client.call('ledgers.step', {
        id,
        baseRevision: accepted.row.revision,
        step: 'maintain',
        form: {
          on: '2026-09-28',
          handler: '王承办',
          reason: '金额与判决书一致',
          checkedResult: '已调阅判决书。',
        },
      });
      expect(kept.stored).toBe(true);
      const closed = await client.call('ledgers.read', { id });
      expect(closed.row).toMatchObject({ state: 'maintained', dueOn: null, closedOn: '2026-09-28' });
      expect(closed.clocks[0]).toMatchObject({ state: 'met' });
      expect(closed.steps.map(({ step, on, handler }) => [step, on, handler])).toEqual([
        ['register', closed.steps[0]?.on, null],
        ['accept', '2026-09-22', '王承办'],
        ['maintain', '2026-09-28', '王承办'],
      ]);
      expect((await client.call('records.read', { id: recordId })).record.objectionClosedOn).toBe(
        '2026-09-28',
      );
    });
  });
});
