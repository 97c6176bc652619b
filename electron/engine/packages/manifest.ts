/**
 * `manifest.json`: what a package says about itself, and the digest of everything in it (design §5). It is stored
 * as canonical JSON (RFC 8785), so that there is exactly one way to write it, and signed in `manifest.sig`.
 */
import { sign, verify } from 'node:crypto';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import { instant, isoDate, sha256Hex, uuid } from '#shared/domain/entities.ts';
import { lineage } from '#shared/domain/merge-decision.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { officeIdentity, type SigningKey, verifyingKey } from './signing-key.ts';

export const packageFormat = 'zhengxin-package/1';

export const manifestEntryName = 'manifest.json';
export const signatureEntryName = 'manifest.sig';
export const dataEntryName = (table: string): string => `data/${table}.jsonl`;
export const evidenceEntryName = (sha256: string): string => `evidence/${sha256}`;

/** Limits that a package is held to both when it is sealed and when it is opened. */
export interface PackageLimits {
  /** Sum of all contents, inflated, and size of the file itself. Bytes. */
  bytes: number;
  /** Files in the package. */
  entries: number;
  /** One row of a table with its line end. Bytes. */
  line: number;
  /** Bytes of `manifest.json`. */
  manifest: number;
}

export const packageLimits: PackageLimits = {
  bytes: 2_000_000_000,
  entries: 20_000,
  line: 1_000_000,
  manifest: 16_000_000,
};

/**
 * `submission` records, values, self-evaluation and evidence, upwards; `task` cycle, model, subjects, downwards;
 * `receipt`, `return` (with comments) and `result`, downwards.
 */
export const packageKind = z.enum(['submission', 'task', 'receipt', 'return', 'result']);
export type PackageKind = z.infer<typeof packageKind>;

export const tableName = z.string().regex(/^[a-z][a-zA-Z0-9-]{0,39}$/);

const party = officeIdentity.omit({ id: true }).extend({ officeId: uuid });

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);

/** The score that the sender claims for a body. Only ever compared with our own, never taken over. */
const declaredScore = z.strictObject({
  bodyUscc: z.string().length(18),
  /** Final score after bonuses, penalties and vetoes; decimal text, null when it could not be computed. */
  score: decimal.nullable(),
  grade: z.string().nullable(),
  /** Weighted total before bonuses, penalties and vetoes; decimal text. */
  total: decimal.nullable(),
});

export const packageManifest = z.strictObject({
  format: z.literal(packageFormat),
  id: uuid,
  kind: packageKind,
  createdAt: instant,
  appVersion: z.string().min(1).max(100),
  sender: party,
  receiver: party.nullable(),
  /** The line of edits of the sender's database. */
  lineage,
  /** Other lineages that rows of this package may be stamped with: the sender's earlier ones, its descendants'. */
  relatedLineages: z.array(lineage).max(1_000),
  cycle: z
    .strictObject({ code: z.string().min(1), name: z.string(), periodFrom: isoDate, periodTo: isoDate })
    .nullable(),
  models: z.array(z.strictObject({ code: z.string(), version: z.string(), digest: sha256Hex })),
  /** Rows of each table: exactly the tables of the package. */
  counts: z.record(tableName, z.int().nonnegative()),
  /** Everything in the package but `manifest.json` and `manifest.sig`, by name. */
  entries: z.array(z.strictObject({ name: z.string(), size: z.int().nonnegative(), sha256: sha256Hex })),
  declared: z.strictObject({ scores: z.array(declaredScore), resultDigest: sha256Hex.nullable() }),
  /** Head of the sender's audit chain, to be kept here as its anchor: a later head must extend it. */
  auditHead: z.strictObject({ sequence: z.int().nonnegative(), hash: sha256Hex }).nullable(),
});
export type PackageManifest = z.infer<typeof packageManifest>;
export type ManifestEntry = PackageManifest['entries'][number];

/** What the caller of `sealPackage` states; the rest is counted and digested while sealing. */
export type ManifestFields = Omit<PackageManifest, 'format' | 'counts' | 'entries'>;

/** The one way to write a manifest. */
export function manifestBytes(manifest: PackageManifest): Buffer {
  return canonicalBytes(packageManifest.parse(manifest));
}

/**
 * Reads a manifest and checks it in itself: shape, names, order, and that tables and counts belong together.
 *
 * @throws AppError `package.newerFormat`, `package.damaged` (`manifest`)
 */
export function parseManifest(bytes: Buffer, file: string): PackageManifest {
  const damaged = (cause?: unknown) =>
    new AppError('package.damaged', { file, what: 'manifest', entry: null }, { cause });
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (error) {
    throw damaged(error);
  }
  const format = z.object({ format: z.string().regex(/^zhengxin-package\/\d{1,4}$/) }).safeParse(content);
  if (!format.success) throw damaged(format.error);
  if (format.data.format !== packageFormat) {
    throw new AppError('package.newerFormat', { file, format: format.data.format });
  }
  const parsed = packageManifest.safeParse(content);
  if (!parsed.success) throw damaged(parsed.error);
  // Two spellings of one manifest (a key given twice, say) could be read as two manifests.
  if (!canonicalBytes(content).equals(bytes)) throw damaged();
  if (!namesAgree(parsed.data)) throw damaged();
  return parsed.data;
}

/** Entries in ascending order without repetition, each a counted table or evidence under its own digest. */
function namesAgree(manifest: PackageManifest): boolean {
  const tables = new Set(Object.keys(manifest.counts).map(dataEntryName));
  let previous = '';
  for (const entry of manifest.entries) {
    if (entry.name <= previous) return false;
    previous = entry.name;
    if (!tables.delete(entry.name) && entry.name !== evidenceEntryName(entry.sha256)) return false;
  }
  return tables.size === 0;
}

/** RFC 8785. Throws TypeError for what JSON cannot say. */
export function canonicalBytes(content: unknown): Buffer {
  const text = canonicalize(content);
  if (text === undefined) throw new TypeError('not a JSON value');
  return Buffer.from(text);
}

/** Keeps a signature over a manifest from passing as a signature over anything else, and the other way round. */
const manifestDomain = Buffer.from('zhengxin-manifest/1\n');

/** `manifest.sig`: 128 hex digits and a line end. */
export function signManifest(bytes: Buffer, key: SigningKey): Buffer {
  const signature = sign(null, Buffer.concat([manifestDomain, bytes]), key.privateKey);
  return Buffer.from(`${signature.toString('hex')}\n`);
}

export const manifestSignatureBytes = 129;

/** @param publicKey raw Ed25519 key, hex */
export function isManifestSignature(bytes: Buffer, signature: Buffer, publicKey: string): boolean {
  const text = signature.toString('latin1');
  if (!/^[0-9a-f]{128}\n$/.test(text)) return false;
  const raw = Buffer.from(text.slice(0, 128), 'hex');
  return verify(null, Buffer.concat([manifestDomain, bytes]), verifyingKey(publicKey), raw);
}
