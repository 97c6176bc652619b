/** What stored runs say, on the sample county: figures from the published ranking, sums by hand. */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createIdentifiers } from '#engine/runtime/identifiers.ts';
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import type { OperationName } from '#shared/contract/registry.ts';
import type { ModelResult } from '#shared/model/result.ts';
import { copyOffice, county, jiashan, makeOffice, withOffice, xintian } from '../support/offices.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';

const folder = path.join(sharedTemporaryFolder(), 'county');
let run2025 = '';
let run2026 = '';

const ask = <N extends OperationName>(name: N, input: OperationInput<N>, data = folder) =>
  withOffice(data, ({ client }) => client.call(name, input));

/** Runs a cycle and gives the townships' run. */
const runTownships = async (data: string, cycle: string): Promise<string> => {
  const { runs } = await ask('runs.execute', { cycle }, data);
  const found = runs.find(({ run }) => run.modelCode === 'TOWNSHIP-2026');
  if (found === undefined) throw new Error('no run of the townships');
  return found.run.id;
};

beforeAll(async () => {
  await makeOffice(folder, county, true);
  run2025 = await runTownships(folder, '2025');
  run2026 = await runTownships(folder, '2026');
});

/** Whole hundredths, for sums by hand. */
const cents = (text: string | null | undefined): bigint => BigInt((text ?? '').replace('.', ''));
const short = (name: string): string => name.replace('示例县', '').replace('人民政府', '');

/** Ranking of the townships in the sample's finished year, as `zhengxin assess` prints it. */
const ranking2025 = [
  ['子午街道办事处', '101.83', 1, '城区组', 1],
  ['甲山镇', '98.70', 2, '城区组', 2],
  ['丙林镇', '94.81', 3, '城区组', 3],
  ['卯酉街道办事处', '88.83', 4, '城区组', 4],
  ['己泉镇', '87.45', 5, '农村组', 1],
  ['庚桥镇', '87.45', 5, '农村组', 1],
  ['乙水镇', '86.62', 7, '城区组', 5],
  ['丁湖镇', '69.07', 8, '农村组', 3],
  ['戊岭乡', '64.73', 9, '农村组', 4],
  ['辛田乡', '53.11', 10, '农村组', 5],
  ['癸洲乡', '44.97', 11, '农村组', 6],
  // Vetoed, so behind all others.
  ['壬溪镇', '90.02', 12, '农村组', 7],
] as const;

describe('the list of runs', () => {
  it('tells what was run with what, by whom, newest first', async () => {
    const { runs } = await ask('runs.list', { cycle: '2025' });
    expect(
      runs.map(({ modelCode, modelName, subjects, complete }) => [modelCode, modelName, subjects, complete]),
    ).toEqual([
      ['TOWNSHIP-2026', '乡镇(街道)政务诚信考核模型', 12, 12],
      ['DEPT-2026', '县直部门政务诚信考核模型', 8, 8],
    ]);
    expect(runs[0]).toMatchObject({ id: run2025, cycleName: '2025年度政务诚信考核', madeBy: 'local' });
  });
});

describe('a run as a whole', () => {
  it('has its tree with stated weights and effective points, its grades and groups', async () => {
    const { model, grades, groups, incomplete, invalid } = await ask('runs.overview', { run: run2025 });
    const roots = model.nodes.filter(({ depth }) => depth === 0);
    // The weights of the model are points that add up to 100, so weight and points are the same.
    expect(roots.map(({ code, weight, points }) => [code, weight, points])).toEqual([
      ['A', '18', '18'],
      ['B', '15', '15'],
      ['C', '25', '25'],
      ['D', '17', '17'],
      ['E', '13', '13'],
      ['F', '12', '12'],
    ]);
    expect(model.nodes.filter(({ leaf }) => leaf)).toHaveLength(48);
    expect(model).toMatchObject({ decimals: 2, pointsAddUp: true, hasBonus: true, hasPenalty: false });
    expect(grades.map(({ name, units }) => [name, units])).toEqual([
      ['优秀', 3],
      ['良好', 4],
      ['合格', 2],
      ['不合格', 3],
    ]);
    expect(groups).toEqual([
      { group: '城区组', units: 5, complete: 5 },
      { group: '农村组', units: 7, complete: 7 },
    ]);
    expect([incomplete, invalid]).toEqual([0, 0]);
  });

  it('is unknown when there is none', async () => {
    await expect(ask('runs.overview', { run: 'x' })).rejects.toMatchObject({ code: 'run.unknown' });
  });
});

