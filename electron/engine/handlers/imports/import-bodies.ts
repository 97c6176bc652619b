import { wouldBeItsOwnSuperior } from '#shared/domain/body-tree.ts';
import type { BodyContent } from '#shared/domain/entities.ts';
import { createBodyReader, createBodyRepository } from '../../db/repositories/bodies.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { type BodiesContext, bodiesLayout } from '../../excel/layouts/bodies.ts';
import { createBodyNames, openSimilarBodies } from '../archive/similar-bodies.ts';
import { currentRegionTable } from '../regions/current-table.ts';
import { absentFields, keepAbsent } from './differences.ts';
import { type Importer, keepsPresent, type RowNote, type RowNotes } from './importer.ts';

/** Superiors that nobody knows, and bodies that would be their own superiors. */
const openNotes = (db: ReadDb): RowNotes<BodyContent> => {
  const bodies = createBodyReader(db);
  const placed = new Map<string, { parentUscc: string | null; sheet: string; row: number }>();
  const similarHere = openSimilarBodies(db);
  const inFile = createBodyNames<{ row: number }>();
  const alike: RowNote[] = [];
  const noteAlike = (body: BodyContent, { sheet, row }: { sheet: string; row: number }): void => {
    const place = { sheet, row, key: 'name' };
    const known = bodies.findByUscc(body.uscc);
    const here = known?.name === body.name ? null : similarHere(body);
    if (here !== null) alike.push({ code: 'body.similarName', params: { ...here }, ...place });
    const before = inFile.mostAlike(body);
    if (before !== null) {
      const params = { name: before.body.name, row: before.row, how: before.how };
      alike.push({ code: 'body.similarInFile', params, ...place });
    }
    inFile.add(body, body.name, false, { row });
  };
  const parentOf = (uscc: string): string | null => {
    const row = placed.get(uscc);
    return row ? row.parentUscc : (bodies.findByUscc(uscc)?.parentUscc ?? null);
  };
  return {
    accept: (body, { sheet, row }) => {
      placed.set(body.uscc, { parentUscc: body.parentUscc, sheet, row });
      noteAlike(body, { sheet, row });
    },
    finish: () => [
      ...alike,
      ...[...placed].flatMap(([uscc, { parentUscc, ...place }]) => {
        if (parentUscc === null) return [];
        const at = { ...place, key: 'parentUscc' };
        if (!placed.has(parentUscc) && bodies.findByUscc(parentUscc) === null) {
          return [{ code: 'body.parentUnknown', params: { uscc: parentUscc }, ...at }];
        }
        const circle = wouldBeItsOwnSuperior(uscc, parentUscc, parentOf);
        return circle ? [{ code: 'body.parentCycle', params: {}, ...at }] : [];
      }),
    ],
  };
};

/** 单位名录: a body is the same body by its unified social credit code. */
export const bodiesImporter: Importer<BodyContent, BodiesContext> = {
  layout: bodiesLayout,
  readsTogether: true,
  buildContext: (db) => ({
    officeName: createOfficeReader(db).get().name,
    regions: currentRegionTable(db),
  }),
  describeContext: () => ({}),
  openNotes,
  openDuplicateCheck(db) {
    const bodies = createBodyReader(db);
    return (row) => bodies.findByUscc(row.uscc) !== null;
  },
  openComparison(db, context) {
    const bodies = createBodyReader(db);
    const absent = absentFields(context);
    return (row) => {
      const before = bodies.findByUscc(row.uscc);
      return before === null ? null : { table: 'bodies', before, after: keepAbsent(row, before, absent) };
    };
  },
  openWriter(tx, context) {
    const absent = absentFields(context);
    const bodies = createBodyRepository(tx);
    return {
      write(row, policy) {
        const present = bodies.findByUscc(row.uscc);
        if (present === null) {
          const { id, revision, contentHash } = bodies.insert(row);
          return [{ table: 'bodies', rowId: id, revision, contentHash, outcome: 'inserted', previous: null }];
        }
        if (keepsPresent(tx, present, policy)) return [];
        const { row: written, changed } = bodies.update(
          present.id,
          keepAbsent<BodyContent>(row, present, absent),
        );
        return [
          {
            table: 'bodies',
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
