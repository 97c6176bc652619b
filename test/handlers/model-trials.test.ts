/**
 * 试算 and 稳健性 on a model small enough to be worked out by hand. Two branches of one indicator each share 100 points; an
 * indicator earns value / 100 of its points, rounded to two decimals:
 *
 *          A1  B1   equal weights    A doubled (66.67 : 33.33)
 *   甲山    90  50   45 + 25 = 70     60    + 16.67 = 76.67
 *   乙水    60  84   30 + 42 = 72     40    + 28    = 68.00
 *   丙岭    40  40   20 + 20 = 40     26.67 + 13.33 = 40.00
 */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Client, OperationInput } from '#shared/contract/client.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import { databaseContent } from '../support/database-content.ts';
import { failureOf } from '../support/failure-of.ts';
import { copyOffice, county, makeOffice, withOffice } from '../support/offices.ts';
import { inner, leaf, modelOf } from '../support/small-models.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';

const folder = path.join(sharedTemporaryFolder(), 'county');
const linear = { method: 'linear', value: 'x', worst: 0, best: 100 } as const;
const branches = [inner('A', { name: '甲类' }), inner('B', { name: '乙类' })];
const a1 = leaf('A1', linear, { parent: 'A' });
const b1 = leaf('B1', linear, { parent: 'B' });
const first: ModelDocument = modelOf([...branches, a1, b1], {
  penalty: { cap: 10, items: [{ code: 'P', name: '减分', points: 5 }] },
  vetoes: [{ code: 'V', name: '否决', scoreAtMost: 59 }],
});
/** B1 became 是/否, A1 gave way to A2, and neither the penalty nor the veto is there any more. */
const second: ModelDocument = modelOf(
  [
    ...branches,
    leaf('A2', linear, { parent: 'A', name: '新指标' }),
    leaf('B1', { method: 'boolean', item: 'x' }, { parent: 'B', name: '有无' }),
  ],
  { version: '2.0.0' },
);
const cycle = 'T';
const model = { code: 'TEST', version: '1.0.0' };
const values = [
  [90, 50],
  [60, 84],
  [40, 40],
] as const;
let codes: string[] = [];

const ask = <Answer>(work: (client: Client) => Promise<Answer>, data = folder): Promise<Answer> =>
  withOffice(data, ({ client }) => work(client));

const simulate = (more: Partial<OperationInput<'models.simulate'>> = {}, data = folder) =>
  ask((client) => client.call('models.simulate', { cycle, model, ...more }), data);

beforeAll(async () => {
  await makeOffice(folder, county, true);
  await ask(async (client) => {
    for (const document of [first, second]) {
      const { stored } = await client.call('models.import', { document: JSON.stringify(document) });
      expect(stored).not.toBeNull();
    }
    const { units } = await client.call('cycles.read', { cycle: '2025' });
    codes = units.slice(0, 3).map(({ bodyUscc }) => bodyUscc);
    await client.call('cycles.create', {
      ...{ code: cycle, name: '试', year: 2026, periodFrom: '2026-01-01', periodTo: '2026-12-31' },
      units: [{ modelCode: 'TEST', modelVersion: '1.0.0', usccs: codes }],
    });
    for (const [at, of] of values.entries()) {
      for (const [column, value] of of.entries()) {
        const place = { leaf: column === 0 ? 'A1' : 'B1', item: 'x', role: 'assessor' as const };
        await client.call('entries.put', { cycle, bodyUscc: codes[at] ?? '', ...place, value });
      }
    }
  });
});

/** Score and rank of the three units, before and after. */
const standings = ({ units }: Awaited<ReturnType<typeof simulate>>) =>
  codes.map((code) => {
    const unit = units.find((one) => one.code === code);
    return [unit?.before.score, unit?.before.rank, unit?.after.score, unit?.after.rank];
  });

