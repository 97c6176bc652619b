/** `imports.columns` and staging by assigned columns: files of others whose columns nobody could know. */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { InProcessHost } from '#engine/hosts/in-process.ts';
import type { OperationInput } from '#shared/contract/client.ts';
import { failureOf } from '../../support/failure-of.ts';
import {
  type ForeignCell,
  type ForeignSheet,
  writeForeignWorkbooks,
} from '../../support/foreign-workbook.ts';
import { copyOffice, county, jiashan, makeOffice, withOffice } from '../../support/offices.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';

const shared = sharedTemporaryFolder();
const folder = path.join(shared, 'county');
const fileOf = (name: string): string => path.join(shared, `${name}.xlsx`);

/** A ledger about one township: no column for the unit, amounts in 元, days before months, a stranger's names. */
const strange = ['类别', '依据', '编号', '出具单位', '何时', '经过', '标的额', '经办电话'];
const line = (number: number, date: string, amount: ForeignCell): ForeignCell[] => [
  '拖欠中小企业账款',
  '司法裁判',
  `（2025）示9901民初${number}号`,
  '示例县人民法院',
  date,
  '未按合同约定支付工程款。',
  amount,
  '13800138000',
];
const strangeSheet = (name: string, lines: ForeignCell[][]): ForeignSheet => ({
  name,
  rows: [['甲山镇情况统计'], ['报送人：某某'], strange, ...lines],
  merges: ['A1:H1', 'A2:D2'],
});
const groups = ['失信主体', null, '失信类型', '认定文书', null, null, null, '事实', '金额', '小组'];
const under = ['单位', '统一社会信用代码', null, '文书类型', '文号', '认定机关', '认定日期'];
const grouped: ForeignCell[] = [
  '示例县甲山镇人民政府',
  jiashan,
  '拖欠中小企业账款',
  '司法裁判',
  '（2025）示9901民初8号',
  '示例县人民法院',
  '2025-06-18',
  '未按合同约定支付工程款。',
  12,
  '第一组',
];

beforeAll(async () => {
  writeForeignWorkbooks([
    {
      file: fileOf('one township'),
      sheets: [
        strangeSheet('三季度', [line(1, '03/04/2025', 120_000), line(2, '18/06/2025', '35,000.50元')]),
      ],
    },
    {
      file: fileOf('the next quarter'),
      sheets: [strangeSheet('四季度', [line(3, '05/10/2025', 1_000)])],
    },
    {
      file: fileOf('another header'),
      sheets: [
        {
          name: '四季度',
          rows: [strange.map((title) => (title === '何时' ? '日期' : title)), line(4, '05/10/2025', 1)],
        },
      ],
    },
    {
      file: fileOf('known names, hidden things'),
      sheets: [
        {
          name: '台账',
          rows: [
            ['台账'],
            groups,
            under,
            grouped,
            grouped.with(4, '（2025）示9901民初9号'),
            grouped.with(4, '（2025）示9901民初9号').with(7, '另一种说法。'),
          ],
          merges: ['A2:B2', 'D2:G2', 'C2:C3', 'H2:H3', 'I2:I3', 'J2:J3'],
          hiddenRows: [5],
          hiddenColumns: ['J'],
        },
      ],
    },
  ]);
  await makeOffice(folder, county, true);
});

type Columns = NonNullable<OperationInput<'imports.stage'>['columns']>;
const columnsOf = ({ client, grantRead }: InProcessHost, name: string) =>
  client.call('imports.columns', { layout: 'records', file: grantRead(fileOf(name)) });
const stage = ({ client, grantRead }: InProcessHost, name: string, columns: Columns = []) =>
  client.call('imports.stage', { layout: 'records', file: grantRead(fileOf(name)), columns });

const mapping: Columns[number]['mapping'] = {
  bodyName: { value: '示例县甲山镇人民政府' },
  bodyUscc: { value: jiashan },
  item: { column: 'A' },
  documentType: { column: 'B' },
  documentNo: { column: 'C' },
  issuingOrgan: { column: 'D' },
  decisionDate: { column: 'E', dateOrder: 'dmy' },
  fact: { column: 'F' },
  amount: { column: 'G', unit: 'yuan' },
};
const assigned = (sheet: string): Columns => [{ sheet, first: 3, last: 3, mapping }];

