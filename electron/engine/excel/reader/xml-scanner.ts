/**
 * A streaming XML scanner for the few parts of a workbook that are read: chunks of text in, elements out. It
 * checks that elements nest and close, refuses document types (so there are no entities to expand), and holds no
 * more than one tag at a time, so that its memory does not depend on the file.
 *
 * Names are handed over without their prefix: office programs disagree on prefixes (`<x:row>`), and within the
 * elements looked at no other vocabulary uses the same local names.
 */
import { AppError } from '#shared/errors/app-error.ts';
import { readerLimits } from './limits.ts';

export interface XmlHandler {
  /** `name` without prefix; attributes through `scanner.attribute` until the next call. */
  open(name: string, scanner: XmlScanner): void;
  /** `name` without prefix. Called for empty elements too; `scanner.depth` is then that of the parent. */
  close(name: string, scanner: XmlScanner): void;
  /** Text while `scanner.wantsText`; a long text comes in several pieces. */
  text(text: string): void;
}

const lessThan = 0x3c;
const slash = 0x2f;
const exclamation = 0x21;
const question = 0x3f;
const equals = 0x3d;

type Special = { end: string; cdata: boolean };
const comment: Special = { end: '-->', cdata: false };
const cdata: Special = { end: ']]>', cdata: true };
const instruction: Special = { end: '?>', cdata: false };

export class XmlScanner {
  /** Set by the handler while it wants text; other text is passed over without a look. */
  wantsText = false;
  /** `<row` found inside comments and the like: text that looks like rows and is none. */
  rowsInComments = 0;

  readonly #part: string;
  readonly #handler: XmlHandler;
  #rest = '';
  #special: Special | null = null;
  /** Qualified names of the open elements, and the same without prefix. */
  readonly #open: string[] = [];
  readonly #openLocal: string[] = [];
  #sawRoot = false;
  #tag = '';
  #attributeNames: string[] = [];
  #attributeValues: string[] = [];
  #attributeCount = -1;

  constructor(part: string, handler: XmlHandler) {
    this.#part = part;
    this.#handler = handler;
  }

  get depth(): number {
    return this.#open.length;
  }

  write(chunk: string): void {
    const text = this.#rest === '' ? chunk : this.#rest + chunk;
    this.#rest = '';
    const done = this.#scan(text);
    if (done < text.length) {
      if (text.length - done > readerLimits.tagLength) {
        throw new AppError('workbook.hostile', { reason: 'tagTooLong' });
      }
      this.#rest = text.slice(done);
    }
  }

  /** The document is over: everything must be closed. */
  end(): void {
    if (this.#open.length > 0 || this.#special !== null || !this.#sawRoot || this.#rest.trim() !== '') {
      throw this.#corrupt();
    }
  }

  /** Value of an attribute of the element just opened; `name` with its prefix, if it has one. */
  attribute(name: string): string | undefined {
    this.#parseAttributes();
    for (let i = 0; i < this.#attributeCount; i += 1) {
      if (this.#attributeNames[i] === name) return this.#attributeValues[i];
    }
    return undefined;
  }

  /** Value of the attribute with this name and any prefix, such as `r:id`. */
  prefixedAttribute(name: string): string | undefined {
    this.#parseAttributes();
    const ending = `:${name}`;
    for (let i = 0; i < this.#attributeCount; i += 1) {
      if (this.#attributeNames[i]?.endsWith(ending)) return this.#attributeValues[i];
    }
    return undefined;
  }

  /** Consumes as much as is complete and returns how much that was. */
  #scan(text: string): number {
    let at = 0;
    for (;;) {
      if (this.#special !== null) {
        const next = this.#skipSpecial(text, at, this.#special);
        if (next === text.length || this.#special !== null) return next;
        at = next;
      }
      const open = text.indexOf('<', at);
      if (open === -1) return this.#takeText(text, at, text.length, false);
      if (open > at) this.#takeText(text, at, open, true);
      const next = this.#takeMarkup(text, open);
      if (next === -1) return open;
      at = next;
    }
  }

  #takeMarkup(text: string, open: number): number {
    const first = text.charCodeAt(open + 1);
    if (Number.isNaN(first)) return -1;
    if (first === slash) return this.#takeEndTag(text, open);
    if (first === question) {
      this.#special = instruction;
      return open + 2;
    }
    if (first === exclamation) return this.#takeDeclaration(text, open);
    return this.#takeStartTag(text, open);
  }

  #takeEndTag(text: string, open: number): number {
    const close = text.indexOf('>', open);
    if (close === -1) return -1;
    const name = this.#open.pop();
    const local = this.#openLocal.pop();
    if (name === undefined || local === undefined || !text.startsWith(name, open + 2)) throw this.#corrupt();
    if (close !== open + 2 + name.length && text.slice(open + 2 + name.length, close).trim() !== '') {
      throw this.#corrupt();
    }
    this.#handler.close(local, this);
    return close + 1;
  }