describe('models.simulate', () => {
  it('without other weights says what the cycle says', async () => {
    const answer = await simulate();
    expect(standings(answer)).toEqual([
      ['70.00', 2, '70.00', 2],
      ['72.00', 1, '72.00', 1],
      ['40.00', 3, '40.00', 3],
    ]);
    expect(answer).toMatchObject({ base: model, model, findings: [] });
    expect(answer.moved).toEqual({ ranked: 3, rank: 0, most: 0, grade: 0, scored: 0, tau: 1 });
  });

  it('with one weight doubled lets two units change places', async () => {
    const answer = await simulate({ weights: [{ code: 'A', weight: '2' }] });
    expect(standings(answer)).toEqual([
      ['70.00', 2, '76.67', 1],
      ['72.00', 1, '68.00', 2],
      ['40.00', 3, '40.00', 3],
    ]);
    expect(answer.units.map(({ code }) => code)).toEqual(codes);
    // Of the three pairs one turned round: (2 − 1) / 3.
    expect(answer.moved).toEqual({
      ...{ ranked: 3, rank: 2, most: 1, grade: 0, scored: 0 },
      tau: expect.closeTo(1 / 3, 12),
    });
    expect(
      answer.nodes.map(({ code, before, after }) => [code, before?.points, after.share, after.points]),
    ).toEqual([
      ['A', '50.00', '66.67%', '66.67'],
      ['A1', '50.00', '100%', '66.67'],
      ['B', '50.00', '33.33%', '33.33'],
      ['B1', '50.00', '100%', '33.33'],
    ]);
  });

  it('tells a grade that changed while nobody moved', async () => {
    // A : B = 1 : 9, so 10 and 90 points: 9 + 45 = 54 is below 良 (60); 6 + 75.6 = 81.6; 4 + 36 = 40.
    const answer = await simulate({ weights: [{ code: 'B', weight: '9.0' }] });
    expect(standings(answer).map(([, , score]) => score)).toEqual(['54.00', '81.60', '40.00']);
    expect(answer.moved).toEqual({ ranked: 3, rank: 0, most: 0, grade: 1, scored: 0, tau: 1 });
    const changed = answer.units.find(({ code }) => code === codes[0]);
    expect([changed?.before.gradeName, changed?.after.gradeName]).toEqual(['良', '差']);
  });

  it('leaves out what the tried version has no place for, and says so', async () => {
    const data = copyOffice(folder);
    await ask(async (client) => {
      for (const [kind, code] of [
        ['adjustment', 'P'],
        ['veto', 'V'],
      ] as const) {
        const place = { cycleCode: cycle, bodyUscc: codes[0] ?? '', kind, code, count: '1' };
        await client.call('decisions.put', { ...place, reason: '（虚构）' });
      }
    }, data);
    const answer = await simulate({ model: { code: 'TEST', version: '2.0.0' } }, data);
    // 70 − 5 = 65, at most 59 by the veto, and vetoed units stand last; under the tried version nobody has a value.
    expect(standings(answer)).toEqual([
      ['59.00', 3, '0.00', 1],
      ['72.00', 1, '0.00', 1],
      ['40.00', 2, '0.00', 1],
    ]);
    expect(
      answer.findings.map(({ code, leaf: of, params }) => [code, of ?? params.code, params.units ?? null]),
    ).toEqual([
      ['trial.valuesUnfit', 'B1', 3],
      ['trial.decisionGone', 'P', 1],
      ['trial.decisionGone', 'V', 1],
      ['trial.leafGone', 'A1', 3],
      ['trial.leafWithoutData', 'A2', null],
      ['trial.leafWithoutData', 'B1', null],
    ]);
    expect(answer.nodes.map(({ code, before }) => [code, before?.points ?? null])).toEqual([
      ['A', '50.00'],
      ['A2', null],
      ['B', '50.00'],
      ['B1', '50.00'],
    ]);
  });

  it('tries a draft against the version that it is based on, and sees what is entered meanwhile', async () => {
    const data = copyOffice(folder);
    await ask(async (client) => {
      const { id } = await client.call('modelDrafts.create', {
        ...{ from: model, code: 'OTHER', name: '另一套', version: '1.0.0' },
        weights: [{ code: 'A', weight: 2 }],
      });
      const tried = { cycle, model: { draft: id } };
      const before = await client.call('models.simulate', tried);
      expect(standings(before)[0]).toEqual(['70.00', 2, '76.67', 1]);
      expect(before.nodes[0]).toMatchObject({
        before: { weight: '1' },
        own: { weight: '2' },
        after: { weight: '2' },
      });
      const place = { leaf: 'B1', item: 'x', role: 'assessor' as const, value: 80 };
      await client.call('entries.put', { cycle, bodyUscc: codes[0] ?? '', ...place });
      // 45 + 40 = 85; 60 + 26.67 = 86.67.
      expect(standings(await client.call('models.simulate', tried))[0]).toEqual(['85.00', 1, '86.67', 1]);
    }, data);
  });

  it('refuses what is not there, and weights that are none', async () => {
    const failure = async (more: Partial<OperationInput<'models.simulate'>>) =>
      (await failureOf(simulate(more))).code;
    expect(await failure({ cycle: 'nowhere' })).toBe('cycle.unknown');
    expect(await failure({ model: { code: 'NONE' } })).toBe('model.unknown');
    expect(await failure({ model: { code: 'DEPT-2026' } })).toBe('trial.noUnits');
    expect(await failure({ weights: [{ code: 'Z', weight: '1' }] })).toBe('trial.nodeUnknown');
    for (const weight of ['0', '-1', '1e3', '', '0.1234567890123456']) {
      expect([weight, await failure({ weights: [{ code: 'A', weight }] })]).toEqual([
        weight,
        'operation.invalidInput',
      ]);
    }
  });
});

