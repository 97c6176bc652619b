/** Engines in utility processes of a real Electron, as hosts that tests of the contract can start. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { build } from 'vite';
import { inject } from 'vitest';
import type { Permission } from '#shared/contract/operation.ts';
import type { ClientMessage, ClientPort, EngineMessage } from '#shared/contract/wire.ts';
import { repository } from '../../support/run-cli.ts';
import type { hosts as HostsUnderTest } from './engine-host-app.ts';
import { launchElectron } from './launch.ts';

/** A global of the test program. */
declare const hosts: typeof HostsUnderTest;

/** What the page of the test program keeps; it stands between its ports and this process. */
interface PortKeeper {
  ports: Map<string, MessagePort>;
  /** A message as text, null for the end of the port. */
  tell: (nonce: string, order: number, message: string | null) => void;
}
declare const window: PortKeeper & EventTarget;
type MessagePort = EventTarget & { postMessage(message: unknown): void; start(): void; close(): void };

/** Beside the parts of the product that it uses. @returns its folder */
const buildHostApp = async (): Promise<string> => {
  const appFolder = mkdtempSync(path.join(inject('builtProgram'), 'engine-host-'));
  await build({
    root: repository,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: 'test/window/support/engine-host-app.ts',
      outDir: appFolder,
      emptyOutDir: false,
      target: 'node20.18',
      rolldownOptions: { external: ['electron'], output: { entryFileNames: 'main.js' } },
    },
  });
  writeFileSync(
    path.join(appFolder, 'package.json'),
    '{"name":"engine-host","version":"0.0.0","type":"module","main":"main.js"}',
  );
  writeFileSync(
    path.join(appFolder, 'index.html'),
    '<!doctype html><meta charset="utf-8"><title>hosts</title>',
  );
  return appFolder;
};

interface Listeners {
  message: ((message: EngineMessage) => void)[];
  close: (() => void)[];
  /** Told by the page out of turn. */
  early: Map<number, EngineMessage | null>;
  next: number;
}

export interface UtilityHost {
  connect(allowed: readonly Permission[]): Promise<ClientPort>;
  grantRead(file: string): Promise<string>;
  grantWrite(file: string): Promise<string>;
  /** Identifier of the engine's process; null while there is none. */
  pid(): Promise<number | null>;
  close(): Promise<void>;
}

export interface UtilityHosts {
  start(dataFolder: string): Promise<UtilityHost>;
  /** Identifiers of the reader processes that run. */
  readerPids(): Promise<number[]>;
  /** Ends Electron with every host. */
  close(): Promise<void>;
}

export const openUtilityHosts = async (userData: string): Promise<UtilityHosts> => {
  const appFolder = await buildHostApp();
  const { app } = await launchElectron({ appFolder, userData });
  const page = await app.firstWindow();
  await page.waitForLoadState();
  const ports = await keepPorts(page);
  return {
    start: (dataFolder) => startHost(app, ports, dataFolder),
    readerPids: () =>
      app.evaluate(({ app }) =>
        app.getAppMetrics().flatMap(({ name, pid }) => (name === 'zhengxin-reader' ? [pid] : [])),
      ),
    async close() {
      await app.close();
      rmSync(appFolder, { recursive: true, force: true });
    },
  };
};

interface PortTable {
  add(nonce: string): ClientPort;
  arrived(nonce: string): Promise<unknown>;
  /** What is sent over the port from now on is sent after this. */
  holdUntil(nonce: string, event: Promise<unknown>): void;
}

/** Reads a message that kept its undefined fields, which plain JSON would hide from the tests. */
const parse = (text: string): EngineMessage => restoreUndefined(JSON.parse(text)) as EngineMessage;

const restoreUndefined = (value: unknown): unknown => {
  if (value === '\u0000undefined') return undefined;
  if (Array.isArray(value)) return value.map(restoreUndefined);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, restoreUndefined(inner)]));
};

