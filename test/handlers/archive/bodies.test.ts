/** Finding, looking at, registering and changing bodies, on the sample county. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { buildUscc } from '#shared/domain/uscc.ts';
import { failureOf } from '../../support/failure-of.ts';
import { copyOffice, county, jiashan, makeOffice, sample, withOffice } from '../../support/offices.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';

const original = path.join(sharedTemporaryFolder(), 'county');
const { bodies, records } = JSON.parse(readFileSync(sample('county.json'), 'utf8')) as {
  bodies: { uscc: string; name: string; parentUscc: string | null; bodyType: string }[];
  records: { bodyUscc: string; polarity: string; decisionDate: string }[];
};

beforeAll(async () => {
  await makeOffice(original, county, true);
});

const newCode = buildUscc('12', '990101', 'MC100001');
const form = {
  name: '示例县诚信村村民委员会',
  uscc: newCode.toLowerCase(),
  bodyType: '村(居)委会',
  adminLevel: 'village',
  regionCode: '990101100201',
  parentUscc: jiashan,
  phone: '138 0013 8000',
};

it('shows all bodies as a tree, with the number of their records', async () => {
  await withOffice(copyOffice(original), async ({ client }) => {
    const { bodies: tree } = await client.call('bodies.tree', {});
    expect(tree).toHaveLength(bodies.length);
    for (const { uscc, name, parentUscc } of bodies) {
      const expected = records.filter(({ bodyUscc }) => bodyUscc === uscc).length;
      expect(tree.find((body) => body.uscc === uscc)).toMatchObject({ name, parentUscc, records: expected });
    }
  });
});

it('finds bodies by every condition, in pages, sorted as in a dictionary', async () => {
  await withOffice(copyOffice(original), async ({ client }) => {
    const towns = bodies.filter(({ bodyType }) => bodyType === 'town');
    const first = await client.call('bodies.search', { bodyType: 'town', sort: 'name', limit: 3 });
    expect(first).toMatchObject({ total: towns.length });
    const rest = await client.call('bodies.search', {
      bodyType: 'town',
      sort: 'name',
      cursor: first.next,
    });
    const names = [...first.rows, ...rest.rows].map(({ name }) => name);
    expect(rest.next).toBeNull();
    expect(names).toEqual(
      towns.map(({ name }) => name).toSorted(new Intl.Collator('zh-Hans-CN', { numeric: true }).compare),
    );
    const byCode = await client.call('bodies.search', { text: jiashan.slice(0, 14).toLowerCase() });
    expect(byCode.rows.map(({ uscc }) => uscc)).toContain(jiashan);
    expect((await client.call('bodies.search', { text: '甲山镇' })).rows.map(({ uscc }) => uscc)).toContain(
      jiashan,
    );
    const within = await client.call('bodies.search', { within: jiashan });
    expect(within.rows.map(({ uscc }) => uscc).toSorted()).toEqual(
      bodies
        .filter((body) => body.uscc === jiashan || body.parentUscc === jiashan)
        .map(({ uscc }) => uscc)
        .toSorted(),
    );
    const most = await client.call('bodies.search', { sort: 'records', descending: true, limit: 1 });
    const counts = bodies.map(({ uscc }) => records.filter(({ bodyUscc }) => bodyUscc === uscc).length);
    expect(most.rows[0]?.records).toBe(Math.max(...counts));
  });
});

it('shows one body with its superiors, records by year and scores', async () => {
  await withOffice(copyOffice(original), async ({ client }) => {
    await client.call('runs.execute', { cycle: '2025' });
    const { runs } = await client.call('runs.execute', { cycle: '2025' });
    const answer = await client.call('bodies.read', { uscc: jiashan });
    const parent = bodies.find(({ uscc }) => uscc === jiashan)?.parentUscc;
    expect(answer.superiors.at(-1)?.uscc).toBe(parent);
    expect(answer.own).toBe(true);
    const own = records.filter(({ bodyUscc }) => bodyUscc === jiashan);
    const ofYear = (year: string, polarity: string) =>
      own.filter((record) => record.decisionDate.startsWith(year) && record.polarity === polarity).length;
    for (const { year, negative, positive } of answer.records.years) {
      expect({ negative, positive }).toEqual({
        negative: ofYear(year, 'negative'),
        positive: ofYear(year, 'positive'),
      });
    }
    expect(answer.records.total).toBe(own.length);
    const run = runs.find(({ ranking }) => ranking.some(({ code }) => code === jiashan));
    const line = run?.ranking.find(({ code }) => code === jiashan);
    expect(answer.scores).toHaveLength(2);
    expect(answer.scores[0]).toMatchObject({
      run: run?.run.id,
      cycle: '2025',
      counts: true,
      rank: line?.rank,
      score: line?.score,
      gradeName: line?.gradeName,
    });
    expect(answer.scores[1]).toMatchObject({ counts: false });
  });
});

it('registers a body and changes it; its telephone number never leaves unmasked', async () => {
  await withOffice(copyOffice(original), async ({ client }) => {
    const put = (present: string | null, baseRevision: number | null, more: object = {}) =>
      client.call('bodies.put', { present, baseRevision, form: { ...form, ...more } });
    expect(await put(null, null)).toEqual({ stored: true, findings: [], uscc: newCode });
    const { body, superiors } = await client.call('bodies.read', { uscc: newCode });
    expect(body).toMatchObject({ name: form.name, bodyType: 'village', phone: '138******8000', revision: 1 });
    expect(superiors.at(-1)).toEqual({ uscc: jiashan, name: '示例县甲山镇人民政府' });

    // The masked number sent back means: leave it.
    await put(newCode, 1, { phone: body.phone, shortName: '诚信村' });
    const changed = (await client.call('bodies.read', { uscc: newCode })).body;
    expect(changed).toMatchObject({ shortName: '诚信村', phone: '138******8000', revision: 2 });
    expect(await failureOf(put(newCode, 1))).toMatchObject({ code: 'form.changedMeanwhile' });
  });
});

it.each([
  ['a code with a wrong check character', { uscc: '12990101MC10000199' }, ['uscc.checkDigit']],
  ['a code that is taken', { uscc: jiashan }, ['body.parentIsItself', 'body.exists']],
  ['a region code with a gap', { regionCode: '990000100201' }, ['regionCode.gap']],
  ['an unknown superior', { parentUscc: buildUscc('12', '990101', 'MC100009') }, ['body.parentUnknown']],
  ['nothing in what must be filled', { name: ' ', bodyType: '' }, ['row.required', 'row.required']],
  ['an end before the beginning', { validFrom: '2026-02-01', validTo: '2026-01-01' }, ['row.datesReversed']],
] as const)('refuses %s', async (_, more, codes) => {
  await withOffice(copyOffice(original), async ({ client }) => {
    const answer = await client.call('bodies.put', {
      present: null,
      baseRevision: null,
      form: { ...form, ...more },
    });
    expect(answer.findings.map(({ code }) => code)).toEqual(codes);
    expect(answer.stored).toBe(false);
    expect(await failureOf(client.call('bodies.read', { uscc: newCode }))).toMatchObject({
      code: 'body.unknown',
    });
  });
});

it('refuses a body among its own superiors, and another code for a body that is there', async () => {
  await withOffice(copyOffice(original), async ({ client }) => {
    await client.call('bodies.put', { present: null, baseRevision: null, form });
    const { body } = await client.call('bodies.read', { uscc: jiashan });
    const ofJiashan = {
      ...form,
      name: body.name,
      uscc: jiashan,
      bodyType: 'town',
      adminLevel: 'township',
      regionCode: body.regionCode,
    };
    const circle = await client.call('bodies.check', {
      present: jiashan,
      form: { ...ofJiashan, parentUscc: newCode },
    });
    expect(circle.findings).toMatchObject([{ code: 'body.parentCycle', field: 'parentUscc' }]);
    const moved = await client.call('bodies.check', {
      present: jiashan,
      form: { ...ofJiashan, uscc: buildUscc('11', '990101', 'MC100002'), parentUscc: '' },
    });
    expect(moved.findings).toMatchObject([{ code: 'body.codeFixed', field: 'uscc' }]);
  });
});
