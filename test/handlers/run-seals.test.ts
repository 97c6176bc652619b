/** Trial runs and official ones: what may be sealed, what a seal proves, what is found when something was changed behind it. */
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#engine/db/open-database.ts';
import { createEntryRepository } from '#engine/db/repositories/entries.ts';
import { createReopeningRepository } from '#engine/db/repositories/score-reopenings.ts';
import type { WriteTx } from '#engine/db/transaction.ts';
import { createIdentifiers } from '#engine/runtime/identifiers.ts';
import type { OperationInput } from '#shared/contract/client.ts';
import type { OperationName } from '#shared/contract/registry.ts';
import { copyOffice, county, jiashan, makeOffice, withOffice } from '../support/offices.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';

const folder = path.join(sharedTemporaryFolder(), 'county');
let first = '';

const ask = <N extends OperationName>(name: N, input: OperationInput<N>, data = folder) =>
  withOffice(data, ({ client }) => client.call(name, input));

/** Runs the cycle that is still open and gives the townships' run. */
const runTownships = async (data: string, cycle = '2026'): Promise<string> => {
  const { runs } = await ask('runs.execute', { cycle }, data);
  const found = runs.find(({ run }) => run.modelCode === 'TOWNSHIP-2026');
  if (found === undefined) throw new Error('no run of the townships');
  return found.run.id;
};

/** The assessor gives 甲山镇 another level in A2.3. */
const changeLevel = (data: string, value: string) =>
  ask(
    'entries.put',
    { cycle: '2026', bodyUscc: jiashan, leaf: 'A2.3', item: 'level', role: 'assessor', value },
    data,
  );

/** Writes past the program, as somebody with another tool might. */
const tamper = (data: string, ...statements: string[]): void => {
  const database = new Sqlite(path.join(data, 'credit.db'));
  try {
    for (const statement of statements) database.exec(statement);
  } finally {
    database.close();
  }
};

beforeAll(async () => {
  await makeOffice(folder, county, true);
  first = await runTownships(folder);
});

describe('a trial run', () => {
  it('is removed with everything that hangs on it, and leaves a line in the log', async () => {
    const data = copyOffice(folder);
    const second = await runTownships(data);
    expect(await ask('runs.remove', { runs: [first] }, data)).toEqual({ removed: 1 });
    const { runs } = await ask('runs.list', { cycle: '2026' }, data);
    expect(runs.map(({ id }) => id)).toContain(second);
    expect(runs.map(({ id }) => id)).not.toContain(first);
    await expect(ask('runs.overview', { run: first }, data)).rejects.toMatchObject({ code: 'run.unknown' });
    const checked = await ask('system.check', {}, data);
    expect(checked.findings).toEqual([]);
  });

  it('is kept when one of several that are to be removed cannot be', async () => {
    const data = copyOffice(folder);
    const second = await runTownships(data);
    await ask('runs.seal', { run: second, kind: 'official' }, data);
    await expect(ask('runs.remove', { runs: [first, second] }, data)).rejects.toMatchObject({
      code: 'run.sealed',
    });
    const { runs } = await ask('runs.list', { cycle: '2026' }, data);
    expect(runs.map(({ id }) => id)).toContain(first);
  });

  it('says what has changed since, value by value, and is fresh again when it is put back', async () => {
    const data = copyOffice(folder);
    const before = await ask('runs.staleness', { run: first }, data);
    expect(before).toEqual({ stale: false, modelNow: null, count: 0, changes: [] });
    const sheet = await ask('runs.explain', { run: first, subject: jiashan }, data);
    const level = sheet.nodes.find(({ code }) => code === 'A2.3')?.values[0]?.value;
    await changeLevel(data, level === '0' ? '1' : '0');
    const after = await ask('runs.staleness', { run: first }, data);
    expect(after).toMatchObject({
      stale: true,
      count: 1,
      changes: [{ kind: 'value', subject: jiashan, leaf: 'A2.3', item: 'level', before: level }],
    });
    await changeLevel(data, String(level));
    expect((await ask('runs.staleness', { run: first }, data)).stale).toBe(false);
  });
});

