import type { OperationInput } from '#shared/contract/client.ts';
import { domains, polarities, recordStatuses, severities, subjectTypes } from '#shared/domain/code-lists.ts';
import { archiveWords } from '../../../i18n/zh-CN/archive.ts';

const words = archiveWords.records;

/** Which conditions a list was narrowed by, in words, for the workbook that it is exported to. */
export const exportNoteOf = (conditions: OperationInput<'records.totals'>): string => {
  const { polarity, severity, status, domain, subjectType, bodyUscc, text, decidedFrom, decidedTo } =
    conditions;
  const named = [
    [words.unit, bodyUscc],
    [words.polarity, polarity === undefined ? undefined : polarities[polarity]],
    [words.severity, severity === undefined ? undefined : severities[severity]],
    [words.status, status === undefined ? undefined : recordStatuses[status]],
    [words.domain, domain === undefined ? undefined : domains[domain]],
    [words.subjectType, subjectType === undefined ? undefined : subjectTypes[subjectType]],
    [`${words.decided}${words.decidedFrom}`, decidedFrom],
    [`${words.decided}${words.decidedTo}`, decidedTo],
    [words.text, text],
  ].filter(([, value]) => value !== undefined);
  return named.length === 0 ? words.all : named.map(([name, value]) => `${name}：${value}`).join('；');
};
