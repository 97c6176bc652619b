/** What lies behind the figures of a run, on the sample county: ranks and scores are those of its published ranking. */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import type { OperationName } from '#shared/contract/registry.ts';
import type { ModelResult } from '#shared/model/result.ts';
import { copyOffice, county, jiashan, makeOffice, withOffice, xintian } from '../support/offices.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';

const folder = path.join(sharedTemporaryFolder(), 'county');
let run2025 = '';
let run2026 = '';

const ask = <N extends OperationName>(name: N, input: OperationInput<N>, data = folder) =>
  withOffice(data, ({ client }) => client.call(name, input));

const runTownships = async (data: string, cycle: string): Promise<string> => {
  const { runs } = await ask('runs.execute', { cycle }, data);
  const found = runs.find(({ run }) => run.modelCode === 'TOWNSHIP-2026');
  if (found === undefined) throw new Error('no run of the townships');
  return found.run.id;
};

beforeAll(async () => {
  await makeOffice(folder, county, true);
  run2025 = await runTownships(folder, '2025');
  run2026 = await runTownships(folder, '2026');
});

const rankingOf = async (run: string, data = folder) => (await ask('runs.ranking', { run }, data)).rows;

describe('rank bands', () => {
  it('hold the rank, call ties ties, and are the same whenever they are asked for', async () => {
    const bands = await ask('runs.rankBands', { run: run2025 });
    expect([bands.runs, bands.spread, bands.units.length]).toEqual([2000, 0.2, 12]);
    const of = (name: string) => bands.units.find((unit) => unit.name.includes(name));
    // 87.45 points both, ranks 5 and 1 of the rural group.
    expect(of('己泉镇')?.tiedWith).toEqual(['示例县庚桥镇人民政府']);
    expect(of('己泉镇')).toMatchObject({ overall: { rank: 5 }, inGroup: { rank: 1 } });
    // Vetoed, so last in every run.
    expect(of('壬溪镇')?.overall).toEqual({ rank: 12, p5: 12, median: 12, p95: 12 });
    for (const { overall, inGroup } of bands.units) {
      expect(overall.p5).toBeLessThanOrEqual(overall.median);
      expect(overall.median).toBeLessThanOrEqual(overall.p95);
      expect(inGroup.p95).toBeLessThanOrEqual(overall.p95);
    }
    expect(await ask('runs.rankBands', { run: run2025 })).toEqual(bands);
  });
});

describe('weights and distribution', () => {
  it('share the whole spread out among the leaves, and name those that decide nothing', async () => {
    const { units, nodes } = await ask('runs.weights', { run: run2025 });
    expect(units).toBe(12);
    const leaves = nodes.filter(({ leaf }) => leaf);
    const sum = (part: 'stated' | 'effective' | 'contribution') =>
      leaves.reduce((total, node) => total + (node[part] ?? 0), 0);
    for (const part of ['stated', 'effective', 'contribution'] as const) expect(sum(part)).toBeCloseTo(1, 9);
    expect(nodes.find(({ code }) => code === 'C')?.stated).toBe(0.25);
    const table = await ask('runs.table', { run: run2025, level: 'leaves' });
    const constant = table.nodes.filter(
      (_, column) => new Set(table.rows.map((row) => row.published[column])).size === 1,
    );
    expect(
      nodes.filter(({ leaf, warning }) => leaf && warning === 'constant').map(({ code }) => code),
    ).toEqual(constant);
  });

  it('has the quartiles and bins of the published scores', async () => {
    const { all, groups, bins } = await ask('runs.distribution', { run: run2025 });
    // 44.97 53.11 64.73 69.07 86.62 87.45 87.45 88.83 90.02 94.81 98.70 101.83; type 7:
    // median between the 6th and 7th; upper quartile 90.02 + 0.25 × 4.79 = 91.2175.
    expect(all).toMatchObject({
      units: 12,
      lowest: '44.97',
      median: '87.45',
      upperQuartile: '91.22',
      mean: '80.63',
    });
    expect(groups.map(({ group, spread }) => [group, spread?.units])).toEqual([
      ['城区组', 5],
      ['农村组', 7],
    ]);
    expect(
      bins.filter(({ units }) => units > 0).map(({ from, units, gradeName }) => [from, units, gradeName]),
    ).toEqual([
      ['40', 1, '不合格'],
      ['50', 1, '不合格'],
      ['60', 1, '合格'],
      ['65', 1, '合格'],
      ['85', 4, '良好'],
      ['90', 2, '优秀'],
      ['95', 1, '优秀'],
      ['100', 1, '优秀'],
    ]);
  });
});

