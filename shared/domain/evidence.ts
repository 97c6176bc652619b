/**
 * 佐证材料: which files may be kept, and how one that may not is recognised by its name or its first words. The lists
 * are dated data (`resources/rules/evidence.json`); this file only applies them. Pure.
 */
import { z } from 'zod';

/** What evidence can belong to. */
export const evidenceOwners = {
  record: '信用记录',
  entry: '填报值',
  ledgerRow: '业务台账',
  official: '公职人员',
  body: '单位',
} as const;
export type EvidenceOwnerType = keyof typeof evidenceOwners;

/** 公开 or 内部; 涉密 material is never kept. */
export const evidenceClassifications = { public: '公开', internal: '内部' } as const;
export type EvidenceClassification = keyof typeof evidenceClassifications;

/** What is wrong with evidence, as the list of all evidence filters it. */
export const evidenceProblems = {
  lost: '文件丢失',
  changed: '文件已改动',
  early: '早于考核周期',
  reused: '重复使用',
} as const;
export type EvidenceProblem = keyof typeof evidenceProblems;

interface KindOfFile {
  name: string;
  mime: string;
  extensions: readonly string[];
}

/** Kinds of files by code, as their content tells. */
export const evidenceKinds = {
  pdf: { name: 'PDF', mime: 'application/pdf', extensions: ['pdf'] },
  jpeg: { name: 'JPEG 图片', mime: 'image/jpeg', extensions: ['jpg', 'jpeg', 'jfif'] },
  png: { name: 'PNG 图片', mime: 'image/png', extensions: ['png'] },
  webp: { name: 'WebP 图片', mime: 'image/webp', extensions: ['webp'] },
  bmp: { name: 'BMP 图片', mime: 'image/bmp', extensions: ['bmp'] },
  tiff: { name: 'TIFF 扫描件', mime: 'image/tiff', extensions: ['tif', 'tiff'] },
  docx: {
    name: 'Word 文档',
    mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extensions: ['docx', 'wps'],
  },
  xlsx: {
    name: 'Excel 工作簿',
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extensions: ['xlsx', 'et'],
  },
  pptx: {
    name: '演示文稿',
    mime: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    extensions: ['pptx'],
  },
  doc: { name: 'Word 文档', mime: 'application/msword', extensions: ['doc'] },
  xls: { name: 'Excel 工作簿', mime: 'application/vnd.ms-excel', extensions: ['xls'] },
  ppt: { name: '演示文稿', mime: 'application/vnd.ms-powerpoint', extensions: ['ppt'] },
  wps: { name: 'WPS 文字', mime: 'application/vnd.ms-works', extensions: ['wps'] },
  et: { name: 'WPS 表格', mime: 'application/vnd.wps-et', extensions: ['et'] },
  ofd: { name: 'OFD 版式文件', mime: 'application/ofd', extensions: ['ofd'] },
  txt: { name: '文本', mime: 'text/plain', extensions: ['txt', 'csv'] },
  mp3: { name: '录音', mime: 'audio/mpeg', extensions: ['mp3'] },
  mp4: { name: '视频', mime: 'video/mp4', extensions: ['mp4', 'm4v', 'm4a'] },
} as const satisfies Record<string, KindOfFile>;
export type EvidenceKind = keyof typeof evidenceKinds;

const kindCodes = Object.keys(evidenceKinds) as [EvidenceKind, ...EvidenceKind[]];

const isPattern = (text: string): boolean => {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
};
const marker = z.strictObject({ pattern: z.string().refine(isPattern), word: z.string().min(1) });

/** The rules as they lie in `resources/rules/evidence.json`. */
export const evidenceRules = z.strictObject({
  format: z.literal('zhengxin-evidence-rules/1'),
  /** Law and, where there is none, whose proposal it is. */
  basis: z.string().min(1),
  standing: z.enum(['verified', 'unverified', 'suggested']),
  /** Of one file. */
  maximumBytes: z.int().positive(),
  kinds: z.array(z.enum(kindCodes)).min(1),
  /** Programs, scripts, documents with macros, archives that hide what is in them. Without the dot. */
  refusedExtensions: z.array(z.string().regex(/^[a-z0-9]+$/)),
  /** Words of a file name by which 涉密 material is told. */
  secretNames: z.array(marker),
  /** The same for the beginning of a text. */
  secretTexts: z.array(marker),
});
export type EvidenceRules = z.infer<typeof evidenceRules>;

/** The ending of a file's name, without the dot, in small letters; empty where there is none. */
export const extensionOf = (fileName: string): string =>
  /\.([^.\\/]+)$/.exec(fileName.trim())?.[1]?.toLowerCase() ?? '';

const firstMarker = (markers: EvidenceRules['secretNames'], text: string): string | null =>
  markers.find(({ pattern }) => new RegExp(pattern, 'u').test(text))?.word ?? null;

/** The marker of 涉密 material in a file's name; null when there is none. */
export const secretMarkerOfName = (rules: EvidenceRules, fileName: string): string | null =>
  firstMarker(rules.secretNames, fileName.normalize('NFKC'));

/** The marker of 涉密 material in the first words of a text; null when there is none. */
export const secretMarkerOfText = (rules: EvidenceRules, text: string): string | null =>
  firstMarker(rules.secretTexts, text);

/** The kinds that are allowed, as a person names them: `PDF、JPEG 图片…`, each once. */
export const kindNames = (kinds: readonly EvidenceKind[]): string =>
  [...new Set(kinds.map((kind) => evidenceKinds[kind].name))].join('、');

/** The kind of a file by the media type that was stored with it; null for one that this version does not know. */
export const kindOfMime = (mime: string): EvidenceKind | null =>
  kindCodes.find((kind) => evidenceKinds[kind].mime === mime) ?? null;

/** How a file can be looked at in the window; null for one that is only taken out. */
export const previewOf = (mime: string): 'picture' | 'pdf' | 'text' | null => {
  const kind = kindOfMime(mime);
  if (kind === 'pdf') return 'pdf';
  if (kind === 'txt') return 'text';
  return kind === 'jpeg' || kind === 'png' || kind === 'webp' || kind === 'bmp' ? 'picture' : null;
};
