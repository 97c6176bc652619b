import type { z } from 'zod';
import type { modelFailures, modelFindings } from '../../errors/codes/model.ts';

type FailureWords = { [C in keyof typeof modelFailures]: (p: z.infer<(typeof modelFailures)[C]>) => string };
type FindingWords = { [C in keyof typeof modelFindings]: (p: z.infer<(typeof modelFindings)[C]>) => string };

const options = { runs: '模拟次数', spread: '权重波动幅度', seed: '随机种子' } as const;
const lists = { nodes: '指标', vetoes: '一票否决', grades: '等次', adjustments: '加减分项' } as const;
const limits = { '>': '大于', '≥': '不小于', '<': '小于', '≤': '不大于' } as const;
const valueTypes = {
  count: '不小于 0 的数字',
  number: '数字',
  flag: '“是”或“否”',
  level: '评分等次的文字',
} as const;
const shapes: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是或否',
  array: '列表',
  object: '一组字段',
  record: '一组字段',
  null: '空',
};
const unreadRule = (rule: string): string => `审核公式“${rule}”读不懂，不会参加审核（不影响计分）：`;
const shape = (name: string): string => shapes[name] ?? '规定的内容';

/** Words for failures of the model engine. */
export const modelFailureWords = {
  'model.rejected': (p) =>
    `指标体系有 ${p.findings.filter((one) => one.severity === 'error').length} 处错误，没有计分。请按所列问题逐条改正后再试。`,
  'model.dataRejected': (p) =>
    `计分数据有 ${p.findings.filter((one) => one.severity === 'error').length} 处错误，没有计分。请按所列问题逐条改正后再试。`,
  'modelDraft.unknown': () => '这份指标模型草稿已经发布或者删除。请回到“指标模型”列表查看。',
  'modelDraft.changed': (p) =>
    `“${p.name}”的草稿刚才在别处改过，这一次修改没有保存。请重新打开草稿，在最新内容上修改。`,
  'modelDraft.notReadable': () => '草稿内容无法读出，没有保存。请重新打开草稿再改。',
  'modelDraft.noModel': () =>
    '这个文件里不是一份指标模型，不能作为草稿打开。请选择从本程序导出的模型文件（.json）。',
  'modelDraft.faulty': (p) => `“${p.name}”的草稿还有 ${p.errors} 处错误，改正后才能试算和比较。请看“检查”。`,
  'model.sensitivityOption': (p) =>
    `${options[p.option]}应在 ${p.minimum} 到 ${p.maximum} 之间，请重新填写。`,
} satisfies FailureWords;

