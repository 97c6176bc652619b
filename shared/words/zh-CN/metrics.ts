/** Where the program draws a value from, in words: which records count, and what is counted of them. */

import {
  disclosureLevels,
  documentTypes,
  domains,
  polarities,
  recordStatuses,
  rectificationStatuses,
  repairStatuses,
  severities,
  subjectTypes,
} from '../../domain/code-lists.ts';
import type { MetricCondition, MetricSpec } from '../../domain/metrics.ts';

const fieldNames: Readonly<Record<string, string>> = {
  subjectType: '主体类别',
  domain: '领域',
  polarity: '信息性质',
  documentType: '文书类型',
  severity: '程度',
  disclosureLevel: '公开级别',
  status: '状态',
  rectificationStatus: '整改状态',
  repairStatus: '修复状态',
  catalogueItem: '目录项',
  decisionDate: '认定日期',
  rectifyDueOn: '整改期限',
  rectifiedOn: '整改完成日期',
  objectionFiledOn: '异议提出日期',
  objectionDueOn: '异议办结期限',
  objectionClosedOn: '异议办结日期',
  amountFen: '金额（分）',
  rectificationDue: '整改已到期',
  rectifiedInTime: '按期整改',
  objectionClosedInTime: '异议按期办结',
};

const lists: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  subjectType: subjectTypes,
  domain: domains,
  polarity: polarities,
  documentType: documentTypes,
  severity: severities,
  disclosureLevel: disclosureLevels,
  status: recordStatuses,
  rectificationStatus: rectificationStatuses,
  repairStatus: repairStatuses,
};

const sources: Readonly<Record<string, string>> = { records: '信用记录', objections: '异议' };

const named = (table: Readonly<Record<string, string>> | undefined, code: string): string =>
  table && Object.hasOwn(table, code) ? (table[code] ?? code) : code;

const conditionWords = (condition: MetricCondition): string => {
  const { field } = condition;
  const name = named(fieldNames, field);
  const value = (given: string | number | boolean): string => {
    if (typeof given === 'boolean') return given ? '是' : '否';
    return typeof given === 'string' ? named(lists[field], given) : String(given);
  };
  if ('eq' in condition) return `${name}为${value(condition.eq)}`;
  if ('in' in condition) return `${name}为${condition.in.map(value).join('、')}之一`;
  const ends = [
    condition.from === undefined ? '' : `自${condition.from}`,
    condition.to === undefined ? '' : `至${condition.to}`,
  ];
  return `${name}${ends.join('')}`;
};

const which = (conditions: readonly MetricCondition[] | undefined): string =>
  conditions && conditions.length > 0 ? `${conditions.map(conditionWords).join('，')}的` : '全部';

/** One sentence without its full stop: `考核期内信用记录中，领域为政府采购的条数`. */
export const describeMetric = (metric: MetricSpec): string => {
  const from = `考核期内${named(sources, metric.source)}中，`;
  if (metric.op === 'count') return `${from}${which(metric.where)}条数`;
  if (metric.op === 'sum') return `${from}${which(metric.where)}${named(fieldNames, metric.of)}合计`;
  return `${from}${which(metric.where)}条数占${which(metric.of)}条数的比率`;
};
