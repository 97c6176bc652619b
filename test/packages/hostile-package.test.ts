/**
 * Packages that an enrolled office sealed with its own key, so that seal and key are in order, but made with a
 * program of its own: the container and the manifest must hold by themselves.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { appendSeal } from '#engine/packages/container-seal.ts';
import {
  manifestBytes,
  type PackageManifest,
  packageFormat,
  parseManifest,
  signManifest,
} from '#engine/packages/manifest.ts';
import { inspectPackage, verifyPackage } from '#engine/packages/open-package.ts';
import { readTable } from '#engine/packages/read-package.ts';
import { createSigningKey } from '#engine/packages/signing-key.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { manifestFields, sha256, townshipKey, trusted } from './sample-package.ts';

interface HostileEntry {
  name: string;
  content: Buffer;
  stored?: boolean;
  /** Inflated size as the headers claim it; the real one unless given. */
  claimedSize?: number;
  /** External attributes; a regular file unless given. */
  attributes?: number;
  /** Bytes put before the entry that no header accounts for. */
  gap?: Buffer;
  /** Name in the local header, where it differs from the directory's. */
  localName?: string;
  extra?: Buffer;
}

/** Writes a zip by hand (PKWARE APPNOTE.TXT 4.3), in the very form of our writer but for what the entries ask. */
function zipOf(entries: readonly HostileEntry[], beforeDirectory = Buffer.alloc(0)): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  const add = (bytes: Buffer) => {
    parts.push(bytes);
    offset += bytes.length;
  };
  for (const entry of entries) {
    if (entry.gap) add(entry.gap);
    const start = offset;
    const data = entry.stored ? entry.content : deflateRawSync(entry.content);
    const method = entry.stored ? 0 : 8;
    const size = entry.claimedSize ?? entry.content.length;
    const crc = crc32(entry.content);
    const name = Buffer.from(entry.name);
    const localName = Buffer.from(entry.localName ?? entry.name);
    const extra = entry.extra ?? Buffer.alloc(0);

    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(0x0808, 6);
    local.writeUInt16LE(method, 8);
    local.writeUInt16LE(localName.length, 26);
    add(Buffer.concat([local, localName, data]));
    const descriptor = Buffer.alloc(16);
    descriptor.writeUInt32LE(0x08074b50, 0);
    descriptor.writeUInt32LE(crc, 4);
    descriptor.writeUInt32LE(data.length, 8);
    descriptor.writeUInt32LE(size, 12);
    add(descriptor);

    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE(0x033f, 4);
    record.writeUInt16LE(20, 6);
    record.writeUInt16LE(0x0808, 8);
    record.writeUInt16LE(method, 10);
    record.writeUInt32LE(crc, 16);
    record.writeUInt32LE(data.length, 20);
    record.writeUInt32LE(size, 24);
    record.writeUInt16LE(name.length, 28);
    record.writeUInt16LE(extra.length, 30);
    record.writeUInt32LE(entry.attributes ?? (0o100644 << 16) >>> 0, 38);
    record.writeUInt32LE(start, 42);
    directory.push(record, name, extra);
  }
  add(beforeDirectory);
  const records = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(records.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, records, end]);
}

async function writeSealed(zip: Buffer): Promise<string> {
  const file = path.join(temporaryFolder(), 'hostile.zxpkg');
  writeFileSync(file, zip);
  const handle = await open(file, 'r+');
  await appendSeal(handle, townshipKey);
  await handle.close();
  return file;
}

const rowsText = '{"a":1}\n{"a":2}\n';
const evidence = Buffer.from('证据');
const dataEntry: HostileEntry = { name: 'data/records.jsonl', content: Buffer.from(rowsText) };
const evidenceEntry: HostileEntry = { name: `evidence/${sha256(evidence)}`, content: evidence, stored: true };

const describeEntry = ({ name, content, claimedSize }: HostileEntry) => ({
  name,
  size: claimedSize ?? content.length,
  sha256: sha256(content),
});

function manifestOf(entries: readonly HostileEntry[], changes: Partial<PackageManifest> = {}) {
  return {
    ...manifestFields,
    format: packageFormat,
    counts: { records: 2 },
    entries: entries.map(describeEntry),
    ...changes,
  } satisfies PackageManifest;
}

