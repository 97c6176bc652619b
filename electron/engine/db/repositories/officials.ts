/** 公职人员: officials of the bodies. Their citizen numbers are sealed; they are looked up by a keyed index. */
import type { Official } from '#shared/domain/entities.ts';
import { officials } from '../synced-tables.ts';
import type { ReadDb, WriteTx } from '../transaction.ts';
import { createSyncedReader, createSyncedWriter } from './synced-rows.ts';

export interface OfficialFilter {
  bodyUscc?: string;
  /** Part of the name. */
  text?: string;
  /** Continue after this id. */
  after?: string;
  /** At most so many; default 100. */
  limit?: number;
}

export function createOfficialReader(db: ReadDb) {
  const reader = createSyncedReader(db, officials);
  const byNumber = reader.select('WHERE id_no_index = ? ORDER BY id');
  const byFile = reader.select('WHERE body_uscc = ? AND name = ? ORDER BY id');
  const ofBody = reader.select('WHERE body_uscc = ? ORDER BY id');
  const page = reader.select(
    `WHERE id > @after
       AND (@bodyUscc IS NULL OR body_uscc = @bodyUscc)
       AND (@text IS NULL OR instr(name, @text) > 0)
     ORDER BY id LIMIT @limit`,
  );
  const count = db.prepareRead<{ total: number }>(
    'SELECT count(*) AS total FROM officials WHERE @bodyUscc IS NULL OR body_uscc = @bodyUscc',
  );
  return {
    find: reader.find,
    /** Everyone with this citizen number: more than one when a person is on the list of two bodies. */
    findByCitizenNumber: (idNo: string): Official[] => byNumber.all(db.vault.index(idNo, 'citizenNumber')),
    findByName: (bodyUscc: string, name: string): Official[] => byFile.all(bodyUscc, name),
    listOfBody: (bodyUscc: string): Official[] => ofBody.all(bodyUscc),
    page: (filter: OfficialFilter = {}): Official[] =>
      page.all({
        after: filter.after ?? '',
        bodyUscc: filter.bodyUscc ?? null,
        text: filter.text ?? null,
        limit: filter.limit ?? 100,
      }),
    count: (bodyUscc?: string): number => count.get({ bodyUscc: bodyUscc ?? null })?.total ?? 0,
  };
}

export function createOfficialRepository(tx: WriteTx) {
  const { insert, update } = createSyncedWriter(tx, officials);
  return { ...createOfficialReader(tx), insert, update };
}
