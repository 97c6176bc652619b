/** Rows that the database holds already: what each policy would do is shown before, and only what differs changes. */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { InProcessHost } from '#engine/hosts/in-process.ts';
import type { ImportLayoutCode } from '#shared/contract/operations/imports.ts';
import { databaseContent } from '../../support/database-content.ts';
import { copyOffice, county, jiashan, makeOffice, withOffice, xintian } from '../../support/offices.ts';
import { writeTable } from '../../support/table-workbook.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../../support/temp-folder.ts';

type Cells = (string | number | null)[];
type Policy = 'skip' | 'replace' | 'version';

const folder = path.join(sharedTemporaryFolder(), 'county');
beforeAll(() => makeOffice(folder, county, true));

const stage = async ({ client, grantRead }: InProcessHost, layout: ImportLayoutCode, rows: Cells[]) => {
  const file = writeTable(path.join(temporaryFolder(), '台账.xlsx'), rows);
  const { batch } = await client.call('imports.stage', { layout, file: grantRead(file) });
  const preview = await client.call('imports.preview', { batch: batch.id });
  return { id: batch.id, rows: preview.rows };
};
const commit = ({ client }: InProcessHost, batch: string, onDuplicate: Policy) =>
  client.call('imports.commit', { batch, onDuplicate });

const recordHeader = [
  '单位',
  '统一社会信用代码',
  '失信类型',
  '文书类型',
  '文号',
  '认定机关',
  '认定日期',
  '事实',
  '金额(万元)',
  '责任人',
];
const record = (number: number, fact: string, amount: number): Cells => [
  '示例县甲山镇人民政府',
  jiashan,
  '政府采购失信',
  '行政处罚',
  `示财采罚〔2025〕${number}号`,
  '示例县财政局',
  '2025-03-01',
  fact,
  amount,
  '甲某',
];

describe('records', () => {
  const first = [recordHeader, record(901, '原来的事实。', 1), record(902, '不变的事实。', 2)];
  const second = [
    recordHeader,
    record(901, '改正的事实。', 1.5),
    record(902, '不变的事实。', 2),
    record(903, '新的。', 3),
  ];

  it.each<[Policy, object]>([
    ['skip', { inserted: 1, updated: 0, unchanged: 0, skipped: 2 }],
    ['replace', { inserted: 1, updated: 1, unchanged: 1, skipped: 0 }],
    // The changed one has a new version beside the old one; the unchanged one has none.
    ['version', { inserted: 2, updated: 0, unchanged: 1, skipped: 0 }],
  ])('%s', async (policy, counts) => {
    const data = copyOffice(folder);
    await withOffice(data, async (host) => {
      const { client } = host;
      await commit(host, (await stage(host, 'records', first)).id, 'skip');
      const before = databaseContent(data).credit_records;
      const { id, rows } = await stage(host, 'records', second);
      expect(rows.map(({ state, present }) => [state, present?.differences ?? null])).toEqual([
        [
          'duplicate',
          [
            { field: 'factSummary', before: '原来的事实。', after: '改正的事实。' },
            // 1 and 1.5 万元 in 分.
            { field: 'amountFen', before: 1_000_000, after: 1_500_000 },
          ],
        ],
        ['duplicate', []],
        ['ready', null],
      ]);
      expect(await client.call('imports.planCommit', { batch: id, onDuplicate: policy })).toMatchObject(
        counts,
      );
      expect(await commit(host, id, policy)).toMatchObject(counts);
      const { rows: now } = await client.call('records.search', { text: '〔2025〕902号', limit: 5 });
      expect(now.map(({ revision }) => revision)).toEqual([1]);
      await client.call('imports.revert', { batch: id });
      const text = (table: unknown) => JSON.stringify(table);
      // What was put back counts as a newer revision; what it says is what it said.
      const says = (table: unknown) =>
        (JSON.parse(text(table)) as Record<string, unknown>[])
          .map(({ document_no, fact_summary, amount_fen, status }) => [
            document_no,
            fact_summary,
            amount_fen,
            status,
          ])
          .sort((a, b) => String(a[0]).localeCompare(String(b[0])));
      expect(says(databaseContent(data).credit_records)).toEqual(says(before));
    });
  });

  it('keep what a file has no column for', async () => {
    await withOffice(copyOffice(folder), async (host) => {
      await commit(host, (await stage(host, 'records', first)).id, 'skip');
      const narrow = [recordHeader.slice(0, 8), record(901, '原来的事实。', 1).slice(0, 8)];
      const { id, rows } = await stage(host, 'records', narrow);
      expect(rows[0]?.present?.differences).toEqual([]);
      expect(await commit(host, id, 'replace')).toMatchObject({ unchanged: 1, updated: 0 });
      const found = await host.client.call('records.search', { text: '〔2025〕901号', limit: 5 });
      expect(found.rows).toMatchObject([{ responsiblePersons: '甲某', amountFen: 1_000_000, revision: 1 }]);
    });
  });
});

