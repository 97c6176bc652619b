/** The engine is killed at any moment: what it had acknowledged is there when it is back, and it comes back by itself. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Client, createClient } from '#shared/contract/client.ts';
import { permissions } from '#shared/contract/operation.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { lookInto } from '../support/database-content.ts';
import { county, xintian } from '../support/offices.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';
import { launch } from './support/launch.ts';
import { openUtilityHosts, type UtilityHost, type UtilityHosts } from './support/utility-hosts.ts';

const userData = sharedTemporaryFolder();
let hosts: UtilityHosts;

beforeAll(async () => {
  hosts = await openUtilityHosts(userData);
});
afterAll(() => hosts.close());

const connect = async (host: UtilityHost): Promise<Client> => createClient(await host.connect(permissions));

const kill = async (host: UtilityHost): Promise<void> => {
  const pid = await host.pid();
  if (pid === null) throw new Error('no engine runs');
  process.kill(pid, 'SIGKILL');
};

describe('an engine that is killed', () => {
  it('fails pending calls, comes back by itself and has lost no acknowledged entry', async () => {
    const folder = path.join(temporaryFolder(), 'data');
    const host = await hosts.start(folder);
    onTestFinished(() => host.close());
    let client = await connect(host);
    await client.call('office.initialise', { ...county, sample: true });
    const entry = { cycle: '2026', bodyUscc: xintian, leaf: 'A1.2', item: 'd', role: 'department' } as const;
    const storedValue = (): number =>
      lookInto(folder, (database) =>
        database
          .prepare<[string, string, string], number>(
            `SELECT CAST(value AS INTEGER) FROM entries WHERE cycle_code = '2026' AND role = 'department'
              AND body_uscc = ? AND leaf = ? AND item = ?`,
          )
          .pluck()
          .get(entry.bodyUscc, entry.leaf, entry.item),
      ) ?? -1;

    /** The last value that the engine confirmed, at first the sample's, and the next one to be entered. */
    let acknowledged = 16;
    let value = 1_000;
    // Four kills, as many as the engine is started again for within a minute.
    for (const callsBeforeKill of [1, 7, 23, 61]) {
      const before = value;
      const outcomes: string[] = [];
      const entering = (async () => {
        for (;;) {
          const attempted = value;
          value += 1;
          expect((await client.call('entries.put', { ...entry, value: attempted })).stored).toBe(true);
          acknowledged = attempted;
        }
      })().catch((error: unknown) => {
        outcomes.push(error instanceof AppError ? error.code : String(error));
      });
      while (value - before < callsBeforeKill) await new Promise((resolve) => setImmediate(resolve));
      await kill(host);
      await entering;
      expect(outcomes).toEqual(['engine.stopped']);

      client = await connect(host);
      await client.call('office.read', {});
      // The call that was cut off may have been committed before its answer was sent.
      expect([acknowledged, value - 1]).toContain(storedValue());
    }
    const { checks } = await client.call('system.check', {});
    expect(checks.filter((check) => !check.passed)).toEqual([]);
  });

  it('makes the window say so, and the window recovers by itself', async () => {
    const { app, page } = await launch();
    const enginePid = () =>
      app.evaluate(({ app }) => app.getAppMetrics().find(({ name }) => name === 'zhengxin-engine')?.pid);
    const killEngine = async (): Promise<void> => {
      const pid = await enginePid();
      if (pid === undefined) throw new Error('no engine runs');
      process.kill(pid, 'SIGKILL');
    };
    const firstForm = page.getByRole('heading', { name: '第一次使用' });
    await firstForm.waitFor();

    await killEngine();
    await page.getByRole('status').filter({ hasText: '现已恢复' }).waitFor();
    await firstForm.waitFor();
    await page.getByRole('button', { name: '知道了' }).click();
    expect(await page.getByRole('status').count()).toBe(0);

    // The second restart comes after half a second: long enough to be seen.
    await killEngine();
    await page.getByRole('alert').filter({ hasText: '正在自动恢复' }).waitFor();
    await page.getByRole('status').waitFor();
    for (let kills = 2; kills < 4; kills += 1) {
      await killEngine();
      await page.getByRole('alert').waitFor();
      await page.getByRole('status').waitFor();
    }

    // Given up, but not for good: a person may try again.
    await killEngine();
    await page.getByRole('alert').filter({ hasText: '没有成功' }).waitFor();
    expect(await enginePid()).toBeUndefined();
    await page.getByRole('button', { name: '重新启动' }).click();
    await firstForm.waitFor();
  });
});
