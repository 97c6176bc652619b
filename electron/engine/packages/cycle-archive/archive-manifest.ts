/**
 * `manifest.json` of a cycle's archive: what the archive says about itself, and the digest of every file in it. Canonical
 * JSON (RFC 8785), signed in `manifest.sig` with the office's Ed25519 key. It names the public key itself: an archive is
 * opened when the database that made it may be long gone, and the fingerprint is compared with the one on paper.
 *
 * Format 1 is read for ever. Format 2 has its tables, the documents of runs and the log packed (gzip, RFC 1952), each under
 * a name that ends in `.gz`; sizes and digests are those of the packed files, lines those of what is in them. What a later
 * version needs gets a new format, read beside these.
 */
import { sign, verify } from 'node:crypto';
import { z } from 'zod';
import { instant, isoDate, sha256Hex, uuid } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { canonicalBytes } from '../manifest.ts';
import { officeIdentity, publicKeyHex, type SigningKey, verifyingKey } from '../signing-key.ts';

/** What is written, and what is read. */
export const archiveFormat = 'zhengxin-archive/2';
const formats = ['zhengxin-archive/1', archiveFormat] as const;

export const archiveManifestName = 'manifest.json';
export const archiveSignatureName = 'manifest.sig';
/** Bytes of `manifest.json`: some 300,000 files. */
export const archiveManifestMaxBytes = 64_000_000;

/** A file in the archive, as a path below it with `/` between the folders. */
const entryName = z
  .string()
  .min(1)
  .max(400)
  .refine((name) => name.split('/').every((part) => part !== '' && part !== '.' && part !== '..'));

const model = z.strictObject({ code: z.string(), version: z.string(), digest: sha256Hex, file: entryName });

const run = z.strictObject({
  id: uuid,
  modelCode: z.string(),
  modelVersion: z.string(),
  /** What it was sealed as. */
  kind: z.string(),
  /** It is the one that counts. */
  official: z.boolean(),
  engine: z.string(),
  dataDigest: sha256Hex,
  resultSha256: sha256Hex,
  /** Data document and result document. */
  data: entryName,
  result: entryName,
});

export const archiveManifest = z.strictObject({
  format: z.enum(formats),
  id: uuid,
  createdAt: instant,
  appVersion: z.string().min(1).max(100),
  office: officeIdentity,
  publicKey: publicKeyHex,
  cycle: z.strictObject({
    code: z.string().min(1),
    name: z.string(),
    year: z.int(),
    periodFrom: isoDate,
    periodTo: isoDate,
    status: z.string(),
    planDocumentNo: z.string().nullable(),
  }),
  units: z.int().nonnegative(),
  models: z.array(model),
  runs: z.array(run),
  /** Lines of each table, by the name of its file. */
  counts: z.record(entryName, z.int().nonnegative()),
  audit: z.strictObject({
    file: entryName,
    /** Entries that are told; of the others only the hash is there. */
    told: z.int().nonnegative(),
    /** Sequence of the first line, and the end of the log when the archive was made. */
    from: z.int().nonnegative(),
    head: z.strictObject({ sequence: z.int().nonnegative(), hash: sha256Hex }),
  }),
  /** Every file but `manifest.json` and `manifest.sig`, by name. */
  entries: z.array(z.strictObject({ name: entryName, size: z.int().nonnegative(), sha256: sha256Hex })),
});
export type ArchiveManifest = z.infer<typeof archiveManifest>;
export type ArchiveEntry = ArchiveManifest['entries'][number];
export type ArchiveFields = Omit<ArchiveManifest, 'format' | 'publicKey' | 'counts' | 'entries'>;

export const archiveManifestBytes = (manifest: ArchiveManifest): Buffer =>
  canonicalBytes(archiveManifest.parse(manifest));

/**
 * @param name of the folder, for the failure's words
 * @throws AppError `cycleArchive.newerFormat`, `cycleArchive.manifestDamaged`
 */
export const parseArchiveManifest = (bytes: Buffer, name: string): ArchiveManifest => {
  const damaged = (cause?: unknown) => new AppError('cycleArchive.manifestDamaged', { name }, { cause });
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (error) {
    throw damaged(error);
  }
  const format = z.object({ format: z.string().regex(/^zhengxin-archive\/\d{1,4}$/) }).safeParse(content);
  if (!format.success) throw damaged(format.error);
  if (!formats.some((known) => known === format.data.format)) {
    throw new AppError('cycleArchive.newerFormat', { name, format: format.data.format });
  }
  const parsed = archiveManifest.safeParse(content);
  if (!parsed.success) throw damaged(parsed.error);
  // Two spellings of one manifest (a key given twice, say) could be read as two manifests.
  if (!canonicalBytes(content).equals(bytes)) throw damaged();
  const names = parsed.data.entries.map((entry) => entry.name);
  if (names.some((entry, index) => index > 0 && entry <= (names[index - 1] ?? ''))) throw damaged();
  return parsed.data;
};

/** Keeps a signature over an archive's manifest from passing as one over anything else. The same for every format. */
const domain = Buffer.from('zhengxin-archive-manifest/1\n');

/** `manifest.sig`: 128 hex digits and a line end. */
export const signArchiveManifest = (bytes: Buffer, key: SigningKey): Buffer =>
  Buffer.from(`${sign(null, Buffer.concat([domain, bytes]), key.privateKey).toString('hex')}\n`);

/** @param publicKey raw Ed25519 key, hex */
export const isArchiveSignature = (bytes: Buffer, signature: Buffer, publicKey: string): boolean => {
  const text = signature.toString('latin1');
  if (!/^[0-9a-f]{128}\n$/.test(text)) return false;
  const raw = Buffer.from(text.slice(0, 128), 'hex');
  return verify(null, Buffer.concat([domain, bytes]), verifyingKey(publicKey), raw);
};
