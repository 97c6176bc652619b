/** `package`: sealed by a township, refused when anything about it is not in order, merged by its county once. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { PackageManifest } from '#engine/packages/manifest.ts';
import { inspectPackage, verifyPackage } from '#engine/packages/open-package.ts';
import { readTable } from '#engine/packages/read-package.ts';
import { sealPackage } from '#engine/packages/seal-package.ts';
import { readSigningKey } from '#engine/packages/signing-key.ts';
import { databaseContent } from '../support/database-content.ts';
import {
  copyOffice,
  county,
  jiashan,
  makeFilledTownship,
  makeOffice,
  sample,
  township,
  verifiedValues,
  withOffice,
} from '../support/offices.ts';
import { askCli, type CliFailure, runCli } from '../support/run-cli.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';

interface PackageView {
  id: string;
  kind: string;
  sender: { name: string };
  cycle: string;
  counts: Record<string, number>;
  size: number;
  sha256: string;
  fingerprint: string;
}
interface Counts {
  inserted: number;
  updated: number;
  unchanged: number;
  skipped: number;
  conflicts: number;
}
interface Merged {
  merged: {
    file: string;
    alreadyMerged: boolean;
    package: PackageView;
    tables: Record<string, Counts>;
    scoreDifferences: { bodyUscc: string; declared: string | null; recomputed: string | null }[];
    findings: { code: string; severity: string; params: Record<string, unknown> }[];
  }[];
  refused: { file: string; code: string; message: string }[];
}

const shared = sharedTemporaryFolder();
const townshipFolder = path.join(shared, 'township');
/** A county that has enrolled the township, and one that has not. */
const countyFolder = path.join(shared, 'county');
const strangerFolder = path.join(shared, 'stranger');
const sealed = path.join(shared, '甲山镇2026.zxpkg');
let fingerprint = '';
let created: PackageView & { file: string; list: string };

beforeAll(async () => {
  ({ fingerprint } = await makeFilledTownship(townshipFolder));
  await makeOffice(strangerFolder, county, true);
  created = await askCli(['package', 'create', '--cycle', '2026', '--data', townshipFolder, '-o', sealed]);
  const keyFile = path.join(shared, 'key.json');
  await askCli(['office', 'key', 'export', '--data', townshipFolder, '-o', keyFile]);
  await makeOffice(countyFolder, county, true);
  await withOffice(countyFolder, ({ client, grantRead }) =>
    client.call('keys.trust', { file: grantRead(keyFile), fingerprint }),
  );
});

const merge = (folder: string, files: string[], status = 0): Promise<Merged> =>
  askCli<Merged>(['package', 'merge', ...files, '--data', folder], status);

/** A package again with something else in it, sealed by its sender's own key as its own engine would. */
const resealed = async (
  sender: string,
  file: string,
  change: (manifest: PackageManifest, tables: Record<string, Record<string, unknown>[]>) => void,
): Promise<string> => {
  const key = await readSigningKey(path.join(sender, 'signing.key'));
  const { manifest: sent } = await inspectPackage(file);
  const { officeId: id, regionCode, name, level } = sent.sender;
  const trusted = [{ id, regionCode, name, level, publicKey: key.publicKey, revokedAt: null }];
  const source = await verifyPackage(file, { trusted });
  const tables: Record<string, Record<string, unknown>[]> = {};
  for (const table of Object.keys(source.manifest.counts)) {
    const rows: Record<string, unknown>[] = [];
    for await (const row of readTable(source, table, z.record(z.string(), z.unknown()))) rows.push(row);
    tables[table] = rows;
  }
  await source.close();
  const changed = structuredClone(sent);
  changed.id = sent.id.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
  change(changed, tables);
  const { format: _, counts: __, entries: ___, ...manifest } = changed;
  const target = path.join(temporaryFolder(), 'changed.zxpkg');
  await sealPackage(target, { manifest, tables, evidence: [], key });
  return target;
};

