#!/usr/bin/env node
/**
 * Entry of the command line. The program needs Node 24 (SQLite addon, type stripping); where the system's Node is
 * older, it starts again under the Node 24 that npm installed beside it.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import path from 'node:path';

const [major] = process.versions.node.split('.').map(Number);
const root = path.resolve(import.meta.dirname, '../..');

/** Packages that bring Node's binary; the name differs between systems. */
const bundledNode = () => {
  const windows = process.platform === 'win32';
  const system = `${windows ? 'win' : process.platform}-${process.arch}`;
  return [`node-${system}`, `node-bin-${system}`]
    .map((name) => path.join(root, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node'))
    .find((file) => existsSync(file));
};

if (major >= 24) {
  module.enableCompileCache?.();
  const { main } = await import('./main.ts');
  await main(process.argv.slice(2));
} else if (bundledNode() !== undefined) {
  const child = spawn(bundledNode(), [import.meta.filename, ...process.argv.slice(2)], { stdio: 'inherit' });
  // The terminal sends Ctrl+C to both; only the child acts on it, and its exit status is ours.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 70);
  });
} else {
  process.stderr.write(`需要 Node 24（当前 ${process.versions.node}）。请先在程序目录运行 npm ci。\n`);
  process.exitCode = 70;
}
