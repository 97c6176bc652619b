/** What an import of bodies says of their superiors. */
import path from 'node:path';
import { expect, it } from 'vitest';
import { buildBodiesWorkbook } from '#engine/excel/layouts/bodies.ts';
import { writeWorkbook } from '#engine/excel/write-workbook.ts';
import type { BodyContent } from '#shared/domain/entities.ts';
import { buildUscc } from '#shared/domain/uscc.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { county, jiashan, makeOffice, withOffice } from '../support/offices.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

const codeOf = (number: number): string => buildUscc('12', '990101', `MC10000${number}`);

const village = (number: number, parentUscc: string | null): BodyContent => ({
  uscc: codeOf(number),
  name: `示例村${number}`,
  shortName: null,
  bodyType: 'village',
  adminLevel: 'village',
  regionCode: '990101100201',
  parentUscc,
  groupCode: null,
  headName: null,
  liaison: null,
  phone: null,
  validFrom: null,
  validTo: null,
});

it('names superiors that neither file nor database holds, and circles, at their cell', async () => {
  const folder = path.join(temporaryFolder(), 'data');
  const file = path.join(temporaryFolder(), 'bodies.xlsx');
  await makeOffice(folder, county, true);
  const bodies = [
    village(1, jiashan), // in the database
    village(2, codeOf(3)), // further down in the file
    village(3, null),
    village(4, codeOf(9)), // nowhere
    village(5, codeOf(6)), // each other's superior
    village(6, codeOf(5)),
  ];
  await writeWorkbook(buildBodiesWorkbook({}, bodies), file);

  await withOffice(folder, async ({ client, grantRead }) => {
    const { batch, findings } = await client.call('imports.stage', {
      layout: 'bodies',
      file: grantRead(file),
    });
    // Title, unit line and header stand above: the first body is row 4. 上级单位… is the eighth column, H.
    expect(findings.map(({ severity, code, row, column }) => [severity, code, `${column}${row}`])).toEqual([
      ['warning', 'body.parentUnknown', 'H7'],
      ['warning', 'body.parentCycle', 'H8'],
      ['warning', 'body.parentCycle', 'H9'],
    ]);
    expect(describeFinding(findings[0] as never)).toContain(codeOf(9));
    expect(batch).toMatchObject({ accepted: 6, refused: 0 });
  });
});
