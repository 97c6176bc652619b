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

/** As a list shows it: with the names behind the ids. */
export interface ListedStatedOffice extends StatedOffice {
  /** Of the office that it reports to; null where that is not known here. */
  parentName: string | null;
  statedBy: { id: string; name: string; revoked: boolean };
  statedAt: string;
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
  // One whose key was compared here since is an enrolled office and no longer only a stated one.
  const all = db.prepareRead<
    StatedOffice & {
      parentName: string | null;
      byId: string;
      byName: string;
      revoked: 0 | 1;
      statedAt: string;
    }
  >(
    `SELECT stated.id, stated.region_code AS regionCode, stated.name, stated.level, stated.parent_id AS parentId,
       coalesce(parent.name, above.name) AS parentName, teller.id AS byId, teller.name AS byName,
       teller.revoked_at IS NOT NULL AS revoked, stated.stated_at AS statedAt
     FROM stated_offices AS stated
     JOIN enrolled_offices AS teller ON teller.id = stated.stated_by
     LEFT JOIN enrolled_offices AS parent ON parent.id = stated.parent_id
     LEFT JOIN stated_offices AS above ON above.id = stated.parent_id
     WHERE NOT EXISTS (SELECT 1 FROM enrolled_offices WHERE enrolled_offices.id = stated.id)
     ORDER BY teller.region_code, stated.region_code, stated.id`,
  );
  return {
    /** All that nobody here has compared the key of, by the office that stated them. */
    list: (): ListedStatedOffice[] =>
      all.all().map(({ byId, byName, revoked, ...office }) => ({
        ...office,
        statedBy: { id: byId, name: byName, revoked: revoked === 1 },
      })),
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
