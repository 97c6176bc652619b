/** `imports.revert`: an import undone as a whole, or not at all. */
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { InProcessHost } from '#engine/hosts/in-process.ts';
import type { ImportLayoutCode } from '#shared/contract/operations/imports.ts';
import { buildUscc } from '#shared/domain/uscc.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { finaliseCycle } from '../../support/cycle-walk.ts';
import { lookInto } from '../../support/database-content.ts';
import {
  copyOffice,
  county,
  jiashan,
  makeFilledTownship,
  makeOffice,
  sample,
  township,
  withOffice,
  xintian,
} from '../../support/offices.ts';
import { writeTable } from '../../support/table-workbook.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../../support/temp-folder.ts';

const shared = sharedTemporaryFolder();
const countyFolder = path.join(shared, 'county');
beforeAll(() => makeOffice(countyFolder, county, true));

type Policy = 'skip' | 'replace' | 'version';

const importFile = async (
  { client, grantRead }: InProcessHost,
  layout: ImportLayoutCode,
  file: string,
  onDuplicate: Policy = 'skip',
): Promise<string> => {
  const { batch } = await client.call('imports.stage', { layout, file: grantRead(file) });
  await client.call('imports.commit', { batch: batch.id, onDuplicate });
  return batch.id;
};

/** Every row that imports can write, by what it says: identity and content, without how often it was edited. */
const liveRows = (folder: string): Record<string, string[]> =>
  lookInto(folder, (database) =>
    Object.fromEntries(
      ['bodies', 'officials', 'credit_records', 'entries', 'model_versions'].map((table) => {
        const by = table === 'model_versions' ? "code || ' ' || version" : 'id';
        const hash = table === 'model_versions' ? 'digest' : 'content_hash';
        const rows = database
          .prepare(`SELECT ${by} || ' ' || ${hash} FROM ${table} ORDER BY 1`)
          .pluck()
          .all();
        return [table, rows as string[]];
      }),
    ),
  );

const failure = async (call: Promise<unknown>): Promise<string> => {
  const error = await call.catch((thrown: unknown) => thrown);
  if (!(error instanceof AppError)) throw new Error('it did not fail as it should');
  return error.code;
};
const codes = (findings: readonly Finding[]): string[] => findings.map(({ code }) => code);

const ledgerHeader = [
  '单位',
  '统一社会信用代码',
  '失信类型',
  '文书类型',
  '文号',
  '认定机关',
  '认定日期',
  '事实',
];
const ledgerRow = (documentNo: string, fact: string, uscc = jiashan) => [
  '（虚构）',
  uscc,
  '政府采购失信',
  '行政处罚',
  documentNo,
  '示例县财政局',
  '2026-01-05',
  fact,
];
const writeLedger = (rows: readonly (readonly string[])[]): string =>
  writeTable(path.join(temporaryFolder(), '台账.xlsx'), [ledgerHeader, ...rows]);

