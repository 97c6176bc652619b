/** Filters saved under names: they come back after a restart, and what was typed is not readable in the file. */
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { lookInto } from '../support/database-content.ts';
import { county, makeOffice, withOffice } from '../support/offices.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';

const folder = path.join(sharedTemporaryFolder(), 'office');
beforeAll(() => makeOffice(folder, county));

it('are kept for each list, replaced under the same name, and forgotten', async () => {
  const filter = { text: '张三丰', severity: 'serious', sort: { column: 'amount', descending: true } };
  await withOffice(folder, async ({ client }) => {
    expect(await client.call('filters.save', { list: 'records', name: ' 严重 ', filter })).toEqual({
      replaced: false,
    });
    await client.call('filters.save', {
      list: 'records',
      name: '本年',
      filter: { decidedFrom: '2026-01-01' },
    });
    await client.call('filters.save', { list: 'officials', name: '严重', filter: {} });
  });
  await withOffice(folder, async ({ client }) => {
    expect(await client.call('filters.list', { list: 'records' })).toEqual({
      filters: [
        { name: '严重', filter },
        { name: '本年', filter: { decidedFrom: '2026-01-01' } },
      ],
    });
    const again = await client.call('filters.save', { list: 'records', name: '本年', filter: { text: '' } });
    expect(again).toEqual({ replaced: true });
    expect(await client.call('filters.remove', { list: 'records', name: '严重' })).toEqual({ removed: true });
    expect(await client.call('filters.remove', { list: 'records', name: '严重' })).toEqual({
      removed: false,
    });
    const { filters } = await client.call('filters.list', { list: 'records' });
    expect(filters).toEqual([{ name: '本年', filter: { text: '' } }]);
    expect((await client.call('filters.list', { list: 'officials' })).filters).toHaveLength(1);
  });
  const sealed = lookInto(folder, (database) =>
    database.prepare<[], string>('SELECT filter_sealed FROM saved_filters').pluck().all(),
  );
  for (const text of sealed) expect(text).toMatch(/^s1\./);
});
