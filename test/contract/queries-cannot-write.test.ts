/** A query cannot change anything: not by its type, and not whatever it is asked. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, expectTypeOf, it } from 'vitest';
import { type InProcessHost, startInProcess } from '#engine/hosts/in-process.ts';
import type { HandlerTable } from '#engine/runtime/dispatch.ts';
import type { Operation } from '#shared/contract/operation.ts';
import { type OperationName, operations } from '#shared/contract/registry.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { sealResults } from '../support/cycle-walk.ts';
import { databaseContent } from '../support/database-content.ts';
import { pdfOf, writeInto } from '../support/evidence-files.ts';
import { engineOptions, jiashan, makeOffice, sample, township, withOffice } from '../support/offices.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';
import { inputOf, type KnownValues } from './input-arbitrary.ts';

const folder = path.join(sharedTemporaryFolder(), 'data');
const queries = Object.entries(operations as Record<string, Operation>).filter(
  ([, operation]) => operation.kind === 'query',
);
const known: Record<string, string[]> = {};

beforeAll(async () => {
  await makeOffice(folder, township, true);
  await withOffice(folder, async ({ client, grantRead, grantWrite }) => {
    const { runs } = await client.call('runs.execute', { cycle: '2025' });
    const file = path.join(folder, '..', 'sealed.zxpkg');
    await client.call('packages.create', { cycle: '2025', file: grantWrite(file) });
    await client.call('keys.export', { file: grantWrite(path.join(folder, '..', 'key.json')) });
    const ledger = grantRead(sample('records-jiashan.xlsx'));
    const { batch } = await client.call('imports.stage', { layout: 'records', file: ledger });
    const register = await client.call('imports.stage', {
      layout: 'bodies',
      file: grantRead(sample('bodies.xlsx')),
    });
    await client.call('imports.commit', { batch: register.batch.id });
    const [record] = (await client.call('records.search', { bodyUscc: jiashan })).rows;
    const [official] = (await client.call('officials.search', { bodyUscc: jiashan })).rows;
    if (!record || !official) throw new Error('the sample county has records and officials');
    const { id: row } = await client.call('ledgers.put', {
      ledger: 'contracts',
      present: null,
      baseRevision: null,
      form: {
        bodyUscc: jiashan,
        number: 'HT-1',
        title: '道路养护合同',
        counterparty: '（虚构）示例路桥有限公司',
        happenedOn: '2026-01-05',
        performBy: '2026-06-30',
      },
    });
    if (row === null) throw new Error('the contract can be registered');
    const added = await client.call('evidence.add', {
      ownerType: 'record',
      ownerId: record.id,
      files: [grantRead(writeInto(path.join(folder, '..'), '判决书.pdf', pdfOf('Judgment')))],
      declaredNotSecret: true,
      classification: 'internal',
    });
    const evidence = added.files.map(({ id }) => id ?? '');
    const check = await client.call('eligibility.check', {
      purpose: 'award',
      asOf: '2026-01-01',
      subjects: [jiashan],
    });
    const survey = await client.call('surveys.put', {
      id: null,
      cycle: '2026',
      audience: 'public',
      title: '群众满意度',
      method: null,
      surveyedFrom: null,
      surveyedTo: null,
      questions: [{ code: 'Q1', text: '总体', min: 1, max: 5 }],
      overall: 'Q1',
      satisfiedFrom: 4,
      population: null,
      margin: '5',
      targets: [{ leaf: 'F2.1', question: 'Q1' }],
    });
    const draw = await client.call('spotChecks.draw', {
      cycle: '2026',
      population: 'leaves',
      title: '抽查',
      seed: 1,
      size: 3,
      stratified: true,
    });
    await sealResults(client, '2025', 'official');
    const asked = { cycle: '2025', bodyUscc: jiashan, leaf: 'A1.1', reason: '录入错误', requestedBy: '李敏' };
    const { id: correction } = await client.call('scoreCorrections.request', asked);
    await client.call('scoreCorrections.decide', { id: correction, approve: true, decidedBy: '王建国' });
    const { reopenings } = await client.call('cycleNotice.read', { cycle: '2025' });
    const { id: draft } = await client.call('modelDrafts.create', {
      from: { code: 'TOWNSHIP-2026', version: '1.1.0' },
      code: 'TOWNSHIP-2026',
      name: '草稿',
      version: '1.2.0',
    });
    Object.assign(known, {
      draft: [draft],
      run: runs.map(({ run }) => run.id),
      before: runs.map(({ run }) => run.id),
      after: runs.map(({ run }) => run.id),
      subject: [jiashan],
      official: [official.id],
      cycle: ['2025', '2026'],
      batch: [batch.id, register.batch.id],
      code: ['TOWNSHIP-2026', 'OFFICIAL-1000'],
      version: ['1.0.0', '1.1.0'],
      bodyUscc: [jiashan],
      modelCode: ['TOWNSHIP-2026'],
      modelVersion: ['1.1.0'],
      uscc: [jiashan],
      id: [
        ...reopenings.map(({ id }) => id),
        survey.id,
        draw.id,
        draft,
        check.id,
        record.id,
        official.id,
        row,
        ...evidence,
      ],
      ownerId: [record.id, official.id],
      present: [record.id, official.id, row, jiashan],
      step: ['withdraw'],
      cursor: [
        '0',
        '5',
        JSON.stringify({ segment: 0, values: ['2026-01-01', batch.id] }),
        JSON.stringify({ bodyUscc: jiashan, id: batch.id }),
      ],
      on: ['2026-01-01'],
      from: ['2026-01-01'],
      leaf: ['A1.1', 'C3.1', 'F2.1'],
      parent: ['A', 'A1'],
      item: ['n', 'd', 'count', 'mean'],
      weight: ['1', '2.5'],
      document: [readFileSync('resources/models/dept-2026.json', 'utf8'), 'circular', 'selfCriticism'],
    });
  });
});

const settle = async (host: InProcessHost, name: string, input: unknown): Promise<'answered' | string> => {
  try {
    await host.client.call(name as OperationName, input as never);
    return 'answered';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
};

it('has no way to write, by its type', () => {
  expectTypeOf<Parameters<HandlerTable['records.search']>[0]>().not.toHaveProperty('write');
  expectTypeOf<Parameters<HandlerTable['records.search']>[0]>().not.toHaveProperty('progress');
  expectTypeOf<Parameters<HandlerTable['cycles.create']>[0]>().toHaveProperty('write');
  expectTypeOf<Parameters<HandlerTable['cycles.create']>[0]>().not.toHaveProperty('progress');
  expectTypeOf<Parameters<HandlerTable['imports.stage']>[0]>().toHaveProperty('progress');
  for (const [name, operation] of queries) expect([name, operation.changes]).toEqual([name, []]);
});

it.each(queries)(
  '%s changes nothing, whatever it is asked, and never fails inside',
  async (name, operation) => {
    const before = databaseContent(folder);
    const files = readdirSync(folder).filter((file) => !file.startsWith('credit.db-'));
    const options = engineOptions(folder);
    const host = startInProcess(options);
    const file = [
      host.grantRead(path.join(folder, '..', 'sealed.zxpkg')),
      host.grantRead(sample('bodies.xlsx')),
      host.grantRead(path.join(folder, '..', 'key.json')),
      host.grantWrite(path.join(folder, '..', 'sealed.zxpkg')),
    ];
    const values: KnownValues = { ...known, file };
    const outcomes = new Set<string>();
    const ask = async (input: unknown): Promise<void> => {
      const outcome = await settle(host, name, input);
      outcomes.add(outcome);
      expect(outcome).not.toBe('engine.internal');
    };
    try {
      await fc.assert(fc.asyncProperty(inputOf(operation, values), ask), { numRuns: 60 });
      // Refusals alone would prove nothing: what names five things is answered once in twenty times, so it is asked on.
      for (const input of fc.sample(inputOf(operation, values, 10), 600)) {
        if (outcomes.has('answered')) break;
        await ask(input);
      }
    } finally {
      await host.close();
    }
    expect(databaseContent(folder)).toEqual(before);
    expect(readdirSync(folder).filter((entry) => !entry.startsWith('credit.db-'))).toEqual(files);
    if (name !== 'packages.verify') expect([...outcomes]).toContain('answered');
  },
);
