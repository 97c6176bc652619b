/**
 * The zip container of a workbook, read for hostile input: one scan of the central directory with bounds, then
 * single entries inflated under a count. A reader of our own, because the directory that was checked must be the
 * directory that is read: with a zip library behind a checker, whatever the two understand differently is a hole.
 *
 * Format: PKWARE APPNOTE 6.3.x §4.3 (records), §4.5.3 (zip64). Read generously where office programs are: junk
 * before the archive, data descriptors, zip64, comments, backslashes in names.
 */
import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { AppError } from '#shared/errors/app-error.ts';
import { mebibytes, readerLimits } from './limits.ts';

/** Where the bytes are: an open file, or memory. */
export interface RandomAccess {
  read(buffer: Buffer, offset: number, length: number, position: number): Promise<{ bytesRead: number }>;
}

export interface ZipEntry {
  /** As stored, with `/` for `\`. */
  readonly name: string;
  readonly compressedBytes: number;
  readonly unpackedBytes: number;
  readonly method: number;
  readonly crc: number;
  readonly offset: number;
  readonly encrypted: boolean;
}

export interface ZipArchive {
  readonly entries: readonly ZipEntry[];
  readonly unpackedBytes: number;
  /** Finds a part by name, ignoring case as OPC (ECMA-376-2 §6.2.2.3) does. */
  find(name: string): ZipEntry | undefined;
  /**
   * The content, chunk by chunk, never much more than declared. Throws `workbook.hostile` when there is more,
   * `workbook.corrupt` when there is less or the checksum differs, `workbook.encrypted`.
   */
  read(entry: ZipEntry): AsyncGenerator<Buffer>;
  /** The whole content of a part that must be small. */
  readWhole(entry: ZipEntry, limit?: number): Promise<Buffer>;
}

const endSignature = 0x06054b50;
const end64Signature = 0x06064b50;
const end64LocatorSignature = 0x07064b50;
const centralSignature = 0x02014b50;
const localSignature = 0x04034b50;
const endLength = 22;
const centralLength = 46;
const localLength = 30;
const storedChunk = 64 * 1024;
/** A part that is a little longer than declared is damaged; one that is much longer was made to deceive. */
const sizeSlack = 1024 * 1024;
/** Far more than 2,000 entries need: names and extra fields are at most 64 KB each, and real ones are short. */
const directoryLimit = 16 * 1024 * 1024;

const corrupt = (part: string, cause?: unknown) =>
  new AppError('workbook.corrupt', { part }, cause === undefined ? undefined : { cause });

