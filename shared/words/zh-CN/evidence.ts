import type { z } from 'zod';
import type { evidenceFailures, evidenceFindings } from '../../errors/codes/evidence.ts';

type WordsFor<Codes extends Record<string, z.ZodType>> = {
  [C in keyof Codes]: (params: z.infer<Codes[C]>) => string;
};

/** Words for failures of 佐证材料. */
export const evidenceFailureWords = {
  'evidence.unknown': () => '这份佐证材料已经不在。请刷新后再看。',
  'evidence.ownerUnknown': () => '要附材料的对象已经不在本库。请返回列表重新选择。',
  'evidence.notDeclared': () =>
    '没有确认“本材料不涉及国家秘密、工作秘密”，没有添加。涉密材料不得存入本程序；确认不涉密后再勾选添加。',
  'evidence.locked': ({ reason }) => `现在不能增减佐证材料：${reason}`,
  'evidence.fileGone': ({ file }) =>
    `“${file}”的文件不在数据文件夹中。请从备份的 evidence 文件夹拷回，或重新添加该材料。`,
  'evidence.fileChanged': ({ file }) =>
    `“${file}”的文件与登记时不一致（校验码不符），没有导出。请用原件重新添加。`,
  'evidence.noPreview': ({ file }) => `“${file}”不能在窗口里查看，请导出后用相应软件打开。`,
} satisfies WordsFor<typeof evidenceFailures>;

/** Words for findings about evidence. */
export const evidenceFindingWords = {
  'evidence.secretName': ({ file, marker }) =>
    `“${file}”的文件名带有“${marker}”字样，没有添加。涉密材料不得存入本程序，请按保密规定保管；若确不涉密，请由定密责任人核实后改正文件名再添加。`,
  'evidence.secretText': ({ file, marker }) =>
    `“${file}”的正文带有${marker}，没有添加。涉密材料不得存入本程序，请按保密规定保管。`,
  'evidence.empty': ({ file }) => `“${file}”是空文件，没有添加。请检查文件是否完整。`,
  'evidence.tooLarge': ({ file, megabytes, allowed }) =>
    `“${file}”有 ${megabytes} MB，超过每份 ${allowed} MB 的上限，没有添加。请压缩扫描分辨率或拆成几份。`,
  'evidence.program': ({ file }) =>
    `“${file}”的内容是可执行程序，没有添加。佐证材料只收文件、图片和录音录像。`,
  'evidence.script': ({ file }) =>
    `“${file}”的内容是脚本或网页代码，没有添加。网页请打印为 PDF 或截图后再添加。`,
  'evidence.macros': ({ file }) =>
    `“${file}”带有宏程序，没有添加。请另存为不带宏的格式（docx、xlsx）或 PDF。`,
  'evidence.archive': ({ file }) => `“${file}”是压缩包，没有添加。请解压后逐份添加，才能查看和核对。`,
  'evidence.kindRefused': ({ file, kinds }) => `“${file}”的文件种类不在可收之列，没有添加。可收：${kinds}。`,
  'evidence.nameDiffers': ({ file, kind, extensions }) =>
    `“${file}”的内容是${kind}，与文件名的后缀不符，没有添加。请把后缀改为 ${extensions}，或另存为正确格式。`,
  'evidence.known': ({ file, as }) => `“${file}”已经附在这里（“${as}”，内容完全相同），没有重复存放。`,
  'evidence.lost': ({ file }) => `“${file}”的文件在磁盘上丢失。请从备份拷回或重新添加。`,
  'evidence.changedOnDisk': ({ file }) =>
    `“${file}”的文件在磁盘上被改动，与登记时的校验码不符。请用原件重新添加。`,
  'evidence.early': ({ file, date, from }) =>
    `“${file}”的文件日期 ${date} 早于考核周期起始日 ${from}。请核对是否为本周期的材料。`,
  'evidence.reused': ({ file, count, places }) =>
    `“${file}”的同一文件还用在其他 ${count} 处：${places}。请核对是否应当重复使用。`,
  'evidence.recordLacks': ({ documentNo }) =>
    `失信记录（${documentNo}）没有附生效文书等佐证材料。请补充扫描件。`,
  'evidence.entryLacks': ({ leaf }) =>
    `指标 ${leaf} 要求佐证，已填数值但没有附材料，也没有写明文号。请补充。`,
  'evidence.recordRevoked': () => '这条记录已撤销，只留作备查。',
  'evidence.rowWithdrawn': () => '这一行已撤回，只留作备查。',
} satisfies WordsFor<typeof evidenceFindings>;
