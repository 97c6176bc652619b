/** In a locale that cannot write Chinese, dropped files with Chinese names would have no path. */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, inject, it } from 'vitest';
import { localeForFileNames } from '../../electron/main/file-name-locale.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { meetProgram } from './support/meet-program.ts';
import { ownDisplay } from './support/own-display.ts';

const { PATH } = process.env;

it('asks for another locale when the names of files could not be written in the present one', () => {
  expect(localeForFileNames({ PATH })).toEqual({ LC_ALL: 'C.UTF-8' });
  expect(localeForFileNames({ PATH, LANG: 'C' })).toEqual({ LC_ALL: 'C.UTF-8' });
  expect(localeForFileNames({ PATH, LANG: 'zh_CN.UTF-8', LC_ALL: 'POSIX' })).toEqual({ LC_ALL: 'C.UTF-8' });
  // Named after UTF-8, but not on this computer.
  expect(localeForFileNames({ PATH, LANG: 'xx_YY.UTF-8' })).toEqual({ LC_ALL: 'C.UTF-8' });
  expect(localeForFileNames({ PATH, LANG: 'C.UTF-8' })).toBeNull();
  expect(localeForFileNames({ PATH, LANG: 'C', LC_CTYPE: 'C.UTF-8' })).toBeNull();
  // What it asks for satisfies it, so that no program starts itself for ever.
  expect(localeForFileNames({ PATH, LANG: 'C', LC_ALL: 'C.UTF-8' })).toBeNull();
});

it('starts itself again in one, and takes a file with a Chinese name', async () => {
  const { executable, env } = inject('electron');
  const userData = temporaryFolder();
  const first = spawn(
    executable,
    [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      // The second process is not Playwright's child, so it is met at its port.
      '--remote-debugging-port=0',
      `--user-data-dir=${userData}`,
      inject('builtProgram'),
    ],
    { env: { ...process.env, ...env, LC_ALL: 'C', DISPLAY: ownDisplay() }, stdio: 'ignore' },
  );
  expect(await new Promise((resolve) => first.once('exit', resolve))).toBe(0);
  const { pid, page } = await meetProgram(userData);
  expect(pid).not.toBe(first.pid);
  const file = path.join(temporaryFolder(), '失信台账.xlsx');
  writeFileSync(file, 'x');
  expect(await page.drop(file)).toMatchObject({ name: '失信台账.xlsx' });
});
