/**
 * Looks at a database file without SQLite, because SQLite itself may write when it opens one: a newer, foreign or
 * damaged file must stay byte for byte as it is, side files included. The committed state of the header may still be
 * in the write-ahead log, so the log is read too, by its published format (sqlite.org/fileformat2.html §4).
 */
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { AppError } from '#shared/errors/app-error.ts';
import { asAppError } from './sqlite-errors.ts';

export interface FileProbe {
  applicationId: number;
  userVersion: number;
  /** Commits wait in the write-ahead log: another program has the file open, or the last one was cut off. */
  hasPendingLog: boolean;
  /** Size that the header states, in bytes; null while the log is what counts. */
  statedSize: number | null;
  size: number;
}

const magic = Buffer.from('SQLite format 3\0', 'latin1');
const headerLength = 100;
const logHeaderLength = 32;
const frameHeaderLength = 24;

/**
 * @throws AppError `database.missing` (with the folder given), `database.notAFile`, `database.damaged`, `database.readOnly`
 */
export function probeFile(file: string, folder: string): FileProbe {
  const size = regularSize(file, folder);
  if (size === 0) throw new AppError('database.damaged', { file, reason: 'empty' });
  const inFile = readStart(file, headerLength);
  if (inFile.length < headerLength || !inFile.subarray(0, 16).equals(magic)) {
    throw new AppError('database.damaged', { file, reason: 'header' });
  }
  const pageSize = statedPageSize(inFile);
  if (pageSize === null) throw new AppError('database.damaged', { file, reason: 'header' });

  const log = readCommittedLog(`${file}-wal`, pageSize);
  const header = log.firstPage ?? inFile;
  // The stated size counts only if the program that wrote it also kept it (fileformat2 §1.3.8).
  const sizeIsKept = header.readUInt32BE(24) === header.readUInt32BE(92);
  return {
    applicationId: header.readInt32BE(68),
    userVersion: header.readInt32BE(60),
    hasPendingLog: log.commits > 0,
    statedSize: log.commits === 0 && sizeIsKept ? header.readUInt32BE(28) * pageSize : null,
    size,
  };
}

function regularSize(file: string, folder: string): number {
  try {
    const found = statSync(file);
    if (!found.isFile()) throw new AppError('database.notAFile', { file });
    return found.size;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') {
      throw new AppError('database.missing', { folder }, { cause: error });
    }
    throw asAppError(error, file);
  }
}

function readStart(file: string, length: number): Buffer {
  try {
    const handle = openSync(file, 'r');
    try {
      const buffer = Buffer.alloc(length);
      return buffer.subarray(0, readSync(handle, buffer, 0, length, 0));
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    throw asAppError(error, file);
  }
}

/** A power of two from 512 to 65536 (stored as 1), or null. */
function statedPageSize(header: Buffer): number | null {
  const stated = header.readUInt16BE(16);
  const size = stated === 1 ? 65_536 : stated;
  return size >= 512 && (size & (size - 1)) === 0 ? size : null;
}

interface CommittedLog {
  commits: number;
  /** Header of page 1 as of the last commit that wrote it. */
  firstPage: Buffer | null;
}

/** Reads the frames that SQLite would accept: right salts, right running checksum, up to the last commit. */
function readCommittedLog(file: string, pageSize: number): CommittedLog {
  const nothing: CommittedLog = { commits: 0, firstPage: null };
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return nothing;
    throw asAppError(error, file);
  }
  try {
    const head = Buffer.alloc(logHeaderLength);
    if (readSync(handle, head, 0, logHeaderLength, 0) < logHeaderLength) return nothing;
    const kind = head.readUInt32BE(0);
    if (kind !== 0x377f0682 && kind !== 0x377f0683) return nothing;
    if (head.readUInt32BE(8) !== pageSize) return nothing;
    const bigEndian = kind === 0x377f0683;
    const sum: Checksum = [0, 0];
    addToChecksum(sum, head.subarray(0, 24), bigEndian);
    if (sum[0] !== head.readUInt32BE(24) || sum[1] !== head.readUInt32BE(28)) return nothing;

    const frame = Buffer.alloc(frameHeaderLength + pageSize);
    const end = fstatSync(handle).size;
    let commits = 0;
    let firstPage: Buffer | null = null;
    let firstPageUncommitted: Buffer | null = null;
    for (let at = logHeaderLength; at + frame.length <= end; at += frame.length) {
      if (readSync(handle, frame, 0, frame.length, at) < frame.length) break;
      if (!frame.subarray(8, 16).equals(head.subarray(16, 24))) break;
      addToChecksum(sum, frame.subarray(0, 8), bigEndian);
      addToChecksum(sum, frame.subarray(frameHeaderLength), bigEndian);
      if (sum[0] !== frame.readUInt32BE(16) || sum[1] !== frame.readUInt32BE(20)) break;
      if (frame.readUInt32BE(0) === 1) {
        firstPageUncommitted = Buffer.from(
          frame.subarray(frameHeaderLength, frameHeaderLength + headerLength),
        );
      }
      if (frame.readUInt32BE(4) > 0) {
        commits += 1;
        firstPage = firstPageUncommitted ?? firstPage;
      }
    }
    return { commits, firstPage };
  } finally {
    closeSync(handle);
  }
}

type Checksum = [number, number];

/** The running checksum of the log over pairs of 32-bit words, modulo 2³² (fileformat2 §4.2). */
function addToChecksum(sum: Checksum, bytes: Buffer, bigEndian: boolean): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let [first, second] = sum;
  for (let at = 0; at < bytes.length; at += 8) {
    first = (first + view.getUint32(at, !bigEndian) + second) >>> 0;
    second = (second + view.getUint32(at + 4, !bigEndian) + first) >>> 0;
  }
  sum[0] = first;
  sum[1] = second;
}
