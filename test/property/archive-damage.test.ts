/** An archive of a cycle in which a byte differs, or a file is missing, added or swapped, is never told to be good. */
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { archiveMeaning } from '#engine/handlers/cycle-archive/archive-meaning.ts';
import { signArchiveManifest } from '#engine/packages/cycle-archive/archive-manifest.ts';
import { type VerifiedArchive, verifyArchive } from '#engine/packages/cycle-archive/verify-archive.ts';
import { createSigningKey } from '#engine/packages/signing-key.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { writeSampleArchive } from '../packages/sample-archive.ts';
import { townshipKey } from '../packages/sample-package.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';

const shared = sharedTemporaryFolder();
const good = path.join(shared, 'good');
const changed = path.join(shared, 'changed');
let files: string[] = [];

const nothing = async (): Promise<void> => {};
const verify = (folder: string): Promise<VerifiedArchive> =>
  verifyArchive(folder, archiveMeaning, { files: nothing, runs: nothing });

/** The codes that are found; the failure's own when the archive cannot be judged at all. */
const found = async (folder = changed): Promise<string[]> => {
  try {
    const { checks, findings } = await verify(folder);
    // What is found and what is passed say the same.
    expect(checks.every(({ passed }) => passed)).toBe(findings.every(({ severity }) => severity !== 'error'));
    return findings.map(({ code }) => code);
  } catch (error) {
    if (error instanceof AppError) return [error.code];
    throw error;
  }
};

beforeAll(async () => {
  await writeSampleArchive(good);
  files = readdirSync(good, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(good, path.join(entry.parentPath, entry.name)));
});

beforeEach(() => {
  rmSync(changed, { recursive: true, force: true });
  cpSync(good, changed, { recursive: true });
});

it('is good as it was written', async () => {
  const { checks, findings } = await verify(good);
  expect(findings).toEqual([]);
  expect(checks).toEqual([
    { name: 'signature', passed: true, examined: 1 },
    { name: 'files', passed: true, examined: 8 },
    { name: 'models', passed: true, examined: 1 },
    { name: 'runs', passed: true, examined: 1 },
    { name: 'audit', passed: true, examined: 2 },
  ]);
  expect(files).toHaveLength(10);
});

