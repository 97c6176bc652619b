/**
 * 正式结果: which of a cycle's runs counts, and by what right. A trial run is sealed to make it the official one; what was
 * sealed before stays beside it, so that both scores can always be read.
 */
import type { CycleStatus } from './code-lists.ts';
import { cycleStages, isClosed } from './cycle-stages.ts';

export const runSealKinds = {
  official: '正式结果',
  corrected: '复核更正结果',
  correction: '定级后更正结果',
} as const;
export type RunSealKind = keyof typeof runSealKinds;

/**
 * By which kinds a run may be sealed in a stage.
 * - Nothing was sealed yet: only the official result, whatever the stage.
 * - Before 公示 an official result may be replaced by another.
 * - In 公示 and 异议复核 people have read the scores: only a corrected result, with its reason.
 * - Once 已定级 only a correction, with its reason and who approved it.
 */
export const sealKindsIn = (status: CycleStatus, sealedBefore: boolean): readonly RunSealKind[] => {
  if (!sealedBefore) return ['official'];
  if (isClosed(status)) return ['correction'];
  const published = cycleStages.indexOf(status) >= cycleStages.indexOf('publicNotice');
  return published ? ['corrected'] : ['official', 'corrected'];
};

/** What a person must account for before a run is sealed in spite of it. */
export const sealExceptions = {
  drafts: '填写有误、没有计分的数据',
  invalid: '数据有误、没有得分的单位',
  incomplete: '数据不全、没有得分的单位',
  others: '没有经过复核或更正程序就改动的数据',
} as const;
export type SealException = keyof typeof sealExceptions;
