import { describe, expect, it } from 'vitest';
import { createGridModel } from '../../../renderer/ui/grid/grid-model.ts';
import type { GridColumn, GridRow } from '../../../renderer/ui/grid/grid-types.ts';
import type { Block } from '../../../renderer/ui/grid/moves.ts';
import { planFillDown, planPaste, type WritePlan } from '../../../renderer/ui/grid/write-plan.ts';

interface Unit {
  name: string;
  score: string;
  grade: string;
  remark: string;
  closed?: true;
}

const columns: GridColumn<Unit>[] = [
  { key: 'name', title: '单位', width: 100, kind: 'readonly' },
  {
    key: 'score',
    title: '得分',
    width: 80,
    kind: 'number',
    editable: (unit) => (unit.closed ? '已上报' : true),
  },
  {
    key: 'grade',
    title: '等级',
    width: 80,
    kind: 'choice',
    choices: [
      { value: 'A', label: '优秀' },
      { value: 'B', label: '良好' },
    ],
  },
  { key: 'remark', title: '备注', width: 80, kind: 'text' },
];
const unit = (name: string, more: Partial<Unit> = {}): GridRow<Unit> => ({
  key: name,
  data: { name, score: '', grade: '', remark: '', ...more },
});
const rows: GridRow<Unit>[] = [
  unit('东镇', { score: '90' }),
  unit('西镇', { closed: true, score: '80' }),
  { key: 's', section: '街道' },
  unit('南街道', { grade: 'A' }),
  unit('北街道'),
];
const model = createGridModel(
  {
    rows,
    columns,
    cell: (data, column) => {
      const input = data[column as 'name' | 'score' | 'grade' | 'remark'];
      const text = input === 'A' ? '优秀' : column === 'score' && input !== '' ? `${input}.00` : input;
      return { text, input, state: input === '' ? 'empty' : 'saved' };
    },
  },
  new Map(),
);

const at = (row: number, column: number): Block => ({ top: row, bottom: row, left: column, right: column });
const writes = (plan: WritePlan): string[] =>
  plan.writes.map(({ spot, text }) => `${spot.row}.${spot.column}=${text}`);
const refusals = (plan: WritePlan) =>
  plan.refused.map(({ spot, fromRow, fromColumn, text, refusal }) => [
    spot === null ? `${fromRow}:${fromColumn}` : `${spot.row}.${spot.column}`,
    text,
    refusal,
  ]);

describe('a pasted block', () => {
  it('fills rows and columns, over headings, in the plain form of each kind', () => {
    const plan = planPaste(model, at(3, 1), [
      ['９５．５', '良好', '第３号'],
      ['1,000', '', '=好'],
    ]);
    expect(writes(plan)).toEqual(['3.1=95.5', '3.2=B', '3.3=第３号', '4.1=1000', '4.3==好']);
    expect(plan.unchanged).toBe(1);
    expect(plan.refused).toEqual([]);
  });

  it('refuses by place and reason what is locked, no number, no choice or outside', () => {
    const plan = planPaste(model, at(0, 1), [
      ['约9'],
      ['81', '差'],
      ['77'],
      ['66'],
      ['55', '', '', '越界', ''],
    ]);
    expect(writes(plan)).toEqual(['3.1=77', '4.1=66']);
    expect(refusals(plan)).toEqual([
      ['0.1', '约9', { why: 'notNumber' }],
      ['1.1', '81', { why: 'locked', because: '已上报' }],
      ['1.2', '差', { why: 'notChoice', choices: ['优秀', '良好'] }],
      ['5:1', '55', { why: 'outside' }],
      ['5:4', '越界', { why: 'outside' }],
    ]);
  });

  it('minds no cell that says already what is pasted, locked or not', () => {
    const plan = planPaste(model, at(0, 0), [['东镇', '90'], ['西镇', '80.00'], ['别处']]);
    expect(plan.writes).toEqual([]);
    expect(plan.unchanged).toBe(4);
    expect(refusals(plan)).toEqual([['3.0', '别处', { why: 'locked', because: '这一列不能填写' }]]);
  });

  it('is repeated over a choice that it fits into a whole number of times', () => {
    const chosen: Block = { top: 0, bottom: 4, left: 3, right: 3 };
    expect(writes(planPaste(model, chosen, [['同意']]))).toEqual([
      '0.3=同意',
      '1.3=同意',
      '3.3=同意',
      '4.3=同意',
    ]);
    expect(writes(planPaste(model, chosen, [['甲'], ['乙']]))).toEqual([
      '0.3=甲',
      '1.3=乙',
      '3.3=甲',
      '4.3=乙',
    ]);
    expect(writes(planPaste(model, chosen, [['甲'], ['乙'], ['丙']]))).toEqual([
      '0.3=甲',
      '1.3=乙',
      '3.3=丙',
    ]);
  });
});

describe('filling down', () => {
  it('takes the first chosen row, and the one above when one is chosen', () => {
    const plan = planFillDown(model, { top: 0, bottom: 4, left: 1, right: 1 });
    expect(writes(plan)).toEqual(['3.1=90', '4.1=90']);
    expect(refusals(plan)).toEqual([['1.1', '90', { why: 'locked', because: '已上报' }]]);
    expect(writes(planFillDown(model, at(4, 2)))).toEqual(['4.2=A']);
    expect(writes(planFillDown(model, at(0, 1)))).toEqual([]);
  });
});

it('names rows by number and name, without counting headings', () => {
  expect([model.rowName(0), model.rowName(3)]).toEqual(['第 1 行 东镇', '第 3 行 南街道']);
});
