import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { inspectPackage, type VerifiedPackage, verifyPackage } from '#engine/packages/open-package.ts';
import { evidenceIn, extractEvidence, readTable } from '#engine/packages/read-package.ts';
import { sealPackage } from '#engine/packages/seal-package.ts';
import { createSigningKey } from '#engine/packages/signing-key.ts';
import { runPythonJson } from '../support/run-python.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { smallDisk } from '../support/tmpfs.ts';
import {
  county,
  enrolled,
  evidenceContents,
  idOf,
  manifestFields,
  rows,
  sampleContent,
  sha256,
  township,
  townshipKey,
  trusted,
} from './sample-package.ts';

const record = z.strictObject({ id: z.string(), ownerOffice: z.string(), title: z.string() });

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}

async function sealedSample(changes: Parameters<typeof sampleContent>[1] = {}) {
  const folder = temporaryFolder();
  const file = path.join(folder, '青禾镇-2026.zxpkg');
  const sealed = await sealPackage(file, sampleContent(folder, changes));
  return { folder, file, sealed };
}

async function opened(file: string, options: Partial<Parameters<typeof verifyPackage>[1]> = {}) {
  const verified: VerifiedPackage = await verifyPackage(file, { trusted, ...options });
  onTestFinished(() => verified.close());
  return verified;
}

describe('a sealed package', () => {
  it('gives its receiver exactly what the sender put in', async () => {
    const { file, sealed, folder } = await sealedSample();
    const verified = await opened(file, { receiver: county.officeId, now: '2026-03-02T00:00:00.000Z' });
    expect(verified.manifest).toMatchObject({
      ...manifestFields,
      format: 'zhengxin-package/1',
      counts: { bodies: 1, records: 3 },
    });
    expect(verified.sender.name).toBe(township.name);
    expect(verified.fingerprint).toBe(townshipKey.fingerprint);
    expect(verified.findings).toEqual([]);
    expect(verified.sha256).toBe(sha256(readFileSync(file)));
    expect(sealed).toEqual({ manifest: verified.manifest, size: verified.size, sha256: verified.sha256 });

    expect(await collect(readTable(verified, 'records', record))).toEqual(rows.records);
    const evidenceFolder = path.join(folder, 'evidence');
    mkdirSync(evidenceFolder);
    expect(evidenceIn(verified).sort()).toEqual(evidenceContents.map(sha256).sort());
    for (const content of evidenceContents) {
      const target = path.join(evidenceFolder, sha256(content));
      await extractEvidence(verified, sha256(content), target);
      expect(readFileSync(target, 'utf8')).toBe(content);
    }
    expect(readdirSync(evidenceFolder)).toHaveLength(2);
  });

  it('is a zip that other programs open, with the content under plain names', async () => {
    const { file } = await sealedSample();
    execFileSync('unzip', ['-tqq', file]);
    const seen = runPythonJson<{ names: string[]; bad: string | null; records: string; comment: string }>(
      `import json, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
print(json.dumps({'names': z.namelist(), 'bad': z.testzip(),
  'records': z.read('data/records.jsonl').decode(), 'comment': z.comment.decode()}))`,
      { args: [file] },
    );
    expect(seen.bad).toBeNull();
    expect(seen.names).toEqual([
      'data/bodies.jsonl',
      'data/records.jsonl',
      ...evidenceContents.map((content) => `evidence/${sha256(content)}`).sort(),
      'manifest.json',
      'manifest.sig',
    ]);
    // Canonical JSON (RFC 8785): members in order of their names, no spaces.
    expect(seen.records.split('\n')[0]).toBe(
      `{"id":"${idOf(401)}","ownerOffice":"${township.officeId}","title":"记录 1"}`,
    );
    expect(seen.comment).toMatch(/^zhengxin-seal\/1 key=/);
  });

  it('has the same bytes when sealed again, in another time zone and from rows in another member order', async () => {
    const { file, folder } = await sealedSample();
    const before = process.env.TZ;
    process.env.TZ = 'America/New_York';
    onTestFinished(() => {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    });
    const again = path.join(folder, 'again.zxpkg');
    const content = sampleContent(folder);
    const reversed = (row: object) => Object.fromEntries(Object.entries(row).reverse());
    await sealPackage(again, {
      ...content,
      tables: { records: rows.records.map(reversed), bodies: rows.bodies.map(reversed) },
      evidence: [...content.evidence, ...content.evidence].reverse(),
    });
    expect(readFileSync(again).equals(readFileSync(file))).toBe(true);
  });

  it('can be inspected without knowing the sender', async () => {
    const { file, sealed } = await sealedSample();
    expect(await inspectPackage(file)).toEqual({
      verified: false,
      manifest: sealed.manifest,
      fingerprint: townshipKey.fingerprint,
      size: sealed.size,
      sha256: sealed.sha256,
    });
  });

  it('may be empty', async () => {
    const { file } = await sealedSample({ tables: { records: [] }, evidence: [] });
    const verified = await opened(file);
    expect(verified.manifest.counts).toEqual({ records: 0 });
    expect(await collect(readTable(verified, 'records', record))).toEqual([]);
  });

  it('carries rows longer than a chunk and many of them', async () => {
    const long = Array.from({ length: 500 }, (_, index) => ({
      id: idOf(index),
      ownerOffice: township.officeId,
      title: '长'.repeat((index * 37) % 3_000),
    }));
    const { file } = await sealedSample({ tables: { records: long } });
    expect(await collect(readTable(await opened(file), 'records', record))).toEqual(long);
  });
});

