/**
 * One indicator over every unit, read page by page into one list. It is read through the engine directly: a list of ten
 * thousand units is not read anew for every cell that is saved here; the answer to the saving says what has changed.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import type { Topic } from '#shared/contract/operation.ts';
import { entryOperations } from '#shared/contract/operations/entries.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { useClient } from '../../../engine/engine-context.tsx';
import type { Saved } from './use-entering.ts';

export type ColumnAsked = Omit<OperationInput<'entries.column'>, 'cursor' | 'limit'>;
export type ColumnUnit = OperationOutput<'entries.column'>['rows'][number];

export interface ColumnData {
  /** In the order of groups and names, once all of them are read. */
  units: readonly ColumnUnit[];
  /** Units read so far and in all; null when all are read. */
  loading: { done: number; total: number } | null;
  failure: AppError | null;
  reload: () => void;
  /** Takes over what the answer to a saving says. */
  apply: (saved: Pick<Saved, 'cells'> & Partial<Saved>) => void;
}

const topicsRead: readonly Topic[] = entryOperations['entries.column'].reads;
const pageSize = 500;
/** Changes by others come in bursts (an import, a merge); one reading after them is enough. */
const settleMs = 500;

const byGroupAndName = (a: ColumnUnit, b: ColumnUnit): number =>
  (a.group ?? '\uffff').localeCompare(b.group ?? '\uffff', 'zh-CN') || a.name.localeCompare(b.name, 'zh-CN');

const withAnswer = (unit: ColumnUnit, leaf: NonNullable<Saved['leaves']>[number]['leaf']): ColumnUnit => {
  const line = leaf.items.find(({ item }) => item === unit.line.item);
  return line === undefined ? unit : { ...unit, line, counted: leaf.counted };
};

export const useColumn = (asked: ColumnAsked | null): ColumnData => {
  const client = useClient();
  const [units, setUnits] = useState<readonly ColumnUnit[]>([]);
  const [loading, setLoading] = useState<ColumnData['loading']>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [round, setRound] = useState(0);
  /** Savings of this page whose announcement has not come yet. */
  const announced = useRef(0);
  const key = JSON.stringify(asked);

  const reload = useCallback(() => setRound((last) => last + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for what is asked, `round` asks anew
  useEffect(() => {
    if (asked === null) {
      setUnits([]);
      setLoading(null);
      return;
    }
    let current = true;
    const read = async (): Promise<void> => {
      const all: ColumnUnit[] = [];
      let cursor: string | null = null;
      setFailure(null);
      try {
        do {
          const page: OperationOutput<'entries.column'> = await client.call('entries.column', {
            ...asked,
            cursor,
            limit: pageSize,
          });
          if (!current) return;
          all.push(...page.rows);
          cursor = page.next;
          if (cursor !== null) setLoading({ done: all.length, total: page.total });
        } while (cursor !== null);
        setUnits(all.sort(byGroupAndName));
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        if (current) setFailure(error);
      }
      if (current) setLoading(null);
    };
    void read();
    return () => {
      current = false;
    };
  }, [client, key, round]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = client.onChanged((topics) => {
      if (!topics.some((topic) => topicsRead.includes(topic))) return;
      if (announced.current > 0 && topics.includes('entries')) {
        announced.current -= 1;
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(reload, settleMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [client, reload]);

  const apply = useCallback(
    ({ cells, leaves = [] }: Parameters<ColumnData['apply']>[0]) => {
      announced.current += 1;
      const answered = new Map(leaves.map(({ bodyUscc, leaf }) => [bodyUscc, leaf]));
      // Too many to be told one by one.
      if (cells.length > 0 && leaves.length === 0) return reload();
      setUnits((known) =>
        known.map((unit) => {
          const leaf = answered.get(unit.bodyUscc);
          return leaf === undefined ? unit : withAnswer(unit, leaf);
        }),
      );
    },
    [reload],
  );

  return { units, loading, failure, reload, apply };
};
