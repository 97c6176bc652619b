import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from '#engine/excel/read-workbook.ts';
import type { RawCell, RawSheet, WorkbookEvent } from '#engine/excel/workbook-types.ts';
import type { Finding } from '#shared/errors/finding.ts';
import {
  type CraftedParts,
  craftWorkbook,
  mainNamespace,
  sheetXml,
  xmlHead,
} from '#test/support/crafted-workbook.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';

interface Read {
  sheets: RawSheet[];
  rows: { sheet: string; row: number; hidden: boolean }[];
  /** `表1!A1` → cell. */
  cells: Record<string, Omit<RawCell, 'column'>>;
  findings: Finding[];
}

async function readBytes(bytes: Buffer): Promise<Read> {
  const file = path.join(temporaryFolder(), 'x.xlsx');
  writeFileSync(file, bytes);
  const read: Read = { sheets: [], rows: [], cells: {}, findings: [] };
  const take = (event: WorkbookEvent) => {
    if (event.type === 'sheet') read.sheets.push(event.sheet);
    if (event.type === 'finding') read.findings.push(event.finding);
    if (event.type !== 'row') return;
    const { sheet, row, hidden, cells } = event.row;
    read.rows.push({ sheet, row, hidden });
    for (const { column, ...cell } of cells) {
      read.cells[`${sheet}!${String.fromCharCode(64 + column)}${row}`] = cell;
    }
  };
  for await (const event of readWorkbook(file)) take(event);
  return read;
}

const read = (parts: CraftedParts) => readBytes(craftWorkbook(parts));
const text = (value: string) => ({ kind: 'text', text: value });
const number = (value: string) => ({ kind: 'number', text: value, number: value });
const date = (value: string) => ({ kind: 'date', text: value });

