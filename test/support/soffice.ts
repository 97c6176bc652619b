/** LibreOffice as a second office program and as a printer: what it opens and lays out, an office can print. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export type OfficeFormat = 'pdf' | 'xlsx' | 'xls' | 'ods' | 'csv' | 'html';

/**
 * Converts a document and returns the path of the result in `folder`. Each call has a profile of its own:
 * LibreOffice serves one user profile once at a time, and answers a second call by doing nothing.
 */
export function convertWithOffice(file: string, format: OfficeFormat, folder: string): string {
  const profile = mkdtempSync(path.join(tmpdir(), 'zhengxin-office-'));
  try {
    const output = run('soffice', [
      `-env:UserInstallation=${pathToFileURL(profile).href}`,
      '--headless',
      '--norestore',
      '--convert-to',
      format,
      '--outdir',
      folder,
      file,
    ]);
    const result = path.join(folder, `${path.parse(file).name}.${format}`);
    // LibreOffice ends with status 0 also when it could not open the file.
    if (!existsSync(result)) throw new Error(`soffice made no ${result}: ${output}`);
    return result;
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
}

/** Draws every page of a PDF as a PNG in `folder` (poppler's pdftoppm) and returns their paths in page order. */
export function drawPages(pdf: string, folder: string, dotsPerInch = 80): string[] {
  const stem = path.parse(pdf).name;
  run('pdftoppm', ['-png', '-r', String(dotsPerInch), pdf, path.join(folder, stem)]);
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${stem}-`) && name.endsWith('.png'))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((name) => path.join(folder, name));
}

/** Prints a workbook the way an office would: through LibreOffice to PDF, then page by page to PNG. */
export function printWorkbook(file: string, folder: string): { pdf: string; pages: string[] } {
  const pdf = convertWithOffice(file, 'pdf', folder);
  return { pdf, pages: drawPages(pdf, folder) };
}

function run(program: string, args: readonly string[]): string {
  const result = spawnSync(program, args, { encoding: 'utf8', timeout: 120_000 });
  if (result.error !== undefined) throw result.error;
  const output = `${result.stdout}${result.stderr}`;
  if (result.status !== 0) throw new Error(`${program} ended with ${result.status}: ${output}`);
  return output;
}
