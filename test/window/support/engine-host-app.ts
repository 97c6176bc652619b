/**
 * A program for tests around the product's own parts: any number of engines, each in a utility process, and one empty
 * window that gets ports to them the way the product's window does. Playwright drives it through `globalThis.hosts`.
 */
import path from 'node:path';
import { app, type BrowserWindow, session } from 'electron';
import { bridgeChannels } from '#shared/bridge/window-bridge.ts';
import type { Permission } from '#shared/contract/operation.ts';
import { registerAppScheme, serveApp } from '../../../electron/main/app-protocol.ts';
import { EngineProcess } from '../../../electron/main/engine-process.ts';
import { lockDownContents, lockDownSession, silenceChromium } from '../../../electron/main/lock-down.ts';
import { createWindow } from '../../../electron/main/window.ts';

const built = (...parts: string[]): string => path.join(import.meta.dirname, '..', ...parts);
const engines = new Map<number, EngineProcess>();
let last = 0;
let window: BrowserWindow;

const engineOf = (host: number): EngineProcess => {
  const engine = engines.get(host);
  if (engine === undefined) throw new Error(`no host ${host}`);
  return engine;
};

export const hosts = {
  start(dataFolder: string): number {
    last += 1;
    const engine = new EngineProcess({
      entry: built('main', 'engine.js'),
      readerEntry: built('main', 'reader.js'),
      dataFolder,
      logFile: path.join(app.getPath('userData'), 'engine.log'),
      env: process.env,
    });
    engines.set(last, engine);
    engine.start();
    return last;
  },
  /** The port goes to the window, under this nonce. */
  async connect(host: number, nonce: string, permissions: Permission[]): Promise<void> {
    const port = await engineOf(host).connect({ actor: 'test', permissions });
    window.webContents.mainFrame.postMessage(bridgeChannels.enginePort, nonce, [port]);
  },
  grant: (host: number, file: string, mode: 'read' | 'write') => engineOf(host).grant(file, mode),
  pid: (host: number) => engineOf(host).pid,
  async stop(host: number): Promise<void> {
    await engines.get(host)?.stop();
    engines.delete(host);
  },
};
Object.assign(globalThis, { hosts });

silenceChromium(null);
registerAppScheme();
app.on('web-contents-created', (_event, contents) => lockDownContents(contents));
void app.whenReady().then(() => {
  lockDownSession(session.defaultSession, null);
  serveApp(session.defaultSession, import.meta.dirname, null);
  window = createWindow({ preload: built('preload', 'preload.cjs'), mark: '', ends: () => true });
});
