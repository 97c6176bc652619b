/** 单位沿革 on the sample county: renames, mergers and moves, their names of then, and taking them back. */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '#shared/contract/client.ts';
import { failureOf } from '../../support/failure-of.ts';
import { copyOffice, county, jiashan, makeOffice, withOffice, xintian } from '../../support/offices.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';

const original = path.join(sharedTemporaryFolder(), 'county');
const oldName = '示例县甲山镇人民政府';
const newName = '示例县甲山街道办事处';

beforeAll(async () => {
  await makeOffice(original, county, true);
});

const inCounty = (work: (client: Client) => Promise<void>) =>
  withOffice(copyOffice(original), ({ client }) => work(client));

const blank = { fromName: '', toName: '', toUscc: '', documentNo: '', reason: '' };
const bodyOf = async (client: Client, uscc: string) => (await client.call('bodies.read', { uscc })).body;
const change = async (
  client: Client,
  uscc: string,
  form: Partial<typeof blank> & {
    kind: 'rename' | 'merge' | 'split' | 'moved' | 'closed';
    effectiveOn: string;
  },
) =>
  client.call('bodies.change', {
    uscc,
    baseRevision: (await bodyOf(client, uscc)).revision,
    form: { ...blank, ...form },
  });

describe('a rename', () => {
  it('keeps the old name searchable and on what was decided before', async () => {
    await inCounty(async (client) => {
      const { rows } = await client.call('records.search', { bodyUscc: jiashan, limit: 100 });
      const dates = rows.map(({ decisionDate }) => decisionDate).sort();
      // Between the earliest and the latest decision about the township.
      const effectiveOn = dates[1] as string;
      expect(effectiveOn > (dates[0] as string)).toBe(true);
      expect(
        await change(client, jiashan, {
          kind: 'rename',
          effectiveOn,
          toName: newName,
          documentNo: '示政函〔2026〕1号',
        }),
      ).toMatchObject({
        stored: true,
        findings: [{ code: 'bodyChange.shortNameStays', severity: 'warning' }],
      });

      expect(await bodyOf(client, jiashan)).toMatchObject({ name: newName, revision: 2 });
      const after = await client.call('records.search', { bodyUscc: jiashan, limit: 100 });
      for (const { decisionDate, bodyName, presentBodyName } of after.rows) {
        const before = decisionDate < effectiveOn;
        expect([bodyName, presentBodyName]).toEqual(before ? [oldName, newName] : [newName, null]);
      }
      const found = await client.call('bodies.search', { text: '甲山镇人民' });
      expect(found.rows.map(({ uscc }) => uscc)).toEqual([jiashan]);
      const history = await client.call('bodies.history', { uscc: jiashan });
      expect(history.formerNames).toEqual([{ name: oldName, until: effectiveOn }]);
      expect(history.changes).toMatchObject([
        { kind: 'rename', fromName: oldName, toName: newName, own: true },
      ]);
      const then = await client.call('bodies.tree', { on: dates[0] });
      expect(then.bodies.find(({ uscc }) => uscc === jiashan)?.name).toBe(oldName);
    });
  });

  it('is taken back with a reason, and stays in sight', async () => {
    await inCounty(async (client) => {
      const { id } = await change(client, jiashan, {
        kind: 'rename',
        effectiveOn: '2026-03-01',
        toName: newName,
      });
      await client.call('bodies.withdrawChange', { id: id ?? '', reason: '批复尚未下发' });
      expect(await bodyOf(client, jiashan)).toMatchObject({ name: oldName, revision: 3 });
      const history = await client.call('bodies.history', { uscc: jiashan });
      expect(history.formerNames).toEqual([]);
      expect(history.changes).toMatchObject([{ withdrawnReason: '批复尚未下发' }]);
      expect(
        await failureOf(client.call('bodies.withdrawChange', { id: id ?? '', reason: '再来一次' })),
      ).toMatchObject({ code: 'bodyChange.withdrawn' });
    });
  });

  it('of earlier days is written down without renaming the body, in the right order only', async () => {
    await inCounty(async (client) => {
      const earlier = { kind: 'rename', effectiveOn: '2010-05-01', toName: oldName } as const;
      expect((await change(client, jiashan, earlier)).findings).toMatchObject([
        { code: 'bodyChange.formerNameNeeded', field: 'fromName' },
      ]);
      await change(client, jiashan, { ...earlier, fromName: '示例县甲山乡人民政府' });
      expect(await bodyOf(client, jiashan)).toMatchObject({ name: oldName, revision: 1 });
      const wrong = { ...earlier, effectiveOn: '2001-01-01', fromName: '甲山公社', toName: '别的名称' };
      expect((await change(client, jiashan, wrong)).findings).toMatchObject([
        { code: 'bodyChange.laterRename', params: { date: '2010-05-01', name: '示例县甲山乡人民政府' } },
      ]);
      const { id } = await change(client, jiashan, { ...wrong, toName: '示例县甲山乡人民政府' });
      expect((await client.call('bodies.history', { uscc: jiashan })).formerNames).toEqual([
        { name: '示例县甲山乡人民政府', until: '2010-05-01' },
        { name: '甲山公社', until: '2001-01-01' },
      ]);
      // The body never bore it here, so taking it back leaves the body alone.
      const [latest] = (await client.call('bodies.history', { uscc: jiashan })).changes;
      await client.call('bodies.withdrawChange', { id: latest?.id ?? '', reason: '年份有误' });
      expect(await bodyOf(client, jiashan)).toMatchObject({ name: oldName, revision: 1 });
      expect(id).not.toBeNull();
    });
  });
});

