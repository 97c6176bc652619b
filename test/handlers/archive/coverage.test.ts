/** S9 部门合力: what the matrix counts, against the sample county's own file. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { dayInChina } from '#shared/domain/dates.ts';
import { copyOffice, county, jiashan, makeOffice, sample, withOffice } from '../../support/offices.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';

const original = path.join(sharedTemporaryFolder(), 'county');
const { bodies, officials, records, entries } = JSON.parse(readFileSync(sample('county.json'), 'utf8')) as {
  bodies: { uscc: string; name: string; bodyType: string }[];
  officials: { bodyUscc: string }[];
  records: { bodyUscc: string; polarity: string; issuingOrgan: string }[];
  entries: { bodyUscc: string }[];
};
const financeOffice = bodies.find(({ name }) => name === '示例县财政局')?.uscc ?? '';

beforeAll(async () => {
  await makeOffice(original, county, true);
});

it('counts by body what came within the period, and what each issued', async () => {
  await withOffice(copyOffice(original), async ({ client }) => {
    // The county is written today, and a test begun before midnight may end after it.
    const now = dayInChina(new Date().toISOString());
    const period = { from: dayInChina(new Date(Date.now() - 86_400_000).toISOString()), to: now };
    const { rows, total, feeding, sums } = await client.call('coverage.matrix', { ...period, limit: 500 });
    expect(total).toBe(bodies.length);
    const of = (uscc: string) => rows.find((row) => row.uscc === uscc);
    const about = (uscc: string, polarity: string) =>
      records.filter((record) => record.bodyUscc === uscc && record.polarity === polarity).length;
    expect(of(jiashan)).toMatchObject({
      counts: {
        bodies: 1,
        officials: officials.filter(({ bodyUscc }) => bodyUscc === jiashan).length,
        negative: about(jiashan, 'negative'),
        positive: about(jiashan, 'positive'),
        issued: 0,
        entries: entries.filter(({ bodyUscc }) => bodyUscc === jiashan).length,
      },
    });
    const issued = records.filter(({ issuingOrgan }) => issuingOrgan === '示例县财政局').length;
    expect(issued).toBeGreaterThan(0);
    expect(of(financeOffice)?.counts.issued).toBe(issued);
    expect(sums.negative).toBe(records.filter(({ polarity }) => polarity === 'negative').length);
    expect(feeding.bodies).toBe(bodies.length);
    // Those who fed least stand first.
    expect(rows.map(({ fed }) => fed)).toEqual(rows.map(({ fed }) => fed).toSorted((a, b) => a - b));

    const lacking = await client.call('coverage.matrix', { ...period, without: 'issued', limit: 500 });
    expect(lacking.rows.every(({ counts }) => counts.issued === 0)).toBe(true);
    expect(lacking.total).toBe(bodies.length - feeding.issued);
    const towns = await client.call('coverage.matrix', { ...period, bodyType: 'town', limit: 3 });
    expect(towns.total).toBe(bodies.filter(({ bodyType }) => bodyType === 'town').length);
    expect(towns.rows).toHaveLength(3);
  });
});

it('counts nothing of another period, and follows a body’s former name', async () => {
  await withOffice(copyOffice(original), async ({ client }) => {
    const before = await client.call('coverage.matrix', { from: '2021-01-01', to: '2021-12-31', limit: 500 });
    expect(before.total).toBe(bodies.length);
    expect(before.rows.every(({ fed, last }) => fed === 0 && last === null)).toBe(true);

    const { revision } = (await client.call('bodies.read', { uscc: financeOffice })).body;
    await client.call('bodies.change', {
      uscc: financeOffice,
      baseRevision: revision,
      form: { kind: 'rename', effectiveOn: '2026-01-01', toName: '示例县财政金融局' },
    });
    const to = dayInChina(new Date().toISOString());
    const { rows } = await client.call('coverage.matrix', { from: '2026-01-01', to, text: '财政金融' });
    expect(rows).toMatchObject([
      {
        uscc: financeOffice,
        // Its registration and the change of its name.
        counts: {
          bodies: 2,
          issued: records.filter(({ issuingOrgan }) => issuingOrgan === '示例县财政局').length,
        },
        last: to,
      },
    ]);
  });
});
