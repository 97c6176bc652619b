/** Which column is which while a workbook is read: as a person has just said, or as remembered from a file before. */
import type { ImportLayoutCode } from '#shared/contract/operations/imports.ts';
import type { ColumnMapping } from '#shared/domain/column-mapping.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createImportMappingRepository } from '../../db/repositories/import-mappings.ts';
import type { ReadDb, WriteTx } from '../../db/transaction.ts';
import { blockAt, type HeaderBlock, type SheetHead } from '../../excel/layouts/header-place.ts';
import type { AssignedHeader, ImportLayout } from '../../excel/layouts/layout.ts';
import { candidatesFor } from '../../excel/layouts/table-parser.ts';
import { rememberColumns } from './columns.ts';
import { openRemembered, requireMapping } from './remembered.ts';

/** What a person has decided about how a file is read. */
export interface ReadingChoice {
  /** Assigned columns, by sheet. */
  columns: readonly { sheet: string; first: number; last: number; mapping: ColumnMapping }[];
  hiddenRows: boolean;
}

/** @throws AppError `import.mappingNoColumn`, `import.mappingTwice`, `import.mappingPersonal` */
export const openAssigning = <Row, Context>(
  db: ReadDb,
  layout: ImportLayout<Row, Context>,
  layoutContext: Context,
  chosen: ReadingChoice['columns'],
) => {
  // A model is no table of rows: its layout has more codes than can be imported by columns.
  const code = layout.code as ImportLayoutCode;
  const tables = layout.tables(layoutContext);
  for (const { sheet, mapping } of chosen) requireMapping(code, candidatesFor(sheet, tables), mapping);
  const remembered = openRemembered(db, code);
  const seen = new Set<string>();
  const made: { block: HeaderBlock; mapping: AssignedHeader['mapping'] }[] = [];
  const used = new Map<string, string>();

  return {
    /** The header of a sheet as a person assigned it; undefined where the parser is to find it by itself. */
    headerOf(head: SheetHead): AssignedHeader | undefined {
      const said = chosen.find(({ sheet }) => sheet === head.sheet.name);
      if (said !== undefined) {
        const { first, last, mapping } = said;
        seen.add(said.sheet);
        made.push({ block: blockAt(head, first, last), mapping });
        return { first, last, mapping, by: 'chosen' };
      }
      const known = remembered.find(head);
      if (known === null) return undefined;
      used.set(known.remembered.id, known.remembered.name);
      const { first, last } = known.block;
      return { first, last, mapping: known.remembered.mapping, by: 'remembered' };
    },
    /** After the last sheet. @throws AppError `import.mappingNoSheet` */
    finish(): void {
      const missing = chosen.find(({ sheet }) => !seen.has(sheet));
      if (missing !== undefined) throw new AppError('import.mappingNoSheet', { sheet: missing.sheet });
    },
    /** Remembered assignments that were applied. */
    applied: (): { id: string; name: string }[] => [...used].map(([id, name]) => ({ id, name })),
    /** Keeps what was said now, and notes what was used. */
    remember(tx: WriteTx, fileName: string): void {
      for (const { block, mapping } of made) rememberColumns(tx, code, fileName, block, mapping);
      const mappings = createImportMappingRepository(tx);
      for (const id of used.keys()) if (mappings.find(id) !== null) mappings.use(id);
    },
  };
};
