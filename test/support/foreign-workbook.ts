/** Workbooks as offices send them, written by openpyxl: merged headers, hidden rows and columns, notes and totals. */
import { runPython } from './run-python.ts';

export type ForeignCell = string | number | null | { date: string } | { formula: string } | { error: string };

export interface ForeignSheet {
  name: string;
  /** From the first row of the sheet on. */
  rows: readonly (readonly ForeignCell[])[];
  /** As in Excel: `A1:D1`. */
  merges?: readonly string[];
  hiddenRows?: readonly number[];
  /** Letters. */
  hiddenColumns?: readonly string[];
  hidden?: boolean;
}

const script = `
import sys, json, datetime, openpyxl
for book in json.load(sys.stdin):
    wb = openpyxl.Workbook()
    wb.remove(wb.active)
    for spec in book['sheets']:
        ws = wb.create_sheet(spec['name'])
        for r, row in enumerate(spec['rows'], 1):
            for c, value in enumerate(row, 1):
                if value is None: continue
                cell = ws.cell(row=r, column=c)
                if isinstance(value, dict):
                    if 'date' in value:
                        cell.value = datetime.date.fromisoformat(value['date'])
                        cell.number_format = 'yyyy-mm-dd'
                    elif 'formula' in value: cell.value = '=' + value['formula']
                    else:
                        cell.value = value['error']
                        cell.data_type = 'e'
                else: cell.value = value
        for merge in spec.get('merges', []): ws.merge_cells(merge)
        for row in spec.get('hiddenRows', []): ws.row_dimensions[row].hidden = True
        for column in spec.get('hiddenColumns', []): ws.column_dimensions[column].hidden = True
        if spec.get('hidden'): ws.sheet_state = 'hidden'
    wb.save(book['file'])
`;

/** Writes several workbooks at once: starting Python takes longer than writing. */
export const writeForeignWorkbooks = (
  books: readonly { file: string; sheets: readonly ForeignSheet[] }[],
): void => {
  runPython(script, { input: JSON.stringify(books) });
};
