/** 公职人员诚信档案 on the sample county: lines of a file, effects of disciplinary actions, what follows from them. */
import path from 'node:path';
import Excel from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { startInProcess } from '#engine/hosts/in-process.ts';
import type { Client } from '#shared/contract/client.ts';
import type { FileCategory } from '#shared/domain/subject-lists.ts';
import { failureOf } from '../../support/failure-of.ts';
import { copyOffice, county, engineOptions, jiashan, makeOffice, withOffice } from '../../support/offices.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../../support/temp-folder.ts';

const original = path.join(sharedTemporaryFolder(), 'county');

beforeAll(async () => {
  await makeOffice(original, county, true);
});

const blank = {
  year: '',
  result: '',
  title: '',
  happenedOn: '',
  untilOn: '',
  organ: '',
  documentNo: '',
  remarks: '',
};
type Typed = Partial<typeof blank>;

const put = (client: Client, official: string, category: FileCategory, typed: Typed) =>
  client.call('officials.putFileItem', {
    official,
    present: null,
    baseRevision: null,
    form: { ...blank, ...typed, category },
  });

/** Registers a person of the township. @param idNo 11010519491231002X: born 1949-12-31, third last digit even */
const register = async (client: Client, more: object = {}) => {
  const { id } = await client.call('officials.put', {
    present: null,
    baseRevision: null,
    form: {
      name: '测试员',
      idNo: '11010519491231002X',
      bodyUscc: jiashan,
      staffCategory: 'civilServant',
      ...more,
    },
  });
  return id ?? '';
};

const inCounty = (work: (client: Client) => Promise<void>) =>
  withOffice(copyOffice(original), ({ client }) => work(client));

/** The same on a day of one's choice. */
const onDay = async (folder: string, day: string, work: (client: Client) => Promise<void>) => {
  const host = startInProcess({ ...engineOptions(folder), now: () => new Date(`${day}T04:00:00Z`) });
  try {
    await work(host.client);
  } finally {
    await host.close();
  }
};

const warning = {
  result: '警告',
  title: '违反工作纪律',
  happenedOn: '2025-08-31',
  organ: '示例县监委',
  documentNo: '示监〔2025〕8号',
};

describe('a disciplinary action', () => {
  it.each([
    // 公职人员政务处分法: 警告 6, 记过 12, 记大过 18, 降级 and 撤职 24 months.
    ['warning', '2025-08-31', '2026-02-28'],
    ['demerit', '2024-02-29', '2025-02-28'],
    ['seriousDemerit', '2024-12-15', '2026-06-15'],
    ['demotion', '2025-01-31', '2027-01-31'],
    ['removal', '2024-02-29', '2026-02-28'],
  ])('%s of %s has effect until %s', async (result, happenedOn, until) => {
    await inCounty(async (client) => {
      const official = await register(client);
      const form = { ...blank, ...warning, category: 'violation', result, happenedOn } as const;
      const checked = await client.call('officials.checkFileItem', { official, present: null, form });
      expect(checked).toMatchObject({ findings: [], effect: { until } });
      await put(client, official, 'violation', { ...warning, result, happenedOn });
      const [item] = (await client.call('officials.file', { id: official })).items;
      expect(item).toMatchObject({ result, untilOn: until });
    });
  });

  it('ends by itself', async () => {
    const folder = copyOffice(original);
    let official = '';
    await onDay(folder, '2026-02-28', async (client) => {
      official = await register(client);
      await put(client, official, 'violation', warning);
      const { discipline } = await client.call('officials.file', { id: official });
      expect(discipline).toEqual({ result: 'warning', until: '2026-02-28' });
    });
    await onDay(folder, '2026-03-01', async (client) => {
      expect((await client.call('officials.file', { id: official })).discipline).toBeNull();
    });
  });

  it('says when a typed last day is not that of the rule, and when there is no rule', async () => {
    await inCounty(async (client) => {
      const official = await register(client);
      const other = await put(client, official, 'violation', { ...warning, untilOn: '2026-08-31' });
      expect(other).toMatchObject({
        stored: true,
        findings: [
          { code: 'fileItem.untilDiffers', severity: 'warning', params: { expected: '2026-02-28' } },
        ],
      });
      const old = await put(client, official, 'violation', { ...warning, happenedOn: '2019-05-01' });
      expect(old).toMatchObject({ stored: true, findings: [{ code: 'fileItem.noRule', field: 'untilOn' }] });
      const dismissed = await put(client, official, 'violation', { ...warning, result: '开除' });
      expect(dismissed).toMatchObject({ stored: true, findings: [] });
    });
  });
});

