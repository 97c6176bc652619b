/** A line of an official's file: which fields each category has, how they are called there, and what they must be. */

import { addMonths } from '../dates.ts';
import type { OfficialFileItemContent } from '../entities.ts';
import { findLimit, type LimitRule, type RuleTable } from '../rule-table.ts';
import { type FileCategory, type FileResult, resultsOfCategory } from '../subject-lists.ts';
import type { FieldReader } from './field-reader.ts';
import type { FieldTitle } from './typed-fields.ts';

/** Every field that a line can have, in the order of the form. */
export const fileItemFields = {
  year: { title: '年度' },
  result: { title: '结果' },
  title: { title: '事项' },
  happenedOn: { title: '日期', required: true },
  untilOn: { title: '截止日期' },
  organ: { title: '有关单位' },
  documentNo: { title: '文号' },
  remarks: { title: '备注' },
} as const satisfies Record<string, FieldTitle>;
export type FileItemField = keyof typeof fileItemFields;

const need = (title: string): FieldTitle => ({ title, required: true });
const may = (title: string): FieldTitle => ({ title });

/** The fields of each category; one that is missing is not asked for. */
export const fieldsOfCategory: Readonly<
  Record<FileCategory, Readonly<Partial<Record<FileItemField, FieldTitle>>>>
> = {
  personalFile: {
    result: need('核查结果'),
    happenedOn: need('核查日期'),
    organ: may('核查单位'),
    documentNo: may('文号'),
    remarks: may('备注'),
  },
  personalMatters: {
    year: may('报告年度'),
    result: need('查核结果'),
    happenedOn: need('查核日期'),
    organ: may('查核单位'),
    documentNo: may('文号'),
    remarks: may('备注'),
  },
  integrity: {
    result: need('情况'),
    title: may('事项'),
    happenedOn: need('日期'),
    organ: may('出具单位'),
    documentNo: may('文号'),
    remarks: may('备注'),
  },
  conduct: {
    result: need('情况'),
    title: need('事项'),
    happenedOn: need('日期'),
    organ: may('认定单位'),
    documentNo: may('文号'),
    remarks: may('备注'),
  },
  assessment: {
    year: need('考核年度'),
    result: need('等次'),
    happenedOn: need('确定日期'),
    organ: may('考核单位'),
    documentNo: may('文号'),
    remarks: may('备注'),
  },
  violation: {
    result: need('处分'),
    title: need('违纪违法事实'),
    happenedOn: need('决定生效日期'),
    untilOn: may('影响期至'),
    organ: need('处分机关'),
    documentNo: need('处分文号'),
    remarks: may('备注'),
  },
  entryCheck: {
    result: need('审查结论'),
    title: need('查询内容'),
    happenedOn: need('审查日期'),
    organ: need('审查（查询）单位'),
    documentNo: may('文号'),
    remarks: may('备注'),
  },
  post: {
    title: need('职务'),
    happenedOn: need('任职日期'),
    untilOn: may('免职日期'),
    organ: may('任职单位'),
    documentNo: may('任免文号'),
    remarks: may('备注'),
  },
  rank: {
    title: need('职级'),
    happenedOn: need('确定日期'),
    documentNo: may('文号'),
    remarks: may('备注'),
  },
  status: {
    result: need('状态'),
    happenedOn: need('变动日期'),
    documentNo: may('文号'),
    remarks: may('备注'),
  },
  pledge: {
    title: may('承诺书名称'),
    happenedOn: need('签订日期'),
    untilOn: may('有效期至'),
    organ: may('受诺单位'),
    documentNo: may('编号'),
    remarks: may('备注'),
  },
};

/** How long a disciplinary action has effect. */
export interface DisciplineEffect {
  /** 影响期至: the last day. */
  until: string;
  rule: Pick<LimitRule, 'name' | 'basis'>;
}

/**
 * The effect of a disciplinary action by the rule in force on the day that it took effect; null where no rule speaks of
 * it (an older one, a dismissal).
 */
export function disciplineEffect(
  result: FileResult | null,
  effectiveOn: string,
  rules: RuleTable,
): DisciplineEffect | null {
  if (result === null) return null;
  const rule = findLimit(rules, `discipline.${result}`, effectiveOn);
  if (rule === null) return null;
  const { amount, unit } = rule.limit;
  if (unit !== 'months' && unit !== 'years') return null;
  const until = addMonths(effectiveOn, unit === 'years' ? amount * 12 : amount);
  return { until, rule: { name: rule.name, basis: rule.basis } };
}

export interface FileItemContext {
  /** `yyyy-mm-dd`. */
  today: string;
  rules: RuleTable;
}

/** A line as read; whose it is is added by those who know. */
export type TypedFileItem = Omit<OfficialFileItemContent, 'officialId' | 'withdrawnOn' | 'withdrawnReason'>;

/** Reads a line of a file. Fields that its category does not have stay empty, whatever was typed. */
export function readFileItem(
  fields: FieldReader,
  category: FileCategory,
  { today, rules }: FileItemContext,
): TypedFileItem | null {
  const has = fieldsOfCategory[category];
  const text = (key: 'title' | 'organ' | 'documentNo' | 'remarks', maxLength: number): string | null =>
    has[key] === undefined ? null : fields.text(key, { maxLength });
  const results = resultsOfCategory[category] as Readonly<Record<string, string>>;
  const result = has.result === undefined ? null : (fields.choice('result', results) as FileResult | null);
  const happenedOn = fields.date('happenedOn');
  const year = has.year === undefined ? null : readYear(fields, today);
  if (happenedOn !== null && happenedOn > today) {
    fields.report('error', 'fileItem.inFuture', { date: happenedOn }, 'happenedOn');
  }
  const typedUntil = has.untilOn === undefined ? null : fields.date('untilOn');
  if (typedUntil !== null && happenedOn !== null && typedUntil < happenedOn) {
    const [from, to] = [has.happenedOn?.title ?? '', has.untilOn?.title ?? ''];
    fields.report('error', 'row.datesReversed', { from, to }, 'untilOn');
  }
  const rest = {
    title: text('title', 200),
    organ: text('organ', 100),
    documentNo: text('documentNo', 100),
    remarks: text('remarks', 500),
  };
  if (happenedOn === null) return null;
  const untilOn =
    category === 'violation' ? readEffect(fields, { result, happenedOn, typedUntil }, rules) : typedUntil;
  return { category, result, year, happenedOn, untilOn, ...rest };
}

function readYear(fields: FieldReader, today: string): number | null {
  const year = fields.count('year');
  if (year === null || (year >= 1949 && year <= Number(today.slice(0, 4)))) return year;
  fields.report('error', 'fileItem.yearUnlikely', { year }, 'year');
  return null;
}

/** The end of a disciplinary action's effect: as typed, else by the rule; both are compared. */
function readEffect(
  fields: FieldReader,
  item: { result: FileResult | null; happenedOn: string; typedUntil: string | null },
  rules: RuleTable,
): string | null {
  const effect = disciplineEffect(item.result, item.happenedOn, rules);
  if (effect === null) {
    const lasting = item.result !== null && item.result !== 'dismissal' && item.result !== 'otherAction';
    if (lasting && item.typedUntil === null) {
      fields.report('warning', 'fileItem.noRule', { date: item.happenedOn }, 'untilOn');
    }
    return item.typedUntil;
  }
  if (item.typedUntil !== null && item.typedUntil !== effect.until) {
    fields.report('warning', 'fileItem.untilDiffers', { expected: effect.until, ...effect.rule }, 'untilOn');
  }
  return item.typedUntil ?? effect.until;
}
