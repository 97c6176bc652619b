/**
 * Reads one subject of a data document against a model: which values are there and valid, and every error finding
 * (model-spec §2). Whether a value has the right type and range is judged here, before anything is scored.
 *
 * Readings taken where the specification leaves room:
 * - null stands for absent everywhere: `values`, a leaf, `by`, a role, an item, a count of an adjustment.
 * - A key that names an unknown leaf, role or adjustment is an error even when its value is null.
 * - On a leaf that does not apply, a valid value is an error finding too and compares with nobody (`relative`).
 * - An unknown code in `notApplicable` is an error finding.
 * - Items given beside `by` on a leaf with scorers, and a `by` on a leaf without, are ignored with a warning.
 */

import { isDecimalNumber, significantDigitsLimit } from '../domain/decimal-number.ts';
import type { Exact } from '../domain/exact.ts';
import { compareExact, exactFromNumber, formatShort, quotient } from '../domain/exact.ts';
import type { Finding } from '../errors/finding.ts';
import type { CompiledLeaf, CompiledModel, CompiledVeto } from './compiled-model.ts';
import type { DataSubject } from './data.ts';
import { errorFinding, type Fault, type FindingPlace, warningFinding } from './findings.ts';
import { compareCodes, isObject, type JsonObject, ownField } from './json-view.ts';
import type { ItemReadings, ItemRule, Method } from './methods/method.ts';

/** What one role (or, without scorers, the one source) gave for a leaf. */
export type RoleReading = {
  readonly role: string | null;
  readonly readings: ItemReadings;
  /** True when a value named by the method is wrong, so that nothing can be judged. */
  readonly faulty: boolean;
};

export type LeafReading = {
  /** The assessor decided that the leaf does not apply. */
  readonly notApplicable: boolean;
  readonly roles: readonly RoleReading[];
};

export type SubjectReading = {
  readonly code: string;
  readonly name: string;
  readonly group: string | null;
  /** By position of the leaf in the model's nodes. */
  readonly leaves: ReadonlyMap<number, LeafReading>;
  readonly counts: ReadonlyMap<string, Exact>;
  /** Those that apply, by code. */
  readonly vetoes: readonly CompiledVeto[];
  readonly findings: readonly Finding[];
};

const nothing: ItemReadings = { numbers: new Map(), flags: new Map(), levels: new Map() };

const numberFault = (value: unknown, expected: 'count' | 'number'): Fault | Exact => {
  if (typeof value !== 'number' || Number.isNaN(value)) {
    return { code: 'data.value.wrongType', params: { expected } };
  }
  if (!isDecimalNumber(value)) {
    return { code: 'data.value.tooManyDigits', params: { limit: significantDigitsLimit } };
  }
  const exact = exactFromNumber(value);
  if (expected === 'count' && exact.s < 0n) {
    return { code: 'data.value.negative', params: { given: String(value) } };
  }
  return exact;
};

const isFault = (result: Fault | Exact): result is Fault => 'code' in result;

type Draft = { numbers: Map<string, Exact>; flags: Map<string, boolean>; levels: Map<string, string> };

/** Puts a valid value into the readings, or says what is wrong with it. */
const readItem = (rule: ItemRule, value: unknown, into: Draft): Fault | null => {
  if (rule.type === 'flag') {
    if (typeof value !== 'boolean') return { code: 'data.value.wrongType', params: { expected: 'flag' } };
    into.flags.set(rule.name, value);
    return null;
  }
  if (rule.type === 'level') {
    if (typeof value !== 'string') return { code: 'data.value.wrongType', params: { expected: 'level' } };
    if (!rule.levels?.has(value)) {
      const allowed = [...(rule.levels?.keys() ?? [])].sort(compareCodes).join('、');
      return { code: 'data.value.unknownLevel', params: { given: value, allowed } };
    }
    into.levels.set(rule.name, value);
    return null;
  }
  const exact = numberFault(value, rule.type);
  if (isFault(exact)) return exact;
  const { range } = rule;
  if (range && (compareExact(exact, range.minimum) < 0 || compareExact(exact, range.maximum) > 0)) {
    const minimum = formatShort(quotient(range.minimum));
    const maximum = formatShort(quotient(range.maximum));
    return { code: 'data.value.outOfRange', params: { given: String(value), minimum, maximum } };
  }
  into.numbers.set(rule.name, exact);
  return null;
};

