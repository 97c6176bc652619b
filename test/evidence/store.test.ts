/** The store of evidence files: whole or not there, never written over, swept only when nobody wants a file. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { placeOf, storeFile } from '#engine/evidence/store.ts';
import { type SweepParts, sweepEvidence } from '#engine/evidence/sweep.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { writeInto } from '../support/evidence-files.ts';
import { failureOf } from '../support/failure-of.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

const digest = (content: string): string => createHash('sha256').update(content).digest('hex');
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .toSorted();

it('keeps a file under the SHA-256 of its content, once however often it comes', async () => {
  const folder = path.join(temporaryFolder(), 'evidence');
  const source = writeInto(temporaryFolder(), '整改报告.txt', '已全部办结');
  const sha256 = digest('已全部办结');
  expect(await storeFile(folder, source)).toEqual({ sha256, size: 15, known: false });
  const kept = path.join(folder, sha256.slice(0, 2), sha256);
  expect(readFileSync(kept, 'utf8')).toBe('已全部办结');
  expect((await storeFile(folder, source)).known).toBe(true);
  expect(filesBelow(folder)).toEqual([sha256]);
});

it('puts a good file in the place of a damaged one and keeps what was found there', async () => {
  const folder = temporaryFolder();
  const source = writeInto(temporaryFolder(), 'a.txt', '原件');
  const sha256 = digest('原件');
  const place = placeOf(folder, sha256);
  mkdirSync(path.dirname(place));
  writeFileSync(place, '被改动');
  await storeFile(folder, source);
  expect(readFileSync(place, 'utf8')).toBe('原件');
  const aside = filesBelow(folder).find((name) => name.startsWith(`${sha256}.damaged-`)) ?? '';
  expect(readFileSync(path.join(path.dirname(place), aside), 'utf8')).toBe('被改动');
});

it('leaves nothing behind when it is stopped half-way, or the file cannot be read', async () => {
  const folder = temporaryFolder();
  const source = writeInto(temporaryFolder(), 'a.txt', 'x'.repeat(3_000_000));
  const stopped = storeFile(folder, source, async (done) => {
    if (done > 1_000_000) throw new AppError('operation.cancelled', {});
  });
  expect(await failureOf(stopped)).toMatchObject({ code: 'operation.cancelled' });
  expect(await failureOf(storeFile(folder, `${source}.none`))).toEqual({
    code: 'file.notFound',
    params: { name: 'a.txt.none' },
  });
  expect(filesBelow(folder)).toEqual([]);
});

const day = 86_400_000;
const sweep = (folder: string, parts: Partial<SweepParts> = {}) =>
  sweepEvidence({
    folder,
    now: Date.now,
    isUsed: () => false,
    isInBackup: () => false,
    signal: new AbortController().signal,
    ...parts,
  });

it('sweeps what is older than a day and wanted neither by a row nor by a backup', async () => {
  const folder = temporaryFolder();
  const put = async (content: string, daysAgo: number): Promise<string> => {
    const { sha256 } = await storeFile(folder, writeInto(temporaryFolder(), 'a.txt', content));
    const then = new Date(Date.now() - daysAgo * day);
    utimesSync(placeOf(folder, sha256), then, then);
    return sha256;
  };
  const orphan = await put('没有人要', 1.1);
  const used = await put('有记录引用', 400);
  const inBackup = await put('备份里有', 400);
  const fresh = await put('刚放进来', 0.9);
  const torn = path.join(folder, 'incoming-0123456789abcdef.tmp');
  writeFileSync(torn, '半份');
  utimesSync(torn, new Date(Date.now() - 2 * day), new Date(Date.now() - 2 * day));
  writeFileSync(path.join(folder, 'incoming-fedcba9876543210.tmp'), '正在写');
  writeFileSync(path.join(folder, '说明.txt'), '别人放的');

  const swept = await sweep(folder, {
    isUsed: (sha256) => sha256 === used,
    isInBackup: (sha256) => sha256 === inBackup,
  });
  expect(swept).toEqual({ removed: 2, moved: 0 });
  expect(existsSync(placeOf(folder, orphan))).toBe(false);
  expect(filesBelow(folder)).toEqual(
    [used, inBackup, fresh, 'incoming-fedcba9876543210.tmp', '说明.txt'].toSorted(),
  );
});

it('takes files that an earlier version laid flat into their folders', async () => {
  const folder = temporaryFolder();
  const sha256 = digest('旧版');
  writeFileSync(path.join(folder, sha256), '旧版');
  expect(await sweep(folder, { isUsed: () => true })).toEqual({ removed: 0, moved: 1 });
  expect(readFileSync(placeOf(folder, sha256), 'utf8')).toBe('旧版');
});

it('keeps a file that is wanted again while it is being looked at', async () => {
  const folder = temporaryFolder();
  const source = writeInto(temporaryFolder(), 'a.txt', '又来了');
  const { sha256 } = await storeFile(folder, source);
  utimesSync(placeOf(folder, sha256), new Date(0), new Date(0));
  // Coming again makes it young: its row follows at once.
  await storeFile(folder, source);
  expect(await sweep(folder)).toEqual({ removed: 0, moved: 0 });
});
