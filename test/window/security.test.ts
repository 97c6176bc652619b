/** What a page may not do in this program, whatever script got into it. */

import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { WindowBridge } from '#shared/bridge/window-bridge.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';
import { launchElectron } from './support/launch.ts';

/** Names of the page that the functions below are run in. */
declare const window: { bridge: WindowBridge; [name: string]: unknown };
declare const document: {
  body: { append(element: unknown): void; insertAdjacentHTML(where: string, markup: string): void };
  createElement(name: string): { [property: string]: unknown };
  addEventListener(type: string, listener: (event: { effectiveDirective: string }) => void): void;
};
declare const navigator: {
  permissions: { query(what: { name: string }): Promise<{ state: string }> };
  sendBeacon(url: string): boolean;
};

const userData = sharedTemporaryFolder();
let app: ElectronApplication;
let page: Page;

beforeAll(async () => {
  ({ app } = await launchElectron({ userData }));
  page = await app.firstWindow();
  await page.getByRole('heading', { name: '第一次使用' }).waitFor();
});
afterAll(() => app.close());

describe('the page', () => {
  it('comes with a strict content security policy whose nonce is new at every load', async () => {
    const policy = async (): Promise<string> => {
      const answer = await page.reload();
      return (await answer?.allHeaders())?.['content-security-policy'] ?? '';
    };
    const [first, second] = [await policy(), await policy()];
    const nonce = /'nonce-([A-Za-z0-9+/=]{24})'/;
    expect(first.replace(nonce, () => "'nonce-…'")).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-…'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(nonce.exec(first)?.[1]).not.toBe(nonce.exec(second)?.[1]);
    await page.getByRole('heading', { name: '第一次使用' }).waitFor();
  });

  it('runs no script that is not one of its files', async () => {
    const blocked = await page.evaluate(async () => {
      const directives: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) =>
        directives.push(event.effectiveDirective),
      );
      const inline = document.createElement('script');
      inline.textContent = 'window.ranInline = true';
      document.body.append(inline);
      const handler = document.createElement('img');
      handler.src = 'data:,broken';
      (handler as unknown as { setAttribute(name: string, value: string): void }).setAttribute(
        'onerror',
        'window.ranHandler = true',
      );
      document.body.append(handler);
      // As markup that slips into the page would bring it; the program's own scripts may make styles (style-nonce.ts).
      document.body.insertAdjacentHTML('beforeend', '<style>body { display: none }</style>');
      (setTimeout as unknown as (text: string) => void)('window.ranText = true');
      await new Promise((resolve) => setTimeout(resolve, 200));
      return {
        directives: directives.toSorted(),
        ran: [window.ranInline, window.ranHandler, window.ranText],
      };
    });
    expect(blocked.ran).toEqual([undefined, undefined, undefined]);
    expect(blocked.directives).toEqual(
      expect.arrayContaining(['script-src', 'script-src-attr', 'script-src-elem', 'style-src-elem']),
    );
  });

  it('sees nothing of Node or Electron but the bridge', async () => {
    const seen = await page.evaluate(() => ({
      names: ['require', 'process', 'Buffer', 'module', 'electron', 'ipcRenderer', 'global'].filter(
        (name) => name in window,
      ),
      bridge: Object.keys(window.bridge).toSorted(),
      replaced: Reflect.set(window, 'bridge', {}) || Reflect.set(window.bridge, 'pickFiles', () => []),
    }));
    expect(seen.names).toEqual([]);
    expect(seen.bridge).toEqual([
      'acceptDroppedFile',
      'connectEngine',
      'copyPicture',
      'paste',
      'pickFiles',
      'pickSaveTarget',
      'programInfo',
      'restartEngine',
      'showInFolder',
    ]);
    expect(seen.bridge.length).toBeLessThan(10);
    expect(seen.replaced).toBe(false);
  });

  it('is sandboxed and isolated', async () => {
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>;
      };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
    });
  });
});

describe('files of the program', () => {
  it.each([
    '/../../package.json',
    '/%2e%2e/main/main.js',
    '/..%2fmain%2fmain.js',
    '/assets/../../main/main.js',
    '/assets',
    '/index.html%00.js',
    '//etc/passwd',
    '/etc/passwd',
  ])('are a fixed table: %s is not in it', async (address) => {
    const status = await page.evaluate(
      async (address) => (await fetch(address)).status,
      `app://zhengxin${address}`,
    );
    expect(status).toBe(404);
  });

  it('are only read', async () => {
    const status = await page.evaluate(async () => (await fetch('/index.html', { method: 'POST' })).status);
    expect(status).toBe(405);
  });

  it('come from one host', async () => {
    const status = await app.evaluate(async ({ session }) => {
      const answer = await session.defaultSession.fetch('app://elsewhere/index.html').catch(() => null);
      return answer?.status;
    });
    expect(status).toBe(404);
  });
});

