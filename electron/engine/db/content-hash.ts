/**
 * The hash that tells whether two offices hold the same content: SHA-256 of the RFC 8785 canonical JSON of a row's
 * content fields, without its stamp. Text is hashed as it stands.
 */
import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

export const sha256Hex = (data: string | Buffer): string => hash('sha256', data);

/** RFC 8785 canonical JSON. @throws for what JSON does not know (undefined, functions, NaN). */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}

/**
 * Makes the hash function of a kind of row.
 * @param fields the content fields of the entity; in what is hashed every one must be present (null counts as present)
 * @param addedLater those of them that are left out while they are null: hashes made before there were such fields hold
 */
export function contentHasher<Content extends object>(
  fields: readonly (keyof Content & string)[],
  addedLater: readonly (keyof Content & string)[] = [],
): (content: Content) => string {
  // The members in the order of RFC 8785, each in its canonical form, are the canonical form of the whole. Sorting
  // the names anew for every row would take longer than hashing it.
  const members = [...fields].sort().map((field) => ({
    field,
    lead: `${canonicalJson(field)}:`,
    later: addedLater.includes(field),
  }));
  return (content) => {
    const text = members.flatMap(({ field, lead, later }) => {
      const value = content[field];
      if (value === undefined) throw new TypeError(`content field ${field} is missing`);
      return later && value === null ? [] : lead + canonicalJson(value);
    });
    return sha256Hex(`{${text.join(',')}}`);
  };
}
