/** The items of one branch over every unit: one role's values. */
import { useCallback, useState } from 'react';
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import { entryOperations } from '#shared/contract/operations/entries.ts';
import type { Finding } from '#shared/errors/finding.ts';
import type { SheetLine } from './sheet.ts';
import { type PagedUnit, type SavedOfUnit, type UnitPages, useUnitPages } from './unit-pages.ts';

type Answer = OperationOutput<'entries.matrix'>;
export type MatrixAsked = Omit<OperationInput<'entries.matrix'>, 'cursor' | 'limit'>;
export type MatrixLeaf = Answer['leaves'][number];
export type MatrixCell = Omit<Answer['rows'][number]['cells'][number], 'lock'> & { lock: Finding | null };

/** A unit with its cells by the keys of their columns. */
export interface MatrixUnit extends PagedUnit {
  cells: ReadonlyMap<string, MatrixCell>;
}

const { reads: topics } = entryOperations['entries.matrix'];
/** Values that are saved wait for a page at most, so pages are small. */
const pageSize = 50;

export const columnKeyOf = (leaf: string, item: string): string => JSON.stringify([leaf, item]);

const unitOf = (
  { cells, ...unit }: Answer['rows'][number],
  keys: readonly string[],
  locks: Answer['locks'],
): MatrixUnit => ({
  ...unit,
  cells: new Map(
    cells.map((cell, index) => [
      keys[index] ?? '',
      { ...cell, lock: cell.lock === null ? null : (locks[cell.lock] ?? null) },
    ]),
  ),
});

const withLine = (known: MatrixCell, line: SheetLine, role: MatrixAsked['role']): MatrixCell => {
  const cell = line.stated[role];
  const owed = line.reasonsOwed[role];
  return {
    ...known,
    text: cell?.text ?? '',
    draft: cell?.draft ?? false,
    noted: (cell?.note ?? cell?.evidence ?? null) !== null,
    lock: line.lock,
    findings: [...(cell?.findings ?? []), ...(owed ? [owed] : [])],
  };
};

export const useMatrix = (asked: MatrixAsked): UnitPages<MatrixUnit> & { leaves: readonly MatrixLeaf[] } => {
  const { role } = asked;
  const [leaves, setLeaves] = useState<readonly MatrixLeaf[]>([]);
  const withSaved = useCallback(
    (unit: MatrixUnit, saved: SavedOfUnit): MatrixUnit => {
      const cells = new Map(unit.cells);
      for (const { leaf, item, outcome, ...now } of saved.cells) {
        const key = columnKeyOf(leaf, item);
        const known = cells.get(key);
        if (known === undefined || now.role !== role || outcome === 'refused') continue;
        const noted = (now.note ?? now.evidence) !== null;
        cells.set(key, {
          ...known,
          text: now.text,
          draft: outcome === 'draft',
          findings: now.findings,
          noted,
        });
      }
      for (const leaf of saved.leaves) {
        for (const line of leaf.items) {
          const key = columnKeyOf(leaf.code, line.item);
          const known = cells.get(key);
          if (known !== undefined) cells.set(key, withLine(known, line, role));
        }
      }
      return { ...unit, cells };
    },
    [role],
  );
  const pages = useUnitPages<MatrixUnit>({
    key: JSON.stringify(asked),
    topics,
    read: async (client, cursor) => {
      const page = await client.call('entries.matrix', { ...asked, cursor, limit: pageSize });
      if (cursor === null) setLeaves(page.leaves);
      const keys = page.leaves.flatMap(({ code, items }) => items.map(({ item }) => columnKeyOf(code, item)));
      return { ...page, units: page.rows.map((row) => unitOf(row, keys, page.locks)) };
    },
    withSaved,
  });
  return { ...pages, leaves };
};
