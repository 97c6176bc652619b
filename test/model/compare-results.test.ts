import { describe, expect, it } from 'vitest';
import {
  type ComparedNode,
  type ComparedSubject,
  compareNodes,
  compareSubjects,
  nodeChanged,
} from '#shared/model/compare-results.ts';

const unit = (
  code: string,
  score: string | null,
  rank: number | null,
  more: Partial<ComparedSubject> = {},
) => ({
  code,
  status: score === null ? ('incomplete' as const) : ('complete' as const),
  score,
  grade: score === null ? null : 'good',
  rank,
  groupRank: rank,
  ...more,
});

const node = (code: string, published: string | null, more: Partial<ComparedNode> = {}): ComparedNode => ({
  code,
  status: published === null ? 'excluded' : 'scored',
  rate: published === null ? null : '0.5000000000',
  points: '10.0000000000',
  published,
  ...more,
});

describe('the units of two results', () => {
  const changes = compareSubjects(
    [unit('甲', '90.10', 1), unit('乙', '80.00', 2), unit('丙', '70.00', 3), unit('丁', '60.00', 4)],
    [unit('乙', '91.00', 1), unit('甲', '89.95', 2), unit('丙', '70.00', 3), unit('戊', null, null)],
  );
  const of = (code: string) => changes.find((change) => change.code === code);

  it('stand in the order of the later one, units that are gone last', () => {
    expect(changes.map(({ code }) => code)).toEqual(['乙', '甲', '丙', '戊', '丁']);
  });

  it('have the points and places they gained or lost', () => {
    // 91.00 − 80.00, from 2nd to 1st; 89.95 − 90.10, from 1st to 2nd
    expect(of('乙')).toMatchObject({
      scoreChange: '11.00',
      rankChange: 1,
      groupRankChange: 1,
      changed: true,
    });
    expect(of('甲')).toMatchObject({ scoreChange: '-0.15', rankChange: -1, changed: true });
  });

  it('say when nothing changed', () => {
    expect(of('丙')).toMatchObject({ scoreChange: '0.00', rankChange: 0, changed: false });
  });

  it('have no difference where one side has no score', () => {
    expect(of('戊')).toMatchObject({ before: null, scoreChange: null, rankChange: null, changed: true });
    expect(of('丁')).toMatchObject({ after: null, scoreChange: null, rankChange: null, changed: true });
    const [lost] = compareSubjects([unit('甲', '90.10', 1)], [unit('甲', null, null)]);
    expect(lost).toMatchObject({ scoreChange: null, rankChange: null, changed: true });
  });

  it('notice a grade that fell with the same score', () => {
    const [vetoed] = compareSubjects([unit('甲', '90.10', 1)], [unit('甲', '90.10', 1, { grade: 'fail' })]);
    expect(vetoed).toMatchObject({ scoreChange: '0.00', rankChange: 0, changed: true });
  });

  it('take the same number with more decimals for the same', () => {
    const [same] = compareSubjects([unit('甲', '90.1', 1)], [unit('甲', '90.10', 1)]);
    expect(same).toMatchObject({ scoreChange: '0.00', changed: false });
  });
});

describe('the nodes of a unit in two results', () => {
  it('have the points they gained or lost, exactly', () => {
    // 3.07 − 2.90
    const [change] = compareNodes([node('A1', '2.90')], [node('A1', '3.07')]);
    expect(change?.pointsChange).toBe('0.17');
  });

  it('have no difference where one side does not count', () => {
    const [excluded] = compareNodes([node('A1', '2.90')], [node('A1', null)]);
    expect(excluded).toMatchObject({ pointsChange: null });
    const [added, removed] = compareNodes([node('A1', '2.90')], [node('A2', '1.00')]);
    expect([added?.code, added?.before, added?.pointsChange]).toEqual(['A2', null, null]);
    expect([removed?.code, removed?.after, removed?.pointsChange]).toEqual(['A1', null, null]);
  });

  it('have changed when points, rate, status or weight did', () => {
    const changed = (after: ComparedNode) => {
      const [change] = compareNodes([node('A1', '5.00')], [after]);
      return change !== undefined && nodeChanged(change);
    };
    expect(changed(node('A1', '5.00'))).toBe(false);
    expect(changed(node('A1', '5.01'))).toBe(true);
    // The same points after rounding, but not the same performance.
    expect(changed(node('A1', '5.00', { rate: '0.5001000000' }))).toBe(true);
    expect(changed(node('A1', '5.00', { status: 'missing' }))).toBe(true);
    expect(changed(node('A1', '5.00', { points: '12.0000000000' }))).toBe(true);
  });
});
