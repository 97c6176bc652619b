/** Words of the program around the window: its title and the dialogs of the operating system. */
import type { FileKind } from '../../bridge/window-bridge.ts';

export const windowLabels = {
  program: '政务诚信考评工作站',
  standInMark: '（开发测试运行环境）',
  pickFile: '选择文件',
  pickSaveTarget: '保存到',
  closeTitle: '还不能放心关闭',
  closeText:
    '这个窗口里有没有保存的内容，或者还有工作正在进行。现在关闭，没有保存的内容会丢失，正在进行的工作会停下来；已经保存的内容都在。',
  closeStay: '不关闭',
  closeAnyway: '仍要关闭',
} as const;

/** Name and endings of the files that a dialog offers. */
export const fileKindWords: Record<FileKind, { name: string; extensions: string[] }> = {
  workbook: { name: 'Excel 工作簿', extensions: ['xlsx'] },
  package: { name: '报送包', extensions: ['zxpkg'] },
  key: { name: '公钥文件', extensions: ['json'] },
  backup: { name: '备份', extensions: ['db'] },
  model: { name: '指标模型', extensions: ['json'] },
  calendar: { name: '节假日安排', extensions: ['ics', 'xlsx', 'json'] },
  codes: { name: '代码表', extensions: ['xlsx', 'csv', 'json'] },
  document: { name: '所有文件', extensions: ['*'] },
  word: { name: 'Word 文档', extensions: ['docx'] },
  pdf: { name: 'PDF 文档', extensions: ['pdf'] },
  zip: { name: '压缩包', extensions: ['zip'] },
  archive: { name: '考核归档文件夹', extensions: ['*'] },
  evidence: { name: '佐证材料（文件、图片、录音录像）', extensions: ['*'] },
};