describe('damage that is found', () => {
  it('one byte anywhere in any file', async () => {
    const place = fc.record({ file: fc.nat(), at: fc.nat(), flip: fc.integer({ min: 1, max: 255 }) });
    await fc.assert(
      fc.asyncProperty(place, async ({ file, at, flip }) => {
        const name = files[file % files.length] ?? '';
        const bytes = readFileSync(path.join(good, name));
        // The one table without rows has no byte to change.
        fc.pre(bytes.length > 0);
        const wrong = Buffer.from(bytes);
        wrong[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ flip;
        writeFileSync(path.join(changed, name), wrong);
        expect(await found()).not.toEqual([]);
        writeFileSync(path.join(changed, name), bytes);
      }),
      { numRuns: 120 },
    );
  });

  it('any file removed, cut, lengthened or moved', async () => {
    for (const name of files) {
      const place = path.join(changed, name);
      const bytes = readFileSync(place);
      rmSync(place);
      expect(await found()).not.toEqual([]);
      writeFileSync(place, bytes.subarray(0, -1));
      if (bytes.length > 0) expect(await found()).not.toEqual([]);
      writeFileSync(place, Buffer.concat([bytes, Buffer.from('\n')]));
      expect(await found()).not.toEqual([]);
      writeFileSync(place, bytes);
      renameSync(place, `${place}.bak`);
      expect(await found()).not.toEqual([]);
      renameSync(`${place}.bak`, place);
    }
  });

  it('any two files swapped', async () => {
    for (const [index, one] of files.entries()) {
      for (const other of files.slice(index + 1)) {
        cpSync(path.join(good, one), path.join(changed, other));
        cpSync(path.join(good, other), path.join(changed, one));
        expect(await found()).not.toEqual([]);
        cpSync(path.join(good, one), path.join(changed, one));
        cpSync(path.join(good, other), path.join(changed, other));
      }
    }
  });

  it('a file added, in the open or as a link', async () => {
    writeFileSync(path.join(changed, 'data/more.jsonl.gz'), '');
    expect(await found()).toEqual(['cycleArchive.fileAdded']);
    rmSync(path.join(changed, 'data/more.jsonl.gz'));
    symlinkSync('/etc/passwd', path.join(changed, 'link'));
    expect(await found()).toEqual(['cycleArchive.fileAdded']);
  });

  it('a file that was replaced by a link to a copy of itself', async () => {
    const name = path.join(changed, 'data/entries.jsonl.gz');
    renameSync(name, path.join(shared, 'entries.jsonl.gz'));
    symlinkSync(path.join(shared, 'entries.jsonl.gz'), name);
    expect(await found()).toEqual(['cycleArchive.fileMissing']);
  });

  it('a manifest that was put right again, without the key', async () => {
    const manifest = path.join(changed, 'manifest.json');
    const text = readFileSync(manifest, 'utf8').replace('"status":"finalised"', '"status":"draft"');
    writeFileSync(manifest, text);
    expect(await found()).toEqual(['cycleArchive.signatureInvalid']);
    // Signed anew with another key it still names the first one.
    writeFileSync(
      path.join(changed, 'manifest.sig'),
      signArchiveManifest(Buffer.from(text), createSigningKey()),
    );
    expect(await found()).toEqual(['cycleArchive.signatureInvalid']);
  });
});

describe('what the one who holds the key cannot pass off', () => {
  const resealed = async (change: Parameters<typeof writeSampleArchive>[1]): Promise<string[]> => {
    rmSync(changed, { recursive: true });
    await writeSampleArchive(changed, change);
    return found();
  };

  it('a log with a line too few', async () => {
    const { manifest } = await verify(good);
    expect(await resealed({ fields: { audit: { ...manifest.audit, told: 3 } } })).toEqual([
      'cycleArchive.auditBroken',
    ]);
    const head = { sequence: 11, hash: manifest.audit.head.hash };
    expect(await resealed({ fields: { audit: { ...manifest.audit, head } } })).toEqual([
      'cycleArchive.auditBroken',
    ]);
  });

  it('a result that does not follow from model and data', async () => {
    const { manifest } = await verify(good);
    const runs = manifest.runs.map((run) => ({ ...run, result: 'runs/1/data.json.gz' }));
    expect(await resealed({ fields: { runs } })).toEqual(['cycleArchive.runDiffers']);
  });

  it('a file that is not packed as its name says', async () => {
    const { manifest } = await verify(good);
    const files = { 'runs/1/plain.json.gz': '{}', 'audit/plain.jsonl.gz': '{}' };
    const runs = manifest.runs.map((run) => ({ ...run, data: 'runs/1/plain.json.gz' }));
    const audit = { ...manifest.audit, file: 'audit/plain.jsonl.gz' };
    expect(await resealed({ files, fields: { runs, audit } })).toEqual([
      'cycleArchive.runDiffers',
      'cycleArchive.auditBroken',
    ]);
  });

  it('another model than it names', async () => {
    const { manifest } = await verify(good);
    const models = manifest.models.map((model) => ({ ...model, digest: 'a'.repeat(64) }));
    expect(await resealed({ fields: { models } })).toEqual([
      'cycleArchive.modelDiffers',
      'cycleArchive.runDiffers',
    ]);
  });

  it('but its own key, whose fingerprint says whose it is', async () => {
    const key = createSigningKey();
    expect(await resealed({ key })).toEqual([]);
    expect((await verify(changed)).fingerprint).toBe(key.fingerprint);
    expect((await verify(good)).fingerprint).toBe(townshipKey.fingerprint);
  });
});

it('is told from a folder that is none, and from a later format', async () => {
  const empty = path.join(shared, 'empty');
  mkdirSync(empty);
  expect(await found(empty)).toEqual(['cycleArchive.notAnArchive']);
  writeFileSync(path.join(empty, 'manifest.json'), '{"format":"zhengxin-archive/3"}');
  expect(await found(empty)).toEqual(['cycleArchive.newerFormat']);
  writeFileSync(path.join(empty, 'manifest.json'), '[]');
  expect(await found(empty)).toEqual(['cycleArchive.manifestDamaged']);
});

it('stays good when a file manager looked into it, and says so', async () => {
  writeFileSync(path.join(changed, 'Thumbs.db'), 'x');
  const { checks, findings } = await verify(changed);
  expect(findings).toEqual([
    { code: 'cycleArchive.fileAdded', severity: 'warning', params: { file: 'Thumbs.db' } },
  ]);
  expect(checks.every(({ passed }) => passed)).toBe(true);
});
