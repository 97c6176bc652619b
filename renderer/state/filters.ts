/**
 * Filters of a list, kept while the window is open and, but for typed text, between two starts: a typed text may be a
 * person's name, and the disk is not the place for it.
 */
import { useCallback } from 'react';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

type Filter = Readonly<Record<string, unknown>>;

interface Filters {
  filters: Readonly<Record<string, Filter>>;
  setFilter: (list: string, filter: Filter) => void;
}

/** Names of the fields that hold typed text. */
const typed = 'text';

const withoutTyped = (filter: Filter): Filter =>
  Object.fromEntries(Object.entries(filter).filter(([field]) => field !== typed));

const useFilters = create<Filters>()(
  persist(
    (set) => ({
      filters: {},
      setFilter: (list, filter) => set(({ filters }) => ({ filters: { ...filters, [list]: filter } })),
    }),
    {
      name: 'filters',
      version: 1,
      partialize: ({ filters }) => ({
        filters: Object.fromEntries(
          Object.entries(filters).map(([list, filter]) => [list, withoutTyped(filter)]),
        ),
      }),
    },
  ),
);

/**
 * @param list name of the list, unique in the window
 * @param initial the filter when none was chosen; must not change between two calls. A field called `text` holds what
 *   was typed and is not written to the disk.
 */
export const useFilter = <F extends object>(list: string, initial: F): [F, (change: Partial<F>) => void] => {
  const kept = useFilters(({ filters }) => filters[list]) as Partial<F> | undefined;
  const filter = kept === undefined ? initial : { ...initial, ...kept };
  const change = useCallback(
    (part: Partial<F>) => {
      const { filters, setFilter } = useFilters.getState();
      setFilter(list, { ...filters[list], ...part });
    },
    [list],
  );
  return [filter, change];
};
