/** Ledgers come in as offices print them, go out to be filed, and come back unchanged. */
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { writeForeignWorkbooks } from '../../support/foreign-workbook.ts';
import { copyOffice, county, jiashan, makeOffice, withOffice } from '../../support/offices.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../../support/temp-folder.ts';

const shared = sharedTemporaryFolder();
const original = path.join(shared, 'county');
const rectifications = path.join(shared, '整改台账.xlsx');
const petitions = path.join(shared, '信访台账.xlsx');

beforeAll(async () => {
  writeForeignWorkbooks([
    {
      file: rectifications,
      sheets: [
        {
          name: 'Sheet1',
          // No code of the unit, as printed: the name is enough where only one body has it.
          rows: [
            ['2026年示例县问题整改台账'],
            ['填报单位：示例县信用办', null, null, null, null, null, '填报日期：2026年9月1日'],
            [
              '序号',
              '问题来源',
              '问题描述',
              '整改措施',
              '责任单位',
              '责任人',
              '交办日期',
              '整改时限',
              '完成情况',
              '完成时间',
              '销号',
              '备注',
            ],
            [
              1,
              '督导检查',
              '公开栏三个月未更新',
              '每月更新并留影像',
              '示例县甲山镇人民政府',
              '张某',
              '2026年3月2日',
              '2026-04-30',
              '已完成',
              { date: '2026-04-20' },
              null,
              null,
            ],
            [
              2,
              '审计',
              '合同未按期付款',
              '制定付款计划',
              '没有这个单位',
              '李某',
              '2026-03-02',
              '2026-04-30',
              '整改中',
              null,
              null,
              null,
            ],
            [
              3,
              '督查室',
              '台账不全',
              '补齐台账',
              '示例县甲山镇人民政府',
              null,
              '2026-03-02',
              '2026-02-01',
              null,
              null,
              null,
              null,
            ],
            ['合计', 3],
          ],
          merges: ['A1:L1'],
        },
      ],
    },
    {
      file: petitions,
      sheets: [
        {
          name: '信访',
          rows: [
            [
              '编号',
              '渠道',
              '信访事项',
              '信访人',
              '联系电话',
              '收到日',
              '受理日',
              '办结日',
              '重复件',
              '满意度',
              '承办单位',
            ],
            [
              'XF-1',
              '来访',
              '道路积水',
              '王小明',
              '13900001234',
              { date: '2026-03-02' },
              { date: '2026-03-10' },
              { date: '2026-05-20' },
              '否',
              '满意',
              '示例县甲山镇人民政府',
            ],
            [
              'XF-2',
              '来信',
              '路灯不亮',
              '李四',
              null,
              { date: '2026-03-02' },
              { date: '2026-03-09' },
              null,
              '是',
              null,
              '示例县甲山镇人民政府',
            ],
          ],
        },
      ],
    },
  ]);
  await makeOffice(original, county, true);
});

it('takes every good row of a printed ledger by the names of its units, and explains the others by cell', async () => {
  await withOffice(copyOffice(original), async ({ client, grantRead }) => {
    const { batch, findings } = await client.call('imports.stage', {
      layout: 'rectifications',
      file: grantRead(rectifications),
    });
    expect(batch).toMatchObject({ rowsInFile: 3, accepted: 1, refused: 2 });
    expect(findings.map(({ code, column, row }) => `${code} ${column ?? ''}${row ?? ''}`).toSorted()).toEqual(
      ['ledger.bodyUnknown E5', 'row.datesReversed H6', 'row.notInList B6'],
    );
    await client.call('imports.commit', { batch: batch.id });
    const { rows } = await client.call('ledgers.list', { ledger: 'rectifications' });
    expect(
      rows.map(({ title, bodyUscc, state, happenedOn }) => [title, bodyUscc, state, happenedOn]),
    ).toEqual([['公开栏三个月未更新', jiashan, 'submitted', '2026-03-02']]);
  });
});

it('goes out with persons masked and comes back unchanged, and is undone as a whole', async () => {
  await withOffice(copyOffice(original), async ({ client, grantRead, grantWrite }) => {
    const stage = async (file: string) =>
      (await client.call('imports.stage', { layout: 'petitions', file: grantRead(file) })).batch;
    const first = await stage(petitions);
    expect(first).toMatchObject({ rowsInFile: 2, accepted: 2, refused: 0 });
    await client.call('imports.commit', { batch: first.id });

    const { rows } = await client.call('ledgers.list', {
      ledger: 'petitions',
      sort: 'number',
      descending: false,
    });
    expect(rows.map(({ number, state, masked }) => [number, state, masked])).toEqual([
      ['XF-1', 'replied', { petitioner: '王**', petitionerPhone: '139****1234' }],
      ['XF-2', 'accepted', { petitioner: '李*' }],
    ]);
    const [late] = rows;
    const { clocks } = await client.call('ledgers.read', { id: late?.id ?? '' });
    // 2026-03-10 + 60 days: 21 days of March are left, 30 of April make 51, the ninth of May is the sixtieth. It was
    // answered on 20 May, eleven days late.
    expect(clocks.find(({ code }) => code === 'resolution')).toMatchObject({
      dueOn: '2026-05-09',
      state: 'late',
      remaining: -11,
    });

    const out = path.join(temporaryFolder(), 'out.xlsx');
    await client.call('reports.export', { report: 'petitions', file: grantWrite(out) });
    const again = await stage(out);
    expect(again).toMatchObject({ rowsInFile: 2, refused: 0 });
    const written = await client.call('imports.commit', { batch: again.id, onDuplicate: 'replace' });
    expect(written).toMatchObject({ inserted: 0, updated: 0, unchanged: 2 });

    await client.call('imports.revert', { batch: first.id });
    expect(await client.call('ledgers.totals', { ledger: 'petitions' })).toMatchObject({ total: 0 });
  });
});
