/**
 * Writing a file so that its name always stands for something whole: the old content or the new, never half of
 * either, whatever is killed or unplugged meanwhile. Shared by every room that writes files.
 *
 * Temporary file in the same folder → write → fsync → rename → fsync of the folder. On Windows a rename fails with
 * EPERM, EACCES or EBUSY while a virus scanner or the indexer holds the file: it is tried again, first after 10 ms,
 * then after twice as long each time, for 5 seconds in all.
 */
import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, lstat, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '#shared/errors/app-error.ts';

export type FileContent =
  | string
  | Uint8Array
  | Iterable<Uint8Array | string>
  | AsyncIterable<Uint8Array | string>;

export interface WrittenFile {
  /** Bytes. */
  size: number;
  /** SHA-256 of the content, hex. */
  sha256: string;
}

const firstRetryMs = 10;
const retryForMs = 5_000;

/** Names that `temporaryPathFor` gives, and nobody else. */
const temporaryName = /^zhengxin-[0-9a-f]{12}\.tmp$/;
/**
 * What lies under such a name so long was left by a program that was killed. A week, because a finished one may also
 * have been kept for the user, who was told its name (`file.busy`).
 */
const abandonedAfterMs = 7 * 24 * 3_600_000;

/**
 * A name for the temporary file of `target`: in the same folder (a rename is atomic only within one file system),
 * random so that two writers never share it, and short, because a long Chinese name already fills the 255 bytes
 * that a name may have.
 */
export function temporaryPathFor(target: string): string {
  return path.join(path.dirname(target), `zhengxin-${randomBytes(6).toString('hex')}.tmp`);
}

/**
 * Writes `content` under the name `target`, replacing what is there.
 *
 * @param options.mode permissions of a new file (POSIX only), for example 0o600 for a secret
 * @throws AppError `file.diskFull`, `file.notWritable`, `file.busy` and the other `file.*`; `target` is untouched
 *   then. Whatever the content's iterator throws is passed on as it is, and nothing is written either.
 */
export async function writeFileAtomically(
  target: string,
  content: FileContent,
  options: { mode?: number } = {},
): Promise<WrittenFile> {
  const temporary = temporaryPathFor(target);
  let written: WrittenFile;
  try {
    written = await writeNewFile(temporary, target, content, options.mode);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await commitTemporaryFile(temporary, target);
  return written;
}

async function writeNewFile(
  temporary: string,
  target: string,
  content: FileContent,
  mode: number | undefined,
): Promise<WrittenFile> {
  const hash = createHash('sha256');
  let size = 0;
  const handle = await asFileFailure(target, 'write', () => open(temporary, 'wx', mode));
  try {
    const chunks = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
    for await (const chunk of chunks) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      await asFileFailure(target, 'write', () => writeFully(handle, bytes));
      hash.update(bytes);
      size += bytes.length;
    }
  } finally {
    await asFileFailure(target, 'write', () => handle.close());
  }
  return { size, sha256: hash.digest('hex') };
}

/** Writes all of `bytes`: a single write may stop short, on a nearly full disk for example. */
async function writeFully(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, done);
    done += bytesWritten;
  }
}

/**
 * Makes a finished temporary file (in the folder of `target`) durable and gives it the name `target`, replacing
 * what is there.
 *
 * @throws AppError `file.busy` if the name stayed locked for 5 seconds; the temporary file is kept then, and named.
 *   `file.diskFull` and the other `file.*` if it could not be flushed; the temporary file is kept then too.
 */
export async function commitTemporaryFile(temporary: string, target: string): Promise<void> {
  await asFileFailure(target, 'write', () => syncFile(temporary));
  await renameWithRetry(temporary, target);
  await syncFolder(path.dirname(target));
  await sweepAbandoned(path.dirname(target), 'file');
}

/**
 * Gives a finished temporary folder (beside `target`) its name. The caller has flushed the files in it; the lists of
 * names are flushed here. A name that is taken is never replaced.
 *
 * @throws AppError `file.nameTaken`, `file.busy` (the temporary folder is kept then, and named), and the other `file.*`
 */
