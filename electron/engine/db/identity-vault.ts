/**
 * Citizen numbers, telephone numbers and rows that may hold them are never written in plain. Each value is stored as
 * AES-256-GCM text, which only the key file opens, an HMAC-SHA-256 index for exact look-up, and a masked form for
 * the eye. The sealed text is bound to its place: moved to another row or column it does not open.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';
import { createKeyFile, readKeyFile } from './key-files.ts';

export const vaultKeyFile = 'vault.key';

const keyPrefix = 'zhengxin-vault-key/1 ';
const sealPrefix = 's1.';
const ivLength = 12;
const tagLength = 16;

/** What an index is for; the same text indexes differently for each. */
export type IndexPurpose = 'citizenNumber' | 'phone';

export interface IdentityVault {
  /** @param place table, column and row that the sealed text belongs to, for example `officials.id_no:‹id›` */
  seal(text: string, place: string): string;
  /** @throws AppError `database.sealBroken` if the text was altered or belongs elsewhere */
  open(sealed: string, place: string): string;
  /** The same as bytes, a quarter smaller: for the many rows of an import. */
  sealBytes(text: string, place: string): Buffer;
  openBytes(sealed: Buffer, place: string): string;
  /** Keyed index, 64 hex digits: equal for equal texts (spaces, width and letter case aside). */
  index(text: string, purpose: IndexPurpose): string;
  /**
   * Keyed form of a content hash, for rows whose content is personal: a bare SHA-256 of a row with a citizen number
   * could be searched through, since few numbers are possible.
   */
  blind(hash: string): string;
  /** Proves that a database and a key belong together; stored in the database, reveals nothing. */
  readonly check: string;
}

/** Gives each sealing its own random bytes, drawn many at a time because each draw is a call to the system. */
function createIvSource(): () => Buffer {
  const drawn = ivLength * 512;
  let pool = Buffer.alloc(0);
  return () => {
    if (pool.length === 0) pool = randomBytes(drawn);
    const iv = pool.subarray(0, ivLength);
    pool = pool.subarray(ivLength);
    return iv;
  };
}

/** Makes a vault from 32 secret bytes. */
export function createVault(key: Buffer): IdentityVault {
  if (key.length !== 32) throw new RangeError('a vault key has 32 bytes');
  // Key objects, not bytes: Node would make one anew for every value, which takes longer than the sealing.
  const derive = (purpose: string): KeyObject =>
    createSecretKey(Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `zhengxin-vault/1 ${purpose}`, 32)));
  const sealKey = derive('seal');
  const indexKey = derive('index');
  const blindKey = derive('blind');
  const nextIv = createIvSource();

  const sealBytes = (text: string, place: string): Buffer => {
    const iv = nextIv();
    const cipher = createCipheriv('aes-256-gcm', sealKey, iv);
    cipher.setAAD(Buffer.from(place));
    const body = cipher.update(text, 'utf8');
    cipher.final();
    return Buffer.concat([iv, cipher.getAuthTag(), body]);
  };
  const openBytes = (bytes: Buffer, place: string): string => {
    try {
      const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, ivLength), {
        authTagLength: tagLength,
      });
      decipher.setAAD(Buffer.from(place));
      decipher.setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
      const text = decipher.update(bytes.subarray(ivLength + tagLength));
      decipher.final();
      return text.toString('utf8');
    } catch (error) {
      throw sealBroken(place, error);
    }
  };

  return {
    seal: (text, place) => sealPrefix + sealBytes(text, place).toString('base64url'),
    open(sealed, place) {
      if (!sealed.startsWith(sealPrefix)) throw sealBroken(place);
      return openBytes(Buffer.from(sealed.slice(sealPrefix.length), 'base64url'), place);
    },
    sealBytes,
    openBytes,
    index: (text, purpose) =>
      createHmac('sha256', indexKey)
        .update(`${purpose}\0${normalise(text)}`)
        .digest('hex'),
    blind: (hash) => createHmac('sha256', blindKey).update(hash).digest('hex'),
    check: createHmac('sha256', derive('check')).update('zhengxin-vault/1').digest('hex'),
  };
}

/** The place names a table, a column and a row, never the value. */
const sealBroken = (place: string, cause?: unknown): AppError =>
  new AppError('database.sealBroken', { field: place.split(':')[0] ?? place }, { cause });

const normalise = (text: string): string => text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();

/**
 * The form that may be shown: first and last four characters of a citizen number (`4201**********1234`), first three
 * and last four of a telephone number (`138****5678`); of anything shorter than eight characters, nothing.
 */
export function maskPersonal(text: string): string {
  const characters = [...text];
  if (characters.length < 8) return '*'.repeat(characters.length);
  const head = characters.length >= 15 ? 4 : 3;
  const hidden = characters.length - head - 4;
  return characters.slice(0, head).join('') + '*'.repeat(hidden) + characters.slice(-4).join('');
}

/**
 * Reads the key of a data folder and checks that it belongs to this database.
 * @throws AppError `database.keyMissing`, `database.keyWrong`
 */
export function openVault(folder: string, expectedCheck: string): IdentityVault {
  const vault = readVault(folder);
  if (vault.check !== expectedCheck) throw new AppError('database.keyWrong', { file: vaultKeyFile });
  return vault;
}

/**
 * Makes the key of a new data folder. A key that lies there already is used, never replaced: it may be the only way
 * into a backup.
 */
export function createOrReadVault(folder: string): IdentityVault {
  const file = join(folder, vaultKeyFile);
  if (!existsSync(file)) createKeyFile(file, `${keyPrefix}${randomBytes(32).toString('hex')}\n`);
  return readVault(folder);
}

function readVault(folder: string): IdentityVault {
  const file = join(folder, vaultKeyFile);
  const match = new RegExp(`^${keyPrefix}([0-9a-f]{64})\\s*$`).exec(readKeyFile(file));
  if (match?.[1] === undefined) throw new AppError('database.keyWrong', { file: basename(file) });
  return createVault(Buffer.from(match[1], 'hex'));
}
