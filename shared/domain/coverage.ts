/** 部门合力: the kinds of data that bodies feed into the database, in the order of the matrix. */
export const coverageKinds = {
  bodies: '单位资料',
  officials: '人员档案',
  negative: '失信记录',
  positive: '守信记录',
  issued: '作为认定机关',
  ledgers: '业务台账',
  entries: '填报数值',
} as const;
export type CoverageKind = keyof typeof coverageKinds;
