/**
 * Text and JSON in cells, so that what is read is to the character what was written. A spreadsheet trims, converts
 * and drops; what would suffer is written as a JSON string literal, which begins with a quotation mark.
 */
import canonicalize from 'canonicalize';
import { AppError } from '#shared/errors/app-error.ts';
import { storedText } from '../cell-text.ts';
import { cellTextLimit } from '../workbook-plan.ts';

/** Canonical JSON (RFC 8785) without characters that a cell cannot carry: those are written `\uXXXX`. */
export function jsonText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new RangeError('not a JSON value');
  return text
    .replace(/[\u007F\uFFFE\uFFFF\u2028\u2029]/g, (character) => {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
    })
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '\\u005f');
}

/** @throws AppError `layout.textTooLong` when no cell can hold it. */
export function cellJson(value: unknown, what: string): string {
  return requireFit(jsonText(value), what);
}

/** Plain text where that survives, else a JSON string. @throws AppError `layout.textTooLong` */
export function encodeText(text: string, what: string): string {
  const survives = text !== '' && text === text.trim() && !text.startsWith('"') && storedText(text) === text;
  return requireFit(survives && !text.includes('\r') ? text : jsonText(text), what);
}

function requireFit(text: string, what: string): string {
  if (text.length > cellTextLimit) throw new AppError('layout.textTooLong', { what, length: text.length });
  return text;
}

/** The text that `encodeText` wrote; a cell that only looks like a JSON string is taken as it stands. */
export function decodeText(text: string): string {
  if (!text.startsWith('"')) return text;
  const value = parseJson(text);
  return typeof value === 'string' ? value : text;
}

/** `undefined` when the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Codes joined by 、 where that can be taken apart again, else a JSON array. */
export function encodeList(entries: readonly string[], what: string): string {
  const plain = entries.length > 0 && entries.every((entry) => /^[^\s、,，;；"[\]]+$/.test(entry));
  const joined = entries.join('、');
  return plain && storedText(joined) === joined ? requireFit(joined, what) : cellJson(entries, what);
}

/** Null when it is a broken JSON array. */
export function decodeList(text: string): string[] | null {
  if (!text.startsWith('[')) return text.split(/[、,，;；\s]+/).filter((entry) => entry !== '');
  const value = parseJson(text);
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string') ? value : null;
}

const pieceLength = 30_000;

/** Cuts a long text into pieces that fit cells, never beside a space and never inside a character. */
export function cellPieces(text: string): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > cellTextLimit) {
    let end = pieceLength;
    while (end > 1 && (/[\s\uDC00-\uDFFF]/.test(rest.charAt(end)) || /\s/.test(rest.charAt(end - 1))))
      end -= 1;
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...pieces, rest];
}
