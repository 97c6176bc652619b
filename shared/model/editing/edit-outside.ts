/**
 * Edits of what stands beside the tree: bonus and penalty items, vetoes, grades. As with nodes, what names an entry by its code goes
 * with it, and the documents may be faulty.
 */
import { asObjects, asText, isObject, type JsonObject, ownField } from '../json-view.ts';

export type OutsideList = 'bonus' | 'penalty' | 'vetoes' | 'grades';

/** Where the author's remarks on entries stand under `extensions`. */
const notesOfList = { bonus: 'adjustments', penalty: 'adjustments', vetoes: 'vetoes', grades: null } as const;

const firstLetters = { bonus: 'J', penalty: 'K', vetoes: 'V', grades: 'L' } as const;

const isBlock = (list: OutsideList): list is 'bonus' | 'penalty' => list === 'bonus' || list === 'penalty';

export const entriesOf = (document: JsonObject, list: OutsideList): readonly JsonObject[] => {
  if (!isBlock(list)) return asObjects(document[list]);
  const block = document[list];
  return isObject(block) ? asObjects(block.items) : [];
};

/** The place of an entry as findings name it: `bonus.items[J1]`, `grades[PASS]`. */
export const entryPath = (list: OutsideList, entry: JsonObject, index: number): string =>
  `${isBlock(list) ? `${list}.items` : list}[${asText(entry.code) ?? index + 1}]`;

/** A block that is missing has a cap of 0. */
export const setCap = (
  document: JsonObject,
  list: 'bonus' | 'penalty',
  cap: number | undefined,
): JsonObject => {
  const block = document[list];
  const { cap: _, ...rest } = isObject(block) ? block : { items: [] };
  return { ...document, [list]: { ...(cap === undefined ? {} : { cap }), ...rest } };
};

const setEntries = (document: JsonObject, list: OutsideList, entries: readonly JsonObject[]): JsonObject => {
  if (!isBlock(list)) return { ...document, [list]: entries };
  const block = document[list];
  return { ...document, [list]: { ...(isObject(block) ? block : { cap: 0 }), items: entries } };
};

const remarkOf = (document: JsonObject, list: OutsideList, code: string): unknown => {
  const field = notesOfList[list];
  const { extensions } = document;
  const notes = field !== null && isObject(extensions) ? ownField(extensions, field) : undefined;
  return isObject(notes) ? ownField(notes, code) : undefined;
};

const setRemark = (document: JsonObject, list: OutsideList, code: string, remark: unknown): JsonObject => {
  const field = notesOfList[list];
  if (field === null) return document;
  const extensions = isObject(document.extensions) ? document.extensions : {};
  const notes = ownField(extensions, field);
  const { [code]: _, ...others } = isObject(notes) ? notes : {};
  const changed = remark === undefined ? others : { ...others, [code]: remark };
  if (Object.keys(changed).length === 0 && !isObject(notes)) return document;
  return { ...document, extensions: { ...extensions, [field]: changed } };
};

/** Where an adjustment or a veto comes from; empty without a remark. */
export const basisOf = (document: JsonObject, list: OutsideList, code: string): string => {
  const remark = remarkOf(document, list, code);
  return isObject(remark) ? (asText(remark.basis) ?? '') : '';
};

export const setBasis = (
  document: JsonObject,
  list: OutsideList,
  code: string,
  basis: string,
): JsonObject => {
  const remark = remarkOf(document, list, code);
  const { basis: _, ...rest } = isObject(remark) ? remark : {};
  const changed = basis === '' ? rest : { ...rest, basis };
  return setRemark(document, list, code, Object.keys(changed).length === 0 ? undefined : changed);
};

/** Vetoes that name a grade, and audit rules that ask for a decision, follow the new code. */
const followCode = (document: JsonObject, list: OutsideList, from: string, to: string): JsonObject => {
  if (list === 'grades') {
    if (document.vetoes === undefined) return document;
    const vetoes = asObjects(document.vetoes).map((veto) =>
      veto.gradeAtMost === from ? { ...veto, gradeAtMost: to } : veto,
    );
    return { ...document, vetoes };
  }
  const remark = remarkOf(document, list, from);
  const moved =
    remark === undefined ? document : setRemark(setRemark(document, list, from, undefined), list, to, remark);
  if (!Array.isArray(moved.auditRules)) return moved;
  const auditRules = moved.auditRules.map((rule: unknown) => {
    if (!isObject(rule) || !isObject(rule.values)) return rule;
    const values = Object.entries(rule.values).map(([name, value]) => [
      name,
      isObject(value) && value.decision === from ? { ...value, decision: to } : value,
    ]);
    return { ...rule, values: Object.fromEntries(values) };
  });
  return { ...moved, auditRules };
};

/** Changes fields of one entry; a field given as undefined is taken out. A new code is followed by what names the entry. */
export const changeEntry = (
  document: JsonObject,
  list: OutsideList,
  index: number,
  fields: JsonObject,
): JsonObject => {
  const entries = entriesOf(document, list);
  const before = asText(entries[index]?.code);
  const changed = entries.map((entry, at) =>
    at === index
      ? Object.fromEntries(Object.entries({ ...entry, ...fields }).filter(([, value]) => value !== undefined))
      : entry,
  );
  const after = setEntries(document, list, changed);
  const code = asText(fields.code);
  const twice = entries.filter((entry) => entry.code === before).length > 1;
  return before === null || code === null || code === before || twice
    ? after
    : followCode(after, list, before, code);
};

/** Adds an entry with a code that nobody has; a grade goes before the last, which takes all that is left. */
export const addEntry = (document: JsonObject, list: OutsideList, fields: JsonObject): JsonObject => {
  const entries = entriesOf(document, list);
  const named = isBlock(list)
    ? [...entriesOf(document, 'bonus'), ...entriesOf(document, 'penalty')]
    : entries;
  const taken = new Set(named.map(({ code }) => code));
  let number = 1;
  while (taken.has(`${firstLetters[list]}${number}`)) number += 1;
  const added = { code: `${firstLetters[list]}${number}`, ...fields };
  const last = list === 'grades' ? entries.slice(-1) : [];
  const before = list === 'grades' ? entries.slice(0, -1) : entries;
  return setEntries(document, list, [...before, added, ...last]);
};

/** Takes an entry out, with the remark on it. */
export const removeEntry = (document: JsonObject, list: OutsideList, index: number): JsonObject => {
  const entries = entriesOf(document, list);
  const code = asText(entries[index]?.code);
  const left = setEntries(
    document,
    list,
    entries.filter((_, at) => at !== index),
  );
  return code === null ? left : setRemark(left, list, code, undefined);
};

/** Moves an entry up (-1) or down (1) among its own; nothing changes at the ends. */
export const moveEntry = (document: JsonObject, list: OutsideList, index: number, by: -1 | 1): JsonObject => {
  const entries = [...entriesOf(document, list)];
  const [moved, other] = [entries[index], entries[index + by]];
  if (moved === undefined || other === undefined) return document;
  entries[index] = other;
  entries[index + by] = moved;
  return setEntries(document, list, entries);
};
