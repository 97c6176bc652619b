/** The one office this database belongs to, its line of edits, and the public half of its signing key. */
import type { Office } from '#shared/domain/entities.ts';
import type { Lineage } from '#shared/domain/merge-decision.ts';
import { createAuditLog } from '../audit-log.ts';
import { mapTable, type SqlRow } from '../row-mapping.ts';
import { type ReadDb, requireOne, type WriteTx } from '../transaction.ts';

/** The public half of this office's Ed25519 key; the private half is a file of the data folder. */
export interface PublicSigningKey {
  /** Raw public key, hex. */
  publicKey: string;
  /** SHA-256 of the raw public key, hex. */
  fingerprint: string;
}

const officeMap = mapTable<Office>(
  'office',
  { id: 'plain', regionCode: 'plain', name: 'plain', level: 'plain', lineage: 'plain', createdAt: 'plain' },
  ['id'],
);

export function createOfficeReader(db: ReadDb) {
  const office = db.prepareRead<SqlRow>(`SELECT ${officeMap.columns} FROM office`);
  const key = db.prepareRead<PublicSigningKey>(
    'SELECT public_key AS publicKey, fingerprint FROM signing_keys WHERE retired_at IS NULL ORDER BY created_at DESC LIMIT 1',
  );
  const lineages = db.prepareRead<Lineage & { officeId: string }>(
    'SELECT id, office_id AS officeId, parent, restore_point AS restorePoint FROM lineages ORDER BY recorded_at, id',
  );
  return {
    get(): Office {
      const row = office.get();
      if (row === undefined) throw new Error('the database has no office');
      return officeMap.fromRow(row, db.vault);
    },
    signingKey(): PublicSigningKey {
      const found = key.get();
      if (found === undefined) throw new Error('the office has no signing key');
      return found;
    },
    /** Every line of edits known here, our own and those that other offices stated. */
    lineages: (): (Lineage & { officeId: string })[] => lineages.all(),
    /** Our own lines of edits: what a manifest states. */
    ownLineages(): Lineage[] {
      const own = this.get().id;
      return lineages
        .all()
        .filter((line) => line.officeId === own)
        .map(({ id, parent, restorePoint }) => ({ id, parent, restorePoint }));
    },
  };
}

export function createOfficeRepository(tx: WriteTx) {
  const reader = createOfficeReader(tx);
  const insertLineage = tx.prepareWrite(
    'INSERT INTO lineages (id, office_id, parent, restore_point, recorded_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  );
  return {
    ...reader,
    /** Fills a new database: the office, its first line of edits, its signing key. */
    establish(
      office: Pick<Office, 'regionCode' | 'name' | 'level'> & {
        vaultCheck: string;
        signingKey: PublicSigningKey;
      },
    ): Office {
      const at = tx.now();
      const id = tx.newId();
      const lineage = tx.newId();
      insertLineage.run(lineage, id, null, null, at);
      tx.prepareWrite(
        `INSERT INTO office (only_row, id, region_code, name, level, lineage, vault_check, created_at)
         VALUES (1, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(id, office.regionCode, office.name, office.level, lineage, office.vaultCheck, at);
      const { fingerprint, publicKey } = office.signingKey;
      tx.prepareWrite('INSERT INTO signing_keys (fingerprint, public_key, created_at) VALUES (?, ?, ?)').run(
        fingerprint,
        publicKey,
        at,
      );
      createAuditLog(tx).append({
        actor: 'setup',
        action: 'database.create',
        subject: id,
        details: { lineage, signingKey: fingerprint },
      });
      return reader.get();
    },
    /**
     * Begins a new line of edits that branches off the present one (design §5): after a restore, or when a copied
     * folder is used further.
     * @param restorePoint instant of the last change that both lines have in common, null if unknown
     */
    beginLineage(restorePoint: string | null): Lineage {
      const { id: office, lineage: parent } = reader.get();
      const lineage = { id: tx.newId(), parent, restorePoint };
      insertLineage.run(lineage.id, office, parent, restorePoint, tx.now());
      requireOne(tx.prepareWrite('UPDATE office SET lineage = ?').run(lineage.id), 'office', office);
      tx.forgetOrigin();
      return lineage;
    },
    /** Notes the lines of edits that another office states. One that is known already stays as first stated. */
    recordStatedLineages(office: string, stated: readonly Lineage[]): void {
      for (const line of stated) insertLineage.run(line.id, office, line.parent, line.restorePoint, tx.now());
    },
  };
}
