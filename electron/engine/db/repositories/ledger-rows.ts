/** 台账: rows of all case and business ledgers. */

import { withdrawnState } from '#shared/ledgers/definition.ts';
import type { LedgerRow } from '#shared/ledgers/ledger-row.ts';
import { ledgerRows } from '../synced-tables.ts';
import type { ReadDb, SqlValue, WriteTx } from '../transaction.ts';
import { createSearchReader } from './search-index.ts';
import { createSyncedReader, createSyncedWriter } from './synced-rows.ts';

export interface LedgerFilter {
  ledger?: string;
  among?: readonly string[];
  bodyUscc?: string;
  officialId?: string;
  recordId?: string;
  rowId?: string;
  state?: string;
  /** Something is still waited for. */
  open?: boolean;
  /** A limit ran out before this day. */
  overdueOn?: string;
  happenedFrom?: string;
  happenedTo?: string;
  /** Part of the number, the title or any other text of the row. */
  text?: string;
}

export const ledgerSorts = {
  happenedOn: 'happened_on',
  dueOn: "coalesce(due_on, '9999-12-31')",
  number: "coalesce(number, '')",
  amountFen: 'coalesce(amount_fen, -1)',
  state: 'state',
  body: "coalesce(body_uscc, '')",
} as const;
export type LedgerSort = { by: keyof typeof ledgerSorts; descending: boolean };

/** Where a page of a list ended. */
export interface LedgerPosition {
  key: string | number;
  id: string;
}

export interface LedgerTotals {
  total: number;
  amountFen: bigint;
  overdue: number;
  open: number;
}

const conditions: { readonly [F in keyof LedgerFilter]-?: string } = {
  ledger: 'ledger = @ledger',
  among: 'ledger IN (SELECT value FROM json_each(@among))',
  bodyUscc: 'body_uscc = @bodyUscc',
  officialId: 'official_id = @officialId',
  recordId: 'record_id = @recordId',
  rowId: 'row_id = @rowId',
  state: 'state = @state',
  open: `(closed_on IS NULL AND state <> '${withdrawnState}') = @open`,
  overdueOn: 'due_on < @overdueOn',
  happenedFrom: 'happened_on >= @happenedFrom',
  happenedTo: 'happened_on <= @happenedTo',
  text: '(instr(number, @text) > 0 OR instr(title, @text) > 0 OR instr(details, @text) > 0)',
};

/**
 * One body or official has a few rows of a ledger that may hold very many. Told by an expression, the ledger offers no index:
 * else the one that spares the sorting is walked through from end to end.
 */
const ledgerOfFew = '+ledger = @ledger';
const namesOne = ({ bodyUscc, officialId, recordId, rowId }: LedgerFilter): boolean =>
  (bodyUscc ?? officialId ?? recordId ?? rowId) !== undefined;