export async function commitTemporaryFolder(temporary: string, target: string): Promise<void> {
  const inside = await readdir(temporary, { recursive: true, withFileTypes: true });
  const folders = inside.filter((entry) => entry.isDirectory());
  for (const { parentPath, name } of folders) await syncFolder(path.join(parentPath, name));
  await syncFolder(temporary);
  // A rename would take the place of an empty folder.
  const taken = await lstat(target).catch(() => null);
  if (taken !== null) throw new AppError('file.nameTaken', { name: path.basename(target) });
  await renameWithRetry(temporary, target);
  await syncFolder(path.dirname(target));
  await sweepAbandoned(path.dirname(target), 'folder');
}

/**
 * Takes away what lies under a temporary name for a week: files when a file was written, folders when a folder was.
 * Tidying up never turns what was written into a failure.
 */
async function sweepAbandoned(folder: string, kind: 'file' | 'folder'): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((name) => temporaryName.test(name))) {
    const left = path.join(folder, name);
    const found = await lstat(left).catch(() => null);
    const isOfKind = kind === 'file' ? found?.isFile() : found?.isDirectory();
    if (found === null || isOfKind !== true) continue;
    if (Date.now() - found.mtimeMs > abandonedAfterMs) {
      await rm(left, { force: true, recursive: true }).catch(() => undefined);
    }
  }
}

async function syncFile(file: string): Promise<void> {
  // Windows flushes only handles that may write.
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function renameWithRetry(temporary: string, target: string): Promise<void> {
  const startedAt = performance.now();
  for (let wait = firstRetryMs; ; wait *= 2) {
    try {
      await rename(temporary, target);
      return;
    } catch (error) {
      if (!isLocked(error)) {
        // No waiting will help, and what lies beside a name that cannot be had is only in the way.
        await rm(temporary, { force: true, recursive: true });
        throw fileFailure(error, target, 'write');
      }
      const left = retryForMs - (performance.now() - startedAt);
      if (left <= 0) {
        throw new AppError(
          'file.busy',
          { name: path.basename(target), kept: path.basename(temporary) },
          { cause: error },
        );
      }
      await delay(Math.min(wait, left));
    }
  }
}

/** Makes the rename itself durable. Windows cannot, and some network file systems refuse: then it is left to them. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    if (!['EINVAL', 'ENOTSUP', 'EPERM'].includes(systemCode(error)))
      throw fileFailure(error, folder, 'write');
  } finally {
    await handle.close();
  }
}

/** What was being done to the file: a refused permission is worded by it. */
export type FileAccess = 'read' | 'write';

/** Runs a file operation and turns the system's error into a `file.*` failure that names the file, not its path. */
export async function asFileFailure<T>(
  file: string,
  access: FileAccess,
  action: () => Promise<T>,
): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw fileFailure(error, file, access);
  }
}

/** The failure for an error of the file system; any other error is returned as it is. */
export function fileFailure(error: unknown, file: string, access: FileAccess): unknown {
  if (error instanceof AppError) return error;
  const name = path.basename(file);
  const cause = { cause: error };
  switch (systemCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError('file.diskFull', { name }, cause);
    case 'EFBIG':
      return new AppError('file.tooLargeForDisk', { name }, cause);
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError('file.notFound', { name }, cause);
    case 'EISDIR':
      return new AppError('file.notAFile', { name }, cause);
    case 'EACCES':
    case 'EPERM':
    // A name that no disk can hold.
    case 'ENAMETOOLONG':
      return new AppError(access === 'read' ? 'file.notReadable' : 'file.notWritable', { name }, cause);
    case 'EROFS':
      return new AppError('file.notWritable', { name }, cause);
    case 'EBUSY':
      return new AppError('file.busy', { name, kept: null }, cause);
    case 'EIO':
    case 'ENODEV':
    case 'ENXIO':
    case 'ESTALE':
      return new AppError('file.deviceFailed', { name }, cause);
    default:
      return error;
  }
}

function isLocked(error: unknown): boolean {
  return ['EPERM', 'EACCES', 'EBUSY'].includes(systemCode(error));
}

function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
