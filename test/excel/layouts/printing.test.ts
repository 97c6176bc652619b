import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { bodiesLayout } from '#engine/excel/layouts/bodies.ts';
import { buildDeliveryList } from '#engine/excel/layouts/delivery-list.ts';
import { buildModelWorkbook } from '#engine/excel/layouts/model.ts';
import { officialsLayout } from '#engine/excel/layouts/officials.ts';
import { buildRecordsWorkbook, recordsLayout } from '#engine/excel/layouts/records.ts';
import { reviewLayout } from '#engine/excel/layouts/review.ts';
import { selfAssessmentLayout } from '#engine/excel/layouts/self-assessment.ts';
import type { WorkbookPlan } from '#engine/excel/workbook-plan.ts';
import { writeWorkbook } from '#engine/excel/write-workbook.ts';
import { modelDocument } from '#shared/model/definition.ts';
import { modelDigest } from '#shared/model/digest.ts';
import { printWorkbook } from '#test/support/soffice.ts';
import { sharedTemporaryFolder } from '#test/support/temp-folder.ts';
import { seeWorkbook } from './openpyxl.ts';
import { records, recordsContext, townUscc } from './sample-records.ts';

const model = modelDocument.parse(
  JSON.parse(readFileSync(path.join('resources', 'models', 'dept-2026.json'), 'utf8')),
);

const plans: [string, () => WorkbookPlan, number][] = [
  ['bodies', () => bodiesLayout.buildTemplate({ officeName: '青云县' }), 1],
  ['officials', () => officialsLayout.buildTemplate(recordsContext), 1],
  ['records form', () => recordsLayout.buildTemplate(recordsContext), 1],
  [
    'records of many pages',
    () => buildRecordsWorkbook(recordsContext, Array.from({ length: 40 }, () => records).flat()),
    3,
  ],
  [
    'self-assessment',
    () =>
      selfAssessmentLayout.buildTemplate({
        cycle: { code: '2026', year: 2026 },
        unit: { uscc: townUscc, name: '青云县发展和改革局' },
        model,
        modelDigest: modelDigest(model),
      }),
    2,
  ],
  [
    'review',
    () =>
      reviewLayout.buildTemplate({
        cycle: { code: '2026', year: 2026 },
        unit: { uscc: townUscc, name: '青云县发展和改革局' },
        model,
        modelDigest: modelDigest(model),
        entries: [],
      }),
    2,
  ],
  [
    'delivery list',
    () =>
      buildDeliveryList({
        officeName: '青云县发展和改革局',
        cycle: { code: '2026', name: '2026年度政务诚信考核' },
        preparedOn: '2026-12-20',
        packages: ['甲山镇', '辛田乡'].map((name) => ({
          fileName: `示例县${name}人民政府-2026-上报包.zxpkg`,
          tables: 7,
          rows: 128,
          sha256: '0123456789abcdef'.repeat(4),
          sender: `示例县${name}人民政府`,
          receiver: '示例县社会信用体系建设办公室',
          receiptNo: null,
        })),
      }),
    1,
  ],
  ['model', () => buildModelWorkbook(model), 5],
];

describe('LibreOffice opens and prints', () => {
  const folder = sharedTemporaryFolder();

  test.each(plans)('%s', async (name, build, atLeastPages) => {
    const file = path.join(folder, `${name}.xlsx`);
    await writeWorkbook(build(), file);
    const { pages } = printWorkbook(file, folder);
    expect(pages.length).toBeGreaterThanOrEqual(atLeastPages);
    // a blank page of this size is under 2 KB
    for (const page of pages) expect(statSync(page).size).toBeGreaterThan(4_000);
    for (const sheet of seeWorkbook(file).sheets.filter(({ state }) => state === 'visible')) {
      expect(sheet).toMatchObject({
        orientation: 'landscape',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
      });
      expect(Number(sheet.paperSize)).toBe(9);
      expect(sheet.printTitleRows).toMatch(/^\$[23]:\$[23]$/);
      expect(sheet.printArea).not.toBe('');
      expect(sheet.footer.center).toContain('第 &P 页 共 &N 页');
      expect(Object.values(sheet.heights).every((height) => height <= 409)).toBe(true);
    }
  });
});
