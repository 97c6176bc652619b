/**
 * The audit rules of a unit's model (审核公式), judged over everything that is known of the unit in a cycle. Where a rule
 * is broken, its finding names both sides with their values, and stands at the cell whose value counts.
 */
import { type ScorerRole, scorerRoles } from '#shared/domain/code-lists.ts';
import type { CreditRecord, Cycle, DecisionContent } from '#shared/domain/entities.ts';
import { type Exact, exactFromText, formatShort, quotient, zero } from '#shared/domain/exact.ts';
import { evaluateMetric } from '#shared/domain/metrics.ts';
import type { Finding } from '#shared/errors/finding.ts';
import type { LedgerMetricRow } from '#shared/ledgers/ledger-metrics.ts';
import type { LeafOperand, Operand, officialCounts } from '#shared/model/audit-rules/definition.ts';
import { judgeRule, type OperandValue, operandOf } from '#shared/model/audit-rules/judge-rule.ts';
import type { ReadyRule } from '#shared/model/audit-rules/read-rules.ts';
import type { Expression } from '#shared/model/formula/expression.ts';
import { operandLabel } from '#shared/words/zh-CN/audit-operands.ts';
import { formulaInWords, notComputableWords, toleranceText } from '#shared/words/zh-CN/audit-rules.ts';
import type { EntryLeaf, EntryModel } from './entry-model.ts';
import { countedValue, type LeafWork } from './leaf-values.ts';

/** What rules look at, read when a rule asks for it. */
export interface UnitFacts {
  bodyUscc: string;
  model: EntryModel;
  cycle: Cycle;
  /** The cycle that last period's values come from. */
  previous: Cycle | null;
  workOf: (leaf: EntryLeaf) => LeafWork;
  decisions: () => readonly DecisionContent[];
  records: () => readonly CreditRecord[];
  ledgerRowsOf: (ledger: string) => readonly LedgerMetricRow[];
  officials: () => Readonly<Record<(typeof officialCounts)[number], number>>;
}

const shown = (value: Exact): string => formatShort(quotient(value), 6);

const readLeafOperand = (
  { item, role, period }: LeafOperand,
  leaf: EntryLeaf,
  work: LeafWork,
): OperandValue => {
  if (work.notApplicable !== null) return 'notApplicable';
  const last = period === 'last';
  const entries = last ? work.previous : work.entries;
  const derived = last ? undefined : work.derived.get(item);
  if (role === 'derived') return operandOf(derived?.value ?? null);
  if (role !== undefined) {
    return operandOf(entries.find((entry) => entry.role === role && entry.item === item)?.value ?? null);
  }
  return leaf.weighted ? null : operandOf(countedValue(entries, item, derived)?.value ?? null);
};

/** Reads operands of one unit, each leaf's work once. */
const openOperands = (facts: UnitFacts) => {
  const { model, cycle, previous } = facts;
  const works = new Map<string, LeafWork>();
  let decisions: readonly DecisionContent[] | undefined;
  let officials: ReturnType<UnitFacts['officials']> | undefined;
  const workOf = (leaf: EntryLeaf): LeafWork => {
    const known = works.get(leaf.node.code) ?? facts.workOf(leaf);
    works.set(leaf.node.code, known);
    return known;
  };
  const readOperand = (operand: Operand): OperandValue => {
    if ('leaf' in operand) {
      const leaf = model.leaves.get(operand.leaf);
      return leaf === undefined ? null : readLeafOperand(operand, leaf, workOf(leaf));
    }
    if ('metric' in operand) {
      const period = operand.period === 'last' ? previous : cycle;
      if (period === null) return null;
      return operandOf(evaluateMetric(operand.metric, facts.records(), period, facts.ledgerRowsOf).value);
    }
    if ('decision' in operand) {
      decisions ??= facts.decisions();
      const decided = decisions.find(({ code }) => code === operand.decision);
      return decided === undefined ? zero : exactFromText(decided.count);
    }
    // Nobody registered means that the register is not kept, not that nobody works there.
    officials ??= facts.officials();
    return officials.all === 0 ? null : operandOf(officials[operand.officials]);
  };
  return { readOperand, workOf };
};

