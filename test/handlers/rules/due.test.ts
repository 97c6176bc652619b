/** 期限: what is listed with which remaining time, how early it is warned of, and the step of the day. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createRecordRepository } from '#engine/db/repositories/records.ts';
import { startInProcess } from '#engine/hosts/in-process.ts';
import type { CreditRecordContent } from '#shared/domain/entities.ts';
import { countingSources } from '../../db/support/sample.ts';
import { bodyContent, recordContent, usccOf } from '../../db/support/sample-content.ts';
import { county, engineOptions, makeOffice } from '../../support/offices.ts';
import { temporaryFolder } from '../../support/temp-folder.ts';

/** Monday 21 September 2026, noon in China. */
const monday = '2026-09-21T04:00:00.000Z';

/** With a code that forms accept. */
const codedBody = '11371003MB10000026';

const holding = async (records: readonly Partial<CreditRecordContent>[]): Promise<string> => {
  const folder = path.join(temporaryFolder(), 'data');
  await makeOffice(folder, county);
  const db = openDatabase(folder, countingSources('2026-09-01T00:00:00.000Z'));
  try {
    db.write((tx) => {
      createBodyRepository(tx).insert(bodyContent(1));
      createBodyRepository(tx).insert(bodyContent(2));
      createBodyRepository(tx).insert(bodyContent(3, { uscc: codedBody }));
      const repository = createRecordRepository(tx);
      for (const record of records) repository.insert(recordContent(usccOf(1), record));
    });
  } finally {
    db.close();
  }
  return folder;
};

const withClient = async <T>(
  folder: string,
  work: (client: ReturnType<typeof startInProcess>['client']) => Promise<T>,
  at = monday,
): Promise<T> => {
  const host = startInProcess({ ...engineOptions(folder), now: () => new Date(at) });
  try {
    return await work(host.client);
  } finally {
    await host.close();
  }
};

const objection = { objectionFiledOn: '2026-09-17', objectionClosedOn: null } as const;
const rectify = { rectificationStatus: 'inProgress', rectifiedOn: null } as const;
const shown = { status: 'published', publicFrom: '2025-09-01' } as const;

describe('the list of what is due', () => {
  const records: Partial<CreditRecordContent>[] = [
    { documentNo: '1', title: '异议', ...objection, objectionDueOn: '2026-10-09' },
    { documentNo: '2', title: '整改', ...rectify, rectifyDueOn: '2026-09-19' },
    { documentNo: '3', title: '整改今天', ...rectify, rectifyDueOn: '2026-09-21' },
    { documentNo: '4', title: '公示', ...shown, publicMinUntil: '2026-09-22', publicMaxUntil: '2026-12-31' },
    { documentNo: '5', title: '不公示', publicMaxUntil: null },
    { documentNo: '6', title: '已撤销', ...rectify, rectifyDueOn: '2026-09-01', status: 'revoked' },
  ];

  it('says how much is left, in working days over the holidays, and what happens then', async () => {
    const { rows, today } = await withClient(await holding(records), (client) => client.call('due.list', {}));
    expect(today).toBe('2026-09-21');
    expect(
      rows.map(({ title, kind, dueOn, urgency, remaining, unit }) => [
        title,
        kind,
        dueOn,
        urgency,
        `${remaining} ${unit}`,
      ]),
    ).toEqual([
      ['整改', 'rectification', '2026-09-19', 'overdue', '-2 days'],
      ['整改今天', 'rectification', '2026-09-21', 'soon', '0 days'],
      ['公示', 'repair', '2026-09-22', 'soon', '1 days'],
      // After Monday 21: 22–24, then Fri 25 off; 28–30; 1–7 October off; 8, 9: eight working days.
      ['异议', 'objection', '2026-10-09', 'later', '8 workingDays'],
      ['公示', 'publicity', '2026-12-31', 'later', '101 days'],
    ]);
    const [rectification] = rows;
    expect(rectification).toMatchObject({
      source: 'record',
      bodyUscc: usccOf(1),
      basis: null,
      certain: true,
    });
    expect(rows.find(({ kind }) => kind === 'objection')?.next).toContain('异议标注');
    expect(rows.find(({ kind }) => kind === 'publicity')?.next).toContain('自动停止公示');
  });

  it('counts by kind, filters and reads page by page', async () => {
    await withClient(await holding(records), async (client) => {
      expect((await client.call('due.summary', {})).kinds).toEqual([
        { kind: 'objection', total: 1, overdue: 0, soon: 0 },
        { kind: 'publicity', total: 1, overdue: 0, soon: 0 },
        { kind: 'rectification', total: 2, overdue: 1, soon: 1 },
        { kind: 'repair', total: 1, overdue: 0, soon: 1 },
      ]);
      const titles = async (filter: object) =>
        (await client.call('due.list', filter)).rows.map(({ title }) => title);
      expect(await titles({ urgency: 'overdue' })).toEqual(['整改']);
      expect(await titles({ kind: 'rectification', urgency: 'soon' })).toEqual(['整改今天']);
      expect(await titles({ bodyUscc: usccOf(2) })).toEqual([]);
      const first = await client.call('due.list', { limit: 2 });
      const second = await client.call('due.list', { limit: 10, cursor: first.next });
      expect([...first.rows, ...second.rows].map(({ dueOn }) => dueOn)).toEqual([
        '2026-09-19',
        '2026-09-21',
        '2026-09-22',
        '2026-10-09',
        '2026-12-31',
      ]);
    });
  });

  it('warns as early as the office wants', async () => {
    await withClient(await holding(records), async (client) => {
      const daysOf = async () =>
        (await client.call('due.settings', {})).settings.find(({ kind }) => kind === 'objection');
      expect(await daysOf()).toEqual({ kind: 'objection', workingDaysAhead: 2, changed: false });
      // Eight working days are left.
      const set = (workingDaysAhead: number) =>
        client.call('due.changeSettings', { settings: [{ kind: 'objection', workingDaysAhead }] });
      const urgency = async () => (await client.call('due.list', { kind: 'objection' })).rows[0]?.urgency;
      await set(7);
      expect(await urgency()).toBe('later');
      await set(8);
      expect(await urgency()).toBe('soon');
      expect(await daysOf()).toEqual({ kind: 'objection', workingDaysAhead: 8, changed: true });
      await set(2);
      expect(await daysOf()).toEqual({ kind: 'objection', workingDaysAhead: 2, changed: false });
    });
  });

  it('says when the holidays of the year it runs into are not known', async () => {
    const folder = await holding([
      { documentNo: '1', title: '跨年', ...objection, objectionDueOn: '2027-01-04' },
      { documentNo: '2', title: '年内', ...objection, objectionDueOn: '2026-12-31' },
    ]);
    const { rows } = await withClient(folder, (client) => client.call('due.list', {}));
    expect(rows.map(({ title, certain }) => [title, certain])).toEqual([
      ['年内', true],
      ['跨年', false],
    ]);
  });
});

