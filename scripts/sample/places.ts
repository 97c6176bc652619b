/** The bodies of the fictional county: names after the stems and branches, a region prefix that is not issued. */
import type { BodyContent } from '#shared/domain/entities.ts';
import { buildUscc } from '#shared/domain/uscc.ts';

/** Not issued by anyone: province codes end at 82. */
export const countyRegion = '990101000000';
export const countyName = '示例县';

export interface Place extends BodyContent {
  /** How well the unit works, 0…100. Drives its records and its values; never written to the sample. */
  readonly diligence: number;
  /** Units with the same stream get the same 2025, so that a tie can be seen. */
  readonly stream2025: string;
  readonly model: 'TOWNSHIP-2026' | 'DEPT-2026' | null;
  /** Departments without specific duties: the specific blocks do not apply. */
  readonly withoutSpecificDuties: boolean;
}

type Row = [name: string, kind: 'town' | 'subdistrict' | 'department' | 'institution', diligence: number];

const townshipRows: readonly Row[] = [
  ['子午街道', 'subdistrict', 97],
  ['卯酉街道', 'subdistrict', 88],
  ['甲山镇', 'town', 93],
  ['乙水镇', 'town', 82],
  ['丙林镇', 'town', 90],
  ['丁湖镇', 'town', 74],
  ['戊岭乡', 'town', 66],
  ['己泉镇', 'town', 84],
  ['庚桥镇', 'town', 84],
  ['辛田乡', 'town', 58],
  ['壬溪镇', 'town', 86],
  ['癸洲乡', 'town', 45],
];

const departmentRows: readonly Row[] = [
  ['财政局', 'department', 92],
  ['自然资源局', 'department', 70],
  ['住房和城乡建设局', 'department', 62],
  ['市场监督管理局', 'department', 95],
  ['人力资源和社会保障局', 'department', 80],
  ['行政审批服务局', 'department', 88],
  ['档案馆', 'institution', 84],
  ['机关事务服务中心', 'institution', 55],
];

const urban = new Set(['子午街道', '卯酉街道', '甲山镇', '乙水镇', '丙林镇']);

function serial(order: number): string {
  return `MB9A${String(order).padStart(4, '0')}`;
}

/** A code of digits only, as older bodies have: spreadsheets turn it into a number and lose its end. */
function buildNumericUscc(): string {
  for (let order = 990_001; ; order += 1) {
    const uscc = buildUscc('11', '990101', String(order).padStart(8, '0'));
    if (/^\d+$/.test(uscc)) return uscc;
  }
}

/** The county office, then 12 townships and sub-districts, then 8 departments. */
export function buildPlaces(): Place[] {
  const officeUscc = buildUscc('11', '990101', serial(1));
  const common = {
    parentUscc: officeUscc,
    headName: null,
    liaison: null,
    validFrom: '2020-01-01',
    validTo: null,
  };
  const phone = (order: number) => `0000-555${String(order).padStart(4, '0')}`;
  const office: Place = {
    ...common,
    uscc: officeUscc,
    name: `${countyName}社会信用体系建设办公室`,
    shortName: '县信用办',
    bodyType: 'department',
    adminLevel: 'county',
    regionCode: countyRegion,
    parentUscc: null,
    groupCode: null,
    phone: phone(1),
    diligence: 90,
    stream2025: 'office',
    model: null,
    withoutSpecificDuties: false,
  };
  // Sub-districts have township parts 001…, towns 100…, rural townships 200… (统计用区划代码编制规则).
  const next = { 街道: 1, 镇: 100, 乡: 200 };
  const townships = townshipRows.map(([name, kind, diligence], index): Place => {
    const ending = name.endsWith('街道') ? '街道' : name.endsWith('镇') ? '镇' : '乡';
    const part = String(next[ending]++).padStart(3, '0');
    const order = 101 + index;
    return {
      ...common,
      uscc: name === '辛田乡' ? buildNumericUscc() : buildUscc('11', '990101', serial(order)),
      name: `${countyName}${name}${ending === '街道' ? '办事处' : '人民政府'}`,
      shortName: name,
      bodyType: kind === 'subdistrict' ? 'subdistrict' : 'town',
      adminLevel: 'township',
      regionCode: `990101${part}000`,
      groupCode: urban.has(name) ? '城区组' : '农村组',
      phone: phone(order),
      diligence,
      // 己泉镇 and 庚桥镇 share one stream.
      stream2025: name === '庚桥镇' ? '己泉镇' : name,
      model: 'TOWNSHIP-2026',
      withoutSpecificDuties: false,
    };
  });
  const departments = departmentRows.map(([name, kind, diligence], index): Place => {
    const order = 201 + index;
    return {
      ...common,
      uscc: buildUscc(kind === 'institution' ? '12' : '11', '990101', serial(order)),
      name: `${countyName}${name}`,
      shortName: name,
      bodyType: kind === 'institution' ? 'institution' : 'department',
      adminLevel: 'county',
      regionCode: countyRegion,
      groupCode: '县直部门组',
      phone: phone(order),
      diligence,
      stream2025: name,
      model: 'DEPT-2026',
      withoutSpecificDuties: kind === 'institution',
    };
  });
  return [office, ...townships, ...departments];
}
