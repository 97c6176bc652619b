/** Reading the rows and the evidence of a package whose sender has been proven (`verifyPackage`). */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import { asFileFailure, writeFileAtomically } from '../runtime/atomic-file.ts';
import { dataEntryName, evidenceEntryName, type ManifestEntry } from './manifest.ts';
import type { VerifiedPackage } from './open-package.ts';

/**
 * The rows of one table in their order, each checked against `rowSchema`. A row of another shape refuses the whole
 * package, since rows left out in silence would be lost. Keep what was read in staging until the iteration has
 * ended: only then is the table's digest confirmed once more.
 *
 * @throws AppError `package.tableMissing`, `package.badRow` with table and line (1-based), `package.damaged`
 */
export async function* readTable<Row>(
  source: VerifiedPackage,
  table: string,
  rowSchema: z.ZodType<Row>,
): AsyncGenerator<Row> {
  const { file } = source;
  const entry = source.entry(dataEntryName(table));
  if (entry === undefined) throw new AppError('package.tableMissing', { file, table });
  let number = 0;
  for await (const line of splitLines(source, entry)) {
    number += 1;
    yield parseRow(line, number);
  }

  function parseRow(line: Buffer, lineNumber: number): Row {
    const place = { file, table, line: lineNumber };
    let content: unknown;
    try {
      content = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(line));
    } catch (error) {
      throw new AppError('package.badRow', { ...place, field: null }, { cause: error });
    }
    const parsed = rowSchema.safeParse(content);
    if (parsed.success) return parsed.data;
    // The field's name only: its content may be personal data.
    const field = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new AppError('package.badRow', { ...place, field: field === '' ? null : field });
  }
}

/** Lines without their line end. Never holds more than one line and one chunk. */
async function* splitLines(source: VerifiedPackage, entry: ManifestEntry): AsyncGenerator<Buffer> {
  const { file, limits } = source;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of source.readEntry(entry)) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
      yield bytes.subarray(start, end);
      start = end + 1;
    }
    rest = bytes.subarray(start);
    if (rest.length > limits.line) {
      throw new AppError('package.tooLarge', { file, limit: 'line', allowed: limits.line });
    }
  }
}

/** The digests of the evidence files in the package. */
export function evidenceIn(source: Pick<VerifiedPackage, 'manifest'>): string[] {
  return source.manifest.entries
    .filter((entry) => entry.name === evidenceEntryName(entry.sha256))
    .map((entry) => entry.sha256);
}

/**
 * Writes one evidence file of the package to `target`. The name appears only when the content is whole and is the one
 * that its SHA-256 says. A file that is there already and good is left alone.
 *
 * @throws AppError `package.evidenceMissing`, `package.damaged`, `file.*`
 */
export async function extractEvidence(
  source: VerifiedPackage,
  sha256: string,
  target: string,
): Promise<void> {
  const entry = source.entry(evidenceEntryName(sha256));
  if (entry === undefined) throw new AppError('package.evidenceMissing', { file: source.file, sha256 });
  if ((await digestOfFile(target)) === sha256) return;
  await asFileFailure(target, 'write', () => mkdir(path.dirname(target), { recursive: true, mode: 0o700 }));
  await writeFileAtomically(target, source.readEntry(entry));
}

/** SHA-256 of a file, hex; null if it cannot be read, which then counts as not being there. */
async function digestOfFile(file: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(file)) hash.update(chunk);
    return hash.digest('hex');
  } catch {
    return null;
  }
}
