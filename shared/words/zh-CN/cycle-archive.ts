import type { z } from 'zod';
import { groupDigest } from '../../domain/fingerprint.ts';
import type { cycleArchiveFailures, cycleArchiveFindings } from '../../errors/codes/cycle-archive.ts';

type Words<Codes extends Record<string, z.ZodType>> = {
  [C in keyof Codes]: (p: z.infer<Codes[C]>) => string;
};

/** Words for failures of making and opening the archive of a cycle. */
export const cycleArchiveFailureWords = {
  'cycleArchive.notAnArchive': (p) =>
    `“${p.name}”不是考核归档文件夹，或者其中的 manifest.json 已经丢失。请选择归档时生成的那个文件夹。`,
  'cycleArchive.newerFormat': (p) =>
    `归档“${p.name}”由更新版本的系统生成（${p.format}），本机版本无法验证。请先升级本系统。`,
  'cycleArchive.manifestDamaged': (p) =>
    `归档“${p.name}”的清单 manifest.json 已经损坏或被改动，其余内容无从核对。请换用另一份备份的归档。`,
  'cycleArchive.signatureInvalid': (p) =>
    `归档“${p.name}”的签名不符：清单在归档之后被改动过，或者签名文件丢失。这份归档不可信，请换用另一份备份的归档。`,
  'cycleArchive.tooEarly': (p) =>
    `考核周期“${p.cycle}”还在“${p.status}”阶段，结果没有定级，不能归档。请先完成公示和异议复核，把周期推进到“已定级”。`,
  'cycleArchive.changedMeanwhile': (p) =>
    `归档过程中考核周期“${p.cycle}”有新的改动，这次归档没有保存。请在没有人操作时重新归档。`,
  'cycleArchive.notGood': (p) =>
    `归档“${p.name}”写好以后核验没有通过（${p.problems} 处不符），没有保存。请运行“全面检查”，处理后再归档。`,
  'cycleArchive.logBroken': (p) =>
    `操作日志从第 ${p.sequence} 条起与写入时不一致，不能归档。请运行“全面检查”，并用备份恢复数据库。`,
  'cycleArchive.needed': (p) =>
    `考核周期“${p.cycle}”定级以后还没有生成归档，或者归档以后又有更正、结果运用、新出的文书，不能进入“已归档”。请先在“归档”页生成归档文件夹。`,
} satisfies Words<typeof cycleArchiveFailures>;

/** Words for what a verification of an archive found. */
export const cycleArchiveFindingWords = {
  'cycleArchive.fileAdded': (p) => `“${p.file}”不是归档时的文件，是后来放进去的。`,
  'cycleArchive.fileMissing': (p) => `“${p.file}”不见了。`,
  'cycleArchive.fileChanged': (p) => `“${p.file}”的内容与归档时不一致。`,
  'cycleArchive.rowsDiffer': (p) => `“${p.file}”应有 ${p.said} 行，实有 ${p.found} 行。`,
  'cycleArchive.modelDiffers': (p) => `指标模型 ${p.model}（${p.version}）与归档时的校验码不一致。`,
  'cycleArchive.runDiffers': (p) => `测算 ${p.run} 按归档的模型和数据重新计算，结果与归档的不一致。`,
  'cycleArchive.auditBroken': (p) => `操作日志的校验链在第 ${p.sequence} 条断开。`,
  'cycleArchive.signerUnknown': (p) =>
    `签名的密钥没有在本机登记，指纹是 ${groupDigest(p.fingerprint)}。请与归档单位留存的指纹核对。`,
  'cycleArchive.signerDiffers': (p) =>
    `签名密钥的指纹是 ${groupDigest(p.found)}，不是要核对的 ${groupDigest(p.expected)}。`,
  'cycleArchive.evidenceLost': (p) => `佐证材料“${p.file}”的文件不在数据文件夹中，没有归入。`,
} satisfies Words<typeof cycleArchiveFindings>;