/** Lets the page collect the ports that arrive and pass their messages on. */
const keepPorts = async (page: Page): Promise<PortTable> => {
  const connections = new Map<string, Listeners>();
  const deliver = (listeners: Listeners, message: EngineMessage | null): void => {
    if (message === null) for (const listener of listeners.close) listener();
    else for (const listener of listeners.message) listener(message);
  };
  await page.exposeFunction('tell', (nonce: string, order: number, message: string | null) => {
    const listeners = connections.get(nonce);
    if (listeners === undefined) return;
    listeners.early.set(order, message === null ? null : parse(message));
    for (;;) {
      const following = listeners.early.get(listeners.next);
      if (following === undefined) return;
      listeners.early.delete(listeners.next);
      listeners.next += 1;
      deliver(listeners, following);
    }
  });
  await page.evaluate(() => {
    window.ports = new Map();
    window.addEventListener('message', (event) => {
      const { data, ports } = event as Event & { data: { nonce: string }; ports: MessagePort[] };
      const [port] = ports;
      if (port === undefined) return;
      let order = 0;
      const tell = (message: EngineMessage | null): void => {
        // Playwright would carry the object itself, but takes a second for a page of a thousand rows.
        const text = JSON.stringify(message, (_key, value) =>
          value === undefined ? '\u0000undefined' : value,
        );
        window.tell(data.nonce, order, message === null ? null : text);
        order += 1;
      };
      port.addEventListener('message', (received) =>
        tell((received as Event & { data: EngineMessage }).data),
      );
      port.addEventListener('close', () => tell(null));
      window.ports.set(data.nonce, port);
    });
  });

  // One after the other: the order of messages is part of the contract.
  const sent = new Map<string, Promise<unknown>>();
  const afterwards = (nonce: string, work: () => Promise<unknown>): void => {
    const before = sent.get(nonce) ?? Promise.resolve();
    sent.set(
      nonce,
      before.then(work).catch(() => undefined),
    );
  };
  const add = (nonce: string): ClientPort => {
    const listeners: Listeners = { message: [], close: [], early: new Map(), next: 0 };
    connections.set(nonce, listeners);
    const inPage = <Argument>(work: (argument: Argument) => void, argument: Argument): void =>
      afterwards(nonce, () => page.evaluate(work as never, argument));
    return {
      post(message) {
        // Refuses what a channel cannot carry, here where the caller notices.
        const copy = structuredClone(message);
        inPage<{ nonce: string; copy: ClientMessage }>(
          ({ nonce, copy }) => window.ports.get(nonce)?.postMessage(copy),
          { nonce, copy },
        );
      },
      onMessage(listener) {
        listeners.message.push(listener);
        inPage<string>((nonce) => window.ports.get(nonce)?.start(), nonce);
      },
      onClose: (listener) => void listeners.close.push(listener),
      close: () => inPage<string>((nonce) => window.ports.get(nonce)?.close(), nonce),
    };
  };
  return {
    add,
    arrived: (nonce) => page.waitForFunction((nonce) => window.ports.has(nonce), nonce),
    holdUntil: (nonce, event) => afterwards(nonce, () => event),
  };
};

const startHost = async (
  app: ElectronApplication,
  ports: PortTable,
  dataFolder: string,
): Promise<UtilityHost> => {
  const host = await app.evaluate((_electron, folder) => hosts.start(folder), dataFolder);
  const grant = (file: string, mode: 'read' | 'write'): Promise<string> =>
    app.evaluate((_electron, [host, file, mode]) => hosts.grant(host, file, mode), [
      host,
      file,
      mode,
    ] as const);
  const nonces: string[] = [];
  return {
    async connect(allowed) {
      const nonce = crypto.randomUUID();
      nonces.push(nonce);
      const port = ports.add(nonce);
      await app.evaluate((_electron, [host, nonce, allowed]) => hosts.connect(host, nonce, [...allowed]), [
        host,
        nonce,
        allowed,
      ] as const);
      await ports.arrived(nonce);
      return port;
    },
    grantRead: (file) => grant(file, 'read'),
    grantWrite: (file) => grant(file, 'write'),
    pid: () => app.evaluate((_electron, host) => hosts.pid(host), host),
    close() {
      const stopped = app.evaluate((_electron, host) => hosts.stop(host), host);
      // Main and the page are two processes: without this, a call made later could overtake.
      for (const nonce of nonces) ports.holdUntil(nonce, stopped);
      return stopped;
    },
  };
};
