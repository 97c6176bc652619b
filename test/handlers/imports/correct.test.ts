/** `imports.preview`, `imports.fixRows`, `imports.omitRow` and the commit after them: mistakes put right in their place. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { InProcessHost } from '#engine/hosts/in-process.ts';
import type { OperationOutput } from '#shared/contract/client.ts';
import type { ImportLayoutCode } from '#shared/contract/operations/imports.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { craftWorkbook } from '../../support/crafted-workbook.ts';
import { lookInto } from '../../support/database-content.ts';
import {
  copyOffice,
  county,
  jiashan,
  makeOffice,
  sample,
  withOffice,
  xintian,
} from '../../support/offices.ts';
import { runPython } from '../../support/run-python.ts';
import { writeTable } from '../../support/table-workbook.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../../support/temp-folder.ts';

type Preview = OperationOutput<'imports.preview'>;
type Row = Preview['rows'][number];

const folder = path.join(sharedTemporaryFolder(), 'county');
beforeAll(() => makeOffice(folder, county, true));

/** What a person does with one staged file. */
const openImport = async ({ client, grantRead }: InProcessHost, layout: ImportLayoutCode, file: string) => {
  const { batch } = await client.call('imports.stage', { layout, file: grantRead(file) });
  const preview = (more: object = {}) => client.call('imports.preview', { batch: batch.id, ...more });
  const rowAt = async (row: number, sheet?: string): Promise<Row> => {
    const { rows } = await preview({ limit: 1000 });
    const found = rows.find((one) => one.row === row && (sheet ?? one.sheet) === one.sheet);
    if (!found) throw new Error(`no data in row ${row}`);
    return found;
  };
  /** Types texts into cells of a row of the file, by column title. */
  const fix = async (row: number, texts: Record<string, string | null>, sheet?: string) => {
    const { tables } = await preview({ limit: 1 });
    const cells = Object.entries(texts).map(([title, text]) => {
      const column = tables.flatMap(({ columns }) => columns).find((one) => one.title === title);
      return { key: column?.key ?? title, text };
    });
    const { ordinal } = await rowAt(row, sheet);
    return client.call('imports.fixRows', { batch: batch.id, rows: [{ ordinal, cells }] });
  };
  const omit = async (row: number, omitted = true) =>
    client.call('imports.omitRow', { batch: batch.id, ordinal: (await rowAt(row)).ordinal, omitted });
  const commit = (onDuplicate: 'skip' | 'replace' | 'version' = 'skip') =>
    client.call('imports.commit', { batch: batch.id, onDuplicate });
  return { client, batch, preview, rowAt, fix, omit, commit };
};
type OpenImport = Awaited<ReturnType<typeof openImport>>;

const withImport = (
  layout: ImportLayoutCode,
  file: string,
  work: (open: OpenImport, host: InProcessHost) => Promise<void>,
): Promise<void> =>
  withOffice(copyOffice(folder), async (host) => work(await openImport(host, layout, file), host));

const codes = (row: Row | undefined) => row?.findings.map(({ code }) => code);
const failure = async (call: Promise<unknown>) => {
  const error = await call.catch((thrown: unknown) => thrown);
  if (!(error instanceof AppError)) throw new Error('it did not fail as it should');
  return { code: error.code, params: error.params };
};

