import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  confirmFingerprint,
  createSigningKey,
  exportPublicKey,
  fingerprintOf,
  parseKeyFile,
  readKeyFile,
  readSigningKey,
  verifyingKey,
  writeKeyFile,
  writeSigningKey,
} from '#engine/packages/signing-key.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

/** RFC 8032 §7.1, TEST 2: public key, message and signature. */
const rfcPublicKey = '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c';
const rfcMessage = '72';
const rfcSignature =
  '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00';

const township = {
  id: '01890000-0000-7000-8000-000000000001',
  regionCode: '990101101000',
  name: '青禾镇',
  level: 'township',
} as const;

describe('signing key', () => {
  it('verifies the published example of RFC 8032', () => {
    const key = verifyingKey(rfcPublicKey);
    const signature = Buffer.from(rfcSignature, 'hex');
    expect(verify(null, Buffer.from(rfcMessage, 'hex'), key, signature)).toBe(true);
    expect(verify(null, Buffer.from('73', 'hex'), key, signature)).toBe(false);
  });

  it('takes the fingerprint over the raw 32 bytes', () => {
    // printf '%064d' 0 | xxd -r -p | sha256sum
    expect(fingerprintOf('0'.repeat(64))).toBe(
      '66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925',
    );
  });

  it('comes back from its file, which only the owner may read', async () => {
    const file = path.join(temporaryFolder(), 'office.pem');
    const key = createSigningKey();
    await writeSigningKey(file, key);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----/);
    const read = await readSigningKey(file);
    expect(read.publicKey).toBe(key.publicKey);
    expect(read.fingerprint).toBe(key.fingerprint);
    const signature = sign(null, Buffer.from('message'), read.privateKey);
    expect(verify(null, Buffer.from('message'), createPublicKey(key.privateKey), signature)).toBe(true);
  });

  it('is never overwritten', async () => {
    const file = path.join(temporaryFolder(), 'office.pem');
    await writeSigningKey(file, createSigningKey());
    const before = readFileSync(file, 'utf8');
    await expect(writeSigningKey(file, createSigningKey())).rejects.toMatchObject({ code: 'key.exists' });
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('refuses a private key file that is missing, damaged or of another kind', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'office.pem');
    await expect(readSigningKey(file)).rejects.toMatchObject({ code: 'file.notFound' });
    for (const content of [
      '',
      'not a key',
      'x'.repeat(100_000),
      generateKeyPairSync('x25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
    ]) {
      writeFileSync(file, content);
      await expect(readSigningKey(file)).rejects.toMatchObject({
        code: 'key.privateKeyUnusable',
        params: { file: 'office.pem' },
      });
    }
  });
});

describe('key file', () => {
  it('carries the public key and its office, and nothing else', async () => {
    const file = path.join(temporaryFolder(), 'key.json');
    const key = createSigningKey();
    await writeKeyFile(file, exportPublicKey(key, township));
    expect(await readKeyFile(file)).toEqual({
      format: 'zhengxin-key/1',
      office: township,
      publicKey: key.publicKey,
      fingerprint: key.fingerprint,
    });
  });

  it('is compared with the fingerprint that was read aloud', () => {
    const content = exportPublicKey(createSigningKey(), township);
    confirmFingerprint(content, content.fingerprint, 'k.json');
    const other = createSigningKey().fingerprint;
    expect(() => confirmFingerprint(content, other, 'k.json')).toThrowError(
      expect.objectContaining({
        code: 'key.fingerprintDiffers',
        params: { file: 'k.json', expected: other, found: content.fingerprint },
      }),
    );
  });

  const good = exportPublicKey(createSigningKey(), township);
  const refusals: [string, string, string][] = [
    ['no JSON', 'PK\u0003\u0004', 'key.notAKeyFile'],
    ['another JSON', '{"a":1}', 'key.notAKeyFile'],
    ['null', 'null', 'key.notAKeyFile'],
    ['a later format', JSON.stringify({ ...good, format: 'zhengxin-key/2' }), 'key.newerFormat'],
    ['an extra field', JSON.stringify({ ...good, trusted: true }), 'key.notAKeyFile'],
    ['a short key', JSON.stringify({ ...good, publicKey: good.publicKey.slice(2) }), 'key.notAKeyFile'],
    ['another fingerprint', JSON.stringify({ ...good, fingerprint: '0'.repeat(64) }), 'key.damaged'],
    [
      'another key under the same fingerprint',
      JSON.stringify({ ...good, publicKey: createSigningKey().publicKey }),
      'key.damaged',
    ],
  ];
  it.each(refusals)('is refused when it is %s', (_what, text, code) => {
    expect(() => parseKeyFile(text, 'k.json')).toThrowError(expect.objectContaining({ code }));
  });

  it('is refused when it is too large to be one', async () => {
    const file = path.join(temporaryFolder(), 'key.json');
    writeFileSync(file, JSON.stringify(good) + ' '.repeat(20_000));
    await expect(readKeyFile(file)).rejects.toMatchObject({ code: 'key.notAKeyFile' });
  });
});
