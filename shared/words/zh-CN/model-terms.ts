/** Words for the closed lists of a model document (model-spec §1, §3), the same on screen and in workbooks. */
import { bodyTypes, officeLevels, scorerRoles } from '../../domain/code-lists.ts';
import type { ModelPart } from '../../model/compare-models.ts';
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

/** Kinds of body, levels and the officials: what a model may be made for. */
export const subjectKindNames: Readonly<Record<string, string>> = {
  ...bodyTypes,
  ...officeLevels,
  official: '公职人员',
};

/** 适用对象: a kind of body, a level, or the officials. */
export const subjectKindName = (kind: string): string =>
  Object.hasOwn(subjectKindNames, kind) ? (subjectKindNames[kind] ?? kind) : kind;

/** 填报角色; a model's own roles are shown as they are. */
export const scorerRoleName = (role: string): string =>
  Object.hasOwn(scorerRoles, role) ? scorerRoles[role as keyof typeof scorerRoles] : role;

/** What a weight, threshold or rule is called that no law prescribes. */
export const ownProposalMark = '本系统建议值';

/** Phrases in which a model is described as a whole. Numbers come as decimal texts. */
export const modelPhrases = {
  subjectKinds: '适用对象',
  fullScore: '满分',
  points: (points: string) => `${points}分`,
  auditRules: (count: number) => `${count}条`,
  decimals: '公布小数位数',
  digits: (digits: number) => `${digits}位`,
  rounding: '取整',
  ties: '名次',
  tieBreak: '同分排序',
  fewerVetoes: '否决少的在前',
  betterNode: (name: string) => `“${name}”得分高的在前`,
  thenBy: '，再按',
  vetoed: '被否决的单位',
  vetoedLast: '排在其他单位之后',
  vetoedByScore: '按得分排名',
  /** @param better limit of the next better grade; its band begins above the limit when `exclusive` */
  range: (min: string, exclusive: boolean, better: { min: string; exclusive: boolean } | null) =>
    `${min}分（${exclusive ? '不含' : '含'}）以上${
      better === null ? '' : `，${better.min}分（${better.exclusive ? '含' : '不含'}）以下`
    }`,
  quota: (percent: string) => `不超过${percent}`,
} as const;

/** Names of what may differ between two versions, by part and field; the empty field stands for the whole part. */
export const modelFieldNames = {
  node: {
    '': '指标',
    name: '名称',
    parent: '上级指标',
    weight: '权重',
    points: '折算分值',
    aggregate: '汇总方式',
    scoring: '评分标准',
    missing: '缺填处理',
    scorers: '评分人',
    evidence: '佐证要求',
    basis: '依据',
    metrics: '自动取数',
    extensions: '附加说明',
  },
  bonus: { '': '加分项', name: '名称', points: '每次分值', cap: '分值上限', extensions: '附加说明' },
  penalty: { '': '扣分项', name: '名称', points: '每次分值', cap: '分值上限', extensions: '附加说明' },
  veto: {
    '': '一票否决',
    name: '名称',
    scoreAtMost: '总分上限',
    gradeAtMost: '等次上限',
    zeroNodes: '清零指标',
    extensions: '附加说明',
  },
  grade: {
    '': '等次',
    name: '名称',
    min: '最低分',
    exclusive: '是否含最低分',
    maxShare: '名额比例',
    extensions: '附加说明',
  },
  setting: {
    '': '设置',
    code: '模型代码',
    name: '模型名称',
    subjectKinds: '适用对象',
    fullScore: '满分',
    decimals: '公布小数位数',
    rounding: '取整方式',
    roundAt: '取整位置',
    ties: '并列名次',
    tieBreak: '同分排序',
    vetoedLast: '被否决的排在最后',
    auditRules: '审核公式',
    extensions: '附加说明（项目名称、数据来源、依据等）',
  },
} as const satisfies Record<ModelPart, Readonly<Record<string, string>>>;

export const yesNoNames = { true: '是', false: '否' } as const;
