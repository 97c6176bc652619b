/** Before sealing, a clerk hears what the package would lack. */
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { OperationOutput } from '#shared/contract/client.ts';
import { enrol, merge, prepareCycle, seal } from '../support/exchange.ts';
import { failureOf } from '../support/failure-of.ts';
import {
  copyOffice,
  county,
  jiashan,
  makeFilledTownship,
  makeOffice,
  sample,
  township,
  withOffice,
} from '../support/offices.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';

type Readiness = OperationOutput<'packages.readiness'>;

const shared = sharedTemporaryFolder();
/** Bodies and a cycle without units. */
const bareFolder = path.join(shared, 'bare');
const filledFolder = path.join(shared, 'filled');

beforeAll(async () => {
  await makeOffice(bareFolder, township);
  await withOffice(bareFolder, prepareCycle);
  await makeFilledTownship(filledFolder);
});

const codes = ({ findings }: Readiness) => findings.map(({ code, severity }) => `${severity} ${code}`);

it('misses units, then values, then a run', async () => {
  const folder = copyOffice(bareFolder);
  await withOffice(folder, async ({ client, grantRead }) => {
    const ask = () => client.call('packages.readiness', { cycle: '2026' });
    expect(codes(await ask())).toEqual(['error package.noUnits']);

    await client.call('cycles.setUnits', {
      cycle: '2026',
      units: { modelCode: 'TOWNSHIP-2026', usccs: [jiashan] },
    });
    const empty = await ask();
    expect(codes(empty)).toEqual(['error package.noValues', 'warning package.runMissing']);
    expect(empty.units).toEqual([
      { uscc: jiashan, name: township.name, required: empty.units[0]?.required, given: 0 },
    ]);

    const file = grantRead(sample('self-assessment-jiashan.xlsx'));
    const { batch } = await client.call('imports.stage', { layout: 'self-assessment', file });
    await client.call('imports.commit', { batch: batch.id });
    const filled = await ask();
    // Every good row of the form is one item that the unit itself gives; but both items of E3.1 are drawn from its
    // records, so that nobody waits for what the form says about them.
    expect(filled.units[0]?.given).toBe(batch.accepted - 2);
    expect(filled.units[0]?.given).toBeLessThanOrEqual(filled.units[0]?.required ?? 0);
    expect(codes(filled)).toContain('warning package.runMissing');
    expect(codes(filled)).not.toContain('error package.noValues');
  });
});

it('names the first cell that is empty, and counts the rest', async () => {
  const folder = copyOffice(bareFolder);
  await withOffice(folder, async ({ client }) => {
    await client.call('cycles.setUnits', {
      cycle: '2026',
      units: { modelCode: 'TOWNSHIP-2026', usccs: [jiashan] },
    });
    const before = await client.call('packages.readiness', { cycle: '2026' });
    const required = before.units[0]?.required ?? 0;
    const { leaf = '', item = '' } = before.findings[0] ?? {};
    // The first thing that the form asks for is a count.
    const value = { cycle: '2026', bodyUscc: jiashan, leaf, item, role: 'self' as const, value: 1 };
    const { stored } = await client.call('entries.put', value);
    expect(stored).toBe(true);
    const { findings } = await client.call('packages.readiness', { cycle: '2026' });
    expect(findings[0]).toMatchObject({
      code: 'package.itemsMissing',
      params: { unit: township.name, missing: required - 1, required },
      subject: jiashan,
    });
    expect([findings[0]?.leaf, findings[0]?.item]).not.toEqual([leaf, item]);
  });
});

it('asks a unit for the same cells as the progress of the cycle does', async () => {
  const folder = copyOffice(filledFolder);
  await withOffice(folder, async ({ client }) => {
    const { units } = await client.call('packages.readiness', { cycle: '2026' });
    const { rows } = await client.call('cycles.progress', { cycle: '2026' });
    const asked = rows.map(({ bodyUscc, byRole }) => [bodyUscc, byRole.self?.total, byRole.self?.filled]);
    expect(asked.length).toBeGreaterThan(0);
    expect(units.map(({ uscc, required, given }) => [uscc, required, given])).toEqual(asked);
  });
});

