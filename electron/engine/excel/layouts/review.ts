/**
 * W2 考核评分复核表: the self-assessment of a unit with the values of first and final review beside it. Values are read,
 * scores are shown; a value that lowers the score needs its reason.
 */
import { itemLists } from './indicator-rows.ts';
import type { ImportLayout } from './layout.ts';
import { buildReviewWorkbook } from './review-form.ts';
import { openReviewParser } from './review-import.ts';
import {
  bareReviewTable,
  type ReviewContext,
  type ReviewRow,
  reviewTable,
  reviewTitle,
  templateVersion,
} from './review-table.ts';

export type { ReviewContext, ReviewRole, ReviewRow, StoredValue } from './review-table.ts';

export const reviewLayout: ImportLayout<ReviewRow, ReviewContext> = {
  code: 'review',
  title: reviewTitle,
  templateVersion,
  knownTables: [bareReviewTable()],
  tables: (context) => [reviewTable(context)],
  lists: (context) => itemLists(context.model),
  buildTemplate: buildReviewWorkbook,
  openParser: openReviewParser,
};
