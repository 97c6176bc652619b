/**
 * W9 双公示: under which names the columns of the permit and the penalty form stand. The form of 2018 and later names
 * them in its first row. The older form of 2016 has a title, the names and a row of codes (`CF_*`, `XK_*`) above its
 * data, and fewer columns; where both forms mean the same, one column takes both.
 *
 * Pure data: a ledger's table takes `headerNames` of a column as its `also`.
 */
export interface DisclosureColumn {
  key: string;
  /** As the present form calls it. */
  title: string;
  /** As other forms call it. */
  also: readonly string[];
  /** Codes under which either form names it in a row of its own. */
  codes: readonly string[];
}

/** Everything besides its title under which a column is known in a file. */
export const headerNames = ({ also, codes }: Pick<DisclosureColumn, 'also' | 'codes'>): string[] => [
  ...also,
  ...codes,
];

/** The forms number the identifiers differently: only what stands in the brackets tells which one it is. */
const numbered = (meaning: string): string[] =>
  [1, 2, 3, 4, 5, 6].map((number) => `行政相对人代码_${number}(${meaning})`);

const column = (
  key: string,
  title: string,
  also: readonly string[],
  codes: readonly string[],
): DisclosureColumn => ({ key, title, also, codes });

/** Whom a decision is about: the same in both forms, under codes that begin with `CF_` or `XK_`. */
const subject = (prefix: 'CF' | 'XK', nameCodes: readonly string[]): DisclosureColumn[] => {
  const code = (...names: string[]): string[] => names.map((name) => `${prefix}_${name}`);
  return [
    column('subjectName', '行政相对人名称', ['相对人名称', '行政相对人'], nameCodes),
    column('subjectKind', '行政相对人类别', ['相对人类别'], code('XDR_LB')),
    column(
      'subjectUscc',
      '行政相对人代码_1(统一社会信用代码)',
      ['行政相对人统一社会信用代码', '统一社会信用代码', ...numbered('统一社会信用代码')],
      code('XDR_SHXYM'),
    ),
    column(
      'subjectRegistration',
      '行政相对人代码_2(工商注册号)',
      ['工商注册号', '工商登记码', ...numbered('工商注册号'), ...numbered('工商登记码')],
      code('XDR_GSZC', 'XDR_GSDJ'),
    ),
    column(
      'subjectOrganisation',
      '行政相对人代码_3(组织机构代码)',
      ['组织机构代码', ...numbered('组织机构代码')],
      code('XDR_ZZJG', 'XDR_ZDM'),
    ),
    column(
      'subjectTax',
      '行政相对人代码_4(税务登记号)',
      ['税务登记号', ...numbered('税务登记号')],
      code('XDR_SWDJ'),
    ),
    column(
      'subjectInstitution',
      '行政相对人代码_5(事业单位证书号)',
      ['事业单位证书号', ...numbered('事业单位证书号')],
      code('XDR_SYDW'),
    ),
    column(
      'subjectSociety',
      '行政相对人代码_6(社会组织登记证号)',
      ['社会组织登记证号', ...numbered('社会组织登记证号')],
      code('XDR_SHZZ'),
    ),
    column('representative', '法定代表人', ['法定代表人姓名', '法定代表人(负责人)'], code('FRDB', 'FR')),
    column('representativeIdNo', '法定代表人身份证号', ['法定代表人证件号码'], code('FR_SFZH', 'FR_ZJHM')),
    column('idType', '证件类型', ['自然人证件类型'], code('XDR_ZJLX')),
    column(
      'idNo',
      '证件号码',
      ['居民身份证号', ...numbered('居民身份证号'), ...numbered('身份证号')],
      code('XDR_ZJHM', 'XDR_SFZ'),
    ),
  ];
};

