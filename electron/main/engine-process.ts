/**
 * Care of the engine's process: fork it, wait until it is ready, start it again when it dies — a bounded number of
 * times, each later than the one before — and at the end ask it to stop before ending it. Main sees no data: it hands
 * over ports and turns paths that the user chose into tokens.
 */
import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import type { FromEngineProcess, ToEngineProcess } from '#shared/bridge/engine-control.ts';
import type { Permission } from '#shared/contract/operation.ts';
import { killProcess } from './kill-process.ts';
import { printToPdf } from './paper-printer.ts';
import { startReaderProcess } from './reader-process.ts';

export interface EngineProcessOptions {
  /** Built entry of `electron/engine/hosts/utility-process.ts`. */
  entry: string;
  /** Built entry of `electron/engine/excel/reader-process.ts`. */
  readerEntry: string;
  dataFolder: string;
  logFile: string;
  env: NodeJS.ProcessEnv;
}

/** Who calls over a port, and what they may do. */
export interface ClientSession {
  actor: string;
  permissions: readonly Permission[];
}

/** V8 would let what is soon thrown away grow to many times this on a machine with much memory, for no gain in time. */
const youngHeapMb = 8;
const readyTimeoutMs = 20_000;
const stopTimeoutMs = 10_000;
/** Waits before the restarts that follow one another; after the last one the engine is given up. */
const restartDelaysMs = [100, 500, 2_000, 5_000];
/** An engine that ran so long was healthy: what came before does not count. */
const healthyAfterMs = 60_000;

export class EngineGivenUp extends Error {}

type Answer = Extract<FromEngineProcess, { request: number }>;

interface Running {
  process: UtilityProcess;
  readers: Map<number, { kill(): void }>;
  /** Requests under way; null is answered to all when the process ends. */
  requests: Map<number, (answer: Answer | null) => void>;
  /** Settles when the process has said that it is ready, or has ended before. */
  ready: Promise<boolean>;
  ended: Promise<void>;
  startedAt: number;
}

export class EngineProcess {
  readonly #options: EngineProcessOptions;
  #running: Running | null = null;
  #restarts = 0;
  #restarting: Promise<void> | null = null;
  #stopping = false;
  #lastRequest = 0;

  constructor(options: EngineProcessOptions) {
    this.#options = options;
  }

  /** Identifier of the engine's process; null while there is none. */
  get pid(): number | null {
    return this.#running?.process.pid ?? null;
  }

  /** Starts the engine, if it does not run. Asking again after it was given up allows it all restarts anew. */
  start(): void {
    if (this.#running !== null || this.#restarting !== null || this.#stopping) return;
    this.#restarts = 0;
    this.#fork();
  }

  /** A client's end of a new channel, once the engine serves the other. @throws EngineGivenUp */
  async connect({ actor, permissions }: ClientSession): Promise<MessagePortMain> {
    for (;;) {
      const running = await this.#whenReady();
      const { port1, port2 } = new MessageChannelMain();
      const request = this.#nextRequest();
      const message = { type: 'connect', request, actor, permissions } as const;
      // A process that has just died may not be known as dead yet: then it does not answer, and its successor will.
      if ((await this.#ask(running, message, [port1])) !== null) return port2;
      port2.close();
    }
  }

  /** A token for a path, good until this engine ends. @throws EngineGivenUp */
  async grant(path: string, mode: 'read' | 'write'): Promise<string> {
    for (;;) {
      const running = await this.#whenReady();
      const request = this.#nextRequest();
      const answer = await this.#ask(running, { type: 'grant', request, path, mode });
      if (answer?.type === 'granted') return answer.token;
    }
  }

  /** Asks the engine to end its calls and close the database; ends it when it does not. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const running = this.#running;
    if (running === null) return;
    this.#send(running, { type: 'stop' });
    const timer = setTimeout(() => killProcess(running.process), stopTimeoutMs);
    await running.ended;
    clearTimeout(timer);
  }

  async #whenReady(): Promise<Running> {
    for (;;) {
      const running = this.#running;
      if (running !== null && (await running.ready) && running === this.#running) return running;
      if (this.#restarting !== null) await this.#restarting;
      else if (this.#running === null) throw new EngineGivenUp();
    }
  }

  #nextRequest(): number {
    this.#lastRequest += 1;
    return this.#lastRequest;
  }

  /** @returns null when the process ended before it answered */
  #ask(
    running: Running,
    message: Extract<ToEngineProcess, { request: number }>,
    ports: MessagePortMain[] = [],
  ): Promise<Answer | null> {
    return new Promise((resolve) => {
      running.requests.set(message.request, resolve);
      this.#send(running, message, ports);
    });
  }

  #send(running: Running, message: ToEngineProcess, ports: MessagePortMain[] = []): void {
    running.process.postMessage(message, ports);
  }

  #fork(): void {
    const { entry, dataFolder, logFile, env } = this.#options;
    const child = utilityProcess.fork(entry, [], {
      serviceName: 'zhengxin-engine',
      stdio: 'inherit',
      execArgv: [`--max-semi-space-size=${youngHeapMb}`],
      env: env as Record<string, string>,
    });
    const ready = Promise.withResolvers<boolean>();
    const ended = Promise.withResolvers<void>();
    const running: Running = {
      process: child,
      readers: new Map(),
      requests: new Map(),
      ready: ready.promise,
      ended: ended.promise,
      startedAt: performance.now(),
    };
    this.#running = running;
    const timer = setTimeout(() => killProcess(child), readyTimeoutMs);
    child.on('message', (message: FromEngineProcess) => {
      if (message.type === 'ready') {
        clearTimeout(timer);
        ready.resolve(true);
      } else this.#receive(running, message);
    });
    child.once('exit', () => {
      clearTimeout(timer);
      ready.resolve(false);
      for (const reader of running.readers.values()) reader.kill();
      this.#running = null;
      if (!this.#stopping) this.#restart(running);
      for (const answer of running.requests.values()) answer(null);
      ended.resolve();
    });
    this.#send(running, { type: 'start', dataFolder, logFile });
  }

  #restart(previous: Running): void {
    if (performance.now() - previous.startedAt > healthyAfterMs) this.#restarts = 0;
    const delay = restartDelaysMs[this.#restarts];
    if (delay === undefined) return;
    this.#restarts += 1;
    this.#restarting = new Promise((resolve) => {
      setTimeout(() => {
        this.#restarting = null;
        if (!this.#stopping) this.#fork();
        resolve();
      }, delay);
    });
  }

  #receive(running: Running, message: Exclude<FromEngineProcess, { type: 'ready' }>): void {
    switch (message.type) {
      case 'connected':
      case 'granted':
        running.requests.get(message.request)?.(message);
        running.requests.delete(message.request);
        return;
      case 'startReader': {
        const { reader } = message;
        const channel = new MessageChannelMain();
        const process = startReaderProcess(this.#options.readerEntry, channel.port1, {
          onStart: (pid) => this.#send(running, { type: 'readerStarted', reader, pid }, [channel.port2]),
          onExit: () => {
            running.readers.delete(reader);
            if (running === this.#running) this.#send(running, { type: 'readerEnded', reader });
          },
        });
        running.readers.set(reader, process);
        return;
      }
      case 'killReader':
        running.readers.get(message.reader)?.kill();
        return;
      case 'printPaper': {
        const { paper } = message;
        const answer = (pdf: Uint8Array | null): void => {
          if (running === this.#running) this.#send(running, { type: 'paperPrinted', paper, pdf });
        };
        void printToPdf(message).then(answer, () => answer(null));
      }
    }
  }
}
