/**
 * The hash that tells whether two offices hold the same content: SHA-256 of the RFC 8785 canonical JSON of a row's
 * content fields, without its stamp. Text is hashed as it stands.
 */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

export const sha256Hex = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

/** RFC 8785 canonical JSON. @throws for what JSON does not know (undefined, functions, NaN). */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}

/** @param fields the content fields of the entity; every one must be present (null counts as present) */
export function contentHash<Content extends object>(
  content: Content,
  fields: readonly (keyof Content & string)[],
): string {
  const picked: Record<string, unknown> = {};
  for (const field of fields) {
    const value = content[field];
    if (value === undefined) throw new TypeError(`content field ${field} is missing`);
    picked[field] = value;
  }
  return sha256Hex(canonicalJson(picked));
}
