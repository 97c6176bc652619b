/**
 * Previews and the history of exports. What a preview says of a workbook is compared with what openpyxl reads from the
 * file that the export writes.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { columnLetters } from '#engine/excel/workbook-plan.ts';
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import { runPythonJson } from '#test/support/run-python.ts';
import { seeWorkbook } from '../excel/layouts/openpyxl.ts';
import { county, makeOffice, township, withOffice, xintian } from '../support/offices.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';

const shared = sharedTemporaryFolder();
const folder = path.join(shared, 'county');
const unassessed = path.join(shared, 'township');

beforeAll(async () => {
  await makeOffice(folder, county, true);
  await makeOffice(unassessed, township);
  await withOffice(folder, ({ client }) => client.call('runs.execute', { cycle: '2025' }));
});

type Request = Omit<OperationInput<'reports.export'>, 'file'>;
type Preview = OperationOutput<'reports.preview'>;

const previewAndExport = (request: Request) =>
  withOffice(folder, async ({ client, grantWrite }) => {
    const file = path.join(temporaryFolder(), 'exported.xlsx');
    const preview = await client.call('reports.preview', request);
    const written = await client.call('reports.export', { ...request, file: grantWrite(file) });
    return { preview, written, file };
  });

interface Seen {
  name: string;
  texts: Record<string, string>;
  merges: string[];
  widths: Record<string, number>;
  heights: Record<string, number>;
  styles: Record<
    string,
    [bold: boolean, horizontal: string, fill: string | null, top: string | null, size: number]
  >;
  rows: number;
  orientation: string;
  titles: string | null;
  footer: [string, string, string];
}

/** Texts as displayed under the number formats that occur, for the first 200 rows of the visible sheets. */
const script = `
import sys, json, openpyxl, datetime, decimal
from openpyxl.cell.cell import MergedCell
def shown(c):
    v, f = c.value, c.number_format
    if v is None: return None
    if isinstance(v, (datetime.datetime, datetime.date)): return v.strftime('%Y-%m-%d')
    if isinstance(v, bool): return 'TRUE' if v else 'FALSE'
    if isinstance(v, (int, float)):
        d = decimal.Decimal(repr(v))
        places = len(f.split('.')[1]) if '.' in f else (0 if f == '0' else None)
        if places is None: return format(d.normalize(), 'f')
        q = d.quantize(decimal.Decimal(1).scaleb(-places), rounding=decimal.ROUND_HALF_UP)
        return format(q, ',f') if '#,##' in f else format(q, 'f')
    return v
out = []
for ws in openpyxl.load_workbook(sys.argv[1]).worksheets:
    if ws.sheet_state != 'visible': continue
    texts, styles, rows = {}, {}, ws.max_row
    for row in ws.iter_rows(max_row=min(rows, 200)):
        for c in row:
            if isinstance(c, MergedCell): continue
            if shown(c) is not None: texts[c.coordinate] = shown(c)
            if c.has_style: styles[c.coordinate] = [bool(c.font.b), c.alignment.horizontal, c.fill.fgColor.rgb if c.fill.fill_type else None, c.border.top.style, c.font.sz]
    f = ws.oddFooter
    out.append({'name': ws.title, 'texts': texts, 'styles': styles, 'rows': rows,
      'merges': sorted(str(r) for r in ws.merged_cells.ranges if r.min_row <= 200),
      'widths': {k: (0 if d.hidden else d.width) for k, d in ws.column_dimensions.items()},
      'heights': {str(k): d.height for k, d in ws.row_dimensions.items() if k <= 200},
      'orientation': ws.page_setup.orientation, 'titles': ws.print_title_rows,
      'footer': [f.left.text, f.center.text, f.right.text]})
print(json.dumps(out, ensure_ascii=False))
`;

const drawnAsSeen = (preview: Preview): Seen[] =>
  preview.sheets.map((sheet) => {
    const texts: Seen['texts'] = {};
    const styles: Seen['styles'] = {};
    // openpyxl knows nothing of the cells that a merge covers.
    const covered = (row: number, column: number): boolean =>
      sheet.merges.some(
        ([top, left, bottom, right]) =>
          row >= top && row <= bottom && column >= left && column <= right && (row > top || column > left),
      );
    for (const { row, cells } of sheet.rows) {
      for (const { column, style, text } of cells) {
        const place = `${columnLetters(column)}${row}`;
        if (covered(row, column)) continue;
        if (text !== '') texts[place] = text;
        const look = preview.styles[style];
        if (!look) throw new Error(`no style ${style}`);
        const fill = look.fill === null ? null : `FF${look.fill.slice(1).toUpperCase()}`;
        styles[place] = [
          look.bold,
          look.horizontal,
          fill,
          look.borders.includes('top') ? 'thin' : null,
          look.size,
        ];
      }
    }
    const widths = sheet.widths.map((width, index) => [columnLetters(index + 1), width]);
    return {
      name: sheet.name,
      texts,
      styles,
      merges: sheet.merges
        .map(([top, left, bottom, right]) => `${columnLetters(left)}${top}:${columnLetters(right)}${bottom}`)
        .sort(),
      widths: Object.fromEntries(widths),
      heights: Object.fromEntries(sheet.rows.map(({ row, height }) => [String(row), height])),
      rows: sheet.totalRows,
      orientation: sheet.orientation,
      titles: sheet.repeatedRows && `$${sheet.repeatedRows[0]}:$${sheet.repeatedRows[1]}`,
      footer: [sheet.footer.left, sheet.footer.middle, sheet.footer.right],
    };
  });

