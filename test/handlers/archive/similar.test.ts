/** Who may be there already: told while a form is filled in and at the rows of an import, with the one that is meant. */
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { buildUscc } from '#shared/domain/uscc.ts';
import { copyOffice, county, jiashan, makeOffice, withOffice } from '../../support/offices.ts';
import { writeTable } from '../../support/table-workbook.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../../support/temp-folder.ts';

const original = path.join(sharedTemporaryFolder(), 'county');
const codeOf = (n: number): string => buildUscc('11', '990101', `MC2000${String(n).padStart(2, '0')}`);

beforeAll(async () => {
  await makeOffice(original, county, true);
});

const body = {
  name: '示例县甲山乡人民政府',
  uscc: codeOf(1),
  bodyType: 'town',
  adminLevel: 'township',
  regionCode: '990101199000',
};

it('names the body that a new one is called like, also by a name of before', async () => {
  await withOffice(copyOffice(original), async ({ client }) => {
    const check = async (more: object) =>
      (await client.call('bodies.check', { present: null, form: { ...body, ...more } })).findings;
    expect(await check({})).toMatchObject([
      {
        code: 'body.similarName',
        severity: 'warning',
        field: 'name',
        params: { uscc: jiashan, name: '示例县甲山镇人民政府', how: 'core', former: false },
      },
    ]);
    expect(await check({ name: '示例县 甲山镇人民政府' })).toMatchObject([{ params: { how: 'same' } }]);
    expect(await check({ name: '示例县新山镇人民政府' })).toEqual([]);

    const { revision } = (await client.call('bodies.read', { uscc: jiashan })).body;
    await client.call('bodies.change', {
      uscc: jiashan,
      baseRevision: revision,
      form: { kind: 'rename', effectiveOn: '2026-01-01', toName: '示例县城关街道办事处' },
    });
    expect(await check({ name: '示例县甲山镇人民政府' })).toMatchObject([
      { params: { uscc: jiashan, name: '示例县城关街道办事处', former: true } },
    ]);
  });
});

it('tells rows of a register that are like a body here, or like a row above', async () => {
  const header = ['单位名称', '统一社会信用代码', '单位类型', '行政层级', '行政区划代码'];
  const row = (n: number, name: string, region: string) => [name, codeOf(n), '乡镇', '乡镇级', region];
  const file = writeTable(path.join(temporaryFolder(), 'bodies.xlsx'), [
    header,
    row(1, '示例县甲山乡人民政府', '990101199000'),
    row(2, '示例县新田镇人民政府', '990101198000'),
    row(3, '示例县新田（镇）人民政府', '990101198000'),
    row(4, '示例县远山镇人民政府', '990101197000'),
  ]);
  await withOffice(copyOffice(original), async ({ client, grantRead }) => {
    const { batch, findings } = await client.call('imports.stage', {
      layout: 'bodies',
      file: grantRead(file),
    });
    expect(findings.map(({ code, row: at, column, params }) => [code, `${column}${at}`, params.how])).toEqual(
      [
        ['body.similarName', 'A2', 'core'],
        ['body.similarInFile', 'A4', 'same'],
      ],
    );
    expect(findings[1]?.params).toMatchObject({ name: '示例县新田镇人民政府', row: 3 });
    // Warnings: every row may go in.
    expect(batch).toMatchObject({ accepted: 4, refused: 0 });
  });
});

it('tells officials who may be one person: in the form, in a file, and against the file itself', async () => {
  await withOffice(copyOffice(original), async ({ client, grantRead }) => {
    const person = {
      name: '诸葛明亮',
      bodyUscc: jiashan,
      staffCategory: 'civilServant',
      entryDate: '2015-07-01',
      idNo: '11010519491231002X',
    };
    const { id } = await client.call('officials.put', { present: null, baseRevision: null, form: person });
    const check = async (more: object) =>
      (
        await client.call('officials.check', { present: null, form: { ...person, idNo: '', ...more } })
      ).findings.map(({ code, params }) => [code, params.id ?? params.count]);
    expect(await check({ name: '诸葛明量' })).toEqual([['official.similar', id]]);
    expect(await check({ name: '诸葛 明亮' })).toEqual([['official.similar', id]]);
    expect(await check({ name: '诸葛明量', entryDate: '2016-07-01' })).toEqual([]);
    // Two numbers are two persons.
    expect(await check({ name: '诸葛明量', idNo: '440524188001010014' })).toEqual([]);

    const header = ['姓名', '身份证号', '单位', '单位统一社会信用代码', '人员类别', '入职日期'];
    const line = (name: string, entryDate: string) => [name, '', '', jiashan, '公务员', entryDate];
    const file = writeTable(path.join(temporaryFolder(), 'officials.xlsx'), [
      header,
      line('诸葛明量', '2015-07-01'),
      line('司马相如', '2018-09-01'),
      line('司马湘如', '2018-09-01'),
    ]);
    const { findings } = await client.call('imports.stage', { layout: 'officials', file: grantRead(file) });
    expect(findings.map(({ code, row, column, params }) => [code, `${column}${row}`, params.name])).toEqual([
      ['official.similar', 'A2', '诸葛明亮'],
      ['official.similarInFile', 'A4', '司马相如'],
    ]);
    expect(JSON.stringify(findings)).not.toContain('1949');
  });
});
