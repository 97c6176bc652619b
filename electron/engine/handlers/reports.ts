/** Workbooks out of the database: forms to fill in, and reports to file. */
import { basename } from 'node:path';
import type { ImportLayoutCode } from '#shared/contract/operations/imports.ts';
import { previewRows, type ReportCode, type reportOperations } from '#shared/contract/operations/reports.ts';
import type { RecordStatus } from '#shared/domain/code-lists.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import type { CreditRecord, EntryContent } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { importLayouts } from '#shared/ledgers/import-layouts.ts';
import { modelDigest } from '#shared/model/digest.ts';
import { createAuditLog, createAuditReader } from '../db/audit-log.ts';
import { maskPersonal } from '../db/identity-vault.ts';
import { createBodyReader } from '../db/repositories/bodies.ts';
import { createNamesOfThen } from '../db/repositories/body-changes.ts';
import { createCatalogueReader } from '../db/repositories/catalogue.ts';
import { createRuleReader } from '../db/repositories/dated-rules.ts';
import { createEntryReader } from '../db/repositories/entries.ts';
import { createOfficeReader } from '../db/repositories/office.ts';
import { createOfficialReader } from '../db/repositories/officials.ts';
import { createRecordReader } from '../db/repositories/records.ts';
import { createRunReader, type RunHead } from '../db/repositories/runs.ts';
import type { ReadDb } from '../db/transaction.ts';
import { drawWorkbook } from '../excel/drawing/draw-workbook.ts';
import { bodiesLayout, buildBodiesWorkbook } from '../excel/layouts/bodies.ts';
import { buildDeliveryList, deliveryListTitle } from '../excel/layouts/delivery-list.ts';
import { type LedgerLayoutContext, ledgerLayout } from '../excel/layouts/ledger.ts';
import { buildModelWorkbook, modelLayout } from '../excel/layouts/model.ts';
import { buildOfficialsWorkbook, officialsLayout } from '../excel/layouts/officials.ts';
import { buildRecordsWorkbook, recordsLayout } from '../excel/layouts/records.ts';
import { reviewLayout } from '../excel/layouts/review.ts';
import {
  buildSelfAssessmentWorkbook,
  type EntryRow,
  selfAssessmentLayout,
} from '../excel/layouts/self-assessment.ts';
import { buildSummaryWorkbook } from '../excel/layouts/summary.ts';
import { surveyAnswersLayout } from '../excel/layouts/survey-answers.ts';
import { surveySummaryLayout } from '../excel/layouts/survey-summary.ts';
import { buildUnitValuesWorkbook } from '../excel/layouts/unit-values.ts';
import type { WorkbookPlan } from '../excel/workbook-plan.ts';
import { type WrittenWorkbook, writeWorkbook, writeWorkbookToMemory } from '../excel/write-workbook.ts';
import { loadCatalogue, loadNewestModels, loadRuleTable } from '../resources.ts';
import type { JobContext } from '../runtime/context.ts';
import type { HandlersOf } from '../runtime/dispatch.ts';
import { openFileColumns } from './archive/file-columns.ts';
import { openReviewScores, type ReviewScoresOf } from './assessment/review-scores.ts';
import { ownUnit, requireCycle } from './cycles.ts';
import { documentKinds } from './documents/produce.ts';
import { type ReviewPlace, reviewContext } from './entries/review-form.ts';
import { blankSurvey, chosenSurvey, surveyContextOf } from './external/survey-work.ts';
import { unitValuesContext } from './external/unit-values.ts';
import { formContext } from './imports/import-self-assessment.ts';
import { ledgerWorkbook } from './ledgers/report.ts';
import { definitionOf } from './ledgers/sources.ts';
import { documentOf, requireModel } from './models.ts';
import { deliveryList } from './packages/delivery.ts';
import { checkSummary } from './run-results/check-summary.ts';
import { summaryInput } from './run-results/summary.ts';

type TemplateRequest = Omit<Parameters<(typeof reportHandlers)['templates.write']>[1], 'file'>;
type ReportRequest = Omit<Parameters<(typeof reportHandlers)['reports.export']>[1], 'file'>;

/** @throws AppError `cycle.cycleNeeded` */
const requiredCycle = (cycle: string | undefined, what: string): string => {
  if (cycle === undefined) throw new AppError('cycle.cycleNeeded', { what });
  return cycle;
};

const officeNameOf = (db: ReadDb): string => createOfficeReader(db).get().name;

const recordsContext = (db: ReadDb, today: string) => {
  const bodies = createBodyReader(db);
  return {
    officeName: officeNameOf(db),
    catalogue: createCatalogueReader(db).list(),
    bodyName: (uscc: string) => bodies.findByUscc(uscc)?.name ?? null,
    today,
    rules: createRuleReader(db).table,
  };
};

