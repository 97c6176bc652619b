/** Models as their page shows them: described, tried leaf by leaf, checked, compared. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import type { ModelDocument, ModelNode } from '#shared/model/definition.ts';
import { makeOffice, township, withOffice } from '../support/offices.ts';
import { inner, leaf, modelOf } from '../support/small-models.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';

const folder = path.join(sharedTemporaryFolder(), 'data');

const bundled = (file: string): ModelDocument =>
  JSON.parse(readFileSync(path.join('resources', 'models', file), 'utf8')) as ModelDocument;

const townshipModel = bundled('township-2026.json');

/** Changes one node of a copy. */
const withNode = (model: ModelDocument, code: string, change: Partial<ModelNode>): ModelDocument => ({
  ...model,
  nodes: model.nodes.map((node) => (node.code === code ? { ...node, ...change } : node)),
});

beforeAll(() => makeOffice(folder, township));

const described = (code: string) =>
  withOffice(folder, ({ client }) => client.call('models.describe', { code }));

describe('a model described', () => {
  it('lists the tree in order, each node with the points it is worth', async () => {
    const { nodes, fullScore, decimals, findings } = await described('TOWNSHIP-2026');
    expect([fullScore, decimals, findings]).toEqual(['100', 2, []]);
    expect(nodes).toHaveLength(72);
    expect(
      nodes.slice(0, 5).map(({ code, depth, parent, points, share }) => [code, depth, parent, points, share]),
    ).toEqual([
      // 18 of 100, 5 of 18, 2, 2 and 1 of 5
      ['A', 0, null, '18.00', '18%'],
      ['A1', 1, 'A', '5.00', '27.78%'],
      ['A1.1', 2, 'A1', '2.00', '40%'],
      ['A1.2', 2, 'A1', '2.00', '40%'],
      ['A1.3', 2, 'A1', '1.00', '20%'],
    ]);
    expect(nodes.filter(({ leaf }) => leaf !== null)).toHaveLength(48);
  });

  it('says of a leaf its rule, parameters, data, filler and basis in words', async () => {
    const { nodes } = await described('TOWNSHIP-2026');
    const node = (code: string) => nodes.find((one) => one.code === code);
    expect(node('A1.1')).toMatchObject({
      name: '重大行政决策程序完备率',
      weight: '2',
      ownProposal: true,
      basis: expect.stringContaining('国发〔2016〕76号'),
      leaf: {
        methodName: '比率',
        rule: '按“程序完备的重大行政决策数”占“重大行政决策总数”的比率计分，达到100%得满分2分，未达到的按比例得分，低于60%的不得分；“重大行政决策总数”为0的，得满分；缺填的得0分。',
        parameters: [
          { name: '分子', value: '程序完备的重大行政决策数' },
          { name: '分母', value: '重大行政决策总数' },
          { name: '满分的比率', value: '100%' },
          { name: '不得分的比率', value: '低于60%' },
          { name: '分母为0时', value: '得满分' },
        ],
        missing: 'zero',
        evidence: 'required',
        filledBy: [{ role: 'self', name: '单位自评', share: null }],
        byRole: false,
        source: '决策台账、合法性审查意见',
        items: [
          { code: 'n', label: '程序完备的重大行政决策数', type: 'count', levels: [], drawn: null },
          { code: 'd', label: '重大行政决策总数', type: 'count', levels: [], drawn: null },
        ],
      },
    });
    expect(node('A2.3')?.leaf?.anchors[0]).toEqual({
      level: '5',
      meaning: '三项制度全部执行，抽查案卷无缺项',
    });
    expect(node('C3.1')?.leaf?.items[0]?.drawn).toBe(
      '考核期内信用记录中，主体类别为单位，信息性质为失信，领域为政府采购，状态为已认定、已公示、已修复、已期满、已归档之一的条数',
    );
    expect(node('A')?.leaf).toBeNull();
  });

  it('says what stands beside the tree', async () => {
    const town = await described('TOWNSHIP-2026');
    expect(town.bonus).toMatchObject({
      cap: '5',
      items: expect.arrayContaining([expect.objectContaining({ code: 'G2', points: '1', cap: '2' })]),
    });
    expect(town.vetoes.find(({ code }) => code === 'V2')).toMatchObject({
      name: '佐证材料弄虚作假',
      effects: ['总分不超过 0 分', '等次不高于“不合格”'],
      basis: '本系统建议值',
    });
    expect(town.grades.map(({ name, range }) => `${name} ${range}`)).toEqual([
      '优秀 90分（含）以上',
      '良好 80分（含）以上，90分（不含）以下',
      '合格 60分（含）以上，80分（不含）以下',
      '不合格 0分（含）以上，60分（不含）以下',
    ]);
    expect(town.settings).toContainEqual({ name: '适用对象', value: '乡镇、街道' });
    expect(town.settings).toContainEqual({
      name: '同分排序',
      value: '否决少的在前，再按“守信践诺”得分高的在前，再按“满意度”得分高的在前',
    });
    const officials = await described('OFFICIAL-1000');
    expect(officials).toMatchObject({ model: { status: 'disabled' }, nodes: [], fullScore: '1000' });
    expect(officials.remarks[0]).toContain('录入依据之前本模型不得启用');
  });
});

