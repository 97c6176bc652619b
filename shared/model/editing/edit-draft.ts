/**
 * Edits of a model document that keep what hangs together together: a node's children, and everything that names a node by its code.
 * Every edit gives a new document and leaves the one before as it was, so that steps can be undone. The documents may be faulty.
 */
import { asNumber, asObjects, asText, isObject, type JsonObject, ownField } from '../json-view.ts';
import { compareVersions } from '../version-order.ts';
import { renameInPairwise } from './pairwise.ts';

type Nodes = readonly JsonObject[];

const nodesOf = (document: JsonObject): Nodes => asObjects(document.nodes);

/** Notes that the author keeps under `extensions` of the document by the code of a node. */
const notesByNode = ['rows', 'items', 'basis'] as const;

const mapNotes = (
  document: JsonObject,
  change: (notes: JsonObject, field: (typeof notesByNode)[number]) => JsonObject,
): Pick<JsonObject, string> => {
  const { extensions } = document;
  if (!isObject(extensions)) return {};
  const changed = notesByNode.flatMap((field) => {
    const notes = ownField(extensions, field);
    return isObject(notes) ? [[field, change(notes, field)]] : [];
  });
  return { extensions: { ...extensions, ...Object.fromEntries(changed) } };
};

const mapTexts = (value: unknown, change: (text: string) => string): unknown =>
  Array.isArray(value) ? value.map((one) => (typeof one === 'string' ? change(one) : one)) : value;

/** A field is replaced only where it stands: an absent one stays absent. */
const present = (object: JsonObject, field: string, value: unknown): JsonObject =>
  ownField(object, field) === undefined ? {} : { [field]: value };

/** Changes fields of one node; a field given as undefined is taken out. */
export const changeNode = (document: JsonObject, code: string, fields: JsonObject): JsonObject => ({
  ...document,
  nodes: nodesOf(document).map((node) => {
    if (node.code !== code) return node;
    const merged = Object.entries({ ...node, ...fields });
    return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
  }),
});

/** Codes of a node and of all below it. */
export const branchOf = (document: JsonObject, code: string): Set<string> => {
  const branch = new Set([code]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const node of nodesOf(document)) {
      const [own, parent] = [asText(node.code), asText(node.parent)];
      if (own === null || parent === null || branch.has(own) || !branch.has(parent)) continue;
      branch.add(own);
      grew = true;
    }
  }
  return branch;
};

/**
 * A code for a new child that nobody has: the parent's with the next number, `A1.4` after `A1.3`; letters for roots.
 * @param parent null: a root
 */
export const freeCode = (document: JsonObject, parent: string | null): string => {
  const taken = new Set(nodesOf(document).map(({ code }) => code));
  // Children of a branch named by a single letter are A1, A2; further down a point divides: A1.1.
  const codeAt = (number: number): string => {
    if (parent !== null) return /\d$/.test(parent) ? `${parent}.${number}` : `${parent}${number}`;
    return number <= 26 ? String.fromCharCode(64 + number) : `N${number}`;
  };
  let number = 1;
  while (taken.has(codeAt(number))) number += 1;
  return codeAt(number);
};

const hasCode = ({ code }: JsonObject): boolean => typeof code === 'string' && code !== '';

/** How many nodes have no code by which they could be chosen. */
export const countUncoded = (document: JsonObject): number =>
  nodesOf(document).filter((node) => !hasCode(node)).length;

/** Gives every node without a code a free one. */
export const codeUncoded = (document: JsonObject): JsonObject => {
  let coded = document;
  for (const uncoded of nodesOf(document).filter((node) => !hasCode(node))) {
    const code = freeCode(coded, asText(uncoded.parent));
    coded = {
      ...coded,
      nodes: nodesOf(coded).map((node) => (node === uncoded ? { ...node, code } : node)),
    };
  }
  return coded;
};

/** Gives every further node with a code that stands twice a free one; children and everything else stay with the first. */
export const separateTwins = (document: JsonObject, code: string): JsonObject => {
  let separated = document;
  const twins = nodesOf(document).filter((node) => node.code === code);
  for (const twin of twins.slice(1)) {
    const free = freeCode(separated, asText(twin.parent));
    const nodes = nodesOf(separated).map((node) => (node === twin ? { ...node, code: free } : node));
    separated = { ...separated, nodes };
  }
  return separated;
};

const leafFields = ['scoring', 'missing', 'scorers', 'evidence', 'metrics', 'basis'] as const;

const renameInRule = (rule: unknown, rename: (code: unknown) => unknown): unknown => {
  if (!isObject(rule)) return rule;
  const place = (at: unknown): unknown =>
    isObject(at) ? { ...at, ...present(at, 'leaf', rename(at.leaf)) } : at;
  const values = isObject(rule.values)
    ? Object.fromEntries(Object.entries(rule.values).map(([name, value]) => [name, place(value)]))
    : rule.values;
  return { ...rule, ...present(rule, 'values', values), ...present(rule, 'at', place(rule.at)) };
};

/** The same object with one field under another name, in its place. */
export const renameKey = (object: JsonObject, from: string, to: string): JsonObject =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key === from ? to : key, value]));

/** What hangs on a leaf by its code goes over to another: labels, notes about filling it in, audit rules. */
const handOver = (document: JsonObject, from: string, to: string): JsonObject => ({
  ...document,
  ...(Array.isArray(document.auditRules)
    ? {
        auditRules: document.auditRules.map((rule) =>
          renameInRule(rule, (code) => (code === from ? to : code)),
        ),
      }
    : {}),
  ...mapNotes(document, (notes, field) => (field === 'basis' ? notes : renameKey(notes, from, to))),
});

