/** R10: a package that was cut, lengthened or changed in a single bit is refused, always and before any use. */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { inspectPackage, verifyPackage } from '#engine/packages/open-package.ts';
import { readTable } from '#engine/packages/read-package.ts';
import { sealPackage } from '#engine/packages/seal-package.ts';
import { idOf, sampleContent, sha256, township, trusted } from '../packages/sample-package.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';

const folder = sharedTemporaryFolder();
const damagedFile = path.join(folder, 'damaged.zxpkg');
let small: Buffer;
let large: Buffer;

beforeAll(async () => {
  const smallFile = path.join(folder, 'small.zxpkg');
  await sealPackage(smallFile, sampleContent(folder));
  small = readFileSync(smallFile);

  const largeFile = path.join(folder, 'large.zxpkg');
  const scan = randomBytes(300_000);
  writeFileSync(path.join(folder, 'scan'), scan);
  const records = Array.from({ length: 5_000 }, (_, number) => ({
    id: idOf(number),
    ownerOffice: township.officeId,
    title: sha256(String(number)),
  }));
  await sealPackage(
    largeFile,
    sampleContent(folder, {
      tables: { records },
      evidence: [{ sha256: sha256(scan), path: path.join(folder, 'scan') }],
    }),
  );
  large = readFileSync(largeFile);
});

async function isRefused(bytes: Buffer): Promise<boolean> {
  writeFileSync(damagedFile, bytes);
  try {
    await (await verifyPackage(damagedFile, { trusted })).close();
    return false;
  } catch (error) {
    // A refusal is one of ours with a code; anything else would be a crash.
    expect(error).toMatchObject({ code: expect.stringMatching(/^package\./) });
    return true;
  }
}

function withFlippedBit(bytes: Buffer, at: number, bit: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ (1 << bit);
  return changed;
}

describe('a package is refused', () => {
  it('not, as long as it is whole', async () => {
    expect(await isRefused(small)).toBe(false);
    expect(await isRefused(large)).toBe(false);
  });

  it('when one bit differs, at every byte of a small package', async () => {
    const accepted: number[] = [];
    for (let at = 0; at < small.length; at += 1) {
      if (!(await isRefused(withFlippedBit(small, at, at % 8)))) accepted.push(at);
    }
    expect(accepted).toEqual([]);
  });

  it('when any bit of its end differs: the directory record and the seal', async () => {
    for (let at = small.length - 400; at < small.length; at += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        expect(await isRefused(withFlippedBit(small, at, bit))).toBe(true);
      }
    }
  });

  it('when one bit differs, in a large one', async () => {
    const place = fc.record({ at: fc.nat(large.length - 1), bit: fc.nat(7) });
    await fc.assert(
      fc.asyncProperty(place, async ({ at, bit }) => isRefused(withFlippedBit(large, at, bit))),
      { numRuns: 300 },
    );
  });

  it('when it is cut, at every offset of a small package and at 100 random ones of a large one', async () => {
    for (let length = 0; length < small.length; length += 1) {
      expect(await isRefused(small.subarray(0, length))).toBe(true);
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(large.length - 1), async (length) => isRefused(large.subarray(0, length))),
      { numRuns: 100 },
    );
  });

  it('when bytes are put before, after or into it, or taken out', async () => {
    const change = fc.record({
      at: fc.nat(small.length),
      taken: fc.nat(40),
      put: fc.uint8Array({ maxLength: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ at, taken, put }) => {
        const changed = Buffer.concat([small.subarray(0, at), put, small.subarray(at + taken)]);
        fc.pre(!changed.equals(small));
        return isRefused(changed);
      }),
      { numRuns: 300 },
    );
  });

  it('when a sector-sized hole or a stretch of junk is in it', async () => {
    const change = fc.record({ sector: fc.nat(Math.floor(large.length / 512) - 1), zero: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(change, async ({ sector, zero }) => {
        const changed = Buffer.from(large);
        changed.set(zero ? Buffer.alloc(512) : randomBytes(512), sector * 512);
        return isRefused(changed);
      }),
      { numRuns: 50 },
    );
  });

  it('by inspection too, when anything but the signature itself differs', async () => {
    const signatureAt = small.length - 128;
    for (let at = 0; at < signatureAt; at += 1) {
      writeFileSync(damagedFile, withFlippedBit(small, at, (at + 3) % 8));
      await expect(inspectPackage(damagedFile)).rejects.toMatchObject({
        code: expect.stringMatching(/^package\./),
      });
    }
  });
});

describe('what comes out of a package', () => {
  const json = fc.jsonValue({ maxDepth: 2 }).filter((value) => !JSON.stringify(value).includes('__proto__'));
  const anyRow = fc.dictionary(fc.string(), json, { maxKeys: 5, noNullPrototype: true });

  it('is what went in, whatever the rows hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { maxLength: 20 }), async (rows) => {
        const file = path.join(folder, 'rows.zxpkg');
        await sealPackage(file, sampleContent(folder, { tables: { rows }, evidence: [] }));
        const verified = await verifyPackage(file, { trusted });
        const read: unknown[] = [];
        for await (const row of readTable(verified, 'rows', z.unknown())) read.push(row);
        await verified.close();
        // Through JSON: it knows no -0.
        expect(read).toEqual(JSON.parse(JSON.stringify(rows)));
      }),
      { numRuns: 60 },
    );
  });

  it('is sealed in the same bytes every time', async () => {
    const target = temporaryFolder();
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { maxLength: 20 }), async (rows) => {
        const [first, second] = [path.join(target, 'a'), path.join(target, 'b')];
        await sealPackage(first, sampleContent(folder, { tables: { rows } }));
        await sealPackage(second, sampleContent(folder, { tables: { rows } }));
        expect(readFileSync(second).equals(readFileSync(first))).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});
