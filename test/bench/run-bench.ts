/**
 * `npm run bench`: one table of times, each beside the same work without us, all from one run on one machine; only
 * the ratios mean anything elsewhere.
 *
 * Every measurement is a process of its own. The first round warms up files and caches and is thrown away; then the
 * median of three (`--runs N`) counts. `--only import,cli` measures a part, `--json` writes the rows as JSON.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { CaseName } from './cases/index.ts';
import type { Measured } from './measured.ts';
import { formatTable, lines, rowOf } from './table.ts';

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
  },
});

const runCase = (name: CaseName | 'fixtures', fixtures: string): Promise<Measured> =>
  new Promise((resolve, reject) => {
    const child = fork(path.join(import.meta.dirname, 'run-case.ts'), [name, fixtures], {
      execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning'],
    });
    let result: Measured | undefined;
    child.on('message', (message) => {
      result = message as Measured;
    });
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0 && result !== undefined) resolve(result);
      else reject(new Error(`${name} failed`));
    });
  });

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
};

/** The median of each figure; memory is the largest seen. */
const summarise = (measured: readonly Measured[]): Measured => {
  const firstFindings = measured.flatMap(({ firstFinding }) => firstFinding ?? []);
  return {
    seconds: median(measured.map(({ seconds }) => seconds)),
    peakMb: Math.max(...measured.map(({ peakMb }) => peakMb)),
    ...(firstFindings.length === 0 ? {} : { firstFinding: median(firstFindings) }),
  };
};

const measureAll = async (
  names: readonly CaseName[],
  runs: number,
  fixtures: string,
): Promise<Map<CaseName, Measured>> => {
  const measured = new Map<CaseName, Measured[]>(names.map((name) => [name, []]));
  // Ours and the baselines take turns, so that a slow minute of the machine hits both.
  for (let round = 0; round <= runs; round += 1) {
    for (const name of names) {
      process.stderr.write(`\r\u001b[K${round === 0 ? 'warm-up' : `round ${round} of ${runs}`}: ${name}`);
      const result = await runCase(name, fixtures);
      if (round > 0) measured.get(name)?.push(result);
    }
  }
  process.stderr.write('\r\u001b[K');
  return new Map([...measured].map(([name, results]) => [name, summarise(results)]));
};

const main = async (): Promise<void> => {
  const runs = Number(options.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new RangeError('--runs is a whole number from 1');
  const areas = options.only.split(',').filter((area) => area !== '');
  const chosen = lines.filter(({ ours }) => areas.length === 0 || areas.includes(ours.split('.')[0] ?? ''));
  const names = new Set(chosen.flatMap(({ ours, baseline }) => (baseline ? [ours, baseline] : [ours])));
  const fixtures = mkdtempSync(path.join(tmpdir(), 'zhengxin-bench-'));
  try {
    process.stderr.write('making the ledger and the data folders…');
    await runCase('fixtures', fixtures);
    const results = await measureAll([...names], runs, fixtures);
    const rows = chosen.map((line) => rowOf(line, results));
    const machine = { node: process.versions.node, platform: `${process.platform}-${process.arch}` };
    process.stdout.write(
      options.json ? `${JSON.stringify({ runs, machine, rows })}\n` : `${formatTable(rows)}\n`,
    );
  } finally {
    rmSync(fixtures, { recursive: true, force: true });
  }
};

await main();
