import type { z } from 'zod';
import type { databaseFailures, databaseFindings } from '#shared/errors/codes/database.ts';

type Words<Codes extends Record<string, z.ZodType>> = {
  [C in keyof Codes]: (p: z.infer<Codes[C]>) => string;
};

const tableNames: Readonly<Record<string, string>> = {
  bodies: '单位',
  officials: '公职人员',
  catalogue_items: '信用信息目录',
  credit_records: '信用记录',
  evidence: '佐证材料',
  cycles: '考核周期',
  cycle_units: '考核对象',
  entries: '填报值',
  decisions: '考核认定',
  check_explanations: '审核说明',
  runs: '计分结果',
  import_batches: '导入批次',
  packages: '报送包',
  enrolled_offices: '登记单位',
};
const nameOf = (table: string): string => tableNames[table] ?? '数据';

/** A size as a clerk reads it: whole MB, at least 1. */
const megabytes = (bytes: number): string => `${Math.max(1, Math.ceil(bytes / 1_048_576))} MB`;

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** An instant by the clock of this computer, to the minute. */
const localTime = (instant: string): string => {
  const at = new Date(instant);
  const date = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map(twoDigits).join('-');
  return `${date} ${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
};

const holderWords = (holder: z.infer<(typeof databaseFailures)['database.inUse']>['holder']): string =>
  holder === null
    ? '另一个程序'
    : `用户“${holder.user}”在计算机“${holder.computer}”上的程序（${localTime(holder.since)} 打开，进程号 ${holder.process}）`;

const damage = {
  empty: '文件是空的',
  header: '文件开头不是数据库的内容',
  truncated: '文件不完整，后面缺了一截',
  pages: '文件中有损坏的部分',
  content: '文件中有损坏的部分',
} as const;

export const databaseFailureWords = {
  'database.missing': (p) => `文件夹“${p.folder}”里还没有数据库。请先初始化，或选择正确的数据文件夹。`,
  'database.alreadyExists': (p) =>
    `文件夹“${p.folder}”里已经有数据库，没有改动它。请直接使用，或另选一个空文件夹。`,
  'database.notAFile': (p) => `“${p.file}”不是文件，无法作为数据库打开。请检查数据文件夹是否选对。`,
  'database.newer': (p) =>
    `这个数据库由更新的程序写成（数据版本 ${p.theirs}，本程序支持到 ${p.ours}），没有改动它。请升级本程序后再打开。`,
  'database.older': (p) =>
    `这个数据库的数据版本是 ${p.theirs}，需要先升级到 ${p.ours} 才能查看。请用可以写入的方式打开一次。`,
  'database.foreign': (p) => `“${p.file}”是别的程序的数据库，没有改动它。请选择正确的数据文件夹。`,
  'database.damaged': (p) =>
    `数据库“${p.file}”已损坏（${damage[p.reason]}），没有改动它。请用最近的备份恢复，并保留损坏的文件备查。`,
  'database.inUse': (p) =>
    `数据文件夹“${p.folder}”正由${holderWords(p.holder)}使用，同一时间只能有一个程序打开它。请先退出那个程序，再重试。`,
  'database.busy': (p) => `数据库“${p.file}”正被另一个程序使用。请等它做完或关闭它，然后重试。`,
  'database.readOnly': (p) =>
    `文件夹“${p.folder}”或其中的数据库不允许写入。请换一个可写的位置，或找管理员开放权限。`,
  'database.full': (p) =>
    p.needed === null
      ? `磁盘已满（“${p.folder}”所在磁盘剩余 ${megabytes(p.free)}），这次操作已全部撤销。请清理磁盘后重试。`
      : `磁盘空间不足：“${p.folder}”所在磁盘剩余 ${megabytes(p.free)}，需要约 ${megabytes(p.needed)}，这次操作已全部撤销。请清理磁盘后重试。`,
  'database.inputOutput': (p) =>
    `读写“${p.file}”时磁盘出错（${p.detail}），这次操作已撤销。请检查磁盘和连线后重试；多次出现请尽快备份并换盘。`,
  'database.networkFolder': (p) =>
    `文件夹“${p.folder}”在网络盘上，数据库放在网络盘容易损坏。请改用本机硬盘上的文件夹。`,
  'database.sqliteTooOld': (p) =>
    `程序所带的数据库组件版本过低（现为 ${p.found}，需要 ${p.needed} 以上），没有打开数据库。请重新安装本程序。`,
  'database.keyMissing': (p) =>
    `数据文件夹里缺少密钥文件“${p.file}”，不能读取受保护的个人信息。请把原来的密钥文件放回数据文件夹后再打开。`,
  'database.keyWrong': (p) =>
    `密钥文件“${p.file}”与这个数据库不是一套，没有打开数据库。请换回原来的密钥文件。`,
  'database.sealBroken': (p) =>
    `有一处受保护的内容（${p.field}）被改动过，无法读取。请运行数据库检查，并用备份恢复。`,
  'database.rowOfAnotherOffice': (p) =>
    `这条${nameOf(p.table)}属于别的单位，只能由该单位修改。请通知该单位更正后重新报送。`,
  'database.rowWithoutParent': (p) =>
    `一条${nameOf(p.table)}（编号 ${p.id}）所属的单位、人员或考核周期不在本库中，全部内容都没有写入。请先补上所属的单位、人员或周期，再重试。`,
  'database.rowMissing': (p) => `要改的${nameOf(p.table)}已不存在（编号 ${p.id}）。请刷新后重试。`,
  'database.rowExists': (p) => `${nameOf(p.table)}“${p.key}”已经存在，没有重复添加。请改用修改，或核对编号。`,
  'database.rowHashMismatch': (p) =>
    `收到的一条${nameOf(p.table)}（编号 ${p.id}）与其校验值不符，全部内容都没有并入。请对方重新生成报送包。`,
  'database.modelPublished': (p) => `评价模型 ${p.code} ${p.version} 已发布，不能再改。请另存为新的版本号。`,
  'database.scoreTooLarge': () =>
    '得分超出了可以保存的范围（约 9.2 亿分），计分结果没有保存。请检查评价模型的满分和各项分值。',
  'database.batchState': (p) =>
    ({
      staged: '这次导入还没有提交，请先提交。',
      committed: '这次导入已经提交过，不能再改。请重新导入一次。',
      reverted: '这次导入已经撤销，不能再改。请重新导入一次。',
      abandoned: '这次导入已经放弃，不能再提交。请重新导入一次。',
    })[p.status],
  'database.backupMissing': (p) => `找不到备份“${p.name}”。请在备份文件夹里核对名称。`,
  'database.backupBad': (p) => `备份“${p.name}”不完整或已损坏，没有使用它，现有数据没有改动。请换一个备份。`,
} satisfies Words<typeof databaseFailures>;

export const databaseFindingWords = {
  'database.check.pages': (p) => `数据库文件有损坏的部分（${p.detail}）。请用最近的备份恢复。`,
  'database.check.reference': (p) =>
    `有 ${p.rows} 条${nameOf(p.table)}找不到对应的${nameOf(p.parent)}。请用最近的备份恢复，或联系管理员。`,
  'database.check.audit': (p) =>
    `操作日志从第 ${p.sequence} 条起被改动、删除或调换过。请保留现在的数据文件，并报告管理员。`,
  'database.check.content': (p) =>
    `一条${nameOf(p.table)}（编号 ${p.id}）的内容被程序以外的方式改动过。请与原始材料核对，或用备份恢复。`,
  'database.check.seal': (p) =>
    `一条${nameOf(p.table)}（编号 ${p.id}）受保护的内容被改动过，无法读取。请用备份恢复。`,
  'database.check.result': (p) => `计分结果（编号 ${p.run}）被改动过，不再可信。请重新计分。`,
  'database.check.search': (p) =>
    `检索索引与数据不一致（表 ${p.table}：缺 ${p.missing} 条、过时 ${p.outdated} 条、多余 ${p.dangling} 条），搜索可能漏掉它们；数据本身没有问题。请点“重建检索索引”，或运行 zhengxin search rebuild。`,
} satisfies Words<typeof databaseFindings>;
