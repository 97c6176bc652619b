/** 联合奖惩: the library of measures, the memorandums behind them, and the measures taken against or for a subject. */
import { polarities } from '../../domain/code-lists.ts';
import { defineLedger } from '../definition.ts';

/** 措施性质. */
export const measureNatures = { incentive: '守信激励', sanction: '失信惩戒' } as const;

/** 触发条件: what calls for a measure. A person always confirms it. */
export const measureTriggers = {
  serious: '存在严重失信记录',
  general: '存在一般失信记录',
  defaulter: '被列为失信被执行人',
  commended: '受到表彰',
  gradeExcellent: '考核优秀',
  gradeFailed: '考核不合格',
  manual: '由人工提出',
} as const;

export const memorandums = defineLedger({
  code: 'memorandums',
  title: '联合奖惩备忘录登记',
  noun: '备忘录',
  group: 'measures',
  purpose: '登记联合激励、联合惩戒备忘录和措施清单的出处，措施库中的措施应有出处。',
  basis: '国务院关于建立完善守信联合激励和失信联合惩戒制度加快推进社会诚信建设的指导意见（国发〔2016〕33号）',
  references: {},
  fields: {
    number: { kind: 'code', title: '文号', required: true },
    title: { kind: 'text', title: '名称', required: true, max: 200, also: ['备忘录名称'] },
    happenedOn: { kind: 'date', title: '发布日期', required: true, past: true },
    issuer: { kind: 'text', title: '发布机关', required: true, max: 200 },
    nature: { kind: 'choice', title: '性质', list: measureNatures },
    scope: { kind: 'text', title: '适用对象', max: 200 },
    validTo: { kind: 'date', title: '有效期至', notBefore: 'happenedOn' },
    remarks: { kind: 'text', title: '备注', max: 300, aside: true },
  },
  keyFields: ['number'],
  states: { recorded: { title: '有效', closed: true } },
  steps: {},
  clocks: {},
});

export const measureLibrary = defineLedger({
  code: 'measureLibrary',
  title: '奖惩措施库',
  noun: '措施',
  group: 'measures',
  purpose:
    '登记可以采取的激励、惩戒措施及其依据和触发条件；记录或等次符合条件时，系统提出措施建议，由人确认。',
  basis: '全国失信惩戒措施基础清单；具体依据逐条填写',
  references: { row: { title: '出处备忘录', ledgers: ['memorandums'] } },
  fields: {
    number: { kind: 'code', title: '措施代码', required: true, also: ['代码'] },
    title: { kind: 'text', title: '措施名称', required: true, max: 100, also: ['措施'] },
    nature: { kind: 'choice', title: '性质', required: true, list: measureNatures },
    subjectType: {
      kind: 'choice',
      title: '适用对象',
      required: true,
      list: { body: '单位', official: '公职人员' },
    },
    legalBasis: { kind: 'text', title: '依据', required: true, max: 300, lines: 2 },
    trigger: { kind: 'choice', title: '触发条件', required: true, list: measureTriggers },
    months: { kind: 'count', title: '期限（月）', max: 120, hint: '不填的，到记录修复或期满时解除。' },
    executor: { kind: 'text', title: '执行单位', max: 100 },
    happenedOn: { kind: 'date', title: '启用日期', required: true },
    retiredOn: { kind: 'date', title: '停用日期', notBefore: 'happenedOn' },
    suggested: { kind: 'yesNo', title: '本系统建议值', aside: true },
    remarks: { kind: 'text', title: '备注', max: 300, aside: true },
  },
  keyFields: ['number'],
  states: {
    inUse: { title: '在用', closed: true, tone: 'good' },
    retired: { title: '已停用', closed: true },
  },
  steps: {},
  clocks: {},
  stateOf: ({ retiredOn }) => (typeof retiredOn === 'string' ? 'retired' : 'inUse'),
});

export const measures = defineLedger({
  code: 'measures',
  title: '联合奖惩措施台账',
  noun: '奖惩措施',
  group: 'measures',
  purpose: '登记对单位和公职人员采取的激励、惩戒措施，跟踪执行反馈和解除。',
  basis: '国发〔2016〕33号；国发〔2016〕76号',
  references: {
    body: { title: '对象单位', required: true, also: ['对象', '单位'] },
    official: { title: '对象人员' },
    record: { title: '所依据的记录' },
    row: { title: '措施库条目', ledgers: ['measureLibrary'] },
  },
  fields: {
    title: { kind: 'text', title: '措施', required: true, max: 100, also: ['措施名称', '奖惩措施'] },
    nature: { kind: 'choice', title: '性质', required: true, list: measureNatures },
    legalBasis: { kind: 'text', title: '依据', required: true, max: 300, lines: 2 },
    happenedOn: { kind: 'date', title: '起始日', required: true, also: ['开始日期', '起日', '提出日期'] },
    endOn: { kind: 'date', title: '截止日', notBefore: 'happenedOn', also: ['结束日期', '止日'] },
    executor: { kind: 'text', title: '执行单位', required: true, max: 100 },
    polarity: { kind: 'choice', title: '记录性质', list: polarities, aside: true },
    feedbackDue: { kind: 'date', title: '反馈期限', notBefore: 'happenedOn', aside: true },
    feedbackOn: { kind: 'date', title: '反馈日期', past: true, byStep: true, notBefore: 'happenedOn' },
    feedback: {
      kind: 'text',
      title: '执行反馈',
      max: 500,
      lines: 3,
      byStep: true,
      also: ['反馈', '落实情况'],
    },
    liftedOn: {
      kind: 'date',
      title: '解除日',
      past: true,
      byStep: true,
      notBefore: 'happenedOn',
      also: ['解除日期'],
    },
    remarks: { kind: 'text', title: '备注', max: 300, aside: true },
  },
  keyFields: ['title', 'happenedOn'],
  states: {
    proposed: { title: '待确认', tone: 'attention' },
    inForce: { title: '执行中', tone: 'attention' },
    reported: { title: '已反馈', tone: 'good' },
    rejected: { title: '不采取', closed: true },
    lifted: { title: '已解除', closed: true },
  },
  steps: {
    confirm: {
      title: '确认采取',
      from: ['proposed'],
      to: 'inForce',
      asks: { feedbackDue: 'optional', endOn: 'optional' },
      reason: 'optional',
      documentNo: 'optional',
    },
    reject: {
      title: '不采取',
      from: ['proposed'],
      to: 'rejected',
      reason: 'required',
      reasonTitle: '不采取的理由',
      grave: true,
    },
    report: {
      title: '登记执行反馈',
      from: ['inForce', 'reported'],
      to: 'reported',
      dates: 'feedbackOn',
      asks: { feedback: 'required' },
      reason: 'optional',
    },
    lift: {
      title: '解除',
      from: ['inForce', 'reported'],
      to: 'lifted',
      dates: 'liftedOn',
      reason: 'required',
      reasonTitle: '解除理由',
      documentNo: 'optional',
    },
  },
  clocks: {
    feedback: {
      title: '执行反馈',
      dueField: 'feedbackDue',
      from: 'happenedOn',
      until: 'feedbackOn',
      next: '逾期未反馈的，计入措施落实率的未落实件。',
    },
    term: {
      title: '措施期限',
      dueField: 'endOn',
      from: 'happenedOn',
      until: 'liftedOn',
      next: '到期应解除。',
    },
  },
  closedBy: 'liftedOn',
  stateOf: ({ liftedOn, feedbackOn }) => {
    if (typeof liftedOn === 'string') return 'lifted';
    return typeof feedbackOn === 'string' ? 'reported' : 'inForce';
  },
});
