/** 佐证材料: what is known about each evidence file. The files lie by their SHA-256 in a folder beside the database. */
import type { Evidence, EvidenceContent } from '#shared/domain/entities.ts';
import { evidence } from '../synced-tables.ts';
import type { ReadDb, WriteTx } from '../transaction.ts';
import { createSyncedReader, createSyncedWriter } from './synced-rows.ts';

export function createEvidenceReader(db: ReadDb) {
  const reader = createSyncedReader(db, evidence);
  const ofOwner = reader.select('WHERE owner_type = ? AND owner_id = ? ORDER BY id');
  const all = reader.select('ORDER BY id');
  const hashes = db.prepareRead<{ sha256: string; size: number }>(
    'SELECT DISTINCT sha256, size FROM evidence ORDER BY sha256',
  );
  return {
    find: reader.find,
    listOf: (ownerType: EvidenceContent['ownerType'], ownerId: string): Evidence[] =>
      ofOwner.all(ownerType, ownerId),
    list: (): Evidence[] => all.all(),
    /** Every file that must be in the evidence folder. */
    files: (): { sha256: string; size: number }[] => hashes.all(),
  };
}

export function createEvidenceRepository(tx: WriteTx) {
  const { insert, update } = createSyncedWriter(tx, evidence);
  return { ...createEvidenceReader(tx), insert, update };
}
