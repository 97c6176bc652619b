/**
 * Units with what one view shows of them, read page by page into one list. It is read through the engine directly: a list of
 * ten thousand units is not read anew for every cell that is saved here; the answer to the saving says what has changed.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Client } from '#shared/contract/client.ts';
import type { Topic } from '#shared/contract/operation.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { useClient } from '../../../engine/engine-context.tsx';
import type { Saved } from './use-entering.ts';

export interface PagedUnit {
  bodyUscc: string;
  name: string;
  group: string | null;
}

/** What the answer to a saving says of one unit. */
export interface SavedOfUnit {
  cells: Saved['cells'];
  leaves: Saved['leaves'][number]['leaf'][];
}

export interface UnitSource<Unit extends PagedUnit> {
  /** Another key is another list. */
  key: string;
  /** What the list depends on. */
  topics: readonly Topic[];
  read: (
    client: Client,
    cursor: string | null,
  ) => Promise<{ units: Unit[]; next: string | null; total: number }>;
  withSaved: (unit: Unit, saved: SavedOfUnit) => Unit;
}

export interface UnitPages<Unit extends PagedUnit> {
  /** In the order of groups and names, once all of them are read. */
  units: readonly Unit[];
  /** Units read so far and in all (0: not known yet); null when all are read. */
  loading: { done: number; total: number } | null;
  failure: AppError | null;
  reload: () => void;
  /** Takes over what the answer to a saving says. */
  apply: (saved: Pick<Saved, 'cells'> & Partial<Saved>) => void;
}

/** Changes by others come in bursts (an import, a merge); one reading after them is enough. */
const settleMs = 500;

const byGroupAndName = (a: PagedUnit, b: PagedUnit): number =>
  (a.group ?? '\uffff').localeCompare(b.group ?? '\uffff', 'zh-CN') || a.name.localeCompare(b.name, 'zh-CN');

type Applied = Parameters<UnitPages<PagedUnit>['apply']>[0];

const groupByUnit = ({ cells, leaves = [] }: Applied): ReadonlyMap<string, SavedOfUnit> => {
  const saved = new Map<string, SavedOfUnit>();
  const of = (uscc: string): SavedOfUnit => {
    const known = saved.get(uscc) ?? { cells: [], leaves: [] };
    saved.set(uscc, known);
    return known;
  };
  for (const cell of cells) of(cell.bodyUscc).cells.push(cell);
  for (const { bodyUscc, leaf } of leaves) of(bodyUscc).leaves.push(leaf);
  return saved;
};

export const useUnitPages = <Unit extends PagedUnit>(source: UnitSource<Unit>): UnitPages<Unit> => {
  const client = useClient();
  const [units, setUnits] = useState<readonly Unit[]>([]);
  const [loading, setLoading] = useState<UnitPages<Unit>['loading']>({ done: 0, total: 0 });
  const [failure, setFailure] = useState<AppError | null>(null);
  const [round, setRound] = useState(0);
  const latest = useRef(source);
  latest.current = source;
  /** Savings of this page whose announcement has not come yet. */
  const announced = useRef(0);
  /** Answers that came while the list was being read: its pages may be older. */
  const meanwhile = useRef<Applied[]>([]);

  const reload = useCallback(() => setRound((last) => last + 1), []);
  const merge = useCallback((known: readonly Unit[], applied: Applied): readonly Unit[] => {
    const saved = groupByUnit(applied);
    return known.map((unit) => {
      const of = saved.get(unit.bodyUscc);
      return of === undefined ? unit : latest.current.withSaved(unit, of);
    });
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for what is asked, `round` asks anew
  useEffect(() => {
    let current = true;
    const read = async (): Promise<void> => {
      const all: Unit[] = [];
      let cursor: string | null = null;
      setFailure(null);
      meanwhile.current = [];
      try {
        do {
          const page: Awaited<ReturnType<typeof source.read>> = await source.read(client, cursor);
          if (!current) return;
          all.push(...page.units);
          cursor = page.next;
          if (cursor !== null) setLoading({ done: all.length, total: page.total });
        } while (cursor !== null);
        setUnits(meanwhile.current.reduce(merge, all.sort(byGroupAndName)));
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
  }, [client, source.key, round]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = client.onChanged((topics) => {
      if (!topics.some((topic) => latest.current.topics.includes(topic))) return;
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
    (saved: Applied) => {
      announced.current += 1;
      meanwhile.current.push(saved);
      setUnits((known) => merge(known, saved));
      // Too many to be told one by one: scores and findings are looked up.
      if (saved.cells.length > 0 && (saved.leaves ?? []).length === 0) reload();
    },
    [merge, reload],
  );

  return { units, loading, failure, reload, apply };
};
