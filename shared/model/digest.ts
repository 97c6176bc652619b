/**
 * Canonical text and digests (model-spec §5): SHA-256 of canonical JSON (RFC 8785) after sorting arrays of coded objects
 * by code.
 *
 * An array is one of coded objects when it is not empty and each of its elements is an object with a text `code`: nodes,
 * vetoes, grades, bonus and penalty items, subjects, and whatever authors keep under `extensions`. `grades`, `bands` and
 * `tieBreak` keep their order wherever they stand, and so do all lists without codes (items of a method, scorers,
 * `zeroNodes`, `notApplicable` …). Nothing is filled in or left out: the digest covers the document as written.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import type { ModelData } from './data.ts';
import type { ModelDocument } from './definition.ts';
import { asText, compareCodes, isObject, type JsonObject } from './json-view.ts';
import type { ModelResult } from './result.ts';

const ordered = new Set(['grades', 'bands', 'tieBreak']);

const isCoded = (value: unknown): value is JsonObject => isObject(value) && asText(value.code) !== null;

const byCode = (a: JsonObject, b: JsonObject): number => compareCodes(String(a.code), String(b.code));

const sorted = (value: unknown, field: string): unknown => {
  if (Array.isArray(value)) {
    const elements = value.map((element) => sorted(element, ''));
    return !ordered.has(field) && elements.every(isCoded) ? elements.sort(byCode) : elements;
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, sorted(inner, name)]));
};

/** Canonical JSON of a document whose arrays keep their order. */
const canonical = (document: unknown): string => {
  const text = canonicalize(document);
  if (text === undefined) throw new RangeError('a document has a canonical text');
  return text;
};

/** The text a digest is taken of. */
export const canonicalDocument = (document: ModelDocument | ModelData): string =>
  canonical(sorted(document, ''));

/** SHA-256 of a text's UTF-8 bytes, in lower-case hexadecimal. */
export const textDigest = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));

export const modelDigest = (model: ModelDocument): string => textDigest(canonicalDocument(model));

export const dataDigest = (data: ModelData): string => textDigest(canonicalDocument(data));

/** The bytes of a result: canonical JSON, every array in the order of §5. */
export const resultJson = (result: ModelResult): string => canonical(result);
