/**
 * Verifying a cycle's archive, with nothing but the folder at hand: the signature over the manifest, every file against
 * its digest, nothing missing and nothing added, every model against its digest, every sealed run computed again to the
 * same bytes, and the hash chain of the audit log.
 *
 * Nothing outside the folder is ever read: names come from listing it, links are not followed.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, open, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { createGunzip, gunzip as gunzipWith } from 'node:zlib';
import { z } from 'zod';
import { sha256Hex } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { asFileFailure } from '../../runtime/atomic-file.ts';
import { canonicalBytes } from '../manifest.ts';
import { fingerprintOf } from '../signing-key.ts';
import {
  type ArchiveManifest,
  archiveManifestMaxBytes,
  archiveManifestName,
  archiveSignatureName,
  isArchiveSignature,
  parseArchiveManifest,
} from './archive-manifest.ts';

/** What an archive's contents mean is known elsewhere. */
export interface ArchiveMeaning {
  /** The hash of an audit entry (its canonical JSON) after the one before it. */
  auditHash: (previous: string, event: string) => string;
  /** Digest of a model document. Throws for a text that is none. */
  modelDigest: (document: string) => string;
  /** The result document of a model over a data document, and the digest of that data. Throws for what is no model or no data. */
  rescore: (model: string, data: string) => { result: string; dataDigest: string };
}

export interface ArchiveCheck {
  name: 'signature' | 'files' | 'models' | 'runs' | 'audit';
  passed: boolean;
  examined: number;
}

export interface VerifiedArchive {
  manifest: ArchiveManifest;
  /** SHA-256 of `manifest.json`, hex: names the archive. */
  sha256: string;
  /** Of the key that signed it. Whose key it is only people can tell. */
  fingerprint: string;
  /** Bytes of all files. */
  size: number;
  checks: ArchiveCheck[];
  findings: Finding[];
}

/** Left by file managers in folders that were merely looked at. */
const litter = new Set(['Thumbs.db', 'desktop.ini', '.DS_Store']);
/** Of a model, a data or a result document. Read whole. */
const documentMaxBytes = 400_000_000;
/** Of an entry of the log. */
const lineMaxLength = 10_000_000;

const gunzip = promisify(gunzipWith);

type Step = (done: number, total: number) => Promise<void>;

const auditLine = z.strictObject({
  sequence: z.int().nonnegative(),
  hash: sha256Hex,
  event: z.record(z.string(), z.unknown()).optional(),
});

const error = (code: string, params: Finding['params']): Finding => ({ code, severity: 'error', params });

/** @throws AppError `cycleArchive.notAnArchive`, `file.*` */
const readWhole = async (folder: string, name: string, maxBytes: number): Promise<Buffer> => {
  const file = path.join(folder, name);
  const found = await lstat(file).catch(() => null);
  if (!found?.isFile() || found.size > maxBytes) {
    throw new AppError('cycleArchive.notAnArchive', { name: path.basename(folder) });
  }
  return asFileFailure(file, 'read', () => readFile(file));
};

/** The manifest of an archive, its signature proven. @throws AppError `cycleArchive.*`, `file.*` */
const openManifest = async (folder: string) => {
  const name = path.basename(folder);
  const bytes = await readWhole(folder, archiveManifestName, archiveManifestMaxBytes);
  const manifest = parseArchiveManifest(bytes, name);
  const signatureFile = path.join(folder, archiveSignatureName);
  const signature = await readFile(signatureFile).catch(() => Buffer.alloc(0));
  if (!isArchiveSignature(bytes, signature, manifest.publicKey)) {
    throw new AppError('cycleArchive.signatureInvalid', { name });
  }
  return { manifest, sha256: createHash('sha256').update(bytes).digest('hex') };
};

/** Names of the regular files below a folder, and of what is neither file nor folder. */
const listFiles = async (folder: string): Promise<{ files: Set<string>; others: string[] }> => {
  const files = new Set<string>();
  const others: string[] = [];
  const walk = async (inside: string): Promise<void> => {
    const place = path.join(folder, ...inside.split('/'));
    const found = await asFileFailure(place, 'read', () => readdir(place, { withFileTypes: true }));
    for (const entry of found) {
      const name = inside === '' ? entry.name : `${inside}/${entry.name}`;
      if (entry.isDirectory()) await walk(name);
      else if (entry.isFile()) files.add(name);
      else others.push(name);
    }
  };
  await walk('');
  return { files, others };
};

