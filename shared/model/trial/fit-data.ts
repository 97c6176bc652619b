/**
 * The data of a cycle made to fit a model other than the one that it was given for. A value, decision or veto that the tried
 * model has no place for would make its unit invalid; a trial leaves it out and says so.
 */
import type { modelTrialFindings } from '../../errors/codes/model-trials.ts';
import type { Finding } from '../../errors/finding.ts';
import type { CompiledLeaf, CompiledModel } from '../compiled-model.ts';
import type { DataSubject, ModelData } from '../data.ts';
import { isObject, type JsonObject, ownField } from '../json-view.ts';
import { itemFault } from '../read-subject.ts';
import { heldRates, holdValues } from './held-rates.ts';

const warning = (
  code: keyof typeof modelTrialFindings,
  params: Finding['params'],
  leaf?: string,
): Finding => ({
  code,
  severity: 'warning',
  params,
  ...(leaf === undefined ? {} : { leaf }),
});

/** How many units a code was left out of, by code, in the order in which the codes came. */
type Tally = Map<string, number>;

const count = (tally: Tally, code: string): void => {
  tally.set(code, (tally.get(code) ?? 0) + 1);
};

const leafOf = (model: CompiledModel, code: string): CompiledLeaf | null =>
  model.nodes[model.positionOf.get(code) ?? -1]?.leaf ?? null;

/** Items that the leaf takes; what the model of the data would not take either stays, and is found as always. */
const fitItems = (
  leaf: CompiledLeaf,
  given: CompiledLeaf | null,
  items: JsonObject,
): { items: JsonObject; whole: boolean } => {
  const unfit = leaf.method.items.filter((rule) => {
    const value = ownField(items, rule.name);
    if (itemFault(rule, value) === null) return false;
    const before = given?.method.items.find(({ name }) => name === rule.name);
    return before === undefined || itemFault(before, value) === null;
  });
  if (unfit.length === 0) return { items, whole: true };
  const names = new Set(unfit.map(({ name }) => name));
  return {
    items: Object.fromEntries(Object.entries(items).filter(([name]) => !names.has(name))),
    whole: false,
  };
};

const fitLeaf = (
  leaf: CompiledLeaf,
  given: CompiledLeaf | null,
  values: JsonObject,
): { values: JsonObject; whole: boolean } => {
  const by = leaf.scorers === null ? undefined : ownField(values, 'by');
  if (!isObject(by)) {
    const { items, whole } = fitItems(leaf, given, values);
    return { values: items, whole };
  }
  let whole = true;
  const roles = Object.entries(by).map(([role, items]) => {
    if (!isObject(items)) return [role, items];
    const fitted = fitItems(leaf, given, items);
    whole &&= fitted.whole;
    return [role, fitted.items];
  });
  return { values: { by: Object.fromEntries(roles) }, whole };
};

/**
 * @param model the tried model
 * @param given the model that the data was given for
 * @param data gathered for the tried model, so that it names none but its leaves
 */
export const fitData = (
  model: CompiledModel,
  given: CompiledModel,
  data: ModelData,
): { data: ModelData; findings: Finding[] } => {
  const unfit: Tally = new Map();
  const gone = { notApplicable: new Map(), adjustment: new Map(), veto: new Map() } satisfies Record<
    string,
    Tally
  >;
  const adjustable = new Set([...model.bonus.items, ...model.penalty.items].map(({ code }) => code));
  const keep =
    (known: (code: string) => boolean, tally: Tally) =>
    (code: string): boolean => {
      if (known(code)) return true;
      count(tally, code);
      return false;
    };

  const rates = heldRates(given, model);
  const held: Tally = new Map();
  const subjects = data.subjects.map((subject): DataSubject => {
    const values = Object.entries(subject.values ?? {}).map(([code, raw]) => {
      const leaf = leafOf(model, code);
      if (leaf === null || !isObject(raw)) return [code, raw];
      const rate = rates.get(code);
      if (rate !== undefined) {
        count(held, code);
        return [code, holdValues(raw, rate)];
      }
      const fitted = fitLeaf(leaf, leafOf(given, code), raw);
      if (!fitted.whole) count(unfit, code);
      return [code, fitted.values];
    });
    const known = keep((code) => adjustable.has(code), gone.adjustment);
    return {
      ...subject,
      values: Object.fromEntries(values),
      notApplicable: (subject.notApplicable ?? []).filter(
        keep((code) => model.positionOf.has(code), gone.notApplicable),
      ),
      adjustments: Object.fromEntries(
        Object.entries(subject.adjustments ?? {}).filter(([code]) => known(code)),
      ),
      vetoes: (subject.vetoes ?? []).filter(keep((code) => model.vetoes.has(code), gone.veto)),
    };
  });

  const nameOf = (code: string): string => model.nodes[model.positionOf.get(code) ?? -1]?.name ?? code;
  const findings = [...unfit].map(([leaf, units]) =>
    warning('trial.valuesUnfit', { name: nameOf(leaf), units }, leaf),
  );
  for (const [leaf, units] of held) {
    findings.push(warning('trial.ratesHeld', { name: nameOf(leaf), units }, leaf));
  }
  for (const [kind, tally] of Object.entries(gone)) {
    for (const [code, units] of tally) {
      findings.push(warning('trial.decisionGone', { kind, code, units }));
    }
  }
  return { data: { ...data, subjects }, findings };
};

/** Leaves for which a subject has at least one value. */
export const leavesWithValues = (data: ModelData): Map<string, number> => {
  const units: Tally = new Map();
  const hasValue = (value: unknown): boolean =>
    isObject(value) ? Object.values(value).some(hasValue) : value !== null && value !== undefined;
  for (const { values } of data.subjects) {
    for (const [code, value] of Object.entries(values ?? {})) if (hasValue(value)) count(units, code);
  }
  return units;
};
