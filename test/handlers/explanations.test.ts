/**
 * 说明: a warning of the sample county is explained, read one by one, and asked for anew when its values change. Rule T20
 * asks for at least half as many promises as last year; 甲山镇 promised 29 in 2025.
 */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { InProcessHost } from '#engine/hosts/in-process.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { enrol, merge, prepareCycle, seal } from '../support/exchange.ts';
import {
  copyOffice,
  county,
  jiashan,
  makeFilledTownship,
  makeOffice,
  withOffice,
} from '../support/offices.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';

type Client = InProcessHost['client'];

const original = path.join(sharedTemporaryFolder(), 'explained-county');
beforeAll(() => makeOffice(original, county, true));
const atCounty = <Answer>(work: (client: Client) => Promise<Answer>): Promise<Answer> =>
  withOffice(copyOffice(original), ({ client }) => work(client));

const cycle = '2026';
const promised = (client: Client, text: string) =>
  client.call('entries.putMany', {
    cycle,
    cells: [{ bodyUscc: jiashan, role: 'self' as const, leaf: 'C1.1', item: 'd', text }],
  });
const finding = {
  cycle,
  bodyUscc: jiashan,
  code: 'entry.rule.broken',
  rule: 'T20',
  leaf: 'C1.1',
  item: 'd',
  role: 'self',
};
/** The finding of T20 as the check shows it. */
const check = async (client: Client) => {
  const { rows } = await client.call('entries.check', { cycle, bodyUscc: jiashan });
  return rows[0]?.findings.find(({ params }) => params.rule === 'T20');
};
const failure = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'answered';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
};
const reasons = '去年集中到期，今年到期的少';

describe('an explanation', () => {
  it('lets a warning pass, with these values and no others', () =>
    atCounty(async (client) => {
      await promised(client, '14');
      expect((await check(client))?.explained).toBe(false);
      await client.call('explanations.put', { ...finding, text: reasons });
      expect(await check(client)).toMatchObject({
        explained: true,
        explanation: { text: reasons, own: true, outdated: false, reading: null },
      });
      await promised(client, '13');
      expect(await check(client)).toMatchObject({ explained: false, explanation: { outdated: true } });
      await promised(client, '14');
      expect((await check(client))?.explained).toBe(true);
      await client.call('explanations.put', { ...finding, text: '' });
      expect(await check(client)).toMatchObject({ explained: false, explanation: null });
    }));

  it('is read one by one with the values that it was written about; one not accepted explains nothing', () =>
    atCounty(async (client) => {
      await promised(client, '14');
      await client.call('explanations.put', { ...finding, text: reasons });
      const list = () => client.call('explanations.list', { cycle });
      const { rows, total, counts } = await list();
      const [first] = rows;
      if (!first) throw new Error('no explanation');
      expect([total, counts]).toEqual([1, { unread: 1, accepted: 0, refused: 0, outdated: 0 }]);
      expect(first).toMatchObject({
        unit: '示例县甲山镇人民政府',
        leafName: '公开承诺事项兑现率',
        state: 'unread',
        text: reasons,
      });
      // Half of 29 is 14.5.
      expect(describeFinding(first.about)).toContain('左边 14 < 右边 29，差 15');
      expect(first.now?.params).toEqual(first.about.params);

      const read = { id: first.id, contentHash: first.contentHash };
      expect(await failure(client.call('explanations.read', { ...read, accepted: false }))).toBe(
        'operation.invalidInput',
      );
      await client.call('explanations.read', { ...read, accepted: false, remark: '请附承诺清单' });
      expect((await list()).rows[0]).toMatchObject({ state: 'refused', reading: { remark: '请附承诺清单' } });
      expect((await check(client))?.explained).toBe(false);

      await client.call('explanations.put', { ...finding, text: `${reasons}，清单见佐证` });
      expect(await failure(client.call('explanations.read', { ...read, accepted: true }))).toBe(
        'explanation.changed',
      );
      const again = (await list()).rows[0];
      expect(again?.state).toBe('unread');
      await client.call('explanations.read', {
        id: first.id,
        contentHash: again?.contentHash ?? '',
        accepted: true,
      });
      expect((await list()).counts).toMatchObject({ unread: 0, accepted: 1 });
      expect((await check(client))?.explained).toBe(true);
      expect((await client.call('explanations.list', { cycle, state: 'refused' })).rows).toEqual([]);

      await promised(client, '20');
      expect((await list()).rows[0]).toMatchObject({ state: 'outdated', now: null });
    }));

  it('is refused where there is nothing to explain, for an error, and after the unit has handed in', () =>
    atCounty(async (client) => {
      const put = (more: object) =>
        failure(client.call('explanations.put', { ...finding, text: reasons, ...more }));
      await promised(client, '20');
      expect(await put({})).toBe('explanation.findingGone');
      await client.call('entries.putMany', {
        cycle,
        cells: [
          { bodyUscc: jiashan, role: 'self' as const, leaf: 'D3.1', item: 'd', text: '12' },
          { bodyUscc: jiashan, role: 'self' as const, leaf: 'D3.3', item: 'd', text: '11' },
        ],
      });
      expect(await put({ rule: 'T06', leaf: 'D3.1' })).toBe('explanation.errorStays');
      await promised(client, '14');
      await client.call('cycles.setStatus', { cycle, status: 'firstReview' });
      expect(await put({})).toBe('explanation.locked');
    }));
});