describe('what would lift a unit one rank', () => {
  it('does so when it is really entered', async () => {
    const data = copyOffice(folder);
    // The best placed for whom one value is enough.
    let unit = '';
    let option: OperationOutput<'runs.lift'>['options'][number] | undefined;
    for (const { code, rank } of await rankingOf(run2026, data)) {
      const { options } = await ask('runs.lift', { run: run2026, subject: code, scope: 'all' }, data);
      [option] = options;
      unit = code;
      if (option === undefined) continue;
      expect(option.rank).toBeLessThan(rank ?? 0);
      break;
    }
    const [change] = option?.changes ?? [];
    if (option === undefined || change === undefined) throw new Error('somebody can pass by one value');
    await ask(
      'entries.put',
      {
        ...{ cycle: '2026', bodyUscc: unit, role: 'assessor' },
        ...{ leaf: change.leaf, item: change.item, value: change.after },
      },
      data,
    );
    const after = (await rankingOf(await runTownships(data, '2026'), data)).find(({ code }) => code === unit);
    expect([after?.score, after?.rank]).toEqual([option.score, option.rank]);
  });

  it('names the unit before and what is missing to it; the first has nobody before it', async () => {
    const rows = await rankingOf(run2025);
    const yishui = rows.find(({ name }) => name.includes('乙水镇'));
    const lift = await ask('runs.lift', { run: run2025, subject: yishui?.code ?? '', scope: 'all' });
    // 87.45 − 86.62
    expect(lift).toMatchObject({ kind: 'options', gap: '0.83', nextScore: '87.45' });
    expect(lift.next.toSorted()).toEqual(['示例县己泉镇人民政府', '示例县庚桥镇人民政府']);
    const first = await ask('runs.lift', { run: run2025, subject: rows[0]?.code ?? '', scope: 'all' });
    expect(first.kind).toBe('first');
  });
});

