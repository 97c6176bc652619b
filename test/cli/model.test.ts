/** `model` on files and in the database, and `weights`. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { databaseContent } from '../support/database-content.ts';
import { county, makeOffice } from '../support/offices.ts';
import { askCli, type CliFailure, repository, runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

const bundled = path.join(repository, 'resources/models/township-2026.json');

const write = (name: string, content: unknown): string => {
  const file = path.join(temporaryFolder(), name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

/** 60 points for a ratio, 40 for deductions of 10 each. */
const small = {
  format: 'zhengxin-model/1',
  code: 'SMALL',
  name: '小模型',
  version: '1.0.0',
  subjectKinds: ['town'],
  fullScore: 100,
  nodes: [
    {
      code: 'A',
      name: '办结率',
      parent: null,
      weight: 60,
      scoring: { method: 'ratio', numerator: 'n', denominator: 'd' },
    },
    {
      code: 'B',
      name: '投诉',
      parent: null,
      weight: 40,
      scoring: { method: 'deduct', items: [{ item: 'k', points: 10 }] },
    },
  ],
  grades: [
    { code: 'good', name: '良好', min: 80 },
    { code: 'fail', name: '不合格', min: 0 },
  ],
};
const data = (values: Record<string, unknown>) => ({
  format: 'zhengxin-data/1',
  subjects: [
    // 60 · 9/10 + 40 − 10 = 84
    { code: 's1', name: '甲镇', values: { A: { n: 9, d: 10 }, B: { k: 1 } } },
    // 60 · 1/3 + 40 − 20 = 40
    { code: 's2', name: '乙镇', values: { A: { n: 1, d: 3 }, B: { k: 2 } }, ...values },
  ],
});

describe('model on files', () => {
  it('is checked and shown', async () => {
    const checked = await askCli<{ code: string; digest: string }>(['model', 'check', '--model', bundled]);
    expect(checked).toMatchObject({ code: 'TOWNSHIP-2026', version: '1.0.0', findings: [] });
    const shown = await askCli<{ nodes: { depth: number; points: string; method: string | null }[] }>([
      'model',
      'show',
      '--model',
      bundled,
    ]);
    const at = (depth: number) => shown.nodes.filter((node) => node.depth === depth);
    // 6 / 18 / 48 indicators (domain), 100 points in all.
    expect([at(0).length, at(1).length, at(2).length]).toEqual([6, 18, 48]);
    expect(at(0).reduce((sum, { points }) => sum + Number(points), 0)).toBe(100);
    const plain = await runCli(['model', 'show', '--model', bundled]);
    expect(plain.stdout).toContain('满分 100');
  });

  it('scores as worked by hand', async () => {
    const words = ['model', 'score', '--model', write('m.json', small), '--data', write('d.json', data({}))];
    const result = await askCli<{ subjects: { code: string; score: string; grade: string; rank: number }[] }>(
      words,
    );
    expect(result.subjects.map(({ code, score, grade, rank }) => [code, score, grade, rank])).toEqual([
      ['s1', '84.00', 'good', 1],
      ['s2', '40.00', 'fail', 2],
    ]);
    const plain = await runCli(words);
    expect(plain).toMatchObject({ status: 0, stderr: '' });
    expect(plain.stdout).toMatch(/1 +s1 +甲镇 +84\.00/);
  });

  it('ends with 1 when a subject is invalid, and scores the others', async () => {
    const wrong = data({ values: { A: { n: 'many', d: 3 }, B: { k: 2 } } });
    const words = ['model', 'score', '--model', write('m.json', small), '--data', write('d.json', wrong)];
    const { subjects } = await askCli<{ subjects: { code: string; status: string; score: string | null }[] }>(
      words,
      1,
    );
    expect(subjects.map(({ code, status, score }) => [code, status, score])).toEqual([
      ['s1', 'complete', '84.00'],
      ['s2', 'invalid', null],
    ]);
  });

  it.each<[what: string, content: unknown]>([
    ['not JSON', '{"format": '],
    ['no model', { format: 'zhengxin-data/1' }],
    ['without grades', { ...small, grades: [] }],
    [
      'with a circle of parents',
      { ...small, nodes: small.nodes.map((node) => ({ ...node, parent: node.code })) },
    ],
  ])('is refused with status 3 when it is %s', async (_, content) => {
    for (const words of [['check'], ['score', '--data', write('d.json', data({}))]]) {
      const model = write('m.json', content);
      const result = await runCli(['model', ...words, '--model', model, '--json']);
      expect([words[0], result.status]).toEqual([words[0], 3]);
      expect(JSON.stringify(result.json)).toMatch(/请/);
    }
  });

  it('tells how firm a ranking is, the same for the same seed', async () => {
    const words = [
      'model',
      'sensitivity',
      '--model',
      write('m.json', small),
      '--data',
      write('d.json', data({})),
    ];
    interface Answer {
      subjects: { code: string; rank: number; median: number }[];
    }
    const first = await askCli<Answer>([...words, '--runs', '200', '--seed', '7']);
    // 84 against 40 points: no change of weights by a fifth turns that round.
    expect(first.subjects.map(({ code, rank, median }) => [code, rank, median])).toEqual([
      ['s1', 1, 1],
      ['s2', 2, 2],
    ]);
    expect(await askCli<Answer>([...words, '--runs', '200', '--seed', '7'])).toEqual(first);
  });
});

