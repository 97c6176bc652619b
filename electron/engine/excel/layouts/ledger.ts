/**
 * The workbook of a ledger, made from its definition: form to fill in, table to file, and how a row of it becomes a row
 * of the ledger. What offices print (整改台账, 信访台账, 双公示 …) differs in columns only.
 */
import { formatWan } from '#shared/domain/money.ts';
import type { LedgerDefinition, LedgerField, LedgerValue } from '#shared/ledgers/definition.ts';
import type { ImportLayout as LayoutCode } from '#shared/ledgers/import-layouts.ts';
import {
  type LedgerReading,
  type LedgerReadingContext,
  readLedgerForm,
} from '#shared/ledgers/read-ledger-form.ts';
import type { CellContent, CellPlan, Look, WorkbookPlan } from '../workbook-plan.ts';
import { headerNames, penaltyColumns, permitColumns } from './dual-disclosure-headers.ts';
import { buildFormWorkbook, labelsOf } from './form-workbook.ts';
import type { ImportLayout } from './layout.ts';
import type { TableCells, TableColumn, TableSheet } from './table.ts';
import { openTableParser } from './table-parser.ts';

/** A row as it is written; what is counted from the database is shown and never read back. */
export interface LedgerSheetRow {
  bodyName: string | null;
  bodyUscc: string | null;
  official: string | null;
  /** Document number of the record that it refers to. */
  record: string | null;
  /** Number of the row that it refers to. */
  other: string | null;
  /** Open values by field, and personal ones as they may be shown. */
  values: Readonly<Record<string, LedgerValue>>;
  state: string;
  /** Last day by clock. */
  due: Readonly<Record<string, string>>;
  overdue: boolean | null;
}

export interface LedgerLayoutContext extends LedgerReadingContext {
  officeName?: string;
}

const templateVersion = '1.0';
const yesNo = { yes: '是', no: '否' } as const;
const longText = 60;

const widths: Readonly<Record<LedgerField['kind'], number>> = {
  text: 16,
  code: 15,
  date: 11,
  count: 8,
  money: 11,
  choice: 10,
  yesNo: 7,
  personal: 11,
};

const lookOf = (field: LedgerField): Look => {
  switch (field.kind) {
    case 'text':
      return field.max > longText ? 'long' : 'text';
    case 'code':
      return 'code';
    case 'date':
      return 'date';
    case 'count':
      return 'integer';
    case 'money':
      return 'money';
    case 'choice':
    case 'yesNo':
      return 'centre';
    case 'personal':
      return field.form === 'name' || field.form === 'address' ? 'text' : 'code';
  }
};

/** Names under which the forms of 双公示 send a column, by its title: the ledger's keys are its own. */
const disclosureNames = (code: string, title: string): readonly string[] => {
  const columns = code === 'penalties' ? penaltyColumns : code === 'permits' ? permitColumns : [];
  return columns
    .filter((column) => column.title === title || column.also.includes(title))
    .flatMap((column) => [column.title, ...headerNames(column)]);
};

/** Every other name of a column, once, and never one that is another column's title. */
const otherNames = (
  definition: LedgerDefinition,
  title: string,
  also: readonly string[],
): { also: readonly string[] } | object => {
  const titles = new Set(Object.values(definition.fields).map((field) => field.title));
  const names = new Set([...also, ...disclosureNames(definition.code, title)]);
  names.delete(title);
  const kept = [...names].filter((name) => !titles.has(name));
  return kept.length === 0 ? {} : { also: kept };
};

function fieldColumn(definition: LedgerDefinition, key: string, field: LedgerField): TableColumn {
  return {
    key,
    title: field.title,
    ...otherNames(definition, field.title, field.also ?? []),
    width: field.width ?? (field.kind === 'text' && field.max > longText ? 26 : widths[field.kind]),
    look: lookOf(field),
    ...(field.required === true ? { required: 'cell' as const } : {}),
    ...(field.kind === 'choice' ? { list: key } : field.kind === 'yesNo' ? { list: 'yesNo' } : {}),
    ...(field.kind === 'personal' ? { personal: true as const } : {}),
  };
}