/** The role whose cell a finding is about: whose value counts, else who is asked for it. */
const roleAt = (leaf: EntryLeaf, work: LeafWork, item: string | undefined): ScorerRole | undefined => {
  const counted =
    item === undefined || leaf.weighted ? null : countedValue(work.entries, item, work.derived.get(item));
  if (counted !== null) return counted.role;
  const [asked] = leaf.askedOf;
  return asked !== undefined && Object.hasOwn(scorerRoles, asked) ? (asked as ScorerRole) : undefined;
};

/** A side in words; with the values that it is made of where it is more than one value. */
const sideWords = (
  side: Expression,
  labelOf: (name: string) => string,
  values: ReadonlyMap<string, Exact>,
): string => {
  const words = formulaInWords(side, labelOf);
  if (side.kind === 'item' || side.kind === 'number') return words;
  const names = new Set<string>();
  formulaInWords(side, (name) => {
    names.add(name);
    return name;
  });
  const parts = [...names].flatMap((name) => {
    const value = values.get(name);
    return value === undefined ? [] : [`${labelOf(name)} ${shown(value)}`];
  });
  return `${words}（其中${parts.join('，')}）`;
};

const findingOf = (
  ready: ReadyRule,
  labelOf: (name: string) => string,
  outcome: Exclude<ReturnType<typeof judgeRule>, { kind: 'holds' | 'skipped' }>,
): Pick<Finding, 'code' | 'severity' | 'params'> => {
  const { rule, left, right } = ready;
  const head = { rule: rule.code, name: rule.name };
  const message = rule.message ?? '';
  switch (outcome.kind) {
    case 'broken':
      return {
        code: 'entry.rule.broken',
        severity: rule.severity,
        params: {
          ...head,
          left: shown(outcome.left),
          right: shown(outcome.right),
          relation: rule.relation,
          difference: shown(outcome.difference),
          leftWords: sideWords(left, labelOf, outcome.values),
          rightWords: sideWords(right, labelOf, outcome.values),
          tolerance: toleranceText(rule.tolerance),
          message,
        },
      };
    case 'missing':
      return {
        code: 'entry.rule.missing',
        severity: rule.severity,
        params: { ...head, missing: outcome.names.map((name) => `“${labelOf(name)}”`).join('、'), message },
      };
    case 'notComputable':
      return {
        code: 'entry.rule.notComputable',
        severity: 'warning',
        params: { ...head, why: notComputableWords[outcome.error] },
      };
  }
};

/**
 * Findings of every rule that does not hold, by the leaf that they stand at.
 * @param only the leaf whose rules are judged; left out, all of them
 */
export const judgeUnitRules = (facts: UnitFacts, only?: string): ReadonlyMap<string, readonly Finding[]> => {
  const found = new Map<string, Finding[]>();
  const { model, bodyUscc } = facts;
  const { readOperand, workOf } = openOperands(facts);
  for (const ready of model.rules()) {
    if (only !== undefined && ready.place.leaf !== only) continue;
    const outcome = judgeRule(ready, readOperand);
    if (outcome.kind === 'holds' || outcome.kind === 'skipped') continue;
    const labelOf = (name: string): string => operandLabel(ready.rule.values[name], name, model.labels);
    const { leaf: code, item } = ready.place;
    const leaf = model.leaves.get(code);
    if (leaf === undefined) continue;
    const role = roleAt(leaf, workOf(leaf), item);
    found.set(code, [
      ...(found.get(code) ?? []),
      {
        ...findingOf(ready, labelOf, outcome),
        subject: bodyUscc,
        leaf: code,
        ...(role === undefined ? {} : { role }),
        ...(item === undefined ? {} : { item }),
      },
    ]);
  }
  return found;
};

/** Leaves at which a rule over one of some leaves is shown: what entering a value there may change beyond itself. */
export const leavesOfRulesOver = (model: EntryModel, leaves: ReadonlySet<string>): Set<string> => {
  const places = new Set<string>();
  for (const { rule, place } of model.rules()) {
    const touches = Object.values(rule.values).some(
      (operand) => 'leaf' in operand && leaves.has(operand.leaf),
    );
    if (touches) places.add(place.leaf);
  }
  return places;
};