describe('undoing an import', () => {
  it.each([
    ['bodies', 'bodies.xlsx', 'skip'],
    ['records', 'records-xintian.xlsx', 'skip'],
    ['records', 'records-jiashan.xlsx', 'version'],
    ['self-assessment', 'self-assessment-xintian.xlsx', 'replace'],
  ] as const)(
    'leaves %s from %s (%s) as they were before, to the content of every row',
    async (layout, name, policy) => {
      const folder = copyOffice(countyFolder);
      const before = liveRows(folder);
      await withOffice(folder, async (host) => {
        const { client } = host;
        const batch = await importFile(host, layout, sample(name), policy);
        expect(liveRows(folder)).not.toEqual(before);
        const { written, revertible } = (await client.call('imports.list', {})).rows[0] ?? {};
        expect(revertible).toBe(true);

        const plan = await client.call('imports.planRevert', { batch });
        expect(plan).toMatchObject({ findings: [], findingsTotal: 0 });
        // A new version counts as one row written, and changes two: its own, and the old one's.
        if (policy !== 'version') {
          expect(plan).toMatchObject({ removed: written?.inserted, putBack: written?.updated });
        }
        expect(await client.call('imports.revert', { batch })).toEqual({ ...plan, reverted: true });
        expect(liveRows(folder)).toEqual(before);

        const { rows } = await client.call('imports.list', {});
        expect(rows[0]).toMatchObject({ id: batch, status: 'reverted', revertible: false });
        const { checks } = await client.call('system.check', {});
        expect(checks.filter(({ passed }) => !passed)).toEqual([]);
      });
      const audit = lookInto(folder, (database) =>
        database.prepare('SELECT event FROM audit_log ORDER BY sequence DESC LIMIT 1').pluck().get(),
      );
      expect(JSON.parse(String(audit))).toMatchObject({ action: 'imports.revert', details: { layout } });
    },
  );

  it('brings back for any ledger, policy and number of imports what was there before', async () => {
    const numbers = ['1', '2', '3', '4', '5'].map((n) => `示撤〔2026〕${n}号`);
    const row = fc.record({
      documentNo: fc.constantFrom(...numbers),
      fact: fc.constantFrom('甲', '乙', '丙'),
      uscc: fc.constantFrom(jiashan, xintian),
    });
    const step = fc.record({
      rows: fc.array(row, { minLength: 1, maxLength: 8 }),
      policy: fc.constantFrom<Policy>('skip', 'replace', 'version'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        const folder = copyOffice(countyFolder);
        await withOffice(folder, async (host) => {
          const states = [liveRows(folder)];
          const batches: string[] = [];
          for (const { rows, policy } of steps) {
            const file = writeLedger(
              rows.map(({ documentNo, fact, uscc }) => ledgerRow(documentNo, fact, uscc)),
            );
            batches.push(await importFile(host, 'records', file, policy));
            states.push(liveRows(folder));
          }
          // The last one first, as one presses Ctrl+Z.
          for (const batch of batches.reverse()) {
            states.pop();
            const done = await host.client.call('imports.revert', { batch });
            expect(done).toMatchObject({ reverted: true });
            expect(liveRows(folder)).toEqual(states.at(-1));
          }
        });
      }),
      { numRuns: 12, seed: 20260301 },
    );
  });

  it('undoes what all commits of the batch wrote, in one step', async () => {
    const folder = copyOffice(countyFolder);
    const before = liveRows(folder);
    await withOffice(folder, async (host) => {
      const { client } = host;
      const batch = await importFile(host, 'records', sample('records-xintian.xlsx'));
      const { rows, tables } = await client.call('imports.preview', { batch, state: 'refused' });
      const row = rows.find((one) => one.row === 7);
      const key = tables[0]?.columns.find(({ title }) => title === '文号')?.key ?? '';
      await client.call('imports.fixRows', {
        batch,
        rows: [{ ordinal: row?.ordinal ?? 0, cells: [{ key, text: '示财采罚〔2026〕999号' }] }],
      });
      expect(await client.call('imports.commit', { batch })).toMatchObject({ inserted: 5 });
      expect(await client.call('imports.revert', { batch })).toMatchObject({ reverted: true, removed: 5 });
    });
    expect(liveRows(folder)).toEqual(before);
  });

  it('answers the same nothing when it is asked for again, and takes no more corrections', async () => {
    await withOffice(copyOffice(countyFolder), async (host) => {
      const { client } = host;
      const batch = await importFile(host, 'records', sample('records-xintian.xlsx'));
      const [first, second] = await Promise.all([
        client.call('imports.revert', { batch }),
        client.call('imports.revert', { batch }),
      ]);
      expect(first).toMatchObject({ reverted: true, removed: 4 });
      expect(second).toMatchObject({ reverted: true, removed: 0, findings: [] });
      const cells = [{ key: 'documentNo', text: 'x' }];
      expect(await failure(client.call('imports.fixRows', { batch, rows: [{ ordinal: 1, cells }] }))).toBe(
        'import.reverted',
      );
      expect(await failure(client.call('imports.commit', { batch }))).toBe('import.reverted');
      expect(await failure(client.call('imports.abandon', { batch }))).toBe('import.reverted');
      expect(await failure(client.call('imports.planRevert', { batch }))).toBe('import.reverted');
      // It can still be looked at, and the same file read in anew.
      expect((await client.call('imports.preview', { batch })).rows).toHaveLength(17);
      await importFile(host, 'records', sample('records-xintian.xlsx'));
    });
  });

  it('is only for what was committed', async () => {
    await withOffice(copyOffice(countyFolder), async ({ client, grantRead }) => {
      const file = grantRead(sample('records-xintian.xlsx'));
      const { batch } = await client.call('imports.stage', { layout: 'records', file });
      expect(batch.revertible).toBe(false);
      expect(await failure(client.call('imports.planRevert', { batch: batch.id }))).toBe(
        'import.notCommitted',
      );
      expect(await failure(client.call('imports.revert', { batch: batch.id }))).toBe('import.notCommitted');
      await client.call('imports.abandon', { batch: batch.id });
      expect(await failure(client.call('imports.revert', { batch: batch.id }))).toBe('import.notCommitted');
    });
  });
});

