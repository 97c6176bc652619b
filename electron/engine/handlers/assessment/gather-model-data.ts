/**
 * From what the database holds to the data document that a model scores (model-spec §2). Pure.
 *
 * Which value counts, where a leaf has no `scorers` of its own: the verified one. What the final review states
 * stands before the assessor's value, then the lead department's, third party, survey, the value derived from the credit
 * database, and last what the unit said of itself. A unit's own figure therefore never overrides the records; where the two differ, a warning says so.
 * (Our own rule, 本系统建议值; domain practice: the final score is recalculated from verified values.)
 */
import type { ScorerRole } from '#shared/domain/code-lists.ts';
import type { CreditRecord, CycleUnit, DecisionContent, EntryContent } from '#shared/domain/entities.ts';
import { evaluateMetric } from '#shared/domain/metrics.ts';
import type { Finding } from '#shared/errors/finding.ts';
import type { LedgerMetricRow } from '#shared/ledgers/ledger-metrics.ts';
import { type DataSubject, dataFormat, type ModelData } from '#shared/model/data.ts';
import type { ModelDocument, ModelNode } from '#shared/model/definition.ts';

/** From the most to the least trusted. */
export const rolePrecedence: readonly ScorerRole[] = [
  'finalReview',
  'assessor',
  'department',
  'thirdParty',
  'survey',
  'derived',
  'self',
];

/** Of several that gave the same value, the one whose value counts. */
export const mostTrusted = (roles: ReadonlySet<ScorerRole>): ScorerRole | null =>
  rolePrecedence.find((role) => roles.has(role)) ?? null;

export interface DerivedValue {
  bodyUscc: string;
  leaf: string;
  item: string;
  value: number | null;
  recordIds: string[];
}

export interface GatherInput {
  model: ModelDocument;
  period: { periodFrom: string; periodTo: string };
  units: readonly Pick<CycleUnit, 'bodyUscc' | 'groupCode'>[];
  /** Name of a body by its code. */
  nameOf: (uscc: string) => string;
  entriesOf: (uscc: string) => readonly EntryContent[];
  decisionsOf: (uscc: string) => readonly DecisionContent[];
  /** Every credit record of a body, whatever its date or status; the metrics choose. */
  recordsOf: (uscc: string) => readonly CreditRecord[];
  /** Every row of a ledger about a body. */
  ledgerRowsOf: (uscc: string, ledger: string) => readonly LedgerMetricRow[];
}

export interface GatheredData {
  data: ModelData;
  derived: DerivedValue[];
  findings: Finding[];
}

type Scalar = EntryContent['value'];
type ItemTable = Record<string, Scalar>;

/** Derived values of one body for every leaf item that names a metric. */
const deriveValues = (input: GatherInput, uscc: string): DerivedValue[] => {
  const derived: DerivedValue[] = [];
  const records = input.recordsOf(uscc);
  for (const node of input.model.nodes) {
    for (const [item, metric] of Object.entries(node.metrics ?? {})) {
      const { value, recordIds } = evaluateMetric(metric, records, input.period, (ledger) =>
        input.ledgerRowsOf(uscc, ledger),
      );
      derived.push({ bodyUscc: uscc, leaf: node.code, item, value, recordIds });
    }
  }
  return derived;
};

const byRole = (entries: readonly EntryContent[]): Map<ScorerRole, ItemTable> => {
  const roles = new Map<ScorerRole, ItemTable>();
  for (const { role, item, value } of entries) {
    const items = roles.get(role) ?? {};
    items[item] = value;
    roles.set(role, items);
  }
  return roles;
};

/** The value that counts for each item of a leaf without scorers. */
const chooseItems = (roles: ReadonlyMap<ScorerRole, ItemTable>): ItemTable => {
  const chosen: ItemTable = {};
  for (const role of [...rolePrecedence].reverse()) {
    for (const [item, value] of Object.entries(roles.get(role) ?? {})) {
      if (value !== null) chosen[item] = value;
    }
  }
  return chosen;
};