/** The manifest and signature entries for a manifest's bytes. */
function signedEntries(bytes: Buffer, key = townshipKey): HostileEntry[] {
  return [
    { name: 'manifest.json', content: bytes },
    { name: 'manifest.sig', content: signManifest(bytes, key) },
  ];
}

const goodContents = [dataEntry, evidenceEntry];
const goodManifest = manifestBytes(manifestOf(goodContents));
const goodEntries = [...goodContents, ...signedEntries(goodManifest)];

/** The good package with one entry replaced. */
const withEntry = (name: string, change: Partial<HostileEntry>) =>
  goodEntries.map((entry) => (entry.name === name ? { ...entry, ...change } : entry));

async function verify(file: string) {
  const verified = await verifyPackage(file, { trusted });
  await verified.close();
  return verified;
}

const row = z.strictObject({ a: z.int() });

describe('a hostile but enrolled sender', () => {
  it('can also make a good package: the hand-made container is accepted as such', async () => {
    const file = await writeSealed(zipOf(goodEntries));
    const verified = await verifyPackage(file, { trusted });
    const read: unknown[] = [];
    for await (const one of readTable(verified, 'records', row)) read.push(one);
    await verified.close();
    expect(read).toEqual([{ a: 1 }, { a: 2 }]);
  });

  const evidenceName = evidenceEntry.name;
  const structures: [string, () => Buffer][] = [
    [
      'an entry that the manifest does not list',
      () => {
        const extra = { name: 'data/zzz.jsonl', content: Buffer.from('{}\n') };
        return zipOf([dataEntry, extra, evidenceEntry, ...signedEntries(goodManifest)]);
      },
    ],
    ['a listed entry missing', () => zipOf([dataEntry, ...signedEntries(goodManifest)])],
    ['no manifest', () => zipOf(goodContents)],
    ['no signature', () => zipOf(goodEntries.slice(0, -1))],
    ['an entry twice', () => zipOf([dataEntry, dataEntry, evidenceEntry, ...signedEntries(goodManifest)])],
    ['entries out of order', () => zipOf([...goodEntries].reverse())],
    ['a path upwards', () => zipOf(withEntry(evidenceName, { name: 'evidence/../../x' }))],
    ['an absolute path', () => zipOf(withEntry(dataEntry.name, { name: '/data/records.jsonl' }))],
    ['a backslash', () => zipOf(withEntry(evidenceName, { name: `evidence\\${sha256(evidence)}` }))],
    ['a very long name', () => zipOf(withEntry(dataEntry.name, { name: `data/${'a'.repeat(9_000)}.jsonl` }))],
    ['a symbolic link', () => zipOf(withEntry(evidenceName, { attributes: (0o120777 << 16) >>> 0 }))],
    [
      'another name in the local header',
      () => zipOf(withEntry(dataEntry.name, { localName: 'data/recordz.jsonl' })),
    ],
    ['an extra field', () => zipOf(withEntry(dataEntry.name, { extra: Buffer.from([1, 0, 0, 0]) }))],
    [
      'bytes before the first entry',
      () => zipOf(withEntry(dataEntry.name, { gap: Buffer.from('#!/bin/sh\n') })),
    ],
    ['bytes between entries', () => zipOf(withEntry('manifest.json', { gap: Buffer.from('hidden') }))],
    ['bytes before the directory', () => zipOf(goodEntries, Buffer.from('hidden'))],
    ['a size that differs from the manifest', () => zipOf(withEntry(dataEntry.name, { claimedSize: 99 }))],
    [
      'overlapping entries',
      () => {
        const zip = zipOf(goodEntries);
        // The second directory record is made to point at the first entry.
        const directory = zip.readUInt32LE(zip.length - 6);
        zip.writeUInt32LE(0, directory + 46 + dataEntry.name.length + 42);
        return zip;
      },
    ],
    [
      'fewer entries counted than there are',
      () => {
        const zip = zipOf(goodEntries);
        zip.writeUInt16LE(3, zip.length - 12);
        return zip;
      },
    ],
    [
      'a directory outside the file',
      () => {
        const zip = zipOf(goodEntries);
        zip.writeUInt32LE(0xffff_fff0, zip.length - 6);
        return zip;
      },
    ],
  ];
  it.each(structures)('is refused with %s', async (_what, zip) => {
    const file = await writeSealed(zip());
    const refusal = { code: 'package.damaged', params: { what: 'structure' } };
    await expect(verify(file)).rejects.toMatchObject(refusal);
    await expect(inspectPackage(file)).rejects.toMatchObject(refusal);
  });

  it('is refused when the inflated bytes are more or fewer than announced', async () => {
    const zeros = Buffer.alloc(50_000_000);
    for (const claimedSize of [10, 60_000_000]) {
      const bomb: HostileEntry = { name: dataEntry.name, content: zeros, claimedSize };
      const contents = [bomb, evidenceEntry];
      const file = await writeSealed(
        zipOf([...contents, ...signedEntries(manifestBytes(manifestOf(contents)))]),
      );
      const startedAt = performance.now();
      await expect(verify(file)).rejects.toMatchObject({
        code: expect.stringMatching(/package\.(damaged|tooLarge)/),
      });
      expect(performance.now() - startedAt).toBeLessThan(2_000);
    }
  });

  it('is refused when the manifest alone is a bomb', async () => {
    const bomb = { name: 'manifest.json', content: Buffer.alloc(30_000_000, 32) };
    const honest = await writeSealed(zipOf([...goodContents, bomb, goodEntries[3] as HostileEntry]));
    await expect(inspectPackage(honest)).rejects.toMatchObject({
      code: 'package.tooLarge',
      params: { limit: 'manifest' },
    });
    const lying = await writeSealed(
      zipOf([...goodContents, { ...bomb, claimedSize: 500 }, goodEntries[3] as HostileEntry]),
    );
    await expect(inspectPackage(lying)).rejects.toMatchObject({
      code: 'package.damaged',
      params: { what: 'entry', entry: 'manifest.json' },
    });
  });

  it('is refused when the announced sizes add up to too much', async () => {
    const huge = [1, 2, 3].map((number) => ({
      name: `data/t${number}.jsonl`,
      content: Buffer.from('{}\n'),
      claimedSize: 900_000_000,
    }));
    const manifest = manifestOf(huge, { counts: { t1: 1, t2: 1, t3: 1 } });
    const file = await writeSealed(zipOf([...huge, ...signedEntries(manifestBytes(manifest))]));
    await expect(inspectPackage(file)).rejects.toMatchObject({
      code: 'package.tooLarge',
      params: { limit: 'bytes', allowed: 2_000_000_000 },
    });
  });

  it('is refused when a content is not that of the manifest', async () => {
    const other = Buffer.from('{"a":1}\n{"a":3}\n');
    const file = await writeSealed(zipOf(withEntry(dataEntry.name, { content: other })));
    await expect(verify(file)).rejects.toMatchObject({
      code: 'package.damaged',
      params: { what: 'entry', entry: 'data/records.jsonl' },
    });
  });

  it.each([
    ['fewer rows than counted', '{"a":1}\n'],
    ['more rows than counted', '{"a":1}\n{"a":2}\n{"a":3}\n'],
    ['a last line without end', '{"a":1}\n{"a":2}'],
    ['nothing', ''],
  ])('is refused when a table has %s', async (_what, text) => {
    const contents = [{ ...dataEntry, content: Buffer.from(text) }, evidenceEntry];
    const file = await writeSealed(
      zipOf([...contents, ...signedEntries(manifestBytes(manifestOf(contents)))]),
    );
    await expect(verify(file)).rejects.toMatchObject({
      code: 'package.damaged',
      params: { what: 'entry', entry: 'data/records.jsonl' },
    });
  });

  it.each([
    ['no JSON', Buffer.from('{"a":1}\nnull}\n')],
    ['not UTF-8', Buffer.from([...Buffer.from('{"a":1}\n'), 0x22, 0xff, 0x22, 10])],
    ['an empty line', Buffer.from('{"a":1}\n\n')],
    ['a member too many', Buffer.from('{"a":1}\n{"a":2,"__proto__":{"x":1}}\n')],
  ])('is refused while reading a row that is %s', async (_what, content) => {
    const contents = [{ ...dataEntry, content }, evidenceEntry];
    const file = await writeSealed(
      zipOf([...contents, ...signedEntries(manifestBytes(manifestOf(contents)))]),
    );
    const verified = await verifyPackage(file, { trusted });
    const reading = async () => {
      for await (const _row of readTable(verified, 'records', row));
    };
    await expect(reading()).rejects.toMatchObject({
      code: 'package.badRow',
      params: { table: 'records', line: 2, field: null },
    });
    await verified.close();
  });

  it('is refused when the manifest was signed with another key than the seal', async () => {
    const file = await writeSealed(
      zipOf([...goodContents, ...signedEntries(goodManifest, createSigningKey())]),
    );
    await expect(verify(file)).rejects.toMatchObject({ code: 'package.signatureInvalid' });
  });
});

