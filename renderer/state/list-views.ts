/** How the user likes to see each list: hidden columns and order. Remembered between two starts. */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export interface SortChoice {
  column: string;
  descending: boolean;
}

export interface ListView {
  hidden: readonly string[];
  sort: SortChoice | null;
}

interface ListViews {
  views: Readonly<Record<string, ListView>>;
  setView: (list: string, view: ListView) => void;
}

const plainView: ListView = { hidden: [], sort: null };

const useListViews = create<ListViews>()(
  persist(
    (set) => ({
      views: {},
      setView: (list, view) => set(({ views }) => ({ views: { ...views, [list]: view } })),
    }),
    { name: 'list-views', version: 1 },
  ),
);

/** @param list name of the list, unique in the window */
export const useListView = (list: string): [ListView, (change: Partial<ListView>) => void] => {
  const view = useListViews(({ views }) => views[list]) ?? plainView;
  const setView = useListViews((state) => state.setView);
  return [view, (change) => setView(list, { ...view, ...change })];
};
