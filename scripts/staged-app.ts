/**
 * The files of the packaged program, put together in a folder: the built window, the program's own data, and the two
 * libraries that are not bundled with exactly what they load at run time.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const root = path.resolve(import.meta.dirname, '..');

/** Not bundled; `electron.vite.config.ts` says why. */
const libraries = ['better-sqlite3', 'exceljs'];
/** Needed only where a library is compiled. */
const buildOnly = new Set(['node-addon-api']);

interface Manifest {
  name: string;
  version: string;
  license: string;
  description: string;
  main?: string;
  dependencies?: Record<string, string>;
}

const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;

/** Where Node finds a library that is asked for in a folder. */
const resolveLibrary = (name: string, from: string): string => {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', name);
    if (existsSync(path.join(candidate, 'package.json'))) return candidate;
    if (path.dirname(folder) === folder) throw new Error(`${name}, which ${from} needs, is not installed`);
  }
};

/** The folders of the libraries and of everything that they need. */
const withDependencies = (names: readonly string[], from: string, found = new Set<string>()): Set<string> => {
  for (const name of names.filter((name) => !buildOnly.has(name))) {
    const folder = resolveLibrary(name, from);
    if (found.has(folder)) continue;
    found.add(folder);
    withDependencies(Object.keys(readManifest(folder).dependencies ?? {}), folder, found);
  }
  return found;
};

/** Folders of libraries that no program loads, and what is made for browsers. */
const neverLoaded = /^(?:tests?|docs?|examples?|benchmarks?|esm|dist\/esm|js\/browser|locale|\.[^/]+)\//;

/** Whether a file of a library is loaded at run time, or is its licence. */
const isShipped = ({ name, main = '' }: Manifest, file: string, target: string): boolean => {
  if (/^(?:licen[cs]e|notice|copying)/i.test(file)) return true;
  if (neverLoaded.test(file)) return false;
  if (name === 'better-sqlite3' && file.startsWith('prebuilds/')) return file === `prebuilds/${target}.node`;
  if (name === 'better-sqlite3' && /^(?:deps|src)\//.test(file)) return false;
  // Libraries that come whole and in parts: what loads them takes the whole of the one, and single parts of the other.
  if (name === 'async') return file === 'dist/async.js' || file === 'package.json';
  if (name === 'lodash' && /^(?:lodash|core)(?:\.min)?\.js$|^fp[/.]/.test(file)) return false;
  // Made for browsers, unless the library is entered there.
  if (file.startsWith('dist/') && !/^(?:\.\/)?dist\//.test(main)) return false;
  return /\.(?:c?js|json|node)$/.test(file);
};

/** The sample county is read once, if at all, and is the largest of the resources. */
const compressSample = (file: string): void => {
  writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)));
  rmSync(file);
};

/**
 * @param built folder of the built window
 * @param target operating system and processor, as better-sqlite3 names its addons
 */
export const stageApp = (built: string, staged: string, target: string): void => {
  mkdirSync(staged, { recursive: true });
  for (const part of ['main', 'preload', 'renderer']) {
    cpSync(path.join(built, part), path.join(staged, part), { recursive: true });
  }
  cpSync(path.join(root, 'resources'), path.join(staged, 'resources'), { recursive: true });
  compressSample(path.join(staged, 'resources/samples/county.json'));
  for (const folder of withDependencies(libraries, root)) {
    const manifest = readManifest(folder);
    // Beside what loads them: the packager has its own mind about a folder of this name at the top.
    const place = path.join(staged, 'main', path.relative(root, folder));
    cpSync(folder, place, {
      recursive: true,
      // What is nested below a library comes by itself, if it is needed.
      filter: (file) => {
        const inside = path.relative(folder, file).split(path.sep).join('/');
        return statSync(file).isDirectory() ? inside !== 'node_modules' : isShipped(manifest, inside, target);
      },
    });
  }
  const { name, version, license, description } = readManifest(root);
  writeFileSync(
    path.join(staged, 'package.json'),
    JSON.stringify({ name, version, license, description, type: 'module', main: 'main/main.js' }, null, 2),
  );
};
