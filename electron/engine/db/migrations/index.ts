import type { Migration } from '../migrate.ts';
import { initial } from './0001-initial.ts';
import { entryWork } from './0002-entry-work.ts';
import { importUndo } from './0003-import-undo.ts';
import { archive } from './0004-archive.ts';
import { subjects } from './0005-subjects.ts';
import { ledgers } from './0006-ledgers.ts';
import { datedRules } from './0007-dated-rules.ts';
import { importMappings } from './0008-import-mappings.ts';
import { evidenceFiles } from './0009-evidence.ts';
import { documents } from './0010-documents.ts';
import { searchIndex } from './0011-search-index.ts';
import { quality } from './0012-quality.ts';
import { savedFilters } from './0013-saved-filters.ts';
import { cycleWork } from './0014-cycle-work.ts';
import { gradeConsequences } from './0015-grade-consequences.ts';
import { externalScoring } from './0016-external-scoring.ts';
import { cycleNotices } from './0017-cycle-notices.ts';
import { statedOffices } from './0018-stated-offices.ts';
import { issuedPapers } from './0019-issued-papers.ts';
import { checkExplanations } from './0020-check-explanations.ts';
import { reviewLimits } from './0021-review-limits.ts';
import { modelDrafts } from './0022-model-drafts.ts';

/** Every step from an empty file to the present schema, in order. Append only: a released step is frozen. */
export const migrations: readonly Migration[] = Object.freeze([
  initial,
  entryWork,
  importUndo,
  archive,
  subjects,
  ledgers,
  datedRules,
  importMappings,
  evidenceFiles,
  documents,
  searchIndex,
  quality,
  savedFilters,
  cycleWork,
  gradeConsequences,
  externalScoring,
  cycleNotices,
  statedOffices,
  issuedPapers,
  checkExplanations,
  reviewLimits,
  modelDrafts,
]);
