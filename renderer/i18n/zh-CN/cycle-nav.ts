/** Names of the pages of an assessment cycle. */
export const cycleNavWords = {
  label: '本周期的页面',
  pages: {
    progress: '进度',
    plan: '方案',
    entry: '填报',
    check: '审核',
    explanations: '说明审阅',
    external: '外部评价',
    spotCheck: '抽查',
    results: '测算结果',
    notice: '公示与异议',
    consequences: '结果运用',
    archive: '归档',
  },
} as const;