describe('trust', () => {
  it('is given to enrolled keys only', async () => {
    const { file } = await sealedSample();
    await expect(opened(file, { trusted: [enrolled(createSigningKey())] })).rejects.toMatchObject({
      code: 'package.untrusted',
      params: { file: '青禾镇-2026.zxpkg', fingerprint: townshipKey.fingerprint },
    });
    await expect(opened(file, { trusted: [] })).rejects.toMatchObject({ code: 'package.untrusted' });
  });

  it('ends when a key is revoked', async () => {
    const { file } = await sealedSample();
    const revoked = { ...enrolled(townshipKey), revokedAt: '2026-01-01T00:00:00.000Z' };
    await expect(opened(file, { trusted: [revoked] })).rejects.toMatchObject({ code: 'package.keyRevoked' });
  });

  it('does not let one enrolled office speak as another', async () => {
    const otherKey = createSigningKey();
    const other = { ...township, officeId: idOf(3), name: '石桥镇' };
    const { file } = await sealedSample({ key: otherKey });
    await expect(
      opened(file, { trusted: [...trusted, enrolled(otherKey, other as never)] }),
    ).rejects.toMatchObject({
      code: 'package.wrongSender',
      params: { claimed: '青禾镇', signedBy: '石桥镇' },
    });
  });

  it('refuses a seal whose key name was exchanged for that of an enrolled office', async () => {
    // Sealed by a stranger; then the fingerprint is replaced and the digest made right again: the signature fails.
    const stranger = createSigningKey();
    const { file } = await sealedSample({ key: stranger });
    const bytes = readFileSync(file);
    const at = bytes.indexOf(`key=${stranger.fingerprint}`);
    bytes.write(`key=${townshipKey.fingerprint}`, at);
    const digestAt = bytes.indexOf(' sha256=', at);
    bytes.write(` sha256=${sha256(bytes.subarray(0, digestAt))}`, digestAt);
    writeFileSync(file, bytes);
    await expect(opened(file)).rejects.toMatchObject({ code: 'package.signatureInvalid' });
  });

  it('refuses a package for another office', async () => {
    const { file } = await sealedSample();
    await expect(opened(file, { receiver: idOf(77) })).rejects.toMatchObject({
      code: 'package.wrongReceiver',
      params: { receiver: '云岭县' },
    });
  });

  it('reports soft matters as findings', async () => {
    const { file } = await sealedSample({ manifest: { ...manifestFields, receiver: null } });
    const verified = await opened(file, {
      trusted: [{ ...enrolled(townshipKey), name: '青禾乡' }],
      receiver: county.officeId,
      now: '2026-02-28T00:00:00.000Z',
    });
    expect(verified.findings.map(({ code, params }) => [code, params])).toEqual([
      ['package.receiverUnnamed', {}],
      ['package.createdInFuture', { createdAt: '2026-03-01T08:00:00.000Z', now: '2026-02-28T00:00:00.000Z' }],
      ['package.senderRenamed', { field: 'name', enrolled: '青禾乡', claimed: '青禾镇' }],
    ]);
  });
});