describe('the preview', () => {
  it('shows every row as in the file, with its columns, its state and what is wrong', async () => {
    await withImport('records', sample('records-xintian.xlsx'), async ({ preview }) => {
      const { tables, rows, counts, next, fileFindings } = await preview();
      const [table] = tables;
      expect(table).toMatchObject({ sheet: '政务失信记录台账', headerRow: 3 });
      expect(table?.columns[6]).toEqual({
        key: 'documentNo',
        title: '文号',
        column: 'G',
        constant: null,
        required: true,
        width: 13,
        automatic: false,
        personal: false,
        choices: null,
      });
      expect(table?.columns.find(({ key }) => key === 'severity')?.choices).toEqual(['轻微', '一般', '严重']);
      expect(table?.columns.find(({ key }) => key === 'publicFrom')?.automatic).toBe(true);
      // Rows 4 to 21 but for the note in row 18; the README says of each what was planted.
      expect(rows.map(({ row }) => row)).toEqual([
        4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19, 20, 21,
      ]);
      expect(rows.map(({ ordinal }) => ordinal)).toEqual(rows.map((_, index) => index + 1));
      expect(counts).toEqual({ ready: 4, refused: 12, duplicate: 0, skipped: 1, omitted: 0, committed: 0 });
      expect(rows.find(({ row }) => row === 7)).toMatchObject({
        state: 'refused',
        findings: [{ code: 'row.required', column: 'G', row: 7, params: { title: '文号' } }],
      });
      expect(rows.find(({ row }) => row === 21)).toMatchObject({ state: 'skipped' });
      expect(next).toBeNull();
      expect(fileFindings).toEqual([]);
    });
  });

  it('comes page by page, of one state, or from a place of the file on', async () => {
    await withImport('records', sample('records-xintian.xlsx'), async ({ preview }) => {
      const all = await preview({ state: 'refused' });
      expect(all.rows).toHaveLength(12);
      const first = await preview({ state: 'refused', limit: 7 });
      const second = await preview({ state: 'refused', limit: 7, cursor: first.next });
      expect([...first.rows, ...second.rows]).toEqual(all.rows);
      expect(second.next).toBeNull();
      const from = await preview({ at: { sheet: '政务失信记录台账', row: 19 } });
      expect(from.rows.map(({ row }) => row)).toEqual([19, 20, 21]);
    });
  });

  it('masks what is personal, also in what was typed before', async () => {
    const file = writeTable(path.join(temporaryFolder(), '名册.xlsx'), [
      ['姓名', '身份证号', '单位', '单位统一社会信用代码', '人员类别'],
      // A made-up number whose check character is 2; 3 is wrong.
      ['甲某', '110105194912310023', '示例县甲山镇人民政府', jiashan, '公务员'],
    ]);
    await withImport('officials', file, async ({ preview, fix, rowAt }, host) => {
      expect(await rowAt(2)).toMatchObject({ state: 'refused' });
      expect((await rowAt(2)).cells[2]).toBe('1101**********0023');
      const fixed = await fix(2, { 身份证号: '110105194912310021' });
      expect(fixed.rows[0]).toMatchObject({ edited: [{ index: 2, was: '1101**********0023' }] });
      expect(JSON.stringify(await preview())).not.toMatch(/\d{15}/);
      expect(JSON.stringify(await host.client.call('imports.list', {}))).not.toMatch(/\d{15}/);
    });
  });
});

