/** Export of 50,000 records: ours from the database to the finished file, and the bare writer with the same cells. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { writeBareLedger } from '../bare-writer.ts';
import { openBenchEngine } from '../bench-engine.ts';
import { filledFolder } from '../fixtures.ts';
import { ledgerRows } from '../ledger.ts';
import { type Case, measure } from '../measured.ts';

const withTarget = async <T>(fixtures: string, work: (file: string) => Promise<T>): Promise<T> => {
  const file = path.join(fixtures, `export-${process.pid}.xlsx`);
  try {
    return await work(file);
  } finally {
    rmSync(file, { force: true });
  }
};

const exportAll: Case = (fixtures) =>
  withTarget(fixtures, async (file) => {
    const engine = openBenchEngine(filledFolder(fixtures));
    await engine.client.call('office.read', {});
    const result = await measure(async () => {
      const { rows } = await engine.client.call('reports.export', {
        report: 'records',
        file: engine.grantWrite(file),
      });
      if (rows <= ledgerRows) throw new Error(`only ${rows} rows were written`);
    });
    await engine.close();
    return result;
  });

const bareWriter: Case = (fixtures) =>
  withTarget(fixtures, (file) => measure(() => writeBareLedger(file, { sharedStrings: false })));

export const exportCases = {
  'export.all': exportAll,
  'export.bare': bareWriter,
} satisfies Record<string, Case>;
