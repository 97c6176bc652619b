/** One search box over everything, on the sample county. */
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { OperationOutput } from '#shared/contract/client.ts';
import type { SearchKind } from '#shared/contract/operations/search.ts';
import { county, jiashan, makeOffice, withOffice } from '../../support/offices.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';

const folder = path.join(sharedTemporaryFolder(), 'county');

beforeAll(async () => {
  await makeOffice(folder, county, true);
});

type Client = Parameters<Parameters<typeof withOffice>[1]>[0]['client'];

const finder = (client: Client) => async (text: string, kind: SearchKind) => {
  const { groups } = await client.call('search.everything', { text, limit: 20 });
  return groups.find((group) => group.kind === kind)?.hits ?? [];
};

it('finds bodies, officials, records and indicators by what people type, and marks it', async () => {
  await withOffice(folder, async ({ client }) => {
    const find = finder(client);
    const body = { kind: 'body', uscc: jiashan };
    for (const text of ['甲山镇', 'jszrmzf', jiashan, jiashan.slice(4, 12)]) {
      expect((await find(text, 'body')).map(({ target }) => target)).toContainEqual(body);
    }
    const [named] = await find('甲山', 'body');
    expect(named?.title).toEqual({ text: '示例县甲山镇人民政府', part: { at: 3, length: 2 } });

    const { rows: officials } = await client.call('officials.search', { bodyUscc: jiashan });
    const [official] = officials;
    expect(await find(official?.name ?? '', 'official')).toContainEqual(
      expect.objectContaining({
        target: { kind: 'official', id: official?.id },
        title: { text: official?.name, part: { at: 0, length: official?.name.length } },
        detail: expect.objectContaining({ text: `示例县甲山镇人民政府 · ${official?.post}` }),
      }),
    );

    const { rows: records } = await client.call('records.search', { bodyUscc: jiashan });
    const [record] = records;
    const typed = record?.documentNo.replaceAll('〔', ' [').replaceAll('〕', ']') ?? '';
    const fact = record?.factSummary.slice(8, 14) ?? '';
    for (const text of [record?.documentNo ?? '', typed, fact]) {
      expect((await find(text, 'record')).map(({ target }) => target)).toContainEqual({
        kind: 'record',
        id: record?.id,
      });
    }
    const byFact = (await find(fact, 'record')).find(({ key }) => key === record?.id);
    const { text = '', part } = byFact?.excerpt ?? byFact?.title ?? {};
    expect(text.slice(part?.at, (part?.at ?? 0) + (part?.length ?? 0))).toBe(fact);

    expect((await find('群众满意度', 'indicator')).map(({ target }) => target)).toContainEqual(
      expect.objectContaining({ kind: 'indicator', model: 'TOWNSHIP-2026' }),
    );
    expect((await find('F2.1', 'indicator')).map(({ title }) => title.text)).toContainEqual(
      expect.stringMatching(/^F2\.1 /),
    );
    expect(await client.call('search.everything', { text: '没有这样的东西' })).toEqual({
      groups: [],
      namesOnly: false,
    });
  });
});

it('looks for a single character in names only, and says so', async () => {
  await withOffice(folder, async ({ client }) => {
    const { groups, namesOnly } = await client.call('search.everything', { text: '甲' });
    expect(namesOnly).toBe(true);
    expect(groups.map(({ kind }) => kind)).toContain('body');
    expect(groups.map(({ kind }) => kind)).not.toContain('record');
  });
});

it('finds an official by the whole citizen number, and nothing by a part of it', async () => {
  await withOffice(folder, async ({ client }) => {
    const { rows } = await client.call('officials.search', { limit: 20 });
    const masked = rows.find(({ idNoMasked }) => idNoMasked !== null);
    const { idNo } = await client.call('officials.reveal', { id: masked?.id ?? '', reason: 'verify' });
    const { groups } = await client.call('search.everything', { text: ` ${idNo} ` });
    expect(groups).toMatchObject([{ kind: 'official', hits: [{ target: { id: masked?.id } }], total: 1 }]);
    expect(JSON.stringify(groups)).not.toContain(idNo);
    const part = await client.call('search.everything', { text: idNo?.slice(6, 14) ?? '' });
    expect(part.groups).toEqual([]);
  });
});

it('says how many there are, and pages through all of a kind without leaving one out', async () => {
  await withOffice(folder, async ({ client }) => {
    const { total } = await client.call('records.totals', { text: '示例县' });
    const { groups } = await client.call('search.everything', { text: '示例县', limit: 5 });
    const records = groups.find(({ kind }) => kind === 'record');
    expect(records).toMatchObject({ total, more: false });
    expect(records?.hits).toHaveLength(5);
    for (const kind of ['record', 'body'] as const) {
      const keys: string[] = [];
      let count = 0;
      for (let cursor: string | null = null; ; ) {
        const page: OperationOutput<'search.hits'> = await client.call('search.hits', {
          kind,
          text: '示例县',
          limit: 7,
          cursor,
        });
        keys.push(...page.rows.map(({ key }) => key));
        count = page.total;
        cursor = page.next;
        if (cursor === null) break;
      }
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys).toHaveLength(count);
    }
  });
});

it('lists find by the same means, and can be built anew', async () => {
  await withOffice(folder, async ({ client }) => {
    const { rows: bodies } = await client.call('bodies.search', { text: 'jsz' });
    expect(bodies.map(({ uscc }) => uscc)).toContain(jiashan);
    const { rows: before } = await client.call('records.search', { text: '采购' });
    const { indexed } = await client.call('search.state', {});
    expect(await client.call('search.build', { anew: true })).toEqual({ indexed });
    expect(await client.call('search.state', {})).toEqual({ indexed, waiting: 0 });
    const { rows: after } = await client.call('records.search', { text: '采购' });
    expect(after).toEqual(before);
    // Every record with the two characters in one of the four fields, counted without the index.
    const { rows: all } = await client.call('records.search', { limit: 1000 });
    const holding = all.filter(({ title, factSummary, documentNo, issuingOrgan }) =>
      [title, factSummary, documentNo, issuingOrgan].some((text) => text.includes('采购')),
    );
    expect(after.map(({ id }) => id)).toEqual(holding.map(({ id }) => id));
  });
});
