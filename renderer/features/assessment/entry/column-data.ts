/** One item of one indicator over every unit. */
import { useCallback } from 'react';
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import { entryOperations } from '#shared/contract/operations/entries.ts';
import { type SavedOfUnit, type UnitPages, useUnitPages } from './unit-pages.ts';

export type ColumnAsked = Omit<OperationInput<'entries.column'>, 'cursor' | 'limit'>;
export type ColumnUnit = OperationOutput<'entries.column'>['rows'][number];
const { reads: topics } = entryOperations['entries.column'];
const pageSize = 500;

export const useColumn = (asked: ColumnAsked): UnitPages<ColumnUnit> => {
  const { leaf: code } = asked;
  const withSaved = useCallback(
    (unit: ColumnUnit, { leaves }: SavedOfUnit): ColumnUnit => {
      const leaf = leaves.find((one) => one.code === code);
      const line = leaf?.items.find(({ item }) => item === unit.line.item);
      return leaf === undefined || line === undefined ? unit : { ...unit, line, counted: leaf.counted };
    },
    [code],
  );
  return useUnitPages({
    key: JSON.stringify(asked),
    topics,
    read: async (client, cursor) => {
      const { rows, ...page } = await client.call('entries.column', { ...asked, cursor, limit: pageSize });
      return { ...page, units: rows };
    },
    withSaved,
  });
};
