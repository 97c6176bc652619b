/**
 * A window to be measured: started as a user starts it, with nothing of Playwright in its way; the page is met afterwards
 * through Chromium's own debugging port.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findElectronRuntime } from '#scripts/electron-runtime.ts';
import { openDisplay } from '../window/support/display.ts';

/** The page's own. */
declare const performance: { timeOrigin: number };
declare const PerformanceObserver: new (
  seen: (list: { getEntries(): { startTime: number }[] }) => void,
) => { observe(what: { type: string; buffered: boolean }): void };

export interface MeasuredWindow {
  page: Page;
  /** Seconds from the start of the process until the page's largest content was painted. */
  paintedAfter: number;
  /** Proportional memory of all processes now, in MB of 10⁶ bytes. */
  memoryMb(): number;
}

/** Processes that descend from one, itself included. */
const family = (ancestor: number): number[] => {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const parent = Number(/\) \S (\d+) /.exec(readFileSync(`/proc/${entry}/stat`, 'utf8'))?.[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
    } catch {
      // It has ended meanwhile.
    }
  }
  const members = [ancestor];
  for (const member of members) members.push(...(children.get(member) ?? []));
  return members;
};

const proportionalKb = (pid: number): number => {
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
};

const debuggingAddress = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', () => reject(new Error(`the window has ended: ${said}`)));
  });

/** Chromium may leave a debugger without an answer that comes while its first window opens; the next one gets it. */
const connect = async (address: string, attempts = 6): Promise<Browser> => {
  try {
    return await chromium.connectOverCDP(address, { timeout: 5_000 });
  } catch (error) {
    if (attempts === 1) throw error;
    return connect(address, attempts - 1);
  }
};

const largestPaint = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const last = list.getEntries().at(-1);
          if (last !== undefined) resolve(performance.timeOrigin + last.startTime);
        }).observe({ type: 'largest-contentful-paint', buffered: true });
      }),
  );

/**
 * @param appFolder folder with the package.json whose main is run
 * @param landmark selector of what is there when the page can be used
 */
export const withWindow = async <T>(
  appFolder: string,
  dataFolder: string | null,
  landmark: string,
  work: (window: MeasuredWindow) => Promise<T>,
): Promise<T> => {
  const { executable, env } = await findElectronRuntime();
  const display = await openDisplay();
  const userData = mkdtempSync(path.join(tmpdir(), 'zhengxin-bench-window-'));
  const startedAt = Date.now();
  const child = spawn(
    executable,
    [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--remote-debugging-port=0',
      `--user-data-dir=${userData}`,
      ...(dataFolder === null ? [] : [`--data-folder=${dataFolder}`]),
      appFolder,
    ],
    {
      env: { ...process.env, LC_ALL: 'C.UTF-8', ...env, DISPLAY: display.name },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  try {
    const browser = await connect(await debuggingAddress(child));
    const [context] = browser.contexts();
    const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
    if (page === undefined) throw new Error('the program shows no window');
    await page.locator(landmark).first().waitFor();
    const paintedAt = await largestPaint(page);
    return await work({
      page,
      paintedAfter: (paintedAt - startedAt) / 1000,
      memoryMb: () =>
        (family(child.pid ?? 0).reduce((sum, pid) => sum + proportionalKb(pid), 0) * 1024) / 1e6,
    });
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await ended;
    display.close();
    rmSync(userData, { recursive: true, force: true });
  }
};
