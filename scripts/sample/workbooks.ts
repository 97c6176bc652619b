/** The workbooks that the offices of the fictional county send in, with the slips that offices really make. */
import { type BodiesContext, bodiesLayout } from '#engine/excel/layouts/bodies.ts';
import { leafSource } from '#engine/excel/layouts/model-outline.ts';
import { type RecordRow, type RecordsContext, recordsLayout } from '#engine/excel/layouts/records.ts';
import {
  type EntryRow,
  type SelfAssessmentContext,
  selfAssessmentLayout,
} from '#engine/excel/layouts/self-assessment.ts';
import type { WorkbookPlan } from '#engine/excel/workbook-plan.ts';
import { loadRuleTable } from '#engine/resources.ts';
import type { SampleCounty } from '#engine/sample-county.ts';
import { addDays } from '#shared/domain/dates.ts';
import type {
  BodyContent,
  CatalogueItem,
  CreditRecordContent,
  EntryContent,
} from '#shared/domain/entities.ts';
import { buildUscc } from '#shared/domain/uscc.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import { modelDigest } from '#shared/model/digest.ts';
import { type FilledForm, fillForm, type PlantedMistake } from './filled-form.ts';
import { createRandom } from './random.ts';
import { bodyNegative } from './record-templates.ts';

export interface SampleWorkbook {
  /** File name under `resources/samples`. */
  file: string;
  layout: 'bodies' | 'records' | 'self-assessment';
  title: string;
  /** The unit whose self-assessment it is. */
  uscc?: string;
  plan: WorkbookPlan;
  mistakes: PlantedMistake[];
}

export interface WorkbookInput {
  county: SampleCounty;
  catalogue: readonly CatalogueItem[];
  models: readonly ModelDocument[];
  entriesInWorkbooks: readonly EntryContent[];
  seed: number;
}

/** The offices saved their files on these days; nothing in the files depends on when they are generated. */
const createdAt = '2026-07-06T02:00:00.000Z';
const error = (code: string) => ({ kind: 'error', code }) as const;
const warning = (code: string) => ({ kind: 'warning', code }) as const;
const accepted = { kind: 'accepted' } as const;

export async function buildSampleWorkbooks(input: WorkbookInput): Promise<SampleWorkbook[]> {
  return [
    await buildBodiesWorkbook(input),
    await buildLedger(input, '甲山镇', 'records-jiashan.xlsx', 6, spoilTidyLedger),
    await buildLedger(input, '辛田乡', 'records-xintian.xlsx', 16, spoilCarelessLedger),
    await buildSelfAssessment(input, '甲山镇', 'self-assessment-jiashan.xlsx', spoilTidyAssessment),
    await buildSelfAssessment(input, '辛田乡', 'self-assessment-xintian.xlsx', spoilCarelessAssessment),
  ];
}

function bodyOf(county: SampleCounty, shortName: string): BodyContent {
  const body = county.bodies.find((one) => one.shortName === shortName);
  if (!body) throw new Error(`no body ${shortName}`);
  return body;
}

