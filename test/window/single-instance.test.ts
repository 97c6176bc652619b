import { spawn } from 'node:child_process';
import { expect, inject, it } from 'vitest';
import { launch } from './support/launch.ts';
import { ownDisplay } from './support/own-display.ts';

it('starts once: a second start hands over to the first and ends', async () => {
  const { app, userData } = await launch();
  const called = app.evaluate(
    ({ app }) => new Promise<string>((resolve) => app.once('second-instance', () => resolve('called'))),
  );
  const { executable, env } = inject('electron');
  const second = spawn(
    executable,
    [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      `--user-data-dir=${userData}`,
      inject('builtProgram'),
    ],
    { env: { ...process.env, ...env, DISPLAY: ownDisplay() }, stdio: 'ignore' },
  );
  const status = await new Promise((resolve) => second.once('exit', resolve));
  expect(status).toBe(0);
  expect(await called).toBe('called');
  expect(app.windows()).toHaveLength(1);
  // The first page may be loaded a moment before its window is shown.
  const shown = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()));
  await expect.poll(shown).toEqual([true]);
});
