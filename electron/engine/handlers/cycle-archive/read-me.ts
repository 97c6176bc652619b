/** 读我.txt: what the folder is and how it is verified, for somebody who has neither the program nor its makers at hand. */
import { groupDigest } from '#shared/domain/fingerprint.ts';
import { archiveCategories } from './archive-item.ts';

export interface ReadMe {
  cycleName: string;
  officeName: string;
  /** `yyyy-mm-dd` */
  madeOn: string;
  programVersion: string;
  fingerprint: string;
}

export const readMeName = '读我.txt';

export const readMe = ({ cycleName, officeName, madeOn, programVersion, fingerprint }: ReadMe): string =>
  `${[
    `${cycleName} 归档`,
    '',
    `归档单位：${officeName}`,
    `归档日期：${madeOn}`,
    `生成程序：政务诚信考评工作站 ${programVersion}`,
    `签名密钥指纹：${groupDigest(fingerprint)}`,
    '',
    '一、里面有什么',
    '归档目录.xlsx 逐一列出全部文件和每个文件的 SHA-256。',
    `工作簿：${archiveCategories.workbook}，可用 Excel 或 WPS 打开。`,
    '文书：本周期出具的文书（Word 文档）。',
    'data：考核数据，每行一个 JSON；models：指标模型；runs：每次封存测算的数据和结果；',
    'evidence：佐证材料，以 SHA-256 命名；audit：操作日志。',
    '以 .gz 结尾的文件是压缩的文本（gzip，RFC 1952），可用 7-Zip 等压缩软件或 gzip -d 命令打开；请解压到别处查看。',
    '',
    '二、怎样验证',
    '1. 用本系统：“考核评价 → 归档 → 验证归档”，选择本文件夹；',
    '   或者运行命令 zhengxin check --archive 本文件夹 。不需要原来的数据库。',
    '   验证内容：签名、每个文件、有无缺少和多出、操作日志的校验链，并按归档的模型和数据重新计算每次封存的测算。',
    '2. 把显示的签名密钥指纹与归档单位另行留存（纸质）的指纹核对。指纹一致，才说明是该单位签的名。',
    '3. 没有本系统时：用任何工具计算文件的 SHA-256，与 manifest.json 中的 entries 逐一比对；',
    '   manifest.sig 是归档单位的 Ed25519 签名（RFC 8032），签名内容是文本“zhengxin-archive-manifest/1”',
    '   和一个换行符，后接 manifest.json 的全部字节；公钥在 manifest.json 的 publicKey。',
    '',
    '三、操作日志',
    'audit/audit.jsonl.gz 解压后每行一条。与本周期有关的写明内容，其余只留校验码。每条的校验码是',
    '“上一条校验码的 32 字节 + 本条内容的规范 JSON（RFC 8785）”的 SHA-256，改动、增删、调换任何一条都会被发现。',
    '',
    '四、请不要',
    '不要在本文件夹里修改、增加或删除文件，否则验证不再通过。查看时请先复制。',
  ].join('\r\n')}\r\n`;
