/** 单位名录: the bodies of an office's area. Natural key: the unified social credit code. */
import { bodyTypes, officeLevels } from '#shared/domain/code-lists.ts';
import type { BodyContent } from '#shared/domain/entities.ts';
import { type BodyReadingContext, readBody } from '#shared/domain/forms/read-body.ts';
import type { CellContent, WorkbookPlan } from '../workbook-plan.ts';
import { buildFormWorkbook, labelsOf } from './form-workbook.ts';
import type { ImportLayout } from './layout.ts';
import type { TableCells, TableSheet } from './table.ts';
import { openTableParser } from './table-parser.ts';

export interface BodiesContext extends BodyReadingContext {
  /** Name of the office that fills in the form. */
  officeName?: string;
  /** Bodies that the form already holds. */
  bodies?: Iterable<BodyContent>;
}

const identity = { layout: 'bodies', templateVersion: '1.0', title: '单位名录' } as const;

function table(context: BodiesContext): TableSheet {
  return {
    name: '单位名录',
    title: '单位名录',
    unitLine: [`填报单位（盖章）：${context.officeName ?? ''}`, '填报人及电话：', '填报日期：'],
    columns: [
      { key: 'number', title: '序号', width: 5, look: 'integer', automatic: true },
      {
        key: 'name',
        title: '单位名称',
        also: ['单位', '单位全称', '机构名称', '名称'],
        width: 22,
        look: 'text',
        required: 'cell',
      },
      {
        key: 'uscc',
        title: '统一社会信用代码',
        also: ['信用代码', '社会信用代码', '统一代码', '机构代码'],
        width: 20.5,
        look: 'code',
        required: 'cell',
      },
      { key: 'shortName', title: '单位简称', also: ['简称'], width: 11, look: 'text' },
      {
        key: 'bodyType',
        title: '单位类型',
        also: ['单位类别', '机构类型', '类型'],
        width: 10,
        look: 'centre',
        required: 'cell',
        list: 'bodyType',
      },
      {
        key: 'adminLevel',
        title: '行政层级',
        also: ['层级', '行政级别'],
        width: 8,
        look: 'centre',
        required: 'cell',
        list: 'adminLevel',
      },
      {
        key: 'regionCode',
        title: '行政区划代码',
        also: ['区划代码', '统计用区划代码', '行政区划'],
        width: 14.5,
        look: 'code',
        required: 'cell',
      },
      {
        key: 'parentUscc',
        title: '上级单位统一社会信用代码',
        also: ['上级单位代码', '上级代码', '主管单位统一社会信用代码', '主管单位代码'],
        width: 20.5,
        look: 'code',
      },
      { key: 'groupCode', title: '考核组别', also: ['组别', '考核分组', '分组'], width: 9, look: 'centre' },
      {
        key: 'headName',
        title: '主要负责人',
        also: ['负责人', '单位负责人', '法定代表人'],
        width: 9,
        look: 'centre',
      },
      { key: 'liaison', title: '联络员', also: ['联系人', '经办人'], width: 9, look: 'centre' },
      {
        key: 'phone',
        title: '联系电话',
        also: ['电话', '手机', '联系方式', '办公电话'],
        width: 14,
        look: 'code',
        personal: true,
      },
      { key: 'validFrom', title: '启用日期', also: ['设立日期', '成立日期'], width: 11, look: 'date' },
      { key: 'validTo', title: '停用日期', also: ['撤销日期', '注销日期'], width: 11, look: 'date' },
    ],
    signOff: true,
    notes: [
      '带*的列必须填写。统一社会信用代码为18位，行政区划代码为12位（乡镇级以下不足12位的末尾补0），均按文本填写。',
      '单位类型、行政层级从下拉列表中选择；没有上级单位的，上级单位统一社会信用代码留空。',
      '考核组别相同的单位在一起排名；日期写成2026-03-01的样子；仍在使用的单位不填停用日期。',
    ],
    blankRows: 30,
    entryRows: 2000,
    frozenColumns: 2,
  };
}

function bodyCells(body: BodyContent, number: number): TableCells {
  const date = (text: string | null): CellContent => (text === null ? null : { date: text });
  return [
    number,
    body.name,
    body.uscc,
    body.shortName,
    bodyTypes[body.bodyType],
    officeLevels[body.adminLevel],
    body.regionCode,
    body.parentUscc,
    body.groupCode,
    body.headName,
    body.liaison,
    body.phone,
    date(body.validFrom),
    date(body.validTo),
  ];
}

function* bodyRows(bodies: Iterable<BodyContent>): Generator<TableCells> {
  let number = 0;
  for (const body of bodies) {
    number += 1;
    yield bodyCells(body, number);
  }
}

const lists = { bodyType: labelsOf(bodyTypes), adminLevel: labelsOf(officeLevels) };

export const bodiesLayout: ImportLayout<BodyContent, BodiesContext> = {
  code: 'bodies',
  title: identity.title,
  templateVersion: identity.templateVersion,
  knownTables: [table({})],
  tables: (context) => [table(context)],
  lists: () => lists,
  buildTemplate: (context) =>
    buildFormWorkbook(
      identity,
      table(context),
      { rows: bodyRows(context.bodies ?? []) },
      { asForm: true, lists },
    ),
  openParser: (context) =>
    openTableParser({
      layout: 'bodies',
      title: identity.title,
      templateVersion: identity.templateVersion,
      tables: [table(context)],
      mapRow: (row) => readBody(row, context),
    }),
};

/** The register as an office files it. It imports again through the same layout. */
export function buildBodiesWorkbook(context: BodiesContext, bodies: Iterable<BodyContent>): WorkbookPlan {
  return buildFormWorkbook(identity, table(context), { rows: bodyRows(bodies) }, { asForm: false });
}