/** Reads the directory. `undefined` when the file has none, so is no zip archive (or has lost its end). */
export async function openZip(file: RandomAccess, size: number): Promise<ZipArchive | undefined> {
  const end = await findEnd(file, size);
  if (end === undefined) return undefined;
  if (end.entries > readerLimits.entries) throw new AppError('workbook.hostile', { reason: 'tooManyParts' });
  if (end.directoryBytes > directoryLimit) throw new AppError('workbook.hostile', { reason: 'tooManyParts' });
  const { directory, shift } = await readDirectory(file, end);
  const entries = parseDirectory(directory, end.entries, shift);
  const byName = indexNames(entries);
  const unpackedBytes = entries.reduce((sum, entry) => sum + entry.unpackedBytes, 0);
  if (!(unpackedBytes <= readerLimits.unpackedBytes)) {
    throw new AppError('workbook.tooLarge', { limitMb: mebibytes(readerLimits.unpackedBytes) });
  }
  const read = (entry: ZipEntry) => inflateEntry(file, size, entry);
  return {
    entries,
    unpackedBytes,
    find: (name) => byName.get(name.toLowerCase()),
    read,
    async readWhole(entry, limit = readerLimits.smallPartBytes) {
      if (entry.unpackedBytes > limit) {
        throw new AppError('workbook.tooLarge', { limitMb: mebibytes(limit) });
      }
      const chunks: Buffer[] = [];
      for await (const chunk of read(entry)) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
  };
}

interface DirectoryEnd {
  entries: number;
  directoryBytes: number;
  /** Where the file says the directory is. */
  declaredOffset: number;
  /** Where it must end: at the record that follows it. */
  endsAt: number;
}

async function findEnd(file: RandomAccess, size: number): Promise<DirectoryEnd | undefined> {
  const tailLength = Math.min(size, endLength + 0xffff + 4096);
  const tailStart = size - tailLength;
  const tail = await readAt(file, tailStart, tailLength);
  for (let at = tail.length - endLength; at >= 0; at -= 1) {
    if (tail[at] !== 0x50 || tail.readUInt32LE(at) !== endSignature) continue;
    const position = tailStart + at;
    const end: DirectoryEnd = {
      entries: tail.readUInt16LE(at + 10),
      directoryBytes: tail.readUInt32LE(at + 12),
      declaredOffset: tail.readUInt32LE(at + 16),
      endsAt: position,
    };
    const full = (await readEnd64(file, position)) ?? end;
    // A signature inside the comment, or in junk after the archive, is passed over.
    if (full.directoryBytes <= full.endsAt) return full;
  }
  return undefined;
}

async function readEnd64(file: RandomAccess, endPosition: number): Promise<DirectoryEnd | undefined> {
  const locatorPosition = endPosition - 20;
  if (locatorPosition < 56) return undefined;
  const locator = await readAt(file, locatorPosition, 20);
  if (locator.readUInt32LE(0) !== end64LocatorSignature) return undefined;
  // The record stands just before its locator, unless it has been extended; the locator says where.
  for (const position of [Number(locator.readBigUInt64LE(8)), locatorPosition - 56]) {
    if (!Number.isSafeInteger(position) || position > locatorPosition - 56) continue;
    const record = await readAt(file, position, 56);
    if (record.readUInt32LE(0) !== end64Signature) continue;
    return {
      entries: Number(record.readBigUInt64LE(32)),
      directoryBytes: Number(record.readBigUInt64LE(40)),
      declaredOffset: Number(record.readBigUInt64LE(48)),
      endsAt: position,
    };
  }
  throw corrupt('zip');
}

async function readDirectory(
  file: RandomAccess,
  end: DirectoryEnd,
): Promise<{ directory: Buffer; shift: number }> {
  if (end.entries === 0) return { directory: Buffer.alloc(0), shift: 0 };
  const actual = end.endsAt - end.directoryBytes;
  for (const offset of [actual, end.declaredOffset]) {
    if (offset < 0 || offset + end.directoryBytes > end.endsAt) continue;
    const directory = await readAt(file, offset, end.directoryBytes);
    if (directory.length >= centralLength && directory.readUInt32LE(0) === centralSignature) {
      // Junk before the archive moves every offset by its length.
      return { directory, shift: offset - end.declaredOffset };
    }
  }
  throw corrupt('zip');
}

function parseDirectory(directory: Buffer, count: number, shift: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    if (at + centralLength > directory.length || directory.readUInt32LE(at) !== centralSignature) {
      throw corrupt('zip');
    }
    const flags = directory.readUInt16LE(at + 8);
    const nameLength = directory.readUInt16LE(at + 28);
    const extraLength = directory.readUInt16LE(at + 30);
    const commentLength = directory.readUInt16LE(at + 32);
    const nameEnd = at + centralLength + nameLength;
    if (nameEnd + extraLength > directory.length) throw corrupt('zip');
    const bytes = directory.subarray(at + centralLength, nameEnd);
    const sizes = readSizes(directory, at, directory.subarray(nameEnd, nameEnd + extraLength));
    entries.push({
      // Part names are ASCII; without the UTF-8 flag any other byte is kept apart from every other.
      name: ((flags & 0x800) !== 0 ? bytes.toString('utf8') : bytes.toString('latin1')).replaceAll('\\', '/'),
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      encrypted: (flags & 1) !== 0,
      compressedBytes: sizes.compressed,
      unpackedBytes: sizes.unpacked,
      offset: sizes.offset + shift,
    });
    at = nameEnd + extraLength + commentLength;
  }
  return entries;
}

