/**
 * What a file is that is offered as a workbook, by its first bytes and by the parts of its container, whatever
 * its name says. Offices send web pages, text and old formats under the name `.xls` and `.xlsx` every day, and the
 * clerk must hear which it is.
 */
import type { FileHandle } from 'node:fs/promises';
import { AppError } from '#shared/errors/app-error.ts';
import type { DetectedKind } from '#shared/errors/codes/workbook.ts';
import type { ZipArchive, ZipEntry } from './zip-archive.ts';

type Refusal = AppError<'workbook.notAWorkbook' | 'workbook.oldFormat' | 'workbook.encrypted'>;

const notA = (detected: DetectedKind): Refusal => new AppError('workbook.notAWorkbook', { detected });

const starts: readonly [string, DetectedKind][] = [
  ['25504446', 'pdf'],
  ['89504e47', 'image'],
  ['ffd8ff', 'image'],
  ['47494638', 'image'],
  ['424d', 'image'],
  ['526172211a07', 'otherArchive'],
  ['377abcaf271c', 'otherArchive'],
  ['1f8b', 'otherArchive'],
];

/** `null` when the file begins like a zip archive; else the reason to refuse it. */
export async function sniffContainer(file: FileHandle, size: number): Promise<Refusal | null> {
  if (size === 0) return notA('empty');
  const head = await readHead(file, Math.min(size, 4096));
  const hex = head.subarray(0, 8).toString('hex');
  if (hex.startsWith('504b0304') || hex.startsWith('504b0506')) return null;
  if (hex === 'd0cf11e0a1b11ae1') return sniffOle(file, size, head);
  // A bare record stream of Excel 2 to 5: BOF of any version.
  if (/^09(00|02|04|08)(04|06|08|10)00/.test(hex)) return new AppError('workbook.oldFormat', {});
  const kind = starts.find(([start]) => hex.startsWith(start))?.[1];
  return notA(kind ?? sniffText(head));
}

/** What the parts of a zip archive say, when it is not an xlsx workbook. */
export async function sniffZip(archive: ZipArchive, main: ZipEntry | undefined): Promise<Refusal | null> {
  if (archive.entries.length === 0) return notA('zip');
  const mimetype = archive.find('mimetype');
  if (mimetype !== undefined && main === undefined) {
    const type = (await archive.readWhole(mimetype)).toString('latin1');
    if (type.includes('opendocument.spreadsheet')) return notA('ods');
    if (type.includes('opendocument.text')) return notA('odt');
  }
  if (main === undefined && archive.find('content.xml') && archive.find('META-INF/manifest.xml')) {
    return notA('ods');
  }
  if (archive.find('index/document.iwa') !== undefined) return notA('numbers');
  const name = main?.name.toLowerCase() ?? '';
  if (name.endsWith('.bin')) return notA('xlsb');
  if (name.startsWith('word/') || archive.find('word/document.xml') !== undefined) return notA('docx');
  if (name.startsWith('ppt/') || archive.find('ppt/presentation.xml') !== undefined) return notA('pptx');
  return main === undefined ? notA('zip') : null;
}

function sniffText(head: Buffer): DetectedKind {
  const text = decodeHead(head);
  if (text === null) return 'unknown';
  const start = text.trimStart().slice(0, 2000).toLowerCase();
  if (
    start.includes('progid="excel.sheet"') ||
    start.includes('urn:schemas-microsoft-com:office:spreadsheet')
  ) {
    // Excel also saves web pages with that vocabulary declared.
    return start.includes('<html') ? 'html' : 'xml2003';
  }
  if (/<(?:!doctype html|html|head|body|table|meta|style|script|div)\b/.test(start)) return 'html';
  if (start.startsWith('mime-version:')) return 'html';
  return start.startsWith('<') ? 'xml' : 'text';
}

/** The text of the first bytes, or `null` when they are no text: control characters, in no Unicode encoding. */
function decodeHead(head: Buffer): string | null {
  const [a, b] = head;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(head);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(head);
  // GB 18030 and UTF-8 alike keep ASCII, and that is all that is looked for.
  return head.some((byte) => byte < 9 || (byte > 13 && byte < 0x20 && byte !== 0x1b))
    ? null
    : head.toString('latin1');
}

/**
 * A compound file: which streams it has says what it is (MS-CFB §2.6). An xlsx with a password is one too, with
 * the stream `EncryptedPackage` (MS-OFFCRYPTO §2.3.4.4).
 */
async function sniffOle(file: FileHandle, size: number, head: Buffer): Promise<Refusal> {
  const names = await oleNames(file, size, head);
  if (names.has('EncryptedPackage') || names.has('EncryptionInfo'))
    return new AppError('workbook.encrypted', {});
  if (names.has('Workbook') || names.has('Book') || names.has('WORKBOOK') || names.has('BOOK')) {
    return new AppError('workbook.oldFormat', {});
  }
  return notA(names.has('WordDocument') ? 'doc' : 'ole');
}

async function oleNames(file: FileHandle, size: number, head: Buffer): Promise<Set<string>> {
  const names = new Set<string>();
  if (head.length < 512) return names;
  const shift = head.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return names;
  const sectorBytes = 2 ** shift;
  const table = new Map<number, Buffer>();
  const sector = async (number: number) => {
    const position = (number + 1) * sectorBytes;
    return position + sectorBytes > size + sectorBytes ? null : readHead(file, sectorBytes, position);
  };
  const next = async (number: number) => {
    const perSector = sectorBytes / 4;
    const index = Math.floor(number / perSector);
    // The header lists the first 109 sectors of the allocation table: enough for 6.8 MB, and for the directory of
    // any file that was written in one go.
    if (index >= 109) return -1;
    const loaded = table.get(index) ?? (await sector(head.readUInt32LE(76 + index * 4)));
    if (loaded === null || loaded.length < sectorBytes) return -1;
    table.set(index, loaded);
    return loaded.readUInt32LE((number % perSector) * 4);
  };
  let current = head.readUInt32LE(48);
  for (let read = 0; read < 64 && current >= 0 && current < 0xfffffffa; read += 1) {
    const directory = await sector(current);
    if (directory === null) break;
    for (let at = 0; at + 128 <= directory.length; at += 128) {
      const length = Math.min(directory.readUInt16LE(at + 64), 64);
      if (length > 2) names.add(directory.toString('utf16le', at, at + length - 2));
    }
    current = await next(current);
  }
  return names;
}

async function readHead(file: FileHandle, length: number, position = 0): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}