/** Where the rule of an inner node comes from stands among the notes; a leaf says so itself. Empty: nothing is said. */
export const setInnerBasis = (document: JsonObject, code: string, basis: string): JsonObject => {
  const extensions = isObject(document.extensions) ? document.extensions : {};
  const notes = ownField(extensions, 'basis');
  const others = Object.entries(isObject(notes) ? notes : {}).filter(([of]) => of !== code);
  const changed = Object.fromEntries(basis === '' ? others : [...others, [code, basis]]);
  return { ...document, extensions: { ...extensions, basis: changed } };
};

/**
 * Adds a node with weight 1 below a parent. A parent that was a scored leaf becomes an inner node, which cannot be scored: its scoring,
 * with everything that belongs to it, goes over to the child.
 * @param parent null: a root
 */
export const addNode = (
  document: JsonObject,
  { code, name, parent }: { code: string; name: string; parent: string | null },
): JsonObject => {
  const nodes = nodesOf(document);
  const above = nodes.find((node) => parent !== null && node.code === parent);
  const moved = Object.fromEntries(
    leafFields.flatMap((field) => {
      const value = above === undefined ? undefined : ownField(above, field);
      return value === undefined ? [] : [[field, value]];
    }),
  );
  const emptied = Object.fromEntries(leafFields.map((field) => [field, undefined]));
  let cleared = above === undefined ? document : changeNode(document, String(above.code), emptied);
  if (above !== undefined && parent !== null && moved.scoring !== undefined) {
    const { basis } = moved;
    cleared = handOver(cleared, parent, code);
    if (typeof basis === 'string') cleared = setInnerBasis(cleared, parent, basis);
  }
  return { ...cleared, nodes: [...nodesOf(cleared), { code, name, parent, weight: 1, ...moved }] };
};

/** Takes out a node and all below it, the notes about them, and where vetoes and tie breaks name them. */
export const removeNode = (document: JsonObject, code: string): JsonObject => {
  const gone = branchOf(document, code);
  const stays = (text: unknown): boolean => typeof text !== 'string' || !gone.has(text);
  const vetoes = asObjects(document.vetoes).map((veto) => ({
    ...veto,
    ...(Array.isArray(veto.zeroNodes) ? { zeroNodes: veto.zeroNodes.filter(stays) } : {}),
  }));
  const tieBreak = Array.isArray(document.tieBreak)
    ? document.tieBreak.filter((key) => typeof key !== 'string' || stays(key.replace(/^node:/, '')))
    : document.tieBreak;
  return {
    ...document,
    nodes: nodesOf(document).filter((node) => stays(node.code)),
    ...present(document, 'vetoes', vetoes),
    ...present(document, 'tieBreak', tieBreak),
    ...mapNotes(document, (notes) => Object.fromEntries(Object.entries(notes).filter(([of]) => stays(of)))),
  };
};

/** Puts a node under another parent. Nothing changes when that stands at or below the node itself. */
export const moveNode = (document: JsonObject, code: string, parent: string | null): JsonObject =>
  parent !== null && branchOf(document, code).has(parent) ? document : changeNode(document, code, { parent });

/** Gives a node another code, everywhere: at its children, in vetoes, tie breaks, audit rules and notes. */
export const renameNode = (document: JsonObject, from: string, to: string): JsonObject => {
  const rename = (code: unknown): unknown => (code === from ? to : code);
  const vetoes = asObjects(document.vetoes).map((veto) => ({
    ...veto,
    ...present(
      veto,
      'zeroNodes',
      mapTexts(veto.zeroNodes, (code) => String(rename(code))),
    ),
  }));
  const rules = Array.isArray(document.auditRules)
    ? document.auditRules.map((rule) => renameInRule(rule, rename))
    : document.auditRules;
  const renamed = renameInPairwise(document, from, to);
  return {
    ...renamed,
    nodes: nodesOf(document).map((node) => ({
      ...renameInPairwise(node, from, to),
      code: rename(node.code),
      ...present(node, 'parent', rename(node.parent)),
    })),
    ...present(document, 'vetoes', vetoes),
    ...present(
      document,
      'tieBreak',
      mapTexts(document.tieBreak, (key) => (key === `node:${from}` ? `node:${to}` : key)),
    ),
    ...present(document, 'auditRules', rules),
    ...mapNotes(renamed, (notes) =>
      Object.fromEntries(Object.entries(notes).map(([code, note]) => [String(rename(code)), note])),
    ),
  };
};

/** Sets weights of several nodes at once. */
export const setWeights = (
  document: JsonObject,
  weights: readonly { readonly code: string; readonly weight: number }[],
): JsonObject => weights.reduce((at, { code, weight }) => changeNode(at, code, { weight }), document);

/** Children of a node (null: the roots) with their weights, as far as these are numbers. */
export const childrenOf = (
  document: JsonObject,
  parent: string | null,
): { code: string; name: string; weight: number | null }[] =>
  nodesOf(document)
    .filter((node) => (asText(node.parent) ?? null) === parent)
    .map((node) => ({
      code: asText(node.code) ?? '',
      name: asText(node.name) ?? '',
      weight: asNumber(node.weight),
    }));

/**
 * The version to suggest for a copy: the highest of those known with the middle number raised, `1.2.0` after `1.1.3`.
 * @param known versions of the model that exist, stored ones and drafts
 */
export const nextVersion = (known: readonly string[]): string => {
  const highest = [...known].sort(compareVersions).at(-1);
  const [, major, minor] = /^(\d+)\.(\d+)\./.exec(highest ?? '') ?? [];
  return major === undefined ? '1.0.0' : `${major}.${Number(minor) + 1}.0`;
};
