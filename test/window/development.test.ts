/** `npm run dev` shows the same page, from the same origin, under the same policy but for the development server. */
import { resolveConfig } from 'electron-vite';
import { createServer } from 'vite';
import { expect, it, onTestFinished } from 'vitest';
import { repository } from '../support/run-cli.ts';
import { launch } from './support/launch.ts';

it('shows the page of the development server under the strict policy, which nothing in it violates', async () => {
  const { config } = await resolveConfig({ root: repository }, 'serve');
  const server = await createServer({ ...config?.renderer, configFile: false, logLevel: 'silent' });
  await server.listen();
  onTestFinished(() => server.close());
  const address = server.resolvedUrls?.local[0] ?? '';

  const { page } = await launch({ env: { ELECTRON_RENDERER_URL: address.replace(/\/$/, '') } });
  const violations: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) violations.push(message.text());
  });
  const answer = await page.reload();
  await page.getByRole('heading', { name: '第一次使用' }).waitFor();
  expect(page.url()).toBe('app://zhengxin/#/');
  const policy = (await answer?.allHeaders())?.['content-security-policy'] ?? '';
  expect(policy).toContain(`connect-src 'self' ${address.replace('http', 'ws').replace(/\/$/, '')}`);
  expect(policy).not.toMatch(/unsafe|\*/);
  expect(violations).toEqual([]);
  // The page's own styles are applied, though the development server puts them in by script.
  const width = await page.locator('.lonely').evaluate((element) => {
    const { getComputedStyle } = globalThis as unknown as {
      getComputedStyle(element: unknown): { width: string };
    };
    return getComputedStyle(element).width;
  });
  // 34 times the type size of 16 pixels.
  expect(width).toBe('544px');
});
