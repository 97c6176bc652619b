/** 业务台账: what ratios are computed from. Numerator and denominator are the rows themselves, never typed totals. */
import { defineLedger, type LedgerValues } from '../definition.ts';

export const pledges = defineLedger({
  code: 'pledges',
  title: '公开承诺台账',
  noun: '承诺',
  group: 'business',
  purpose: '登记向社会公开承诺的事项和兑现情况，承诺兑现率由本台账逐条计算。',
  basis: '国发〔2016〕76号',
  references: { body: { title: '承诺单位', required: true, also: ['单位'] } },
  fields: {
    number: { kind: 'code', title: '编号' },
    kind: {
      kind: 'choice',
      title: '承诺类别',
      required: true,
      list: {
        public: '公开承诺',
        investment: '招商政策承诺',
        livelihood: '民生实事',
        service: '服务承诺',
        other: '其他',
      },
    },
    title: { kind: 'text', title: '承诺事项', required: true, max: 300, lines: 2 },
    happenedOn: { kind: 'date', title: '承诺日期', required: true, past: true },
    dueOn: {
      kind: 'date',
      title: '兑现期限',
      required: true,
      notBefore: 'happenedOn',
      also: ['完成期限', '承诺期限'],
    },
    counterparty: { kind: 'text', title: '承诺对象', max: 100 },
    keptOn: { kind: 'date', title: '兑现日期', past: true, notBefore: 'happenedOn', also: ['完成日期'] },
    unkeptReason: { kind: 'text', title: '未兑现原因', max: 300, lines: 2, aside: true },
    remarks: { kind: 'text', title: '备注', max: 300, aside: true },
  },
  keyFields: ['number', 'title', 'happenedOn'],
  states: { running: { title: '兑现中' }, kept: { title: '已兑现', closed: true, tone: 'good' } },
  steps: {},
  clocks: {
    keeping: {
      title: '承诺兑现',
      dueField: 'dueOn',
      from: 'happenedOn',
      until: 'keptOn',
      next: '逾期未兑现的，计入未兑现，并提示是否形成失信线索。',
    },
  },
  closedBy: 'keptOn',
  stateOf: ({ keptOn }) => (typeof keptOn === 'string' ? 'kept' : 'running'),
});

export const payments = defineLedger({
  code: 'payments',
  title: '账款支付台账',
  noun: '应付账款',
  group: 'business',
  purpose: '登记应付中小企业账款、工程款和农民工工资，按法定期限盯支付，逾期即为拖欠。',
  basis: '保障中小企业款项支付条例（国务院令第802号，2025年修订）',
  references: {
    body: { title: '付款单位', required: true, also: ['单位', '债务单位'] },
    row: { title: '所属合同', ledgers: ['contracts'] },
  },
  fields: {
    number: { kind: 'code', title: '编号', also: ['款项编号'] },
    kind: {
      kind: 'choice',
      title: '款项类别',
      required: true,
      list: { sme: '中小企业账款', works: '工程款', wages: '农民工工资', other: '其他' },
    },
    title: { kind: 'text', title: '款项名称', required: true, max: 200, also: ['项目名称', '款项'] },
    payee: { kind: 'text', title: '收款方', required: true, max: 100, also: ['债权人', '收款单位'] },
    amountFen: {
      kind: 'money',
      title: '应付金额（万元）',
      required: true,
      also: ['金额（万元）', '应付金额'],
    },
    happenedOn: {
      kind: 'date',
      title: '交付日期',
      required: true,
      past: true,
      also: ['交付之日', '验收日期'],
    },
    agreedOn: { kind: 'date', title: '合同约定付款日', notBefore: 'happenedOn', also: ['约定付款日'] },
    paidOn: { kind: 'date', title: '付清日期', past: true, notBefore: 'happenedOn', also: ['支付日期'] },
    remarks: { kind: 'text', title: '备注', max: 300, aside: true },
  },
  keyFields: ['number', 'title', 'payee', 'happenedOn'],
  states: { due: { title: '待支付' }, paid: { title: '已付清', closed: true, tone: 'good' } },
  steps: {},
  clocks: {
    payment: {
      title: '法定支付期限',
      // 60 days are the most that a contract may agree upon; without an agreement it is 30.
      rule: ({ kind, agreedOn }) =>
        kind !== 'sme'
          ? null
          : typeof agreedOn === 'string'
            ? 'smePayment.contractMaximum'
            : 'smePayment.default',
      from: 'happenedOn',
      until: 'paidOn',
      next: '逾期未付的即为拖欠，计入拖欠账款，并支付逾期利息。',
    },
    agreed: {
      title: '合同约定付款',
      dueField: 'agreedOn',
      from: 'happenedOn',
      until: 'paidOn',
      next: '逾期未付的，计入拖欠账款。',
    },
  },
  closedBy: 'paidOn',
  stateOf: ({ paidOn }) => (typeof paidOn === 'string' ? 'paid' : 'due'),
});

