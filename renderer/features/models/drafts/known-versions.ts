/** Which versions of models there are: what a new one may be called. */
import { useMemo } from 'react';
import { useOperation } from '../../../engine/use-operation.ts';

export interface KnownVersions {
  /** Versions of a model that are stored. */
  stored: (code: string) => string[];
  /** Versions of a model that drafts carry. */
  drafted: (code: string, butNot?: string) => string[];
}

/** Null while they are not known yet. */
export const useKnownVersions = (): KnownVersions | null => {
  const { data: stored } = useOperation('models.list', {});
  const { data: begun } = useOperation('modelDrafts.list', {});
  return useMemo(() => {
    if (stored === undefined || begun === undefined) return null;
    return {
      stored: (code) => stored.models.filter((model) => model.code === code).map(({ version }) => version),
      drafted: (code, butNot) =>
        begun.drafts
          .filter((draft) => draft.code === code && draft.id !== butNot)
          .map(({ version }) => version),
    };
  }, [stored, begun]);
};
