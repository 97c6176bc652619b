/** One search box over everything, on the sample county. */
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { county, jiashan, makeOffice, withOffice } from '../../support/offices.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';

const folder = path.join(sharedTemporaryFolder(), 'county');

beforeAll(async () => {
  await makeOffice(folder, county, true);
});

it('finds bodies, officials, records and indicators by what people type', async () => {
  await withOffice(folder, async ({ client }) => {
    const find = (text: string) => client.call('search.everything', { text });
    expect((await find('甲山镇')).bodies).toContainEqual({ uscc: jiashan, name: '示例县甲山镇人民政府' });
    expect((await find(jiashan)).bodies.map(({ uscc }) => uscc)).toEqual([jiashan]);
    const { rows: officials } = await client.call('officials.search', { bodyUscc: jiashan });
    const [official] = officials;
    expect((await find(official?.name ?? '')).officials).toContainEqual({
      id: official?.id,
      name: official?.name,
      post: official?.post,
      bodyName: '示例县甲山镇人民政府',
    });
    const { rows: records } = await client.call('records.search', { bodyUscc: jiashan });
    const [record] = records;
    for (const text of [record?.documentNo ?? '', record?.factSummary.slice(3, 20) ?? '']) {
      expect((await find(text)).records.map(({ id }) => id)).toContain(record?.id);
    }
    expect((await find('群众满意度')).indicators).toContainEqual(
      expect.objectContaining({ model: 'TOWNSHIP-2026', name: '群众满意度' }),
    );
    expect((await find('F2.1')).indicators.map(({ code }) => code)).toContain('F2.1');
    expect(await find('没有这样的东西')).toEqual({ bodies: [], officials: [], records: [], indicators: [] });
  });
});

it('answers at most as many of each kind as asked for', async () => {
  await withOffice(folder, async ({ client }) => {
    const { bodies, records } = await client.call('search.everything', { text: '示例县', limit: 5 });
    expect(bodies).toHaveLength(5);
    expect(records.length).toBeLessThanOrEqual(5);
  });
});
