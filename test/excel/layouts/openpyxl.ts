/** What openpyxl, a reader that is not ours, finds in a workbook. */
import type { RawRow, RawSheet } from '#engine/excel/workbook-types.ts';
import { runPythonJson } from '#test/support/run-python.ts';

export interface SeenCell {
  /** ISO text for dates. */
  value: string | number | boolean | null;
  /** openpyxl's type: s text, n number, d date, b truth value, e error, f formula. */
  type: string;
  format: string;
  quotePrefix: boolean;
  locked: boolean;
  bold: boolean;
  font: string;
  fill: string | null;
  comment: string | null;
  link: string | null;
}

export interface SeenSheet {
  name: string;
  state: string;
  cells: Record<string, SeenCell>;
  merges: string[];
  printArea: string;
  printTitleRows: string | null;
  paperSize: string | number | null;
  orientation: string | null;
  fitToWidth: number;
  fitToHeight: number;
  fitToPage: boolean;
  footer: { left: string | null; center: string | null; right: string | null };
  centred: boolean;
  freeze: string | null;
  autoFilter: string | null;
  protected: boolean;
  hiddenColumns: string[];
  validations: { range: string; source: string; type: string }[];
  heights: Record<string, number>;
}

export interface SeenWorkbook {
  sheets: SeenSheet[];
  /** The same rows as the program's own reader hands them to a layout. */
  rows: RawRow[];
  rawSheets: RawSheet[];
}

const script = `
import sys, json, openpyxl, datetime
from openpyxl.utils import get_column_letter
def iso(v):
    if isinstance(v, datetime.datetime):
        return v.date().isoformat() if v.time() == datetime.time(0) else v.isoformat(sep=' ')
    if isinstance(v, (datetime.date, datetime.time)): return v.isoformat()
    return v
def number(v):
    return repr(int(v)) if float(v).is_integer() and abs(v) < 1e21 else repr(float(v))
wb = openpyxl.load_workbook(sys.argv[1])
out = {'sheets': [], 'rows': [], 'rawSheets': []}
for index, ws in enumerate(wb.worksheets):
    cells = {}
    for row in ws.iter_rows():
        raw = []
        for c in row:
            if c.value is None and c.comment is None and not c.has_style: continue
            v = iso(c.value)
            cells[c.coordinate] = {'value': v, 'type': c.data_type, 'format': c.number_format,
              'quotePrefix': bool(c.quotePrefix) if hasattr(c, 'quotePrefix') else False,
              'locked': c.protection.locked if c.has_style else True, 'bold': bool(c.font.b) if c.has_style else False,
              'font': c.font.name if c.has_style else '', 'fill': c.fill.fgColor.rgb if c.has_style and c.fill.fill_type else None,
              'comment': c.comment.text if c.comment else None, 'link': c.hyperlink.location if c.hyperlink else None}
            if c.value is None: continue
            cell = {'column': c.column, 'kind': 'text', 'text': str(v)}
            if c.data_type == 'f': cell['kind'] = 'formulaWithoutValue'
            elif c.data_type == 'd': cell['kind'] = 'date'
            elif c.data_type == 'b': cell['kind'] = 'boolean'; cell['text'] = 'TRUE' if c.value else 'FALSE'
            elif c.data_type == 'e': cell['kind'] = 'error'
            elif c.data_type == 'n':
                cell['kind'] = 'number'; cell['text'] = cell['number'] = number(c.value)
                if '%' in c.number_format: cell['percent'] = True
            raw.append(cell)
        if raw or row[0].row <= ws.max_row:
            out['rows'].append({'sheet': ws.title, 'row': row[0].row, 'hidden': bool(ws.row_dimensions[row[0].row].hidden), 'cells': raw})
    f = ws.oddFooter
    out['sheets'].append({'name': ws.title, 'state': ws.sheet_state, 'cells': cells,
      'merges': sorted(str(r) for r in ws.merged_cells.ranges), 'printArea': str(ws.print_area or ''),
      'printTitleRows': ws.print_title_rows, 'paperSize': ws.page_setup.paperSize, 'orientation': ws.page_setup.orientation,
      'fitToWidth': ws.page_setup.fitToWidth, 'fitToHeight': ws.page_setup.fitToHeight,
      'fitToPage': bool(ws.sheet_properties.pageSetUpPr and ws.sheet_properties.pageSetUpPr.fitToPage),
      'footer': {'left': f.left.text, 'center': f.center.text, 'right': f.right.text},
      'centred': bool(ws.print_options.horizontalCentered), 'freeze': ws.freeze_panes, 'autoFilter': ws.auto_filter.ref, 'protected': bool(ws.protection.sheet),
      'hiddenColumns': [k for k, d in ws.column_dimensions.items() if d.hidden],
      'validations': [{'range': str(d.sqref), 'source': d.formula1, 'type': d.type} for d in ws.data_validations.dataValidation],
      'heights': {str(k): d.height for k, d in ws.row_dimensions.items() if d.height is not None}})
    out['rawSheets'].append({'name': ws.title, 'index': index, 'state': ws.sheet_state,
      'merges': [[r.min_row, r.min_col, r.max_row, r.max_col] for r in ws.merged_cells.ranges]})
print(json.dumps(out, ensure_ascii=False))
`;

export function seeWorkbook(file: string): SeenWorkbook {
  return runPythonJson<SeenWorkbook>(script, { args: [file] });
}

export function sheetOf(workbook: SeenWorkbook, name: string): SeenSheet {
  const sheet = workbook.sheets.find((candidate) => candidate.name === name);
  if (!sheet) throw new Error(`no sheet ${name}`);
  return sheet;
}
