/** `import`: what is read, what is refused and why, what is written, and what is never written. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { craftCompoundFile } from '../support/crafted-workbook.ts';
import { countRows, databaseContent, lastingContent, lookInto } from '../support/database-content.ts';
import { documentNoOf, writeLargeLedger } from '../support/large-ledger.ts';
import { copyOffice, county, jiashan, makeOffice, sample, xintian } from '../support/offices.ts';
import { askCli, type CliFailure, runCli } from '../support/run-cli.ts';
import { runPython, runPythonJson } from '../support/run-python.ts';
import { writeTable } from '../support/table-workbook.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';

interface Imported {
  rowsInFile: number;
  accepted: number;
  refused: number;
  skipped: number;
  committed: boolean;
  batch: string;
  inserted: number;
  updated: number;
  unchanged: number;
  rowsInXml: number;
  structureRows: number;
  findings: {
    code: string;
    severity: 'error' | 'warning';
    sheet?: string;
    row?: number;
    column?: string;
    params: Record<string, unknown>;
    message: string;
  }[];
}

const shared = sharedTemporaryFolder();
const countyFolder = path.join(shared, 'county');

beforeAll(() => makeOffice(countyFolder, county, true));

const layouts = {
  'bodies.xlsx': 'bodies',
  'records-jiashan.xlsx': 'records',
  'records-xintian.xlsx': 'records',
  'self-assessment-jiashan.xlsx': 'self-assessment',
  'self-assessment-xintian.xlsx': 'self-assessment',
} as const;
type SampleFile = keyof typeof layouts;
const sampleFiles = Object.keys(layouts) as SampleFile[];

/** A mistake that the sample's own README says was planted. */
interface Planted {
  place: string;
  /** `refused`, `warned`: with a finding at the cell; `understood`, `structure`: without any. */
  outcome: 'refused' | 'warned' | 'understood' | 'structure' | 'repeated';
  code: string | null;
}

const plantedIn = (file: SampleFile): Planted[] => {
  const readme = readFileSync(sample('README.md'), 'utf8');
  const section = readme.split(`## ${file}`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^- (\S+) ([A-Z]+\d+)：(.+)$/gm)].map(([, sheet, cell, text = '']) => {
    const code = /（`([^`]+)`）/.exec(text)?.[1] ?? null;
    const outcome = text.includes('该行不导入')
      ? 'refused'
      : text.includes('该行可以导入')
        ? 'warned'
        : text.includes('识别为非数据行')
          ? 'structure'
          : text.includes('按重复处理')
            ? 'repeated'
            : 'understood';
    return { place: `${sheet} ${cell}`, outcome, code };
  });
};

/** `<row>` elements of all sheets, counted in the bare XML. */
const rowsInXml = (file: string): number =>
  runPythonJson<number>(
    `import sys, re, zipfile
