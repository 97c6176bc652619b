/** What the user searched for last, for the page with all hits. In memory only: it may be a person's name. */
import { create } from 'zustand';
import type { SearchKind } from '#shared/contract/operations/search.ts';

interface Searching {
  text: string;
  kind: SearchKind | null;
}

export const useSearching = create<Searching>(() => ({ text: '', kind: null }));
