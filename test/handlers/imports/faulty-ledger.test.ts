/** Five thousand rows with everything that offices get wrong: no good row is lost, no bad one goes unexplained. */
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { eachPage } from '#shared/contract/client.ts';
import type { ImportLayoutCode } from '#shared/contract/operations/imports.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { countRows } from '../../support/database-content.ts';
import {
  expectedStates,
  type FaultyLayout,
  type Mistake,
  mistakes,
  writeFaultyLedger,
} from '../../support/faulty-ledger.ts';
import { copyOffice, county, jiashan, makeOffice, withOffice, xintian } from '../../support/offices.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';

const shared = sharedTemporaryFolder();
const folder = path.join(shared, 'county');
/** The longest first; the others are read by the same code. */
const rowsOf = (code: string): number => (code === 'records' ? 5_000 : 2_000);

const bodies = [
  ['示例县甲山镇人民政府', jiashan],
  ['示例县辛田乡人民政府', xintian],
] as const;

const layouts: Partial<Record<ImportLayoutCode, FaultyLayout>> = {
  records: {
    title: '政务失信记录台账',
    header: [
      '单位',
      '统一社会信用代码',
      '失信类型',
      '文书类型',
      '文号',
      '认定机关',
      '认定日期',
      '事实',
      '金额(万元)',
      '程度',
    ],
    goodRow(number) {
      const [name, uscc] = bodies[number % 2] ?? bodies[0];
      const date = new Date(Date.UTC(2024, 0, 1 + (number % 365))).toISOString().slice(0, 10);
      return [
        name,
        uscc,
        '政府采购失信',
        '行政处罚',
        `示大账〔2024〕${number}号`,
        '示例县财政局',
        { date },
        `（虚构）第${number}次采购未按规定公告采购结果。`,
        number / 100,
        '一般',
      ];
    },
    places: {
      code: 1,
      // A right code of no body here: 示例市 with its own check character.
      unknownCode: '91110000802100433B',
      date: 6,
      amount: 8,
      fact: 7,
      factLimit: 500,
      list: 9,
      required: 5,
    },
  },
  // One that is generated from its definition, as all ledgers are.
  contracts: {
    title: '政府合同台账',
    header: [
      '单位',
      '统一社会信用代码',
      '合同编号',
      '合同名称',
      '相对方',
      '签订日期',
      '合同金额（万元）',
      '约定履行期限',
      '违约情形',
      '是否违约',
    ],
    goodRow(number) {
      const [name, uscc] = bodies[number % 2] ?? bodies[0];
      const date = new Date(Date.UTC(2024, 0, 1 + (number % 300))).toISOString().slice(0, 10);
      return [
        name,
        uscc,
        `HT-${number}`,
        `（虚构）第${number}号合同`,
        '示例建设有限公司',
        { date },
        number / 100,
        '2026-12-31',
        '未按期付款。',
        '是',
      ];
    },
    places: {
      code: 1,
      unknownCode: '91110000802100433B',
      date: 5,
      amount: 6,
      fact: 8,
      factLimit: 300,
      list: 9,
      required: 4,
    },
  },
};

const tableOf = (code: string): string => (code === 'records' ? 'credit_records' : 'ledger_rows');

beforeAll(() => makeOffice(folder, county, true));

it.each(Object.entries(layouts))('%s', async (code, layout) => {
  const rows = rowsOf(code);
  const file = path.join(shared, `${code}.xlsx`);
  const planted = writeFaultyLedger(file, layout, rows, 20_260_401);
  const states = expectedStates(planted, rows);
  // Each kind is there many times, or the test would not say much.
  expect(Math.min(...Object.values(planted))).toBeGreaterThan(5);

  const data = copyOffice(folder);
  const before = countRows(data, tableOf(code));
  await withOffice(data, async ({ client, grantRead, grantWrite }) => {
    const stage = (name: string) =>
      client.call('imports.stage', { layout: code as ImportLayoutCode, file: grantRead(name) });
    const { batch } = await stage(file);
    const { counts, hidden } = await client.call('imports.preview', { batch: batch.id, limit: 1 });
    expect(counts).toEqual({ ...states, duplicate: 0, committed: 0 });
    expect(hidden).toEqual({ rows: planted.hiddenRow, left: planted.hiddenRow });

    const findings: Finding[] = [];
    const pages = eachPage((cursor) =>
      client.call('imports.findings', { batch: batch.id, cursor, limit: 1000 }),
    );
    for await (const page of pages) findings.push(...page);
    const said = new Map<string, number>();
    for (const { code: what, row } of findings) {
      if (row !== undefined) said.set(what, (said.get(what) ?? 0) + 1);
    }
    const expected = new Map<string, number>();
    for (const kind of Object.keys(mistakes) as Mistake[]) {
      const what = mistakes[kind].code;
      if (what !== null) expected.set(what, (expected.get(what) ?? 0) + planted[kind]);
    }
    expect(said).toEqual(expected);
    // Every refused row says why.
    const explained = new Set(findings.filter(({ severity }) => severity === 'error').map(({ row }) => row));
    expect(explained.size).toBe(states.refused);

    const done = await client.call('imports.commit', { batch: batch.id });
    expect(done).toMatchObject({ inserted: states.ready, refused: states.refused });

    // What goes back to the sender says the same when nothing was corrected: the good rows are there already.
    const errors = path.join(shared, `错误说明-${code}.xlsx`);
    await client.call('imports.exportFindings', { batch: batch.id, file: grantWrite(errors) });
    const again = (await stage(errors)).batch;
    const recounted = (await client.call('imports.preview', { batch: again.id, limit: 1 })).counts;
    // A date as a number and the like are texts now; no refused row has become good by going round.
    expect(recounted.refused).toBe(states.refused);
    expect(recounted.ready).toBe(states.omitted);
    expect(recounted.duplicate).toBe(states.ready);
    const replaced = await client.call('imports.commit', { batch: again.id, onDuplicate: 'replace' });
    expect(replaced).toMatchObject({ inserted: states.omitted, updated: 0, unchanged: states.ready });

    await client.call('imports.revert', { batch: again.id });
    await client.call('imports.revert', { batch: batch.id });
  });
  // Nothing of either import is left.
  expect(countRows(data, tableOf(code))).toBe(before);
});
