import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readWorkbookInProcess } from '#engine/excel/read-workbook-in-process.ts';
import { spawnReader } from '#engine/excel/spawn-reader.ts';
import { runPython, runPythonJson } from '#test/support/run-python.ts';
import { convertWithOffice } from '#test/support/soffice.ts';
import { sharedTemporaryFolder } from '#test/support/temp-folder.ts';

/** Sheet, row, column, text: dates as ISO, numbers as the double they are. */
type Cells = Record<string, string>;

/** Written by openpyxl, so that neither our writer nor our reader decides what is in the file. */
const write = `
import sys, datetime, random, openpyxl
from openpyxl.styles import numbers
random.seed(7)
wb = openpyxl.Workbook()
ws = wb.active
ws.title = '台账'
ws.append(['单位', '日期', '时间', '分值', '比例', '编号', '备注', '是否'])
formats = ['yyyy-mm-dd', 'yyyy"年"m"月"d"日"', 'yyyy/m/d;@', '[$-804]yyyy"年"m"月"d"日";@']
for i in range(400):
    ws.append([f'某镇第{i}号 <&>"', datetime.date(2020, 1, 1) + datetime.timedelta(days=i * 3),
               datetime.datetime(2024, 2, 29, i % 24, i % 60, 0), round(random.uniform(-1000, 1000), i % 9),
               random.random(), f'9901010000{i:08d}', '第一行\\n第二行　全角' if i % 5 == 0 else None, i % 2 == 0])
    row = ws.max_row
    ws.cell(row, 2).number_format = formats[i % 4]
    ws.cell(row, 3).number_format = 'yyyy/m/d h:mm'
    ws.cell(row, 5).number_format = '0.00%'
ws.row_dimensions[5].hidden = True
ws.merge_cells('J1:K2')
other = wb.create_sheet('隐藏')
other.sheet_state = 'hidden'
other['C3'] = '#N/A'
other['D4'] = 1e-7
other['E5'] = 123456789012345
wb.save(sys.argv[1])
`;

const dump = `
import sys, json, datetime, openpyxl
wb = openpyxl.load_workbook(sys.argv[1], data_only=True)
cells = {}
for ws in wb.worksheets:
    for row in ws.iter_rows():
        for cell in row:
            v = cell.value
            if v is None: continue
            if isinstance(v, bool): v = 'TRUE' if v else 'FALSE'
            elif isinstance(v, datetime.datetime):
                v = v.strftime('%Y-%m-%d' if v.time() == datetime.time() else '%Y-%m-%d %H:%M:%S')
            elif isinstance(v, (int, float)): v = 'n' + repr(float(v))
            cells[f'{ws.title}!{cell.coordinate}'] = str(v)
print(json.dumps(cells, ensure_ascii=False))
`;

const letter = (column: number) => String.fromCharCode(64 + column);

async function ourCells(file: string): Promise<{ cells: Cells; hidden: string[] }> {
  const cells: Cells = {};
  const hidden: string[] = [];
  for await (const event of readWorkbookInProcess(file, { spawnReader })) {
    if (event.type !== 'row') continue;
    const { sheet, row } = event.row;
    if (event.row.hidden) hidden.push(`${sheet}!${row}`);
    for (const cell of event.row.cells) {
      const value = cell.number === undefined ? cell.text : `n${pythonRepr(Number(cell.number))}`;
      cells[`${sheet}!${letter(cell.column)}${row}`] = value;
    }
  }
  return { cells, hidden };
}

/** The way Python writes a double. */
function pythonRepr(value: number): string {
  const text = String(value);
  if (/e/.test(text)) return text.replace(/e([+-])(\d)$/, 'e$10$2');
  if (value !== 0 && Math.abs(value) < 1e-4) return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  return Number.isInteger(value) ? `${text}.0` : text;
}

describe('the cells that other programs see (H2)', () => {
  const folder = sharedTemporaryFolder();
  const original = path.join(folder, 'original.xlsx');
  beforeAll(() => {
    runPython(write, { args: [original] });
  });

  it('in a workbook of openpyxl', async () => {
    const { cells, hidden } = await ourCells(original);
    expect(Object.keys(cells).length).toBeGreaterThan(2_800);
    expect(cells).toEqual(runPythonJson<Cells>(dump, { args: [original] }));
    expect(hidden).toEqual(['台账!5']);
  });

  it('in the same workbook saved by LibreOffice', async () => {
    const saved = convertWithOffice(convertWithOffice(original, 'ods', folder), 'xlsx', folder);
    const { cells, hidden } = await ourCells(saved);
    expect(Object.keys(cells).length).toBeGreaterThan(2_800);
    expect(cells).toEqual(runPythonJson<Cells>(dump, { args: [saved] }));
    expect(hidden).toEqual(['台账!5']);
  });

  it('and an old workbook of LibreOffice is named as such', async () => {
    const old = convertWithOffice(original, 'xls', folder);
    await expect(ourCells(old)).rejects.toMatchObject({ code: 'workbook.oldFormat' });
    const open = convertWithOffice(original, 'ods', folder);
    await expect(ourCells(open)).rejects.toMatchObject({
      code: 'workbook.notAWorkbook',
      params: { detected: 'ods' },
    });
  });
});
