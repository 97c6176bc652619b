/**
 * Opening a package that came from outside. Nothing of it is believed before it is proven:
 *
 * 1. the seal at its end (`container-seal.ts`): every byte of the file is one that was sealed;
 * 2. the key: enrolled here, not revoked. A key or a name inside the package proves nothing;
 * 3. the signatures of seal and manifest by that key, and the manifest naming that key's office as sender;
 * 4. the container: only entries that the manifest lists, each once, laid end to end from the first byte to the
 *    directory, nothing else; counts and sizes bounded before and while inflating;
 * 5. each content: size and SHA-256 as the manifest says.
 *
 * An enrolled sender may still be hostile or broken, so the bounds hold for it as well. All reading goes through one
 * open file: a package swapped on the USB stick between checking and reading is not noticed by name, so every
 * content is digested again when it is read.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import type { EnrolledOffice } from '#shared/domain/entities.ts';
import { AppError, type FailureParams } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { asFileFailure, fileFailure } from '../runtime/atomic-file.ts';
import { type ContainerSeal, checkIntact, isSealedWith, readSeal } from './container-seal.ts';
import {
  isManifestSignature,
  type ManifestEntry,
  manifestEntryName,
  manifestSignatureBytes,
  type PackageLimits,
  type PackageManifest,
  packageLimits,
  parseManifest,
  signatureEntryName,
} from './manifest.ts';
import { fingerprintOf } from './signing-key.ts';
import { type ContainerEntry, listEntries, readContainerEntry } from './zip-container.ts';

/** An enrolled office as far as verification needs it. Several keys of one office are several items. */
export type TrustedOffice = Pick<
  EnrolledOffice,
  'id' | 'regionCode' | 'name' | 'level' | 'publicKey' | 'revokedAt'
>;

/** What a package says of itself. Its bytes are undamaged; who made it is not proven. */
export interface InspectedPackage {
  verified: false;
  manifest: PackageManifest;
  /** Of the key that the seal names. */
  fingerprint: string;
  size: number;
  /** SHA-256 of the whole file, hex. */
  sha256: string;
}

/** A package whose sender is proven. Only `verifyPackage` makes one. To be closed after use. */
export interface VerifiedPackage {
  verified: true;
  manifest: PackageManifest;
  /** The enrolled office whose key sealed the package. */
  sender: TrustedOffice;
  fingerprint: string;
  size: number;
  /** SHA-256 of the whole file, hex. */
  sha256: string;
  /** Soft matters; none of them a reason to refuse. */
  findings: Finding[];
  /** File name, for words. */
  file: string;
  limits: PackageLimits;
  /** An entry of the manifest by its name. */
  entry(name: string): ManifestEntry | undefined;
  /**
   * The bytes of one entry. Throws `package.damaged` at the end if they are not those of the manifest, so what was
   * read must not be used before the end was reached.
   */
  readEntry(entry: ManifestEntry): AsyncGenerator<Buffer>;
  close(): Promise<void>;
}

/**
 * Reads what a package says, without proof of its sender.
 *
 * @throws AppError `package.notAPackage`, `package.damaged`, `package.newerFormat`, `package.tooLarge`, `file.*`
 */
export async function inspectPackage(
  location: string,
  options: { limits?: Partial<PackageLimits> } = {},
): Promise<InspectedPackage> {
  return withSealedFile(location, options.limits, async (sealed) => {
    try {
      const { manifest } = await readContents(sealed);
      const { size, sha256, seal } = sealed;
      return { verified: false, manifest, fingerprint: seal.fingerprint, size, sha256 };
    } finally {
      await sealed.handle.close();
    }
  });
}

/**
 * Checks a package completely (see above) and opens it for reading.
 *
 * @param options.trusted the enrolled offices; no other key counts
 * @param options.receiver id of our office: a package addressed to another office is refused
 * @param options.now for the finding about a date in the future
 * @throws AppError `package.untrusted`, `package.keyRevoked`, `package.signatureInvalid`, `package.wrongSender`,
 *   `package.wrongReceiver` and those of `inspectPackage`
 */
