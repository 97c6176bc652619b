/** 确定权重: by comparison in pairs, and from the data of a cycle. */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OperationInput } from '#shared/contract/client.ts';
import type { OperationName } from '#shared/contract/registry.ts';
import type { ModelNode } from '#shared/model/definition.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { failureOf } from '../support/failure-of.ts';
import { county, makeOffice, withOffice } from '../support/offices.ts';
import { inner, leaf, modelOf } from '../support/small-models.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';

const folder = path.join(sharedTemporaryFolder(), 'county');
beforeAll(() => makeOffice(folder, county, true));

const ask = <N extends OperationName>(name: N, input: OperationInput<N>) =>
  withOffice(folder, ({ client }) => client.call(name, input));

const said = (findings: readonly Parameters<typeof describeFinding>[0][]): string[] =>
  findings.map((finding) => describeFinding(finding));

type Children = OperationInput<'weights.pairwise'>['children'];
type Judgements = OperationInput<'weights.pairwise'>['judges'][number]['judgements'];

const named = (...names: string[]): Children => names.map((name, index) => ({ code: `N${index + 1}`, name }));

/** Judgements from the upper triangle of a matrix, row by row. */
const upper = (...rows: string[][]): Judgements =>
  rows.flatMap((row, i) =>
    row.map((value, offset) => ({ row: `N${i + 1}`, column: `N${i + 2 + offset}`, value })),
  );