describe('the ranking', () => {
  const read = (input: Partial<OperationInput<'runs.ranking'>> = {}) =>
    ask('runs.ranking', { run: run2025, ...input });

  it('is that of the command line, with ties counted', async () => {
    const { rows, total } = await read();
    expect(rows.map((row) => [short(row.name), row.score, row.rank, row.group, row.groupRank])).toEqual(
      ranking2025,
    );
    expect(total).toBe(12);
    const shared = rows.filter(({ sharedBy }) => sharedBy > 1);
    expect(shared.map(({ name, sharedBy, groupSharedBy }) => [short(name), sharedBy, groupSharedBy])).toEqual(
      [
        ['己泉镇', 2, 2],
        ['庚桥镇', 2, 2],
      ],
    );
  });

  it('adds up: branches are the base, base and bonus the score', async () => {
    const { rows } = await read();
    for (const row of rows) {
      const sum = row.branches.reduce((total, points) => total + cents(points), 0n);
      expect(sum).toBe(cents(row.base));
      expect(cents(row.base) + cents(row.bonus) - cents(row.penalty)).toBe(cents(row.score));
    }
    // 98.83 + 2 for a provincial commendation + 1 for a practice taken up above.
    expect(rows[0]).toMatchObject({ base: '98.83', bonus: '3.00', penalty: '0.00', score: '101.83' });
  });

  it('names the vetoes', async () => {
    const { rows } = await read();
    expect(rows.filter(({ vetoes }) => vetoes.length > 0).map(({ vetoes }) => vetoes)).toEqual([
      [{ code: 'V1', name: '期末本单位仍为失信被执行人' }],
    ]);
  });

  it('is filtered by group, grade and name', async () => {
    const names = async (input: Partial<OperationInput<'runs.ranking'>>) =>
      (await read(input)).rows.map(({ name }) => short(name));
    expect(await names({ group: '城区组' })).toEqual(
      ranking2025.filter(([, , , group]) => group === '城区组').map(([name]) => name),
    );
    expect(await names({ grade: 'excellent' })).toEqual(['子午街道办事处', '甲山镇', '丙林镇']);
    expect(await names({ text: '街道' })).toEqual(['子午街道办事处', '卯酉街道办事处']);
    expect(await names({ text: jiashan.slice(0, 17) })).toEqual(['甲山镇']);
    expect(await names({ group: null })).toEqual([]);
    expect(await names({ status: 'incomplete' })).toEqual([]);
  });

  it('is sorted by score, by a branch and within groups, as numbers', async () => {
    const by = async (sort: OperationInput<'runs.ranking'>['sort']) => (await read({ sort })).rows;
    const scores = (await by({ by: 'score', descending: false })).map(({ score }) => score);
    // As text 101.83 would come first.
    expect(scores.at(-1)).toBe('101.83');
    expect(scores[0]).toBe('44.97');
    const third = (await by({ by: 'branch', branch: 'C', descending: true })).map(
      ({ branches }) => branches[2],
    );
    expect(third.slice(0, 3)).toEqual(['24.92', '24.76', '24.25']);
    const grouped = await by({ by: 'group' });
    expect(grouped.map(({ groupRank }) => groupRank)).toEqual(
      [1, 2, 3, 4, 5, 1, 1, 3, 4, 5, 6, 7].toSorted(() => 0),
    );
  });

  it('comes in pages that fit together', async () => {
    const first = await read({ limit: 5 });
    const second = await read({ limit: 5, cursor: first.next });
    const third = await read({ limit: 5, cursor: second.next });
    expect([first.rows.length, second.rows.length, third.rows.length, third.next]).toEqual([5, 5, 2, null]);
    const all = [...first.rows, ...second.rows, ...third.rows];
    expect(all).toEqual((await read()).rows);
    await expect(read({ cursor: '2026|x' })).rejects.toMatchObject({ code: 'operation.invalidInput' });
  });

  it('says why a unit has no score, and keeps it last whatever is sorted by', async () => {
    const data = copyOffice(folder);
    const usccs = [jiashan];
    await withOffice(data, ({ client }) =>
      client.call('cycles.create', {
        code: '2027',
        name: '2027',
        year: 2027,
        periodFrom: '2027-01-01',
        periodTo: '2027-12-31',
        units: [{ modelCode: 'TOWNSHIP-2026', usccs }],
      }),
    );
    const run = await runTownships(data, '2027');
    const { rows } = await ask('runs.ranking', { run, sort: { by: 'score', descending: true } }, data);
    expect(rows[0]).toMatchObject({ status: 'incomplete', score: null, rank: null, sharedBy: 0, base: null });
    expect(rows[0]?.reason?.missing[0]).toEqual({ leaf: 'A1.2', name: '规范性文件审核备案率', role: null });
    // Ten are named, all are counted: the model's blocking leaves, but for those that the records answer.
    expect(rows[0]?.reason?.missing).toHaveLength(10);
    const { missing } = await ask('runs.explain', { run, subject: jiashan }, data);
    expect(rows[0]?.reason?.missingCount).toBe(missing.filter(({ blocking }) => blocking).length);
    expect(rows[0]?.reason?.errors).toBe(0);
    // What it has is no score of a branch: the rest is not there yet.
    expect(rows[0]?.branches).toEqual([null, null, null, null, null, null]);
  });

  it('calls units what they were called, and groups them as they were grouped, when the run was made', async () => {
    const data = copyOffice(folder);
    const database = openDatabase(data, { newId: createIdentifiers(), now: () => new Date().toISOString() });
    database.write((tx) => {
      const bodies = createBodyRepository(tx);
      const body = bodies.findByUscc(jiashan);
      if (body === null) throw new Error('no such body');
      bodies.update(body.id, { ...body, name: '示例县甲山街道办事处', groupCode: '新区组' });
    });
    database.close();
    const { rows } = await ask('runs.ranking', { run: run2025, text: jiashan }, data);
    expect(rows).toMatchObject([{ name: '示例县甲山镇人民政府', group: '城区组' }]);
  });
});

