/**
 * Data folders to look at, made once and kept in the system's folder for temporary files: an office without rows, the
 * sample county as it stands in the middle of its work, and a county of the largest size.
 */
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { InProcessHost } from '#engine/hosts/in-process.ts';
import { pdfOf, pngOf, writeInto } from '../../support/evidence-files.ts';
import { fillExternal } from '../../support/fill-external.ts';
import { fillLedgers } from '../../support/fill-ledgers.ts';
import { makeLargeCounty } from '../../support/large-county.ts';
import {
  county,
  jiashan,
  makeFilledTownship,
  makeOffice,
  sample,
  withOffice,
} from '../../support/offices.ts';

/** Makes a data folder; `work` is a folder for files that stay beside it. */
type Make = (dataFolder: string, work: string) => Promise<unknown>;

/** A judgment and a photograph beside one record, and the same judgment beside another. */
const addEvidence = async ({ client, grantRead }: InProcessHost, work: string): Promise<void> => {
  const [first, second] = (await client.call('records.search', { limit: 2 })).rows;
  if (first === undefined || second === undefined) return;
  const judgment = writeInto(work, '行政判决书（扫描件）.pdf', pdfOf('JUDGMENT'));
  const photograph = writeInto(work, '整改现场照片.png', pngOf(1_200, 800, 170));
  const add = (ownerId: string, files: string[]) =>
    client.call('evidence.add', {
      ownerType: 'record',
      ownerId,
      files: files.map(grantRead),
      declaredNotSecret: true,
      classification: 'internal',
    });
  const { files } = await add(first.id, [judgment, photograph]);
  await add(second.id, [judgment]);
  await client.call('evidence.describe', {
    id: files[0]?.id ?? '',
    baseRevision: 1,
    description: '终审判决书，已生效，原件存档案室',
    documentNo: '（2026）示9901行终12号',
    documentDate: '2026-03-01',
    pages: 12,
  });
};

/** The county of the demonstration: sample, workbooks with mistakes, a township's package merged, runs, a sealed package. */
const makeSampleCounty: Make = async (dataFolder, work) => {
  const township = path.join(work, '甲山镇');
  const { fingerprint } = await makeFilledTownship(township);
  const [key, submission] = [path.join(work, '甲山镇公钥.json'), path.join(work, '甲山镇上报包.zxpkg')];
  await withOffice(township, async ({ client, grantWrite }) => {
    await client.call('keys.export', { file: grantWrite(key) });
    await client.call('packages.create', { cycle: '2026', file: grantWrite(submission) });
  });
  await makeOffice(dataFolder, county, true);
  await withOffice(dataFolder, async (host) => {
    const { client, grantRead, grantWrite } = host;
    const workbooks = [
      ['records', 'records-xintian.xlsx'],
      ['self-assessment', 'self-assessment-xintian.xlsx'],
    ] as const;
    for (const [layout, name] of workbooks) {
      const { batch } = await client.call('imports.stage', { layout, file: grantRead(sample(name)) });
      await client.call('imports.commit', { batch: batch.id });
    }
    await client.call('keys.trust', { file: grantRead(key), fingerprint });
    await client.call('packages.merge', { file: grantRead(submission) });
    await client.call('runs.execute', { cycle: '2025' });
    await client.call('runs.execute', { cycle: '2026' });
    const officials = (await client.call('officials.search', { limit: 40 })).rows;
    await client.call('eligibility.check', {
      purpose: 'award',
      asOf: '2026-11-01',
      subjects: [jiashan, ...officials.map(({ name, bodyName }) => `${name} ${bodyName}`)],
    });
    await client.call('modelDrafts.create', {
      from: { code: 'TOWNSHIP-2026', version: '1.1.0' },
      code: 'TOWNSHIP-2026',
      name: '乡镇(街道)政务诚信考核模型',
      version: '1.2.0',
      weights: [{ code: 'A1.1', weight: 3 }],
    });
    await addEvidence(host, work);
    await fillExternal(host, '2026', work);
    const sealed = path.join(work, '示例县上报包.zxpkg');
    await client.call('packages.create', { cycle: '2025', file: grantWrite(sealed) });
  });
  fillLedgers(dataFolder, 20, ['objections', 'contracts']);
};

const makers = {
  empty: (dataFolder) => makeOffice(dataFolder, county),
  sample: makeSampleCounty,
  large: async (dataFolder, work) => {
    await makeLargeCounty(dataFolder, work);
    fillLedgers(dataFolder, 20_000, ['contracts']);
  },
} satisfies Record<string, Make>;

export type PreparedFolder = keyof typeof makers;
export const preparedFolders = Object.keys(makers) as PreparedFolder[];

const project = path.resolve(import.meta.dirname, '../../..');

/** Changes with everything that the content of a prepared folder depends on most. */
const version = (): string => {
  const hash = createHash('sha256');
  for (const folder of ['electron/engine/db/migrations', 'resources', 'test/window/pictures']) {
    const files = readdirSync(path.join(project, folder), { recursive: true, withFileTypes: true });
    for (const file of files.filter((entry) => entry.isFile())) {
      hash.update(readFileSync(path.join(file.parentPath, file.name)));
    }
  }
  for (const file of [
    'fill-external.ts',
    'fill-ledgers.ts',
    'large-county.ts',
    'large-ledger.ts',
    'offices.ts',
  ]) {
    hash.update(readFileSync(path.join(project, 'test/support', file)));
  }
  return hash.digest('hex').slice(0, 12);
};

/** The kept folder; the program would change it, so run it on a copy. */
const keptFolder = async (name: PreparedFolder): Promise<string> => {
  const kept = path.join(tmpdir(), `zhengxin-prepared-${process.getuid?.() ?? ''}`, version(), name);
  if (existsSync(kept)) return kept;
  mkdirSync(path.dirname(kept), { recursive: true });
  const made = mkdtempSync(`${kept}-making-`);
  try {
    await makers[name](path.join(made, 'data'), made);
    renameSync(made, kept);
  } catch (error) {
    rmSync(made, { recursive: true, force: true });
    // Another process may have been faster.
    if (!existsSync(kept)) throw error;
  }
  return kept;
};

/** Copies a prepared data folder, made first where it is not there yet, to a new place. */
export const copyPreparedFolder = async (name: PreparedFolder, target: string): Promise<void> => {
  cpSync(path.join(await keptFolder(name), 'data'), target, { recursive: true });
};
