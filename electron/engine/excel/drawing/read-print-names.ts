/** Names of the workbook that concern printing (ECMA-376-1 §18.2.5): the rows repeated on every page. */
import type { XmlHandler, XmlScanner } from '../reader/xml-scanner.ts';
import { scanXml } from '../reader/xml-text.ts';
import type { ZipArchive, ZipEntry } from '../reader/zip-archive.ts';

export interface PrintNames {
  /** [first, last] by the sheet's position. */
  repeatedRows: Map<number, [number, number]>;
}

export async function readPrintNames(archive: ZipArchive, main: ZipEntry): Promise<PrintNames> {
  const reader = new NameReader();
  await scanXml(archive.read(main), main.name, reader);
  return { repeatedRows: reader.repeatedRows };
}

class NameReader implements XmlHandler {
  readonly repeatedRows = new Map<number, [number, number]>();
  #sheet: number | null = null;
  #text = '';

  open(name: string, scanner: XmlScanner): void {
    const titles = name === 'definedName' && scanner.attribute('name') === '_xlnm.Print_Titles';
    this.#sheet = titles ? Number(scanner.attribute('localSheetId')) : null;
    this.#text = '';
    scanner.wantsText = titles;
  }

  close(_name: string, scanner: XmlScanner): void {
    scanner.wantsText = false;
    const rows = /\$(\d+):\$(\d+)$/.exec(this.#text);
    if (this.#sheet !== null && rows) this.repeatedRows.set(this.#sheet, [Number(rows[1]), Number(rows[2])]);
    this.#sheet = null;
  }

  text(text: string): void {
    this.#text += text;
  }
}
