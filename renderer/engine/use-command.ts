/** Changing something in the engine. */
import { useCallback, useRef, useState } from 'react';
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import type { OperationName, Operations } from '#shared/contract/registry.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { useClient } from './engine-context.tsx';

export type CommandName = {
  [N in OperationName]: Operations[N]['kind'] extends 'command' ? N : never;
}[OperationName];

export interface Command<N extends CommandName> {
  /**
   * @returns null when it failed; `failure` says why. A command is never repeated by itself; the same one asked for again
   *   while it is under way (a double click) is done once, and both get its answer.
   */
  run: (input: OperationInput<N>) => Promise<OperationOutput<N> | null>;
  busy: boolean;
  failure: AppError | null;
  clearFailure: () => void;
}

export const useCommand = <N extends CommandName>(name: N): Command<N> => {
  const client = useClient();
  const [running, setRunning] = useState(0);
  const [failure, setFailure] = useState<AppError | null>(null);
  const underWay = useRef(new Map<string, Promise<OperationOutput<N> | null>>());
  const once = useCallback(
    async (input: OperationInput<N>): Promise<OperationOutput<N> | null> => {
      setRunning((count) => count + 1);
      setFailure(null);
      try {
        return await client.call(name, input);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        setFailure(error);
        return null;
      } finally {
        setRunning((count) => count - 1);
      }
    },
    [client, name],
  );
  const run = useCallback(
    (input: OperationInput<N>) => {
      const key = JSON.stringify(input);
      const begun = underWay.current.get(key);
      if (begun !== undefined) return begun;
      const running = once(input).finally(() => underWay.current.delete(key));
      underWay.current.set(key, running);
      return running;
    },
    [once],
  );
  return { run, busy: running > 0, failure, clearFailure: useCallback(() => setFailure(null), []) };
};