async function buildBodiesWorkbook({ county }: WorkbookInput): Promise<SampleWorkbook> {
  const file = 'bodies.xlsx';
  const village = (town: string, name: string, order: number, part: string): BodyContent => {
    const parent = bodyOf(county, town);
    return {
      ...parent,
      // 54 is the class of villagers' committees.
      uscc: buildUscc('54', '990101', `MB9B${String(order).padStart(4, '0')}`),
      name: `${county.office.name.slice(0, 3)}${town}${name}村民委员会`,
      shortName: `${name}村`,
      bodyType: 'village',
      adminLevel: 'village',
      regionCode: parent.regionCode.slice(0, 9) + part,
      parentUscc: parent.uscc,
      groupCode: null,
      headName: null,
      liaison: null,
      phone: null,
    };
  };
  const villages = [
    village('甲山镇', '甲一', 1, '201'),
    village('甲山镇', '甲二', 2, '202'),
    village('乙水镇', '乙一', 3, '201'),
    village('辛田乡', '辛一', 4, '201'),
  ];
  const context: BodiesContext = { officeName: county.office.name, bodies: [...county.bodies, ...villages] };
  const [table] = bodiesLayout.tables(context);
  if (!table) throw new Error('the form has no table');
  const form = await fillForm(bodiesLayout.buildTemplate(context), table, file, createdAt);
  const [second, third, fourth] = form.data.slice(-3);
  if (!second || !third || !fourth) throw new Error('the villages are missing');
  const wrong = villages[1]?.uscc ?? '';
  form.slip(
    second,
    'uscc',
    wrong.slice(0, 17) + (wrong.endsWith('0') ? '1' : '0'),
    '统一社会信用代码末位校验码填错',
    error('uscc.checkDigit'),
  );
  form.slip(
    third,
    'regionCode',
    { content: Number(villages[2]?.regionCode), look: 'integer' },
    '行政区划代码存成了数字',
    error('row.codeInNumericCell'),
  );
  form.slip(fourth, 'bodyType', '行政村', '单位类型不在下拉列表中', error('row.notInList'));
  return { file, layout: 'bodies', title: '单位名录（县信用办报送，新增 4 个村）', ...form.finish() };
}

async function buildLedger(
  { county, catalogue, seed }: WorkbookInput,
  shortName: string,
  file: string,
  count: number,
  spoil: (form: FilledForm, body: BodyContent, county: SampleCounty) => void,
): Promise<SampleWorkbook> {
  const body = bodyOf(county, shortName);
  const records = buildLedgerRecords(body, count, catalogue, seed);
  const rows = records.map((record): RecordRow => ({ record, bodyName: body.name }));
  const context: RecordsContext = {
    ...ledgerContext(county, catalogue),
    officeName: body.name,
    records: rows,
  };
  const [table] = recordsLayout.tables(context);
  if (!table) throw new Error('the form has no table');
  const form = await fillForm(recordsLayout.buildTemplate(context), table, file, createdAt);
  spoil(form, body, county);
  return {
    file,
    layout: 'records',
    title: `政务失信记录台账（${shortName}报送，2026年上半年）`,
    ...form.finish(),
  };
}

/** What the import of a ledger into the sample county knows. */
export function ledgerContext(county: SampleCounty, catalogue: readonly CatalogueItem[]): RecordsContext {
  const names = new Map(county.bodies.map((body) => [body.uscc, body.name]));
  return {
    catalogue,
    bodyName: (uscc) => names.get(uscc) ?? null,
    today: '2026-07-06',
    rules: loadRuleTable(),
  };
}

/** Records of the first half of 2026 that the county does not have yet. */
function buildLedgerRecords(
  body: BodyContent,
  count: number,
  catalogue: readonly CatalogueItem[],
  seed: number,
): CreditRecordContent[] {
  const random = createRandom(seed, `ledger/${body.shortName}`);
  return Array.from({ length: count }, (_, index): CreditRecordContent => {
    const template = random.pick(bodyNegative);
    const item = catalogue.find(({ code }) => code === template.item);
    if (!item) throw new Error(`not in the catalogue: ${template.item}`);
    const number = `${301 + index + (body.shortName === '甲山镇' ? 0 : 100)}号`;
    const wan = template.amountWan ? random.int(...template.amountWan) : null;
    const fact = template.fact
      .replace('{unit}', body.shortName ?? body.name)
      .replace('{matter}', random.pick(template.matters));
    return {
      subjectType: 'body',
      bodyUscc: body.uscc,
      officialId: null,
      catalogueItem: item.code,
      domain: item.domain,
      polarity: 'negative',
      title: item.name,
      factSummary: `（虚构）${fact}。`,
      documentType: template.documentType,
      documentNo: template.documentPrefix.includes('0101')
        ? `（2026）${template.documentPrefix}${number}`
        : `${template.documentPrefix}〔2026〕${number}`,
      issuingOrgan: `示例县${template.organ}`,
      decisionDate: addDays('2026-01-12', Math.floor((index * 160) / count) + random.int(0, 6)),
      amountFen: wan === null ? null : wan * 1_000_000,
      severity: item.severityDefault,
      responsiblePersons: null,
      disclosureLevel: item.disclosureLevel,
      publicFrom: null,
      publicMinUntil: null,
      publicMaxUntil: null,
      status: 'confirmed',
      rectificationStatus: random.chance(60) ? 'done' : 'inProgress',
      rectifyDueOn: null,
      rectifiedOn: null,
      repairStatus: 'none',
      objectionFiledOn: null,
      objectionDueOn: null,
      objectionClosedOn: null,
      remarks: null,
    };
  });
}

