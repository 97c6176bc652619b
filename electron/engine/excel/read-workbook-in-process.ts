/**
 * Reads a foreign workbook in a process of its own, watched from here: ended when it needs more memory than it may,
 * when no row comes for too long, when the caller aborts or stops listening. Whatever a file does to its reader, the
 * engine goes on and holds no more than a few batches of rows.
 */
import { AppError, type FailureCode, type FailureParams } from '#shared/errors/app-error.ts';
import type { ReaderProcess, SpawnReader } from '../runtime/reader-host.ts';
import type { ReadOptions } from './read-workbook.ts';
import { batchesAhead, type FromReader, type ReaderItem, type ToReader } from './reader-messages.ts';
import { unpackRows } from './row-batch.ts';
import type { WorkbookEvent } from './workbook-types.ts';

export interface ReadInProcessOptions extends ReadOptions {
  spawnReader: SpawnReader;
  /** Aborting ends the reader process and fails with `operation.cancelled`. */
  signal?: AbortSignal;
  /** Resident memory at which the reader is ended. */
  memoryLimitMb?: number;
  /** Time without a row, while the caller waits for one, after which the reader is ended. */
  silenceLimitSeconds?: number;
}

/** quality.md §3: design point 5. */
const defaultMemoryMb = 600;
const defaultSilenceSeconds = 20;
const pollMs = 25;

/**
 * The events of the workbook in file order; every row that the file holds is among them or counted in a finding
 * `workbook.rowsOutOfBounds`, which is checked here once more against `end.rowsInXml`.
 *
 * @throws AppError `operation.cancelled`, `file.*` or `workbook.*`; also after events have been handed over, so the
 *   caller must not keep anything of a stream that has not ended.
 */
export async function* readWorkbookInProcess(
  file: string,
  options: ReadInProcessOptions,
): AsyncGenerator<WorkbookEvent> {
  for await (const batch of readBatchesInProcess(file, options)) yield* batch;
}

/**
 * The same events by the batches in which they come. For long files: waiting once for every row costs more than
 * looking at it.
 */
export async function* readBatchesInProcess(
  file: string,
  options: ReadInProcessOptions,
): AsyncGenerator<Iterable<WorkbookEvent>> {
  if (options.signal?.aborted) throw new AppError('operation.cancelled', {});
  const reader = new WatchedReader(file, options);
  const tally = new RowTally();
  try {
    for (;;) {
      const items = await reader.nextBatch();
      yield tally.eventsOf(items);
      if (items.some(({ type }) => type === 'end')) return;
    }
  } finally {
    reader.stop();
  }
}

/** The last check that nothing was lost: here everything has passed both readers and the channel. */
class RowTally {
  rows = 0;
  #sheet = '';

  *eventsOf(items: readonly ReaderItem[]): Generator<WorkbookEvent, void> {
    for (const item of items) {
      if (item.type === 'rows') {
        for (const row of unpackRows(item.rows)) {
          this.rows += 1;
          yield { type: 'row', row };
        }
        continue;
      }
      this.check(item);
      yield item;
    }
  }

  check(item: Exclude<ReaderItem, { type: 'rows' }>): void {
    if (item.type === 'sheet') this.#sheet = item.sheet.name;
    else if (item.type === 'finding' && item.finding.code === 'workbook.rowsOutOfBounds') {
      this.rows += Number(item.finding.params.rows);
    } else if (item.type === 'end' && item.rowsInXml !== this.rows) {
      throw new AppError('workbook.rowsLost', {
        sheet: this.#sheet,
        inFile: item.rowsInXml,
        read: this.rows,
      });
    }
  }
}

class WatchedReader {
  readonly #process: ReaderProcess;
  readonly #poll: NodeJS.Timeout;
  readonly #signal: AbortSignal | undefined;
  readonly #memoryLimitMb: number;
  readonly #silenceLimitSeconds: number;
  readonly #batches: ReaderItem[][] = [];
  #failure: AppError | null = null;
  #waiting: { resolve(batch: ReaderItem[]): void; reject(error: AppError): void } | null = null;
  #waitingSince = performance.now();
  #reportedBytes = 0;
  #lastBytes = 0;

  constructor(file: string, options: ReadInProcessOptions) {
    this.#signal = options.signal;
    this.#memoryLimitMb = options.memoryLimitMb ?? defaultMemoryMb;
    this.#silenceLimitSeconds = options.silenceLimitSeconds ?? defaultSilenceSeconds;
    this.#process = options.spawnReader();
    this.#process.onMessage((message) => this.#receive(message as FromReader));
    this.#process.onExit(() => this.#fail(this.#causeOfDeath()));
    this.#signal?.addEventListener('abort', this.#onAbort);
    this.#poll = setInterval(() => this.#watch(), pollMs);
    this.#send({
      type: 'read',
      file,
      reportMemory: this.#process.residentBytes() === undefined,
      ...(options.rowsPerSheet === undefined ? {} : { rowsPerSheet: options.rowsPerSheet }),
    });
  }

  /** The next batch; rejects when the reader has failed or been ended, after the batches sent before. */
  nextBatch(): Promise<ReaderItem[]> {
    const batch = this.#batches.shift();
    if (batch !== undefined) {
      this.#send({ type: 'more' });
      return Promise.resolve(batch);
    }
    if (this.#failure !== null) return Promise.reject(this.#failure);
    this.#waitingSince = performance.now();
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  stop(): void {
    clearInterval(this.#poll);
    this.#signal?.removeEventListener('abort', this.#onAbort);
    this.#process.kill();
  }

  readonly #onAbort = () => {
    this.#batches.length = 0;
    this.#fail(new AppError('operation.cancelled', {}));
  };

  #send(message: ToReader): void {
    this.#process.send(message);
  }

  #receive(message: FromReader): void {
    if (message.type === 'memory') {
      this.#reportedBytes = message.bytes;
    } else if (message.type === 'failed') {
      const { code, params } = message;
      this.#fail(new AppError(code as FailureCode, params as FailureParams<FailureCode>));
    } else if (this.#waiting !== null) {
      const { resolve } = this.#waiting;
      this.#waiting = null;
      this.#send({ type: 'more' });
      resolve(message.items);
    } else if (this.#failure === null) {
      if (this.#batches.length >= batchesAhead) this.#fail(new AppError('workbook.readerStopped', {}));
      else this.#batches.push(message.items);
    }
  }

  #watch(): void {
    const bytes = this.#process.residentBytes() ?? this.#reportedBytes;
    if (bytes > 0) this.#lastBytes = bytes;
    if (bytes > this.#memoryLimitMb * 1024 * 1024) {
      this.#fail(new AppError('workbook.tooLarge', { limitMb: this.#memoryLimitMb }));
    }
    const silence = performance.now() - this.#waitingSince;
    if (this.#waiting !== null && silence > this.#silenceLimitSeconds * 1000) {
      this.#fail(new AppError('workbook.timeout', { seconds: this.#silenceLimitSeconds }));
    }
  }

  /** A process that was large when it ended by itself has run out of the memory that its host gave it. */
  #causeOfDeath(): AppError {
    return this.#lastBytes > (this.#memoryLimitMb * 1024 * 1024) / 2
      ? new AppError('workbook.tooLarge', { limitMb: this.#memoryLimitMb })
      : new AppError('workbook.readerStopped', {});
  }

  /** The first failure counts: a reader that is ended for its memory also stops. */
  #fail(failure: AppError): void {
    if (this.#failure !== null) return;
    this.#failure = failure;
    this.#process.kill();
    this.#waiting?.reject(failure);
    this.#waiting = null;
  }
}
