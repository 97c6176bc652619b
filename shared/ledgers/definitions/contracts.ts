/** 政府合同: contracts that the government keeps or does not keep; they feed the ratio of contracts performed on time. */
import { defineLedger } from '../definition.ts';

export const contracts = defineLedger({
  code: 'contracts',
  title: '政府合同台账',
  noun: '合同',
  group: 'business',
  purpose: '登记以政府名义签订的合同和履行情况，按期履约率由本台账逐条计算。',
  basis: '国务院关于加强政务诚信建设的指导意见（国发〔2016〕76号）',
  references: { body: { title: '单位', required: true, also: ['签约单位', '甲方'] } },
  fields: {
    number: { kind: 'code', title: '合同编号', required: true, also: ['编号'] },
    title: { kind: 'text', title: '合同名称', required: true, max: 200, also: ['项目名称'] },
    counterparty: { kind: 'text', title: '相对方', required: true, max: 100, also: ['乙方', '合同相对人'] },
    happenedOn: { kind: 'date', title: '签订日期', required: true, past: true, also: ['签约日期'] },
    amountFen: { kind: 'money', title: '合同金额（万元）', also: ['合同金额', '金额（万元）'] },
    performBy: {
      kind: 'date',
      title: '约定履行期限',
      required: true,
      notBefore: 'happenedOn',
      also: ['履行期限', '约定履约日期'],
    },
    performedOn: {
      kind: 'date',
      title: '实际履行日期',
      past: true,
      notBefore: 'happenedOn',
      also: ['履约日期'],
    },
    breach: { kind: 'yesNo', title: '是否违约', also: ['违约'] },
    breachNote: { kind: 'text', title: '违约情形', max: 300, lines: 2, aside: true },
    remarks: { kind: 'text', title: '备注', max: 300, aside: true },
  },
  keyFields: ['number'],
  states: {
    running: { title: '履行中' },
    performed: { title: '已履行', closed: true, tone: 'good' },
    breached: { title: '已违约', closed: true, tone: 'bad' },
  },
  steps: {},
  clocks: {
    performance: {
      title: '合同履行',
      dueField: 'performBy',
      from: 'happenedOn',
      until: 'performedOn',
      next: '逾期未履行的，计入未按期履约，并提示是否形成违约线索。',
    },
  },
  closedBy: 'performedOn',
  stateOf: ({ breach, performedOn }) =>
    breach === true ? 'breached' : typeof performedOn === 'string' ? 'performed' : 'running',
});
