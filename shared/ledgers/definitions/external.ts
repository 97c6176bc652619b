/** 第三方评估: reports of agencies that the office has asked to assess units, with the file that proves what they said. */
import { defineLedger } from '../definition.ts';

export const thirdPartyReports = defineLedger({
  code: 'thirdPartyReports',
  title: '第三方评估报告登记表',
  noun: '评估报告',
  group: 'organisation',
  purpose: '登记第三方机构出具的评估报告，报告文件作为佐证材料保存，文件指纹随得分写明。',
  basis: '国发〔2016〕76号关于开展政务诚信第三方评估的要求；登记内容为本系统建议值',
  references: {},
  fields: {
    title: { kind: 'text', title: '报告名称', required: true, max: 150 },
    agency: { kind: 'text', title: '评估机构', required: true, max: 100, also: ['受托机构', '第三方机构'] },
    number: { kind: 'code', title: '合同编号', required: true, also: ['委托合同编号'] },
    happenedOn: {
      kind: 'date',
      title: '报告日期',
      required: true,
      past: true,
      also: ['出具日期'],
    },
    cycle: {
      kind: 'code',
      title: '考核周期代号',
      required: true,
      max: 32,
      hint: '报告用于哪个考核周期，填周期的代号，例如 2026。',
    },
    scope: { kind: 'text', title: '评估范围和方法', max: 500, lines: 3, aside: true },
    remarks: { kind: 'text', title: '备注', max: 300, aside: true },
  },
  keyFields: ['number', 'title', 'happenedOn'],
  states: { filed: { title: '已登记', closed: true, tone: 'good' } },
  steps: {},
  clocks: {},
});
