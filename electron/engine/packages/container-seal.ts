/**
 * The seal: a signature over the whole file, not only over its contents.
 *
 * A zip has many bytes that no reader looks at (times, attributes, version numbers, the local copy of each header,
 * unused bits of a deflate stream), so digests of the *contents* let some changed bytes pass. Here the zip's archive
 * comment, the very end of the file, is a line of text
 *
 *     zhengxin-seal/1 key=<fingerprint> sha256=<digest> sig=<signature>
 *
 * whose digest covers every byte of the file before ` sha256=` and whose signature covers that digest. Any changed,
 * added or missing byte is therefore noticed, before a single byte of the zip is interpreted. Re-creating the zip
 * and comparing would be the alternative, but deflate's output differs between zlib builds and processors. Digest
 * and signature are separate so that a bad copy can be told from a foreign key and from a forgery; a zip program
 * shows the line as the archive's comment and opens the package all the same.
 */
import { createHash, type Hash, sign, verify } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { AppError } from '#shared/errors/app-error.ts';
import { type SigningKey, verifyingKey } from './signing-key.ts';

const sealFormat = 'zhengxin-seal/1';
/** Keeps a signature over a seal from passing as one over anything else. */
const sealDomain = `${sealFormat}\n`;

const endRecordBytes = 22;
const endRecordSignature = 0x06054b50;
const commentLengthOffset = 20;
/** Of the first entry's name in a zip. */
const firstNameOffset = 30;
/** A zip's comment is at most 65,535 bytes long. */
const tailBytes = endRecordBytes + 65_535;

const sealPattern = /^zhengxin-seal\/1 key=([0-9a-f]{64}) sha256=([0-9a-f]{64}) sig=([0-9a-f]{128})$/;
const sealBytes = `${sealFormat} key= sha256= sig=`.length + 64 + 64 + 128;
const signedLineBytes = `${sealFormat} key=`.length + 64;

/** What the end of a package says. */
export interface ContainerSeal {
  /** Fingerprint of the key that the seal was made with, as it says. */
  fingerprint: string;
  /** SHA-256 of the sealed bytes, hex, as the seal says. */
  digest: string;
  /** Ed25519 signature, hex. */
  signature: string;
  /** Number of bytes from the start of the file that the digest covers. */
  sealedBytes: number;
  /** Of the zip's end record. */
  entryCount: number;
  directoryOffset: number;
  directoryBytes: number;
}

/** Appends the seal to a finished zip without an archive comment. The caller flushes the file. */
export async function appendSeal(handle: FileHandle, key: SigningKey): Promise<void> {
  const { size } = await handle.stat();
  const endRecord = await readAt(handle, size - endRecordBytes, endRecordBytes);
  if (endRecord.readUInt32LE(0) !== endRecordSignature || endRecord.readUInt16LE(commentLengthOffset) !== 0) {
    throw new TypeError('not a zip without archive comment');
  }
  const commentLength = Buffer.alloc(2);
  commentLength.writeUInt16LE(sealBytes);
  await writeAt(handle, commentLength, size - endRecordBytes + commentLengthOffset);
  await writeAt(handle, Buffer.from(`${sealFormat} key=${key.fingerprint}`), size);

  const hash = createHash('sha256');
  await hashRange(handle, 0, size + signedLineBytes, hash);
  const digest = hash.digest('hex');
  const signature = sign(null, sealMessage(digest), key.privateKey).toString('hex');
  await writeAt(handle, Buffer.from(` sha256=${digest} sig=${signature}`), size + signedLineBytes);
}

/**
 * Reads the seal at the end of a file; checks nothing but its form.
 *
 * @param file name for the failure's words
 * @throws AppError `package.notAPackage`, `package.newerFormat`, `package.damaged` (`incomplete`)
 */
export async function readSeal(handle: FileHandle, size: number, file: string): Promise<ContainerSeal> {
  const start = Math.max(0, size - tailBytes);
  const tail = await readAt(handle, start, size - start);
  const at = tail.length - sealBytes - endRecordBytes;
  const match = sealPattern.exec(tail.toString('latin1', Math.max(0, at + endRecordBytes)));
  const isEndRecord =
    at >= 0 &&
    tail.readUInt32LE(at) === endRecordSignature &&
    tail.readUInt16LE(at + commentLengthOffset) === sealBytes;
  if (match === null || !isEndRecord) throw await noSeal(handle, tail, file);
  const [, fingerprint = '', digest = '', signature = ''] = match;
  return {
    fingerprint,
    digest,
    signature,
    sealedBytes: size - sealBytes + signedLineBytes,
    entryCount: tail.readUInt16LE(at + 10),
    directoryBytes: tail.readUInt32LE(at + 12),
    directoryOffset: tail.readUInt32LE(at + 16),
  };
}

/** Why there is no seal at the end: a later format, a package cut short or lengthened, or no package at all. */
async function noSeal(handle: FileHandle, tail: Buffer, file: string): Promise<AppError> {
  const later = /zhengxin-seal\/(?!1 )(\d{1,4}) [ -~]*$/.exec(tail.toString('latin1'));
  if (later !== null) {
    return new AppError('package.newerFormat', { file, format: `zhengxin-seal/${later[1]}` });
  }
  // The first thing in our zips is a table, an evidence file or the manifest; an Excel or Word file begins otherwise.
  const head = (await readAt(handle, 0, 64)).toString('latin1');
  const beginsLikePackage =
    head.startsWith('PK') && /^(data\/|evidence\/|manifest\.json)/.test(head.slice(firstNameOffset));
  const holdsSeal = tail.includes(`${sealFormat} key=`);
  return beginsLikePackage || holdsSeal
    ? new AppError('package.damaged', { file, what: 'incomplete', entry: null })
    : new AppError('package.notAPackage', { file });
}

/**
 * Whether the file's bytes are those that were sealed, and the SHA-256 of the whole file. Reads all of it. Says
 * nothing about who sealed it.
 */
export async function checkIntact(
  handle: FileHandle,
  size: number,
  seal: ContainerSeal,
): Promise<{ intact: boolean; sha256: string }> {
  const hash = createHash('sha256');
  await hashRange(handle, 0, seal.sealedBytes, hash);
  const intact = hash.copy().digest('hex') === seal.digest;
  await hashRange(handle, seal.sealedBytes, size, hash);
  return { intact, sha256: hash.digest('hex') };
}

/** @param publicKey raw Ed25519 key, hex */
export function isSealedWith(seal: ContainerSeal, publicKey: string): boolean {
  return verify(null, sealMessage(seal.digest), verifyingKey(publicKey), Buffer.from(seal.signature, 'hex'));
}

function sealMessage(digest: string): Buffer {
  return Buffer.from(`${sealDomain}${digest}`);
}

async function hashRange(handle: FileHandle, from: number, to: number, hash: Hash): Promise<void> {
  const buffer = Buffer.allocUnsafe(1 << 20);
  let position = from;
  while (position < to) {
    const wanted = Math.min(buffer.length, to - position);
    const { bytesRead } = await handle.read(buffer, 0, wanted, position);
    if (bytesRead === 0) break;
    hash.update(buffer.subarray(0, bytesRead));
    position += bytesRead;
  }
}

/** Up to `length` bytes from `position`; fewer where the file ends. */
export async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.max(0, length));
  let done = 0;
  while (done < buffer.length) {
    const { bytesRead } = await handle.read(buffer, done, buffer.length - done, position + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return buffer.subarray(0, done);
}

async function writeAt(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
