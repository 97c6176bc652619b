/**
 * Bounded inspection of a file before anything of it is parsed: what it really is, whether its container keeps to
 * the limits, and where its parts are. Costs one look at the beginning and the end of the file and a few small
 * parts; the sheets are not touched.
 */
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import {
  findMainPart,
  readWorkbookParts,
  rootElementOf,
  type WorkbookParts,
} from './reader/package-parts.ts';
import { sniffContainer, sniffZip } from './reader/sniff.ts';
import { openZip, type ZipArchive } from './reader/zip-archive.ts';

export interface WorkbookInspection {
  fileBytes: number;
  /** Unpacked size of all parts, as declared. */
  unpackedBytes: number;
  parts: number;
  sheets: { name: string; state: 'visible' | 'hidden' | 'veryHidden' }[];
  /** Warnings about the workbook as a whole: macros, links to other files. */
  findings: Finding[];
}

export interface OpenWorkbook {
  archive: ZipArchive;
  parts: WorkbookParts;
  inspection: WorkbookInspection;
  close(): Promise<void>;
}

/**
 * Says what a file is, or fails with the reason why it cannot be read: `file.notFound`, `file.notReadable`,
 * `file.notAFile`, `workbook.notAWorkbook`, `.oldFormat`, `.encrypted`, `.corrupt`, `.tooLarge`, `.hostile`.
 */
export async function inspectWorkbook(file: string): Promise<WorkbookInspection> {
  const workbook = await openWorkbook(file);
  await workbook.close();
  return workbook.inspection;
}

/** Like `inspectWorkbook`, and keeps the file open for reading. */
export async function openWorkbook(file: string): Promise<OpenWorkbook> {
  const handle = await openFile(file);
  try {
    const { size } = await handle.stat();
    const { archive, main } = await openContainer(handle, size);
    const parts = await readWorkbookParts(archive, main);
    const inspection: WorkbookInspection = {
      fileBytes: size,
      unpackedBytes: archive.unpackedBytes,
      parts: archive.entries.length,
      sheets: parts.sheets.map(({ name, state }) => ({ name, state })),
      findings: findingsAbout(parts),
    };
    return { archive, parts, inspection, close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function openContainer(handle: FileHandle, size: number) {
  const refusal = await sniffContainer(handle, size);
  // Junk before a zip archive looks like anything; its directory at the end is what counts.
  const archive =
    refusal?.code === 'workbook.notAWorkbook' || refusal === null ? await openZip(handle, size) : undefined;
  if (archive === undefined) throw refusal ?? new AppError('workbook.corrupt', { part: 'zip' });
  const main = await findMainPart(archive);
  const other = await sniffZip(archive, main);
  if (other !== null) throw other;
  if (main === undefined) throw new AppError('workbook.notAWorkbook', { detected: 'zip' });
  const root = await rootElementOf(archive, main);
  if (root === undefined) throw new AppError('workbook.corrupt', { part: main.name });
  if (root !== 'workbook') {
    throw new AppError('workbook.notAWorkbook', { detected: 'zip' });
  }
  return { archive, main };
}

async function openFile(file: string): Promise<FileHandle> {
  const name = path.basename(file);
  try {
    // Without O_NONBLOCK the opening of a named pipe would wait for a writer for ever.
    const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    if ((await handle.stat()).isFile()) return handle;
    await handle.close();
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new AppError('file.notFound', { name }, { cause });
    throw new AppError('file.notReadable', { name }, { cause });
  }
  throw new AppError('file.notAFile', { name });
}

function findingsAbout(parts: WorkbookParts): Finding[] {
  const findings: Finding[] = [];
  if (parts.hasMacros) findings.push({ code: 'workbook.macro', severity: 'warning', params: {} });
  if (parts.externalLinks > 0) {
    findings.push({
      code: 'workbook.externalLinks',
      severity: 'warning',
      params: { count: parts.externalLinks },
    });
  }
  return findings;
}
