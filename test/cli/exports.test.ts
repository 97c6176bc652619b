/**
 * `export` and `template`: every workbook read again by openpyxl, cell by cell, against the database and the JSON
 * answers of the program; and what is printed adds up.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type SeenSheet, seeWorkbook, sheetOf } from '../excel/layouts/openpyxl.ts';
import { databaseContent } from '../support/database-content.ts';
import { county, jiashan, makeOffice, sample, xintian } from '../support/offices.ts';
import { askCli, type CliFailure, runCli } from '../support/run-cli.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';

interface Ranked {
  code: string;
  name: string;
  group: string | null;
  status: string;
  score: string | null;
  gradeName: string | null;
  rank: number | null;
  groupRank: number | null;
}
interface Assessed {
  runs: { run: { id: string; modelCode: string }; ranking: Ranked[] }[];
}

const shared = sharedTemporaryFolder();
const folder = path.join(shared, 'county');
let assessed: Assessed;

beforeAll(async () => {
  await makeOffice(folder, county, true);
  assessed = await askCli<Assessed>(['assess', '--data', folder, '--cycle', '2025']);
});

const exported = async (report: string, ...more: string[]) => {
  const file = path.join(temporaryFolder(), `${report}.xlsx`);
  await askCli(['export', report, '--data', folder, '-o', file, ...more]);
  return seeWorkbook(file);
};

type Row = Record<string, string | number | boolean | null>;

/** Rows of a table by the titles of its header, which stands in `headerRow`; up to the first row without a number. */
const tableOf = (sheet: SeenSheet, headerRow = 3): Row[] => {
  const titles = new Map<string, string>();
  let last = 0;
  for (const [place, cell] of Object.entries(sheet.cells)) {
    const [, column = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(place) ?? [];
    last = Math.max(last, Number(row));
    if (Number(row) === headerRow && cell.value !== null) titles.set(column, String(cell.value));
  }
  const rows: Row[] = [];
  for (let row = headerRow + 1; row <= last; row += 1) {
    const line = Object.fromEntries(
      [...titles].map(([column, title]) => [
        title.replace(/\*$/, ''),
        sheet.cells[`${column}${row}`]?.value ?? null,
      ]),
    );
    if (typeof line.序号 !== 'number') break;
    rows.push(line);
  }
  return rows;
};

interface SampleCounty {
  bodies: {
    uscc: string;
    name: string;
    regionCode: string;
    parentUscc: string | null;
    groupCode: string | null;
  }[];
  records: {
    subjectType: string;
    polarity: string;
    status: string;
    bodyUscc: string;
    documentNo: string;
    decisionDate: string;
    amountFen: number | null;
    factSummary: string;
  }[];
  entries: {
    cycleCode: string;
    bodyUscc: string;
    role: string;
    leaf: string;
    item: string;
    value: unknown;
  }[];
}
const source = JSON.parse(readFileSync(sample('county.json'), 'utf8')) as SampleCounty;

describe('the summary (W3)', () => {
  it('holds the scores, grades and ranks that were answered, and its columns add up', async () => {
    const book = await exported('summary', '--cycle', '2025');
    const sheets = book.sheets.filter(({ name }) => name.startsWith('得分汇总表'));
    expect(sheets).toHaveLength(assessed.runs.length);
    const printed = sheets.flatMap((sheet) => tableOf(sheet));
    const answered = assessed.runs.flatMap(({ ranking }) => ranking);
    expect(printed).toHaveLength(answered.length);
    for (const row of printed) {
      const answer = answered.find(({ name }) => name === row.单位);
      expect([row.总分, row.等次, row.名次, row.组内名次, row.组别]).toEqual([
        Number(answer?.score),
        answer?.gradeName,
        answer?.rank,
        answer?.groupRank,
        answer?.group,
      ]);
      // The columns between 组别 and 基础分 are the first-level indicators; in hundredths, so that sums are exact.
      const titles = Object.keys(row);
      const roots = titles.slice(titles.indexOf('组别') + 1, titles.indexOf('基础分'));
      expect(roots.length).toBeGreaterThan(1);
      const hundredths = (title: string): number =>
        // An indicator that does not apply to the unit has no points.
        row[title] === '—' ? 0 : Math.round(Number(row[title]) * 100);
      const sum = roots.reduce((total, title) => total + hundredths(title), 0);
      expect([row.单位, sum]).toEqual([row.单位, hundredths('基础分')]);
      if (row.否决情形 === '' || row.否决情形 === null) {
        const total = Math.max(0, hundredths('基础分') + hundredths('加分') - hundredths('扣分'));
        expect([row.单位, total]).toEqual([row.单位, hundredths('总分')]);
      }
    }
  });

  it('ranks on paper as in the answer', async () => {
    const book = await exported('summary', '--cycle', '2025');
    for (const { ranking } of assessed.runs) {
      for (const { name, score } of ranking) {
        const found = book.sheets
          .filter((sheet) => sheet.name.startsWith('排名表'))
          .flatMap((sheet) =>
            Object.entries(sheet.cells).flatMap(([place, cell]) => {
              if (cell.value !== name) return [];
              const [, column = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(place) ?? [];
              const next = String.fromCharCode(column.charCodeAt(0) + 1);
              return [sheet.cells[`${next}${row}`]?.value];
            }),
          );
        expect([name, found]).toEqual([name, [Number(score)]]);
      }
    }
  });

  it('takes each lost point from the explanation that the program gives', async () => {
    const book = await exported('summary', '--cycle', '2025', '--model', 'TOWNSHIP-2026');
    const run = assessed.runs.find(({ run: { modelCode } }) => modelCode === 'TOWNSHIP-2026');
    const first = run?.ranking[0];
    const why = await runCli(['assess', '--data', folder, '--cycle', '2025', '--why', first?.code ?? '']);
    const loss = sheetOf(book, '扣分明细');
    const cells = Object.entries(loss.cells);
    const heading = cells.find(([, { value }]) =>
      String(value).startsWith(`${first?.name}　总分 ${first?.score}`),
    );
    expect(heading).toBeDefined();
    const row = Number(/\d+$/.exec(heading?.[0] ?? '')?.[0]);
    let lines = 0;
    for (let at = row + 1; typeof loss.cells[`A${at}`]?.value === 'number'; at += 1) {
      const [code, , possible, earned, lost] = ['B', 'C', 'D', 'E', 'F'].map(
        (c) => loss.cells[`${c}${at}`]?.value,
      );
      if (typeof earned !== 'number') continue;
      lines += 1;
      expect(Math.round(Number(possible) * 100)).toBe(Math.round((earned + Number(lost)) * 100));
      // `A1.2 名称  1.80/2.0000000000  …` in the words of `--why`.
      expect(why.stdout).toMatch(
        new RegExp(`${String(code).replaceAll('.', '\\.')} \\S+ +${earned.toFixed(2)}/`),
      );
    }
    expect(lines).toBeGreaterThan(0);
  });

  it('is not made before the cycle was assessed', async () => {
    const file = path.join(temporaryFolder(), 'none.xlsx');
    const words = ['export', 'summary', '--data', folder, '--cycle', '2026', '-o', file, '--json'];
    const result = await runCli<CliFailure>(words);
    expect([result.status, result.json.error.code]).toEqual([2, 'run.none']);
  });
});

describe('the self-assessment (W1)', () => {
  it('holds every value that the unit gave, and its scores are those of the run', async () => {
    const book = await exported('self-assessment', '--cycle', '2025', '--unit', jiashan);
    const sheet = sheetOf(book, '自评表');
    const codes = new Map<string, { value: unknown; row: number }>();
    const scores = new Map<string, number>();
    const columnOf = (title: string): string =>
      Object.entries(sheet.cells)
        .find(([place, { value }]) => place.endsWith('3') && place.length === 2 && value === title)?.[0]
        .slice(0, 1) ?? '';
    const [leaf, item, value, score] = ['指标代码', '项目代码', '填报值', '自评得分'].map(columnOf);
    for (const [place, cell] of Object.entries(sheet.cells)) {
      const row = Number(/\d+$/.exec(place)?.[0]);
      if (!place.startsWith(leaf ?? '') || row <= 3 || cell.value === null) continue;
      codes.set(`${cell.value} ${sheet.cells[`${item}${row}`]?.value}`, {
        value: sheet.cells[`${value}${row}`]?.value ?? null,
        row,
      });
      const printed = sheet.cells[`${score}${row}`]?.value;
      if (typeof printed === 'number') scores.set(String(cell.value), printed);
    }
    const given = source.entries.filter(
      ({ cycleCode, bodyUscc, role }) => cycleCode === '2025' && bodyUscc === jiashan && role === 'self',
    );
    expect(given.length).toBeGreaterThan(20);
    for (const entry of given) {
      const key = `${entry.leaf} ${entry.item}`;
      const shown = entry.value === true ? '是' : entry.value === false ? '否' : entry.value;
      expect([key, codes.get(key)?.value]).toEqual([key, shown]);
    }
    const township = assessed.runs.find(({ run }) => run.modelCode === 'TOWNSHIP-2026');
    const total = Object.entries(sheet.cells).find(([, cell]) => cell.value === '合计');
    const printed = sheet.cells[`${score}${/\d+$/.exec(total?.[0] ?? '')?.[0]}`]?.value;
    // The total of the column is the sum of the leaves' published points.
    const sum = [...scores.values()].reduce((before, points) => before + Math.round(points * 100), 0);
    expect(Math.round(Number(printed) * 100)).toBe(sum);
    expect(township?.ranking.map(({ code }) => code)).toContain(jiashan);
  });

  it('needs to know the cycle and the unit', async () => {
    const file = path.join(temporaryFolder(), 'none.xlsx');
    const words = ['export', 'self-assessment', '--data', folder, '-o', file];
    expect((await runCli(words)).stderr).toContain('--cycle');
    const result = await runCli([...words, '--cycle', '2025']);
    expect(result.status).toBe(2);
    expect(result.stderr).toContain('--unit');
  });
});

/** A record under way is no breach yet, a withdrawn one no longer (发改财金〔2023〕1103号). */
const notInLedger = new Set(['lead', 'verifying', 'rectifying', 'revoked']);

describe('records and bodies', () => {
  it('prints every dishonesty record of a body that stands, and imports again as what it is', async () => {
    const book = await exported('records');
    const printed = tableOf(sheetOf(book, '政务失信记录台账'));
    const expected = source.records.filter(
      ({ subjectType, polarity, status }) =>
        subjectType === 'body' && polarity === 'negative' && !notInLedger.has(status),
    );
    expect(printed).toHaveLength(expected.length);
    const key = (parts: unknown[]): string => parts.join(' | ');
    const lines = printed.map((row) =>
      key([row.统一社会信用代码, row.文号, row.认定日期, row['金额(万元)'] ?? '无', row.事实]),
    );
    const wanted = expected.map((record) =>
      key([
        record.bodyUscc,
        record.documentNo,
        record.decisionDate,
        record.amountFen === null ? '无' : record.amountFen / 1_000_000,
        record.factSummary,
      ]),
    );
    expect(lines.toSorted()).toEqual(wanted.toSorted());

    const file = path.join(temporaryFolder(), 'records.xlsx');
    await askCli(['export', 'records', '--data', folder, '-o', file]);
    const before = databaseContent(folder).credit_records;
    const again = ['import', 'records', file, '--data', folder, '--on-duplicate', 'replace'];
    expect(await askCli(again)).toMatchObject({ inserted: 0, updated: 0, refused: 0 });
    expect(databaseContent(folder).credit_records).toEqual(before);
  });

  it('prints the records of one unit when asked to', async () => {
    const printed = tableOf(sheetOf(await exported('records', '--unit', xintian), '政务失信记录台账'));
    const own = source.records.filter(
      ({ subjectType, polarity, status, bodyUscc }) =>
        subjectType === 'body' && polarity === 'negative' && !notInLedger.has(status) && bodyUscc === xintian,
    );
    expect(printed).toHaveLength(own.length);
    expect(new Set(printed.map((row) => row.统一社会信用代码))).toEqual(new Set([xintian]));
  });

  it('prints every body with its codes as text and its telephone number masked', async () => {
    const book = await exported('bodies');
    const sheet = sheetOf(book, '单位名录');
    const printed = tableOf(sheet);
    expect(
      printed.map((row) => [row.统一社会信用代码, row.单位名称, row.行政区划代码, row.考核组别]).toSorted(),
    ).toEqual(
      source.bodies.map((body) => [body.uscc, body.name, body.regionCode, body.groupCode]).toSorted(),
    );
    for (const { 联系电话: phone } of printed)
      expect(phone === null || /[*＊]/.test(String(phone))).toBe(true);
    const codes = Object.entries(sheet.cells).filter(
      ([place, { value }]) => /^[CG]\d+$/.test(place) && value,
    );
    for (const [, cell] of codes) expect(cell.type).toBe('s');

    const unmasked = tableOf(sheetOf(await exported('bodies', '--unmasked'), '单位名录'));
    expect(unmasked.map((row) => row.联系电话)).toContain('0000-5550001');
    // Looking at personal data leaves a trace.
    const traces = databaseContent(folder).audit_log?.filter((entry) => entry.includes('reports.export'));
    expect(traces?.filter((entry) => /unmasked\W+true/.test(entry))).toHaveLength(1);
  });

  it('never prints a whole citizen number unless asked to', async () => {
    const numbers = (book: Awaited<ReturnType<typeof exported>>): string[] =>
      book.sheets.flatMap(({ cells }) =>
        Object.values(cells).flatMap(({ value }) => /\b990101\d{11}[\dX]\b/.exec(String(value)) ?? []),
      );
    expect(numbers(await exported('officials'))).toEqual([]);
    expect(numbers(await exported('officials', '--unmasked')).length).toBeGreaterThan(200);
  });
});

describe('the model (W13)', () => {
  it('prints every indicator, and imports again as the same model', async () => {
    const file = path.join(temporaryFolder(), 'model.xlsx');
    await askCli(['model', 'export', 'TOWNSHIP-2026', '--data', folder, '-o', file]);
    const texts = new Set(
      seeWorkbook(file).sheets.flatMap(({ cells }) => Object.values(cells).map(({ value }) => String(value))),
    );
    const bundled = JSON.parse(
      readFileSync(path.resolve(import.meta.dirname, '../../resources/models/township-2026.json'), 'utf8'),
    ) as { nodes: { code: string; name: string }[] };
    for (const { code, name } of bundled.nodes) {
      expect([code, texts.has(code), texts.has(name)]).toEqual([code, true, true]);
    }

    const listed = await askCli<{ models: { code: string; digest: string }[] }>([
      'model',
      'list',
      '--data',
      folder,
    ]);
    const digest = listed.models.find(({ code }) => code === 'TOWNSHIP-2026')?.digest;
    const other = path.join(temporaryFolder(), 'other');
    await makeOffice(other, county);
    await askCli(['import', 'model', file, '--data', other]);
    const after = await askCli<{ models: { code: string; digest: string }[] }>([
      'model',
      'list',
      '--data',
      other,
    ]);
    expect(after.models.find(({ code }) => code === 'TOWNSHIP-2026')?.digest).toBe(digest);
  });
});

describe('templates', () => {
  it.each(['bodies', 'officials', 'records', 'self-assessment', 'model'])(
    '%s: an empty form without a data folder, with what the import needs to know it again',
    async (layout) => {
      const file = path.join(temporaryFolder(), `${layout}.xlsx`);
      await askCli(['template', layout, '-o', file]);
      const book = seeWorkbook(file);
      const meta = sheetOf(book, '_meta');
      expect(meta.state).not.toBe('visible');
      expect(Object.values(meta.cells).map(({ value }) => value)).toEqual(
        expect.arrayContaining(['template', layout]),
      );
      const [form] = book.sheets;
      expect(form).toMatchObject({ orientation: 'landscape', fitToWidth: 1, fitToPage: true });
    },
  );

  it('is filled with what the unit has given before, for its own cycle', async () => {
    const file = path.join(temporaryFolder(), 'form.xlsx');
    const words = ['template', 'self-assessment', '-o', file, '--data', folder];
    await askCli([...words, '--cycle', '2025', '--unit', jiashan]);
    const values = Object.values(sheetOf(seeWorkbook(file), '_meta').cells).map(({ value }) => value);
    expect(values).toEqual(expect.arrayContaining(['2025', jiashan, 'TOWNSHIP-2026']));
  });
});
