/**
 * Gives the pages below it the engine's client and one store of answers. An answer is kept until one of the topics
 * that it depends on has changed; the contract says which (`Operation.reads`), so a page never drops answers itself.
 */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect } from 'react';
import type { Client } from '#shared/contract/client.ts';
import type { Topic } from '#shared/contract/operation.ts';
import { type OperationName, operations } from '#shared/contract/registry.ts';

/** Begins every key in the store of answers: which operation gave the answer. */
export type AnswerKey = readonly [OperationName, ...unknown[]];

export const answers = new QueryClient({
  defaultOptions: {
    queries: {
      // The engine answers or fails; asking again without a reason would only hide which.
      retry: false,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      // There is no network to wait for.
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

const dropAnswersAbout = (topics: readonly Topic[]): void => {
  void answers.invalidateQueries({
    predicate: ({ queryKey }) =>
      operations[(queryKey as unknown as AnswerKey)[0]].reads.some((topic) => topics.includes(topic)),
  });
};

const EngineContext = createContext<Client | null>(null);

/** The client of the engine that runs now. Only below `EngineProvider`. */
export const useClient = (): Client => {
  const client = useContext(EngineContext);
  if (client === null) throw new Error('a page asked for the engine outside of EngineProvider');
  return client;
};

export const EngineProvider = ({ client, children }: { client: Client; children: ReactNode }) => {
  useEffect(() => {
    client.onChanged(dropAnswersAbout);
    // Another engine: what changed between the two is not known.
    void answers.invalidateQueries();
  }, [client]);
  return (
    <QueryClientProvider client={answers}>
      <EngineContext value={client}>{children}</EngineContext>
    </QueryClientProvider>
  );
};