function readSizes(directory: Buffer, at: number, extra: Buffer) {
  const sizes = {
    unpacked: directory.readUInt32LE(at + 24),
    compressed: directory.readUInt32LE(at + 20),
    offset: directory.readUInt32LE(at + 42),
  };
  for (let field = 0; field + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(field + 2);
    if (extra.readUInt16LE(field) === 1) {
      let value = field + 4;
      const last = Math.min(value + length, extra.length);
      // Only those are present, in this order, that did not fit into their own field.
      for (const key of ['unpacked', 'compressed', 'offset'] as const) {
        if (sizes[key] !== 0xffffffff) continue;
        if (value + 8 > last) throw corrupt('zip');
        sizes[key] = Number(extra.readBigUInt64LE(value));
        value += 8;
      }
    }
    field += 4 + length;
  }
  return sizes;
}

function indexNames(entries: readonly ZipEntry[]): Map<string, ZipEntry> {
  const byName = new Map<string, ZipEntry>();
  for (const entry of entries) {
    const { name } = entry;
    if (name.startsWith('/') || /^[a-z]:/i.test(name) || name.includes('\0')) {
      throw new AppError('workbook.hostile', { reason: 'unsafePartName' });
    }
    if (name.split('/').includes('..')) {
      throw new AppError('workbook.hostile', { reason: 'unsafePartName' });
    }
    const key = name.toLowerCase();
    if (byName.has(key)) throw new AppError('workbook.hostile', { reason: 'duplicatePart' });
    byName.set(key, entry);
  }
  return byName;
}

async function* inflateEntry(file: RandomAccess, size: number, entry: ZipEntry): AsyncGenerator<Buffer> {
  if (entry.encrypted) throw new AppError('workbook.encrypted', {});
  if (entry.method !== 0 && entry.method !== 8) throw corrupt(entry.name);
  if (entry.offset < 0 || entry.offset + localLength > size) throw corrupt(entry.name);
  const local = await readAt(file, entry.offset, localLength);
  if (local.readUInt32LE(0) !== localSignature) throw corrupt(entry.name);
  const start = entry.offset + localLength + local.readUInt16LE(26) + local.readUInt16LE(28);
  if (start + entry.compressedBytes > size) throw corrupt(entry.name);

  let unpacked = 0;
  let crc = 0;
  for await (const chunk of contentOf(file, start, entry)) {
    unpacked += chunk.length;
    if (unpacked > entry.unpackedBytes + sizeSlack) {
      throw new AppError('workbook.hostile', { reason: 'sizeFalsified' });
    }
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (unpacked !== entry.unpackedBytes || crc !== entry.crc) throw corrupt(entry.name);
}

async function* contentOf(file: RandomAccess, start: number, entry: ZipEntry): AsyncGenerator<Buffer> {
  const stored = readRange(file, start, entry.compressedBytes);
  if (entry.method === 0) {
    yield* stored;
    return;
  }
  const inflate = createInflateRaw({ chunkSize: 128 * 1024 });
  pipeline(Readable.from(stored), inflate, () => undefined);
  try {
    yield* inflate as AsyncIterable<Buffer>;
  } catch (cause) {
    throw cause instanceof AppError ? cause : corrupt(entry.name, cause);
  } finally {
    inflate.destroy();
  }
}

async function* readRange(file: RandomAccess, start: number, length: number): AsyncGenerator<Buffer> {
  for (let done = 0; done < length; done += storedChunk) {
    yield await readAt(file, start + done, Math.min(storedChunk, length - done));
  }
}

async function readAt(file: RandomAccess, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await file.read(buffer, read, length - read, position + read);
    if (bytesRead === 0) throw corrupt('zip');
    read += bytesRead;
  }
  return buffer;
}
