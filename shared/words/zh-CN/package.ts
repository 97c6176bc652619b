import type { z } from 'zod';
import { type OfficeLevel, officeLevels } from '../../domain/code-lists.ts';
import { groupDigest } from '../../domain/fingerprint.ts';
import type { packageFailures, packageFindings } from '../../errors/codes/package.ts';

type Words<Codes extends Record<string, z.ZodType>> = {
  [C in keyof Codes]: (p: z.infer<Codes[C]>) => string;
};

const damage = {
  incomplete: '文件不完整或被加长，可能没有复制完',
  content: '文件内容在封装之后发生了变化，可能是复制出错或被改动',
  structure: '文件的内部结构不合规定',
  manifest: '报送包的清单不合规定',
  entry: '其中一项内容与清单不一致',
} as const;

const limits = {
  bytes: (allowed: number) => `内容总量超过上限 ${Math.round(allowed / 1_000_000)} MB`,
  entries: (allowed: number) => `文件数超过上限 ${allowed} 个`,
  line: (allowed: number) => `有一行数据超过上限 ${allowed} 字节`,
  manifest: (allowed: number) => `清单超过上限 ${allowed} 字节`,
} as const;

const officeFields = { name: '名称', regionCode: '区划代码', level: '层级' } as const;

const officeValue = (value: string) =>
  Object.hasOwn(officeLevels, value) ? officeLevels[value as OfficeLevel] : value;

/** An instant as the clerk's clock shows it, to the minute. */
const localTime = (instant: string) =>
  new Date(instant).toLocaleString('zh-CN', { dateStyle: 'short', timeStyle: 'short' });

/** Words for failures of packages between offices and of the keys that sign them. */
export const packageFailureWords = {
  'delivery.none': ({ cycle }) =>
    `周期“${cycle}”还没有生成上报包，没有可列的材料。请先在“报送汇总 › 上报”中生成上报包。`,
  'package.notAPackage': (p) => `“${p.file}”不是本系统的报送包，请选择由本系统生成的文件。`,
  'package.damaged': (p) =>
    `报送包“${p.file}”未接收：${damage[p.what]}${p.entry === null ? '' : `（${p.entry}）`}。请从原处重新复制，仍不行请报送单位重新生成。`,
  'package.newerFormat': (p) =>
    `报送包“${p.file}”由更新版本的系统生成，本机版本无法识别。请先升级本系统再接收。`,
  'package.tooLarge': (p) =>
    `报送包“${p.file}”过大：${limits[p.limit](p.allowed)}。请报送单位减少附件或分次报送。`,
  'package.untrusted': (p) =>
    `报送包“${p.file}”未接收：签名的密钥没有登记。请与报送单位电话核对指纹 ${groupDigest(p.fingerprint)}，一致后先登记该单位再接收。`,
  'package.keyRevoked': (p) =>
    `报送包“${p.file}”未接收：签名的密钥（${p.office}，指纹 ${groupDigest(p.fingerprint)}）已经停用。请报送单位用现行密钥重新生成。`,
  'package.signatureInvalid': (p) =>
    `报送包“${p.file}”未接收：签名不符，内容可能被改动。请报送单位重新生成并报送。`,
  'package.wrongSender': (p) =>
    `报送包“${p.file}”未接收：包内写明来自“${p.claimed}”，签名却是“${p.signedBy}”的。请与报送单位核实。`,
  'package.wrongReceiver': (p) =>
    `报送包“${p.file}”是报给“${p.receiver}”的，不是报给本单位的，请转交该单位。`,
  'package.wrongKind': (p) => `“${p.file}”的种类（${p.kind}）不适用于这项操作，请选择对应种类的包。`,
  'package.tableMissing': (p) => `报送包“${p.file}”缺少数据表“${p.table}”，未接收。请报送单位重新生成。`,
  'package.unknownTable': (p) =>
    `报送包“${p.file}”含有本机版本不认识的数据表“${p.table}”，为免漏收，未接收。请先升级本系统。`,
  'package.badRow': (p) =>
    `报送包“${p.file}”的数据表“${p.table}”第 ${p.line} 行${p.field === null ? '' : `（${p.field}）`}不合本系统的规定，整包未接收。请与报送单位核对双方的程序版本，升级较旧的一方后重新生成。`,
  'package.evidenceMissing': (p) =>
    `报送包“${p.file}”缺少佐证材料（编号 ${p.sha256.slice(0, 12)}…），请报送单位补齐后重新生成。`,
  'package.foreignOwner': (p) =>
    `报送包“${p.file}”的数据表“${p.table}”第 ${p.line} 行属于其他单位（${p.owner}），既不是报送单位也不是其登记的下级，整包未接收。请与报送单位核实。`,
  'package.evidenceChanged': (p) =>
    `佐证材料（编号 ${p.sha256.slice(0, 12)}…）与登记时不一致，不能封装。请重新上传该材料。`,
  'key.notAKeyFile': (p) => `“${p.file}”不是本系统导出的密钥文件，请选择由对方系统导出的密钥文件。`,
  'key.newerFormat': (p) => `密钥文件“${p.file}”由更新版本的系统导出，请先升级本系统。`,
  'key.damaged': (p) => `密钥文件“${p.file}”中的指纹与密钥不符，可能已损坏或被改动，请对方重新导出。`,
  'key.fingerprintDiffers': (p) =>
    `密钥文件“${p.file}”的指纹是 ${groupDigest(p.found)}，与输入的 ${groupDigest(p.expected)} 不同，未登记。请与对方电话重新核对。`,
  'key.exists': (p) => `签名密钥“${p.file}”已经存在，不能覆盖。`,
  'key.privateKeyUnusable': (p) => `本单位的签名密钥“${p.file}”无法使用，可能已损坏，请从备份恢复。`,
} satisfies Words<typeof packageFailures>;

