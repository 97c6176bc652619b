/**
 * Reads the audit rules of a model. A rule that cannot be read is left out and named in a warning, never a reason to
 * reject the model: rules check data and do not score it, and models of other programs may carry rules of their own.
 */
import { one } from '../../domain/exact.ts';
import { checkMetric } from '../../domain/metrics.ts';
import type { Finding } from '../../errors/finding.ts';
import type { ModelDocument } from '../definition.ts';
import { warningFinding } from '../findings.ts';
import type { Expression } from '../formula/expression.ts';
import { type FormulaFault, parseFormula } from '../formula/parse.ts';
import { asArray, asText, isObject, ownField } from '../json-view.ts';
import { compileMethod } from '../methods/index.ts';
import { type AuditRule, auditRule, type Operand } from './definition.ts';

/** A rule that can be evaluated. */
export interface ReadyRule {
  readonly rule: AuditRule;
  readonly left: Expression;
  readonly right: Expression;
  readonly when: Expression | null;
  /** Names used by the two sides, in order of first use. */
  readonly names: readonly string[];
  /** Names used by the condition. */
  readonly conditionNames: readonly string[];
  /** Where its finding is shown. */
  readonly place: { readonly leaf: string; readonly item?: string };
}

/** What a rule may refer to. */
interface Surroundings {
  /** Leaf → its items, and whether its roles are weighted. */
  readonly leaves: ReadonlyMap<string, { readonly items: ReadonlySet<string>; readonly weighted: boolean }>;
  /** Codes of adjustment items, vetoes and nodes. */
  readonly decisions: ReadonlySet<string>;
}

const surroundingsOf = (
  model: Pick<ModelDocument, 'nodes' | 'bonus' | 'penalty' | 'vetoes'>,
): Surroundings => ({
  leaves: new Map(
    model.nodes.flatMap((node) =>
      node.scoring === undefined
        ? []
        : [
            [
              node.code,
              {
                items: new Set(compileMethod(node.scoring, one).items.map(({ name }) => name)),
                weighted: node.scorers !== undefined,
              },
            ] as const,
          ],
    ),
  ),
  decisions: new Set(
    [
      ...model.nodes,
      ...(model.bonus?.items ?? []),
      ...(model.penalty?.items ?? []),
      ...(model.vetoes ?? []),
    ].map(({ code }) => code),
  ),
});

const advice = (
  code:
    | 'model.auditRule.shape'
    | 'model.auditRule.formula'
    | 'model.auditRule.nominalPoints'
    | 'model.auditRule.unknownName'
    | 'model.auditRule.unknownPlace'
    | 'model.auditRule.noPlace'
    | 'model.auditRule.weighted'
    | 'model.auditRule.metric'
    | 'model.auditRule.twice',
  rule: string,
  detail: string,
): Finding => warningFinding({ code, params: { rule, detail } });

/** Whether an expression asks for `P`, which a rule has none of. */
const usesPoints = (expression: Expression): boolean => {
  if (expression.kind === 'points') return true;
  const parts = expression.kind === 'call' ? expression.parameters : Object.values(expression);
  return parts.some((part) => isObject(part) && 'kind' in part && usesPoints(part as unknown as Expression));
};

const faultDetail = (fault: FormulaFault): string => {
  if (fault.fault === 'syntax') return String(fault.position);
  if ('name' in fault) return fault.name;
  return '';
};

const checkOperand = (name: string, operand: Operand, rule: string, around: Surroundings): Finding[] => {
  if ('metric' in operand) {
    return checkMetric(operand.metric).map(() => advice('model.auditRule.metric', rule, name));
  }
  if ('decision' in operand) {
    return around.decisions.has(operand.decision)
      ? []
      : [advice('model.auditRule.unknownPlace', rule, operand.decision)];
  }
  if (!('leaf' in operand)) return [];
  const { leaf: code, item, role } = operand;
  const leaf = around.leaves.get(code);
  if (leaf?.items.has(item) !== true)
    return [advice('model.auditRule.unknownPlace', rule, `${code} ${item}`)];
  return leaf.weighted && role === undefined
    ? [advice('model.auditRule.weighted', rule, `${code} ${item}`)]
    : [];
};

