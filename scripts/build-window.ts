/** Builds the window into `out/`; `electron.vite.config.ts` says how. */
import path from 'node:path';
import { build } from 'electron-vite';

const root = path.resolve(import.meta.dirname, '..');

export const buildWindow = async (): Promise<void> => {
  await build({ root, configFile: path.join(root, 'electron.vite.config.ts'), logLevel: 'warn' });
};

if (import.meta.main) await buildWindow();