describe('the list beside a package', () => {
  it('is written with it, and agrees with it where it arrives', async () => {
    expect(created.list).toBe(path.join(shared, '甲山镇2026-报送清单.xlsx'));
    const { files } = await askCli<{ files: unknown[] }>([
      'package',
      'check-list',
      created.list,
      sealed,
      '--data',
      countyFolder,
    ]);
    expect(files).toMatchObject([{ fileName: '甲山镇2026.zxpkg', state: 'matches' }]);
    const missing = await runCli(['package', 'check-list', created.list, '--data', countyFolder]);
    expect(missing.status).toBe(1);
    expect(missing.stdout).toContain('缺少');
  });
});

describe('a package', () => {
  it('says what it holds, to anyone', async () => {
    expect(created).toMatchObject({ kind: 'submission', cycle: '2026', fingerprint });
    expect(created.size).toBe(readFileSync(sealed).length);
    // The ledger of the sample has six good records; the form's rows became entries.
    expect(created.counts).toMatchObject({ creditRecords: 6, units: 1 });
    const content = databaseContent(townshipFolder);
    expect(created.counts.entries).toBe(content.entries?.length);
    const { file: _, list: __, ...view } = created;
    expect(await askCli(['package', 'inspect', sealed])).toEqual(view);
    const plain = await runCli(['package', 'inspect', sealed]);
    expect(plain.stdout).toContain('来源尚未核验');
    const { packages } = await askCli<{ packages: { direction: string; sha256: string }[] }>([
      'package',
      'list',
      '--data',
      townshipFolder,
    ]);
    expect(packages).toEqual([expect.objectContaining({ direction: 'sent', sha256: created.sha256 })]);
  });

  it('carries neither citizen numbers nor telephone numbers', async () => {
    await resealed(townshipFolder, sealed, (_, { bodies = [], officials = [] }) => {
      expect(bodies.length).toBeGreaterThan(0);
      for (const body of bodies) expect(body.phone).toBeNull();
      for (const official of officials) expect(official.idNo).toBeNull();
    });
  });

  it('is verified by who has enrolled its sender', async () => {
    const verified = await askCli<PackageView & { enrolledAs: string }>([
      'package',
      'verify',
      sealed,
      '--data',
      countyFolder,
    ]);
    expect(verified).toMatchObject({ id: created.id, enrolledAs: township.name });
  });

  it('is merged once, with scores recomputed to what was declared', async () => {
    const folder = copyOffice(countyFolder);
    const first = await merge(folder, [sealed]);
    const [done] = first.merged;
    expect(done).toMatchObject({ alreadyMerged: false, scoreDifferences: [] });
    expect(done?.tables.creditRecords).toMatchObject({ inserted: 6, conflicts: 0 });
    const records = databaseContent(folder).credit_records ?? [];
    expect(records.filter((row) => row.includes('示财采罚〔2026〕302号'))).toHaveLength(1);

    const before = databaseContent(folder);
    const again = await merge(folder, [sealed]);
    expect(again.merged[0]?.alreadyMerged).toBe(true);
    expect(databaseContent(folder)).toEqual(before);
    const plain = await runCli(['package', 'merge', sealed, '--data', folder]);
    expect(plain).toMatchObject({ status: 0, stderr: '' });
    expect(plain.stdout).toContain('以前已经汇入，没有改动');
  });

  it('sealed anew over the same rows changes no row', async () => {
    const folder = copyOffice(countyFolder);
    await merge(folder, [sealed]);
    const rows = (): unknown => {
      const { credit_records, entries, decisions, bodies, officials } = databaseContent(folder);
      return { credit_records, entries, decisions, bodies, officials };
    };
    const before = rows();
    const second = path.join(temporaryFolder(), 'again.zxpkg');
    await askCli([
      'package',
      'create',
      '--cycle',
      '2026',
      '--data',
      copyOffice(townshipFolder),
      '-o',
      second,
    ]);
    const [done] = (await merge(folder, [second])).merged;
    expect(done?.alreadyMerged).toBe(false);
    for (const counts of Object.values(done?.tables ?? {})) {
      expect(counts).toMatchObject({ inserted: 0, updated: 0, conflicts: 0 });
    }
    expect(rows()).toEqual(before);
  });
});

