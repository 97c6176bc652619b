/** Words of the editor of an indicator model. */
export const modelEditorWords = {
  title: (name: string, version: string) => `${name} ${version}（草稿）`,
  untitled: '没有名称的模型',
  basedOn: (code: string, version: string) => `从 ${code} ${version} 复制`,
  fromNothing: '从空白开始',
  errors: (count: string) => `${count} 处错误`,
  noErrors: '没有错误',

  states: { saved: '已保存', saving: '正在保存', failed: '没有保存上' },
  retry: '再保存一次',
  reload: '重新打开（放弃没保存上的修改）',
  undo: '撤销',
  redo: '重做',
  undoStep: (label: string) => `撤销“${label}”（Ctrl+Z）`,
  redoStep: (label: string) => `重做“${label}”（Ctrl+Y）`,
  noUndo: '没有可以撤销的修改',
  noRedo: '没有可以重做的修改',

  tabs: { tree: '指标' },

  tree: {
    keys: '上下键换行，左右键收起和展开；直接输入或按 F2 改权重，回车到下一行，Delete 删除',
    unnamed: '（没有名称）',
    errors: (count: string) => `${count} 处错误`,
    weightOf: (code: string) => `${code} 的权重`,
    setWeight: (code: string) => `改 ${code} 的权重`,
  },
} as const;