it('merges one body into another: its records stay with it and are shown at the other', async () => {
  await inCounty(async (client) => {
    const { total } = (await client.call('bodies.read', { uscc: xintian })).records;
    const answer = await change(client, xintian, {
      kind: 'merge',
      effectiveOn: '2026-03-01',
      toUscc: jiashan,
      documentNo: '示政发〔2026〕3号',
    });
    expect(answer.stored).toBe(true);
    expect(await bodyOf(client, xintian)).toMatchObject({ validTo: '2026-02-28' });
    expect(await client.call('bodies.history', { uscc: jiashan })).toMatchObject({
      predecessors: [{ uscc: xintian, mergedOn: '2026-03-01', records: total }],
    });
    expect((await client.call('bodies.history', { uscc: xintian })).successor).toMatchObject({
      uscc: jiashan,
      name: oldName,
    });
    const onDay = async (on: string) =>
      (await client.call('bodies.tree', { on })).bodies.some(({ uscc }) => uscc === xintian);
    expect([await onDay('2026-02-28'), await onDay('2026-03-01')]).toEqual([true, false]);
    // It cannot end twice.
    const again = await change(client, xintian, { kind: 'closed', effectiveOn: '2026-04-01' });
    expect(again.findings).toMatchObject([{ code: 'bodyChange.alreadyClosed' }]);
    await client.call('bodies.withdrawChange', { id: answer.id ?? '', reason: '合并方案撤回' });
    expect(await bodyOf(client, xintian)).toMatchObject({ validTo: null });
    expect((await client.call('bodies.history', { uscc: jiashan })).predecessors).toEqual([]);
  });
});

it('puts a body under another superior, and knows the one of then', async () => {
  await inCounty(async (client) => {
    const before = (await bodyOf(client, jiashan)).parentUscc;
    const { id } = await change(client, jiashan, {
      kind: 'moved',
      effectiveOn: '2026-02-01',
      toUscc: xintian,
    });
    const parentOn = async (on?: string) =>
      (await client.call('bodies.tree', on === undefined ? {} : { on })).bodies.find(
        ({ uscc }) => uscc === jiashan,
      )?.parentUscc;
    expect([await parentOn(), await parentOn('2026-02-01'), await parentOn('2026-01-31')]).toEqual([
      xintian,
      xintian,
      before,
    ]);
    await client.call('bodies.withdrawChange', { id: id ?? '', reason: '登记错了单位' });
    expect(await parentOn()).toBe(before);
  });
});

it.each([
  ['in the future', { kind: 'rename', effectiveOn: '2099-01-01', toName: newName }, 'bodyChange.inFuture'],
  ['into itself', { kind: 'merge', effectiveOn: '2026-01-01', toUscc: jiashan }, 'bodyChange.itself'],
  ['into nothing', { kind: 'merge', effectiveOn: '2026-01-01' }, 'bodyChange.needed'],
  ['to no name', { kind: 'rename', effectiveOn: '2026-01-01' }, 'bodyChange.needed'],
] as const)('refuses a change %s', async (_, form, code) => {
  await inCounty(async (client) => {
    const answer = await change(client, jiashan, form);
    expect(answer.stored).toBe(false);
    expect(answer.findings.map((finding) => finding.code)).toContain(code);
    expect((await client.call('bodies.history', { uscc: jiashan })).changes).toEqual([]);
  });
});
