/** Staged rows as they may be shown: with the columns of their table, what is wrong with them, personal data masked. */

import type { z } from 'zod';
import type { ImportLayoutCode, importOperations } from '#shared/contract/operations/imports.ts';
import type { ImportBatch } from '#shared/domain/entities.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { maskPersonal } from '../../db/identity-vault.ts';
import { createImportReader, type StoredFinding } from '../../db/repositories/import-batches.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import type { RowState, StoredRow } from '../../db/repositories/staged-rows.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { titleInFile } from '../../excel/layouts/column-place.ts';
import type { TableSheet } from '../../excel/layouts/table.ts';
import type { CommitResult } from './commit.ts';
import { differencesOf } from './differences.ts';
import { contextOf, importerOf } from './importers.ts';

type Preview = z.input<(typeof importOperations)['imports.preview']['output']>;
export type PreviewRow = Preview['rows'][number];

const irrevocable: ReadonlySet<string> = new Set<ImportLayoutCode>(['model']);

/** A batch as lists show it. */
export const batchSummary = (db: ReadDb, batch: ImportBatch): Preview['batch'] => {
  const { context: _, result, ...summary } = batch;
  const { inserted, updated, unchanged } = JSON.parse(result ?? '{}') as Partial<CommitResult>;
  const revertible =
    batch.status === 'committed' &&
    !irrevocable.has(batch.layout) &&
    createImportReader(db).countChanges(batch.id).length > 0;
  return {
    ...summary,
    written:
      result === null ? null : { inserted: inserted ?? 0, updated: updated ?? 0, unchanged: unchanged ?? 0 },
    revertible,
  };
};

export const withoutOrdinal = ({ ordinal: _, ...finding }: StoredFinding): Finding => finding;

/** The table that a sheet of the file holds: the one whose columns were looked for in it. */
export const tableOfSheet = (
  tables: readonly TableSheet[],
  columns: readonly { key: string }[],
): TableSheet | undefined =>
  tables.find(
    (table) =>
      table.columns.length === columns.length &&
      table.columns.every((column, index) => column.key === columns[index]?.key),
  );

/** @param layoutContext of the batch's layout */
export const createStagedView = (db: ReadDb, batch: ImportBatch, layoutContext: unknown) => {
  const { layout } = importerOf(batch);
  const tables = layout.tables(layoutContext);
  const lists = layout.lists(layoutContext);
  const reader = createImportReader(db);
  const found = contextOf(batch).columns ?? [];
  const masked = new Map<string, ReadonlySet<number>>();

  const maskedColumns = (sheet: string): ReadonlySet<number> => {
    let positions = masked.get(sheet);
    if (positions === undefined) {
      const columns = found.find((one) => one.sheet === sheet)?.columns ?? [];
      const table = tableOfSheet(tables, columns) ?? tables[0];
      positions = new Set((table?.columns ?? []).flatMap(({ personal }, index) => (personal ? [index] : [])));
      masked.set(sheet, positions);
    }
    return positions;
  };

  const compare = importerOf(batch).openComparison?.(db, contextOf(batch));
  const office = createOfficeReader(db).get().id;

  /** What the database holds of a row that it holds already, as long as that can still be decided. */
  const presentOf = (state: RowState, mapped: unknown, naturalKey: string | null): PreviewRow['present'] => {
    if (state !== 'duplicate' || mapped === null || compare === undefined) return null;
    const found = compare(mapped, naturalKey);
    if (found === null) return null;
    const { table, before, after } = found;
    return { table, elsewhere: before.ownerOffice !== office, differences: differencesOf(before, after) };
  };

  return {
    tables: (): Preview['tables'] =>
      found.flatMap(({ sheet, headerRow, columns, assigned }) => {
        const table = tableOfSheet(tables, columns);
        if (table === undefined) return [];
        return [
          {
            sheet,
            headerRow,
            assigned: assigned ?? null,
            columns: table.columns.map((column, index) => ({
              key: column.key,
              title: titleInFile(column, columns[index]),
              column: columns[index]?.column ?? null,
              constant: columns[index]?.constant ?? null,
              required: column.required === 'cell',
              width: column.width,
              automatic: column.automatic ?? false,
              personal: column.personal ?? false,
              choices: column.list === undefined ? null : [...(lists[column.list] ?? [])],
            })),
          },
        ];
      }),
    row({ ordinal, sheet, row, state, original, edited, mapped, naturalKey }: StoredRow): PreviewRow {
      const personal = maskedColumns(sheet);
      const shown = (text: string, index: number): string =>
        personal.has(index) ? maskPersonal(text) : text;
      return {
        ordinal,
        sheet,
        row,
        state,
        cells: original.map(shown),
        edited: Object.entries(edited ?? {}).map(([index, was]) => ({
          index: Number(index),
          was: shown(was.text, Number(index)),
        })),
        findings: reader.findingsOfRow(batch.id, sheet, row).map(withoutOrdinal),
        present: presentOf(state, mapped, naturalKey),
      };
    },
  };
};
