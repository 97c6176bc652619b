/** 为什么是这个分: from the total down to the records behind a value. */
import type { OperationOutput } from '#shared/contract/client.ts';
import type { ScorerRole } from '#shared/domain/code-lists.ts';
import type { DecisionContent, EntryContent } from '#shared/domain/entities.ts';
import { exactFromText, formatFixed, formatShort, quotient } from '#shared/domain/exact.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type CompiledModel, sharedPoints } from '#shared/model/compiled-model.ts';
import type { DataSubject, ItemValues, RoleValues } from '#shared/model/data.ts';
import { type ExplainedNode, explainScore } from '#shared/model/explain-subject.ts';
import { describeScoring } from '#shared/words/zh-CN/scoring.ts';
import { createDecisionReader, createEntryReader } from '../../db/repositories/entries.ts';
import { createLedgerReader } from '../../db/repositories/ledger-rows.ts';
import { createRecordReader } from '../../db/repositories/records.ts';
import { createRunResultReader } from '../../db/repositories/run-results.ts';
import { createRunReader, type RunMetric } from '../../db/repositories/runs.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { type OutlineLeaf, outlineLeaves } from '../../excel/layouts/model-outline.ts';
import { mostTrusted } from '../assessment/gather-model-data.ts';
import { createSummaries, namesOf, openRun, outlineOf } from './open-run.ts';

type Explained = OperationOutput<'runs.explain'>;
type Node = Explained['nodes'][number];
type Decided = Explained['decisions'][number];

/** A value that was scored: with its role where the leaf has several scorers. */
export interface ScoredValue {
  item: string;
  role: string | null;
  value: string | number | boolean;
}

const isScalar = (value: unknown): value is ScoredValue['value'] =>
  ['string', 'number', 'boolean'].includes(typeof value);

/** The values of a leaf in a data document, missing ones left out, in the order in which the model names its items. */
export const valuesOf = (given: DataSubject, leaf: OutlineLeaf): ScoredValue[] => {
  const own = given.values?.[leaf.node.code];
  if (own === null || own === undefined) return [];
  const pick = (items: ItemValues | null | undefined, role: string | null): ScoredValue[] =>
    leaf.items.flatMap(({ code: item }) => {
      const value = items?.[item];
      return isScalar(value) ? [{ item, role, value }] : [];
    });
  if (!leaf.node.scorers) return pick(own as ItemValues, null);
  const by = (own as RoleValues).by ?? {};
  return leaf.node.scorers.flatMap(({ role }) => pick(by[role], role));
};

/** Bonus, penalty, vetoes and nodes that do not apply, as a data document holds them. */
export const decisionsOf = (model: CompiledModel, given: DataSubject): Omit<Decided, 'reason'>[] => {
  const { bonus, penalty, vetoes } = model.document;
  const items = [...(bonus?.items ?? []), ...(penalty?.items ?? [])];
  const names = namesOf([...items, ...(vetoes ?? []), ...model.document.nodes]);
  const named = (kind: Decided['kind'], code: string) => ({ kind, code, name: names.get(code) ?? code });
  return [
    ...Object.entries(given.adjustments ?? {})
      .filter(([, count]) => Number(count) !== 0)
      .map(([code, count]) => ({
        ...named('adjustment', code),
        count: String(count),
        points: String(items.find((item) => item.code === code)?.points ?? ''),
      })),
    ...(given.vetoes ?? []).map((code) => ({ ...named('veto', code), count: '1', points: null })),
    ...(given.notApplicable ?? []).map((code) => ({
      ...named('notApplicable', code),
      count: '1',
      points: null,
    })),
  ];
};

const reasonOf = (decision: Omit<Decided, 'reason'>, noted: readonly DecisionContent[]): string | null =>
  noted.find(
    ({ kind, code, count }) =>
      kind === decision.kind && code === decision.code && Number(count) === Number(decision.count),
  )?.reason ?? null;

/** Who gave a value, as far as the entries still say so: the most trusted role that holds the same value now. */
const giverOf = (entries: readonly EntryContent[], derived: unknown, { item, value }: ScoredValue) => {
  const givers = new Set<ScorerRole>(
    entries.filter((entry) => entry.item === item && entry.value === value).map(({ role }) => role),
  );
  if (derived === value) givers.add('derived');
  return mostTrusted(givers);
};

