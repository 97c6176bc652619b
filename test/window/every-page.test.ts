/**
 * Every page with no data, with a county in the middle of its work, and with 20,000 records of 500 units: nothing that
 * axe-core calls serious, no complaint of the page, nothing wider than the smallest screen. The pictures are kept in
 * `artifacts/pages`, to be looked at.
 */
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';
import { type Addresses, everyAddress } from './pictures/addresses.ts';
import { copyPreparedFolder, preparedFolders } from './pictures/data-folders.ts';
import { accessibilityFaults } from './support/accessibility.ts';
import { launchElectron } from './support/launch.ts';
import { resize, sizes, takePicture, visit } from './support/look.ts';

declare const document: { documentElement: { scrollWidth: number; clientWidth: number } };

const artifacts = path.resolve(import.meta.dirname, '../../artifacts/pages');

describe.each(preparedFolders)('with the data folder “%s”', (prepared) => {
  const shared = sharedTemporaryFolder();
  const complaints: string[] = [];
  let app: ElectronApplication;
  let page: Page;
  let every: Addresses = {};

  beforeAll(async () => {
    const dataFolder = path.join(shared, 'data');
    await copyPreparedFolder(prepared, dataFolder);
    every = await everyAddress(dataFolder);
    ({ app } = await launchElectron({ userData: path.join(shared, 'user'), dataFolder }));
    page = await app.firstWindow();
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.getByRole('navigation', { name: '主导航' }).waitFor();
  }, 300_000);
  afterAll(() => app.close());

  it('has no fault on any page', { timeout: 300_000 }, async () => {
    const faults: Record<string, string[]> = {};
    const [smallest, usual] = sizes as [(typeof sizes)[number], (typeof sizes)[number]];
    await resize(app, smallest);
    for (const [name, address] of Object.entries(every)) {
      await visit(page, address);
      const { scrollWidth, clientWidth } = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return { scrollWidth, clientWidth };
      });
      const found = [
        ...complaints.splice(0),
        ...(await accessibilityFaults(page)),
        ...(scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} pixels too wide`] : []),
        ...((await page.getByRole('heading', { level: 1 }).count()) === 1 ? [] : ['not one title']),
        ...((await page.getByText('这一页出了意外').count()) === 0 ? [] : ['the page has failed']),
      ];
      if (found.length > 0) faults[name] = found;
      await takePicture(page, path.join(artifacts, prepared), name, smallest);
    }
    await resize(app, usual);
    for (const [name, address] of Object.entries(every)) {
      await visit(page, address);
      await takePicture(page, path.join(artifacts, prepared), name, usual);
    }
    expect(faults).toEqual({});
  });
});
