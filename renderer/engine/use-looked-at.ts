/** The answer of a job that only looks: asked for like a query, with progress, and stopped when nobody waits for it. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import type { Progress } from '#shared/contract/wire.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { useClient } from './engine-context.tsx';
import type { JobName } from './jobs.ts';

export interface LookedAt<Data> {
  /** The newest answer; that of the question before while a new one is on its way. */
  data: Data | undefined;
  failure: AppError | null;
  /** A newer answer is on its way. */
  working: boolean;
  progress: Progress | null;
  refresh: () => void;
}

/**
 * Asks a job that changes nothing, and asks anew when something that it depends on (`reads`) has changed. Not in the list
 * of jobs: leaving the page or asking something else cancels it.
 */
export const useLookedAt = <N extends JobName>(
  name: N,
  input: OperationInput<N>,
): LookedAt<OperationOutput<N>> => {
  const client = useClient();
  const [progress, setProgress] = useState<Progress | null>(null);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: [name, input],
    queryFn: ({ signal }) => {
      setProgress(null);
      return client.call(name, input, { signal, onProgress: setProgress });
    },
    placeholderData: keepPreviousData,
    // Large, and of use only while it is looked at.
    gcTime: 0,
    throwOnError: (failure: unknown) => !(failure instanceof AppError),
  });
  return {
    data: error === null ? data : undefined,
    failure: error as AppError | null,
    working: isFetching,
    progress: isFetching ? progress : null,
    refresh: () => void refetch(),
  };
};
