/**
 * `npm run pictures`: the built program on one or more data folders, each page in a picture at the smallest and at a
 * usual size of a screen, to be looked at.
 *
 *   npm run pictures -- --with sample --with large --address /archive/records
 *   npm run pictures -- --data ./data --out ./artifacts/mine --large-type
 *
 * Without `--address` every page that can be reached by its address. Data folders are copied first, so nothing that is looked at changes.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ElectronApplication, Page } from 'playwright-core';
import { buildWindow } from '#scripts/build-window.ts';
import { findElectronRuntime } from '#scripts/electron-runtime.ts';
import { openDisplay } from '../support/display.ts';
import { resize, sizes, takePicture, visit } from '../support/look.ts';
import { waitUntilSettled } from '../support/settled.ts';
import { startProgram } from '../support/start-program.ts';
import { type Addresses, everyAddress } from './addresses.ts';
import { copyPreparedFolder, type PreparedFolder, preparedFolders } from './data-folders.ts';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', multiple: true, default: [] },
    with: { type: 'string', multiple: true, default: [] },
    address: { type: 'string', multiple: true, default: [] },
    out: { type: 'string', default: 'artifacts/pictures' },
    'large-type': { type: 'boolean', default: false },
  },
});

const requirePrepared = (name: string): PreparedFolder => {
  const found = preparedFolders.find((prepared) => prepared === name);
  if (found === undefined) throw new RangeError(`--with ${preparedFolders.join(' | ')}, not ${name}`);
  return found;
};

/** As the switch on the system page does it, for the next load. */
const turnOnLargeType = async (page: Page): Promise<void> => {
  await page.evaluate(() => {
    const { localStorage } = globalThis as unknown as {
      localStorage: { getItem(key: string): string | null; setItem(key: string, value: string): void };
    };
    const session = JSON.parse(localStorage.getItem('session') ?? '{"state":{},"version":1}');
    session.state.largeType = true;
    localStorage.setItem('session', JSON.stringify(session));
  });
  await page.reload();
};

const takeAll = async (app: ElectronApplication, out: string, addresses: Addresses): Promise<void> => {
  const page = await app.firstWindow();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()))
      console.error(`  ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => console.error(`  error: ${error.message}`));
  await waitUntilSettled(page);
  if (options['large-type']) {
    await turnOnLargeType(page);
    await waitUntilSettled(page);
  }
  for (const size of sizes) {
    await resize(app, size);
    for (const [name, address] of Object.entries(addresses)) {
      await visit(page, address);
      console.log(await takePicture(page, out, name, size, options['large-type'] ? '-large-type' : ''));
    }
  }
};

/** Addresses that were asked for, named after their steps. */
const byName = (addresses: readonly string[]): Addresses =>
  Object.fromEntries(
    addresses.map((address) => [address.replace(/^\/+/, '').replaceAll(/[^\w.-]+/g, '-') || 'home', address]),
  );

const main = async (): Promise<void> => {
  const folders = [
    ...options.data.map((folder) => ({
      name: path.basename(path.resolve(folder)),
      copyTo: async (target: string) => cpSync(folder, target, { recursive: true }),
    })),
    ...options.with.map(requirePrepared).map((name) => ({
      name,
      copyTo: (target: string) => copyPreparedFolder(name, target),
    })),
  ];
  if (folders.length === 0) throw new RangeError(`say --data DIR or --with ${preparedFolders.join(' | ')}`);
  const electron = await findElectronRuntime();
  const appFolder = await buildWindow();
  const display = await openDisplay();
  const work = mkdtempSync(path.join(tmpdir(), 'zhengxin-pictures-'));
  try {
    for (const [index, { name, copyTo }] of folders.entries()) {
      const userData = path.join(work, String(index));
      const dataFolder = path.join(userData, 'data');
      await copyTo(dataFolder);
      const addresses = options.address.length > 0 ? byName(options.address) : await everyAddress(dataFolder);
      const app = await startProgram({ electron, display: display.name, appFolder, dataFolder, userData });
      await takeAll(app, path.join(path.resolve(options.out), name), addresses).finally(() => app.close());
    }
  } finally {
    display.close();
    rmSync(work, { recursive: true, force: true });
  }
};

await main();
