/**
 * Entry of the reader process: reads one workbook and streams it to the process that started it. It knows nothing
 * of the engine and has no data; it can be ended at any moment.
 *
 * Started by Node it talks over the channel of `process.send`; as an Electron utility process over a port that comes
 * with the first message of its parent.
 */
import { AppError } from '#shared/errors/app-error.ts';
import { type ProcessPort, parentPort } from '../runtime/process-port.ts';
import { type ReadOptions, readWorkbook } from './read-workbook.ts';
import { batchesAhead, type FromReader, type ReaderItem, type ToReader } from './reader-messages.ts';
import { RowPacker } from './row-batch.ts';

/** A batch is sent when it has so many rows or characters, or when so much time has passed. */
const batchRows = 500;
const batchSize = 512 * 1024;
const batchMs = 200;

interface Channel {
  send(message: FromReader): void;
  listen(listener: (message: ToReader) => void): void;
}

function openChannel(): Channel {
  const parent = parentPort();
  if (parent !== undefined) return channelFrom(parent);
  // Whoever started the reader has gone: nobody waits for the rest.
  process.on('disconnect', () => process.exit(0));
  return {
    send: (message) => process.send?.(message),
    listen: (listener) => process.on('message', (message) => listener(message as ToReader)),
  };
}

/** In a utility process the first message brings the port to whoever wants the workbook. */
function channelFrom(parent: ProcessPort): Channel {
  let engine: ProcessPort | undefined;
  return {
    send: (message) => engine?.postMessage(message),
    listen(listener) {
      parent.on('message', ({ ports: [port] }) => {
        if (port === undefined) return;
        engine = port;
        port.on('message', ({ data }) => listener(data as ToReader));
        // The same as `disconnect` under Node.
        port.on('close', () => process.exit(0));
        port.start();
      });
    },
  };
}

class BatchSender {
  readonly #channel: Channel;
  #credit = batchesAhead;
  #waiting: (() => void) | null = null;
  #items: ReaderItem[] = [];
  #rows: RowPacker | null = null;
  #count = 0;
  #since = performance.now();

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  grant(): void {
    this.#credit += 1;
    this.#waiting?.();
    this.#waiting = null;
  }

  add(item: ReaderItem): void {
    this.#closeRows();
    this.#items.push(item);
    this.#count += 1;
  }

  /** Rows of the same sheet are packed together. */
  rowsOf(sheet: string): RowPacker {
    if (this.#rows?.sheet !== sheet) this.#closeRows();
    this.#rows ??= new RowPacker(sheet);
    return this.#rows;
  }

  /** To be asked after every item; costs nothing while the batch is small. */
  get isFull(): boolean {
    const rows = this.#rows?.rows ?? 0;
    if (rows + this.#count >= batchRows || (this.#rows?.size ?? 0) >= batchSize) return true;
    return (rows & 15) === 0 && performance.now() - this.#since > batchMs;
  }

  async flush(): Promise<void> {
    this.#closeRows();
    if (this.#items.length > 0) {
      while (this.#credit === 0) {
        await new Promise<void>((resolve) => {
          this.#waiting = resolve;
        });
      }
      this.#credit -= 1;
      this.#channel.send({ type: 'batch', items: this.#items });
      this.#items = [];
      this.#count = 0;
    }
    this.#since = performance.now();
  }

  #closeRows(): void {
    if (this.#rows !== null) this.#items.push({ type: 'rows', rows: this.#rows.pack() });
    this.#rows = null;
  }
}

async function stream(file: string, options: ReadOptions, sender: BatchSender): Promise<void> {
  for await (const event of readWorkbook(file, options)) {
    if (event.type === 'row') sender.rowsOf(event.row.sheet).add(event.row);
    else sender.add(event);
    if (sender.isFull) await sender.flush();
  }
  await sender.flush();
}

const channel = openChannel();
const sender = new BatchSender(channel);
channel.listen((message) => {
  if (message.type === 'more') return sender.grant();
  if (message.reportMemory) {
    setInterval(() => channel.send({ type: 'memory', bytes: process.memoryUsage.rss() }), 100).unref();
  }
  const { file, rowsPerSheet } = message;
  stream(file, rowsPerSheet === undefined ? {} : { rowsPerSheet }, sender).catch((error: unknown) => {
    const failure = error instanceof AppError ? error : null;
    channel.send({
      type: 'failed',
      code: failure?.code ?? 'workbook.readerStopped',
      params: failure?.params ?? {},
    });
  });
});
