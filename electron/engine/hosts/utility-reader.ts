/**
 * The host capability `spawnReader()` inside a utility process, which cannot fork: main forks the reader and hands
 * both of them the ends of one channel.
 */
import type { FromEngineProcess } from '#shared/bridge/engine-control.ts';
import { residentBytesOf } from '../excel/spawn-reader.ts';
import type { ProcessPort } from '../runtime/process-port.ts';
import type { ReaderProcess, SpawnReader } from '../runtime/reader-host.ts';

interface Reader {
  port: ProcessPort | null;
  pid: number | null;
  /** What was sent before the reader was there. */
  waiting: unknown[];
  onMessage: ((message: unknown) => void)[];
  onExit: (() => void)[];
}

export interface ReaderSpawner {
  spawnReader: SpawnReader;
  /** Main has forked the reader; without a port it could not. */
  started(reader: number, pid: number | null, port: ProcessPort | undefined): void;
  ended(reader: number): void;
}

/** @param tell sends a request to main */
export const createReaderSpawner = (tell: (message: FromEngineProcess) => void): ReaderSpawner => {
  const readers = new Map<number, Reader>();
  let last = 0;

  const finish = (id: number): void => {
    const reader = readers.get(id);
    if (!readers.delete(id)) return;
    for (const listener of reader?.onExit ?? []) listener();
  };

  return {
    spawnReader(): ReaderProcess {
      last += 1;
      const id = last;
      const reader: Reader = { port: null, pid: null, waiting: [], onMessage: [], onExit: [] };
      readers.set(id, reader);
      tell({ type: 'startReader', reader: id });
      return {
        send(message) {
          if (reader.port) reader.port.postMessage(message);
          else reader.waiting.push(message);
        },
        onMessage: (listener) => void reader.onMessage.push(listener),
        onExit: (listener) => void reader.onExit.push(listener),
        residentBytes: () => residentBytesOf(reader.pid ?? undefined),
        kill: () => readers.has(id) && tell({ type: 'killReader', reader: id }),
      };
    },
    started(id, pid, port) {
      const reader = readers.get(id);
      if (reader === undefined) return port?.close();
      if (port === undefined) return finish(id);
      reader.port = port;
      reader.pid = pid;
      port.on('message', ({ data }) => {
        for (const listener of reader.onMessage) listener(data);
      });
      // Not main's word, which may overtake the last message of the reader.
      port.on('close', () => finish(id));
      port.start();
      for (const message of reader.waiting.splice(0)) port.postMessage(message);
    },
    ended(id) {
      if (readers.get(id)?.port === null) finish(id);
    },
  };
};
