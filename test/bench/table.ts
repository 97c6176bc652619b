/** The lines of the table: which measurements are compared, and what is asked of them. */
import type { CaseName } from './cases/index.ts';
import type { Measured } from './measured.ts';

interface Line {
  what: string;
  ours: CaseName;
  baseline?: CaseName;
  /** Taken from ours instead of the whole time. */
  timed?: 'firstFinding';
  goal?: { ratio?: number; seconds?: number; peakMb?: number };
}

export const lines: readonly Line[] = [
  {
    what: 'import 50,000 × 20, stage + commit / hucre stream reading only',
    ours: 'import.all',
    baseline: 'import.hucre',
    goal: { ratio: 2, seconds: 4, peakMb: 400 },
  },
  {
    what: 'import 50,000 × 20, stage + commit / exceljs stream reading only',
    ours: 'import.all',
    baseline: 'import.exceljs',
    goal: { ratio: 1.5 },
  },
  {
    what: 'import, until the first finding can be read',
    ours: 'import.all',
    timed: 'firstFinding',
    goal: { seconds: 1 },
  },
  {
    what: 'reader process alone / hucre stream reading only',
    ours: 'import.read',
    baseline: 'import.hucre',
  },
  {
    what: 'export 50,000 × 20 from the database / bare exceljs stream writer',
    ours: 'export.all',
    baseline: 'export.bare',
    goal: { ratio: 1.3, peakMb: 250 },
  },
  {
    what: 'insert 50,000 records, stamped and hashed / bare better-sqlite3',
    ours: 'insert.repository',
    baseline: 'insert.bare',
  },
  {
    what: 'find anything among 1,000,000 records, 95th percentile / LIKE over the table',
    ours: 'search.everything',
    baseline: 'search.scan',
    goal: { seconds: 0.1 },
  },
  {
    what: 'first page of 1,000,000 records filtered by a text, 95th percentile / LIKE',
    ours: 'search.ledger',
    baseline: 'search.scan',
  },
  { what: 'score 500 units × 48 indicators, TOWNSHIP-2026', ours: 'assess.500' },
  { what: 'score 20 units × 48 indicators, TOWNSHIP-2026', ours: 'assess.20' },
  {
    what: 'trial run of 20 units × 48 indicators: gathered, scored, stored',
    ours: 'results.trial20',
    goal: { seconds: 0.1 },
  },
  { what: 'results of 500 units: ranking', ours: 'results.ranking', goal: { seconds: 0.15 } },
  {
    what: 'results of 500 units: 48 indicators for the heat map',
    ours: 'results.table',
    goal: { seconds: 0.15 },
  },
  { what: 'results of 500 units: averages of the groups', ours: 'results.averages', goal: { seconds: 0.15 } },
  { what: 'results of 500 units: why one has its score', ours: 'results.explain', goal: { seconds: 0.15 } },
  {
    what: 'results of 500 units: compared with another run',
    ours: 'results.compare',
    goal: { seconds: 0.15 },
  },
  {
    what: 'sensitivity, 2,000 runs × 100 units / plain typed-array loop',
    ours: 'assess.sensitivity',
    baseline: 'assess.plain',
  },
  {
    what: 'window, warm start to the first page / Electron window with one line of text',
    ours: 'window.warm',
    baseline: 'window.empty',
    goal: { seconds: 1.2, ratio: 1.4, peakMb: 350 },
  },
  {
    what: 'window, start with empty file caches / the same of the window with one line',
    ours: 'window.cold',
    baseline: 'window.emptyCold',
    goal: { seconds: 3 },
  },
  { what: 'window, import of 50,000 × 20 from drop to counts', ours: 'window.import', goal: { peakMb: 700 } },
  {
    what: 'window, from a key to its picture in the entry grid / in a plain field',
    ours: 'window.key',
    baseline: 'window.emptyKey',
  },
  { what: 'zhengxin --help / node -e 0', ours: 'cli.help', baseline: 'cli.node' },
  { what: 'zhengxin model check / node -e 0', ours: 'cli.modelCheck', baseline: 'cli.node' },
];

export interface Row {
  what: string;
  ours: number;
  baseline: number | null;
  ratio: number | null;
  goal: string;
  /** Null where nothing is asked. */
  met: boolean | null;
  peakMb: number;
}

export const rowOf = (line: Line, results: ReadonlyMap<CaseName, Measured>): Row => {
  const found = results.get(line.ours);
  if (!found) throw new Error(`${line.ours} was not measured`);
  const ours = line.timed === undefined ? found.seconds : (found[line.timed] ?? Number.NaN);
  const baseline = line.baseline === undefined ? null : (results.get(line.baseline)?.seconds ?? null);
  const ratio = baseline === null ? null : ours / baseline;
  const { goal = {} } = line;
  const checks: [text: string, met: boolean][] = [];
  if (goal.ratio !== undefined) checks.push([`≤ ${goal.ratio}×`, ratio !== null && ratio <= goal.ratio]);
  if (goal.seconds !== undefined) checks.push([`≤ ${goal.seconds} s`, ours <= goal.seconds]);
  if (goal.peakMb !== undefined) checks.push([`≤ ${goal.peakMb} MB`, found.peakMb <= goal.peakMb]);
  return {
    what: line.what,
    ours,
    baseline,
    ratio,
    goal: checks.map(([text]) => text).join(', '),
    met: checks.length === 0 ? null : checks.every(([, met]) => met),
    peakMb: found.peakMb,
  };
};

const titles = ['what', 'ours s', 'baseline s', 'ratio', 'goal', 'met', 'peak MB'];
const met = { true: 'yes', false: 'NO', null: '' } as const;

/** As a Markdown table. */
export const formatTable = (rows: readonly Row[]): string => {
  const cells = rows.map((row) => [
    row.what,
    row.ours.toFixed(3),
    row.baseline?.toFixed(3) ?? '',
    row.ratio === null ? '' : `${row.ratio.toFixed(2)}×`,
    row.goal,
    met[`${row.met}`],
    row.peakMb.toFixed(0),
  ]);
  const widths = titles.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => (row[column] ?? '').length)),
  );
  const pad = (row: readonly string[]) =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [pad(titles), rule, ...cells.map(pad)].join('\n');
};
