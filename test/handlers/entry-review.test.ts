/**
 * What a reviewer owes, what a cell was before, what stands behind a number, and what a unit does not see of others. On the
 * sample county, whose model gives A1.1 2 of 100 points: a ratio with target 1 and floor 0.6, asked of the unit itself.
 */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#engine/db/open-database.ts';
import { createCycleReader } from '#engine/db/repositories/cycles.ts';
import { reviewBlockers } from '#engine/handlers/entries/review-blockers.ts';
import type { InProcessHost } from '#engine/hosts/in-process.ts';
import type { OperationInput } from '#shared/contract/client.ts';
import { cycleStages } from '#shared/domain/cycle-stages.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { countingSources } from '../db/support/sample.ts';
import { failureOf } from '../support/failure-of.ts';
import {
  copyOffice,
  county,
  jiashan,
  makeOffice,
  sample,
  township,
  withOffice,
  xintian,
} from '../support/offices.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';

type Client = InProcessHost['client'];
type Change = OperationInput<'entries.putMany'>['cells'][number];

const original = path.join(sharedTemporaryFolder(), 'county');
beforeAll(() => makeOffice(original, county, true));

const cell = (item: string, text: string, more: Partial<Change> = {}): Change => ({
  bodyUscc: jiashan,
  leaf: 'A1.1',
  item,
  role: 'self',
  text,
  ...more,
});
const put = (client: Client, ...cells: Change[]) => client.call('entries.putMany', { cycle: '2026', cells });
const lineOf = async (client: Client, leaf: string, item: string) => {
  const sheet = await client.call('entries.sheet', { cycle: '2026', bodyUscc: jiashan, role: 'assessor' });
  const line = sheet.nodes.find(({ code }) => code === leaf)?.leaf?.items.find((one) => one.item === item);
  if (line === undefined) throw new Error(`no line ${leaf} ${item}`);
  return line;
};
/** As the step that accepts a unit asks, on a folder that no engine holds. */
const blockersIn = (folder: string) => {
  const db = openDatabase(folder, { ...countingSources(), readonly: true });
  try {
    const cycle = createCycleReader(db.reader).findByCode('2026');
    if (cycle === null) throw new Error('no cycle');
    return reviewBlockers(db.reader, cycle, jiashan).filter(({ leaf }) => leaf === 'A1.1');
  } finally {
    db.close();
  }
};

