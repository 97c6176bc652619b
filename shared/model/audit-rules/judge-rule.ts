/** Whether an audit rule holds for given values; exact, and without any knowledge of where the values come from. */
import { compareExact, type Exact, exactFromNumber, exactFromText, one, zero } from '../../domain/exact.ts';
import { evaluateCondition, evaluateFormula, type FormulaError } from '../formula/evaluate.ts';
import type { AuditRelation, AuditRule, Operand } from './definition.ts';
import type { ReadyRule } from './read-rules.ts';

/** A value, null where there is none, or that its leaf does not apply to the unit. */
export type OperandValue = Exact | null | 'notApplicable';

export type RuleOutcome =
  | { readonly kind: 'holds' }
  /** Not asked: the condition is not met, a value is missing, or a leaf does not apply. */
  | { readonly kind: 'skipped' }
  | {
      readonly kind: 'broken';
      readonly left: Exact;
      readonly right: Exact;
      /** |left − right|. */
      readonly difference: Exact;
      /** Of every name on both sides. */
      readonly values: ReadonlyMap<string, Exact>;
    }
  /** Names without a value, where the rule takes that for a finding. */
  | { readonly kind: 'missing'; readonly names: readonly string[] }
  | { readonly kind: 'notComputable'; readonly error: FormulaError };

/** What a stored value is to a rule: a flag 1 or 0, a level the number that its text is; null where it is none. */
export const operandOf = (value: number | string | boolean | null): Exact | null => {
  if (typeof value === 'boolean') return value ? one : zero;
  if (typeof value === 'number') return exactFromNumber(value);
  return value === null ? null : exactFromText(value);
};

const allowance = (tolerance: AuditRule['tolerance'], right: Exact): Exact => {
  if (tolerance === undefined) return zero;
  return 'absolute' in tolerance
    ? exactFromNumber(tolerance.absolute)
    : right.abs().mul(exactFromNumber(tolerance.percent)).div(100);
};

const relations: { readonly [R in AuditRelation]: (left: Exact, right: Exact, give: Exact) => boolean } = {
  '=': (left, right, give) => compareExact(left.sub(right).abs(), give) <= 0,
  '≠': (left, right, give) => compareExact(left.sub(right).abs(), give) > 0,
  '<': (left, right, give) => compareExact(left, right.add(give)) < 0,
  '≤': (left, right, give) => compareExact(left, right.add(give)) <= 0,
  '>': (left, right, give) => compareExact(left, right.sub(give)) > 0,
  '≥': (left, right, give) => compareExact(left, right.sub(give)) >= 0,
};

const gather = (
  names: readonly string[],
  rule: AuditRule,
  read: (operand: Operand) => OperandValue,
): { values: Map<string, Exact>; missing: string[]; notApplicable: boolean } => {
  const values = new Map<string, Exact>();
  const missing: string[] = [];
  let notApplicable = false;
  for (const name of names) {
    const operand = rule.values[name];
    const value = operand === undefined ? null : read(operand);
    if (value === 'notApplicable') notApplicable = true;
    else if (value === null) missing.push(name);
    else values.set(name, value);
  }
  return { values, missing, notApplicable };
};

/** @param read the value of an operand; asked only for what the rule needs */
export const judgeRule = (
  { rule, left, right, when, names, conditionNames }: ReadyRule,
  read: (operand: Operand) => OperandValue,
): RuleOutcome => {
  if (when !== null) {
    const { values, missing, notApplicable } = gather(conditionNames, rule, read);
    if (notApplicable || missing.length > 0) return { kind: 'skipped' };
    const met = evaluateCondition(when, values);
    if ('error' in met) return { kind: 'notComputable', error: met.error };
    if (!met.value) return { kind: 'skipped' };
  }
  const { values, missing, notApplicable } = gather(names, rule, read);
  if (notApplicable) return { kind: 'skipped' };
  if (missing.length > 0) {
    return rule.missing === 'finding' ? { kind: 'missing', names: missing } : { kind: 'skipped' };
  }
  const ofLeft = evaluateFormula(left, values, zero);
  if ('error' in ofLeft) return { kind: 'notComputable', error: ofLeft.error };
  const ofRight = evaluateFormula(right, values, zero);
  if ('error' in ofRight) return { kind: 'notComputable', error: ofRight.error };
  if (relations[rule.relation](ofLeft.value, ofRight.value, allowance(rule.tolerance, ofRight.value))) {
    return { kind: 'holds' };
  }
  const difference = ofLeft.value.sub(ofRight.value).abs();
  return { kind: 'broken', left: ofLeft.value, right: ofRight.value, difference, values };
};