type Try = Omit<OperationInput<'models.tryLeaf'>, 'model'>;

const tried = (code: string, asked: Try): Promise<OperationOutput<'models.tryLeaf'>> =>
  withOffice(folder, ({ client }) => client.call('models.tryLeaf', { model: { code }, ...asked }));

describe('the live example', () => {
  it('gives what the values earn, with the arithmetic in the words of the form', async () => {
    // 19/20 = 0.95 of 2 points
    expect(
      await tried('TOWNSHIP-2026', {
        leaf: 'A1.1',
        values: [
          { item: 'n', text: '１９' },
          { item: 'd', text: '20' },
        ],
      }),
    ).toEqual({
      nominal: '2.00',
      points: '1.90',
      rate: '95%',
      status: 'scored',
      trace: '程序完备的重大行政决策数÷重大行政决策总数：19÷20＝0.95，目标值 1，得分率＝0.95',
      findings: [],
    });
    // 1,000 of 1,600 is 0.625, above the floor of 0.6: 1.25 points
    const more = [
      { item: 'n', text: '1,000' },
      { item: 'd', text: '1600' },
    ];
    expect(await tried('TOWNSHIP-2026', { leaf: 'A1.1', values: more })).toMatchObject({ points: '1.25' });
    // Level 4 of the rubric is 0.8 of 2 points
    const level = [{ item: 'level', text: '4' }];
    expect(await tried('TOWNSHIP-2026', { leaf: 'A2.3', values: level })).toMatchObject({ points: '1.60' });
    // 3 cases at half a point each would take more than the one point there is
    const cases = [{ item: 'count', text: '3' }];
    expect(await tried('TOWNSHIP-2026', { leaf: 'A1.3', values: cases })).toMatchObject({ points: '0.00' });
  });

  it('does what a missing value does: nothing, blocked, or out of the count', async () => {
    const blank = (leaf: string) => tried('TOWNSHIP-2026', { leaf, values: [] });
    expect(await blank('A1.1')).toMatchObject({ status: 'missing', points: '0.00' });
    expect(await blank('A1.2')).toMatchObject({ status: 'blocked', points: null });
    expect(await blank('F2.1')).toMatchObject({ status: 'excluded', points: null });
    // Fewer than 30 answers count as none
    const few = [
      { item: 'mean', text: '91.37' },
      { item: 'samples', text: '29' },
    ];
    expect(await tried('TOWNSHIP-2026', { leaf: 'F2.1', values: few })).toMatchObject({ status: 'excluded' });
  });

  it('compares with the values of other units where the method does', async () => {
    // 30 of the best, 40, is 0.75 of 6 points
    const asked = { leaf: 'P1.3', values: [{ item: 'value', text: '30' }], others: ['40', '', 'x', '12'] };
    expect(await tried('DEPT-2026', asked)).toMatchObject({ points: '4.50', rate: '75%' });
  });

  it('names what cannot be taken, at the item', async () => {
    const problem = async (item: string, text: string) => {
      const other = item === 'n' ? 'd' : 'n';
      const values = [
        { item, text },
        { item: other, text: '20' },
      ];
      const answer = await tried('TOWNSHIP-2026', { leaf: 'A1.1', values });
      expect([answer.status, answer.points]).toEqual(['invalid', null]);
      return answer.findings.map(({ code, item: at, subject }) => [code, at, subject]);
    };
    expect(await problem('n', '十九')).toEqual([['data.value.wrongType', 'n', undefined]]);
    expect(await problem('n', '95%')).toEqual([['entry.percent', 'n', undefined]]);
    expect(await problem('d', '-1')).toEqual([['data.value.negative', 'd', undefined]]);
    expect(await problem('d', '1234567890.123456')).toEqual([['data.value.tooManyDigits', 'd', undefined]]);
    await expect(tried('TOWNSHIP-2026', { leaf: 'A1', values: [] })).rejects.toMatchObject({
      code: 'model.leafUnknown',
    });
  });

  it('weighs roles', async () => {
    const model = modelOf(
      [
        leaf(
          'L',
          { method: 'manual', item: 'given' },
          {
            scorers: [
              { role: 'self', weight: 3 },
              { role: 'assessor', weight: 7 },
            ],
          },
        ),
      ],
      { code: 'ROLES', extensions: { items: { L: { given: '评分' } } } },
    );
    await withOffice(folder, async ({ client }) => {
      await client.call('models.import', { document: JSON.stringify(model) });
      const { nodes } = await client.call('models.describe', { code: 'ROLES' });
      expect(nodes[0]?.leaf?.filledBy).toEqual([
        { role: 'self', name: '单位自评', share: '30%' },
        { role: 'assessor', name: '考核人', share: '70%' },
      ]);
      const values = [
        { role: 'self', item: 'given', text: '90' },
        { role: 'assessor', item: 'given', text: '80' },
      ];
      // 0.3 × 90 + 0.7 × 80 = 83
      expect(
        await client.call('models.tryLeaf', { model: { code: 'ROLES' }, leaf: 'L', values }),
      ).toMatchObject({
        points: '83.00',
      });
      // 101 of 100 points is outside
      const outside = [{ role: 'self', item: 'given', text: '101' }];
      expect(
        await client.call('models.tryLeaf', { model: { code: 'ROLES' }, leaf: 'L', values: outside }),
      ).toMatchObject({
        status: 'invalid',
        findings: [{ code: 'data.value.outOfRange', role: 'self', item: 'given' }],
      });
    });
  });
});

