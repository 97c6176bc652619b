/**
 * The first pass over a sheet, on its bytes and without the XML scanner: counts the `<row>` elements, so that the
 * second pass can be checked against a number it had no part in, and finds the merged ranges, which stand behind
 * the rows but are needed before them.
 */
import { AppError } from '#shared/errors/app-error.ts';
import { readerLimits } from './limits.ts';
import { parseRange } from './references.ts';
import { toUtf8 } from './xml-text.ts';

export interface SheetScan {
  rows: number;
  merges: [number, number, number, number][];
  /** There were more merged ranges than are kept. */
  mergesCut: boolean;
}

/** A tag's beginning, prefix included, is shorter than this: the end of a chunk that is left for the next one. */
const tagStart = 96;
/** Text from `<mergeCells` on that is looked at; 20,000 ranges need less than 1 MB. */
const mergeTextLimit = 2 * 1024 * 1024;
/** Occurrences of `:row` outside tags; far more than any file has. */
const falseAlarms = 4_000_000;

export async function scanSheet(chunks: AsyncIterable<Buffer>, part: string): Promise<SheetScan> {
  let rows = 0;
  let alarms = 0;
  let mergeText: string | null = null;
  let rest: Buffer = Buffer.alloc(0);

  const scan = (bytes: Buffer, until: number) => {
    if (mergeText === null) {
      for (const at of elementStarts(bytes, 'mergeCells', until)) {
        mergeText = bytes.toString('latin1', at, until);
        break;
      }
    } else if (mergeText.length < mergeTextLimit) mergeText += bytes.toString('latin1', 0, until);
    for (const _ of elementStarts(bytes, 'row', until, () => (alarms += 1))) rows += 1;
    if (rows > readerLimits.rows || alarms > falseAlarms) {
      throw new AppError('workbook.hostile', { reason: 'tooManyRows' });
    }
  };

  for await (const chunk of toUtf8(chunks, part)) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const until = Math.max(0, bytes.length - tagStart);
    scan(bytes, until);
    rest = Buffer.from(bytes.subarray(until));
  }
  scan(rest, rest.length);
  return { rows, ...parseMerges(mergeText) };
}

/** Positions before `until` of each `<name` or `<prefix:name` that is a whole name. */
function* elementStarts(
  bytes: Buffer,
  name: string,
  until: number,
  onFalseAlarm?: () => void,
): Generator<number> {
  for (let at = bytes.indexOf(`<${name}`); at !== -1 && at < until; at = bytes.indexOf(`<${name}`, at + 1)) {
    if (endsName(bytes[at + 1 + name.length])) yield at;
  }
  for (let at = bytes.indexOf(`:${name}`); at !== -1; at = bytes.indexOf(`:${name}`, at + 1)) {
    const start = endsName(bytes[at + 1 + name.length]) ? startOfTag(bytes, at) : -1;
    if (start === -1) onFalseAlarm?.();
    else if (start < until) yield start;
  }
}

const endsName = (byte: number | undefined): boolean =>
  byte === 0x3e || byte === 0x2f || (byte !== undefined && byte <= 0x20);

/** Goes back over a prefix to its `<`. */
function startOfTag(bytes: Buffer, colon: number): number {
  for (let at = colon - 1; at >= 0 && colon - at < tagStart / 2; at -= 1) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x3c) return at === colon - 1 ? -1 : at;
    const partOfName = byte > 0x2c && byte !== 0x2f && byte !== 0x3a && byte !== 0x3e;
    if (!partOfName) return -1;
  }
  return -1;
}

function parseMerges(text: string | null): Pick<SheetScan, 'merges' | 'mergesCut'> {
  const merges: SheetScan['merges'] = [];
  if (text === null) return { merges, mergesCut: false };
  const end = text.search(/\/(?:[\w.-]+:)?mergeCells\s*>/);
  const relevant = end === -1 ? text : text.slice(0, end);
  for (const [, reference] of relevant.matchAll(/mergeCell\s[^<>]*?\bref\s*=\s*["']([^"'<>]{1,40})["']/g)) {
    if (merges.length === readerLimits.merges) return { merges, mergesCut: true };
    const range = parseRange(reference ?? '');
    if (range !== null) merges.push(range);
  }
  return { merges, mergesCut: false };
}
