import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createOrReadVault, createVault, maskPersonal, openVault } from '#engine/db/identity-vault.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createImportRepository } from '#engine/db/repositories/import-batches.ts';
import { createOfficialReader, createOfficialRepository } from '#engine/db/repositories/officials.ts';
import { createPackageRepository } from '#engine/db/repositories/packages.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { createSample, failureOf, reopen } from './support/sample.ts';
import { bodyContent, officialContent } from './support/sample-content.ts';

/** The worked example of GB 11643-1999. */
const citizenNumber = '11010519491231002X';
const phone = '13900139000';

describe('vault', () => {
  it('opens what it sealed, and nothing that was altered, moved or sealed by another', () => {
    const vault = createVault(randomBytes(32));
    const sealed = vault.seal(citizenNumber, 'officials.id_no:1');
    expect(vault.open(sealed, 'officials.id_no:1')).toBe(citizenNumber);
    const bad = { code: 'database.sealBroken', params: { field: 'officials.id_no' } };
    expect(failureOf(() => vault.open(sealed, 'officials.id_no:2'))).toEqual(bad);
    expect(failureOf(() => createVault(randomBytes(32)).open(sealed, 'officials.id_no:1'))).toEqual(bad);
    for (const broken of [citizenNumber, '', 's1.', sealed.slice(0, -4), sealed.slice(0, 20)]) {
      expect(failureOf(() => vault.open(broken, 'officials.id_no:1'))).toEqual(bad);
    }
    // Every single character counts.
    for (let at = 3; at < sealed.length; at += 1) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      const altered = sealed.slice(0, at) + other + sealed.slice(at + 1);
      // The last character of base64url may carry unused bits.
      if (Buffer.from(altered.slice(3), 'base64url').equals(Buffer.from(sealed.slice(3), 'base64url')))
        continue;
      expect(failureOf(() => vault.open(altered, 'officials.id_no:1')).code).toBe('database.sealBroken');
    }
  });

  it('seals the same text differently each time, but indexes it alike', () => {
    const vault = createVault(Buffer.alloc(32, 7));
    expect(vault.seal('a', 'x')).not.toBe(vault.seal('a', 'x'));
    const index = vault.index(citizenNumber, 'citizenNumber');
    expect(index).toMatch(/^[0-9a-f]{64}$/);
    expect(vault.index(' １１０１０５ 19491231 002x', 'citizenNumber')).toBe(index);
    expect(vault.index(citizenNumber, 'phone')).not.toBe(index);
    expect(createVault(Buffer.alloc(32, 8)).index(citizenNumber, 'citizenNumber')).not.toBe(index);
  });

  it('never uses the same random bytes twice', () => {
    const vault = createVault(Buffer.alloc(32, 7));
    // The first 16 characters after the prefix are the 12 random bytes.
    const seen = new Set(Array.from({ length: 2_000 }, () => vault.seal('a', 'x').slice(3, 19)));
    expect(seen.size).toBe(2_000);
  });

  it('masks', () => {
    expect(maskPersonal('420106199001011234')).toBe('4201**********1234');
    expect(maskPersonal('13812345678')).toBe('138****5678');
    expect(maskPersonal('0710-3221234')).toBe('071*****1234');
    expect(maskPersonal('3221234')).toBe('*******');
    expect(maskPersonal('')).toBe('');
  });

  it('keeps its key in a file of its own that only the owner reads', () => {
    const folder = temporaryFolder();
    const { check } = createOrReadVault(folder);
    expect(statSync(join(folder, 'vault.key')).mode & 0o777).toBe(0o600);
    expect(openVault(folder, check).check).toBe(check);
    expect(failureOf(() => openVault(folder, '0'.repeat(64))).code).toBe('database.keyWrong');
    const other = join(folder, 'other');
    mkdirSync(other);
    expect(failureOf(() => openVault(other, check)).code).toBe('database.keyMissing');
  });
});

it('no citizen or telephone number stands in plain anywhere in the data folder', () => {
  const folder = temporaryFolder();
  const db = createSample(folder);
  db.write((tx) => {
    const bodies = createBodyRepository(tx);
    const body = bodies.insert(bodyContent(1, { phone }));
    bodies.update(body.id, bodyContent(1, { phone, liaison: '李四' }));
    const official = createOfficialRepository(tx).insert(officialContent(body.uscc, { idNo: citizenNumber }));
    const imports = createImportRepository(tx);
    const batch = imports.create({
      layout: 'officials',
      fileName: '人员.xlsx',
      fileSha256: 'b'.repeat(64),
      context: '{}',
    });
    imports.appendRows(batch.id, [
      {
        sheet: '人员',
        row: 2,
        original: [citizenNumber, phone],
        mapped: { idNo: citizenNumber },
        naturalKey: citizenNumber,
        state: 'ready',
      },
    ]);
    imports.appendFindings(batch.id, [
      { code: 'x', severity: 'error', params: { value: citizenNumber }, sheet: '人员', row: 2 },
    ]);
    imports.recordChanges(batch.id, [
      {
        table: 'officials',
        rowId: official.id,
        kind: 'updated',
        revision: 2,
        previous: JSON.stringify(official),
        contentHash: null,
      },
    ]);
    const packages = createPackageRepository(tx);
    const received = packages.record({
      direction: 'received',
      kind: 'submission',
      manifestId: 'm1',
      sha256: 'c'.repeat(64),
      sender: official.ownerOffice,
      receiver: null,
      cycleCode: null,
      manifest: '{}',
      receipt: null,
    });
    packages.recordConflict(received.id, 'officials', official);
  });

  const expectNoPlain = (): void => {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((f) => f.isFile());
    expect(files.length).toBeGreaterThan(1);
    for (const { parentPath, name } of files) {
      const bytes = readFileSync(join(parentPath, name));
      for (const canary of [citizenNumber, citizenNumber.slice(0, 17), phone]) {
        for (const encoding of ['utf8', 'utf16le', 'base64'] as const) {
          const needle =
            encoding === 'base64'
              ? Buffer.from(Buffer.from(canary).toString('base64').replace(/=+$/, '').slice(0, -2))
              : Buffer.from(canary, encoding);
          expect([name, encoding, bytes.includes(needle)]).toEqual([name, encoding, false]);
        }
      }
    }
  };
  expect(readdirSync(folder)).toContain('credit.db-wal');
  expectNoPlain();
  db.close();
  expectNoPlain();

  const again = reopen(folder);
  const found = createOfficialReader(again.reader).findByCitizenNumber(citizenNumber.toLowerCase());
  expect(found.map(({ idNo }) => idNo)).toEqual([citizenNumber]);
  expect(again.connection.prepare('SELECT id_no_masked FROM officials').pluck().get()).toBe(
    '1101**********002X',
  );
});

it('the stored hash of a row with a citizen number cannot be computed without the key', () => {
  const db = createSample(temporaryFolder());
  const official = db.write((tx) => {
    const body = createBodyRepository(tx).insert(bodyContent(1));
    return createOfficialRepository(tx).insert(officialContent(body.uscc, { idNo: citizenNumber }));
  });
  const stored = db.connection.prepare('SELECT content_hash FROM officials').pluck().get();
  expect(stored).not.toBe(official.contentHash);
  expect(createOfficialReader(db.reader).find(official.id)).toEqual(official);
});