describe('models in the database', () => {
  it('are imported, exported and enabled, and a published version never changes', async () => {
    const folder = path.join(temporaryFolder(), 'data');
    await makeOffice(folder, county);
    const file = write('small.json', small);
    const { stored } = await askCli<{ stored: { digest: string; status: string } }>([
      'model',
      'import',
      file,
      '--data',
      folder,
    ]);
    expect(stored.status).toBe('published');
    const out = path.join(temporaryFolder(), 'out.json');
    await askCli(['model', 'export', 'SMALL', '--data', folder, '-o', out]);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject(small);
    expect(await askCli(['model', 'check', '--model', out])).toMatchObject({ digest: stored.digest });

    const before = databaseContent(folder);
    const changed = write('changed.json', { ...small, name: '改过' });
    const taken = await runCli<CliFailure>(['model', 'import', changed, '--data', folder, '--json']);
    expect([taken.status, taken.json.error.code]).toEqual([3, 'model.versionTaken']);
    const rejected = await runCli([
      'model',
      'import',
      write('bad.json', { ...small, grades: [] }),
      '--data',
      folder,
    ]);
    expect(rejected.status).toBe(3);
    expect(databaseContent(folder)).toEqual(before);

    const list = async () =>
      (await askCli<{ models: { code: string; status: string }[] }>(['model', 'list', '--data', folder]))
        .models;
    const statusOf = async (): Promise<string | undefined> =>
      (await list()).find(({ code }) => code === 'OFFICIAL-1000')?.status;
    expect(await statusOf()).toBe('disabled');
    await askCli([
      ...['model', 'enable', 'OFFICIAL-1000', '--model-version', '1.0.0', '--data', folder],
      ...['--legal-basis', '示例县政务诚信管理办法（示政发〔2026〕1号，虚构）'],
    ]);
    expect(await statusOf()).toBe('published');
  });
});

describe('weights', () => {
  it('by AHP are those of a consistent matrix', async () => {
    const matrix = write('ahp.json', {
      labels: ['甲', '乙', '丙'],
      matrix: [
        [1, 2, 4],
        ['1/2', 1, 2],
        ['1/4', '1/2', 1],
      ],
    });
    // Rows are multiples of one another: weights 4 : 2 : 1, λmax = 3, CR = 0.
    const answer = await askCli<{ weights: Record<string, number>; lambdaMax: number; cr: number }>([
      'weights',
      'ahp',
      '--matrix',
      matrix,
    ]);
    expect(answer.weights.甲).toBeCloseTo(4 / 7, 9);
    expect(answer.weights.乙).toBeCloseTo(2 / 7, 9);
    expect(answer.weights.丙).toBeCloseTo(1 / 7, 9);
    expect(answer.lambdaMax).toBeCloseTo(3, 9);
    expect(answer.cr).toBeCloseTo(0, 9);
    expect((await runCli(['weights', 'ahp', '--matrix', matrix])).stdout).toContain('一致性可以接受');
  });

  it.each(['entropy', 'critic'])('by %s are equal for columns that mirror each other', async (method) => {
    // Two columns with the same values in another order: nothing tells them apart.
    const matrix = write('m.json', {
      labels: ['甲', '乙'],
      directions: ['higher', 'higher'],
      rows: [
        [1, 3],
        [2, 2],
        [3, 1],
      ],
    });
    const answer = await askCli<{ weights: Record<string, number> }>(['weights', method, '--matrix', matrix]);
    expect(answer.weights.甲).toBeCloseTo(0.5, 9);
    expect(answer.weights.乙).toBeCloseTo(0.5, 9);
  });

  it('refuse a matrix that is none with status 3', async () => {
    const matrix = write('m.json', {
      labels: ['甲', '乙'],
      matrix: [
        [1, 2],
        [2, 1],
      ],
    });
    const result = await runCli(['weights', 'ahp', '--matrix', matrix, '--json']);
    expect(result.status).toBe(3);
    expect(JSON.stringify(result.json)).toMatch(/[\u4e00-\u9fff]{4}/);
  });
});