/** openpyxl gives one entry for neighbouring columns of one width, and no alignment as null. */
const comparable = (seen: Seen[]): unknown[] =>
  seen.map(({ widths: _, styles, footer, ...rest }) => ({
    ...rest,
    footer: footer.map((part) => (part ?? '').replace(/&"[^"]*"/g, '').trim()),
    styles: Object.fromEntries(
      Object.entries(styles).map(([place, [bold, horizontal, ...more]]) => [
        place,
        [bold, horizontal === 'center' || horizontal === 'right' ? horizontal : 'left', ...more],
      ]),
    ),
  }));

describe('a preview', () => {
  it.each<[string, Request]>([
    ['单位名录', { report: 'bodies' }],
    ['公职人员', { report: 'officials' }],
    ['失信台账', { report: 'records' }],
    ['自评表', { report: 'self-assessment', cycle: '2025', unit: xintian }],
    ['考核人的填报表', { report: 'self-assessment', cycle: '2025', unit: xintian, role: 'assessor' }],
    ['得分汇总表', { report: 'summary', cycle: '2025' }],
    ['指标体系', { report: 'model', model: 'TOWNSHIP-2026' }],
  ])('of %s shows what openpyxl reads from the exported file', async (_name, request) => {
    const { preview, file } = await previewAndExport(request);
    const seen = runPythonJson<Seen[]>(script, { args: [file] });
    const drawn = drawnAsSeen(preview);
    expect(comparable(drawn)).toEqual(comparable(seen));
    for (const [index, sheet] of seen.entries()) {
      const widths = preview.sheets[index]?.widths ?? [];
      for (const [column, width] of Object.entries(sheet.widths))
        expect(drawn[index]?.widths[column]).toBe(width);
      expect(widths.length).toBeGreaterThan(0);
    }
  });

  it('shows a form before anything is filled in', async () => {
    const preview = await withOffice(unassessed, ({ client }) =>
      client.call('reports.preview', { report: 'records', form: true }),
    );
    const [sheet] = preview.sheets;
    const header = sheet?.rows[2]?.cells.map(({ text }) => text);
    expect(header).toEqual(expect.arrayContaining(['单位*', '统一社会信用代码*', '文号*']));
    expect(sheet?.frozenRows).toBe(3);
  });

  it('fails as the export would, and leaves no trace', async () => {
    await withOffice(unassessed, async ({ client }) => {
      const ask = (request: OperationInput<'reports.preview'>) => client.call('reports.preview', request);
      await expect(ask({ report: 'summary' })).rejects.toMatchObject({ code: 'cycle.cycleNeeded' });
      await expect(ask({ report: 'summary', cycle: '2031' })).rejects.toMatchObject({
        code: 'cycle.unknown',
      });
      await expect(ask({ report: 'summary', form: true })).rejects.toMatchObject({ code: 'report.noForm' });
      expect(await client.call('reports.history', {})).toEqual({ rows: [], next: null });
    });
  });

  it('masks personal data unless it is asked for', async () => {
    const firstNumber = async (unmasked: boolean) => {
      const { preview } = await previewAndExport({ report: 'officials', unmasked });
      const cells = preview.sheets[0]?.rows[3]?.cells;
      return cells?.find(({ column }) => column === 3)?.text;
    };
    expect(await firstNumber(false)).toMatch(/^9901\*{10}\d{3}[\dX]$/);
    expect(await firstNumber(true)).toMatch(/^990101\d{11}[\dX]$/);
  });
});

describe('the history of exports', () => {
  it('tells what was written when, under which name and with which digest', async () => {
    const target = path.join(temporaryFolder(), '辛田乡自评表.xlsx');
    await withOffice(folder, async ({ client, grantWrite }) => {
      await client.call('templates.write', {
        layout: 'bodies',
        file: grantWrite(path.join(temporaryFolder(), '空表.xlsx')),
      });
      const request = { report: 'self-assessment', cycle: '2025', unit: xintian } as const;
      const written = await client.call('reports.export', { ...request, file: grantWrite(target) });
      const sha256 = createHash('sha256').update(readFileSync(target)).digest('hex');
      expect(written.sha256).toBe(sha256);
      const rows = seeWorkbook(target).sheets.flatMap((sheet) =>
        sheet.state === 'visible' ? Object.keys(sheet.heights) : [],
      ).length;
      const { rows: history } = await client.call('reports.history', { limit: 2 });
      expect(history).toEqual([
        {
          sequence: expect.any(Number),
          at: expect.stringMatching(/^\d{4}-/),
          actor: 'local',
          kind: 'report',
          name: null,
          report: 'self-assessment',
          fileName: '辛田乡自评表.xlsx',
          cycle: '2025',
          unit: xintian,
          unitName: '示例县辛田乡人民政府',
          unmasked: false,
          rows,
          sha256,
        },
        expect.objectContaining({ kind: 'form', report: 'bodies', fileName: '空表.xlsx', unit: null }),
      ]);
      const first = await client.call('reports.history', { limit: 1 });
      expect(first.rows).toEqual(history.slice(0, 1));
      const second = await client.call('reports.history', { limit: 1, cursor: first.next });
      expect(second.rows).toEqual(history.slice(1));
    });
  });

  it('keeps that personal data was written in full', async () => {
    await previewAndExport({ report: 'officials', unmasked: true });
    const { rows } = await withOffice(folder, ({ client }) => client.call('reports.history', { limit: 1 }));
    expect(rows[0]).toMatchObject({ report: 'officials', unmasked: true });
  });
});
