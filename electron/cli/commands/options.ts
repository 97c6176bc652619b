/** Options that several commands share, worded once. */
export const dataOption = {
  data: { type: 'string', demandOption: true, requiresArg: true, describe: '数据文件夹' },
} as const;

export const optionalDataOption = {
  data: { type: 'string', requiresArg: true, describe: '数据文件夹' },
} as const;

export const cycleOption = {
  cycle: { type: 'string', demandOption: true, requiresArg: true, describe: '考核周期代号' },
} as const;

export const outputOption = {
  output: { alias: 'o', type: 'string', demandOption: true, requiresArg: true, describe: '写出的文件' },
} as const;