describe('a mistake put right in its place', () => {
  it('makes every refused row of the sample ledger good, one by one', async () => {
    await withImport('records', sample('records-xintian.xlsx'), async ({ preview, fix, rowAt, commit }) => {
      // As the sample's README names the mistakes. Row 11 is a petition, which may never be recorded.
      const corrections: [row: number, texts: Record<string, string>][] = [
        [4, { 统一社会信用代码: xintian }],
        [5, { 统一社会信用代码: xintian }],
        [6, { 认定日期: '2026年2月28日' }],
        [7, { 文号: '示财采罚〔2026〕999号' }],
        [8, { 领域: '政府采购' }],
        [9, { '金额(万元)': '5' }],
        [10, { 文书类型: '司法裁判' }],
        [12, { 认定日期: '2026-03-01' }],
        [13, { 统一社会信用代码: xintian }],
        [14, { 程度: '一般' }],
        [15, { 事实: '（虚构）事实已改短。' }],
      ];
      for (const [row, texts] of corrections) {
        expect((await rowAt(row)).state).toBe('refused');
        const { rows, counts } = await fix(row, texts);
        expect([row, rows.map((one) => [one.row, one.state])]).toEqual([row, [[row, 'ready']]]);
        expect(rows[0]?.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(rows[0]?.cells).toContain(Object.values(texts)[0]);
        expect(counts.refused).toBe(11 - corrections.findIndex(([fixed]) => fixed === row));
      }
      const { batch, counts } = await preview();
      expect(counts).toEqual({ ready: 15, refused: 1, duplicate: 0, skipped: 1, omitted: 0, committed: 0 });
      expect(batch).toMatchObject({ accepted: 15, refused: 1, skipped: 1 });
      expect(await commit()).toMatchObject({ accepted: 15, refused: 1, skipped: 1, inserted: 15 });
    });
  });

  it('is judged anew by the same layout: a wrong correction is refused with its own reason', async () => {
    await withImport('records', sample('records-xintian.xlsx'), async ({ fix, rowAt }) => {
      const { rows } = await fix(6, { 认定日期: '2026-02-31' });
      expect(rows[0]).toMatchObject({
        state: 'refused',
        findings: [{ code: 'row.dateInvalid', column: 'I', params: { text: '2026-02-31' } }],
      });
      // The text in the file is remembered, not the one typed in between.
      await fix(6, { 认定日期: '2026-02-28' });
      const row = await rowAt(6);
      expect(row.edited).toHaveLength(1);
      expect(row.edited[0]?.was).not.toBe('2026-02-31');
    });
  });

  it('does not make a code good that had lost its digits in a numeric cell, when another cell is changed', async () => {
    const file = writeTable(path.join(temporaryFolder(), '名录.xlsx'), [
      ['单位名称', '统一社会信用代码', '单位类型', '行政层级', '行政区划代码'],
      // The region code looks right but is a number: it may have lost its first digit.
      ['（虚构）甲村', '549901013999999905', '村', '村级', 990101100201],
    ]);
    await withImport('bodies', file, async ({ fix, rowAt }) => {
      expect(codes(await rowAt(2))).toContain('row.codeInNumericCell');
      const other = await fix(2, { 单位名称: '（虚构）乙村' });
      expect(codes(other.rows[0])).toContain('row.codeInNumericCell');
      const typed = await fix(2, { 行政区划代码: '990101100201' });
      expect(codes(typed.rows[0])).not.toContain('row.codeInNumericCell');
    });
  });

  it('can be taken back to what the file said, kind and all', async () => {
    const file = writeTable(path.join(temporaryFolder(), '名录.xlsx'), [
      ['单位名称', '统一社会信用代码', '单位类型', '行政层级', '行政区划代码'],
      ['（虚构）甲村', '549901013999999905', '村(居)委会', '村级', 990101100201],
    ]);
    await withImport('bodies', file, async ({ fix, rowAt }) => {
      const before = await rowAt(2);
      const typed = await fix(2, { 行政区划代码: '990101100201', 单位名称: '（虚构）乙村' });
      expect(codes(typed.rows[0])).not.toContain('row.codeInNumericCell');
      const back = await fix(2, { 行政区划代码: null });
      expect(codes(back.rows[0])).toContain('row.codeInNumericCell');
      expect(back.rows[0]?.edited).toMatchObject([{ was: '（虚构）甲村' }]);
      await fix(2, { 单位名称: null });
      expect(await rowAt(2)).toEqual(before);
    });
  });

  it('can be one of many in one step, all of them or none', async () => {
    await withImport('records', sample('records-xintian.xlsx'), async ({ client, batch, preview }) => {
      const ordinals = (await preview()).rows
        .filter(({ row }) => [14, 16].includes(row))
        .map(({ ordinal }) => ordinal);
      const fixRows = (rows: { ordinal: number; text: string }[]) =>
        client.call('imports.fixRows', {
          batch: batch.id,
          rows: rows.map(({ ordinal, text }) => ({ ordinal, cells: [{ key: 'severity', text }] })),
        });
      const before = await preview();
      const half = fixRows([
        { ordinal: ordinals[0] ?? 0, text: '严重' },
        { ordinal: 99, text: '严重' },
      ]);
      expect((await failure(half)).code).toBe('import.rowUnknown');
      expect(await preview()).toEqual(before);
      const { rows } = await fixRows(ordinals.map((ordinal) => ({ ordinal, text: '严重' })));
      // Row 21 repeated row 16 and says otherwise now.
      expect(rows.map(({ row, state }) => [row, state])).toEqual([
        [14, 'ready'],
        [16, 'ready'],
        [21, 'refused'],
      ]);
    });
  });

  it('keeps the unit of measure that the header named', async () => {
    const file = writeTable(path.join(temporaryFolder(), '台账.xlsx'), [
      [
        '单位',
        '统一社会信用代码',
        '失信类型',
        '文书类型',
        '文号',
        '认定机关',
        '认定日期',
        '事实',
        '金额(元)',
      ],
      [
        '示例县甲山镇人民政府',
        jiashan,
        '政府采购失信',
        '行政处罚',
        null,
        '县财政局',
        '2026-01-05',
        '（虚构）',
        50000,
      ],
    ]);
    await withImport('records', file, async ({ fix, commit }, { client }) => {
      await fix(2, { 文号: '示财罚〔2026〕7号' });
      await commit();
      const { rows } = await client.call('records.search', { bodyUscc: jiashan, limit: 1000 });
      // 50,000 元 are 5,000,000 分.
      expect(rows.find(({ documentNo }) => documentNo === '示财罚〔2026〕7号')?.amountFen).toBe(5_000_000);
    });
  });

  it('judges the rows with the same key anew as well', async () => {
    const file = writeTable(path.join(temporaryFolder(), '台账.xlsx'), [
      ['单位', '统一社会信用代码', '失信类型', '文书类型', '文号', '认定机关', '认定日期', '事实'],
      ...['第一件', '第二件', '第二件'].map((fact) => [
        '示例县甲山镇人民政府',
        jiashan,
        '政府采购失信',
        '行政处罚',
        '示财罚〔2026〕8号',
        '县财政局',
        '2026-01-05',
        fact,
      ]),
    ]);
    await withImport('records', file, async ({ preview, fix, rowAt }) => {
      const states = async () => (await preview()).rows.map(({ row, state }) => [row, state]);
      expect(await states()).toEqual([
        [2, 'ready'],
        [3, 'refused'],
        [4, 'refused'],
      ]);
      expect((await rowAt(3)).findings).toMatchObject([
        { code: 'import.duplicateInFile', params: { firstRow: 2 } },
      ]);
      // The first row was the mistyped one: then row 3 is good, and row 4 repeats it.
      const { rows } = await fix(2, { 文号: '示财罚〔2026〕80号' });
      expect(rows.map(({ row, state }) => [row, state])).toEqual([
        [2, 'ready'],
        [3, 'ready'],
        [4, 'skipped'],
      ]);
      expect((await rowAt(3)).findings).toEqual([]);
      expect((await rowAt(4)).findings).toMatchObject([
        { code: 'import.repeatedInFile', params: { firstRow: 3 } },
      ]);
      // And back again.
      await fix(2, { 文号: '示财罚（2026）8 号' });
      expect(await states()).toEqual([
        [2, 'ready'],
        [3, 'refused'],
        [4, 'refused'],
      ]);
    });
  });

  it('finds that the database holds the row already', async () => {
    await withImport('records', sample('records-jiashan.xlsx'), async ({ commit, preview }, host) => {
      await commit();
      const { tables, rows } = await preview();
      const again = await openImport(host, 'records', sample('records-xintian.xlsx'));
      // Everything that stands in a row of the other file.
      const texts = (tables[0]?.columns ?? []).flatMap(({ title, automatic }, index) =>
        automatic ? [] : [[title, rows[0]?.cells[index] ?? ''] as const],
      );
      const { rows: fixed } = await again.fix(7, Object.fromEntries(texts));
      expect(fixed[0]).toMatchObject({ state: 'duplicate' });
      expect(codes(fixed[0])).toContain('import.duplicateInDatabase');
    });
  });

  it('cannot be put into a column that the file does not have, or that the program fills in', async () => {
    await withImport('records', sample('records-jiashan.xlsx'), async ({ client, batch }) => {
      const fix = (key: string) =>
        failure(
          client.call('imports.fixRows', {
            batch: batch.id,
            rows: [{ ordinal: 1, cells: [{ key, text: 'x' }] }],
          }),
        );
      expect((await fix('noSuchColumn')).code).toBe('operation.invalidInput');
      expect((await fix('publicFrom')).code).toBe('operation.invalidInput');
    });
  });

  it('does not follow rows that are numbered twice', async () => {
    const row = (n: number) =>
      `<row r="2"><c r="A2" t="inlineStr"><is><t>甲${n}</t></is></c><c r="B2" t="inlineStr"><is><t>x</t></is></c></row>`;
    const file = path.join(temporaryFolder(), '名录.xlsx');

    const header = ['单位名称', '统一社会信用代码', '单位类型', '行政层级', '行政区划代码']
      .map((title, i) => `<c r="${'ABCDE'[i]}1" t="inlineStr"><is><t>${title}</t></is></c>`)
      .join('');
    writeFileSync(file, craftWorkbook({ sheets: [`<row r="1">${header}</row>${row(1)}${row(2)}`] }));
    await withImport('bodies', file, async ({ client, batch }) => {
      const cells = [{ key: 'name', text: '乙' }];
      expect(
        await failure(client.call('imports.fixRows', { batch: batch.id, rows: [{ ordinal: 2, cells }] })),
      ).toEqual({
        code: 'import.rowNotFixable',
        params: { sheet: '表1', row: 2 },
      });
    });
  });
});

describe('rows that lean on one another', () => {
  it('are read again together: evidence above, numerator and denominator', async () => {
    await withImport(
      'self-assessment',
      sample('self-assessment-xintian.xlsx'),
      async ({ preview, fix, rowAt }) => {
        const errors = async () => {
          const { rows } = await preview({ limit: 1000 });
          return rows.flatMap(({ findings }) =>
            findings.map(({ code, column, row }) => `${column}${row} ${code}`),
          );
        };
        // As the sample's README lists them, but for the note of the sum row.
        expect(await errors()).toEqual([
          'H6 entry.notForUnit',
          'J28 entry.evidenceMissing',
          'H33 entry.numeratorLarger',
          'H36 row.notANumber',
          'H49 entry.levelUnknown',
          'H51 row.notANumber',
          'H58 row.negative',
        ]);
        await fix(36, { 填报值: '12' });
        await fix(51, { 填报值: '3' });
        await fix(58, { 填报值: '0' });
        await fix(28, { 佐证材料: '（虚构）辛政〔2026〕1号' });
        const level = await rowAt(49);
        const allowed = String(level.findings[0]?.params.allowed).split('、');
        await fix(49, { 填报值: allowed[0] ?? '' });
        expect(await errors()).toEqual(['H6 entry.notForUnit', 'H33 entry.numeratorLarger']);

        // The numerator stands in the row above; the warning is about the denominator.
        const above = await rowAt(32);
        const { rows } = await fix(32, { 填报值: '0' });
        expect(rows.map(({ row }) => row)).toEqual([32, 33]);
        expect(await errors()).toEqual(['H6 entry.notForUnit']);
        await fix(32, { 填报值: above.cells[7] ?? '' });
        expect(await errors()).toEqual(['H6 entry.notForUnit', 'H33 entry.numeratorLarger']);
      },
    );
  });

  it('leaves out what is emptied because others fill it in', async () => {
    await withImport(
      'self-assessment',
      sample('self-assessment-xintian.xlsx'),
      async ({ fix, preview, commit }) => {
        const before = await preview({ limit: 1 });
        const { rows, counts } = await fix(6, { 填报值: '' });
        expect(rows[0]).toMatchObject({ row: 6, state: 'omitted', findings: [] });
        expect(counts.refused).toBe(before.counts.refused - 1);
        const done = await commit();
        expect(done.rowsInFile).toBe(done.accepted + done.refused + done.skipped);
        expect(done).toMatchObject({ refused: counts.refused, skipped: counts.omitted + counts.duplicate });
      },
    );
  });

  it('makes a whole model good when its last mistake is gone', async () => {
    const file = path.join(temporaryFolder(), '模型.xlsx');
    await withOffice(folder, ({ client, grantWrite }) =>
      client.call('reports.export', { report: 'model', file: grantWrite(file) }),
    );
    // Two mistakes: a version that has been published with other content would be refused, so it gets its own; a
    // method that nobody knows.
    runPython(
      `import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
info = book['基本信息']
for row in info.iter_rows():
    if row[0].value == 'version': row[2].value = '9.9.9'
nodes = book['指标']
column = next(c.column for row in nodes.iter_rows(max_row=5) for c in row if c.value and str(c.value).startswith('计分方法'))
for row in range(4, nodes.max_row + 1):
    cell = nodes.cell(row, column)
    if cell.value == '分档':
        cell.value = '分挡'
        break
book.save(sys.argv[1])`,
      { args: [file] },
    );
    await withImport('model', file, async ({ preview, fix, commit }, { client }) => {
      const { rows, counts } = await preview({ limit: 1000 });
      expect(counts).toMatchObject({ ready: 0, refused: rows.length });
      const wrong = rows.find(({ findings }) => findings.some(({ code }) => code === 'row.notInList'));
      const fixed = await fix(wrong?.row ?? 0, { 计分方法: '分档' }, '指标');
      expect(fixed.counts).toMatchObject({ ready: rows.length, refused: 0 });
      expect(
        (await preview({ limit: 1 })).fileFindings.filter(({ severity }) => severity === 'error'),
      ).toEqual([]);
      await commit();
      const { models } = await client.call('models.list', {});
      expect(models.map(({ version }) => version)).toContain('9.9.9');
    });
  });
});

describe('a row left out', () => {
  it('is not committed, does not count as refused, and can be taken in again', async () => {
    await withImport('records', sample('records-xintian.xlsx'), async ({ omit, rowAt, preview, commit }) => {
      const { counts } = await omit(11);
      expect(counts).toMatchObject({ refused: 11, omitted: 1 });
      // It is still said what was wrong with it.
      expect(await rowAt(11)).toMatchObject({
        state: 'omitted',
        findings: [{ code: 'record.catalogueUnknown' }],
      });
      await omit(11, false);
      expect(await rowAt(11)).toMatchObject({ state: 'refused' });
      await omit(11);
      await omit(17);
      expect(await commit()).toMatchObject({ accepted: 3, refused: 11, skipped: 3 });
      expect((await preview()).counts).toEqual({
        ready: 0,
        refused: 11,
        duplicate: 0,
        skipped: 1,
        omitted: 2,
        committed: 3,
      });
    });
  });

  it('makes way for the row that repeats it', async () => {
    await withImport('records', sample('records-xintian.xlsx'), async ({ omit, rowAt }) => {
      const repeated = await rowAt(21);
      const first = Number(repeated.findings[0]?.params.firstRow);
      const { rows } = await omit(first);
      expect(rows.map(({ row, state }) => [row, state])).toEqual([
        [first, 'omitted'],
        [21, 'ready'],
      ]);
    });
  });
});

describe('committing again', () => {
  it('writes the rows that were put right since, adds up the counts, and is the same when nothing is left', async () => {
    await withImport(
      'records',
      sample('records-xintian.xlsx'),
      async ({ fix, rowAt, omit, commit }, { client }) => {
        const first = await commit();
        expect(first).toMatchObject({ accepted: 4, refused: 12, skipped: 1, inserted: 4 });
        expect(await commit()).toEqual(first);
        await fix(7, { 文号: '示财采罚〔2026〕999号' });
        await fix(14, { 程度: '一般' });
        await omit(11);
        const second = await commit();
        expect(second).toMatchObject({
          rowsInFile: 17,
          accepted: 6,
          refused: 9,
          skipped: 2,
          inserted: 6,
          updated: 0,
        });
        expect(await commit('replace')).toEqual(second);
        const { rows } = await client.call('imports.list', {});
        expect(rows[0]).toMatchObject({ accepted: 6, refused: 9, skipped: 2, written: { inserted: 6 } });

        // A row that is in the database is corrected there.
        expect(await failure(fix(7, { 文号: 'x' }))).toEqual({
          code: 'import.rowSettled',
          params: { sheet: '政务失信记录台账', row: 7 },
        });
        expect((await failure(fix(21, { 文号: 'x' }))).code).toBe('import.rowSettled');
        expect(await rowAt(7)).toMatchObject({ state: 'committed' });
      },
    );
  });

  it('refuses a row that says otherwise than one committed before', async () => {
    const ledger = (fact: string) => [
      '示例县甲山镇人民政府',
      jiashan,
      '政府采购失信',
      '行政处罚',
      '示财罚〔2026〕8号',
      '县财政局',
      '2026-01-05',
      fact,
    ];
    const file = writeTable(path.join(temporaryFolder(), '台账.xlsx'), [
      ['单位', '统一社会信用代码', '失信类型', '文书类型', '文号', '认定机关', '认定日期', '事实'],
      ledger('第一件'),
      ledger('第二件'),
    ]);
    await withImport('records', file, async ({ commit, fix }) => {
      await commit();
      const { rows } = await fix(3, { 认定机关: '（虚构）县审计局' });
      expect(rows[0]).toMatchObject({ state: 'refused' });
      expect(rows[0]?.findings).toMatchObject([{ code: 'import.duplicateInFile', params: { firstRow: 2 } }]);
      // The same to the letter: nothing more to do.
      const same = await fix(3, { 认定机关: '县财政局', 事实: '第一件' });
      expect(same.rows[0]).toMatchObject({ state: 'skipped' });
    });
  });

  it('never makes a version of a row that only repeats another one of the file', async () => {
    const dataFolder = copyOffice(folder);
    const revoked = () =>
      lookInto(dataFolder, (database) =>
        database.prepare("SELECT count(*) FROM credit_records WHERE status = 'revoked'").pluck().get(),
      );
    const before = revoked();
    await withOffice(dataFolder, async (host) => {
      const { commit } = await openImport(host, 'records', sample('records-xintian.xlsx'));
      expect(await commit('version')).toMatchObject({ inserted: 4, skipped: 1 });
    });
    expect(revoked()).toBe(before);
  });

  it('is told beforehand, to the row, and the telling changes nothing', async () => {
    const dataFolder = copyOffice(folder);
    await withOffice(dataFolder, async (host) => {
      const before = await openImport(host, 'records', sample('records-xintian.xlsx'));
      await before.commit();
      // The same file with one fact rewritten: three rows as they are, one changed, the rest still refused.
      const file = path.join(temporaryFolder(), '改过.xlsx');
      runPython(
        `import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
book['政务失信记录台账']['J19'] = '（虚构）事实改写过。'
book.save(sys.argv[2])`,
        { args: [sample('records-xintian.xlsx'), file] },
      );
      const { client, batch, commit, preview } = await openImport(host, 'records', file);
      const plan = (onDuplicate: 'skip' | 'replace' | 'version') =>
        client.call('imports.planCommit', { batch: batch.id, onDuplicate });
      const rows = (await preview()).rows;
      expect(await plan('skip')).toMatchObject({ committed: false, accepted: 0, skipped: 5, refused: 12 });
      expect(await plan('replace')).toMatchObject({ inserted: 0, updated: 1, unchanged: 3, skipped: 1 });
      // Only what says something new gets a new version.
      expect(await plan('version')).toMatchObject({ inserted: 1, updated: 0, unchanged: 3 });
      expect((await preview()).rows).toEqual(rows);
      const planned = await plan('replace');
      expect(await commit('replace')).toEqual({ ...planned, committed: true });
    });
  });

  it('happens once when it is asked for twice at the same time', async () => {
    await withImport('records', sample('records-xintian.xlsx'), async ({ commit }) => {
      const [first, second] = await Promise.all([commit(), commit()]);
      expect(second).toEqual(first);
      expect(first).toMatchObject({ inserted: 4 });
    });
  });
});