z = zipfile.ZipFile(sys.argv[1])
print(sum(len(re.findall(rb'<row[ >/]', z.read(n))) for n in z.namelist() if n.startswith('xl/worksheets/sheet')))`,
    { args: [file] },
  );

const expectSums = (answer: Imported): void => {
  expect(answer.rowsInFile).toBe(answer.accepted + answer.refused + answer.skipped);
  expect(answer.rowsInXml).toBe(answer.rowsInFile + answer.structureRows);
};

describe('the workbooks of the sample county', () => {
  it.each(sampleFiles)('%s: finds every planted mistake at its cell and nothing else', async (name) => {
    const planted = plantedIn(name);
    expect(planted.length).toBeGreaterThan(1);
    const folder = copyOffice(countyFolder);
    const before = lastingContent(folder);
    const answer = await askCli<Imported>(
      ['import', layouts[name], sample(name), '--data', folder, '--dry-run'],
      planted.some(({ outcome }) => outcome === 'refused') ? 1 : 0,
    );
    const told = answer.findings
      .filter(({ code }) => code !== 'import.duplicateInDatabase' && code !== 'import.repeatedInFile')
      .map(({ sheet, row, column, severity, code }) => `${severity} ${sheet} ${column}${row} ${code}`);
    const expected = planted
      .filter(({ outcome }) => outcome === 'refused' || outcome === 'warned')
      .map(({ place, outcome, code }) => `${outcome === 'refused' ? 'error' : 'warning'} ${place} ${code}`);
    expect(told.toSorted()).toEqual(expected.toSorted());

    const repeated = planted.filter(({ outcome }) => outcome === 'repeated');
    const repeats = answer.findings.filter(({ code }) => code === 'import.repeatedInFile');
    expect(repeats.map(({ row }) => row)).toEqual(
      repeated.map(({ place }) => Number(/\d+$/.exec(place)?.[0])),
    );

    const refusedRows = new Set(
      planted.filter(({ outcome }) => outcome === 'refused').map(({ place }) => /\d+$/.exec(place)?.[0]),
    );
    const known = answer.findings.filter(({ code }) => code === 'import.duplicateInDatabase');
    expect(answer).toMatchObject({ refused: refusedRows.size, skipped: repeated.length + known.length });
    expectSums(answer);
    expect(answer.rowsInXml).toBe(rowsInXml(sample(name)));
    for (const { message } of answer.findings) expect(message).toMatch(/[\u4e00-\u9fff]/);
    // A trial run writes nothing.
    expect(answer.committed).toBe(false);
    expect(lastingContent(folder)).toEqual(before);
  });

  it('are imported once, however often', async () => {
    const folder = copyOffice(countyFolder);
    const file = sample('records-xintian.xlsx');
    const original = readFileSync(file);
    const before = countRows(folder, 'credit_records');
    const first = await askCli<Imported>(['import', 'records', file, '--data', folder], 1);
    expect(first).toMatchObject({ committed: true, inserted: first.accepted, updated: 0 });
    expect(first.accepted).toBeGreaterThan(0);
    expectSums(first);
    expect(countRows(folder, 'credit_records')).toBe(before + first.accepted);

    const records = databaseContent(folder).credit_records;
    const second = await askCli<Imported>(['import', 'records', file, '--data', folder], 1);
    expect(second).toMatchObject({
      accepted: 0,
      inserted: 0,
      refused: first.refused,
      skipped: first.accepted + first.skipped,
    });
    expectSums(second);
    expect(databaseContent(folder).credit_records).toEqual(records);
    expect(readFileSync(file)).toEqual(original);
  });

  it('are refused whole with --strict', async () => {
    const folder = copyOffice(countyFolder);
    const before = lastingContent(folder);
    const file = sample('records-xintian.xlsx');
    const answer = await askCli<Imported>(['import', 'records', file, '--data', folder, '--strict'], 1);
    expect(answer).toMatchObject({ committed: false, accepted: 0 });
    expectSums(answer);
    expect(lastingContent(folder)).toEqual(before);
    // Nothing wrong, nothing to be strict about: only warnings in this one.
    const clean = ['import', 'records', sample('records-jiashan.xlsx'), '--data', folder, '--strict'];
    const done = await askCli<Imported>(clean);
    expect(done).toMatchObject({ committed: true, refused: 0, inserted: done.rowsInFile });
  });

  it('say in words what was done', async () => {
    const folder = copyOffice(countyFolder);
    const result = await runCli(['import', 'records', sample('records-xintian.xlsx'), '--data', folder]);
    expect(result).toMatchObject({ status: 1, stderr: '' });
    const [, rows, accepted, refused, skipped] =
      /数据行 (\d+)，已导入 (\d+)，拒绝 (\d+)，跳过 (\d+)。/.exec(result.stdout) ?? [];
    expect(Number(rows)).toBe(Number(accepted) + Number(refused) + Number(skipped));
    expect(result.stdout).toContain('错误  工作表“政务失信记录台账” 单元格 C5');
  });
});

describe('rows that the database has already', () => {
  const twenty = path.join(shared, 'twenty.xlsx');
  const changed = path.join(shared, 'twenty-changed.xlsx');
  const withTwenty = path.join(shared, 'with-twenty');
  const ledgerOf = (folder: string): { no: string; fact: string; status: string; revision: number }[] =>
    lookInto(folder, (database) =>
      database
        .prepare<[], { no: string; fact: string; status: string; revision: number }>(
          `SELECT document_no AS no, fact_summary AS fact, status, revision FROM credit_records
           WHERE document_no LIKE '示大账%' ORDER BY id`,
        )
        .all(),
    );

  beforeAll(async () => {
    writeLargeLedger(twenty, 20);
    // Three facts changed, two records added.
    writeLargeLedger(changed, 22, (row) => (row <= 3 ? { 事实: `（虚构）第 ${row} 条改过。` } : {}));
    await makeOffice(withTwenty, county, true);
    await askCli(['import', 'records', twenty, '--data', withTwenty]);
  });

  it.each(['skip', undefined])('are left alone (%s)', async (policy) => {
    const folder = copyOffice(withTwenty);
    const words = policy === undefined ? [] : ['--on-duplicate', policy];
    const answer = await askCli<Imported>(['import', 'records', changed, '--data', folder, ...words]);
    expect(answer).toMatchObject({ accepted: 2, refused: 0, skipped: 20, inserted: 2, updated: 0 });
    expectSums(answer);
    expect(ledgerOf(folder).filter(({ fact }) => fact.includes('改过'))).toEqual([]);
  });

  it('are replaced, and only what differs changes', async () => {
    const folder = copyOffice(withTwenty);
    const words = ['import', 'records', changed, '--data', folder, '--on-duplicate', 'replace'];
    const answer = await askCli<Imported>(words);
    expect(answer).toMatchObject({
      accepted: 22,
      refused: 0,
      skipped: 0,
      inserted: 2,
      updated: 3,
      unchanged: 17,
    });
    expectSums(answer);
    const ledger = ledgerOf(folder);
    expect(ledger).toHaveLength(22);
    expect(ledger.filter(({ revision }) => revision > 1).map(({ no }) => no)).toEqual(
      [1, 2, 3].map(documentNoOf),
    );
    expect(ledger.filter(({ fact }) => fact.includes('改过'))).toHaveLength(3);
    const again = await askCli<Imported>(words);
    expect(again).toMatchObject({ inserted: 0, updated: 0, unchanged: 22 });
    expect(ledgerOf(folder)).toEqual(ledger);
  });

  it('are kept as old versions beside the new ones', async () => {
    const folder = copyOffice(withTwenty);
    const words = ['import', 'records', changed, '--data', folder, '--on-duplicate', 'version'];
    const answer = await askCli<Imported>(words);
    expect(answer).toMatchObject({ accepted: 22, refused: 0, skipped: 0 });
    expectSums(answer);
    const ledger = ledgerOf(folder);
    const current = ledger.filter(({ status }) => status !== 'revoked');
    expect(current.map(({ no }) => no).toSorted()).toEqual(
      Array.from({ length: 22 }, (_, index) => documentNoOf(index + 1)).toSorted(),
    );
    const old = ledger.filter(({ status }) => status === 'revoked');
    expect(old.filter(({ fact }) => fact.includes('改过'))).toEqual([]);
    expect(old.map(({ no }) => no)).toEqual(expect.arrayContaining([1, 2, 3].map(documentNoOf)));
  });
});

it('does not bring a withdrawn record back when its ledger is sent again', async () => {
  const folder = copyOffice(countyFolder);
  const withdrawn = { no: '示信认〔2024〕6号', uscc: '11990101MB9A0105XX', name: '示例县丙林镇人民政府' };
  const statusOf = (): string[] =>
    lookInto(folder, (database) =>
      database
        .prepare<[string], string>('SELECT status FROM credit_records WHERE document_no = ?')
        .pluck()
        .all(withdrawn.no),
    );
  expect(statusOf()).toEqual(['revoked']);
  const ledger = path.join(temporaryFolder(), 'again.xlsx');
  writeLargeLedger(ledger, 1, () => ({
    单位: withdrawn.name,
    统一社会信用代码: withdrawn.uscc,
    领域: '街道乡镇',
    失信类型: '街道、乡镇公开承诺不兑现',
    文书类型: '违约失信认定书',
    文号: withdrawn.no,
    认定日期: '2024-02-27',
  }));
  const words = ['import', 'records', ledger, '--data', folder];
  expect(await askCli(words)).toMatchObject({ accepted: 0, skipped: 1 });
  expect(await askCli([...words, '--on-duplicate', 'replace'])).toMatchObject({ inserted: 0, accepted: 1 });
  expect(statusOf()).toEqual(['revoked']);
});

/**
 * Types corrections into a findings workbook as a clerk would: the row is found by the number that the list of
 * findings gives for the original row, the column by its title.
 */
const correct = (file: string, corrections: Record<number, Record<string, string>>): void => {
  runPython(
    `import sys, json, re, openpyxl
