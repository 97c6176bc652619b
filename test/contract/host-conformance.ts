/**
 * What every host of the engine must do, whatever carries its messages: the in-process host of the command line, a
 * utility process, a test. A host is started on a data folder and gives ports; nothing else of it is touched.
 */
import { cpSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Client, createClient, eachPage } from '#shared/contract/client.ts';
import { type Permission, permissions, type Topic } from '#shared/contract/operation.ts';
import { type OperationName, operations } from '#shared/contract/registry.ts';
import { type ClientPort, type EngineMessage, protocolVersion } from '#shared/contract/wire.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { describeFailure } from '#shared/words/zh-CN/index.ts';
import { databaseContent, lastingContent } from '../support/database-content.ts';
import { failureOf } from '../support/failure-of.ts';
import { documentNoOf, writeLargeLedger } from '../support/large-ledger.ts';
import { county, township, xintian } from '../support/offices.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';

export interface StartedHost {
  /** A new connection of a client that may do what `allowed` says. */
  connect(allowed: readonly Permission[]): ClientPort | Promise<ClientPort>;
  grantRead(file: string): string | Promise<string>;
  grantWrite(file: string): string | Promise<string>;
  /** Ends running calls and closes the database. */
  close(): Promise<void>;
}

export type StartHost = (dataFolder: string) => StartedHost | Promise<StartedHost>;

/** Records in the large ledger. */
const manyRows = 50_000;
const rowsPerPage = 1_000;

/** A port that keeps what comes in. */
const recorded = (port: ClientPort): { port: ClientPort; received: EngineMessage[] } => {
  const received: EngineMessage[] = [];
  port.onMessage((message) => received.push(message));
  return { port, received };
};

/** Calls an operation that the contract does not know, or with an input that it does not allow. */
const callLoosely = (client: Client, name: string, input: unknown): Promise<unknown> =>
  client.call(name as OperationName, input as never);

