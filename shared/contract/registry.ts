/** Every operation of the engine by name. */

import { bodyOperations } from './operations/bodies.ts';
import { bodyChangeOperations } from './operations/body-changes.ts';
import { catalogueOperations } from './operations/catalogue.ts';
import { consequenceOperations } from './operations/consequences.ts';
import { coverageOperations } from './operations/coverage.ts';
import { cycleArchiveOperations } from './operations/cycle-archives.ts';
import { cycleNoticeOperations } from './operations/cycle-notice.ts';
import { cycleWorkOperations } from './operations/cycle-work.ts';

import { cycleOperations } from './operations/cycles.ts';
import { documentOperations } from './operations/documents.ts';
import { dueOperations } from './operations/due.ts';
import { eligibilityOperations } from './operations/eligibility.ts';
import { entryOperations } from './operations/entries.ts';
import { evidenceOperations } from './operations/evidence.ts';
import { explanationOperations } from './operations/explanations.ts';
import { externalOperations } from './operations/external.ts';
import { filterOperations } from './operations/filters.ts';
import { homeOperations } from './operations/home.ts';
import { importOperations } from './operations/imports.ts';
import { ledgerOperations } from './operations/ledgers.ts';
import { listOperations } from './operations/lists.ts';
import { modelDraftOperations } from './operations/model-drafts.ts';
import { modelTrialOperations } from './operations/model-trials.ts';
import { modelOperations } from './operations/models.ts';
import { officeOperations } from './operations/office.ts';
import { officialFileOperations } from './operations/official-files.ts';
import { officialOperations } from './operations/officials.ts';
import { packageOperations } from './operations/packages.ts';
import { qualityOperations } from './operations/quality.ts';
import { recordOperations } from './operations/records.ts';
import { regionOperations } from './operations/regions.ts';
import { reportOperations } from './operations/reports.ts';
import { ruleOperations } from './operations/rules.ts';
import { runAnalysisOperations } from './operations/run-analysis.ts';
import { runResultOperations } from './operations/run-results.ts';
import { runSealOperations } from './operations/run-seals.ts';
import { runOperations } from './operations/runs.ts';
import { searchOperations } from './operations/search.ts';
import { subjectOperations } from './operations/subjects.ts';
import { systemOperations } from './operations/system.ts';
import { weightOperations } from './operations/weights.ts';

export const operations = {
  ...homeOperations,
  ...officeOperations,
  ...bodyOperations,
  ...bodyChangeOperations,
  ...coverageOperations,
  ...officialOperations,
  ...officialFileOperations,
  ...recordOperations,
  ...qualityOperations,
  ...regionOperations,
  ...ledgerOperations,
  ...catalogueOperations,
  ...ruleOperations,
  ...dueOperations,
  ...subjectOperations,
  ...searchOperations,
  ...filterOperations,
  ...modelOperations,
  ...modelTrialOperations,
  ...modelDraftOperations,
  ...cycleOperations,
  ...cycleWorkOperations,
  ...cycleArchiveOperations,
  ...cycleNoticeOperations,
  ...entryOperations,
  ...evidenceOperations,
  ...externalOperations,
  ...explanationOperations,
  ...importOperations,
  ...runOperations,
  ...runResultOperations,
  ...runAnalysisOperations,
  ...runSealOperations,
  ...consequenceOperations,
  ...reportOperations,
  ...listOperations,
  ...documentOperations,
  ...eligibilityOperations,
  ...packageOperations,
  ...systemOperations,
  ...weightOperations,
};
export type Operations = typeof operations;
export type OperationName = keyof Operations;
