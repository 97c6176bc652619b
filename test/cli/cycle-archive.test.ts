/** `cycle archive` and `check --archive`: a finished year as a folder that is proven on a machine without its database. */
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeFinishedCycle } from '../support/finished-cycle.ts';
import { askCli, type CliFailure, runCli } from '../support/run-cli.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';

interface Verified {
  signer: string;
  fingerprint: string;
  checks: { name: string; passed: boolean; examined: number }[];
  findings: { code: string; params: Record<string, unknown> }[];
}

const shared = sharedTemporaryFolder();
const data = path.join(shared, 'county');
const archive = path.join(shared, '归档');
let fingerprint = '';

beforeAll(async () => {
  ({ fingerprint } = await makeFinishedCycle(data));
  const words = ['cycle', 'archive', '--cycle', '2025', '--data', data, '-o', archive];
  const made = await askCli<Verified>(words);
  expect(made).toMatchObject({ fingerprint, signer: 'own', findings: [] });
});

const copyOfArchive = (): string => {
  const copy = path.join(temporaryFolder(), 'copy');
  cpSync(archive, copy, { recursive: true });
  return copy;
};

describe('an archive', () => {
  it('is proven without a data folder, in plain words and as JSON', async () => {
    const plain = await runCli(['check', '--archive', archive]);
    expect(plain).toMatchObject({ status: 0, stderr: '' });
    expect(plain.stdout).toContain('2025年度政务诚信考核，示例县社会信用体系建设办公室');
    expect(plain.stdout.match(/通过/g)).toHaveLength(5);
    expect(plain.stdout).toContain('没有在本机登记');
    const { checks } = await askCli<Verified>(['check', archive]);
    expect(checks.map(({ name, passed }) => [name, passed])).toEqual([
      ['signature', true],
      ['files', true],
      ['models', true],
      ['runs', true],
      ['audit', true],
    ]);
  });

  it('is compared with the fingerprint that was kept on paper', async () => {
    const right = ['check', '--archive', archive, '--fingerprint', fingerprint.toUpperCase()];
    expect((await askCli<Verified>(right)).findings).toEqual([]);
    const wrong = ['check', '--archive', archive, '--fingerprint', 'a'.repeat(64)];
    const { findings } = await askCli<Verified>(wrong, 1);
    expect(findings.map(({ code }) => code)).toEqual(['cycleArchive.signerDiffers']);
    expect((await runCli(['check', '--archive', archive, '--fingerprint', 'abc'])).status).toBe(2);
    expect(await askCli<Verified>(['check', '--archive', archive, '--data', data])).toMatchObject({
      signer: 'own',
      findings: [],
    });
  });

  it('in which a figure was changed ends with 1 and names the file', async () => {
    const copy = copyOfArchive();
    const file = path.join(copy, 'data/entries.jsonl.gz');
    const rows = gunzipSync(readFileSync(file)).toString('utf8');
    writeFileSync(file, gzipSync(rows.replace('"value":"', '"value":"1')));
    rmSync(path.join(copy, '读我.txt'));
    const { checks, findings } = await askCli<Verified>(['check', '--archive', copy], 1);
    expect(findings.filter(({ code }) => code !== 'cycleArchive.signerUnknown')).toEqual([
      { code: 'cycleArchive.fileChanged', severity: 'error', params: { file: 'data/entries.jsonl.gz' } },
      { code: 'cycleArchive.fileMissing', severity: 'error', params: { file: '读我.txt' } },
    ]);
    expect(checks.filter(({ passed }) => !passed).map(({ name }) => name)).toEqual(['files']);
  });

  it('whose manifest was changed, or that is none, ends with 3', async () => {
    const copy = copyOfArchive();
    const file = path.join(copy, 'manifest.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"year":2025', '"year":2024'));
    const changed = await runCli<CliFailure>(['check', '--archive', copy, '--json']);
    expect([changed.status, changed.json.error.code]).toEqual([3, 'cycleArchive.signatureInvalid']);
    const none = await runCli<CliFailure>(['check', '--archive', data, '--json']);
    expect([none.status, none.json.error.code]).toEqual([3, 'cycleArchive.notAnArchive']);
    const nowhere = await runCli<CliFailure>(['check', '--archive', path.join(shared, 'no'), '--json']);
    expect([nowhere.status, nowhere.json.error.code]).toEqual([3, 'file.notFound']);
  });
});

it('makes none of a year that is not final, and asks for what to check', async () => {
  const target = path.join(shared, 'early');
  const words = ['cycle', 'archive', '--cycle', '2026', '--data', data, '-o', target, '--json'];
  const early = await runCli<CliFailure>(words);
  expect([early.status, early.json.error.code]).toEqual([2, 'cycleArchive.tooEarly']);
  expect(existsSync(target)).toBe(false);
  expect((await runCli(['check'])).status).toBe(2);
});
