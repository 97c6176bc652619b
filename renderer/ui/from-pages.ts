import type { PagedName, Pages } from '../engine/use-operation.ts';

/** What a `DataTable` needs to show a list that comes page by page, read on as its end comes into sight. */
export const fromPages = <N extends PagedName>({ rows, loading, hasMore, loadMore, readAll }: Pages<N>) => ({
  rows,
  loading,
  hasMore,
  onLoadMore: loadMore,
  readAll,
});
