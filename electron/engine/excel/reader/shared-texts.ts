/** The table of shared texts (ECMA-376-1 §18.4.9) and the formats of cells (§18.8), both needed whole. */
import { AppError } from '#shared/errors/app-error.ts';
import { unescapeText } from './cell-values.ts';
import { mebibytes, readerLimits } from './limits.ts';
import { builtInFormat, type FormatKind, formatKindOf } from './number-formats.ts';
import type { XmlHandler, XmlScanner } from './xml-scanner.ts';
import { scanXml } from './xml-text.ts';
import type { ZipArchive, ZipEntry } from './zip-archive.ts';

const tooLarge = (bytes: number) => new AppError('workbook.tooLarge', { limitMb: mebibytes(bytes) });

export async function readSharedTexts(archive: ZipArchive, entry: ZipEntry): Promise<string[]> {
  // The texts keep the decoded part alive, so its size is the memory they need.
  if (entry.unpackedBytes > readerLimits.sharedTextBytes) throw tooLarge(readerLimits.sharedTextBytes);
  const collector = new SharedTextCollector();
  await scanXml(archive.read(entry), entry.name, collector);
  return collector.texts;
}

class SharedTextCollector implements XmlHandler {
  readonly texts: string[] = [];
  #current = '';
  #run = false;

  open(name: string, scanner: XmlScanner): void {
    const { depth } = scanner;
    if (depth === 2 && name === 'si') this.#current = '';
    else if (depth === 3) this.#run = name === 'r';
    // Directly or in a run of rich text; in `rPh` stands a phonetic reading, which is no part of the text.
    if (name === 't' && (depth === 3 || (depth === 4 && this.#run))) scanner.wantsText = true;
  }

  close(name: string, scanner: XmlScanner): void {
    scanner.wantsText = false;
    if (name !== 'si' || scanner.depth !== 1) return;
    if (this.texts.length === readerLimits.sharedTexts) throw tooLarge(readerLimits.sharedTextBytes);
    this.texts.push(unescapeText(this.#current));
  }

  text(text: string): void {
    this.#current += text;
  }
}

/** The kind of number format of each cell format, by the index that cells carry as `s`. */
export async function readCellFormats(archive: ZipArchive, entry: ZipEntry): Promise<FormatKind[]> {
  const codes = new Map<number, FormatKind>();
  const formats: number[] = [];
  let section = '';
  await scanXml(archive.read(entry), entry.name, {
    open(name, scanner) {
      if (scanner.depth === 2) section = name;
      else if (scanner.depth === 3 && section === 'numFmts' && name === 'numFmt') {
        if (codes.size === readerLimits.numberFormats) throw tooLarge(readerLimits.unpackedBytes);
        const code = scanner.attribute('formatCode') ?? '';
        codes.set(Number(scanner.attribute('numFmtId')), formatKindOf(code.slice(0, 1_000)));
      } else if (scanner.depth === 3 && section === 'cellXfs' && name === 'xf') {
        if (formats.length === readerLimits.cellFormats) throw tooLarge(readerLimits.unpackedBytes);
        formats.push(Number(scanner.attribute('numFmtId') ?? 0));
      }
    },
    close: () => undefined,
    text: () => undefined,
  });
  return formats.map((id) => codes.get(id) ?? builtInFormat(id));
}
