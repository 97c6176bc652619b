/**
 * `npm run package:dir`: the program as it is installed, in `dist/`, around the Electron that the resolver finds.
 *
 * Around the stand-in runtime it is a *test build*: that runtime cannot load the SQLite addon that the program ships
 * with, so the one made for it goes along among the program's resources, and the window's title says so. Everything
 * else, the switches in the executable included, is as it is shipped.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, type Configuration, Platform } from 'electron-builder';
import { buildWindow } from './build-window.ts';
import { type ElectronRuntime, fallbackVersion, findElectronRuntime } from './electron-runtime.ts';
import { stageApp } from './staged-app.ts';

const root = path.resolve(import.meta.dirname, '..');

/** The executable runs the program and nothing else, and no debugger of Node reaches it. */
const fuses = {
  runAsNode: false,
  enableCookieEncryption: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  // Needs a snapshot file of its own, which we do not make.
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
} satisfies Configuration['electronFuses'];

const versionOf = ({ executable, source }: ElectronRuntime): string =>
  source === 'fallback'
    ? fallbackVersion
    : readFileSync(path.join(path.dirname(executable), 'version'), 'utf8')
        .trim()
        .replace(/^v/, '');

/** @returns the folder of the packaged program */
export const packageDir = async (output: string): Promise<string> => {
  const runtime = await findElectronRuntime();
  const built = await buildWindow();
  const app = mkdtempSync(path.join(tmpdir(), 'zhengxin-packaging-'));
  try {
    stageApp(built, app, `${process.platform}-${process.arch}`);
    const standIn = runtime.env.ZHENGXIN_SQLITE;
    const config: Configuration = {
      appId: 'org.zhengxin.workstation',
      productName: '政务诚信考评工作站',
      executableName: 'zhengxin',
      directories: { output },
      electronDist: path.dirname(runtime.executable),
      electronVersion: versionOf(runtime),
      electronFuses: fuses,
      electronLanguages: ['zh-CN', 'en-US'],
      npmRebuild: false,
      asar: true,
      // An addon is loaded by the operating system, which sees no archive.
      asarUnpack: ['**/*.node'],
      files: ['**/*', 'main/node_modules/**/*'],
      ...(standIn && { extraResources: [{ from: standIn, to: 'stand-in-sqlite' }] }),
      afterPack: ({ appOutDir }) => {
        // What ran the program out of the checkout.
        rmSync(path.join(appOutDir, 'resources/app'), { recursive: true, force: true });
        return Promise.resolve();
      },
      publish: null,
    };
    // Not the checkout: the packager would take along every library that it finds there.
    await build({ projectDir: app, targets: Platform.current().createTarget('dir'), config });
  } finally {
    rmSync(app, { recursive: true, force: true });
  }
  return path.join(output, 'linux-unpacked');
};

if (import.meta.main) console.log(await packageDir(path.join(root, 'dist')));
