import type { OfficialContent } from '#shared/domain/entities.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createFormerNames } from '../../db/repositories/body-changes.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import { createOfficialReader, createOfficialRepository } from '../../db/repositories/officials.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { type OfficialsContext, officialsLayout } from '../../excel/layouts/officials.ts';
import { type Importer, keepsPresent } from './importer.ts';

/** The same person: by citizen number, else the same name in the same body. */
const findOfficial = (db: ReadDb, row: OfficialContent) => {
  const officials = createOfficialReader(db);
  if (row.idNo !== null) {
    const [byNumber] = officials.findByCitizenNumber(row.idNo);
    if (byNumber) return byNumber;
  }
  const namesakes = officials.findByName(row.bodyUscc, row.name);
  return namesakes.find((official) => official.idNo === null || row.idNo === null) ?? null;
};

/** W5 公职人员诚信档案. */
export const officialsImporter: Importer<OfficialContent, OfficialsContext> = {
  layout: officialsLayout,
  buildContext(db) {
    const bodies = createBodyReader(db);
    return {
      officeName: createOfficeReader(db).get().name,
      bodyName: (uscc: string) => bodies.findByUscc(uscc)?.name ?? null,
      formerNames: createFormerNames(db),
    };
  },
  describeContext: () => ({}),
  openDuplicateCheck: (db) => (row) => findOfficial(db, row) !== null,
  openWriter(tx) {
    const officials = createOfficialRepository(tx);
    return {
      write(row, policy) {
        const present = findOfficial(tx, row);
        if (present === null) {
          const { id, revision, contentHash } = officials.insert(row);
          return [
            { table: 'officials', rowId: id, revision, contentHash, outcome: 'inserted', previous: null },
          ];
        }
        if (keepsPresent(tx, present, policy)) return [];
        const { row: written, changed } = officials.update(present.id, {
          ...row,
          idNo: row.idNo ?? present.idNo,
        });
        return [
          {
            table: 'officials',
            rowId: present.id,
            revision: written.revision,
            contentHash: written.contentHash,
            outcome: changed ? 'updated' : 'unchanged',
            previous: present,
          },
        ];
      },
    };
  },
};
