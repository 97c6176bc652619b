/** In a program of its own: Playwright goes on waiting for the end of a navigation that was refused. */
import { expect, it } from 'vitest';
import { launch } from './support/launch.ts';

declare const location: { href: string };

it.each([
  { target: 'http://127.0.0.1:9/', reachesMain: true },
  { target: 'app://elsewhere/', reachesMain: true },
  // Refused by the page's own process.
  { target: 'file:///etc/passwd', reachesMain: false },
  { target: 'data:text/html,x', reachesMain: false },
])('the page cannot leave its address for $target', async ({ target, reachesMain }) => {
  const { app, page } = await launch();
  await page.getByRole('heading', { name: '第一次使用' }).waitFor();
  const asked = app.evaluate(
    ({ app, BrowserWindow }) =>
      new Promise<string>((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once('will-frame-navigate', ({ url }) => resolve(url));
        app.once('before-quit', () => resolve('nothing'));
      }),
  );
  await page.evaluate((target) => {
    location.href = target;
  }, target);
  if (reachesMain) expect(await asked).toBe(target);
  expect(await page.evaluate(() => location.href)).toBe('app://zhengxin/#/');
  await app.close();
  if (!reachesMain) expect(await asked.catch(() => 'nothing')).toBe('nothing');
});