describe('a manifest', () => {
  const good = JSON.parse(goodManifest.toString()) as Record<string, unknown>;
  const text = (changes: Record<string, unknown>) =>
    Buffer.from(JSON.stringify(sortMembers({ ...good, ...changes })));
  /** Members in order of their names, as canonical JSON has them. */
  function sortMembers(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(sortMembers);
    if (value === null || typeof value !== 'object') return value;
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(members.map(([name, member]) => [name, sortMembers(member)]));
  }

  it('is stored as canonical JSON', () => {
    expect(text({}).equals(goodManifest)).toBe(true);
    expect(parseManifest(goodManifest, 'f')).toEqual(manifestOf(goodContents));
  });

  const entries = manifestOf(goodContents).entries;
  const refusals: [string, Buffer][] = [
    ['is no JSON', Buffer.from('{')],
    ['is not UTF-8', Buffer.concat([goodManifest.subarray(0, -2), Buffer.from([0xff, 0x22, 0x7d])])],
    ['is spelled otherwise', Buffer.from(JSON.stringify(good, null, 1))],
    [
      'gives a member twice',
      Buffer.from(goodManifest.toString().replace('"kind":', '"kind":"result","kind":')),
    ],
    ['has a member too many', text({ trusted: true })],
    ['lacks a sender', text({ sender: null })],
    [
      'names evidence by another digest',
      text({ entries: [entries[0], { ...entries[1], name: `evidence/${'e'.repeat(64)}` }] }),
    ],
    ['lists entries out of order', text({ entries: [...entries].reverse() })],
    ['lists an entry twice', text({ entries: [entries[0], entries[0], entries[1]] })],
    ['lists a table without a count', text({ counts: {} })],
    ['counts a table that is not there', text({ counts: { records: 2, bodies: 0 } })],
    ['counts a table with a hostile name', text({ counts: { records: 2, '../x': 0 } })],
    [
      'declares a score that is no number',
      text({
        declared: {
          resultDigest: null,
          scores: [{ bodyUscc: '1'.repeat(18), score: '1e3', grade: null, total: null }],
        },
      }),
    ],
  ];
  it.each(refusals)('is refused when it %s', (_what, bytes) => {
    expect(() => parseManifest(bytes, 'f')).toThrowError(
      expect.objectContaining({
        code: 'package.damaged',
        params: { file: 'f', what: 'manifest', entry: null },
      }),
    );
  });

  it('of a later version asks for an update', () => {
    expect(() => parseManifest(text({ format: 'zhengxin-package/2', news: 1 }), 'f')).toThrowError(
      expect.objectContaining({ code: 'package.newerFormat' }),
    );
  });
});

describe('re-sealed damage', () => {
  it('of one bit anywhere is refused or changes nothing, even if the sender seals it', async () => {
    const zip = zipOf(goodEntries);
    const expected = await verify(await writeSealed(zip));
    const file = path.join(temporaryFolder(), 'f.zxpkg');
    let accepted = 0;
    for (let at = 0; at < zip.length - 22; at += 1) {
      const changed = Buffer.from(zip);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      writeFileSync(file, changed);
      const handle = await open(file, 'r+');
      await appendSeal(handle, townshipKey);
      await handle.close();
      const verified = await verify(file).catch(() => null);
      if (verified === null) continue;
      // Padding bits of a deflate stream: the contents, digested, are still those of the manifest.
      accepted += 1;
      expect(verified.manifest).toEqual(expected.manifest);
    }
    expect(accepted).toBeLessThan(10);
    expect(readFileSync(file).length).toBeGreaterThan(zip.length);
  });
});
