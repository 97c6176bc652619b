/** Words of the program around the window: its title and the dialogs of the operating system. */
import type { FileKind } from '../../bridge/window-bridge.ts';

export const windowLabels = {
  program: '政务诚信考评工作站',
  standInMark: '（开发测试运行环境）',
  pickFile: '选择文件',
  pickSaveTarget: '保存到',
} as const;

/** Name and endings of the files that a dialog offers. */
export const fileKindWords: Record<FileKind, { name: string; extensions: string[] }> = {
  workbook: { name: 'Excel 工作簿', extensions: ['xlsx'] },
  package: { name: '报送包', extensions: ['zxpkg'] },
  key: { name: '公钥文件', extensions: ['json'] },
  backup: { name: '备份', extensions: ['db'] },
  model: { name: '指标模型', extensions: ['json'] },
  document: { name: '所有文件', extensions: ['*'] },
};