describe('years', () => {
  it('sets a run beside the one that counted in the year before', async () => {
    const { before, sameModel, nodes, rows } = await ask('runs.yearOnYear', { run: run2026 });
    expect([before?.id, sameModel, nodes.every(({ comparable }) => comparable === 'points')]).toEqual([
      run2025,
      true,
      true,
    ]);
    const [was, is] = [await rankingOf(run2025), await rankingOf(run2026)];
    const of = (rowsOf: OperationOutput<'runs.ranking'>['rows']) =>
      rowsOf.find(({ code }) => code === jiashan);
    const row = rows.find(({ code }) => code === jiashan);
    expect(row?.former).toMatchObject([{ code: jiashan, score: of(was)?.score, rank: of(was)?.rank }]);
    const cents = (text: string | null | undefined) => Math.round(Number(text) * 100);
    expect(cents(row?.scoreChange)).toBe(cents(of(is)?.score) - cents(of(was)?.score));
    expect(row?.rankChange).toBe((of(was)?.rank ?? 0) - (of(is)?.rank ?? 0));
  });

  it('sets a merged unit beside all that it was merged from, without a difference', async () => {
    const data = copyOffice(folder);
    const { stored } = await withOffice(data, async ({ client }) => {
      const { body } = await client.call('bodies.read', { uscc: xintian });
      const form = {
        kind: 'merge' as const,
        effectiveOn: '2026-03-01',
        toUscc: jiashan,
        documentNo: '示政发〔2026〕3号',
      };
      return client.call('bodies.change', { uscc: xintian, baseRevision: body.revision, form });
    });
    expect(stored).toBe(true);
    const { rows } = await ask('runs.yearOnYear', { run: run2026 }, data);
    const row = rows.find(({ code }) => code === jiashan);
    expect(row?.former.map(({ code }) => code)).toEqual([jiashan, xintian]);
    expect([row?.scoreChange, row?.rankChange]).toEqual([null, null]);
  });

  it('follows the indicators that the model marks against short views', async () => {
    const { leaves, cycles, rows } = await ask('runs.history', { run: run2026 });
    expect(leaves.map(({ code }) => code)).toEqual(['A1.3', 'C3.4']);
    expect(cycles.map(({ cycle, run }) => [cycle, run])).toEqual([
      ['2025', run2025],
      ['2026', run2026],
    ]);
    const table = await ask('runs.table', { run: run2025, level: 'leaves' });
    for (const row of rows) {
      const then = table.rows.find(({ code }) => code === row.code);
      const expected = ['A1.3', 'C3.4'].map((leaf) => then?.rates[table.nodes.indexOf(leaf)]);
      expect(row.cells[0]?.map((cell) => cell?.rate)).toEqual(expected);
      // Fell: full marks in 2025, fewer in 2026.
      expect(row.fell).toEqual(
        [0, 1].map(
          (leaf) => Number(row.cells[0]?.[leaf]?.rate) === 1 && Number(row.cells[1]?.[leaf]?.rate) < 1,
        ),
      );
    }
  });
});

describe('third party and roles', () => {
  it('sets the third party’s indicators against all the rest', async () => {
    const { leaves, rows } = await ask('runs.thirdParty', { run: run2025 });
    expect(leaves).toEqual([{ code: 'F3.1', name: '第三方评估得分', points: '2' }]);
    const { result } = await ask('runs.read', { run: run2025 });
    const unit = (JSON.parse(result) as ModelResult).subjects.find(({ code }) => code === jiashan);
    const scored = unit?.nodes.filter(({ code, status }) => /\.\d/.test(code) && status !== 'excluded') ?? [];
    const sum = (part: 'earned' | 'points', third: boolean) =>
      scored
        .filter(({ code }) => (code === 'F3.1') === third)
        .reduce((total, node) => total + Number(node[part]), 0);
    const row = rows.find(({ code }) => code === jiashan);
    expect(Number(row?.thirdParty)).toBeCloseTo((100 * sum('earned', true)) / sum('points', true), 2);
    expect(Number(row?.rest)).toBeCloseTo((100 * sum('earned', false)) / sum('points', false), 2);
    expect(Number(row?.difference)).toBeCloseTo(Number(row?.thirdParty) - Number(row?.rest), 1);
  });

  it('shows what each role’s values come to where they differ, the farthest apart first', async () => {
    const data = copyOffice(folder);
    // A1.1 is worth 2 points for a ratio with target 1 and floor 0.6: 8 of 10 are 1.60, 7 of 10 are 1.40.
    for (const [role, n] of [
      ['self', 8],
      ['assessor', 7],
    ] as const) {
      const cell = { cycle: '2026', bodyUscc: jiashan, leaf: 'A1.1', role };
      await ask('entries.put', { ...cell, item: 'n', value: n }, data);
      await ask('entries.put', { ...cell, item: 'd', value: 10 }, data);
    }
    const { rows } = await ask('runs.roleDifferences', { run: run2026, unit: jiashan, leaf: 'A1.1' }, data);
    expect(rows).toMatchObject([
      { leaf: 'A1.1', byRole: { self: '1.60', assessor: '1.40' }, spread: '0.20', selfExceeds: '0.20' },
    ]);
    const all = await ask('runs.roleDifferences', { run: run2026 }, data);
    const spreads = all.rows.map(({ spread }) => Number(spread));
    expect(spreads).toEqual(spreads.toSorted((a, b) => b - a));
  });
});
