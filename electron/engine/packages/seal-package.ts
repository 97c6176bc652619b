/**
 * Sealing a package: rows and evidence files become one signed file that another office can check and merge.
 *
 * The same input gives the same bytes (on one build of zlib): entries in order of their names, canonical rows,
 * fixed times and permissions; only the manifest's `id` and `createdAt` differ, and those are given. The file
 * appears under its name only when it is whole, flushed to the device, read again and found good, so that
 * “可以拔出” is true when this returns.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { AppError } from '#shared/errors/app-error.ts';
import { asFileFailure, commitTemporaryFile, fileFailure, temporaryPathFor } from '../runtime/atomic-file.ts';
import { appendSeal } from './container-seal.ts';
import {
  canonicalBytes,
  dataEntryName,
  evidenceEntryName,
  type ManifestEntry,
  type ManifestFields,
  manifestBytes,
  manifestEntryName,
  type PackageLimits,
  type PackageManifest,
  packageFormat,
  packageLimits,
  packageManifest,
  signatureEntryName,
  signManifest,
  tableName,
} from './manifest.ts';
import { verifyPackage } from './open-package.ts';
import type { SigningKey } from './signing-key.ts';

export interface PackageContent {
  manifest: ManifestFields;
  /**
   * Rows by table name, each a JSON object. They are pulled one by one while the file is written, with pauses in
   * between: a database must hand them out in pages, not from one open statement.
   */
  tables: Readonly<Record<string, Iterable<object> | AsyncIterable<object>>>;
  /** Evidence files by their SHA-256. One given twice is stored once. */
  evidence: readonly { sha256: string; path: string }[];
  key: SigningKey;
}

export interface SealedPackage {
  manifest: PackageManifest;
  /** Bytes of the file. */
  size: number;
  /** SHA-256 of the file, hex. */
  sha256: string;
}

/**
 * Seals a package under the name `target`, replacing what is there.
 *
 * @throws AppError `package.tooLarge`, `package.evidenceChanged`, `file.*`; `file.verifyFailed` when the device gave
 *   back something else than was written. What a table's iterator throws (`operation.cancelled`, say) is passed on.
 *   In every case `target` is untouched.
 */
