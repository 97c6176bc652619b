/** What the page knows of the staged rows: one page of them, as the user has put it together. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { useClient } from '../../engine/engine-context.tsx';

export type Preview = OperationOutput<'imports.preview'>;
export type StagedRow = Preview['rows'][number];
export type StagedTable = Preview['tables'][number];
export type RowState = StagedRow['state'];

/** Few enough that a page is there at once, and that the list of its problems can be read. */
export const rowsPerPage = 300;

/** Which rows are looked at. */
export interface RowView {
  state: RowState | undefined;
  /** Of a form with several sheets, one at a time. */
  sheet: string | undefined;
  /** Cursors of the pages before this one, the first page's (null) included. */
  trail: readonly (string | null)[];
  /** Begin at this row of the file instead. */
  at: { sheet: string; row: number } | undefined;
}

const firstPage = (state: RowState | undefined, sheet: string | undefined): RowView => ({
  state,
  sheet,
  trail: [null],
  at: undefined,
});

/** @param state every state without it */
export const countOf = (counts: Preview['counts'], state: RowState | undefined): number =>
  state === undefined ? Object.values(counts).reduce((sum, count) => sum + count, 0) : counts[state];

/** Mistakes first, since that is what one has come for. */
const openingState = ({ batch, counts }: Preview): RowState | undefined =>
  batch.status === 'staged' && counts.refused > 0 ? 'refused' : undefined;

export interface StagedRows {
  /** What is said beside the rows; that of the page before while a new one comes. */
  preview: Preview | null;
  rows: readonly StagedRow[];
  /** How many rows there were of the kind looked at, when they were read. */
  total: number;
  view: RowView;
  failure: AppError | null;
  loading: boolean;
  show: (change: { state?: RowState | undefined; sheet?: string | undefined }) => void;
  next: () => void;
  previous: () => void;
  /** @returns false when the file has no data in that row */
  goToRow: (sheet: string, row: number) => Promise<boolean>;
  /** Puts rows that came out differently in their places; nothing else moves. */
  apply: (changed: { rows: readonly StagedRow[]; counts: Preview['counts'] }) => void;
  reload: () => void;
}

export const useStagedRows = (batch: string): StagedRows => {
  const client = useClient();
  const [preview, setPreview] = useState<Preview | null>(null);
  const [view, setView] = useState<RowView | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [loading, setLoading] = useState(true);
  const [total, setTotal] = useState(0);
  const asked = useRef(0);

  const noteFailure = useCallback((error: unknown): void => {
    if (!(error instanceof AppError)) throw error;
    setFailure(error);
  }, []);

  const ask = useCallback(
    async (wanted: RowView | null): Promise<Preview | null> => {
      asked.current += 1;
      const question = asked.current;
      setLoading(true);
      const input: OperationInput<'imports.preview'> = { batch, limit: rowsPerPage };
      try {
        let shown = wanted;
        if (shown === null) {
          const head = await client.call('imports.preview', { batch, limit: 1 });
          const state = openingState(head);
          const [first] = (await client.call('imports.preview', { batch, limit: 1, state })).rows;
          shown = firstPage(state, head.tables.length > 1 ? first?.sheet : undefined);
        }
        const answer = await client.call('imports.preview', {
          ...input,
          state: shown.state,
          sheet: shown.sheet,
          at: shown.at,
          cursor: shown.trail.at(-1) ?? null,
        });
        // A later question has overtaken this one.
        if (question !== asked.current) return null;
        setPreview(answer);
        setTotal(countOf(answer.counts, shown.state));
        setView(shown);
        setFailure(null);
        return answer;
      } catch (error) {
        if (question === asked.current) noteFailure(error);
        return null;
      } finally {
        if (question === asked.current) setLoading(false);
      }
    },
    [batch, client, noteFailure],
  );

  useEffect(() => {
    void ask(null);
  }, [ask]);

  const present = view ?? firstPage(undefined, undefined);
  return {
    preview,
    rows: preview?.rows ?? [],
    total,
    view: present,
    failure,
    loading,
    show: (change) =>
      void ask(
        firstPage(
          'state' in change ? change.state : present.state,
          'sheet' in change ? change.sheet : present.sheet,
        ),
      ),
    next: () => {
      const cursor = preview?.next ?? null;
      if (cursor !== null) void ask({ ...present, trail: [...present.trail, cursor], at: undefined });
    },
    previous: () => {
      if (present.at !== undefined) void ask(firstPage(present.state, present.sheet));
      else if (present.trail.length > 1) void ask({ ...present, trail: present.trail.slice(0, -1) });
    },
    goToRow: async (sheet, row) => {
      const several = (preview?.tables.length ?? 0) > 1;
      const answer = await ask({ ...firstPage(undefined, several ? sheet : undefined), at: { sheet, row } });
      return answer?.rows[0]?.row === row && answer.rows[0].sheet === sheet;
    },
    apply: ({ rows, counts }) => {
      const changed = new Map(rows.map((row) => [row.ordinal, row]));
      setPreview(
        (before) =>
          before && {
            ...before,
            counts,
            rows: before.rows.map((row) => changed.get(row.ordinal) ?? row),
          },
      );
      // What is said of the whole may have changed with one row: a model is judged as one.
      client
        .call('imports.preview', { batch, limit: 1 })
        .then(
          ({ batch, fileFindings }) => setPreview((before) => before && { ...before, batch, fileFindings }),
          noteFailure,
        );
    },
    reload: () => void ask(view),
  };
};
