/**
 * 部门数据填报表: what one role states about every unit of a cycle, one row for each unit and one column for each item. A
 * lead department sends its figures so, and a third party its scores.
 */
import { type ScorerRole, scorerRoles } from '#shared/domain/code-lists.ts';
import { type EntryValue, readEntryText } from '#shared/model/entry-text.ts';
import type { ItemRule } from '#shared/model/methods/method.ts';
import { itemFault } from '#shared/model/read-subject.ts';
import type { WorkbookPlan } from '../workbook-plan.ts';
import { type ListedUnit, openUnitReader, unitColumns } from './cycle-unit.ts';
import { buildFormWorkbook } from './form-workbook.ts';
import type { ImportLayout } from './layout.ts';
import type { RowReader } from './row-reader.ts';
import type { TableCells, TableColumn, TableSheet } from './table.ts';
import { openTableParser } from './table-parser.ts';

/** One item that the role may state. */
export interface ValueColumn {
  leaf: string;
  leafName: string;
  item: string;
  label: string;
  rule: ItemRule;
  levels: readonly string[];
}

export interface UnitValuesContext {
  cycle: { code: string; name: string; year: number };
  role: Exclude<ScorerRole, 'derived'>;
  /** Who fills the form in; null for the role as such. */
  filledBy: string | null;
  model: { code: string; version: string; digest: string };
  columns: readonly ValueColumn[];
  units: readonly ListedUnit[];
  /** What stands already, by `unit leaf item`. */
  values?: ReadonlyMap<string, EntryValue>;
  /** The report of a third party that the scores come from. */
  report: { id: string; title: string } | null;
}

/** What a row states; blank cells say nothing. */
export interface UnitValuesRow {
  bodyUscc: string;
  values: { leaf: string; item: string; value: Exclude<EntryValue, null> }[];
}

const identity = { layout: 'unit-values', templateVersion: '1.0', title: '考核数据填报表' } as const;

const keyOf = ({ leaf, item }: Pick<ValueColumn, 'leaf' | 'item'>): string => `${leaf} ${item}`;

const columnOf = (column: ValueColumn, all: readonly ValueColumn[]): TableColumn => {
  const alone = all.filter(({ leaf }) => leaf === column.leaf).length === 1;
  const once = all.filter(({ label }) => label === column.label).length === 1;
  const number = column.rule.type === 'count' || column.rule.type === 'number';
  return {
    key: keyOf(column),
    title: `${column.leaf} ${column.label}`,
    also: [
      ...(once ? [column.label] : []),
      ...(alone ? [column.leaf, column.leafName, `${column.leaf} ${column.leafName}`] : []),
    ],
    width: 15,
    look: number ? 'number' : 'centre',
    ...(column.levels.length > 0 ? { list: keyOf(column) } : {}),
  };
};

const listsOf = ({ columns }: UnitValuesContext): Record<string, readonly string[]> =>
  Object.fromEntries(
    columns.filter(({ levels }) => levels.length > 0).map((column) => [keyOf(column), column.levels]),
  );

const tableOf = (context: UnitValuesContext): TableSheet => ({
  name: '数据',
  title: `${context.cycle.year}年度政务诚信考核数据填报表（${context.filledBy ?? scorerRoles[context.role]}）`,
  unitLine: [
    `填报单位（盖章）：${context.filledBy ?? ''}`,
    context.report === null ? '填报人及电话：' : `评估报告：${context.report.title}`,
    '填报日期：',
  ],
  columns: [
    { key: 'number', title: '序号', width: 5, look: 'integer', automatic: true },
    ...unitColumns,
    ...context.columns.map((column) => columnOf(column, context.columns)),
  ],
  signOff: true,
  notes: ['一个单位一行；空着的格表示没有填报，不会清除已有的值。', ...leafNotes(context.columns)],
  blankRows: 0,
  entryRows: Math.max(1, context.units.length),
  frozenColumns: 2,
});

/** Which indicator each code is. */
const leafNotes = (columns: readonly ValueColumn[]): string[] => {
  const names = new Map(columns.map(({ leaf, leafName }) => [leaf, leafName]));
  return names.size === 0 ? [] : [[...names].map(([code, name]) => `${code} ${name}`).join('；')];
};

function* cellsOf(context: UnitValuesContext): Generator<TableCells> {
  for (const [index, { name, uscc }] of context.units.entries()) {
    yield [
      index + 1,
      name,
      uscc,
      ...context.columns.map(({ leaf, item }) => {
        const value = context.values?.get(`${uscc} ${leaf} ${item}`) ?? null;
        return typeof value === 'boolean' ? (value ? '是' : '否') : value;
      }),
    ];
  }
}

/** The form with what stands already. */
export const buildUnitValuesWorkbook = (context: UnitValuesContext): WorkbookPlan =>
  buildFormWorkbook(
    identity,
    tableOf(context),
    { rows: cellsOf(context) },
    {
      asForm: true,
      lists: listsOf(context),
      meta: {
        cycle: context.cycle.code,
        role: context.role,
        modelCode: context.model.code,
        modelVersion: context.model.version,
        modelDigest: context.model.digest,
        ...(context.report === null ? {} : { report: context.report.id }),
      },
    },
  );

const readValue = (row: RowReader, column: ValueColumn): EntryValue => {
  const key = keyOf(column);
  const cell = row.cell(key);
  const { rule, levels } = column;
  const numeric = rule.type === 'count' || rule.type === 'number';
  if (numeric && cell?.percent) {
    row.report('error', 'row.percentCell', { title: column.label, stored: cell.number ?? cell.text }, key);
    return null;
  }
  const reading = numeric
    ? { value: row.decimal(key) }
    : readEntryText(rule.type, levels, row.text(key) ?? '');
  if ('fault' in reading) {
    row.report('error', reading.fault.code, reading.fault.params, key);
    return null;
  }
  const fault = reading.value === null ? null : itemFault(rule, reading.value);
  if (fault !== null) row.report('error', fault.code, fault.params, key);
  return reading.value;
};

export const unitValuesLayout: ImportLayout<UnitValuesRow, UnitValuesContext> = {
  code: 'unit-values',
  title: identity.title,
  templateVersion: identity.templateVersion,
  // Its columns are those of one model: a file is recognised by what it says of itself.
  knownTables: [],
  tables: (context) => [tableOf(context)],
  lists: listsOf,
  buildTemplate: buildUnitValuesWorkbook,
  openParser(context) {
    const readUnit = openUnitReader(context.units, context.cycle.name);
    return openTableParser<UnitValuesRow>({
      layout: 'unit-values',
      title: identity.title,
      templateVersion: identity.templateVersion,
      tables: [tableOf(context)],
      mapRow(row) {
        const values = context.columns.flatMap((column) => {
          const value = readValue(row, column);
          return value === null ? [] : [{ leaf: column.leaf, item: column.item, value }];
        });
        // A list of units to fill in: a row without any value says nothing.
        if (values.length === 0 && !row.refused) return { structure: 'blank' };
        const unit = readUnit(row);
        return unit === null
          ? { naturalKey: null, value: null }
          : { naturalKey: unit.uscc, value: { bodyUscc: unit.uscc, values } };
      },
      finish: (meta) =>
        meta?.modelDigest !== undefined && meta.modelDigest !== context.model.digest
          ? [
              {
                code: 'layout.wrongModel',
                severity: 'error',
                params: {
                  model: `${context.model.code} ${context.model.version}`,
                  found: `${meta.modelCode ?? ''} ${meta.modelVersion ?? ''}`.trim(),
                },
              },
            ]
          : [],
    });
  },
};