describe('averages', () => {
  it('are the means of the published figures, rounded once', async () => {
    const { all, groups } = await ask('runs.averages', { run: run2025 });
    // 101.83 + 98.70 + 94.81 + 88.83 + 87.45 + 87.45 + 86.62 + 69.07 + 64.73 + 53.11 + 44.97 + 90.02 = 967.59; / 12 = 80.6325
    expect([all.units, all.score]).toEqual([12, '80.63']);
    // 101.83 + 98.70 + 94.81 + 88.83 + 86.62 = 470.79; / 5 = 94.158
    // 87.45 + 87.45 + 69.07 + 64.73 + 53.11 + 44.97 + 90.02 = 496.80; / 7 = 70.971…
    expect(groups.map(({ group, units, score }) => [group, units, score])).toEqual([
      ['城区组', 5, '94.16'],
      ['农村组', 7, '70.97'],
    ]);
    const urban = groups.find(({ group }) => group === '城区组');
    // Branch A of the five: 17.93 + 17.47 + 17.75 + 14.03 + 16.95 = 84.13; / 5 = 16.826
    expect(urban?.points[0]).toBe('16.83');
    // Its rate: the mean of the exact rates is close to, but not, 16.826/18 = 0.93477…
    expect(urban?.rates[0]).toMatch(/^0\.934\d{7}$/);
  });
});