/** Imports, lets something happen, and expects that nothing is undone, for reasons that are named. */
const expectRefused = async (
  folder: string,
  importing: (host: InProcessHost) => Promise<string>,
  meanwhile: (host: InProcessHost) => Promise<void>,
): Promise<Finding[]> =>
  withOffice(folder, async (host) => {
    const batch = await importing(host);
    await meanwhile(host);
    const before = liveRows(folder);
    const done = await host.client.call('imports.revert', { batch });
    expect(done).toMatchObject({ reverted: false });
    expect(await host.client.call('imports.planRevert', { batch })).toMatchObject({
      findings: done.findings,
    });
    expect(liveRows(folder)).toEqual(before);
    expect((await host.client.call('imports.list', {})).rows.find(({ id }) => id === batch)?.status).toBe(
      'committed',
    );
    return done.findings;
  });

describe('is refused as a whole, and says why', () => {
  it('when a row has changed since', async () => {
    const findings = await expectRefused(
      copyOffice(countyFolder),
      (host) =>
        importFile(host, 'records', writeLedger([ledgerRow('示撤1号', '甲'), ledgerRow('示撤2号', '甲')])),
      async (host) => {
        await importFile(host, 'records', writeLedger([ledgerRow('示撤2号', '乙')]), 'replace');
      },
    );
    expect(codes(findings)).toEqual(['import.undoChangedSince']);
    expect(findings.map(describeFinding)).toEqual([
      '示例县甲山镇人民政府的信用记录“示撤2号”在导入后又有改动，撤销会丢掉这些改动。',
    ]);
  });

  it('when a body has come to be used: by officials, records, a cycle or a body below it', async () => {
    const bodies = (rows: string[][]): string =>
      writeTable(path.join(temporaryFolder(), '名录.xlsx'), [
        ['单位名称', '统一社会信用代码', '单位类型', '行政层级', '行政区划代码', '上级单位代码'],
        ...rows,
      ]);
    const [used = '', recorded = '', assessed = '', parent = '', child = ''] = [1, 2, 3, 4, 5].map((n) =>
      buildUscc('11', '990101', `3999000${n}`),
    );
    const body = (name: string, uscc: string, superior = '') => [
      name,
      uscc,
      '县直部门',
      '县级',
      '990101000000',
      superior,
    ];
    const findings = await expectRefused(
      copyOffice(countyFolder),
      (host) =>
        importFile(
          host,
          'bodies',
          bodies([
            body('（虚构）甲局', used),
            body('（虚构）乙局', recorded),
            body('（虚构）丙局', assessed),
            body('（虚构）丁局', parent),
          ]),
        ),
      async (host) => {
        const { client } = host;
        const people = writeTable(path.join(temporaryFolder(), '名册.xlsx'), [
          ['姓名', '单位', '单位统一社会信用代码', '人员类别'],
          ['甲某', '（虚构）甲局', used, '公务员'],
        ]);
        await importFile(host, 'officials', people);
        await importFile(host, 'records', writeLedger([ledgerRow('示撤3号', '甲', recorded)]));
        await client.call('cycles.create', {
          code: '2030',
          name: '2030年度',
          year: 2030,
          periodFrom: '2030-01-01',
          periodTo: '2030-12-31',
          units: [{ modelCode: 'TOWNSHIP-2026', usccs: [assessed] }],
        });
        await importFile(host, 'bodies', bodies([body('（虚构）丁局下属', child, parent)]));
      },
    );
    // Last change first, as they would be undone.
    expect(findings.map(describeFinding)).toEqual([
      '单位“（虚构）丁局”在导入后已被使用：其下已有下级单位。',
      '单位“（虚构）丙局”在导入后已被使用：已列入考核周期。',
      '单位“（虚构）乙局”在导入后已被使用：已有信用记录。',
      '单位“（虚构）甲局”在导入后已被使用：其下已有公职人员。',
    ]);
  });

  it('when a package was sealed since, which may have carried the rows to others', async () => {
    const folder = path.join(temporaryFolder(), 'township');
    await makeFilledTownship(folder);
    const seal = ({ client, grantWrite }: InProcessHost) =>
      client.call('packages.create', {
        cycle: '2026',
        file: grantWrite(path.join(temporaryFolder(), '报送.zxpkg')),
      });
    const findings = await expectRefused(
      folder,
      (host) => importFile(host, 'records', writeLedger([ledgerRow('示撤4号', '甲')])),
      async (host) => void (await seal(host)),
    );
    expect(codes(findings)).toEqual(['import.undoSealed']);
    // What was sealed before the import could not carry it.
    await withOffice(folder, async (host) => {
      const batch = await importFile(host, 'records', writeLedger([ledgerRow('示撤5号', '甲')]));
      expect(await host.client.call('imports.revert', { batch })).toMatchObject({ reverted: true });
    });
  });

  it('when the rows were written in a line of edits that was left since', async () => {
    const folder = path.join(temporaryFolder(), 'township');
    await makeOffice(folder, township);
    const findings = await expectRefused(
      folder,
      (host) => importFile(host, 'bodies', sample('bodies.xlsx')),
      async ({ client, grantRead }) => {
        const { name } = await client.call('backups.create', {});
        await client.call('backups.restore', { file: grantRead(path.join(folder, 'backups', name)) });
      },
    );
    expect(new Set(codes(findings))).toEqual(new Set(['import.undoOtherLine']));
  });

  it('when the cycle takes no more values', async () => {
    const findings = await expectRefused(
      copyOffice(countyFolder),
      (host) => importFile(host, 'self-assessment', sample('self-assessment-xintian.xlsx'), 'replace'),
      async ({ client }) => {
        await finaliseCycle(client, '2026');
      },
    );
    expect(codes(findings)).toEqual(['import.undoCycleClosed']);
  });

  it('when it was a model, which is published for good', async () => {
    const folder = copyOffice(countyFolder);
    await withOffice(folder, async (host) => {
      const { client, grantWrite } = host;
      const file = path.join(temporaryFolder(), '模型.xlsx');
      await client.call('reports.export', { report: 'model', file: grantWrite(file) });
      // The same model again changes nothing, so there is nothing to undo.
      const batch = await importFile(host, 'model', file);
      expect((await client.call('imports.list', {})).rows[0]).toMatchObject({ id: batch, revertible: false });
      expect(await client.call('imports.revert', { batch })).toMatchObject({ reverted: true, removed: 0 });
    });
  });
});

