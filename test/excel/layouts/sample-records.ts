/** Fictional bodies and records for the tests of the layouts; region prefix 9901 is not issued. */
import type { RecordRow, RecordsContext } from '#engine/excel/layouts/records.ts';
import { loadRuleTable } from '#engine/resources.ts';
import type { BodyContent, CatalogueItem } from '#shared/domain/entities.ts';
import { buildUscc } from '#shared/domain/uscc.ts';

export const townUscc = buildUscc('11', '990101', '10000001');
export const bureauUscc = buildUscc('11', '990101', '10000002');

export const bodies: BodyContent[] = [
  {
    uscc: townUscc,
    name: '青石镇人民政府',
    shortName: '青石镇',
    bodyType: 'town',
    adminLevel: 'township',
    regionCode: '990101100000',
    parentUscc: null,
    groupCode: '乡镇组',
    headName: '张某',
    liaison: '李某',
    phone: '0530-1234567',
    validFrom: '2019-03-01',
    validTo: null,
  },
  {
    uscc: bureauUscc,
    name: '青云县发展和改革局',
    shortName: null,
    bodyType: 'department',
    adminLevel: 'county',
    regionCode: '990101000000',
    parentUscc: townUscc,
    groupCode: null,
    headName: null,
    liaison: null,
    phone: null,
    validFrom: null,
    validTo: '2027-12-31',
  },
];

const item = (code: string, name: string, more: Partial<CatalogueItem> = {}): CatalogueItem => ({
  code,
  name,
  subjectType: 'body',
  polarity: 'negative',
  domain: 'investment',
  legalBasis: '国发〔2016〕76号',
  documentTypes: ['judgment', 'breachDetermination'],
  severityDefault: 'general',
  disclosureLevel: 'public',
  validFrom: '2020-01-01',
  validTo: null,
  updateCycle: null,
  suggested: true,
  ...more,
});

export const catalogue: CatalogueItem[] = [
  item('N01', '拖欠企业账款'),
  item('N02', '政府采购违约', { domain: 'procurement', documentTypes: ['breachDetermination'] }),
  item('N03', '未履行生效裁判', { domain: 'lawfulAdministration', validTo: '2024-12-31' }),
  item('N04', '未履行生效裁判', { domain: 'lawfulAdministration', validFrom: '2025-01-01' }),
  item('P01', '受到省级表彰', { polarity: 'positive' }),
];

export const recordsContext: RecordsContext = {
  officeName: '青云县政务诚信建设办公室',
  catalogue,
  bodyName: (uscc) => bodies.find((body) => body.uscc === uscc)?.name ?? null,
  today: '2026-11-23',
  rules: loadRuleTable(),
};

export const records: RecordRow[] = [
  {
    bodyName: '青石镇人民政府',
    record: {
      subjectType: 'body',
      bodyUscc: townUscc,
      officialId: null,
      catalogueItem: 'N01',
      domain: 'investment',
      polarity: 'negative',
      title: '拖欠企业账款',
      factSummary: '2025年6月，未按合同约定支付工程款，经法院判决仍未在期限内履行。',
      documentType: 'judgment',
      documentNo: '（2025）青9901民初100号',
      issuingOrgan: '青云县人民法院',
      decisionDate: '2025-06-18',
      amountFen: 125_000_000,
      severity: 'serious',
      responsiblePersons: '王某、赵某',
      disclosureLevel: 'public',
      publicFrom: null,
      publicMinUntil: null,
      publicMaxUntil: null,
      status: 'confirmed',
      rectificationStatus: 'inProgress',
      rectifyDueOn: null,
      rectifiedOn: null,
      repairStatus: 'none',
      objectionFiledOn: null,
      objectionDueOn: null,
      objectionClosedOn: null,
      remarks: null,
    },
  },
];
const [first] = records as [RecordRow];
records.push({
  bodyName: '青云县发展和改革局',
  record: {
    ...first.record,
    bodyUscc: bureauUscc,
    catalogueItem: 'N04',
    title: '未履行生效裁判',
    domain: 'lawfulAdministration',
    documentNo: '青法〔2025〕8号',
    amountFen: 33,
    severity: 'minor',
    responsiblePersons: null,
    rectificationStatus: 'done',
    repairStatus: 'approved',
    remarks: '已结案',
  },
});
