import type { z } from 'zod';
import type { layoutFailures, layoutFindings } from '#shared/errors/codes/layout.ts';

type WordsFor<T extends Record<string, z.ZodType>> = { [C in keyof T]: (p: z.infer<T[C]>) => string };

/** Words for a file that is not the form it should be. */
export const layoutFailureWords = {
  'layout.headerNotFound': (p) =>
    `文件中没有找到“${p.form}”的表头。表头应包含：${p.columns}。请核对是否选错了文件，或先下载本系统的表样再填写。`,
  'layout.columnMissing': (p) =>
    `“${p.form}”缺少必需的列：${p.columns}。请指定它们对应文件中的哪一列，或补上这些列后重新导入。`,
  'layout.columnRepeated': (p) =>
    `列“${p.title}”重复出现在 ${p.columns} 列，无法判断以哪一列为准。请删除或改名多余的列后重新导入。`,
  'layout.wrongTemplate': (p) =>
    `这个文件是另一种表（${p.found}），不是“${p.form}”。请选择正确的文件，或改用对应的导入功能。`,
  'layout.newerTemplate': (p) =>
    `“${p.form}”的表样版本是 ${p.found}，比本程序支持的 ${p.current} 新。请先升级本程序再导入。`,
  'layout.wrongCycle': (p) =>
    `这份表属于考核周期“${p.found}”，当前周期是“${p.cycle}”。请切换周期，或导入本周期的表。`,
  'layout.wrongUnit': (p) => `这份表属于单位 ${p.found}，当前单位是 ${p.unit}。请核对是否选错了文件。`,
  'layout.wrongModel': (p) =>
    `这份表按另一版评价模型（${p.found}）制作，当前模型是 ${p.model}，指标可能已经不同。请重新下载表样，把填报内容转填后再导入。`,
  'layout.sheetMissing': (p) =>
    `“${p.form}”缺少工作表：${p.sheets}。请使用本系统导出的模型文件，不要删除其中的工作表。`,
  'layout.textTooLong': (p) =>
    `“${p.what}”有 ${p.length} 个字符，超过了 Excel 单元格 32767 个字符的上限，不能导出为表格。请精简后再导出，或改用模型文件（JSON）。`,
} satisfies WordsFor<typeof layoutFailures>;

const typeAgain = '请把单元格格式改为“文本”，再对照原件重新输入（只改格式不能恢复已丢失的数字）。';