describe('全审', () => {
  it('counts what is found in every unit, by rule, what blocks first', () =>
    atCounty(async (client) => {
      const all = await client.call('explanations.checkAll', { cycle });
      const pages = await client.call('entries.check', { cycle, limit: 200 });
      const findings = pages.rows.flatMap((unit) => unit.findings);
      const count = (fits: (one: (typeof findings)[number]) => boolean) => findings.filter(fits).length;
      expect(all).toMatchObject({
        units: 20,
        clean: pages.rows.filter((unit) => unit.findings.length === 0).length,
        errors: count(({ severity }) => severity === 'error'),
        warnings: count(({ severity }) => severity === 'warning'),
        open: count(({ severity, explained }) => severity === 'warning' && !explained),
      });
      expect(all.kinds.reduce((sum, kind) => sum + kind.findings, 0)).toBe(findings.length);
      const severities = all.kinds.map(({ severity }) => severity);
      expect(severities).toEqual(severities.toSorted());
      const ofRules = all.kinds.filter(({ rule }) => rule !== '');
      expect(ofRules.length).toBeGreaterThan(0);
      expect(ofRules.every(({ name }) => name !== '')).toBe(true);
    }));
});

it('travels upwards with the values, and is read there without being changed', async () => {
  const town = path.join(sharedTemporaryFolder(), 'explained-town');
  const above = path.join(sharedTemporaryFolder(), 'explained-above');
  await makeFilledTownship(town, true);
  await makeOffice(above, county);
  await withOffice(above, prepareCycle);
  await enrol(above, town);
  const written = await withOffice(town, async ({ client }) => {
    const { rows } = await client.call('entries.check', { cycle, bodyUscc: jiashan });
    const doubt = rows[0]?.findings.find(({ severity, role }) => severity === 'warning' && role === 'self');
    if (!doubt?.leaf) throw new Error('nothing to explain');
    const { code, leaf, item = '', role = '' } = doubt;
    const place = { cycle, bodyUscc: jiashan, code, leaf, item, role, rule: String(doubt.params.rule ?? '') };
    await client.call('explanations.put', { ...place, text: reasons });
    const ready = await client.call('packages.readiness', { cycle });
    expect(ready.counts).toMatchObject({ checkExplanations: 1 });
    return place;
  });
  const { tables } = await merge(above, await seal(town));
  expect(tables).toMatchObject({ checkExplanations: { inserted: 1, conflicts: 0 } });

  await withOffice(above, async ({ client }) => {
    const [row] = (await client.call('explanations.list', { cycle })).rows;
    expect(row).toMatchObject({ text: reasons, own: false, state: 'unread' });
    expect(await failure(client.call('explanations.put', { ...written, text: '另写' }))).toBe(
      'explanation.otherOffice',
    );
    await client.call('explanations.read', {
      id: row?.id ?? '',
      contentHash: row?.contentHash ?? '',
      accepted: true,
    });
  });
  // The same submission again: nothing new, and what was read stays read.
  const again = await merge(above, await seal(town));
  expect(again.tables).toMatchObject({ checkExplanations: { inserted: 0, updated: 0, conflicts: 0 } });
  const { counts } = await withOffice(above, ({ client }) => client.call('explanations.list', { cycle }));
  expect(counts).toMatchObject({ accepted: 1, unread: 0 });
});