describe('a package that is refused', () => {
  const refuse = async (folder: string, file: string, code: RegExp, words: RegExp): Promise<void> => {
    const before = databaseContent(folder);
    const evidence = readdirSync(path.join(folder, 'evidence'));
    for (const verb of ['verify', 'merge']) {
      const result = await runCli<CliFailure>(['package', verb, file, '--data', folder, '--json']);
      expect([verb, result.status]).toEqual([verb, 3]);
      expect(result.json.error.code).toMatch(code);
      expect(result.stderr).toMatch(words);
    }
    expect(databaseContent(folder)).toEqual(before);
    expect(readdirSync(path.join(folder, 'evidence'))).toEqual(evidence);
  };

  it('comes from an office that nobody enrolled', () =>
    refuse(strangerFolder, sealed, /^package\.untrusted$/, /没有登记|未登记|尚未登记/));

  // One place in each fifth of the file: entries, directory, manifest, signature, seal.
  it.each([0.01, 0.3, 0.5, 0.7, 0.999])('has one byte changed at %s of its length', async (part) => {
    const bytes = readFileSync(sealed);
    const at = Math.floor(bytes.length * part);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    const file = path.join(temporaryFolder(), 'changed.zxpkg');
    writeFileSync(file, bytes);
    await refuse(countyFolder, file, /^package\./, /[\u4e00-\u9fff]{4}/);
  });

  it.each<[what: string, make: () => Buffer]>([
    ['cut short', () => readFileSync(sealed).subarray(0, -1)],
    ['lengthened', () => Buffer.concat([readFileSync(sealed), Buffer.from('x')])],
    ['empty', () => Buffer.alloc(0)],
    ['a workbook', () => readFileSync(sample('bodies.xlsx'))],
  ])('is %s', async (_, make) => {
    const file = path.join(temporaryFolder(), 'bad.zxpkg');
    writeFileSync(file, make());
    await refuse(countyFolder, file, /^package\./, /[\u4e00-\u9fff]{4}/);
  });

  it('holds rows of another office', async () => {
    const file = await resealed(townshipFolder, sealed, (_, { creditRecords = [] }) => {
      Object.assign(creditRecords[0] ?? {}, { ownerOffice: '01890000-0000-7000-8000-00000000dead' });
    });
    const before = databaseContent(countyFolder);
    const result = await runCli<CliFailure>(['package', 'merge', file, '--data', countyFolder, '--json']);
    expect([result.status, result.json.error.code]).toEqual([3, 'package.foreignOwner']);
    expect(databaseContent(countyFolder)).toEqual(before);
  });

  it('holds a row whose content is not what its own hash says', async () => {
    const file = await resealed(townshipFolder, sealed, (_, { creditRecords = [] }) => {
      Object.assign(creditRecords[0] ?? {}, { factSummary: '（虚构）改过的事实。' });
    });
    const before = databaseContent(countyFolder);
    const result = await runCli(['package', 'merge', file, '--data', countyFolder]);
    expect([3, 4]).toContain(result.status);
    expect(databaseContent(countyFolder)).toEqual(before);
  });

  it('belongs to a cycle that we do not have', async () => {
    const folder = path.join(temporaryFolder(), 'empty county');
    await makeOffice(folder, county);
    const keyFile = path.join(shared, 'key.json');
    await askCli(['office', 'trust', keyFile, '--fingerprint', fingerprint, '--data', folder]);
    const before = databaseContent(folder);
    const result = await runCli<CliFailure>(['package', 'merge', sealed, '--data', folder, '--json']);
    expect([result.status, result.json.error.code]).toEqual([3, 'merge.cycleUnknown']);
    expect(databaseContent(folder)).toEqual(before);
  });

  it('is told apart from the good one merged beside it', async () => {
    const folder = copyOffice(countyFolder);
    const bad = path.join(temporaryFolder(), 'bad.zxpkg');
    writeFileSync(bad, readFileSync(sealed).subarray(0, -1));
    const answer = await merge(folder, [bad, sealed], 1);
    expect(answer.merged.map(({ file }) => file)).toEqual([sealed]);
    expect(answer.refused).toEqual([expect.objectContaining({ file: bad, code: 'package.damaged' })]);
    expect((await merge(folder, [sealed])).merged[0]?.alreadyMerged).toBe(true);
  });
});