describe('containers as careless writers make them', () => {
  const sheets = ['<row r="1"><c r="A1" t="s"><v>0</v></c></row>'];
  const sharedTexts = ['<t>甲镇</t>'];
  const plain: CraftedParts = { sheets, sharedTexts };
  const worksheet = 'xl/worksheets/sheet1.xml';

  it.each<[string, CraftedParts]>([
    ['as they should be', plain],
    [
      'with junk before the archive',
      { ...plain, zip: { leadingJunk: Buffer.from('MZ some starter program '.repeat(9)) } },
    ],
    ['with junk after the archive', { ...plain, zip: { trailingJunk: Buffer.alloc(100, 7) } }],
    ['with a comment on the archive', { ...plain, zip: { comment: '政务诚信 PK\u0005\u0006 archive' } }],
    [
      'with sizes behind the content',
      { ...plain, entries: (all) => all.map((e) => ({ ...e, dataDescriptor: true })) },
    ],
    [
      'with 64-bit sizes',
      { ...plain, entries: (all) => all.map((e) => ({ ...e, zip64: true })), zip: { zip64End: true } },
    ],
    ['without compression', { ...plain, entries: (all) => all.map((e) => ({ ...e, method: 0 })) }],
    [
      'with backslashes in names',
      { ...plain, entries: (all) => all.map((e) => ({ ...e, name: e.name.replaceAll('/', '\\') })) },
    ],
    [
      'with the folder in capitals',
      { ...plain, entries: (all) => all.map((e) => ({ ...e, name: e.name.replace(/^xl/, 'XL') })) },
    ],
    ['without content types', { ...plain, parts: { '[Content_Types].xml': null } }],
    ['without relationships of the package', { ...plain, parts: { '_rels/.rels': null } }],
    ['without relationships of the workbook', { ...plain, parts: { 'xl/_rels/workbook.xml.rels': null } }],
    [
      'with absolute targets',
      {
        ...plain,
        parts: {
          'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="t/worksheet" Target="/${worksheet}"/></Relationships>`,
        },
      },
    ],
    [
      'with targets from the root',
      {
        ...plain,
        parts: {
          'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="t/worksheet" Target="${worksheet}"/></Relationships>`,
        },
      },
    ],
    [
      'with targets that go up',
      {
        ...plain,
        parts: {
          'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="t/worksheet" Target="../xl/./worksheets/sheet1.xml"/></Relationships>`,
        },
      },
    ],
    ['with byte order marks', { ...plain, parts: { [worksheet]: `\ufeff${sheetXml(sheets[0] ?? '')}` } }],
    [
      'in UTF-16, little end first',
      {
        ...plain,
        parts: {
          [worksheet]: Buffer.from(
            `\ufeff${sheetXml(sheets[0] ?? '').replace('UTF-8', 'UTF-16')}`,
            'utf16le',
          ),
        },
      },
    ],
    [
      'in UTF-16, big end first',
      {
        ...plain,
        parts: {
          [worksheet]: Buffer.from(
            `\ufeff${sheetXml(sheets[0] ?? '').replace('UTF-8', 'UTF-16')}`,
            'utf16le',
          ).swap16(),
        },
      },
    ],
    [
      'in GB 18030',
      {
        ...plain,
        parts: {
          'xl/sharedStrings.xml': Buffer.concat([
            Buffer.from('<?xml version="1.0" encoding="GB18030"?><sst><si><t>'),
            Buffer.from('bcd7d5f2', 'hex'),
            Buffer.from('</t></si></sst>'),
          ]),
        },
      },
    ],
    [
      'in the strict vocabulary',
      {
        ...plain,
        entries: (all) =>
          all.map((e) => ({
            ...e,
            content: String(e.content)
              .replaceAll(mainNamespace, 'http://purl.oclc.org/ooxml/spreadsheetml/main')
              .replaceAll(
                'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
                'http://purl.oclc.org/ooxml/officeDocument/relationships',
              ),
          })),
      },
    ],
    [
      'with prefixes on all elements',
      {
        ...plain,
        parts: {
          [worksheet]: `<x:worksheet xmlns:x="${mainNamespace}"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
        },
      },
    ],
    [
      'with line breaks inside tags',
      {
        ...plain,
        parts: {
          [worksheet]: `<worksheet\n xmlns = '${mainNamespace}'\n><sheetData\n><row\n r = "1"\n><c\tr='A1'\r\nt="s"\n><v >0</v ></c\n></row></sheetData></worksheet>`,
        },
      },
    ],
    [
      'with a greater-than sign in an attribute',
      {
        ...plain,
        parts: { [worksheet]: sheetXml('<row r="1" x:note="a>b/>"><c r="A1" t="s"><v>0</v></c></row>') },
      },
    ],
  ])('%s', async (_name, parts) => {
    const { cells, findings, rows } = await read(parts);
    expect(cells).toEqual({ '表1!A1': text('甲镇') });
    expect(rows).toHaveLength(1);
    expect(findings).toEqual([]);
  });

  it('reads a workbook without shared texts and without formats', async () => {
    const parts = { 'xl/styles.xml': null, 'xl/sharedStrings.xml': null };
    const { cells } = await read({ sheets: ['<row><c s="3"><v>45000</v></c></row>'], parts });
    expect(cells).toEqual({ '表1!A1': number('45000') });
  });
});

describe('rows and cells', () => {
  it('are counted where they have no reference', async () => {
    const data =
      '<row><c><v>1</v></c><c r="C1"><v>2</v></c><c><v>3</v></c></row><row r="5"><c><v>4</v></c></row><row><c><v>5</v></c></row>';
    const { cells, findings } = await read({ sheets: [data] });
    expect(Object.entries(cells).map(([place, { text: value }]) => [place, value])).toEqual([
      ['表1!A1', '1'],
      ['表1!C1', '2'],
      ['表1!D1', '3'],
      ['表1!A5', '4'],
      ['表1!A6', '5'],
    ]);
    expect(findings).toEqual([]);
  });

  it('tell what is hidden, and hidden columns only when they hold something', async () => {
    const columns = '<cols><col min="2" max="3" hidden="1"/><col min="20" max="16384" hidden="1"/></cols>';
    const data =
      '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>2</v></c></row><row r="2" hidden="1"/><row r="3" ht="0" customHeight="1"/>';
    const { rows, findings, sheets } = await read({
      sheets: [sheetXml(data, { before: columns }), '', ''],
      sheetAttributes: ['', 'state="hidden"', 'state="veryHidden"'],
    });
    expect(rows.map(({ row, hidden }) => [row, hidden])).toEqual([
      [1, false],
      [2, true],
      [3, true],
    ]);
    expect(sheets.map(({ state, index }) => [index, state])).toEqual([
      [0, 'visible'],
      [1, 'hidden'],
      [2, 'veryHidden'],
    ]);
    expect(findings).toEqual([
      { code: 'workbook.hiddenColumns', severity: 'warning', params: { columns: 'C' }, sheet: '表1' },
    ]);
  });

  it('come after the merged ranges of their sheet, though these stand behind them', async () => {
    const after =
      '<x:mergeCells xmlns:x="m"><x:mergeCell ref="B2:A1"/><x:mergeCell ref="C3:D9"/></x:mergeCells>';
    const { sheets } = await read({ sheets: [sheetXml('<row r="1"/>'.padEnd(300_000), { after })] });
    expect(sheets[0]?.merges).toEqual([
      [1, 1, 2, 2],
      [3, 3, 9, 4],
    ]);
  });

  it('are named with their place when they contradict themselves', async () => {
    const { findings, cells } = await read({
      sheets: [
        '<row r="7"><c r="B7"><v>1</v></c><c r="B7"><v>2</v></c><c r="A7"><v>0</v></c><c r="D8"><v>x</v></c></row>',
      ],
    });
    expect(cells).toEqual({ '表1!A7': number('0'), '表1!B7': number('2'), '表1!D7': text('x') });
    expect(findings).toEqual([
      { code: 'workbook.duplicateCell', severity: 'error', params: {}, sheet: '表1', row: 7, column: 'B' },
      {
        code: 'workbook.cellMisplaced',
        severity: 'error',
        params: { reference: 'D8' },
        sheet: '表1',
        row: 7,
        column: 'D',
      },
      { code: 'workbook.invalidNumber', severity: 'error', params: {}, sheet: '表1', row: 7, column: 'D' },
    ]);
  });
});

describe('cells', () => {
  const cellsOf = async (data: string, more: Partial<CraftedParts> = {}) => {
    const { cells } = await read({ sheets: [`<row r="1">${data}</row>`], ...more });
    return Object.values(cells);
  };

  it('hold texts of every kind', async () => {
    const sharedTexts = [
      '<t xml:space="preserve"> 前后空格 </t>',
      '<r><rPr><b/></rPr><t>富</t></r><r><t>文本</t></r><rPh sb="0" eb="1"><t>fu</t></rPh>',
      '<t>一行_x000D_\n二行</t>',
      '<t>_x005F_x0041_</t>',
      '<t>&#x6B64;&#22788; &amp;amp; &lt;甲&gt;</t>',
      '<t>全角１２３　空格，﨑</t>',
      '<w:no xmlns:w="w"><t>不显示</t></w:no><t>显示</t>',
      '<t/>',
    ];
    const data = sharedTexts.map((_, i) => `<c t="s"><v>${i}</v></c>`).join('');
    // The last but one is in an extension that is not understood, and so not to be processed.
    expect(await cellsOf(data, { sharedTexts })).toEqual(
      [
        ' 前后空格 ',
        '富文本',
        '一行\r\n二行',
        '_x0041_',
        '此处 &amp; <甲>',
        '全角１２３　空格，﨑',
        '显示',
      ].map(text),
    );
  });

  it('hold inline texts, also rich ones, and the one that belongs to the type', async () => {
    const data =
      '<c t="inlineStr"><is><r><t>富</t></r><r><t>文</t></r><rPh><t>x</t></rPh></is></c><c t="inlineStr"><is><t>1.</t></is><v>1.0</v></c><c t="inlineStr"><v>只有值</v></c>';
    expect(await cellsOf(data)).toEqual([text('富文'), text('1.'), text('只有值')]);
  });

  it('hold results of formulas', async () => {
    const data =
      '<c t="str"><f>A1&amp;"x"</f><v>甲x</v></c><c><f>1+1</f><v>2</v></c><c><f>SUM(A1)</f></c><c t="str"><f>""</f><v></v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c t="b"><f>1=1</f><v>1</v></c>';
    expect(await cellsOf(data)).toEqual([
      text('甲x'),
      number('2'),
      { kind: 'formulaWithoutValue', text: '' },
      { kind: 'error', text: '#DIV/0!' },
      { kind: 'boolean', text: 'TRUE' },
    ]);
  });

  it('hold numbers as their shortest decimal', async () => {
    const values = [
      '0.1',
      '1E-7',
      '1.5e+21',
      '420115195001010000',
      '-0',
      ' 7 ',
      '0.30000000000000004',
      '100',
    ];
    const data = values.map((value) => `<c><v>${value}</v></c>`).join('');
    expect(await cellsOf(data)).toEqual(
      [
        '0.1',
        '0.0000001',
        '1500000000000000000000',
        '420115195001010000',
        '0',
        '7',
        '0.30000000000000004',
        '100',
      ].map(number),
    );
  });

  it('show percentages as percentages, with the stored number beside', async () => {
    const data = ['0.153', '1', '-0.005', '12.3456', '0']
      .map((value) => `<c s="1"><v>${value}</v></c>`)
      .join('');
    const shown = (await cellsOf(data, { formats: [0, 10] })).map((cell) => [
      cell.text,
      cell.number,
      cell.percent,
    ]);
    expect(shown).toEqual([
      ['15.3%', '0.153', true],
      ['100%', '1', true],
      ['-0.5%', '-0.005', true],
      ['1234.56%', '12.3456', true],
      ['0%', '0', true],
    ]);
  });

  it('hold dates of type d', async () => {
    const values = [
      '2026-03-01',
      '2026-03-01T00:00:00Z',
      '2026-03-01T08:30:00.000',
      '08:30:00',
      '2026-02-30',
    ];
    const { cells, findings } = await read({
      sheets: [`<row r="1">${values.map((value) => `<c t="d"><v>${value}</v></c>`).join('')}</row>`],
    });
    expect(Object.values(cells)).toEqual([
      date('2026-03-01'),
      date('2026-03-01'),
      date('2026-03-01 08:30:00'),
      date('08:30:00'),
      text('2026-02-30'),
    ]);
    expect(findings).toMatchObject([{ code: 'workbook.dateOutOfRange', row: 1, column: 'E' }]);
  });

  // 45352 = 2024-03-01: from 1899-12-30 there are 45352 days, 36526 of them to 2000-01-01 and 8826 after.
  it.each([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58])(
    'are dates in the built-in format %i',
    async (format) => {
      expect(await cellsOf('<c s="1"><v>45352</v></c>', { formats: [0, format] })).toEqual([
        date('2024-03-01'),
      ]);
    },
  );

  it.each([18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56])(
    'are times in the built-in format %i',
    async (format) => {
      expect(await cellsOf('<c s="1"><v>0.5</v></c>', { formats: [0, format] })).toEqual([date('12:00:00')]);
    },
  );

  it('follow the calendar that the workbook says', async () => {
    const data = '<c s="1"><v>0</v></c><c s="1"><v>43890</v></c>';
    // 1904-01-01 is day 0; 2024-03-01 is 45352 − 1462 days after it.
    expect(await cellsOf(data, { formats: [0, 14], date1904: true })).toEqual([
      date('1904-01-01'),
      date('2024-03-01'),
    ]);
  });

  it('follow the format in the file where it gives a built-in number another meaning', async () => {
    const more = { formats: [0, 31, 176], formatCodes: { 31: '0.00', 176: '[$-804]yyyy"年"m"月"d"日";@' } };
    expect(await cellsOf('<c s="1"><v>45352</v></c><c s="2"><v>45352</v></c>', more)).toEqual([
      number('45352'),
      date('2024-03-01'),
    ]);
  });
});

describe('a file in the style of WPS', () => {
  it('is read with its extensions, drop-downs and formats', async () => {
    const wps = 'http://www.wps.cn/officeDocument/2017/etCustomData';
    const sheet = `${xmlHead}<worksheet xmlns="${mainNamespace}" xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:etc="${wps}"><sheetPr/><dimension ref="A1:C3"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews><sheetFormatPr defaultColWidth="9" defaultRowHeight="13.5"/><cols><col min="1" max="3" width="20" customWidth="1"/></cols><sheetData><row r="1" spans="1:3"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" s="1"/></row><row r="2" spans="1:3"><c r="A2" s="1" t="s"><v>2</v></c><c r="B2" s="2"><v>45352</v></c><c r="C2" s="3"><v>0.5</v></c></row><row r="3"><c r="B3" s="4"><v>45352.354166666664</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells><dataValidations count="1"><dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1" sqref="A2:A1048576"><formula1>"一般,较重,严重"</formula1></dataValidation></dataValidations><pageMargins left="0.75" right="0.75" top="1" bottom="1" header="0.5" footer="0.5"/><headerFooter/><extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations count="1"><x14:dataValidation type="list"><x14:formula1><xm:f xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">选项!$A$1:$A$3</xm:f></x14:formula1></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>`;
    const { cells, findings, sheets } = await read({
      sheets: [sheet],
      sharedTexts: [
        '<t>失信等级</t><phoneticPr fontId="1" type="noConversion"/>',
        '<t>日期</t>',
        '<t>严重</t>',
      ],
      formats: [0, 49, 58, 9, 22],
      parts: {
        'docProps/app.xml': `${xmlHead}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>WPS 表格</Application></Properties>`,
        'docProps/custom.xml': `${xmlHead}<Properties><property name="KSOProductBuildVer"/></Properties>`,
      },
    });
    expect(cells).toEqual({
      '表1!A1': text('失信等级'),
      '表1!B1': text('日期'),
      '表1!A2': text('严重'),
      '表1!B2': date('2024-03-01'),
      '表1!C2': { kind: 'number', text: '50%', number: '0.5', percent: true },
      '表1!B3': date('2024-03-01 08:30:00'),
    });
    expect(sheets[0]?.merges).toEqual([[1, 1, 1, 2]]);
    expect(findings).toEqual([]);
  });
});
