/**
 * Every failure code and the schema of its parameters. One file per area; a code named nowhere here does not
 * compile, and a code without words in `shared/words/zh-CN` does not compile either.
 */
import { archiveFailures } from './archive.ts';
import { explanationFailures } from './audit-rules.ts';
import { consequenceFailures } from './consequences.ts';
import { cycleArchiveFailures } from './cycle-archive.ts';
import { cycleNoticeFailures } from './cycle-notice.ts';
import { cycleWorkFailures } from './cycle-work.ts';

import { databaseFailures } from './database.ts';
import { documentFailures } from './documents.ts';
import { entryFailures } from './entries.ts';
import { evidenceFailures } from './evidence.ts';
import { externalFailures } from './external.ts';
import { fileFailures } from './file.ts';
import { importFailures } from './imports.ts';
import { layoutFailures } from './layout.ts';
import { ledgerFailures } from './ledgers.ts';
import { modelFailures } from './model.ts';
import { modelTrialFailures } from './model-trials.ts';
import { packageFailures } from './package.ts';
import { resourceFailures } from './resources.ts';
import { reviewFailures } from './review.ts';
import { ruleFailures } from './rules.ts';
import { runtimeFailures } from './runtime.ts';
import { subjectFailures } from './subjects.ts';
import { useCaseFailures } from './use-cases.ts';
import { workbookFailures } from './workbook.ts';

export const failureCodes = {
  ...runtimeFailures,
  ...archiveFailures,
  ...consequenceFailures,
  ...cycleArchiveFailures,
  ...cycleNoticeFailures,
  ...databaseFailures,
  ...documentFailures,
  ...cycleWorkFailures,
  ...explanationFailures,
  ...entryFailures,
  ...evidenceFailures,
  ...externalFailures,
  ...fileFailures,
  ...importFailures,
  ...layoutFailures,
  ...ledgerFailures,
  ...modelFailures,
  ...modelTrialFailures,
  ...packageFailures,
  ...resourceFailures,
  ...reviewFailures,
  ...subjectFailures,
  ...ruleFailures,
  ...useCaseFailures,
  ...workbookFailures,
} as const;