file, corrections = sys.argv[1], json.loads(sys.argv[2])
book = openpyxl.load_workbook(file)
listed = book['错误清单']
titles = {c.value: c.column for c in listed[2]}
place = {}
for row in listed.iter_rows(min_row=3):
    cell = row[titles['位置（点击跳转）'] - 1].value
    original = row[titles['原文件行号'] - 1].value
    if original is not None: place[str(original)] = (row[titles['工作表'] - 1].value, int(re.sub('[A-Z]', '', cell)))
for original, values in corrections.items():
    sheet, number = place[original]
    ws = book[sheet]
    columns = {str(c.value).rstrip('*'): c.column for c in ws[3]}
    for title, value in values.items():
        cell = ws.cell(number, columns[title])
        cell.value = value
        cell.number_format = '@'
book.save(file)`,
    { args: [file, JSON.stringify(corrections)] },
  );
};

describe('the findings workbook', () => {
  it('is imported again after correction, and changes only what was corrected', async () => {
    const folder = copyOffice(countyFolder);
    const file = sample('records-xintian.xlsx');
    const errors = path.join(temporaryFolder(), '错误说明.xlsx');
    const words = ['import', 'records', '--data', folder];
    const first = await askCli<Imported>([...words, file, '--errors', errors], 1);
    const records = databaseContent(folder).credit_records ?? [];

    // Each row as the sample's README describes its fault. Row 11 (a petition, never a credit matter) cannot be
    // corrected.
    correct(errors, {
      4: { 统一社会信用代码: xintian },
      5: { 统一社会信用代码: xintian },
      6: { 认定日期: '2026-02-28' },
      7: { 文号: '示财采罚〔2026〕999号' },
      8: { 领域: '政府采购' },
      9: { '金额(万元)': '5' },
      10: { 文书类型: '司法裁判' },
      12: { 认定日期: '2026-03-01' },
      13: { 统一社会信用代码: xintian },
      14: { 程度: '一般' },
      15: { 事实: '（虚构）事实已改短。' },
    });
    const second = await askCli<Imported>([...words, errors, '--on-duplicate', 'replace'], 1);
    expect(second.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual([
      'record.catalogueUnknown',
    ]);
    expect(second).toMatchObject({
      rowsInFile: first.rowsInFile,
      refused: 1,
      inserted: first.refused - 1,
      updated: 0,
      unchanged: first.accepted,
      // The row that repeats another one.
      skipped: first.skipped,
    });
    expectSums(second);
    const after = databaseContent(folder).credit_records ?? [];
    expect(after).toHaveLength(records.length + first.refused - 1);
    // What was there is there still, to the byte.
    expect(after).toEqual(expect.arrayContaining(records));
  });

  it('holds every original row, and is not written when nothing was found', async () => {
    const folder = copyOffice(countyFolder);
    const place = temporaryFolder();
    const errors = path.join(place, 'errors.xlsx');
    const words = ['import', 'self-assessment', '--data', folder, '--errors', errors];
    const answer = await askCli<Imported>([...words, sample('self-assessment-xintian.xlsx'), '--dry-run'], 1);
    const seen = runPythonJson<{ rows: number; listed: number; comments: Record<string, string> }>(
      `import sys, json, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
