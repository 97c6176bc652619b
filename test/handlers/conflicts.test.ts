/** What no rule can decide is kept, shown with both sides, and settled by a person once. */
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { Client } from '#shared/contract/client.ts';
import { databaseContent } from '../support/database-content.ts';
import { enrol, merge, seal } from '../support/exchange.ts';
import { failureOf } from '../support/failure-of.ts';
import {
  copyOffice,
  county,
  jiashan,
  makeFilledTownship,
  makeOffice,
  township,
  verifiedValues,
  withOffice,
} from '../support/offices.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';

const shared = sharedTemporaryFolder();
const townshipFolder = path.join(shared, 'township');
/** The sample county after the township's package was merged: of two values it has its own opinion. */
const countyFolder = path.join(shared, 'county');
const [first] = verifiedValues();
const second = verifiedValues().find(({ leaf }) => leaf !== first?.leaf);
if (!first || !second) throw new Error('the sample has verified values');
/** What the county entered instead: one more than the township says. */
const ofCounty = { first: first.value + 1, second: second.value + 1 };

const put = (client: Client, value: typeof first, given: number) =>
  client.call('entries.put', { ...value, cycle: '2026', bodyUscc: jiashan, value: given });

/** The value that counts for the first of the two, as the database holds it. */
const heldValue = (folder: string): number => {
  const row = databaseContent(folder).entries?.find((text) => {
    const entry = JSON.parse(text) as Record<string, string>;
    return (
      entry.cycle_code === '2026' &&
      entry.body_uscc === jiashan &&
      entry.leaf === first.leaf &&
      entry.item === first.item &&
      entry.role === first.role
    );
  });
  return Number((JSON.parse(row ?? '{}') as { value: string }).value);
};

beforeAll(async () => {
  await makeFilledTownship(townshipFolder, true);
  await makeOffice(countyFolder, county, true);
  await enrol(countyFolder, townshipFolder);
  await withOffice(countyFolder, async ({ client }) => {
    await put(client, first, ofCounty.first);
    await put(client, second, ofCounty.second);
  });
  const { tables } = await merge(countyFolder, await seal(townshipFolder));
  expect(tables.entries).toMatchObject({ conflicts: 2 });
});

it('are listed with the sender and both values', async () => {
  await withOffice(countyFolder, async ({ client }) => {
    const { rows, open, next } = await client.call('conflicts.list', {});
    expect([open, next, rows.length]).toEqual([2, null, 2]);
    expect(rows).toContainEqual(
      expect.objectContaining({
        table: 'entries',
        reason: 'twin',
        sender: township.name,
        row: expect.objectContaining({ body: { uscc: jiashan, name: township.name } }),
        fields: [{ field: 'value', ours: ofCounty.first, theirs: first.value }],
        resolution: null,
      }),
    );
    const page = await client.call('conflicts.list', { limit: 1 });
    expect(page.rows).toEqual(rows.slice(0, 1));
    expect((await client.call('conflicts.list', { limit: 1, cursor: page.next })).rows).toEqual(
      rows.slice(1),
    );
  });
});

it('are settled for either side, and both are kept as decided', async () => {
  const folder = copyOffice(countyFolder);
  await withOffice(folder, async ({ client }) => {
    const { rows } = await client.call('conflicts.list', {});
    const isFirst = ({ row }: (typeof rows)[number]): boolean => row.title.startsWith(`${first.leaf} `);
    const decisions = rows.map((row) => ({
      conflict: row.conflict,
      keep: isFirst(row) ? ('theirs' as const) : ('ours' as const),
      seen: row.seen,
    }));
    expect(await client.call('conflicts.decide', { decisions })).toEqual({ keptOurs: 1, tookTheirs: 1 });
    expect((await client.call('conflicts.list', {})).open).toBe(0);
    const decided = await client.call('conflicts.list', { decided: true });
    expect(decided.rows.map(({ resolution }) => resolution).sort()).toEqual(['keptOurs', 'tookTheirs']);
    expect(await failureOf(client.call('conflicts.decide', { decisions }))).toMatchObject({
      code: 'conflict.decided',
    });
  });
  expect(heldValue(folder)).toBe(first.value);
});

it('are not asked again when the same rows come once more', async () => {
  const folder = copyOffice(countyFolder);
  // Still open: counted, but the question stands only once.
  await merge(folder, await seal(townshipFolder));
  await withOffice(folder, async ({ client }) => {
    const { rows, open } = await client.call('conflicts.list', {});
    expect(open).toBe(2);
    await client.call('conflicts.decide', {
      decisions: rows.map(({ conflict, seen }) => ({ conflict, keep: 'ours', seen })),
    });
  });
  const again = await merge(folder, await seal(townshipFolder));
  expect(again.tables.entries).toMatchObject({ conflicts: 0, skipped: 2 });
  expect(again.findings).toContainEqual(
    expect.objectContaining({ code: 'merge.keptBefore', params: { count: 2 } }),
  );
  expect(heldValue(folder)).toBe(ofCounty.first);
});

it('are asked anew when the sender has changed its row, and the older question is gone', async () => {
  const folder = copyOffice(countyFolder);
  const sender = copyOffice(townshipFolder);
  await withOffice(sender, ({ client }) => put(client, first, first.value + 2));
  await merge(folder, await seal(sender));
  await withOffice(folder, async ({ client }) => {
    const { rows, open } = await client.call('conflicts.list', {});
    expect(open).toBe(2);
    expect(rows.flatMap(({ fields }) => fields.map(({ theirs }) => theirs))).toContain(first.value + 2);
  });
});

it('are not decided on sight of a value that has changed meanwhile, nor any of the others with it', async () => {
  const folder = copyOffice(countyFolder);
  await withOffice(folder, async ({ client }) => {
    const { rows } = await client.call('conflicts.list', {});
    await put(client, first, ofCounty.first + 1);
    const decisions = rows.map(({ conflict, seen }) => ({ conflict, keep: 'theirs' as const, seen }));
    expect(await failureOf(client.call('conflicts.decide', { decisions }))).toMatchObject({
      code: 'conflict.oursChanged',
    });
    expect((await client.call('conflicts.list', {})).open).toBe(2);
  });
  expect(heldValue(folder)).toBe(ofCounty.first + 1);
});

it('leave a row that the county may go on editing', async () => {
  const folder = copyOffice(countyFolder);
  await withOffice(folder, async ({ client }) => {
    const { rows } = await client.call('conflicts.list', {});
    await client.call('conflicts.decide', {
      decisions: rows.map(({ conflict, seen }) => ({ conflict, keep: 'theirs', seen })),
    });
    expect((await put(client, first, 0)).stored).toBe(true);
    const { checks } = await client.call('system.check', {});
    expect(checks.every(({ passed }) => passed)).toBe(true);
  });
});