it('that is not accepted comes back with the return of its submission, and asks the office below for another', async () => {
  const town = path.join(sharedTemporaryFolder(), 'refused-town');
  const above = path.join(sharedTemporaryFolder(), 'refused-above');
  await makeFilledTownship(town, true);
  await makeOffice(above, county);
  await withOffice(above, prepareCycle);
  await enrol(above, town);
  await enrol(town, above);
  const place = await withOffice(town, async ({ client }) => {
    const { rows } = await client.call('entries.check', { cycle, bodyUscc: jiashan });
    const doubt = rows[0]?.findings.find(({ severity, role }) => severity === 'warning' && role === 'self');
    if (!doubt?.leaf) throw new Error('nothing to explain');
    const { code, leaf, item = '', role = '' } = doubt;
    const asked = { cycle, bodyUscc: jiashan, code, leaf, item, role, rule: String(doubt.params.rule ?? '') };
    await client.call('explanations.put', { ...asked, text: reasons });
    return asked;
  });
  const submission = await seal(town);
  await merge(above, submission);
  const answer = path.join(sharedTemporaryFolder(), 'answer.zxpkg');
  await withOffice(above, async ({ client, grantRead, grantWrite }) => {
    const [row] = (await client.call('explanations.list', { cycle })).rows;
    const read = { id: row?.id ?? '', contentHash: row?.contentHash ?? '' };
    await client.call('explanations.read', { ...read, accepted: false, remark: '请附承诺清单' });
    const sealed = await client.call('packages.return', {
      submission: grantRead(submission),
      reason: '说明没有依据',
      file: grantWrite(answer),
    });
    expect(sealed.counts).toEqual({ comments: 1, explanationReadings: 1 });
  });

  const { findings } = await merge(town, answer);
  expect(findings.map(({ code }) => code)).toEqual(['merge.returned', 'merge.explanationRefused']);
  expect(findings.map(describeFinding)[1]).toContain('没有采纳：请附承诺清单');
  expect(await merge(town, answer)).toMatchObject({ alreadyMerged: true });
  await withOffice(town, async ({ client }) => {
    const list = () => client.call('explanations.list', { cycle });
    expect((await list()).rows).toEqual([
      expect.objectContaining({
        state: 'refused',
        reading: expect.objectContaining({ remark: '请附承诺清单', actor: county.name }),
      }),
    ]);
    const { rows } = await client.call('entries.check', { cycle, bodyUscc: jiashan });
    const found = rows[0]?.findings.find(({ leaf, code }) => leaf === place.leaf && code === place.code);
    expect(found).toMatchObject({ explained: false });
    // Written anew it is read anew: the answer was to what it said before.
    await client.call('explanations.put', { ...place, text: `${reasons}，清单见佐证` });
    expect((await list()).counts).toMatchObject({ unread: 1, refused: 0 });
  });
  const taken = await merge(above, await seal(town));
  expect(taken.tables).toMatchObject({ checkExplanations: { updated: 1 } });
});
