/** `cycle` and `assess`: what is assessed, what was entered and decided, and why a unit has its score. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { countRows, databaseContent } from '../support/database-content.ts';
import { copyOffice, county, jiashan, makeOffice, xintian } from '../support/offices.ts';
import { askCli, type CliFailure, runCli } from '../support/run-cli.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';

interface Assessed {
  runs: {
    run: { id: string; modelCode: string; resultDigest: string; subjects: number; complete: number };
    ranking: { code: string; name: string; status: string; score: string | null; rank: number | null }[];
  }[];
  findings: { code: string; severity: string }[];
}

const folder = path.join(sharedTemporaryFolder(), 'county');

beforeAll(() => makeOffice(folder, county, true));

const on = (data: string, cycle: string): string[] => ['--data', data, '--cycle', cycle];

describe('cycle', () => {
  it('is created with units, shown, listed and moved on', async () => {
    const data = copyOffice(folder);
    const made = await askCli<{ cycle: Record<string, unknown>; units: number }>([
      ...[
        'cycle',
        'create',
        '2027',
        '--data',
        data,
        '--model',
        'TOWNSHIP-2026',
        '--plan',
        '示信办〔2027〕1号',
      ],
    ]);
    // Twelve townships; the model is made for towns and subdistricts.
    expect(made.units).toBe(12);
    expect(made.cycle).toMatchObject({
      code: '2027',
      name: '2027年度政务诚信考核',
      year: 2027,
      periodFrom: '2027-01-01',
      periodTo: '2027-12-31',
      status: 'draft',
      planDocumentNo: '示信办〔2027〕1号',
    });
    const { units } = await askCli<{ units: { bodyUscc: string; modelCode: string }[] }>([
      'cycle',
      'show',
      ...on(data, '2027'),
    ]);
    expect(units).toHaveLength(12);
    expect(units.map(({ bodyUscc }) => bodyUscc)).toEqual(expect.arrayContaining([jiashan, xintian]));
    // The eight departments join with a model of their own, and the office itself, which is a department too.
    const joined = ['cycle', 'units', ...on(data, '2027'), '--model', 'DEPT-2026'];
    expect(await askCli(joined)).toEqual({ units: 21 });
    await askCli(['cycle', 'status', 'issued', ...on(data, '2027')]);
    const { cycles } = await askCli<{ cycles: { code: string; status: string; units: number }[] }>([
      'cycle',
      'list',
      '--data',
      data,
    ]);
    expect(cycles.map(({ code, status, units: count }) => [code, status, count])).toContainEqual([
      '2027',
      'issued',
      21,
    ]);
    expect((await runCli(['cycle', 'list', '--data', data])).stdout).toContain('已下发');
  });

  it.each<[what: string, words: string[], code: string]>([
    ['a code that is taken', ['create', '2026'], 'cycle.codeTaken'],
    ['a code with spaces', ['create', '20 27'], 'operation.invalidInput'],
    [
      'a period that runs back',
      ['create', '2027', '--from', '2027-12-31', '--to', '2027-01-01'],
      'cycle.periodInvalid',
    ],
    ['a day that does not exist', ['create', '2027', '--from', '2027-02-30'], 'cycle.periodInvalid'],
    [
      'an unknown body',
      ['create', '2027', '--model', 'TOWNSHIP-2026', '--unit', '91990101MA00000000'],
      'body.unknown',
    ],
    ['an unknown model', ['create', '2027', '--model', 'NONE'], 'model.unknown'],
    ['a model without its legal basis', ['create', '2027', '--model', 'OFFICIAL-1000'], 'model.disabled'],
    ['an unknown cycle', ['show', '--cycle', '1999'], 'cycle.unknown'],
  ])('refuses %s with status 2 and changes nothing', async (_, words, code) => {
    const before = databaseContent(folder);
    const result = await runCli<CliFailure>(['cycle', ...words, '--data', folder, '--json']);
    expect([result.status, result.json.error.code]).toEqual([2, code]);
    expect(result.stderr).toMatch(/[\u4e00-\u9fff]{4}/);
    // No word of a schema: the clerk did not write one.
    expect(result.stderr).not.toMatch(/expected|Invalid|string|regex/);
    expect(databaseContent(folder)).toEqual(before);
  });
});

describe('values and decisions', () => {
  it('are entered for a role and change the score, or are refused by the model', async () => {
    const data = copyOffice(folder);
    const enter = (...words: string[]) => [
      'cycle',
      'enter',
      ...words,
      '--unit',
      xintian,
      ...on(data, '2026'),
    ];
    // A2.3 is judged on levels 0 to 5, 0.2 of the points each.
    const scoreOf = async (): Promise<string | undefined> => {
      const why = await runCli(['assess', ...on(data, '2026'), '--why', xintian]);
      return / A2\.3 \S+ +([\d.]+)\//.exec(why.stdout)?.[1];
    };
    expect(await askCli(enter('A2.3', 'level', '5', '--text'))).toMatchObject({ stored: true });
    const best = Number(await scoreOf());
    expect(await askCli(enter('A2.3', 'level', '0', '--text'))).toMatchObject({ stored: true });
    expect(best).toBeGreaterThan(0);
    expect(Number(await scoreOf())).toBe(0);

    const before = databaseContent(data).entries;
    const refused = await askCli<{ stored: boolean; findings: { severity: string }[] }>(
      enter('A2.3', 'level', '9', '--text'),
      1,
    );
    expect(refused.stored).toBe(false);
    expect(refused.findings[0]?.severity).toBe('error');
    expect(databaseContent(data).entries).toEqual(before);
  });

  it('are closed with the cycle', async () => {
    const before = databaseContent(folder);
    const words = ['cycle', 'enter', 'A1.1', 'n', '1', '--unit', jiashan, ...on(folder, '2025'), '--json'];
    const result = await runCli<CliFailure>(words);
    expect([result.status, result.json.error.code]).toEqual([2, 'cycle.closed']);
    expect(databaseContent(folder)).toEqual(before);
  });

  it('of the assessor are noted with their reason, and taken back', async () => {
    const data = copyOffice(folder);
    const totalOf = async (): Promise<number> => {
      const { runs } = await askCli<Assessed>(['assess', ...on(data, '2026')], await statusOf(data));
      const rows = runs.flatMap(({ ranking }) => ranking);
      return Number(rows.find(({ code }) => code === '11990101MB9A01017M')?.score);
    };
    const decide = (count: string): Promise<unknown> =>
      askCli([
        ...[
          'cycle',
          'decide',
          'G1.2',
          '--kind',
          'adjustment',
          '--count',
          count,
          '--reason',
          '省级表扬（虚构）',
        ],
        ...['--unit', '11990101MB9A01017M', ...on(data, '2026')],
      ]);
    await decide('0');
    const without = await totalOf();
    await decide('1');
    const withBonus = await totalOf();
    expect(withBonus).toBeGreaterThanOrEqual(without);
    expect(databaseContent(data).decisions?.join()).toContain('省级表扬（虚构）');
    const unknown = ['cycle', 'decide', 'Z9', '--kind', 'veto', '--reason', '试', '--unit', jiashan];
    const result = await runCli<CliFailure>([...unknown, ...on(data, '2026'), '--json']);
    expect([result.status, result.json.error.code]).toEqual([2, 'decision.codeUnknown']);
  });
});

/** 1 while units lack values, else 0. */
const statusOf = async (data: string): Promise<number> =>
  (await runCli(['assess', ...on(data, '2026')])).status ?? -1;

