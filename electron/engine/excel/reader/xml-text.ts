/** From the bytes of an XML part to text: UTF-8 nearly always, UTF-16 or a named encoding now and then. */
import { isUtf8 } from 'node:buffer';
import { AppError } from '#shared/errors/app-error.ts';
import { type XmlHandler, XmlScanner } from './xml-scanner.ts';

/** Runs a whole part through a handler. */
export async function scanXml(
  chunks: AsyncIterable<Buffer>,
  part: string,
  handler: XmlHandler,
): Promise<XmlScanner> {
  const scanner = new XmlScanner(part, handler);
  for await (const text of decodeXml(chunks, part)) scanner.write(text);
  scanner.end();
  return scanner;
}

/**
 * Decodes chunk by chunk. Bytes that are wrong in the encoding fail with `workbook.corrupt`: a replaced character
 * would be a silent loss.
 */
export async function* decodeXml(chunks: AsyncIterable<Buffer>, part: string): AsyncGenerator<string> {
  let decode: ChunkDecoder | undefined;
  for await (const chunk of chunks) {
    decode ??= chooseDecoder(chunk, part);
    const text = decode(chunk);
    if (text !== '') yield text;
  }
  const last = decode?.(null);
  if (last !== undefined && last !== '') yield last;
}

/** Like the input, in UTF-8 whatever it was in. */
export async function* toUtf8(chunks: AsyncIterable<Buffer>, part: string): AsyncGenerator<Buffer> {
  let foreign: ChunkDecoder | null | undefined;
  for await (const chunk of chunks) {
    foreign ??= encodingOf(chunk, part) === 'utf-8' ? null : chooseDecoder(chunk, part);
    yield foreign === null ? chunk : Buffer.from(foreign(chunk));
  }
}

/** Called with `null` after the last chunk. */
type ChunkDecoder = (chunk: Buffer | null) => string;

function chooseDecoder(first: Buffer, part: string): ChunkDecoder {
  const encoding = encodingOf(first, part);
  return encoding === 'utf-8' ? utf8Decoder(part) : namedDecoder(encoding, part);
}

function encodingOf(first: Buffer, part: string): string {
  const [a, b] = first;
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be';
  const declared = /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(
    first.subarray(0, 256).toString('latin1').replace('\u00ef\u00bb\u00bf', ''),
  )?.[1];
  // Declared as UTF-16 but plainly one byte a character: the declaration was copied without thought.
  if (declared === undefined || /^utf-?(8|16)$/i.test(declared) || /^us-ascii$/i.test(declared))
    return 'utf-8';
  try {
    return new TextDecoder(declared).encoding;
  } catch (cause) {
    throw new AppError('workbook.corrupt', { part }, { cause });
  }
}

/** Faster than a streaming TextDecoder: whole characters of each chunk are validated and converted at one go. */
function utf8Decoder(part: string): ChunkDecoder {
  let rest: Buffer | null = null;
  let start = true;
  return (chunk) => {
    if (chunk === null) {
      if (rest !== null) throw new AppError('workbook.corrupt', { part });
      return '';
    }
    let bytes: Buffer = rest === null ? chunk : Buffer.concat([rest, chunk]);
    rest = null;
    const whole = wholeCharacters(bytes);
    if (whole < bytes.length) {
      rest = Buffer.from(bytes.subarray(whole));
      bytes = bytes.subarray(0, whole);
    }
    if (!isUtf8(bytes)) throw new AppError('workbook.corrupt', { part });
    const text = bytes.toString('utf8');
    if (!start) return text;
    start = text === '';
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  };
}

/** Length of the bytes without a character at the end that is not complete. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return needs > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function namedDecoder(encoding: string, part: string): ChunkDecoder {
  const decoder = new TextDecoder(encoding, { fatal: true });
  return (chunk) => {
    try {
      return chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch (cause) {
      throw new AppError('workbook.corrupt', { part }, { cause });
    }
  };
}
