/**
 * 考核异议: an assessed unit says that its result in a cycle is wrong, as a whole or in one indicator. What is upheld opens the
 * indicator again; the matter ends when the applicant was told, with both scores.
 */
import { defineLedger } from '../definition.ts';

/** 复核结论. */
export const scoreObjectionOutcomes = {
  upheld: '成立',
  partlyUpheld: '部分成立',
  maintained: '不成立，维持原得分',
  notAccepted: '不予受理',
} as const;

/** Where decisions about a unit (加分、扣分、否决、不适用) are meant instead of an indicator. */
export const decisionsReopened = '考核认定';

const upheldSteps = {
  from: ['checked'],
  dates: 'repliedOn',
  asks: { reopened: 'optional' },
  reason: 'required',
  reasonTitle: '复核结论的理由',
  effect: '重新打开所列指标，由复核人填写更正后的数值；原得分和更正后的得分都保留。',
} as const;

export const scoreObjections = defineLedger({
  code: 'scoreObjections',
  title: '考核异议台账',
  noun: '考核异议',
  group: 'remedies',
  purpose:
    '登记被考核单位对考核得分、等次提出的异议，按时限复核答复；成立的重新打开指标更正，两个得分都保留。',
  basis: '本系统建议值，参照个别地方规定',
  references: { body: { title: '提出单位', required: true, also: ['单位', '单位名称', '异议单位'] } },
  fields: {
    number: { kind: 'code', title: '异议编号', also: ['编号'] },
    cycle: {
      kind: 'code',
      title: '考核周期',
      required: true,
      max: 32,
      also: ['周期', '考核周期编号'],
      hint: '考核周期的编号，例如 2026。',
    },
    leaf: {
      kind: 'code',
      title: '异议指标',
      max: 60,
      also: ['指标代码', '指标'],
      hint: '三级指标的代码；对总分、等次或者考核认定有异议的不填。',
    },
    indicator: { kind: 'text', title: '指标名称', max: 200, aside: true },
    happenedOn: {
      kind: 'date',
      title: '提出日期',
      required: true,
      past: true,
      also: ['申请日期', '异议日期'],
    },
    ground: {
      kind: 'text',
      title: '异议理由',
      required: true,
      max: 500,
      lines: 3,
      also: ['异议内容', '事实和理由'],
    },
    claimed: { kind: 'text', title: '主张得分', max: 40, also: ['主张'] },
    lateReason: {
      kind: 'text',
      title: '逾期提出的理由',
      max: 300,
      aside: true,
      hint: '公示期满以后提出的必须填写。',
    },
    materials: { kind: 'text', title: '证明材料', max: 300, aside: true, also: ['提交材料'] },
    contact: { kind: 'text', title: '联系人', max: 50, aside: true },
    scoreBefore: { kind: 'text', title: '原得分', max: 20, byStep: true },
    acceptedOn: {
      kind: 'date',
      title: '受理日',
      byStep: true,
      past: true,
      notBefore: 'happenedOn',
      also: ['受理日期'],
    },
    checkedResult: { kind: 'text', title: '核查情况', max: 500, lines: 3, byStep: true, aside: true },
    reopened: {
      kind: 'text',
      title: '重新打开的指标',
      max: 300,
      byStep: true,
      aside: true,
      hint: `指标代码，多个用顿号分开；加减分、否决、不适用写“${decisionsReopened}”。不填的为异议指标本身。`,
    },
    repliedOn: {
      kind: 'date',
      title: '答复日',
      byStep: true,
      past: true,
      notBefore: 'happenedOn',
      also: ['答复日期', '办结日期'],
    },
    outcome: {
      kind: 'choice',
      title: '复核结论',
      byStep: true,
      list: scoreObjectionOutcomes,
      also: ['结果', '处理结果'],
    },
    scoreAfter: { kind: 'text', title: '复核后得分', max: 20, byStep: true },
    notifiedOn: {
      kind: 'date',
      title: '告知日期',
      byStep: true,
      past: true,
      notBefore: 'repliedOn',
      aside: true,
    },
    remarks: { kind: 'text', title: '备注', max: 300, aside: true },
  },
  keyFields: ['cycle', 'leaf', 'happenedOn'],
  states: {
    submitted: { title: '待受理', tone: 'attention' },
    accepted: { title: '核查中', tone: 'attention' },
    checked: { title: '待作结论', tone: 'attention' },
    upheld: { title: '成立，更正中', tone: 'attention' },
    partlyUpheld: { title: '部分成立，更正中', tone: 'attention' },
    maintained: { title: '维持原得分，待告知', tone: 'attention' },
    notAccepted: { title: '不予受理', closed: true },
    notified: { title: '已告知', closed: true, tone: 'good' },
  },
  steps: {
    accept: {
      title: '受理',
      from: ['submitted'],
      to: 'accepted',
      dates: 'acceptedOn',
      reason: 'optional',
      documentNo: 'optional',
      effect: '办理时限开始计算。公示期满以后提出的，要写明受理的理由。',
    },
    refuse: {
      title: '不予受理',
      from: ['submitted'],
      to: 'notAccepted',
      dates: 'repliedOn',
      sets: { outcome: 'notAccepted' },
      reason: 'required',
      reasonTitle: '不予受理理由',
      documentNo: 'optional',
      grave: true,
    },
    check: {
      title: '核查完毕',
      from: ['accepted'],
      to: 'checked',
      asks: { checkedResult: 'required' },
      reason: 'optional',
    },
    uphold: { title: '异议成立', to: 'upheld', sets: { outcome: 'upheld' }, ...upheldSteps },
    upholdPartly: {
      title: '部分成立',
      to: 'partlyUpheld',
      sets: { outcome: 'partlyUpheld' },
      ...upheldSteps,
    },
    maintain: {
      title: '维持原得分',
      from: ['checked'],
      to: 'maintained',
      dates: 'repliedOn',
      sets: { outcome: 'maintained' },
      reason: 'required',
      reasonTitle: '维持理由',
    },
    notify: {
      title: '告知结果',
      from: ['upheld', 'partlyUpheld', 'maintained'],
      to: 'notified',
      dates: 'notifiedOn',
      reason: 'optional',
      documentNo: 'optional',
      effect: '成立的，要先封存更正后的结果，才能告知。',
    },
  },
  clocks: {
    handling: {
      title: '考核异议复核',
      rule: 'scoreObjection.handling',
      from: 'acceptedOn',
      until: 'repliedOn',
      next: '逾期未答复的列入超期；没有答复完毕不能定级。',
    },
  },
  closedBy: 'notifiedOn',
  stateOf: ({ outcome, acceptedOn, notifiedOn, checkedResult }) => {
    const has = (value: unknown): boolean => value !== null && value !== undefined && value !== '';
    if (outcome === 'notAccepted') return 'notAccepted';
    if (has(notifiedOn) && has(outcome)) return 'notified';
    if (typeof outcome === 'string' && outcome !== '') return outcome;
    if (!has(acceptedOn)) return 'submitted';
    return has(checkedResult) ? 'checked' : 'accepted';
  },
});
