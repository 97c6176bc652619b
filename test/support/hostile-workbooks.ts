/**
 * Workbooks made to hurt their reader, and files that are none: each row of the table of hostile cases in the
 * project's quality goals, each trap known from other programs' issue lists, and some of our own. Everything is
 * generated; no file is kept.
 */
import { craftCompoundFile, craftWorkbook, mainNamespace, sheetXml, xmlHead } from './crafted-workbook.ts';
import { rawZip } from './raw-zip.ts';

export interface HostileWorkbook {
  name: string;
  make(): Buffer;
  /** The code of the failure it must end in, or what must be read from it. */
  ends:
    | { failure: string; params?: Record<string, unknown> }
    | { rows: number; findings?: string[] }
    /** Either is right; what counts is that it ends. */
    | { rows: number; orFailure: string };
  /** A bomb must be refused within 2 s and 150 MB. */
  bomb?: true;
}

const cell = (reference: string, value: string | number) =>
  typeof value === 'number'
    ? `<c r="${reference}"><v>${value}</v></c>`
    : `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;
const oneRow = `<row r="1">${cell('A1', '甲')}</row>`;
const book = (data: string) => craftWorkbook({ sheets: [data] });
const bookWith = (sheet: string | Buffer) => craftWorkbook({ sheets: [sheet] });
const spaces = (bytes: number) => Buffer.alloc(bytes, ' ');
const mebibyte = 1024 * 1024;

const laughs = `${xmlHead}<!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from(
  { length: 9 },
  (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i === 0 ? '' : i};`.repeat(10)}">`,
).join('')}]>`;

const refusals: HostileWorkbook[] = [
  {
    name: 'one part that declares 1 GB',
    make: () =>
      craftWorkbook({
        sheets: [spaces(mebibyte)],
        entries: (entries) =>
          entries.map((e) => (e.name.includes('sheet1') ? { ...e, declaredBytes: 1024 * mebibyte } : e)),
      }),
    ends: { failure: 'workbook.tooLarge', params: { limitMb: 300 } },
    bomb: true,
  },
  {
    name: '200 MB of spaces that declare 1,000 bytes',
    make: () =>
      craftWorkbook({
        sheets: [spaces(200 * mebibyte)],
        entries: (entries) =>
          entries.map((e) => (e.name.includes('sheet1') ? { ...e, declaredBytes: 1000 } : e)),
      }),
    ends: { failure: 'workbook.hostile', params: { reason: 'sizeFalsified' } },
    bomb: true,
  },
  {
    name: '290 MB of spaces honestly declared',
    make: () => craftWorkbook({ sheets: [spaces(290 * mebibyte)] }),
    ends: { failure: 'workbook.corrupt' },
  },
  {
    name: 'forty parts of 10 MB',
    make: () =>
      craftWorkbook({
        sheets: [oneRow],
        parts: Object.fromEntries(
          Array.from({ length: 40 }, (_, i) => [`xl/media/image${i}.bin`, spaces(10 * mebibyte)]),
        ),
      }),
    ends: { failure: 'workbook.tooLarge' },
    bomb: true,
  },
  {
    name: 'a workbook part of 20 MB',
    make: () => craftWorkbook({ sheets: [oneRow], parts: { 'xl/workbook.xml': spaces(20 * mebibyte) } }),
    ends: { failure: 'workbook.corrupt' },
    bomb: true,
  },
  {
    name: 'five million rows without numbers',
    make: () => book('<row/>'.repeat(5_000_000)),
    ends: { failure: 'workbook.hostile', params: { reason: 'tooManyRows' } },
    bomb: true,
  },
  {
    name: 'five million words that look like the end of a prefix',
    make: () => book(`<row r="1"><c r="A1" t="str"><v>${':row '.repeat(5_000_000)}</v></c></row>`),
    ends: { failure: 'workbook.hostile' },
  },
  {
    name: 'billion laughs in a sheet',
    make: () =>
      bookWith(`${laughs}<worksheet xmlns="${mainNamespace}"><sheetData>&lol9;</sheetData></worksheet>`),
    ends: { failure: 'workbook.hostile', params: { reason: 'documentType' } },
    bomb: true,
  },
  {
    name: 'a document type in the shared texts',
    make: () =>
      craftWorkbook({
        sheets: ['<row r="1"><c r="A1" t="s"><v>0</v></c></row>'],
        parts: { 'xl/sharedStrings.xml': `${laughs}<sst><si><t>&lol9;</t></si></sst>` },
      }),
    ends: { failure: 'workbook.hostile', params: { reason: 'documentType' } },
  },
  {
    name: 'an external entity',
    make: () =>
      bookWith(
        `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet xmlns="${mainNamespace}"><sheetData>${`<row><c t="inlineStr"><is><t>&e;</t></is></c></row>`}</sheetData></worksheet>`,
      ),
    ends: { failure: 'workbook.hostile', params: { reason: 'documentType' } },
  },
  {
    name: 'a document type in the relationships',
    make: () => craftWorkbook({ sheets: [oneRow], parts: { '_rels/.rels': '<!DOCTYPE r><Relationships/>' } }),
    ends: { failure: 'workbook.hostile', params: { reason: 'documentType' } },
  },
  {
    name: 'an entry that leads out of the folder',
    make: () => craftWorkbook({ sheets: [oneRow], parts: { '../../outside.xml': 'x' } }),
    ends: { failure: 'workbook.hostile', params: { reason: 'unsafePartName' } },
  },
  {
    name: 'an entry that leads out with backslashes',
    make: () => craftWorkbook({ sheets: [oneRow], parts: { 'xl\\..\\..\\outside.xml': 'x' } }),
    ends: { failure: 'workbook.hostile', params: { reason: 'unsafePartName' } },
  },
  {
    name: 'an absolute entry',
    make: () => craftWorkbook({ sheets: [oneRow], parts: { '/etc/cron.d/x': 'x' } }),
    ends: { failure: 'workbook.hostile', params: { reason: 'unsafePartName' } },
  },
  {
    name: 'an entry on a drive',
    make: () => craftWorkbook({ sheets: [oneRow], parts: { 'C:/x.xml': 'x' } }),
    ends: { failure: 'workbook.hostile', params: { reason: 'unsafePartName' } },
  },
  {
    name: 'two entries of one name',
    make: () =>
      craftWorkbook({
        sheets: [oneRow],
        entries: (entries) => [...entries, { name: 'xl/worksheets/sheet1.xml', content: sheetXml('') }],
      }),
    ends: { failure: 'workbook.hostile', params: { reason: 'duplicatePart' } },
  },
  {
    name: 'two entries that differ in case only',
    make: () => craftWorkbook({ sheets: [oneRow], parts: { 'XL/Worksheets/Sheet1.xml': sheetXml('') } }),
    ends: { failure: 'workbook.hostile', params: { reason: 'duplicatePart' } },
  },
  {
    name: 'two thousand and some entries',
    make: () =>
      craftWorkbook({
        sheets: [oneRow],
        parts: Object.fromEntries(Array.from({ length: 2_001 }, (_, i) => [`xl/media/${i}.png`, ''])),
      }),
    ends: { failure: 'workbook.hostile', params: { reason: 'tooManyParts' } },
  },
  {
    name: 'a directory that says it has more entries than it has',
    make: () => craftWorkbook({ sheets: [oneRow], zip: { declaredEntries: 100 } }),
    ends: { failure: 'workbook.corrupt' },
  },
  {
    name: 'half a file',
    make: () => {
      const whole = craftWorkbook({ sheets: [oneRow] });
      return whole.subarray(0, whole.length / 2);
    },
    ends: { failure: 'workbook.corrupt' },
  },
  {
    name: 'a wrong checksum',
    make: () =>
      craftWorkbook({
        sheets: [oneRow],
        entries: (entries) => entries.map((e) => (e.name.includes('sheet1') ? { ...e, crc: 1 } : e)),
      }),
    ends: { failure: 'workbook.corrupt' },
  },
  {
    name: 'a part longer than declared by a little',
    make: () =>
      craftWorkbook({
        sheets: [oneRow],
        entries: (entries) =>
          entries.map((e) => (e.name.includes('sheet1') ? { ...e, declaredBytes: 10 } : e)),
      }),
    ends: { failure: 'workbook.corrupt' },
  },
  {
    name: 'a part shorter than declared',
    make: () =>
      craftWorkbook({
        sheets: [oneRow],
        entries: (entries) =>
          entries.map((e) => (e.name.includes('sheet1') ? { ...e, declaredBytes: 9999 } : e)),
      }),
    ends: { failure: 'workbook.corrupt' },
  },
  {
    name: 'a compression method that office programs do not use',
    make: () =>
      craftWorkbook({
        sheets: [oneRow],
        entries: (entries) => entries.map((e) => (e.name.includes('sheet1') ? { ...e, method: 9 } : e)),
      }),
    ends: { failure: 'workbook.corrupt' },
  },
  {
    name: 'zip encryption',
    make: () =>
      craftWorkbook({
        sheets: [oneRow],
        entries: (entries) => entries.map((e) => ({ ...e, flags: 0x801 })),
      }),
    ends: { failure: 'workbook.encrypted' },
  },
  {
    name: 'elements nested a thousand deep',
    make: () => book(`${'<x>'.repeat(1000)}${'</x>'.repeat(1000)}`),
    ends: { failure: 'workbook.hostile', params: { reason: 'tooDeep' } },
  },
  {
    name: 'an attribute of 50 MB',
    make: () => book(`<row r="1" spans="${'1'.repeat(50 * mebibyte)}"/>`),
    ends: { failure: 'workbook.hostile', params: { reason: 'tagTooLong' } },
  },
  {
    name: 'an attribute that never ends',
    make: () => bookWith(`${xmlHead}<worksheet a="${'b'.repeat(20 * mebibyte)}`),
    ends: { failure: 'workbook.hostile', params: { reason: 'tagTooLong' } },
  },
  {
    name: 'a comment that never ends',
    make: () => bookWith(`${xmlHead}<worksheet><!--${'-'.repeat(20 * mebibyte)}`),
    ends: { failure: 'workbook.corrupt' },
  },
  {
    name: 'a sheet cut off',
    make: () =>
      bookWith(`${xmlHead}<worksheet xmlns="${mainNamespace}"><sheetData>${oneRow}<row r="2"><c r="A2">`),
    ends: { failure: 'workbook.corrupt' },
  },
  {
    name: 'tags that cross',
    make: () => book('<row r="1"><c r="A1"></row></c>'),
    ends: { failure: 'workbook.corrupt' },
  },
  {
    name: 'bytes that are no UTF-8',
    make: () => bookWith(Buffer.from(sheetXml(`<row r="1">${cell('A1', 'ÿþ')}</row>`), 'latin1')),
    ends: { failure: 'workbook.corrupt' },
  },
  {
    name: 'an encoding that does not exist',
    make: () => bookWith('<?xml version="1.0" encoding="x-no-such"?><worksheet><sheetData/></worksheet>'),
    ends: { failure: 'workbook.corrupt' },
  },
  {
    name: 'a thousand names for one sheet',
    make: () =>
      craftWorkbook({
        sheets: [oneRow],
        parts: {
          'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${Array.from({ length: 1000 }, (_, i) => `<sheet name="s${i}" r:id="rId1"/>`).join('')}</sheets></workbook>`,
        },
      }),
    ends: { failure: 'workbook.hostile', params: { reason: 'sheetRepeated' } },
  },
  {
    name: 'a hundred thousand sheets',
    make: () =>
      craftWorkbook({
        sheets: [oneRow],
        parts: {
          'xl/workbook.xml': `<workbook><sheets>${'<sheet name="s"/>'.repeat(100_000)}</sheets></workbook>`,
        },
      }),
    ends: { failure: 'workbook.hostile', params: { reason: 'tooManySheets' } },
  },
  {
    name: 'one row of half a gigabyte, through shared texts',
    make: () =>
      craftWorkbook({
        sheets: [`<row r="1">${'<c t="s"><v>0</v></c>'.repeat(16_000)}</row>`],
        sharedTexts: [`<t>${'字'.repeat(32_000)}</t>`],
      }),
    ends: { failure: 'workbook.hostile', params: { reason: 'rowTooLong' } },
  },
  {
    name: 'many rows of many gigabytes, through shared texts',
    make: () =>
      craftWorkbook({
        sheets: [`<row>${'<c t="s"><v>0</v></c>'.repeat(100)}</row>`.repeat(5_000)],
        sharedTexts: [`<t>${'字'.repeat(32_000)}</t>`],
      }),
    ends: { failure: 'workbook.tooLarge' },
  },
  {
    name: 'rows inside a row',
    make: () => book(`<row r="1"><row r="2">${cell('A2', '藏')}</row></row>`),
    ends: { failure: 'workbook.corrupt' },
  },
  {
    name: 'rows in a place where no reader looks',
    make: () => book(`<wrapper><row r="2">${cell('A2', '藏')}</row></wrapper>`),
    ends: { failure: 'workbook.corrupt' },
  },
  {
    name: 'sheet data in a place where no reader looks',
    make: () =>
      bookWith(
        `${xmlHead}<worksheet xmlns="${mainNamespace}"><x><sheetData>${oneRow}</sheetData></x></worksheet>`,
      ),
    ends: { failure: 'workbook.corrupt' },
  },
  {
    name: 'a sheet that is another kind of document',
    make: () => bookWith('<?xml version="1.0"?><html><body/></html>'),
    ends: { failure: 'workbook.corrupt' },
  },
];