/** What is wrong with one value of an item, null when it is valid: the rule by which whole subjects are read. */
export const itemFault = (rule: ItemRule, value: unknown): Fault | null =>
  value === null || value === undefined
    ? null
    : readItem(rule, value, { numbers: new Map(), flags: new Map(), levels: new Map() });

type Report = (finding: Finding) => void;

const readItems = (
  method: Method,
  raw: unknown,
  place: FindingPlace,
  report: Report,
): Omit<RoleReading, 'role'> => {
  if (raw === undefined || raw === null) return { readings: nothing, faulty: false };
  if (!isObject(raw)) {
    report(errorFinding({ code: 'data.values.notItems', params: {} }, place));
    return { readings: nothing, faulty: true };
  }
  const draft: Draft = { numbers: new Map(), flags: new Map(), levels: new Map() };
  const wrong = new Set<string>();
  for (const rule of method.items) {
    const value = ownField(raw, rule.name);
    if (value === undefined || value === null || wrong.has(rule.name)) continue;
    const fault = readItem(rule, value, draft);
    if (fault === null) continue;
    wrong.add(rule.name);
    report(errorFinding(fault, { ...place, item: rule.name }));
  }
  return { readings: draft, faulty: wrong.size > 0 };
};

const namesAnItem = (method: Method, name: string): boolean =>
  method.items.some((rule) => rule.name === name);

const readRoles = (
  leaf: CompiledLeaf,
  scorers: readonly { role: string }[],
  raw: unknown,
  place: FindingPlace,
  report: Report,
): RoleReading[] => {
  let by: JsonObject | null = null;
  let faulty = false;
  if (raw !== undefined && raw !== null) {
    const given = isObject(raw) ? ownField(raw, 'by') : raw;
    if (isObject(given)) by = given;
    faulty = !isObject(raw) || (given !== undefined && given !== null && by === null);
    if (faulty) report(errorFinding({ code: 'data.values.notItems', params: {} }, place));
    else if (Object.keys(raw).some((key) => key !== 'by' && namesAnItem(leaf.method, key))) {
      report(warningFinding({ code: 'data.values.rolesExpected', params: {} }, place));
    }
  }
  const known = new Set(scorers.map((scorer) => scorer.role));
  for (const role of Object.keys(by ?? {}).sort(compareCodes)) {
    if (!known.has(role)) report(errorFinding({ code: 'data.role.unknown', params: {} }, { ...place, role }));
  }
  return scorers.map(({ role }) => {
    const read = readItems(leaf.method, ownField(by, role), { ...place, role }, report);
    return { role, readings: read.readings, faulty: faulty || read.faulty };
  });
};

const readLeaf = (leaf: CompiledLeaf, raw: unknown, place: FindingPlace, report: Report): RoleReading[] => {
  if (leaf.scorers !== null) return readRoles(leaf, leaf.scorers, raw, place, report);
  if (isObject(raw) && isObject(ownField(raw, 'by')) && !namesAnItem(leaf.method, 'by')) {
    report(warningFinding({ code: 'data.values.noRoles', params: {} }, place));
  }
  return [{ role: null, ...readItems(leaf.method, raw, place, report) }];
};

const size = (readings: ItemReadings): number =>
  readings.numbers.size + readings.flags.size + readings.levels.size;

/** A value for a leaf that does not apply is an error; its readings are dropped so that nobody compares with them. */
const readInapplicable = (
  leaf: CompiledLeaf,
  raw: unknown,
  place: FindingPlace,
  report: Report,
): LeafReading => {
  for (const { role, readings } of readLeaf(leaf, raw, place, report)) {
    if (size(readings) === 0) continue;
    const at = role === null ? place : { ...place, role };
    const items = [...readings.numbers.keys(), ...readings.flags.keys(), ...readings.levels.keys()];
    for (const item of items)
      report(errorFinding({ code: 'data.value.notApplicable', params: {} }, { ...at, item }));
  }
  return { notApplicable: true, roles: [] };
};

