/**
 * Everything that the database holds about one cycle, table by table, as it is stored: found by following foreign keys from
 * the cycle, so that a table made later is not forgotten. What is sealed stays out, and so do the documents of runs and the
 * rows that only repeat them.
 */
import type { ReadDb, SqlValue } from '../transaction.ts';

export interface CycleTable {
  name: string;
  /** Rows in the order of the primary key, a page at a time. */
  rows: () => Generator<Record<string, SqlValue>, void>;
}

/** Points of every node of a run, and its ranking: both are in its result document. */
const repeated = new Set(['run_subjects', 'run_node_results']);
/** Tables that refer to rows of a cycle without a foreign key. */
const unlinked: ReadonlyMap<string, { child: string; parent: string }> = new Map([
  ['explanation_readings', { child: 'explanation_id', parent: 'check_explanations' }],
]);
/** Columns that are filed as documents of their own. */
const filedElsewhere = new Set(['runs.data', 'runs.result']);
const isSealed = (column: string): boolean => column.endsWith('_sealed') || column.endsWith('_index');

const pageRows = 2_000;

interface Column {
  name: string;
  /** Position in the primary key, 0 for none. */
  key: number;
}

export function createCycleTableReader(db: ReadDb) {
  const tables = db.prepareRead<{ name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
     ORDER BY name`,
  );
  const columns = db.prepareRead<Column>('SELECT name, pk AS key FROM pragma_table_info(?) ORDER BY cid');
  const references = db.prepareRead<{ parent: string; child: string; target: string | null; parts: number }>(
    `SELECT "table" AS parent, "from" AS child, "to" AS target,
       (SELECT count(*) FROM pragma_foreign_key_list(@table) AS other WHERE other.id = one.id) AS parts
     FROM pragma_foreign_key_list(@table) AS one`,
  );
  const hasRowId = db.prepareRead<{ found: number }>(
    `SELECT 1 AS found FROM pragma_table_list WHERE name = ? AND wr = 0`,
  );

  /** For each table that speaks of a cycle, the condition that finds its rows. */
  const conditions = (): Map<string, string> => {
    const names = tables.all().map(({ name }) => name);
    const found = new Map([['cycles', 'code = @cycle']]);
    for (const name of names) {
      if (columns.all(name).some((column) => column.name === 'cycle_code')) {
        found.set(name, 'cycle_code = @cycle');
      }
    }
    // Rows that belong to such rows, and rows that belong to those.
    for (let grew = true; grew; ) {
      grew = false;
      for (const name of names) {
        if (found.has(name)) continue;
        const links = references
          .all({ table: name })
          .filter(({ parent, parts, target }) => parts === 1 && target !== null && found.has(parent));
        if (links.length === 0) continue;
        const each = links.map(
          ({ parent, child, target }) =>
            `${child} IN (SELECT ${target} FROM ${parent} WHERE ${found.get(parent)})`,
        );
        found.set(name, `(${each.join(' OR ')})`);
        grew = true;
      }
    }
    for (const [name, { child, parent }] of unlinked) {
      found.set(name, `${child} IN (SELECT id FROM ${parent} WHERE ${found.get(parent)})`);
    }
    for (const name of repeated) found.delete(name);
    // Of trial runs their heads are enough.
    found.set('run_metrics', `run_id IN (SELECT run_id FROM run_seals) AND ${found.get('run_metrics')}`);
    return found;
  };

  function* rowsOf(
    table: string,
    condition: string,
    cycle: string,
  ): Generator<Record<string, SqlValue>, void> {
    const all = columns.all(table);
    const shown = all
      .map(({ name }) => name)
      .filter((name) => !isSealed(name) && !filedElsewhere.has(`${table}.${name}`));
    const keys = all.filter(({ key }) => key > 0).sort((a, b) => a.key - b.key);
    // A key may hold sealed or absent values; the row's own number never does.
    const order = hasRowId.get(table) === undefined ? keys.map(({ name }) => name) : ['rowid'];
    const place = order.map((name) => `${name} AS "place ${name}"`);
    const statement = (after: string) =>
      db.prepareRead<Record<string, SqlValue>>(
        `SELECT ${[...shown, ...place].join(', ')} FROM ${table} WHERE ${condition} ${after}
         ORDER BY ${order.join(', ')} LIMIT ${pageRows}`,
      );
    const first = statement('');
    const next = statement(
      `AND (${order.join(', ')}) > (${order.map((_, index) => `@after${index}`).join(', ')})`,
    );
    let page = first.all({ cycle });
    while (page.length > 0) {
      for (const row of page) yield Object.fromEntries(shown.map((name) => [name, row[name] ?? null]));
      const last = page.at(-1);
      if (page.length < pageRows || last === undefined) return;
      const after = order.map((name, index) => [`after${index}`, last[`place ${name}`] ?? null]);
      page = next.all({ cycle, ...Object.fromEntries(after) });
    }
  }

  return {
    /** Every table that speaks of cycles, with its rows about this one. */
    ofCycle: (cycle: string): CycleTable[] =>
      [...conditions()]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, condition]) => ({ name, rows: () => rowsOf(name, condition, cycle) })),
  };
}
