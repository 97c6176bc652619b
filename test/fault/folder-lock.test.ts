/** One program at a time works on a data folder; one that is killed leaves nothing in the way of the next. */
import { type ChildProcess, fork } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { holderFileName } from '#engine/db/folder-lock.ts';
import { startInProcess } from '#engine/hosts/in-process.ts';
import { databaseContent } from '../support/database-content.ts';
import { county, engineOptions, makeOffice, withOffice } from '../support/offices.ts';
import { type CliFailure, repository, runCli } from '../support/run-cli.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';

const made = path.join(sharedTemporaryFolder(), 'data');
beforeAll(() => makeOffice(made, county));

const newFolder = (): string => {
  const folder = path.join(temporaryFolder(), 'data');
  cpSync(made, folder, { recursive: true });
  return folder;
};

interface Opened {
  process: ChildProcess;
  /** `held`, or the code of the failure. */
  code: string;
  params?: Record<string, unknown>;
}

/** Another process that opens the folder, and keeps it if it may. */
const openElsewhere = async (folder: string, user?: number): Promise<Opened> => {
  const other = fork(
    path.join(repository, 'test/fault/support/open-alone.ts'),
    [folder, ...(user === undefined ? [] : [String(user)])],
    { execArgv: ['--disable-warning=ExperimentalWarning'] },
  );
  onTestFinished(() => void other.kill('SIGKILL'));
  const told = await new Promise((resolve) => other.once('message', resolve));
  return { process: other, ...(told as Omit<Opened, 'process'>) };
};

const holdElsewhere = async (folder: string): Promise<ChildProcess> => {
  const opened = await openElsewhere(folder);
  expect(opened.code).toBe('held');
  return opened.process;
};

const kill = async (holder: ChildProcess): Promise<void> => {
  const ended = new Promise((resolve) => holder.once('exit', resolve));
  holder.kill('SIGKILL');
  await ended;
};

describe('a data folder that a program has open', () => {
  it('is refused to another one, with the name of the holder, and nothing changes', async () => {
    const folder = newFolder();
    const holder = await holdElsewhere(folder);
    const before = databaseContent(folder);
    const result = await runCli<CliFailure>(['cycle', 'list', '--data', folder, '--json']);
    expect(result.status).toBe(4);
    expect(result.json.error).toMatchObject({
      code: 'database.inUse',
      params: {
        folder,
        holder: {
          computer: hostname(),
          user: userInfo().username,
          process: holder.pid,
          since: '2026-11-23T01:02:03.000Z',
        },
      },
    });
    expect(result.stderr).toContain(`用户“${userInfo().username}”在计算机“${hostname()}”上的程序`);
    expect(result.stderr).toContain('请先退出那个程序，再重试');
    expect(databaseContent(folder)).toEqual(before);
  });

  it('is refused to another user of the computer too, who may have it afterwards', async () => {
    const folder = newFolder();
    // A folder that the users of the computer share.
    chmodSync(path.dirname(folder), 0o755);
    for (const name of ['', ...readdirSync(folder)]) chmodSync(path.join(folder, name), 0o777);
    const holder = await holdElsewhere(folder);
    // Only root may become another; elsewhere it is the same user in another process.
    const nobody = process.getuid?.() === 0 ? 65_534 : undefined;
    expect(await openElsewhere(folder, nobody)).toMatchObject({
      code: 'database.inUse',
      params: { holder: { user: userInfo().username } },
    });
    await kill(holder);
    expect((await openElsewhere(folder, nobody)).code).toBe('held');
  });

  it('is refused without a name when that cannot be read', async () => {
    const folder = newFolder();
    await holdElsewhere(folder);
    writeFileSync(path.join(folder, holderFileName), '{');
    const result = await runCli<CliFailure>(['cycle', 'list', '--data', folder, '--json']);
    expect([result.status, result.json.error.code]).toEqual([4, 'database.inUse']);
    expect(result.stderr).toContain('正由另一个程序使用');
  });

  it('cannot have its database replaced by a backup', async () => {
    const folder = newFolder();
    const { name } = await withOffice(folder, ({ client }) => client.call('backups.create', {}));
    await holdElsewhere(folder);
    const result = await runCli<CliFailure>([
      'backup',
      'restore',
      path.join(folder, 'backups', name),
      '--data',
      folder,
      '--json',
    ]);
    expect([result.status, result.json.error.code]).toEqual([4, 'database.inUse']);
  });
});

describe('a data folder is free again', () => {
  it('when the program that had it open was killed, ten times over', async () => {
    const folder = newFolder();
    for (let round = 0; round < 10; round += 1) {
      await kill(await holdElsewhere(folder));
    }
    await withOffice(folder, async ({ client }) => {
      expect((await client.call('office.read', {})).office.name).toBe(county.name);
    });
  });

  it('when the program closes it, also after it could not open the database', async () => {
    const folder = newFolder();
    rmSync(path.join(folder, 'vault.key'));
    const host = startInProcess(engineOptions(folder));
    await expect(host.client.call('office.read', {})).rejects.toMatchObject({ code: 'database.keyMissing' });
    // That engine still runs.
    cpSync(path.join(made, 'vault.key'), path.join(folder, 'vault.key'));
    await withOffice(folder, ({ client }) => client.call('office.read', {}));
    await host.close();
    expect(existsSync(path.join(folder, holderFileName))).toBe(false);
  });

  it('between two engines of one process as well', async () => {
    const folder = newFolder();
    await withOffice(folder, async ({ client }) => {
      await client.call('office.read', {});
      await withOffice(folder, async (other) => {
        await expect(other.client.call('office.read', {})).rejects.toMatchObject({ code: 'database.inUse' });
      });
      await client.call('office.read', {});
    });
  });
});
