/**
 * A unit hands in, is returned, passes the reviews; what is locked at each point says why; deadlines and extensions. On the
 * sample county; its clock is set by each engine's options.
 */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { InProcessHost } from '#engine/hosts/in-process.ts';
import type { CycleStatus } from '#shared/domain/code-lists.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { copyOffice, county, jiashan, makeOffice, withOffice, xintian } from '../../support/offices.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';

type Client = InProcessHost['client'];

const original = path.join(sharedTemporaryFolder(), 'county');
beforeAll(() => makeOffice(original, county, true));

const atCounty = <Answer>(work: (client: Client) => Promise<Answer>): Promise<Answer> =>
  withOffice(copyOffice(original), ({ client }) => work(client));

const put = async (
  client: Client,
  role: 'self' | 'assessor' | 'finalReview',
  text: string,
  note?: string,
) => {
  const { cells } = await client.call('entries.putMany', {
    cycle: '2026',
    cells: [
      {
        bodyUscc: jiashan,
        leaf: 'A1.1',
        item: 'n',
        role,
        text,
        ...(note === undefined ? {} : { note }),
      },
    ],
  });
  const [cell] = cells;
  return cell?.outcome === 'refused'
    ? describeFinding(cell.findings[0] ?? { code: '', params: {} })
    : cell?.outcome;
};
const step = async (
  client: Client,
  name: 'submit' | 'return' | 'accept' | 'confirm' | 'reopen',
  more: { reason?: string; dueOn?: string } = {},
) => {
  const { units } = await client.call('cycleUnits.step', {
    cycle: '2026',
    usccs: [jiashan],
    step: name,
    ...more,
  });
  return units[0];
};
const go = async (client: Client, ...stages: CycleStatus[]) => {
  for (const status of stages) await client.call('cycles.setStatus', { cycle: '2026', status });
};
/** Last year's values, complete and without a doubt, as this year's. */
const fillIn = (client: Client) =>
  client.call('entries.copyPrevious', { cycle: '2026', role: 'self', of: { bodyUscc: jiashan } });
const failure = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'no failure';
};
/** Notes beside everything that the check of the unit doubts. */
const explainAll = async (client: Client) => {
  const { rows } = await client.call('entries.check', { cycle: '2026', bodyUscc: jiashan });
  const doubts = rows.flatMap(({ findings }) =>
    findings.filter(
      ({ role, explained, severity }) => role === 'self' && severity === 'warning' && !explained,
    ),
  );
  const cells = doubts.map(({ leaf = '', item = '' }) => ({
    bodyUscc: jiashan,
    leaf,
    item,
    role: 'self' as const,
    note: '已核对，属实',
  }));
  if (cells.length > 0) await client.call('entries.putMany', { cycle: '2026', cells });
};

describe('a unit', () => {
  it('hands in when nothing of its own is wrong or unexplained, and then changes nothing', () =>
    atCounty(async (client) => {
      await fillIn(client);
      await put(client, 'self', '坏');
      const refused = await step(client, 'submit');
      expect(refused).toMatchObject({ done: false, state: 'filling' });
      expect(refused?.findings.some(({ leaf, item }) => leaf === 'A1.1' && item === 'n')).toBe(true);
      await put(client, 'self', '15');
      await explainAll(client);
      expect(await step(client, 'submit')).toMatchObject({ done: true, state: 'submitted', findings: [] });
      expect(await put(client, 'self', '16')).toBe(
        '本单位已上报，自评值不能再改动。需要改动时，请由考核单位退回。',
      );
      const { rows } = await client.call('cycles.progress', { cycle: '2026' });
      expect(rows.map(({ bodyUscc, state }) => [bodyUscc, state])).toEqual(
        expect.arrayContaining([
          [jiashan, 'submitted'],
          [xintian, 'filling'],
        ]),
      );
    }));

  it('is returned with a reason and a day, and fills in while others are reviewed', () =>
    atCounty(async (client) => {
      await fillIn(client);
      await explainAll(client);
      await step(client, 'submit');
      await go(client, 'firstReview');
      expect(await failure(step(client, 'return'))).toBe('cycle.reasonNeeded');
      expect(
        await step(client, 'return', { reason: 'A1.1 缺合法性审查意见', dueOn: '2100-01-31' }),
      ).toMatchObject({
        done: true,
        state: 'returned',
      });
      expect(await put(client, 'self', '14')).toBe('stored');
      await explainAll(client);
      expect((await step(client, 'submit'))?.state).toBe('submitted');
      const { steps } = await client.call('cycleUnits.steps', { cycle: '2026', bodyUscc: jiashan });
      expect(steps.map((one) => [one.step, one.state, one.reason, one.dueOn])).toEqual([
        ['submit', 'submitted', null, null],
        ['return', 'returned', 'A1.1 缺合法性审查意见', '2100-01-31'],
        ['submit', 'submitted', null, null],
      ]);
    }));

  it('fills in no longer when the day it was given is over', () =>
    atCounty(async (client) => {
      await fillIn(client);
      await explainAll(client);
      await step(client, 'submit');
      await step(client, 'return', { reason: '补正', dueOn: '2020-01-31' });
      expect(await put(client, 'self', '14')).toBe(
        '“单位自评”的填报截止日期是 2020-01-31，已经过期。需要继续填报时，请申请延期。',
      );
    }));

  it('passes the first review when differing values have their reason, and the final review locks it', () =>
    atCounty(async (client) => {
      await fillIn(client);
      await explainAll(client);
      expect((await step(client, 'accept'))?.findings[0]?.code).toBe('unit.stepState');
      await step(client, 'submit');
      expect((await step(client, 'accept'))?.findings[0]?.code).toBe('unit.stepTooEarly');
      await go(client, 'firstReview');
      expect(await put(client, 'assessor', '1')).toBe('stored');
      expect((await step(client, 'accept'))?.findings.map(({ code }) => code)).toContain('entry.reasonOwed');
      await put(client, 'assessor', '1', '只核实一件');
      expect((await step(client, 'accept'))?.state).toBe('accepted');
      await go(client, 'externalInput', 'finalReview');
      expect(await put(client, 'finalReview', '2', '复核认可两件')).toBe('stored');
      expect((await step(client, 'confirm'))?.state).toBe('confirmed');
      expect(await put(client, 'finalReview', '3')).toBe(
        '本单位复核完成，复核值不能再改动。需要改动时，请先撤回复核完成。',
      );
      const decision = {
        cycleCode: '2026',
        bodyUscc: jiashan,
        kind: 'veto' as const,
        code: 'V1',
        count: '1',
        reason: '期末仍为失信被执行人',
      };
      expect(await failure(client.call('decisions.put', decision))).toBe('decision.locked');
      expect((await step(client, 'reopen', { reason: '漏看一件' }))?.state).toBe('accepted');
      expect(await put(client, 'finalReview', '3')).toBe('stored');
    }));
});

