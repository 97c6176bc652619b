/** Workbooks written part by part, so that a test can say exactly what is in the XML. */
import { type RawEntry, type RawZipOptions, rawZip } from './raw-zip.ts';

export const mainNamespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const relationNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageNamespace = 'http://schemas.openxmlformats.org/package/2006';
export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export interface CraftedParts {
  /** Content of `<sheetData>` of each sheet, or a whole part when it begins with `<?xml` or is bytes. */
  sheets: (string | Buffer)[];
  sheetNames?: string[];
  /** Attributes for the `<sheet>` elements, such as `state="hidden"`. */
  sheetAttributes?: string[];
  /** Items of the table of shared texts, as XML of `<si>` content. */
  sharedTexts?: string[];
  /** `numFmtId` of each cell format, and codes of custom ones. */
  formats?: number[];
  formatCodes?: Record<number, string>;
  date1904?: boolean;
  /** Replaces or adds whole parts; `null` leaves one out. */
  parts?: Record<string, string | Buffer | null>;
  /** Applied to all entries before they are zipped. */
  entries?: (entries: RawEntry[]) => RawEntry[];
  zip?: RawZipOptions;
}

export const sheetXml = (data: string, around: { before?: string; after?: string } = {}): string =>
  `${xmlHead}<worksheet xmlns="${mainNamespace}" xmlns:r="${relationNamespace}">${around.before ?? ''}<sheetData>${data}</sheetData>${around.after ?? ''}</worksheet>`;

export function craftWorkbook(crafted: CraftedParts): Buffer {
  const parts: Record<string, string | Buffer | null> = { ...usualParts(crafted), ...crafted.parts };
  const entries = Object.entries(parts).flatMap(([name, content]) =>
    content === null ? [] : [{ name, content }],
  );
  return rawZip(crafted.entries?.(entries) ?? entries, crafted.zip);
}

function usualParts(crafted: CraftedParts): Record<string, string | Buffer> {
  const { sheets, sharedTexts, formats = [0], formatCodes = {} } = crafted;
  const name = (index: number) => crafted.sheetNames?.[index] ?? `表${index + 1}`;
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${relationNamespace}/${type}" Target="${target}"/>`;
  const parts: Record<string, string | Buffer> = {
    '[Content_Types].xml': `${xmlHead}<Types xmlns="${packageNamespace}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': `${xmlHead}<Relationships xmlns="${packageNamespace}/relationships">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `${xmlHead}<workbook xmlns="${mainNamespace}" xmlns:r="${relationNamespace}"><workbookPr${crafted.date1904 ? ' date1904="1"' : ''}/><sheets>${sheets
      .map(
        (_, i) =>
          `<sheet name="${name(i)}" sheetId="${i + 1}" r:id="rId${i + 1}" ${crafted.sheetAttributes?.[i] ?? ''}/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${xmlHead}<Relationships xmlns="${packageNamespace}/relationships">${sheets
      .map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`))
      .join(
        '',
      )}${relation('rIdT', 'sharedStrings', 'sharedStrings.xml')}${relation('rIdS', 'styles', 'styles.xml')}</Relationships>`,
    'xl/styles.xml': `${xmlHead}<styleSheet xmlns="${mainNamespace}"><numFmts>${Object.entries(formatCodes)
      .map(([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code.replaceAll('"', '&quot;')}"/>`)
      .join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${formats
      .map((id) => `<xf numFmtId="${id}"/>`)
      .join('')}</cellXfs></styleSheet>`,
  };
  if (sharedTexts !== undefined) {
    parts['xl/sharedStrings.xml'] =
      `${xmlHead}<sst xmlns="${mainNamespace}">${sharedTexts.map((text) => `<si>${text}</si>`).join('')}</sst>`;
  }
  for (const [index, sheet] of sheets.entries()) {
    const whole = typeof sheet !== 'string' || sheet.startsWith('<?xml');
    parts[`xl/worksheets/sheet${index + 1}.xml`] = whole ? sheet : sheetXml(sheet);
  }
  return parts;
}

/** A compound file (MS-CFB) with one directory sector: as much of one as is looked at to tell what it is. */
export function craftCompoundFile(streams: readonly string[]): Buffer {
  const file = Buffer.alloc(512 * 4);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(1, 48);
  file.fill(0xff, 76, 512);
  file.writeUInt32LE(0, 76);
  // Sector 0 is the allocation table: itself, then the directory, which ends its chain.
  file.fill(0xff, 512, 1024);
  file.writeUInt32LE(0xfffffffd, 512);
  file.writeUInt32LE(0xfffffffe, 516);
  for (const [index, name] of ['Root Entry', ...streams].entries()) {
    const at = 1024 + index * 128;
    file.write(name, at, 'utf16le');
    file.writeUInt16LE((name.length + 1) * 2, at + 64);
  }
  return file;
}
