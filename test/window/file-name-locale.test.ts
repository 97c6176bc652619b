/** In a locale that cannot write Chinese, dropped files with Chinese names would have no path. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, inject, it, onTestFinished, vi } from 'vitest';
import { localeForFileNames } from '../../electron/main/file-name-locale.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

const { PATH } = process.env;

it('asks for another locale when the names of files could not be written in the present one', () => {
  expect(localeForFileNames({ PATH })).toEqual({ LC_ALL: 'C.UTF-8' });
  expect(localeForFileNames({ PATH, LANG: 'C' })).toEqual({ LC_ALL: 'C.UTF-8' });
  expect(localeForFileNames({ PATH, LANG: 'zh_CN.UTF-8', LC_ALL: 'POSIX' })).toEqual({ LC_ALL: 'C.UTF-8' });
  // Named after UTF-8, but not on this computer.
  expect(localeForFileNames({ PATH, LANG: 'xx_YY.UTF-8' })).toEqual({ LC_ALL: 'C.UTF-8' });
  expect(localeForFileNames({ PATH, LANG: 'C.UTF-8' })).toBeNull();
  expect(localeForFileNames({ PATH, LANG: 'C', LC_CTYPE: 'C.UTF-8' })).toBeNull();
  // What it asks for satisfies it, so that no program starts itself for ever.
  expect(localeForFileNames({ PATH, LANG: 'C', LC_ALL: 'C.UTF-8' })).toBeNull();
});

it('starts itself again in one, and takes a file with a Chinese name', async () => {
  const { executable, env } = inject('electron');
  const userData = temporaryFolder();
  const first = spawn(
    executable,
    [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      // The second process is not Playwright's child, so the test meets it at its port.
      '--remote-debugging-port=0',
      `--user-data-dir=${userData}`,
      inject('builtProgram'),
    ],
    { env: { ...process.env, ...env, LC_ALL: 'C', DISPLAY: inject('display') }, stdio: 'ignore' },
  );
  expect(await new Promise((resolve) => first.once('exit', resolve))).toBe(0);
  // Chromium's lock names the process that holds it: computer-process.
  const lock = path.join(userData, 'SingletonLock');
  const holder = await vi.waitFor(() => Number(readlinkSync(lock).split('-').at(-1)), { timeout: 20_000 });
  expect(holder).not.toBe(first.pid);
  onTestFinished(async () => {
    process.kill(holder);
    await vi.waitFor(() => expect(existsSync(`/proc/${holder}`)).toBe(false), { timeout: 20_000 });
  });

  const portFile = path.join(userData, 'DevToolsActivePort');
  const port = await vi.waitFor(() => readFileSync(portFile, 'utf8').split('\n')[0], { timeout: 20_000 });
  const call = await talkToPage(Number(port));
  await vi.waitFor(async () => {
    const { result } = await call('Runtime.evaluate', { expression: 'typeof bridge + document.readyState' });
    expect(result.value).toBe('objectcomplete');
  });
  const file = path.join(temporaryFolder(), '失信台账.xlsx');
  writeFileSync(file, 'x');
  const input = await call('Runtime.evaluate', {
    expression: "given = document.createElement('input'), given.type = 'file', given",
  });
  await call('DOM.setFileInputFiles', { objectId: input.result.objectId, files: [file] });
  const taken = await call('Runtime.evaluate', {
    expression: '(async () => (await bridge.acceptDroppedFile(given.files[0]))?.name)()',
    awaitPromise: true,
    returnByValue: true,
  });
  expect(taken.result.value).toBe('失信台账.xlsx');
});

interface Evaluated {
  result: { value?: unknown; objectId?: string };
}

/** Speaks with the one page of a program whose debugging port is known. */
const talkToPage = async (port: number): Promise<(method: string, params: object) => Promise<Evaluated>> => {
  const address = await vi.waitFor(async () => {
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
      type: string;
      webSocketDebuggerUrl: string;
    }[];
    const found = targets.find(({ type }) => type === 'page')?.webSocketDebuggerUrl;
    if (found === undefined) throw new Error('the program shows no window');
    return found;
  });
  const socket = new WebSocket(address);
  onTestFinished(() => socket.close());
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  const waiting = new Map<number, (answer: Evaluated) => void>();
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id: number; result: Evaluated };
    waiting.get(id)?.(result);
  });
  let last = 0;
  return (method, params) =>
    new Promise((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      socket.send(JSON.stringify({ id: last, method, params }));
    });
};