export const explainUnit = (db: ReadDb, id: string, code: string): Explained => {
  const { head, model } = openRun(db, id);
  const results = createRunResultReader(db);
  const given = results.given(id, code);
  const result = results.subjectResult(id, code);
  if (given === null || result === null) throw new AppError('run.subjectUnknown', { subject: code });
  const summary = createSummaries(db)(head);
  const { steps, nodes } = explainScore(model, given, result, summary.complete);

  const entries = createEntryReader(db).list(head.cycleCode, code);
  const noted = createDecisionReader(db).list(head.cycleCode, code);
  const metrics = createRunReader(db).metrics(id, code);
  const records = createRecordReader(db);
  const leaves = new Map(outlineLeaves(model.document).map((leaf) => [leaf.node.code, leaf]));
  const outline = outlineOf(model);

  const ledgerRows = createLedgerReader(db);
  type Behind = Node['sources'][number]['records'];
  const ledgerRowBehind = (id: string): Behind => {
    const row = ledgerRows.find(id);
    if (row === null) return [];
    const { ledger, number, title, happenedOn } = row;
    return [{ id, documentNo: number ?? '', title: title ?? '', decisionDate: happenedOn, ledger }];
  };

  const sourceOf = (leaf: OutlineLeaf, scored: readonly ScoredValue[], metric: RunMetric) => ({
    item: metric.item,
    label: labelOf(leaf, metric.item),
    value: metric.value,
    counted: scored.some(({ item, value }) => item === metric.item && value === metric.value),
    records: metric.recordIds.flatMap((recordId): Behind => {
      const record = records.find(recordId);
      if (record === null) return ledgerRowBehind(recordId);
      const { documentNo, title, decisionDate } = record;
      return [{ id: recordId, documentNo, title, decisionDate, ledger: null }];
    }),
  });

  const ofLeaf = (leaf: OutlineLeaf): Pick<Node, 'rule' | 'values' | 'sources'> => {
    const scored = valuesOf(given, leaf);
    const own = metrics.filter((metric) => metric.leaf === leaf.node.code);
    const ownEntries = entries.filter((entry) => entry.leaf === leaf.node.code);
    return {
      rule: describeScoring(leaf.node, { points: leaf.points, itemLabel: (item) => labelOf(leaf, item) }),
      values: scored.map((value) => ({
        item: value.item,
        label: labelOf(leaf, value.item),
        role: value.role ?? giverOf(ownEntries, own.find(({ item }) => item === value.item)?.value, value),
        value: value.value,
      })),
      sources: own.map((metric) => sourceOf(leaf, scored, metric)),
    };
  };

  const worth = worthOf(model, nodes);
  const explained = (node: ExplainedNode): Node[] => {
    const compiled = model.nodes[model.positionOf.get(node.code) ?? -1];
    if (compiled === undefined) return [];
    const leaf = leaves.get(node.code);
    const { status, rate, earned, published, trace } = node;
    return [
      {
        ...outline(compiled),
        ...{ status, rate, earned, published, trace },
        ...worth(node),
        ...(leaf === undefined ? { rule: null, values: [], sources: [] } : ofLeaf(leaf)),
      },
    ];
  };

  return {
    run: summary,
    subject: {
      code,
      name: given.name,
      group: given.group ?? null,
      status: result.status,
      score: result.score,
      grade: result.grade,
      gradeName: namesOf(model.document.grades).get(result.grade ?? '') ?? null,
      rank: result.rank,
      groupRank: result.groupRank,
    },
    base: result.base,
    bonus: result.bonus,
    penalty: result.penalty,
    total: result.total,
    steps: [...steps],
    decisions: decisionsOf(model, given).map((decision) => ({
      ...decision,
      reason: reasonOf(decision, noted),
    })),
    missing: result.missing,
    findings: result.findings,
    nodes: nodes.flatMap(explained),
  };
};

/** Points of each node that counts for this unit: those of siblings that do not are shared out among it. */
const worthOf = (model: CompiledModel, nodes: readonly ExplainedNode[]) => {
  const counting = new Set(nodes.filter(({ status }) => status !== 'excluded').map(({ code }) => code));
  const points = sharedPoints(
    model,
    model.nodes.map(({ code }) => counting.has(code)),
  );
  return (node: ExplainedNode): Pick<Node, 'worth' | 'lost'> => {
    const worth = points[model.positionOf.get(node.code) ?? -1] ?? null;
    const published = node.published === null ? null : exactFromText(node.published);
    return {
      worth: worth === null ? null : formatShort(quotient(worth), 4),
      lost:
        worth === null || published === null
          ? null
          : formatFixed(quotient(worth.sub(published)), model.decimals),
    };
  };
};

const labelOf = (leaf: OutlineLeaf, item: string): string =>
  leaf.items.find(({ code }) => code === item)?.label ?? item;
