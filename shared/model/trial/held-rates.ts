/**
 * Points that a person gave outright (`manual`) stand out of what the indicator was worth. Under other weights it is worth something
 * else: a trial holds the rate that was given, 40 of 50 becoming 20 of 25, where the number alone would leave its range.
 */
import { isDecimalNumber, significantDigitsLimit } from '../../domain/decimal-number.ts';
import { compareExact, type Exact, exactFromNumber, formatUnits, powerOfTen } from '../../domain/exact.ts';
import type { CompiledModel } from '../compiled-model.ts';
import { isObject, type JsonObject, ownField } from '../json-view.ts';
import type { SubjectReading } from '../read-subject.ts';

/** By how much the points given on an indicator have to be taken, where it is worth something else than before. */
export type HeldRates = ReadonlyMap<string, { readonly item: string; readonly factor: Exact }>;

/** Of the indicators that both models let a person score outright by the same item. */
export const heldRates = (before: CompiledModel, after: CompiledModel): HeldRates => {
  const held = new Map<string, { item: string; factor: Exact }>();
  const givenAs = new Map(before.document.nodes.map(({ code, scoring }) => [code, scoring]));
  for (const { code, scoring } of after.document.nodes) {
    const given = givenAs.get(code);
    if (scoring?.method !== 'manual' || given?.method !== 'manual' || given.item !== scoring.item) continue;
    const was = before.nodes[before.positionOf.get(code) ?? -1]?.points;
    const is = after.nodes[after.positionOf.get(code) ?? -1]?.points;
    if (was === undefined || is === undefined || compareExact(was, is) === 0) continue;
    held.set(code, { item: scoring.item, factor: is.div(was) });
  }
  return held;
};

/** Readings of the model that `held` leads from, as the other one reads them: exact. Both have the same nodes. */
export const holdReadings = (
  model: CompiledModel,
  readings: readonly SubjectReading[],
  held: HeldRates,
): readonly SubjectReading[] => {
  if (held.size === 0) return readings;
  return readings.map((subject) => {
    const leaves = new Map(subject.leaves);
    for (const [code, { item, factor }] of held) {
      const position = model.positionOf.get(code) ?? -1;
      const leaf = leaves.get(position);
      if (leaf === undefined) continue;
      const roles = leaf.roles.map((role) => {
        const given = role.readings.numbers.get(item);
        if (given === undefined) return role;
        const numbers = new Map(role.readings.numbers).set(item, given.mul(factor));
        return { ...role, readings: { ...role.readings, numbers } };
      });
      leaves.set(position, { ...leaf, roles });
    }
    return { ...subject, leaves };
  });
};

/** The largest number of 15 digits that is not above the value, so that full points never become more than full. */
const cutToDigits = (value: Exact): number => {
  const size = value.s < 0n ? value.neg() : value;
  const whole = String(size.n / size.d);
  const decimals = Math.max(0, significantDigitsLimit - (whole === '0' ? 0 : whole.length));
  const units = (size.n * powerOfTen(decimals)) / size.d;
  return Number(formatUnits(value.s < 0n ? -units : units, decimals));
};

/** The items of a leaf as a document holds them; what is no number is left for the checks to find. */
export const holdItems = (items: JsonObject, held: ReturnType<HeldRates['get']>): JsonObject => {
  if (held === undefined) return items;
  const given = ownField(items, held.item);
  if (typeof given !== 'number' || !isDecimalNumber(given)) return items;
  return { ...items, [held.item]: cutToDigits(exactFromNumber(given).mul(held.factor)) };
};

/** The same of a leaf that several roles score. */
export const holdValues = (values: JsonObject, held: ReturnType<HeldRates['get']>): JsonObject => {
  if (held === undefined) return values;
  const by = ownField(values, 'by');
  if (!isObject(by)) return holdItems(values, held);
  const roles = Object.entries(by).map(([role, items]) => [
    role,
    isObject(items) ? holdItems(items, held) : items,
  ]);
  return { ...values, by: Object.fromEntries(roles) };
};