/** Typing habits only: everything is understood. */
function spoilTidyLedger(form: FilledForm, body: BodyContent): void {
  const [first, second, third] = form.data;
  if (!first || !second || !third) throw new Error('too few rows');
  const fullWidth = body.uscc.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  form.slip(first, 'bodyUscc', `${fullWidth} `, '统一社会信用代码用全角数字、末尾有空格', accepted);
  form.slip(second, 'decisionDate', '2026年3月5日', '日期写成“2026年3月5日”', accepted);
  form.slip(third, 'bodyName', body.shortName, '单位写成简称', warning('record.bodyNameDiffers'));
}

function spoilCarelessLedger(form: FilledForm, body: BodyContent, county: SampleCounty): void {
  const rows = form.data;
  const row = (index: number) => {
    const found = rows[index];
    if (!found) throw new Error(`no row ${index}`);
    return found;
  };
  const numericCode = { content: Number(body.uscc), look: 'integer' } as const;
  form.slip(
    row(0),
    'bodyUscc',
    numericCode,
    '统一社会信用代码存成了数字，后几位已经丢失',
    error('row.codeInNumericCell'),
  );
  const wrong = body.uscc.slice(0, 17) + (body.uscc.endsWith('7') ? '3' : '7');
  form.slip(row(1), 'bodyUscc', wrong, '统一社会信用代码末位校验码填错', error('uscc.checkDigit'));
  form.slip(row(2), 'decisionDate', '2026-02-30', '认定日期不存在', error('row.dateInvalid'));
  form.slip(row(3), 'documentNo', null, '文号漏填', error('row.required'));
  form.slip(row(4), 'domain', '政府采购类', '领域不在下拉列表中', error('row.notInList'));
  form.slip(row(5), 'amount', '叁拾万元整', '金额写成大写汉字', error('row.notANumber'));
  form.slip(
    row(6),
    'documentType',
    '表彰文件',
    '文书类型不能认定失信',
    error('record.documentTypeNotAllowed'),
  );
  form.slip(
    row(7),
    'item',
    '信访人缠访闹访',
    '失信类型不在目录内（信访行为不得记入信用记录）',
    error('record.catalogueUnknown'),
  );
  form.slip(
    row(8),
    'decisionDate',
    { content: 46_096, look: 'integer' },
    '日期成了一串数字',
    error('row.dateIsNumber'),
  );
  const stranger = buildUscc('11', '990101', 'MB9Y0001');
  form.slip(
    row(9),
    'bodyUscc',
    stranger,
    '代码本身正确，但不是本县名录中的单位',
    error('import.bodyUnknown'),
  );
  form.slip(row(10), 'severity', '较重', '程度不在下拉列表中', error('row.notInList'));
  form.slip(row(11), 'fact', '（虚构）'.padEnd(540, '事'), '事实超过 500 字', error('row.tooLong'));
  form.slip(row(12), 'amount', '12.5万元', '金额带单位', accepted);
  form.slip(
    row(13),
    'bodyName',
    bodyOf(county, '癸洲乡').name,
    '单位名称与代码不一致',
    warning('record.bodyNameDiffers'),
  );
  form.addRow(row(13), { bodyName: '注：以下两项为6月补报' }, '表中插入说明行');
  const last = rows.at(-1);
  if (last) form.addRow(last, { bodyName: '合计', amount: '约 800 万元' }, '合计行，合计数写成文字');
  form.repeat(row(12), 'documentNo', '与前面一行重复');
}