/**
 * What the ledger of dishonesty records holds: confirmed by an effective document and not withdrawn. A lead is no record
 * yet (发改财金〔2023〕1103号).
 */
const ledgerStatuses: ReadonlySet<RecordStatus> = new Set([
  'confirmed',
  'published',
  'repaired',
  'expired',
  'archived',
]);

/** The ledger of dishonesty records, of these records. */
export const recordsWorkbook = (
  db: ReadDb,
  today: string,
  records: readonly CreditRecord[],
): WorkbookPlan => {
  const context = recordsContext(db, today);
  const nameOfThen = createNamesOfThen(db);
  const rows = records.map((record) => ({
    record,
    bodyName: nameOfThen(record.bodyUscc, record.decisionDate) ?? context.bodyName(record.bodyUscc) ?? '',
  }));
  return buildRecordsWorkbook(context, rows);
};

const entryRows = (entries: readonly EntryContent[]): EntryRow[] =>
  entries.map(({ leaf, item, value, note, evidence }) => ({ leaf, item, value, note, evidence }));

/** A form of values with what the role has given so far; without a unit, that of this office. */
const filledForm = (
  db: ReadDb,
  request: { cycle: string; unit: string | undefined; role: EntryContent['role'] },
) => {
  requireCycle(db, request.cycle);
  const unit = request.unit ?? ownUnit(db, request.cycle, selfAssessmentLayout.title);
  return {
    ...formContext(db, { ...request, unit }),
    entries: entryRows(
      createEntryReader(db)
        .list(request.cycle, unit)
        .filter((entry) => entry.role === request.role),
    ),
  };
};

/** The run of each model of a cycle that counts, looked up once. */
export const openCountingRuns = (db: ReadDb, cycle: string): ((model: string) => RunHead | null) => {
  const found = new Map<string, RunHead | null>();
  return (model) => {
    const head = found.get(model);
    if (head !== undefined) return head;
    const counting = createRunReader(db).counting(cycle, model);
    found.set(model, counting);
    return counting;
  };
};

/** The self-assessment form of a unit with what is stored and the points that count. */
export const selfAssessmentWorkbook = (
  db: ReadDb,
  place: Parameters<typeof filledForm>[1],
  countingRun: (model: string) => RunHead | null,
): WorkbookPlan => {
  const form = filledForm(db, place);
  const head = countingRun(form.model.code);
  const scored = head === null ? [] : createRunReader(db).nodes(head.id, form.unit.uscc);
  return buildSelfAssessmentWorkbook({ ...form, scored });
};

/** The review form of a unit with what is stored and the scores. */
export const reviewWorkbook = (db: ReadDb, place: ReviewPlace, scoresOf: ReviewScoresOf): WorkbookPlan =>
  reviewLayout.buildTemplate(reviewContext(db, place, scoresOf));

/** The review form with what is stored and the scores; without a unit, that of this office. */
const filledReview = (
  db: ReadDb,
  request: { cycle?: string | undefined; unit?: string | undefined },
  today: string,
) => {
  const cycle = requireCycle(db, requiredCycle(request.cycle, reviewLayout.title));
  const unit = request.unit ?? ownUnit(db, cycle.code, reviewLayout.title);
  return reviewWorkbook(db, { cycle: cycle.code, unit, today }, openReviewScores(db, cycle, [unit]));
};

/** A form of a ledger looks nothing up: it holds no rows yet. */
const noLookUps = (today: string): LedgerLayoutContext => ({
  today,
  bodyName: () => null,
  bodyNamed: () => 'unknown',
  official: () => 'unknown',
  record: () => 'unknown',
  row: () => 'unknown',
});

/** Forms that need no data folder: nothing is pre-filled. */
const blankForm = (request: TemplateRequest, today: string): WorkbookPlan => {
  const nobody = { bodyName: () => null };
  switch (request.layout) {
    case 'bodies':
      return bodiesLayout.buildTemplate({});
    case 'officials':
      return officialsLayout.buildTemplate(nobody);
    case 'records':
      return recordsLayout.buildTemplate({
        ...nobody,
        catalogue: loadCatalogue(),
        today,
        rules: loadRuleTable(),
      });
    case 'self-assessment':
    case 'review':
    case 'model': {
      const code = request.model ?? 'TOWNSHIP-2026';
      const model = loadNewestModels().find(({ document }) => document.code === code)?.document;
      if (!model) throw new AppError('model.unknown', { code, version: null });
      if (request.layout === 'model') return modelLayout.buildTemplate({ model });
      const year = Number(today.slice(0, 4));
      const nobodys = {
        cycle: { code: String(year), year },
        unit: { uscc: '', name: '' },
        model,
        modelDigest: modelDigest(model),
      };
      if (request.layout === 'review') return reviewLayout.buildTemplate({ ...nobodys, entries: [] });
      return selfAssessmentLayout.buildTemplate({ ...nobodys, role: request.role ?? 'self' });
    }
    case 'survey-summary':
      return surveySummaryLayout.buildTemplate(blankSurvey(today));
    case 'survey-answers':
      return surveyAnswersLayout.buildTemplate(blankSurvey(today));
    case 'unit-values':
      throw new AppError('cycle.cycleNeeded', { what: importLayouts['unit-values'] });
    default:
      return ledgerLayout(definitionOf(request.layout)).buildTemplate(noLookUps(today));
  }
};

