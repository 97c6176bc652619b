/**
 * The engine behind one command: started in this process on the data folder that was named, interrupted by Ctrl+C
 * at the next safe point, closed at the end.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { InProcessHost } from '#engine/hosts/in-process.ts';
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import type { OperationName } from '#shared/contract/registry.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Terminal } from './terminal.ts';

export interface EngineSession {
  /** Calls an operation, with progress on the terminal and Ctrl+C as cancellation. */
  call<N extends OperationName>(name: N, input: OperationInput<N>): Promise<OperationOutput<N>>;
  /** Calls an operation that tidies up after a failure: Ctrl+C does not stop it, its own failure is not told. */
  tidyUp<N extends OperationName>(name: N, input: OperationInput<N>): Promise<void>;
  /** A token for a file to read. @throws AppError `file.notFound` */
  read(file: string): string;
  /** A token for a file to write. */
  write(file: string): string;
}

/** Loads the engine, which takes longer than all the rest of the program, only for commands that use it. */
const startEngine = async (dataFolder: string | null, terminal: Terminal): Promise<InProcessHost> => {
  const [{ startInProcess }, { spawnReader }, { createFileGrants }, { createIdentifiers }] =
    await Promise.all([
      import('#engine/hosts/in-process.ts'),
      import('#engine/excel/spawn-reader.ts'),
      import('#engine/runtime/file-grants.ts'),
      import('#engine/runtime/identifiers.ts'),
    ]);
  return startInProcess({
    dataFolder: dataFolder === null ? null : path.resolve(dataFolder),
    now: () => new Date(),
    newId: createIdentifiers(),
    monotonicMs: () => performance.now(),
    files: createFileGrants(),
    spawnReader,
    log: {
      error: (reference, error) => {
        const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
        terminal.warn(`[${reference}] ${stack}`);
      },
    },
  });
};

/**
 * Runs `work` with an engine on `dataFolder`, which is closed whatever happens.
 * @param dataFolder null for commands that need no database
 */
export const withEngine = async <Answer>(
  dataFolder: string | null,
  terminal: Terminal,
  work: (session: EngineSession) => Promise<Answer>,
): Promise<Answer> => {
  const host = await startEngine(dataFolder, terminal);
  const abort = new AbortController();
  const interrupt = (): void => {
    if (abort.signal.aborted) process.exit(130);
    abort.abort();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  try {
    return await work({
      async call(name, input) {
        try {
          return await host.client.call(name, input, {
            signal: abort.signal,
            onProgress: (progress) => terminal.onProgress(progress),
          });
        } finally {
          terminal.endProgress();
        }
      },
      async tidyUp(name, input) {
        await host.client.call(name, input).catch(() => undefined);
      },
      read(file) {
        if (!existsSync(file)) throw new AppError('file.notFound', { name: path.basename(file) });
        return host.grantRead(file);
      },
      write: (file) => host.grantWrite(file),
    });
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    await host.close();
  }
};
