import type { z } from 'zod';
import type { domainFindings } from '#shared/errors/codes/domain.ts';

type Words = { [C in keyof typeof domainFindings]: (p: z.infer<(typeof domainFindings)[C]>) => string };

const regionLevels = {
  province: '省级',
  prefecture: '市级',
  county: '县级',
  township: '乡镇级',
  village: '村级',
} as const;

/** Words for findings about identifiers, dates, amounts and periods. */
export const domainWords = {
  'uscc.length': (p) => `统一社会信用代码应为 18 位，现为 ${p.length} 位，请对照登记证书补全。`,
  'uscc.character': (p) =>
    `统一社会信用代码第 ${p.position} 位“${p.character}”不是允许的字符（只用数字和除 I、O、S、V、Z 以外的大写字母），请对照登记证书更正。`,
  'uscc.region': (p) =>
    `统一社会信用代码第 3 至 8 位是登记地区划，应全为数字，第 ${p.position} 位是“${p.character}”，请对照登记证书更正。`,
  'uscc.checkDigit': (p) =>
    `统一社会信用代码末位校验码应为“${p.expected}”，现为“${p.found}”，说明其中有字符填错，请对照登记证书逐位核对。`,
  'uscc.organisationCheckDigit': (p) =>
    `统一社会信用代码第 17 位（组织机构代码校验码）按规则应为“${p.expected}”，现为“${p.found}”，请核对；确认无误可以保留。`,
  'citizenId.length': (p) => `公民身份号码应为 18 位，现为 ${p.length} 位，请对照身份证更正。`,
  'citizenId.oldForm': () => '这是 15 位旧身份号码，已经停用，请填写 18 位公民身份号码。',
  'citizenId.character': (p) =>
    `公民身份号码第 ${p.position} 位不是允许的字符（前 17 位为数字，末位为数字或 X），请对照身份证更正。`,
  'citizenId.date': () => '公民身份号码第 7 至 14 位的出生日期不存在，请对照身份证更正。',
  'citizenId.checkCharacter': () => '公民身份号码末位校验码不符，说明其中有数字填错，请对照身份证逐位核对。',
  'regionCode.length': (p) => `区划代码应为 12 位数字，现为 ${p.length} 位，不足的请在末尾补 0。`,
  'regionCode.character': (p) => `区划代码应全为数字，第 ${p.position} 位是“${p.character}”，请更正。`,
  'regionCode.gap': (p) =>
    `区划代码缺少${regionLevels[p.missing]}部分，下级代码没有归属，请对照区划代码表更正。`,
  'regionCode.unknown': (p) =>
    `区划代码第 ${p.from}—${p.to} 位“${p.digits}”在 ${p.year} 年的区划代码表中查不到${p.parent === '' ? '' : `（前 ${p.from - 1} 位是“${p.parent}”）`}，请核对；是新设或新调整的，可以保留。`,
  'date.notReal': (p) => `“${p.text}”不是存在的日期，请按“年-月-日”填写，例如 2026-03-05。`,
  'period.reversed': (p) => `起始日期 ${p.from} 晚于截止日期 ${p.to}，请更正。`,
  'money.notANumber': () => '金额应为以万元为单位的数字，例如 12.50，请更正。',
  'money.negative': () => '金额不能为负数，请更正。',
  'money.tooPrecise': (p) => `金额以万元为单位，最多 6 位小数（精确到分），现有 ${p.decimals} 位，请更正。`,
  'money.tooLarge': () => '金额过大，请检查单位是否为万元。',
  'publicity.noRule': (p) =>
    `认定日期 ${p.date} 早于规则表中最早的公示期限规则，没有计算公示期。请核对日期；确认无误的可以保留，是否公示由本单位按当时的规定办理。`,
  'metric.shape': (p) => `取数规则的写法不完整${p.path === '' ? '' : `（${p.path}）`}，请对照说明补全。`,
  'metric.unknownSource': (p) => `取数规则的来源“${p.source}”不存在，只能取自信用记录或异议，请更正。`,
  'metric.unknownField': (p) => `取数规则使用了不存在的字段“${p.field}”，请更正。`,
  'metric.unknownValue': (p) => `取数规则中字段“${p.field}”没有“${p.value ?? '空'}”这个取值，请更正。`,
  'metric.noRange': (p) => `取数规则中字段“${p.field}”不是日期或金额，不能按起止范围取数，请更正。`,
  'metric.notAnAmount': (p) => `取数规则要求合计字段“${p.field}”，但它不是金额，请更正。`,
} satisfies Words;
