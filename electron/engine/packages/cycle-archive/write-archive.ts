/**
 * Writing a cycle's archive: a folder that appears under its name only when every file of it is on the disk, was read
 * again and found good. Until then it lies beside that name under a temporary one.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { AppError } from '#shared/errors/app-error.ts';
import {
  asFileFailure,
  commitTemporaryFolder,
  fileFailure,
  temporaryPathFor,
} from '../../runtime/atomic-file.ts';
import { canonicalBytes } from '../manifest.ts';
import type { SigningKey } from '../signing-key.ts';
import {
  type ArchiveEntry,
  type ArchiveFields,
  type ArchiveManifest,
  archiveFormat,
  archiveManifestBytes,
  archiveManifestName,
  archiveSignatureName,
  signArchiveManifest,
} from './archive-manifest.ts';

type Chunks = Iterable<Uint8Array | string> | AsyncIterable<Uint8Array | string>;

/** Files are named by their path below the archive, with `/` between the folders. */
export interface ArchiveWriter {
  /** The folder as it lies before it has its name: read again, it is what will appear. */
  readonly folder: string;
  /** What was written so far, in that order. */
  readonly entries: readonly ArchiveEntry[];
  write(name: string, content: string | Uint8Array | Chunks): Promise<ArchiveEntry>;
  /** As `write`, packed (gzip, RFC 1952): the name ends in `.gz`. Size and digest are those of the packed file. */
  pack(name: string, content: string | Uint8Array | Chunks): Promise<ArchiveEntry>;
  /** A packed table: one row a line, canonical JSON; its lines are counted. Rows are pulled one by one. */
  table(name: string, rows: Iterable<object> | AsyncIterable<object>): Promise<ArchiveEntry>;
  /**
   * A copy. @throws AppError `package.evidenceChanged` when the source is not what `sha256` says, `file.*`
   */
  copy(name: string, source: string, sha256: string): Promise<ArchiveEntry>;
  /** Writes manifest and signature. */
  seal(fields: ArchiveFields, key: SigningKey): Promise<{ manifest: ArchiveManifest; sha256: string }>;
  /** Gives the folder its name. @throws AppError `file.nameTaken`, `file.*` */
  publish(): Promise<void>;
  /** Removes what was written, unless it was published. */
  discard(): Promise<void>;
}

const lineEnd = Buffer.from('\n');
const chunkBytes = 1 << 16;

/** @throws AppError `file.nameTaken` when something lies under the name already, `file.*` */
export const createArchiveWriter = async (target: string): Promise<ArchiveWriter> => {
  const name = path.basename(target);
  if ((await lstat(target).catch(() => null)) !== null) throw new AppError('file.nameTaken', { name });
  const folder = temporaryPathFor(target);
  const entries: ArchiveEntry[] = [];
  const counts: Record<string, number> = {};
  const made = new Set<string>();
  let published = false;

  const placeOf = async (entry: string): Promise<string> => {
    const file = path.join(folder, ...entry.split('/'));
    const parent = path.dirname(file);
    if (!made.has(parent)) {
      await asFileFailure(target, 'write', () => mkdir(parent, { recursive: true, mode: 0o700 }));
      made.add(parent);
    }
    return file;
  };

  const note = (entry: ArchiveEntry): ArchiveEntry => {
    entries.push(entry);
    return entry;
  };

  const writeBytes = async (entry: string, content: string | Uint8Array | Chunks): Promise<ArchiveEntry> => {
    const file = await placeOf(entry);
    const hash = createHash('sha256');
    let size = 0;
    const handle = await asFileFailure(target, 'write', () => open(file, 'wx', 0o600));
    try {
      for await (const bytes of inBlocks(content)) {
        await asFileFailure(target, 'write', () => handle.writeFile(bytes));
        hash.update(bytes);
        size += bytes.length;
      }
      await asFileFailure(target, 'write', () => handle.sync());
    } finally {
      await handle.close();
    }
    return { name: entry, size, sha256: hash.digest('hex') };
  };

  await asFileFailure(target, 'write', () => mkdir(folder, { mode: 0o700 }));

  return {
    folder,
    entries,
    write: async (entry, content) => note(await writeBytes(entry, content)),
    pack: async (entry, content) => note(await writeBytes(entry, packed(content))),

    async table(entry, rows) {
      let count = 0;
      async function* lines(): AsyncGenerator<Uint8Array> {
        for await (const row of rows) {
          yield canonicalBytes(row);
          yield lineEnd;
          count += 1;
        }
      }
      const written = await writeBytes(entry, packed(lines()));
      counts[entry] = count;
      return note(written);
    },

    async copy(entry, source, sha256) {
      const copied = await writeBytes(entry, readChunks(source));
      if (copied.sha256 !== sha256) throw new AppError('package.evidenceChanged', { sha256 });
      return note(copied);
    },

    async seal(fields, key) {
      const sorted = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
      const manifest: ArchiveManifest = {
        ...fields,
        format: archiveFormat,
        publicKey: key.publicKey,
        counts,
        entries: sorted,
      };
      const bytes = archiveManifestBytes(manifest);
      const { sha256 } = await writeBytes(archiveManifestName, bytes);
      await writeBytes(archiveSignatureName, signArchiveManifest(bytes, key));
      return { manifest, sha256 };
    },

    async publish() {
      try {
        await commitTemporaryFolder(folder, target);
        published = true;
      } catch (error) {
        // Whole, but under its temporary name: the user is told that name.
        published = error instanceof AppError && error.code === 'file.busy';
        throw error;
      }
    },

    async discard() {
      if (!published) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    },
  };
};

/** Joins small pieces: a workbook comes as many of a few bytes, and each write is a turn to the disk. */
async function* inBlocks(content: string | Uint8Array | Chunks): AsyncGenerator<Uint8Array> {
  const chunks = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
  let waiting: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    waiting.push(bytes);
    size += bytes.length;
    if (size < chunkBytes) continue;
    yield Buffer.concat(waiting, size);
    waiting = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(waiting, size);
}

async function* packed(content: string | Uint8Array | Chunks): AsyncGenerator<Uint8Array> {
  const gzip = createGzip();
  const fed = pipeline(Readable.from(inBlocks(content)), gzip);
  // What the content throws comes out of the reading below, too.
  fed.catch(() => undefined);
  yield* gzip as AsyncIterable<Uint8Array>;
  await fed;
}

async function* readChunks(file: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) yield chunk as Uint8Array;
  } catch (error) {
    throw fileFailure(error, file, 'read');
  }
}
