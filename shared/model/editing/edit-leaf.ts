/**
 * Edits of how a leaf is scored. The names of what is filled in outlive every change: values that were collected, labels, drawing rules
 * and audit rules go by them. A document may be faulty.
 */
import type { ScoringMethod } from '../definition.ts';
import { asObjects, asText, isObject, type JsonObject, ownField } from '../json-view.ts';
import { changeNode, renameKey } from './edit-draft.ts';

/** Names in a formula that are no items. */
const reserved: ReadonlySet<string> = new Set(['and', 'or', 'not', 'if', 'min', 'max', 'abs', 'round', 'P']);

const formulaWord = /(?<![\w.])[A-Za-z_]\w*/g;

/** The names of items in a formula, which may not be whole yet; each once, in the order of its text. */
export const formulaNames = (expression: string): string[] => [
  ...new Set((expression.match(formulaWord) ?? []).filter((name) => !reserved.has(name))),
];

const oneItemFields = ['numerator', 'denominator', 'value', 'item', 'mean', 'count'] as const;

/** The names of what is filled in for a way of scoring, in its order; each once. */
export const itemNamesOf = (scoring: unknown): string[] => {
  if (!isObject(scoring)) return [];
  const single = oneItemFields.flatMap((field) => asText(ownField(scoring, field)) ?? []);
  const counted = asObjects(scoring.items).flatMap(({ item }) => asText(item) ?? []);
  const named = scoring.method === 'formula' ? formulaNames(asText(scoring.expression) ?? '') : [];
  return [...new Set([...single, ...counted, ...named])].filter((name) => name !== '');
};

const nodeOf = (document: JsonObject, code: string): JsonObject | undefined =>
  asObjects(document.nodes).find((node) => node.code === code);

/** What the author notes about a node under `extensions.{part}.{code}`. */
export const notesOf = (document: JsonObject, part: 'items' | 'rows', code: string): JsonObject => {
  const notes = isObject(document.extensions) ? ownField(document.extensions, part) : undefined;
  const own = isObject(notes) ? ownField(notes, code) : undefined;
  return isObject(own) ? own : {};
};

const without = (object: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));

const putNote = (document: JsonObject, part: string, code: string, note: unknown): JsonObject => {
  const extensions = isObject(document.extensions) ? document.extensions : {};
  const notes = ownField(extensions, part);
  const changed = without({ ...(isObject(notes) ? notes : {}), [code]: note });
  return { ...document, extensions: { ...extensions, [part]: changed } };
};

/** Changes notes about a node; one given as undefined is taken out. */
export const changeNotes = (
  document: JsonObject,
  part: 'items' | 'rows',
  code: string,
  notes: JsonObject,
): JsonObject => {
  const changed = without({ ...notesOf(document, part, code), ...notes });
  const none = Object.keys(changed).length === 0;
  if (none && Object.keys(notesOf(document, part, code)).length === 0) return document;
  return putNote(document, part, code, none ? undefined : changed);
};

/** Names that a new way of scoring may take: those of the one before, then those with a label or a drawing rule. */
const knownNames = (document: JsonObject, code: string): string[] => {
  const node = nodeOf(document, code);
  const metrics = isObject(node?.metrics) ? Object.keys(node.metrics) : [];
  const labels = Object.keys(notesOf(document, 'items', code));
  return [...new Set([...itemNamesOf(node?.scoring), ...labels, ...metrics])];
};

const keep = (former: JsonObject, ...fields: string[]): JsonObject =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const value = ownField(former, field);
      return value === undefined ? [] : [[field, value]];
    }),
  );

/** x of `linear` and `bands`: a quotient where there was one, else one item. */
const measuredAs = (former: JsonObject, name: (fallback: string) => string): JsonObject =>
  asText(former.numerator) !== null && asText(former.denominator) !== null
    ? keep(former, 'numerator', 'denominator', 'whenZero')
    : { value: name('value') };

/**
 * A way of scoring that the checks accept, with the names of what was filled in so far.
 * @param names to be taken in this order; more are made up where they do not suffice
 * @param former the way before, whose parameters stay where they mean the same
 */
export const defaultScoring = (
  method: ScoringMethod,
  names: readonly string[] = [],
  former: JsonObject = {},
): JsonObject => {
  const left = [...names];
  const taken = new Set(names);
  const name = (fallback: string): string => {
    const next = left.shift();
    if (next !== undefined) return next;
    let made = fallback;
    for (let number = 2; taken.has(made); number += 1) made = `${fallback}${number}`;
    taken.add(made);
    return made;
  };
  const items = (): JsonObject[] =>
    asObjects(former.items).length > 0
      ? [...asObjects(former.items)]
      : [name('count'), ...left].map((item) => ({ item, points: 1 }));
  switch (method) {
    case 'ratio':
      return { method, numerator: name('n'), denominator: name('d'), ...keep(former, 'whenZero') };
    case 'linear': {
      const x = measuredAs(former, name);
      return { method, ...x, worst: 0, best: 'value' in x ? 100 : 1 };
    }
    case 'bands': {
      const x = measuredAs(former, name);
      const [high, low] = 'value' in x ? [90, 60] : [0.9, 0.6];
      const bands = [
        { atLeast: high, rate: 1 },
        { atLeast: low, rate: 0.6 },
      ];
      return { method, ...x, bands, otherwise: 0 };
    }
    case 'deduct':
    case 'award':
      return { method, items: items() };
    case 'boolean':
      return { method, item: name('met'), yes: 1, no: 0 };
    case 'rubric':
      return { method, item: name('level'), levels: { 好: 1, 较好: 0.8, 一般: 0.6, 差: 0 } };
    case 'survey':
      return { method, mean: name('mean'), count: name('samples'), min: 0, max: 100, minimumCount: 30 };
    case 'manual':
      return { method, item: name('points') };
    case 'relative':
      return { method, value: name('value'), by: 'rank', direction: 'higher' };
    case 'formula': {
      const usable = names.filter((one) => /^[A-Za-z_]\w*$/.test(one) && !reserved.has(one));
      const [first = 'x', second] = usable;
      return { method, expression: second === undefined ? first : `${first} / ${second}` };
    }
  }
};

