/**
 * W5 公职人员诚信档案: one row per official. Citizen numbers are personal data: masked in exports unless the caller may
 * show them, and never part of a natural key or of a finding.
 */
import { maskCitizenId } from '#shared/domain/citizen-id.ts';
import { staffCategories } from '#shared/domain/code-lists.ts';
import type { OfficialContent } from '#shared/domain/entities.ts';
import { type OfficialReadingContext, readOfficial } from '#shared/domain/forms/read-official.ts';
import type { CellContent, WorkbookPlan } from '../workbook-plan.ts';
import { buildFormWorkbook, labelsOf } from './form-workbook.ts';
import type { ImportLayout } from './layout.ts';
import type { TableCells, TableSheet } from './table.ts';
import { openTableParser } from './table-parser.ts';

/** A row of the file as it is written. What is counted from the database is shown and never read back. */
export interface OfficialRow {
  official: OfficialContent;
  bodyName: string;
  commendations?: number;
  dishonestRecords?: number;
  /** 处分影响期满日 */
  disciplineUntil?: string | null;
  /** 年度考核等次 */
  annualGrade?: string | null;
}

export interface OfficialsContext extends OfficialReadingContext {
  officeName?: string;
  officials?: Iterable<OfficialRow>;
}

const identity = { layout: 'officials', templateVersion: '1.0', title: '公职人员诚信档案' } as const;

function table(context: Pick<OfficialsContext, 'officeName'>): TableSheet {
  return {
    name: '公职人员诚信档案',
    title: '公职人员诚信档案',
    unitLine: [`填报单位（盖章）：${context.officeName ?? ''}`, '填报人及电话：', '填报日期：'],
    columns: [
      { key: 'number', title: '序号', width: 5, look: 'integer', automatic: true },
      { key: 'name', title: '姓名', width: 10, look: 'centre', required: 'cell' },
      {
        key: 'idNo',
        title: '身份证号',
        also: ['公民身份号码', '身份证号码', '身份证', '证件号码'],
        width: 20.5,
        look: 'code',
        personal: true,
      },
      { key: 'bodyName', title: '单位', also: ['单位名称', '所在单位', '工作单位'], width: 18, look: 'text' },
      {
        key: 'bodyUscc',
        title: '单位统一社会信用代码',
        also: ['统一社会信用代码', '单位代码', '信用代码'],
        width: 20.5,
        look: 'code',
        required: 'cell',
      },
      { key: 'post', title: '职务', also: ['职务职级', '岗位'], width: 13, look: 'text' },
      {
        key: 'staffCategory',
        title: '人员类别',
        also: ['人员性质', '编制类别'],
        width: 11,
        look: 'centre',
        required: 'cell',
        list: 'staffCategory',
      },
      { key: 'entryDate', title: '入职日期', also: ['参加工作日期', '录用日期'], width: 11, look: 'date' },
      { key: 'fileNo', title: '档案编号', also: ['档案号'], width: 12, look: 'code' },
      {
        key: 'pledgeSignedOn',
        title: '承诺书签订日期',
        also: ['承诺书', '承诺书签订', '承诺日期'],
        width: 11,
        look: 'date',
      },
      { key: 'trainingHours', title: '学时', also: ['培训学时', '诚信培训学时'], width: 7, look: 'integer' },
      { key: 'commendations', title: '表彰数', width: 7, look: 'integer', automatic: true },
      { key: 'dishonestRecords', title: '失信数', width: 7, look: 'integer', automatic: true },
      {
        key: 'disciplineUntil',
        title: '处分影响期满日',
        also: ['处分及影响期满日'],
        width: 11,
        look: 'date',
        automatic: true,
      },
      { key: 'annualGrade', title: '年度考核等次', width: 9, look: 'centre', automatic: true },
    ],
    signOff: true,
    notes: [
      '带*的列必须填写；身份证号填完整号码，按文本填写，导入后加密保存、显示时打星号。',
      '人员类别从下拉列表中选择；日期写成2026-03-01的样子；学时填整数。',
      '灰底各列由程序统计，不用填写。',
    ],
    blankRows: 30,
    entryRows: 3000,
    frozenColumns: 2,
  };
}

/** `hidden` leaves the number out: a masked one could not be imported again. */
function* officialRows(
  rows: Iterable<OfficialRow>,
  numbers: 'plain' | 'masked' | 'hidden',
): Generator<TableCells> {
  const date = (text: string | null | undefined): CellContent => (text ? { date: text } : null);
  let number = 0;
  for (const row of rows) {
    const { official } = row;
    number += 1;
    const idNo = official.idNo === null || numbers === 'hidden' ? null : official.idNo;
    yield [
      number,
      official.name,
      idNo !== null && numbers === 'masked' ? maskCitizenId(idNo) : idNo,
      row.bodyName,
      official.bodyUscc,
      official.post,
      staffCategories[official.staffCategory],
      date(official.entryDate),
      official.fileNo,
      date(official.pledgeSignedOn),
      official.trainingHours,
      row.commendations ?? null,
      row.dishonestRecords ?? null,
      date(row.disciplineUntil),
      row.annualGrade ?? null,
    ];
  }
}

const lists = { staffCategory: labelsOf(staffCategories) };

export const officialsLayout: ImportLayout<OfficialContent, OfficialsContext> = {
  code: 'officials',
  title: identity.title,
  templateVersion: identity.templateVersion,
  knownTables: [table({})],
  tables: (context) => [table(context)],
  lists: () => lists,
  buildTemplate: (context) => {
    const rows = officialRows(context.officials ?? [], 'hidden');
    return buildFormWorkbook(identity, table(context), { rows }, { asForm: true, lists });
  },
  openParser: (context) =>
    openTableParser({
      layout: 'officials',
      title: identity.title,
      templateVersion: identity.templateVersion,
      tables: [table(context)],
      mapRow: (row) => readOfficial(row, context),
    }),
};

/** The files as an office keeps them. `unmasked` only for callers that may see citizen numbers. */
export function buildOfficialsWorkbook(
  context: Pick<OfficialsContext, 'officeName'>,
  rows: Iterable<OfficialRow>,
  options: { unmasked: boolean },
): WorkbookPlan {
  const body = { rows: officialRows(rows, options.unmasked ? 'plain' : 'masked') };
  return buildFormWorkbook(identity, table(context), body, { asForm: false });
}
