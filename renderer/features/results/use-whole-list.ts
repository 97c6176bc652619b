import { useEffect } from 'react';

/** Reads a list to its end, page after page, where it is sorted or drawn as a whole. */
export const useWholeList = ({ hasMore, loadMore }: { hasMore: boolean; loadMore: () => void }): void => {
  useEffect(() => {
    if (hasMore) loadMore();
  }, [hasMore, loadMore]);
};