/** Another way of scoring a leaf. Names that it has no use for stay known by their labels, for the way back. */
export const changeMethod = (document: JsonObject, code: string, method: ScoringMethod): JsonObject => {
  const scoring = nodeOf(document, code)?.scoring;
  const former = isObject(scoring) ? scoring : {};
  const labels = notesOf(document, 'items', code);
  const used = Object.fromEntries(itemNamesOf(former).map((name) => [name, ownField(labels, name) ?? name]));
  const kept = changeNotes(document, 'items', code, used);
  return changeNode(kept, code, { scoring: defaultScoring(method, knownNames(document, code), former) });
};

/** Changes parameters of a leaf's way of scoring; one given as undefined is taken out. */
export const changeScoring = (document: JsonObject, code: string, fields: JsonObject): JsonObject => {
  const scoring = nodeOf(document, code)?.scoring;
  return changeNode(document, code, {
    scoring: without({ ...(isObject(scoring) ? scoring : {}), ...fields }),
  });
};

const renameInScoring = (scoring: JsonObject, from: string, to: string): JsonObject => {
  const rename = (name: unknown): unknown => (name === from ? to : name);
  const single = Object.fromEntries(
    oneItemFields.flatMap((field) =>
      ownField(scoring, field) === undefined ? [] : [[field, rename(scoring[field])]],
    ),
  );
  const expression = asText(scoring.expression);
  return {
    ...scoring,
    ...single,
    ...(Array.isArray(scoring.items)
      ? { items: scoring.items.map((one) => (isObject(one) ? { ...one, item: rename(one.item) } : one)) }
      : {}),
    ...(expression === null
      ? {}
      : { expression: expression.replace(formulaWord, (word) => (word === from ? to : word)) }),
  };
};

/** Gives something that is filled in another name: where it is scored, labelled and drawn, and in audit rules. */
export const renameItem = (document: JsonObject, code: string, from: string, to: string): JsonObject => {
  const node = nodeOf(document, code);
  if (node === undefined) return document;
  const place = (at: unknown): unknown =>
    isObject(at) && at.leaf === code && at.item === from ? { ...at, item: to } : at;
  const inRule = (rule: unknown): unknown => {
    if (!isObject(rule)) return rule;
    const values = isObject(rule.values)
      ? { values: Object.fromEntries(Object.entries(rule.values).map(([name, at]) => [name, place(at)])) }
      : {};
    return { ...rule, ...values, ...(ownField(rule, 'at') === undefined ? {} : { at: place(rule.at) }) };
  };
  const labels = notesOf(document, 'items', code);
  const renamed = changeNode(document, code, {
    ...(isObject(node.scoring) ? { scoring: renameInScoring(node.scoring, from, to) } : {}),
    ...(isObject(node.metrics) ? { metrics: renameKey(node.metrics, from, to) } : {}),
  });
  return {
    ...(Object.hasOwn(labels, from) ? putNote(renamed, 'items', code, renameKey(labels, from, to)) : renamed),
    ...(Array.isArray(document.auditRules) ? { auditRules: document.auditRules.map(inRule) } : {}),
  };
};

/** Audit rules and vetoes that name a node of a branch, by their names: what removing the branch touches. */
export const whatNames = (document: JsonObject, branch: ReadonlySet<string>): string[] => {
  const nameOf = (entry: JsonObject): string => asText(entry.name) || asText(entry.code) || '';
  const inBranch = (code: unknown): boolean => typeof code === 'string' && branch.has(code);
  const vetoes = asObjects(document.vetoes).filter(
    ({ zeroNodes }) => Array.isArray(zeroNodes) && zeroNodes.some(inBranch),
  );
  const rules = asObjects(document.auditRules).filter(({ values, at }) =>
    [...(isObject(values) ? Object.values(values) : []), at].some(
      (one) => isObject(one) && inBranch(one.leaf),
    ),
  );
  return [...vetoes, ...rules].map(nameOf);
};

/** Adds a copy of a leaf beside it, with its notes, under another code. What names the leaf by its code names the copy nowhere. */
export const copyLeaf = (
  document: JsonObject,
  code: string,
  copy: { code: string; name: string },
): JsonObject => {
  const node = nodeOf(document, code);
  if (node === undefined) return document;
  let copied: JsonObject = { ...document, nodes: [...asObjects(document.nodes), { ...node, ...copy }] };
  for (const part of ['items', 'rows'] as const) {
    copied = changeNotes(copied, part, copy.code, notesOf(document, part, code));
  }
  return copied;
};