const inapplicableNodes = (model: CompiledModel, subject: DataSubject, report: Report): Set<number> => {
  const named = new Set<number>();
  for (const code of [...new Set(subject.notApplicable ?? [])].sort(compareCodes)) {
    const position = model.positionOf.get(code);
    if (position !== undefined) named.add(position);
    else
      report(
        errorFinding(
          { code: 'data.notApplicable.unknownNode', params: { node: code } },
          { subject: subject.code },
        ),
      );
  }
  for (const node of model.nodes) if (named.has(node.parent)) named.add(node.index);
  return named;
};

const readLeaves = (model: CompiledModel, subject: DataSubject, report: Report): Map<number, LeafReading> => {
  const values: JsonObject = subject.values ?? {};
  const inapplicable = inapplicableNodes(model, subject, report);
  const leaves = new Map<number, LeafReading>();
  for (const index of model.leaves) {
    const node = model.nodes[index];
    if (node === undefined || node.leaf === null) continue;
    const place: FindingPlace = { subject: subject.code, leaf: node.code };
    const raw = ownField(values, node.code);
    leaves.set(
      index,
      inapplicable.has(index)
        ? readInapplicable(node.leaf, raw, place, report)
        : { notApplicable: false, roles: readLeaf(node.leaf, raw, place, report) },
    );
  }
  for (const code of Object.keys(values).sort(compareCodes)) {
    const position = model.positionOf.get(code);
    const node = position === undefined ? undefined : model.nodes[position];
    if (node?.leaf) continue;
    const place: FindingPlace = { subject: subject.code, leaf: code };
    report(
      errorFinding(
        { code: node === undefined ? 'data.leaf.unknown' : 'data.leaf.innerNode', params: {} },
        place,
      ),
    );
  }
  return leaves;
};

const readCounts = (model: CompiledModel, subject: DataSubject, report: Report): Map<string, Exact> => {
  const known = new Set([...model.bonus.items, ...model.penalty.items].map((item) => item.code));
  const given: JsonObject = subject.adjustments ?? {};
  const counts = new Map<string, Exact>();
  for (const code of Object.keys(given).sort(compareCodes)) {
    const place: FindingPlace = { subject: subject.code, item: code };
    const value = given[code];
    if (!known.has(code)) {
      report(errorFinding({ code: 'data.adjustment.unknown', params: { code } }, place));
    } else if (value !== undefined && value !== null) {
      const exact = numberFault(value, 'count');
      if (isFault(exact)) report(errorFinding(exact, place));
      else counts.set(code, exact);
    }
  }
  return counts;
};

const readVetoes = (model: CompiledModel, subject: DataSubject, report: Report): CompiledVeto[] => {
  const vetoes: CompiledVeto[] = [];
  for (const code of [...new Set(subject.vetoes ?? [])].sort(compareCodes)) {
    const veto = model.vetoes.get(code);
    if (veto !== undefined) vetoes.push(veto);
    else report(errorFinding({ code: 'data.veto.unknown', params: { code } }, { subject: subject.code }));
  }
  return vetoes;
};

const subjectFields = new Set([
  'code',
  'name',
  'group',
  'values',
  'notApplicable',
  'adjustments',
  'vetoes',
  'extensions',
]);

/** Reads a subject of a data document whose shape has been checked. */
export const readSubject = (model: CompiledModel, subject: DataSubject): SubjectReading => {
  const findings: Finding[] = [];
  const report: Report = (finding) => {
    findings.push(finding);
  };
  for (const field of Object.keys(subject).sort(compareCodes)) {
    if (subjectFields.has(field)) continue;
    const params = { path: `subjects[${subject.code}]`, field };
    report(warningFinding({ code: 'data.field.unknown', params }, { subject: subject.code }));
  }
  const leaves = readLeaves(model, subject, report);
  return {
    code: subject.code,
    name: subject.name,
    group: subject.group ?? null,
    leaves,
    counts: readCounts(model, subject, report),
    vetoes: readVetoes(model, subject, report),
    findings,
  };
};
