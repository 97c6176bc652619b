/**
 * A file that says which column is which, in a person's own words: titles of the form on the left, headers (or letters)
 * of the workbook on the right.
 *
 *     { "单位": "失信主体全称", "文号": "F", "金额(万元)": { "column": "标的额", "unit": "元" },
 *       "认定日期": { "column": "日期", "dates": "日月年" }, "认定机关": { "value": "示例县人民法院" } }
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import { comparable } from '#shared/domain/code-text.ts';
import type { ColumnMapping, ColumnSource } from '#shared/domain/column-mapping.ts';
import type { EngineSession } from '../session.ts';
import { UsageError } from '../usage-error.ts';

const units = { 元: 'yuan', 万元: 'wan' } as const;
const orders = { 日月年: 'dmy', 月日年: 'mdy' } as const;

const source = z.union([
  z.string().min(1),
  z.strictObject({
    column: z.string().min(1),
    unit: z.enum(['元', '万元']).optional(),
    dates: z.enum(['日月年', '月日年']).optional(),
  }),
  z.strictObject({ value: z.string().min(1) }),
]);
const columnFile = z.record(z.string(), source);
type Source = z.infer<typeof source>;

type Sheet = OperationOutput<'imports.columns'>['sheets'][number];
type StageColumns = NonNullable<OperationInput<'imports.stage'>['columns']>;

const readColumnFile = (file: string): z.infer<typeof columnFile> => {
  try {
    return columnFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new UsageError(
      `${file} 不是列对应关系文件。应为 JSON，例如 {"单位": "失信主体全称", "文号": "F", "认定机关": {"value": "示例县人民法院"}}。`,
    );
  }
};

const sourceIn = (sheet: Sheet, said: Source): ColumnSource | null => {
  if (typeof said === 'object' && 'value' in said) return { value: said.value };
  const { column: name, unit, dates } = typeof said === 'string' ? { column: said } : { ...said };
  const found =
    sheet.columns.find(({ header }) => comparable(header) === comparable(name)) ??
    sheet.columns.find(({ column }) => column === name.toUpperCase());
  if (found === undefined) return null;
  return {
    column: found.column,
    ...(unit === undefined ? {} : { unit: units[unit] }),
    ...(dates === undefined ? {} : { dateOrder: orders[dates] }),
  };
};

/** Null when the sheet lacks one of the columns: then it is not the table that is meant. */
const mappingIn = (sheet: Sheet, said: Readonly<Record<string, Source>>): ColumnMapping | null => {
  const mapping: ColumnMapping = {};
  for (const [title, where] of Object.entries(said)) {
    const column = sheet.form.find((one) => one.key === title || comparable(one.title) === comparable(title));
    if (column === undefined) {
      const titles = sheet.form.map((one) => one.title).join('、');
      throw new UsageError(`表中没有“${title}”这一列。可以写的列：${titles}。`);
    }
    const found = sourceIn(sheet, where);
    if (found === null) return null;
    mapping[column.key] = found;
  }
  return mapping;
};

/**
 * What `imports.stage` is told about the columns of a workbook: every sheet that has all the columns named.
 * @throws UsageError when no sheet has them
 */
export const assignedColumns = async (
  session: EngineSession,
  layout: OperationInput<'imports.stage'>['layout'],
  workbook: string,
  file: string,
): Promise<StageColumns> => {
  const said = readColumnFile(file);
  const { sheets } = await session.call('imports.columns', { layout, file: session.read(workbook) });
  const assigned = sheets.flatMap((sheet) => {
    const mapping = mappingIn(sheet, said);
    return mapping === null ? [] : [{ sheet: sheet.sheet, first: sheet.first, last: sheet.last, mapping }];
  });
  if (assigned.length > 0) return assigned;
  const seen = sheets.map(
    ({ sheet, columns }) =>
      `工作表“${sheet}”：${columns.map(({ column, header }) => `${column} ${header}`).join('、')}`,
  );
  throw new UsageError(`${workbook} 中没有一张工作表有 ${file} 写到的全部列。${seen.join('；')}`);
};