/** Where a rule's finding is shown: where it says, else at the first leaf among its values. */
const placeOf = (rule: AuditRule): ReadyRule['place'] | null => {
  if (rule.at !== undefined) {
    const { leaf, item } = rule.at;
    return { leaf, ...(item === undefined ? {} : { item }) };
  }
  for (const operand of Object.values(rule.values)) {
    if ('leaf' in operand) return { leaf: operand.leaf, item: operand.item };
  }
  return null;
};

/** Everything that keeps one rule from being evaluated, or the rule made ready. */
const readRule = (
  input: unknown,
  position: number,
  around: Surroundings,
): { ready: ReadyRule | null; faults: Finding[] } => {
  const called = (isObject(input) ? asText(ownField(input, 'code')) : null) ?? String(position + 1);
  const parsed = auditRule.safeParse(input);
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join('.') ?? '';
    return { ready: null, faults: [advice('model.auditRule.shape', called, path)] };
  }
  const rule = parsed.data;
  const findings: Finding[] = [];
  const read = (text: string): { expression: Expression; items: readonly string[] } | null => {
    const { formula, faults } = parseFormula(text);
    findings.push(...faults.map((fault) => advice('model.auditRule.formula', called, faultDetail(fault))));
    if (formula === null) return null;
    if (usesPoints(formula.expression)) findings.push(advice('model.auditRule.nominalPoints', called, text));
    for (const name of formula.items) {
      if (!Object.hasOwn(rule.values, name)) {
        findings.push(advice('model.auditRule.unknownName', called, name));
      }
    }
    return formula;
  };
  const left = read(rule.left);
  const right = read(rule.right);
  const when = rule.when === undefined ? null : read(rule.when);
  for (const [name, operand] of Object.entries(rule.values)) {
    findings.push(...checkOperand(name, operand, called, around));
  }
  const place = placeOf(rule);
  const items = place === null ? undefined : around.leaves.get(place.leaf)?.items;
  if (place === null) findings.push(advice('model.auditRule.noPlace', called, ''));
  else if (items === undefined || (place.item !== undefined && !items.has(place.item))) {
    findings.push(advice('model.auditRule.unknownPlace', called, `${place.leaf} ${place.item ?? ''}`.trim()));
  }
  const unread = left === null || right === null || (rule.when !== undefined && when === null);
  if (unread || place === null || findings.length > 0) return { ready: null, faults: findings };
  const ready: ReadyRule = {
    rule,
    left: left.expression,
    right: right.expression,
    when: when?.expression ?? null,
    names: [...new Set([...left.items, ...right.items])],
    conditionNames: when?.items ?? [],
    place,
  };
  return { ready, faults: [] };
};

/** Audit rules in the order of the model, and advice about those that cannot be read. */
export const readAuditRules = (
  model: Pick<ModelDocument, 'nodes' | 'bonus' | 'penalty' | 'vetoes' | 'auditRules'>,
): { rules: readonly ReadyRule[]; findings: readonly Finding[] } => {
  const inputs = asArray(model.auditRules);
  if (inputs.length === 0) return { rules: [], findings: [] };
  const around = surroundingsOf(model);
  const rules: ReadyRule[] = [];
  const findings: Finding[] = [];
  const seen = new Set<string>();
  inputs.forEach((input, position) => {
    const { ready, faults } = readRule(input, position, around);
    findings.push(...faults);
    if (ready === null) return;
    if (seen.has(ready.rule.code)) findings.push(advice('model.auditRule.twice', ready.rule.code, ''));
    else rules.push(ready);
    seen.add(ready.rule.code);
  });
  return { rules, findings };
};