describe('the table of units and indicators', () => {
  it('holds, cell by cell, what the result document says', async () => {
    const { result } = await ask('runs.read', { run: run2025 });
    const document = JSON.parse(result) as ModelResult;
    const { nodes, rows, next } = await ask('runs.table', { run: run2025, level: 'all' });
    expect(next).toBeNull();
    expect(rows.map(({ code }) => code)).toEqual(document.subjects.map(({ code }) => code));
    for (const [position, row] of rows.entries()) {
      const subject = document.subjects[position];
      const byCode = new Map(subject?.nodes.map((node) => [node.code, node]));
      expect(row.rates).toEqual(nodes.map((code) => byCode.get(code)?.rate));
      expect(row.published).toEqual(nodes.map((code) => byCode.get(code)?.published));
      expect(row.states).toEqual(nodes.map((code) => byCode.get(code)?.status));
      expect(row.score).toBe(subject?.score);
    }
  });

  it('is cut to the level, the units and the group asked for', async () => {
    const leaves = await ask('runs.table', { run: run2025, level: 'leaves' });
    expect([leaves.nodes.length, leaves.rows[0]?.rates.length]).toEqual([48, 48]);
    const two = await ask('runs.table', { run: run2025, level: 'branches', units: [xintian, jiashan] });
    expect(two.nodes).toEqual(['A', 'B', 'C', 'D', 'E', 'F']);
    expect(two.rows.map(({ code }) => code)).toEqual([jiashan, xintian]);
    const rural = await ask('runs.table', { run: run2025, level: 'branches', group: '农村组', limit: 3 });
    expect([rural.rows.length, rural.next]).toEqual([3, '3']);
  });
});

describe('why a unit has its score', () => {
  let explained: OperationOutput<'runs.explain'>;
  beforeAll(async () => {
    explained = await ask('runs.explain', { run: run2025, subject: xintian });
  });
  const node = (code: string) => explained.nodes.find((candidate) => candidate.code === code);

  it('goes from the total over branches to leaves, with weights, points and arithmetic', () => {
    expect(explained.subject).toMatchObject({ score: '53.11', gradeName: '不合格', rank: 10, groupRank: 5 });
    expect(explained.steps).toContain('排名：全部 12 个已计分单位中第 10 名，“农村组”组内第 5 名。');
    expect(node('A')).toMatchObject({ parent: null, depth: 0, leaf: false, weight: '18', points: '18' });
    expect(node('A1.2')).toMatchObject({
      parent: 'A1',
      depth: 2,
      leaf: true,
      points: '2',
      // 53 of 55 = 0.9636…, × 2 = 1.927…
      published: '1.93',
      // Nothing beside it is left out, so it is worth its own points: 2 − 1.93.
      worth: '2',
      lost: '0.07',
      values: [
        { item: 'n', label: '经审核并备案的规范性文件数', role: 'department', value: 53 },
        { item: 'd', label: '制发的规范性文件总数', role: 'department', value: 55 },
      ],
    });
    expect(node('A1.2')?.rule).toContain('低于80%的不得分');
    expect(node('A1.2')?.trace).toContain('53÷55');
  });

  it('leads from a derived value to the records behind', async () => {
    const sources = explained.nodes.flatMap(({ sources }) => sources);
    const drawn = sources.filter(({ records }) => records.length > 0);
    expect(drawn.length).toBeGreaterThan(0);
    for (const { records, value } of drawn)
      if (typeof value === 'number') expect(records).toHaveLength(value);
    const [record] = drawn[0]?.records ?? [];
    const found = await ask('records.search', { bodyUscc: xintian, text: record?.documentNo ?? '' });
    expect(found.rows.map(({ id }) => id)).toContain(record?.id);
  });

  it('tells what was decided, with the reason', async () => {
    const first = await ask('runs.explain', { run: run2025, subject: jiashan });
    expect(first.decisions.every(({ reason }) => reason?.includes('虚构'))).toBe(true);
    const vetoed = await ask('runs.ranking', { run: run2025, text: '壬溪' });
    const { decisions } = await ask('runs.explain', { run: run2025, subject: vetoed.rows[0]?.code ?? '' });
    expect(decisions).toEqual([
      {
        kind: 'veto',
        code: 'V1',
        name: '期末本单位仍为失信被执行人',
        count: '1',
        points: null,
        reason: '2025年末仍被列为失信被执行人（虚构）',
      },
    ]);
  });

  it('knows nothing of strangers', async () => {
    await expect(ask('runs.explain', { run: run2025, subject: 'x' })).rejects.toMatchObject({
      code: 'run.subjectUnknown',
    });
  });
});

