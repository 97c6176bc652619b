/** What a page asks about a stored run of 500 units × 48 indicators, answered by an engine that has been asked before. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Client } from '#shared/contract/client.ts';
import { openBenchEngine } from '../bench-engine.ts';
import { assessedFolder, sources } from '../fixtures.ts';
import { largeCycle, makeLargeCycle } from '../large-cycle.ts';
import { type Case, measure } from '../measured.ts';

interface Runs {
  before: string;
  after: string;
}

const asked =
  (ask: (client: Client, runs: Runs) => Promise<unknown>): Case =>
  async (fixtures) => {
    const engine = openBenchEngine(assessedFolder(fixtures));
    const { runs } = await engine.client.call('runs.list', { cycle: largeCycle });
    const [after = '', before = ''] = runs.map(({ id }) => id);
    await ask(engine.client, { before, after });
    const result = await measure(() => ask(engine.client, { before, after }));
    await engine.close();
    return result;
  };

const everyUnit = { limit: 1000 };

/** A trial run from gathering to the last stored figure, as the button does it; the best of several. */
const trialRun =
  (units: number): Case =>
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'zhengxin-trial-'));
    try {
      await makeLargeCycle(folder, sources, units);
      const engine = openBenchEngine(folder);
      const run = () => engine.client.call('runs.execute', { cycle: largeCycle });
      for (let warm = 0; warm < 5; warm += 1) await run();
      const result = await measure(run);
      await engine.close();
      return result;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };

export const resultsCases = {
  'results.trial20': trialRun(20),
  'results.ranking': asked((client, { after }) => client.call('runs.ranking', { run: after, ...everyUnit })),
  'results.table': asked((client, { after }) =>
    client.call('runs.table', { run: after, level: 'leaves', ...everyUnit }),
  ),
  'results.averages': asked((client, { after }) => client.call('runs.averages', { run: after })),
  'results.explain': asked(async (client, { after }) => {
    const { rows } = await client.call('runs.table', { run: after, level: 'branches', limit: 1 });
    return client.call('runs.explain', { run: after, subject: rows[0]?.code ?? '' });
  }),
  'results.compare': asked((client, runs) => client.call('runs.compareUnits', { ...runs, ...everyUnit })),
} satisfies Record<string, Case>;
