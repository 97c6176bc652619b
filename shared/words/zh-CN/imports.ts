import type { z } from 'zod';
import type { ImportUse, importFailures, importFindings } from '../../errors/codes/imports.ts';

type WordsFor<Codes extends Record<string, z.ZodType>> = {
  [C in keyof Codes]: (params: z.infer<Codes[C]>) => string;
};

/** Words for failures of correcting and undoing an import. */
export const importFailureWords = {
  'import.reverted': () => '这次导入已经撤销。需要时请重新导入文件。',
  'import.notCommitted': () => '这次导入还没有写入数据库，没有可撤销的内容。',
  'import.rowUnknown': ({ row }) => `这次导入没有第 ${row} 条数据。请刷新后重试。`,
  'import.rowSettled': ({ sheet, row }) =>
    `工作表“${sheet}”第 ${row} 行已经处理完毕，不能再在导入中修改。请到相应的页面修改这条数据。`,
  'import.rowNotFixable': ({ sheet, row }) =>
    `工作表“${sheet}”第 ${row} 行不能在这里修改：文件中的行号重复，或者隐藏的代码列已经丢失。请导出错误说明表，改正后重新导入。`,
  'import.mappingUnknown': () => '这条列对应关系已经删除。请刷新后重试。',
  'import.mappingNoColumn': ({ form, column }) =>
    `“${form}”没有可以读入的列“${column}”。请核对列的名称，或重新指定列对应关系。`,
  'import.mappingTwice': ({ column, titles }) =>
    `文件的 ${column} 列同时对应了 ${titles}。一列只能对应一列，请改正其中之一。`,
  'import.mappingPersonal': ({ title }) =>
    `“${title}”是个人信息，各行不同，不能全部填同一个值。请指定文件中的一列，或留空不读入。`,
  'import.mappingNoSheet': ({ sheet }) =>
    `文件里没有可以读入的工作表“${sheet}”。请重新选择文件，再核对列对应关系。`,
} satisfies WordsFor<typeof importFailures>;

const useWords: Record<ImportUse, string> = {
  officials: '其下已有公职人员',
  records: '已有信用记录',
  evidence: '已附佐证材料',
  cycles: '已列入考核周期',
  values: '已有填报值或考核认定',
  bodies: '其下已有下级单位',
  ledgers: '台账中有事项引用了它',
  officialRun: '正式测算结果引用了它',
  changes: '已登记沿革',
  fileItems: '已登记档案事项',
};

/** Words for what is said of a whole file, and for what stands in the way of undoing an import. */
export const importFindingWords = {
  'import.hiddenRows': ({ rows }) =>
    `文件中有 ${rows} 行是隐藏的，没有导入。请核对：需要的可以选择“导入隐藏的行”，不需要的不用处理。`,
  'import.undoChangedSince': ({ what }) => `${what}在导入后又有改动，撤销会丢掉这些改动。`,
  'import.undoUsed': ({ what, by }) => `${what}在导入后已被使用：${useWords[by]}。`,
  'import.undoSealed': ({ what, on }) =>
    `${what}可能已随 ${on} 生成的报送包报出，上级手中有这条数据，不能再当作没有导入过。`,
  'import.undoOtherLine': ({ what }) =>
    `${what}是在恢复备份或复制数据文件夹之前导入的，可能已经报出，不能撤销。`,
  'import.undoCycleClosed': ({ cycle, status }) =>
    `考核周期“${cycle}”处于“${status}”阶段，填报值不能再改动。`,
  'import.undoModel': ({ model }) => `评价模型 ${model} 已经发布，发布的版本不能撤销；可以导入新的版本。`,
} satisfies WordsFor<typeof importFindings>;
