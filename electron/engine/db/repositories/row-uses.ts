/** What depends on rows of this database: asked before a row is taken out again. */
import type { ImportUse } from '#shared/errors/codes/imports.ts';
import type { ReadDb } from '../transaction.ts';

/** Of each kind of use the keys (ids, or unified codes of bodies) that are used. Read once, then looked up. */
export function createRowUses(db: ReadDb) {
  const keys = (sql: string, ...parameters: string[]): ReadonlySet<string> =>
    new Set(
      db
        .prepareRead<{ key: string }>(sql)
        .all(...parameters)
        .map(({ key }) => key),
    );
  const once = <Answer>(read: () => Answer): (() => Answer) => {
    let answer: { value: Answer } | undefined;
    return () => {
      answer ??= { value: read() };
      return answer.value;
    };
  };
  const inLedgers = (column: string): string =>
    `SELECT DISTINCT ${column} AS key FROM ledger_rows WHERE ${column} IS NOT NULL`;
  const filed = (table: string, key: string, type: string) =>
    once(() =>
      keys(
        `SELECT ${key} AS key FROM ${table} JOIN evidence ON owner_id = ${table}.id WHERE owner_type = ?`,
        type,
      ),
    );
  const ofBodies: [ImportUse, () => ReadonlySet<string>][] = [
    ['officials', once(() => keys('SELECT DISTINCT body_uscc AS key FROM officials'))],
    ['records', once(() => keys('SELECT DISTINCT body_uscc AS key FROM credit_records'))],
    ['changes', once(() => keys('SELECT DISTINCT body_uscc AS key FROM body_changes'))],
    ['ledgers', once(() => keys(inLedgers('body_uscc')))],
    [
      'cycles',
      once(() => keys(`SELECT body_uscc AS key FROM cycle_units UNION SELECT body_uscc FROM run_metrics`)),
    ],
    [
      'values',
      once(() =>
        keys(
          `SELECT body_uscc AS key FROM entries UNION SELECT body_uscc FROM entry_drafts
           UNION SELECT body_uscc FROM decisions`,
        ),
      ),
    ],
    ['evidence', filed('bodies', 'uscc', 'body')],
  ];
  const ofRecords: [ImportUse, () => ReadonlySet<string>][] = [
    ['evidence', once(() => keys(`SELECT owner_id AS key FROM evidence WHERE owner_type = 'record'`))],
    ['ledgers', once(() => keys(inLedgers('record_id')))],
    [
      'officialRun',
      once(() =>
        keys(
          `SELECT DISTINCT json_each.value AS key FROM run_metrics JOIN runs ON runs.id = run_id, json_each(record_ids)
           WHERE official = 1`,
        ),
      ),
    ],
  ];
  const ofOfficials: [ImportUse, () => ReadonlySet<string>][] = [
    [
      'records',
      once(() =>
        keys('SELECT DISTINCT official_id AS key FROM credit_records WHERE official_id IS NOT NULL'),
      ),
    ],
    ['fileItems', once(() => keys('SELECT DISTINCT official_id AS key FROM official_file_items'))],
    ['ledgers', once(() => keys(inLedgers('official_id')))],
    ['evidence', filed('officials', 'officials.id', 'official')],
  ];
  const ofEntries: [ImportUse, () => ReadonlySet<string>][] = [
    ['evidence', once(() => keys(`SELECT owner_id AS key FROM evidence WHERE owner_type = 'entry'`))],
  ];
  const ofLedgerRows: [ImportUse, () => ReadonlySet<string>][] = [
    ['ledgers', once(() => keys(inLedgers('row_id')))],
    ['evidence', filed('ledger_rows', 'ledger_rows.id', 'ledgerRow')],
  ];
  const firstOf = (uses: readonly [ImportUse, () => ReadonlySet<string>][], key: string): ImportUse | null =>
    uses.find(([, used]) => used().has(key))?.[0] ?? null;

  return {
    /** What depends on a body, but for bodies below it. */
    ofBody: (uscc: string): ImportUse | null => firstOf(ofBodies, uscc),
    ofOfficial: (id: string): ImportUse | null => firstOf(ofOfficials, id),
    ofRecord: (id: string): ImportUse | null => firstOf(ofRecords, id),
    ofLedgerRow: (id: string): ImportUse | null => firstOf(ofLedgerRows, id),
    ofEntry: (id: string): ImportUse | null => firstOf(ofEntries, id),
  };
}
