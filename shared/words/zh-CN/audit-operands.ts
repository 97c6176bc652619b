/** What the operands of audit rules are called: on the models' page, in findings and beside explanations. */
import { scorerRoles } from '../../domain/code-lists.ts';
import type { Operand } from '../../model/audit-rules/definition.ts';
import { describeMetric } from './metrics.ts';

/** What a model calls its parts. */
export interface ModelLabels {
  leafName(leaf: string): string;
  itemLabel(leaf: string, item: string): string;
  /** Of an adjustment item, a veto or a node. */
  decisionName(code: string): string;
}

const officialWords = {
  all: '信用库登记的公职人员数',
  pledged: '信用库中已签承诺的公职人员数',
  trained: '信用库中有培训学时的公职人员数',
} as const;

/** What the value of a name is called; the name itself where the rule does not say what it is. */
export const operandLabel = (operand: Operand | undefined, name: string, labels: ModelLabels): string => {
  if (operand === undefined) return name;
  if (operand.label !== undefined) return operand.label;
  if ('leaf' in operand) {
    const role = operand.role === undefined ? '' : `（${scorerRoles[operand.role]}）`;
    const period = operand.period === undefined ? '' : '上期';
    return `${period}${labels.leafName(operand.leaf)}·${labels.itemLabel(operand.leaf, operand.item)}${role}`;
  }
  if ('metric' in operand)
    return `${operand.period === undefined ? '' : '上期'}${describeMetric(operand.metric)}`;
  if ('decision' in operand) return `认定“${labels.decisionName(operand.decision)}”的次数`;
  return officialWords[operand.officials];
};
