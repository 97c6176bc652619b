/** Our forms through our own reader, as written and as LibreOffice saves them after a clerk has opened them. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { rowsLookedAt } from '#engine/excel/layouts/header-place.ts';
import type { DataRow, ImportLayout } from '#engine/excel/layouts/layout.ts';
import { assembleModel, buildModelWorkbook, modelLayout } from '#engine/excel/layouts/model.ts';
import { buildRecordsWorkbook, recordsLayout } from '#engine/excel/layouts/records.ts';
import {
  buildSelfAssessmentWorkbook,
  type SelfAssessmentContext,
  selfAssessmentLayout,
} from '#engine/excel/layouts/self-assessment.ts';
import { readWorkbook } from '#engine/excel/read-workbook.ts';
import { withRowsAhead } from '#engine/excel/rows-ahead.ts';
import type { WorkbookPlan } from '#engine/excel/workbook-plan.ts';
import { writeWorkbook } from '#engine/excel/write-workbook.ts';
import { modelDocument } from '#shared/model/definition.ts';
import { modelDigest } from '#shared/model/digest.ts';
import { convertWithOffice } from '#test/support/soffice.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { records, recordsContext, townUscc } from './sample-records.ts';

async function read<Row, Context>(layout: ImportLayout<Row, Context>, context: Context, file: string) {
  const parser = layout.openParser(context);
  const data: DataRow<Row>[] = [];
  let structure = 0;
  let rowsInXml = -1;
  for await (const event of withRowsAhead(readWorkbook(file), rowsLookedAt)) {
    if (event.type === 'sheet') parser.enterSheet(event.sheet, event.ahead);
    else if (event.type === 'row') {
      const parsed = parser.accept(event.row);
      if (parsed.kind === 'data') data.push(parsed);
      else structure += 1;
    } else if (event.type === 'end') rowsInXml = event.rowsInXml;
  }
  expect(data.length + structure).toBe(rowsInXml);
  const { findings } = parser.finish();
  expect([...findings, ...data.flatMap((row) => row.findings)]).toEqual([]);
  return data.map((row) => row.value);
}

/** The file as written and as saved again. */
async function bothFiles(plan: WorkbookPlan): Promise<string[]> {
  const file = path.join(temporaryFolder(), 'form.xlsx');
  await writeWorkbook(plan, file);
  return [file, convertWithOffice(file, 'xlsx', temporaryFolder())];
}

const model = modelDocument.parse(
  JSON.parse(readFileSync(path.join('resources', 'models', 'township-2026.json'), 'utf8')),
);

test('a model keeps its digest', async () => {
  for (const file of await bothFiles(buildModelWorkbook(model))) {
    const pieces = (await read(modelLayout, {}, file)).flatMap((piece) => (piece === null ? [] : [piece]));
    expect(modelDigest(modelDocument.parse(assembleModel(pieces).document))).toBe(modelDigest(model));
  }
});

test('a ledger keeps its records', async () => {
  for (const file of await bothFiles(buildRecordsWorkbook(recordsContext, records))) {
    expect(await read(recordsLayout, recordsContext, file)).toEqual(records.map(({ record }) => record));
  }
});

test('a self-assessment keeps its values, evidence and notes', async () => {
  const entries = [
    { leaf: 'A1.1', item: 'n', value: 9, note: '均有纪要', evidence: '决策台账' },
    { leaf: 'A1.1', item: 'd', value: 10.5, note: '均有纪要', evidence: '决策台账' },
  ];
  const context: SelfAssessmentContext = {
    cycle: { code: '2026', year: 2026 },
    unit: { uscc: townUscc, name: '青石镇人民政府' },
    model,
    modelDigest: modelDigest(model),
    entries,
  };
  for (const file of await bothFiles(buildSelfAssessmentWorkbook(context))) {
    const values = await read(selfAssessmentLayout, context, file);
    expect(values.filter((row) => row?.value !== null)).toEqual(entries);
  }
});
