/** The host capability `spawnReader()` where Node itself is the host: the command line and the tests. */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReaderProcess, SpawnReader } from '../runtime/reader-host.ts';

/**
 * Bounds what JavaScript may hold, below what the whole process may: the rest is Node itself and buffers outside
 * the heap.
 */
const heapMb = 384;

/** Of that, for what has just been made: rows are sent on at once, so more would only be left lying about. */
const youngHeapMb = 8;

/** A `spawnReader()` that runs the reader at this path. */
export const createSpawnReader =
  (entry: string): SpawnReader =>
  () =>
    startReader(entry);

export const spawnReader = createSpawnReader(fileURLToPath(new URL('./reader-process.ts', import.meta.url)));

function startReader(entry: string): ReaderProcess {
  // Where this program keeps its compiled code, if it does; Node adds the folder of its version by itself. Without it
  // the reader takes longer to start than to read a small file.
  const compiled = getCompileCacheDir();
  const child = fork(entry, [], {
    execArgv: [
      `--max-old-space-size=${heapMb}`,
      `--max-semi-space-size=${youngHeapMb}`,
      '--disable-warning=ExperimentalWarning',
    ],
    ...(compiled === undefined
      ? {}
      : { env: { ...process.env, NODE_COMPILE_CACHE: path.dirname(compiled) } }),
    serialization: 'advanced',
    // What the reader prints when it runs out of memory is of no use to anyone.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return {
    // Sending to a process that has just ended fails; its end is reported by `onExit`.
    send: (message) => child.connected && child.send(message as object, () => undefined),
    onMessage: (listener) => child.on('message', listener),
    onExit(listener) {
      let told = false;
      const tell = () => {
        if (!told) listener();
        told = true;
      };
      // 'close' comes after the last message has been delivered, 'exit' may come before.
      child.on('close', tell);
      child.on('error', tell);
    },
    residentBytes: () => residentBytesOf(child.pid),
    kill: () => void child.kill('SIGKILL'),
  };
}

/** Resident memory from Linux's process table; `undefined` elsewhere, and once the process has ended. */
export function residentBytesOf(pid: number | undefined): number | undefined {
  if (pid === undefined || process.platform !== 'linux') return undefined;
  try {
    const pages = readFileSync(`/proc/${pid}/status`, 'latin1').match(/^VmRSS:\s+(\d+) kB/m)?.[1];
    return pages === undefined ? undefined : Number(pages) * 1024;
  } catch {
    return undefined;
  }
}
