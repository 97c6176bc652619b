import type { OfficialContent } from '#shared/domain/entities.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createFormerNames } from '../../db/repositories/body-changes.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import { createOfficialReader, createOfficialRepository } from '../../db/repositories/officials.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { type OfficialsContext, officialsLayout } from '../../excel/layouts/officials.ts';
import { comparedOfficial, createPeople, openSimilarOfficials } from '../archive/similar-officials.ts';
import { absentFields, keepAbsent } from './differences.ts';
import { type Importer, keepsPresent, type RowNote, type RowNotes } from './importer.ts';

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

/** Officials who may be there already, or stand in the file twice, under another spelling. */
const openNotes = (db: ReadDb): RowNotes<OfficialContent> => {
  const similarHere = openSimilarOfficials(db);
  const inFile = createPeople<{ name: string; row: number }>();
  const notes: RowNote[] = [];
  return {
    accept(official, { sheet, row }) {
      const place = { sheet, row, key: 'name' };
      // Who is found by number or name is told as a duplicate.
      const here = findOfficial(db, official) === null ? similarHere(official, null) : null;
      if (here !== null) {
        const params = { name: here.item.name, id: here.item.id, how: here.how };
        notes.push({ code: 'official.similar', params, ...place });
      }
      const person = comparedOfficial(db, official);
      const before = inFile.mostAlike(official.bodyUscc, person, (other) => other.row === row);
      if (before !== null) {
        const params = { name: before.item.name, row: before.item.row, how: before.how };
        notes.push({ code: 'official.similarInFile', params, ...place });
      }
      inFile.add(official.bodyUscc, person, { name: official.name, row });
    },
    finish: () => notes,
  };
};

/** What stands in the place of an official; a number that is known is never lost. */
const replacing = (
  present: OfficialContent,
  row: OfficialContent,
  absent: ReadonlySet<string>,
): OfficialContent => ({ ...keepAbsent(row, present, absent), idNo: row.idNo ?? present.idNo });

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
  openNotes,
  openDuplicateCheck: (db) => (row) => findOfficial(db, row) !== null,
  openComparison(db, context) {
    const absent = absentFields(context);
    return (row) => {
      const before = findOfficial(db, row);
      return before === null ? null : { table: 'officials', before, after: replacing(before, row, absent) };
    };
  },
  openWriter(tx, context) {
    const absent = absentFields(context);
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
        const { row: written, changed } = officials.update(present.id, replacing(present, row, absent));
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