describe('the columns of a file', () => {
  it('are shown with what stands in them, beside those of the form, with a proposal', async () => {
    await withOffice(copyOffice(folder), async (host) => {
      const { form, sheets } = await columnsOf(host, 'one township');
      expect(form).toBe('政务失信记录台账');
      const [sheet] = sheets;
      // No name of the form stands in it: the row with most texts is taken for the header.
      expect(sheet).toMatchObject({ sheet: '三季度', first: 3, last: 3, remembered: null });
      expect(sheet?.columns.map(({ column, header }) => `${column} ${header}`)).toEqual(
        strange.map((title, index) => `${'ABCDEFGH'[index]} ${title}`),
      );
      expect(sheet?.columns[6]?.samples).toEqual(['120000', '35,000.50元']);
      // A telephone number is personal wherever it stands.
      expect(sheet?.columns[7]?.samples).toEqual(['138****8000']);
      expect(sheet?.form.find(({ key }) => key === 'amount')).toMatchObject({
        kind: 'amount',
        constant: true,
      });
      expect(sheet?.form.find(({ key }) => key === 'publicFrom')).toBeUndefined();
    });
  });

  it('under groups are known by the names below them; what is hidden is marked', async () => {
    await withOffice(copyOffice(folder), async (host) => {
      const [sheet] = (await columnsOf(host, 'known names, hidden things')).sheets;
      expect(sheet).toMatchObject({ first: 2, last: 3, guessed: [] });
      expect(sheet?.mapping).toMatchObject({ bodyName: { column: 'A' }, documentNo: { column: 'E' } });
      expect(sheet?.columns.filter(({ hidden }) => hidden).map(({ column }) => column)).toEqual(['J']);
    });
  });
});

describe('a file read by assigned columns', () => {
  it('takes constants, 元 and the order of dates as they were said, and the next such file by itself', async () => {
    await withOffice(copyOffice(folder), async (host) => {
      const { client } = host;
      const refusal = await failureOf(stage(host, 'one township'));
      expect(refusal.code).toBe('layout.headerNotFound');

      const staged = await stage(host, 'one township', assigned('三季度'));
      expect(staged.findings).toEqual([]);
      expect(staged.batch).toMatchObject({ accepted: 2, refused: 0, rowsInFile: 2 });
      const { tables } = await client.call('imports.preview', { batch: staged.batch.id });
      expect(tables[0]?.assigned).toBe('chosen');
      expect(tables[0]?.columns.find(({ key }) => key === 'bodyUscc')).toMatchObject({
        column: null,
        constant: jiashan,
      });
      expect(tables[0]?.columns.find(({ key }) => key === 'amount')?.title).toBe('金额(元)');
      await client.call('imports.commit', { batch: staged.batch.id });
      const { rows } = await client.call('records.search', { text: '示9901民初', limit: 10 });
      expect(
        rows.map(({ documentNo, decisionDate, amountFen, bodyUscc }) => [
          documentNo,
          decisionDate,
          amountFen,
          bodyUscc,
        ]),
      ).toEqual([
        // 35 000.50 元; 18 June. 120 000 元; 3 April, not 4 March.
        ['（2025）示9901民初2号', '2025-06-18', 3_500_050, jiashan],
        ['（2025）示9901民初1号', '2025-04-03', 12_000_000, jiashan],
      ]);

      const recognised = await client.call('imports.recognise', {
        file: host.grantRead(fileOf('the next quarter')),
      });
      expect(recognised).toMatchObject({
        layout: 'records',
        confidence: 'likely',
        remembered: [{ sheet: '四季度', name: 'one township' }],
      });
      const next = await stage(host, 'the next quarter');
      expect(next).toMatchObject({ remembered: [{ name: 'one township' }], batch: { accepted: 1 } });
      const preview = await client.call('imports.preview', { batch: next.batch.id });
      expect(preview.tables[0]?.assigned).toBe('remembered');
      expect((await columnsOf(host, 'the next quarter')).sheets[0]).toMatchObject({
        mapping,
        remembered: { name: 'one township' },
      });
      // One title is another: that is another header.
      expect((await failureOf(stage(host, 'another header'))).code).toBe('layout.headerNotFound');
    });
  });

  it('is put right in its place with the same columns', async () => {
    await withOffice(copyOffice(folder), async (host) => {
      const { client } = host;
      const { batch } = await stage(host, 'one township', assigned('三季度'));
      expect(batch.refused).toBe(0);
      const { rows } = await client.call('imports.preview', { batch: batch.id });
      const fixed = await client.call('imports.fixRows', {
        batch: batch.id,
        rows: [{ ordinal: rows[0]?.ordinal ?? 0, cells: [{ key: 'fact', text: '改过的事实。' }] }],
      });
      expect(fixed.rows[0]).toMatchObject({ state: 'ready', findings: [] });
    });
  });

  it('is refused when the assignment cannot be meant', async () => {
    await withOffice(copyOffice(folder), async (host) => {
      const [one] = assigned('三季度');
      if (one === undefined) throw new Error('no assignment');
      const failing = async (change: Columns[number]['mapping'], sheet = '三季度') =>
        failureOf(stage(host, 'one township', [{ ...one, sheet, mapping: { ...mapping, ...change } }]));
      expect(await failing({ remarks: { column: 'F' } })).toMatchObject({
        code: 'import.mappingTwice',
        params: { column: 'F', titles: '“事实”和“备注”' },
      });
      expect((await failing({ publicFrom: { column: 'H' } })).code).toBe('import.mappingNoColumn');
      expect((await failing({ nothing: { column: 'H' } })).code).toBe('import.mappingNoColumn');
      expect((await failing({}, '一季度')).code).toBe('import.mappingNoSheet');
      const { fact: _, ...without } = mapping;
      expect(await failureOf(stage(host, 'one township', [{ ...one, mapping: without }]))).toMatchObject({
        code: 'layout.columnMissing',
        params: { columns: '事实' },
      });
      // Nothing that was refused is remembered.
      expect((await host.client.call('imports.mappings', {})).mappings).toEqual([]);
    });
  });
});