describe('comparison in pairs', () => {
  it('gives the weights behind consistent judgements, in whichever order a pair is given', async () => {
    const children = named('责任落实', '制度建设', '公开承诺');
    // 4 : 2 : 1, so 4/7, 2/7, 1/7; the last pair is told from the other side.
    const judgements = [
      { row: 'N1', column: 'N2', value: '2' },
      { row: 'N1', column: 'N3', value: '4' },
      { row: 'N3', column: 'N2', value: '1/2' },
    ];
    const { combined, judges, pairs, findings } = await ask('weights.pairwise', {
      children,
      judges: [{ name: '甲', judgements }],
    });
    expect(combined).toEqual({
      weights: [
        { code: 'N1', weight: 0.571429 },
        { code: 'N2', weight: 0.285714 },
        { code: 'N3', weight: 0.142857 },
      ],
      ...{ lambdaMax: '3.0000', ci: '0.0000', ri: '0.5800', cr: '0.0000', consistent: true, worst: [] },
    });
    expect(judges).toEqual([{ name: '甲', judged: 3, result: combined }]);
    expect([pairs, findings]).toEqual([3, []]);
  });

  it("repeats the priorities of Saaty's choice of a house, and names the judgement that fits least", async () => {
    // T. L. Saaty, How to make a decision, European Journal of Operational Research 48 (1990) 9–26: priorities .173 .054 .188
    // .018 .031 .036 .167 .333, λmax 9.669, C.I. .238, C.R. .169 with the random index 1.41.
    const judgements = upper(
      ['5', '3', '7', '6', '6', '1/3', '1/4'],
      ['1/3', '5', '3', '3', '1/5', '1/7'],
      ['6', '3', '4', '6', '1/5'],
      ['1/3', '1/4', '1/7', '1/8'],
      ['1/2', '1/5', '1/6'],
      ['1/5', '1/6'],
      ['1/2'],
    );
    const children = named('面积', '交通', '环境', '房龄', '院落', '设施', '状况', '贷款');
    const { combined, judges } = await ask('weights.pairwise', {
      children,
      judges: [{ name: '甲', judgements }],
    });
    const published = [0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333];
    published.forEach((priority, index) => {
      expect(combined?.weights[index]?.weight).toBeCloseTo(priority, 3);
    });
    expect(Number(combined?.lambdaMax)).toBeCloseTo(9.669, 3);
    expect(combined).toMatchObject({ ci: '0.2384', cr: '0.1691', consistent: false });
    // .188 / .167 is about 1.13, but 6 was said.
    expect(judges[0]?.result?.worst[0]).toMatchObject({ row: 'N3', column: 'N7', given: '6' });
    expect(judges[0]?.result?.worst[0]?.says).toBe('“环境”比“状况”：填 6，由权重推得约 1.13');
  });

  it('takes the geometric mean of several judges, and shows what each alone would give', async () => {
    // a:b 2 and 8 → 4; a:c 4 and 4 → 4; b:c 2 and 1/2 → 1: together 4 : 1 : 1. Alone 4 : 2 : 1 and 8 : 1 : 2.
    const { combined, judges } = await ask('weights.pairwise', {
      children: named('甲项', '乙项', '丙项'),
      judges: [
        { name: '专家1', judgements: upper(['2', '4'], ['2']) },
        { name: '专家2', judgements: upper(['8', '4'], ['1/2']) },
      ],
    });
    expect(combined?.weights.map(({ weight }) => weight)).toEqual([0.666667, 0.166667, 0.166667]);
    expect(judges.map(({ result }) => result?.weights.map(({ weight }) => weight))).toEqual([
      [0.571429, 0.285714, 0.142857],
      [0.727273, 0.090909, 0.181818],
    ]);
  });

  it('waits for every pair of every judge', async () => {
    const { combined, judges, findings } = await ask('weights.pairwise', {
      children: named('甲项', '乙项', '丙项'),
      judges: [
        { name: '专家1', judgements: upper(['2', '4'], ['2']) },
        { name: '专家2', judgements: upper(['8']) },
      ],
    });
    expect(combined).toBeNull();
    expect(judges.map(({ judged, result }) => [judged, result !== null])).toEqual([
      [3, true],
      [1, false],
    ]);
    expect(said(findings)).toEqual(['专家2还有 2 对没有比较，例如“甲项”与“丙项”。全部比完后给出权重。']);
  });

  it('says what it cannot take', async () => {
    const judge = (judgements: Judgements, name = '专家1') => ({ name, judgements });
    const pair = (row: string, column: string, value: string) => ({ row, column, value });
    const two = named('甲项', '乙项');
    const saidOf = async (children: Children, ...judges: ReturnType<typeof judge>[]) =>
      said((await ask('weights.pairwise', { children, judges })).findings);
    expect(await saidOf(two, judge([pair('N1', 'N2', '10')]))).toEqual([
      '专家1对“甲项”与“乙项”填的是“10”，应在 1/9 到 9 之间，请更正。',
    ]);
    expect(await saidOf(two, judge([pair('N1', 'N2', '重要')]))).toHaveLength(1);
    expect(await saidOf(two, judge([pair('N1', 'N2', '1/9')]))).toEqual([]);
    expect(await saidOf(two, judge([pair('N1', 'N2', '3'), pair('N2', 'N1', '1/3')]))).toEqual([
      '专家1对“乙项”与“甲项”填了两次，请只留一次。',
    ]);
    expect(await saidOf(two, judge([pair('N1', 'N1', '1')]))).toEqual([
      '专家1比较的“N1”与“N1”不是这一分支的两个下级指标，请去掉这一对。',
    ]);
    expect(await saidOf(two)).toEqual(['还没有专家，请至少加一位。']);
    expect(await saidOf(two, judge([]), judge([]))).toEqual(['有两位专家都叫“专家1”，请改名。']);
    expect(await saidOf(named('甲项'), judge([]))).toEqual(['指标应有 2 到 15 个，现有 1 个，请调整。']);
  });
});

