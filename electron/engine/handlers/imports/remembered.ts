/** Assignments of columns that are remembered, found again by the header of a sheet. */
import type { ImportLayoutCode } from '#shared/contract/operations/imports.ts';
import type { ColumnMapping } from '#shared/domain/column-mapping.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createImportMappingReader, type ImportMapping } from '../../db/repositories/import-mappings.ts';
import type { ReadDb } from '../../db/transaction.ts';
import {
  type HeaderBlock,
  headerFingerprint,
  possibleBlocks,
  type SheetHead,
} from '../../excel/layouts/header-place.ts';
import type { TableColumn, TableSheet } from '../../excel/layouts/table.ts';
import { tableWith } from '../../excel/layouts/table-parser.ts';
import { importers } from './importers.ts';

export interface RememberedHeader {
  remembered: ImportMapping;
  block: HeaderBlock;
}

const isLayout = (code: string): code is ImportLayoutCode => Object.hasOwn(importers, code);

/** Columns that a file may give. */
export const readColumns = (table: TableSheet): TableColumn[] =>
  table.columns.filter(({ automatic, hidden }) => !automatic && !hidden);

/**
 * The table that a mapping is for.
 * @throws AppError `import.mappingNoColumn`, `import.mappingTwice`, `import.mappingPersonal`
 */
export const requireMapping = (
  layout: ImportLayoutCode,
  tables: readonly TableSheet[],
  mapping: ColumnMapping,
): TableSheet => {
  const form = importers[layout].layout.title;
  const table = tableWith(tables, Object.keys(mapping));
  const columnOf = new Map((table ?? tables[0])?.columns.map((column) => [column.key, column]));
  const usedBy = new Map<string, string>();
  for (const [key, source] of Object.entries(mapping)) {
    const column = columnOf.get(key);
    if (column === undefined || column.automatic)
      throw new AppError('import.mappingNoColumn', { form, column: key });
    if ('value' in source) {
      if (column.personal) throw new AppError('import.mappingPersonal', { title: column.title });
      continue;
    }
    const other = usedBy.get(source.column);
    if (other !== undefined) {
      const titles = `“${other}”和“${column.title}”`;
      throw new AppError('import.mappingTwice', { column: source.column, titles });
    }
    usedBy.set(source.column, column.title);
  }
  if (table === undefined)
    throw new AppError('import.mappingNoColumn', { form, column: Object.keys(mapping).join('、') });
  return table;
};

/** Whether the form still has the columns that were assigned then. */
const stillFits = ({ layout, mapping }: ImportMapping): boolean =>
  isLayout(layout) &&
  tableWith(importers[layout].layout.knownTables, Object.keys(mapping))?.columns.some(({ key }) =>
    Object.hasOwn(mapping, key),
  ) === true;

/** Looks for remembered headers; of one layout, or of any. */
export const openRemembered = (db: ReadDb, layout?: ImportLayoutCode) => {
  const known = new Map<string, ImportMapping[]>();
  for (const mapping of createImportMappingReader(db).list()) {
    if ((layout ?? mapping.layout) !== mapping.layout || !stillFits(mapping)) continue;
    known.set(mapping.fingerprint, [...(known.get(mapping.fingerprint) ?? []), mapping]);
  }
  return {
    /** The last used assignment of the header that stands in these rows. */
    find(head: SheetHead): RememberedHeader | null {
      if (known.size === 0) return null;
      for (const block of possibleBlocks(head)) {
        const [remembered] = known.get(headerFingerprint(block)) ?? [];
        if (remembered !== undefined) return { remembered, block };
      }
      return null;
    },
  };
};
