/**
 * The rows of an import batch, stored in blocks in the order of reading. A block is sealed as one text, because
 * sealing and storing a row by itself costs more than reading it from the workbook; its states stand beside it in
 * plain, one letter a row, so that a commit changes them without opening anything.
 */
import type { StagedRowState } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type ReadDb, requireOne, type WriteTx } from '../transaction.ts';

export type RowState = StagedRowState;

/** A changed cell as it was in the file. */
export interface EditedCell {
  text: string;
  /** As in `kinds`, of this cell. */
  kind: string;
}

export interface StagedRow {
  sheet: string;
  row: number;
  /** Displayed text of every cell of the layout, in column order. */
  original: readonly string[];
  /** What kinds of cells they are, as the layouts write it; empty when all are text. */
  kinds?: string;
  /** Cells that a person has changed since, by position in `original`. */
  edited?: Readonly<Record<number, EditedCell>>;
  /** The mapped row, any JSON value; null when refused. */
  mapped: unknown;
  naturalKey: string | null;
  state: RowState;
}

/** A staged row with its place in the batch's order of reading, from 1. */
export type StoredRow = StagedRow & { ordinal: number };

export interface RowPage {
  state?: RowState;
  sheet?: string;
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
  skipped: 's',
  omitted: 'o',
  committed: 'c',
};
const stateOf = new Map(Object.entries(letters).map(([state, letter]) => [letter, state as RowState]));

interface Block {
  first: number;
  states: string;
  sealed: Buffer;
}

/** As it is sealed: sheet, row, natural key, original, mapped, and where there are any kinds and edited cells. */
type SealedRow = [
  sheet: string,
  row: number,
  naturalKey: string | null,
  original: readonly string[],
  mapped: unknown,
  kinds?: string,
  edited?: Readonly<Record<number, EditedCell>>,
];

const toSealed = ({ sheet, row, naturalKey, original, mapped, kinds, edited }: StagedRow): SealedRow => {
  const sealed: SealedRow = [sheet, row, naturalKey, original, mapped];
  if (kinds || edited) sealed.push(kinds ?? '');
  if (edited) sealed.push(edited);
  return sealed;
};

const fromSealed = (
  [sheet, row, naturalKey, original, mapped, kinds, edited]: SealedRow,
  state: RowState,
): StagedRow => ({
  sheet,
  row,
  original,
  mapped,
  naturalKey,
  state,
  ...(kinds ? { kinds } : {}),
  ...(edited ? { edited } : {}),
});

const placeOf = (batch: string, first: number): string => `staged_blocks.rows:${batch}/${first}`;

