/**
 * Reading the zip inside a package. Only zips as `seal-package.ts` writes them are accepted: stored or deflated
 * entries with known names, in ascending order, laid end to end from the first byte to the directory, each local
 * header the exact image of its directory record, no extra fields, comments, encryption, links or ZIP64. Whatever a
 * general reader would have to interpret kindly is a refusal here, so there is no second way to read a package.
 */
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { AppError } from '#shared/errors/app-error.ts';
import { fileFailure } from '../runtime/atomic-file.ts';
import { type ContainerSeal, readAt } from './container-seal.ts';
import { manifestEntryName, type PackageLimits, signatureEntryName } from './manifest.ts';

export interface ContainerEntry {
  name: string;
  deflated: boolean;
  /** Place of the stored bytes in the file. */
  start: number;
  storedSize: number;
  /** Inflated size in bytes, as the directory says; reading more or less than this is an error. */
  size: number;
}

const localHeaderBytes = 30;
const descriptorBytes = 16;
const recordBytes = 46;
/** `evidence/` and 64 digits is the longest name; a table's is shorter. */
const nameMaxBytes = 80;

const recordSignature = 0x02014b50;
const localHeaderSignature = 0x04034b50;
const descriptorSignature = 0x08074b50;
/** PKWARE APPNOTE.TXT 4.4.2 to 4.4.5: made by Unix 6.3, needs 2.0, UTF-8 name, sizes after the content. */
const madeBy = 0x033f;
const needed = 20;
const flags = 0x0808;
const stored = 0;
const deflated = 8;
/** A regular file, rw-r--r--; a symbolic link or a folder has other bits. */
const regularFile = (0o100644 << 16) >>> 0;

const namePattern = /^(data\/[a-z][a-zA-Z0-9-]{0,39}\.jsonl|evidence\/[0-9a-f]{64})$/;
const fixedNames: readonly string[] = [manifestEntryName, signatureEntryName];

/**
 * The entries by name, after the whole layout was checked. Reads headers only, no contents.
 *
 * @param file name for the failure's words
 * @throws AppError `package.tooLarge`, `package.damaged` (`structure`)
 */
export async function listEntries(
  handle: FileHandle,
  seal: ContainerSeal,
  limits: PackageLimits,
  file: string,
): Promise<ReadonlyMap<string, ContainerEntry>> {
  if (seal.entryCount > limits.entries) {
    throw new AppError('package.tooLarge', { file, limit: 'entries', allowed: limits.entries });
  }
  const misshapen = () => new AppError('package.damaged', { file, what: 'structure', entry: null });
  if (seal.directoryBytes > seal.entryCount * (recordBytes + nameMaxBytes)) throw misshapen();
  const directory = await readAt(handle, seal.directoryOffset, seal.directoryBytes);

  const entries = new Map<string, ContainerEntry>();
  let inRecords = 0;
  let inFile = 0;
  let previousName = '';
  let totalSize = 0;
  for (let index = 0; index < seal.entryCount; index += 1) {
    const record = parseRecord(directory.subarray(inRecords));
    if (record === null || record.offset !== inFile || record.name <= previousName) throw misshapen();
    totalSize += record.size;
    if (totalSize > limits.bytes) {
      throw new AppError('package.tooLarge', { file, limit: 'bytes', allowed: limits.bytes });
    }
    const header = localHeaderOf(record);
    const start = inFile + header.length;
    const end = start + record.storedSize;
    if (end > seal.directoryOffset) throw misshapen();
    const descriptor = descriptorOf(record);
    const isImage =
      (await readAt(handle, inFile, header.length)).equals(header) &&
      (await readAt(handle, end, descriptor.length)).equals(descriptor);
    if (!isImage) throw misshapen();

    const { name, size, storedSize, method } = record;
    entries.set(name, { name, size, storedSize, start, deflated: method === deflated });
    inRecords += recordBytes + Buffer.byteLength(name);
    inFile = end + descriptor.length;
    previousName = name;
  }
  if (inRecords !== directory.length || inFile !== seal.directoryOffset) throw misshapen();
  return entries;
}

interface DirectoryRecord {
  name: string;
  method: number;
  time: number;
  date: number;
  crc32: number;
  storedSize: number;
  size: number;
  offset: number;
}

