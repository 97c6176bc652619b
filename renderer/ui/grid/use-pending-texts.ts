/** Texts on their way: shown at once, and until the page says the same or something better. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { PendingText, PendingTexts } from './grid-model.ts';
import type { CellChange, EditCause, EntryGridProps } from './grid-types.ts';

/** A page that has saved asks for its data anew; the saved text stays in sight for at most so long meanwhile. */
const settleMs = 400;

interface Held extends PendingText {
  /** The edit that it belongs to: a later edit of the same cell is not undone by an earlier one's end. */
  edit: number;
}

export interface PendingEdits {
  texts: PendingTexts;
  submit(changes: readonly CellChange[], cause: EditCause): void;
}

export const usePendingTexts = <Row>({
  cell,
  onEdit,
}: Pick<EntryGridProps<Row>, 'cell' | 'onEdit'>): PendingEdits => {
  const [texts, setTexts] = useState<ReadonlyMap<string, ReadonlyMap<string, Held>>>(new Map());
  const latest = useRef({ cell, onEdit });
  latest.current = { cell, onEdit };
  const edits = useRef(0);
  const settled = useRef(new Set<number>());

  const drop = useCallback((done: ReadonlySet<number>) => {
    if (done.size === 0) return;
    setTexts((known) => withoutEdits(known, done));
    for (const edit of done) settled.current.delete(edit);
  }, []);

  // New data from the page: what was settled is in it. Read through `cell`, which is new when cells have changed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `cell` is the signal, not an input
  useEffect(() => drop(new Set(settled.current)), [cell, drop]);

  const submit = useCallback(
    (changes: readonly CellChange[], cause: EditCause) => {
      edits.current += 1;
      const edit = edits.current;
      const cellBefore = latest.current.cell;
      setTexts((known) => withChanges(known, changes, edit));
      const settle = (): void => {
        if (latest.current.cell !== cellBefore) {
          drop(new Set([edit]));
          return;
        }
        settled.current.add(edit);
        setTimeout(() => drop(new Set([edit])), settleMs);
      };
      const fail = (): void => setTexts((known) => withFailure(known, edit));
      handOver(() => latest.current.onEdit(changes, cause)).then(settle, fail);
    },
    [drop],
  );

  return { texts, submit };
};

const handOver = async (edit: () => Promise<void>): Promise<void> => edit();

type HeldTexts = ReadonlyMap<string, ReadonlyMap<string, Held>>;

const withChanges = (known: HeldTexts, changes: readonly CellChange[], edit: number): HeldTexts => {
  const next = new Map(known);
  const fresh = new Map<string, Map<string, Held>>();
  for (const { rowKey, columnKey, text } of changes) {
    const row = fresh.get(rowKey) ?? new Map(known.get(rowKey));
    row.set(columnKey, { text, failed: false, edit });
    fresh.set(rowKey, row);
    next.set(rowKey, row);
  }
  return next;
};

const withoutEdits = (known: HeldTexts, done: ReadonlySet<number>): HeldTexts =>
  mapHeld(known, (held) => (done.has(held.edit) ? null : held));

const withFailure = (known: HeldTexts, edit: number): HeldTexts =>
  mapHeld(known, (held) => (held.edit === edit ? { ...held, failed: true } : held));

/** Rows in which nothing changes keep their identity, so that they are not drawn anew. */
const mapHeld = (known: HeldTexts, change: (held: Held) => Held | null): HeldTexts => {
  const next = new Map<string, ReadonlyMap<string, Held>>();
  for (const [rowKey, row] of known) {
    const entries = [...row].map(([columnKey, held]) => [columnKey, held, change(held)] as const);
    if (entries.every(([, held, changed]) => held === changed)) {
      next.set(rowKey, row);
      continue;
    }
    const kept = entries.flatMap(([columnKey, , held]) =>
      held === null ? [] : [[columnKey, held] as const],
    );
    if (kept.length > 0) next.set(rowKey, new Map(kept));
  }
  return next;
};
