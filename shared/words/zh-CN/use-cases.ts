import type { z } from 'zod';
import type { useCaseFailures, useCaseFindings } from '../../errors/codes/use-cases.ts';

type WordsFor<Codes extends Record<string, z.ZodType>> = {
  [C in keyof Codes]: (params: z.infer<Codes[C]>) => string;
};

/** Names of units, of which only the first few are given. */
const named = (units: readonly string[]): string =>
  `${units.slice(0, 5).join('、')}${units.length > 5 ? '等' : ''}`;

/** Words for failures of the use cases. */
export const useCaseFailureWords = {
  'body.unknown': ({ uscc }) => `本库没有统一社会信用代码为 ${uscc} 的单位。请先导入单位名录。`,
  'cycle.unknown': ({ cycle }) => `没有考核周期“${cycle}”。请从已有的周期中选择，或先新建。`,
  'cycle.codeTaken': ({ cycle }) => `考核周期“${cycle}”已存在。请换一个代号。`,
  'cycle.closed': ({ cycle, status }) => `考核周期“${cycle}”处于“${status}”阶段，不能再录入。`,
  'cycle.periodInvalid': ({ from, to }) => `考核期间 ${from} 至 ${to} 不成立：起始日期应早于截止日期。`,
  'cycle.unitUnknown': ({ cycle, unit }) =>
    `考核周期“${cycle}”不考核单位 ${unit}。请核对代码或先把它列入周期。`,
  'cycle.noUnits': ({ cycle }) => `考核周期“${cycle}”还没有被考核单位。请先把单位列入周期。`,
  'cycle.cycleNeeded': ({ what }) => `${what}需要指明考核周期。请先选择周期。`,
  'cycle.unitNeeded': ({ what }) => `${what}需要指明单位。请先选择单位。`,
  'office.regionCodeInvalid': ({ regionCode }) =>
    `“${regionCode}”不是有效的 12 位统计用区划代码。请核对（村级以上单位末位补 0）。`,
  'office.fingerprintInvalid': () => '指纹应为 64 位十六进制数字。请核对对方告知的指纹。',
  'office.parentUnknown': () => '指明的上报单位尚未登记。请先登记它的公钥。',
  'office.notEnrolled': () => '这个单位没有登记过，没有改动。请刷新后再看。',
  'decision.countInvalid': ({ count }) => `次数“${count}”不是大于等于 0 的数。`,
  'decision.codeUnknown': ({ code, model }) =>
    `模型 ${model} 中没有代码“${code}”。请核对加减分项、否决项或指标代码。`,
  'model.unknown': ({ code, version }) =>
    `本库没有评价模型 ${code}${version === null ? '' : ` ${version}`}。`,
  'model.leafUnknown': ({ leaf, model }) => `评价模型 ${model} 没有末级指标“${leaf}”。请刷新后重新选择。`,
  'model.branchUnknown': ({ branch, model }) =>
    `评价模型 ${model} 没有“${branch}”这个有下级的指标。请刷新后重新选择。`,
  'model.disabled': ({ code }) => `评价模型 ${code} 尚未启用：须先填写法律依据。`,
  'model.versionTaken': ({ code, version }) =>
    `评价模型 ${code} ${version} 已发布且内容不同。已发布的版本不能改动，请改用新的版本号。`,
  'model.notJson': () => '模型文件不是有效的 JSON。请检查文件是否完整。',
  'file.notJson': ({ name }) => `文件“${name}”不是有效的 JSON。请检查文件是否完整、是否选错。`,
  'report.noForm': () => '得分汇总表由测算结果生成，没有空表。请改选其他报表。',
  'run.none': ({ cycle }) => `考核周期“${cycle}”还没有测算结果。请先测算。`,
  'summary.runUnnamed': () =>
    '这份汇总表没有注明是哪一次测算，不能核对。请选择由本程序导出、没有另存到别的工作簿的得分汇总表（旧版本导出的请重新导出）。',
  'run.unknown': ({ run }) => `没有编号为 ${run} 的测算结果，请到“测算结果”列表中重新选择。`,
  'run.subjectUnknown': ({ subject }) => `本次测算中没有单位 ${subject}，请在排名中重新选择。`,
  'run.sealed': ({ at }) =>
    `这次测算在 ${at.slice(0, 10)} 已确认为正式结果，不能删除。只有试算结果可以删除，没有删除任何一次。`,
  'run.alreadySealed': ({ at }) => `这次测算在 ${at.slice(0, 10)} 已经确认过，不用再确认。`,
  'run.sealKind': ({ status, allowed }) =>
    `考核周期处于“${status}”阶段，只能确认为${allowed.map((kind) => `“${kind}”`).join('或')}。请重新选择种类。`,
  'run.sealReason': ({ what }) =>
    what === 'reason'
      ? '更正正式结果必须写明理由。请填写理由后再确认。'
      : '定级以后更正结果必须写明由谁批准。请填写批准人（单位）后再确认。',
  'run.stale': ({ count, units }) =>
    `测算以后数据有 ${count} 处变动（${named(units)}），这次测算不能确认为正式结果。请再测算一次，用新的结果确认。`,
  'run.sealHeld': ({ held }) =>
    `还有需要说明的情况：${held.map(({ what, count, units }) => `${what} ${count} 处（${named(units)}）`).join('；')}。请处理完再测算确认，或逐项写明理由。`,
  'run.notReproducible': () =>
    '按保存的模型和数据重新计算，结果与这次测算不一致，不能确认为正式结果。请在“系统－数据检查”中检查数据文件夹，再测算一次。',
  'import.unknown': ({ batch }) => `没有编号为 ${batch} 的导入批次。`,
  'import.abandoned': ({ batch }) => `导入批次 ${batch} 已放弃。请重新导入文件。`,
  'import.modelRejected': ({ errors }) => `模型有 ${errors} 处错误，没有导入。`,
  'import.strictRefused': ({ refused }) =>
    `按“全部正确才导入”的要求，有 ${refused} 行不能导入，因此一行也没有写入。请改正后重新导入。`,
  'import.alreadyCommitted': () => '这次导入已写入数据库，不能放弃。需要时可以在导入历史中撤销它。',
  'conflict.unknown': () => '这条冲突已经不在，没有改动。请刷新后再看。',
  'conflict.decided': ({ title, kept }) =>
    `“${title}”的冲突先前已决定${kept === 'ours' ? '保留本库内容' : '采用报送内容'}，这次没有改动。请刷新后再看。`,
  'conflict.oursChanged': ({ title }) =>
    `“${title}”在本库的内容刚才有变化，与您看到的不同，没有改动。请重新比较后再决定。`,
  'merge.cycleUnknown': ({ cycle }) =>
    `报送包属于考核周期“${cycle}”，本库没有这个周期。请先建立同代号的周期。`,
  'merge.modelMismatch': ({ model, ours, theirs }) =>
    `报送包使用的评价模型 ${model} 与本库不同（本库校验码 ${ours.slice(0, 8)}，报送包 ${theirs.slice(0, 8)}）。请让报送单位使用下发的模型后重新报送。`,
} satisfies WordsFor<typeof useCaseFailures>;

