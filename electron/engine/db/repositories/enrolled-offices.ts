/** Offices whose signature is trusted, because a person compared the fingerprint of their key. */
import type { EnrolledOffice } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { mapTable, type SqlRow } from '../row-mapping.ts';
import { type ReadDb, requireOne, type WriteTx } from '../transaction.ts';

const officeMap = mapTable<EnrolledOffice>(
  'enrolled_offices',
  {
    id: 'plain',
    regionCode: 'plain',
    name: 'plain',
    level: 'plain',
    parentId: 'plain',
    publicKey: 'plain',
    fingerprint: 'plain',
    enrolledAt: 'plain',
    revokedAt: 'plain',
  },
  ['id'],
);

export function createEnrolledOfficeReader(db: ReadDb) {
  const select = `SELECT ${officeMap.columns} FROM enrolled_offices`;
  const one = db.prepareRead<SqlRow>(`${select} WHERE id = ?`);
  const byKey = db.prepareRead<SqlRow>(`${select} WHERE fingerprint = ?`);
  const all = db.prepareRead<SqlRow>(`${select} ORDER BY region_code, id`);
  const below = db.prepareRead<SqlRow>(
    `WITH RECURSIVE below (id) AS (
       SELECT id FROM enrolled_offices WHERE parent_id = @id
       UNION
       SELECT child.id FROM enrolled_offices AS child JOIN below ON child.parent_id = below.id
     )
     ${select} WHERE id IN (SELECT id FROM below) AND id <> @id ORDER BY region_code, id`,
  );
  const toOffice = (row: SqlRow): EnrolledOffice => officeMap.fromRow(row, db.vault);
  const first = (row: SqlRow | undefined): EnrolledOffice | null =>
    row === undefined ? null : toOffice(row);
  return {
    find: (id: string): EnrolledOffice | null => first(one.get(id)),
    /** By key id, which is the fingerprint. Also finds a revoked one: the caller looks at `revokedAt`. */
    findByKey: (fingerprint: string): EnrolledOffice | null => first(byKey.get(fingerprint)),
    list: (): EnrolledOffice[] => all.all().map(toOffice),
    /** Offices that report through this one, directly or through others. */
    descendants: (id: string): EnrolledOffice[] => below.all({ id }).map(toOffice),
  };
}

export function createEnrolledOfficeRepository(tx: WriteTx) {
  const reader = createEnrolledOfficeReader(tx);
  const insert = tx.prepareWrite(officeMap.insert);
  const update = tx.prepareWrite(officeMap.update);
  return {
    ...reader,
    /**
     * Trusts an office's key. An office that is enrolled already gets the new key only after its old one was revoked.
     * @throws AppError `database.rowExists`
     */
    enrol(office: Omit<EnrolledOffice, 'enrolledAt' | 'revokedAt'>): EnrolledOffice {
      const enrolled = { ...office, enrolledAt: tx.now(), revokedAt: null };
      const present = reader.find(office.id);
      const holder = reader.findByKey(office.fingerprint);
      if ((present !== null && present.revokedAt === null) || (holder !== null && holder.id !== office.id)) {
        throw new AppError('database.rowExists', { table: 'enrolled_offices', key: office.name });
      }
      (present === null ? insert : update).run(officeMap.toRow(enrolled, tx.vault));
      return enrolled;
    },
    /** From now on nothing signed with its key is accepted; what was merged before stays. */
    revoke(id: string): EnrolledOffice {
      const present = reader.find(id);
      if (present === null) throw new AppError('database.rowMissing', { table: 'enrolled_offices', id });
      const revoked = { ...present, revokedAt: present.revokedAt ?? tx.now() };
      requireOne(update.run(officeMap.toRow(revoked, tx.vault)), 'enrolled_offices', id);
      return revoked;
    },
  };
}
