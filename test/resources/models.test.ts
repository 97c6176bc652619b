import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { findResourcesFolder, loadModels } from '#engine/resources.ts';
import { checkModelMetrics } from '#shared/domain/metrics.ts';
import { checkModel } from '#shared/model/check-model.ts';
import type { ModelDocument, ModelNode, Scoring } from '#shared/model/definition.ts';

const models = new Map(loadModels().map((model) => [model.document.code, model]));

function documentOf(code: string): ModelDocument {
  const model = models.get(code);
  if (!model) throw new Error(`no model ${code}`);
  return model.document;
}

const leavesOf = (document: ModelDocument) => document.nodes.filter((node) => node.scoring !== undefined);

const extensionsShape = z.looseObject({
  items: z.record(z.string(), z.record(z.string(), z.string().min(1))),
  /** Of inner nodes; a leaf carries its own. */
  basis: z.record(z.string(), z.string()),
  rows: z.record(
    z.string(),
    z.strictObject({
      filledBy: z.enum(['S', 'A', 'D', 'T', 'P']),
      source: z.string().min(1),
      seeds: z.array(z.string().regex(/^S([1-9]|[1-4]\d|50)$/)).min(1),
      anchors: z.record(z.string(), z.string().min(1)).optional(),
      note: z.string().optional(),
    }),
  ),
});

/** Names of the items that a method reads, from model-spec §3. */
function itemsOf(scoring: Scoring): string[] {
  switch (scoring.method) {
    case 'ratio':
      return [scoring.numerator, scoring.denominator];
    case 'linear':
    case 'bands':
      return [scoring.value, scoring.numerator, scoring.denominator].filter((name) => name !== undefined);
    case 'deduct':
    case 'award':
      return scoring.items.map(({ item }) => item);
    case 'boolean':
    case 'rubric':
    case 'manual':
      return [scoring.item];
    case 'survey':
      return [scoring.mean, scoring.count];
    case 'relative':
      return [scoring.value];
    case 'formula':
      return [];
  }
}

const weightSum = (nodes: readonly ModelNode[]) =>
  nodes.reduce((sum, node) => sum + node.weight * 100, 0) / 100;

describe('bundled models', () => {
  it('are three', () => {
    expect([...models.keys()].sort()).toEqual(['DEPT-2026', 'OFFICIAL-1000', 'TOWNSHIP-2026']);
  });

  it.each(['TOWNSHIP-2026', 'DEPT-2026'])(
    '%s states basis, items, filler and source of every row',
    (code) => {
      const document = documentOf(code);
      const { items, rows, basis } = extensionsShape.parse(document.extensions);
      const leaves = leavesOf(document);
      expect(Object.keys(rows).sort()).toEqual(leaves.map((leaf) => leaf.code).sort());
      expect(Object.keys(items).sort()).toEqual(leaves.map((leaf) => leaf.code).sort());
      for (const node of document.nodes)
        expect(node.basis ?? basis[node.code], node.code).toContain('本系统建议值');
      for (const leaf of leaves) {
        const names = leaf.scoring ? itemsOf(leaf.scoring) : [];
        expect(Object.keys(items[leaf.code] ?? {}).sort(), leaf.code).toEqual(names.toSorted());
        for (const name of Object.keys(leaf.metrics ?? {})) expect(names, leaf.code).toContain(name);
        if (leaf.scoring?.method === 'rubric') {
          expect(Object.keys(rows[leaf.code]?.anchors ?? {})).toEqual(Object.keys(leaf.scoring.levels));
        }
        // Leaving a row empty must never pay the unit that fills it in.
        if (rows[leaf.code]?.filledBy === 'S') expect(leaf.missing, leaf.code).toBe('zero');
      }
    },
  );

  it.each([...models.keys()])('%s is accepted without a finding', (code) => {
    expect(checkModel(documentOf(code)).findings).toEqual([]);
  });

  it.each([...models.keys()])('%s draws only on metrics that exist', (code) => {
    expect(checkModelMetrics(documentOf(code))).toEqual([]);
  });

  it('explain every item in the README', () => {
    const readme = readFileSync(join(findResourcesFolder(), 'models', 'README.md'), 'utf8');
    const rows = readme.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
    for (const code of ['TOWNSHIP-2026', 'DEPT-2026']) {
      const { items } = extensionsShape.parse(documentOf(code).extensions);
      for (const [leaf, names] of Object.entries(items)) {
        const row = rows.find((cells) => cells[1] === leaf && cells[6]?.includes(label(names)))?.[6];
        expect(row, `${code} ${leaf}`).toBeDefined();
        for (const [name, text] of Object.entries(names)) expect(row).toContain(`\`${name}\` ${text}`);
      }
    }
  });
});

