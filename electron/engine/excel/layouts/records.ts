/**
 * W4 政务失信记录台账: dishonesty records of bodies, each confirmed by an effective document and named by an item of
 * the catalogue. Natural key: body, catalogue item and document number.
 */
import {
  documentTypes,
  domains,
  rectificationStatuses,
  repairStatuses,
  severities,
} from '#shared/domain/code-lists.ts';
import type { CatalogueItem, CreditRecordContent } from '#shared/domain/entities.ts';
import { openRecordReading, type RecordReadingContext } from '#shared/domain/forms/read-record.ts';
import { formatWan } from '#shared/domain/money.ts';
import type { CellContent, CellPlan, WorkbookPlan } from '../workbook-plan.ts';
import { buildFormWorkbook, labelsOf } from './form-workbook.ts';
import type { ImportLayout } from './layout.ts';
import type { TableCells, TableSheet } from './table.ts';
import { openTableParser } from './table-parser.ts';

/** A row of the ledger as it is written: the record and the name of its body. */
export interface RecordRow {
  record: CreditRecordContent;
  bodyName: string;
}

/** Of the catalogue only the negative items about bodies are offered and accepted. */
export interface RecordsContext extends RecordReadingContext {
  officeName?: string;
  /** Records that the form already holds. */
  records?: Iterable<RecordRow>;
}

const identity = { layout: 'records', templateVersion: '1.0', title: '政务失信记录台账' } as const;

function table(context: Pick<RecordsContext, 'officeName'>): TableSheet {
  return {
    name: '政务失信记录台账',
    title: '政务失信记录台账',
    unitLine: [
      `填报单位（盖章）：${context.officeName ?? ''}`,
      '填报人及电话：',
      '填报日期：　　　　　　金额单位：万元',
    ],
    columns: [
      { key: 'number', title: '序号', width: 5, look: 'integer', automatic: true },
      {
        key: 'bodyName',
        title: '单位',
        also: ['单位名称', '失信单位', '失信主体', '主体名称'],
        width: 14,
        look: 'text',
        required: 'cell',
      },
      {
        key: 'bodyUscc',
        title: '统一社会信用代码',
        also: ['信用代码', '社会信用代码', '单位代码', '主体代码'],
        width: 12.5,
        look: 'code',
        required: 'cell',
      },
      {
        key: 'domain',
        title: '领域',
        also: ['失信领域', '所属领域'],
        width: 9,
        look: 'centre',
        list: 'domain',
      },
      {
        key: 'item',
        title: '失信类型',
        also: ['失信事项', '目录项', '失信行为类型', '信息事项'],
        width: 13,
        look: 'text',
        required: 'cell',
        list: 'item',
      },
      {
        key: 'documentType',
        title: '文书类型',
        also: ['认定文书类型', '文书种类'],
        width: 8,
        look: 'centre',
        required: 'cell',
        list: 'documentType',
      },
      {
        key: 'documentNo',
        title: '文号',
        also: ['文书号', '文书文号', '认定文号', '决定书文号', '案号'],
        width: 13,
        look: 'code',
        required: 'cell',
      },
      {
        key: 'issuingOrgan',
        title: '认定机关',
        also: ['认定单位', '决定机关', '作出机关'],
        width: 12,
        look: 'text',
        required: 'cell',
      },
      {
        key: 'decisionDate',
        title: '认定日期',
        also: ['决定日期', '文书日期', '生效日期'],
        width: 11,
        look: 'date',
        required: 'cell',
      },
      {
        key: 'fact',
        title: '事实',
        also: ['失信事实', '事实摘要', '主要事实', '失信行为'],
        width: 31,
        look: 'long',
        required: 'cell',
      },
      {
        key: 'amount',
        title: '金额(万元)',
        also: ['金额', '涉及金额(万元)', '涉案金额(万元)', '金额(元)', '涉及金额(元)'],
        width: 10,
        look: 'money',
      },
      {
        key: 'severity',
        title: '程度',
        also: ['失信程度', '严重程度'],
        width: 5.5,
        look: 'centre',
        list: 'severity',
      },
      { key: 'persons', title: '责任人', also: ['责任人员', '相关责任人'], width: 8.5, look: 'text' },
      {
        key: 'publicFrom',
        title: '公示起',
        also: ['公示开始', '公示起始日', '公示开始日期'],
        width: 11,
        look: 'date',
        automatic: true,
      },
      {
        key: 'publicMin',
        title: '公示最短',
        also: ['最短', '最短公示期满', '最短公示至'],
        width: 11,
        look: 'date',
        automatic: true,
      },
      {
        key: 'publicMax',
        title: '公示最长',
        also: ['最长', '最长公示期满', '最长公示至'],
        width: 11,
        look: 'date',
        automatic: true,
      },
      {
        key: 'rectification',
        title: '整改状态',
        also: ['整改情况'],
        width: 7.5,
        look: 'centre',
        list: 'rectification',
      },
      {
        key: 'repair',
        title: '修复状态',
        also: ['信用修复状态', '修复情况'],
        width: 7.5,
        look: 'centre',
        list: 'repair',
      },
      { key: 'remarks', title: '备注', width: 9, look: 'long' },
    ],
    signOff: true,
    notes: [
      '带*的列必须填写。失信类型只能选目录内的事项；没有生效文书的只能作为线索，不填本表。',
      '文号照文书原样填写；金额以万元为单位，精确到分（小数点后6位）；事实不超过500字；日期写成2026-03-01的样子。',
      '灰底各列由程序按认定日期和程度计算，不用填写；领域、程度留空的按目录项的规定。',
    ],
    blankRows: 25,
    entryRows: 5000,
    frozenColumns: 2,
  };
}

