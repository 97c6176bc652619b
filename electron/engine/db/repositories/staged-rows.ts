/**
 * The rows of an import batch, stored in blocks in the order of reading. A block is sealed as one text, because
 * sealing and storing a row by itself costs more than reading it from the workbook; its states stand beside it in
 * plain, one letter a row, so that a commit changes them without opening anything.
 */
import type { StagedRow as StagedRowSummary } from '#shared/domain/entities.ts';
import type { ReadDb, WriteTx } from '../transaction.ts';

export type RowState = StagedRowSummary['state'];

export interface StagedRow {
  sheet: string;
  row: number;
  /** Displayed text of every cell of the layout, in column order. */
  original: readonly string[];
  /** The mapped row, any JSON value; null when refused. */
  mapped: unknown;
  naturalKey: string | null;
  state: RowState;
}

/** A staged row with its place in the batch's order of reading, from 1. */
export type StoredRow = StagedRow & { ordinal: number };

export interface RowPage {
  state?: RowState;
  /** Continue after this ordinal. */
  after?: number;
  /** At most so many; default 500. */
  limit?: number;
}

/** Small enough that a short page does not open much more than it shows. */
const rowsPerBlock = 250;

const letters: Readonly<Record<RowState, string>> = {
  ready: 'r',
  refused: 'x',
  duplicate: 'd',
  committed: 'c',
};
const stateOf = new Map(Object.entries(letters).map(([state, letter]) => [letter, state as RowState]));

interface Block {
  first: number;
  states: string;
  sealed: Buffer;
}

/** As it is sealed: sheet, row, natural key, original, mapped. */
type SealedRow = [
  sheet: string,
  row: number,
  naturalKey: string | null,
  original: readonly string[],
  mapped: unknown,
];

const toSealed = ({ sheet, row, naturalKey, original, mapped }: StagedRow): SealedRow => [
  sheet,
  row,
  naturalKey,
  original,
  mapped,
];

const placeOf = (batch: string, first: number): string => `staged_blocks.rows:${batch}/${first}`;

export function createStagedRowReader(db: ReadDb) {
  const columns = 'first_ordinal AS first, states, rows_sealed AS sealed';
  const holding = db.prepareRead<Block>(
    `SELECT ${columns} FROM staged_blocks WHERE batch_id = ? AND first_ordinal <= ? ORDER BY first_ordinal DESC LIMIT 1`,
  );
  const allStates = db.prepareRead<{ states: string }>('SELECT states FROM staged_blocks WHERE batch_id = ?');

  function* blockRows(batchId: string, { first, states, sealed }: Block): Generator<StoredRow, void> {
    const rows = JSON.parse(db.vault.openBytes(sealed, placeOf(batchId, first))) as SealedRow[];
    for (const [index, [sheet, row, naturalKey, original, mapped]] of rows.entries()) {
      const state = stateOf.get(states[index] ?? '') ?? 'refused';
      yield { ordinal: first + index, sheet, row, original, mapped, naturalKey, state };
    }
  }

  /** The block with this ordinal; undefined after the last row. */
  const blockWith = (batchId: string, ordinal: number): Block | undefined => {
    const block = holding.get(batchId, ordinal);
    return block !== undefined && ordinal < block.first + block.states.length ? block : undefined;
  };

  /** Every row from this ordinal on, a block at a time. */
  function* rowsFrom(batchId: string, ordinal: number): Generator<StoredRow, void> {
    for (let next = ordinal; ; ) {
      const block = blockWith(batchId, next);
      if (block === undefined) return;
      for (const row of blockRows(batchId, block)) if (row.ordinal >= next) yield row;
      next = block.first + block.states.length;
    }
  }

  return {
    /** Every row in the order of reading. */
    allRows: (batchId: string): Generator<StoredRow, void> => rowsFrom(batchId, 1),
    /** In the order of reading, a page at a time. */
    rows(batchId: string, { state, after = 0, limit = 500 }: RowPage = {}): StoredRow[] {
      const page: StoredRow[] = [];
      for (const row of rowsFrom(batchId, after + 1)) {
        if (state !== undefined && row.state !== state) continue;
        page.push(row);
        if (page.length >= limit) break;
      }
      return page;
    },
    countRows(batchId: string): Record<RowState, number> {
      const total = { ready: 0, refused: 0, duplicate: 0, committed: 0 };
      for (const { states } of allStates.all(batchId)) {
        for (const letter of states) total[stateOf.get(letter) ?? 'refused'] += 1;
      }
      return total;
    },
  };
}

export function createStagedRowWriter(tx: WriteTx) {
  const last = tx.prepareRead<{ next: number }>(
    'SELECT first_ordinal + length(states) AS next FROM staged_blocks WHERE batch_id = ? ORDER BY first_ordinal DESC LIMIT 1',
  );
  const insert = tx.prepareWrite(
    'INSERT INTO staged_blocks (batch_id, first_ordinal, states, rows_sealed) VALUES (?, ?, ?, ?)',
  );
  const setStates = tx.prepareWrite(
    'UPDATE staged_blocks SET states = replace(states, ?, ?) WHERE batch_id = ?',
  );
  const deleteAll = tx.prepareWrite('DELETE FROM staged_blocks WHERE batch_id = ?');

  return {
    /** Adds rows in the order given. */
    append(batchId: string, rows: readonly StagedRow[]): void {
      let first = last.get(batchId)?.next ?? 1;
      for (let from = 0; from < rows.length; from += rowsPerBlock) {
        const block = rows.slice(from, from + rowsPerBlock);
        const states = block.map(({ state }) => letters[state]).join('');
        const text = JSON.stringify(block.map(toSealed));
        insert.run(batchId, first, states, tx.vault.sealBytes(text, placeOf(batchId, first)));
        first += block.length;
      }
    },
    setStates(batchId: string, from: RowState, to: RowState): void {
      setStates.run(letters[from], letters[to], batchId);
    },
    deleteAll(batchId: string): void {
      deleteAll.run(batchId);
    },
  };
}