describe('assess', () => {
  it('stores one run for each model, the same result each time', async () => {
    const data = copyOffice(folder);
    const first = await askCli<Assessed>(['assess', ...on(data, '2025')]);
    expect(first.runs.map(({ run }) => [run.modelCode, run.subjects, run.complete])).toEqual([
      ['DEPT-2026', 8, 8],
      ['TOWNSHIP-2026', 12, 12],
    ]);
    expect(countRows(data, 'runs')).toBe(2);
    const second = await askCli<Assessed>(['assess', ...on(data, '2025')]);
    expect(second.runs.map(({ run }) => run.resultDigest)).toEqual(
      first.runs.map(({ run }) => run.resultDigest),
    );
    for (const { ranking } of first.runs) {
      // Ranks follow the scores, but the sample's one vetoed unit comes last.
      const ranked = ranking.filter(({ code }) => code !== '11990101MB9A01113Y');
      if (ranked.length < ranking.length) expect(ranking.at(-1)?.code).toBe('11990101MB9A01113Y');
      const scores = ranked.map(({ score }) => Number(score));
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    }
  });

  it('ends with 1 and says what is missing while units lack values', async () => {
    const data = copyOffice(folder);
    await askCli(['cycle', 'create', '2027', '--data', data, '--model', 'TOWNSHIP-2026', '--unit', jiashan]);
    const { runs } = await askCli<Assessed>(['assess', ...on(data, '2027')], 1);
    expect(runs[0]?.ranking).toEqual([
      expect.objectContaining({ code: jiashan, status: 'incomplete', score: null, rank: null }),
    ]);
    const plain = await runCli(['assess', ...on(data, '2027')]);
    expect(plain.status).toBe(1);
    expect(plain.stdout).toContain('数据不全，未评');
  });

  it('makes the run the official one, which can be proved at any time', async () => {
    const data = copyOffice(folder);
    await askCli(['assess', ...on(data, '2025'), '--seal']);
    const listed = await runCli(['runs', 'list', '--data', data]);
    expect(listed.stdout.match(/正式结果/g)).toHaveLength(2);
    const proved = await runCli(['runs', 'verify', '--data', data]);
    expect([proved.status, proved.stdout.match(/ 一致 /g)]).toEqual([0, [' 一致 ', ' 一致 ']]);
    // 2025 is final: what is sealed after it is a correction, and that needs its reason and approval.
    const again = await runCli<CliFailure>(['assess', ...on(data, '2025'), '--seal', '--json']);
    expect([again.status, again.json.error.code]).toEqual([2, 'run.sealReason']);
    const approved = ['--reason', '数据更正（虚构）', '--approved-by', '考核领导小组'];
    const { runs } = await askCli<{ runs: { run: { official: boolean; seal: { kind: string } } }[] }>([
      ...['assess', ...on(data, '2025'), '--seal'],
      ...approved,
    ]);
    expect(runs.map(({ run }) => [run.official, run.seal.kind])).toEqual([
      [true, 'correction'],
      [true, 'correction'],
    ]);
  });

  it('says why, down to the records behind a number', async () => {
    const plain = await runCli(['assess', ...on(folder, '2025'), '--why', xintian]);
    expect(plain.status).toBe(0);
    expect(plain.stdout).toMatch(/示例县辛田乡人民政府 为何得 [\d.]+ 分：/);
    expect(plain.stdout).toMatch(/ · \S+：.*〔\d{4}〕\d+号|示0101/);
  });

  it('refuses a cycle without units, and one that does not exist', async () => {
    const data = copyOffice(folder);
    await askCli(['cycle', 'create', '2027', '--data', data]);
    const before = databaseContent(data);
    for (const [cycle, code] of [
      ['2027', 'cycle.noUnits'],
      ['1999', 'cycle.unknown'],
    ] as const) {
      const result = await runCli<CliFailure>(['assess', ...on(data, cycle), '--json']);
      expect([result.status, result.json.error.code]).toEqual([2, code]);
    }
    expect(databaseContent(data)).toEqual(before);
  });
});

it('ends with 70 and changes nothing when something breaks inside', async () => {
  // A fault planted before the program starts: its clock fails.
  const fault = path.join(temporaryFolder(), 'fault.cjs');
  writeFileSync(fault, "performance.now = () => { throw new Error('planted fault'); };\n");
  const before = databaseContent(folder);
  const words = ['assess', ...on(folder, '2025'), '--json'];
  const result = await runCli<CliFailure>(words, { nodeOptions: ['--require', fault] });
  expect([result.status, result.json.error.code]).toEqual([70, 'engine.internal']);
  // The words name a reference; the cause stands beside it on stderr, for support.
  const reference = String(result.json.error.params.reference);
  expect(result.json.error.message).toContain(reference);
  expect(result.stderr).toContain(`[${reference}]`);
  expect(result.stderr).toContain('planted fault');
  expect(result.json.error.message).not.toContain('planted fault');
  expect(databaseContent(folder)).toEqual(before);
});