/**
 * Points that a person gives outright stand out of what the indicator is worth. 40 of 50 are a rate of 80 %, which a trial
 * holds: with B half again as heavy as both before (25 : 75), A gives 80 % of 25 = 20, and B 50 % of 75 = 37.5.
 */
describe('points given outright', () => {
  const data = () => copyOffice(folder);
  const manual = modelOf([leaf('A', { method: 'manual', item: 'x' }), leaf('B', linear)], { code: 'GIVEN' });
  const given = { code: 'GIVEN', version: '1.0.0' };

  it('keep their rate whatever the indicator is worth, in a draft too', async () => {
    await ask(async (client) => {
      await client.call('models.import', { document: JSON.stringify(manual) });
      await client.call('cycles.create', {
        ...{ code: 'G', name: '直接给分', year: 2026, periodFrom: '2026-01-01', periodTo: '2026-12-31' },
        units: [{ modelCode: 'GIVEN', modelVersion: '1.0.0', usccs: codes.slice(0, 2) }],
      });
      for (const [at, scores] of [
        [40, 50],
        [0.1, 0],
      ].entries()) {
        for (const [column, value] of scores.entries()) {
          const place = { leaf: column === 0 ? 'A' : 'B', item: 'x', role: 'assessor' as const };
          await client.call('entries.put', { cycle: 'G', bodyUscc: codes[at] ?? '', ...place, value });
        }
      }
      const scores = async (asked: Partial<OperationInput<'models.simulate'>>) => {
        const answer = await client.call('models.simulate', { cycle: 'G', model: given, ...asked });
        const scoreOf = (code: string | undefined) =>
          answer.units.find((unit) => unit.code === code)?.after.score;
        return [scoreOf(codes[0]), scoreOf(codes[1])];
      };
      // 0.1 of 50 are 0.2 %.
      expect(await scores({})).toEqual(['65.00', '0.10']);
      expect(await scores({ weights: [{ code: 'B', weight: '3' }] })).toEqual(['57.50', '0.05']);
      // 80 % of 75 = 60, and 50 % of 25.
      expect(await scores({ weights: [{ code: 'A', weight: '3' }] })).toEqual(['72.50', '0.15']);

      const weights = [{ code: 'B', weight: 3 }];
      const begin = { from: given, code: 'GIVEN', name: '草稿', version: '1.1.0', weights };
      const { id: draft } = await client.call('modelDrafts.create', begin);
      expect(await scores({ model: { draft } })).toEqual(['57.50', '0.05']);
      // 6 : 3 is 66.67 : 33.33, so 53.33 + 16.67; and 0.2 % of 66.67.
      const back = [{ code: 'A', weight: '6' }];
      expect(await scores({ model: { draft }, weights: back })).toEqual(['70.00', '0.13']);
      const { findings } = await client.call('models.simulate', { cycle: 'G', model: { draft } });
      expect(findings).toMatchObject([{ code: 'trial.ratesHeld', leaf: 'A', params: { units: 2 } }]);
      const shaken = await client.call('models.sensitivity', {
        cycle: 'G',
        model: { draft },
        spread: 0,
        runs: 100,
      });
      expect(shaken.units.map(({ score }) => score)).toEqual(['57.50', '0.05']);
    }, data());
  });
});