export function createStagedRowReader(db: ReadDb) {
  const columns = 'first_ordinal AS first, states, rows_sealed AS sealed';
  const holding = db.prepareRead<Block>(
    `SELECT ${columns} FROM staged_blocks WHERE batch_id = ? AND first_ordinal <= ? ORDER BY first_ordinal DESC LIMIT 1`,
  );
  const nextWith = db.prepareRead<Block>(
    `SELECT ${columns} FROM staged_blocks
     WHERE batch_id = ? AND first_ordinal >= ? AND instr(states, ?) > 0 ORDER BY first_ordinal LIMIT 1`,
  );
  const allStates = db.prepareRead<{ states: string }>('SELECT states FROM staged_blocks WHERE batch_id = ?');

  const open = (batchId: string, { first, sealed }: Block): string =>
    db.vault.openBytes(sealed, placeOf(batchId, first));

  function* rowsOf({ first, states }: Block, text: string): Generator<StoredRow, void> {
    for (const [index, row] of (JSON.parse(text) as SealedRow[]).entries()) {
      const state = stateOf.get(states[index] ?? '') ?? 'refused';
      yield { ordinal: first + index, ...fromSealed(row, state) };
    }
  }

  /** The block with this ordinal; undefined after the last row. */
  const blockWith = (batchId: string, ordinal: number): Block | undefined => {
    const block = holding.get(batchId, ordinal);
    return block !== undefined && ordinal < block.first + block.states.length ? block : undefined;
  };

  /** Every block from the one with this ordinal on; with a state, those that hold a row in it. */
  function* blocksFrom(batchId: string, ordinal: number, state?: RowState): Generator<Block, void> {
    let block = blockWith(batchId, ordinal);
    while (block !== undefined) {
      yield block;
      const next: number = block.first + block.states.length;
      block = state === undefined ? blockWith(batchId, next) : nextWith.get(batchId, next, letters[state]);
    }
  }

  return {
    /** Every row in the order of reading, a block at a time. */
    *allRows(batchId: string): Generator<StoredRow, void> {
      for (const block of blocksFrom(batchId, 1)) yield* rowsOf(block, open(batchId, block));
    },
    /** In the order of reading, a page at a time. */
    rows(batchId: string, { state, sheet, after = 0, limit = 500 }: RowPage = {}): StoredRow[] {
      const page: StoredRow[] = [];
      for (const block of blocksFrom(batchId, after + 1, state)) {
        for (const row of rowsOf(block, open(batchId, block))) {
          if (
            row.ordinal <= after ||
            (state ?? row.state) !== row.state ||
            (sheet ?? row.sheet) !== row.sheet
          )
            continue;
          page.push(row);
          if (page.length >= limit) return page;
        }
      }
      return page;
    },
    /** The row at this place, counted from 1; null after the last. */
    row(batchId: string, ordinal: number): StoredRow | null {
      const block = blockWith(batchId, ordinal);
      if (block === undefined) return null;
      for (const row of rowsOf(block, open(batchId, block))) if (row.ordinal === ordinal) return row;
      return null;
    },
    /** Place of a row of the file, the first of them if the file numbers two rows alike; null if it is no data row. */
    ordinalOf(batchId: string, sheet: string, row: number): number | null {
      // Opening a block is quick, making rows of it is not: only a block that names both is read.
      const mark = `${JSON.stringify(sheet)},${row},`;
      for (const block of blocksFrom(batchId, 1)) {
        const text = open(batchId, block);
        if (!text.includes(mark)) continue;
        for (const found of rowsOf(block, text)) {
          if (found.sheet === sheet && found.row === row) return found.ordinal;
        }
      }
      return null;
    },
    /** Rows with one of these natural keys, in the order of reading. */
    rowsWithKey(batchId: string, keys: readonly string[]): StoredRow[] {
      const wanted = new Set(keys);
      const marks = [...wanted].map((key) => JSON.stringify(key));
      const found: StoredRow[] = [];
      for (const block of marks.length === 0 ? [] : blocksFrom(batchId, 1)) {
        const text = open(batchId, block);
        if (!marks.some((mark) => text.includes(mark))) continue;
        for (const row of rowsOf(block, text)) {
          if (row.naturalKey !== null && wanted.has(row.naturalKey)) found.push(row);
        }
      }
      return found;
    },
    countRows(batchId: string): Record<RowState, number> {
      const total = { ready: 0, refused: 0, duplicate: 0, skipped: 0, omitted: 0, committed: 0 };
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
  const setAll = tx.prepareWrite(
    'UPDATE staged_blocks SET states = replace(states, ?, ?) WHERE batch_id = ?',
  );
  const holding = tx.prepareRead<Block>(
    `SELECT first_ordinal AS first, states, rows_sealed AS sealed FROM staged_blocks
     WHERE batch_id = ? AND first_ordinal <= ? ORDER BY first_ordinal DESC LIMIT 1`,
  );
  const setStates = tx.prepareWrite(
    'UPDATE staged_blocks SET states = ? WHERE batch_id = ? AND first_ordinal = ?',
  );
  const replaceBlock = tx.prepareWrite(
    'UPDATE staged_blocks SET states = ?, rows_sealed = ? WHERE batch_id = ? AND first_ordinal = ?',
  );
  const deleteAll = tx.prepareWrite('DELETE FROM staged_blocks WHERE batch_id = ?');

  /** Changes in ascending order of place, gathered by the block that holds them. */
  function* byBlock<Change extends { ordinal: number }>(batchId: string, changes: readonly Change[]) {
    for (let from = 0; from < changes.length; ) {
      const ordinal = changes[from]?.ordinal ?? 0;
      const block = holding.get(batchId, ordinal);
      if (block === undefined || ordinal >= block.first + block.states.length) {
        throw new AppError('database.rowMissing', { table: 'staged_blocks', id: `${batchId}/${ordinal}` });
      }
      const end = block.first + block.states.length;
      let to = from + 1;
      while ((changes[to]?.ordinal ?? end) < end) to += 1;
      yield { block, inside: changes.slice(from, to) };
      from = to;
    }
  }
  const withStates = (
    { first, states }: Block,
    inside: readonly { ordinal: number; state: RowState }[],
  ): string => {
    const all = [...states];
    for (const { ordinal, state } of inside) all[ordinal - first] = letters[state];
    return all.join('');
  };

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
    /** Gives every row of the batch that is in one state another. */
    setAllStates(batchId: string, from: RowState, to: RowState): void {
      setAll.run(letters[from], letters[to], batchId);
    },
    /** Gives single rows another state. @param changes in ascending order of place */
    setStates(batchId: string, changes: readonly { ordinal: number; state: RowState }[]): void {
      for (const { block, inside } of byBlock(batchId, changes)) {
        setStates.run(withStates(block, inside), batchId, block.first);
      }
    },
    /** Puts changed rows in the place of what was there. @param rows in ascending order of place */
    replace(batchId: string, rows: readonly StoredRow[]): void {
      for (const { block, inside } of byBlock(batchId, rows)) {
        const place = placeOf(batchId, block.first);
        const sealed = JSON.parse(tx.vault.openBytes(block.sealed, place)) as SealedRow[];
        for (const row of inside) sealed[row.ordinal - block.first] = toSealed(row);
        const bytes = tx.vault.sealBytes(JSON.stringify(sealed), place);
        const changes = replaceBlock.run(withStates(block, inside), bytes, batchId, block.first);
        requireOne(changes, 'staged_blocks', `${batchId}/${block.first}`);
      }
    },
    deleteAll(batchId: string): void {
      deleteAll.run(batchId);
    },
  };
}