describe('a plan', () => {
  const stages = [
    { stage: 'selfAssess' as const, from: '2020-01-06', to: '2020-01-17' },
    { stage: 'firstReview' as const, from: '2020-01-18', to: '2020-02-10' },
  ];

  it('closes a stage after its last day, until that is moved for everybody or for one unit', () =>
    atCounty(async (client) => {
      await client.call('cycles.setPlan', { cycle: '2026', stages });
      expect(await put(client, 'self', '14')).toBe(
        '“单位自评”的填报截止日期是 2020-01-17，已经过期。需要继续填报时，请申请延期。',
      );
      const extend = (until: string, usccs: string[]) =>
        client.call('cycles.extend', {
          cycle: '2026',
          stage: 'selfAssess',
          until,
          usccs,
          reason: '台风停电三天',
          documentNo: '示信办〔2027〕3号',
        });
      expect(await failure(extend('2020-01-17', []))).toBe('cycle.notLater');
      await extend('2100-01-17', [jiashan]);
      expect(await put(client, 'self', '14')).toBe('stored');
      const sheet = await client.call('entries.sheet', { cycle: '2026', bodyUscc: xintian, role: 'self' });
      expect(sheet.lock?.code).toBe('entry.locked.deadline');
      const { extensions } = await client.call('cycles.plan', { cycle: '2026' });
      expect(extensions).toMatchObject([
        { stage: 'selfAssess', bodyUscc: jiashan, until: '2100-01-17', reason: '台风停电三天' },
      ]);
      // The unit with more time fills in while the first review of the others goes on.
      await go(client, 'firstReview');
      expect(await put(client, 'self', '13')).toBe('stored');
    }));

  it('refuses stages in the wrong order, unknown indicators, and a new period once units fill in', () =>
    atCounty(async (client) => {
      const set = (plan: object) => failure(client.call('cycles.setPlan', { cycle: '2026', ...plan }));
      const [first, second] = stages as [(typeof stages)[0], (typeof stages)[0]];
      expect(await set({ stages: [{ ...first, to: '2020-01-01' }] })).toBe('cycle.stageDatesInvalid');
      expect(await set({ stages: [first, { ...second, from: '2020-01-02' }] })).toBe(
        'cycle.stageDatesInvalid',
      );
      const filler = { modelCode: 'TOWNSHIP-2026', leaf: 'A1.2', role: 'department', bodyUscc: xintian };
      expect(await set({ fillers: [{ ...filler, leaf: 'A1' }] })).toBe('cycle.fillerInvalid');
      expect(await set({ fillers: [filler] })).toBe('no failure');
      expect(await set({ periodFrom: '2026-02-01' })).toBe('cycle.planFixed');
      expect((await client.call('cycles.plan', { cycle: '2026' })).fillers).toMatchObject([
        { leaf: 'A1.2', role: 'department', bodyUscc: xintian },
      ]);
    }));
});
