/** 制度与组织: limits that come round again, filings, and meetings that wait for what was resolved. */
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { addDays, dayInChina } from '#shared/domain/dates.ts';
import type { LedgerCode } from '#shared/ledgers/ledgers.ts';
import { copyOffice, county, jiashan, makeOffice, withOffice } from '../../support/offices.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';

const original = path.join(sharedTemporaryFolder(), 'county');
const today = dayInChina(new Date().toISOString());

beforeAll(async () => {
  await makeOffice(original, county, true);
});

/** Registers a row; `take` takes a step of it and gives what it became. */
const register = async (ledger: LedgerCode, form: Readonly<Record<string, string>>) => {
  const data = copyOffice(original);
  const put = await withOffice(data, ({ client }) =>
    client.call('ledgers.put', {
      ledger,
      present: null,
      baseRevision: null,
      form: { bodyUscc: jiashan, ...form },
    }),
  );
  expect(put.findings).toEqual([]);
  const id = put.id ?? '';
  const read = () =>
    withOffice(data, async ({ client }) => {
      const { row, clocks, next } = await client.call('ledgers.read', { id });
      return { row, clocks, next: next.map(({ step }) => step) };
    });
  const take = async (step: string, fields: Readonly<Record<string, string>>) => {
    const { row } = await read();
    const taken = await withOffice(data, ({ client }) =>
      client.call('ledgers.step', {
        id,
        baseRevision: row.revision,
        step,
        form: { on: today, handler: '王承办', ...fields },
      }),
    );
    expect(taken).toMatchObject({ stored: true });
    return read();
  };
  return { read, take };
};

it('a column that was not updated in time is overdue, and waits for the next day once it was', async () => {
  const column = await register('columnSchedules', {
    title: '双公示专栏',
    channel: '政府网站',
    frequency: '每月',
    happenedOn: '2026-01-05',
    nextDue: '2026-02-05',
  });
  const before = await column.read();
  expect(before.row).toMatchObject({ state: 'running', dueOn: '2026-02-05' });
  expect(before.clocks[0]).toMatchObject({ state: 'overdue' });
  const next = addDays(today, 30);
  const after = await column.take('update', { nextDue: next });
  expect(after.row).toMatchObject({ state: 'running', dueOn: next, details: { updatedOn: today } });
});

it('a normative document waits for its filing for fifteen days, an internal rule does not', async () => {
  const document = (kind: string) => ({
    ...{ number: `示政办〔2026〕${kind === '规范性文件' ? 3 : 4}号`, title: '政务诚信管理办法', kind },
    ...{ happenedOn: '2026-03-02', effectiveOn: '2026-04-01' },
  });
  const normative = await register('normativeDocuments', document('规范性文件'));
  // The 2nd of March and fifteen days.
  expect((await normative.read()).row).toMatchObject({ state: 'filing', dueOn: '2026-03-17' });
  const filed = await normative.take('file', { filingNo: '示备〔2026〕7号' });
  expect(filed.row).toMatchObject({ state: 'inForce', dueOn: null });
  const internal = await register('normativeDocuments', document('内部制度'));
  expect((await internal.read()).row).toMatchObject({ state: 'inForce', dueOn: null });
});

it('a meeting waits for what it resolved only where it set a day', async () => {
  const meeting = {
    ...{ number: '第1次', title: '研究政务诚信考核', happenedOn: '2026-03-02', chair: '李组长' },
    ...{ attendees: '成员单位负责人', minutes: '会议议定……' },
  };
  expect((await (await register('leadingGroupMeetings', meeting)).read()).row.state).toBe('recorded');
  const bound = await register('leadingGroupMeetings', { ...meeting, dueOn: '2026-04-30' });
  expect((await bound.read()).row).toMatchObject({ state: 'pending', dueOn: '2026-04-30' });
  expect((await bound.take('finish', { outcome: '已印发方案' })).row.state).toBe('done');
});

it('a post is looked at again and again, and handed over in the end', async () => {
  const post = await register('postDuties', {
    ...{ title: '信用信息管理员', duties: '归集、审核、报送信用信息', happenedOn: '2026-01-04' },
    reviewDue: '2026-06-30',
  });
  expect((await post.read()).row.dueOn).toBe('2026-06-30');
  const looked = await post.take('review', { reviewResult: '履职到位', reviewDue: addDays(today, 180) });
  expect(looked.row).toMatchObject({ state: 'onPost', dueOn: addDays(today, 180) });
  const over = await post.take('handOver', { successor: '赵接任', reason: '岗位调整' });
  expect(over).toMatchObject({ row: { state: 'handedOver', dueOn: null }, next: ['withdraw'] });
});
