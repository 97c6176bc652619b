/** What a merge does, or did, to each table. */
import { formatCount } from '../../i18n/format.ts';
import { exchangeWords } from '../../i18n/zh-CN/exchange.ts';
import { tableName } from '../../i18n/zh-CN/travelling-rows.ts';

const words = exchangeWords.inbox;
const kinds = ['inserted', 'updated', 'unchanged', 'skipped', 'conflicts'] as const;

export type Counts = Record<(typeof kinds)[number], number>;

export const sumCounts = (tables: Readonly<Record<string, Counts>>): Counts => {
  const sum = { inserted: 0, updated: 0, unchanged: 0, skipped: 0, conflicts: 0 };
  for (const counts of Object.values(tables)) for (const kind of kinds) sum[kind] += counts[kind];
  return sum;
};

/** “新增 120 · 更新 7 · …” of what was counted: nothing is said of kinds that did not occur. */
export const countsLine = (counts: Counts): string => {
  const line = kinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${words.whatColumns[kind]} ${formatCount(counts[kind])}`)
    .join(' · ');
  return line === '' ? words.nothingNew : line;
};

/** The same of all tables together. */
export const closingLine = (tables: Readonly<Record<string, Counts>>): string =>
  countsLine(sumCounts(tables));

export const MergeCounts = ({ tables }: { tables: Readonly<Record<string, Counts>> }) => {
  const rows = Object.entries(tables).filter(([, counts]) => kinds.some((kind) => counts[kind] > 0));
  return (
    <table className="plain-table merge-counts">
      <thead>
        <tr>
          <th scope="col">{words.whatColumns.table}</th>
          {kinds.map((kind) => (
            <th key={kind} scope="col" className="num">
              {words.whatColumns[kind]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([table, counts]) => (
          <tr key={table}>
            <th scope="row">{tableName(table)}</th>
            {kinds.map((kind) => (
              <td key={kind} className={counts[kind] === 0 ? 'num quiet' : 'num'}>
                {formatCount(counts[kind])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
