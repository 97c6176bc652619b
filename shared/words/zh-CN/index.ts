/**
 * The words for every code, in one place because three edges need them: the window, the command line and the
 * workbooks that carry findings back. A code without words does not compile.
 */
import type { z } from 'zod';
import type { FailureCode, FailureParams } from '../../errors/app-error.ts';
import type { failureCodes } from '../../errors/codes/index.ts';
import type { Finding } from '../../errors/finding.ts';
import { archiveFailureWords, archiveFindingWords } from './archive.ts';
import { auditRuleFindingWords, explanationFailureWords } from './audit-rules.ts';
import { consequenceWords } from './consequences.ts';
import { cycleArchiveFailureWords, cycleArchiveFindingWords } from './cycle-archive.ts';
import { cycleNoticeFailureWords, cycleNoticeFindingWords } from './cycle-notice.ts';
import { cycleWorkFailureWords, cycleWorkFindingWords } from './cycle-work.ts';

import { databaseFailureWords, databaseFindingWords } from './database.ts';
import { documentWords } from './documents.ts';
import { domainWords } from './domain.ts';
import { entryFailureWords, entryFindingWords } from './entries.ts';
import { evidenceFailureWords, evidenceFindingWords } from './evidence.ts';
import { externalFailureWords, externalFindingWords } from './external.ts';
import { fileWords } from './file.ts';
import { importFailureWords, importFindingWords } from './imports.ts';
import { layoutFailureWords, layoutFindingWords } from './layout.ts';
import { ledgerFailureWords, ledgerFindingWords } from './ledgers.ts';
import { modelFailureWords, modelFindingWords } from './model.ts';
import { modelTrialFailureWords, modelTrialFindingWords } from './model-trials.ts';
import { packageFailureWords, packageFindingWords } from './package.ts';
import { resourceFailureWords } from './resources.ts';
import { reviewFailureWords, reviewFindingWords } from './review.ts';
import { ruleFailureWords, ruleFindingWords } from './rules.ts';
import { runtimeWords } from './runtime.ts';
import { subjectFailureWords, subjectFindingWords } from './subjects.ts';
import { useCaseFailureWords, useCaseFindingWords } from './use-cases.ts';
import { workbookFailureWords, workbookFindingWords } from './workbook.ts';

const failureWords = {
  ...runtimeWords,
  ...archiveFailureWords,
  ...consequenceWords,
  ...cycleArchiveFailureWords,
  ...cycleNoticeFailureWords,
  ...databaseFailureWords,
  ...documentWords,
  ...cycleWorkFailureWords,
  ...explanationFailureWords,
  ...entryFailureWords,
  ...evidenceFailureWords,
  ...externalFailureWords,
  ...fileWords,
  ...importFailureWords,
  ...layoutFailureWords,
  ...ledgerFailureWords,
  ...modelFailureWords,
  ...modelTrialFailureWords,
  ...packageFailureWords,
  ...resourceFailureWords,
  ...reviewFailureWords,
  ...subjectFailureWords,
  ...ruleFailureWords,
  ...useCaseFailureWords,
  ...workbookFailureWords,
} satisfies {
  [C in FailureCode]: (params: z.infer<(typeof failureCodes)[C]>) => string;
};

const findingWords = {
  ...archiveFindingWords,
  ...auditRuleFindingWords,
  ...cycleArchiveFindingWords,
  ...cycleNoticeFindingWords,
  ...databaseFindingWords,
  ...domainWords,
  ...cycleWorkFindingWords,
  ...entryFindingWords,
  ...evidenceFindingWords,
  ...externalFindingWords,
  ...importFindingWords,
  ...layoutFindingWords,
  ...ledgerFindingWords,
  ...modelFindingWords,
  ...modelTrialFindingWords,
  ...packageFindingWords,
  ...reviewFindingWords,
  ...ruleFindingWords,
  ...subjectFindingWords,
  ...useCaseFindingWords,
  ...workbookFindingWords,
};

type Words = Record<string, (params: never) => string>;

const lookUp = (words: Words, code: string, params: unknown): string | null =>
  Object.hasOwn(words, code) ? (words[code] as (params: unknown) => string)(params) : null;

/** Says a failure in Chinese: what happened, where, and what to do next. */
export const describeFailure = (code: string, params: FailureParams<FailureCode>): string =>
  lookUp(failureWords, code, params) ?? `操作没有完成（${code}）。`;

/** Says a finding in Chinese, without its place. */
export const describeFinding = (finding: Pick<Finding, 'code' | 'params'>): string =>
  lookUp(findingWords, finding.code, finding.params) ?? `发现问题（${finding.code}）。`;

/** Says where a finding is: sheet and cell, or subject and indicator; empty when it concerns the whole. */
export const describePlace = (finding: Finding): string => {
  const cell = finding.row === undefined ? '' : `${finding.column ?? ''}${finding.row}`;
  const parts = [
    finding.sheet === undefined ? '' : `工作表“${finding.sheet}”`,
    cell === '' ? '' : finding.column === undefined ? `第 ${finding.row} 行` : `单元格 ${cell}`,
    finding.subject === undefined ? '' : `单位 ${finding.subject}`,
    finding.node === undefined ? '' : `指标 ${finding.node}`,
    finding.leaf === undefined ? '' : `指标 ${finding.leaf}`,
    finding.role === undefined ? '' : `角色 ${finding.role}`,
    finding.item === undefined ? '' : `项目 ${finding.item}`,
  ];
  return parts.filter((part) => part !== '').join(' ');
};