/** Size and digest of a file. */
const measure = async (file: string, onBytes: (bytes: number) => Promise<void>) => {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
    await onBytes(chunk.length);
  }
  return { size, sha256: hash.digest('hex') };
};

/** What a file holds: of a packed one, what is packed in it. Throws where that is not packed as its name says. */
async function* contentOf(file: string): AsyncGenerator<Buffer> {
  const source = createReadStream(file, { highWaterMark: 1 << 16 });
  if (!file.endsWith('.gz')) {
    yield* source as AsyncIterable<Buffer>;
    return;
  }
  const unpacked = createGunzip();
  source.on('error', (failure) => unpacked.destroy(failure));
  try {
    yield* source.pipe(unpacked) as AsyncIterable<Buffer>;
  } finally {
    source.destroy();
  }
}

/** Number of lines; null when the file cannot be unpacked. */
const countLines = async (file: string, pause: () => Promise<void>): Promise<number | null> => {
  let lines = 0;
  try {
    for await (const chunk of contentOf(file)) {
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines += 1;
      await pause();
    }
  } catch (failure) {
    if (failure instanceof AppError) throw failure;
    return null;
  }
  return lines;
};

/** Line by line. Throws for one that is longer than any that was ever written. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const chunk of contentOf(file)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > lineMaxLength) throw new RangeError('a line without end');
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}

/** Every file against the manifest. @returns names of those that are as they were written */
const checkFiles = async (folder: string, manifest: ArchiveManifest, step: Step) => {
  const findings: Finding[] = [];
  const { files, others } = await listFiles(folder);
  const expected = new Set(manifest.entries.map(({ name }) => name));
  const own = new Set([archiveManifestName, archiveSignatureName]);
  for (const name of [...files, ...others]) {
    if (expected.has(name) || own.has(name)) continue;
    const harmless = litter.has(name.split('/').at(-1) ?? '');
    findings.push({
      code: 'cycleArchive.fileAdded',
      severity: harmless ? 'warning' : 'error',
      params: { file: name },
    });
  }
  const total = manifest.entries.reduce((sum, { size }) => sum + size, 0);
  const good = new Set<string>();
  let done = 0;
  for (const entry of manifest.entries) {
    if (!files.has(entry.name)) {
      findings.push(error('cycleArchive.fileMissing', { file: entry.name }));
      continue;
    }
    const file = path.join(folder, ...entry.name.split('/'));
    const found = await asFileFailure(file, 'read', () =>
      measure(file, async (bytes) => {
        done = Math.min(total - 1, done + bytes);
        await step(Math.max(0, done), total);
      }),
    );
    if (found.size !== entry.size || found.sha256 !== entry.sha256) {
      findings.push(error('cycleArchive.fileChanged', { file: entry.name }));
      continue;
    }
    const said = manifest.counts[entry.name];
    const rows = said === undefined ? undefined : await countLines(file, () => step(done, total));
    if (said === rows) good.add(entry.name);
    else
      findings.push(
        error('cycleArchive.rowsDiffer', { file: entry.name, said: said ?? 0, found: rows ?? 0 }),
      );
  }
  await step(total, total);
  return { good, total, findings };
};

/** The text of a file of the archive; null when it is too large, cannot be unpacked, or was found bad before. */
const textOf = async (folder: string, name: string, good: ReadonlySet<string>): Promise<string | null> => {
  if (!good.has(name)) return null;
  const file = path.join(folder, ...name.split('/'));
  const handle = await asFileFailure(file, 'read', () => open(file, 'r'));
  try {
    if ((await handle.stat()).size > documentMaxBytes) return null;
    const bytes = await handle.readFile();
    return file.endsWith('.gz') ? await unpackedText(bytes) : bytes.toString('utf8');
  } finally {
    await handle.close();
  }
};

const unpackedText = (bytes: Buffer): Promise<string | null> =>
  gunzip(bytes, { maxOutputLength: documentMaxBytes }).then(
    (text) => text.toString('utf8'),
    () => null,
  );

/** What `action` answers; null when it throws. */
const orNull = <T>(action: () => T): T | null => {
  try {
    return action();
  } catch {
    return null;
  }
};

