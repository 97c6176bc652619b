/** 报送包 sent and received, by content and by manifest so that none is merged twice, and the conflicts they left. */
import type { ForeignTable } from '../foreign-rows.ts';
import { type ReadDb, requireOne, type WriteTx } from '../transaction.ts';

export interface PackageRecord {
  id: string;
  direction: 'sent' | 'received';
  kind: string;
  /** Id that the sender gave the package. */
  manifestId: string;
  /** SHA-256 of the whole file. */
  sha256: string;
  /** Office ids. */
  sender: string;
  receiver: string | null;
  cycleCode: string | null;
  /** JSON of the manifest. */
  manifest: string;
  /** JSON of what was answered: for a received package what the merge did, returned again when it is repeated. */
  receipt: string | null;
  recordedAt: string;
}

export interface PackageConflict {
  id: string;
  packageId: string;
  table: ForeignTable;
  rowId: string;
  /** JSON of the row that came. Ours is in its table. */
  incoming: string;
  recordedAt: string;
  resolvedAt: string | null;
  resolution: 'keptOurs' | 'tookTheirs' | null;
}

const columns = `id, direction, kind, manifest_id AS manifestId, sha256, sender, receiver, cycle_code AS cycleCode,
  manifest, receipt, recorded_at AS recordedAt`;

export function createPackageReader(db: ReadDb) {
  const one = db.prepareRead<PackageRecord>(`SELECT ${columns} FROM packages WHERE id = ?`);
  const bySha256 = db.prepareRead<PackageRecord>(
    `SELECT ${columns} FROM packages WHERE direction = ? AND sha256 = ?`,
  );
  const byManifest = db.prepareRead<PackageRecord>(
    `SELECT ${columns} FROM packages WHERE direction = ? AND manifest_id = ?`,
  );
  const all = db.prepareRead<PackageRecord>(
    `SELECT ${columns} FROM packages WHERE @direction IS NULL OR direction = @direction ORDER BY recorded_at DESC, id DESC`,
  );
  type ConflictRow = Omit<PackageConflict, 'incoming'> & { sealed: string };
  const conflicts = db.prepareRead<ConflictRow>(
    `SELECT id, package_id AS packageId, table_name AS "table", row_id AS rowId, incoming_sealed AS sealed,
       recorded_at AS recordedAt, resolved_at AS resolvedAt, resolution
     FROM package_conflicts
     WHERE (@package IS NULL OR package_id = @package) AND (@openOnly = 0 OR resolved_at IS NULL) ORDER BY id`,
  );
  return {
    find: (id: string): PackageRecord | null => one.get(id) ?? null,
    findBySha256: (direction: PackageRecord['direction'], sha256: string): PackageRecord | null =>
      bySha256.get(direction, sha256) ?? null,
    findByManifestId: (direction: PackageRecord['direction'], manifestId: string): PackageRecord | null =>
      byManifest.get(direction, manifestId) ?? null,
    /** Newest first. */
    list: (direction?: PackageRecord['direction']): PackageRecord[] =>
      all.all({ direction: direction ?? null }),
    /** In the order in which they were met. */
    conflicts: (filter: { packageId?: string; openOnly?: boolean } = {}): PackageConflict[] =>
      conflicts
        .all({ package: filter.packageId ?? null, openOnly: filter.openOnly === true ? 1 : 0 })
        .map(({ sealed, ...conflict }) => ({
          ...conflict,
          incoming: db.vault.open(sealed, `package_conflicts.incoming:${conflict.id}`),
        })),
  };
}

export function createPackageRepository(tx: WriteTx) {
  const insert = tx.prepareWrite(
    `INSERT INTO packages (id, direction, kind, manifest_id, sha256, sender, receiver, cycle_code, manifest, receipt, recorded_at)
     VALUES (@id, @direction, @kind, @manifestId, @sha256, @sender, @receiver, @cycleCode, @manifest, @receipt, @recordedAt)`,
  );
  const setReceipt = tx.prepareWrite('UPDATE packages SET receipt = ? WHERE id = ?');
  const insertConflict = tx.prepareWrite(
    `INSERT INTO package_conflicts (id, package_id, table_name, row_id, incoming_sealed, recorded_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const resolve = tx.prepareWrite(
    'UPDATE package_conflicts SET resolved_at = ?, resolution = ? WHERE id = ?',
  );
  return {
    ...createPackageReader(tx),
    record(content: Omit<PackageRecord, 'id' | 'recordedAt'>): PackageRecord {
      const record = { ...content, id: tx.newId(), recordedAt: tx.now() };
      insert.run(record);
      return record;
    },
    /** @param receipt JSON */
    setReceipt(id: string, receipt: string): void {
      requireOne(setReceipt.run(receipt, id), 'packages', id);
    },
    /** Keeps a row that could not be merged, for a person to decide. */
    recordConflict(packageId: string, table: ForeignTable, row: { id: string }): string {
      const id = tx.newId();
      const sealed = tx.vault.seal(JSON.stringify(row), `package_conflicts.incoming:${id}`);
      insertConflict.run(id, packageId, table, row.id, sealed, tx.now());
      return id;
    },
    resolveConflict(id: string, resolution: 'keptOurs' | 'tookTheirs'): void {
      requireOne(resolve.run(tx.now(), resolution, id), 'package_conflicts', id);
    },
  };
}
