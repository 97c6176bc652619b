/** No process of the program has anything to do with a network. Linux tells which sockets a process holds, so it runs there. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { expect, it } from 'vitest';
import { launch } from './support/launch.ts';

/** Inodes of sockets by their far end, from Linux's tables; the far end as it is written there. */
const networkSockets = (): Map<string, string> => {
  const sockets = new Map<string, string>();
  for (const table of ['tcp', 'tcp6', 'udp', 'udp6', 'raw']) {
    for (const line of readFileSync(`/proc/net/${table}`, 'latin1').split('\n').slice(1)) {
      const fields = line.trim().split(/\s+/);
      if (fields[9] !== undefined) sockets.set(fields[9], `${table} ${fields[1]} → ${fields[2]}`);
    }
  }
  return sockets;
};

const socketsOf = (pid: number): string[] => {
  const known = networkSockets();
  return readdirSync(`/proc/${pid}/fd`).flatMap((descriptor) => {
    try {
      const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${descriptor}`))?.[1];
      return known.get(inode ?? '') ?? [];
    } catch {
      return [];
    }
  });
};

it('opens no socket but those through which this test drives it', async () => {
  const { app, page } = await launch();
  await page.getByLabel('单位名称').fill('示例镇信用办');
  await page.getByLabel('行政区划代码').fill('990101001000');
  await page.getByLabel('同时装入虚构的示例县').check();
  await page.getByRole('button', { name: '开始使用' }).click();
  await page.getByText('示例镇信用办', { exact: true }).waitFor();
  const pids = await app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid));
  expect(pids.length).toBeGreaterThan(2);
  // Playwright's two lines, both on this computer (0100007F is 127.0.0.1), are the main process's alone.
  const outside = pids.flatMap(socketsOf).filter((socket) => !/^tcp 0100007F:/.test(socket));
  expect(outside).toEqual([]);
});
