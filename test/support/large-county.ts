/**
 * A county of the largest size that the program is made for, put into a data folder the way an office would: register,
 * officials and ledger as imported workbooks. Only the typed values go in through the repository, all of them at once.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { openDatabase } from '#engine/db/open-database.ts';
import { createEntryRepository } from '#engine/db/repositories/entries.ts';
import { buildBodiesWorkbook } from '#engine/excel/layouts/bodies.ts';
import { buildOfficialsWorkbook, type OfficialRow } from '#engine/excel/layouts/officials.ts';
import { writeWorkbook } from '#engine/excel/write-workbook.ts';
import { citizenIdCheckCharacter } from '#shared/domain/citizen-id.ts';
import { staffCategories } from '#shared/domain/code-lists.ts';
import { addDays } from '#shared/domain/dates.ts';
import type { BodyContent, EntryContent } from '#shared/domain/entities.ts';
import { buildUscc } from '#shared/domain/uscc.ts';
import { writeLargeLedger } from './large-ledger.ts';
import { county, makeOffice, sample, withOffice } from './offices.ts';

export interface CountySize {
  units: number;
  officialsPerUnit: number;
  records: number;
}

export const largeCounty: CountySize = { units: 500, officialsPerUnit: 4, records: 20_000 };

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;
const stems = [...'甲乙丙丁戊己庚辛壬癸'];
const lands = [...'山水林湖岭泉桥田溪洲'];
const kinds = ['镇', '乡', '镇', '镇', '乡'];

/** 甲山东镇, 乙水东镇 …: ten times ten times five names. */
const unitName = (n: number): string =>
  `${pick(stems, n)}${pick(lands, Math.floor(n / 10))}${pick([...'东西南北中'], Math.floor(n / 100))}${pick(kinds, n)}`;

const inventUnits = (count: number): BodyContent[] =>
  Array.from({ length: count }, (_, n) => ({
    uscc: buildUscc('11', '990101', `MB9B${String(n).padStart(4, '0')}`),
    name: `示例县${unitName(n)}人民政府`,
    shortName: unitName(n),
    bodyType: 'town',
    adminLevel: 'township',
    regionCode: `990101${String(100 + n).padStart(3, '0')}000`,
    parentUscc: null,
    groupCode: pick(['城区组', '近郊组', '农村组'], n * 7),
    headName: `${pick([...'赵钱孙周吴郑'], n)}文平`,
    liaison: `${pick([...'冯陈褚卫蒋沈'], n)}国华`,
    phone: `0000-556${String(n).padStart(4, '0')}`,
    validFrom: '2020-01-01',
    validTo: null,
  }));

const posts = ['镇长', '副镇长', '财政所所长', '信用工作专员'];
const categories = Object.keys(staffCategories) as (keyof typeof staffCategories)[];

const inventOfficials = (units: readonly BodyContent[], perUnit: number): OfficialRow[] =>
  units.flatMap((unit, u) =>
    Array.from({ length: perUnit }, (_, p): OfficialRow => {
      const n = u * perUnit + p;
      const first17 = `990101${addDays('1967-01-01', n % 11_000).replaceAll('-', '')}${String(1 + (n % 899)).padStart(3, '0')}`;
      return {
        bodyName: unit.name,
        official: {
          bodyUscc: unit.uscc,
          name: `${pick([...'赵钱孙周吴郑冯陈褚卫'], n)}${pick([...'文国建志明永家'], n * 3)}${pick([...'平华林军峰霞芳梅兰勇涛'], n * 7)}`,
          idNo: first17 + citizenIdCheckCharacter(first17),
          post: pick(posts, p),
          staffCategory: pick(categories, p),
          entryDate: addDays('1995-01-01', (n * 13) % 10_000),
          fileNo: `诚档${String(n + 1).padStart(5, '0')}`,
          pledgeSignedOn: n % 11 === 0 ? null : addDays('2025-01-01', n % 300),
          trainingHours: n % 50,
        },
      };
    }),
  );