describe('a reviewer whose value changes the score', () => {
  it('owes a reason, which the row says, until a note is written', async () => {
    const folder = copyOffice(original);
    await withOffice(folder, async ({ client }) => {
      // Self: 15 ÷ 20 = 0.75, × 2 = 1.50. Reviewed: 18 ÷ 20 = 0.90, × 2 = 1.80.
      await put(client, cell('n', '15'), cell('d', '20'), cell('n', '18', { role: 'assessor' }));
      const owed = (await lineOf(client, 'A1.1', 'n')).reasonsOwed;
      expect(Object.keys(owed)).toEqual(['assessor']);
      expect(owed.assessor && describeFinding(owed.assessor)).toBe(
        '程序完备的重大行政决策数：核定值 18 ≠ 自评值 15，得分由 1.5 变为 1.8，差 0.3 分，还没有写明原因。请在“原因”中写明。',
      );
    });
    expect(blockersIn(folder).map(({ code, role, item }) => [code, role, item])).toEqual([
      ['entry.reasonOwed', 'assessor', 'n'],
    ]);
    await withOffice(folder, async ({ client }) => {
      await put(client, cell('n', '18', { role: 'assessor', note: '漏报三件' }));
      expect((await lineOf(client, 'A1.1', 'n')).reasonsOwed).toEqual({});
    });
    expect(blockersIn(folder)).toEqual([]);
  });

  it('owes none where the score stays the same', () =>
    withOffice(copyOffice(original), async ({ client }) => {
      // 11 ÷ 20 = 0.55 and 10 ÷ 20 = 0.50 are both below the floor of 0.6: no points either way.
      await put(client, cell('n', '11'), cell('d', '20'), cell('n', '10', { role: 'assessor' }));
      expect((await lineOf(client, 'A1.1', 'n')).reasonsOwed).toEqual({});
    }));

  it('owes none within the limit that the plan sets', () =>
    withOffice(copyOffice(original), async ({ client }) => {
      await put(client, cell('n', '15'), cell('d', '20'), cell('n', '18', { role: 'assessor' }));
      // 1.80 − 1.50 = 0.30: within 0.30, not within 0.29.
      for (const [limit, owing] of [
        ['0.30', []],
        ['0.29', ['assessor']],
      ] as const) {
        await client.call('cycles.setPlan', { cycle: '2026', reviewLimit: limit });
        expect(Object.keys((await lineOf(client, 'A1.1', 'n')).reasonsOwed)).toEqual(owing);
      }
      const { reviewLimit } = await client.call('cycles.plan', { cycle: '2026' });
      expect(reviewLimit).toEqual({ points: '0.29', suggested: '0', basis: '本系统建议值' });
    }));

  it('may rest on the first review’s reason in the final one, when it states the same', () =>
    withOffice(copyOffice(original), async ({ client }) => {
      const first = cell('n', '18', { role: 'assessor', note: '漏报三件' });
      await put(client, cell('n', '15'), cell('d', '20'), first);
      const stages = cycleStages.slice(cycleStages.indexOf('selfAssess') + 1);
      for (const status of stages.slice(0, stages.indexOf('finalReview') + 1)) {
        await client.call('cycles.setStatus', { cycle: '2026', status });
      }
      await put(client, cell('n', '18', { role: 'finalReview' }));
      expect((await lineOf(client, 'A1.1', 'n')).reasonsOwed).toEqual({});
      await put(client, cell('n', '12', { role: 'finalReview' }));
      expect(Object.keys((await lineOf(client, 'A1.1', 'n')).reasonsOwed)).toEqual(['finalReview']);
    }));
});

describe('the history of a cell', () => {
  it('tells values and notes, each before and after, newest first', () =>
    withOffice(copyOffice(original), async ({ client }) => {
      await put(client, cell('n', '15'));
      await put(client, cell('n', '16', { note: '按台账' }));
      await put(client, cell('n', '16', { note: '按新口径' }));
      const place = { cycle: '2026', bodyUscc: jiashan, leaf: 'A1.1', item: 'n', role: 'self' as const };
      const { changes, present } = await client.call('entries.history', place);
      const value = ['', '15', '16'];
      expect(changes.map(({ what, before, after }) => [what, before, after]).toSorted()).toEqual([
        ['note', '', '按台账'],
        ['note', '按台账', '按新口径'],
        ['value', value[0], value[1]],
        ['value', value[1], value[2]],
      ]);
      expect(changes[0]?.after).toBe('按新口径');
      expect(changes.map(({ at }) => at)).toEqual(
        changes
          .map(({ at }) => at)
          .toSorted()
          .toReversed(),
      );
      expect(present).toMatchObject({ text: '16', own: true, logged: true });
    }));

  it('says so where a value came with the sample, an import or a package', () =>
    withOffice(copyOffice(original), async ({ client }) => {
      const place = { cycle: '2025', bodyUscc: jiashan, leaf: 'A1.1', item: 'n', role: 'self' as const };
      const { changes, present } = await client.call('entries.history', place);
      expect([changes, present?.logged]).toEqual([[], false]);
    }));
});

