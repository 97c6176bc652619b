/** One sheet as it looks (ECMA-376-1 §18.3): the first rows in full, of the rest only the number. */
import { parseRange, parseReference } from '../reader/references.ts';
import type { XmlHandler, XmlScanner } from '../reader/xml-scanner.ts';
import { scanXml } from '../reader/xml-text.ts';
import type { ZipArchive, ZipEntry } from '../reader/zip-archive.ts';
import { displayedText } from './displayed-text.ts';
import type { DrawnRow, DrawnSheet, DrawnStyle } from './drawing.ts';

type Read = Omit<DrawnSheet, 'name' | 'repeatedRows'>;

/** Points, where a row states none. */
const plainHeight = 15;

export async function readDrawnSheet(
  archive: ZipArchive,
  entry: ZipEntry,
  options: { styles: readonly DrawnStyle[]; rowsPerSheet: number },
): Promise<Read> {
  const reader = new SheetReader(options.styles, options.rowsPerSheet);
  await scanXml(archive.read(entry), entry.name, reader);
  return reader.sheet();
}

class SheetReader implements XmlHandler {
  readonly #styles: readonly DrawnStyle[];
  readonly #limit: number;
  readonly #widths: number[] = [];
  readonly #rows: DrawnRow[] = [];
  readonly #merges: DrawnSheet['merges'] = [];
  #totalRows = 0;
  #totalHeight = 0;
  #frozen = { rows: 0, columns: 0 };
  #orientation: DrawnSheet['orientation'] = 'portrait';
  #margins = { left: 0.7, right: 0.7, top: 0.75, bottom: 0.75 };
  #footer = '';
  #row: DrawnRow | null = null;
  #cell: { column: number; style: number; type: string } | null = null;
  #text: string | null = null;

  constructor(styles: readonly DrawnStyle[], limit: number) {
    this.#styles = styles;
    this.#limit = limit;
  }

  sheet(): Read {
    const last = this.#rows.at(-1)?.row ?? 0;
    return {
      widths: Array.from(this.#widths, (width: number | undefined) => width ?? 9),
      rows: this.#rows,
      totalRows: this.#totalRows,
      totalHeight: this.#totalHeight,
      merges: this.#merges
        .filter(([top]) => top <= last)
        .map(([top, left, bottom, right]) => [top, left, Math.min(bottom, last), right]),
      frozenRows: this.#frozen.rows,
      frozenColumns: this.#frozen.columns,
      orientation: this.#orientation,
      margins: this.#margins,
      footer: footerParts(this.#footer),
    };
  }

  open(name: string, scanner: XmlScanner): void {
    const { depth } = scanner;
    if (depth === 3 && name === 'row') this.#openRow(scanner);
    else if (this.#row !== null) this.#openInRow(name, scanner);
    else if (depth === 3 && name === 'col') this.#openColumn(scanner);
    else if (depth === 3 && name === 'mergeCell') {
      const range = parseRange(scanner.attribute('ref') ?? '');
      if (range) this.#merges.push(range);
    } else if (depth === 4 && name === 'pane') {
      const split = (axis: string): number => Number(scanner.attribute(axis) ?? 0);
      this.#frozen = { rows: split('ySplit'), columns: split('xSplit') };
    } else if (depth === 2 && name === 'pageSetup') {
      this.#orientation = scanner.attribute('orientation') === 'landscape' ? 'landscape' : 'portrait';
    } else if (depth === 2 && name === 'pageMargins') {
      const inches = (side: string): number => Number(scanner.attribute(side) ?? 0);
      this.#margins = {
        left: inches('left'),
        right: inches('right'),
        top: inches('top'),
        bottom: inches('bottom'),
      };
    } else if (depth === 3 && name === 'oddFooter') {
      this.#text = '';
      scanner.wantsText = true;
    }
  }

  close(name: string, scanner: XmlScanner): void {
    scanner.wantsText = false;
    if (name === 'c' && scanner.depth === 3) this.#closeCell();
    else if (name === 'row' && scanner.depth === 2) this.#row = null;
    else if (name === 'oddFooter') {
      this.#footer = this.#text ?? '';
      this.#text = null;
    }
  }

  text(text: string): void {
    this.#text = (this.#text ?? '') + text;
  }

  #openRow(scanner: XmlScanner): void {
    const height = Number(scanner.attribute('ht') ?? plainHeight);
    this.#totalRows += 1;
    this.#totalHeight += height;
    if (this.#rows.length >= this.#limit) return;
    this.#row = { row: Number(scanner.attribute('r')), height, cells: [] };
    this.#rows.push(this.#row);
  }

  #openInRow(name: string, scanner: XmlScanner): void {
    if (name === 'c') {
      this.#text = null;
      this.#cell = {
        column: parseReference(scanner.attribute('r') ?? '')?.column ?? 0,
        style: Number(scanner.attribute('s') ?? 0),
        type: scanner.attribute('t') ?? 'n',
      };
    } else if (name === 'v' || name === 't') scanner.wantsText = true;
  }

  #closeCell(): void {
    const cell = this.#cell;
    if (this.#row === null || cell === null) return;
    const format = this.#styles[cell.style]?.format ?? 'General';
    const { column, style } = cell;
    this.#row.cells.push({ column, style, text: displayedText(cell.type, this.#text, format) });
    this.#cell = null;
  }

  #openColumn(scanner: XmlScanner): void {
    const hidden = scanner.attribute('hidden') === '1';
    const width = hidden ? 0 : Number(scanner.attribute('width') ?? 9);
    const last = Math.min(Number(scanner.attribute('max')), 16_384);
    for (let column = Number(scanner.attribute('min')); column <= last; column += 1) {
      this.#widths[column - 1] = width;
    }
  }
}

/** Takes a footer code (§18.3.1.39) apart: three parts, without their type faces and sizes. */
function footerParts(code: string): DrawnSheet['footer'] {
  const parts: Record<string, string> = {};
  for (const [, side = '', text = ''] of code.matchAll(/&([LCR])((?:&&|&[^LCR]|[^&])*)/g)) {
    parts[side] = text
      .replace(/&"[^"]*"|&\d+/g, '')
      .replaceAll('&&', '&')
      .trim();
  }
  return { left: parts.L ?? '', middle: parts.C ?? '', right: parts.R ?? '' };
}