const formFromDatabase = (db: ReadDb, request: TemplateRequest, today: string): WorkbookPlan => {
  switch (request.layout) {
    case 'bodies':
      return bodiesLayout.buildTemplate({ officeName: officeNameOf(db) });
    case 'officials':
      return officialsLayout.buildTemplate(recordsContext(db, today));
    case 'records':
      return recordsLayout.buildTemplate(recordsContext(db, today));
    case 'self-assessment':
      return selfAssessmentLayout.buildTemplate(
        filledForm(db, {
          cycle: requiredCycle(request.cycle, selfAssessmentLayout.title),
          unit: request.unit,
          role: request.role ?? 'self',
        }),
      );
    case 'review':
      return filledReview(db, request, today);
    case 'model':
      return modelLayout.buildTemplate({
        model: documentOf(requireModel(db, request.model ?? 'TOWNSHIP-2026')),
      });
    case 'survey-summary':
    case 'survey-answers': {
      const layout = request.layout === 'survey-summary' ? surveySummaryLayout : surveyAnswersLayout;
      const survey = chosenSurvey(db, { survey: undefined, cycle: request.cycle }, layout.title);
      return layout.buildTemplate(surveyContextOf(db, survey));
    }
    case 'unit-values':
      return buildUnitValuesWorkbook(
        unitValuesContext(db, {
          cycle: requiredCycle(request.cycle, importLayouts['unit-values']),
          role: request.role ?? 'department',
          model: request.model,
        }),
      );
    default:
      return ledgerLayout(definitionOf(request.layout)).buildTemplate({
        ...noLookUps(today),
        officeName: officeNameOf(db),
      });
  }
};

const isUnmasked = (context: JobContext, request: ReportRequest): boolean =>
  request.unmasked && context.may('personal.unmask');

/** The form of a report. @throws AppError `report.noForm` for one that is computed and never filled in */
const requiredForm = (report: ReportCode): ImportLayoutCode => {
  if (report === 'summary' || report === 'delivery-list') throw new AppError('report.noForm', {});
  return report;
};

/** The workbook of a report. Fails as `reports.export` says. */
export const reportPlan = (context: JobContext, request: ReportRequest): WorkbookPlan => {
  const { db } = context;
  const today = dayInChina(context.now());
  const unmasked = isUnmasked(context, request);
  const bodies = createBodyReader(db);
  switch (request.report) {
    case 'bodies':
      return buildBodiesWorkbook(
        { officeName: officeNameOf(db) },
        bodies
          .list()
          .map((body) =>
            unmasked || body.phone === null ? body : { ...body, phone: maskPersonal(body.phone) },
          ),
      );
    case 'officials': {
      const officials = createOfficialReader(db);
      const columnsOf = openFileColumns(db, today);
      const rows = bodies
        .list()
        .flatMap((body) =>
          officials
            .listOfBody(body.uscc)
            .map((official) => ({ official, bodyName: body.name, ...columnsOf(official.id) })),
        );
      return buildOfficialsWorkbook(recordsContext(db, today), rows, { unmasked });
    }
    case 'records': {
      const names = new Map(bodies.list().map((body) => [body.uscc, body.name]));
      const nameOfThen = createNamesOfThen(db);
      const filter = {
        polarity: 'negative' as const,
        ...(request.unit === undefined ? {} : { bodyUscc: request.unit }),
      };
      const rows = function* () {
        for (const record of createRecordReader(db).stream(filter)) {
          if (record.subjectType !== 'body' || !ledgerStatuses.has(record.status)) continue;
          const { bodyUscc, decisionDate } = record;
          yield { record, bodyName: nameOfThen(bodyUscc, decisionDate) ?? names.get(bodyUscc) ?? '' };
        }
      };
      return buildRecordsWorkbook(recordsContext(db, today), rows());
    }
    case 'self-assessment': {
      const cycle = requiredCycle(request.cycle, selfAssessmentLayout.title);
      return selfAssessmentWorkbook(
        db,
        { cycle, unit: request.unit, role: request.role ?? 'self' },
        openCountingRuns(db, cycle),
      );
    }
    case 'review':
      return filledReview(db, request, today);
    case 'model':
      return buildModelWorkbook(
        documentOf(requireModel(db, request.model ?? 'TOWNSHIP-2026', request.modelVersion)),
      );
    case 'summary': {
      const cycle = requiredCycle(request.cycle, '得分汇总表');
      return buildSummaryWorkbook(summaryInput(db, { ...request, cycle }, today));
    }
    case 'delivery-list':
      return buildDeliveryList(deliveryList(db, requiredCycle(request.cycle, deliveryListTitle), today));
    default:
      return ledgerWorkbook(db, definitionOf(request.report), { unit: request.unit, unmasked, today });
  }
};