ws = book['自评表']
rows = [r for r in ws.iter_rows(min_row=4) if any(str(c.value or '').startswith(('A', 'B', 'C', 'D', 'E', 'F')) and '.' in str(c.value) and c.column >= 12 for c in r)]
listed = sum(1 for r in book['错误清单'].iter_rows(min_row=3) if r[0].value is not None)
print(json.dumps({'rows': len(rows), 'listed': listed,
  'comments': {c.coordinate: c.comment.text for r in ws.iter_rows() for c in r if c.comment}}))`,
      { args: [errors] },
    );
    expect(seen.rows).toBe(answer.rowsInFile);
    expect(seen.listed).toBe(answer.findings.length);
    expect(Object.values(seen.comments).join()).toContain('不能是负数');

    const twenty = path.join(place, 'twenty.xlsx');
    writeLargeLedger(twenty, 20);
    const unneeded = path.join(place, 'unneeded.xlsx');
    await askCli(['import', 'records', twenty, '--data', folder, '--errors', unneeded]);
    expect(readdirSync(place).toSorted()).toEqual(['errors.xlsx', 'twenty.xlsx']);
  });

  it('imports nothing when it cannot be written', async () => {
    const folder = copyOffice(countyFolder);
    const before = lastingContent(folder);
    const file = sample('records-xintian.xlsx');
    const errors = path.join(temporaryFolder(), 'no such folder', 'errors.xlsx');
    const result = await runCli(['import', 'records', file, '--data', folder, '--errors', errors]);
    expect(result).toMatchObject({ status: 3, stdout: '' });
    expect(result.stderr).toContain('errors.xlsx');
    expect(lastingContent(folder)).toEqual(before);
  });
});

describe('a file that is refused', () => {
  const bad = path.join(shared, 'bad');
  const cases: [what: string, name: string, layout: string, code: string][] = [
    ['another form of ours', 'another form.xlsx', 'records', 'layout.wrongTemplate'],
    ['a table without the columns', 'no columns.xlsx', 'records', 'layout.headerNotFound'],
    ['nothing at all', 'empty.xlsx', 'bodies', 'workbook.'],
    ['a text', 'text.xlsx', 'bodies', 'workbook.'],
    ['half a workbook', 'half.xlsx', 'bodies', 'workbook.'],
    ['an old .xls', 'old.xls', 'bodies', 'workbook.'],
    ['an encrypted workbook', 'locked.xlsx', 'bodies', 'workbook.'],
    ['a file that is not there', 'missing.xlsx', 'bodies', 'file.notFound'],
    ['a folder', 'folder.xlsx', 'bodies', ''],
  ];

  beforeAll(() => {
    mkdirSync(path.join(bad, 'folder.xlsx'), { recursive: true });
    copyFileSync(sample('bodies.xlsx'), path.join(bad, 'another form.xlsx'));
    const whole = readFileSync(sample('bodies.xlsx'));
    writeFileSync(path.join(bad, 'half.xlsx'), whole.subarray(0, whole.length / 2));
    writeFileSync(path.join(bad, 'empty.xlsx'), '');
    writeFileSync(path.join(bad, 'text.xlsx'), '单位名称,代码\n甲,1\n');
    writeFileSync(path.join(bad, 'old.xls'), craftCompoundFile(['Workbook']));
    writeFileSync(path.join(bad, 'locked.xlsx'), craftCompoundFile(['EncryptedPackage', 'EncryptionInfo']));
    runPython(
      "import sys, openpyxl\nb = openpyxl.Workbook()\nb.active.append(['菜名', '价格'])\nb.active.append(['面', 12])\nb.save(sys.argv[1])",
      { args: [path.join(bad, 'no columns.xlsx')] },
    );
  });

  it.each(cases)('for being %s: status 3, Chinese words, nothing changed', async (_, name, layout, code) => {
    const folder = copyOffice(countyFolder);
    const before = lastingContent(folder);
    const words = ['import', layout, path.join(bad, name), '--data', folder, '--json'];
    const result = await runCli<CliFailure>(words);
    expect(result.status).toBe(3);
    expect(result.json.error.code).toMatch(new RegExp(`^${code}`));
    expect(result.stderr).toBe(`${result.json.error.message}\n`);
    expect(result.stderr).toMatch(/[\u4e00-\u9fff]{4}/);
    expect(lastingContent(folder)).toEqual(before);
  });
});

it.each<[what: string, words: string[], code: string]>([
  ['a cycle that does not exist', ['--cycle', '1999'], 'cycle.unknown'],
  ['a unit that is not assessed', ['--unit', '91990101MA00000000'], 'cycle.unitUnknown'],
  ['a cycle that is closed', ['--cycle', '2025'], 'cycle.closed'],
])('refuses %s with status 2 and changes nothing', async (_, more, code) => {
  const folder = copyOffice(countyFolder);
  const before = lastingContent(folder);
  const words = ['import', 'self-assessment', sample('self-assessment-jiashan.xlsx'), '--data', folder];
  const result = await runCli<CliFailure>([...words, ...more, '--json']);
  expect([result.status, result.json.error.code]).toEqual([2, code]);
  expect(result.stderr).toMatch(/[\u4e00-\u9fff]{4}/);
  expect(lastingContent(folder)).toEqual(before);
});

describe('imports', () => {
  it('lists what was imported, and undoes one import as a whole', async () => {
    const folder = copyOffice(countyFolder);
    const before = databaseContent(folder);
    const { batch } = await askCli<Imported>(
      ['import', 'records', sample('records-xintian.xlsx'), '--data', folder],
      1,
    );
    const { batches } = await askCli<{ batches: Record<string, unknown>[] }>([
      'imports',
      'list',
      '--data',
      folder,
    ]);
    expect(batches).toMatchObject([
      {
        id: batch,
        status: 'committed',
        layout: 'records',
        accepted: 4,
        refused: 12,
        skipped: 1,
        revertible: true,
      },
    ]);
    const plan = await askCli(['imports', 'undo', batch, '--dry-run', '--data', folder]);
    expect(plan).toMatchObject({ reverted: false, removed: 4, putBack: 0, findingsTotal: 0 });
    expect(countRows(folder, 'credit_records')).toBe((before.credit_records ?? []).length + 4);

    const done = await runCli(['imports', 'undo', batch, '--data', folder]);
    expect([done.status, done.stdout]).toEqual([0, '已撤销：取出 4 行，恢复 0 行。\n']);
    expect(databaseContent(folder).credit_records).toEqual(before.credit_records);
    const again = await askCli<CliFailure>(['imports', 'undo', batch, '--dry-run', '--data', folder], 2);
    expect(again.error.code).toBe('import.reverted');
  });

  it('changes nothing when one row cannot be undone, and names it', async () => {
    const folder = copyOffice(countyFolder);
    const words = ['import', 'bodies', sample('bodies.xlsx'), '--data', folder];
    const { batch } = await askCli<Imported>(words, 1);
    const [uscc = '', name = ''] = lookInto(folder, (database) =>
      database.prepare<[], string[]>('SELECT uscc, name FROM bodies ORDER BY id DESC LIMIT 1').raw().get(),
    ) as string[];
    const ledger = writeTable(path.join(temporaryFolder(), '台账.xlsx'), [
      ['单位', '统一社会信用代码', '失信类型', '文书类型', '文号', '认定机关', '认定日期', '事实'],
      [name, uscc, '政府采购失信', '行政处罚', '示撤1号', '县财政局', '2026-01-05', '（虚构）'],
    ]);
    await askCli(['import', 'records', ledger, '--data', folder]);
    const before = databaseContent(folder);
    const refused = await runCli(['imports', 'undo', batch, '--data', folder]);
    expect(refused.status).toBe(1);
    expect(refused.stdout).toContain(`单位“${name}”在导入后已被使用：已有信用记录。`);
    expect(refused.stderr).toBe('不能撤销，没有改动任何数据。\n');
    expect(databaseContent(folder)).toEqual(before);
  });
});

describe('columns named in a file', () => {
  const rows = [
    ['甲山镇情况统计'],
    ['类别', '依据', '编号', '出具单位', '何时', '经过', '标的额'],
    [
      '拖欠中小企业账款',
      '司法裁判',
      '（2025）示9901民初1号',
      '示例县人民法院',
      '03/04/2025',
      '未付款。',
      120_000,
    ],
  ];
  const said = {
    单位: { value: '示例县甲山镇人民政府' },
    统一社会信用代码: { value: jiashan },
    失信类型: '类别',
    文书类型: 'B',
    文号: '编号',
    认定机关: '出具单位',
    认定日期: { column: '何时', dates: '日月年' },
    事实: '经过',
    '金额(万元)': { column: '标的额', unit: '元' },
  };

  it('read a stranger’s ledger, and the next one without being named', async () => {
    const data = copyOffice(countyFolder);
    const place = temporaryFolder();
    const ledger = writeTable(path.join(place, '三季度.xlsx'), rows);
    const columns = path.join(place, 'columns.json');
    writeFileSync(columns, JSON.stringify(said));
    const first = await askCli<Imported & { remembered: string[] }>([
      'import',
      'records',
      ledger,
      '--columns',
      columns,
      '--data',
      data,
      '--json',
    ]);
    expect(first).toMatchObject({ inserted: 1, refused: 0, findings: [], remembered: [] });
    const again = await askCli<Imported & { remembered: string[] }>([
      'import',
      'records',
      ledger,
      '--on-duplicate',
      'replace',
      '--data',
      data,
      '--json',
    ]);
    expect(again).toMatchObject({ inserted: 0, unchanged: 1, remembered: ['三季度'] });
  });

  it('must be columns of the form and of the workbook', async () => {
    const place = temporaryFolder();
    const ledger = writeTable(path.join(place, '三季度.xlsx'), rows);
    const columns = path.join(place, 'columns.json');
    const run = (content: object) => {
      writeFileSync(columns, JSON.stringify(content));
      return runCli(['import', 'records', ledger, '--columns', columns, '--data', countyFolder]);
    };
    const noSuchTitle = await run({ ...said, 颜色: 'A' });
    expect([noSuchTitle.status, noSuchTitle.stderr]).toEqual([
      2,
      expect.stringContaining('表中没有“颜色”这一列'),
    ]);
    const noSuchColumn = await run({ ...said, 文号: '案件编号' });
    expect(noSuchColumn.stderr).toContain('没有一张工作表有');
    expect(noSuchColumn.stderr).toContain('C 编号');
  });
});
