/**
 * The window: from the start of its process to a page that can be used, memory at rest and during an import of 50,000
 * rows, and the time from a key to its picture. Beside it an Electron window with one line of text.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { buildWindow } from '#scripts/build-window.ts';
import { dropFiles } from '../../window/support/drop-files.ts';
import { assessedFolder, ledgerFile, withOffice } from '../fixtures.ts';
import { largeCycle } from '../large-cycle.ts';
import type { Case, Measured } from '../measured.ts';
import { type MeasuredWindow, withWindow } from '../window-process.ts';

declare const location: { hash: string };
declare const performance: { now(): number };
declare const requestAnimationFrame: (frame: () => void) => void;
declare const addEventListener: (type: string, listener: () => void, options: { capture: true }) => void;
declare const keyTimes: number[];

const navigation = 'nav.side';

const emptyApp = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'zhengxin-bench-empty-'));
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'empty', main: 'main.cjs' }));
  writeFileSync(
    path.join(folder, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ width: 1366, height: 768 })
  .loadURL('data:text/html;charset=utf-8,' + encodeURIComponent('<p>政务诚信</p><input>')));`,
  );
  return folder;
};

const inEmptyWindow = async <T>(work: (window: MeasuredWindow) => Promise<T>): Promise<T> => {
  const folder = emptyApp();
  try {
    return await withWindow(folder, null, 'p', work);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Only root may empty the system's cache of files; without it a cold start is a warm one. */
const dropCaches = (): void => {
  spawnSync('sync');
  if (process.getuid?.() === 0) writeFileSync('/proc/sys/vm/drop_caches', '3');
};

const painted = async ({ paintedAfter, memoryMb }: MeasuredWindow): Promise<Measured> => ({
  seconds: paintedAfter,
  peakMb: memoryMb(),
});

const started =
  (cold: boolean): Case =>
  async (fixtures) => {
    const app = await buildWindow();
    if (cold) dropCaches();
    return withWindow(app, assessedFolder(fixtures), navigation, painted);
  };

const startedEmpty =
  (cold: boolean): Case =>
  () => {
    if (cold) dropCaches();
    return inEmptyWindow(painted);
  };

/** Median time from a key to the frame after the one that it changed, over thirty keys. */
const keyToPaint = async (page: Page): Promise<number> => {
  await page.evaluate(() => {
    Object.assign(globalThis, { keyTimes: [] });
    addEventListener(
      'keydown',
      () => {
        const pressed = performance.now();
        requestAnimationFrame(() => requestAnimationFrame(() => keyTimes.push(performance.now() - pressed)));
      },
      { capture: true },
    );
  });
  for (let keys = 0; keys < 30; keys += 1) {
    await page.keyboard.press('1');
    await page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => resolve())));
  }
  const times = (await page.evaluate(() => keyTimes)).sort((a, b) => a - b);
  return (times[Math.floor(times.length / 2)] ?? Number.NaN) / 1000;
};

const visit = (page: Page, address: string): Promise<void> =>
  page.evaluate((address) => {
    location.hash = `#${address}`;
  }, address);

export const windowCases = {
  'window.empty': startedEmpty(false),
  'window.emptyCold': startedEmpty(true),
  'window.warm': started(false),
  'window.cold': started(true),
  'window.import': (fixtures) =>
    withOffice(fixtures, async (folder) =>
      withWindow(await buildWindow(), folder, navigation, async ({ page, memoryMb }) => {
        await visit(page, '/imports');
        await page.getByRole('heading', { level: 1, name: '导入' }).waitFor();
        let peakMb = 0;
        const sampling = setInterval(() => {
          peakMb = Math.max(peakMb, memoryMb());
        }, 100);
        const begun = Date.now();
        await dropFiles(page, ledgerFile(fixtures));
        await page.getByRole('button', { name: '读入并核对' }).click();
        await page.getByRole('button', { name: '写入数据库' }).click({ timeout: 120_000 });
        await page.getByRole('dialog').getByRole('button', { name: '写入', exact: true }).click();
        await page
          .getByText(/新增 [\d,]+ · 更新/)
          .first()
          .waitFor({ timeout: 120_000 });
        clearInterval(sampling);
        return { seconds: (Date.now() - begun) / 1000, peakMb };
      }),
    ),
  'window.emptyKey': () =>
    inEmptyWindow(async ({ page, memoryMb }) => {
      await page.locator('input').focus();
      return { seconds: await keyToPaint(page), peakMb: memoryMb() };
    }),
  'window.key': async (fixtures) =>
    withWindow(await buildWindow(), assessedFolder(fixtures), navigation, async ({ page, memoryMb }) => {
      await visit(page, `/assessment/${largeCycle}`);
      await page.locator('.ant-table-row').first().click();
      const cell = page.getByRole('grid').getByRole('gridcell').nth(5);
      await cell.click();
      return { seconds: await keyToPaint(page), peakMb: memoryMb() };
    }),
} satisfies Record<string, Case>;
