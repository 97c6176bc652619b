/** A window keeps answers until a call says that it changed what they are about: what a merge or a restore changes, it says. */
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Client } from '#shared/contract/client.ts';
import { operations } from '#shared/contract/registry.ts';
import { enrol, prepareCycle, seal } from '../support/exchange.ts';
import { county, makeFilledTownship, makeOffice, withOffice } from '../support/offices.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

const cycle = '2026';

/** What the pages of a window have asked. */
const answersOf = async (client: Client) => ({
  'home.overview': await client.call('home.overview', { cycle }),
  'bodies.search': await client.call('bodies.search', {}),
  'officials.search': await client.call('officials.search', {}),
  'records.search': await client.call('records.search', {}),
  'cycles.list': await client.call('cycles.list', {}),
  'cycles.read': await client.call('cycles.read', { cycle }),
  'cycles.progress': await client.call('cycles.progress', { cycle }),
  'entries.check': await client.call('entries.check', { cycle }),
  'runs.list': await client.call('runs.list', { cycle }),
  'packages.list': await client.call('packages.list', {}),
  'packages.readiness': await client.call('packages.readiness', { cycle }),
  'conflicts.list': await client.call('conflicts.list', {}),
  'offices.network': await client.call('offices.network', { cycle }),
  'backups.list': await client.call('backups.list', {}),
});
type Answers = Awaited<ReturnType<typeof answersOf>>;

const changedBetween = (before: Answers, after: Answers): (keyof Answers)[] =>
  (Object.keys(before) as (keyof Answers)[]).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );

it('names every answer that a merge and a restore change', async () => {
  const folder = temporaryFolder();
  const township = path.join(folder, 'township');
  await makeFilledTownship(township);
  const submission = await seal(township);
  const receiving = path.join(folder, 'county');
  await makeOffice(receiving, county);
  await withOffice(receiving, prepareCycle);
  await enrol(receiving, township);
  await withOffice(receiving, async ({ client, grantRead }) => {
    const announced: string[] = [];
    client.onChanged((topics) => announced.push(...topics));
    const unannounced = (names: (keyof Answers)[]) =>
      names.filter((name) => !operations[name].reads.some((topic) => announced.includes(topic)));

    const before = await answersOf(client);
    await client.call('packages.merge', { file: grantRead(submission) });
    const merged = await answersOf(client);
    const changed = changedBetween(before, merged);
    expect(changed).toContain('cycles.read');
    expect(changed).toContain('backups.list');
    expect(unannounced(changed)).toEqual([]);

    announced.length = 0;
    await client.call('backups.restore', { name: merged['backups.list'].backups[0]?.name ?? '' });
    expect(unannounced(changedBetween(merged, await answersOf(client)))).toEqual([]);
  });
});
