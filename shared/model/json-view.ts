/**
 * Looking into a document that nobody has checked yet. Checks list every fault at once, so the checks that need several
 * fields must work on documents whose other fields are wrong.
 */

export type JsonObject = { readonly [field: string]: unknown };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const asObjects = (value: unknown): readonly JsonObject[] => asArray(value).filter(isObject);

export const asText = (value: unknown): string | null => (typeof value === 'string' ? value : null);

export const asNumber = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** An own field, never one of the prototype; undefined when absent. */
export const ownField = (object: JsonObject | null | undefined, field: string): unknown =>
  object !== null && object !== undefined && Object.hasOwn(object, field) ? object[field] : undefined;

/** Compares codes by UTF-16 code unit (model-spec, introduction). */
export const compareCodes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Deepest nesting of a document. */
export const nestingLimit = 200;

export type JsonFault =
  | { readonly fault: 'tooDeep'; readonly path: readonly (string | number)[] }
  | { readonly fault: 'badText'; readonly path: readonly (string | number)[] }
  | { readonly fault: 'badKey'; readonly path: readonly (string | number)[]; readonly key: string }
  | { readonly fault: 'notJson'; readonly path: readonly (string | number)[] };

/**
 * What keeps a value from having a canonical JSON text: lone surrogates, numbers that are not finite, values JSON does
 * not know (among them holes in lists), nesting beyond the limit; and the field name `__proto__`, which no document has a use for.
 */
export const jsonFaults = (document: unknown): JsonFault[] => {
  const faults: JsonFault[] = [];
  const path: (string | number)[] = [];
  const fault = (kind: 'tooDeep' | 'badText' | 'notJson') => {
    faults.push({ fault: kind, path: [...path] });
  };
  const visitAt = (step: string | number, value: unknown): void => {
    path.push(step);
    visit(value);
    path.pop();
  };
  const visit = (value: unknown): void => {
    if (path.length > nestingLimit) {
      fault('tooDeep');
      return;
    }
    if (value === null || value === undefined || typeof value === 'boolean') return;
    if (typeof value === 'string') {
      if (!value.isWellFormed()) fault('badText');
    } else if (typeof value === 'number') {
      if (!Number.isFinite(value)) fault('notJson');
    } else if (Array.isArray(value)) {
      // By position, because callbacks step over holes.
      for (let index = 0; index < value.length; index += 1) {
        if (value[index] === undefined) faults.push({ fault: 'notJson', path: [...path, index] });
        else visitAt(index, value[index]);
      }
    } else if (isObject(value)) {
      for (const key of Object.keys(value)) {
        if (key === '__proto__') faults.push({ fault: 'badKey', path: [...path], key });
        else if (!key.isWellFormed()) fault('badText');
        else visitAt(key, value[key]);
      }
    } else {
      fault('notJson');
    }
  };
  visit(document);
  return faults;
};

/**
 * The place of a field for a person: `nodes[A1.1].scoring.bands[2].rate`. Objects with a code (or a role, or an item)
 * are named by it, others by their 1-based position.
 */
export const pathText = (document: unknown, path: readonly PropertyKey[]): string => {
  let at = document;
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') {
      at = Array.isArray(at) ? at[step] : undefined;
      const name = isObject(at) ? (asText(at.code) ?? asText(at.role) ?? asText(at.item)) : null;
      text += `[${name ?? step + 1}]`;
    } else {
      at = isObject(at) ? ownField(at, String(step)) : undefined;
      text += text === '' ? String(step) : `.${String(step)}`;
    }
  }
  return text;
};

/** The value at a path; undefined when there is none. */
export const valueAt = (document: unknown, path: readonly PropertyKey[]): unknown => {
  let at = document;
  for (const step of path) {
    if (Array.isArray(at) && typeof step === 'number') at = at[step];
    else if (isObject(at)) at = ownField(at, String(step));
    else return undefined;
  }
  return at;
};