const leafValues = (node: ModelNode, entries: readonly EntryContent[]): DataSubject['values'] => {
  const roles = byRole(entries);
  if (node.scorers) {
    const by: Record<string, ItemTable> = {};
    for (const { role } of node.scorers) {
      const items = roles.get(role as ScorerRole);
      if (items) by[role] = items;
    }
    return { [node.code]: { by } };
  }
  return { [node.code]: chooseItems(roles) };
};

/** Warns where the unit's own figure is not what the records say. */
const compareWithSelf = (
  entries: readonly EntryContent[],
  derived: readonly DerivedValue[],
  unit: string,
): Finding[] =>
  derived.flatMap(({ leaf, item, value, recordIds }) => {
    const self = entries.find((entry) => entry.role === 'self' && entry.leaf === leaf && entry.item === item);
    if (!self || self.value === null || value === null || self.value === value) return [];
    return [
      {
        code: 'assess.derivedDiffers',
        severity: 'warning' as const,
        params: {
          unit,
          leaf,
          item,
          given: String(self.value),
          derived: String(value),
          records: recordIds.length,
        },
        subject: self.bodyUscc,
        leaf,
        item,
      },
    ];
  });

/** Builds the data document of one model over its units. */
export const gatherModelData = (input: GatherInput): GatheredData => {
  const derived: DerivedValue[] = [];
  const findings: Finding[] = [];
  const leaves = input.model.nodes.filter((node) => node.scoring !== undefined);

  const subjects = input.units.map(({ bodyUscc, groupCode }): DataSubject => {
    const entries = input.entriesOf(bodyUscc);
    const decisions = input.decisionsOf(bodyUscc).filter(({ count }) => Number(count) !== 0);
    const ofBody = deriveValues(input, bodyUscc);
    derived.push(...ofBody);
    findings.push(...compareWithSelf(entries, ofBody, input.nameOf(bodyUscc)));

    const derivedEntries = ofBody.map(
      ({ leaf, item, value }): EntryContent => ({
        cycleCode: '',
        bodyUscc,
        leaf,
        item,
        role: 'derived',
        value,
        note: null,
        evidence: null,
      }),
    );
    const perLeaf = new Map<string, EntryContent[]>();
    for (const entry of [...entries, ...derivedEntries]) {
      const list = perLeaf.get(entry.leaf) ?? [];
      list.push(entry);
      perLeaf.set(entry.leaf, list);
    }

    const notApplicable = decisions.filter(({ kind }) => kind === 'notApplicable').map(({ code }) => code);
    const excluded = leavesBelow(input.model, notApplicable);
    const values = Object.assign(
      {},
      ...leaves
        // A value for a leaf that does not apply is an error by the specification; the decision stands.
        .filter((node) => perLeaf.has(node.code) && !excluded.has(node.code))
        .map((node) => leafValues(node, perLeaf.get(node.code) ?? [])),
    );
    return {
      code: bodyUscc,
      name: input.nameOf(bodyUscc),
      group: groupCode,
      values,
      notApplicable,
      adjustments: Object.fromEntries(
        decisions.filter(({ kind }) => kind === 'adjustment').map(({ code, count }) => [code, Number(count)]),
      ),
      vetoes: decisions.filter(({ kind }) => kind === 'veto').map(({ code }) => code),
    };
  });
  return { data: { format: dataFormat, subjects }, derived, findings };
};

/** Codes of the leaves at or below the given nodes. */
export const leavesBelow = (model: ModelDocument, codes: readonly string[]): Set<string> => {
  const inside = new Set(codes);
  const leaves = new Set<string>();
  const parents = new Map(model.nodes.map((node) => [node.code, node.parent]));
  for (const node of model.nodes) {
    let at: string | null | undefined = node.code;
    while (at !== null && at !== undefined && !inside.has(at)) at = parents.get(at);
    if (typeof at === 'string' && node.scoring) leaves.add(node.code);
  }
  return leaves;
};
