/** A very small disk, for tests that must see a full one. Mounting needs root (the test command runs as root in CI). */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/**
 * Mounts a tmpfs of `kilobytes` for the test that calls this and returns its folder; it is unmounted when the test
 * is over.
 */
export function smallDisk(kilobytes: number): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'zhengxin-disk-'));
  asRoot('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k,mode=0777`, 'tmpfs', folder]);
  onTestFinished(() => {
    asRoot('umount', ['--lazy', folder]);
    rmdirSync(folder);
  });
  return folder;
}

/** Runs a system program as root: directly, or through `sudo` where that asks for no password. */
export function asRoot(program: string, args: readonly string[]): void {
  const isRoot = process.getuid?.() === 0;
  const result = isRoot
    ? spawnSync(program, args, { encoding: 'utf8' })
    : spawnSync('sudo', ['-n', program, ...args], { encoding: 'utf8' });
  if (result.error !== undefined) throw result.error;
  if (result.status !== 0) {
    throw new Error(`${program} ${args.join(' ')} (needs root): ${result.stderr}`);
  }
}
