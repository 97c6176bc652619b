/** How a leaf is scored is changed without losing what its values go by. */
import { describe, expect, it } from 'vitest';
import { checkModel } from '#shared/model/check-model.ts';
import { scoring } from '#shared/model/definition.ts';
import { branchOf } from '#shared/model/editing/edit-draft.ts';
import {
  changeMethod,
  changeNotes,
  copyLeaf,
  defaultScoring,
  formulaNames,
  itemNamesOf,
  notesOf,
  renameItem,
  whatNames,
} from '#shared/model/editing/edit-leaf.ts';
import { asObjects, type JsonObject } from '#shared/model/json-view.ts';

const methods = scoring.options.map((option) => option.shape.method.value);

const modelWith = (given: JsonObject, more: JsonObject = {}): JsonObject => ({
  format: 'zhengxin-model/1',
  code: 'M',
  name: '村务诚信',
  version: '1.0.0',
  subjectKinds: ['township'],
  fullScore: 100,
  nodes: [{ code: 'A', name: '村务公开', parent: null, weight: 1, scoring: given }],
  grades: [{ code: 'G', name: '合格', min: 0 }],
  ...more,
});

const errorsOf = (document: JsonObject): string[] =>
  checkModel(document)
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);

const scoringOf = (document: JsonObject): JsonObject => asObjects(document.nodes)[0]?.scoring as JsonObject;

describe('a way of scoring to begin with', () => {
  it.each(methods)('%s is one that the checks accept, whatever was there before', (method) => {
    expect(errorsOf(modelWith(defaultScoring(method)))).toEqual([]);
    for (const before of methods) {
      const changed = changeMethod(modelWith(defaultScoring(before)), 'A', method);
      expect([before, ...errorsOf(changed)]).toEqual([before]);
    }
  });

  it.each(methods)('%s is left and come back to with the same names', (method) => {
    const begun = modelWith(defaultScoring(method, ['opened', 'total', 'late']));
    const names = itemNamesOf(scoringOf(begun));
    for (const away of methods) {
      const there = changeMethod(begun, 'A', away);
      const back = changeMethod(there, 'A', method);
      expect([away, ...itemNamesOf(scoringOf(back))]).toEqual(expect.arrayContaining([away, ...names]));
    }
  });

  it('keeps the quotient and what a count takes off, where the next method has them too', () => {
    const ratio = { method: 'ratio', numerator: 'n', denominator: 'd', whenZero: 'full', target: 0.9 };
    expect(scoringOf(changeMethod(modelWith(ratio), 'A', 'bands'))).toMatchObject({
      numerator: 'n',
      denominator: 'd',
      whenZero: 'full',
    });
    const items = [{ item: 'late', points: 0.5, cap: 2 }];
    expect(scoringOf(changeMethod(modelWith({ method: 'deduct', items }), 'A', 'award'))).toEqual({
      method: 'award',
      items,
    });
  });
});

describe('an item', () => {
  const drawn = { source: 'records', op: 'count' };
  const document = modelWith(
    { method: 'formula', expression: 'min(n / d, 1) - 0.5 * n2' },
    {
      extensions: { items: { A: { n: '公开的事项数' } } },
      auditRules: [
        { code: 'R', name: '事项数', values: { x: { leaf: 'A', item: 'n' }, y: { leaf: 'B', item: 'n' } } },
      ],
    },
  );

  it('is renamed in the formula as a whole word, in its label and in audit rules of this leaf only', () => {
    const nodes = asObjects(document.nodes).map((node) => ({ ...node, metrics: { n: drawn } }));
    const renamed = renameItem({ ...document, nodes }, 'A', 'n', 'opened');
    expect(scoringOf(renamed).expression).toBe('min(opened / d, 1) - 0.5 * n2');
    expect(asObjects(renamed.nodes)[0]?.metrics).toEqual({ opened: drawn });
    expect(notesOf(renamed, 'items', 'A')).toEqual({ opened: '公开的事项数' });
    expect(asObjects(renamed.auditRules)[0]?.values).toEqual({
      x: { leaf: 'A', item: 'opened' },
      y: { leaf: 'B', item: 'n' },
    });
  });

  it('is what a formula names, not its functions, its numbers or P', () => {
    expect(formulaNames('if(n >= 3 and not d == 0, round(n / d, 2), P * x_1)')).toEqual(['n', 'd', 'x_1']);
  });
});

describe('a leaf', () => {
  it('is copied with its notes, and what names it is found before it goes', () => {
    const document = modelWith(
      { method: 'manual', item: 'points' },
      {
        vetoes: [{ code: 'V', name: '弄虚作假', zeroNodes: ['A'] }],
        auditRules: [{ code: 'R', name: '打分', at: { leaf: 'A' } }],
      },
    );
    const noted = changeNotes(document, 'rows', 'A', { source: '公开栏' });
    const copied = copyLeaf(noted, 'A', { code: 'B', name: '村务公开（副本）' });
    expect(errorsOf(copied)).toEqual([]);
    expect(notesOf(copied, 'rows', 'B')).toEqual({ source: '公开栏' });
    expect(whatNames(copied, branchOf(copied, 'A'))).toEqual(['弄虚作假', '打分']);
    expect(whatNames(copied, branchOf(copied, 'B'))).toEqual([]);
  });

  it('says nothing of notes that are taken out again', () => {
    const document = modelWith({ method: 'manual', item: 'points' });
    const noted = changeNotes(document, 'rows', 'A', { source: '公开栏' });
    expect(changeNotes(noted, 'rows', 'A', { source: undefined }).extensions).toEqual({ rows: {} });
  });
});
