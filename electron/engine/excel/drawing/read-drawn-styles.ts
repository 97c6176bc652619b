/** Cell formats of a workbook (ECMA-376-1 §18.8) as far as its cells are drawn with them. */
import type { XmlHandler, XmlScanner } from '../reader/xml-scanner.ts';
import { scanXml } from '../reader/xml-text.ts';
import type { ZipArchive, ZipEntry } from '../reader/zip-archive.ts';
import type { DrawnStyle, Side } from './drawing.ts';

type Font = Pick<DrawnStyle, 'font' | 'size' | 'bold' | 'underlined' | 'colour'>;
type Format = Pick<DrawnStyle, 'horizontal' | 'vertical' | 'wrapped'> & {
  numberFormat: number;
  font: number;
  fill: number;
  border: number;
};

/** Built-in number formats that carry no code in the file (§18.8.30). */
const builtIn: Readonly<Record<number, string>> = { 0: 'General', 1: '0', 2: '0.00', 4: '#,##0.00', 49: '@' };
const sides: readonly Side[] = ['left', 'right', 'top', 'bottom'];
const plainFont: Font = { font: '宋体', size: 11, bold: false, underlined: false, colour: null };

export async function readDrawnStyles(archive: ZipArchive, entry: ZipEntry): Promise<DrawnStyle[]> {
  const tables = new StyleTables();
  await scanXml(archive.read(entry), entry.name, tables);
  return tables.formats.map(({ numberFormat, font, fill, border, ...alignment }) => ({
    ...(tables.fonts[font] ?? plainFont),
    fill: tables.fills[fill] ?? null,
    borders: tables.borders[border] ?? [],
    ...alignment,
    format: tables.codes.get(numberFormat) ?? builtIn[numberFormat] ?? 'General',
  }));
}

/** Elements are known by their depth and the table (child of the root) that they stand in. */
class StyleTables implements XmlHandler {
  readonly codes = new Map<number, string>();
  readonly fonts: Font[] = [];
  readonly fills: (string | null)[] = [];
  readonly borders: Side[][] = [];
  readonly formats: Format[] = [];
  #table = '';

  open(name: string, scanner: XmlScanner): void {
    if (scanner.depth === 2) this.#table = name;
    else if (this.#table === 'numFmts') this.#openNumberFormat(scanner);
    else if (this.#table === 'fonts') this.#openFont(name, scanner);
    else if (this.#table === 'fills') this.#openFill(name, scanner);
    else if (this.#table === 'borders') this.#openBorder(name, scanner);
    else if (this.#table === 'cellXfs') this.#openFormat(name, scanner);
  }

  close(): void {}
  text(): void {}

  #openNumberFormat(scanner: XmlScanner): void {
    this.codes.set(Number(scanner.attribute('numFmtId')), scanner.attribute('formatCode') ?? 'General');
  }

  #openFont(name: string, scanner: XmlScanner): void {
    if (scanner.depth === 3) this.fonts.push({ ...plainFont });
    const font = this.fonts.at(-1);
    if (!font || scanner.depth !== 4) return;
    if (name === 'name') font.font = scanner.attribute('val') ?? font.font;
    else if (name === 'sz') font.size = Number(scanner.attribute('val') ?? font.size);
    else if (name === 'b') font.bold = scanner.attribute('val') !== '0';
    else if (name === 'u') font.underlined = true;
    else if (name === 'color') font.colour = colourOf(scanner);
  }

  #openFill(name: string, scanner: XmlScanner): void {
    if (scanner.depth === 3) this.fills.push(null);
    else if (name === 'fgColor') this.fills[this.fills.length - 1] = colourOf(scanner);
  }

  #openBorder(name: string, scanner: XmlScanner): void {
    if (scanner.depth === 3) this.borders.push([]);
    const side = sides.find((one) => one === name);
    if (side && scanner.depth === 4 && scanner.attribute('style') !== undefined) {
      this.borders.at(-1)?.push(side);
    }
  }

  #openFormat(name: string, scanner: XmlScanner): void {
    const number = (attribute: string): number => Number(scanner.attribute(attribute) ?? 0);
    if (scanner.depth === 3) {
      this.formats.push({
        numberFormat: number('numFmtId'),
        font: number('fontId'),
        fill: number('fillId'),
        border: number('borderId'),
        horizontal: 'left',
        vertical: 'bottom',
        wrapped: false,
      });
      return;
    }
    const format = this.formats.at(-1);
    if (!format || name !== 'alignment') return;
    const [horizontal, vertical] = [scanner.attribute('horizontal'), scanner.attribute('vertical')];
    if (horizontal === 'center' || horizontal === 'right') format.horizontal = horizontal;
    if (vertical === 'center') format.vertical = 'middle';
    else if (vertical === 'top') format.vertical = 'top';
    format.wrapped = scanner.attribute('wrapText') === '1';
  }
}

/** `FF1F4E9E` → `#1f4e9e`; colours of a theme are not used by our writer. */
function colourOf(scanner: XmlScanner): string | null {
  const argb = scanner.attribute('rgb');
  return argb && /^[0-9A-F]{8}$/i.test(argb) ? `#${argb.slice(2).toLowerCase()}` : null;
}
