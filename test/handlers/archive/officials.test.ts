/** Finding, looking at, registering and changing officials, on the sample county. */
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { databaseContent, lookInto } from '../../support/database-content.ts';
import { copyOffice, county, jiashan, makeOffice, withOffice, xintian } from '../../support/offices.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';

const original = path.join(sharedTemporaryFolder(), 'county');

beforeAll(async () => {
  await makeOffice(original, county, true);
});

// Example number of GB 11643-1999.
const idNo = '11010519491231002X';
const masked = '1101**********002X';
const form = { name: '样某', idNo, bodyUscc: jiashan, staffCategory: '公务员', trainingHours: '24' };

it('registers an official, finds them, and shows the number only masked', async () => {
  const folder = copyOffice(original);
  await withOffice(folder, async ({ client }) => {
    const before = await client.call('officials.search', { bodyUscc: jiashan });
    const put = await client.call('officials.put', { present: null, baseRevision: null, form });
    expect(put).toMatchObject({ stored: true, findings: [] });
    for (const text of ['样某', idNo, idNo.toLowerCase()]) {
      const { rows, total } = await client.call('officials.search', { text });
      expect(rows.filter(({ id }) => id === put.id)).toMatchObject([
        { name: '样某', idNoMasked: masked, bodyName: '示例县甲山镇人民政府', trainingHours: 24, records: 0 },
      ]);
      expect(total).toBe(rows.length);
    }
    const after = await client.call('officials.search', { bodyUscc: jiashan, limit: 1 });
    expect(after.total).toBe(before.total + 1);
    const next = await client.call('officials.search', { bodyUscc: jiashan, cursor: after.next });
    expect([...after.rows, ...next.rows]).toHaveLength(after.total);
    const read = await client.call('officials.read', { id: put.id ?? '' });
    expect(JSON.stringify(read)).not.toContain(idNo);
  });
  expect(JSON.stringify(databaseContent(folder))).not.toContain(idNo);
});

it('keeps the number that is left masked, and shows it whole only on record', async () => {
  const folder = copyOffice(original);
  let id = '';
  await withOffice(folder, async ({ client }) => {
    id = (await client.call('officials.put', { present: null, baseRevision: null, form })).id ?? '';
    const put = (baseRevision: number, more: object) =>
      client.call('officials.put', { present: id, baseRevision, form: { ...form, ...more } });
    expect(await put(1, { idNo: masked, post: '科员' })).toMatchObject({ stored: true, findings: [] });
    expect(await client.call('officials.reveal', { id, reason: 'verify' })).toEqual({ idNo });
    // Stars that are not this person's are no number.
    expect((await put(2, { idNo: '4401**********0014' })).findings).toMatchObject([
      { code: 'official.idMasked', field: 'idNo' },
    ]);
  });
  const events = lookInto(folder, (database) => database.prepare('SELECT event FROM audit_log').pluck().all())
    .map((event) => JSON.parse(String(event)) as { action: string; subject: string; details: object })
    .filter(({ action }) => action === 'officials.reveal');
  expect(events).toMatchObject([{ subject: id, details: { reason: 'verify' } }]);
});

it('says when somebody seems to have a file already', async () => {
  await withOffice(copyOffice(original), async ({ client }) => {
    await client.call('officials.put', { present: null, baseRevision: null, form });
    const check = async (more: object) => {
      const { findings } = await client.call('officials.check', {
        present: null,
        form: { ...form, ...more },
      });
      return findings.map(({ severity, field, code }) => `${severity} ${field} ${code}`);
    };
    expect(await check({})).toEqual(['error idNo official.alreadyHere']);
    expect(await check({ bodyUscc: xintian })).toEqual(['warning idNo official.elsewhere']);
    expect(await check({ idNo: '' })).toEqual(['warning name official.namesake']);
    // Another number (an example of GB 11643-1999) is another person.
    expect(await check({ idNo: '440524188001010014' })).toEqual([]);
    // A wrong check character: X stands for the remainder 2 (GB 11643-1999), 1 does not.
    expect(await check({ name: '别某', idNo: '110105194912310021' })).toEqual([
      'error idNo citizenId.checkCharacter',
    ]);
    expect(await check({ name: '', bodyUscc: '', trainingHours: '-1', idNo: '' })).toEqual([
      'error name row.required',
      'error bodyUscc row.required',
      'error trainingHours row.negative',
    ]);
  });
});
