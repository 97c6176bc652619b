/**
 * Makes a bare machine ready for the tests: Node 24 is what runs this; LibreOffice prints workbooks, openpyxl and unzip
 * are independent readers, and the window's tests need Electron's libraries and an invisible screen.
 */
import { existsSync } from 'node:fs';
import {
  type DebianPackage,
  invisibleScreen,
  provideDebianPackages,
  windowPackages,
} from './debian-packages.ts';

const testPackages: readonly DebianPackage[] = [
  { name: 'libreoffice-calc', present: () => existsSync('/usr/lib/libreoffice/program/libsclo.so') },
  { name: 'python3-openpyxl', present: () => existsSync('/usr/lib/python3/dist-packages/openpyxl') },
  { name: 'unzip', present: () => existsSync('/usr/bin/unzip') },
  { name: 'poppler-utils', present: () => existsSync('/usr/bin/pdftoppm') },
];

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 22) {
  console.error(`需要 Node 24（当前 ${process.versions.node}）。请先运行 npm ci，再用 npm 命令启动。`);
  process.exit(1);
}
if (!provideDebianPackages([...testPackages, ...windowPackages, ...invisibleScreen])) process.exit(1);