describe('the outside', () => {
  let server: Server;
  let origin: string;
  const asked: string[] = [];

  beforeEach(async () => {
    asked.length = 0;
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.setHeader('Access-Control-Allow-Origin', '*').end('<p>elsewhere</p>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.close();
    expect(asked).toEqual([]);
  });

  it('cannot be reached by the page', async () => {
    const reached = await page.evaluate(async (origin) => {
      const load = (name: string, property: string): Promise<boolean> =>
        new Promise((resolve) => {
          const element = document.createElement(name);
          element.onload = () => resolve(true);
          element.onerror = () => resolve(false);
          element[property] = `${origin}/${name}`;
          document.body.append(element);
        });
      const frame = document.createElement('iframe');
      frame.src = `${origin}/iframe`;
      document.body.append(frame);
      const { WebSocket, EventSource } = window as unknown as {
        WebSocket: new (url: string) => { onopen: () => void; onerror: () => void };
        EventSource: new (url: string) => { onopen: () => void; onerror: () => void };
      };
      const open = (make: () => { onopen: () => void; onerror: () => void }): Promise<boolean> =>
        new Promise((resolve) => {
          const channel = make();
          channel.onopen = () => resolve(true);
          channel.onerror = () => resolve(false);
        });
      navigator.sendBeacon(`${origin}/beacon`);
      return Promise.all([
        fetch(`${origin}/fetch`).then(
          () => true,
          () => false,
        ),
        load('img', 'src'),
        load('script', 'src'),
        open(() => new WebSocket(`${origin.replace('http', 'ws')}/socket`)),
        open(() => new EventSource(`${origin}/events`)),
      ]);
    }, origin);
    expect(reached).toEqual([false, false, false, false, false]);
  });

  it('is cancelled by the session too, where no policy of a page applies', async () => {
    const outcomes = await app.evaluate(async ({ net, session }, origin) => {
      const attempts = [
        () => net.fetch(`${origin}/net`),
        () => session.defaultSession.fetch(`${origin}/session`),
        () => session.defaultSession.fetch('file:///etc/passwd'),
      ];
      return Promise.all(
        attempts.map((attempt) =>
          attempt().then(
            ({ ok }) => (ok ? 'reached' : 'refused'),
            () => 'refused',
          ),
        ),
      );
    }, origin);
    expect(outcomes).toEqual(['refused', 'refused', 'refused']);
  });

  it('has no names', async () => {
    const resolved = await app.evaluate(({ session }) =>
      session.defaultSession.resolveHost('localhost').then(
        () => 'resolved',
        () => 'unknown',
      ),
    );
    expect(resolved).toBe('unknown');
  });

  it('cannot be opened or embedded', async () => {
    const opened = await page.evaluate((origin) => {
      const { open } = window as unknown as { open(url: string): unknown };
      const results = [open(`${origin}/open`), open('about:blank'), open('app://zhengxin/')];
      const link = document.createElement('a') as unknown as { href: string; target: string; click(): void };
      link.href = `${origin}/link`;
      link.target = '_blank';
      link.click();
      const webview = document.createElement('webview');
      webview.src = `${origin}/webview`;
      document.body.append(webview);
      return results.filter((result) => result !== null).length;
    }, origin);
    expect(opened).toBe(0);
    expect(app.windows()).toHaveLength(1);
    expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  });
});

describe('permissions', () => {
  it.each([
    'geolocation',
    'notifications',
    'camera',
    'microphone',
    'midi',
    'clipboard-read',
    'persistent-storage',
  ])('are denied: %s', async (name) => {
    const state = await page.evaluate(
      async (name) => (await navigator.permissions.query({ name })).state,
      name,
    );
    expect(state).toBe('denied');
  });

  it('are denied when they are asked for', async () => {
    const answers = await page.evaluate(async () => {
      const { Notification, navigator } = window as unknown as {
        Notification: { requestPermission(): Promise<string> };
        navigator: { mediaDevices: { getUserMedia(what: object): Promise<unknown> } };
      };
      return [
        await Notification.requestPermission(),
        await navigator.mediaDevices.getUserMedia({ audio: true }).then(
          () => 'granted',
          (error: Error) => error.name,
        ),
      ];
    });
    expect(answers[0]).toBe('denied');
    expect(['NotAllowedError', 'NotFoundError']).toContain(answers[1]);
  });
});

describe('the clipboard', () => {
  it('comes into the focused field when a person has just acted, once for each act, and never for a script alone', async () => {
    await app.evaluate(({ clipboard }) => clipboard.writeText('存折号码'));
    await page.evaluate(() => {
      const field = document.createElement('textarea');
      Object.assign(field, { id: 'pasted' });
      document.body.append(field);
    });
    const field = page.locator('#pasted');
    await field.focus();
    const paste = () => page.evaluate(() => window.bridge.paste());
    expect(await paste()).toBe(false);
    await page.keyboard.press('Shift');
    expect(await paste()).toBe(true);
    expect(await paste()).toBe(false);
    await expect.poll(() => field.inputValue()).toBe('存折号码');
  });
});

describe('the bridge', () => {
  const hostile: unknown[] = [
    undefined,
    null,
    0,
    -1,
    1.5,
    true,
    '',
    'x',
    '../../../../etc/passwd',
    '/etc/passwd',
    'file-00000000-0000-0000-0000-000000000000',
    '__proto__',
    'constructor',
    'a'.repeat(1_000_000),
    [],
    [[]],
    {},
    { __proto__: { kind: 'workbook' } },
    { toString: 'workbook' },
    { path: '/etc/passwd', mode: 'read' },
    ['workbook'],
    { length: 1, 0: 'workbook' },
    '\u0000',
    '🙂'.repeat(100),
  ];

  it(`answers ${hostile.length} hostile arguments to each function with nothing`, async () => {
    // A dialog that opened would be a finding: it says so instead of waiting for a person.
    await app.evaluate(({ dialog }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { opened });
      dialog.showOpenDialog = async () => {
        opened.push('open');
        return { canceled: false, filePaths: ['/etc/passwd'] };
      };
      dialog.showSaveDialog = async () => {
        opened.push('save');
        return { canceled: false, filePath: '/etc/passwd' };
      };
    });
    const answers = await page.evaluate(async (hostile) => {
      const bridge = window.bridge as unknown as Record<string, (...input: unknown[]) => Promise<unknown>>;
      const names = [
        ...['connectEngine', 'pickFiles', 'pickSaveTarget'],
        ...['acceptDroppedFile', 'showInFolder', 'copyPicture', 'paste'],
      ];
      const settled = names.flatMap((name) =>
        hostile.flatMap((argument) => [
          bridge[name]?.(argument).then(
            (answer) => answer,
            () => 'refused',
          ),
          bridge[name]?.(argument, argument, argument).then(
            (answer) => answer,
            () => 'refused',
          ),
        ]),
      );
      return Promise.all(settled);
    }, hostile);
    expect(answers).toHaveLength(7 * 2 * hostile.length);
    expect(new Set(answers)).toEqual(new Set(['refused', null, false]));
    expect(await app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)).toEqual([]);
  });

  it('serves no other window, even one that shows the same page with the same preload', async () => {
    const created = app.waitForEvent('window');
    const preload = path.join(inject('builtProgram'), 'preload/preload.cjs');
    await app.evaluate(({ BrowserWindow }, preload) => {
      const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      void other.loadURL('app://zhengxin/');
    }, preload);
    const other = await created;
    await other.getByRole('alert').waitFor();
    const answer = await other.evaluate(() =>
      window.bridge.programInfo().then(
        () => 'answered',
        (error: Error) => error.message,
      ),
    );
    expect(answer).toContain('not the window of this program');
    await other.close();
  });
});

