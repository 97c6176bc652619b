/** The timeline of a subject: everything once, in the order of time, wherever it was registered. */
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import { county, jiashan, makeOffice, withOffice } from '../../support/offices.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';

const folder = path.join(sharedTemporaryFolder(), 'county');
beforeAll(async () => {
  await makeOffice(folder, county, true);
  await withOffice(folder, ({ client }) => client.call('runs.execute', { cycle: '2026' }));
});

type Client = Parameters<Parameters<typeof withOffice>[1]>[0]['client'];
type Page = OperationOutput<'subjects.timeline'>;
const town = { type: 'body', uscc: jiashan } as const;

const readAll = async (
  client: Client,
  input: Omit<OperationInput<'subjects.timeline'>, 'cursor'>,
): Promise<Page['rows']> => {
  const rows: Page['rows'] = [];
  for (let cursor: string | null = null; ; ) {
    const page: Page = await client.call('subjects.timeline', { ...input, cursor });
    rows.push(...page.rows);
    cursor = page.next;
    if (cursor === null) return rows;
  }
};

it('holds every record, every step and every result of a body, the latest first, whatever the page', async () => {
  await withOffice(folder, async ({ client }) => {
    const { rows: records } = await client.call('records.search', { bodyUscc: jiashan, limit: 1000 });
    const [record] = records;
    const rows = await readAll(client, { subject: town, limit: 1000 });
    expect(await readAll(client, { subject: town, limit: 7 })).toEqual(rows);
    expect(rows.map(({ on }) => on)).toEqual(
      rows
        .map(({ on }) => on)
        .toSorted()
        .toReversed(),
    );
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
    expect(
      rows
        .flatMap(({ kind, target }) => (kind === 'record' && target?.kind === 'record' ? [target.id] : []))
        .toSorted(),
    ).toEqual(records.map(({ id }) => id).toSorted());
    expect(rows).toContainEqual(
      expect.objectContaining({
        name: 'record',
        on: record?.decisionDate,
        title: record?.title,
        record: { polarity: record?.polarity, severity: record?.severity, status: record?.status },
      }),
    );
    // One line for each day that a record names beside its decision.
    const days = records.flatMap(({ objectionFiledOn, objectionClosedOn, rectifiedOn }) =>
      [objectionFiledOn, objectionClosedOn, rectifiedOn].filter((day) => day !== null),
    );
    const cases = rows.filter(({ kind }) => kind === 'case');
    expect(cases.map(({ on }) => on).toSorted()).toEqual(days.toSorted());
    const { scores } = await client.call('bodies.read', { uscc: jiashan });
    const counting = scores.filter(({ counts }) => counts);
    expect(rows.filter(({ kind }) => kind === 'assessment').map(({ detail }) => detail)).toEqual(
      counting.map(({ score, rank }) => `${score} 分 · 第 ${rank} 名`),
    );
  });
});

it('counts each kind, and shows only those asked for', async () => {
  await withOffice(folder, async ({ client }) => {
    const { rows, counts } = await client.call('subjects.timeline', { subject: town, limit: 1000 });
    for (const { kind, count } of counts) {
      expect([kind, rows.filter((row) => row.kind === kind).length]).toEqual([kind, count]);
      const only = await readAll(client, { subject: town, kinds: [kind], limit: 5 });
      expect(only).toEqual(rows.filter((row) => row.kind === kind));
    }
    expect(counts.map(({ kind }) => kind)).toEqual(['record', 'case', 'assessment']);
  });
});

it('of an official shows what is about that person alone', async () => {
  await withOffice(folder, async ({ client }) => {
    const { rows: records } = await client.call('records.search', { subjectType: 'official', limit: 1000 });
    const id = records.find(({ officialId }) => officialId !== null)?.officialId ?? '';
    const { rows } = await client.call('subjects.timeline', { subject: { type: 'official', id } });
    expect(rows.filter(({ kind }) => kind === 'record')).toHaveLength(
      records.filter(({ officialId }) => officialId === id).length,
    );
    expect(rows.every(({ kind }) => kind !== 'change' && kind !== 'assessment')).toBe(true);
    const none = await client.call('subjects.timeline', {
      subject: { type: 'official', id: '00000000-0000-7000-8000-000000000000' },
    });
    expect(none).toEqual({ rows: [], next: null, counts: [] });
  });
});
