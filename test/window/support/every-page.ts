/**
 * Every page of one prepared data folder: nothing that axe-core calls serious, no complaint of the page, nothing wider
 * than the smallest screen. A picture of each page at fault is kept in `artifacts/pages`; `npm run pictures` makes
 * pictures of all of them, to be looked at.
 */
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../../support/run-cli.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';
import { type Addresses, everyAddress } from '../pictures/addresses.ts';
import { copyPreparedFolder, type PreparedFolder } from '../pictures/data-folders.ts';
import { accessibilityFaults } from './accessibility.ts';
import { launchElectron } from './launch.ts';
import { resize, type Size, sizes, takePicture, visit } from './look.ts';

declare const document: { documentElement: { scrollWidth: number; clientWidth: number } };

const artifacts = path.join(repository, 'artifacts/pages');
const [smallest] = sizes as [Size];

const faultsOf = async (page: Page): Promise<string[]> => {
  const { scrollWidth, clientWidth } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  return [
    ...(await accessibilityFaults(page)),
    ...(scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} pixels too wide`] : []),
    ...((await page.getByRole('heading', { level: 1 }).count()) === 1 ? [] : ['not one title']),
    ...((await page.getByText('这一页出了意外').count()) === 0 ? [] : ['the page has failed']),
  ];
};

export const describeEveryPage = (prepared: PreparedFolder): void => {
  describe(`with the data folder “${prepared}”`, () => {
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
      await resize(app, smallest);
      for (const [name, address] of Object.entries(every)) {
        await visit(page, address);
        const found = [...(await faultsOf(page)), ...complaints.splice(0)];
        if (found.length === 0) continue;
        faults[name] = found;
        await takePicture(page, path.join(artifacts, prepared), name, smallest);
      }
      expect(faults).toEqual({});
    });
  });
};
