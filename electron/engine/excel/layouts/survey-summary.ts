/** W11 满意度测评汇总表: one row for each unit, with copies issued and valid, the mean of every question and the rate. */
import { comparable } from '#shared/domain/code-text.ts';
import { surveyAudiences } from '#shared/domain/surveys.ts';
import { textWidth } from '../cell-text.ts';
import type { CellContent, RowPlan, WorkbookPlan } from '../workbook-plan.ts';
import { openUnitReader, unitColumns } from './cycle-unit.ts';
import { buildFormWorkbook, labelsOf } from './form-workbook.ts';
import type { ImportLayout } from './layout.ts';
import type { RowReader } from './row-reader.ts';
import { questionColumns, questionKey, questionTitle, type SurveyContext } from './survey-context.ts';
import type { TableColumn, TableSheet } from './table.ts';
import { openTableParser } from './table-parser.ts';

/** A unit's row as it is read. */
export interface SummaryRow {
  bodyUscc: string;
  issued: number | null;
  valid: number;
  /** Of the questions that were reported, decimal text. */
  means: Record<string, string>;
  /** Percent, decimal text. */
  satisfaction: string | null;
  /** The unit has answers of its own: the row only says how many copies were issued. */
  onlyIssued: boolean;
}

/** A unit's row as it is written. */
export interface SummaryLine {
  name: string;
  uscc: string;
  issued: number | null;
  valid: number | null;
  /** In the order of the questions. */
  means: readonly (string | null)[];
  satisfaction: string | null;
}

const identity = { layout: 'survey-summary', templateVersion: '1.0', title: '满意度测评汇总表' } as const;

/** A county's units with the sign-off line below them shall fit on one page. */
const nameWidth = 28;
const lineHeight = 16.5;

const head: readonly TableColumn[] = [
  { key: 'number', title: '序号', width: 5, look: 'integer', automatic: true },
  ...unitColumns.map((column) => (column.key === 'unitName' ? { ...column, width: nameWidth } : column)),
  {
    key: 'audience',
    title: '对象',
    also: ['测评对象', '调查对象'],
    width: 7,
    look: 'centre',
    list: 'audience',
  },
  {
    key: 'issued',
    title: '发放份数',
    also: ['发放问卷数', '发放数', '发放问卷（份）'],
    width: 9,
    look: 'integer',
    required: 'column',
  },
  {
    key: 'valid',
    title: '有效份数',
    also: ['有效问卷数', '有效数', '回收有效份数', '有效问卷（份）'],
    width: 9,
    look: 'integer',
    required: 'column',
  },
];
const tail: readonly TableColumn[] = [
  {
    key: 'satisfaction',
    title: '满意率（%）',
    also: ['满意率', '满意度（%）'],
    width: 9,
    look: 'score2',
    required: 'column',
  },
];

const table = (columns: readonly TableColumn[], context: SurveyContext | null): TableSheet => ({
  name: '满意度汇总',
  title: context === null ? identity.title : `${context.cycle.year}年度${identity.title}`,
  unitLine:
    context === null
      ? ['填报单位（盖章）：', '填报人及电话：', '填报日期：']
      : [
          `填报单位（盖章）：${context.officeName}`,
          `测评：${context.survey.title}（${surveyAudiences[context.survey.audience]}）`,
          '填报日期：',
        ],
  columns: [...head, ...columns, ...tail],
  signOff: true,
  notes: [
    '一个单位一行；有效份数不大于发放份数。',
    '各题均分按问卷的原刻度填写，不换算成百分制；满意率填百分数，如92.5。',
    '已经录入逐份答卷的单位，均分和满意率由程序统计，这里只填发放份数。',
    '不填写答卷人的姓名、电话等个人信息。',
  ],
  blankRows: 0,
  entryRows: 1000,
  frozenColumns: 2,
});

const tableOf = (context: SurveyContext): TableSheet =>
  table(
    questionColumns(context, (question) => ({
      title: `${questionTitle(question)}均分`,
      also: [question.code, question.text, `${question.text}均分`, questionTitle(question)],
      width: 12,
      look: 'score2',
    })),
    context,
  );

const lists = { audience: labelsOf(surveyAudiences) };

const cellNumber = (text: string | null): number | null => (text === null ? null : Number(text));

/** Of the units that reported it. */
const sumOf = (lines: readonly SummaryLine[], key: 'issued' | 'valid'): number | null => {
  const stated = lines.flatMap((line) => line[key] ?? []);
  return stated.length === 0 ? null : stated.reduce((sum, one) => sum + one, 0);
};