describe('bodies', () => {
  it('show what would change, keep what the file does not say, and are put back', async () => {
    const data = copyOffice(folder);
    await withOffice(data, async (host) => {
      const { client } = host;
      const before = (await client.call('bodies.search', { text: '辛田乡', limit: 5 })).rows[0];
      const header = ['单位名称', '统一社会信用代码', '单位类型', '行政层级', '行政区划代码', '负责人'];
      const row: Cells = [
        '示例县辛田乡人民政府',
        xintian,
        '乡镇',
        '乡镇级',
        before?.regionCode ?? '',
        '新任某',
      ];
      const { id, rows } = await stage(host, 'bodies', [header, row]);
      expect(rows[0]?.present).toMatchObject({ table: 'bodies', elsewhere: false });
      expect(rows[0]?.present?.differences.map(({ field, after }) => [field, after])).toContainEqual([
        'headName',
        '新任某',
      ]);
      expect(rows[0]?.present?.differences.map(({ field }) => field)).not.toContain('groupCode');
      expect(await commit(host, id, 'replace')).toMatchObject({ updated: 1 });
      const now = (await client.call('bodies.search', { text: '辛田乡', limit: 5 })).rows[0];
      expect(now).toMatchObject({ headName: '新任某', groupCode: before?.groupCode, phone: before?.phone });
      await client.call('imports.revert', { batch: id });
      const again = (await client.call('bodies.search', { text: '辛田乡', limit: 5 })).rows[0];
      expect(again?.headName).toBe(before?.headName);
    });
  });
});

describe('officials', () => {
  it('show no number of a person, and are the same when they are sent again', async () => {
    await withOffice(copyOffice(folder), async (host) => {
      const header = ['姓名', '身份证号', '单位', '统一社会信用代码', '职务', '人员类别', '学时'];
      const official = (post: string, hours: number): Cells[] => [
        header,
        // The usual invented number: region 110105, born 1949-12-31.
        ['丙某某', '11010519491231002X', '示例县甲山镇人民政府', jiashan, post, '公务员', hours],
      ];
      await commit(host, (await stage(host, 'officials', official('科员', 12))).id, 'skip');
      const again = await stage(host, 'officials', official('科员', 12));
      expect(again.rows[0]?.present?.differences).toEqual([]);
      expect(await commit(host, again.id, 'replace')).toMatchObject({ unchanged: 1, updated: 0 });
      const changed = await stage(host, 'officials', official('科长', 20));
      expect(changed.rows[0]?.present?.differences).toEqual([
        { field: 'post', before: '科员', after: '科长' },
        { field: 'trainingHours', before: 12, after: 20 },
      ]);
      expect(JSON.stringify(changed.rows)).not.toContain('11010519491231002X');
      expect(await commit(host, changed.id, 'replace')).toMatchObject({ updated: 1 });
      await host.client.call('imports.revert', { batch: changed.id });
      const { rows } = await host.client.call('officials.search', { text: '丙某某', limit: 5 });
      expect(rows[0]).toMatchObject({ post: '科员', trainingHours: 12 });
    });
  });
});
