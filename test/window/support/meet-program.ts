/**
 * Meets a program that is not Playwright's child, or that no debugger of Node may reach, at its page alone. It must have
 * been started with `--remote-debugging-port=0`.
 */
import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import { appOrigin, type PickedFile } from '#shared/bridge/window-bridge.ts';

const patience = { timeout: 30_000 };

interface Evaluated {
  result: { value?: unknown; objectId?: string };
  exceptionDetails?: { text: string; exception?: { description?: string } };
}
type Call = (method: string, params: object) => Promise<Evaluated>;

export interface MetPage {
  /** Runs an expression in the page; a promise is waited for. */
  evaluate(expression: string): Promise<unknown>;
  /** Gives the page a file as a user would, and hands it to the bridge. */
  drop(file: string): Promise<PickedFile | null>;
}

export interface MetProgram {
  pid: number;
  page: MetPage;
}

/** @param userData folder of the program; it is ended with the test */
export const meetProgram = async (userData: string): Promise<MetProgram> => {
  // Chromium's lock names the process that holds it: computer-process.
  const lock = path.join(userData, 'SingletonLock');
  const pid = await vi.waitFor(() => Number(readlinkSync(lock).split('-').at(-1)), patience);
  onTestFinished(async () => {
    process.kill(pid);
    await vi.waitFor(() => expect(existsSync(`/proc/${pid}`)).toBe(false), patience);
  });
  const page = pageOver(await callsOver(await addressOfPage(userData)));
  // Before its own page a window holds an empty one.
  const ready = `location.origin === '${appOrigin}' && document.readyState === 'complete'`;
  await vi.waitFor(async () => expect(await page.evaluate(ready)).toBe(true), patience);
  return { pid, page };
};

const addressOfPage = (userData: string): Promise<string> =>
  vi.waitFor(async () => {
    // Read again each time: a program that starts itself again leaves the port of its first process behind.
    const [port] = readFileSync(path.join(userData, 'DevToolsActivePort'), 'utf8').split('\n');
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
      type: string;
      webSocketDebuggerUrl: string;
    }[];
    const address = targets.find(({ type }) => type === 'page')?.webSocketDebuggerUrl;
    if (address === undefined) throw new Error('the program shows no window');
    return address;
  }, patience);

const callsOver = async (address: string): Promise<Call> => {
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

const pageOver = (call: Call): MetPage => {
  const evaluate = async (expression: string): Promise<unknown> => {
    const { result, exceptionDetails } = await call('Runtime.evaluate', {
      // A promise of the bridge is of another world, and is waited for only inside the page.
      expression: `(async () => (${expression}))()`,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value;
  };
  return {
    evaluate,
    async drop(file) {
      const input = await call('Runtime.evaluate', {
        expression: "dropped = document.createElement('input'), dropped.type = 'file', dropped",
      });
      await call('DOM.setFileInputFiles', { objectId: input.result.objectId, files: [file] });
      return (await evaluate('bridge.acceptDroppedFile(dropped.files[0])')) as PickedFile | null;
    },
  };
};