/** Words for findings of runs, imports, merges and checks. */
export const useCaseFindingWords = {
  'assess.derivedDiffers': ({ unit, leaf, item, given, derived, records }) =>
    `${unit} 指标 ${leaf} 的“${item}”自评填 ${given}，信用数据库统计为 ${derived}（依据 ${records} 条记录），按数据库计分。请核对。`,
  'assess.modelDisabled': ({ model }) => `评价模型 ${model} 没有法律依据，未测算。`,
  'import.bodyUnknown': ({ uscc }) =>
    `本库没有统一社会信用代码为 ${uscc} 的单位。请先导入单位名录或改正代码。`,
  'import.duplicateInFile': ({ firstRow }) =>
    `与本表第 ${firstRow} 行是同一条，但内容不同。请核对后只保留正确的一行。`,
  'import.repeatedInFile': ({ firstRow }) => `与本表第 ${firstRow} 行完全相同，本行跳过。`,
  'import.duplicateInDatabase': () => '数据库里已有这一条。默认跳过；写入时也可以选择替换。',
  'merge.conflict': ({ table, key }) => `${table} 中 ${key} 与本库内容冲突，已留待人工决定。`,
  'merge.keptBefore': ({ count }) => `有 ${count} 行与本库不同，以前已决定保留本库内容，这次不再询问。`,
  'merge.bodiesKnownHere': ({ count, names }) =>
    `本库已有的单位 ${count} 个（${names}${count > 5 ? '等' : ''}），沿用本库的单位信息，其记录和数值照常汇入。`,
  'merge.unitJoined': ({ uscc, cycle }) => `单位 ${uscc} 随报送包列入考核周期“${cycle}”。`,
  'merge.returned': ({ by, package: id, reason }) =>
    `${by} 退回了上报包 ${id.slice(0, 8)}：${reason}。请改正后重新生成上报包。`,
  'merge.explanationRefused': ({ by, unit, leaf, remark }) =>
    `${unit}对 ${leaf} 的说明，${by} 没有采纳：${remark}。请在“审核”页重写说明或者改正数值。`,
  'merge.scoreDiffers': ({ unit, declared, recomputed }) =>
    `单位 ${unit} 申报得分 ${declared}，按原始数据重新计算为 ${recomputed}。请核对。`,
  'check.evidenceMissing': ({ file }) => `佐证材料文件缺失：${file}。`,
  'check.evidenceChanged': ({ file }) => `佐证材料文件内容已被改动：${file}。`,
  'check.runDiffers': ({ run }) => `测算结果 ${run} 重新计算后不一致。`,
  'run.verify.modelMissing': ({ model }) => `这次测算所用的模型 ${model} 已不在本库，无法重算。`,
  'run.verify.modelChanged': ({ model }) =>
    `模型 ${model} 的内容与测算时不同：校验码不一致。请从备份核对模型。`,
  'run.verify.dataChanged': () => '保存的计分数据与测算时不同：校验码不一致。请从备份核对。',
  'run.verify.resultChanged': () => '保存的结果与测算时不同：校验码不一致。请从备份核对。',
  'run.verify.engineOther': ({ made, now }) =>
    `测算时的算法版本是 ${made}，现在是 ${now}；结果不同时以封存的结果为准。`,
  'run.verify.notComputable': () => '保存的模型或数据已损坏，无法重算。请从备份核对。',
  'run.verify.differs': ({ count, units }) => `重新计算后有 ${count} 个单位的结果不同：${units}。`,
  'run.verify.tablesDiffer': ({ count, units }) =>
    `页面上显示的得分与封存的结果文件有 ${count} 个单位不一致：${units}。请从备份核对。`,
  'run.verify.logDiffers': () =>
    '操作日志记载的结果校验码与保存的不一致，或日志里没有这次测算。请从备份核对。',
} satisfies WordsFor<typeof useCaseFindings>;
