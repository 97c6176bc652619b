/** The forms of 双公示 as they were and are handed out: every column of both is known, the code row is no data. */
import { describe, expect, test } from 'vitest';
import {
  type DisclosureColumn,
  headerNames,
  penaltyColumns,
  permitColumns,
} from '#engine/excel/layouts/dual-disclosure-headers.ts';
import { placeHeader } from '#engine/excel/layouts/header-place.ts';
import type { ImportLayout } from '#engine/excel/layouts/layout.ts';
import type { TableSheet } from '#engine/excel/layouts/table.ts';
import { openTableParser } from '#engine/excel/layouts/table-parser.ts';
import { parseRows, rowsOf } from './parse-rows.ts';

/** The forms' own words. */
const forms = {
  'penalty, present form': [
    penaltyColumns,
    '行政相对人名称 行政相对人类别 行政相对人代码_1（统一社会信用代码） 行政相对人代码_2（工商注册号） 行政相对人代码_3（组织机构代码） 行政相对人代码_4（税务登记号） 行政相对人代码_5（事业单位证书号） 行政相对人代码_6（社会组织登记证号） 法定代表人 法定代表人身份证号 证件类型 证件号码 行政处罚决定书文号 违法行为类型 违法事实 处罚依据 处罚类别 处罚内容 罚款金额（万元） 没收违法所得、没收非法财物的金额（万元） 暂扣或吊销证照名称及编号 处罚决定日期 处罚有效期 公示截止期 处罚机关 处罚机关统一社会信用代码 数据来源单位 数据来源单位统一社会信用代码 备注',
  ],
  'penalty, older form': [
    penaltyColumns,
    '行政处罚决定书文号 案件名称 处罚类别1 处罚类别2 处罚事由 处罚依据 行政相对人名称 行政相对人代码_1(统一社会信用代码) 行政相对人代码_2(组织机构代码) 行政相对人代码_3(工商登记码) 行政相对人代码_4(税务登记号) 行政相对人代码_5(居民身份证号) 法定代表人姓名 处罚结果 处罚决定日期 处罚机关 当前状态 地方编码 数据更新时间戳 备注',
  ],
  'penalty, codes': [
    penaltyColumns,
    'CF_WSH CF_CFMC CF_CFLB1 CF_CFLB2 CF_SY CF_YJ CF_XDR_MC CF_XDR_SHXYM CF_XDR_ZDM CF_XDR_GSDJ CF_XDR_SWDJ CF_XDR_SFZ CF_FR CF_JG CF_JDRQ CF_XZJG CF_ZT DFBM SJC BZ',
  ],
  'permit, present form': [
    permitColumns,
    '行政相对人名称 行政相对人类别 行政相对人代码_1（统一社会信用代码） 法定代表人 证件类型 证件号码 行政许可决定文书名称 行政许可决定文书号 许可类别 许可证书名称 许可编号 许可内容 许可决定日期 有效期自 有效期至 许可机关 许可机关统一社会信用代码 当前状态 数据来源单位 数据来源单位统一社会信用代码 备注',
  ],
  'permit, older form': [
    permitColumns,
    '行政许可决定书文号 项目名称 审批类别 许可内容 行政相对人名称 行政相对人代码_1(统一社会信用代码) 行政相对人代码_2(组织机构代码) 行政相对人代码_3(工商登记码) 行政相对人代码_4(税务登记号) 行政相对人代码_5(居民身份证号) 法定代表人姓名 许可决定日期 许可截止期 许可机关 当前状态 地方编码 数据更新时间戳 备注',
  ],
  'permit, codes': [
    permitColumns,
    'XK_WSH XK_XMMC XK_SPLB XK_NR XK_XDR XK_XDR_SHXYM XK_XDR_ZDM XK_XDR_GSDJ XK_XDR_SWDJ XK_XDR_SFZ XK_FR XK_JDRQ XK_JZQ XK_XZJG XK_ZT DFBM SJC BZ',
  ],
} as const;

const tableOf = (columns: readonly DisclosureColumn[]): TableSheet => ({
  name: '双公示',
  title: '双公示信息报送表',
  columns: columns.map(({ key, title, ...names }) => ({
    key,
    title,
    also: headerNames(names),
    width: 10,
    look: 'text',
    ...(['subjectName', 'documentNo', 'decisionDate'].includes(key) ? { required: 'cell' as const } : {}),
  })),
  signOff: false,
  notes: [],
  blankRows: 0,
  entryRows: 0,
});

describe.each(Object.entries(forms))('%s', (_name, [columns, header]) => {
  test('every column is known, each by a name of its own', () => {
    const rows = rowsOf('双公示', [header.split(' '), ['2026-01-01']]);
    const placed = placeHeader({ sheet: { name: '双公示', merges: [] }, rows }, [tableOf(columns)]);
    expect([...(placed?.unknown.values() ?? ['no header'])]).toEqual([]);
    expect(placed?.map.size).toBe(header.split(' ').length);
  });
});

test('no name stands for two columns', () => {
  for (const columns of [penaltyColumns, permitColumns]) {
    const names = columns.flatMap(({ title, ...rest }) => [...new Set([title, ...headerNames(rest)])]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  }
});

test('the older form is read below its title, its names and its codes, in either order', () => {
  const table = tableOf(penaltyColumns);
  const layout = {
    openParser: () =>
      openTableParser({
        layout: 'records',
        title: '双公示',
        templateVersion: '1.0',
        tables: [table],
        mapRow: (row) => ({ naturalKey: null, value: row.text('documentNo') }),
      }),
  } as unknown as ImportLayout<string, null>;
  const [, names] = forms['penalty, older form'];
  const [, codes] = forms['penalty, codes'];
  const data = ['示罚〔2026〕1号', '某案', '罚款', null, '超范围', '某法', '某公司'];
  for (const [first, second] of [
    [names, codes],
    [codes, names],
  ] as const) {
    const rows = rowsOf('双公示', [['行政处罚信息'], first.split(' '), second.split(' '), data]);
    const found = parseRows(layout, null, rows);
    expect(found.structure.map(({ reason }) => reason)).toEqual(['title', 'header', 'header']);
    expect(found.data.map(({ value }) => value)).toEqual(['示罚〔2026〕1号']);
    expect(found.findings).toEqual([]);
  }
});
