/** Words around every chart. */
export const chartWords = {
  view: '显示方式',
  chart: '图',
  table: '表',
  copy: '复制图片',
  copied: '图片已复制，可粘贴到 Word、WPS 文档中。',
  copyFailed: '图片没有复制成功。请把窗口放大或缩小一点再试；仍不行时，请切换到“表”，导出所列内容。',
  copyNotInTable: '切换到“图”才能复制图片',
} as const;
