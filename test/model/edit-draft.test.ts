/** Edits of a model that is still being written: nothing that hangs together comes apart. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkModel } from '#shared/model/check-model.ts';
import {
  addNode,
  branchOf,
  changeNode,
  childrenOf,
  codeUncoded,
  countUncoded,
  freeCode,
  moveNode,
  nextVersion,
  removeNode,
  renameNode,
  separateTwins,
  setWeights,
} from '#shared/model/editing/edit-draft.ts';
import { outlineDraft } from '#shared/model/editing/outline-draft.ts';
import type { JsonObject } from '#shared/model/json-view.ts';

const township = JSON.parse(readFileSync('resources/models/township-2026-1.1.0.json', 'utf8')) as JsonObject;

const node = (code: string, parent: string | null, weight: unknown, more: object = {}) => ({
  ...{ code, name: code, parent, weight },
  ...more,
});
const yes = { scoring: { method: 'boolean', item: 'done' } };
const small = {
  fullScore: 100,
  decimals: 2,
  nodes: [node('A', null, 1), node('B', null, 2, yes), node('A1', 'A', 1, yes), node('A2', 'A', 2, yes)],
};

const outlined = (document: JsonObject) =>
  outlineDraft(document).map(({ code, depth, points, leaf }) => [code, depth, points, leaf]);

describe('the outline of a draft', () => {
  it('shows effective points at each node', () => {
    // A is worth a third of 100; A1 a third of that.
    expect(outlined(small)).toEqual([
      ['A', 0, '33.33', false],
      ['A1', 1, '11.11', true],
      ['A2', 1, '22.22', true],
      ['B', 0, '66.67', true],
    ]);
  });

  it('shows every node of a faulty one, and points only where they can be known', () => {
    const circle = [node('X', 'Y', 1), node('Y', 'X', 1)];
    const stray = node('Z', 'nowhere', 1);
    const unweighted = changeNode(small, 'A1', { weight: '一' });
    expect(outlined(unweighted)).toEqual([
      ['A', 0, '33.33', false],
      ['A1', 1, null, true],
      ['A2', 1, null, true],
      ['B', 0, '66.67', true],
    ]);
    const codes = outlined({ ...small, nodes: [...small.nodes, ...circle, stray] }).map(([code]) => code);
    expect([...codes].sort()).toEqual(['A', 'A1', 'A2', 'B', 'X', 'Y', 'Z']);
    expect(outlined({ ...small, nodes: [...small.nodes, node('A', null, 1)] })).toHaveLength(5);
    expect(outlined({ nodes: 'none' })).toEqual([]);
  });
});

describe('an edit', () => {
  it('leaves the document before as it was', () => {
    const before = structuredClone(small);
    setWeights(removeNode(small, 'A'), [{ code: 'B', weight: 9 }]);
    renameNode(small, 'A', 'C');
    expect(small).toEqual(before);
  });

  it('hands the scoring of a leaf over to its first child', () => {
    const grown = addNode(small, { code: 'B1', name: '甲', parent: 'B' });
    expect(outlined(grown).slice(-2)).toEqual([
      ['B', 0, '66.67', false],
      ['B1', 1, '66.67', true],
    ]);
    expect((grown.nodes as JsonObject[]).at(-1)).toMatchObject(yes);
    expect((grown.nodes as JsonObject[]).find(({ code }) => code === 'B')).not.toHaveProperty('scoring');
  });

  it('hands labels, notes and audit rules of a leaf over with its scoring, and keeps where the rule comes from', () => {
    // Two audit rules ask for the number of officials, which D3.1 is scored by.
    const grown = addNode(township, { code: 'D3.1.1', name: '甲', parent: 'D3.1' });
    expect(checkModel(grown).model).not.toBeNull();
    expect(checkModel(grown).findings).toHaveLength(checkModel(township).findings.length);
    const { items, basis } = grown.extensions as Record<'items' | 'basis', JsonObject>;
    const before = (township.extensions as Record<'items', JsonObject>).items;
    expect([items['D3.1'], items['D3.1.1']]).toEqual([undefined, before['D3.1']]);
    expect(basis['D3.1']).toBe((township.nodes as JsonObject[]).find(({ code }) => code === 'D3.1')?.basis);
  });

  it('finds a code that nobody has', () => {
    expect(freeCode(small, 'A')).toBe('A3');
    expect(freeCode(small, 'A1')).toBe('A1.1');
    expect(freeCode(small, null)).toBe('C');
  });

  it('moves a branch, but never below itself', () => {
    expect(outlined(moveNode(small, 'A', 'B')).map(([code]) => code)).toEqual(['B', 'A', 'A1', 'A2']);
    expect(moveNode(small, 'A', 'A1')).toBe(small);
    expect(childrenOf(small, 'A').map(({ code }) => code)).toEqual(['A1', 'A2']);
    expect([...branchOf(small, 'A')]).toEqual(['A', 'A1', 'A2']);
  });

  it('gives the second of two nodes of one code another, and leaves the children with the first', () => {
    const nodes = [node('A', null, 1), node('A', null, 2, yes), node('A1', 'A', 1, yes)];
    expect(outlined(separateTwins({ ...small, nodes }, 'A'))).toEqual([
      // A third and two thirds of 100.
      ['A', 0, '33.33', false],
      ['A1', 1, '33.33', true],
      ['B', 0, '66.67', true],
    ]);
  });

  it('gives nodes without a code one, by which they can be chosen', () => {
    const uncoded = {
      ...small,
      nodes: [...small.nodes, { name: '甲', parent: 'A', weight: 1, ...yes }, { code: '' }],
    };
    expect(countUncoded(uncoded)).toBe(2);
    const coded = codeUncoded(uncoded);
    expect([countUncoded(coded), outlined(coded).map(([code]) => code)]).toEqual([
      0,
      ['A', 'A1', 'A2', 'A3', 'B', 'C'],
    ]);
  });

  it.each([
    ['renames', renameNode(township, 'A1.1', 'A1.9')],
    ['removes', removeNode(township, 'A1.1')],
  ])(
    '%s a node of the township model with everything that names it, but for what people wrote',
    (_, edited) => {
      const { model, findings } = checkModel(edited);
      expect(model).not.toBeNull();
      // A rule about a removed indicator cannot be read any more, and is said to be so.
      expect(findings.filter(({ code }) => !code.startsWith('model.auditRule.'))).toEqual(
        checkModel(township).findings.filter(({ code }) => !code.startsWith('model.auditRule.')),
      );
      const { auditRules: _rules, ...scored } = edited;
      expect(JSON.stringify(scored)).not.toContain('"A1.1"');
    },
  );

  it('keeps audit rules, vetoes and tie breaks readable when a node gets another code', () => {
    const codes = (township.nodes as JsonObject[]).map(({ code }) => String(code));
    const renamed = codes.reduce((at, code) => renameNode(at, code, `${code}x`), township);
    expect(checkModel(renamed).findings).toHaveLength(checkModel(township).findings.length);
    expect(checkModel(renamed).model).not.toBeNull();
  });
});

it('suggests the next middle number', () => {
  expect(nextVersion(['1.9.4', '1.10.2', '1.2.0'])).toBe('1.11.0');
  expect(nextVersion([])).toBe('1.0.0');
});
