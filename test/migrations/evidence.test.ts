/** Step 9 on a file of the version before, with rows: they keep their content and their hash, and may say more. */
import { expect, it } from 'vitest';
import { migrations } from '#engine/db/migrations/index.ts';
import { openDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createEvidenceReader, createEvidenceRepository } from '#engine/db/repositories/evidence.ts';
import { createRecordRepository } from '#engine/db/repositories/records.ts';
import { countingSources, dumpTables, reopen } from '../db/support/sample.ts';
import { bodyContent, recordContent, usccOf } from '../db/support/sample-content.ts';
import { olderDatabase } from './support/older-database.ts';

const steps = migrations.slice(0, 9);
const before = migrations.slice(0, 8);

/** SHA-256 of the canonical JSON of the nine fields that evidence had then, computed with `sha256sum`. */
const oldHash = '8bf57a76bfa03c2a0d1786be7df7b5a291f9a27dd4959816792914804ea1e1ee';
const ownerId = '01900000-0000-7000-8000-000000000001';

/** A data folder of the version before, with a file of evidence as that version wrote it. */
function versionEight(): string {
  const folder = olderDatabase(before);
  const db = openDatabase(folder, { ...countingSources(), steps: before });
  db.write((tx) => {
    createBodyRepository(tx).insert(bodyContent(1));
    createRecordRepository(tx).insert(recordContent(usccOf(1)));
    tx.prepareWrite(
      `INSERT INTO evidence SELECT '01900000-0000-7000-8000-000000000002', id, lineage, 1, ?, created_at, 'record', ?,
         '判决书.pdf', ?, 10, 'application/pdf', NULL, NULL, 'internal' FROM office`,
    ).run(oldHash, ownerId, 'a'.repeat(64));
  });
  db.close();
  return folder;
}

it('keeps evidence as it was, under the hash that it had', () => {
  const folder = versionEight();
  const old = openDatabase(folder, { ...countingSources(), steps: before, readonly: true });
  const tables = dumpTables(old.connection);
  old.close();

  const db = reopen(folder, { steps });
  expect(db.connection.pragma('integrity_check', { simple: true })).toBe('ok');
  const { evidence, ...others } = dumpTables(db.connection);
  const { evidence: evidenceBefore, ...othersBefore } = tables;
  expect(others).toEqual({ ...othersBefore, evidence_checks: [] });
  expect(evidence).toHaveLength(evidenceBefore?.length ?? 0);
  const [row] = createEvidenceReader(db.reader).listOf('record', ownerId);
  expect(row).toMatchObject({ fileName: '判决书.pdf', contentHash: oldHash, addedAt: null, pages: null });

  // Said once more without saying anything new: the content is the same, so its hash is.
  db.write((tx) => {
    if (row === undefined) throw new Error('no evidence');
    const repository = createEvidenceRepository(tx);
    expect(repository.update(row.id, row).changed).toBe(false);
    expect(repository.update(row.id, { ...row, pages: 3 }).changed).toBe(true);
  });
});

it('lets evidence belong to persons, units and rows of ledgers, and to nothing else', () => {
  const db = reopen(versionEight(), { steps });
  const accepts = (ownerType: string): boolean => {
    try {
      db.connection.prepare('UPDATE evidence SET owner_type = ?').run(ownerType);
      return true;
    } catch {
      return false;
    }
  };
  expect(['record', 'entry', 'ledgerRow', 'official', 'body', 'else'].filter(accepts)).toEqual([
    'record',
    'entry',
    'ledgerRow',
    'official',
    'body',
  ]);
});
