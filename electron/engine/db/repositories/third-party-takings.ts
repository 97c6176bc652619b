/** Which report of a third party gave a leaf its scores, and what its files were then. */
import type { ReadDb, WriteTx } from '../transaction.ts';

export interface ThirdPartyTaking {
  id: string;
  cycleCode: string;
  /** Row of the ledger of reports. */
  reportId: string;
  leaf: string;
  /** SHA-256 of the report's files when the scores were taken over. */
  files: string[];
  units: number;
  takenAt: string;
  takenBy: string;
}

type Row = Omit<ThirdPartyTaking, 'files'> & { files: string };

const columns = `id, cycle_code AS cycleCode, report_id AS reportId, leaf, files, units, taken_at AS takenAt,
  taken_by AS takenBy`;

export function createTakingReader(db: ReadDb) {
  const ofCycle = db.prepareRead<Row>(
    `SELECT ${columns} FROM third_party_takings WHERE cycle_code = ? ORDER BY id DESC`,
  );
  return {
    /** Newest first. */
    list: (cycleCode: string): ThirdPartyTaking[] =>
      ofCycle.all(cycleCode).map((row) => ({ ...row, files: JSON.parse(row.files) as string[] })),
  };
}

export function createTakingRepository(tx: WriteTx) {
  const insert = tx.prepareWrite(
    `INSERT INTO third_party_takings (id, cycle_code, report_id, leaf, files, units, taken_at, taken_by)
     VALUES (@id, @cycleCode, @reportId, @leaf, @files, @units, @at, @takenBy)`,
  );
  const remove = tx.prepareWrite('DELETE FROM third_party_takings WHERE id = ?');
  return {
    ...createTakingReader(tx),
    /** @returns its id */
    add({ files, ...taking }: Omit<ThirdPartyTaking, 'id' | 'takenAt'>): string {
      const id = tx.newId();
      insert.run({ ...taking, files: JSON.stringify(files), id, at: tx.now() });
      return id;
    },
    remove: (id: string): void => {
      remove.run(id);
    },
  };
}