describe('two runs', () => {
  it('of two years differ by their data', async () => {
    const { same, units } = await ask('runs.compare', { before: run2025, after: run2026 });
    expect(same).toEqual({ model: true, data: false, engine: true, result: false });
    expect(units).toMatchObject({ both: 12, onlyBefore: 0, onlyAfter: 0 });
  });

  it('say who moved and by how much', async () => {
    const { rows, total } = await ask('runs.compareUnits', { before: run2025, after: run2026 });
    expect(total).toBe(12);
    const of = (name: string) => rows.find((row) => short(row.name) === name);
    // 63.66 − 98.70, from 2nd to 10th; 95.70 − 90.02, from the 12th and last, vetoed, to 2nd.
    expect(of('甲山镇')).toMatchObject({ scoreChange: '-35.04', rankChange: -8, changed: true });
    expect(of('壬溪镇')).toMatchObject({ scoreChange: '5.68', rankChange: 10 });
    expect(of('壬溪镇')).toMatchObject({ before: { gradeName: '不合格' }, after: { gradeName: '优秀' } });
    // Gains of the branches and of the bonus are the gain of the score.
    const before = await ask('runs.ranking', { run: run2025 });
    const after = await ask('runs.ranking', { run: run2026 });
    for (const row of rows) {
      const bonus = (list: typeof before) => cents(list.rows.find(({ code }) => code === row.code)?.bonus);
      const gained = row.branchChanges.reduce((sum, change) => sum + cents(change), 0n);
      expect(gained + bonus(after) - bonus(before)).toBe(cents(row.scoreChange));
    }
  });

  it('show one unit down to the values that differ', async () => {
    const { nodes, values, decisions } = await ask('runs.compareSubject', {
      before: run2025,
      after: run2026,
      subject: jiashan,
    });
    const leaves = nodes.filter(({ leaf }) => leaf);
    const root = nodes.find(({ code }) => code === 'A');
    const below = leaves.filter(({ code }) => code.startsWith('A'));
    expect(below.reduce((sum, { pointsChange }) => sum + cents(pointsChange), 0n)).toBe(
      cents(root?.pointsChange),
    );
    expect(values.find(({ leaf, item }) => leaf === 'A1.2' && item === 'n')).toMatchObject({
      label: '经审核并备案的规范性文件数',
      before: 56,
      after: 26,
    });
    expect(decisions.find(({ code }) => code === 'G1.3')).toMatchObject({ before: '1', after: null });
  });

  it('of the same data are the same', async () => {
    const data = copyOffice(folder);
    const again = await runTownships(data, '2025');
    const { same, units } = await ask('runs.compare', { before: run2025, after: again }, data);
    expect(same).toEqual({ model: true, data: true, engine: true, result: true });
    expect(units.changed).toBe(0);
    const { total } = await ask(
      'runs.compareUnits',
      { before: run2025, after: again, changedOnly: true },
      data,
    );
    expect(total).toBe(0);
  });

  it('after one value was changed differ by exactly that', async () => {
    const data = copyOffice(folder);
    const before = await runTownships(data, '2026');
    const put = { cycle: '2026', bodyUscc: jiashan, leaf: 'A2.3', item: 'level', role: 'assessor' } as const;
    const explained = await ask('runs.explain', { run: before, subject: jiashan }, data);
    const was = explained.nodes.find(({ code }) => code === 'A2.3');
    // 2 points: level 0 gives 0.00, level 5 the whole 2.00.
    const value = was?.published === '0.00' ? '5' : '0';
    await ask('entries.put', { ...put, value }, data);
    const after = await runTownships(data, '2026');
    const changed = await ask('runs.compareUnits', { before, after, changedOnly: true }, data);
    const gain = value === '5' ? '2.00' : `-${was?.published}`;
    expect(changed.rows.find(({ code }) => code === jiashan)).toMatchObject({ scoreChange: gain });
    const detail = await ask('runs.compareSubject', { before, after, subject: jiashan }, data);
    expect(
      detail.nodes.filter((node) => node.changed).map(({ code, pointsChange }) => [code, pointsChange]),
    ).toEqual([
      ['A', gain],
      ['A2', gain],
      ['A2.3', gain],
    ]);
    expect(detail.values).toMatchObject([{ leaf: 'A2.3', item: 'level', after: value }]);
    expect(detail.decisions).toEqual([]);
  });
});
