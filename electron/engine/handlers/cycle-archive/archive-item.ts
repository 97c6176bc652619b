/** One file of a cycle's archive, before it is written. */
import type { ArchiveWriter } from '../../packages/cycle-archive/write-archive.ts';

/** In the order in which the catalogue lists them. */
export const archiveCategories = {
  workbook: '工作簿',
  document: '文书',
  data: '数据',
  model: '指标模型',
  run: '测算',
  evidence: '佐证材料',
  audit: '操作日志',
} as const;
export type ArchiveCategory = keyof typeof archiveCategories;

export interface ArchiveItem {
  category: ArchiveCategory;
  /** Path below the archive. */
  name: string;
  /** What it is, for the catalogue. */
  title: string;
  /** Share of the work, for the progress: about a file's worth, more for large ones. */
  weight: number;
  write: (writer: ArchiveWriter) => Promise<unknown>;
}

const longest = 60;

/** A text as part of a file's name, on any system. */
export const inFileName = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, '-')
    .slice(0, longest)
    .replace(/[. ]+$/, '') || '-';