describe('audit rules', () => {
  it('are described in words, each with where its finding is shown', async () => {
    await withOffice(folder, async ({ client }) => {
      const { rules, findings } = await client.call('models.describe', {
        code: 'TOWNSHIP-2026',
        version: '1.1.0',
      });
      expect([rules.length, findings]).toEqual([27, []]);
      expect(rules.find(({ code }) => code === 'T20')).toEqual({
        code: 'T20',
        name: '公开承诺事项比上期不明显减少',
        severity: 'warning',
        scope: '与上期',
        says: '上期公开承诺事项兑现率·到期的公开承诺事项总数 ≥ 10时，公开承诺事项兑现率·到期的公开承诺事项总数 不应小于 上期公开承诺事项兑现率·到期的公开承诺事项总数（允许相差 50%）。',
        missing: 'skip',
        place: 'C1.1 公开承诺事项兑现率 · 到期的公开承诺事项总数',
        leaf: 'C1.1',
        message: '到期承诺比上期少一半以上，请核对是否漏填，原因请写说明。',
        basis: '本系统建议值',
      });
      const before = { code: 'TOWNSHIP-2026', version: '1.0.0' };
      expect((await client.call('models.describe', before)).rules).toEqual([]);
      const { changes } = await client.call('models.compare', {
        before,
        after: { ...before, version: '1.1.0' },
      });
      expect(changes.map(({ fieldName, after }) => `${fieldName} ${after}`)).toEqual(['审核公式 27条']);
    });
  });
});