/** Words for findings about forms and their rows. */
export const layoutFindingWords = {
  ...layoutFailureWords,
  'layout.columnUnknown': (p) =>
    `这些列不属于本表，没有读取：${p.titles}。如果其中有需要的内容，请重新读入并指定列对应关系。`,
  'layout.sheetIgnored': (p) =>
    `这张工作表没有本表的表头，其中 ${p.rows} 行没有读取。如果里面有数据，请补上表头后重新导入。`,
  'layout.sheetHidden': (p) =>
    `这张工作表是隐藏的，其中 ${p.rows} 行没有读取。如果里面有数据，请取消隐藏后重新导入。`,
  'layout.rowsAfterNotes': (p) =>
    `“填表说明”之后还有 ${p.rows} 行像是数据（从第 ${p.firstRow} 行起），没有读取。请把它们移到“填表说明”之前，重新导入。`,
  'layout.metaMissing': () =>
    '文件里的表样信息已丢失（可能是复制到了新的工作簿），无法核对它属于哪个周期、哪个单位，请确认没有选错文件。',
  'layout.keysLost': () =>
    '表中隐藏的指标代码列已丢失，程序改按指标名称和项目名称对应。请逐行核对预览，最好重新下载表样填写。',
  'layout.noRows': (p) => `“${p.form}”中没有数据行。请核对是否选错了文件，或是否忘了保存。`,

  'row.hidden': () => '这一行在表中是隐藏的，请核对是否应当导入。',
  'row.mergedCell': (p) => `“${p.title}”与上面的行合并成一格，按上面的内容读取，请核对。`,
  'row.mergedNumber': (p) => `“${p.title}”与上面的行合并成一格，只算在上面那一行，这一行没有读取。`,
  'row.required': (p) => `“${p.title}”没有填写，请补填。`,
  'row.codeInNumericCell': (p) =>
    p.digits > 15
      ? `“${p.title}”存成了数字。Excel 的数字只保留前 15 位，后面的已经变成 0，不能采用。${typeAgain}`
      : `“${p.title}”存成了数字，开头的 0 或末尾几位可能已经丢失，不能采用。${typeAgain}`,
  'row.cellError': (p) => `“${p.title}”的公式出错（${p.text}），请改正公式，或直接填写结果。`,
  'row.formulaWithoutValue': (p) =>
    `“${p.title}”是公式，但文件里没有保存它的计算结果。请用 Excel 或 WPS 打开并保存一次，或直接填写结果。`,
  'row.tooLong': (p) => `“${p.title}”有 ${p.length} 个字，最多 ${p.max} 个字，请精简。`,
  'row.dateInvalid': (p) =>
    `“${p.title}”的“${p.text}”不是有效日期，请写成 2026-03-01 或 2026年3月1日 这样的年月日，并核对这一天是否存在。`,
  'row.dateIsNumber': (p) =>
    `“${p.title}”是数字 ${p.text}，不是日期。如果本来是 ${p.date}，请把单元格格式改为日期，或重新输入 ${p.date}。`,
  'row.datesReversed': (p) => `“${p.to}”早于“${p.from}”，请核对这两个日期。`,
  'row.notInList': (p) => `“${p.title}”的“${p.text}”不在可选范围内，只能填：${p.allowed}。`,
  'row.notANumber': (p) => `“${p.title}”的“${p.text}”不是数字，请只填数字，不要带单位或文字。`,
  'row.notWhole': (p) => `“${p.title}”应为整数，请更正。`,
  'row.negative': (p) => `“${p.title}”不能是负数，请更正。`,
  'row.tooManyDigits': (p) => `“${p.title}”的有效数字超过 15 位，请按需要的小数位数四舍五入后填写。`,
  'row.percentCell': (p) =>
    `“${p.title}”是百分比格式，实际存的是 ${p.stored}。请按“项目”一栏的要求填普通数字（分子、分母分别填，或填百分制得分），并把单元格格式改为常规。`,
  'row.phoneInvalid': (p) => `“${p.title}”里有号码以外的内容，请核对；可以写区号、分机和多个号码。`,

  'body.parentIsItself': () => '上级单位代码与本单位代码相同，请填写真正的上级单位；没有上级的留空。',
  'body.parentUnknown': (p) =>
    `上级单位 ${p.uscc} 既不在本库，也不在本表可以导入的行里。请核对代码，或先登记上级单位；不改的话，本单位暂时列在最上层。`,
  'body.parentCycle': () =>
    '照这样填，本单位会成为自己的上级（几个单位互为上级）。请核对这几个单位的上级单位代码。',
  'body.levelDiffers': (p) =>
    `行政层级填的是“${p.level}”，而行政区划代码是${p.region}的，请核对其中一项是否填错。`,

  'record.catalogueUnknown': (p) =>
    `失信类型“${p.text}”不在公共信用信息目录内，目录外的信息不能记入信用记录。可选：${p.allowed}。`,
  'record.catalogueAmbiguous': (p) => `目录中有多项都叫“${p.text}”，请改填代码：${p.codes}。`,
  'record.catalogueNotInForce': (p) =>
    `目录项“${p.item}”在认定日期 ${p.date} 不在有效期内，请核对日期，或改选当时有效的目录项。`,
  'record.documentTypeNotAllowed': (p) =>
    `目录项“${p.item}”只能依据以下文书认定：${p.allowed}。请核对文书类型。`,
  'record.domainDiffers': (p) =>
    `目录项“${p.item}”属于“${p.domain}”领域，与所填领域不同，请核对；确认无误可以保留。`,
  'record.dateInFuture': (p) => `认定日期 ${p.date} 还没有到，请核对。`,
  'record.bodyNameDiffers': (p) =>
    `代码对应的单位是“${p.known}”，表中写的是“${p.given}”，请核对代码和名称是否同一单位。`,

  'official.idMasked': () => '身份证号是打了星号的，无法识别本人，请填写完整号码；确实没有的请留空。',

  'entry.leafUnknown': (p) => `指标“${p.text}”不在本周期的评价模型中，请使用本周期的表样填写。`,
  'entry.leafAmbiguous': (p) =>
    `评价模型中有多个指标叫“${p.name}”，无法判断填的是哪一个。请重新下载表样填写。`,
  'entry.itemUnknown': (p) => `指标 ${p.leaf} 没有“${p.text}”这个填报项目，请使用本周期的表样填写。`,
  'entry.notForUnit': (p) => `指标 ${p.leaf} 由${p.by}填报，这里的填报值不能采用。请清空这一格。`,
  'entry.repeated': (p) =>
    `指标 ${p.leaf} 的项目“${p.item}”在第 ${p.firstRow} 行已经填过，请删除重复的一行。`,
  'entry.flagInvalid': (p) => `这里只能填“是”或“否”，现为“${p.text}”。`,
  'entry.levelUnknown': (p) => `等级“${p.text}”不在评分标准内，只能填：${p.allowed}。`,
  'entry.outOfRange': (p) => `填报值应在 ${p.min} 到 ${p.max} 之间，请更正。`,
  'entry.numeratorLarger': (p) =>
    `“${p.numerator}”${p.left} 大于“${p.denominator}”${p.right}，请核对是否填反或多计；确认无误请在“说明”中写明。`,
  'entry.evidenceMissing': () => '本指标要求提供佐证材料，“佐证材料”一栏还是空的，请填写材料名称和文号。',

  'modelSheet.fieldUnknown': (p) => `“${p.field}”不是模型的内容，请删除这一行或核对名称。`,
  'modelSheet.fieldRepeated': (p) => `“${p.field}”在第 ${p.firstRow} 行已经出现过，请删除重复的一行。`,
  'modelSheet.jsonInvalid': (p) =>
    `“${p.title}”的内容格式不正确（括号、引号或逗号有误），请对照导出时的原样更正。`,
} satisfies WordsFor<typeof layoutFindings>;
