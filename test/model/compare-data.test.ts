import { describe, expect, it } from 'vitest';
import { compareData } from '#shared/model/compare-data.ts';
import type { DataSubject, ModelData } from '#shared/model/data.ts';

const data = (...subjects: DataSubject[]): ModelData => ({ format: 'zhengxin-data/1', subjects });

const unit = (code: string, more: Partial<DataSubject> = {}): DataSubject => ({
  code,
  name: `${code}镇`,
  group: '农村组',
  values: { A1: { n: 3, d: 4 }, B1: { by: { survey: { mean: 80 } } } },
  ...more,
});

describe('what differs between two data documents', () => {
  it('is nothing when only their order and absent parts differ', () => {
    const before = data(unit('乙'), unit('甲', { vetoes: [], adjustments: null }));
    expect(compareData(before, data(unit('甲'), unit('乙', { notApplicable: null })))).toEqual([]);
  });

  it('is named value by value, with the role where there are several', () => {
    const after = unit('甲', {
      values: { A1: { n: 2, d: 4 }, B1: { by: { survey: { mean: 80, count: 30 } } } },
    });
    expect(compareData(data(unit('甲')), data(after))).toEqual([
      { kind: 'value', subject: '甲', name: '甲镇', leaf: 'A1', item: 'n', role: null, before: 3, after: 2 },
      {
        kind: 'value',
        subject: '甲',
        name: '甲镇',
        leaf: 'B1',
        item: 'count',
        role: 'survey',
        before: null,
        after: 30,
      },
    ]);
  });

  it('is a decision, a group or a whole unit', () => {
    const before = data(unit('甲', { adjustments: { G1: 1 } }), unit('乙'));
    const after = data(unit('甲', { adjustments: { G1: 2 }, vetoes: ['V1'], group: '城区组' }), unit('丙'));
    expect(
      compareData(before, after).map(({ kind, subject, item, after: now }) => [kind, subject, item, now]),
    ).toEqual([
      ['unitAdded', '丙', null, null],
      ['unitRemoved', '乙', null, null],
      ['unit', '甲', 'group', '城区组'],
      ['adjustment', '甲', 'G1', 2],
      ['veto', '甲', 'V1', true],
    ]);
  });
});