/** What procurement and tendering have in common: a violation can be taken further as a lead. */
const violationFields = {
  violated: { kind: 'yesNo', title: '是否违规', also: ['违规'] },
  violation: { kind: 'text', title: '违规情形', max: 300, lines: 2 },
} as const;

const violationCourse = {
  states: {
    recorded: { title: '正常', closed: true },
    violated: { title: '有违规', closed: true, tone: 'bad' },
  },
  steps: {
    lead: {
      title: '转为失信线索',
      from: ['violated'],
      to: 'violated',
      reason: 'required',
      reasonTitle: '转办理由',
      effect: '登记一条政务失信线索。',
    },
  },
  clocks: {},
  stateOf: ({ violated }: LedgerValues) => (violated === true ? 'violated' : 'recorded'),
} as const;

export const procurements = defineLedger({
  code: 'procurements',
  title: '政府采购台账',
  noun: '采购项目',
  group: 'business',
  purpose: '登记政府采购项目、是否查询供应商信用和是否有违规，违规的可以转为失信线索。',
  basis: '中华人民共和国政府采购法',
  references: { body: { title: '采购单位', required: true, also: ['单位', '采购人'] } },
  fields: {
    number: { kind: 'code', title: '采购编号', required: true, also: ['项目编号'] },
    title: { kind: 'text', title: '项目名称', required: true, max: 200 },
    method: {
      kind: 'choice',
      title: '采购方式',
      list: {
        open: '公开招标',
        invited: '邀请招标',
        competitive: '竞争性谈判',
        consultation: '竞争性磋商',
        inquiry: '询价',
        single: '单一来源',
        framework: '框架协议',
      },
    },
    amountFen: { kind: 'money', title: '预算金额（万元）', also: ['金额（万元）'] },
    happenedOn: { kind: 'date', title: '公告日期', required: true, past: true, also: ['采购日期'] },
    supplier: { kind: 'text', title: '成交供应商', max: 100, also: ['中标供应商'] },
    creditChecked: { kind: 'yesNo', title: '已查询信用', also: ['是否查询信用'] },
    ...violationFields,
    remarks: { kind: 'text', title: '备注', max: 300, aside: true },
  },
  keyFields: ['number'],
  ...violationCourse,
});

export const tenders = defineLedger({
  code: 'tenders',
  title: '招标投标台账',
  noun: '招标项目',
  group: 'business',
  purpose: '登记招标项目、是否按规定查询和应用信用，与公共资源交易中心按本表交换信息。',
  basis: '中华人民共和国招标投标法',
  references: { body: { title: '招标单位', required: true, also: ['单位', '招标人'] } },
  fields: {
    number: { kind: 'code', title: '项目编号', required: true, also: ['招标编号'] },
    title: { kind: 'text', title: '项目名称', required: true, max: 200 },
    happenedOn: { kind: 'date', title: '开标日期', required: true, past: true, also: ['开标时间'] },
    amountFen: { kind: 'money', title: '中标金额（万元）', also: ['金额（万元）'] },
    winner: { kind: 'text', title: '中标人', max: 100, also: ['中标单位'] },
    creditChecked: { kind: 'yesNo', title: '按规定查询信用', required: true, also: ['是否查询信用'] },
    creditUsed: { kind: 'yesNo', title: '信用结果计入评审', also: ['是否应用信用'] },
    ...violationFields,
    exchange: { kind: 'text', title: '数据来源', max: 100, aside: true, hint: '公共资源交易中心等交换单位' },
    remarks: { kind: 'text', title: '备注', max: 300, aside: true },
  },
  keyFields: ['number'],
  ...violationCourse,
});