describe('what is remembered', () => {
  it('is listed in words, renamed and forgotten', async () => {
    await withOffice(copyOffice(folder), async (host) => {
      const { client } = host;
      await stage(host, 'one township', assigned('三季度'));
      const [known] = (await client.call('imports.mappings', {})).mappings;
      expect(known).toMatchObject({ layout: 'records', name: 'one township' });
      expect(known?.columns).toContainEqual({ title: '文号', from: '编号', constant: false });
      expect(known?.columns).toContainEqual({ title: '统一社会信用代码', from: jiashan, constant: true });
      const id = known?.id ?? '';
      await client.call('imports.renameMapping', { id, name: '甲山镇季报' });
      expect((await stage(host, 'the next quarter')).remembered).toEqual([{ id, name: '甲山镇季报' }]);
      await client.call('imports.removeMapping', { id });
      expect((await failureOf(stage(host, 'the next quarter'))).code).toBe('layout.headerNotFound');
      expect((await failureOf(client.call('imports.removeMapping', { id }))).code).toBe(
        'import.mappingUnknown',
      );
    });
  });
});

describe('hidden rows', () => {
  it('are left out and counted, until they are taken in; rows are judged by who is there', async () => {
    await withOffice(copyOffice(folder), async (host) => {
      const { client } = host;
      const { batch, findings } = await stage(host, 'known names, hidden things');
      expect(batch).toMatchObject({ accepted: 2, skipped: 1, refused: 0 });
      expect(findings).toContainEqual(
        expect.objectContaining({ code: 'import.hiddenRows', params: { rows: 1 } }),
      );
      const look = () => client.call('imports.preview', { batch: batch.id });
      expect((await look()).hidden).toEqual({ rows: 1, left: 1 });

      const { rows, counts } = await client.call('imports.takeHiddenRows', { batch: batch.id, taken: true });
      // The hidden row says otherwise than the last one under the same number.
      expect(rows).toBe(1);
      expect(counts).toMatchObject({ ready: 2, refused: 1, omitted: 0 });
      const taken = await look();
      expect(taken.hidden).toEqual({ rows: 1, left: 0 });
      expect(taken.fileFindings.map(({ code }) => code)).not.toContain('import.hiddenRows');
      expect(taken.rows.map(({ row, state }) => `${row} ${state}`)).toEqual([
        '4 ready',
        '5 ready',
        '6 refused',
      ]);

      await client.call('imports.takeHiddenRows', { batch: batch.id, taken: false });
      const left = await look();
      expect(left.rows.map(({ row, state }) => `${row} ${state}`)).toEqual([
        '4 ready',
        '5 omitted',
        '6 ready',
      ]);
      expect(left.rows[2]?.findings).toEqual([]);
    });
  });
});
