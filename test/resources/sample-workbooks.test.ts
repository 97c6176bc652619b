import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bodiesLayout } from '#engine/excel/layouts/bodies.ts';
import type { LayoutParser, ParsedRow } from '#engine/excel/layouts/layout.ts';
import { recordsLayout } from '#engine/excel/layouts/records.ts';
import { selfAssessmentLayout } from '#engine/excel/layouts/self-assessment.ts';
import { readWorkbook } from '#engine/excel/read-workbook.ts';
import type { RawRow, RawSheet } from '#engine/excel/workbook-types.ts';
import { writeWorkbook } from '#engine/excel/write-workbook.ts';
import { findResourcesFolder, loadCatalogue, loadNewestModels } from '#engine/resources.ts';
import { generateSample, generateWorkbooks } from '#scripts/generate-sample.ts';
import { withFixedZipTimes } from '#scripts/sample/fixed-zip-times.ts';
import { describeWorkbooks } from '#scripts/sample/readme.ts';
import { assessmentContext, ledgerContext, type SampleWorkbook } from '#scripts/sample/workbooks.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';

const folder = join(findResourcesFolder(), 'samples');
const sample = generateSample();
const workbooks = await generateWorkbooks(sample);
const catalogue = loadCatalogue();
const models = loadNewestModels().map(({ document }) => document);

function openParser(workbook: SampleWorkbook): LayoutParser<unknown> {
  switch (workbook.layout) {
    case 'bodies':
      return bodiesLayout.openParser({});
    case 'records':
      return recordsLayout.openParser(ledgerContext(sample.county, catalogue));
    case 'self-assessment':
      return selfAssessmentLayout.openParser(assessmentContext(sample.county, models, workbook.uscc ?? ''));
  }
}

async function readAll(file: string): Promise<{ sheets: RawSheet[]; rows: RawRow[] }> {
  const sheets: RawSheet[] = [];
  const rows: RawRow[] = [];
  for await (const event of readWorkbook(file)) {
    if (event.type === 'sheet') sheets.push(event.sheet);
    if (event.type === 'row') rows.push(event.row);
    // The import key of the self-assessment stands in hidden columns.
    const hidden = event.type === 'finding' && event.finding.code === 'workbook.hiddenColumns';
    if (event.type === 'finding' && !hidden) throw new Error(`unexpected finding ${event.finding.code}`);
  }
  return { sheets, rows };
}

/** `B12` → column letters and row number. */
function placeOf(cell: string): { column: string; row: number } {
  const [, column = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(cell) ?? [];
  return { column, row: Number(row) };
}

describe.each(workbooks)('$file', (workbook) => {
  it('holds the cells that the generator writes', async () => {
    const fresh = join(temporaryFolder(), workbook.file);
    await writeWorkbook(workbook.plan, fresh);
    expect(await readAll(join(folder, workbook.file))).toEqual(await readAll(fresh));
  });

  it('meets exactly the planted mistakes when it is imported', async () => {
    const { sheets, rows } = await readAll(join(folder, workbook.file));
    const parser = openParser(workbook);
    for (const sheet of sheets) {
      parser.enterSheet(
        sheet,
        rows.filter((row) => row.sheet === sheet.name),
      );
    }
    const parsed = rows.map((row): ParsedRow<unknown> => parser.accept(row));
    expect(parser.finish().findings).toEqual([]);

    const found = parsed.flatMap((row) => (row.kind === 'data' ? row.findings : []));
    const planted = workbook.mistakes.flatMap(({ sheet, cell, expected }) =>
      expected.kind === 'error' || expected.kind === 'warning'
        ? [{ code: expected.code, severity: expected.kind, sheet, ...placeOf(cell) }]
        : [],
    );
    const place = ({ code, severity, sheet, row, column }: (typeof found)[number]) => ({
      code,
      severity,
      sheet,
      row,
      column,
    });
    const byPlace = (a: { row?: number | undefined }, b: { row?: number | undefined }) =>
      (a.row ?? 0) - (b.row ?? 0);
    expect(found.map(place).sort(byPlace)).toEqual(planted.toSorted(byPlace));

    for (const { sheet, cell, expected } of workbook.mistakes) {
      const row = parsed.find((one) => one.sheet === sheet && one.row === placeOf(cell).row);
      if (expected.kind === 'structure') expect(row?.kind, cell).toBe('structure');
      else expect(row?.kind, cell).toBe('data');
      if (expected.kind === 'accepted') expect(row?.kind === 'data' && row.value !== null, cell).toBe(true);
      if (expected.kind === 'duplicate' && row?.kind === 'data') {
        const same = parsed.filter((one) => one.kind === 'data' && one.naturalKey === row.naturalKey);
        expect(same, cell).toHaveLength(2);
      }
    }
  });
});

describe('fixed times', () => {
  it('make the file independent of when it was written', async () => {
    const [workbook] = workbooks;
    if (!workbook) throw new Error('no workbook');
    const target = join(temporaryFolder(), workbook.file);
    await writeWorkbook(workbook.plan, target);
    const fresh = readFileSync(target);
    const fixed = withFixedZipTimes(fresh);
    // 1980-01-01 00:00 in DOS form is 00 00 21 00, at offset 10 of the first local header (APPNOTE 4.3.7).
    expect([...fixed.subarray(10, 14)]).toEqual([0x00, 0x00, 0x21, 0x00]);
    expect(fixed).toHaveLength(fresh.length);
    expect((await readAll(join(folder, workbook.file))).rows).toEqual((await readAll(target)).rows);
    expect(() => withFixedZipTimes(new TextEncoder().encode('not a zip file at all, just text'))).toThrow(
      RangeError,
    );
  });
});

describe('README of the samples', () => {
  it('lists every planted mistake by file, sheet and cell', () => {
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe(describeWorkbooks(sample.county, workbooks));
  });
});