/** The directory record at the start of `bytes`; null if it is not one that we write. */
function parseRecord(bytes: Buffer): DirectoryRecord | null {
  if (bytes.length < recordBytes) return null;
  const nameBytes = bytes.readUInt16LE(28);
  const name = bytes.toString('latin1', recordBytes, recordBytes + nameBytes);
  const method = bytes.readUInt16LE(10);
  const storedSize = bytes.readUInt32LE(20);
  const size = bytes.readUInt32LE(24);
  const asWritten =
    bytes.readUInt32LE(0) === recordSignature &&
    bytes.readUInt16LE(4) === madeBy &&
    bytes.readUInt16LE(6) === needed &&
    bytes.readUInt16LE(8) === flags &&
    (method === deflated || (method === stored && storedSize === size)) &&
    bytes.readUInt16LE(30) === 0 && // extra field
    bytes.readUInt16LE(32) === 0 && // comment
    bytes.readUInt16LE(34) === 0 && // disk
    bytes.readUInt16LE(36) === 0 && // internal attributes
    bytes.readUInt32LE(38) === regularFile &&
    name.length === nameBytes &&
    (namePattern.test(name) || fixedNames.includes(name));
  if (!asWritten) return null;
  return {
    name,
    method,
    time: bytes.readUInt16LE(12),
    date: bytes.readUInt16LE(14),
    crc32: bytes.readUInt32LE(16),
    storedSize,
    size,
    offset: bytes.readUInt32LE(42),
  };
}

/** The local header that belongs to a directory record. CRC and sizes are zero: they follow the content. */
function localHeaderOf(record: DirectoryRecord): Buffer {
  const name = Buffer.from(record.name);
  const header = Buffer.alloc(localHeaderBytes);
  header.writeUInt32LE(localHeaderSignature, 0);
  header.writeUInt16LE(needed, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(record.method, 8);
  header.writeUInt16LE(record.time, 10);
  header.writeUInt16LE(record.date, 12);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

/** The data descriptor that follows the content of a directory record. */
function descriptorOf(record: DirectoryRecord): Buffer {
  const descriptor = Buffer.alloc(descriptorBytes);
  descriptor.writeUInt32LE(descriptorSignature, 0);
  descriptor.writeUInt32LE(record.crc32, 4);
  descriptor.writeUInt32LE(record.storedSize, 8);
  descriptor.writeUInt32LE(record.size, 12);
  return descriptor;
}

/**
 * The content of one entry. The inflated bytes are counted while they come, because a header may lie: one byte more
 * than announced ends the reading.
 *
 * @throws AppError `package.damaged` (`entry`), `file.*`
 */
export async function* readContainerEntry(
  handle: FileHandle,
  entry: ContainerEntry,
  file: string,
): AsyncGenerator<Buffer> {
  const broken = (cause?: unknown) =>
    new AppError('package.damaged', { file, what: 'entry', entry: entry.name }, { cause });
  let size = 0;
  try {
    for await (const chunk of entry.deflated ? inflated(handle, entry) : storedBytes(handle, entry)) {
      size += chunk.length;
      if (size > entry.size) throw broken();
      yield chunk;
    }
  } catch (error) {
    throw isInflateError(error) ? broken(error) : fileFailure(error, file, 'read');
  }
  if (size !== entry.size) throw broken();
}

async function* storedBytes(handle: FileHandle, entry: ContainerEntry): AsyncGenerator<Buffer> {
  const chunkBytes = 1 << 16;
  for (let done = 0; done < entry.storedSize; done += chunkBytes) {
    yield await readAt(handle, entry.start + done, Math.min(chunkBytes, entry.storedSize - done));
  }
}

async function* inflated(handle: FileHandle, entry: ContainerEntry): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw();
  const source = Readable.from(storedBytes(handle, entry), { objectMode: false });
  try {
    // A pipe does not pass on the source's error.
    source.on('error', (error) => inflate.destroy(error));
    for await (const chunk of source.pipe(inflate)) yield chunk as Buffer;
  } finally {
    source.destroy();
    inflate.destroy();
  }
}

function isInflateError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^Z_|^ERR_ZLIB/.test(String(error.code));
}
