/**
 * Debian packages that the program or its tests need on a bare machine. When the user is root on Debian, missing ones
 * are installed after saying so; elsewhere the one command to run is printed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export interface DebianPackage {
  name: string;
  present: () => boolean;
}

const libraryFolders = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib'];
const library = (file: string) => (): boolean =>
  libraryFolders.some((folder) => existsSync(`${folder}/${file}`));

/** Chinese text in windows and in printed workbooks. */
export const chineseFonts: DebianPackage = {
  name: 'fonts-noto-cjk',
  present: () => existsSync('/usr/share/fonts/opentype/noto'),
};

/** What Electron loads. */
export const windowPackages: readonly DebianPackage[] = [
  { name: 'libgtk-3-0', present: library('libgtk-3.so.0') },
  { name: 'libnss3', present: library('libnss3.so') },
  { name: 'libasound2', present: library('libasound.so.2') },
  { name: 'libgbm1', present: library('libgbm.so.1') },
  { name: 'libxss1', present: library('libXss.so.1') },
  chineseFonts,
];

/** Shows windows where there is no screen: for tests. */
export const invisibleScreen: readonly DebianPackage[] = [
  { name: 'xvfb', present: () => existsSync('/usr/bin/Xvfb') },
  { name: 'xauth', present: () => existsSync('/usr/bin/xauth') },
];

const run = (command: string, args: string[]): boolean =>
  spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0;

/** @returns false when something is missing and could not be installed; what to do has been said then */
export const provideDebianPackages = (packages: readonly DebianPackage[]): boolean => {
  const missing = packages.filter((entry) => !entry.present()).map((entry) => entry.name);
  if (missing.length === 0) return true;
  const install = ['install', '-y', '--no-install-recommends', ...missing];
  const command = `apt-get ${install.join(' ')}`;
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    console.error(`缺少软件包，请先运行：sudo ${command}`);
    return false;
  }
  console.log(`缺少 Debian 软件包，正在安装：${missing.join(' ')}`);
  run('apt-get', ['update', '-qq']);
  if (run('apt-get', install)) return true;
  console.error(`安装失败，请手动运行：${command}`);
  return false;
};