function referenceColumns(definition: LedgerDefinition): TableColumn[] {
  const { body, official, record, row } = definition.references;
  const column = (key: string, title: string, width: number, look: Look, also: readonly string[] = []) => ({
    key,
    title,
    width,
    look,
    ...otherNames(definition, title, also),
  });
  return [
    ...(body
      ? [
          column('bodyName', body.title, 18, 'text', body.also),
          column(
            'bodyUscc',
            body.codeTitle ?? '统一社会信用代码',
            20.5,
            'code',
            body.codeTitle === undefined
              ? ['单位统一社会信用代码', '信用代码', '单位代码']
              : [`${body.title}代码`],
          ),
        ]
      : []),
    ...(official ? [column('officialId', official.title, 10, 'text')] : []),
    ...(record
      ? [
          {
            ...column('recordId', '记录文号', 16, 'code', [
              '记录编号',
              '失信记录文号',
              '信用记录文号',
              record.title,
            ]),
            ...(record.required === true ? { required: 'cell' as const } : {}),
          },
        ]
      : []),
    ...(row ? [column('rowId', `${row.title}编号`, 14, 'code', [row.title])] : []),
  ];
}

/** What the program counts: shown, never read. */
function automaticColumns(definition: LedgerDefinition): TableColumn[] {
  const automatic = (key: string, title: string, look: Look, width: number): TableColumn => ({
    key,
    title,
    width,
    look,
    automatic: true,
  });
  const clocks = Object.entries(definition.clocks).filter(([, { dueField }]) => dueField === undefined);
  return [
    ...clocks.map(([code, { title }]) => automatic(`due:${code}`, `${title}时限`, 'date', 11)),
    ...(Object.keys(definition.clocks).length > 0 ? [automatic('overdue', '是否逾期', 'centre', 7)] : []),
    automatic('state', '状态', 'centre', 10),
  ];
}

const ordinalColumn: TableColumn = {
  key: 'ordinal',
  title: '序号',
  width: 5,
  look: 'integer',
  automatic: true,
};

/** Keys of the columns that are shown; all of them are read. */
type Shown = (key: string) => boolean;

/** What a printed sheet has room for: what only some rows have stands on the page of the row. */
const mainFields =
  ({ fields, references: { record } }: LedgerDefinition): Shown =>
  (key) => {
    if (key === 'recordId') return record?.required === true;
    return fields[key]?.aside !== true && key !== 'rowId' && !key.startsWith('due:');
  };

function tableOf(definition: LedgerDefinition, officeName = '', shown: Shown = () => true): TableSheet {
  const { title, workbook } = definition;
  const money = Object.values(definition.fields).some(({ kind }) => kind === 'money');
  return {
    name: workbook?.sheet ?? title,
    title: workbook?.title ?? title,
    unitLine: [
      `填报单位（盖章）：${officeName}`,
      '填报人及电话：',
      `填报日期：${money ? '　　　　　　金额单位：万元' : ''}`,
    ],
    columns: [
      ordinalColumn,
      ...referenceColumns(definition),
      ...Object.entries(definition.fields).map(([key, field]) => fieldColumn(definition, key, field)),
      ...automaticColumns(definition),
    ].filter(({ key }) => shown(key)),
    signOff: true,
    notes: [
      '带*的列必须填写；下拉列表里有的只能从中选择；日期写成2026-03-01的样子，金额以万元为单位。',
      ...(definition.references.body ? ['单位名称与本库一致的，统一社会信用代码可以不填。'] : []),
      '灰底各列由程序计算，不用填写。',
      ...(workbook?.notes ?? []),
    ],
    blankRows: 25,
    entryRows: 5000,
    frozenColumns: 2,
  };
}

const listsOf = (definition: LedgerDefinition): Record<string, readonly string[]> => ({
  yesNo: labelsOf(yesNo),
  ...Object.fromEntries(
    Object.entries(definition.fields).flatMap(([key, field]) =>
      field.kind === 'choice' ? [[key, labelsOf(field.list)]] : [],
    ),
  ),
});

