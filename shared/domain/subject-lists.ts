/** Closed code lists of 单位沿革 and of 公职人员诚信档案. Codes are stored, Chinese labels are shown. */

/** 单位沿革: what became of a body on a day. */
export const bodyChangeKinds = {
  rename: '更名',
  merge: '并入',
  split: '分设',
  moved: '改变隶属',
  closed: '撤销',
} as const;
export type BodyChangeKind = keyof typeof bodyChangeKinds;

/**
 * 档案类别. The first six are those of the provincial measures on files of public officials (山东, 河南); the others say
 * where the person comes from, stands and what was promised.
 */
export const fileCategories = {
  personalFile: '干部人事档案真实性',
  personalMatters: '个人有关事项报告查核',
  integrity: '廉洁从业',
  conduct: '遵纪守诺',
  assessment: '年度考核',
  violation: '违纪违法和处分',
  entryCheck: '入门审查',
  post: '任职经历',
  rank: '职级',
  status: '人员状态',
  pledge: '信用承诺',
} as const;
export type FileCategory = keyof typeof fileCategories;

/** 年度考核等次. */
export const assessmentGrades = {
  excellent: '优秀',
  competent: '称职',
  basic: '基本称职',
  incompetent: '不称职',
  ungraded: '不确定等次',
} as const;

/** 处分. Each but the last two has a period of effect in the rule table, under `discipline.` and its code. */
export const disciplines = {
  warning: '警告',
  demerit: '记过',
  seriousDemerit: '记大过',
  demotion: '降级',
  removal: '撤职',
  dismissal: '开除',
  otherAction: '其他处理',
} as const;

/** 入门审查结论. */
export const entryCheckResults = { passed: '通过', concern: '有疑点，待核实', failed: '不通过' } as const;

/** 人员状态. */
export const officialStatuses = {
  candidate: '拟录用（聘用）',
  active: '在职',
  transferred: '调离',
  retired: '退休',
  resigned: '辞职（离职）',
  discharged: '开除（辞退）',
  deceased: '去世',
} as const;
export type OfficialStatus = keyof typeof officialStatuses;

/** What an item of each category may come to; no code belongs to two categories. Empty: there is no result. */
export const resultsOfCategory = {
  personalFile: { verified: '属实', doubtful: '存疑', falsified: '造假' },
  personalMatters: { consistent: '一致', omitted: '漏报', concealed: '瞒报' },
  integrity: { clear: '无不良反映', reported: '有反映', reminded: '已提醒谈话' },
  conduct: { kept: '守纪守诺', broken: '失信失诺' },
  assessment: assessmentGrades,
  violation: disciplines,
  entryCheck: entryCheckResults,
  post: {},
  rank: {},
  status: officialStatuses,
  pledge: {},
} as const satisfies Record<FileCategory, Readonly<Record<string, string>>>;

/** Every result by its code. */
export const fileResults = {
  ...resultsOfCategory.personalFile,
  ...resultsOfCategory.personalMatters,
  ...resultsOfCategory.integrity,
  ...resultsOfCategory.conduct,
  ...assessmentGrades,
  ...disciplines,
  ...entryCheckResults,
  ...officialStatuses,
} as const;
export type FileResult = keyof typeof fileResults;
