/**
 * Python with openpyxl: an independent reader of the workbooks that the program writes, so that a test does not
 * trust our own writer about itself.
 */
import { spawnSync } from 'node:child_process';

// The system's Python first: it is the one that the operating system's package python3-openpyxl belongs to.
const candidates = ['/usr/bin/python3', 'python3', 'python'];

let found: string | undefined;

/** The first Python 3 that can import openpyxl. Throws, saying what to install, when there is none. */
export function findPython(): string {
  found ??= candidates.find((python) => {
    const attempt = spawnSync(python, ['-c', 'import sys, openpyxl; sys.exit(sys.version_info < (3, 8))']);
    return attempt.status === 0;
  });
  if (found === undefined) {
    throw new Error('No python3 with openpyxl: apt-get install python3-openpyxl');
  }
  return found;
}

/**
 * Runs a Python script given as text and returns its standard output; throws with its error output if it fails.
 *
 * @param options.args reach the script as `sys.argv[1:]`
 */
export function runPython(
  script: string,
  options: { args?: readonly string[]; input?: string; timeoutMs?: number } = {},
): string {
  const result = spawnSync(findPython(), ['-c', script, ...(options.args ?? [])], {
    encoding: 'utf8',
    input: options.input ?? '',
    timeout: options.timeoutMs ?? 60_000,
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
  });
  if (result.error !== undefined) throw result.error;
  if (result.status !== 0) throw new Error(`python ended with ${result.status}: ${result.stderr}`);
  return result.stdout;
}

/** Like `runPython` for a script that prints one JSON document. The caller states the type it expects. */
export function runPythonJson<T>(script: string, options: Parameters<typeof runPython>[1] = {}): T {
  return JSON.parse(runPython(script, options)) as T;
}