/** What the import of a self-assessment of 2026 into the sample county knows. */
export function assessmentContext(
  county: SampleCounty,
  models: readonly ModelDocument[],
  uscc: string,
): SelfAssessmentContext {
  const unit = county.units.find((one) => one.cycleCode === '2026' && one.bodyUscc === uscc);
  const model = models.find(({ code }) => code === unit?.modelCode);
  const body = county.bodies.find((one) => one.uscc === uscc);
  if (!model || !body) throw new Error(`not assessed: ${uscc}`);
  return {
    cycle: { code: '2026', year: 2026 },
    unit: { uscc, name: body.name },
    model,
    modelDigest: modelDigest(model),
  };
}

async function buildSelfAssessment(
  { county, models, entriesInWorkbooks }: WorkbookInput,
  shortName: string,
  file: string,
  spoil: (form: FilledForm) => void,
): Promise<SampleWorkbook> {
  const { uscc } = bodyOf(county, shortName);
  const empty = assessmentContext(county, models, uscc);
  const entries = entriesInWorkbooks
    .filter((entry) => entry.bodyUscc === uscc)
    .map((entry): EntryRow => {
      const evidence = leafSource(empty.model, entry.leaf);
      return { leaf: entry.leaf, item: entry.item, value: entry.value, note: null, evidence };
    });
  const context: SelfAssessmentContext = { ...empty, entries };
  const [table] = selfAssessmentLayout.tables(context);
  if (!table) throw new Error('the form has no table');
  const form = await fillForm(selfAssessmentLayout.buildTemplate(context), table, file, createdAt);
  spoil(form);
  const title = `2026年度政务诚信考核自评表（${shortName}报送）`;
  return { file, layout: 'self-assessment', title, uscc, ...form.finish() };
}

function spoilTidyAssessment(form: FilledForm): void {
  const staff = form.find({ leaf: 'D3.1', item: 'd' });
  form.slip(staff, 'value', '１２', '数字用全角填写', accepted);
  const resolved = form.find({ leaf: 'B1.1', item: 'n' });
  form.slip(resolved, 'evidence', null, '填了数没有写佐证材料', warning('entry.evidenceMissing'));
}

function spoilCarelessAssessment(form: FilledForm): void {
  const value = (leaf: string, item: string) => form.find({ leaf, item });
  form.slip(value('C1.1', 'd'), 'value', 3, '分子大于分母', warning('entry.numeratorLarger'));
  form.slip(value('C2.1', 'n'), 'value', '约20', '填报值不是数字', error('row.notANumber'));
  form.slip(value('D2.1', 'n'), 'value', '95%', '应填条数的填成了百分比', error('row.notANumber'));
  form.slip(value('D3.2', 'n'), 'value', -3, '填报值为负数', error('row.negative'));
  form.slip(value('D1.1', 'level'), 'value', '优秀', '档次不在下拉列表中', error('entry.levelUnknown'));
  form.slip(
    value('B3.2', 'value'),
    'evidence',
    null,
    '填了数没有写佐证材料',
    warning('entry.evidenceMissing'),
  );
  form.slip(value('A1.2', 'n'), 'value', 5, '填了应由主管部门填报的指标', error('entry.notForUnit'));
  if (form.total) form.slip(form.total, 'score', '约 92 分', '合计行，合计数写成文字', { kind: 'structure' });
}