describe('a declared score that does not follow from the values', () => {
  const assessedFolder = path.join(shared, 'assessed');
  const assessed = path.join(shared, 'assessed.zxpkg');
  /** A county that knows the bodies and the cycle and holds no values of its own. */
  const plainCounty = path.join(shared, 'plain-county');
  let honest = '';

  beforeAll(async () => {
    const key = await makeFilledTownship(assessedFolder, true);
    await withOffice(assessedFolder, async ({ client, grantWrite }) => {
      const { runs } = await client.call('runs.list', { cycle: '2026' });
      const { ranking } = await client.call('runs.read', { run: runs[0]?.id ?? '' });
      honest = ranking[0]?.score ?? '';
      await client.call('keys.export', { file: grantWrite(path.join(shared, 'assessed.json')) });
      await client.call('packages.create', { cycle: '2026', file: grantWrite(assessed) });
    });
    await makeOffice(plainCounty, county);
    await withOffice(plainCounty, async ({ client, grantRead }) => {
      const file = grantRead(sample('bodies.xlsx'));
      const { batch } = await client.call('imports.stage', { layout: 'bodies', file });
      await client.call('imports.commit', { batch: batch.id });
      await client.call('cycles.create', {
        code: '2026',
        name: '2026年度政务诚信考核',
        year: 2026,
        periodFrom: '2026-01-01',
        periodTo: '2026-12-31',
      });
      const keyFile = grantRead(path.join(shared, 'assessed.json'));
      await client.call('keys.trust', { file: keyFile, fingerprint: key.fingerprint });
    });
  });

  it('is none where the declaration is honest', async () => {
    expect(honest).toMatch(/^\d+\.\d\d$/);
    const folder = copyOffice(plainCounty);
    const { merged } = await merge(folder, [assessed]);
    expect(merged[0]).toMatchObject({ scoreDifferences: [] });
    expect(merged[0]?.findings).toContainEqual(expect.objectContaining({ code: 'merge.unitJoined' }));
    // And the county's own run comes to the same.
    const done = await askCli<{ runs: { ranking: { score: string }[] }[] }>([
      'assess',
      '--data',
      folder,
      '--cycle',
      '2026',
    ]);
    expect(done.runs[0]?.ranking.map(({ score }) => score)).toEqual([honest]);
  });

  it('is flagged when the declaration was doctored', async () => {
    const file = await resealed(assessedFolder, assessed, ({ declared }) => {
      for (const score of declared.scores) score.score = '99.99';
    });
    const { merged } = await merge(copyOffice(plainCounty), [file], 1);
    expect(merged[0]?.scoreDifferences).toEqual([
      { bodyUscc: jiashan, declared: '99.99', recomputed: honest },
    ]);
    expect(merged[0]?.findings).toContainEqual(
      expect.objectContaining({ code: 'merge.scoreDiffers', severity: 'error' }),
    );
    const plain = await runCli(['package', 'merge', file, '--data', copyOffice(plainCounty)]);
    expect(plain.status).toBe(1);
    expect(plain.stdout).toContain(`申报得分 99.99，按原始数据重新计算为 ${honest}`);
  });

  it('is flagged when only the grade was doctored', async () => {
    const file = await resealed(assessedFolder, assessed, ({ declared }) => {
      for (const score of declared.scores) score.grade = score.grade === 'A' ? 'B' : 'A';
    });
    const { merged } = await merge(copyOffice(plainCounty), [file], 1);
    expect(merged[0]?.scoreDifferences.map(({ bodyUscc }) => bodyUscc)).toEqual([jiashan]);
  });

  it('is flagged when a unit was left out of the declaration', async () => {
    const file = await resealed(assessedFolder, assessed, (manifest) => {
      manifest.declared.scores = [];
    });
    const { merged } = await merge(copyOffice(plainCounty), [file], 1);
    expect(merged[0]?.scoreDifferences).toEqual([{ bodyUscc: jiashan, declared: null, recomputed: honest }]);
  });

  it('leaves what the county entered itself to a person to decide', async () => {
    const folder = path.join(shared, 'sample-county');
    await makeOffice(folder, county, true);
    await withOffice(folder, async ({ client, grantRead }) => {
      const { fingerprint: told } = JSON.parse(readFileSync(path.join(shared, 'assessed.json'), 'utf8')) as {
        fingerprint: string;
      };
      const file = grantRead(path.join(shared, 'assessed.json'));
      await client.call('keys.trust', { file, fingerprint: told });
    });
    // The sample county holds the verified values of this township as its own; one of them it has since changed.
    const [first, ...others] = verifiedValues();
    if (!first) throw new Error('the sample has verified values');
    const changed = first.value + 1;
    const { stored } = await askCli<{ stored: boolean }>([
      ...['cycle', 'enter', first.leaf, first.item, String(changed)],
      ...['--role', first.role, '--cycle', '2026', '--unit', jiashan, '--data', folder],
    ]);
    expect(stored).toBe(true);
    const { merged } = await merge(folder, [assessed], 1);
    expect(merged[0]?.tables.entries).toMatchObject({ unchanged: others.length, conflicts: 1 });
    expect(merged[0]?.findings.filter(({ code }) => code === 'merge.conflict')).toHaveLength(1);
    const kept = databaseContent(folder).entries?.filter(
      (row) =>
        row.includes(`"body_uscc":"${jiashan}","leaf":"${first.leaf}","item":"${first.item}"`) &&
        row.includes(`"cycle_code":"2026"`) &&
        row.includes(`"role":"${first.role}"`),
    );
    expect(kept).toEqual([expect.stringContaining(`"value":"${changed}"`)]);
  });
});