describe('a document checked', () => {
  it('tells what it is and whether it is here already, and stores nothing', async () => {
    await withOffice(folder, async ({ client, grantRead }) => {
      const before = await client.call('models.list', {});
      const check = (model: object) => client.call('models.check', { document: JSON.stringify(model) });
      expect(await check(townshipModel)).toMatchObject({
        model: { code: 'TOWNSHIP-2026', version: '1.0.0', leaves: 48, needsLegalBasis: false },
        present: 'same',
        findings: [],
      });
      expect(await check(withNode(townshipModel, 'A1.1', { weight: 3 }))).toMatchObject({
        present: 'different',
      });
      expect(await check({ ...townshipModel, version: '1.2.0' })).toMatchObject({ present: 'none' });
      const broken = await check(withNode(townshipModel, 'A1.1', { weight: 0, parent: 'Z' }));
      expect(broken.model).toBeNull();
      expect(broken.findings.map(({ code, node }) => [code, node])).toContainEqual([
        'model.parent.unknown',
        'A1.1',
      ]);
      const file = path.join(temporaryFolder(), 'model.json');
      writeFileSync(file, `\uFEFF${JSON.stringify(townshipModel)}`);
      expect(await client.call('models.check', { file: grantRead(file) })).toMatchObject({ present: 'same' });
      await expect(client.call('models.check', { document: '{' })).rejects.toMatchObject({
        code: 'model.notJson',
      });
      await expect(client.call('models.check', {})).rejects.toMatchObject({ code: 'operation.invalidInput' });
      expect(await client.call('models.list', {})).toEqual(before);
    });
  });

  it('is stored from a file that the user picked', async () => {
    const file = path.join(temporaryFolder(), 'model.json');
    const model = modelOf([leaf('L', { method: 'manual', item: 'given' })], { code: 'PICKED' });
    writeFileSync(file, JSON.stringify(model));
    await withOffice(folder, async ({ client, grantRead }) => {
      const { stored } = await client.call('models.import', { file: grantRead(file) });
      expect(stored).toMatchObject({ code: 'PICKED', status: 'published' });
    });
  });
});

describe('two versions compared', () => {
  const first = modelOf(
    [
      inner('A', { name: '甲', weight: 60 }),
      inner('B', { name: '乙', weight: 40 }),
      leaf('A1', { method: 'ratio', numerator: 'n', denominator: 'd' }, { name: '甲一', parent: 'A' }),
      leaf('A2', { method: 'manual', item: 'given' }, { name: '甲二', parent: 'A' }),
      leaf('B1', { method: 'manual', item: 'given' }, { name: '乙一', parent: 'B' }),
    ],
    { code: 'CHANGING', bonus: { cap: 5, items: [{ code: 'G1', name: '表彰', points: 1 }] } },
  );
  const second: ModelDocument = {
    ...first,
    version: '1.1.0',
    nodes: [
      ...first.nodes
        .filter(({ code }) => code !== 'A2')
        .map((node) =>
          node.code === 'A1'
            ? { ...node, scoring: { method: 'ratio' as const, numerator: 'n', denominator: 'd', floor: 0.6 } }
            : node,
        ),
      leaf('B2', { method: 'boolean', item: 'ok' }, { name: '乙二', parent: 'B', weight: 3 }),
    ],
    bonus: { cap: 10, items: [{ code: 'G1', name: '表彰', points: 2 }] },
    grades: [
      { code: 'A', name: '优', min: 85 },
      { code: 'B', name: '良', min: 60 },
      { code: 'C', name: '差', min: 0 },
    ],
  };

  it('lists nodes, methods, points, adjustments and grades that differ, in words', async () => {
    await withOffice(folder, async ({ client }) => {
      for (const document of [first, second]) {
        await client.call('models.import', { document: JSON.stringify(document) });
      }
      const compare = (before: string, after: string) =>
        client.call('models.compare', {
          before: { code: 'CHANGING', version: before },
          after: { code: 'CHANGING', version: after },
        });
      const { changes } = await compare('1.0.0', '1.1.0');
      const told = changes.map(({ kind, part, code, fieldName, before, after }) =>
        [kind, part, code, fieldName, before, after].join('|'),
      );
      expect(told).toEqual([
        // A1 is alone below A now: 30 becomes 60 points.
        'changed|node|A1|折算分值|30.00|60.00',
        'changed|node|A1|评分标准|按“n”占“d”的比率计分，达到100%得满分30分，未达到的按比例得分；“d”为0的，视为缺填；缺填的得0分。|按“n”占“d”的比率计分，达到100%得满分60分，未达到的按比例得分，低于60%的不得分；“d”为0的，视为缺填；缺填的得0分。',
        // 1 of 1 + 3 parts of 40 points
        'changed|node|B1|折算分值|40.00|10.00',
        'added|node|B2|指标||30.00分；“ok”为“是”得30分，为“否”得0分；缺填的得0分。',
        'removed|node|A2|指标|30.00分；由评分人在0至30分之间评定（填入“given”）；缺填的得0分。|',
        'changed|bonus|bonus|分值上限|5|10',
        'changed|bonus|G1|每次分值|1|2',
        'changed|grade|A|最低分|90分（含）以上|85分（含）以上',
      ]);
      expect((await compare('1.1.0', '1.1.0')).changes).toEqual([]);
      await expect(compare('1.0.0', '9.9.9')).rejects.toMatchObject({ code: 'model.unknown' });
    });
  });
});