function whereOf(db: ReadDb, filter: LedgerFilter, more: readonly string[] = []) {
  const parameters: Record<string, SqlValue> = {};
  const parts = [...more];
  for (const key of Object.keys(conditions) as (keyof LedgerFilter)[]) {
    const value = filter[key];
    if (value === undefined) continue;
    if (key === 'text' && createSearchReader(db).answers('ledger', String(value))) {
      const condition = createSearchReader(db).condition('ledger', String(value));
      parts.push(condition.where);
      Object.assign(parameters, condition.parameters);
      continue;
    }
    parts.push(key === 'ledger' && namesOne(filter) ? ledgerOfFew : conditions[key]);
    if (typeof value === 'boolean') parameters[key] = Number(value);
    else parameters[key] = typeof value === 'string' ? value : JSON.stringify(value);
  }
  return { where: parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`, parameters };
}

export function createLedgerReader(db: ReadDb) {
  const reader = createSyncedReader(db, ledgerRows);
  const byKey = reader.select('WHERE ledger = ? AND natural_key = ? ORDER BY happened_on, id');
  const byNumber = reader.select('WHERE number = ? ORDER BY id LIMIT 20');
  const overview = db.prepareRead<{ ledger: string; total: number; open: number; overdue: number }>(
    `SELECT ledger, count(*) AS total,
       count(*) FILTER (WHERE closed_on IS NULL AND state <> '${withdrawnState}') AS open,
       count(*) FILTER (WHERE due_on < @today) AS overdue
     FROM ledger_rows GROUP BY ledger`,
  );
  const basis = db.prepareRead<{ legalBasis: string }>(
    'SELECT legal_basis AS legalBasis FROM ledger_bases WHERE ledger = ?',
  );
  const due = reader.select(
    'WHERE due_on IS NOT NULL AND due_on <= @until ORDER BY due_on, ledger, id LIMIT @limit',
  );
  const concerning = reader.select(
    'WHERE row_id IS NOT NULL OR instr(details, @quoted) > 0 ORDER BY happened_on, id',
  );

  return {
    find: reader.find,
    /** Rows that say the code somewhere, and rows that belong to others: among them are those about a cycle. */
    mayConcern: (code: string): LedgerRow[] => concerning.all({ quoted: JSON.stringify(code) }),
    /** Rows that were sent before, by what makes a row the same row. Oldest first. */
    findByNaturalKey: (ledger: string, key: string): LedgerRow[] =>
      byKey.all(ledger, key).filter(({ state }) => state !== withdrawnState),
    findByNumber: (number: string): LedgerRow[] => byNumber.all(number),
    /** A page of a ledger in any order; at most `limit` rows. */
    list(filter: LedgerFilter, sort: LedgerSort, limit: number, after: LedgerPosition | null): LedgerRow[] {
      const key = ledgerSorts[sort.by];
      const direction = sort.descending ? 'DESC' : 'ASC';
      const start =
        after === null ? [] : [`(${key}, id) ${sort.descending ? '<' : '>'} (@afterKey, @afterId)`];
      const { where, parameters } = whereOf(db, filter, start);
      return reader.select(`${where} ORDER BY ${key} ${direction}, id ${direction} LIMIT @limit`).all({
        ...parameters,
        ...(after === null ? {} : { afterKey: after.key, afterId: after.id }),
        limit,
      });
    },
    totals(filter: LedgerFilter, today: string): LedgerTotals {
      const { where, parameters } = whereOf(db, filter);
      const sums = db.prepareRead<{
        total: bigint;
        wan: bigint;
        rest: bigint;
        overdue: bigint;
        open: bigint;
      }>(
        `SELECT count(*) AS total, coalesce(sum(amount_fen / 1000000), 0) AS wan,
           coalesce(sum(amount_fen % 1000000), 0) AS rest, count(*) FILTER (WHERE due_on < @today) AS overdue,
           count(*) FILTER (WHERE closed_on IS NULL AND state <> '${withdrawnState}') AS open
         FROM ledger_rows ${where}`,
        { bigIntegers: true },
      );
      const row = sums.get({ ...parameters, today });
      return {
        total: Number(row?.total ?? 0n),
        amountFen: (row?.wan ?? 0n) * 1_000_000n + (row?.rest ?? 0n),
        overdue: Number(row?.overdue ?? 0n),
        open: Number(row?.open ?? 0n),
      };
    },
    /** How many rows each ledger holds, how many of them are open and how many overdue. */
    overview: (today: string) => overview.all({ today }),
    /** Rows whose limit runs out by that day, the first to run out first. */
    dueBy: (until: string, limit: number): LedgerRow[] => due.all({ until, limit }),
    /** The legal basis that the office entered for a ledger that is closed without one. */
    basisOf: (ledger: string): string | null => basis.get(ledger)?.legalBasis ?? null,
    /** Every row that fits, oldest first, read in pages so that other work may go on in between. */
    *stream(filter: LedgerFilter, pageSize = 500): Generator<LedgerRow, void> {
      const sort: LedgerSort = { by: 'happenedOn', descending: false };
      for (let after: LedgerPosition | null = null; ; ) {
        const page: LedgerRow[] = this.list(filter, sort, pageSize, after);
        yield* page;
        const last = page.at(-1);
        if (last === undefined || page.length < pageSize) return;
        after = { key: last.happenedOn, id: last.id };
      }
    },
  };
}

/** Where the next page of a list begins. */
export const positionAfter = (row: LedgerRow, { by }: LedgerSort): LedgerPosition => {
  const keys = {
    happenedOn: row.happenedOn,
    dueOn: row.dueOn ?? '9999-12-31',
    number: row.number ?? '',
    amountFen: row.amountFen ?? -1,
    state: row.state,
    body: row.bodyUscc ?? '',
  };
  return { key: keys[by], id: row.id };
};

export function createLedgerRepository(tx: WriteTx) {
  const { insert, update } = createSyncedWriter(tx, ledgerRows);
  const enter = tx.prepareWrite(
    `INSERT INTO ledger_bases (ledger, legal_basis, entered_at, actor) VALUES (?, ?, ?, ?)
     ON CONFLICT (ledger) DO UPDATE SET legal_basis = excluded.legal_basis, entered_at = excluded.entered_at,
       actor = excluded.actor`,
  );
  return {
    ...createLedgerReader(tx),
    insert,
    update,
    enterBasis: (ledger: string, legalBasis: string, actor: string): void => {
      enter.run(ledger, legalBasis, tx.now(), actor);
    },
  };
}
