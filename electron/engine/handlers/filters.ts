/** Filters that somebody saved under a name. */
import type { filterOperations } from '#shared/contract/operations/filters.ts';
import { createSavedFilterReader, createSavedFilterRepository } from '../db/repositories/saved-filters.ts';
import type { HandlersOf } from '../runtime/dispatch.ts';

export const filterHandlers: HandlersOf<typeof filterOperations> = {
  'filters.list': ({ db }, { list }) => ({
    filters: createSavedFilterReader(db)
      .list(list)
      .map(({ name, filter }) => ({ name, filter: JSON.parse(filter) })),
  }),

  'filters.save': (context, { list, name, filter }) =>
    context.write((tx) => {
      const saved = createSavedFilterRepository(tx);
      const replaced = saved.list(list).some((one) => one.name === name);
      saved.save(list, { name, filter: JSON.stringify(filter) });
      return { replaced };
    }),

  'filters.remove': (context, { list, name }) =>
    context.write((tx) => ({ removed: createSavedFilterRepository(tx).remove(list, name) })),
};