const dateCell = (date: string | null | undefined): CellContent => (date ? { date } : null);

/** 万元 as a number while a spreadsheet's 15 digits hold it, else as exact text. */
function wanCell(fen: number): CellContent | CellPlan {
  const wan = formatWan(fen);
  if (wan.replace('.', '').replace(/^0+/, '').length > 15) return wan;
  return /\.\d{2}$/.test(wan) ? Number(wan) : { content: Number(wan), look: 'number' };
}

function valueCell(field: LedgerField, value: LedgerValue | undefined): CellContent | CellPlan {
  if (value === undefined || value === null) return null;
  switch (field.kind) {
    case 'date':
      return { date: String(value) };
    case 'money':
      return wanCell(Number(value));
    case 'count':
      return Number(value);
    case 'choice':
      return field.list[String(value)] ?? String(value);
    case 'yesNo':
      return value === true ? yesNo.yes : yesNo.no;
    default:
      return String(value);
  }
}

async function* sheetRows(
  definition: LedgerDefinition,
  table: TableSheet,
  rows: Iterable<LedgerSheetRow> | AsyncIterable<LedgerSheetRow>,
): AsyncGenerator<TableCells> {
  let ordinal = 0;
  for await (const row of rows) {
    ordinal += 1;
    yield table.columns.map(({ key }): CellContent | CellPlan => {
      const field = Object.hasOwn(definition.fields, key) ? definition.fields[key] : undefined;
      if (field) return valueCell(field, row.values[key]);
      if (key.startsWith('due:')) return dateCell(row.due[key.slice(4)]);
      switch (key) {
        case 'ordinal':
          return ordinal;
        case 'bodyName':
          return row.bodyName;
        case 'bodyUscc':
          return row.bodyUscc;
        case 'officialId':
          return row.official;
        case 'recordId':
          return row.record;
        case 'rowId':
          return row.other;
        case 'overdue':
          return row.overdue === null ? null : row.overdue ? yesNo.yes : yesNo.no;
        default:
          return row.state;
      }
    });
  }
}

/** The layout of a ledger: one for each definition. */
export function ledgerLayout(definition: LedgerDefinition): ImportLayout<LedgerReading, LedgerLayoutContext> {
  const layout = definition.code as LayoutCode;
  const identity = { layout, templateVersion, title: definition.title };
  const lists = listsOf(definition);
  return {
    code: layout,
    title: definition.title,
    templateVersion,
    knownTables: [tableOf(definition)],
    tables: ({ officeName }) => [tableOf(definition, officeName)],
    lists: () => lists,
    buildTemplate: ({ officeName }) =>
      buildFormWorkbook(
        identity,
        tableOf(definition, officeName, mainFields(definition)),
        { rows: [] },
        { asForm: true, lists },
      ),
    openParser: (context) =>
      openTableParser<LedgerReading>({
        layout,
        title: definition.title,
        templateVersion,
        tables: [tableOf(definition, context.officeName)],
        mapRow: (reader) => {
          const value = readLedgerForm(definition, reader, context, { maskedStays: true });
          return { naturalKey: value?.naturalKey ?? null, value };
        },
      }),
  };
}

/**
 * The ledger as an office files it; rows may come from the database as they are read.
 * @param used keys of columns that hold anything: of those that a printed sheet has no room for, only they are shown
 */
export function buildLedgerWorkbook(
  definition: LedgerDefinition,
  officeName: string,
  used: ReadonlySet<string>,
  rows: Iterable<LedgerSheetRow> | AsyncIterable<LedgerSheetRow>,
): WorkbookPlan {
  const main = mainFields(definition);
  const table = tableOf(definition, officeName, (key) => main(key) || used.has(key));
  const identity = { layout: definition.code as LayoutCode, templateVersion, title: definition.title };
  return buildFormWorkbook(identity, table, { rows: sheetRows(definition, table, rows) }, { asForm: false });
}