describe('reading', () => {
  it('refuses the package at a row of another shape, naming table and line but no content', async () => {
    const { file } = await sealedSample({
      tables: { records: [...rows.records, { id: idOf(9), ownerOffice: township.officeId, title: 4201 }] },
    });
    const verified = await opened(file);
    await expect(collect(readTable(verified, 'records', record))).rejects.toMatchObject({
      code: 'package.badRow',
      params: { file: '青禾镇-2026.zxpkg', table: 'records', line: 4, field: 'title' },
    });
  });

  it('names a missing table and a missing evidence file', async () => {
    const { file, folder } = await sealedSample();
    const verified = await opened(file);
    await expect(collect(readTable(verified, 'decisions', record))).rejects.toMatchObject({
      code: 'package.tableMissing',
      params: { table: 'decisions' },
    });
    const target = path.join(folder, 'evidence-x');
    await expect(extractEvidence(verified, 'c'.repeat(64), target)).rejects.toMatchObject({
      code: 'package.evidenceMissing',
    });
  });

  it('notices a file that was changed after it had been verified', async () => {
    const { file } = await sealedSample();
    const verified = await opened(file);
    const bytes = readFileSync(file);
    const at = bytes.indexOf('整改报告');
    bytes.write('整改报吿', at);
    writeFileSync(file, bytes);
    const folder = temporaryFolder();
    const digest = sha256('整改报告');
    await expect(extractEvidence(verified, digest, path.join(folder, digest))).rejects.toMatchObject({
      code: 'package.damaged',
      params: { what: 'entry', entry: `evidence/${digest}` },
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('repairs a damaged evidence file and leaves a good one alone', async () => {
    const { file } = await sealedSample();
    const verified = await opened(file);
    const folder = temporaryFolder();
    const digest = sha256('整改报告');
    writeFileSync(path.join(folder, digest), '整改');
    await extractEvidence(verified, digest, path.join(folder, digest));
    expect(readFileSync(path.join(folder, digest), 'utf8')).toBe('整改报告');
    await extractEvidence(verified, digest, path.join(folder, digest));
    expect(readdirSync(folder)).toEqual([digest]);
  });
});

describe('what is no package', () => {
  it('is refused as such', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'f.zxpkg');
    for (const content of ['', 'PK', 'hello', 'x'.repeat(100_000)]) {
      writeFileSync(file, content);
      await expect(inspectPackage(file)).rejects.toMatchObject({
        code: 'package.notAPackage',
        params: { file: 'f.zxpkg' },
      });
    }
    await expect(inspectPackage(path.join(folder, 'none'))).rejects.toMatchObject({ code: 'file.notFound' });
    await expect(inspectPackage(folder)).rejects.toMatchObject({ code: 'file.notAFile' });
  });

  it('is refused when it is another zip, an Excel workbook for example', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'w.xlsx');
    runPythonJson(
      `import json, sys, openpyxl
openpyxl.Workbook().save(sys.argv[1])
print('null')`,
      { args: [file] },
    );
    await expect(inspectPackage(file)).rejects.toMatchObject({ code: 'package.notAPackage' });
  });

  it('is told from a package of a later version', async () => {
    const { file } = await sealedSample();
    const bytes = readFileSync(file);
    bytes.write('zhengxin-seal/2', bytes.indexOf('zhengxin-seal/1'));
    writeFileSync(file, bytes);
    await expect(inspectPackage(file)).rejects.toMatchObject({
      code: 'package.newerFormat',
      params: { format: 'zhengxin-seal/2' },
    });
  });
});

describe('limits', () => {
  const cases = [
    ['entries', { entries: 5 }],
    ['bytes', { bytes: 400 }],
    ['line', { line: 40 }],
    ['manifest', { manifest: 200 }],
  ] as const;

  it.each(cases)('on %s hold when sealing', async (limit, limits) => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'p.zxpkg');
    await expect(sealPackage(file, sampleContent(folder), { limits })).rejects.toMatchObject({
      code: 'package.tooLarge',
      params: { file: 'p.zxpkg', limit },
    });
    expect(readdirSync(folder).filter((name) => !name.startsWith('evidence-'))).toEqual([]);
  });

  it.each(cases)('on %s hold when opening', async (limit, limits) => {
    const { file } = await sealedSample();
    await expect(opened(file, { limits })).rejects.toMatchObject({
      code: 'package.tooLarge',
      params: { limit },
    });
  });
});

describe('sealing', () => {
  it('leaves the old package when the rows fail, and lets go of their source', async () => {
    const { file, folder } = await sealedSample();
    const before = readFileSync(file);
    let released = false;
    async function* failing() {
      try {
        for (let number = 0; ; number += 1) {
          if (number === 5_000) throw new Error('cancelled');
          yield { id: idOf(number), ownerOffice: township.officeId, title: sha256(`${number}`) };
        }
      } finally {
        released = true;
      }
    }
    await expect(
      sealPackage(file, sampleContent(folder, { tables: { records: failing() } })),
    ).rejects.toThrow('cancelled');
    expect(released).toBe(true);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('says that the disk is full, leaves no file and lets go of the rows', async () => {
    const disk = smallDisk(256);
    const folder = temporaryFolder();
    const file = path.join(disk, 'p.zxpkg');
    let released = false;
    async function* endless() {
      try {
        for (let number = 0; ; number += 1) yield { number, digest: sha256(`${number}`) };
      } finally {
        released = true;
      }
    }
    await expect(
      sealPackage(file, sampleContent(folder, { tables: { records: endless() } })),
    ).rejects.toMatchObject({ code: 'file.diskFull', params: { name: 'p.zxpkg' } });
    expect(released).toBe(true);
    expect(readdirSync(disk)).toEqual([]);
  });

  it('refuses an evidence file that is not the registered one, or gone', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'p.zxpkg');
    const content = sampleContent(folder);
    writeFileSync(path.join(folder, 'evidence-0'), '换掉的扫描件');
    await expect(sealPackage(file, content)).rejects.toMatchObject({
      code: 'package.evidenceChanged',
      params: { sha256: sha256('处罚决定书扫描件') },
    });
    const gone = { ...content, evidence: [{ sha256: 'd'.repeat(64), path: path.join(folder, 'none') }] };
    await expect(sealPackage(file, gone)).rejects.toMatchObject({
      code: 'file.notFound',
      params: { name: 'none' },
    });
    expect(existsSync(file)).toBe(false);
  });
});
