/** Going to a page as its own links do, and taking a picture of it. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { waitUntilSettled } from './settled.ts';

declare const location: { hash: string };

export type Size = readonly [width: number, height: number];

/** The smallest screen that the program is made for, and a usual one. */
export const sizes: readonly Size[] = [
  [1366, 768],
  [1920, 1080],
];

export const resize = (app: ElectronApplication, size: Size): Promise<void> =>
  app.evaluate(({ BrowserWindow }, [width, height]) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, size);

/** Goes to an address inside the window, and waits until nothing is under way there. */
export const visit = async (page: Page, address: string): Promise<void> => {
  await page.evaluate((address) => {
    location.hash = `#${address}`;
  }, address);
  await waitUntilSettled(page);
};

/** @returns the picture's file: the page's name, what is said of it, and the size */
export const takePicture = async (
  page: Page,
  folder: string,
  name: string,
  [width, height]: Size,
  remark = '',
): Promise<string> => {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}${remark}-${width}x${height}.png`);
  await page.screenshot({ path: file });
  return file;
};
