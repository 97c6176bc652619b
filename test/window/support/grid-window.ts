/** Opens the grid's page in a real window, and types into it as a keyboard and an input method do. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import type { CDPSession, ElectronApplication, Page } from 'playwright-core';
import { build } from 'vite';
import { repository } from '../../support/run-cli.ts';
import { launchElectron } from './launch.ts';

/** The page's own. */
declare const requestAnimationFrame: (frame: () => void) => void;

const buildGridApp = async (appFolder: string): Promise<void> => {
  // The tests' own value would bundle React as it is for development, which is several times slower.
  process.env.NODE_ENV = 'production';
  await build({
    root: repository,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: 'test/window/support/grid-app.ts',
      outDir: appFolder,
      emptyOutDir: false,
      target: 'node20.18',
      rolldownOptions: { external: ['electron'], output: { entryFileNames: 'main.js' } },
    },
  });
  await build({
    root: path.join(repository, 'test/window/support/grid-page'),
    base: '/',
    configFile: false,
    logLevel: 'warn',
    html: { cspNonce: '__CSP_NONCE__' },
    plugins: [react()],
    build: {
      outDir: path.join(appFolder, 'page'),
      emptyOutDir: true,
      target: 'chrome130',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4096,
    },
  });
  mkdirSync(appFolder, { recursive: true });
  writeFileSync(
    path.join(appFolder, 'package.json'),
    '{"name":"grid-page","version":"0.0.0","type":"module","main":"main.js"}',
  );
};

export interface GridWindow {
  app: ElectronApplication;
  page: Page;
  inputMethod: InputMethod;
  /** Processor time of the page's main thread while something is done, and until it is drawn. */
  busyMs(act: () => Promise<void>): Promise<number>;
}

export const openGridWindow = async (userData: string): Promise<GridWindow> => {
  const appFolder = path.join(userData, 'grid-page');
  await buildGridApp(appFolder);
  const { app } = await launchElectron({ appFolder, userData });
  const page = await app.firstWindow();
  await page.getByRole('grid').waitFor();
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const taskMs = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  };
  return {
    app,
    page,
    inputMethod: openInputMethod(session),
    async busyMs(act) {
      const before = await taskMs();
      await act();
      await page.evaluate(() => new Promise<void>((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
      return (await taskMs()) - before;
    },
  };
};

/** A pinyin input method, as Chromium hears of it. */
export interface InputMethod {
  /** A letter key: the page is told only that the input method has it. */
  letters(text: string): Promise<void>;
  /** Enter or a digit takes a candidate. */
  pick(text: string): Promise<void>;
  /** The Enter of an input method that hands the key itself on to the page while it composes. */
  enterWhileComposing(): Promise<void>;
}

const openInputMethod = (session: CDPSession): InputMethod => ({
  async letters(text) {
    for (let length = 1; length <= text.length; length += 1) {
      const code = `Key${text[length - 1]?.toUpperCase()}`;
      await session.send('Input.dispatchKeyEvent', {
        type: 'rawKeyDown',
        windowsVirtualKeyCode: 229,
        key: 'Process',
        code,
      });
      await session.send('Input.imeSetComposition', {
        text: text.slice(0, length),
        selectionStart: length,
        selectionEnd: length,
      });
      await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: text[length - 1] ?? '', code });
    }
  },
  async pick(text) {
    await session.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      windowsVirtualKeyCode: 229,
      key: 'Process',
      code: 'Enter',
    });
    await session.send('Input.insertText', { text });
    await session.send('Input.dispatchKeyEvent', {
      type: 'keyUp',
      windowsVirtualKeyCode: 13,
      key: 'Enter',
      code: 'Enter',
    });
  },
  async enterWhileComposing() {
    for (const type of ['rawKeyDown', 'keyUp'] as const) {
      await session.send('Input.dispatchKeyEvent', {
        type,
        windowsVirtualKeyCode: 13,
        key: 'Enter',
        code: 'Enter',
      });
    }
  },
});
