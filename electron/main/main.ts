/**
 * The program's life: one instance, one window, one engine. The window comes first; the engine starts beside it and
 * the page waits for it. Main holds no data.
 */
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { app, type BrowserWindow, Menu, session } from 'electron';
import { windowLabels } from '#shared/words/zh-CN/window.ts';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import { serveBridge } from './bridge-handlers.ts';
import { EngineProcess } from './engine-process.ts';
import { localeForFileNames } from './file-name-locale.ts';
import { lockDownContents, lockDownSession, silenceChromium } from './lock-down.ts';
import { createWindow } from './window.ts';

/** Set by `npm run dev`. A packaged program takes nothing from its environment. */
const devServer = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null);

/** Folder of a stand-in for SQLite: named by `npm start`, carried along by a packaged test build, else there is none. */
const standInSqlite = (): string | null => {
  if (!app.isPackaged) return process.env.ZHENGXIN_SQLITE || null;
  const carried = path.join(process.resourcesPath, 'stand-in-sqlite');
  return existsSync(carried) ? carried : null;
};
const built = (...parts: string[]): string => path.join(import.meta.dirname, '..', ...parts);

// Dates are typed and read in the order of the program's language, whatever the system's is.
app.commandLine.appendSwitch('lang', 'zh-CN');

const dataFolder = (): string =>
  path.resolve(app.commandLine.getSwitchValue('data-folder') || path.join(app.getPath('userData'), 'data'));

const engineEnvironment = (standIn: string | null): NodeJS.ProcessEnv => {
  const { ZHENGXIN_SQLITE: _, ...env } = process.env;
  return standIn === null ? env : { ...env, ZHENGXIN_SQLITE: standIn };
};

const run = (): void => {
  let window: BrowserWindow | null = null;
  let ending = false;
  let engineStopped = false;

  const standIn = standInSqlite();
  const logs = path.join(app.getPath('userData'), 'logs');
  mkdirSync(logs, { recursive: true });
  const engine = new EngineProcess({
    entry: built('main', 'engine.js'),
    readerEntry: built('main', 'reader.js'),
    dataFolder: dataFolder(),
    logFile: path.join(logs, 'engine.log'),
    env: engineEnvironment(standIn),
  });

  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('web-contents-created', (_event, contents) => lockDownContents(contents));
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    ending = true;
    if (engineStopped) return;
    event.preventDefault();
    void engine.stop().finally(() => {
      engineStopped = true;
      app.quit();
    });
  });

  void app.whenReady().then(() => {
    lockDownSession(session.defaultSession, devServer);
    serveApp(session.defaultSession, built('renderer'), devServer);
    serveBridge({
      window: () => window,
      engine,
      info: { version: app.getVersion(), standInSqlite: standIn !== null },
    });
    Menu.setApplicationMenu(null);
    window = createWindow({
      preload: built('preload', 'preload.cjs'),
      mark: standIn !== null ? windowLabels.standInMark : '',
      ends: () => ending,
    });
    window.on('closed', () => {
      window = null;
    });
    engine.start();
  });
};

/** Once more, in a locale that can write the names of files. */
const startAgain = (locale: NodeJS.ProcessEnv): void => {
  Object.assign(process.env, locale);
  app.relaunch();
  app.exit();
};

silenceChromium(devServer);
registerAppScheme();
const locale = localeForFileNames(process.env);
if (locale !== null) startAgain(locale);
else if (app.requestSingleInstanceLock()) run();
else app.quit();
