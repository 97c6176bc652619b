/**
 * Makes a bare machine ready for the tests: Node 24 is what runs this, and the Debian packages that some tests need
 * (LibreOffice to print workbooks, openpyxl and unzip as independent readers) are installed when the user is root on Debian.
 * Elsewhere it prints the one command to run.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const packages: { name: string; present: () => boolean }[] = [
  { name: 'libreoffice-calc', present: () => existsSync('/usr/lib/libreoffice/program/libsclo.so') },
  { name: 'python3-openpyxl', present: () => existsSync('/usr/lib/python3/dist-packages/openpyxl') },
  { name: 'unzip', present: () => existsSync('/usr/bin/unzip') },
  { name: 'poppler-utils', present: () => existsSync('/usr/bin/pdftoppm') },
  { name: 'fonts-noto-cjk', present: () => existsSync('/usr/share/fonts/opentype/noto') },
];

const run = (command: string, args: string[]): boolean =>
  spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0;

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 22) {
  console.error(`需要 Node 24（当前 ${process.versions.node}）。请先运行 npm ci，再用 npm 命令启动。`);
  process.exit(1);
}

const missing = packages.filter((entry) => !entry.present()).map((entry) => entry.name);
if (missing.length > 0) {
  const install = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    console.log(`缺少 Debian 软件包，正在安装：${missing.join(' ')}`);
    run('apt-get', ['update', '-qq']);
    if (!run('apt-get', install.split(' ').slice(1))) {
      console.error(`安装失败，请手动运行：${install}`);
      process.exit(1);
    }
  } else {
    console.error(`缺少软件包，请先运行：sudo ${install}`);
    process.exit(1);
  }
}