/** What stands at the end of each form. */
const closing = (prefix: 'CF' | 'XK'): DisclosureColumn[] => [
  column('status', '当前状态', ['状态'], [`${prefix}_ZT`]),
  column('source', '数据来源单位', ['数据来源'], [`${prefix}_SJLY`, `${prefix}_LYDW`]),
  column(
    'sourceUscc',
    '数据来源单位统一社会信用代码',
    ['数据来源单位代码'],
    [`${prefix}_SJLYDM`, `${prefix}_LYDWDM`],
  ),
  column('regionCode', '地方编码', ['区划代码'], ['DFBM', `${prefix}_AREACODE`]),
  column('updatedOn', '数据更新时间戳', ['数据更新时间', '时间戳'], ['SJC']),
  column('remarks', '备注', [], ['BZ']),
];

/** 行政处罚. */
export const penaltyColumns: readonly DisclosureColumn[] = [
  ...subject('CF', ['CF_XDR_MC', 'CF_XDR']),
  column(
    'documentNo',
    '行政处罚决定书文号',
    ['处罚决定书文号', '行政处罚决定书号', '决定书文号'],
    ['CF_WSH'],
  ),
  column('caseName', '处罚名称', ['案件名称'], ['CF_CFMC', 'CF_AJMC']),
  column('violation', '违法行为类型', ['违法行为'], ['CF_WFXW']),
  column('fact', '违法事实', ['处罚事由', '主要违法事实'], ['CF_SY']),
  column('basis', '处罚依据', [], ['CF_YJ']),
  column('category', '处罚类别', ['处罚类别1', '处罚种类', '处罚类别一'], ['CF_CFLB', 'CF_CFLB1']),
  column('otherCategory', '处罚类别2', ['处罚类别二'], ['CF_CFLB2']),
  column('content', '处罚内容', ['处罚结果', '行政处罚内容'], ['CF_NR', 'CF_JG']),
  column('fine', '罚款金额(万元)', ['罚款金额', '处罚金额(万元)'], ['CF_NR_FK']),
  column(
    'confiscated',
    '没收违法所得、没收非法财物的金额(万元)',
    ['没收违法所得、没收非法财务的金额(万元)', '没收金额(万元)', '没收金额'],
    ['CF_NR_WFFF'],
  ),
  column('licence', '暂扣或吊销证照名称及编号', [], ['CF_NR_ZKDX']),
  column('decisionDate', '处罚决定日期', ['行政处罚决定日期', '处罚日期'], ['CF_JDRQ']),
  column('validUntil', '处罚有效期', ['处罚截止期'], ['CF_YXQ', 'CF_JZRQ']),
  column('publicUntil', '公示截止期', ['公示截止日期', '公示期限'], ['CF_GSJZQ']),
  column('organ', '处罚机关', ['行政处罚机关', '作出处罚机关'], ['CF_CFJG', 'CF_XZJG']),
  column('organUscc', '处罚机关统一社会信用代码', ['处罚机关代码'], ['CF_CFJGDM']),
  ...closing('CF'),
];

/** 行政许可. */
export const permitColumns: readonly DisclosureColumn[] = [
  ...subject('XK', ['XK_XDR_MC', 'XK_XDR']),
  column('documentName', '行政许可决定文书名称', ['许可决定文书名称'], ['XK_XKWS']),
  column(
    'documentNo',
    '行政许可决定文书号',
    ['行政许可决定书文号', '行政许可决定文书文号', '许可决定书文号'],
    ['XK_WSH'],
  ),
  column('project', '项目名称', ['许可事项'], ['XK_XMMC']),
  column('category', '许可类别', ['审批类别'], ['XK_XKLB', 'XK_SPLB']),
  column('certificate', '许可证书名称', ['证书名称'], ['XK_XKZS']),
  column('certificateNo', '许可编号', ['许可证编号', '证书编号'], ['XK_XKBH']),
  column('content', '许可内容', [], ['XK_NR']),
  column('decisionDate', '许可决定日期', ['行政许可决定日期'], ['XK_JDRQ']),
  column('validFrom', '有效期自', [], ['XK_YXQZ']),
  column('validUntil', '有效期至', ['许可截止期', '许可截止日期'], ['XK_YXQZI', 'XK_JZQ']),
  column('organ', '许可机关', ['行政许可机关'], ['XK_XKJG', 'XK_XZJG']),
  column('organUscc', '许可机关统一社会信用代码', ['许可机关代码'], ['XK_XKJGDM']),
  ...closing('XK'),
];
