/** Import of the large ledger: all of ours, and readers that only read it. */
import { readFile } from 'node:fs/promises';
import { readWorkbookInProcess } from '#engine/excel/read-workbook-in-process.ts';
import { spawnReader } from '#engine/excel/spawn-reader.ts';
import type { ReaderProcess } from '#engine/runtime/reader-host.ts';
import { openBenchEngine } from '../bench-engine.ts';
import { ledgerFile, withOffice } from '../fixtures.ts';
import { faultyEvery, ledgerRows } from '../ledger.ts';
import { type Case, measure, peakMbOfProcess, timed } from '../measured.ts';

/** Rows of title and header. */
const headRows = 2;

const expectRows = (found: number, expected: number): void => {
  if (found !== expected) throw new Error(`${found} rows instead of ${expected}`);
};

/** Watches the memory of this process and its reader together, as often as the engine looks at the reader's. */
const watchMemory = () => {
  let peak = 0;
  const spawnWatched = (): ReaderProcess => {
    const reader = spawnReader();
    return {
      ...reader,
      residentBytes() {
        const bytes = reader.residentBytes();
        peak = Math.max(peak, (bytes ?? 0) + process.memoryUsage.rss());
        return bytes;
      },
    };
  };
  return { spawnWatched, peakMb: () => Math.max(peak / 1e6, peakMbOfProcess()) };
};

const importAll: Case = (fixtures) =>
  withOffice(fixtures, async (folder) => {
    const memory = watchMemory();
    const engine = openBenchEngine(folder, memory.spawnWatched);
    await engine.client.call('office.read', {});
    const start = performance.now();
    let firstFinding: number | undefined;

    // A finding counts when another call can read it.
    const lookForFinding = async (): Promise<void> => {
      if (firstFinding !== undefined) return;
      const { rows: batches } = await engine.client.call('imports.list', { limit: 1 });
      const [batch] = batches;
      if (batch === undefined) return;
      const { rows } = await engine.client.call('imports.findings', { batch: batch.id, limit: 1 });
      if (rows.length > 0) firstFinding ??= (performance.now() - start) / 1000;
    };
    const seconds = await timed(async () => {
      const staged = await engine.client.call(
        'imports.stage',
        { layout: 'records', file: engine.grantRead(ledgerFile(fixtures)) },
        { onProgress: () => void lookForFinding() },
      );
      const result = await engine.client.call('imports.commit', { batch: staged.batch.id });
      expectRows(result.inserted, ledgerRows - ledgerRows / faultyEvery);
      expectRows(result.refused, ledgerRows / faultyEvery);
    });
    await engine.close();
    return { seconds, peakMb: memory.peakMb(), ...(firstFinding === undefined ? {} : { firstFinding }) };
  });

/** The reader of the import alone: its own process, nothing done with the rows. */
const readOnly: Case = async (fixtures) => {
  const memory = watchMemory();
  const seconds = await timed(async () => {
    let rows = 0;
    const events = readWorkbookInProcess(ledgerFile(fixtures), { spawnReader: memory.spawnWatched });
    for await (const event of events) if (event.type === 'row') rows += 1;
    expectRows(rows, ledgerRows + headRows);
  });
  return { seconds, peakMb: memory.peakMb() };
};

const hucreStream: Case = async (fixtures) => {
  const { streamXlsxRows } = await import('hucre');
  return measure(async () => {
    let rows = 0;
    for await (const row of streamXlsxRows(await readFile(ledgerFile(fixtures)))) {
      if (row.values.length > 0) rows += 1;
    }
    expectRows(rows, ledgerRows + headRows);
  });
};

const exceljsStream: Case = async (fixtures) => {
  const { default: ExcelJS } = await import('exceljs');
  return measure(async () => {
    let rows = 0;
    const reader = new ExcelJS.stream.xlsx.WorkbookReader(ledgerFile(fixtures), {
      worksheets: 'emit',
      sharedStrings: 'cache',
      styles: 'cache',
      hyperlinks: 'ignore',
      entries: 'ignore',
    });
    for await (const sheet of reader) {
      for await (const row of sheet) if (row.hasValues) rows += 1;
    }
    expectRows(rows, ledgerRows + headRows);
  });
};

export const importCases = {
  'import.all': importAll,
  'import.read': readOnly,
  'import.hucre': hucreStream,
  'import.exceljs': exceljsStream,
} satisfies Record<string, Case>;