/** Words for findings about models, their data and weight matrices. */
export const modelFindingWords = {
  'model.document.notAnObject': () => '这不是指标体系文件，请选择由本系统导出的指标体系。',
  'model.document.tooDeep': (p) => `文件内容嵌套超过 ${p.limit} 层，请检查是否选错了文件。`,
  'model.field.missing': (p) => `缺少“${p.path}”，请补上。`,
  'model.field.wrongType': (p) => `“${p.path}”应为${shape(p.expected)}，请更正。`,
  'model.field.notInList': (p) => `“${p.path}”只能是 ${p.allowed} 之一，请更正。`,
  'model.field.outOfRange': (p) => `“${p.path}”应${limits[p.limit]} ${p.bound}，请更正。`,
  'model.field.notWhole': (p) => `“${p.path}”应为整数，请更正。`,
  'model.field.empty': (p) => `“${p.path}”不能为空，请补上。`,
  'model.field.unknown': (p) =>
    `${p.path === '' ? '文件开头' : `“${p.path}”`}中有不认识的字段“${p.field}”，请删除或检查是否写错；自用的内容请放在 extensions 下。`,
  'model.field.tooManyDigits': (p) =>
    `“${p.path}”的数字超过 ${p.limit} 位有效数字，无法准确保存，请减少位数。`,
  'model.field.badText': (p) => `“${p.path}”中有损坏的字符，请重新录入这段文字。`,
  'model.field.notSemver': (p) => `“${p.path}”应写成三段数字，例如 1.0.0，请更正。`,
  'model.field.invalid': (p) => `“${p.path}”的内容不符合规定，请对照说明更正。`,

  'model.code.twice': (p) =>
    `${lists[p.list]}代码“${p.code}”重复，每个代码只能用一次，请改名或删除多余的一条。`,
  'model.parent.unknown': (p) => `上级指标“${p.parent}”不存在，请更正上级代码或补上该指标。`,
  'model.parent.cycle': (p) => `指标 ${p.codes} 互为上下级，形成循环，请更正上级代码。`,
  'model.leaf.noScoring': () => '末级指标没有评分方法，请补上评分方法，或补上它的下级指标。',
  'model.inner.scoring': () => '有下级的指标不能有评分方法，请删除评分方法，或把它改为末级指标。',
  'model.inner.leafField': (p) => `“${p.field}”只对末级指标有意义，这里不起作用，可以删除。`,
  'model.leaf.aggregate': () => '汇总方式只对有下级的指标有意义，这里不起作用，可以删除。',
  'model.geometric.leafRounding': () =>
    '按几何平均汇总时，不能逐项取整后相加，请把取整方式改为按总分取整（roundAt 为 total）。',
  'model.missing.excludePays': () =>
    '由单位自己填报的指标，缺报时不计入会使不填反而有利，建议改为缺报计零分或必须填报。',

  'model.scoring.valueOrQuotient': () =>
    '评分方法应写明一个数值项目（value），或一对分子、分母项目（numerator、denominator），两者只能取其一，请更正。',
  'model.scoring.quotientIncomplete': () => '评分方法的分子、分母项目要同时写明，请补上。',
  'model.scoring.whenZeroWithoutQuotient': () =>
    '分母为零的处理（whenZero）只用于分子、分母相除的指标，请删除或改用分子、分母。',
  'model.scoring.equalEnds': (p) => `“${p.first}”和“${p.second}”不能相等，请更正。`,
  'model.scoring.reversedEnds': (p) => `“${p.lower}”应小于“${p.upper}”，请更正。`,
  'model.bands.limit': (p) => `第 ${p.band} 档应写明下限（atLeast）或上限（atMost），且只写一个，请更正。`,
  'model.bands.mixed': () => '各档应全部用下限（atLeast）或全部用上限（atMost），不能混用，请更正。',
  'model.bands.order': (p) =>
    p.direction === 'descending'
      ? `第 ${p.band} 档的下限应小于上一档，请从高到低排列。`
      : `第 ${p.band} 档的上限应大于上一档，请从低到高排列。`,
  'model.relative.direction': () => '相对评价要写明数值高者为优（higher）还是低者为优（lower），请补上。',
  'model.relative.bestHigher': () => '与最优值相比（best）只能用于数值高者为优的指标，请更正。',
  'model.relative.step': () => '按名次递减（rankStep）要写明每名递减的比例（step），请补上。',
  'model.scorer.twice': (p) => `评分角色“${p.role}”重复，请合并为一条。`,
  'model.auditRule.shape': ({ rule, detail }) =>
    `${unreadRule(rule)}写法不完整或有不认识的字段${detail === '' ? '' : `（${detail}）`}，请对照说明更正。`,
  'model.auditRule.formula': ({ rule, detail }) =>
    `${unreadRule(rule)}公式写法不对${detail === '' ? '' : `（${/^\d+$/.test(detail) ? `第 ${detail} 个字符处` : detail}）`}，请更正。`,
  'model.auditRule.nominalPoints': ({ rule }) =>
    `${unreadRule(rule)}审核公式里不能使用分值 P，请改用指标的填报项目。`,
  'model.auditRule.unknownName': ({ rule, detail }) =>
    `${unreadRule(rule)}公式里的“${detail}”没有在取值（values）中写明，请补上。`,
  'model.auditRule.unknownPlace': ({ rule, detail }) =>
    `${unreadRule(rule)}模型里没有“${detail}”，请更正指标、项目或认定事项的代码。`,
  'model.auditRule.noPlace': ({ rule }) => `${unreadRule(rule)}没有写明结果显示在哪个指标（at），请补上。`,
  'model.auditRule.weighted': ({ rule, detail }) =>
    `${unreadRule(rule)}“${detail}”由多个角色加权评分，请写明取哪个角色（role）的值。`,
  'model.auditRule.metric': ({ rule, detail }) =>
    `${unreadRule(rule)}“${detail}”的取数规则不成立，请对照说明更正。`,
  'model.auditRule.twice': ({ rule }) => `审核公式“${rule}”的代码重复，只用第一条。请改名或删除多余的一条。`,
  'model.formula.syntax': (p) => `公式第 ${p.position} 个字符处写法不对，请检查括号、运算符和项目名称。`,
  'model.formula.unknownFunction': (p) =>
    `公式中没有“${p.name}”这个函数，只能用 if、min、max、abs、round，请更正。`,
  'model.formula.argumentCount': (p) =>
    `公式中“${p.name}”应有 ${p.expected} 个参数，现有 ${p.found} 个，请更正。`,
  'model.formula.tooManyDigits': (p) => `公式中的数字 ${p.number} 超过 15 位有效数字，请减少位数。`,
  'model.formula.tooLong': (p) => `公式超过 ${p.limit} 个字符，请拆成几个指标。`,
  'model.formula.tooDeep': (p) => `公式的括号超过 ${p.limit} 层，请简化。`,

  'model.grades.order': (p) => `等次“${p.code}”的下限应小于上一等次，请从高到低排列。`,
  'model.grades.lastMin': (p) => `最后一个等次“${p.code}”的下限应为 0，请更正。`,
  'model.grades.lastQuota': (p) => `最后一个等次“${p.code}”不能限定比例，请删除比例。`,
  'model.veto.unknownGrade': (p) => `一票否决“${p.veto}”所列等次“${p.grade}”不存在，请更正。`,
  'model.veto.unknownNode': (p) => `一票否决“${p.veto}”所列指标“${p.node}”不存在，请更正。`,
  'model.tieBreak.unknown': (p) =>
    `同分排序规则“${p.key}”不认识，只能是否决少者在前（fewerVetoes）或“node:指标代码”，请更正。`,
  'model.tieBreak.unknownNode': (p) => `同分排序所用的指标“${p.node}”不存在，请更正。`,
  'model.tieBreak.geometric': (p) =>
    `指标“${p.node}”处在几何平均的上下级中，没有单独的得分，不能用于同分排序，请换一个指标。`,

  'data.document.notAnObject': () => '这不是计分数据文件，请检查是否选错了文件。',
  'data.field.missing': (p) => `计分数据缺少“${p.path}”，请补上。`,
  'data.field.wrongType': (p) => `计分数据的“${p.path}”应为${shape(p.expected)}，请更正。`,
  'data.field.badText': (p) => `计分数据的“${p.path}”中有损坏的内容，请重新录入。`,
  'data.field.unknown': (p) =>
    `计分数据的“${p.path}”中有不认识的字段“${p.field}”，没有使用，请检查是否写错。`,
  'data.subject.twice': (p) => `单位代码“${p.code}”重复，请合并或删除多余的一份。`,
  'data.leaf.unknown': () => '指标体系中没有这个指标，请检查指标代码，或确认所用的指标体系版本。',
  'data.leaf.innerNode': () => '这个指标还有下级，不能直接填值，请填到末级指标。',
  'data.role.unknown': () => '这个指标没有这个评分角色，请检查角色名称。',
  'data.values.notItems': () => '这个指标的填报内容格式不对，请重新填报或重新导入。',
  'data.values.rolesExpected': () => '这个指标按评分角色填报，写在角色以外的数值没有使用，请填到相应角色下。',
  'data.values.noRoles': () => '这个指标不分评分角色，按角色填的数值没有使用，请直接填报。',
  'data.value.wrongType': (p) => `应填${valueTypes[p.expected]}，请更正。`,
  'data.value.tooManyDigits': (p) => `数字超过 ${p.limit} 位有效数字，无法准确保存，请减少位数。`,
  'data.value.negative': (p) => `数量不能为负数，现为 ${p.given}，请更正。`,
  'data.value.outOfRange': (p) => `应在 ${p.minimum} 到 ${p.maximum} 之间，现为 ${p.given}，请更正。`,
  'data.value.unknownLevel': (p) => `没有“${p.given}”这个等次，可填：${p.allowed}，请更正。`,
  'data.value.notApplicable': () => '该指标已认定为不适用，不应填值。请删除所填的值，或取消不适用认定。',
  'data.notApplicable.unknownNode': (p) => `认定不适用的指标“${p.node}”不存在，请检查指标代码。`,
  'data.adjustment.unknown': (p) => `指标体系中没有加减分项“${p.code}”，请检查代码。`,
  'data.veto.unknown': (p) => `指标体系中没有一票否决事项“${p.code}”，请检查代码。`,
  'data.formula.divisionByZero': () => '按公式计算时除数为 0，请核对所填的数值。',
  'data.formula.truthForNumber': () => '公式把条件当作数字使用，无法计算，请联系指标体系制定单位修改公式。',
  'data.formula.numberForTruth': () => '公式把数字当作条件使用，无法计算，请联系指标体系制定单位修改公式。',
  'data.formula.roundDigits': () =>
    '公式中取整的位数应为 −15 到 15 的整数，请核对所填的数值或联系指标体系制定单位。',
  'data.formula.tooLarge': () => '公式的计算结果过大，请核对所填的数值。',

  'weights.document.notAnObject': () => '这不是权重计算所用的文件，请检查是否选错了文件。',
  'weights.field.missing': (p) => `缺少“${p.path}”，请补上。`,
  'weights.field.wrongType': (p) => `“${p.path}”应为${shape(p.expected)}，请更正。`,
  'weights.field.unknown': (p) =>
    `${p.path === '' ? '文件开头' : `“${p.path}”`}中有不认识的字段“${p.field}”，请删除或检查是否写错。`,
  'weights.labels.count': (p) =>
    p.maximum === null
      ? `至少要有 ${p.minimum} 个指标，现有 ${p.found} 个，请补充。`
      : `指标应有 ${p.minimum} 到 ${p.maximum} 个，现有 ${p.found} 个，请调整。`,
  'weights.labels.twice': (p) => `指标名称“${p.label}”重复，请改名。`,
  'weights.labels.differ': (p) => `第 ${p.vector} 组权重与第 1 组的指标不一致（“${p.label}”），请核对。`,
  'weights.matrix.shape': (p) => `第 ${p.row} 行应有 ${p.expected} 个数，现有 ${p.found} 个，请更正。`,
  'weights.matrix.rowCount': (p) => `应有 ${p.expected} 行，现有 ${p.found} 行，请更正。`,
  'weights.entry.notANumber': (p) => `第 ${p.row} 行第 ${p.column} 列不是数字，请填数字或“1/3”这样的分数。`,
  'weights.entry.notPositive': (p) => `第 ${p.row} 行第 ${p.column} 列应大于 0，请更正。`,
  'weights.entry.negative': (p) => `“${p.label}”的权重不能为负数，请更正。`,
  'weights.entry.diagonal': (p) => `第 ${p.row} 行是指标与自身相比，应为 1，请更正。`,
  'weights.entry.notReciprocal': (p) =>
    `第 ${p.row} 行第 ${p.column} 列与第 ${p.column} 行第 ${p.row} 列应互为倒数，请更正；除不尽时请写成“1/3”这样的分数。`,
  'weights.rows.tooFew': (p) => `至少要有 ${p.minimum} 行数据，现有 ${p.found} 行，请补充。`,
  'weights.column.constant': (p) => `“${p.label}”一列的数值全部相同，区分不出差别，请去掉这一列或补充数据。`,
  'weights.columns.noDifference': () => '各列数值都没有差别，无法计算权重，请补充数据。',
  'weights.combine.noShare': () => '各组权重的占比之和应大于 0，请更正。',
  'weights.judges.none': () => '还没有专家，请至少加一位。',
  'weights.judges.twice': (p) => `有两位专家都叫“${p.judge}”，请改名。`,
  'weights.pair.missing': (p) =>
    `${p.judge}还有 ${p.missing} 对没有比较，例如“${p.row}”与“${p.column}”。全部比完后给出权重。`,
  'weights.pair.twice': (p) => `${p.judge}对“${p.row}”与“${p.column}”填了两次，请只留一次。`,
  'weights.pair.offScale': (p) =>
    `${p.judge}对“${p.row}”与“${p.column}”填的是“${p.value}”，应在 1/9 到 9 之间，请更正。`,
  'weights.pair.unknown': (p) =>
    `${p.judge}比较的“${p.row}”与“${p.column}”不是这一分支的两个下级指标，请去掉这一对。`,
  'weights.data.tooFewUnits': (p) =>
    `至少要有 ${p.minimum} 个得分完整的单位，现有 ${p.found} 个，由数据算不出权重。请先把数据录全，或换一个周期。`,
  'weights.data.tooFewChildren': (p) =>
    `至少要有 2 个指标的得分率有差别，现有 ${p.found} 个，由数据算不出权重。请换一个周期，或用两两比较。`,
  'weights.data.alike': () => '各指标的得分率同升同降，CRITIC 法分不出轻重。请改用熵权法，或用两两比较。',
  'weights.data.equal': (p) =>
    `“${p.name}”各单位的得分率都相同，数据看不出它的轻重，没有参加计算，保留现有份额。`,
  'weights.data.noRate': (p) => `“${p.name}”没有单位得分（不适用或缺项不计），没有参加计算，保留现有份额。`,
} satisfies FindingWords;
