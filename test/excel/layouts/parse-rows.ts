/** Runs a layout's parser over rows, as an import does. */
import { rowsLookedAt } from '#engine/excel/layouts/header-place.ts';
import type { DataRow, ImportLayout, ParserSummary, StructureRow } from '#engine/excel/layouts/layout.ts';
import { metaSheetName } from '#engine/excel/workbook-plan.ts';
import type { RawCell, RawRow, RawSheet } from '#engine/excel/workbook-types.ts';

export interface Parsed<Row> extends ParserSummary {
  data: DataRow<Row>[];
  structure: StructureRow[];
}

export function parseRows<Row, Context>(
  layout: ImportLayout<Row, Context>,
  context: Context,
  rows: readonly RawRow[],
  sheets: readonly RawSheet[] = [],
): Parsed<Row> {
  const parser = layout.openParser(context);
  const named = [...new Set(rows.map(({ sheet }) => sheet))].filter((name) => name !== metaSheetName);
  const plain = named
    .filter((name) => !sheets.some((sheet) => sheet.name === name))
    .map((name, index): RawSheet => ({ name, index, state: 'visible', merges: [] }));
  for (const sheet of [...sheets, ...plain]) {
    parser.enterSheet(sheet, rows.filter((row) => row.sheet === sheet.name).slice(0, rowsLookedAt));
  }
  const data: DataRow<Row>[] = [];
  const structure: StructureRow[] = [];
  for (const row of rows) {
    const parsed = parser.accept(row);
    if (parsed.kind === 'data') data.push(parsed);
    else structure.push(parsed);
  }
  return { data, structure, ...parser.finish() };
}

/** Rows of one sheet from plain values: text, numbers, or a whole cell; null is no cell. */
export function rowsOf(
  sheet: string,
  lines: readonly (readonly (string | number | Omit<RawCell, 'column'> | null)[])[],
): RawRow[] {
  return lines.map((line, index) => ({
    sheet,
    row: index + 1,
    hidden: false,
    cells: line.flatMap((value, position): RawCell[] => {
      if (value === null) return [];
      const column = position + 1;
      if (typeof value === 'string') return [{ column, kind: 'text', text: value }];
      if (typeof value === 'number') {
        return [{ column, kind: 'number', text: String(value), number: String(value) }];
      }
      return [{ column, ...value }];
    }),
  }));
}
