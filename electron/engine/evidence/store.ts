/**
 * The evidence files of a data folder, each under the SHA-256 of its content. A name stands for something whole or is
 * not there: a file is copied and hashed under a temporary name in the folder that it will lie in, flushed, and only then
 * given its name. What lies there already and is good is left alone; nothing is ever written over.
 *
 * File first, row second: a crash in between leaves a file that nobody speaks of, which `sweep.ts` takes away later.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, utimesSync } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { asFileFailure, commitTemporaryFile, fileFailure, syncFolder } from '../runtime/atomic-file.ts';

/** Temporary names: told from files of evidence, which have 64 digits and no dot. */
const incomingName = (): string => `incoming-${randomBytes(8).toString('hex')}.tmp`;
export const isIncoming = (name: string): boolean => /^incoming-[0-9a-f]{16}\.tmp$/.test(name);

/** Where a file lies: in one of 256 folders, because folders of 100,000 files are slow on some systems. */
export const placeOf = (folder: string, sha256: string): string =>
  path.join(folder, sha256.slice(0, 2), sha256);

export interface StoredFile {
  sha256: string;
  /** Bytes. */
  size: number;
  /** The folder held this content before. */
  known: boolean;
}

/** Called with the bytes read so far; may throw to stop. */
export type OnBytes = (done: number) => Promise<void>;

/** SHA-256 and size of a file; null when it is not there. @throws AppError `file.*` when it cannot be read */
export async function digestOf(
  file: string,
  onBytes: OnBytes = async () => {},
): Promise<{ sha256: string; size: number } | null> {
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
      hash.update(chunk as Buffer);
      size += (chunk as Buffer).length;
      await onBytes(size);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fileFailure(error, file, 'read');
  }
  return { sha256: hash.digest('hex'), size };
}

/** Copies into a temporary file while hashing. */
async function copyIn(
  source: string,
  temporary: string,
  name: string,
  onBytes: OnBytes,
): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  const handle = await asFileFailure(name, 'write', () => open(temporary, 'wx', 0o600));
  try {
    const chunks = createReadStream(source, { highWaterMark: 1 << 20 })[Symbol.asyncIterator]();
    for (;;) {
      const next = await asFileFailure(name, 'read', () => chunks.next());
      if (next.done === true) break;
      const chunk = next.value as Buffer;
      await asFileFailure(name, 'write', () => handle.writeFile(chunk));
      hash.update(chunk);
      size += chunk.length;
      await onBytes(size);
    }
    await asFileFailure(name, 'write', () => handle.sync());
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest('hex'), size };
}

/** Marks a file as wanted now, so that no sweep takes it. @returns false when it is gone */
function touch(file: string): boolean {
  try {
    const now = new Date();
    utimesSync(file, now, now);
    return true;
  } catch {
    return false;
  }
}

/**
 * Takes a copy of a file into the store.
 * @param folder the evidence folder
 * @param onBytes told of every piece; what it throws stops the copy and is passed on
 * @throws AppError `file.*` with the name of the file that was chosen; nothing is left behind then
 */
export async function storeFile(
  folder: string,
  source: string,
  onBytes: OnBytes = async () => {},
): Promise<StoredFile> {
  const name = path.basename(source);
  await asFileFailure(name, 'write', () => mkdir(folder, { recursive: true, mode: 0o700 }));
  const incoming = path.join(folder, incomingName());
  try {
    const { sha256, size } = await copyIn(source, incoming, name, onBytes);
    const target = placeOf(folder, sha256);
    const present = await digestOf(target);
    if (present?.sha256 === sha256 && touch(target)) {
      await rm(incoming, { force: true });
      return { sha256, size, known: true };
    }
    const shelf = path.dirname(target);
    const made = await asFileFailure(name, 'write', () => mkdir(shelf, { recursive: true, mode: 0o700 }));
    if (made !== undefined) await syncFolder(folder);
    // A damaged file keeps its bytes under another name: somebody may still want to see what became of it.
    if (present !== null) await asFileFailure(name, 'write', () => rename(target, damagedName(target)));
    const beside = path.join(shelf, path.basename(incoming));
    await asFileFailure(name, 'write', () => rename(incoming, beside));
    try {
      await commitTemporaryFile(beside, target);
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
    return { sha256, size, known: false };
  } catch (error) {
    await rm(incoming, { force: true });
    throw error;
  }
}

const damagedName = (target: string): string => `${target}.damaged-${Date.now()}`;

/** Bytes of a stored file; null when it is not there. */
export async function storedSize(folder: string, sha256: string): Promise<number | null> {
  const found = await stat(placeOf(folder, sha256)).catch(() => null);
  return found?.isFile() ? found.size : null;
}

/** A piece of a stored file. @throws AppError `file.*` */
export async function readPiece(
  folder: string,
  sha256: string,
  offset: number,
  length: number,
): Promise<Buffer> {
  const file = placeOf(folder, sha256);
  const handle = await asFileFailure(file, 'read', () => open(file, 'r'));
  try {
    const piece = Buffer.alloc(length);
    const { bytesRead } = await asFileFailure(file, 'read', () => handle.read(piece, 0, length, offset));
    return piece.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
