/** W2: the columns of the review form, and what it is built from and read against. */
import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import type { Finding } from '#shared/errors/finding.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import type { Look } from '../workbook-plan.ts';
import { outlineDepth, outlineLeaves } from './model-outline.ts';
import type { LeafPoints } from './score-cells.ts';
import { type EntryValue, levelColumns, scoreLook } from './self-assessment-table.ts';
import type { TableColumn, TableSheet } from './table.ts';

/** Who states values on the review form. */
export const reviewRoles = ['assessor', 'finalReview'] as const;
export type ReviewRole = (typeof reviewRoles)[number];

/** What is stored in one cell of the unit. */
export interface StoredValue {
  leaf: string;
  item: string;
  role: EntryRole;
  value: EntryValue;
  note: string | null;
  evidence: string | null;
}

/** One item of a reviewed leaf: what each reviewer states anew. */
export interface ReviewRow {
  leaf: string;
  item: string;
  stated: { role: ReviewRole; value: EntryValue; note: string | null }[];
}

export interface ReviewContext {
  cycle: { code: string; year: number };
  unit: { uscc: string; name: string };
  model: ModelDocument;
  modelDigest: string;
  entries: readonly StoredValue[];
  /** Points as they come out of what the unit stated, of the first review and of the final one; absent: not yet. */
  scores?: { self?: LeafPoints; assessor?: LeafPoints; finalReview?: LeafPoints };
  /** Why a reviewer cannot change a cell now; null when it can. */
  lockOf?: (role: ReviewRole, leaf: string, item: string) => Finding | null;
  /** What values of a leaf come to by themselves; null where they cannot be told apart from other units' values. */
  pointsOf?: (leaf: string, values: Readonly<Record<string, EntryValue>>) => string | null;
}

export const templateVersion = '1.0';
export const reviewTitle = '政务诚信考核评分复核表';
/** Columns of a reviewer: the value and the reason for it. */
export const columnsOfRole = {
  assessor: { value: 'assessor', points: 'assessorScore', reason: 'reason', reasonTitle: '扣分原因' },
  finalReview: { value: 'final', points: 'finalScore', reason: 'finalReason', reasonTitle: '复核说明' },
} as const;

export const reviewIdentity = { layout: 'review', templateVersion, title: reviewTitle } as const;

/** The form's columns for a model of so many levels. */
function reviewColumns(depth: number, score: Look): TableColumn[] {
  const points = (key: string, title: string): TableColumn => ({
    key,
    title,
    width: 7.5,
    look: score,
    automatic: true,
    shaded: false,
  });
  const stated = (key: string, title: string): TableColumn => ({
    key,
    title,
    width: 8.5,
    look: 'value',
    required: 'column',
    unlocked: true,
  });
  return [
    { key: 'number', title: '序号', width: 5, look: 'integer', automatic: true, shaded: false },
    ...levelColumns(depth, { first: 7, inner: 9, leaf: 16 }),
    points('points', '分值'),
    { key: 'rule', title: '评分标准', width: 36, look: 'long', automatic: true, shaded: false },
    { key: 'label', title: '项目', also: ['填报项目'], width: 16, look: 'text', required: 'column' },
    { key: 'self', title: '自评填报值', width: 8.5, look: 'value', automatic: true, shaded: false },
    points('selfScore', '自评得分'),
    stated('assessor', '初审填报值'),
    points('assessorScore', '初审得分'),
    { key: 'reason', title: '扣分原因', width: 17, look: 'long', unlocked: true },
    stated('final', '复核填报值'),
    points('finalScore', '复核得分'),
    { key: 'finalReason', title: '复核说明', width: 13, look: 'long', unlocked: true },
    { key: 'reviewer', title: '考核人', width: 8, look: 'long', automatic: true, shaded: false },
    {
      key: 'evidence',
      title: '佐证材料及说明',
      width: 16,
      look: 'long',
      automatic: true,
      shaded: false,
    },
    { key: 'leaf', title: '指标代码', width: 10, look: 'code', hidden: true },
    { key: 'item', title: '项目代码', width: 10, look: 'code', hidden: true },
  ];
}

/** The form of no unit and no model in particular. */
export function bareReviewTable(): TableSheet {
  return {
    name: '复核表',
    title: '',
    columns: reviewColumns(3, 'score2'),
    signOff: true,
    notes: [],
    blankRows: 0,
    entryRows: 0,
  };
}

/** The form of one unit. */
export function reviewTable(context: ReviewContext): TableSheet {
  const depth = outlineDepth(outlineLeaves(context.model));
  return {
    name: '复核表',
    title: `${context.cycle.year}年度${context.unit.name}考核评分复核表`,
    unitLine: [`被考核单位：${context.unit.name}`, '考核单位（盖章）：', '考核日期：'],
    columns: reviewColumns(depth, scoreLook(context.model)),
    signOff: true,
    notes: [
      '只填“初审填报值”“扣分原因”“复核填报值”“复核说明”四列。填的是核实后的数，不是分数；得分由程序计算，只供核对，不读入。',
      '与前一环节的数相同的不用填；留空不会改动已有的数。灰底的格子现在不能填，原因见程序中的填报页。',
      '初审使得分低于自评的，必须写明扣分原因；复核使得分降低的，必须写明复核说明。没有写明的，该行不能导入。',
      '“考核人”一栏打印后签名。',
    ],
    blankRows: 0,
    entryRows: 0,
    locked: true,
    mergeBy: {
      key: 'leaf',
      columns: [
        'number',
        `level${depth}`,
        'points',
        'rule',
        'selfScore',
        'assessorScore',
        'reason',
        'finalScore',
        'finalReason',
        'reviewer',
        'evidence',
      ],
    },
  };
}

/** What is stored for one item by one role. */
export function storedValue(
  context: Pick<ReviewContext, 'entries'>,
  place: { leaf: string; item: string; role: EntryRole },
): StoredValue | undefined {
  return context.entries.find(
    (entry) => entry.leaf === place.leaf && entry.item === place.item && entry.role === place.role,
  );
}

/** A value as people read it. */
export function shownValue(value: EntryValue | undefined): string {
  return value === true ? '是' : value === false ? '否' : String(value ?? '');
}
