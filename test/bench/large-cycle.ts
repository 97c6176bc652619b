/**
 * A county with many townships, all of them assessed: what reading long results is measured on. The first run is made
 * with one set of invented values, the second after every tenth unit has got others.
 */
import { openDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createDecisionRepository, createEntryRepository } from '#engine/db/repositories/entries.ts';
import type { Sources, WriteTx } from '#engine/db/transaction.ts';
import type { InProcessHost } from '#engine/hosts/in-process.ts';
import { loadNewestModels } from '#engine/resources.ts';
import type { EntryContent } from '#shared/domain/entities.ts';
import type { ItemValues } from '#shared/model/data.ts';
import { openBenchEngine } from './bench-engine.ts';
import { inventUnits } from './invented-units.ts';
import { inventBodies } from './ledger.ts';

export const largeCycle = '2026';
const modelCode = 'TOWNSHIP-2026';
const groups = ['城区组', '平原组', '山区组', '湖区组'];

/** Units whose values change between the two runs. */
const changedEvery = 10;

const valuesOf = (count: number, seed: number): readonly (readonly EntryContent[])[] => {
  const model = loadNewestModels().find(({ document }) => document.code === modelCode)?.document;
  if (!model) throw new Error(`${modelCode} is missing`);
  const bodies = inventBodies(count);
  return inventUnits(model, count, seed).subjects.map((subject, position) =>
    Object.entries(subject.values ?? {}).flatMap(([leaf, items]) =>
      Object.entries(items as ItemValues).map(
        ([item, value]): EntryContent => ({
          cycleCode: largeCycle,
          bodyUscc: bodies[position]?.uscc ?? '',
          leaf,
          item,
          role: 'assessor',
          value: value as EntryContent['value'],
          note: null,
          evidence: null,
        }),
      ),
    ),
  );
};

const withEngine = async <T>(folder: string, work: (engine: InProcessHost) => Promise<T>): Promise<T> => {
  const engine = openBenchEngine(folder);
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
};

/**
 * Makes the data folder.
 * @returns the identifiers of the two runs, the older first
 */
export const makeLargeCycle = async (
  folder: string,
  sources: Sources,
  count = 500,
): Promise<[string, string]> => {
  const bodies = inventBodies(count);
  await withEngine(folder, ({ client }) =>
    client.call('office.initialise', { regionCode: '990101000000', name: '示例县', level: 'county' }),
  );
  const write = (work: (tx: WriteTx) => void): void => {
    const database = openDatabase(folder, sources);
    try {
      database.write(work);
    } finally {
      database.close();
    }
  };
  const enter = (lists: readonly (readonly EntryContent[])[]): void =>
    write((tx) => {
      const entries = createEntryRepository(tx);
      for (const entry of lists.flat()) entries.upsert(entry);
    });
  const run = (): Promise<string> =>
    withEngine(folder, async ({ client }) => {
      const { runs } = await client.call('runs.execute', { cycle: largeCycle });
      return runs[0]?.run.id ?? '';
    });

  write((tx) => {
    const repository = createBodyRepository(tx);
    bodies.forEach((body, n) => {
      repository.insert({ ...body, groupCode: groups[n % groups.length] ?? null });
    });
  });
  await withEngine(folder, ({ client }) =>
    client.call('cycles.create', {
      code: largeCycle,
      name: '2026年度政务诚信考核',
      year: 2026,
      periodFrom: '2026-01-01',
      periodTo: '2026-12-31',
      units: [{ modelCode, usccs: bodies.map(({ uscc }) => uscc) }],
    }),
  );
  enter(valuesOf(count, 20_261_123));
  write((tx) => {
    const decisions = createDecisionRepository(tx);
    bodies.forEach(({ uscc }, n) => {
      const decide = (kind: 'adjustment' | 'veto', code: string): void => {
        const content = { cycleCode: largeCycle, bodyUscc: uscc, kind, code, count: '1', reason: '虚构' };
        decisions.upsert(content);
      };
      if (n % 7 === 0) decide('adjustment', 'G1.2');
      if (n % 50 === 3) decide('veto', 'V4');
    });
  });
  const first = await run();
  enter(valuesOf(count, 7).filter((_, n) => n % changedEvery === 0));
  return [first, await run()];
};
