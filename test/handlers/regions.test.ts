/** Region codes: unknown ones are said with the nearest place that is known; another year's table takes over. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildUscc } from '#shared/domain/uscc.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { failureOf } from '../support/failure-of.ts';
import { copyOffice, makeOffice, township, withOffice } from '../support/offices.ts';
import { writeTable } from '../support/table-workbook.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';

const original = path.join(sharedTemporaryFolder(), 'township');

beforeAll(async () => {
  await makeOffice(original, township);
});

const form = {
  name: '文登区某单位',
  uscc: buildUscc('11', '371003', 'MC100001'),
  bodyType: 'department',
  adminLevel: 'township',
  regionCode: '371003999000',
};

const rows = [
  ['2026年统计用区划代码表'],
  ['代码', '名称'],
  ['37', '山东省'],
  ['3710', '威海市'],
  ['371003', '文登区'],
  ['371003999', '新设镇'],
  ['371003999201', '某村委会'],
] as const;

const files: [string, (folder: string) => string][] = [
  ['a workbook', (folder) => writeTable(path.join(folder, 'codes.xlsx'), rows)],
  [
    'a CSV as Excel saves it',
    (folder) => {
      const file = path.join(folder, 'codes.csv');
      writeFileSync(file, `\uFEFF${rows.map((cells) => cells.join(',')).join('\r\n')}\r\n`);
      return file;
    },
  ],
  [
    'nested JSON',
    (folder) => {
      const file = path.join(folder, 'codes.json');
      const towns = [{ code: '371003999', name: '新设镇' }];
      const counties = [{ code: '371003', name: '文登区', children: towns }];
      const cities = [{ code: '3710', name: '威海市', children: counties }];
      writeFileSync(file, JSON.stringify([{ code: '37', name: '山东省', children: cities }]));
      return file;
    },
  ],
];

describe('another year’s table', () => {
  it.each(files)('comes from %s', async (_, write) => {
    await withOffice(copyOffice(original), async ({ client, grantRead }) => {
      const check = () => client.call('bodies.check', { present: null, form });
      const before = (await check()).findings;
      expect(before).toMatchObject([
        { code: 'regionCode.unknown', severity: 'warning', field: 'regionCode' },
      ]);
      expect(describeFinding(before[0] as never)).toContain(
        '第 7—9 位“999”在 2023 年的区划代码表中查不到（前 6 位是“山东省威海市文登区”）',
      );

      const file = grantRead(write(temporaryFolder()));
      const { table, added, gone } = await client.call('regions.import', { file, year: 2026 });
      expect(table).toMatchObject({ year: 2026, units: 4, importedAt: expect.any(String) });
      expect({ added, gone }).toEqual({ added: 1, gone: 44_699 - 3 });
      expect((await check()).findings).toEqual([]);
      expect((await client.call('regions.search', { text: '新设' })).regions).toEqual([
        { code: '371003999000', name: '新设镇', path: '山东省威海市文登区新设镇' },
      ]);

      expect((await client.call('regions.reset', {})).table).toMatchObject({ year: 2023, importedAt: null });
      expect((await check()).findings).toMatchObject([{ code: 'regionCode.unknown' }]);
      expect(await failureOf(client.call('regions.reset', {}))).toMatchObject({
        code: 'regions.bundledInUse',
      });
    });
  });

  it.each([
    ['without any code', [['某县', '某镇']], { code: 'regions.notATable' }],
    [
      'with a township whose county is missing',
      [
        ['37', '山东省'],
        ['371003101', '泽头镇'],
      ],
      { code: 'regions.parentMissing', params: { row: 2, code: '371003101000', name: '泽头镇' } },
    ],
    [
      'with a gap in a code',
      [
        ['37', '山东省'],
        ['370003', '文登区'],
      ],
      { code: 'regions.codeInvalid' },
    ],
  ])('is refused %s', async (_, table, failure) => {
    await withOffice(copyOffice(original), async ({ client, grantRead }) => {
      const file = grantRead(writeTable(path.join(temporaryFolder(), 'x.xlsx'), table));
      expect(await failureOf(client.call('regions.import', { file, year: 2026 }))).toMatchObject(failure);
      expect((await client.call('regions.table', {})).table.year).toBe(2023);
    });
  });
});

it('offers places before there is a data folder, and names the place of a body', async () => {
  await withOffice(path.join(temporaryFolder(), 'none'), async ({ client }) => {
    const { regions, year } = await client.call('regions.search', { text: '文登区', limit: 1 });
    expect({ regions, year }).toEqual({
      regions: [{ code: '371003000000', name: '文登区', path: '山东省威海市文登区' }],
      year: 2023,
    });
  });
  await withOffice(copyOffice(original), async ({ client }) => {
    const known = { ...form, regionCode: '371003000000', adminLevel: 'county' };
    await client.call('bodies.put', { present: null, baseRevision: null, form: known });
    const { regionName } = await client.call('bodies.read', { uscc: form.uscc });
    expect(regionName).toBe('山东省威海市文登区');
  });
});
