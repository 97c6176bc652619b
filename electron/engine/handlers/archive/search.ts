/** One search box over everything: a plain scan of names and titles, bounded for each kind. */
import type { searchOperations } from '#shared/contract/operations/search.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createModelReader } from '../../db/repositories/models.ts';
import { createOfficialReader } from '../../db/repositories/officials.ts';
import { createRecordReader } from '../../db/repositories/records.ts';
import type { ReadDb } from '../../db/transaction.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { documentOf } from '../models.ts';

/** Indicators of the newest version of every model, by name or code. */
const findIndicators = (db: ReadDb, text: string, limit: number) => {
  const newest = new Map(
    createModelReader(db)
      .list()
      .map((model) => [model.code, model]),
  );
  const wanted = text.toUpperCase();
  return [...newest.values()]
    .flatMap((model) =>
      documentOf(model)
        .nodes.filter(({ code, name }) => name.includes(text) || code.toUpperCase() === wanted)
        .map(({ code, name }) => ({
          model: model.code,
          version: model.version,
          modelName: model.name,
          code,
          name,
        })),
    )
    .slice(0, limit);
};

export const searchHandlers: HandlersOf<typeof searchOperations> = {
  'search.everything': ({ db }, { text, limit }) => {
    const bodies = createBodyReader(db);
    const nameOf = (uscc: string) => bodies.nameOf(uscc) ?? '';
    const { records } = createRecordReader(db).list(
      { text },
      { by: 'decisionDate', descending: true },
      limit,
      null,
    );
    return {
      bodies: bodies
        .fitting({ text })
        .slice(0, limit)
        .map(({ uscc, name }) => ({ uscc, name })),
      officials: createOfficialReader(db)
        .search({ text }, limit, null)
        .map(({ id, name, post, bodyUscc }) => ({ id, name, post, bodyName: nameOf(bodyUscc) })),
      records: records.map(({ id, title, documentNo, decisionDate, bodyUscc }) => ({
        id,
        title,
        documentNo,
        decisionDate,
        bodyName: nameOf(bodyUscc),
      })),
      indicators: findIndicators(db, text, limit),
    };
  },
};