export async function verifyPackage(
  location: string,
  options: {
    trusted: readonly TrustedOffice[];
    receiver?: string;
    now?: string;
    limits?: Partial<PackageLimits>;
  },
): Promise<VerifiedPackage> {
  return withSealedFile(location, options.limits, async (sealed) => {
    const { file, seal, handle, limits } = sealed;
    const sender = findSigner(seal, options.trusted, file);
    const { manifest, bytes, signature, entries } = await readContents(sealed);
    if (!isManifestSignature(bytes, signature, sender.publicKey)) {
      throw new AppError('package.signatureInvalid', { file });
    }
    checkParties(manifest, sender, options.receiver, file);

    const readEntry = (entry: ManifestEntry) => readDigested(handle, entries, entry, file);
    for (const entry of manifest.entries) await checkEntry(readEntry(entry), entry, manifest, limits, file);
    const byName = new Map(manifest.entries.map((entry) => [entry.name, entry]));
    return {
      verified: true,
      manifest,
      sender,
      fingerprint: seal.fingerprint,
      size: sealed.size,
      sha256: sealed.sha256,
      findings: softFindings(manifest, sender, options.receiver, options.now),
      file,
      limits,
      entry: (name) => byName.get(name),
      readEntry,
      close: () => handle.close(),
    };
  });
}

interface SealedFile {
  handle: FileHandle;
  /** File name, for words. */
  file: string;
  size: number;
  sha256: string;
  seal: ContainerSeal;
  limits: PackageLimits;
}

/** Opens a file, checks its seal's digest, and closes it again if `use` fails. */
async function withSealedFile<T>(
  location: string,
  limitOptions: Partial<PackageLimits> | undefined,
  use: (sealed: SealedFile) => Promise<T>,
): Promise<T> {
  const file = path.basename(location);
  const limits = { ...packageLimits, ...limitOptions };
  const handle = await asFileFailure(location, 'read', () => open(location, 'r'));
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new AppError('file.notAFile', { name: file });
    if (stat.size > limits.bytes) {
      throw new AppError('package.tooLarge', { file, limit: 'bytes', allowed: limits.bytes });
    }
    const seal = await readSeal(handle, stat.size, file);
    const { intact, sha256 } = await checkIntact(handle, stat.size, seal);
    if (!intact) throw damaged(file, 'content');
    return await use({ handle, file, size: stat.size, sha256, seal, limits });
  } catch (error) {
    await handle.close();
    throw fileFailure(error, location, 'read');
  }
}

function findSigner(seal: ContainerSeal, trusted: readonly TrustedOffice[], file: string): TrustedOffice {
  const { fingerprint } = seal;
  const known = trusted.filter((office) => fingerprintOf(office.publicKey) === fingerprint);
  const signer = known.find((office) => office.revokedAt === null) ?? known[0];
  if (signer === undefined) throw new AppError('package.untrusted', { file, fingerprint });
  if (!isSealedWith(seal, signer.publicKey)) throw new AppError('package.signatureInvalid', { file });
  if (signer.revokedAt !== null) {
    throw new AppError('package.keyRevoked', { file, office: signer.name, fingerprint });
  }
  return signer;
}

interface Contents {
  manifest: PackageManifest;
  /** `manifest.json` as it is stored. */
  bytes: Buffer;
  /** `manifest.sig` as it is stored. */
  signature: Buffer;
  entries: ReadonlyMap<string, ContainerEntry>;
}

