/**
 * An invented county of any size: bodies, and a ledger of dishonesty records as its offices would fill it in. The
 * same number always gives the same row.
 */
import { loadCatalogue } from '#engine/resources.ts';
import {
  documentTypes,
  domains,
  rectificationStatuses,
  repairStatuses,
  severities,
} from '#shared/domain/code-lists.ts';
import type { BodyContent, CatalogueItem, CreditRecordContent } from '#shared/domain/entities.ts';
import { organisationCheckDigit, usccCheckDigit } from '#shared/domain/uscc.ts';

/** The instant that the bench takes for now, so that no run depends on the day it is made. */
export const benchNow = '2026-11-23T08:00:00.000Z';

export const ledgerRows = 50_000;
const bodyCount = 500;

/** Rows that the import must refuse: one in a hundred has no document number. */
export const faultyEvery = 100;

const usccOf = (n: number): string => {
  const organisation = `MB${String(100_000 + n).slice(-6)}`;
  const first17 = `11990101${organisation}${organisationCheckDigit(organisation)}`;
  return first17 + usccCheckDigit(first17);
};

export const inventBodies = (count = bodyCount): BodyContent[] =>
  Array.from({ length: count }, (_, n) => ({
    uscc: usccOf(n),
    name: `示例县第${n + 1}镇人民政府`,
    shortName: null,
    bodyType: 'town',
    adminLevel: 'township',
    regionCode: '990101100000',
    parentUscc: null,
    groupCode: '乡镇',
    headName: null,
    liaison: null,
    phone: null,
    validFrom: null,
    validTo: null,
  }));

/** No record is older. */
const firstDay = Date.UTC(2023, 0, 2);

/** The items that every row of the ledger may name: in force all the time, and the only ones of their name. */
const ledgerItems = (catalogue: readonly CatalogueItem[]): CatalogueItem[] => {
  const items = catalogue.filter(
    ({ polarity, subjectType }) => polarity === 'negative' && subjectType === 'body',
  );
  const inForce = items.filter(
    ({ validFrom, validTo }) => Date.parse(validFrom) <= firstDay && validTo === null,
  );
  return inForce.filter((item) => items.filter(({ name }) => name === item.name).length === 1);
};

const facts = [
  '未按合同约定的期限支付工程进度款，经施工单位三次书面催告仍未履行，法院判决后逾期六个月未付清。',
  '招商引资时书面承诺的厂房租金补贴未在约定年度兑现，企业投诉后以财政紧张为由拒绝说明办理时限。',
  '政府采购项目验收合格后无故拖延签署验收单，致使供应商无法开具发票，采购资金逾期支付超过九十日。',
  '在招标文件中设置与项目实际需要不相适应的资格条件，排斥外地潜在投标人，被监督部门责令改正并通报。',
  '应当主动公开的惠民补贴发放名册未在规定时限内公开，群众申请后仍以内部资料为由不予答复。',
];
const organs = ['示例县人民法院', '示例县财政局', '示例县市场监督管理局', '示例县发展和改革局'];
const surnames = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄'];

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;
const keysOf = <K extends string>(list: Readonly<Record<K, string>>): K[] => Object.keys(list) as K[];

const dayOf = (n: number): string =>
  new Date(firstDay + ((n * 7) % 1_300) * 86_400_000).toISOString().slice(0, 10);

export interface LedgerRecord {
  record: CreditRecordContent;
  bodyName: string;
}

/** The n-th record. */
const inventRecord = (
  n: number,
  bodies: readonly BodyContent[],
  items: readonly CatalogueItem[],
): LedgerRecord => {
  const body = pick(bodies, n * 17);
  const item = pick(items, n * 5);
  const decisionDate = dayOf(n);
  return {
    bodyName: body.name,
    record: {
      subjectType: 'body',
      bodyUscc: body.uscc,
      officialId: null,
      catalogueItem: item.code,
      domain: item.domain,
      polarity: item.polarity,
      title: item.name,
      factSummary: `${pick(facts, n)}涉及合同编号HT-${n + 10_000}。`,
      documentType: pick(item.documentTypes, n),
      documentNo: `（${decisionDate.slice(0, 4)}）示0101民初${n + 1}号`,
      issuingOrgan: pick(organs, n),
      decisionDate,
      amountFen: n % 3 === 0 ? null : (n % 9_000) * 10_000 + 1_250_000,
      severity: pick(keysOf(severities), n),
      responsiblePersons: n % 4 === 0 ? null : `${pick(surnames, n)}某${n % 10}`,
      disclosureLevel: item.disclosureLevel,
      publicFrom: null,
      publicMinUntil: null,
      publicMaxUntil: null,
      status: 'confirmed',
      rectificationStatus: pick(keysOf(rectificationStatuses), n),
      rectifyDueOn: null,
      rectifiedOn: null,
      repairStatus: pick(keysOf(repairStatuses), n),
      objectionFiledOn: null,
      objectionDueOn: null,
      objectionClosedOn: null,
      remarks: n % 5 === 0 ? '已约谈主要负责人' : null,
    },
  };
};

/** All of them, or as many as asked for. */
export function* inventRecords(count = ledgerRows): Generator<LedgerRecord> {
  const bodies = inventBodies();
  const items = ledgerItems(loadCatalogue());
  for (let n = 0; n < count; n += 1) yield inventRecord(n, bodies, items);
}

/** Header of the ledger: the 19 columns of the form and one that the program does not know. */
export const ledgerHeader = [
  ...[
    '序号',
    '单位',
    '统一社会信用代码',
    '领域',
    '失信类型',
    '文书类型',
    '文号',
    '认定机关',
    '认定日期',
    '事实',
  ],
  ...[
    '金额(万元)',
    '程度',
    '责任人',
    '公示起',
    '公示最短',
    '公示最长',
    '整改状态',
    '修复状态',
    '备注',
    '经办股室',
  ],
];

export type LedgerCell = string | number | Date | null;

/** Columns whose cells are dates, 1-based. */
export const dateColumns: readonly number[] = [9, 14, 15, 16];

/** The row of the n-th record as a spreadsheet program stores it. */
export const ledgerCells = (n: number, { record, bodyName }: LedgerRecord): LedgerCell[] => {
  const date = new Date(`${record.decisionDate}T00:00:00Z`);
  return [
    n + 1,
    bodyName,
    record.bodyUscc,
    domains[record.domain],
    record.title,
    documentTypes[record.documentType],
    n % faultyEvery === 50 ? null : record.documentNo,
    record.issuingOrgan,
    date,
    record.factSummary,
    record.amountFen === null ? null : record.amountFen / 1_000_000,
    severities[record.severity],
    record.responsiblePersons,
    date,
    date,
    date,
    rectificationStatuses[record.rectificationStatus],
    repairStatuses[record.repairStatus],
    record.remarks,
    `股室${n % 7}`,
  ];
};