export const disclosureItems = defineLedger({
  code: 'disclosureItems',
  title: '政务公开台账',
  noun: '公开事项',
  group: 'business',
  purpose: '登记应主动公开的事项、栏目和公开日期，公开及时率由本台账逐条计算。',
  basis: '中华人民共和国政府信息公开条例（国务院令第711号，2019年）',
  references: { body: { title: '公开单位', required: true, also: ['单位'] } },
  fields: {
    number: { kind: 'code', title: '编号' },
    title: { kind: 'text', title: '公开事项', required: true, max: 200 },
    column: { kind: 'text', title: '公开栏目', max: 100, also: ['栏目'] },
    village: { kind: 'yesNo', title: '村（居）务公开', also: ['是否村务公开'] },
    happenedOn: { kind: 'date', title: '形成日期', required: true, past: true },
    dueOn: { kind: 'date', title: '应公开日期', required: true, notBefore: 'happenedOn', also: ['公开期限'] },
    disclosedOn: { kind: 'date', title: '公开日期', past: true, notBefore: 'happenedOn' },
    link: { kind: 'code', title: '公开网址或位置', max: 300, aside: true },
    remarks: { kind: 'text', title: '备注', max: 300, aside: true },
  },
  keyFields: ['number', 'title', 'happenedOn'],
  states: { waiting: { title: '待公开' }, disclosed: { title: '已公开', closed: true, tone: 'good' } },
  steps: {},
  clocks: {
    disclosure: {
      title: '主动公开',
      dueField: 'dueOn',
      from: 'happenedOn',
      until: 'disclosedOn',
      next: '逾期未公开的，计入公开不及时。',
    },
  },
  closedBy: 'disclosedOn',
  stateOf: ({ disclosedOn }) => (typeof disclosedOn === 'string' ? 'disclosed' : 'waiting'),
});

export const informationRequests = defineLedger({
  code: 'informationRequests',
  title: '依申请公开台账',
  noun: '公开申请',
  group: 'business',
  purpose: '登记政府信息公开申请和答复，按期答复率由本台账逐条计算。',
  basis: '中华人民共和国政府信息公开条例（国务院令第711号，2019年）',
  references: { body: { title: '答复单位', required: true, also: ['单位'] } },
  fields: {
    number: { kind: 'code', title: '申请编号', required: true, also: ['编号'] },
    title: { kind: 'text', title: '申请内容', required: true, max: 300, lines: 2 },
    applicant: { kind: 'personal', form: 'name', title: '申请人', aside: true },
    happenedOn: { kind: 'date', title: '收到日期', required: true, past: true, also: ['收到日'] },
    extendedTo: { kind: 'date', title: '延期至', notBefore: 'happenedOn', aside: true },
    repliedOn: { kind: 'date', title: '答复日期', past: true, notBefore: 'happenedOn' },
    outcome: {
      kind: 'choice',
      title: '答复结果',
      list: {
        disclosed: '予以公开',
        partly: '部分公开',
        refused: '不予公开',
        unavailable: '无法提供',
        other: '其他处理',
      },
    },
    corrected: { kind: 'yesNo', title: '被复议或诉讼纠错', also: ['被纠错'] },
    remarks: { kind: 'text', title: '备注', max: 300, aside: true },
  },
  keyFields: ['number'],
  states: {
    waiting: { title: '待答复', tone: 'attention' },
    replied: { title: '已答复', closed: true, tone: 'good' },
  },
  steps: {},
  clocks: {
    reply: {
      title: '依申请公开答复',
      rule: 'informationRequest.reply',
      from: 'happenedOn',
      until: 'repliedOn',
      extendedTo: 'extendedTo',
      next: '逾期未答复的，计入未按期答复。',
    },
  },
  closedBy: 'repliedOn',
  stateOf: ({ repliedOn }) => (typeof repliedOn === 'string' ? 'replied' : 'waiting'),
});

