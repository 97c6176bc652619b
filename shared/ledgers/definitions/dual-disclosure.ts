/** 双公示: permits and penalties are published within seven working days of the decision. */
import { defineLedger } from '../definition.ts';

/** 行政相对人类别. */
export const counterpartKinds = {
  legal: '法人及非法人组织',
  natural: '自然人',
  household: '个体工商户',
} as const;

const counterpart = {
  counterpart: { kind: 'text', title: '行政相对人名称', required: true, max: 200, also: ['相对人名称'] },
  counterpartKind: {
    kind: 'choice',
    title: '行政相对人类别',
    list: counterpartKinds,
    also: ['相对人类别', '类别'],
  },
  counterpartUscc: {
    kind: 'code',
    title: '行政相对人代码（统一社会信用代码）',
    also: ['统一社会信用代码', '行政相对人代码_1(统一社会信用代码)', '行政相对人代码_1'],
  },
  representative: {
    kind: 'personal',
    form: 'name',
    title: '法定代表人',
    also: ['法定代表人姓名'],
    aside: true,
  },
} as const;

const sources = {
  sourceUnit: { kind: 'text', title: '数据来源单位', max: 100, also: ['来源单位'], aside: true },
  sourceUnitUscc: {
    kind: 'code',
    title: '数据来源单位统一社会信用代码',
    also: ['数据来源单位代码'],
    aside: true,
  },
  disclosedOn: { kind: 'date', title: '公示日期', past: true, notBefore: 'happenedOn', also: ['公开日期'] },
  remarks: { kind: 'text', title: '备注', max: 500, aside: true },
} as const;

const shared = {
  group: 'business',
  basis: '双公示工作要求（七个工作日），文号请对照原文核实',
  states: {
    waiting: { title: '待公示', tone: 'attention' },
    disclosed: { title: '已公示', closed: true, tone: 'good' },
  },
  steps: {},
  clocks: {
    disclosure: {
      title: '双公示',
      rule: 'disclosure.decision',
      from: 'happenedOn',
      until: 'disclosedOn',
      next: '超过七个工作日未公示的，计入双公示不及时。',
    },
  },
  closedBy: 'disclosedOn',
} as const;

const stateOf = ({ disclosedOn }: Readonly<Record<string, unknown>>): string =>
  typeof disclosedOn === 'string' ? 'disclosed' : 'waiting';

export const permits = defineLedger({
  ...shared,
  code: 'permits',
  title: '行政许可信息报送表',
  noun: '行政许可',
  purpose: '登记行政许可决定，七个工作日内公示；及时率由本台账逐条计算。',
  references: {
    body: {
      title: '许可机关',
      required: true,
      also: ['行政许可机关', '许可机关名称'],
      codeTitle: '许可机关统一社会信用代码',
    },
  },
  fields: {
    ...counterpart,
    title: {
      kind: 'text',
      title: '行政许可决定文书名称',
      max: 200,
      also: ['许可决定文书名称', '决定文书名称'],
    },
    number: {
      kind: 'code',
      title: '行政许可决定文书号',
      required: true,
      also: ['许可决定文书号', '决定文书号'],
    },
    permitKind: { kind: 'text', title: '许可类别', max: 50, also: ['审批类别'] },
    certificate: { kind: 'text', title: '许可证书名称', max: 200, also: ['证书名称'], aside: true },
    certificateNo: { kind: 'code', title: '许可编号', also: ['许可证书编号'], aside: true },
    content: { kind: 'text', title: '许可内容', max: 1000, lines: 3 },
    happenedOn: { kind: 'date', title: '许可决定日期', required: true, past: true, also: ['决定日期'] },
    validFrom: { kind: 'date', title: '有效期自', aside: true },
    validTo: { kind: 'date', title: '有效期至', notBefore: 'validFrom', aside: true },
    sourceUnit: sources.sourceUnit,
    sourceUnitUscc: sources.sourceUnitUscc,
    disclosedOn: sources.disclosedOn,
    remarks: sources.remarks,
  },
  keyFields: ['number', 'counterpart'],
  stateOf,
});

export const penalties = defineLedger({
  ...shared,
  code: 'penalties',
  title: '行政处罚信息报送表',
  noun: '行政处罚',
  purpose: '登记行政处罚决定，七个工作日内公示；及时率由本台账逐条计算。',
  references: {
    body: {
      title: '处罚机关',
      required: true,
      also: ['行政处罚机关', '处罚机关名称'],
      codeTitle: '处罚机关统一社会信用代码',
    },
  },
  fields: {
    ...counterpart,
    number: {
      kind: 'code',
      title: '行政处罚决定书文号',
      required: true,
      also: ['处罚决定书文号', '决定书文号'],
    },
    violationKind: { kind: 'text', title: '违法行为类型', max: 200, also: ['违法行为'] },
    title: { kind: 'text', title: '违法事实', required: true, max: 1000, lines: 3 },
    legalBasis: { kind: 'text', title: '处罚依据', max: 500, lines: 2 },
    penaltyKind: { kind: 'text', title: '处罚类别', max: 100, also: ['处罚种类'] },
    content: { kind: 'text', title: '处罚内容', max: 1000, lines: 2 },
    amountFen: { kind: 'money', title: '罚款金额（万元）', also: ['罚款金额'] },
    confiscatedFen: {
      kind: 'money',
      title: '没收金额（万元）',
      also: ['没收违法所得、没收非法财物的金额（万元）', '没收金额'],
      aside: true,
    },
    licence: { kind: 'text', title: '暂扣或吊销证照名称及编号', max: 200, aside: true },
    happenedOn: { kind: 'date', title: '处罚决定日期', required: true, past: true, also: ['决定日期'] },
    validTo: { kind: 'date', title: '处罚有效期', notBefore: 'happenedOn', aside: true },
    publicUntil: {
      kind: 'date',
      title: '公示截止期',
      notBefore: 'happenedOn',
      also: ['公示期限'],
      aside: true,
    },
    sourceUnit: sources.sourceUnit,
    sourceUnitUscc: sources.sourceUnitUscc,
    disclosedOn: sources.disclosedOn,
    remarks: sources.remarks,
  },
  keyFields: ['number', 'counterpart'],
  stateOf,
});