/** The manifest, and the container's entries compared with it. */
async function readContents({ handle, seal, file, limits }: SealedFile): Promise<Contents> {
  const entries = await listEntries(handle, seal, limits, file);
  const manifestEntry = entries.get(manifestEntryName);
  const signatureEntry = entries.get(signatureEntryName);
  if (manifestEntry === undefined || signatureEntry === undefined) throw damaged(file, 'structure');
  if (manifestEntry.size > limits.manifest) {
    throw new AppError('package.tooLarge', { file, limit: 'manifest', allowed: limits.manifest });
  }
  if (signatureEntry.size !== manifestSignatureBytes) throw damaged(file, 'manifest');
  const bytes = await collect(readContainerEntry(handle, manifestEntry, file));
  const signature = await collect(readContainerEntry(handle, signatureEntry, file));
  const manifest = parseManifest(bytes, file);
  const listed = manifest.entries.every(({ name, size }) => entries.get(name)?.size === size);
  if (!listed || entries.size !== manifest.entries.length + 2) throw damaged(file, 'structure');
  return { manifest, bytes, signature, entries };
}

async function collect(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

async function* readDigested(
  handle: FileHandle,
  entries: ReadonlyMap<string, ContainerEntry>,
  entry: ManifestEntry,
  file: string,
): AsyncGenerator<Buffer> {
  const stored = entries.get(entry.name);
  if (stored === undefined) throw damaged(file, 'structure');
  const hash = createHash('sha256');
  for await (const chunk of readContainerEntry(handle, stored, file)) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== entry.sha256) throw damaged(file, 'entry', entry.name);
}

/** Reads one entry to its end; of a table also checks that it has as many lines as counted, none too long. */
async function checkEntry(
  chunks: AsyncIterable<Buffer>,
  entry: ManifestEntry,
  manifest: PackageManifest,
  limits: PackageLimits,
  file: string,
): Promise<void> {
  const table = /^data\/(.+)\.jsonl$/.exec(entry.name)?.[1];
  let lines = 0;
  let lineBytes = 0;
  for await (const chunk of chunks) {
    if (table === undefined) continue;
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      lineBytes += end + 1 - start;
      checkLine(lineBytes);
      lines += 1;
      lineBytes = 0;
      start = end + 1;
    }
    lineBytes += chunk.length - start;
    checkLine(lineBytes);
  }
  if (table !== undefined && (lineBytes > 0 || lines !== manifest.counts[table])) {
    throw damaged(file, 'entry', entry.name);
  }

  function checkLine(length: number): void {
    if (length > limits.line) {
      throw new AppError('package.tooLarge', { file, limit: 'line', allowed: limits.line });
    }
  }
}

function checkParties(
  manifest: PackageManifest,
  sender: TrustedOffice,
  receiver: string | undefined,
  file: string,
): void {
  if (manifest.sender.officeId !== sender.id) {
    throw new AppError('package.wrongSender', { file, claimed: manifest.sender.name, signedBy: sender.name });
  }
  if (receiver !== undefined && manifest.receiver !== null && manifest.receiver.officeId !== receiver) {
    throw new AppError('package.wrongReceiver', { file, receiver: manifest.receiver.name });
  }
}

function softFindings(
  manifest: PackageManifest,
  sender: TrustedOffice,
  receiver: string | undefined,
  now: string | undefined,
): Finding[] {
  const findings: Finding[] = [];
  if (receiver !== undefined && manifest.receiver === null) {
    findings.push({ code: 'package.receiverUnnamed', severity: 'warning', params: {} });
  }
  if (now !== undefined && manifest.createdAt > now) {
    const params = { createdAt: manifest.createdAt, now };
    findings.push({ code: 'package.createdInFuture', severity: 'warning', params });
  }
  for (const field of ['name', 'regionCode', 'level'] as const) {
    const enrolled = sender[field];
    const claimed = manifest.sender[field];
    if (enrolled === claimed) continue;
    const params = { field, enrolled, claimed };
    findings.push({ code: 'package.senderRenamed', severity: 'warning', params });
  }
  return findings;
}

function damaged(
  file: string,
  what: FailureParams<'package.damaged'>['what'],
  entry: string | null = null,
): AppError {
  return new AppError('package.damaged', { file, what, entry });
}
