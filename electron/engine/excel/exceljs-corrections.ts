/**
 * exceljs 4.4.0 is the last release of its line, so what it gets wrong when streaming is put right here, in one
 * place, on its instances:
 * - the parts of a sheet must follow the order of ECMA-376 part 1 §18.3.1.99 (protection before merges, links after
 *   drop-downs), or Excel offers to repair the file;
 * - merges are checked against each other pair by pair and need rows still in memory, so the ranges are written as
 *   they are;
 * - links inside the workbook, centred printing and `quotePrefix` are not known to it;
 * - its own stream class cannot feed archiver 7 (which we take for its advisories) and knows no back-pressure.
 */
import { PassThrough } from 'node:stream';
import type { stream } from 'exceljs';
import type { WorkbookStyle } from './cell-styles.ts';

type WorkbookWriter = stream.xlsx.WorkbookWriter;
type Worksheet = ReturnType<WorkbookWriter['addWorksheet']>;

export interface InnerLink {
  cell: string;
  target: { sheet: string; cell: string };
}

interface SheetInternals {
  _write(xml: string): void;
  _writeAutoFilter(): void;
  _writeSheetProtection(): void;
  _writeMergeCells(): void;
  _writeHyperlinks(): void;
  _writePageMargins(): void;
}

interface StyleInternals {
  model: { styles: string[] };
  addStyleModel(model: WorkbookStyle, cellType: unknown): number;
}

interface WriterInternals {
  zip: { append(source: PassThrough, data: { name: string }): unknown };
  _openStream(path: string): EntryStream;
}

/** What exceljs calls on the stream of a zip entry. It hands in text or its own reused text buffer. */
interface EntryStream {
  write(text: string | { toBuffer(): Buffer }): void;
  end(): void;
  pause(): void;
  on(event: 'zipped', listener: () => void): void;
}

const entryBlock = 1 << 16;

/**
 * Gives every zip entry a real stream of Node's.
 * @returns the stream of the entry opened last, to wait for when it is full
 */
export function streamEntries(workbook: WorkbookWriter): () => PassThrough | null {
  const writer = workbook as unknown as WriterInternals;
  let latest: PassThrough | null = null;
  writer._openStream = (name) => {
    const entry = new PassThrough({ highWaterMark: 1 << 20 });
    writer.zip.append(entry, { name });
    if (name.includes('worksheets/sheet')) latest = entry;
    let pending: string[] = [];
    let size = 0;
    const flush = (): void => {
      if (size > 0) entry.write(pending.join(''));
      pending = [];
      size = 0;
    };
    return {
      write: (text) => {
        const part = typeof text === 'string' ? text : text.toBuffer().toString('utf8');
        pending.push(part);
        size += part.length;
        if (size >= entryBlock) flush();
      },
      end: () => {
        flush();
        entry.end();
      },
      pause: () => {},
      on: (_event, listener) => {
        entry.once('finish', listener);
      },
    };
  };
  return () => latest;
}

const quoteMark = ' quotePrefix="1"';

/** Makes the writer honour `quotePrefix`: the cell is text even when it starts like a formula. */
export function supportQuotePrefix(workbook: WorkbookWriter): void {
  const styles = (workbook as unknown as { styles: StyleInternals }).styles;
  const plain = styles.addStyleModel.bind(styles);
  const quoted = new Map<number, number>();
  styles.addStyleModel = (model, cellType) => {
    const id = plain(model, cellType);
    if (!model?.quotePrefix) return id;
    let quotedId = quoted.get(id);
    if (quotedId === undefined) {
      const xml = styles.model.styles[id] ?? '';
      quotedId = styles.model.styles.push(xml.replace('<xf', `<xf${quoteMark}`)) - 1;
      quoted.set(id, quotedId);
    }
    return quotedId;
  };
}

/** Puts the parts after the rows in order. `merges` and `links` are read when the sheet is committed. */
export function correctSheetParts(
  worksheet: Worksheet,
  parts: { merges: readonly string[]; links: readonly InnerLink[] },
): void {
  const sheet = worksheet as unknown as SheetInternals;
  const writeProtection = sheet._writeSheetProtection.bind(sheet);
  const writeAutoFilter = sheet._writeAutoFilter.bind(sheet);
  const writeMargins = sheet._writePageMargins.bind(sheet);
  sheet._writeSheetProtection = () => {};
  sheet._writeHyperlinks = () => {};
  sheet._writeAutoFilter = () => {
    writeProtection();
    writeAutoFilter();
  };
  sheet._writeMergeCells = () => {
    if (parts.merges.length === 0) return;
    const cells = parts.merges.map((range) => `<mergeCell ref="${range}"/>`).join('');
    sheet._write(`<mergeCells count="${parts.merges.length}">${cells}</mergeCells>`);
  };
  sheet._writePageMargins = () => {
    if (parts.links.length > 0) sheet._write(`<hyperlinks>${parts.links.map(linkXml).join('')}</hyperlinks>`);
    sheet._write('<printOptions horizontalCentered="1"/>');
    writeMargins();
  };
}

function linkXml(link: InnerLink): string {
  const location = `'${link.target.sheet.replaceAll("'", "''")}'!${link.target.cell}`;
  return `<hyperlink ref="${link.cell}" location="${escapeXml(location)}"/>`;
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
