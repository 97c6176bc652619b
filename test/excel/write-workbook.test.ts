import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CellContent, SheetPlan, WorkbookPlan } from '#engine/excel/workbook-plan.ts';
import { cellTextLimit, columnLetters } from '#engine/excel/workbook-plan.ts';
import { writeWorkbook } from '#engine/excel/write-workbook.ts';
import { runPythonJson } from '#test/support/run-python.ts';
import { convertWithOffice } from '#test/support/soffice.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { seeWorkbook, sheetOf } from './layouts/openpyxl.ts';

function planOf(rows: readonly (readonly CellContent[])[], more: Partial<SheetPlan> = {}): WorkbookPlan {
  return {
    title: '测试',
    meta: { template: 'test', templateVersion: '1.0' },
    sheets: [
      {
        name: '表',
        columns: Array.from({ length: rows[0]?.length ?? 1 }, () => ({ width: 12, look: 'long' as const })),
        rows: rows.map((cells) => ({ role: 'data' as const, cells })),
        ...more,
      },
    ],
  };
}

/** Strings that spreadsheet programs could run: formulas, DDE, links, commands behind tabs and full-width signs. */
const starts = [
  '=',
  '+',
  '-',
  '@',
  '\t=',
  '\r=',
  '\n=',
  '＝',
  '＋',
  '－',
  '＠',
  ' =',
  "'=",
  '"=',
  ';=',
  '|',
  '%0A=',
];
const payloads = [
  '1+1',
  'HYPERLINK("http://example.invalid","x")',
  "cmd|'/c calc'!A0",
  'SUM(A1:A9)',
  'IMPORTXML("http://example.invalid","//a")',
  'WEBSERVICE("http://example.invalid")',
  'DDE("cmd","/c calc","x")',
  '@SUM(1)',
  '<script>alert(1)</script>',
  '&amp;lt;x&gt;',
  ']]>',
  '_x0041_',
  '{=A1}',
  'A1',
  '1e9',
  '2026-03-01',
  '"quoted"',
  "it's",
  '\u0000\u0007null',
  '\uD800lone',
  '龙\u{20000}字',
  '‮rtl',
  'x'.repeat(300),
  '=',
  '',
  '-1',
  '+86 10',
  '%',
  '#REF!',
  '=1\n=2',
];
const injections = starts.flatMap((start) => payloads.map((payload) => start + payload));

describe('text', () => {
  test('510 hostile strings are text, never a formula, for openpyxl and LibreOffice', async () => {
    expect(injections.length).toBeGreaterThanOrEqual(500);
    const folder = temporaryFolder();
    const file = path.join(folder, 'hostile.xlsx');
    await writeWorkbook(planOf(injections.map((text) => [text])), file);
    const { cells } = sheetOf(seeWorkbook(file), '表');
    for (const [index, text] of injections.entries()) {
      const cell = cells[`A${index + 1}`];
      expect(cell?.type, text).toBe('s');
      expect(typeof cell?.value, text).toBe('string');
      if (/^[=+\-@＝＋－＠\t]/.test(text)) expect(cell?.quotePrefix, text).toBe(true);
    }
    expect(countFormulas(file)).toBe(0);
    expect(countFormulas(convertWithOffice(file, 'xlsx', temporaryFolder()))).toBe(0);
  });

  test('comes back character by character, without what a cell cannot hold', async () => {
    const file = path.join(temporaryFolder(), 'text.xlsx');
    const rows = [
      'a\u0000b\u0007c',
      '行1\r\n行2\r行3\n行4',
      '\uD800x',
      '𠀀',
      '_x0041_',
      '  两端空格  ',
      'x'.repeat(40_000),
    ];
    await writeWorkbook(planOf(rows.map((text) => [text])), file);
    const { cells } = sheetOf(seeWorkbook(file), '表');
    expect(cells.A1?.value).toBe('abc');
    expect(cells.A2?.value).toBe('行1\n行2\n行3\n行4');
    expect(cells.A3?.value).toBe('\uFFFDx');
    expect(cells.A4?.value).toBe('𠀀');
    // Excel decodes _x0041_ as A; the escaped underscore keeps the text (openpyxl shows the escape)
    expect(['_x0041_', '_x005F_x0041_']).toContain(cells.A5?.value);
    expect(cells.A6?.value).toBe('  两端空格  ');
    expect(String(cells.A7?.value)).toHaveLength(cellTextLimit);
  });

  test('a cut never splits a character', async () => {
    const file = path.join(temporaryFolder(), 'cut.xlsx');
    await writeWorkbook(planOf([[`${'x'.repeat(cellTextLimit - 1)}𠀀`]]), file);
    expect(String(sheetOf(seeWorkbook(file), '表').cells.A1?.value)).toBe('x'.repeat(cellTextLimit - 1));
  });
});

/** Formula elements in the XML of all sheets, so that no reader's view stands between. */
function countFormulas(file: string): number {
  return runPythonJson<number>(
    `
import sys, zipfile, re, json
z = zipfile.ZipFile(sys.argv[1])
print(json.dumps(sum(len(re.findall(r'<f[ >/]', z.read(n).decode('utf8'))) for n in z.namelist() if 'worksheets/sheet' in n)))
`,
    { args: [file] },
  );
}

