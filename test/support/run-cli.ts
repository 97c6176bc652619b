/** The command line as an office runs it: a process of its own, under the Node that runs the tests. */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

export const repository = path.resolve(import.meta.dirname, '../..');
export const program = path.join(repository, 'electron/cli/zhengxin.mjs');

export interface CliResult<Answer = unknown> {
  /** Null when a signal ended the process. */
  status: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  /** The one JSON document on stdout; throws when there is anything else, or nothing. */
  readonly json: Answer;
}

export interface CliOptions {
  cwd?: string;
  /** Another Node than the one that runs the tests. */
  node?: string;
  /** Options for Node itself. */
  nodeOptions?: readonly string[];
  program?: string;
  env?: NodeJS.ProcessEnv;
}

/** Starts `zhengxin` and leaves it running; `ended` tells how it went. */
export const startCli = <Answer = unknown>(
  args: readonly string[],
  options: CliOptions = {},
): { child: ChildProcess; ended: Promise<CliResult<Answer>> } => {
  const child = spawn(
    options.node ?? process.execPath,
    [...(options.nodeOptions ?? []), options.program ?? program, ...args],
    {
      cwd: options.cwd ?? repository,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  const ended = new Promise<CliResult<Answer>>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => {
      resolve({
        status,
        signal,
        ...output,
        get json() {
          return JSON.parse(output.stdout) as Answer;
        },
      });
    });
  });
  return { child, ended };
};

/** What every failure of the command line answers with `--json`. */
export interface CliFailure {
  error: { code: string; params: Record<string, unknown>; message: string };
}

/** Runs `zhengxin` to its end. */
export const runCli = <Answer = unknown>(
  args: readonly string[],
  options: CliOptions = {},
): Promise<CliResult<Answer>> => startCli<Answer>(args, options).ended;

/**
 * Runs `zhengxin … --json` that must succeed, and returns its answer.
 * @param status the exit status expected, 0 unless given
 */
export const askCli = async <Answer>(args: readonly string[], status = 0): Promise<Answer> => {
  const result = await runCli<Answer>([...args, '--json']);
  if (result.status !== status) {
    throw new Error(`zhengxin ${args.join(' ')} ended with ${result.status}: ${result.stderr}`);
  }
  return result.json;
};
