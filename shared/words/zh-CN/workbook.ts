import type { z } from 'zod';
import type {
  DetectedKind,
  HostileReason,
  workbookFailures,
  workbookFindings,
} from '../../errors/codes/workbook.ts';

const detected: Record<DetectedKind, string> = {
  empty: '这个文件是空的，没有任何内容',
  xlsb: '这是二进制工作簿（.xlsb）',
  ods: '这是开放文档表格（.ods）',
  xml2003: '这是旧式的 XML 表格（Excel 2003 XML）',
  numbers: '这是苹果 Numbers 表格',
  html: '这其实是一个网页文件，只是用了表格的扩展名',
  xml: '这是一个 XML 数据文件，不是表格',
  text: '这其实是文本文件（如 CSV），只是用了表格的扩展名',
  docx: '这是 Word 文档',
  pptx: '这是演示文稿',
  doc: '这是旧版 Word 文档',
  odt: '这是文字文档',
  pdf: '这是 PDF 文件',
  image: '这是图片',
  zip: '这是普通压缩包，里面不是表格',
  otherArchive: '这是压缩包（RAR、7z 等）',
  ole: '这是旧版 Office 程序的文件，但不是表格',
  unknown: '无法辨认这是什么文件',
};

/** Those that Excel or WPS can open as a table: saving them anew is the way out. */
const canBeSavedAnew: ReadonlySet<DetectedKind> = new Set([
  'xlsb',
  'ods',
  'xml2003',
  'numbers',
  'html',
  'text',
]);

const hostile: Record<HostileReason, string> = {
  tooManyParts: '内部部件过多',
  duplicatePart: '内部有重名部件',
  unsafePartName: '内部部件的名称不安全',
  sizeFalsified: '内部声明的大小与实际不符',
  documentType: '内部含有不允许的定义',
  tooDeep: '内部结构嵌套过深',
  tagTooLong: '内部结构异常',
  tooManyRows: '行数超过了工作表的上限',
  tooManySheets: '工作表过多',
  sheetRepeated: '多个工作表指向同一内容',
  rowTooLong: '有一行的内容过长',
};

const saveAnew = '请用 WPS 或 Excel 打开，另存为“Excel 工作簿（.xlsx）”后再导入';

type FailureWords = {
  [C in keyof typeof workbookFailures]: (p: z.infer<(typeof workbookFailures)[C]>) => string;
};
type FindingWords = {
  [C in keyof typeof workbookFindings]: (p: z.infer<(typeof workbookFindings)[C]>) => string;
};

/** Words for a workbook that cannot be read. */
export const workbookFailureWords = {
  'workbook.notAWorkbook': (p) =>
    canBeSavedAnew.has(p.detected)
      ? `${detected[p.detected]}。${saveAnew}。`
      : `${detected[p.detected]}，不能导入。请选择 .xlsx 工作簿。`,
  'workbook.oldFormat': () => `这是旧格式的表格（.xls 或 .et）。${saveAnew}。`,
  'workbook.encrypted': () =>
    '这个工作簿设置了打开密码，不能读取。请用 WPS 或 Excel 打开，取消打开密码并保存后再导入。',
  'workbook.corrupt': (p) =>
    `这个工作簿已损坏或不完整（出错部件：${p.part}）。请向报送单位重新索取，或用 WPS 或 Excel 打开并另存为新的 .xlsx 后再导入。`,
  'workbook.tooLarge': (p) =>
    `这个工作簿太大，超过了 ${p.limitMb} MB 的上限，没有导入。请删除无关的工作表、图片和空行，或分成几个文件后再导入。`,
  'workbook.timeout': (p) =>
    `读取这个工作簿时超过 ${p.seconds} 秒没有读到新的一行，已停止。请把数据复制到新的工作簿中保存后再导入。`,
  'workbook.hostile': (p) =>
    `这个工作簿的内部结构异常（${hostile[p.reason]}），可能被恶意改动过，为安全起见没有打开。请向报送单位核实来源，必要时请其用 WPS 或 Excel 重新保存。`,
  'workbook.rowsLost': (p) =>
    `工作表“${p.sheet}”中有 ${p.inFile} 行，只读到 ${p.read} 行。为避免漏数，没有导入。${saveAnew}；仍不行请联系技术支持。`,
  'workbook.readerStopped': () =>
    `读取这个工作簿的程序意外停止，没有导入任何数据。请重试；仍不行，${saveAnew}。`,
} satisfies FailureWords;

/** Words for findings about a workbook as such. */
export const workbookFindingWords = {
  'workbook.macro': () => '工作簿带有宏。宏没有运行，只读取了单元格中的内容。',
  'workbook.externalLinks': (p) =>
    `工作簿引用了 ${p.count} 个其他文件，这些单元格读取的是上次保存时的结果，请核对是否最新。`,
  'workbook.sheetNotTable': (p) =>
    `这一页是${{ chart: '图表', dialog: '对话框', macro: '宏表' }[p.kind]}，没有可读取的数据。`,
  'workbook.sheetMissing': () => '文件中缺少这个工作表的内容，可能已损坏，请核对原表。',
  'workbook.hiddenColumns': (p) => `有隐藏的列（${p.columns}），其内容已照常读取，请确认是否应当填报。`,
  'workbook.tooManyMerges': (p) => `合并单元格过多，只处理了前 ${p.kept} 处，请取消不必要的合并。`,
  'workbook.rowsOutOfBounds': (p) => `有 ${p.rows} 行的行号超出了工作表的范围，没有读取，请核对原表。`,
  'workbook.duplicateRow': () => '文件中这一行出现了不止一次，都已读取，请核对是否重复。',
  'workbook.cellOutOfBounds': (p) => `单元格位置“${p.reference}”超出了工作表的范围，没有读取，请核对原表。`,
  'workbook.cellMisplaced': (p) =>
    `文件中单元格的位置“${p.reference}”与所在的行不一致，已按所在的行读取，请核对。`,
  'workbook.duplicateCell': () => '文件中这个单元格有不止一个值，取了最后一个，请核对。',
  'workbook.invalidNumber': () => '这个单元格标为数字，内容却不是数字，已按文字读取，请重新填写。',
  'workbook.dateOutOfRange': (p) =>
    `这个单元格设为日期，但其中的数 ${p.serial} 不是有效日期，请重新填写日期。`,
  'workbook.sharedTextMissing': () => '文件中缺少这个单元格的文字，可能已损坏，请重新填写。',
  'workbook.cellTooLong': (p) =>
    `内容有 ${p.length} 个字符，超过了单元格的上限 ${p.limit}，后面的部分没有读取。`,
  'workbook.unknownCellKind': () => '这个单元格的类型无法识别，已按文字读取，请核对。',
  'workbook.moreFindings': (p) => `本表还有 ${p.count} 处同类问题，没有逐一列出。`,
} satisfies FindingWords;