it('takes a value that was typed and cleared again for none', async () => {
  const folder = copyOffice(bareFolder);
  await withOffice(folder, async ({ client }) => {
    const units = { modelCode: 'TOWNSHIP-2026', usccs: [jiashan] };
    await client.call('cycles.setUnits', { cycle: '2026', units });
    for (const text of ['3', '']) {
      const cell = { bodyUscc: jiashan, leaf: 'A1.1', item: 'n', role: 'self' as const, text };
      await client.call('entries.putMany', { cycle: '2026', cells: [cell] });
    }
    expect(codes(await client.call('packages.readiness', { cycle: '2026' }))).toContain(
      'error package.noValues',
    );
  });
});

it('finds nothing old in a run of the present values, and says so as soon as one changes', async () => {
  const folder = copyOffice(filledFolder);
  await withOffice(folder, async ({ client }) => {
    const ask = () => client.call('packages.readiness', { cycle: '2026' });
    const fresh = await ask();
    expect(codes(fresh).filter((code) => code.includes('.run'))).toEqual([]);
    expect(fresh.lastSealed).toBeNull();
    await client.call('decisions.put', {
      cycleCode: '2026',
      bodyUscc: jiashan,
      kind: 'veto',
      code: 'V2',
      count: '1',
      reason: '核查发现佐证不实',
    });
    expect(codes(await ask())).toContain('warning package.runOutdated');
    await client.call('runs.execute', { cycle: '2026' });
    expect(codes(await ask())).not.toContain('warning package.runOutdated');
  });
});

it('points at cells that hold no valid value', async () => {
  const folder = copyOffice(filledFolder);
  await withOffice(folder, async ({ client }) => {
    // A1.1 asks for a number of decisions.
    const place = { bodyUscc: jiashan, leaf: 'A1.1', item: 'n', role: 'self' as const };
    const { cells } = await client.call('entries.putMany', {
      cycle: '2026',
      cells: [{ ...place, text: '大约十件' }],
    });
    expect(cells[0]).toMatchObject({ outcome: 'draft' });
    const { findings } = await client.call('packages.readiness', { cycle: '2026' });
    expect(findings).toContainEqual({
      code: 'package.draftsOpen',
      severity: 'warning',
      params: { unit: township.name, count: 1 },
      subject: jiashan,
      leaf: 'A1.1',
      item: 'n',
      role: 'self',
    });
  });
});

it('counts what the sealed package then holds', async () => {
  const folder = copyOffice(filledFolder);
  const { counts } = await withOffice(folder, ({ client }) =>
    client.call('packages.readiness', { cycle: '2026' }),
  );
  const file = await seal(folder);
  await withOffice(folder, async ({ client, grantRead }) => {
    const sealed = await client.call('packages.inspect', { file: grantRead(file) });
    expect(counts).toEqual(sealed.counts);
    const { lastSealed } = await client.call('packages.readiness', { cycle: '2026' });
    expect(lastSealed?.sha256).toBe(sealed.sha256);
  });
});

it('reminds of a return until the next package is sealed', async () => {
  const folder = copyOffice(filledFolder);
  const countyFolder = path.join(shared, 'county');
  await makeOffice(countyFolder, county);
  await withOffice(countyFolder, prepareCycle);
  await enrol(countyFolder, folder);
  await enrol(folder, countyFolder);
  const submission = await seal(folder);
  const back = path.join(shared, 'back.zxpkg');
  await withOffice(countyFolder, ({ client, grantRead, grantWrite }) =>
    client.call('packages.return', {
      submission: grantRead(submission),
      reason: '请补报财务公开照片',
      file: grantWrite(back),
    }),
  );
  await merge(folder, back);
  const ask = () => withOffice(folder, ({ client }) => client.call('packages.readiness', { cycle: '2026' }));
  expect((await ask()).findings[0]).toMatchObject({
    code: 'package.lastReturned',
    params: { by: county.name, reason: '请补报财务公开照片' },
  });
  await seal(folder);
  expect(codes(await ask())).not.toContain('warning package.lastReturned');
});

it('fails for a cycle that does not exist', async () => {
  await withOffice(bareFolder, async ({ client }) => {
    expect(await failureOf(client.call('packages.readiness', { cycle: '1999' }))).toMatchObject({
      code: 'cycle.unknown',
    });
  });
});