const label = (names: Record<string, string>) => Object.values(names)[0] ?? '';

describe('TOWNSHIP-2026', () => {
  const document = documentOf('TOWNSHIP-2026');
  const childrenOf = (code: string | null) => document.nodes.filter((node) => node.parent === code);

  it('has 6 first-level, 18 second-level and 48 third-level indicators and 100 points', () => {
    const first = childrenOf(null);
    const second = first.flatMap((node) => childrenOf(node.code));
    const third = second.flatMap((node) => childrenOf(node.code));
    expect([first.length, second.length, third.length]).toEqual([6, 18, 48]);
    expect(document.nodes).toHaveLength(72);
    expect(third.every((node) => node.scoring !== undefined)).toBe(true);
    expect(weightSum(first)).toBe(100);
    expect(first.map((node) => [node.code, node.weight])).toEqual([
      ['A', 18],
      ['B', 15],
      ['C', 25],
      ['D', 17],
      ['E', 13],
      ['F', 12],
    ]);
  });

  it('carries points as weights: the children of every node add up to it', () => {
    for (const node of document.nodes.filter((one) => one.scoring === undefined)) {
      expect(weightSum(childrenOf(node.code)), node.code).toBe(node.weight);
    }
  });

  it('has a bonus cap of 5 and the five vetoes', () => {
    expect(document.bonus?.cap).toBe(5);
    expect(
      document.vetoes?.map(({ code, gradeAtMost, scoreAtMost }) => [code, gradeAtMost, scoreAtMost]),
    ).toEqual([
      ['V1', 'fail', undefined],
      ['V2', 'fail', 0],
      ['V3', 'fail', undefined],
      ['V4', 'pass', undefined],
      ['V5', 'pass', undefined],
    ]);
  });

  it('feeds the rows that the credit database knows', () => {
    const fed = leavesOf(document)
      .filter((leaf) => leaf.metrics)
      .map((leaf) => leaf.code);
    expect(fed.sort()).toEqual(['C3.1', 'C3.2', 'D3.4', 'E1.1', 'E1.2', 'E3.1']);
  });
});

describe('DEPT-2026', () => {
  const document = documentOf('DEPT-2026');

  it('has common blocks of 70 and specific blocks of 30 points with two leaves or more each', () => {
    const roots = document.nodes.filter((node) => node.parent === null);
    expect(roots.map((node) => [node.name, node.weight])).toEqual([
      ['信息归集', 30],
      ['信用宣传', 10],
      ['信用应用', 20],
      ['创新工作', 10],
      ['双公示', 12],
      ['行业信用监管', 10],
      ['异议处理', 4],
      ['信用修复', 4],
    ]);
    for (const root of roots) {
      const leaves = document.nodes.filter((node) => node.parent === root.code);
      expect(leaves.length, root.code).toBeGreaterThanOrEqual(2);
      expect(weightSum(leaves), root.code).toBe(root.weight);
    }
  });

  it('compares some rows with the best unit of the group', () => {
    const best = leavesOf(document).filter((leaf) => leaf.scoring?.method === 'relative');
    expect(best.map((leaf) => leaf.code)).toEqual(['P1.3', 'P2.2']);
  });
});

describe('OFFICIAL-1000', () => {
  it('is a ledger of ten items on a base of 1000 and stays off', () => {
    const document = documentOf('OFFICIAL-1000');
    expect(models.get('OFFICIAL-1000')?.status).toBe('disabled');
    expect(document.nodes).toEqual([]);
    expect(document.fullScore).toBe(1000);
    expect((document.bonus?.items.length ?? 0) + (document.penalty?.items.length ?? 0)).toBe(10);
    expect(document.grades.map(({ code, min }) => [code, min])).toEqual([
      ['AAA', 1050],
      ['AA', 1030],
      ['A', 960],
      ['B', 850],
      ['C', 600],
      ['D', 0],
    ]);
  });
});
