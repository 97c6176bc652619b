import type { z } from 'zod';
import type { fileFailures } from '../../errors/codes/file.ts';

type Words = { [C in keyof typeof fileFailures]: (p: z.infer<(typeof fileFailures)[C]>) => string };

/** Words for failures of reading and writing files. */
export const fileWords = {
  'file.notGranted': () => '没有取得这个文件的使用许可，请重新选择文件。',
  'file.notFound': (p) => `找不到文件“${p.name}”，请检查名称和所在文件夹，或重新插入 U 盘后再试。`,
  'file.notReadable': (p) => `没有权限读取“${p.name}”，请把它复制到自己的文件夹后再试，或请管理员开放权限。`,
  'file.notWritable': (p) =>
    `不能写入“${p.name}”：该位置只读或没有权限。请换一个文件夹，U 盘请检查写保护开关。`,
  'file.notAFile': (p) => `“${p.name}”不是普通文件，请选择一个文件。`,
  'file.nameTaken': (p) => `这里已经有“${p.name}”，没有覆盖。请换一个名称，或者换一个文件夹。`,
  'file.diskFull': (p) => `磁盘空间不足，“${p.name}”没有写成，原有文件未动。请腾出空间或换一个磁盘后再试。`,
  'file.tooLargeForDisk': (p) =>
    `“${p.name}”超过了该磁盘允许的单个文件大小（旧格式 U 盘为 4 GB），没有写成。请换一个磁盘后再试。`,
  'file.busy': (p) =>
    p.kept === null
      ? `“${p.name}”正被其他程序使用，请关闭正在打开它的程序（如 Excel、WPS、杀毒软件）后再试。`
      : `“${p.name}”正被其他程序使用，没有替换成功。新内容已保存在同一文件夹的“${p.kept}”中。请关闭正在打开它的程序后再试。`,
  'file.deviceFailed': (p) =>
    `读写“${p.name}”时磁盘出错，可能是 U 盘松动或损坏。请重新插好，或换一个 U 盘后再试。`,
  'file.verifyFailed': (p) =>
    `“${p.name}”写入后核对不一致，说明磁盘或 U 盘不可靠，请不要使用这份文件，换一个 U 盘重新生成。`,
} satisfies Words;
