/** Words of the parts that forms are made of. */
export const formWords = {
  save: '保存',
  cancel: '取消',
  notStored: (count: number) => `没有保存：有 ${count} 处需要更正，见各项下面的红字。`,
  warnings: (count: number) => `有 ${count} 处提醒，确认无误可以直接保存。`,
  noChange: '没有改动，不用保存',
  requiredMark: '必填',
  unset: '（不填）',
  bodyHint: '输入名称或代码的一部分，从列表里选',
  bodyNotChosen: '还没有选定单位：请从列表里选一个，或输入 18 位统一社会信用代码。',
  bodyNone: '没有这样的单位。可以换一个词，或先登记单位。',
  dateHint: '例如 2026-05-06、2026年5月6日或 20260506',
  readAs: (date: string) => `读作 ${date}`,
} as const;
