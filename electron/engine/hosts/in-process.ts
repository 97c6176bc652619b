/**
 * The engine in the caller's own process, for the command line and the tests. Every message passes through
 * `structuredClone`, so nothing works here that would not work across a process boundary.
 */
import { type Client, createClient } from '#shared/contract/client.ts';
import { permissions } from '#shared/contract/operation.ts';
import type { ClientPort, EnginePort, Port } from '#shared/contract/wire.ts';
import { createEngine, type Engine, type EngineOptions } from '../create-engine.ts';
import type { Session } from '../runtime/dispatch.ts';

/** Two ends of a channel; messages arrive in order, each in a turn of its own. */
const createPortPair = (): { client: ClientPort; engine: EnginePort } => {
  const makeEnd = <Out, In>() => {
    const messageListeners: ((message: In) => void)[] = [];
    const closeListeners: (() => void)[] = [];
    return {
      messageListeners,
      closeListeners,
      connect(post: (message: Out) => void, close: () => void): Port<Out, In> {
        return {
          post,
          close,
          onMessage: (listener) => void messageListeners.push(listener),
          onClose: (listener) => void closeListeners.push(listener),
        };
      },
    };
  };
  type ToEngine = Parameters<ClientPort['post']>[0];
  type ToClient = Parameters<EnginePort['post']>[0];
  const clientEnd = makeEnd<ToEngine, ToClient>();
  const engineEnd = makeEnd<ToClient, ToEngine>();
  let open = true;

  const deliver =
    <M>(listeners: ((message: M) => void)[]) =>
    (message: M): void => {
      const copy = structuredClone(message);
      queueMicrotask(() => {
        if (open) for (const listener of listeners) listener(copy);
      });
    };
  const close = (): void => {
    if (!open) return;
    open = false;
    for (const listener of [...clientEnd.closeListeners, ...engineEnd.closeListeners]) listener();
  };

  return {
    client: clientEnd.connect(deliver(engineEnd.messageListeners), close),
    engine: engineEnd.connect(deliver(clientEnd.messageListeners), close),
  };
};

export interface InProcessHost {
  engine: Engine;
  client: Client;
  /** Tokens for files, as main's dialogs would give them. */
  grantRead(path: string): string;
  grantWrite(path: string): string;
  /** Ends running jobs, closes the database. */
  close(): Promise<void>;
}

/** The local operator of a command line: the file system already decides who may use the data folder. */
export const localOperator: Session = { actor: 'local', permissions: new Set(permissions) };

/** Connects to an engine of this process. @returns the client's end */
export const connectInProcess = (engine: Engine, session: Session): ClientPort => {
  const pair = createPortPair();
  engine.connect(pair.engine, session);
  return pair.client;
};

/** Starts an engine and connects one client to it. */
export const startInProcess = (options: EngineOptions, session: Session = localOperator): InProcessHost => {
  const engine = createEngine(options);
  const client = createClient(connectInProcess(engine, session));
  return {
    engine,
    client,
    grantRead: (path) => options.files.grant(path, 'read'),
    grantWrite: (path) => options.files.grant(path, 'write'),
    async close() {
      await engine.close();
      client.close();
    },
  };
};
