import type { BodyContent } from '#shared/domain/entities.ts';
import { createBodyReader, createBodyRepository } from '../../db/repositories/bodies.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import { type BodiesContext, bodiesLayout } from '../../excel/layouts/bodies.ts';
import { type Importer, keepsPresent } from './importer.ts';

/** 单位名录: a body is the same body by its unified social credit code. */
export const bodiesImporter: Importer<BodyContent, BodiesContext> = {
  layout: bodiesLayout,
  buildContext: (db) => ({ officeName: createOfficeReader(db).get().name }),
  describeContext: () => ({}),
  openDuplicateCheck(db) {
    const bodies = createBodyReader(db);
    return (row) => bodies.findByUscc(row.uscc) !== null;
  },
  openWriter(tx) {
    const bodies = createBodyRepository(tx);
    return {
      write(row, policy) {
        const present = bodies.findByUscc(row.uscc);
        if (present === null) {
          const { id, revision } = bodies.insert(row);
          return [{ table: 'bodies', rowId: id, revision, outcome: 'inserted', previous: null }];
        }
        if (keepsPresent(tx, present, policy)) return [];
        const { row: written, changed } = bodies.update(present.id, row);
        return [
          {
            table: 'bodies',
            rowId: present.id,
            revision: written.revision,
            outcome: changed ? 'updated' : 'unchanged',
            previous: present,
          },
        ];
      },
    };
  },
};
