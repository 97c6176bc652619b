/** 报送包 sent and received, by content and by manifest so that none is merged twice, and the conflicts they left. */
import { AppError } from '#shared/errors/app-error.ts';
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

/** A package as lists show it: what its manifest and receipt say in short, without reading them whole. */
export interface PackageHead extends Omit<PackageRecord, 'manifest' | 'receipt'> {
  senderName: string;
  senderRegionCode: string;
  senderLevel: string;
  receiverName: string | null;
  /** When the sender sealed it. */
  createdAt: string;
  /** Rows of each table. */
  counts: Record<string, number>;
  files: number;
  /** What a merge did, by table; null where nothing was merged. */
  tables: Record<string, Record<string, number>> | null;
  scoreDifferences: number;
  /** Why it was returned; null for other kinds. */
  reason: string | null;
}

/** A conflict without the row that came. */
export interface ConflictHead {
  id: string;
  packageId: string;
  table: ForeignTable;
  rowId: string;
  recordedAt: string;
  resolvedAt: string | null;
  resolution: ConflictResolution | null;
}
export type ConflictResolution = 'keptOurs' | 'tookTheirs';

/** That a package came or went, and whose it was. */
export type PackagePassage = Pick<
  PackageRecord,
  'id' | 'direction' | 'kind' | 'sha256' | 'sender' | 'receiver' | 'recordedAt'
>;

export interface PackageConflict extends ConflictHead {
  /** JSON of the row that came. Ours is in its table. */
  incoming: string;
}

export interface PackageListFilter {
  direction?: PackageRecord['direction'];
  cycleCode?: string;
  after?: Pick<PackageRecord, 'id' | 'recordedAt'>;
  /** At most so many; default 200. */
  limit?: number;
}

