/** `imports.recognise`: which form a workbook is, and what is said of one that is none. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OperationOutput } from '#shared/contract/client.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { ledgerCodes } from '#shared/ledgers/ledgers.ts';
import { writeLargeLedger } from '../../support/large-ledger.ts';
import { copyOffice, county, jiashan, makeOffice, sample, withOffice } from '../../support/offices.ts';
import { writeTable } from '../../support/table-workbook.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../../support/temp-folder.ts';

type Recognised = OperationOutput<'imports.recognise'>;

const folder = path.join(sharedTemporaryFolder(), 'county');
beforeAll(() => makeOffice(folder, county, true));

const recognise = (file: string, dataFolder = folder): Promise<Recognised> =>
  withOffice(dataFolder, ({ client, grantRead }) =>
    client.call('imports.recognise', { file: grantRead(file) }),
  );
const table = (rows: (string | number | null)[][], sheetName?: string): string =>
  writeTable(path.join(temporaryFolder(), '表.xlsx'), rows, sheetName);

describe('a workbook made by this program', () => {
  it.each([
    ['bodies.xlsx', 'bodies'],
    ['records-jiashan.xlsx', 'records'],
    ['records-xintian.xlsx', 'records'],
    ['self-assessment-xintian.xlsx', 'self-assessment'],
  ])('%s says itself that it is %s', async (name, layout) => {
    const answer = await recognise(sample(name));
    expect(answer).toMatchObject({ fileName: name, layout, confidence: 'certain', earlier: [] });
    expect(answer.matches[0]).toMatchObject({ layout, missing: [] });
  });

  it('names the cycle, the unit and who filled it in', async () => {
    const { stated } = await recognise(sample('self-assessment-jiashan.xlsx'));
    expect(stated).toEqual({
      template: 'self-assessment',
      cycle: { code: '2026', name: '2026年度政务诚信考核' },
      unit: { uscc: jiashan, name: '示例县甲山镇人民政府' },
      role: 'self',
    });
  });

  it('is a model when it holds one', async () => {
    const file = path.join(temporaryFolder(), '模型.xlsx');
    await withOffice(folder, ({ client, grantWrite }) =>
      client.call('reports.export', { report: 'model', file: grantWrite(file) }),
    );
    expect(await recognise(file)).toMatchObject({ layout: 'model', confidence: 'certain' });
  });
});

describe('a workbook of others', () => {
  it('is known by its header, wherever it stands and whatever the columns are called', async () => {
    const file = table([
      ['全县单位情况表'],
      ['填表说明请见末页'],
      ['单位名称', '社会信用代码', '单位性质', '层级', '区划代码', '负责人'],
      ['（虚构）甲局', '119901010099000215', '部门', '县级', '990101000000', '甲'],
    ]);
    const answer = await recognise(file);
    expect(answer).toMatchObject({ layout: 'bodies', stated: null });
    expect(answer.matches[0]).toMatchObject({ sheet: 'Sheet1', headerRow: 3 });
  });

  it('is the form that has more of its columns when two would do', async () => {
    // 统一社会信用代码, 单位 and 单位名称 are columns of three forms; 姓名 and 人员类别 of one.
    const file = table([['姓名', '身份证号', '单位', '统一社会信用代码', '职务', '人员类别', '学时']]);
    const answer = await recognise(file);
    expect(answer).toMatchObject({ layout: 'officials', confidence: 'likely' });
  });

  it('is doubtful when required columns are missing, and they are named', async () => {
    const file = table([['单位', '统一社会信用代码', '失信类型', '文书类型', '认定机关', '小组']]);
    const answer = await recognise(file);
    expect(answer).toMatchObject({ layout: 'records', confidence: 'doubtful' });
    expect(answer.matches[0]).toMatchObject({
      found: ['单位', '统一社会信用代码', '失信类型', '文书类型', '认定机关'],
      missing: ['文号', '认定日期', '事实'],
      unknown: ['小组'],
    });
  });

  it('is answered clearly when no form fits: what was seen, and which forms there are', async () => {
    const file = table(
      [
        ['2026年防汛值班表'],
        ['日期', '带班领导', '值班人员', '电话 13800138000'],
        ['2026-07-01', '甲', '乙', '110105194912310021'],
      ],
      '值班',
    );
    const answer = await recognise(file);
    expect(answer).toMatchObject({ layout: null, confidence: 'none', matches: [], rows: 3 });
    // No long number of a person is repeated, wherever it stands.
    expect(answer.seen).toEqual([
      { sheet: '值班', row: 2, headers: ['日期', '带班领导', '值班人员', '电话 …'] },
    ]);
    expect(answer.forms.slice(0, 9).map(({ layout, title }) => [layout, title])).toEqual([
      ['bodies', '单位名录'],
      ['officials', '公职人员诚信档案'],
      ['records', '政务失信记录台账'],
      ['self-assessment', '政务诚信考核自评表'],
      ['review', '政务诚信考核评分复核表'],
      ['model', '评价模型'],
      ['unit-values', '考核数据填报表'],
      ['survey-summary', '满意度测评汇总表'],
      ['survey-answers', '满意度问卷答卷表'],
    ]);
    // Every ledger follows.
    expect(answer.forms.slice(9).map(({ layout }) => layout)).toEqual(ledgerCodes);
    expect(answer.forms.find(({ layout }) => layout === 'bodies')?.columns).toEqual([
      '单位名称',
      '统一社会信用代码',
      '单位类型',
      '行政层级',
      '行政区划代码',
    ]);
  });

  it('is not read to its end: a long ledger is known as soon as a short one', async () => {
    const short = path.join(temporaryFolder(), 'short.xlsx');
    const long = path.join(temporaryFolder(), 'long.xlsx');
    writeLargeLedger(short, 10);
    writeLargeLedger(long, 20_000);
    const answer = await recognise(long);
    expect(answer).toMatchObject({ layout: 'records', confidence: 'likely', rows: 20_002 });
    const { rows: _, fileName: __, ...told } = answer;
    expect(await recognise(short)).toMatchObject(told);
  });

  it('fails for what is no workbook, as reading it would', async () => {
    const text = path.join(temporaryFolder(), '其实是文本.xlsx');
    writeFileSync(text, '单位,统一社会信用代码\n');
    const failure = await recognise(text).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AppError);
    expect(failure).toMatchObject({ code: 'workbook.notAWorkbook', params: { detected: 'text' } });
  });
});

it('says when the same file was read in before', async () => {
  const dataFolder = copyOffice(folder);
  const file = sample('records-jiashan.xlsx');
  const batch = await withOffice(dataFolder, async ({ client, grantRead }) => {
    const given = await client.call('imports.stage', { layout: 'records', file: grantRead(file) });
    await client.call('imports.abandon', { batch: given.batch.id });
    const staged = await client.call('imports.stage', { layout: 'records', file: grantRead(file) });
    await client.call('imports.commit', { batch: staged.batch.id });
    return staged.batch.id;
  });
  const { earlier } = await recognise(file, dataFolder);
  expect(earlier).toEqual([{ batch, status: 'committed', at: expect.any(String) }]);
});
