/**
 * An office's signing key (Ed25519, RFC 8032) and the small file by which another office enrols it.
 *
 * Trust comes from people: the fingerprint (SHA-256 of the raw public key) is read aloud or compared on paper
 * before a key is enrolled (quality.md §2). The key file only saves typing; it proves nothing by itself.
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { access, open } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type Office, officeLevelCode, sha256Hex, uuid } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { asFileFailure, writeFileAtomically } from '../runtime/atomic-file.ts';

/** A key pair that can sign. */
export interface SigningKey {
  privateKey: KeyObject;
  /** Raw Ed25519 public key, 32 bytes as 64 hex digits. */
  publicKey: string;
  /** SHA-256 of the raw public key, hex. */
  fingerprint: string;
}

/** A key file is a few hundred bytes; a larger file is none. */
const keyFileMaxBytes = 8_192;

export const publicKeyHex = z.string().regex(/^[0-9a-f]{64}$/);

/** The office as key files and manifests name it. */
export const officeIdentity = z.strictObject({
  id: uuid,
  regionCode: z.string().regex(/^\d{12}$/),
  name: z.string().min(1).max(200),
  level: officeLevelCode,
});

const keyFileFormat = 'zhengxin-key/1';

export const keyFile = z.strictObject({
  format: z.literal(keyFileFormat),
  office: officeIdentity,
  publicKey: publicKeyHex,
  fingerprint: sha256Hex,
});
export type KeyFile = z.infer<typeof keyFile>;

/** Makes a new key pair from the operating system's random source. */
export function createSigningKey(): SigningKey {
  return signingKeyFrom(generateKeyPairSync('ed25519').privateKey);
}

function signingKeyFrom(privateKey: KeyObject): SigningKey {
  const publicKey = rawPublicKey(createPublicKey(privateKey));
  return { privateKey, publicKey, fingerprint: fingerprintOf(publicKey) };
}

/** SHA-256 over the 32 raw bytes of the public key, hex. */
export function fingerprintOf(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'hex')).digest('hex');
}

/** The key object that verifies signatures of the raw public key. */
export function verifyingKey(publicKey: string): KeyObject {
  const x = Buffer.from(publicKey, 'hex').toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

function rawPublicKey(key: KeyObject): string {
  const { x } = key.export({ format: 'jwk' });
  if (x === undefined) throw new TypeError('not an Ed25519 key');
  return Buffer.from(x, 'base64url').toString('hex');
}

/**
 * Writes the private key (PKCS#8 PEM, readable by its owner only). An existing file is never replaced: with the
 * key goes the trust that other offices put into it.
 *
 * @throws AppError `key.exists`, `file.*`
 */
export async function writeSigningKey(file: string, key: SigningKey): Promise<void> {
  if (await exists(file)) throw new AppError('key.exists', { file: path.basename(file) });
  const pem = key.privateKey.export({ type: 'pkcs8', format: 'pem' });
  await writeFileAtomically(file, pem, { mode: 0o600 });
}

/** @throws AppError `key.privateKeyUnusable` if the file holds no Ed25519 private key, `file.*` */
export async function readSigningKey(file: string): Promise<SigningKey> {
  const pem = await readSmallFile(file);
  try {
    const privateKey = createPrivateKey(pem ?? '');
    if (privateKey.asymmetricKeyType !== 'ed25519') throw new TypeError('not an Ed25519 key');
    return signingKeyFrom(privateKey);
  } catch (error) {
    throw new AppError('key.privateKeyUnusable', { file: path.basename(file) }, { cause: error });
  }
}

/** The public half with the name of its office, for another office to enrol. */
export function exportPublicKey(
  key: Pick<SigningKey, 'publicKey' | 'fingerprint'>,
  office: Pick<Office, 'id' | 'regionCode' | 'name' | 'level'>,
): KeyFile {
  const { id, regionCode, name, level } = office;
  return {
    format: keyFileFormat,
    office: { id, regionCode, name, level },
    publicKey: key.publicKey,
    fingerprint: key.fingerprint,
  };
}

/** @throws AppError `file.*` */
export async function writeKeyFile(file: string, content: KeyFile): Promise<void> {
  await writeFileAtomically(file, `${JSON.stringify(keyFile.parse(content), null, 2)}\n`);
}

/**
 * Reads a key file of another office.
 *
 * @throws AppError `key.notAKeyFile`, `key.newerFormat`, `key.damaged` (fingerprint and key do not agree), `file.*`
 */
export async function readKeyFile(file: string): Promise<KeyFile> {
  return parseKeyFile((await readSmallFile(file)) ?? '', path.basename(file));
}

/** `readKeyFile` for a text that is already at hand. `fileName` is for the failure's words. */
export function parseKeyFile(text: string, fileName: string): KeyFile {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new AppError('key.notAKeyFile', { file: fileName }, { cause: error });
  }
  const format = z.object({ format: z.string().regex(/^zhengxin-key\/\d{1,4}$/) }).safeParse(content);
  if (!format.success) throw new AppError('key.notAKeyFile', { file: fileName });
  if (format.data.format !== keyFileFormat) {
    throw new AppError('key.newerFormat', { file: fileName, format: format.data.format });
  }
  const parsed = keyFile.safeParse(content);
  if (!parsed.success) throw new AppError('key.notAKeyFile', { file: fileName }, { cause: parsed.error });
  if (fingerprintOf(parsed.data.publicKey) !== parsed.data.fingerprint) {
    throw new AppError('key.damaged', { file: fileName });
  }
  return parsed.data;
}

/**
 * Compares a key file with the fingerprint that the other office read out. Only after this may the key be enrolled.
 *
 * @param expected 64 hex digits, see `shared/domain/fingerprint.ts`
 * @throws AppError `key.fingerprintDiffers`
 */
export function confirmFingerprint(content: KeyFile, expected: string, fileName: string): void {
  const found = fingerprintOf(content.publicKey);
  if (found !== expected) {
    throw new AppError('key.fingerprintDiffers', { file: fileName, expected, found });
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** The text of a key file; null if the file is too large to be one. */
async function readSmallFile(file: string): Promise<string | null> {
  return asFileFailure(file, 'read', async () => {
    const handle = await open(file, 'r');
    try {
      const buffer = Buffer.alloc(keyFileMaxBytes + 1);
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
      return bytesRead > keyFileMaxBytes ? null : buffer.toString('utf8', 0, bytesRead);
    } finally {
      await handle.close();
    }
  });
}