it('follows from the lines: status, rank, grades, entry check, post and pledge', async () => {
  await inCounty(async (client) => {
    const official = await register(client, { post: '科员', pledgeSignedOn: '2020-01-01' });
    const lines: [FileCategory, Typed][] = [
      [
        'entryCheck',
        {
          result: 'passed',
          title: '失信被执行人、行政处罚、学历',
          happenedOn: '2019-07-01',
          organ: '示例县信用办',
        },
      ],
      ['post', { title: '科员', happenedOn: '2019-08-01', untilOn: '2024-05-31' }],
      ['post', { title: '财政所所长', happenedOn: '2024-06-01', documentNo: '示任〔2024〕3号' }],
      ['rank', { title: '四级主任科员', happenedOn: '2024-06-01' }],
      ['assessment', { year: '2024', result: '优秀', happenedOn: '2025-01-20' }],
      ['assessment', { year: '2023', result: '称职', happenedOn: '2024-01-20' }],
      ['pledge', { happenedOn: '2025-03-05', organ: '甲山镇人民政府' }],
      ['personalMatters', { year: '2024', result: '一致', happenedOn: '2025-04-01' }],
      ['status', { result: '调离', happenedOn: '2026-02-01' }],
    ];
    for (const [category, typed] of lines) {
      expect(await put(client, official, category, typed)).toMatchObject({ stored: true, findings: [] });
    }
    expect(await client.call('officials.file', { id: official })).toMatchObject({
      status: { code: 'transferred', since: '2026-02-01' },
      rank: '四级主任科员',
      assessments: [
        { year: 2024, grade: 'excellent' },
        { year: 2023, grade: 'competent' },
      ],
      entryCheck: { result: 'passed', on: '2019-07-01' },
      person: { sex: 'female', birthYear: '1949' },
      discipline: null,
    });
    const shown = (await client.call('officials.read', { id: official })).official;
    expect(shown).toMatchObject({ post: '财政所所长', pledgeSignedOn: '2025-03-05' });
    const { rows } = await client.call('officials.search', { text: '测试员' });
    expect(rows).toMatchObject([{ status: 'transferred', assessment: { year: 2024, grade: 'excellent' } }]);
  });
});

it('refuses what a category needs, a second assessment of a year, and days to come', async () => {
  await inCounty(async (client) => {
    const official = await register(client);
    const codes = async (category: FileCategory, typed: Typed) =>
      (await put(client, official, category, typed)).findings.map(({ code, field }) => `${field} ${code}`);
    expect(await codes('entryCheck', {})).toEqual([
      'result row.required',
      'happenedOn row.required',
      'title row.required',
      'organ row.required',
    ]);
    expect(await codes('assessment', { year: '2024', result: '合格吗', happenedOn: '2099-01-01' })).toEqual([
      'result row.notInList',
      'happenedOn fileItem.inFuture',
    ]);
    const assessed = { year: '2024', result: '优秀', happenedOn: '2025-01-20' };
    await put(client, official, 'assessment', assessed);
    expect(await codes('assessment', assessed)).toEqual(['year fileItem.assessedAlready']);
    expect(await codes('post', { title: '所长', happenedOn: '2024-06-01', untilOn: '2024-05-01' })).toEqual([
      'untilOn row.datesReversed',
    ]);
  });
});

it('changes a line, and takes one back with a reason that stays in sight', async () => {
  await inCounty(async (client) => {
    const official = await register(client);
    const { id } = await put(client, official, 'pledge', { happenedOn: '2025-03-05' });
    const change = (baseRevision: number, happenedOn: string) =>
      client.call('officials.putFileItem', {
        official,
        present: id,
        baseRevision,
        form: { ...blank, category: 'pledge', happenedOn },
      });
    await change(1, '2025-03-06');
    const signedOn = async () =>
      (await client.call('officials.read', { id: official })).official.pledgeSignedOn;
    expect(await signedOn()).toBe('2025-03-06');
    expect(await failureOf(change(1, '2025-03-07'))).toMatchObject({ code: 'form.changedMeanwhile' });
    await client.call('officials.withdrawFileItem', { id: id ?? '', reason: '不是本人签订' });
    expect(await signedOn()).toBeNull();
    expect((await client.call('officials.file', { id: official })).items).toMatchObject([
      { withdrawnReason: '不是本人签订', revision: 3 },
    ]);
    expect(await failureOf(change(3, '2025-03-07'))).toMatchObject({ code: 'fileItem.withdrawn' });
  });
});

it('says at an entry check what is known of the same person, in whatever unit', async () => {
  await inCounty(async (client) => {
    const { rows } = await client.call('records.search', { subjectType: 'official', limit: 1 });
    const about = rows[0]?.officialId ?? '';
    const form = { ...blank, category: 'entryCheck' } as const;
    const { found } = await client.call('officials.checkFileItem', { official: about, present: null, form });
    expect((found?.dishonest ?? 0) + (found?.trustworthy ?? 0)).toBeGreaterThan(0);
    const fresh = await register(client);
    const none = await client.call('officials.checkFileItem', { official: fresh, present: null, form });
    expect(none.found).toEqual({ files: 1, dishonest: 0, trustworthy: 0 });
  });
});

it('fills in what the ledger of files counts by itself', async () => {
  const folder = copyOffice(original);
  await withOffice(folder, async ({ client, grantWrite }) => {
    const official = await register(client);
    await put(client, official, 'violation', warning);
    await put(client, official, 'assessment', { year: '2024', result: '优秀', happenedOn: '2025-01-20' });
    const file = path.join(temporaryFolder(), 'files.xlsx');
    await client.call('reports.export', { report: 'officials', file: grantWrite(file) });
    const workbook = new Excel.Workbook();
    await workbook.xlsx.readFile(file);
    const sheet = workbook.worksheets[0];
    const lines: string[][] = [];
    sheet?.eachRow((row) => lines.push((row.values as unknown[]).slice(1).map((cell) => String(cell ?? ''))));
    const header = lines.find((cells) => cells.includes('表彰数')) ?? [];
    const mine = lines.find((cells) => cells.includes('测试员')) ?? [];
    const cell = (title: string) => mine[header.findIndex((text) => text.startsWith(title))];
    expect(cell('表彰数')).toBe('0');
    expect(cell('失信数')).toBe('0');
    expect(cell('处分影响期满日')).toContain('2026');
    expect(cell('年度考核等次')).toBe('2024 年优秀');
  });
});
