import { describe, expect, it } from 'vitest';
import type { Scoring } from '#shared/model/definition.ts';
import { listModelChanges } from '#shared/model/model-changes.ts';
import { inner, leaf, modelOf } from '../support/small-models.ts';

const given: Scoring = { method: 'manual', item: 'points' };

const model = modelOf([
  inner('A', { weight: 60 }),
  leaf('A1', given, { parent: 'A', weight: 1 }),
  leaf('A2', given, { parent: 'A', weight: 2 }),
  leaf('B', given, { weight: 40 }),
]);

describe('two versions of a model', () => {
  it('do not differ by order, names of the model, or defaults written out', () => {
    const same = modelOf(model.nodes.toReversed(), { version: '1.0.1', name: '改名', decimals: 2 });
    expect(listModelChanges(model, same)).toEqual([]);
    const spelled = modelOf(
      model.nodes.map((node) =>
        node.scoring ? { ...node, missing: 'zero' } : { ...node, aggregate: 'arithmetic' },
      ),
    );
    expect(listModelChanges(model, spelled)).toEqual([]);
  });

  it('differ by the points that follow from a weight', () => {
    // B 40 → 60 of 120: A 60 → 100·60/120 = 50, A1 60/3 = 20 → 50/3 ≈ 16.6667, A2 40 → 33.3333, B 40 → 50
    const heavier = modelOf(model.nodes.map((node) => (node.code === 'B' ? { ...node, weight: 60 } : node)));
    expect(listModelChanges(model, heavier)).toEqual([
      { kind: 'pointsChanged', node: 'A', name: 'A', before: '60', after: '50' },
      { kind: 'pointsChanged', node: 'A1', name: 'A1', before: '20', after: '16.6667' },
      { kind: 'pointsChanged', node: 'A2', name: 'A2', before: '40', after: '33.3333' },
      { kind: 'pointsChanged', node: 'B', name: 'B', before: '40', after: '50' },
    ]);
  });

  it('differ by nodes that came, went, moved, changed name or rule', () => {
    const other = modelOf([
      inner('A', { weight: 60, name: '履约' }),
      leaf('A1', { ...given, item: 'score' }, { parent: 'A', weight: 1 }),
      leaf('A3', given, { parent: 'A', weight: 2 }),
      leaf('B', given, { weight: 40 }),
    ]);
    expect(listModelChanges(model, other)).toEqual([
      { kind: 'renamed', node: 'A', name: '履约', before: 'A', after: '履约' },
      { kind: 'ruleChanged', node: 'A1', name: 'A1' },
      { kind: 'nodeAdded', node: 'A3', name: 'A3' },
      { kind: 'nodeRemoved', node: 'A2', name: 'A2' },
    ]);
    // A2 to the root with 40 of 140: A 60 → 42.8571, A1 the whole of it, B 40 → 28.5714, A2 40 → 28.5714
    const moved = modelOf(
      model.nodes.map((node) => (node.code === 'A2' ? { ...node, parent: null, weight: 40 } : node)),
    );
    expect(listModelChanges(model, moved)).toContainEqual({ kind: 'nodeMoved', node: 'A2', name: 'A2' });
  });

  it('differ by what lies outside the tree', () => {
    const parts = (more: Parameters<typeof modelOf>[1]) =>
      listModelChanges(model, modelOf(model.nodes, more));
    expect(parts({ bonus: { cap: 5, items: [] } })).toEqual([{ kind: 'partChanged', part: 'bonus' }]);
    expect(parts({ vetoes: [{ code: 'V', name: '否决', scoreAtMost: 0 }] })).toEqual([
      { kind: 'partChanged', part: 'vetoes' },
    ]);
    expect(parts({ ties: 'dense' })).toEqual([{ kind: 'partChanged', part: 'ranking' }]);
    expect(parts({ roundAt: 'total' })).toEqual([{ kind: 'partChanged', part: 'rounding' }]);
    expect(parts({ grades: [{ code: 'A', name: '优', min: 95 }, ...model.grades.slice(1)] })).toEqual([
      { kind: 'partChanged', part: 'grades' },
    ]);
  });
});
