/** The audit rules of a model in words: what each asks for, of what kind it is, and where its finding is shown. */

import { readAuditRules } from '#shared/model/audit-rules/read-rules.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import { type ModelLabels, operandLabel } from '#shared/words/zh-CN/audit-operands.ts';
import { auditScopeNames, describeAuditRule } from '#shared/words/zh-CN/audit-rules.ts';
import { outlineLeaves } from '../../excel/layouts/model-outline.ts';

const labelsOf = (document: ModelDocument): ModelLabels => {
  const leaves = new Map(outlineLeaves(document).map((leaf) => [leaf.node.code, leaf]));
  const decided = [
    ...document.nodes,
    ...(document.bonus?.items ?? []),
    ...(document.penalty?.items ?? []),
    ...(document.vetoes ?? []),
  ];
  return {
    leafName: (leaf) => leaves.get(leaf)?.node.name ?? leaf,
    itemLabel: (leaf, item) => leaves.get(leaf)?.items.find(({ code }) => code === item)?.label ?? item,
    decisionName: (code) => decided.find((one) => one.code === code)?.name ?? code,
  };
};

/** Every rule that can be read, in the order of the model. */
export const describeRules = (document: ModelDocument) => {
  const labels = labelsOf(document);
  return readAuditRules(document).rules.map((ready) => {
    const { code, name, severity, scope, message = null, basis = null, missing, values } = ready.rule;
    const { leaf, item } = ready.place;
    return {
      code,
      name,
      severity,
      scope: auditScopeNames[scope],
      says: `${describeAuditRule(ready, (operand) => operandLabel(values[operand], operand, labels))}。`,
      missing: missing ?? ('skip' as const),
      place: [leaf, labels.leafName(leaf), item === undefined ? '' : `· ${labels.itemLabel(leaf, item)}`]
        .filter(Boolean)
        .join(' '),
      leaf,
      message,
      basis,
    };
  });
};
