/** Starts the real program in a real window, driven by Playwright; for tests, pictures and measurements alike. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { _electron, type ElectronApplication } from 'playwright-core';
import { localeForFileNames } from '../../../electron/main/file-name-locale.ts';

const playwrightLoader = path.join(
  path.dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')),
  'lib/server/electron/loader.js',
);

export interface ProgramOptions {
  /** The Electron to run, and what its environment needs. */
  electron: { executable: string; env: Record<string, string> };
  /** Name of the display. */
  display: string;
  dataFolder: string;
  /** Chromium's folder for this user; two programs on the same one are the same instance. */
  userData: string;
  /** Folder with the package.json whose main is run. */
  appFolder: string;
  /** Added to the environment. */
  env?: Record<string, string>;
}

export const startProgram = (options: ProgramOptions): Promise<ElectronApplication> =>
  _electron.launch({
    executablePath: options.electron.executable,
    timeout: 30_000,
    args: [
      // Makes the program wait for Playwright before it opens its window. Playwright passes this itself only to an
      // Electron that it has found itself; without it, a window that opens too early is waited for in vain.
      '-r',
      playwrightLoader,
      // Chromium's own sandbox refuses to start for root, as which containers run.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      `--user-data-dir=${options.userData}`,
      `--data-folder=${options.dataFolder}`,
      options.appFolder,
    ],
    env: {
      ...definedEnvironment(),
      ...options.electron.env,
      // Otherwise the program would start itself again, where Playwright does not see it.
      ...localeForFileNames(process.env),
      ...options.env,
      DISPLAY: options.display,
    },
  });

const definedEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
