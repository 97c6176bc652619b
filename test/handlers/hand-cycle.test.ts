/**
 * A whole cycle against a spreadsheet that works it out by formulas of its own (`test/golden/hand-cycle`): the model comes
 * in as a workbook, the units as a register, self-assessments and reviews as filled-in forms, everybody else's values by
 * their roles; what the program then says is what LibreOffice computes from the same inputs, to the last printed digit.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildModelWorkbook } from '#engine/excel/layouts/model.ts';
import { writeWorkbook } from '#engine/excel/write-workbook.ts';
import type { InProcessHost } from '#engine/hosts/in-process.ts';
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import type { ImportLayoutCode } from '#shared/contract/operations/imports.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import type { ModelResult } from '#shared/model/result.ts';
import { type SeenSheet, seeWorkbook, sheetOf } from '../excel/layouts/openpyxl.ts';
import { county, makeOffice, withOffice } from '../support/offices.ts';
import { runPython, runPythonJson } from '../support/run-python.ts';
import { convertWithOffice } from '../support/soffice.ts';
import { writeTable } from '../support/table-workbook.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';

type Value = string | number | boolean | null;
type Role = OperationInput<'entries.putMany'>['cells'][number]['role'];

const golden = path.resolve(import.meta.dirname, '../golden/hand-cycle');
const model = JSON.parse(readFileSync(path.join(golden, 'model.json'), 'utf8')) as ModelDocument;
const folder = sharedTemporaryFolder();
const cycle = '2026';

/** Rows of a sheet as lists, from column A on. */
const rowsOf = (sheet: SeenSheet): Value[][] => {
  const rows: Value[][] = [];
  for (const [place, { value }] of Object.entries(sheet.cells)) {
    const [, letters = 'A', row = '1'] = /^([A-Z]+)(\d+)$/.exec(place) ?? [];
    const column = [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
    const list = rows[Number(row) - 1] ?? [];
    rows[Number(row) - 1] = list;
    list[column - 1] = value;
  }
  return Array.from(rows, (row) => Array.from(row ?? [], (value) => value ?? null));
};

/** What LibreOffice makes of the formulas: sheet by sheet, without any value that came with the file. */
const calculated = (): Record<string, Value[][]> => {
  const file = convertWithOffice(path.join(golden, 'hand-cycle.xlsx'), 'xlsx', folder);
  return runPythonJson(
    `import sys, json, openpyxl
book = openpyxl.load_workbook(sys.argv[1], data_only=True)
print(json.dumps({s.title: [list(r) for r in s.iter_rows(values_only=True)] for s in book.worksheets}))`,
    { args: [file] },
  );
};

interface Unit {
  uscc: string;
  name: string;
  group: string;
}
interface Input {
  unit: Unit;
  leaf: string;
  item: string;
  role: Role;
  value: Value;
}

const roles: Record<string, Role> = {
  自评: 'self',
  初审: 'assessor',
  复核: 'finalReview',
  部门: 'department',
  第三方: 'thirdParty',
  问卷: 'survey',
};

let sheets: Record<string, Value[][]>;
let units: Unit[];
let result: ModelResult;
let summary: ReturnType<typeof seeWorkbook>;
let imported: OperationOutput<'imports.commit'>;

const rowsNamed = (sheet: string): Value[][] => sheets[sheet] ?? [];

/** Values of one row of the sheet for each unit, by unified code; `first` is the column of the first unit. */
const perUnit = (row: readonly Value[], first: number): [Unit, Value][] =>
  units.map((unit, index) => [unit, row[first + index] ?? null]);

const stated = (): Input[] =>
  rowsNamed('输入').flatMap((row) => {
    const role = roles[String(row[2])];
    if (role === undefined) return [];
    return perUnit(row, 4).flatMap(([unit, value]) =>
      value === null ? [] : [{ unit, leaf: String(row[0]), item: String(row[1]), role, value }],
    );
  });

const kinds = { 不适用: 'notApplicable', 加减分: 'adjustment', 否决: 'veto' } as const;

const decided = () =>
  rowsNamed('输入').flatMap((row) => {
    const kind = kinds[String(row[0]) as keyof typeof kinds];
    if (kind === undefined) return [];
    return perUnit(row, 4).flatMap(([unit, count]) =>
      count === null ? [] : [{ kind, code: String(row[1]), bodyUscc: unit.uscc, count: String(count) }],
    );
  });

interface Form {
  file: string;
  values: Record<string, Value>;
}

/** Puts values into a column of forms, and a reason beside each, by the codes of leaf and item. */
const fillForms = (sheet: string, column: string, reason: string | null, forms: readonly Form[]): string =>
  runPython(
    `import sys, json, openpyxl
def reason(sheet, row, column):
    # The reason of a leaf stands in the first of its rows, which are merged.
    for merged in sheet.merged_cells.ranges:
        if merged.min_col == column and merged.min_row <= row <= merged.max_row: row = merged.min_row
    sheet.cell(row, column).value = '按核实的材料认定'
for form in json.load(sys.stdin):
    book = openpyxl.load_workbook(form['file'])
    sheet = book[sys.argv[1]]
    title = {c.value: c.column for c in sheet[3]}
    filled = 0
    for row in range(4, sheet.max_row + 1):
        key = '%s|%s' % (sheet.cell(row, title['指标代码']).value, sheet.cell(row, title['项目代码']).value)
        if key in form['values']:
            sheet.cell(row, title[sys.argv[2]]).value = form['values'][key]
            if sys.argv[3]: reason(sheet, row, title[sys.argv[3]])
            filled += 1
    assert filled == len(form['values']), (form['file'], filled, form['values'])
    book.save(form['file'])`,
    { input: JSON.stringify(forms), args: [sheet, column, reason ?? ''] },
  );

const office = path.join(folder, 'county');

const importFile = async ({ client, grantRead }: InProcessHost, layout: ImportLayoutCode, file: string) => {
  const { batch, findings } = await client.call('imports.stage', { layout, file: grantRead(file) });
  expect([batch.refused, findings.filter(({ severity }) => severity === 'error')]).toEqual([0, []]);
  return client.call('imports.commit', { batch: batch.id, strict: true });
};

/** A reviewer's values by the review form of each unit that has any. */
const review = async (host: InProcessHost, role: Role, column: string, reason: string) => {
  const forms = units.flatMap((unit) => {
    const inputs = stated().filter((input) => input.unit === unit && input.role === role);
    const values = Object.fromEntries(inputs.map(({ leaf, item, value }) => [`${leaf}|${item}`, value]));
    return inputs.length === 0
      ? []
      : [{ unit, file: path.join(folder, `${role}-${unit.uscc}.xlsx`), values }];
  });
  for (const { unit, file } of forms) {
    const asked = { report: 'review' as const, cycle, unit: unit.uscc };
    await host.client.call('reports.export', { ...asked, file: host.grantWrite(file) });
  }
  fillForms('复核表', column, reason, forms);
  for (const { file } of forms) await importFile(host, 'review', file);
};

const putByRole = async ({ client }: InProcessHost, wanted: readonly Role[]) => {
  const cells = stated()
    .filter(({ role }) => wanted.includes(role))
    .map(({ unit, leaf, item, role, value }) => ({
      bodyUscc: unit.uscc,
      leaf,
      item,
      role,
      text: String(value),
    }));
  const answered = await client.call('entries.putMany', { cycle, cells });
  expect(answered.cells.map(({ outcome }) => outcome)).toEqual(cells.map(() => 'stored'));
};

beforeAll(async () => {
  sheets = calculated();
  const [, , , codes = [], groups = []] = rowsNamed('输入');
  const [, , names = []] = rowsNamed('输入');
  units = codes.slice(4).map((code, index) => ({
    uscc: String(code),
    name: String(names[4 + index]),
    group: String(groups[4 + index]),
  }));
  await makeOffice(office, county);
  await withOffice(office, async (host) => {
    const { client, grantWrite } = host;
    const move = (status: OperationInput<'cycles.setStatus'>['status']) =>
      client.call('cycles.setStatus', { cycle, status });

    const modelFile = path.join(folder, 'model.xlsx');
    await writeWorkbook(buildModelWorkbook(model), modelFile);
    await importFile(host, 'model', modelFile);
    const register = writeTable(path.join(folder, 'bodies.xlsx'), [
      ['单位名称', '统一社会信用代码', '单位类型', '行政层级', '行政区划代码', '组别'],
      ...units.map(({ uscc, name, group }) => [
        name,
        uscc,
        group === '街道组' ? '街道' : '乡镇',
        '乡镇级',
        '990101000000',
        group,
      ]),
    ]);
    await importFile(host, 'bodies', register);
    await client.call('cycles.create', {
      code: cycle,
      name: '2026年度政务诚信考核',
      year: 2026,
      periodFrom: '2026-01-01',
      periodTo: '2026-12-31',
      units: [{ modelCode: model.code, usccs: units.map(({ uscc }) => uscc) }],
    });
    await move('issued');
    await move('selfAssess');
    const forms = units.map((unit) => ({
      unit,
      file: path.join(folder, `${unit.uscc}.xlsx`),
      values: Object.fromEntries(
        stated()
          .filter((input) => input.unit === unit && input.role === 'self')
          .map(({ leaf, item, value }) => [`${leaf}|${item}`, value]),
      ),
    }));
    for (const { unit, file } of forms) {
      const layout = 'self-assessment';
      await client.call('templates.write', { layout, cycle, unit: unit.uscc, file: grantWrite(file) });
    }
    fillForms('自评表', '填报值', null, forms);
    for (const { file } of forms) imported = await importFile(host, 'self-assessment', file);
    await move('firstReview');
    await review(host, 'assessor', '初审填报值', '扣分原因');
    await move('externalInput');
    await putByRole(host, ['department', 'thirdParty', 'survey']);
    await move('finalReview');
    await review(host, 'finalReview', '复核填报值', '复核说明');
    for (const decision of decided()) {
      await client.call('decisions.put', { ...decision, cycleCode: cycle, reason: '考核领导小组会议决定' });
    }
    const { runs } = await client.call('runs.execute', { cycle });
    expect(runs).toHaveLength(1);
    const read = await client.call('runs.read', { run: runs[0]?.run.id ?? '' });
    result = JSON.parse(read.result) as ModelResult;
    const file = path.join(folder, 'summary.xlsx');
    await client.call('reports.export', { report: 'summary', cycle, file: grantWrite(file) });
    summary = seeWorkbook(file);
  });
  // Eight forms, two office programs.
}, 180_000);

/** Rows of a sheet of the spreadsheet below the header that begins with `head`, by their first cell. */
const tableBelow = (sheet: string, head: string, occurrence = 0): Map<string, Value[]> => {
  const rows = rowsNamed(sheet);
  const starts = rows.flatMap((row, index) => (row[0] === head ? [index] : []));
  const table = new Map<string, Value[]>();
  for (const row of rows.slice((starts[occurrence] ?? 0) + 1)) {
    if (row[0] === null || row[0] === head || row[1] === null) break;
    table.set(String(row[0]), row);
  }
  return table;
};

const fixed = (value: Value, digits = 2): string | null =>
  typeof value === 'number' ? value.toFixed(digits) : null;

const subjectOf = (uscc: string) => {
  const subject = result.subjects.find(({ code }) => code === uscc);
  if (subject === undefined) throw new Error(`no subject ${uscc}`);
  return subject;
};

describe('the cycle worked out by hand', () => {
  it('is computed by the spreadsheet without an error', () => {
    const cells = Object.values(sheets).flat(2);
    expect(cells.filter((cell) => typeof cell === 'string' && cell.startsWith('#'))).toEqual([]);
    expect(units).toHaveLength(8);
    expect(stated()).toHaveLength(170);
    expect(imported.committed).toBe(true);
  });

  it('has the formulas that its script writes', () => {
    const script = readFileSync(path.join(golden, 'build_workbook.py'), 'utf8');
    const again = path.join(folder, 'again.xlsx');
    runPython(script, { args: [again] });
    const content = (file: string) =>
      seeWorkbook(file).sheets.map(({ name, cells }) => [
        name,
        Object.entries(cells).map(([place, { value }]) => [place, value]),
      ]);
    expect(content(path.join(golden, 'hand-cycle.xlsx'))).toEqual(content(again));
  });

  it('has the same rate for every indicator of every unit', () => {
    const rates = tableBelow('得分率', '指标代码', 1);
    expect(rates.size).toBe(15);
    for (const [leaf, row] of rates) {
      for (const [unit, rate] of perUnit(row, 6)) {
        const node = subjectOf(unit.uscc).nodes.find(({ code }) => code === leaf);
        const status = { 缺: 'missing', 不计: 'excluded', 未报: 'missing' }[String(rate)];
        const where = `${leaf} ${unit.name}`;
        if (status !== undefined) expect([where, node?.status]).toEqual([where, status]);
        // A spreadsheet has about 15 digits; ten decimals of a number up to 1 are among them.
        else expect([where, node?.rate]).toEqual([where, fixed(rate, 10)]);
      }
    }
  });

  it('has the same points for every node of every unit, to the printed digit', () => {
    const points = tableBelow('得分', '指标代码', 2);
    expect(points.size).toBe(20);
    for (const [code, row] of points) {
      for (const [unit, value] of perUnit(row, 2)) {
        const node = subjectOf(unit.uscc).nodes.find((one) => one.code === code);
        const where = `${code} ${unit.name}`;
        expect([where, node?.published ?? null]).toEqual([where, fixed(value)]);
      }
    }
  });

  it('has the same sums, bonus, penalty and total', () => {
    const totals = tableBelow('汇总', '单位');
    for (const unit of units) {
      const [, , state, , , , base, bonus, penalty, , total] = totals.get(unit.name) ?? [];
      const subject = subjectOf(unit.uscc);
      const complete = state === '完整';
      expect([unit.name, subject.status]).toEqual([unit.name, complete ? 'complete' : 'incomplete']);
      if (!complete) continue;
      expect([unit.name, subject.base, subject.bonus, subject.penalty, subject.score]).toEqual([
        unit.name,
        fixed(base ?? null, 10),
        fixed(bonus ?? null, 10),
        fixed(penalty ?? null, 10),
        fixed(total ?? null),
      ]);
    }
  });

  it('prints the same summary: points, total, grade and ranks of every unit', () => {
    const rows = rowsOf(sheetOf(summary, '得分汇总表'));
    const header = rows.findIndex((row) => row[0] === '序号');
    const titles = rows[header] ?? [];
    const cell = (row: Value[], title: string): Value => row[titles.indexOf(title)] ?? null;
    const totals = tableBelow('汇总', '单位');
    const ranks = tableBelow('等次与名次', '单位');
    const printed = rows.slice(header + 1).filter((row) => typeof row[0] === 'number');
    expect(printed).toHaveLength(units.length);
    for (const row of printed) {
      const name = String(cell(row, '单位'));
      const [, group, state, ...sums] = totals.get(name) ?? [];
      const places = ranks.get(name) ?? [];
      const [grade, rank, groupRank] = places.slice(12);
      expect([
        name,
        ...['组别', '等次', '名次', '组内名次', '总分'].map((title) => cell(row, title)),
      ]).toEqual([name, group, grade, rank, groupRank, sums[7]]);
      if (state !== '完整') continue;
      const shown = ['依法履职', '诚信建设', '公众评价', '基础分', '加分', '扣分'];
      expect([name, ...shown.map((title) => cell(row, title))]).toEqual([name, ...sums.slice(0, 6)]);
    }
  });

  it('says in the summary which rule made what a pencil would not find', () => {
    const notes = rowsOf(sheetOf(summary, '得分汇总表'))
      .map((row) => String(row[0] ?? ''))
      .filter((text) => /^(注：)?\d+\. /.test(text));
    expect(notes.map((note) => note.replace(/^(注：)?\d+\. /, ''))).toEqual([
      '试算稿：没有确认为正式结果，不得公布，不作为考核依据。',
      '参加考核8个单位，其中优秀1个、良好1个、合格4个、不合格1个，未计分1个（北关镇）。',
      '南塘镇：54.94＋0.00－6.00＝48.94，有“发生重大失信事件”，总分不超过40分，计40.00分。',
      '文昌街道：97.40分属“优秀”，因等次名额所限评为“良好”。',
      '中和镇：80.73分属“良好”，因等次名额所限评为“合格”。',
      '西岭镇：80.73分属“良好”，因等次名额所限评为“合格”。',
      '新桥街道：83.99分属“良好”，因有否决情形评为“合格”。',
      '名次并列：第1名东河镇、文昌街道。',
      '有否决情形的单位（新桥街道、南塘镇）排在其他单位之后。',
    ]);
  });

  it('is found unchanged when the summary comes back, and a changed cell is found out', () =>
    withOffice(office, async ({ client, grantRead }) => {
      const file = path.join(folder, 'summary.xlsx');
      const same = await client.call('reports.checkSummary', { file: grantRead(file) });
      expect([same.differing, same.missingSheets, same.runs]).toMatchObject([0, [], [{ official: false }]]);
      expect(same.cells).toBeGreaterThan(300);
      // 东河镇 stands in the first row of the table, its total in the column before the grade.
      const changed = path.join(folder, 'changed.xlsx');
      runPython(
        `import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book['得分汇总表']
titles = [c.value for c in sheet[3]]
sheet.cell(4, titles.index('总分') + 1).value = 98.4
sheet['A2'].value = '编制单位（盖章）：已盖章'
del book['排名表']
book.save(sys.argv[2])`,
        { args: [file, changed] },
      );
      const found = await client.call('reports.checkSummary', { file: grantRead(changed) });
      expect(found).toMatchObject({
        differing: 1,
        missingSheets: ['排名表'],
        differences: [{ sheet: '得分汇总表', row: '东河镇', title: '总分', expected: '97.4', found: '98.4' }],
      });
      await expect(
        client.call('reports.checkSummary', { file: grantRead(path.join(folder, 'bodies.xlsx')) }),
      ).rejects.toMatchObject({ code: 'summary.runUnnamed' });
    }));

  it('shows what it was made to show', () => {
    // Read off the spreadsheet: the cases its first sheet names did happen.
    const ranks = tableBelow('等次与名次', '单位');
    const of = (name: string) => (ranks.get(name) ?? []).slice(12);
    expect(of('东河镇')).toEqual(['优秀', 1, 1]);
    expect(of('文昌街道')).toEqual(['良好', 1, 1]);
    expect(of('中和镇')).toEqual(['合格', 3, 2]);
    expect(of('西岭镇')).toEqual(['合格', 4, 3]);
    expect(of('新桥街道')).toEqual(['合格', 6, 3]);
    expect(of('南塘镇')).toEqual(['不合格', 7, 4]);
    expect(of('北关镇')).toEqual(['资料不全', '—', '—']);
  });
});