/** Units with a small number have more records than others, so that scores spread. */
const recordCells = (units: readonly BodyContent[]) => (row: number) => {
  const unit = pick(
    units,
    Math.floor(((mixed(row) % units.length) * (mixed(row + 77_777) % units.length)) / units.length),
  );
  return {
    单位: unit.name,
    统一社会信用代码: unit.uscc,
    认定日期: addDays('2025-01-01', mixed(row) % 690),
    程度: pick(['轻微', '一般', '轻微', '一般', '严重'], mixed(row)),
    事实: `（虚构）${pick(['未按合同约定期限支付工程款', '未兑现书面承诺的补贴', '未按规定公告采购结果', '逾期未答复信息公开申请'], row)}，第 ${row} 号。`,
  };
};

/** A number that looks drawn by chance, the same for the same one (a step of Knuth's multiplicative hash). */
const mixed = (n: number): number => (((n + 1) * 2_654_435_761) % 4_294_967_296) >>> 7;

/** Varied, so that no two units are alike; a few units have not answered everything yet. */
const variedValue = (
  { item, value }: EntryContent,
  unit: number,
  position: number,
): EntryContent['value'] => {
  if (unit % 50 === 49 && position % 9 === 0) return null;
  // The numerators of shares: with fewer of them a share stays one.
  return item === 'n' && typeof value === 'number'
    ? Math.max(0, value - (mixed(unit * 100 + position) % 7))
    : value;
};

/** What the townships of the sample county stated in their finished year, dealt out among the units. */
const inventEntries = (units: readonly BodyContent[], cycleCode: string): EntryContent[] => {
  const { entries, bodies } = JSON.parse(readFileSync(sample('county.json'), 'utf8')) as {
    entries: EntryContent[];
    bodies: BodyContent[];
  };
  const templates = bodies
    .filter(({ adminLevel }) => adminLevel === 'township')
    .map(({ uscc }) => entries.filter((entry) => entry.cycleCode === '2025' && entry.bodyUscc === uscc));
  return units.flatMap((unit, n) =>
    pick(templates, n * 5).map((entry, e) => ({
      ...entry,
      cycleCode,
      bodyUscc: unit.uscc,
      value: variedValue(entry, n, e),
    })),
  );
};

/**
 * Makes the data folder, with one cycle that has been run.
 * @param work folder for the workbooks, kept by the caller
 */
export const makeLargeCounty = async (
  dataFolder: string,
  work: string,
  size: CountySize = largeCounty,
): Promise<void> => {
  const units = inventUnits(size.units);
  const officials = inventOfficials(units, size.officialsPerUnit);
  const cycle = '2026';
  await makeOffice(dataFolder, county);
  const files = {
    bodies: path.join(work, '单位名录.xlsx'),
    officials: path.join(work, '公职人员.xlsx'),
    records: path.join(work, '政务失信记录台账.xlsx'),
  } as const;
  await writeWorkbook(buildBodiesWorkbook({ officeName: county.name }, units), files.bodies);
  await writeWorkbook(
    buildOfficialsWorkbook({ officeName: county.name }, officials, { unmasked: true }),
    files.officials,
  );
  writeLargeLedger(files.records, size.records, recordCells(units));
  await withOffice(dataFolder, async ({ client, grantRead }) => {
    for (const layout of ['bodies', 'officials', 'records'] as const) {
      const { batch } = await client.call('imports.stage', { layout, file: grantRead(files[layout]) });
      const done = await client.call('imports.commit', { batch: batch.id });
      if (done.refused > 0) throw new Error(`${done.refused} rows of ${layout} were refused`);
    }
    await client.call('cycles.create', {
      code: cycle,
      name: '2026年度政务诚信考核',
      year: 2026,
      periodFrom: '2026-01-01',
      periodTo: '2026-12-31',
      planDocumentNo: '示信办〔2026〕3号',
      units: [{ modelCode: 'TOWNSHIP-2026', usccs: units.map(({ uscc }) => uscc) }],
    });
  });
  const database = openDatabase(dataFolder, { newId: uuidv7, now: () => new Date().toISOString() });
  database.write((tx) => {
    const repository = createEntryRepository(tx);
    for (const entry of inventEntries(units, cycle)) repository.upsert(entry);
  });
  database.close();
  await withOffice(dataFolder, ({ client }) => client.call('runs.execute', { cycle }));
};
