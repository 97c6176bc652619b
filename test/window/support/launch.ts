/** The real program in a real window, driven by Playwright. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { inject, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../support/temp-folder.ts';

export const projectFolder = path.resolve(import.meta.dirname, '../../..');

const playwrightLoader = path.join(
  path.dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')),
  'lib/server/electron/loader.js',
);

export interface LaunchOptions {
  dataFolder?: string;
  /** Chromium's folder for this user; two programs on the same one are the same instance. */
  userData?: string;
  /** Folder with the package.json whose main is run. */
  appFolder?: string;
  /** Added to the environment. */
  env?: Record<string, string>;
}

export interface Launched {
  app: ElectronApplication;
  page: Page;
  dataFolder: string;
  userData: string;
}

export const launchElectron = async (options: LaunchOptions = {}): Promise<Omit<Launched, 'page'>> => {
  const { executable, env } = inject('electron');
  const userData = options.userData ?? temporaryFolder();
  const dataFolder = options.dataFolder ?? path.join(userData, 'data');
  const app = await _electron.launch({
    executablePath: executable,
    timeout: 30_000,
    args: [
      // Makes the program wait for Playwright before it opens its window. Playwright passes this itself only to an
      // Electron that it has found itself; without it, a window that opens too early is waited for in vain.
      '-r',
      playwrightLoader,
      // Chromium's own sandbox refuses to start for root, as which containers run.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      `--user-data-dir=${userData}`,
      `--data-folder=${dataFolder}`,
      options.appFolder ?? projectFolder,
    ],
    env: { ...definedEnvironment(), ...env, ...options.env, DISPLAY: inject('display') },
  });
  return { app, dataFolder, userData };
};

/** Starts the program and ends it with the test. */
export const launch = async (options: LaunchOptions = {}): Promise<Launched> => {
  const launched = await launchElectron(options);
  onTestFinished(() => launched.app.close());
  return { ...launched, page: await launched.app.firstWindow() };
};

const definedEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