describe('the step of the day', () => {
  const records: Partial<CreditRecordContent>[] = [
    { documentNo: '1', title: '期满', ...shown, publicMaxUntil: '2026-09-20' },
    { documentNo: '2', title: '最后一天', ...shown, publicMaxUntil: '2026-09-21' },
    { documentNo: '3', title: '已修复', ...shown, status: 'repaired', publicMaxUntil: '2026-09-01' },
  ];

  it('ends what is over, keeps what it was, says so in the log, and does nothing twice', async () => {
    const folder = await holding(records);
    const statuses = (at: string) =>
      withClient(
        folder,
        async (client) => {
          const answer = await client.call('records.expire', {});
          const { rows } = await client.call('records.search', {});
          return { answer, rows: Object.fromEntries(rows.map(({ title, status }) => [title, status])) };
        },
        at,
      );
    expect(await statuses(monday)).toEqual({
      answer: { today: '2026-09-21', expired: 1 },
      rows: { 期满: 'expired', 最后一天: 'published', 已修复: 'repaired' },
    });
    // The program is started again on the same day, and on the next one (00:30 in China).
    expect((await statuses(monday)).answer.expired).toBe(0);
    expect(await statuses('2026-09-21T16:30:00.000Z')).toEqual({
      answer: { today: '2026-09-22', expired: 1 },
      rows: { 期满: 'expired', 最后一天: 'expired', 已修复: 'repaired' },
    });
    await withClient(folder, async (client) => {
      const { rows } = await client.call('audit.list', { action: 'records.expire' });
      expect(rows.map(({ details }) => details)).toEqual([
        { rows: 1, day: '2026-09-22' },
        { rows: 1, day: '2026-09-21' },
      ]);
      const [first] = (await client.call('records.search', { text: '期满' })).rows;
      const { publicity, revisions } = await client.call('records.read', { id: first?.id ?? '' });
      expect(publicity).toMatchObject({ reason: 'expired', publicMaxUntil: '2026-09-20' });
      expect(revisions).toMatchObject([
        { fields: [{ field: 'status', before: 'published', after: 'expired' }] },
      ]);
    });
  });
});

describe('rows of ledgers', () => {
  it('are listed with their own limit and what happens then; an objection only once', async () => {
    // Received on Thursday 17 September 2026; the acceptance of a petition is due in 15 days, on 2 October.
    const folder = await holding([{ documentNo: '1', title: '有异议的记录', status: 'published' }]);
    await withClient(folder, async (client) => {
      const put = async (ledger: 'petitions' | 'objections', form: Record<string, string>) => {
        const answer = await client.call('ledgers.put', { ledger, present: null, baseRevision: null, form });
        expect(answer.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
        return answer.id ?? '';
      };
      const [record] = (await client.call('records.search', {})).rows;
      const objectionId = await put('objections', {
        recordId: record?.id ?? '',
        number: '异1号',
        happenedOn: '2026-09-16',
        applicant: '示例单位',
        ground: '（虚构）已经付清。',
      });
      const accepted = await client.call('ledgers.step', {
        id: objectionId,
        baseRevision: 1,
        step: 'accept',
        form: { on: '2026-09-17', handler: '张经办' },
      });
      expect(accepted.stored).toBe(true);
      await put('petitions', {
        bodyUscc: codedBody,
        number: '信1号',
        channel: 'visit',
        happenedOn: '2026-09-17',
        title: '（虚构）反映工程款未付。',
      });
      const { rows } = await client.call('due.list', {});
      expect(
        rows.map(({ kind, source, ledger, number, dueOn, remaining, unit }) => [
          kind,
          source,
          ledger,
          number,
          dueOn,
          `${remaining} ${unit}`,
        ]),
      ).toEqual([
        // 7 working days after 17 September: 18 (1), Sun 20 (2), 21–24 (6), Mon 28 (7). After 21: 22–24, 28: four.
        ['objection', 'ledger', 'objections', '异1号', '2026-09-28', '4 workingDays'],
        ['petitions', 'ledger', 'petitions', '信1号', '2026-10-02', '11 days'],
      ]);
      expect(rows.every(({ next, basis }) => next.length > 5 && basis !== null)).toBe(true);
    });
  });
});