function recordable(catalogue: readonly CatalogueItem[]): readonly CatalogueItem[] {
  return catalogue.filter((item) => item.polarity === 'negative' && item.subjectType === 'body');
}

async function* recordRows(
  rows: Iterable<RecordRow> | AsyncIterable<RecordRow>,
  itemNames: ReadonlyMap<string, string>,
): AsyncGenerator<TableCells> {
  let number = 0;
  for await (const { record, bodyName } of rows) {
    number += 1;
    yield [
      number,
      bodyName,
      record.bodyUscc,
      domains[record.domain],
      itemNames.get(record.catalogueItem) ?? record.catalogueItem,
      documentTypes[record.documentType],
      record.documentNo,
      record.issuingOrgan,
      { date: record.decisionDate },
      record.factSummary,
      record.amountFen === null ? null : wanCell(record.amountFen),
      severities[record.severity],
      record.responsiblePersons,
      dateCell(record.publicFrom),
      dateCell(record.publicMinUntil),
      dateCell(record.publicMaxUntil),
      rectificationStatuses[record.rectificationStatus],
      repairStatuses[record.repairStatus],
      record.remarks,
    ];
  }
}

function dateCell(date: string | null): CellContent {
  return date === null ? null : { date };
}

/** 万元 as a number while a spreadsheet's 15 digits hold it, else as exact text. */
function wanCell(fen: number): CellContent | CellPlan {
  const wan = formatWan(fen);
  if (wan.replace('.', '').replace(/^0+/, '').length > 15) return wan;
  const wholeHundreds = /\.\d{2}$/.test(wan);
  return wholeHundreds ? Number(wan) : { content: Number(wan), look: 'number' };
}

/** The catalogue name when it is unambiguous, else the code: what the ledger shows and the import finds again. */
function itemTexts(catalogue: readonly CatalogueItem[]): ReadonlyMap<string, string> {
  const count = new Map<string, number>();
  for (const item of recordable(catalogue)) count.set(item.name, (count.get(item.name) ?? 0) + 1);
  return new Map(catalogue.map((item) => [item.code, count.get(item.name) === 1 ? item.name : item.code]));
}

function listsOf(context: Pick<RecordsContext, 'catalogue'>): Record<string, readonly string[]> {
  const texts = itemTexts(context.catalogue);
  return {
    domain: labelsOf(domains),
    item: recordable(context.catalogue).map((item) => texts.get(item.code) ?? item.code),
    documentType: labelsOf(documentTypes),
    severity: labelsOf(severities),
    rectification: labelsOf(rectificationStatuses),
    repair: labelsOf(repairStatuses),
  };
}

export const recordsLayout: ImportLayout<CreditRecordContent, RecordsContext> = {
  code: 'records',
  title: identity.title,
  templateVersion: identity.templateVersion,
  knownTables: [table({})],
  tables: (context) => [table(context)],
  lists: listsOf,
  buildTemplate: (context) =>
    buildFormWorkbook(
      identity,
      table(context),
      { rows: recordRows(context.records ?? [], itemTexts(context.catalogue)) },
      { asForm: true, lists: listsOf(context) },
    ),
  openParser: (context) => {
    const read = openRecordReading({ ...context, catalogue: recordable(context.catalogue) });
    return openTableParser({
      layout: 'records',
      title: identity.title,
      templateVersion: identity.templateVersion,
      tables: [table(context)],
      mapRow: read,
    });
  },
};

/** The ledger as an office files it; rows may come from the database as they are read. */
export function buildRecordsWorkbook(
  context: Pick<RecordsContext, 'officeName' | 'catalogue'>,
  rows: Iterable<RecordRow> | AsyncIterable<RecordRow>,
): WorkbookPlan {
  const body = { rows: recordRows(rows, itemTexts(context.catalogue)) };
  return buildFormWorkbook(identity, table(context), body, { asForm: false });
}
