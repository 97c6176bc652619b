/** Reading from the engine: one answer, or a list page by page. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { eachPage, type OperationInput, type OperationOutput } from '#shared/contract/client.ts';
import type { OperationName, Operations } from '#shared/contract/registry.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type AnswerKey, useClient } from './engine-context.tsx';
import { isSameSubject } from './same-subject.ts';

/** Names of the operations that only read. */
export type QueryName = {
  [N in OperationName]: Operations[N]['kind'] extends 'query' ? N : never;
}[OperationName];

/** Names of the queries that answer with a page of a list. */
export type PagedName = {
  [N in QueryName]: OperationOutput<N> extends { rows: unknown[]; next: string | null } ? N : never;
}[QueryName];

export type RowOf<N extends PagedName> = OperationOutput<N>['rows'][number];

export interface Answer<Data> {
  /** The newest answer; that of the question before, about the same subject, while a new one is on its way. */
  data: Data | undefined;
  /** `data` answers the question before. */
  outdated: boolean;
  failure: AppError | null;
  /** No answer yet. */
  loading: boolean;
  /** A newer answer is on its way. */
  refreshing: boolean;
  refresh: () => void;
}

interface Options {
  /** False: do not ask (something that the question needs is not known yet). */
  enabled?: boolean;
  /** The answers are many and of use only while they are looked at: an answered question is forgotten with the next one. */
  brief?: boolean;
}

/** Failures of calls are `AppError`s; anything else is a fault of the program and goes to the error page. */
const onlyAppError = (error: unknown): boolean => !(error instanceof AppError);

/** The former answer stays while the new one is on its way, if both are about the same subject. */
const keepOfSameSubject =
  (input: object) =>
  <Data>(answer: Data | undefined, question?: { queryKey: readonly unknown[] }): Data | undefined =>
    question !== undefined && isSameSubject((question.queryKey as AnswerKey)[1], input) ? answer : undefined;

/** Asks a query, keeps the answer and asks anew when something that it depends on has changed. */
export const useOperation = <N extends QueryName>(
  name: N,
  input: OperationInput<N>,
  { enabled = true, brief = false }: Options = {},
): Answer<OperationOutput<N>> => {
  const client = useClient();
  const { data, error, isPending, isFetching, isPlaceholderData, refetch } = useQuery({
    queryKey: [name, input],
    queryFn: () => client.call(name, input),
    enabled,
    ...(brief ? { gcTime: 0 } : {}),
    placeholderData: keepOfSameSubject(input),
    throwOnError: onlyAppError,
  });
  return {
    data,
    outdated: isPlaceholderData,
    failure: error as AppError | null,
    loading: enabled && isPending,
    refreshing: isFetching,
    refresh: useCallback(() => void refetch(), [refetch]),
  };
};

export interface Pages<N extends PagedName> extends Answer<RowOf<N>[]> {
  /** The rows read so far. */
  rows: readonly RowOf<N>[];
  /** The newest page as answered, for what it says beside its rows (a total, say). */
  firstPage: OperationOutput<N> | undefined;
  hasMore: boolean;
  loadMore: () => void;
  /** Reads the list to its end without keeping it: for exports. */
  readAll: () => Promise<RowOf<N>[]>;
}

/** Asks for a list page by page; `loadMore` when its end comes into sight. */
export const usePages = <N extends PagedName>(
  name: N,
  input: Omit<OperationInput<N>, 'cursor'>,
  { enabled = true }: Options = {},
): Pages<N> => {
  const client = useClient();
  const {
    data,
    error,
    isPending,
    isFetching,
    isPlaceholderData,
    isFetchingNextPage,
    hasNextPage,
    fetchNextPage,
    refetch,
  } = useInfiniteQuery({
    queryKey: [name, input, 'pages'],
    queryFn: ({ pageParam }) =>
      client.call(name, { ...input, cursor: pageParam } as unknown as OperationInput<N>),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled,
    placeholderData: keepOfSameSubject(input),
    throwOnError: onlyAppError,
  });
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows as RowOf<N>[]) ?? [], [data]);
  return {
    data: data === undefined ? undefined : rows,
    outdated: isPlaceholderData,
    rows,
    firstPage: data?.pages[0],
    failure: error as AppError | null,
    loading: enabled && isPending,
    refreshing: isFetching && !isFetchingNextPage,
    refresh: useCallback(() => void refetch(), [refetch]),
    hasMore: hasNextPage,
    loadMore: useCallback(() => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    }, [hasNextPage, isFetchingNextPage, fetchNextPage]),
    readAll: async () => {
      const all: RowOf<N>[] = [];
      const fetchPage = (cursor: string | null) =>
        client.call(name, { ...input, cursor, limit: 1000 } as unknown as OperationInput<N>) as Promise<{
          rows: RowOf<N>[];
          next: string | null;
        }>;
      for await (const page of eachPage(fetchPage)) all.push(...page);
      return all;
    },
  };
};