const checkModels = async (
  folder: string,
  manifest: ArchiveManifest,
  good: ReadonlySet<string>,
  meaning: ArchiveMeaning,
) => {
  const findings: Finding[] = [];
  const documents = new Map<string, string>();
  for (const { code, version, digest, file } of manifest.models) {
    const text = await textOf(folder, file, good);
    if (text !== null && orNull(() => meaning.modelDigest(text)) === digest) {
      documents.set(`${code} ${version}`, text);
    } else findings.push(error('cycleArchive.modelDiffers', { model: code, version }));
  }
  return { documents, findings };
};

const checkRuns = async (
  folder: string,
  manifest: ArchiveManifest,
  good: ReadonlySet<string>,
  models: ReadonlyMap<string, string>,
  meaning: ArchiveMeaning,
  step: Step,
) => {
  const findings: Finding[] = [];
  for (const [index, run] of manifest.runs.entries()) {
    await step(index, manifest.runs.length);
    const model = models.get(`${run.modelCode} ${run.modelVersion}`);
    const data = await textOf(folder, run.data, good);
    const result = await textOf(folder, run.result, good);
    const again = model === undefined || data === null ? null : orNull(() => meaning.rescore(model, data));
    const same =
      again !== null &&
      result !== null &&
      again.result === result &&
      again.dataDigest === run.dataDigest &&
      createHash('sha256').update(result).digest('hex') === run.resultSha256;
    if (!same) findings.push(error('cycleArchive.runDiffers', { run: run.id }));
  }
  await step(manifest.runs.length, manifest.runs.length);
  return findings;
};

/** Follows the chain line by line. Of entries that are not told only the hash is there: what follows links to it. */
const checkAudit = async (
  folder: string,
  { audit }: ArchiveManifest,
  good: ReadonlySet<string>,
  { auditHash }: ArchiveMeaning,
) => {
  const broken = (sequence: number) => ({
    examined: sequence,
    findings: [error('cycleArchive.auditBroken', { sequence })],
  });
  if (!good.has(audit.file)) return broken(audit.from);
  let last: { sequence: number; hash: string } | null = null;
  let told = 0;
  try {
    for await (const text of linesOf(path.join(folder, ...audit.file.split('/')))) {
      const line = auditLine.safeParse(orNull(() => JSON.parse(text)));
      const expected: number = last === null ? audit.from : last.sequence + 1;
      if (!line.success || line.data.sequence !== expected) return broken(expected);
      const { sequence, hash, event } = line.data;
      if (event !== undefined) {
        // The first line is where the chain is taken up: what came before it is not here.
        if (last === null || auditHash(last.hash, canonicalBytes(event).toString()) !== hash) {
          return broken(expected);
        }
        told += 1;
      }
      last = { sequence, hash };
    }
  } catch {
    return broken(last === null ? audit.from : last.sequence + 1);
  }
  const complete =
    last !== null &&
    last.sequence === audit.head.sequence &&
    last.hash === audit.head.hash &&
    told === audit.told;
  return complete ? { examined: told, findings: [] } : broken(last?.sequence ?? audit.from);
};

/**
 * @param steps told of the progress of reading the files (bytes), and of computing the runs again
 * @throws AppError `cycleArchive.notAnArchive`, `cycleArchive.newerFormat`, `cycleArchive.manifestDamaged`,
 *   `cycleArchive.signatureInvalid`, `file.*`; everything else that is wrong is a finding
 */
export const verifyArchive = async (
  folder: string,
  meaning: ArchiveMeaning,
  steps: { files: Step; runs: Step },
): Promise<VerifiedArchive> => {
  const { manifest, sha256 } = await openManifest(folder);
  const files = await checkFiles(folder, manifest, steps.files);
  const models = await checkModels(folder, manifest, files.good, meaning);
  const runs = await checkRuns(folder, manifest, files.good, models.documents, meaning, steps.runs);
  const audit = await checkAudit(folder, manifest, files.good, meaning);
  const passed = (findings: readonly Finding[]): boolean =>
    findings.every(({ severity }) => severity !== 'error');
  return {
    manifest,
    sha256,
    fingerprint: fingerprintOf(manifest.publicKey),
    size: files.total,
    checks: [
      { name: 'signature', passed: true, examined: 1 },
      { name: 'files', passed: passed(files.findings), examined: manifest.entries.length },
      { name: 'models', passed: passed(models.findings), examined: manifest.models.length },
      { name: 'runs', passed: passed(runs), examined: manifest.runs.length },
      { name: 'audit', passed: passed(audit.findings), examined: audit.examined },
    ],
    findings: [...files.findings, ...models.findings, ...runs, ...audit.findings],
  };
};
