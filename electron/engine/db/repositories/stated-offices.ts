/**
 * Offices that report through an enrolled one, as that one states in its submissions. Their rows may come with it; their
 * signatures prove nothing here, since nobody has compared their keys.
 */
import type { OfficeLevel } from '#shared/domain/code-lists.ts';
import type { ReadDb, WriteTx } from '../transaction.ts';

export interface StatedOffice {
  id: string;
  regionCode: string;
  name: string;
  level: OfficeLevel;
  /** The office that it reports to. */
  parentId: string;
}

const columns = 'id, region_code AS regionCode, name, level, parent_id AS parentId';

export function createStatedOfficeReader(db: ReadDb) {
  const statedBy = db.prepareRead<{ statedBy: string }>(
    'SELECT stated_by AS statedBy FROM stated_offices WHERE id = ?',
  );
  const ofOffice = db.prepareRead<StatedOffice>(
    `SELECT ${columns} FROM stated_offices WHERE stated_by = ? ORDER BY region_code, id`,
  );
  const name = db.prepareRead<{ name: string }>('SELECT name FROM stated_offices WHERE id = ?');
  return {
    /** The enrolled office that stated it; null for one that nobody did. */
    statedBy: (id: string): string | null => statedBy.get(id)?.statedBy ?? null,
    /** What one enrolled office stated. */
    listOf: (office: string): StatedOffice[] => ofOffice.all(office),
    nameOf: (id: string): string | null => name.get(id)?.name ?? null,
  };
}

export function createStatedOfficeRepository(tx: WriteTx) {
  const put = tx.prepareWrite(
    `INSERT INTO stated_offices (id, stated_by, region_code, name, level, parent_id, stated_at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET region_code = excluded.region_code, name = excluded.name, level = excluded.level,
       parent_id = excluded.parent_id, stated_at = excluded.stated_at WHERE stated_by = excluded.stated_by`,
  );
  return {
    ...createStatedOfficeReader(tx),
    /** Notes what an office states; one that another office stated before stays with that one. */
    put(statedBy: string, offices: readonly StatedOffice[]): void {
      for (const { id, regionCode, name, level, parentId } of offices) {
        put.run(id, statedBy, regionCode, name, level, parentId, tx.now());
      }
    },
  };
}