  #takeDeclaration(text: string, open: number): number {
    if (text.startsWith('<!--', open)) {
      this.#special = comment;
      return open + 4;
    }
    if (text.startsWith('<![CDATA[', open)) {
      this.#special = cdata;
      return open + 9;
    }
    if (text.length - open < 9) return -1;
    if (/^<!doctype/i.test(text.slice(open, open + 9))) {
      throw new AppError('workbook.hostile', { reason: 'documentType' });
    }
    throw this.#corrupt();
  }

  #takeStartTag(text: string, open: number): number {
    const close = endOfTag(text, open + 1);
    if (close === -1) return -1;
    const empty = text.charCodeAt(close - 1) === slash;
    const last = empty ? close - 1 : close;
    let nameEnd = open + 1;
    let colon = -1;
    for (; nameEnd < last; nameEnd += 1) {
      const code = text.charCodeAt(nameEnd);
      if (code <= 0x20) break;
      if (code === 0x3a) colon = nameEnd;
      else if (code === equals || code === lessThan || code === 0x22 || code === 0x27) throw this.#corrupt();
    }
    const name = text.slice(open + 1, nameEnd);
    const local = colon === -1 ? name : text.slice(colon + 1, nameEnd);
    if (local === '') throw this.#corrupt();
    if (this.#open.length === 0) {
      if (this.#sawRoot) throw this.#corrupt();
      this.#sawRoot = true;
    }
    if (this.#open.length >= readerLimits.depth)
      throw new AppError('workbook.hostile', { reason: 'tooDeep' });
    this.#tag = nameEnd === last ? '' : text.slice(nameEnd, last);
    this.#attributeCount = -1;
    this.#open.push(name);
    this.#openLocal.push(local);
    this.#handler.open(local, this);
    if (empty) {
      this.#open.pop();
      this.#openLocal.pop();
      this.#handler.close(local, this);
    }
    return close + 1;
  }

  #takeText(text: string, from: number, to: number, complete: boolean): number {
    if (!this.wantsText) return to;
    let until = to;
    if (!complete) {
      // An entity or a line end may go on in the next chunk.
      const ampersand = text.lastIndexOf('&', to - 1);
      if (ampersand >= from && to - ampersand < 16 && text.indexOf(';', ampersand) === -1) until = ampersand;
      else if (to > from && text.charCodeAt(to - 1) === 0x0d) until = to - 1;
    }
    if (until > from) this.#handler.text(decodeText(text.slice(from, until)));
    return until;
  }

  #skipSpecial(text: string, from: number, special: Special): number {
    const end = text.indexOf(special.end, from);
    // Without its end, all but what could be the beginning of the end.
    const until = end === -1 ? Math.max(from, text.length - special.end.length + 1) : end;
    const content = text.slice(from, until);
    if (special.cdata && this.wantsText && content !== '') {
      this.#handler.text(content.includes('\r') ? content.replace(/\r\n?/g, '\n') : content);
    }
    // Only rows that stand whole in one piece can be told apart here; one cut in two makes the count differ,
    // which refuses the file rather than losing anything.
    if (content.includes('row')) this.rowsInComments += content.match(rowTag)?.length ?? 0;
    if (end === -1) return until;
    this.#special = null;
    return end + special.end.length;
  }

  #parseAttributes(): void {
    if (this.#attributeCount >= 0) return;
    this.#attributeCount = 0;
    const tag = this.#tag;
    let at = 0;
    for (;;) {
      while (at < tag.length && tag.charCodeAt(at) <= 0x20) at += 1;
      if (at >= tag.length) return;
      const equal = tag.indexOf('=', at);
      if (equal === -1) throw this.#corrupt();
      let nameEnd = equal;
      while (nameEnd > at && tag.charCodeAt(nameEnd - 1) <= 0x20) nameEnd -= 1;
      let quote = equal + 1;
      while (quote < tag.length && tag.charCodeAt(quote) <= 0x20) quote += 1;
      const mark = tag[quote];
      if (mark !== '"' && mark !== "'") throw this.#corrupt();
      const valueEnd = tag.indexOf(mark, quote + 1);
      if (valueEnd === -1) throw this.#corrupt();
      this.#attributeNames[this.#attributeCount] = tag.slice(at, nameEnd);
      this.#attributeValues[this.#attributeCount] = decodeText(tag.slice(quote + 1, valueEnd));
      this.#attributeCount += 1;
      at = valueEnd + 1;
    }
  }

  #corrupt(): AppError {
    return new AppError('workbook.corrupt', { part: this.#part });
  }
}

const rowTag = /<(?:[^\s<>/:]+:)?row[\s/>]/g;

/** Position of the `>` that ends the tag begun before `from`, passing over quoted values; −1 when it is not here. */
function endOfTag(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x3e) return at;
    if (code === 0x22 || code === 0x27) {
      at = text.indexOf(code === 0x22 ? '"' : "'", at + 1);
      if (at === -1) return -1;
    }
  }
  return -1;
}

const named: Partial<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Resolves the five named entities and character references; anything else stays as it is written. */
function decodeText(text: string): string {
  let result = text;
  if (result.includes('\r')) result = result.replace(/\r\n?/g, '\n');
  if (!result.includes('&')) return result;
  // By hand: some writers put every Chinese character as a reference.
  let decoded = '';
  let at = 0;
  for (let mark = result.indexOf('&'); mark !== -1; mark = result.indexOf('&', at)) {
    const end = result.indexOf(';', mark);
    const character = end === -1 || end - mark > 10 ? null : characterOf(result.slice(mark + 1, end));
    if (character === null) {
      decoded += result.slice(at, mark + 1);
      at = mark + 1;
    } else {
      decoded += result.slice(at, mark) + character;
      at = end + 1;
    }
  }
  return decoded + result.slice(at);
}

/** `lt`, `#26576`, `#x6B64`; `null` when there is no such character. */
function characterOf(reference: string): string | null {
  if (reference.charCodeAt(0) !== 0x23) return named[reference] ?? null;
  const hex = /^#[xX]/.test(reference);
  const code = hex ? Number.parseInt(reference.slice(2), 16) : Number(reference.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}
