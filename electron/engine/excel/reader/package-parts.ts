/**
 * The parts of a workbook package and how they hang together (OPC, ECMA-376-2): the relationships of the package
 * lead to the workbook, those of the workbook to its sheets, texts and formats. Where a writer was careless
 * (absolute or root-relative targets, other case, missing relationships) the usual places are tried.
 */
import { AppError } from '#shared/errors/app-error.ts';
import { readerLimits } from './limits.ts';
import { type XmlHandler, XmlScanner } from './xml-scanner.ts';
import { decodeXml, scanXml } from './xml-text.ts';
import type { ZipArchive, ZipEntry } from './zip-archive.ts';

interface Relationship {
  id: string;
  /** Last segment of the type: `worksheet`, `sharedStrings`; the namespaces before it differ (ISO strict). */
  type: string;
  target: string;
}

export interface SheetPart {
  name: string;
  state: 'visible' | 'hidden' | 'veryHidden';
  kind: 'worksheet' | 'chart' | 'dialog' | 'macro';
  /** `undefined` when the content is not in the file. */
  entry: ZipEntry | undefined;
}

export interface WorkbookParts {
  sheets: SheetPart[];
  sharedTexts: ZipEntry | undefined;
  styles: ZipEntry | undefined;
  date1904: boolean;
  hasMacros: boolean;
  externalLinks: number;
}

/** Where the main document of the package is; `undefined` when nothing says so. */
export async function findMainPart(archive: ZipArchive): Promise<ZipEntry | undefined> {
  const relationships = await readRelationships(archive, '_rels/.rels');
  for (const { type, target } of relationships) {
    const entry = type === 'officeDocument' ? findTarget(archive, '', target) : undefined;
    if (entry !== undefined) return entry;
  }
  return archive.find('xl/workbook.xml') ?? archive.find('xl/workbook.bin');
}

/** Root element of an XML part, without prefix; `undefined` when it is no XML. */
export async function rootElementOf(archive: ZipArchive, entry: ZipEntry): Promise<string | undefined> {
  let root: string | undefined;
  const scanner = new XmlScanner(entry.name, {
    open: (name) => {
      root ??= name;
    },
    close: () => undefined,
    text: () => undefined,
  });
  for await (const text of decodeXml(archive.read(entry), entry.name)) {
    scanner.write(text);
    if (root !== undefined) break;
  }
  return root;
}

export async function readWorkbookParts(archive: ZipArchive, main: ZipEntry): Promise<WorkbookParts> {
  const relationships = await readRelationships(archive, relationshipsOf(main.name));
  const { sheets, date1904 } = await readSheetList(archive, main);
  const find = (type: string, usual: string) => {
    const found = relationships.find((relationship) => relationship.type === type);
    const target = found === undefined ? undefined : findTarget(archive, main.name, found.target);
    return target ?? findTarget(archive, main.name, usual);
  };
  return {
    sheets: locateSheets(archive, main, sheets, relationships),
    sharedTexts: find('sharedStrings', 'sharedStrings.xml'),
    styles: find('styles', 'styles.xml'),
    date1904,
    hasMacros:
      relationships.some(({ type }) => type === 'vbaProject' || type === 'xlMacrosheet') ||
      archive.entries.some(({ name }) => name.toLowerCase().endsWith('/vbaproject.bin')),
    externalLinks: relationships.filter(({ type }) => type === 'externalLink').length,
  };
}

interface ListedSheet {
  name: string;
  state: SheetPart['state'];
  relationship: string | undefined;
}

async function readSheetList(archive: ZipArchive, main: ZipEntry) {
  const sheets: ListedSheet[] = [];
  let date1904 = false;
  let inSheets = false;
  await scanXml(oneChunk(await archive.readWhole(main)), main.name, {
    open(name, scanner) {
      if (scanner.depth === 2) {
        inSheets = name === 'sheets';
        if (name === 'workbookPr') date1904 = isTrue(scanner.attribute('date1904'));
      }
      if (name !== 'sheet' || !inSheets) return;
      if (sheets.length === readerLimits.sheets) {
        throw new AppError('workbook.hostile', { reason: 'tooManySheets' });
      }
      const state = scanner.attribute('state');
      sheets.push({
        name: scanner.attribute('name') ?? `Sheet${sheets.length + 1}`,
        state: state === 'hidden' || state === 'veryHidden' ? state : 'visible',
        relationship: scanner.prefixedAttribute('id') ?? scanner.attribute('id'),
      });
    },
    close: () => undefined,
    text: () => undefined,
  });
  return { sheets, date1904 };
}

const kinds: Record<string, SheetPart['kind']> = {
  worksheet: 'worksheet',
  chartsheet: 'chart',
  dialogsheet: 'dialog',
  xlMacrosheet: 'macro',
  xlIntlMacrosheet: 'macro',
};

function locateSheets(
  archive: ZipArchive,
  main: ZipEntry,
  sheets: readonly ListedSheet[],
  relationships: readonly Relationship[],
): SheetPart[] {
  const taken = new Set<ZipEntry>();
  return sheets.map(({ name, state, relationship }, index) => {
    const found = relationships.find(({ id }) => id === relationship);
    const entry =
      found === undefined
        ? // Without any relationships the sheets can only be those at the usual places.
          relationships.length === 0
          ? findTarget(archive, main.name, `worksheets/sheet${index + 1}.xml`)
          : undefined
        : findTarget(archive, main.name, found.target);
    if (entry !== undefined) {
      // A thousand names for one large sheet would be a thousand times its cost.
      if (taken.has(entry)) throw new AppError('workbook.hostile', { reason: 'sheetRepeated' });
      taken.add(entry);
    }
    return { name, state, kind: kinds[found?.type ?? 'worksheet'] ?? 'worksheet', entry };
  });
}

async function readRelationships(archive: ZipArchive, name: string): Promise<Relationship[]> {
  const entry = archive.find(name);
  if (entry === undefined) return [];
  const relationships: Relationship[] = [];
  const handler: XmlHandler = {
    open(element, scanner) {
      if (element !== 'Relationship') return;
      const target = scanner.attribute('Target');
      if (target === undefined) return;
      const type = scanner.attribute('Type') ?? '';
      relationships.push({
        id: scanner.attribute('Id') ?? '',
        type: type.slice(type.lastIndexOf('/') + 1),
        target,
      });
    },
    close: () => undefined,
    text: () => undefined,
  };
  await scanXml(oneChunk(await archive.readWhole(entry)), entry.name, handler);
  return relationships;
}

/** `xl/workbook.xml` → `xl/_rels/workbook.xml.rels`. */
function relationshipsOf(part: string): string {
  const slash = part.lastIndexOf('/') + 1;
  return `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
}

function findTarget(archive: ZipArchive, source: string, target: string): ZipEntry | undefined {
  const clean = target.replaceAll('\\', '/');
  const folder = source.slice(0, source.lastIndexOf('/') + 1);
  const fromSource = clean.startsWith('/') ? clean : `/${folder}${clean}`;
  for (const path of [fromSource, `/${clean}`]) {
    const name = normalise(path);
    const entry = archive.find(name) ?? archive.find(decodePercent(name));
    if (entry !== undefined) return entry;
  }
  return undefined;
}

/** Resolves `.` and `..`; what would lead out of the package stays at its root. */
function normalise(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}

function decodePercent(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

export const isTrue = (value: string | undefined): boolean =>
  value === '1' || value === 'true' || value === 'on';

async function* oneChunk(chunk: Buffer): AsyncGenerator<Buffer> {
  yield chunk;
}
