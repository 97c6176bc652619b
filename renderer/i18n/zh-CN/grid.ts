/** Words of the entry grid. */
import type { CellState } from '../../ui/grid/grid-types.ts';

const stateNames: Record<CellState, string> = {
  empty: '未填',
  plain: '未改动',
  saved: '已保存',
  waiting: '正在保存',
  wrong: '有误',
  locked: '已锁定',
  stale: '需重新核对',
};

export const gridWords = {
  states: stateNames,
  note: '有说明或佐证',
  readonlyColumn: '这一列不能填写',
  locked: '这一格不能修改',
  notSaved: '没有存上，请重新输入这一格。如果一再出现，请重启程序后再填。',
  noPlace: '用鼠标点一格，或按 Tab 键进入表格。',
  keys: '直接输入替换，F2 修改，Tab 向右，Esc 取消，Ctrl+Z 撤销',
  row: (number: number, name: string) => (name === '' ? `第 ${number} 行` : `第 ${number} 行 ${name}`),
  place: (row: string, column: string) => `${row} · ${column}`,
  cannotEdit: (reason: string) => `不能修改：${reason}`,
  chosen: (count: number) => `已选 ${count} 格`,
  pasted: (count: number) => `已粘贴 ${count} 格`,
  filled: (count: number) => `已填充 ${count} 格`,
  cleared: (count: number) => `已清除 ${count} 格`,
  undone: (count: number) => `已撤销 ${count} 格`,
  redone: (count: number) => `已重做 ${count} 格`,
  copied: (count: number) => `已复制 ${count} 格`,
  andKept: (words: string, kept: number) => `${words}，${kept} 格不能修改，保持原样`,
  nothingChanged: '内容与原来相同，没有改动',
  nothingToUndo: '没有可撤销的操作',
  nothingToRedo: '没有可重做的操作',
  noSuchChoice: (text: string) => `没有“${text}”这一项`,
  preview: {
    paste: '粘贴前请核对',
    fill: '填充前请核对',
    counts: (accepted: number, unchanged: number, refused: number) =>
      `可以填入 ${accepted} 格，与原来相同 ${unchanged} 格，不能填入 ${refused} 格。`,
    undisturbed: '现在还没有改动任何内容。不能填入的单元格会保持原样。',
    place: '位置',
    text: '内容',
    reason: '原因',
    fromBlock: (row: number, column: number) => `粘贴内容的第 ${row} 行第 ${column} 列`,
    outside: '超出了表格的范围',
    notNumber: '不是数字',
    notChoice: (choices: readonly string[]) =>
      choices.length > 0 ? `只能填：${choices.join('、')}` : '没有可选的项',
    more: (count: number) => `另有 ${count} 格没有列出。`,
    write: (count: number) => `填入 ${count} 格`,
    cancel: '取消',
    understood: '知道了',
  },
} as const;
