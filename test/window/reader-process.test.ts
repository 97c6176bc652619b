/** Foreign workbooks are parsed by a process of their own, which may die or be ended without harm to the engine. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Client, createClient } from '#shared/contract/client.ts';
import { permissions } from '#shared/contract/operation.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { writeLargeLedger } from '../support/large-ledger.ts';
import { county, sample } from '../support/offices.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';
import { openUtilityHosts, type UtilityHost, type UtilityHosts } from './support/utility-hosts.ts';

const userData = sharedTemporaryFolder();
let hosts: UtilityHosts;

beforeAll(async () => {
  hosts = await openUtilityHosts(userData);
});
afterAll(() => hosts.close());

const startCounty = async (): Promise<{ host: UtilityHost; client: Client }> => {
  const host = await hosts.start(path.join(temporaryFolder(), 'data'));
  onTestFinished(() => host.close());
  const client = createClient(await host.connect(permissions));
  await client.call('office.initialise', { ...county, sample: true });
  return { host, client };
};

const waitUntilNoReaderRuns = () => expect.poll(() => hosts.readerPids(), { timeout: 10_000 }).toEqual([]);

describe('a workbook', () => {
  it('is read by a reader that ends afterwards', async () => {
    const { host, client } = await startCounty();
    const file = await host.grantRead(sample('bodies.xlsx'));
    const { batch } = await client.call('imports.stage', { layout: 'bodies', file });
    expect(batch.rowsInFile).toBeGreaterThan(0);
    await waitUntilNoReaderRuns();
  });

  it('whose reader is killed is refused, and the engine goes on', async () => {
    const { host, client } = await startCounty();
    const ledger = path.join(temporaryFolder(), 'large.xlsx');
    writeLargeLedger(ledger, 20_000);
    const begun = Promise.withResolvers<void>();
    const staging = client
      .call(
        'imports.stage',
        { layout: 'records', file: await host.grantRead(ledger) },
        { onProgress: ({ done }) => done > 0 && begun.resolve() },
      )
      .catch((error: unknown) => error);
    await begun.promise;
    const [pid] = await hosts.readerPids();
    if (pid === undefined) throw new Error('no reader runs');
    process.kill(pid, 'SIGKILL');
    const failure = await staging;
    expect(failure).toBeInstanceOf(AppError);
    expect((failure as AppError).code).toBe('workbook.readerStopped');
    const { rows } = await client.call('imports.list', {});
    expect(rows.filter(({ status }) => status !== 'abandoned')).toEqual([]);
    const again = await client.call('imports.stage', {
      layout: 'records',
      file: await host.grantRead(ledger),
    });
    expect(again.batch.rowsInFile).toBe(20_000);
  });

  it('whose engine is killed leaves no reader behind', async () => {
    const { host, client } = await startCounty();
    const ledger = path.join(temporaryFolder(), 'large.xlsx');
    writeLargeLedger(ledger, 20_000);
    const begun = Promise.withResolvers<void>();
    const staging = client
      .call(
        'imports.stage',
        { layout: 'records', file: await host.grantRead(ledger) },
        { onProgress: ({ done }) => done > 0 && begun.resolve() },
      )
      .catch((error: unknown) => error);
    await begun.promise;
    const pid = await host.pid();
    if (pid === null) throw new Error('no engine runs');
    process.kill(pid, 'SIGKILL');
    expect(((await staging) as AppError).code).toBe('engine.stopped');
    await waitUntilNoReaderRuns();
  });
});
