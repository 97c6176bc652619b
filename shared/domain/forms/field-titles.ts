/** The fields of the forms on screen, in their order: how they are called, and which must be filled. */
import type { FieldTitle } from './typed-fields.ts';

export const bodyFields = {
  name: { title: '单位名称', required: true },
  uscc: { title: '统一社会信用代码', required: true },
  shortName: { title: '单位简称' },
  bodyType: { title: '单位类型', required: true },
  adminLevel: { title: '行政层级', required: true },
  regionCode: { title: '行政区划代码', required: true },
  parentUscc: { title: '上级单位' },
  groupCode: { title: '考核组别' },
  headName: { title: '主要负责人' },
  liaison: { title: '联络员' },
  phone: { title: '联系电话' },
  validFrom: { title: '启用日期' },
  validTo: { title: '停用日期' },
} as const satisfies Record<string, FieldTitle>;
export type BodyField = keyof typeof bodyFields;

/** 登记变动: which of them a change needs depends on its kind. */
export const bodyChangeFields = {
  effectiveOn: { title: '生效日期', required: true },
  fromName: { title: '原名称' },
  toName: { title: '新名称' },
  toUscc: { title: '去向单位' },
  documentNo: { title: '批准文号' },
  reason: { title: '事由' },
} as const satisfies Record<string, FieldTitle>;

export const officialFields = {
  name: { title: '姓名', required: true },
  idNo: { title: '身份证号' },
  bodyUscc: { title: '单位', required: true },
  post: { title: '职务' },
  staffCategory: { title: '人员类别', required: true },
  entryDate: { title: '入职日期' },
  fileNo: { title: '档案编号' },
  pledgeSignedOn: { title: '承诺书签订日期' },
  trainingHours: { title: '培训学时' },
} as const satisfies Record<string, FieldTitle>;
export type OfficialField = keyof typeof officialFields;

/** Field keys are those of the ledger's columns (W4), so that one reading serves both. */
export const recordFields = {
  bodyUscc: { title: '单位', required: true },
  /** Only where the catalogue item is about officials. */
  officialId: { title: '公职人员', required: true },
  item: { title: '目录事项', required: true },
  title: { title: '标题' },
  documentType: { title: '文书类型', required: true },
  documentNo: { title: '文号', required: true },
  issuingOrgan: { title: '认定机关', required: true },
  decisionDate: { title: '认定日期', required: true },
  fact: { title: '事实', required: true },
  amount: { title: '金额（万元）' },
  domain: { title: '领域' },
  severity: { title: '程度' },
  disclosure: { title: '公开级别' },
  persons: { title: '责任人' },
  rectification: { title: '整改状态' },
  repair: { title: '修复状态' },
  remarks: { title: '备注' },
} as const satisfies Record<string, FieldTitle>;
export type RecordField = keyof typeof recordFields;
