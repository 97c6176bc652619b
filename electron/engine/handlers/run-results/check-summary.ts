/** 核对汇总表: a summary that came back, against the runs that it says it shows. */
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createSealReader } from '../../db/repositories/run-seals.ts';
import { createRunReader } from '../../db/repositories/runs.ts';
import { compareSheets } from '../../excel/layouts/compare-sheets.ts';
import { buildSummaryWorkbook } from '../../excel/layouts/summary.ts';
import { openMetaReader } from '../../excel/layouts/table-parser.ts';
import { readWorkbookInProcess } from '../../excel/read-workbook-in-process.ts';
import type { RawRow } from '../../excel/workbook-types.ts';
import type { JobContext } from '../../runtime/context.ts';
import { summaryInput } from './summary.ts';

type Answer = OperationOutput<'reports.checkSummary'>;

/** A workbook whose every cell was changed need not be listed whole. */
const mostDifferences = 1000;

const readSheets = async ({ spawnReader, progress }: JobContext, file: string) => {
  const metaReader = openMetaReader();
  const sheets = new Map<string, Map<number, RawRow>>();
  for await (const event of readWorkbookInProcess(file, { spawnReader, signal: progress.signal })) {
    if (event.type === 'sheet') sheets.set(event.sheet.name, new Map());
    if (event.type !== 'row' || metaReader.accept(event.row)) continue;
    sheets.get(event.row.sheet)?.set(event.row.row, event.row);
  }
  return { meta: metaReader.meta(), sheets };
};

/** @throws AppError `layout.wrongTemplate`, `summary.runUnnamed`, `run.unknown`, `workbook.*` */
export const checkSummary = async (
  context: JobContext,
  { file }: OperationInput<'reports.checkSummary'>,
): Promise<Answer> => {
  const { db } = context;
  const { meta, sheets } = await readSheets(context, context.files.resolve(file, 'read'));
  if (meta?.template !== undefined && meta.template !== 'summary') {
    throw new AppError('layout.wrongTemplate', { form: '得分汇总表', found: meta.template });
  }
  const ids = meta?.runs?.split(' ').filter((id) => id !== '') ?? [];
  const cycle = meta?.cycle;
  if (ids.length === 0 || cycle === undefined) throw new AppError('summary.runUnnamed', {});
  const today = dayInChina(context.now());
  const inputs = ids.map((run) => summaryInput(db, { cycle, run }, today));
  const [first] = inputs;
  if (first === undefined) throw new AppError('summary.runUnnamed', {});
  const plan = buildSummaryWorkbook({ ...first, runs: inputs.flatMap(({ runs }) => runs) });
  const { cells, differences, missingSheets } = await compareSheets(plan, sheets);
  const runs = createRunReader(db);
  const seals = createSealReader(db);
  return {
    runs: ids.flatMap((id) => {
      const head = runs.find(id);
      if (head === null) return [];
      const { modelCode, modelVersion, createdAt, official } = head;
      return [{ id, cycle, modelCode, modelVersion, createdAt, official, sealed: seals.find(id) !== null }];
    }),
    cells,
    differences: differences.slice(0, mostDifferences),
    differing: differences.length,
    missingSheets,
  };
};
