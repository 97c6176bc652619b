/**
 * Codes and names out of a file that somebody found: a workbook, a CSV, or JSON, flat or nested. What is a code and what
 * a name is told by what stands in the cells, not by a header: every publisher calls the columns otherwise.
 */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { checkRegionCode, parentRegionCode } from '#shared/domain/region-code.ts';
import type { Region } from '#shared/domain/region-table.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { readWorkbookInProcess } from '../../excel/read-workbook-in-process.ts';
import { asFileFailure } from '../../runtime/atomic-file.ts';
import type { JobContext } from '../../runtime/context.ts';

const limitMb = 64;

interface Line {
  /** Counted from 1. */
  row: number;
  cells: readonly string[];
}

const isCode = (text: string): boolean => /^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/.test(text);
const isName = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** Cells of a CSV line; quotes hold commas, and two quotes are one. */
const cellsOf = (line: string): string[] =>
  [...line.matchAll(/("(?:[^"]|"")*"|[^,\t]*)(?:[,\t]|$)/g)].map(([, cell = '']) =>
    cell
      .replace(/^"(.*)"$/s, '$1')
      .replaceAll('""', '"')
      .trim(),
  );

/** UTF-8, or what Chinese offices save CSV as. */
const textOf = (bytes: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
};

const linesOfCsv = (text: string): Line[] =>
  text.split(/\r?\n/).map((line, index) => ({ row: index + 1, cells: cellsOf(line) }));

/** Every object that holds a code and a name, wherever it stands; units nested in it follow it. */
const linesOfJson = (text: string): Line[] => {
  const lines: Line[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const item of value) walk(item);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const members = Object.values(value);
    const cells = members.filter((cell) => typeof cell === 'string' || typeof cell === 'number').map(String);
    if (cells.length > 0) lines.push({ row: lines.length + 1, cells });
    for (const member of members) if (typeof member === 'object') walk(member);
  };
  walk(JSON.parse(text));
  return lines;
};

const readLines = async (context: JobContext, file: string): Promise<Line[]> => {
  const name = path.basename(file);
  const { size } = await asFileFailure(file, 'read', () => stat(file));
  if (size > limitMb * 1024 * 1024) throw new AppError('regions.tooLarge', { name, limitMb });
  if (/\.xls[xm]?$/i.test(file)) {
    const lines: Line[] = [];
    const { signal } = context.progress;
    for await (const event of readWorkbookInProcess(file, { spawnReader: context.spawnReader, signal })) {
      if (event.type !== 'row') continue;
      lines.push({ row: event.row.row, cells: event.row.cells.map(({ text }) => text.trim()) });
    }
    return lines;
  }
  const text = textOf(await asFileFailure(file, 'read', () => readFile(file)));
  if (!/^[\s\uFEFF]*[[{]/.test(text)) return linesOfCsv(text);
  try {
    return linesOfJson(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new AppError('file.notJson', { name });
  }
};

/**
 * The units of a file, down to the township, each with the unit above it.
 * @throws AppError `regions.*`, `file.*`, `workbook.*`
 */
export const readRegionFile = async (context: JobContext, file: string): Promise<Region[]> => {
  const found = new Map<string, { name: string; row: number }>();
  for (const { row, cells } of await readLines(context, file)) {
    const at = cells.findIndex(isCode);
    const name = cells.find((cell, index) => index !== at && isName(cell));
    if (at < 0 || name === undefined) continue;
    const written = cells[at] ?? '';
    const code = written.padEnd(12, '0');
    const check = checkRegionCode(code);
    if (!check.valid) throw new AppError('regions.codeInvalid', { row, code: written });
    if (check.level === 'village') continue;
    found.set(code, { name, row });
  }
  if (found.size === 0) throw new AppError('regions.notATable', { name: path.basename(file) });
  for (const [code, { name, row }] of found) {
    const parent = parentRegionCode(code);
    if (parent !== null && !found.has(parent))
      throw new AppError('regions.parentMissing', { row, code, name });
  }
  return [...found].map(([code, { name }]) => ({ code, name }));
};