/** The parts of a request that tell one export from another. */
const auditedRequest = (
  request: Pick<ReportRequest, 'cycle' | 'unit' | 'model' | 'role'> & {
    modelVersion?: string | undefined;
    run?: string | undefined;
  },
) => ({
  cycle: request.cycle ?? null,
  unit: request.unit ?? null,
  model: request.model ?? null,
  modelVersion: request.modelVersion ?? null,
  role: request.role ?? null,
  ...(request.run === undefined ? {} : { run: request.run }),
});

const auditedFile = (path: string, { rows, size, sha256 }: WrittenWorkbook) => ({
  fileName: basename(path),
  rows,
  size,
  sha256,
});

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const count = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** Actions of the audit log that wrote a workbook or a document. */
const exportKinds = {
  'reports.export': 'report',
  'templates.write': 'form',
  'lists.export': 'list',
  'documents.write': 'document',
} as const;

export const reportHandlers: HandlersOf<typeof reportOperations> = {
  'templates.write': async (context, request) => {
    const today = dayInChina(context.now());
    const { folder } = context.database;
    const plan =
      folder === null
        ? blankForm(request, today)
        : formFromDatabase(context.database.requireOpen().reader, request, today);
    const path = context.files.resolve(request.file, 'write');
    const written = await writeWorkbook(plan, path);
    if (folder !== null) {
      context.write((tx) =>
        createAuditLog(tx).append({
          actor: context.actor,
          action: 'templates.write',
          subject: request.layout,
          details: { ...auditedRequest(request), ...auditedFile(path, written) },
        }),
      );
    }
    return written;
  },

  'reports.export': async (context, request) => {
    const checkpoint = context.progress.phase('export.rows');
    const path = context.files.resolve(request.file, 'write');
    const written = await writeWorkbook(reportPlan(context, request), path, {
      checkpoint: (done) => checkpoint(done, null),
    });
    context.write((tx) =>
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'reports.export',
        subject: request.report,
        details: {
          ...auditedRequest(request),
          ...auditedFile(path, written),
          unmasked: isUnmasked(context, request),
        },
      }),
    );
    return written;
  },

  'reports.preview': async (context, { form, ...request }) => {
    const today = dayInChina(context.now());
    const plan = form
      ? formFromDatabase(context.db, { ...request, layout: requiredForm(request.report) }, today)
      : reportPlan(context, request);
    const checkpoint = context.progress.phase('export.rows');
    const { bytes } = await writeWorkbookToMemory(plan, { checkpoint: (done) => checkpoint(done, null) });
    return { ...(await drawWorkbook(bytes, previewRows)), size: bytes.length };
  },

  'reports.checkSummary': checkSummary,

  'reports.history': ({ db }, { cursor, limit }) => {
    const before = cursor === null ? undefined : Number(cursor);
    const entries = createAuditReader(db).pageOfActions(Object.keys(exportKinds), limit, before);
    const bodies = createBodyReader(db);
    const names = new Map(documentKinds(db).map(({ code, name }) => [code, name]));
    const rows = entries.map(({ sequence, at, actor, action, subject, details }) => {
      const kind = exportKinds[action as keyof typeof exportKinds];
      const written = kind === 'document';
      const unit = written && details.subjectKind === 'body' ? subject : text(details.unit);
      const document = written ? text(details.document) : null;
      return {
        sequence,
        at,
        actor,
        kind,
        report: written ? document : subject,
        name: document === null ? null : (names.get(document) ?? document),
        fileName: text(details.fileName),
        cycle: text(details.cycle),
        unit,
        unitName: unit === null ? null : (bodies.findByUscc(unit)?.name ?? null),
        unmasked: details.unmasked === true,
        rows: count(details.rows),
        sha256: text(details.sha256),
      };
    });
    return { rows, next: rows.length < limit ? null : String(rows.at(-1)?.sequence) };
  },
};