describe('files that the user picks', () => {
  it('reach the page as a token and a name, never as a path', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, '失信台账.xlsx');
    writeFileSync(file, 'x');
    await app.evaluate(({ dialog }, file) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] });
    }, file);
    const picked = await page.evaluate(() => window.bridge.pickFiles('workbook', false));
    expect(picked).toEqual([{ token: expect.stringMatching(/^file-[0-9a-f-]{36}$/), name: '失信台账.xlsx' }]);
    expect(JSON.stringify(picked)).not.toContain(folder);
  });

  it('are refused when a script made them up, and taken when they were really given', async () => {
    const madeUp = await page.evaluate(() => {
      const { File } = window as unknown as { File: new (parts: string[], name: string) => object };
      const forged = Object.assign(new File(['x'], '台账.xlsx'), { path: '/etc/passwd' });
      return Promise.all([
        window.bridge.acceptDroppedFile(forged),
        window.bridge.acceptDroppedFile('/etc/passwd'),
      ]);
    });
    expect(madeUp).toEqual([null, null]);

    const file = path.join(temporaryFolder(), '台账.xlsx');
    writeFileSync(file, 'x');
    await page.evaluate(() => {
      const input = document.createElement('input');
      Object.assign(input, { type: 'file', id: 'given' });
      document.body.append(input);
    });
    await page.locator('#given').setInputFiles(file);
    const given = await page.locator('#given').evaluate((input) => {
      const [first] = (input as unknown as { files: unknown[] }).files;
      return window.bridge.acceptDroppedFile(first);
    });
    expect(given).toEqual({ token: expect.stringMatching(/^file-[0-9a-f-]{36}$/), name: '台账.xlsx' });
  });
});
