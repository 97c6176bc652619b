/**
 * `npm start`: what a first look at the program needs, in order — libraries, a screen, Electron, a fresh build — and
 * then the program. `--dev` starts it on the development server instead. Other arguments go to the program.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { localeForFileNames } from '../electron/main/file-name-locale.ts';
import { buildWindow } from './build-window.ts';
import { provideDebianPackages, windowPackages } from './debian-packages.ts';
import { type ElectronRuntime, findElectronRuntime, RuntimeNotFound } from './electron-runtime.ts';

const root = path.resolve(import.meta.dirname, '..');

const hasScreen = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** Chromium's own sandbox refuses to start for root. */
const rootFlags = (): string[] => {
  if (process.getuid?.() !== 0) return [];
  console.error('提示：当前是 root 用户，窗口将不带系统沙箱运行；日常使用请用普通用户。');
  return ['--no-sandbox'];
};

const run = (command: string, args: string[], env: Record<string, string>): Promise<number> =>
  new Promise((resolve) => {
    // The program would start itself again without this, and leave the terminal.
    const locale = localeForFileNames(process.env);
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env, ...locale },
    });
    process.on('SIGINT', () => {});
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.on('error', () => resolve(1));
    child.on('exit', (status) => resolve(status ?? 1));
  });

const runDevelopment = (runtime: ElectronRuntime): Promise<number> =>
  run(
    process.execPath,
    [
      path.join(root, 'node_modules/electron-vite/bin/electron-vite.js'),
      'dev',
      ...(rootFlags().length > 0 ? ['--noSandbox'] : []),
    ],
    { ...runtime.env, ELECTRON_EXEC_PATH: runtime.executable },
  );

const runBuilt = async (runtime: ElectronRuntime, args: string[]): Promise<number> => {
  const folder = await buildWindow();
  return run(runtime.executable, [...rootFlags(), folder, ...args], runtime.env);
};

const main = async (args: string[]): Promise<number> => {
  if (!hasScreen()) {
    console.error('这里没有显示器，窗口打不开。请在桌面环境里运行；只想试运行时，用：xvfb-run -a npm start');
    console.error(
      '（xvfb-run 来自 Debian 软件包 xvfb。不要窗口时，可以用命令行：npm run -s zhengxin -- --help）',
    );
    return 1;
  }
  if (process.platform === 'linux' && !provideDebianPackages(windowPackages)) return 1;
  const runtime = await findElectronRuntime();
  return args.includes('--dev') ? runDevelopment(runtime) : runBuilt(runtime, args);
};

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof RuntimeNotFound)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
