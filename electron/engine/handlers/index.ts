/** One handler per operation. A missing one does not compile. */
import type { HandlerTable } from '../runtime/dispatch.ts';
import { bodyHandlers } from './archive/bodies.ts';
import { bodyChangeHandlers } from './archive/body-changes.ts';
import { coverageHandlers } from './archive/coverage.ts';
import { officialFileHandlers } from './archive/official-files.ts';
import { officialHandlers } from './archive/officials.ts';
import { recordHandlers } from './archive/records.ts';
import { subjectHandlers } from './archive/timeline.ts';
import { consequenceHandlers } from './consequences/index.ts';
import { cycleArchiveHandlers } from './cycle-archive/index.ts';
import { cycleNoticeHandlers } from './cycle-notice/index.ts';
import { cycleStageHandlers } from './cycles/stages.ts';
import { cycleWorkHandlers } from './cycles/work.ts';

import { cycleHandlers } from './cycles.ts';
import { documentHandlers } from './documents/index.ts';
import { eligibilityHandlers } from './eligibility.ts';
import { entryHandlers } from './entries/index.ts';
import { evidenceHandlers } from './evidence/index.ts';
import { explanationHandlers } from './explanations.ts';
import { externalHandlers } from './external/index.ts';
import { filterHandlers } from './filters.ts';
import { homeHandlers } from './home.ts';
import { importHandlers } from './imports/index.ts';
import { ledgerHandlers } from './ledgers/index.ts';
import { listHandlers } from './lists.ts';
import { modelDraftHandlers } from './model-drafts/index.ts';
import { modelTrialHandlers } from './model-trials/index.ts';
import { modelHandlers } from './models.ts';
import { officeHandlers } from './office.ts';
import { packageHandlers } from './packages/index.ts';
import { qualityHandlers } from './quality/index.ts';
import { regionHandlers } from './regions/index.ts';
import { reportHandlers } from './reports.ts';
import { catalogueHandlers } from './rules/catalogue.ts';
import { dueHandlers } from './rules/due.ts';
import { ruleHandlers } from './rules/rules.ts';
import { runAnalysisHandlers } from './run-analysis/index.ts';
import { runResultHandlers } from './run-results/index.ts';
import { runSealHandlers } from './run-seals/index.ts';
import { runHandlers } from './runs.ts';
import { searchHandlers } from './search/index.ts';
import { systemHandlers } from './system.ts';
import { weightHandlers } from './weights/index.ts';

export const handlers: HandlerTable = {
  ...homeHandlers,
  ...officeHandlers,
  ...bodyHandlers,
  ...bodyChangeHandlers,
  ...coverageHandlers,
  ...officialHandlers,
  ...officialFileHandlers,
  ...recordHandlers,
  ...qualityHandlers,
  ...regionHandlers,
  ...ledgerHandlers,
  ...catalogueHandlers,
  ...ruleHandlers,
  ...dueHandlers,
  ...subjectHandlers,
  ...searchHandlers,
  ...filterHandlers,
  ...modelHandlers,
  ...modelTrialHandlers,
  ...modelDraftHandlers,
  ...cycleHandlers,
  ...cycleStageHandlers,
  ...cycleWorkHandlers,
  ...cycleArchiveHandlers,
  ...cycleNoticeHandlers,
  ...entryHandlers,
  ...evidenceHandlers,
  ...externalHandlers,
  ...explanationHandlers,
  ...importHandlers,
  ...runHandlers,
  ...runResultHandlers,
  ...runAnalysisHandlers,
  ...runSealHandlers,
  ...consequenceHandlers,
  ...reportHandlers,
  ...listHandlers,
  ...documentHandlers,
  ...eligibilityHandlers,
  ...packageHandlers,
  ...systemHandlers,
  ...weightHandlers,
};
