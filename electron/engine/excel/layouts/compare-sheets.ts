/**
 * A workbook of ours that came back, against what it held when it was written: cell by cell in the tables. Titles, the line
 * below them, sign-off and notes are for people to write on and are not compared.
 */
import { exactFromText } from '#shared/domain/exact.ts';
import {
  type CellContent,
  type CellPlan,
  columnLetters,
  type RowPlan,
  type WorkbookPlan,
} from '../workbook-plan.ts';
import type { RawCell, RawRow } from '../workbook-types.ts';

export interface CellDifference {
  sheet: string;
  /** Such as `J5`. */
  cell: string;
  /** What the row is about and what the column is called. */
  row: string;
  title: string;
  expected: string;
  found: string;
}

export interface SheetComparison {
  /** Cells that were compared. */
  cells: number;
  differences: CellDifference[];
  /** Sheets that did not come back. */
  missingSheets: string[];
}

const compared: ReadonlySet<RowPlan['role']> = new Set(['header', 'data', 'subtotal', 'total', 'section']);

const contentOf = (cell: CellContent | CellPlan | undefined): CellContent =>
  typeof cell === 'object' && cell !== null && 'content' in cell ? cell.content : (cell ?? null);

const expectedText = (content: CellContent): string =>
  content === null ? '' : typeof content === 'object' ? content.date : String(content);

const foundText = (cell: RawCell | undefined): string => (cell?.number ?? cell?.text ?? '').trim();

/** `97.40` typed as text is the number 97.4. */
const isSame = (expected: string, found: string): boolean => {
  if (expected.trim() === found) return true;
  const [left, right] = [exactFromText(expected.trim()), exactFromText(found)];
  return left !== null && right !== null && left.compare(right) === 0;
};

/** @param rows rows of the workbook that came back, by sheet and row number */
export async function compareSheets(
  plan: WorkbookPlan,
  rows: ReadonlyMap<string, ReadonlyMap<number, RawRow>>,
): Promise<SheetComparison> {
  const result: SheetComparison = { cells: 0, differences: [], missingSheets: [] };
  for (const sheet of plan.sheets) {
    const found = rows.get(sheet.name);
    if (found === undefined) {
      result.missingSheets.push(sheet.name);
      continue;
    }
    let titles: string[] = [];
    let number = 0;
    for await (const row of sheet.rows) {
      number += 1;
      if (!compared.has(row.role)) continue;
      const texts = row.cells.map((cell) => expectedText(contentOf(cell)));
      if (row.role === 'header') titles = texts;
      const cells = new Map(found.get(number)?.cells.map((cell) => [cell.column, cell]));
      const about = texts.find((text) => text !== '' && !/^[\d.]+$/.test(text)) ?? '';
      for (let column = 1; column <= sheet.columns.length; column += 1) {
        const expected = texts[column - 1] ?? '';
        const text = foundText(cells.get(column));
        result.cells += 1;
        if (isSame(expected, text)) continue;
        result.differences.push({
          sheet: sheet.name,
          cell: `${columnLetters(column)}${number}`,
          row: about,
          title: titles[column - 1] ?? '',
          expected,
          found: text,
        });
      }
    }
  }
  return result;
}