export const describeHostConformance = (name: string, startHost: StartHost): void => {
  describe(`host conformance: ${name}`, () => {
    const shared = sharedTemporaryFolder();
    const ledger = path.join(shared, 'large.xlsx');
    const sampleCounty = path.join(shared, 'county');
    /** The same with every row of the large ledger. */
    const largeCounty = path.join(shared, 'large-county');
    const importMessages: EngineMessage[] = [];

    const start = async (folder: string): Promise<{ host: StartedHost; client: Client }> => {
      const host = await startHost(folder);
      onTestFinished(() => host.close());
      return { host, client: createClient(await host.connect(permissions)) };
    };

    /** A host on a copy of the sample county, for a test that may change it. */
    const startOnCopy = async (): Promise<{ host: StartedHost; client: Client; folder: string }> => {
      const folder = path.join(temporaryFolder(), 'data');
      cpSync(sampleCounty, folder, { recursive: true });
      return { ...(await start(folder)), folder };
    };

    beforeAll(async () => {
      writeLargeLedger(ledger, manyRows);
      const made = await startHost(sampleCounty);
      const first = createClient(await made.connect(permissions));
      await first.call('office.initialise', { ...county, sample: true });
      await made.close();

      cpSync(sampleCounty, largeCounty, { recursive: true });
      const host = await startHost(largeCounty);
      const { port, received } = recorded(await host.connect(permissions));
      const client = createClient(port);
      const file = await host.grantRead(ledger);
      const { batch } = await client.call('imports.stage', { layout: 'records', file });
      await client.call('imports.commit', { batch: batch.id });
      await host.close();
      importMessages.push(...received);
    }, 300_000);

    it('answers what was written', async () => {
      const { client } = await start(path.join(temporaryFolder(), 'data'));
      const made = await client.call('office.initialise', { ...township });
      expect(made.office).toMatchObject(township);
      const read = await client.call('office.read', {});
      expect(read.office).toEqual(made.office);
      expect(read.key).toEqual(made.key);
      expect(read.counts).toEqual({ bodies: 0, officials: 0, records: 0, cycles: 0, runs: 0 });
    });

    it('welcomes a client with the version of the protocol', async () => {
      const host = await startHost(sampleCounty);
      onTestFinished(() => host.close());
      const { port, received } = recorded(await host.connect(permissions));
      await createClient(port).call('office.read', {});
      expect(received[0]).toEqual({ type: 'welcome', protocol: protocolVersion });
    });

    it('opens nothing before the first call that needs the database', async () => {
      const { client } = await start(path.join(temporaryFolder(), 'nothing here'));
      const folder = expect.stringContaining('nothing here');
      expect(await failureOf(client.call('office.read', {}))).toEqual({
        code: 'database.missing',
        params: { folder },
      });
    });

    it.each(['office.destroy', 'constructor', '__proto__', ''])(
      'refuses the unknown operation “%s”',
      async (unknown) => {
        const { client } = await start(sampleCounty);
        expect(await failureOf(callLoosely(client, unknown, {}))).toEqual({
          code: 'operation.unknown',
          params: { name: unknown },
        });
        expect((await client.call('office.read', {})).office).toMatchObject(county);
      },
    );

    it.each<[OperationName, unknown, string[]]>([
      ['records.search', { limit: 0 }, ['limit']],
      ['records.search', { limit: 1001, decidedFrom: '2026/01/01' }, ['limit', 'decidedFrom']],
      ['records.search', null, ['']],
      ['entries.put', { cycle: '2026', bodyUscc: xintian }, ['leaf', 'item', 'role', 'value']],
      [
        'cycles.create',
        {
          code: '2027',
          name: '2027年度',
          year: 2027,
          periodFrom: '2027-01-01',
          periodTo: '2027-12-31',
          units: [{ usccs: [xintian] }],
        },
        ['units.0.modelCode'],
      ],
      ['keys.trust', { file: '/etc/passwd', fingerprint: 'ab' }, ['file']],
      ['imports.commit', { batch: 'not an identifier', onDuplicate: 'overwrite' }, ['batch', 'onDuplicate']],
    ])('names what is wrong in the input of %s and changes nothing: %j', async (operation, input, paths) => {
      const { client, folder } = await startOnCopy();
      await client.call('office.read', {});
      const before = databaseContent(folder);
      const failure = await failureOf(callLoosely(client, operation, input));
      expect(failure.code).toBe('operation.invalidInput');
      const { issues } = failure.params as { issues: { path: string; message: string }[] };
      expect(issues.map((issue) => issue.path)).toEqual(paths);
      expect(databaseContent(folder)).toEqual(before);
    });

    it('passes a failure on as code and parameters, and words can be made of it', async () => {
      const { client } = await start(sampleCounty);
      const call = client.call('cycles.read', { cycle: '1999' });
      await expect(call).rejects.toBeInstanceOf(AppError);
      const failure = await failureOf(call);
      expect(failure).toEqual({ code: 'cycle.unknown', params: { cycle: '1999' } });
      expect(describeFailure('cycle.unknown', { cycle: '1999' })).toContain('1999');
    });

    it('rolls back a command that fails half-way', async () => {
      const { client, folder } = await startOnCopy();
      await client.call('office.read', {});
      const before = databaseContent(folder);
      // The cycle is inserted before its units are looked up.
      const call = client.call('cycles.create', {
        code: '2027',
        name: '2027年度',
        year: 2027,
        periodFrom: '2027-01-01',
        periodTo: '2027-12-31',
        units: [{ usccs: ['91990101MA00000000'], modelCode: 'TOWNSHIP-2026' }],
      });
      expect((await failureOf(call)).code).toBe('body.unknown');
      expect(databaseContent(folder)).toEqual(before);
    });

    it('refuses every operation to a client without its permission, before looking at the input', async () => {
      const { host, client } = await start(sampleCounty);
      await client.call('office.read', {});
      const before = databaseContent(sampleCounty);
      for (const [operation, { permission }] of Object.entries(operations)) {
        const others = permissions.filter((held) => held !== permission);
        const weak = createClient(await host.connect(others));
        const failure = await failureOf(callLoosely(weak, operation, { nonsense: true }));
        expect([operation, failure]).toEqual([
          operation,
          { code: 'operation.forbidden', params: { permission } },
        ]);
        weak.close();
      }
      expect(databaseContent(sampleCounty)).toEqual(before);
    });

    it('gives each connection its own permissions', async () => {
      const { host, client } = await start(sampleCounty);
      const reader = createClient(await host.connect(['data.read']));
      expect((await reader.call('office.read', {})).office).toMatchObject(county);
      const [{ code }, read] = await Promise.all([
        failureOf(reader.call('runs.execute', { cycle: '1999' })),
        failureOf(client.call('runs.execute', { cycle: '1999' })),
      ]);
      expect([code, read.code]).toEqual(['operation.forbidden', 'cycle.unknown']);
    });

    it('reports progress that never falls within a phase, and nothing after the reply', () => {
      const ofCalls = new Map<number, EngineMessage[]>();
      for (const message of importMessages) {
        if (!('id' in message)) continue;
        ofCalls.set(message.id, [...(ofCalls.get(message.id) ?? []), message]);
      }
      // Two jobs: staging and commit.
      expect(ofCalls.size).toBe(2);
      for (const messages of ofCalls.values()) {
        expect(messages.map(({ type }) => type).lastIndexOf('progress')).toBe(messages.length - 2);
        expect(messages.at(-1)).toMatchObject({ type: 'reply', ok: true });
        const steps = messages.flatMap((message) => (message.type === 'progress' ? [message.progress] : []));
        const phases = new Map<string, number[]>();
        for (const [index, { phase, done, total }] of steps.entries()) {
          // A phase that was left is not taken up again.
          if (steps[index - 1]?.phase !== phase) expect(phases.has(phase)).toBe(false);
          phases.set(phase, [...(phases.get(phase) ?? []), done]);
          expect(total === null || done <= total).toBe(true);
        }
        for (const done of phases.values()) expect(done).toEqual(done.toSorted((a, b) => a - b));
      }
      const reading = importMessages.filter((message) => message.type === 'progress');
      // Fifty thousand rows take seconds; a bar that moves needs more than a few reports.
      expect(reading.length).toBeGreaterThan(10);
    });

    it(`streams ${manyRows.toLocaleString('en')} records in pages, every row once and in order`, async () => {
      const { client } = await start(largeCounty);
      const keys: string[] = [];
      const documents = new Set<string>();
      let pages = 0;
      for await (const rows of eachPage((cursor) =>
        client.call('records.search', { cursor, limit: rowsPerPage }),
      )) {
        pages += 1;
        expect(rows.length).toBeLessThanOrEqual(rowsPerPage);
        for (const row of rows) {
          keys.push(`${row.decisionDate} ${row.id}`);
          documents.add(row.documentNo);
        }
      }
      const { counts } = await client.call('office.read', {});
      expect(keys).toHaveLength(counts.records);
      expect(new Set(keys).size).toBe(keys.length);
      // Newest decision first, and of one day the one recorded last.
      expect(keys).toEqual(keys.toSorted().reverse());
      const missing = Array.from({ length: manyRows }, (_, index) => documentNoOf(index + 1)).filter(
        (documentNo) => !documents.has(documentNo),
      );
      expect(missing).toEqual([]);
      expect(pages).toBe(Math.ceil(keys.length / rowsPerPage));
    });

    it('lets other calls in while a job runs', async () => {
      const { host, client } = await startOnCopy();
      const order: string[] = [];
      const abort = new AbortController();
      const file = await host.grantRead(ledger);
      const begun = Promise.withResolvers<void>();
      const staging = client.call(
        'imports.stage',
        { layout: 'records', file },
        { signal: abort.signal, onProgress: () => begun.resolve() },
      );
      const staged = failureOf(staging).then(() => order.push('stage'));
      await begun.promise;
      await client.call('bodies.list', {});
      order.push('list');
      abort.abort();
      await staged;
      expect(order).toEqual(['list', 'stage']);
    });

    it('stops a cancelled job and leaves nothing but an abandoned batch', async () => {
      const { host, client, folder } = await startOnCopy();
      await client.call('office.read', {});
      const before = lastingContent(folder);
      const abort = new AbortController();
      const file = await host.grantRead(ledger);
      const reported: number[] = [];
      const call = client.call(
        'imports.stage',
        { layout: 'records', file },
        {
          signal: abort.signal,
          onProgress: ({ done }) => {
            reported.push(done);
            if (done >= manyRows / 5) abort.abort();
          },
        },
      );
      expect(await failureOf(call)).toEqual({ code: 'operation.cancelled', params: {} });
      expect(reported.at(-1)).toBeLessThan(manyRows);
      const { rows } = await client.call('imports.list', {});
      expect(rows.map((batch) => batch.status)).toEqual(['abandoned']);
      const batch = rows[0]?.id ?? '';
      expect((await client.call('imports.preview', { batch })).rows).toEqual([]);
      expect((await client.call('imports.findings', { batch })).rows).toEqual([]);
      expect((await failureOf(client.call('imports.commit', { batch }))).code).toBe('import.abandoned');
      expect(lastingContent(folder)).toEqual(before);

      const small = path.join(temporaryFolder(), 'small.xlsx');
      writeLargeLedger(small, 10);
      const again = await client.call('imports.stage', {
        layout: 'records',
        file: await host.grantRead(small),
      });
      const done = await client.call('imports.commit', { batch: again.batch.id });
      expect(done).toMatchObject({ committed: true, accepted: 10, inserted: 10 });
    });

    it('does nothing for a call that was cancelled before it was made', async () => {
      const { host, client, folder } = await startOnCopy();
      const batch = await stageSmall(host, client);
      const before = databaseContent(folder);
      const signal = AbortSignal.abort();
      const call = client.call('imports.commit', { batch }, { signal });
      expect(await failureOf(call)).toEqual({ code: 'operation.cancelled', params: {} });
      // Answered in order, so whatever the cancelled call did is done by now.
      await client.call('office.read', {});
      expect(databaseContent(folder)).toEqual(before);
    });

    it('does not take back with a late cancellation what is committed already', async () => {
      const { host, client, folder } = await startOnCopy();
      const batch = await stageSmall(host, client);
      const abort = new AbortController();
      const call = client.call(
        'imports.commit',
        { batch },
        {
          signal: abort.signal,
          onProgress: ({ done, total }) => {
            if (done === total) abort.abort();
          },
        },
      );
      // The last step is reported after the transaction: “cancelled, nothing has changed” would be a lie.
      expect(await call).toMatchObject({ committed: true, inserted: 10 });
      expect(databaseContent(folder).import_batches?.join()).toContain('committed');
    });

    it('fails every pending and every later call when it is closed, and keeps the database whole', async () => {
      const rejections: unknown[] = [];
      const remember = (reason: unknown): void => void rejections.push(reason);
      process.on('unhandledRejection', remember);
      onTestFinished(() => void process.off('unhandledRejection', remember));

      const { host, client, folder } = await startOnCopy();
      const file = await host.grantRead(ledger);
      const begun = Promise.withResolvers<void>();
      const staging = client.call(
        'imports.stage',
        { layout: 'records', file },
        { onProgress: ({ done }) => done > 2_000 && begun.resolve() },
      );
      const pending = [failureOf(staging)];
      await begun.promise;
      pending.push(failureOf(client.call('runs.execute', { cycle: '2026' })));
      const closing = host.close();
      pending.push(failureOf(client.call('office.read', {})));
      for (const failure of await Promise.all(pending)) {
        expect(failure).toEqual({ code: 'engine.stopped', params: {} });
      }
      await closing;
      expect(await failureOf(client.call('office.read', {}))).toEqual({ code: 'engine.stopped', params: {} });
      // Rejections that nobody handles are told after the current turn.
      await new Promise((resolve) => setImmediate(resolve));
      expect(rejections).toEqual([]);

      const again = await start(folder);
      const { checks } = await again.client.call('system.check', {});
      expect(checks.filter((check) => !check.passed)).toEqual([]);
      const { rows } = await again.client.call('imports.list', {});
      expect(rows.filter((batch) => batch.status === 'committed')).toEqual([]);
    });

    it('tells every connection what a call has changed, and nothing after a failure or a query', async () => {
      const { host, client } = await startOnCopy();
      const told: [who: string, topics: readonly Topic[]][] = [];
      const other = createClient(await host.connect(['data.read']));
      client.onChanged((topics) => told.push(['caller', topics]));
      other.onChanged((topics) => told.push(['other', topics]));
      const cycle = {
        code: '2027',
        name: '2027年度',
        year: 2027,
        periodFrom: '2027-01-01',
        periodTo: '2027-12-31',
      };
      await client.call('cycles.create', cycle);
      await other.call('cycles.list', {});
      expect(told.toSorted()).toEqual([
        ['caller', ['cycles']],
        ['other', ['cycles']],
      ]);
      expect((await failureOf(client.call('cycles.create', cycle))).code).toBe('cycle.codeTaken');
      await other.call('cycles.list', {});
      expect(told).toHaveLength(2);
    });

    it('answers only what every channel can carry', async () => {
      const { client } = await start(sampleCounty);
      const answers = [
        await client.call('office.read', {}),
        await client.call('bodies.list', {}),
        await client.call('records.search', {}),
        await client.call('catalogue.list', {}),
        await client.call('models.list', {}),
        await client.call('cycles.list', {}),
        await client.call('cycles.read', { cycle: '2026' }),
        await client.call('imports.list', {}),
        await client.call('runs.list', { cycle: '2025' }),
        await client.call('keys.list', {}),
        await client.call('packages.list', {}),
        await client.call('backups.list', {}),
      ];
      for (const answer of answers) expect(JSON.parse(JSON.stringify(answer))).toStrictEqual(answer);
    });

    it('sees of an input only what a channel carries', async () => {
      const { client } = await start(sampleCounty);
      class Hidden {
        get cycle(): string {
          return '2026';
        }
      }
      // Works in one process and fails across two, unless it fails in both.
      const failure = await failureOf(callLoosely(client, 'cycles.read', new Hidden()));
      expect(failure).toMatchObject({
        code: 'operation.invalidInput',
        params: { issues: [{ path: 'cycle' }] },
      });
      const uncloneable = { cycle: '2026', compute: () => 1 };
      expect((await failureOf(callLoosely(client, 'cycles.read', uncloneable))).code).toBe(
        'operation.invalidInput',
      );
      const read = await callLoosely(client, 'cycles.read', { cycle: '2026', [Symbol('extra')]: 1 });
      expect(read).toMatchObject({ cycle: { code: '2026' } });
    });

    it('ignores messages that are none and goes on', async () => {
      const { host } = await start(sampleCounty);
      const port = await host.connect(permissions);
      const client = createClient(port);
      for (const nonsense of [null, 7, 'hello', {}, { type: 'request' }, { type: 'cancel', id: 99 }]) {
        port.post(nonsense as never);
      }
      expect((await client.call('office.read', {})).office).toMatchObject(county);
    });

    it('takes a file only by a token granted for what is done with it', async () => {
      const { host, client } = await start(sampleCounty);
      const writable = await host.grantWrite(path.join(temporaryFolder(), 'out.xlsx'));
      const stage = (file: string) => failureOf(client.call('imports.stage', { layout: 'records', file }));
      expect(await stage(writable)).toEqual({ code: 'file.notGranted', params: {} });
      expect(await stage('file-00000000-0000-0000-0000-000000000000')).toEqual({
        code: 'file.notGranted',
        params: {},
      });
    });

    /** Ten good rows, staged. */
    const stageSmall = async (host: StartedHost, client: Client): Promise<string> => {
      const small = path.join(temporaryFolder(), 'small.xlsx');
      writeLargeLedger(small, 10);
      const file = await host.grantRead(small);
      return (await client.call('imports.stage', { layout: 'records', file })).batch.id;
    };
  });
};
