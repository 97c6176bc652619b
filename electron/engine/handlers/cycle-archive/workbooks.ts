/** The workbooks of a cycle, as the reports write them. Personal numbers are masked. */

import { dayInChina } from '#shared/domain/dates.ts';
import { evidenceOwners } from '#shared/domain/evidence.ts';
import { ledgerNamed } from '#shared/ledgers/ledgers.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import { createSpotCheckReader } from '../../db/repositories/spot-checks.ts';
import { buildListWorkbook } from '../../excel/layouts/list.ts';
import { buildSpotCheckWorkbook } from '../../excel/layouts/spot-check-sheet.ts';
import type { WorkbookPlan } from '../../excel/workbook-plan.ts';
import { streamWorkbook } from '../../excel/write-workbook.ts';
import type { JobContext } from '../../runtime/context.ts';
import { openReviewScores } from '../assessment/review-scores.ts';
import { spotCheckSheet } from '../external/spot-checks.ts';
import { ledgerWorkbook } from '../ledgers/report.ts';
import {
  openCountingRuns,
  recordsWorkbook,
  reportPlan,
  reviewWorkbook,
  selfAssessmentWorkbook,
} from '../reports.ts';
import { type ArchiveItem, inFileName } from './archive-item.ts';
import { modelsOfCycle } from './archived-models.ts';
import type { CycleMatter } from './cycle-matter.ts';
import { evidencePlaces } from './evidence-files.ts';

const workbookItem = (
  file: string,
  title: string,
  plan: () => WorkbookPlan,
  category: ArchiveItem['category'] = 'workbook',
): ArchiveItem => {
  const name = `工作簿/${file}.xlsx`;
  return {
    category,
    name,
    title,
    weight: 1,
    write: (writer) => writer.write(name, streamWorkbook(plan())),
  };
};

const evidenceList = (context: JobContext, matter: CycleMatter): WorkbookPlan => {
  const places = evidencePlaces(matter);
  return buildListWorkbook({
    title: `${matter.cycle.name}佐证材料目录`,
    columns: [
      { title: '序号', kind: 'number' },
      { title: '文件名', kind: 'text' },
      { title: '属于', kind: 'text' },
      { title: '文号', kind: 'text' },
      { title: '文件日期', kind: 'date' },
      { title: '说明', kind: 'text' },
      { title: '归档位置', kind: 'text' },
      { title: '字节', kind: 'number' },
    ],
    rows: matter.evidence.map(
      ({ fileName, ownerType, documentNo, documentDate, description, sha256, size }, index) => [
        String(index + 1),
        fileName,
        evidenceOwners[ownerType],
        documentNo ?? '',
        documentDate ?? '',
        description ?? '',
        places.get(sha256) ?? '',
        String(size),
      ],
    ),
    officeName: createOfficeReader(context.db).get().name,
    exportedOn: dayInChina(context.now()),
  });
};

export const workbookItems = (context: JobContext, matter: CycleMatter): ArchiveItem[] => {
  const { db } = context;
  const { cycle, units, sealed, records, ledgerRows } = matter;
  const today = dayInChina(context.now());
  const bodies = createBodyReader(db);
  const report = (request: Omit<Parameters<typeof reportPlan>[1], 'unmasked'>) => (): WorkbookPlan =>
    reportPlan(context, { ...request, unmasked: false });

  const countingRun = openCountingRuns(db, cycle.code);
  const scoresOf = openReviewScores(db, cycle, [...units]);
  const forms = [...units].flatMap((uscc) => {
    const name = bodies.nameOf(uscc) ?? uscc;
    const review = workbookItem(`评分表/${inFileName(name)}-${uscc}`, `${name} 考核评分表`, () =>
      reviewWorkbook(db, { cycle: cycle.code, unit: uscc, today }, scoresOf),
    );
    const own = workbookItem(`自评表/${inFileName(name)}-${uscc}`, `${name} 自评表`, () =>
      selfAssessmentWorkbook(db, { cycle: cycle.code, unit: uscc, role: 'self' }, countingRun),
    );
    return [own, review];
  });
  // A result that a later one took the place of was published, too.
  const superseded = sealed
    .filter(({ run }) => !run.official)
    .map(({ run }) =>
      workbookItem(
        `更正以前/${inFileName(`得分汇总表 ${run.modelCode} ${run.createdAt.slice(0, 10)} ${run.id.slice(-6)}`)}`,
        `更正以前的得分汇总表（${run.modelCode}，${dayInChina(run.createdAt)}）`,
        report({ report: 'summary', cycle: cycle.code, model: run.modelCode, run: run.id }),
      ),
    );
  const spotChecks = createSpotCheckReader(db)
    .list(cycle.code)
    .map(({ id, title }, index) =>
      workbookItem(`抽查/${inFileName(`${index + 1} ${title}`)}`, `抽查表：${title}`, () =>
        buildSpotCheckWorkbook(spotCheckSheet(db, id)),
      ),
    );
  const models = modelsOfCycle(db, cycle.code).map(({ code, version, name }) =>
    workbookItem(
      `指标体系/${inFileName(`${code}-${version}`)}`,
      `${name}（${version}）指标体系`,
      report({ report: 'model', model: code, modelVersion: version }),
    ),
  );
  const rowsOf = new Map<string, Set<string>>();
  for (const { ledger, id } of ledgerRows) {
    const ids = rowsOf.get(ledger) ?? new Set();
    rowsOf.set(ledger, ids.add(id));
  }
  const ledgers = [...rowsOf].flatMap(([code, ids]) => {
    const definition = ledgerNamed(code);
    if (definition === null) return [];
    return workbookItem(`台账/${inFileName(definition.title)}`, definition.title, () =>
      ledgerWorkbook(db, definition, { only: ids, unmasked: false, today }),
    );
  });
  return [
    workbookItem(
      '得分汇总表',
      '得分汇总表、排名表、扣分明细',
      report({ report: 'summary', cycle: cycle.code }),
    ),
    ...superseded,
    ...spotChecks,
    ...forms,
    ...models,
    ...(records.length === 0
      ? []
      : [
          workbookItem('台账/计入得分的失信记录', '计入得分的失信记录', () =>
            recordsWorkbook(db, today, records),
          ),
        ]),
    ...ledgers,
    ...(matter.evidence.length === 0
      ? []
      : [workbookItem('佐证材料目录', '佐证材料目录', () => evidenceList(context, matter))]),
  ];
};
