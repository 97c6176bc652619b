/**
 * The typed client of the engine, the same for window, command line and tests. It never retries: when the engine
 * goes away, every pending call fails with `engine.stopped` and the caller decides.
 */
import type { z } from 'zod';
import { AppError, type FailureCode, type FailureParams } from '../errors/app-error.ts';
import type { Topic } from './operation.ts';
import type { OperationName, Operations } from './registry.ts';
import { type ClientPort, type Failure, type Progress, protocolVersion } from './wire.ts';

export type OperationInput<N extends OperationName> = z.input<Operations[N]['input']>;
export type OperationOutput<N extends OperationName> = z.output<Operations[N]['output']>;

/** The part of an AbortSignal that a call needs; spelled out because shared code knows no browser and no Node. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export interface CallOptions {
  onProgress?: (progress: Progress) => void;
  /** Aborting asks a job to stop at its next checkpoint; the call then fails with `operation.cancelled`. */
  signal?: CancelSignal;
}

export interface Client {
  /**
   * Calls one operation.
   * @throws AppError with the code that the engine answered; `engine.stopped` when it went away;
   *   `operation.cancelled` when the signal was aborted already, and then nothing was sent;
   *   `operation.invalidInput` for an input that no channel can carry (a function, say).
   */
  call<N extends OperationName>(
    name: N,
    input: OperationInput<N>,
    options?: CallOptions,
  ): Promise<OperationOutput<N>>;
  /** Tells which topics a call has changed, this client's own too. @returns a function that ends the telling */
  onChanged(listener: (topics: readonly Topic[]) => void): () => void;
  close(): void;
}

interface PendingCall {
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
  onProgress: ((progress: Progress) => void) | undefined;
  release: () => void;
}

/** Said of an input that `structuredClone` refuses; a fault of the calling program. */
const uncarriable = '无法传送';

/** Turns a failure message back into the error that the engine threw. */
export const errorFromFailure = (failure: Failure): AppError =>
  new AppError(failure.code as FailureCode, failure.params as FailureParams<FailureCode>);

/** Connects a client to a port; calls made before the engine's welcome are queued by the port. */
export const createClient = (port: ClientPort): Client => {
  const pending = new Map<number, PendingCall>();
  const changeListeners = new Set<(topics: readonly Topic[]) => void>();
  let lastId = 0;
  let closed = false;

  const settle = (id: number): PendingCall | undefined => {
    const call = pending.get(id);
    pending.delete(id);
    call?.release();
    return call;
  };

  const failAll = (error: AppError): void => {
    closed = true;
    for (const id of [...pending.keys()]) settle(id)?.reject(error);
  };

  port.onClose(() => failAll(new AppError('engine.stopped', {})));
  port.onMessage((message) => {
    switch (message.type) {
      case 'welcome':
        if (message.protocol !== protocolVersion) {
          failAll(
            new AppError('engine.protocolMismatch', { ours: protocolVersion, theirs: message.protocol }),
          );
          port.close();
        }
        return;
      case 'progress':
        pending.get(message.id)?.onProgress?.(message.progress);
        return;
      case 'changed':
        for (const listener of changeListeners) listener(message.topics);
        return;
      case 'reply': {
        const call = settle(message.id);
        if (message.ok) call?.resolve(message.value);
        else call?.reject(errorFromFailure(message.failure));
      }
    }
  });
  port.post({ type: 'hello', protocol: protocolVersion });

  return {
    call<N extends OperationName>(name: N, input: OperationInput<N>, options: CallOptions = {}) {
      if (closed) return Promise.reject(new AppError('engine.stopped', {}));
      if (options.signal?.aborted) return Promise.reject(new AppError('operation.cancelled', {}));
      lastId += 1;
      const id = lastId;
      return new Promise<OperationOutput<N>>((resolve, reject) => {
        const cancel = () => port.post({ type: 'cancel', id });
        options.signal?.addEventListener('abort', cancel, { once: true });
        pending.set(id, {
          resolve: resolve as (value: unknown) => void,
          reject,
          onProgress: options.onProgress,
          release: () => options.signal?.removeEventListener('abort', cancel),
        });
        try {
          port.post({ type: 'request', id, operation: name, input });
        } catch (error) {
          const issues = [{ path: '', message: uncarriable }];
          settle(id)?.reject(new AppError('operation.invalidInput', { issues }, { cause: error }));
        }
      });
    },
    onChanged(listener) {
      changeListeners.add(listener);
      return () => changeListeners.delete(listener);
    },
    close() {
      port.close();
      failAll(new AppError('engine.stopped', {}));
    },
  };
};

/**
 * Reads a paged list to its end, page by page, so that a list of any length never sits in one message.
 * @param fetchPage calls the list with the given cursor.
 */
export async function* eachPage<Row>(
  fetchPage: (cursor: string | null) => Promise<{ rows: Row[]; next: string | null }>,
): AsyncGenerator<Row[]> {
  let cursor: string | null = null;
  do {
    const { rows, next } = await fetchPage(cursor);
    yield rows;
    cursor = next;
  } while (cursor !== null);
}
