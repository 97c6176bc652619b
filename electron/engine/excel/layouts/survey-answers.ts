/** 满意度问卷答卷表: one row for each valid questionnaire. Whoever answered is not named, only the paper's number. */
import { surveyAudiences } from '#shared/domain/surveys.ts';
import { openUnitReader, unitColumns } from './cycle-unit.ts';
import { buildFormWorkbook } from './form-workbook.ts';
import type { ImportLayout } from './layout.ts';
import { questionColumns, questionKey, questionTitle, type SurveyContext } from './survey-context.ts';
import type { TableSheet } from './table.ts';
import { openTableParser } from './table-parser.ts';

/** One questionnaire as it is read. */
export interface AnswersRow {
  number: string;
  bodyUscc: string;
  answers: Record<string, number>;
}

const identity = { layout: 'survey-answers', templateVersion: '1.0', title: '满意度问卷答卷表' } as const;

const tableOf = (context: SurveyContext): TableSheet => ({
  name: '答卷',
  title: `${context.survey.title}答卷表`,
  unitLine: [
    `填报单位（盖章）：${context.officeName}`,
    `对象：${surveyAudiences[context.survey.audience]}`,
    '填报日期：',
  ],
  columns: [
    {
      key: 'number',
      title: '问卷编号',
      also: ['编号', '答卷编号', '问卷号'],
      width: 14,
      look: 'code',
      required: 'cell',
    },
    ...unitColumns,
    ...questionColumns(context, (question) => ({
      title: questionTitle(question),
      also: [question.code, question.text],
      width: 12,
      look: 'number',
    })),
  ],
  signOff: false,
  notes: [
    '一份有效问卷一行；问卷编号不得重复，无效问卷不录入。',
    `各题按原刻度填数字：${context.survey.questions
      .map(({ code, min, max }) => `${code} 为 ${min}–${max}`)
      .join('，')}；没有作答的题留空，总体题必须作答。`,
    '不填写答卷人的姓名、电话、身份证号等个人信息。',
  ],
  blankRows: 30,
  entryRows: 20_000,
  frozenColumns: 3,
});

export const surveyAnswersLayout: ImportLayout<AnswersRow, SurveyContext> = {
  code: 'survey-answers',
  title: identity.title,
  templateVersion: identity.templateVersion,
  // Its columns are those of one questionnaire: a file is recognised by what it says of itself.
  knownTables: [],
  tables: (context) => [tableOf(context)],
  lists: () => ({}),
  buildTemplate: (context) =>
    buildFormWorkbook(
      identity,
      tableOf(context),
      { rows: [] },
      {
        asForm: true,
        meta: { cycle: context.cycle.code, survey: context.survey.id },
      },
    ),
  openParser(context) {
    const readUnit = openUnitReader(context.units, context.cycle.name);
    const { questions, overall } = context.survey;
    return openTableParser<AnswersRow>({
      layout: 'survey-answers',
      title: identity.title,
      templateVersion: identity.templateVersion,
      tables: [tableOf(context)],
      mapRow(row) {
        const number = row.text('number', { maxLength: 50 });
        const unit = readUnit(row);
        const answers: Record<string, number> = {};
        for (const { code, min, max } of questions) {
          const answer = row.decimal(questionKey(code));
          if (answer === null) continue;
          if (answer < min || answer > max) {
            const params = { min: String(min), max: String(max) };
            row.report('error', 'entry.outOfRange', params, questionKey(code));
          }
          answers[code] = answer;
        }
        if (answers[overall] === undefined && !row.refused) {
          row.report('error', 'row.required', { title: overall }, questionKey(overall));
        }
        if (number === null || unit === null) return { naturalKey: null, value: null };
        return { naturalKey: number, value: { number, bodyUscc: unit.uscc, answers } };
      },
    });
  },
};