describe('a return', () => {
  it('brings the reason back to the sender, signed', async () => {
    const folder = copyOffice(countyFolder);
    await merge(folder, [sealed]);
    const back = path.join(temporaryFolder(), '退回.zxpkg');
    const words = ['package', 'return', sealed, '--data', folder, '--reason', '佐证材料不全', '-o', back];
    const made = await askCli<PackageView>(words);
    expect(made.kind).toBe('return');

    // The township reads it only from a county that it has enrolled.
    const ours = copyOffice(townshipFolder);
    expect((await runCli(['package', 'merge', back, '--data', ours])).status).toBe(3);
    const keyFile = path.join(temporaryFolder(), 'county.json');
    const key = await askCli<{ fingerprint: string }>([
      'office',
      'key',
      'export',
      '--data',
      folder,
      '-o',
      keyFile,
    ]);
    await askCli(['office', 'trust', keyFile, '--fingerprint', key.fingerprint, '--data', ours]);
    const { merged } = await merge(ours, [back]);
    expect(merged[0]?.findings).toContainEqual(
      expect.objectContaining({
        code: 'merge.returned',
        params: { by: county.name, package: created.id, reason: '佐证材料不全' },
      }),
    );
    expect((await merge(ours, [back])).merged[0]?.alreadyMerged).toBe(true);
  });
});

it('writes no package for a cycle that does not exist', async () => {
  const file = path.join(temporaryFolder(), 'none.zxpkg');
  const words = ['package', 'create', '--cycle', '1999', '--data', townshipFolder, '-o', file, '--json'];
  const result = await runCli<CliFailure>(words);
  expect([result.status, result.json.error.code]).toEqual([2, 'cycle.unknown']);
  expect(existsSync(file)).toBe(false);
});