describe('values', () => {
  test('a date is the same day in every time zone', async () => {
    const file = path.join(temporaryFolder(), 'dates.xlsx');
    const zone = process.env.TZ;
    process.env.TZ = 'Asia/Shanghai';
    try {
      await writeWorkbook(
        planOf([[{ date: '2026-03-01' }, { date: '1900-03-01' }, { date: '2099-12-31' }]]),
        file,
      );
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
    const { cells } = sheetOf(seeWorkbook(file), '表');
    // 2026-03-01 is day 46082 of the 1900 date system
    const raw = runPythonJson<string[]>(
      `
import sys, zipfile, re, json
xml = zipfile.ZipFile(sys.argv[1]).read('xl/worksheets/sheet1.xml').decode('utf8')
print(json.dumps(re.findall(r'<v>([^<]*)</v>', xml)))
`,
      { args: [file] },
    );
    expect(raw).toEqual(['46082', '61', '73050']);
    expect(cells.A1?.type).toBe('n');
  });

  test('a number that is none refuses the workbook and leaves no file', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'bad.xlsx');
    await expect(writeWorkbook(planOf([[Number.NaN]]), file)).rejects.toThrow(RangeError);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('the file', () => {
  test('replaces the old one only when it is whole', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'out.xlsx');
    writeFileSync(file, 'old');
    async function* failing() {
      yield { role: 'data' as const, cells: ['x'] };
      throw new Error('the database went away');
    }
    await expect(writeWorkbook(planOf([['x']], { rows: failing() }), file)).rejects.toThrow('went away');
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['out.xlsx']);
  });

  test('ends when its progress says so', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'out.xlsx');
    const rows = Array.from({ length: 5_000 }, (_, index) => [index]);
    const seen: number[] = [];
    const writing = writeWorkbook(planOf(rows), file, {
      checkpoint: (done) => {
        seen.push(done);
        if (done >= 1_000) throw new Error('cancelled');
      },
    });
    await expect(writing).rejects.toThrow('cancelled');
    expect(seen.at(-1)).toBe(1_000);
    expect(existsSync(file)).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('20,000 rows arrive whole and in order', async () => {
    const file = path.join(temporaryFolder(), 'long.xlsx');
    function* rows() {
      for (let index = 0; index < 20_000; index += 1) {
        yield { role: 'data' as const, cells: [`第${index}行`, index, { date: '2026-03-01' }] };
      }
    }
    const columns = [12, 12, 12].map((width) => ({ width, look: 'text' as const }));
    const written = await writeWorkbook(planOf([[]], { columns, rows: rows() }), file);
    expect(written.rows).toBe(20_000);
    const seen = runPythonJson<{ count: number; wrong: number }>(
      `
import sys, json, openpyxl
ws = openpyxl.load_workbook(sys.argv[1], read_only=True).worksheets[0]
count = wrong = 0
for row in ws.iter_rows(values_only=True):
    if row[0] != '第%d行' % count or row[1] != count: wrong += 1
    count += 1
print(json.dumps({'count': count, 'wrong': wrong}))
`,
      { args: [file] },
    );
    expect(seen).toEqual({ count: 20_000, wrong: 0 });
  });

  test('its parts stand in the order of the standard', async () => {
    const file = path.join(temporaryFolder(), 'order.xlsx');
    const plan = planOf([['x', 'y']], {
      locked: true,
      merges: [[1, 1, 1, 2]],
      cellLists: [{ column: 1, firstRow: 1, lastRow: 9, list: '是否' }],
      rows: [
        {
          role: 'data',
          cells: [{ content: 'x', note: '批注', target: { sheet: '表', cell: 'A1' }, emphasis: 'link' }],
        },
      ],
    });
    await writeWorkbook({ ...plan, lists: { 是否: ['是', '否'] } }, file);
    const tags = runPythonJson<string[]>(
      `
import sys, zipfile, json
import xml.etree.ElementTree as ET
root = ET.fromstring(zipfile.ZipFile(sys.argv[1]).read('xl/worksheets/sheet1.xml'))
print(json.dumps([child.tag.split('}')[1] for child in root]))
`,
      { args: [file] },
    );
    // ECMA-376 part 1, 18.3.1.99, the children that occur here
    const order = [
      'sheetPr',
      'sheetViews',
      'sheetFormatPr',
      'cols',
      'sheetData',
      'sheetProtection',
      'mergeCells',
      'dataValidations',
      'hyperlinks',
      'printOptions',
      'pageMargins',
      'pageSetup',
      'headerFooter',
      'legacyDrawing',
    ];
    expect(tags).toEqual(order);
    const cell = sheetOf(seeWorkbook(file), '表').cells.A1;
    expect(cell).toMatchObject({ comment: '批注', link: "'表'!A1" });
  });
});

test('column letters', () => {
  expect([1, 26, 27, 52, 702, 703, 16384].map(columnLetters)).toEqual([
    'A',
    'Z',
    'AA',
    'AZ',
    'ZZ',
    'AAA',
    'XFD',
  ]);
});