export interface ConflictFilter {
  packageId?: string;
  openOnly?: boolean;
  /** Continue after this id. */
  after?: string;
  /** At most so many; default all. */
  limit?: number;
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
  type HeadRow = Omit<PackageHead, 'counts' | 'tables'> & { counts: string; tables: string | null };
  const heads = db.prepareRead<HeadRow>(
    `SELECT id, direction, kind, manifest_id AS manifestId, sha256, sender, receiver, cycle_code AS cycleCode,
       recorded_at AS recordedAt,
       manifest ->> '$.sender.name' AS senderName, manifest ->> '$.sender.regionCode' AS senderRegionCode,
       manifest ->> '$.sender.level' AS senderLevel, manifest ->> '$.receiver.name' AS receiverName,
       manifest ->> '$.createdAt' AS createdAt, manifest -> '$.counts' AS counts,
       json_array_length(manifest, '$.entries') AS files, receipt -> '$.tables' AS tables,
       coalesce(json_array_length(receipt, '$.scoreDifferences'), 0) AS scoreDifferences,
       receipt ->> '$.reason' AS reason
     FROM packages
     WHERE (@direction IS NULL OR direction = @direction) AND (@cycle IS NULL OR cycle_code = @cycle)
       AND (@afterAt IS NULL OR (recorded_at, id) < (@afterAt, @afterId))
     ORDER BY recorded_at DESC, id DESC LIMIT @limit`,
  );
  const ofCycle = db.prepareRead<PackagePassage>(
    `SELECT id, direction, kind, sha256, sender, receiver, recorded_at AS recordedAt
     FROM packages WHERE cycle_code = ? ORDER BY recorded_at DESC, id DESC`,
  );
  const origin = db.prepareRead<{ sender: string; at: string }>(
    `SELECT manifest ->> '$.sender.name' AS sender, recorded_at AS at FROM packages WHERE id = ?`,
  );
  type ConflictRow = ConflictHead & { sealed: string };
  const conflictColumns = `id, package_id AS packageId, table_name AS "table", row_id AS rowId,
       recorded_at AS recordedAt, resolved_at AS resolvedAt, resolution`;
  const conflictHeads = db.prepareRead<ConflictHead>(
    `SELECT ${conflictColumns} FROM package_conflicts ORDER BY id`,
  );
  const incoming = db.prepareRead<{ sealed: string }>(
    'SELECT incoming_sealed AS sealed FROM package_conflicts WHERE id = ?',
  );
  const conflicts = db.prepareRead<ConflictRow>(
    `SELECT ${conflictColumns}, incoming_sealed AS sealed FROM package_conflicts
     WHERE (@package IS NULL OR package_id = @package) AND (@openOnly = 0 OR resolved_at IS NULL) AND id > @after
     ORDER BY id LIMIT @limit`,
  );
  const oneConflict = db.prepareRead<ConflictRow>(
    `SELECT ${conflictColumns}, incoming_sealed AS sealed FROM package_conflicts WHERE id = ?`,
  );
  const openBySender = db.prepareRead<{ sender: string; open: number }>(
    `SELECT packages.sender, count(*) AS open
     FROM package_conflicts JOIN packages ON packages.id = package_conflicts.package_id
     WHERE resolved_at IS NULL GROUP BY packages.sender`,
  );
  const unseal = (id: string, sealed: string): string =>
    db.vault.open(sealed, `package_conflicts.incoming:${id}`);
  const toConflict = ({ sealed, ...head }: ConflictRow): PackageConflict => ({
    ...head,
    incoming: unseal(head.id, sealed),
  });
  return {
    find: (id: string): PackageRecord | null => one.get(id) ?? null,
    findBySha256: (direction: PackageRecord['direction'], sha256: string): PackageRecord | null =>
      bySha256.get(direction, sha256) ?? null,
    findByManifestId: (direction: PackageRecord['direction'], manifestId: string): PackageRecord | null =>
      byManifest.get(direction, manifestId) ?? null,
    /** Name of the office that a package came from, and when it was merged. */
    origin: (id: string): { sender: string; at: string } => origin.get(id) ?? { sender: '', at: '' },
    /** Newest first, a page at a time. */
    page: ({ direction, cycleCode, after, limit }: PackageListFilter = {}): PackageHead[] =>
      heads
        .all({
          direction: direction ?? null,
          cycle: cycleCode ?? null,
          afterAt: after?.recordedAt ?? null,
          afterId: after?.id ?? null,
          limit: limit ?? 200,
        })
        .map((row) => ({
          ...row,
          counts: JSON.parse(row.counts) as PackageHead['counts'],
          tables: row.tables === null ? null : (JSON.parse(row.tables) as PackageHead['tables']),
        })),
    /** Every package of a cycle that came or went, newest first. */
    ofCycle: (cycleCode: string): PackagePassage[] => ofCycle.all(cycleCode),
    /** All conflicts ever met, oldest first; their rows stay sealed. */
    conflictHeads: (): ConflictHead[] => conflictHeads.all(),
    /** JSON of the row that came. */
    incoming({ id }: Pick<ConflictHead, 'id'>): string {
      const found = incoming.get(id);
      if (found === undefined) throw new AppError('database.rowMissing', { table: 'package_conflicts', id });
      return unseal(id, found.sealed);
    },
    findConflict(id: string): PackageConflict | null {
      const found = oneConflict.get(id);
      return found === undefined ? null : toConflict(found);
    },
    /** In the order in which they were met. */
    conflicts: (filter: ConflictFilter = {}): PackageConflict[] =>
      conflicts
        .all({
          package: filter.packageId ?? null,
          openOnly: filter.openOnly === true ? 1 : 0,
          after: filter.after ?? '',
          limit: filter.limit ?? -1,
        })
        .map(toConflict),
    /** How many conflicts wait for a person, by the office that sent the package. */
    openConflicts: (): ReadonlyMap<string, number> =>
      new Map(openBySender.all().map(({ sender, open }) => [sender, open])),
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
    resolveConflict(id: string, resolution: ConflictResolution): void {
      requireOne(resolve.run(tx.now(), resolution, id), 'package_conflicts', id);
    },
  };
}