describe('what was undone and had been sent before', () => {
  it('goes out again as the later state, and the county takes it', async () => {
    const townshipFolder = path.join(temporaryFolder(), 'township');
    await makeFilledTownship(townshipFolder);
    const folder = copyOffice(countyFolder);
    const place = temporaryFolder();
    const seal = (host: InProcessHost, name: string) =>
      host.client.call('packages.create', { cycle: '2026', file: host.grantWrite(path.join(place, name)) });
    const factOf = (dataFolder: string) =>
      lookInto(dataFolder, (database) =>
        database
          .prepare("SELECT fact_summary FROM credit_records WHERE document_no = '示撤6号'")
          .pluck()
          .get(),
      );

    // The record was there before, was sent, was replaced by an import, was sent again, and the import is undone.
    await withOffice(townshipFolder, async (host) => {
      await importFile(host, 'records', writeLedger([ledgerRow('示撤6号', '甲')]));
      const batch = await importFile(host, 'records', writeLedger([ledgerRow('示撤6号', '乙')]), 'replace');
      await seal(host, '1.zxpkg');
      expect(await host.client.call('imports.revert', { batch })).toMatchObject({
        reverted: true,
        putBack: 1,
      });
      await seal(host, '2.zxpkg');
      const key = path.join(place, 'key.json');
      await host.client.call('keys.export', { file: host.grantWrite(key) });
    });
    expect(factOf(townshipFolder)).toBe('甲');
    await withOffice(folder, async ({ client, grantRead }) => {
      const { fingerprint } = (
        await withOffice(townshipFolder, (host) => host.client.call('office.read', {}))
      ).key;
      await client.call('keys.trust', { file: grantRead(path.join(place, 'key.json')), fingerprint });
      const merge = (name: string) =>
        client.call('packages.merge', { file: grantRead(path.join(place, name)) });
      await merge('1.zxpkg');
      expect(factOf(folder)).toBe('乙');
      await merge('2.zxpkg');
      expect(factOf(folder)).toBe('甲');
      // An earlier package that arrives late changes nothing any more.
      expect(await merge('1.zxpkg')).toMatchObject({ alreadyMerged: true });
      expect(factOf(folder)).toBe('甲');
    });
  });
});