const otherFiles: HostileWorkbook[] = [
  ['an empty file', Buffer.alloc(0), 'empty'],
  [
    'a web page',
    Buffer.from('\ufeff<html><head></head><body><table><tr><td>1</td></tr></table></body></html>'),
    'html',
  ],
  [
    'a web page that Excel saved',
    Buffer.from('<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table/></html>'),
    'html',
  ],
  ['a single-file web page', Buffer.from('MIME-Version: 1.0\r\nContent-Type: multipart/related'), 'html'],
  ['a comma-separated text', Buffer.from('单位,得分\n甲镇,95\n'), 'text'],
  ['a text in GB 18030', Buffer.from('b5a5cebb2cb5c3b7d60a', 'hex'), 'text'],
  ['a text in UTF-16', Buffer.from('\ufeff单位\t得分\n', 'utf16le'), 'text'],
  [
    'an XML table of 2003',
    Buffer.from(
      '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    ),
    'xml2003',
  ],
  ['any XML', Buffer.from('<?xml version="1.0"?><data/>'), 'xml'],
  ['a PDF', Buffer.from('%PDF-1.7\n%\u00e2\u00e3\n'), 'pdf'],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'image'],
  ['a RAR archive', Buffer.from('526172211a0701000000', 'hex'), 'otherArchive'],
  ['random bytes', Buffer.from('00f3a7119c03f2aa51ee077f', 'hex'), 'unknown'],
  ['an archive without a workbook', rawZip([{ name: 'readme.txt', content: 'x' }]), 'zip'],
  ['an empty archive', rawZip([]), 'zip'],
  ['a Word document', rawZip([{ name: 'word/document.xml', content: '<w:document/>' }]), 'docx'],
  ['a presentation', rawZip([{ name: 'ppt/presentation.xml', content: '<p/>' }]), 'pptx'],
  [
    'an open document table',
    rawZip([{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', method: 0 }]),
    'ods',
  ],
  [
    'an open document table without its type',
    rawZip([
      { name: 'content.xml', content: '<x/>' },
      { name: 'META-INF/manifest.xml', content: '<x/>' },
    ]),
    'ods',
  ],
  ['a binary workbook', rawZip([{ name: 'xl/workbook.bin', content: Buffer.from([0x83, 1, 0]) }]), 'xlsb'],
  ['a Numbers table', rawZip([{ name: 'Index/Document.iwa', content: 'x' }]), 'numbers'],
  ['an old Word document', craftCompoundFile(['WordDocument']), 'doc'],
  ['another compound file', craftCompoundFile(['Contents']), 'ole'],
].map(([name, bytes, detected]) => ({
  name: name as string,
  make: () => bytes as Buffer,
  ends: { failure: 'workbook.notAWorkbook', params: { detected } },
}));

const oldAndLocked: HostileWorkbook[] = [
  {
    name: 'a workbook with a password',
    make: () => craftCompoundFile(['EncryptionInfo', 'EncryptedPackage']),
    ends: { failure: 'workbook.encrypted' },
  },
  {
    name: 'an old workbook',
    make: () => craftCompoundFile(['Workbook']),
    ends: { failure: 'workbook.oldFormat' },
  },
  {
    name: 'an older workbook',
    make: () => craftCompoundFile(['Book']),
    ends: { failure: 'workbook.oldFormat' },
  },
  {
    name: 'a workbook of Excel 4',
    make: () => Buffer.from('0904060000001000000000000000', 'hex'),
    ends: { failure: 'workbook.oldFormat' },
  },
  {
    name: 'a compound file whose directory goes in circles',
    make: () => {
      const file = craftCompoundFile(['Contents']);
      file.writeUInt32LE(1, 516);
      return file;
    },
    ends: { failure: 'workbook.notAWorkbook', params: { detected: 'ole' } },
  },
];

const survivable: HostileWorkbook[] = [
  {
    name: 'one merged range over the whole sheet',
    make: () =>
      bookWith(
        sheetXml(oneRow, { after: '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>' }),
      ),
    ends: { rows: 1 },
  },
  {
    name: 'a hundred thousand merged ranges',
    make: () =>
      bookWith(
        sheetXml(oneRow, {
          after: `<mergeCells>${Array.from({ length: 100_000 }, (_, i) => `<mergeCell ref="A${i + 1}:B${i + 1}"/>`).join('')}</mergeCells>`,
        }),
      ),
    ends: { rows: 1, findings: ['workbook.tooManyMerges'] },
  },
  {
    name: 'drop-downs on twenty whole columns',
    make: () =>
      bookWith(
        sheetXml(oneRow, {
          after: `<dataValidations count="20">${Array.from({ length: 20 }, (_, i) => `<dataValidation type="list" sqref="${String.fromCharCode(65 + i)}1:${String.fromCharCode(65 + i)}1048576"><formula1>"一般,较重,严重"</formula1></dataValidation>`).join('')}</dataValidations>`,
        }),
      ),
    ends: { rows: 1 },
  },
  {
    name: 'a drop-down over the whole sheet',
    make: () =>
      bookWith(
        sheetXml(oneRow, {
          after:
            '<dataValidations><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"是,否"</formula1></dataValidation></dataValidations>',
        }),
      ),
    ends: { rows: 1 },
  },
  {
    name: 'two cells in the far corners',
    make: () => book(`<row r="1">${cell('A1', 1)}</row><row r="1048576">${cell('XFD1048576', 2)}</row>`),
    ends: { rows: 2 },
  },
  {
    name: 'a cell beyond the last column',
    make: () => book(`<row r="1">${cell('A1', 1)}${cell('XFE1', 2)}</row>`),
    ends: { rows: 1, findings: ['workbook.cellOutOfBounds'] },
  },
  {
    name: 'a row beyond the last row',
    make: () => book(`${oneRow}<row r="1048577">${cell('A1048577', 2)}</row><row r="abc"/><row r="-3"/>`),
    ends: { rows: 1, findings: ['workbook.rowsOutOfBounds'] },
  },
  {
    name: 'two million shared texts',
    make: () =>
      craftWorkbook({
        sheets: ['<row r="1"><c r="A1" t="s"><v>1999999</v></c></row>'],
        parts: {
          'xl/sharedStrings.xml': `<sst>${'<si><t/></si>'.repeat(1_999_999)}<si><t>末</t></si></sst>`,
        },
      }),
    ends: { rows: 1, orFailure: 'workbook.tooLarge' },
  },
  {
    name: 'a million cell formats without a font table',
    make: () =>
      craftWorkbook({
        sheets: ['<row r="1"><c r="A1" s="999999"><v>1</v></c></row>'],
        parts: {
          'xl/styles.xml': `<styleSheet><cellXfs>${'<xf numFmtId="0"/>'.repeat(1_000_000)}</cellXfs></styleSheet>`,
        },
      }),
    ends: { rows: 1, orFailure: 'workbook.tooLarge' },
  },
  {
    name: 'a million empty rows',
    make: () => book('<row/>'.repeat(1_000_000)),
    ends: { rows: 1_000_000 },
  },
  {
    name: 'names of object prototypes as texts and as a sheet',
    make: () =>
      craftWorkbook({
        sheets: [`<row r="1">${cell('A1', '__proto__')}${cell('B1', 'constructor')}</row>`],
        sheetNames: ['__proto__'],
      }),
    ends: { rows: 1 },
  },
  {
    name: 'an index of a shared text that does not exist',
    make: () =>
      craftWorkbook({
        sheets: [
          '<row r="1"><c r="A1" t="s"><v>7</v></c><c r="B1" t="s"><v>-1</v></c><c r="C1" t="s"><v>x</v></c></row>',
        ],
        sharedTexts: ['<t>甲</t>'],
      }),
    ends: { rows: 1, findings: ['workbook.sharedTextMissing'] },
  },
  {
    name: 'a number that is none',
    make: () =>
      book('<row r="1"><c r="A1"><v>12O</v></c><c r="B1"><v>0x10</v></c><c r="C1"><v>1e999</v></c></row>'),
    ends: { rows: 1, findings: ['workbook.invalidNumber'] },
  },
  {
    name: 'a text of 40,000 characters',
    make: () => book(`<row r="1">${cell('A1', '长'.repeat(40_000))}</row>`),
    ends: { rows: 1, findings: ['workbook.cellTooLong'] },
  },
  {
    name: 'a text of 50 MB',
    make: () => book(`<row r="1">${cell('A1', 'x'.repeat(50 * mebibyte))}</row>`),
    ends: { rows: 1, findings: ['workbook.cellTooLong'] },
  },
  {
    name: 'the same row twice, and rows out of order',
    make: () =>
      book(
        `<row r="5">${cell('A5', 1)}</row><row r="5">${cell('A5', 2)}</row><row r="2">${cell('A2', 3)}</row>`,
      ),
    ends: { rows: 3, findings: ['workbook.duplicateRow'] },
  },
  {
    name: 'the same cell twice, and a cell of another row',
    make: () => book(`<row r="5">${cell('A5', 1)}${cell('A5', 2)}${cell('C9', 3)}</row>`),
    ends: { rows: 1, findings: ['workbook.duplicateCell', 'workbook.cellMisplaced'] },
  },
  {
    name: 'ten thousand findings of one kind',
    make: () =>
      book(Array.from({ length: 10_000 }, (_, i) => `<row r="${i + 1}"><c><v>x</v></c></row>`).join('')),
    ends: { rows: 10_000, findings: ['workbook.invalidNumber', 'workbook.moreFindings'] },
  },
  {
    name: 'dates that are none',
    make: () =>
      craftWorkbook({
        sheets: [
          '<row r="1"><c r="A1" s="1"><v>60</v></c><c r="B1" s="1"><v>-1</v></c><c r="C1" s="1"><v>2958466</v></c></row>',
        ],
        formats: [0, 14],
      }),
    ends: { rows: 1, findings: ['workbook.dateOutOfRange'] },
  },
  {
    name: 'rows in comments, in character data and in anchors of drawings',
    make: () =>
      bookWith(
        sheetXml(
          `<!-- <row r="1"/> --><row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[<row r="2"/>]]></t></is></c></row>`,
          { after: '<controls><anchor><from><xdr:row>5</xdr:row></from></anchor></controls>' },
        ),
      ),
    ends: { rows: 1 },
  },
  {
    name: 'a chart sheet and a sheet whose part is missing',
    make: () =>
      craftWorkbook({
        sheets: [oneRow, '<?xml version="1.0"?><chartsheet/>', oneRow],
        parts: { 'xl/worksheets/sheet3.xml': null },
      }),
    ends: { rows: 1, findings: ['workbook.sheetNotTable', 'workbook.sheetMissing'] },
  },
  {
    name: 'macros and links to other files',
    make: () =>
      craftWorkbook({
        sheets: [oneRow],
        parts: {
          'xl/vbaProject.bin': 'x',
          'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="l" Type="x/externalLink" Target="externalLinks/1.xml"/></Relationships>`,
        },
      }),
    ends: { rows: 1, findings: ['workbook.macro', 'workbook.externalLinks'] },
  },
];

export const hostileWorkbooks: readonly HostileWorkbook[] = [
  ...refusals,
  ...otherFiles,
  ...oldAndLocked,
  ...survivable,
];
