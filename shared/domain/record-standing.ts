/**
 * Whether a record still speaks against (or for) its subject on a day, and who may be told of it. A repaired or expired
 * record is not held against anybody any more; what is not for everybody stays out of a paper for everybody.
 */
import type { DisclosureLevel } from './code-lists.ts';
import type { CreditRecordContent } from './entities.ts';

/** 用途的披露范围: whom a credit report is for. */
export const disclosureScopes = {
  public: '社会公开',
  shared: '政务共享',
  internal: '内部使用（完整）',
} as const;
export type DisclosureScope = keyof typeof disclosureScopes;

/** 信用报告的用途: a closed list, because the log of uses holds no free text. */
export const reportPurposes = {
  award: '评先评优、表彰奖励',
  promotion: '提拔任用、职级晋升',
  procurement: '政府采购、招标投标',
  funds: '财政资金、项目、试点申报',
  investment: '招商引资、行政协议签订',
  supervision: '监督检查、分级监管',
  own: '主体查询自身信用状况',
  other: '其他依法使用',
} as const;
export type ReportPurpose = keyof typeof reportPurposes;

export type RecordStanding = 'inForce' | 'underVerification' | 'repaired' | 'expired' | 'revoked';

type Judged = Pick<CreditRecordContent, 'status' | 'repairStatus' | 'polarity' | 'publicMaxUntil'>;

/**
 * How a record stands on a day. A record with a longest publicity period (信用修复管理办法 第36号) is out of force from
 * the day on which that ends.
 */
export const standingOf = (record: Judged, day: string): RecordStanding => {
  switch (record.status) {
    case 'revoked':
      return 'revoked';
    case 'repaired':
      return 'repaired';
    case 'expired':
    case 'archived':
      return 'expired';
    case 'lead':
    case 'verifying':
    case 'rectifying':
      return 'underVerification';
  }
  if (record.repairStatus === 'approved') return 'repaired';
  const over =
    record.polarity === 'negative' && record.publicMaxUntil !== null && record.publicMaxUntil <= day;
  return over ? 'expired' : 'inForce';
};

const levelsFor: Readonly<Record<DisclosureScope, ReadonlySet<DisclosureLevel>>> = {
  public: new Set(['public']),
  shared: new Set(['public', 'shared']),
  internal: new Set(['public', 'shared', 'authorised', 'internal']),
};

/**
 * Whether a record that is in force may stand in a report. For everybody: only 社会公开 ones that are on show on that day;
 * a dishonesty record without a publicity period is not.
 */
export const isDisclosed = (
  record: Pick<CreditRecordContent, 'disclosureLevel' | 'polarity' | 'publicFrom'>,
  scope: DisclosureScope,
  day: string,
): boolean => {
  if (!levelsFor[scope].has(record.disclosureLevel)) return false;
  if (scope !== 'public' || record.polarity === 'positive') return true;
  return record.publicFrom !== null && record.publicFrom <= day;
};

/** An objection was raised and is not decided: the record must not be shown without saying so. */
export const isObjectedTo = (
  record: Pick<CreditRecordContent, 'objectionFiledOn' | 'objectionClosedOn'>,
): boolean => record.objectionFiledOn !== null && record.objectionClosedOn === null;