/** Words for findings about a verified package. */
export const packageFindingWords = {
  'package.receiverUnnamed': () => '这个包没有写明报给哪个单位，请确认是报给本单位的。',
  'package.createdInFuture': (p) =>
    `这个包的生成时间 ${p.createdAt} 晚于本机时间 ${p.now}，请核对双方电脑的日期。`,
  'package.senderRenamed': (p) =>
    `报送单位的${officeFields[p.field]}在包内是“${officeValue(p.claimed)}”，登记的是“${officeValue(p.enrolled)}”，请核对后更新登记。`,
  'package.noUnits': (p) => `考核周期“${p.cycle}”还没有被考核单位，没有内容可报。请先在周期中列入单位。`,
  'package.noValues': (p) => `考核周期“${p.cycle}”还没有填报任何数值，没有内容可报。请先填报。`,
  'package.unitWithoutValues': (p) => `${p.unit}还没有填报任何数值。`,
  'package.itemsMissing': (p) =>
    `${p.unit}应由单位填报的 ${p.required} 项中还有 ${p.missing} 项没有填，没有发生的请填 0。`,
  'package.draftsOpen': (p) =>
    `${p.unit}有 ${p.count} 格填写有误，还没有改正，这些格不会上报。请改正后再上报。`,
  'package.runMissing': (p) => `“${p.model}”还没有测算过，请先测算，核对得分后再上报。`,
  'package.runOutdated': (p) =>
    `“${p.model}”最近一次测算（${localTime(p.at)}）之后数据有变化，请重新测算，核对得分后再上报。`,
  'package.evidenceAbsent': (p) => `佐证材料“${p.file}”的文件不在数据文件夹中，无法封装。请重新上传该材料。`,
  'package.rowsLeftOut': (p) =>
    `有 ${p.count} 行数据所属的单位由其他单位维护，不会随本包上报。请由维护该单位的一方上报。`,
  'package.conflictsOpen': (p) => `还有 ${p.count} 处汇入冲突没有决定，请先到“接收”中处理。`,
  'package.lastReturned': (p) =>
    `上一次上报被${p.by}退回${p.reason === '' ? '' : `：${p.reason}`}。请改正后重新生成上报包。`,
} satisfies Words<typeof packageFindings>;