describe('sealing', () => {
  it('makes a run the one that counts; another may take its place before the notice and both stay', async () => {
    const data = copyOffice(folder);
    const { run } = await ask(
      'runs.seal',
      { run: first, kind: 'official', documentNo: '示信办〔2027〕1号' },
      data,
    );
    expect(run).toMatchObject({
      official: true,
      seal: { kind: 'official', reason: null, documentNo: '示信办〔2027〕1号', supersedes: null },
    });
    await expect(ask('runs.seal', { run: first, kind: 'official' }, data)).rejects.toMatchObject({
      code: 'run.alreadySealed',
    });
    const second = await runTownships(data);
    await ask('runs.seal', { run: second, kind: 'official' }, data);
    const { runs } = await ask('runs.list', { cycle: '2026' }, data);
    const of = (id: string) => runs.find((one) => one.id === id);
    expect(of(second)).toMatchObject({ official: true, seal: { supersedes: first, supersededBy: null } });
    expect(of(first)).toMatchObject({ official: false, seal: { kind: 'official', supersededBy: second } });
  });

  it('is refused when anything has changed since the run', async () => {
    const data = copyOffice(folder);
    await changeLevel(data, '0');
    await expect(ask('runs.seal', { run: first, kind: 'official' }, data)).rejects.toMatchObject({
      code: 'run.stale',
      params: { units: ['示例县甲山镇人民政府'] },
    });
  });

  it('asks for a reason for texts that were never valid, and keeps it with the seal', async () => {
    const data = copyOffice(folder);
    // Typed by the unit in place of its figure: kept, but no number, so the leaf has no value of it.
    const cell = { bodyUscc: jiashan, leaf: 'A1.1', item: 'n', role: 'self' } as const;
    const put = await ask('entries.putMany', { cycle: '2026', cells: [{ ...cell, text: '两三处' }] }, data);
    expect(put.cells.map(({ outcome }) => outcome)).toEqual(['draft']);
    const run = await runTownships(data);
    const { held } = await ask('runs.sealCheck', { run }, data);
    expect(held).toContainEqual({ exception: 'drafts', count: 1, units: ['示例县甲山镇人民政府'] });
    const rest = Object.fromEntries(
      held.filter(({ exception }) => exception !== 'drafts').map(({ exception }) => [exception, '已核实']),
    );
    const seal = (accepted: OperationInput<'runs.seal'>['accepted']) =>
      ask('runs.seal', { run, kind: 'official', accepted }, data);
    await expect(seal(rest)).rejects.toMatchObject({
      code: 'run.sealHeld',
      params: { held: [{ what: '填写有误、没有计分的数据', count: 1 }] },
    });
    const sealed = await seal({ ...rest, drafts: '以核实的数据为准' });
    expect(sealed.run.seal?.reason).toContain('填写有误、没有计分的数据 1 处：以核实的数据为准');
  });

  it('names units without a score, and goes on only with a reason for them', async () => {
    const data = copyOffice(folder);
    await ask(
      'cycles.create',
      {
        code: '2027',
        name: '2027',
        year: 2027,
        periodFrom: '2027-01-01',
        periodTo: '2027-12-31',
        units: [{ modelCode: 'TOWNSHIP-2026', usccs: [jiashan] }],
      },
      data,
    );
    const run = await runTownships(data, '2027');
    const checked = await ask('runs.sealCheck', { run }, data);
    expect(checked.held).toEqual([{ exception: 'incomplete', count: 1, units: ['示例县甲山镇人民政府'] }]);
    await expect(ask('runs.seal', { run, kind: 'official' }, data)).rejects.toMatchObject({
      code: 'run.sealHeld',
      params: { held: [{ count: 1, units: ['示例县甲山镇人民政府'] }] },
    });
    const accepted = { incomplete: '年内撤并，不再考核' };
    const sealed = await ask('runs.seal', { run, kind: 'official', accepted }, data);
    expect(sealed.run.seal?.reason).toContain('年内撤并，不再考核');
  });

  it('of a final result is a correction, with a reason and who approved it', async () => {
    const data = copyOffice(folder);
    const done = await runTownships(data, '2025');
    // The sample's 2025 is final and was never sealed: the first seal is the official one.
    await expect(
      ask('runs.seal', { run: done, kind: 'correction', reason: '更正' }, data),
    ).rejects.toMatchObject({
      code: 'run.sealKind',
    });
    await ask('runs.seal', { run: done, kind: 'official' }, data);
    const again = await runTownships(data, '2025');
    const seal = (more: Partial<OperationInput<'runs.seal'>>) =>
      ask('runs.seal', { run: again, kind: 'correction', ...more }, data);
    await expect(seal({ kind: 'official' })).rejects.toMatchObject({ code: 'run.sealKind' });
    await expect(seal({})).rejects.toMatchObject({ code: 'run.sealReason', params: { what: 'reason' } });
    await expect(seal({ reason: '计算有误' })).rejects.toMatchObject({ params: { what: 'approvedBy' } });
    const { run } = await seal({ reason: '计算有误', approvedBy: '县考核领导小组' });
    expect(run.seal).toMatchObject({ kind: 'correction', supersedes: done, approvedBy: '县考核领导小组' });
  });

  it('of a published result names what was changed without a recheck or a correction', async () => {
    const data = copyOffice(folder);
    const done = await runTownships(data, '2025');
    await ask('runs.seal', { run: done, kind: 'official' }, data);
    /** What only an open recheck or correction lets people do: written straight into the tables. */
    const write = (work: (tx: WriteTx) => void): void => {
      const database = openDatabase(data, {
        newId: createIdentifiers(),
        now: () => new Date().toISOString(),
      });
      try {
        database.write(work);
      } finally {
        database.close();
      }
    };
    const [leaf, item] = ['A2.3', 'level'];
    const place = { cycleCode: '2025', bodyUscc: jiashan, leaf };
    write((tx) => {
      const cell = { ...place, item, role: 'finalReview' as const, value: '1', note: null, evidence: null };
      createEntryRepository(tx).upsert(cell);
    });
    const again = await runTownships(data, '2025');
    const correction = {
      ...{ run: again, kind: 'correction' as const },
      ...{ reason: '案卷抽查有误', approvedBy: '县考核领导小组' },
    };
    await expect(ask('runs.seal', correction, data)).rejects.toMatchObject({
      code: 'run.sealHeld',
      params: { held: [{ count: 1, units: ['示例县甲山镇人民政府'] }] },
    });
    write((tx) => {
      createReopeningRepository(tx).open({
        ...place,
        ...{ kind: 'correction', reason: '案卷抽查有误', approvedBy: '县考核领导小组' },
        ...{ documentNo: null, sourceRow: null, openedBy: 'local' },
      });
    });
    expect((await ask('runs.seal', correction, data)).run.seal?.kind).toBe('correction');
    // Both results stay, and both can be proved.
    for (const run of [done, again]) expect((await ask('runs.verify', { run }, data)).same).toBe(true);
  });
});

