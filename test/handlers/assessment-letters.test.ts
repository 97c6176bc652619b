/** Papers that follow from grades: what they say by themselves, and one for each unit in a zip. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { fromBuffer } from 'yauzl';
import { openDatabase } from '#engine/db/open-database.ts';
import { createRunRepository } from '#engine/db/repositories/runs.ts';
import { createIdentifiers } from '#engine/runtime/identifiers.ts';
import type { Client, OperationOutput } from '#shared/contract/client.ts';
import { cycleSubjectId } from '#shared/documents/cycle-subject.ts';
import { addMonths, dayInChina } from '#shared/domain/dates.ts';
import { failureOf } from '../support/failure-of.ts';
import { copyOffice, county, jiashan, makeOffice, withOffice, xintian } from '../support/offices.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';

const cycle = '2025';
const today = dayInChina(new Date().toISOString());
const original = path.join(sharedTemporaryFolder(), 'county');

beforeAll(async () => {
  await makeOffice(original, county, true);
  const { runs } = await withOffice(original, ({ client }) => client.call('runs.execute', { cycle }));
  const db = openDatabase(original, { newId: createIdentifiers(), now: () => new Date().toISOString() });
  db.write((tx) => {
    for (const { run } of runs) {
      createRunRepository(tx).makeOfficial({ id: run.id, cycleCode: cycle, modelCode: run.modelCode });
    }
  });
  db.close();
});

type Plan = OperationOutput<'documents.preview'>['plan'];

const preview = (client: Client, document: string, unit: string | null) =>
  client.call('documents.preview', {
    document,
    subject: { kind: 'cycle', id: cycleSubjectId({ cycle, unit }) },
    fields: {},
  });

const textsOf = ({ blocks }: Plan): string =>
  blocks.map((block) => ('text' in block ? block.text : '')).join('\n');

const tablesOf = ({ blocks }: Plan): string[][][] =>
  blocks.flatMap((block) => (block.kind === 'table' ? [block.rows] : []));

/** Names of the entries of a zip. */
const entriesOf = (file: string): Promise<string[]> =>
  new Promise((resolve, reject) => {
    fromBuffer(readFileSync(file), { lazyEntries: false }, (failure, zip) => {
      if (failure !== null) return reject(failure);
      const names: string[] = [];
      zip.on('entry', ({ fileName }) => names.push(fileName));
      zip.on('end', () => resolve(names));
      zip.on('error', reject);
    });
  });

it('every paper about the cycle is complete with what the database knows', async () => {
  await withOffice(copyOffice(original), async ({ client }) => {
    for (const document of ['rankingCircular', 'commendation', 'organisationReport']) {
      expect([document, (await preview(client, document, null)).missing]).toEqual([document, []]);
    }
    const circular = (await preview(client, 'rankingCircular', null)).plan;
    expect(textsOf(circular)).toContain('考核方案（示信办〔2025〕2号）');
    // By the published ranking: three from 90, four from 80, two from 60, three below or vetoed.
    expect(textsOf(circular)).toContain('乡镇(街道)政务诚信考核模型：优秀3个、良好4个、合格2个、不合格3个');
    expect(tablesOf(circular).map((rows) => rows.length)).toEqual([8, 12]);
    const praised = tablesOf((await preview(client, 'commendation', null)).plan)[0] ?? [];
    expect(
      praised.filter(([, , group]) => group === '城区组').map(([, name, , score]) => [name, score]),
    ).toEqual([
      ['示例县子午街道办事处', '101.83'],
      ['示例县甲山镇人民政府', '98.70'],
      ['示例县丙林镇人民政府', '94.81'],
    ]);
    const reported = textsOf((await preview(client, 'organisationReport', null)).plan);
    expect(reported).toContain('示例县辛田乡人民政府（53.11分，不合格）');
  });
});

it('a unit is told its own result: points by branch that add up, and every leaf that cost points', async () => {
  await withOffice(copyOffice(original), async ({ client }) => {
    const { plan, missing } = await preview(client, 'resultNotification', xintian);
    expect(missing).toEqual([]);
    expect(textsOf(plan)).toContain(
      '你单位得分53.11分，考核等次为“不合格”，在12个单位中列第10名。\n在农村组中列第5名。',
    );
    const [branches = [], losses = []] = tablesOf(plan);
    const points = new Map(branches.map(([name = '', , got = '']) => [name, Number(got)]));
    const sixBranches = branches.slice(0, 6).reduce((sum, [, , got]) => sum + Number(got), 0);
    expect(sixBranches).toBeCloseTo(points.get('基础分') ?? 0, 2);
    const lost = losses.reduce((sum, row) => sum + Number(row[4]), 0);
    // What was lost and what was got make the hundred points of the model, but for a hundredth of rounding a leaf.
    expect(Math.abs(lost + (points.get('基础分') ?? 0) - 100)).toBeLessThan(0.48);
    const amounts = losses.map((row) => Number(row[4]));
    expect(amounts).toEqual(amounts.toSorted((a, b) => b - a));
  });
});

it('a notice to put right waits for the decision, and takes its day from the ledger', async () => {
  await withOffice(copyOffice(original), async ({ client, grantWrite }) => {
    expect((await preview(client, 'assessmentRectification', xintian)).missing).toEqual(['整改期限']);
    await client.call('consequences.propose', { cycle });
    const { rows } = await client.call('consequences.list', { cycle });
    const meant = rows.filter(({ action }) => action === 'rectification');
    await client.call('consequences.decide', {
      cycle,
      ids: meant.map(({ id }) => id),
      decision: 'adopt',
      on: today,
      handler: '王主任',
    });
    const { plan, missing } = await preview(client, 'assessmentRectification', xintian);
    expect(missing).toEqual([]);
    const [year, month, day] = addMonths(today, 1).split('-').map(Number);
    expect(textsOf(plan)).toContain(`于${year}年${month}月${day}日前将整改报告`);

    const file = path.join(temporaryFolder(), '整改通知.zip');
    const usccs = meant.flatMap(({ unit }) => unit?.uscc ?? []);
    const letters = {
      ...{ cycle, document: 'assessmentRectification', usccs, number: '示信办〔2026〕#号', firstNumber: 7 },
      format: 'docx' as const,
    };
    // The excellent unit has nothing to put right: nothing is written at all.
    const tooMany = { ...letters, usccs: [...usccs, jiashan], file: grantWrite(file) };
    expect(await failureOf(client.call('consequences.writeLetters', tooMany))).toEqual({
      code: 'document.fieldsMissing',
      params: { names: ['示例县甲山镇人民政府：整改期限'] },
    });
    const written = await client.call('consequences.writeLetters', { ...letters, file: grantWrite(file) });
    expect(written.letters).toBe(usccs.length);
    const names = await entriesOf(file);
    expect(names).toHaveLength(usccs.length);
    expect(names.some((name) => /^\d 示例县辛田乡人民政府 考核整改通知书\.docx$/.test(name))).toBe(true);
    const after = await client.call('consequences.list', { cycle });
    expect(
      after.rows.filter(({ action }) => action === 'rectification').map(({ progress }) => progress),
    ).toEqual(meant.map(() => 'documented'));
  });
});
