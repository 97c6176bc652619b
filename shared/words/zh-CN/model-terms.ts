/** Words for the closed lists of a model document (model-spec §1, §3), the same on screen and in workbooks. */
import type { MissingPolicy, ModelDocument, ModelNode, ScoringMethod } from '../../model/definition.ts';

/** 计分方法. */
export const methodNames: Record<ScoringMethod, string> = {
  ratio: '比率',
  linear: '线性',
  bands: '分档',
  deduct: '扣分',
  award: '加分',
  boolean: '是否',
  rubric: '等级评定',
  survey: '问卷',
  manual: '人工评分',
  relative: '相对比较',
  formula: '公式',
};

/** 汇总方式. */
export const aggregateNames = {
  arithmetic: '算术平均',
  geometric: '几何平均',
} as const satisfies Record<NonNullable<ModelNode['aggregate']>, string>;

/** 缺填处理. */
export const missingNames = {
  zero: '记0分',
  exclude: '不计入',
  block: '不能计分',
} as const satisfies Record<MissingPolicy, string>;

/** 佐证要求. */
export const evidenceNames = {
  required: '必须',
  optional: '可选',
  none: '不需要',
} as const satisfies Record<NonNullable<ModelNode['evidence']>, string>;

/** 取整方式. */
export const roundingNames = {
  'half-up': '四舍五入',
  'half-even': '四舍六入五成双',
} as const satisfies Record<NonNullable<ModelDocument['rounding']>, string>;

/** 取整位置. */
export const roundAtNames = {
  leaf: '逐项取整',
  total: '总分取整',
} as const satisfies Record<NonNullable<ModelDocument['roundAt']>, string>;

/** 并列名次. */
export const tieNames = {
  competition: '并列占位（1、2、2、4）',
  dense: '并列不占位（1、2、2、3）',
} as const satisfies Record<NonNullable<ModelDocument['ties']>, string>;

/** 加减分. */
export const adjustmentNames = { bonus: '加分', penalty: '扣分' } as const;