function* rowsOf(lines: readonly SummaryLine[], context: SurveyContext): Generator<RowPlan> {
  for (const [index, line] of lines.entries()) {
    const cells: CellContent[] = [
      index + 1,
      line.name,
      line.uscc,
      surveyAudiences[context.survey.audience],
      line.issued,
      line.valid,
      ...line.means.map(cellNumber),
      cellNumber(line.satisfaction),
    ];
    // A longer name takes the height that it needs.
    yield { role: 'data', cells, ...(textWidth(line.name) < nameWidth ? { height: lineHeight } : {}) };
  }
  const none = context.survey.questions.map(() => null);
  const sums = [sumOf(lines, 'issued'), sumOf(lines, 'valid')];
  yield { role: 'total', cells: [null, '合计', null, null, ...sums, ...none, null] };
}

/** The table as it is filed, or filled in further. */
export const buildSummaryWorkbook = (
  context: SurveyContext,
  lines: readonly SummaryLine[],
  options: { asForm: boolean },
): WorkbookPlan =>
  buildFormWorkbook(
    identity,
    tableOf(context),
    { rows: rowsOf(lines, context) },
    {
      asForm: options.asForm,
      lists,
      meta: { cycle: context.cycle.code, survey: context.survey.id },
    },
  );

/** A share in percent; null, with a finding, for one beyond 100. */
const readRate = (row: RowReader): number | null => {
  const cell = row.cell('satisfaction');
  if (cell?.percent) {
    row.report(
      'error',
      'row.percentCell',
      { title: '满意率', stored: cell.number ?? cell.text },
      'satisfaction',
    );
    return null;
  }
  const value = row.decimal('satisfaction');
  if (value === null || (value >= 0 && value <= 100)) return value;
  row.report('error', 'entry.outOfRange', { min: '0', max: '100' }, 'satisfaction');
  return null;
};

export const surveySummaryLayout: ImportLayout<SummaryRow, SurveyContext> = {
  code: 'survey-summary',
  title: identity.title,
  templateVersion: identity.templateVersion,
  knownTables: [table([], null)],
  tables: (context) => [tableOf(context)],
  lists: () => lists,
  buildTemplate: (context) =>
    buildSummaryWorkbook(
      context,
      context.units.map(({ name, uscc }) => ({
        name,
        uscc,
        issued: null,
        valid: null,
        means: context.survey.questions.map(() => null),
        satisfaction: null,
      })),
      { asForm: true },
    ),
  openParser(context) {
    const readUnit = openUnitReader(context.units, context.cycle.name);
    const { questions, audience } = context.survey;
    return openTableParser<SummaryRow>({
      layout: 'survey-summary',
      title: identity.title,
      templateVersion: identity.templateVersion,
      tables: [tableOf(context)],
      mapRow(row) {
        const unit = readUnit(row);
        const stated = row.text('audience');
        if (stated !== null && comparable(stated) !== comparable(surveyAudiences[audience])) {
          const params = { found: stated, audience: surveyAudiences[audience] };
          row.report('error', 'external.otherAudience', params, 'audience');
        }
        const issued = row.count('issued');
        const valid = row.count('valid');
        const means: Record<string, string> = {};
        for (const { code, min, max } of questions) {
          const mean = row.decimal(questionKey(code));
          if (mean === null) continue;
          if (mean < min || mean > max) {
            const params = { min: String(min), max: String(max) };
            row.report('error', 'entry.outOfRange', params, questionKey(code));
          }
          means[code] = String(mean);
        }
        const rate = readRate(row);
        if (unit === null) return { naturalKey: null, value: null };
        const naturalKey = unit.uscc;
        const blank = valid === null && rate === null && Object.keys(means).length === 0;
        // A list of units to fill in: what was left blank says nothing.
        if (blank && issued === null && !row.refused) return { structure: 'blank' };
        const answers = context.answered.get(unit.uscc);
        if (issued !== null && (valid ?? answers ?? 0) > issued) {
          row.report('error', 'external.validAboveIssued', { issued, valid: valid ?? answers ?? 0 }, 'valid');
        }
        if (answers !== undefined && !blank && valid !== answers) {
          row.report('error', 'external.hasAnswers', { unit: unit.name, answers }, 'valid');
        }
        if (answers === undefined && valid === null) {
          row.report('error', 'row.required', { title: '有效份数' }, 'valid');
        }
        if (answers === undefined && (valid ?? 0) > 0 && means[context.survey.overall] === undefined) {
          row.report('error', 'row.required', { title: '总体题均分' }, questionKey(context.survey.overall));
        }
        return {
          naturalKey,
          value: {
            bodyUscc: unit.uscc,
            issued,
            valid: valid ?? answers ?? 0,
            means,
            satisfaction: rate === null ? null : String(rate),
            onlyIssued: answers !== undefined,
          },
        };
      },
    });
  },
};
