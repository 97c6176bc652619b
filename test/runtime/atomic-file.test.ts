import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  commitTemporaryFile,
  commitTemporaryFolder,
  temporaryPathFor,
  writeFileAtomically,
} from '#engine/runtime/atomic-file.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { asRoot, smallDisk } from '../support/tmpfs.ts';

/** SHA-256 of “abc”: the first example of FIPS 180-2, appendix B.1. */
const sha256OfAbc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

async function* failingAfterFirstChunk() {
  yield 'first';
  throw new Error('source failed');
}

describe('writeFileAtomically', () => {
  it('writes a new file and says its size and SHA-256', async () => {
    const folder = temporaryFolder();
    const target = path.join(folder, '报送.txt');
    expect(await writeFileAtomically(target, ['a', Buffer.from('b'), 'c'])).toEqual({
      size: 3,
      sha256: sha256OfAbc,
    });
    expect(readFileSync(target, 'utf8')).toBe('abc');
    expect(readdirSync(folder)).toEqual(['报送.txt']);
  });

  it('replaces an existing file', async () => {
    const target = path.join(temporaryFolder(), 'f');
    writeFileSync(target, 'old content that is longer');
    await writeFileAtomically(target, 'new');
    expect(readFileSync(target, 'utf8')).toBe('new');
  });

  it('takes a name that fills the 255 bytes a name may have', async () => {
    const folder = temporaryFolder();
    // 85 characters of 3 bytes each in UTF-8.
    const target = path.join(folder, '测'.repeat(85));
    await writeFileAtomically(target, 'x');
    expect(readdirSync(folder)).toEqual(['测'.repeat(85)]);
  });

  it('sweeps away what a killed program left in the folder a week ago, and nothing else', async () => {
    const folder = temporaryFolder();
    const now = Date.now() / 1000;
    const days = (count: number) => now - count * 24 * 3600;
    const left: [name: string, changed: number][] = [
      ['zhengxin-0123456789ab.tmp', days(8)],
      // Perhaps being written, or kept for the user.
      ['zhengxin-cdef01234567.tmp', days(6)],
      // Not ours.
      ['zhengxin-notes.tmp', days(8)],
      ['zhengxin-0123456789ab.tmp.xlsx', days(8)],
      ['other.tmp', days(8)],
    ];
    for (const [name, changed] of left) {
      writeFileSync(path.join(folder, name), 'x');
      utimesSync(path.join(folder, name), changed, changed);
    }
    mkdirSync(path.join(folder, 'zhengxin-aaaaaaaaaaaa.tmp'));
    utimesSync(path.join(folder, 'zhengxin-aaaaaaaaaaaa.tmp'), days(8), days(8));
    await writeFileAtomically(path.join(folder, '汇总表.xlsx'), 'new');
    expect(readdirSync(folder).toSorted()).toEqual(
      ['汇总表.xlsx', 'zhengxin-aaaaaaaaaaaa.tmp', ...left.slice(1).map(([name]) => name)].toSorted(),
    );
  });

  it('gives a secret the permissions asked for', async () => {
    const target = path.join(temporaryFolder(), 'key');
    await writeFileAtomically(target, 'secret', { mode: 0o600 });
    expect(statSync(target).mode & 0o777).toBe(0o600);
  });

  it('leaves the old file and no other when the source fails', async () => {
    const folder = temporaryFolder();
    const target = path.join(folder, 'f');
    writeFileSync(target, 'old');
    await expect(writeFileAtomically(target, failingAfterFirstChunk())).rejects.toThrow('source failed');
    expect(readFileSync(target, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['f']);
  });

  it('leaves the old file and no other when the disk is full', async () => {
    const disk = smallDisk(256);
    const target = path.join(disk, 'f');
    writeFileSync(target, 'old');
    await expect(writeFileAtomically(target, Buffer.alloc(1024 * 1024, 7))).rejects.toMatchObject({
      code: 'file.diskFull',
      params: { name: 'f' },
    });
    expect(readFileSync(target, 'utf8')).toBe('old');
    expect(readdirSync(disk)).toEqual(['f']);
    // The disk is usable again at once: the space of the attempt was given back.
    await writeFileAtomically(target, Buffer.alloc(128 * 1024, 7));
    expect(statSync(target).size).toBe(128 * 1024);
  });

  it('says which file cannot be written, without its path', async () => {
    const folder = temporaryFolder();
    await expect(writeFileAtomically(path.join(folder, 'none', 'f'), 'x')).rejects.toMatchObject({
      code: 'file.notFound',
      params: { name: 'f' },
    });
    mkdirSync(path.join(folder, 'taken'));
    await expect(writeFileAtomically(path.join(folder, 'taken'), 'x')).rejects.toMatchObject({
      code: 'file.notAFile',
      params: { name: 'taken' },
    });
  });

  it('refuses a read-only disk', async () => {
    const disk = smallDisk(64);
    asRoot('mount', ['-o', 'remount,ro', disk]);
    await expect(writeFileAtomically(path.join(disk, 'f'), 'x')).rejects.toMatchObject({
      code: 'file.notWritable',
    });
  });
});

describe('commitTemporaryFile', () => {
  /** A name that something is mounted on cannot be replaced: rename answers EBUSY, as on Windows a held file does. */
  function lockName(target: string): () => void {
    writeFileSync(target, 'old');
    asRoot('mount', ['--bind', target, target]);
    let locked = true;
    const release = () => {
      if (locked) asRoot('umount', [target]);
      locked = false;
    };
    onTestFinished(release);
    return release;
  }

  it('waits for a name that another program holds for a moment', async () => {
    const target = path.join(temporaryFolder(), 'f');
    const release = lockName(target);
    const timer = setTimeout(release, 200);
    onTestFinished(() => clearTimeout(timer));
    await writeFileAtomically(target, 'new');
    expect(readFileSync(target, 'utf8')).toBe('new');
  });

  it('gives up after five seconds and keeps what was written', async () => {
    const folder = temporaryFolder();
    const target = path.join(folder, 'f');
    lockName(target);
    const temporary = temporaryPathFor(target);
    writeFileSync(temporary, 'new');
    const startedAt = performance.now();
    await expect(commitTemporaryFile(temporary, target)).rejects.toMatchObject({
      code: 'file.busy',
      params: { name: 'f', kept: path.basename(temporary) },
    });
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(5_000);
    expect(readFileSync(temporary, 'utf8')).toBe('new');
    expect(readFileSync(target, 'utf8')).toBe('old');
  });
});

describe('commitTemporaryFolder', () => {
  const folderOf = (target: string): string => {
    const temporary = temporaryPathFor(target);
    mkdirSync(path.join(temporary, 'inner'), { recursive: true });
    writeFileSync(path.join(temporary, 'inner', 'a.txt'), 'a');
    return temporary;
  };

  it('gives a finished folder its name, and sweeps what a killed program left a week ago', async () => {
    const parent = temporaryFolder();
    const abandoned = path.join(parent, 'zhengxin-0123456789ab.tmp');
    const recent = path.join(parent, 'zhengxin-cdef01234567.tmp');
    for (const [folder, days] of [
      [abandoned, 8],
      [recent, 6],
    ] as const) {
      mkdirSync(folder);
      const changed = Date.now() / 1000 - days * 24 * 3600;
      utimesSync(folder, changed, changed);
    }
    const target = path.join(parent, '归档');
    await commitTemporaryFolder(folderOf(target), target);
    expect(readFileSync(path.join(target, 'inner', 'a.txt'), 'utf8')).toBe('a');
    expect(readdirSync(parent).toSorted()).toEqual([path.basename(recent), '归档']);
  });

  it('replaces nothing, not even an empty folder', async () => {
    const target = path.join(temporaryFolder(), '归档');
    mkdirSync(target);
    const temporary = folderOf(target);
    await expect(commitTemporaryFolder(temporary, target)).rejects.toMatchObject({ code: 'file.nameTaken' });
    expect(readdirSync(target)).toEqual([]);
    expect(readdirSync(temporary)).toEqual(['inner']);
  });
});
