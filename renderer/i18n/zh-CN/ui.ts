/** Words of the parts that pages are made of. */
export const uiWords = {
  openFound: '打开已有的',
  close: '关闭',
  tryAgain: '再试一次',
  severity: { error: '错误', warning: '警告' },
  noFindings: '没有发现问题',
  findingsMore: (shown: string, total: string) => `共 ${total} 条，先列出 ${shown} 条`,
  goToFinding: '到这里去',

  dateHint: '如 2026-01-01',
  dateWrong: '日期请写成 2026-01-01 的样子',

  reveal: {
    title: (what: string) => `查看完整${what}`,
    text: '查看会记入操作日志。请选择事由。',
    reason: '事由',
    confirm: '查看',
    cancel: '不看了',
    close: '关闭',
    none: '未登记',
  },

  columns: '列',
  columnsTitle: '显示哪些列',
  columnsAll: '全部显示',
  count: (count: string) => `共 ${count} 条`,
  countLoaded: (loaded: string, total: string) => `共 ${total} 条，已读入 ${loaded} 条`,
  countMore: (total: string, loaded: string) => `超过 ${total} 条，已读入 ${loaded} 条；加上条件可以缩小范围`,
  countSoFar: (loaded: string) => `已读入 ${loaded} 条，向下滚动继续`,
  exportShown: '导出所列内容',
  exportTitle: (name: string) => `导出 ${name}`,
  exported: (rows: string) => `已导出 ${rows} 行`,
  exportNothing: '没有可导出的内容',
  showInFolder: '打开所在文件夹',
  sum: (title: string, value: string) => `${title}合计 ${value}`,
} as const;