describe('models.sensitivity', () => {
  const sensitivity = (more: Partial<OperationInput<'models.sensitivity'>> = {}) =>
    ask((client) => client.call('models.sensitivity', { cycle, model, ...more }));

  it('without any spread is the exact ranking, and says which indicator the ranking hangs on', async () => {
    const answer = await sensitivity({ spread: 0, runs: 100 });
    expect(answer.units.map(({ code, rank, score, gradeName }) => [code, rank, score, gradeName])).toEqual([
      [codes[1], 1, '72.00', '良'],
      [codes[0], 2, '70.00', '良'],
      [codes[2], 3, '40.00', '差'],
    ]);
    for (const { rank, p5, median, p95, mean, gradeKept, rankShares } of answer.units) {
      expect([p5, median, p95, mean, gradeKept]).toEqual([rank, rank, rank, rank, 1]);
      expect(rankShares).toEqual([{ rank, share: 1 }]);
    }
    // A1 alone: 90, 60, 40, so the first two change places, tau (2 − 1) / 3. B1 alone: 50, 84, 40, as it is.
    expect(answer.leaves.map((one) => one.leaf)).toEqual(['B1', 'A1']);
    expect(answer.leaves.map(({ tau }) => tau)).toEqual([expect.closeTo(1 / 3, 12), 1]);
    expect(answer.unranked).toEqual([]);
  });

  it('is the same for the same seed, and lets 甲山 and 乙水 change places but never 丙岭', async () => {
    // A × a, B × b: 甲山 is before 乙水 when 90a + 50b > 60a + 84b, a / b > 34 / 30; at 0.2 up to 1.5, so at times.
    const answer = await sensitivity({ runs: 500 });
    expect(await sensitivity({ runs: 500 })).toEqual(answer);
    const of = (at: number) => answer.units.find(({ code }) => code === codes[at]);
    expect(of(2)).toMatchObject({ p5: 3, p95: 3, mean: 3, gradeKept: 1 });
    const firstPlace = (at: number): number => of(at)?.rankShares.find(({ rank }) => rank === 1)?.share ?? 0;
    expect(firstPlace(0)).toBeGreaterThan(0.1);
    expect(firstPlace(0)).toBeLessThan(0.5);
    expect(firstPlace(0) + firstPlace(1)).toBeCloseTo(1, 12);
  });

  it('stops when it is told to, and writes nothing', async () => {
    const before = databaseContent(folder);
    await sensitivity({ runs: 100 });
    await simulate({ weights: [{ code: 'A', weight: '3' }] });
    const abort = new AbortController();
    const stopped = ask((client) =>
      client.call(
        'models.sensitivity',
        { cycle, model, runs: 20_000 },
        { signal: abort.signal, onProgress: () => abort.abort() },
      ),
    );
    expect((await failureOf(stopped)).code).toBe('operation.cancelled');
    expect(databaseContent(folder)).toEqual(before);
  });

  it('takes no more runs than it can make in a while', async () => {
    for (const more of [{ runs: 99 }, { runs: 20_001 }, { spread: 0.95 }, { seed: -1 }]) {
      expect((await failureOf(sensitivity(more))).code).toBe('operation.invalidInput');
    }
  });
});