describe('weights from data', () => {
  /** The rate is the value of the item `x` in percent. */
  const measured = (code: string, name: string, parent: string, more: Partial<ModelNode> = {}): ModelNode =>
    leaf(code, { method: 'linear', value: 'x', worst: 0, best: 100 }, { name, parent, ...more });
  const model = modelOf(
    [
      inner('A', { name: '基础', weight: 3 }),
      measured('A1', '责任', 'A'),
      measured('A2', '制度', 'A'),
      measured('A3', '公开', 'A', { weight: 2 }),
      inner('B', { name: '落实' }),
      measured('B1', '兑现', 'B', { missing: 'block' }),
      measured('B2', '整改', 'B'),
      measured('B3', '监督', 'B'),
      inner('C', { name: '创新' }),
      measured('C1', '试点', 'C'),
      measured('C2', '推广', 'C'),
      measured('C3', '宣传', 'C', { missing: 'exclude' }),
      inner('D', { name: '评价' }),
      measured('D1', '群众', 'D', { missing: 'exclude' }),
      measured('D2', '企业', 'D'),
    ],
    { code: 'WEIGH' },
  );
  /** Values of one unit after another. */
  const values: Record<string, readonly (number | null)[]> = {
    A1: [0, 50, 100, 20],
    A2: [30, 30, 60, 20],
    A3: [60, 60, 60, 20],
    // The fourth has no score without it.
    B1: [10, 20, 30, null],
    B2: [20, 40, 60, 20],
    B3: [90, 60, 30, 20],
    C1: [10, 20, 30, 20],
    C2: [10, 20, 30, 20],
    C3: [null, null, null, null],
    D1: [10, 20, null, 20],
    D2: [10, 20, 30, 20],
  };
  beforeAll(() =>
    withOffice(folder, async ({ client }) => {
      await client.call('models.import', { document: JSON.stringify(model) });
      const { rows } = await client.call('bodies.search', {});
      const usccs = rows.slice(0, 4).map(({ uscc }) => uscc);
      await client.call('cycles.create', {
        ...{ code: 'W', name: '试算', year: 2027, periodFrom: '2027-01-01', periodTo: '2027-12-31' },
        units: [{ modelCode: 'WEIGH', usccs }],
      });
      for (const [code, column] of Object.entries(values)) {
        for (const [place, value] of column.entries()) {
          if (value === null) continue;
          const cell = { cycle: 'W', bodyUscc: usccs[place] ?? '', leaf: code, item: 'x' };
          await client.call('entries.put', { ...cell, role: 'assessor', value });
        }
      }
    }),
  );

  const weigh = (parent: string | null, method: 'entropy' | 'critic') =>
    ask('weights.fromData', { cycle: 'W', model: { code: 'WEIGH' }, parent, method });

  it('by entropy of the rates; a child without difference keeps its share, and it is said', async () => {
    const found = await weigh('A', 'entropy');
    expect(found).toMatchObject({ listed: 4, used: 3, incomplete: 1, withoutRate: 0 });
    // Min-max 0 1/2 1: p = 0 1/3 2/3, e = (ln 3 − ⅔ ln 2) / ln 3 = 0.579380; 0 0 1: e = 0. Weights ∝ 0.420620 : 1.
    expect(found.children).toMatchObject([
      { code: 'A1', share: 0.25, weight: 0.296082, entropy: '0.5794', leftOut: null },
      { code: 'A2', share: 0.25, weight: 0.703918, entropy: '0.0000', leftOut: null },
      { code: 'A3', share: 0.5, weight: null, entropy: null, leftOut: 'equal' },
    ]);
    expect(found.children[1]?.rates).toEqual({ lowest: '30.00', mean: '40.00', highest: '60.00' });
    // Half of the branch stays with A3; the other half is 0.5 × 0.296082 and 0.5 × 0.703918.
    expect(found.proposed).toEqual([
      { code: 'A1', weight: 0.148041 },
      { code: 'A2', weight: 0.351959 },
      { code: 'A3', weight: 0.5 },
    ]);
    expect(said(found.findings)).toEqual([
      '“公开”各单位的得分率都相同，数据看不出它的轻重，没有参加计算，保留现有份额。',
    ]);
  });

  it('by contrast and conflict', async () => {
    const { children, proposed, findings } = await weigh('B', 'critic');
    // All min-max columns are 0 1/2 1 (deviation 1/2), B3 the other way round: r = 1 and −1, so Σ(1 − r) = 2, 2, 4.
    expect(children).toMatchObject([
      { code: 'B1', deviation: '0.5000', conflict: '2.0000', entropy: null },
      { code: 'B2', deviation: '0.5000', conflict: '2.0000' },
      { code: 'B3', deviation: '0.5000', conflict: '4.0000' },
    ]);
    expect(proposed?.map(({ weight }) => weight)).toEqual([0.25, 0.25, 0.5]);
    expect(findings).toEqual([]);
  });

  it('leaves out a child that no unit has a rate for', async () => {
    const { used, children, proposed, findings } = await weigh('C', 'entropy');
    expect([used, children.map(({ leftOut }) => leftOut)]).toEqual([3, [null, null, 'none']]);
    // C1 and C2 are alike; C3 keeps its third.
    expect(proposed?.map(({ weight }) => weight)).toEqual([0.333333, 0.333333, 0.333333]);
    expect(said(findings)).toEqual(['“宣传”没有单位得分（不适用或缺项不计），没有参加计算，保留现有份额。']);
    // What is alike does not conflict: CRITIC has nothing to go by.
    const alike = await weigh('C', 'critic');
    expect([alike.proposed, said(alike.findings)[0]]).toEqual([
      null,
      '各指标的得分率同升同降，CRITIC 法分不出轻重。请改用熵权法，或用两两比较。',
    ]);
  });

  it('needs three units with a rate for every child', async () => {
    const found = await weigh('D', 'entropy');
    // Of the three complete units one has no D1.
    expect(found).toMatchObject({ used: 2, incomplete: 1, withoutRate: 1, proposed: null });
    expect(said(found.findings)).toEqual([
      '至少要有 3 个得分完整的单位，现有 2 个，由数据算不出权重。请先把数据录全，或换一个周期。',
    ]);
  });

  it('weighs the roots too', async () => {
    const { children, proposed } = await weigh(null, 'entropy');
    expect(children.map(({ code, share }) => [code, share])).toEqual([
      ['A', 0.5],
      ['B', 0.166667],
      ['C', 0.166667],
      ['D', 0.166667],
    ]);
    expect(proposed?.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 5);
  });

  it('offers the cycles whose units the model assesses, and knows what is not there', async () => {
    expect(await ask('weights.cycles', { model: { code: 'WEIGH' } })).toEqual({
      cycles: [{ code: 'W', name: '试算', units: 4 }],
    });
    const asked = { cycle: 'W', model: { code: 'WEIGH' }, parent: 'A', method: 'entropy' } as const;
    expect(await failureOf(ask('weights.fromData', { ...asked, cycle: 'X' }))).toMatchObject({
      code: 'cycle.unknown',
    });
    expect(await failureOf(ask('weights.fromData', { ...asked, model: { code: 'X' } }))).toMatchObject({
      code: 'model.unknown',
    });
    expect(await failureOf(ask('weights.fromData', { ...asked, parent: 'A1' }))).toMatchObject({
      code: 'model.branchUnknown',
    });
    const nobody = ask('weights.fromData', { ...asked, cycle: '2025' });
    expect(await failureOf(nobody)).toMatchObject({ code: 'trial.noUnits' });
  });

  it('weighs a draft by the units of the model that it began as', async () => {
    const from = { code: 'WEIGH', version: '1.0.0' };
    const begun = { from, code: 'WEIGH-NEXT', name: '新版', version: '1.0.0' };
    const { id } = await ask('modelDrafts.create', { ...begun, weights: [{ code: 'A3', weight: 6 }] });
    const model = { draft: id };
    expect((await ask('weights.cycles', { model })).cycles).toMatchObject([{ code: 'W', units: 4 }]);
    const { proposed } = await ask('weights.fromData', { cycle: 'W', model, parent: 'A', method: 'entropy' });
    // A3 keeps 6 of 8; a quarter is left for the others: 0.25 × 0.2960819 and 0.25 × 0.7039181.
    expect(proposed?.map(({ weight }) => weight)).toEqual([0.07402, 0.17598, 0.75]);
  });
});