describe('proving a run', () => {
  it('gives the same bytes', async () => {
    const { run, same, digest, findings } = await ask('runs.verify', { run: first });
    expect([same, findings]).toEqual([true, []]);
    expect(digest).toBe(run.resultDigest);
  });

  it.each([
    [
      'a score in the tables that pages read',
      [`UPDATE run_subjects SET score = score + 10000000000 WHERE subject = '${jiashan}'`],
      ['run.verify.tablesDiffer'],
    ],
    [
      'a value in the data that was scored',
      [
        'DROP TRIGGER runs_stay',
        `UPDATE runs SET data = replace(data, '示例县甲山镇人民政府', '示例县甲山镇')`,
      ],
      ['run.verify.dataChanged', 'run.verify.differs'],
    ],
    [
      'the result with its digest, but not the log',
      [
        'DROP TRIGGER runs_stay',
        `UPDATE runs SET result = replace(result, '"rank":1,', '"rank":2,'), result_sha256 = '${'a'.repeat(64)}'`,
      ],
      ['run.verify.resultChanged', 'run.verify.differs', 'run.verify.tablesDiffer', 'run.verify.logDiffers'],
    ],
  ])('finds that somebody changed %s', async (_what, statements, codes) => {
    const data = copyOffice(folder);
    tamper(data, ...statements);
    const { same, findings } = await ask('runs.verify', { run: first }, data);
    expect(same).toBe(false);
    expect(findings.map(({ code }) => code)).toEqual(codes);
  });
});
