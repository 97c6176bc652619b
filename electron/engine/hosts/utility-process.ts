/**
 * The engine as a process of its own beside the window: entry of Electron's utility process. Main starts and ends it
 * and hands over ports; calls and answers go straight between window and engine. It imports nothing of Electron: its
 * only line to main is `process.parentPort`.
 */
import { appendFileSync } from 'node:fs';
import { v7 as uuidv7 } from 'uuid';
import type { FromEngineProcess, ToEngineProcess } from '#shared/bridge/engine-control.ts';
import type { EnginePort } from '#shared/contract/wire.ts';
import { createEngine, type Engine } from '../create-engine.ts';
import type { EngineLog } from '../runtime/failures.ts';
import { createFileGrants, type FileGrants } from '../runtime/file-grants.ts';
import { type ProcessPort, parentPort } from '../runtime/process-port.ts';
import { createPaperPrinter } from './utility-printer.ts';
import { createReaderSpawner } from './utility-reader.ts';

/** Adapts a port to the contract's channel. */
const toEnginePort = (port: ProcessPort): EnginePort => ({
  post: (message) => port.postMessage(message),
  onMessage(listener) {
    port.on('message', ({ data }) => listener(data as never));
    port.start();
  },
  onClose: (listener) => port.on('close', listener),
  close: () => port.close(),
});

/** Appends errors to a file. The message is left out, because it could hold personal data. */
const createFileLog = (file: string): EngineLog => ({
  error(reference, error) {
    const name = error instanceof Error ? error.name : typeof error;
    const code = error instanceof Error && 'code' in error ? ` ${String(error.code)}` : '';
    const frames = (error instanceof Error ? (error.stack ?? '') : '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line));
    const entry = [`${new Date().toISOString()} ${reference} ${name}${code}`, ...frames, ''].join('\n');
    try {
      appendFileSync(file, entry);
    } catch {
      // A log that cannot be written must not turn one failure into two.
    }
  },
});

const main = parentPort();
if (main === undefined) throw new Error('this is the entry of a utility process');

const tell = (message: FromEngineProcess): void => main.postMessage(message);
const readers = createReaderSpawner(tell);
const printer = createPaperPrinter(tell);
let running: { engine: Engine; files: FileGrants } | null = null;

main.on('message', ({ data, ports }) => {
  const message = data as ToEngineProcess;
  switch (message.type) {
    case 'start': {
      const files = createFileGrants();
      const engine = createEngine({
        dataFolder: message.dataFolder,
        now: () => new Date(),
        newId: uuidv7,
        monotonicMs: () => performance.now(),
        files,
        spawnReader: readers.spawnReader,
        printPaper: printer.printPaper,
        log: createFileLog(message.logFile),
      });
      running = { engine, files };
      return tell({ type: 'ready' });
    }
    case 'connect': {
      const [port] = ports;
      if (port === undefined) return;
      const session = { actor: message.actor, permissions: new Set(message.permissions) };
      running?.engine.connect(toEnginePort(port), session);
      return tell({ type: 'connected', request: message.request });
    }
    case 'grant': {
      const token = running?.files.grant(message.path, message.mode) ?? '';
      return tell({ type: 'granted', request: message.request, token });
    }
    case 'readerStarted':
      return readers.started(message.reader, message.pid, ports[0]);
    case 'readerEnded':
      return readers.ended(message.reader);
    case 'paperPrinted':
      return printer.printed(message.paper, message.pdf);
    case 'stop':
      void Promise.resolve(running?.engine.close()).finally(() => process.exit(0));
  }
});
