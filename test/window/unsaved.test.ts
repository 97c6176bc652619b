/** Nothing is thrown away behind the user's back: not what was typed and not saved, nor the place of the cursor. */
import type { ElectronApplication } from 'playwright-core';
import { expect, it } from 'vitest';
import { county, makeOffice } from '../support/offices.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { launch } from './support/launch.ts';

/** The page's own. */
declare const location: { hash: string };

/** Closes the window as its cross does, and answers what the program asks. @returns the questions asked */
const closeWindow = (app: ElectronApplication, answer: number): Promise<string[]> =>
  app.evaluate(({ BrowserWindow, dialog }, answer) => {
    const asked: string[] = [];
    dialog.showMessageBoxSync = (...args: unknown[]) => {
      asked.push((args.at(-1) as { message: string }).message);
      return answer;
    };
    const [window] = BrowserWindow.getAllWindows();
    return new Promise<string[]>((resolve) => {
      window?.webContents.once('will-prevent-unload', () => setImmediate(() => resolve(asked)));
      window?.close();
    });
  }, answer);

it('asks before going back and before closing the window, and gives the cursor back', async () => {
  const dataFolder = temporaryFolder();
  await makeOffice(dataFolder, county);
  const { app, page } = await launch({ dataFolder });
  await page.getByRole('link', { name: '信用档案' }).click();
  await page.getByRole('button', { name: '登记记录' }).click();
  const title = page.locator('#field-title');
  await title.fill('还没有保存的标题');

  await page.keyboard.press('Alt+ArrowLeft');
  const question = page.getByRole('dialog');
  await question.getByRole('button', { name: '留在这里' }).click();
  await question.waitFor({ state: 'hidden' });
  expect(await title.inputValue()).toBe('还没有保存的标题');

  expect(await closeWindow(app, 0)).toEqual(['还不能放心关闭']);
  expect(await title.inputValue()).toBe('还没有保存的标题');

  await page.keyboard.press('Alt+ArrowLeft');
  await question.getByRole('button', { name: '不保存，离开' }).click();
  await expect.poll(() => page.evaluate(() => location.hash)).toBe('#/archive/records');

  // A dialog that is closed with Esc gives the cursor back.
  await page.getByRole('link', { name: '考核评价' }).click();
  const create = page.getByRole('button', { name: '新建周期' });
  await create.focus();
  await page.keyboard.press('Enter');
  await question.getByLabel('代号').waitFor();
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  expect(await create.evaluate((button) => button === button.ownerDocument.activeElement)).toBe(true);

  // A remembered place may name what another data folder does not hold: the page says so and leads out.
  await page.evaluate(() => {
    location.hash = '#/archive/records/01890000-0000-7000-8000-000000000001';
  });
  await page.getByText('请回到台账重新查找').waitFor();
  await page.getByRole('button', { name: '返回台账' }).click();
  await page.getByRole('heading', { level: 1, name: '信用记录' }).waitFor();
});