it('a derived value lists the records that it counts', () =>
  withOffice(copyOffice(original), async ({ client }) => {
    // C3.1 counts the unit's records of dishonesty in procurement within the period.
    const derived = (await lineOf(client, 'C3.1', 'count')).derived;
    const place = { cycle: '2026', bodyUscc: jiashan, leaf: 'C3.1' };
    const list = await client.call('entries.derivation', { ...place, item: 'count' });
    const { rows } = await client.call('records.search', {
      bodyUscc: jiashan,
      subjectType: 'body',
      domain: 'procurement',
      polarity: 'negative',
      decidedFrom: '2026-01-01',
      decidedTo: '2026-12-31',
    });
    // The sample holds one such record.
    expect(rows).toHaveLength(1);
    expect(list.rule).toContain('政府采购');
    expect([list.value, list.total]).toEqual([derived?.value, derived?.records]);
    expect(list.rows.map(({ id }) => id).toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
    expect(await failureOf(client.call('entries.derivation', { ...place, item: 'nothing' }))).toMatchObject({
      code: 'entry.itemUnknownHere',
    });
  }));

describe('a township’s office', () => {
  const cycle = '2026';
  const atTownship = async (work: (client: Client) => Promise<void>): Promise<void> => {
    const folder = path.join(temporaryFolder(), 'township');
    await makeOffice(folder, township);
    await withOffice(folder, async ({ client, grantRead }) => {
      const file = grantRead(sample('bodies.xlsx'));
      const { batch } = await client.call('imports.stage', { layout: 'bodies', file });
      await client.call('imports.commit', { batch: batch.id });
      await client.call('cycles.create', {
        code: cycle,
        name: '2026年度政务诚信考核',
        year: 2026,
        periodFrom: '2026-01-01',
        periodTo: '2026-12-31',
        units: [{ modelCode: 'TOWNSHIP-2026', usccs: [jiashan, xintian] }],
      });
      await work(client);
    });
  };

  it('fills in its own sheet, and neither sees nor changes that of the unit beside it', () =>
    atTownship(async (client) => {
      await put(client, cell('n', '15'), cell('d', '约20'));
      const own = await client.call('entries.sheet', { cycle, bodyUscc: jiashan, role: 'self' });
      expect(own.counts).toMatchObject({ filled: 1, wrong: 1 });
      const other = { cycle, bodyUscc: xintian };
      const refused = { code: 'entry.otherUnit', params: { unit: '示例县辛田乡人民政府' } };
      for (const role of ['self', 'assessor', 'department'] as const) {
        expect(await failureOf(client.call('entries.sheet', { ...other, role }))).toMatchObject(refused);
      }
      const theirs = cell('n', '1', { bodyUscc: xintian });
      expect(await failureOf(put(client, theirs))).toMatchObject(refused);
      const stating = { ...other, leaf: 'A1.1', item: 'n', role: 'self' as const, value: 1 };
      expect(await failureOf(client.call('entries.put', stating))).toMatchObject(refused);
      const copying = { cycle, role: 'self' as const, of: { bodyUscc: xintian } };
      expect(await failureOf(client.call('entries.previewCopy', copying))).toMatchObject(refused);
      expect(await failureOf(client.call('entries.copyPrevious', copying))).toMatchObject(refused);
      expect(await failureOf(client.call('entries.check', other))).toMatchObject(refused);
      const place = { ...other, leaf: 'A1.1', item: 'n', role: 'self' as const };
      expect(await failureOf(client.call('entries.history', place))).toMatchObject(refused);
      const { rows } = await client.call('entries.check', { cycle });
      expect(rows.map(({ bodyUscc }) => bodyUscc)).toEqual([jiashan]);
    }));

  it('has no column of all units', () =>
    atTownship(async (client) => {
      const column = { modelCode: 'TOWNSHIP-2026', modelVersion: '1.1.0', leaf: 'A1.1', item: 'n' };
      const asked = client.call('entries.column', { cycle, ...column, role: 'self' });
      expect(await failureOf(asked)).toMatchObject({ code: 'entry.columnNotForUnits' });
      const { leaf: _, item: __, ...model } = column;
      const matrix = client.call('entries.matrix', { cycle, ...model, branch: 'A1', role: 'self' });
      expect(await failureOf(matrix)).toMatchObject({ code: 'entry.columnNotForUnits' });
    }));
});
