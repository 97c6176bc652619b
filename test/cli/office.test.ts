/** `init`, `office key`, `office trust`, `office list`. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { databaseContent } from '../support/database-content.ts';
import { copyOffice, county, makeOffice, township } from '../support/offices.ts';
import { askCli, type CliFailure, runCli } from '../support/run-cli.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';

interface Made {
  office: { id: string; regionCode: string; name: string; level: string };
  key: { publicKey: string; fingerprint: string };
  models: string[];
  bodies: number;
  records: number;
}

const initWords = (folder: string, ...more: string[]): string[] => [
  'init',
  '--data',
  folder,
  '--office',
  county.regionCode,
  '--name',
  county.name,
  '--level',
  county.level,
  ...more,
];

describe('init', () => {
  it('makes a data folder with key, models and catalogue', async () => {
    const folder = path.join(temporaryFolder(), 'data');
    const made = await askCli<Made>(initWords(folder));
    expect(made).toMatchObject({ office: county, bodies: 0, records: 0 });
    expect(made.models.toSorted()).toEqual(['DEPT-2026', 'OFFICIAL-1000', 'TOWNSHIP-2026']);
    // The fingerprint is SHA-256 of the raw public key (32 bytes).
    const digest = createHash('sha256').update(Buffer.from(made.key.publicKey, 'hex')).digest('hex');
    expect(made.key.fingerprint).toBe(digest);
    expect(readdirSync(folder)).toEqual(
      expect.arrayContaining(['backups', 'credit.db', 'evidence', 'signing.key']),
    );
    const content = databaseContent(folder);
    expect(content.bodies).toEqual([]);
    expect(content.catalogue_items?.length).toBeGreaterThan(20);
    // Nobody else on the machine may read keys and personal data.
    for (const name of ['credit.db', 'signing.key']) {
      expect(statSync(path.join(folder, name)).mode & 0o077).toBe(0);
    }
  });

  it('adds the sample county when asked to', async () => {
    const folder = path.join(temporaryFolder(), 'data');
    const plain = await runCli(initWords(folder, '--sample'));
    expect(plain).toMatchObject({ status: 0, stderr: '' });
    const sample = JSON.parse(
      readFileSync(path.resolve(import.meta.dirname, '../../resources/samples/county.json'), 'utf8'),
    ) as { bodies: unknown[]; records: unknown[]; officials: unknown[]; entries: unknown[] };
    expect(plain.stdout).toContain(`单位 ${sample.bodies.length} 个，信用记录 ${sample.records.length} 条`);
    const content = databaseContent(folder);
    expect(content.officials).toHaveLength(sample.officials.length);
    expect(content.entries).toHaveLength(sample.entries.length);
  });

  it('refuses a folder that has a database, with status 4, and leaves it alone', async () => {
    const folder = path.join(temporaryFolder(), 'data');
    await askCli(initWords(folder));
    const before = readFileSync(path.join(folder, 'credit.db'));
    const key = readFileSync(path.join(folder, 'signing.key'));
    const again = await runCli<CliFailure>([...initWords(folder), '--json']);
    expect(again.status).toBe(4);
    expect(again.json.error.code).toBe('database.alreadyExists');
    expect(again.json.error.message).toContain('已经有数据库');
    expect(readFileSync(path.join(folder, 'credit.db'))).toEqual(before);
    expect(readFileSync(path.join(folder, 'signing.key'))).toEqual(key);
  });

  it.each([
    ['of a wrong length', '9901'],
    ['with letters', '99010100000X'],
  ])('refuses a region code %s with status 2 and makes nothing', async (_, code) => {
    const folder = path.join(temporaryFolder(), 'data');
    const words = ['init', '--data', folder, '--office', code, '--name', '甲', '--level', 'county'];
    const result = await runCli(words);
    expect(result).toMatchObject({ status: 2, stdout: '' });
    expect(result.stderr).toMatch(/[\u4e00-\u9fff]/);
    expect(existsSync(folder)).toBe(false);
  });
});

describe('keys', () => {
  const shared = sharedTemporaryFolder();
  const countyFolder = path.join(shared, 'county');
  const townshipFolder = path.join(shared, 'township');
  const keyFile = path.join(shared, '甲山镇公钥.json');
  let fingerprint = '';

  beforeAll(async () => {
    await makeOffice(countyFolder, county);
    ({ fingerprint } = await makeOffice(townshipFolder, township));
    await askCli(['office', 'key', 'export', '--data', townshipFolder, '-o', keyFile]);
  });

  it('shows and exports the public half only', async () => {
    const shown = await askCli<{ publicKey: string; fingerprint: string }>([
      'office',
      'key',
      'show',
      '--data',
      townshipFolder,
    ]);
    expect(shown.fingerprint).toBe(fingerprint);
    const exported = JSON.parse(readFileSync(keyFile, 'utf8')) as Record<string, unknown>;
    expect(exported).toMatchObject({ publicKey: shown.publicKey, fingerprint, office: township });
    expect(readFileSync(keyFile, 'utf8')).not.toContain('PRIVATE');
    const plain = await runCli(['office', 'key', 'show', '--data', townshipFolder]);
    expect(plain.stdout).toContain(`指纹：${fingerprint}`);
  });

  it('trusts a key whose fingerprint was told, however it was written down', async () => {
    const folder = copyOffice(countyFolder);
    const spoken = (fingerprint.toUpperCase().match(/.{4}/g) ?? []).join(' ');
    const trusted = await askCli<{ name: string; fingerprint: string }>([
      'office',
      'trust',
      keyFile,
      '--fingerprint',
      spoken,
      '--data',
      folder,
    ]);
    expect(trusted).toMatchObject({ name: township.name, fingerprint });
    const { offices } = await askCli<{ offices: { name: string }[] }>(['office', 'list', '--data', folder]);
    expect(offices.map((office) => office.name)).toEqual([township.name]);
    const plain = await runCli(['office', 'list', '--data', folder]);
    expect(plain.stdout).toContain(township.name);

    const after = databaseContent(folder);
    await askCli(['office', 'trust', keyFile, '--fingerprint', fingerprint, '--data', folder]);
    expect(databaseContent(folder)).toEqual(after);
  });

  it.each<[what: string, status: number, code: string, told: (right: string) => string]>([
    [
      'another fingerprint',
      3,
      'key.fingerprintDiffers',
      (right) => right.replace(/^./, (c) => (c === '0' ? '1' : '0')),
    ],
    ['something that is no fingerprint', 2, 'office.fingerprintInvalid', () => '1234'],
  ])('refuses %s', async (_, status, code, told) => {
    const folder = copyOffice(countyFolder);
    const before = databaseContent(folder);
    const result = await runCli<CliFailure>([
      'office',
      'trust',
      keyFile,
      '--fingerprint',
      told(fingerprint),
      '--data',
      folder,
      '--json',
    ]);
    expect([result.status, result.json.error.code]).toEqual([status, code]);
    expect(result.stderr).toContain('指纹');
    expect(databaseContent(folder)).toEqual(before);
  });

  it('refuses a file that is no key file with status 3', async () => {
    const folder = copyOffice(countyFolder);
    const other = path.join(temporaryFolder(), 'key.json');
    for (const content of ['', '{}', 'not a key', '\u0000\u0001']) {
      writeFileSync(other, content);
      const result = await runCli(['office', 'trust', other, '--fingerprint', fingerprint, '--data', folder]);
      expect(result).toMatchObject({ status: 3, stdout: '' });
      expect(result.stderr).toMatch(/[\u4e00-\u9fff]/);
    }
  });
});
