/**
 * What differs between two data documents of the same model: for telling whether the data of a run have changed since, and
 * whether a corrected run differs only where it was meant to. Pure; compares what is scored, value by value.
 */
import type { DataSubject, ItemValues, ModelData, RoleValues } from './data.ts';
import { compareCodes, isObject } from './json-view.ts';

type Scalar = string | number | boolean;

export type DataChangeKind =
  | 'unitAdded'
  | 'unitRemoved'
  /** Another name or ranking group; `item` says which. */
  | 'unit'
  | 'value'
  | 'adjustment'
  | 'veto'
  | 'notApplicable';

export interface DataChange {
  readonly kind: DataChangeKind;
  readonly subject: string;
  readonly name: string;
  /** The leaf of a value; null for all others. */
  readonly leaf: string | null;
  /** Item of a value, `name` or `group` of a unit, code of a decision; null for whole units. */
  readonly item: string | null;
  /** Of values of leaves with several scorers. */
  readonly role: string | null;
  readonly before: Scalar | null;
  readonly after: Scalar | null;
}

const scalar = (value: unknown): Scalar | null =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;

/** Every value of a subject by leaf, role and item, in one flat table. */
const flatValues = (
  subject: DataSubject,
): Map<string, { leaf: string; role: string | null; item: string; value: Scalar }> => {
  const flat = new Map<string, { leaf: string; role: string | null; item: string; value: Scalar }>();
  const note = (leaf: string, role: string | null, items: unknown): void => {
    if (!isObject(items)) return;
    for (const [item, given] of Object.entries(items as ItemValues)) {
      const value = scalar(given);
      if (value !== null) flat.set(JSON.stringify([leaf, role, item]), { leaf, role, item, value });
    }
  };
  for (const [leaf, given] of Object.entries(subject.values ?? {})) {
    const by = isObject(given) ? (given as RoleValues).by : undefined;
    if (isObject(by)) for (const [role, items] of Object.entries(by)) note(leaf, role, items);
    else note(leaf, null, given);
  }
  return flat;
};

const compareSubject = (before: DataSubject, after: DataSubject): DataChange[] => {
  const about = { subject: after.code, name: after.name, leaf: null, role: null };
  const changes: DataChange[] = [];
  const part = (kind: DataChangeKind, item: string, was: Scalar | null, is: Scalar | null): void => {
    if (was !== is) changes.push({ ...about, kind, item, before: was, after: is });
  };
  part('unit', 'name', before.name, after.name);
  part('unit', 'group', before.group ?? null, after.group ?? null);
  const [was, is] = [flatValues(before), flatValues(after)];
  for (const key of [...new Set([...was.keys(), ...is.keys()])].sort(compareCodes)) {
    const [earlier, later] = [was.get(key), is.get(key)];
    const place = later ?? earlier;
    if (place === undefined || earlier?.value === later?.value) continue;
    const { leaf, role, item } = place;
    const values = { before: earlier?.value ?? null, after: later?.value ?? null };
    changes.push({ ...about, kind: 'value', leaf, role, item, ...values });
  }
  const counts = { before: before.adjustments ?? {}, after: after.adjustments ?? {} };
  for (const code of [...new Set([...Object.keys(counts.before), ...Object.keys(counts.after)])].sort(
    compareCodes,
  )) {
    part('adjustment', code, scalar(counts.before[code]), scalar(counts.after[code]));
  }
  const listed = (
    kind: 'veto' | 'notApplicable',
    earlier: readonly string[],
    later: readonly string[],
  ): void => {
    for (const code of [...new Set([...earlier, ...later])].sort(compareCodes)) {
      part(kind, code, earlier.includes(code), later.includes(code));
    }
  };
  listed('veto', before.vetoes ?? [], after.vetoes ?? []);
  listed('notApplicable', before.notApplicable ?? [], after.notApplicable ?? []);
  return changes;
};

/** Every difference, by code of the unit; within a unit names first, then values by leaf, then decisions. */
export const compareData = (before: ModelData, after: ModelData): DataChange[] => {
  const earlier = new Map(before.subjects.map((subject) => [subject.code, subject]));
  const later = new Map(after.subjects.map((subject) => [subject.code, subject]));
  return [...new Set([...earlier.keys(), ...later.keys()])]
    .sort(compareCodes)
    .flatMap((code): DataChange[] => {
      const [was, is] = [earlier.get(code), later.get(code)];
      if (was !== undefined && is !== undefined) return compareSubject(was, is);
      const kind = was === undefined ? 'unitAdded' : 'unitRemoved';
      const name = (is ?? was)?.name ?? code;
      const nothing = { leaf: null, item: null, role: null, before: null, after: null };
      return [{ kind, subject: code, name, ...nothing }];
    });
};
