/** W14 报送清单: written for the package of a township, read by the county against the files on the stick. */
import { appendFileSync, copyFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { seeWorkbook, sheetOf } from '../excel/layouts/openpyxl.ts';
import { county, makeFilledTownship, makeOffice, township, withOffice } from '../support/offices.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';

const shared = sharedTemporaryFolder();
const sealed = path.join(shared, '甲山镇.zxpkg');
const list = path.join(shared, '甲山镇-报送清单.xlsx');
const countyFolder = path.join(shared, 'county');
let sha256 = '';
let counts: Record<string, number> = {};

beforeAll(async () => {
  await makeFilledTownship(path.join(shared, 'township'));
  await withOffice(path.join(shared, 'township'), async ({ client, grantWrite }) => {
    const list1 = { report: 'delivery-list' as const, cycle: '2026' };
    await expect(client.call('reports.export', { ...list1, file: grantWrite(list) })).rejects.toMatchObject({
      code: 'delivery.none',
    });
    const made = await client.call('packages.create', { cycle: '2026', file: grantWrite(sealed) });
    ({ sha256, counts } = made);
    await client.call('reports.export', { ...list1, file: grantWrite(list) });
  });
  await makeOffice(countyFolder, county);
}, 120_000);

const check = (files: readonly string[]) =>
  withOffice(countyFolder, ({ client, grantRead }) =>
    client.call('packages.checkDelivery', {
      list: grantRead(list),
      packages: files.map((file) => grantRead(file)),
    }),
  );

describe('the delivery list', () => {
  it('names the file with its tables, rows and digest in groups to be read aloud', () => {
    const book = seeWorkbook(list);
    const sheet = sheetOf(book, '报送清单');
    const row = 'ABCDEFGH'.split('').map((letter) => sheet.cells[`${letter}4`]?.value ?? null);
    const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const tables = Object.values(counts).filter((count) => count > 0).length;
    expect(row.slice(0, 4)).toEqual([1, '甲山镇.zxpkg', tables, rows]);
    expect(String(row[4]).split(' ')).toHaveLength(16);
    expect([String(row[4]).replaceAll(' ', ''), row[5], row[7]]).toEqual([sha256, township.name, null]);
    expect(sheet.cells.C5?.value).toBe(tables);
    expect(rows).toBeGreaterThan(10);
  });

  it('agrees with the file that came, under whatever name', async () => {
    const renamed = path.join(temporaryFolder(), '改了名.zxpkg');
    copyFileSync(sealed, renamed);
    const { files, findings } = await check([renamed]);
    expect(findings).toEqual([]);
    expect(files).toMatchObject([
      { fileName: '甲山镇.zxpkg', state: 'matches', found: { fileName: '改了名.zxpkg', sha256 } },
    ]);
  });

  it('says what is missing, damaged or not on the list', async () => {
    expect((await check([])).files).toMatchObject([{ state: 'missing', found: null }]);
    const folder = temporaryFolder();
    const damaged = path.join(folder, '甲山镇.zxpkg');
    copyFileSync(sealed, damaged);
    appendFileSync(damaged, 'x');
    expect((await check([damaged])).files).toMatchObject([{ fileName: '甲山镇.zxpkg', state: 'damaged' }]);
    const stray = path.join(folder, '别的.zxpkg');
    renameSync(damaged, stray);
    expect((await check([sealed, stray])).files.map(({ fileName, state }) => [fileName, state])).toEqual([
      ['甲山镇.zxpkg', 'matches'],
      ['别的.zxpkg', 'damaged'],
    ]);
  });

  it('refuses a workbook that is no delivery list', async () => {
    await expect(
      withOffice(countyFolder, async ({ client, grantRead, grantWrite }) => {
        const other = path.join(temporaryFolder(), 'bodies.xlsx');
        await client.call('templates.write', { layout: 'bodies', file: grantWrite(other) });
        return client.call('packages.checkDelivery', { list: grantRead(other), packages: [] });
      }),
    ).rejects.toMatchObject({ code: 'layout.wrongTemplate' });
  });
});
