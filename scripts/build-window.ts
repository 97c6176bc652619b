/**
 * Builds the window; `electron.vite.config.ts` says how. Each state of the sources has a folder of its own below
 * `out/builds`, named by its content and never written again: a program that runs keeps the files that it was started
 * with, whatever is built beside it, and what was built once is not built again.
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { build } from 'electron-vite';

const root = path.resolve(import.meta.dirname, '..');
const builds = path.join(root, 'out/builds');

/** Everything that a build depends on. */
const sources = [
  'electron/engine',
  'electron/main',
  'electron/preload',
  'renderer',
  'shared',
  'scripts/compress-late-files.ts',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];

/** A build that nobody has asked for this long is removed. */
const keptForMs = 24 * 3_600_000;

const filesBelow = (place: string): string[] =>
  statSync(place).isFile()
    ? [place]
    : readdirSync(place, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
        .sort();

const keyOfSources = (): string => {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((name) => filesBelow(path.join(root, name)))) {
    const content = readFileSync(file);
    hash.update(`${path.relative(root, file)} ${content.length}\n`).update(content);
  }
  return hash.digest('hex').slice(0, 16);
};

const removeOldBuilds = (): void => {
  for (const name of readdirSync(builds)) {
    const folder = path.join(builds, name);
    const unused = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (unused > keptForMs) rmSync(folder, { recursive: true, force: true });
  }
};

/** @returns the folder of the built program, which Electron can be started with */
export const buildWindow = async (): Promise<string> => {
  const target = path.join(builds, keyOfSources());
  if (existsSync(target)) {
    utimesSync(target, new Date(), new Date());
    return target;
  }
  mkdirSync(builds, { recursive: true });
  removeOldBuilds();
  const making = mkdtempSync(path.join(builds, 'making-'));
  try {
    await build({
      root,
      configFile: path.join(root, 'electron.vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: making },
    });
    const { name, version, type } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      name: string;
      version: string;
      type: string;
    };
    writeFileSync(
      path.join(making, 'package.json'),
      JSON.stringify({ name, version, type, main: 'main/main.js' }),
    );
    renameSync(making, target);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    // Another process may have built the same in the meantime.
    if (!existsSync(target)) throw error;
  }
  return target;
};

if (import.meta.main) console.log(await buildWindow());
