/**
 * A zip writer for tests that can lie: every header field can be set to something else than the truth, which no
 * library offers. Records as in PKWARE APPNOTE §4.3.
 */
import { crc32, deflateRawSync } from 'node:zlib';

export interface RawEntry {
  name: string;
  content: string | Buffer;
  /** 8 deflates (the default), 0 stores; any other number is only written into the headers. */
  method?: number;
  /** Written instead of the true value. */
  declaredBytes?: number;
  crc?: number;
  flags?: number;
  /** Local header without sizes, true sizes behind the content. */
  dataDescriptor?: boolean;
  /** Sizes and offset in the zip64 extra field. */
  zip64?: boolean;
}

export interface RawZipOptions {
  leadingJunk?: Buffer;
  trailingJunk?: Buffer;
  comment?: string;
  /** Written instead of the true number of entries. */
  declaredEntries?: number;
  /** With the zip64 end records, as programs that stream write them. */
  zip64End?: boolean;
}

const max32 = 0xffffffff;

export function rawZip(entries: readonly RawEntry[], options: RawZipOptions = {}): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const content = typeof entry.content === 'string' ? Buffer.from(entry.content) : entry.content;
    const packed = (entry.method ?? 8) === 8 ? deflateRawSync(content, { level: 1 }) : content;
    const crc = entry.crc ?? crc32(content);
    const size = entry.declaredBytes ?? content.length;
    const local = localRecord(entry, crc, packed, size);
    locals.push(local);
    centrals.push(centralRecord(entry, crc, packed.length, size, offset));
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const count = options.declaredEntries ?? entries.length;
  const ends = options.zip64End
    ? [end64(count, directory.length, offset), endRecord(0xffff, max32, max32, options.comment)]
    : [endRecord(count, directory.length, offset, options.comment)];
  return Buffer.concat([
    options.leadingJunk ?? Buffer.alloc(0),
    ...locals,
    directory,
    ...ends,
    options.trailingJunk ?? Buffer.alloc(0),
  ]);
}

function localRecord(entry: RawEntry, crc: number, packed: Buffer, size: number): Buffer {
  const name = Buffer.from(entry.name);
  const described = entry.dataDescriptor === true;
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE((entry.flags ?? 0x800) | (described ? 8 : 0), 6);
  header.writeUInt16LE(entry.method ?? 8, 8);
  header.writeUInt32LE(described ? 0 : crc, 14);
  header.writeUInt32LE(described ? 0 : packed.length, 18);
  header.writeUInt32LE(described ? 0 : size, 22);
  header.writeUInt16LE(name.length, 26);
  const descriptor = Buffer.alloc(described ? 16 : 0);
  if (described) {
    descriptor.writeUInt32LE(0x08074b50, 0);
    descriptor.writeUInt32LE(crc, 4);
    descriptor.writeUInt32LE(packed.length, 8);
    descriptor.writeUInt32LE(size, 12);
  }
  return Buffer.concat([header, name, packed, descriptor]);
}

function centralRecord(entry: RawEntry, crc: number, packed: number, size: number, offset: number): Buffer {
  const name = Buffer.from(entry.name);
  const extra = Buffer.alloc(entry.zip64 ? 28 : 0);
  if (entry.zip64) {
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(24, 2);
    extra.writeBigUInt64LE(BigInt(size), 4);
    extra.writeBigUInt64LE(BigInt(packed), 12);
    extra.writeBigUInt64LE(BigInt(offset), 20);
  }
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(20, 6);
  header.writeUInt16LE((entry.flags ?? 0x800) | (entry.dataDescriptor ? 8 : 0), 8);
  header.writeUInt16LE(entry.method ?? 8, 10);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(entry.zip64 ? max32 : packed, 20);
  header.writeUInt32LE(entry.zip64 ? max32 : size, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE(entry.zip64 ? max32 : offset, 42);
  return Buffer.concat([header, name, extra]);
}

function end64(count: number, directoryBytes: number, directoryOffset: number): Buffer {
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(directoryBytes), 40);
  record.writeBigUInt64LE(BigInt(directoryOffset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(directoryOffset + directoryBytes), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator]);
}

function endRecord(count: number, directoryBytes: number, directoryOffset: number, comment = ''): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directoryBytes, 12);
  end.writeUInt32LE(directoryOffset, 16);
  const text = Buffer.from(comment);
  end.writeUInt16LE(text.length, 20);
  return Buffer.concat([end, text]);
}