export const enforcementDecisions = defineLedger({
  code: 'enforcementDecisions',
  title: '行政决定台账',
  noun: '行政决定',
  group: 'business',
  purpose: '登记重大行政决策和行政执法决定的程序和结果，合法率、纠错数由本台账逐条计算。',
  basis: '法治政府建设实施纲要（2021—2025年）',
  references: { body: { title: '作出单位', required: true, also: ['单位', '执法单位'] } },
  fields: {
    number: { kind: 'code', title: '决定文号', required: true, also: ['文号'] },
    title: { kind: 'text', title: '决定名称', required: true, max: 200, also: ['案件名称'] },
    kind: {
      kind: 'choice',
      title: '类别',
      required: true,
      list: { major: '重大行政决策', normative: '规范性文件', enforcement: '行政执法决定', other: '其他' },
    },
    happenedOn: { kind: 'date', title: '决定日期', required: true, past: true },
    legallyReviewed: { kind: 'yesNo', title: '经合法性审查', also: ['合法性审查'] },
    proceduresComplete: { kind: 'yesNo', title: '程序完备', also: ['程序是否完备'] },
    filedOn: { kind: 'date', title: '备案日期', past: true, notBefore: 'happenedOn' },
    overturned: {
      kind: 'choice',
      title: '被纠错',
      list: { none: '否', reconsideration: '复议纠错', litigation: '诉讼败诉', superior: '上级纠正' },
    },
    remarks: { kind: 'text', title: '备注', max: 300, aside: true },
  },
  keyFields: ['number'],
  states: {
    recorded: { title: '有效', closed: true },
    overturned: { title: '被纠错', closed: true, tone: 'bad' },
  },
  steps: {},
  clocks: {
    filing: {
      title: '规范性文件备案',
      rule: ({ kind }) => (kind === 'normative' ? 'normativeDocument.filing' : null),
      from: 'happenedOn',
      until: 'filedOn',
      next: '逾期未备案的，由上级责令备案。',
    },
  },
  stateOf: ({ overturned }) =>
    typeof overturned === 'string' && overturned !== 'none' ? 'overturned' : 'recorded',
});

export const trainings = defineLedger({
  code: 'trainings',
  title: '诚信培训台账',
  noun: '培训',
  group: 'business',
  purpose: '登记诚信教育和业务培训的计划、学时和参加人数，培训覆盖率由本台账计算。',
  basis: '国发〔2016〕76号',
  references: { body: { title: '组织单位', required: true, also: ['单位'] } },
  fields: {
    number: { kind: 'code', title: '编号' },
    title: { kind: 'text', title: '培训名称', required: true, max: 200, also: ['培训内容'] },
    kind: {
      kind: 'choice',
      title: '培训类别',
      required: true,
      list: {
        integrity: '诚信教育',
        business: '业务培训',
        discipline: '廉洁教育',
        law: '法治教育',
        other: '其他',
      },
    },
    happenedOn: { kind: 'date', title: '计划日期', required: true, also: ['培训日期'] },
    heldOn: { kind: 'date', title: '实际日期', past: true },
    hours: { kind: 'count', title: '学时', max: 400 },
    due: { kind: 'count', title: '应到人数', max: 100_000 },
    attended: { kind: 'count', title: '实到人数', max: 100_000, also: ['参加人数'] },
    lecturer: { kind: 'text', title: '主讲人', max: 100, aside: true },
    remarks: { kind: 'text', title: '备注', max: 300, aside: true },
  },
  keyFields: ['number', 'title', 'happenedOn'],
  states: { planned: { title: '计划中' }, held: { title: '已举办', closed: true, tone: 'good' } },
  steps: {},
  clocks: {
    held: {
      title: '培训计划',
      dueField: 'happenedOn',
      from: 'happenedOn',
      until: 'heldOn',
      next: '到期未举办的，提醒组织单位。',
    },
  },
  closedBy: 'heldOn',
  stateOf: ({ heldOn }) => (typeof heldOn === 'string' ? 'held' : 'planned'),
  check: ({ due, attended }) =>
    typeof due === 'number' && typeof attended === 'number' && attended > due
      ? [
          {
            code: 'ledger.moreThan',
            severity: 'error',
            params: { more: '实到人数', less: '应到人数' },
            field: 'attended',
          },
        ]
      : [],
});