export async function sealPackage(
  target: string,
  content: PackageContent,
  options: { limits?: Partial<PackageLimits> } = {},
): Promise<SealedPackage> {
  packageManifest.omit({ format: true, counts: true, entries: true }).parse(content.manifest);
  const limits = { ...packageLimits, ...options.limits };
  const temporary = temporaryPathFor(target);
  let sealed: SealedPackage;
  try {
    await writeContainer(temporary, target, content, limits);
    sealed = await readBack(temporary, target, content, limits);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await commitTemporaryFile(temporary, target);
  return sealed;
}

async function writeContainer(
  temporary: string,
  target: string,
  content: PackageContent,
  limits: PackageLimits,
): Promise<void> {
  const handle = await asFileFailure(target, 'write', () => open(temporary, 'wx+'));
  try {
    await writeZip(handle, zipEntries(content, limits, path.basename(target)));
    await appendSeal(handle, content.key);
    await handle.sync();
  } catch (error) {
    throw fileFailure(error, target, 'write');
  } finally {
    await handle.close();
  }
}

/** Opens what was written as its receiver will, trusting our own key only. */
async function readBack(
  temporary: string,
  target: string,
  { manifest: { sender }, key }: PackageContent,
  limits: PackageLimits,
): Promise<SealedPackage> {
  const self = { ...sender, id: sender.officeId, publicKey: key.publicKey, revokedAt: null };
  try {
    const opened = await verifyPackage(temporary, { trusted: [self], limits });
    await opened.close();
    return { manifest: opened.manifest, size: opened.size, sha256: opened.sha256 };
  } catch (error) {
    throw new AppError('file.verifyFailed', { name: path.basename(target) }, { cause: error });
  }
}

interface ZipEntry {
  name: string;
  compress: boolean;
  /** Called when it is this entry's turn, after all entries before it have been written. */
  bytes: () => AsyncIterable<Buffer>;
}

/** The entries in the order of their names; by that order manifest and signature come last and can cover the rest. */
function zipEntries(content: PackageContent, limits: PackageLimits, file: string): ZipEntry[] {
  const counts: Record<string, number> = {};
  const written: ManifestEntry[] = [];
  let bytesLeft = limits.bytes;

  async function* digested(name: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of chunks) {
      size += chunk.length;
      bytesLeft -= chunk.length;
      if (bytesLeft < 0)
        throw new AppError('package.tooLarge', { file, limit: 'bytes', allowed: limits.bytes });
      hash.update(chunk);
      yield chunk;
    }
    written.push({ name, size, sha256: hash.digest('hex') });
  }

  async function* rowLines(table: string): AsyncGenerator<Buffer> {
    counts[table] = 0;
    let lines: Buffer[] = [];
    let bytes = 0;
    for await (const row of content.tables[table] ?? []) {
      const line = Buffer.concat([canonicalBytes(row), lineEnd]);
      if (line.length > limits.line) {
        throw new AppError('package.tooLarge', { file, limit: 'line', allowed: limits.line });
      }
      counts[table] += 1;
      lines.push(line);
      bytes += line.length;
      if (bytes >= chunkBytes) {
        yield Buffer.concat(lines);
        lines = [];
        bytes = 0;
      }
    }
    if (bytes > 0) yield Buffer.concat(lines);
  }

  async function* evidenceBytes(sha256: string, source: string): AsyncGenerator<Buffer> {
    const hash = createHash('sha256');
    try {
      for await (const chunk of createReadStream(source)) {
        hash.update(chunk);
        yield chunk;
      }
    } catch (error) {
      throw fileFailure(error, source, 'read');
    }
    if (hash.digest('hex') !== sha256) throw new AppError('package.evidenceChanged', { sha256 });
  }

  let manifest: Buffer = Buffer.alloc(0);
  async function* manifestOnce(): AsyncGenerator<Buffer> {
    manifest = manifestBytes({ ...content.manifest, format: packageFormat, counts, entries: written });
    if (manifest.length > limits.manifest) {
      throw new AppError('package.tooLarge', { file, limit: 'manifest', allowed: limits.manifest });
    }
    yield manifest;
  }

  async function* signature(): AsyncGenerator<Buffer> {
    yield signManifest(manifest, content.key);
  }

  const tables = Object.keys(content.tables).map((table): ZipEntry => {
    const name = dataEntryName(tableName.parse(table));
    return { name, compress: true, bytes: () => digested(name, rowLines(table)) };
  });
  // Scans and photographs are compressed already.
  const evidence = [...new Map(content.evidence.map((one) => [one.sha256, one])).values()].map(
    ({ sha256, path: source }): ZipEntry => {
      const name = evidenceEntryName(sha256);
      return { name, compress: false, bytes: () => digested(name, evidenceBytes(sha256, source)) };
    },
  );
  const entries = [
    ...[...tables, ...evidence].sort((a, b) => (a.name < b.name ? -1 : 1)),
    { name: manifestEntryName, compress: true, bytes: manifestOnce },
    { name: signatureEntryName, compress: true, bytes: signature },
  ];
  if (entries.length > limits.entries) {
    throw new AppError('package.tooLarge', { file, limit: 'entries', allowed: limits.entries });
  }
  return entries;
}

const lineEnd = Buffer.from('\n');
const chunkBytes = 1 << 16;

/**
 * A zip's times have no time zone: yazl writes the local clock's fields, so a date made of local fields gives the
 * same bytes everywhere. Noon, because no zone changes its clock then.
 */
const fixedTime = (): Date => new Date(1980, 0, 1, 12, 0, 0);

async function writeZip(handle: FileHandle, entries: readonly ZipEntry[]): Promise<void> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  let current: Readable | undefined;
  zip.on('error', (error: Error) => output.destroy(error));
  for (const entry of entries) {
    const settings = {
      mtime: fixedTime(),
      forceDosTimestamp: true,
      mode: 0o100644,
      compress: entry.compress,
    };
    zip.addReadStreamLazy(entry.name, settings, (respond) => {
      current = Readable.from(entry.bytes(), { objectMode: false });
      current.on('error', (error) => zip.emit('error', error));
      respond(null, current);
    });
  }
  zip.end();
  try {
    await handle.writeFile(output);
  } finally {
    // Lets go of the rows' source when writing failed half-way.
    current?.destroy();
  }
}
