/**
 * 提高一个名次需要什么: the smallest change of a single value that lets a unit pass (or draw level with) the one before it, found by
 * trying: every candidate is scored by the model itself, exactly, with rounding, vetoes, ties and tie-breaks. Where no
 * single value is enough, values are put right one after another, the most profitable first, until it is.
 *
 * “Smallest” is measured by how much of its indicator a change asks for (the rise of the rate), which is the same measure for
 * a count, a level and a mean. Other units are taken as they are.
 */
import { formatFixed, formatUnits, type Quotient, quotient } from '../../domain/exact.ts';
import type { CompiledModel, CompiledNode } from '../compiled-model.ts';
import type { DataSubject, ItemValues, ModelData, RoleValues } from '../data.ts';
import type { ModelNode } from '../definition.ts';
import { gradeSubjects } from '../grading.ts';
import { compareForRank, rankSubjects } from '../ranking.ts';
import { type Run, type RunSubject, runModel, type ScoredSubject } from '../score-model.ts';
import { type ItemValue, type Way, waysOf } from './improvements.ts';

export interface LiftChange {
  readonly leaf: string;
  readonly role: string | null;
  readonly item: string;
  readonly before: ItemValue | null;
  readonly after: ItemValue;
}

export interface LiftOption {
  readonly changes: readonly LiftChange[];
  readonly score: string;
  readonly grade: string;
  readonly rank: number;
  readonly groupRank: number;
  /** Units that it passes or draws level with. */
  readonly overtaken: readonly string[];
  /** Those of them, and others, that share the new rank. */
  readonly tiedWith: readonly string[];
}

export type LiftResult =
  /** Not scored, so not ranked. */
  | { readonly kind: 'unscored' }
  | { readonly kind: 'first' }
  | {
      readonly kind: 'options';
      /** The units directly before it, which share a rank when they are several. */
      readonly next: readonly string[];
      readonly nextScore: string;
      /** What is missing to their score, at the model's decimals; 0 where a tie-break or a veto decides. */
      readonly gap: string;
      /** A veto keeps it behind all others, whatever it scores. */
      readonly vetoed: boolean;
      /** Single changes, the smallest first, at most `mostOptions`. */
      readonly options: readonly LiftOption[];
      /** Several changes together, when no single one is enough; null when even all of them are not. */
      readonly combination: LiftOption | null;
    };

export type LiftScope = 'all' | 'group';

/** Options that are told. */
export const mostOptions = 10;

interface Candidate {
  readonly node: CompiledNode;
  readonly role: string | null;
  readonly way: Way;
}

/** The value of a leaf's item set to another, everything else shared. */
const withValue = (subject: DataSubject, { node, role, way }: Candidate, value: ItemValue): DataSubject => {
  const values = subject.values ?? {};
  const own = values[node.code] ?? {};
  if (role === null) return { ...subject, values: { ...values, [node.code]: { ...own, [way.item]: value } } };
  const { by } = own as RoleValues;
  const changed = { by: { ...by, [role]: { ...by?.[role], [way.item]: value } } };
  return { ...subject, values: { ...values, [node.code]: changed } };
};

const candidatesOf = (model: CompiledModel, data: ModelData, subject: DataSubject): Candidate[] => {
  const documents = new Map(model.document.nodes.map((node): [string, ModelNode] => [node.code, node]));
  const group = subject.group ?? null;
  const mates = data.subjects.filter(
    (other) => other.code !== subject.code && (other.group ?? null) === group,
  );
  const itemsOf = (one: DataSubject, leaf: string, role: string | null): ItemValues => {
    const own = one.values?.[leaf] ?? {};
    return role === null ? (own as ItemValues) : ((own as RoleValues).by?.[role] ?? {});
  };
  return model.leaves.flatMap((index): Candidate[] => {
    const node = model.nodes[index];
    const scoring = node === undefined ? undefined : documents.get(node.code)?.scoring;
    if (node?.leaf == null || scoring === undefined) return [];
    const roles = node.leaf.scorers?.map(({ role }) => role) ?? [null];
    const compared = node.leaf.method.compared;
    return roles.flatMap((role) => {
      const peers =
        compared === null
          ? []
          : mates.flatMap((mate) => {
              const value = itemsOf(mate, node.code, role)[compared];
              return typeof value === 'number' ? [value] : [];
            });
      const context = { points: formatFixed(quotient(node.points), 10), decimals: model.decimals, peers };
      return waysOf(scoring, itemsOf(subject, node.code, role), context).map((way) => ({ node, role, way }));
    });
  });
};

/** A unit as it would be scored, beside all others. */
interface Placed {
  readonly own: RunSubject;
  readonly scored: ScoredSubject;
  readonly others: readonly ScoredSubject[];
  /** Those that would still be before it. */
  readonly ahead: readonly ScoredSubject[];
}

/** Scores one unit as if it had other values; all units again only where indicators compare them. */
class Trial {
  private readonly model: CompiledModel;
  private readonly data: ModelData;
  private readonly others: readonly ScoredSubject[];
  private readonly compares: boolean;
  private readonly scope: LiftScope;
  private readonly order: (a: ScoredSubject, b: ScoredSubject) => number;

  constructor(model: CompiledModel, data: ModelData, run: Run, code: string, scope: LiftScope) {
    this.model = model;
    this.data = data;
    this.scope = scope;
    this.order = compareForRank(model);
    this.compares = model.leaves.some((index) => model.nodes[index]?.leaf?.method.compared != null);
    this.others = run.subjects.flatMap(({ scored }) =>
      scored === null || scored.code === code ? [] : [scored],
    );
  }

  /** The unit as it would be scored, and who would still be before it; null when it would not be scored. */
  place(subject: DataSubject): Placed | null {
    const mates = this.data.subjects.map((one) => (one.code === subject.code ? subject : one));
    const run = runModel(this.model, { ...this.data, subjects: this.compares ? mates : [subject] });
    const own = run.subjects.find(({ judged }) => judged.reading.code === subject.code);
    const scored = own?.scored ?? null;
    if (own === undefined || scored === null) return null;
    const others = this.compares
      ? run.subjects.flatMap((one) => (one.scored === null || one.scored === scored ? [] : [one.scored]))
      : this.others;
    const ahead = others.filter(
      (other) => (this.scope === 'all' || other.group === scored.group) && this.order(other, scored) < 0,
    );
    return { own, scored, others, ahead };
  }
}

const below = (a: Quotient, b: Quotient): boolean => a.n * b.d < b.n * a.d;
const minus = (a: Quotient, b: Quotient): number => {
  const difference = { n: a.n * b.d - b.n * a.d, d: a.d * b.d };
  return Number((difference.n << 60n) / difference.d) / 2 ** 60;
};
const nothing: Quotient = { n: 0n, d: 1n };
const rateOf = (subject: RunSubject, node: CompiledNode): Quotient =>
  subject.tree?.nodes[node.index]?.rate ?? nothing;

/** The first of 1 … `last` for which something holds, when it holds from there on; 0 when it does not hold at the end. */
const firstStep = (last: number, holds: (step: number) => boolean): number => {
  if (!holds(last)) return 0;
  let [low, high] = [1, last];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
};

interface Found {
  readonly changes: readonly { candidate: Candidate; step: number }[];
  readonly effort: number;
}

const apply = (subject: DataSubject, changes: Found['changes']): DataSubject =>
  changes.reduce((now, { candidate, step }) => withValue(now, candidate, candidate.way.at(step)), subject);

/** What becomes of the unit: rank and grade among all, quotas included, as a run with these values would say. */
const optionOf = (
  model: CompiledModel,
  trial: Trial,
  subject: DataSubject,
  found: Found,
  before: readonly string[],
): LiftOption | null => {
  const placed = trial.place(apply(subject, found.changes));
  if (placed === null) return null;
  const { scored, others } = placed;
  const everyone = [...others, scored];
  const order = compareForRank(model);
  const ahead = new Set(others.filter((other) => order(other, scored) < 0).map(({ code }) => code));
  const mates = everyone.filter(({ group }) => group === scored.group);
  return {
    changes: found.changes.map(({ candidate: { node, role, way }, step }) => ({
      leaf: node.code,
      role,
      item: way.item,
      before: way.before,
      after: way.at(step),
    })),
    score: formatUnits(scored.score, model.decimals),
    grade: model.grades[gradeSubjects(model, everyone).get(scored) ?? -1]?.code ?? '',
    rank: rankSubjects(model, everyone).get(scored) ?? 0,
    groupRank: rankSubjects(model, mates).get(scored) ?? 0,
    overtaken: before.filter((code) => !ahead.has(code)),
    tiedWith: others.filter((other) => order(other, scored) === 0).map(({ code }) => code),
  };
};

/** All values put right one after another, the most profitable first, until it is enough. */
const combine = (
  trial: Trial,
  subject: DataSubject,
  candidates: readonly Candidate[],
  aheadBefore: number,
): Found | null => {
  const gains = candidates.map((candidate) => {
    const placed = trial.place(withValue(subject, candidate, candidate.way.at(candidate.way.steps)));
    return { candidate, score: placed?.scored.score ?? -1n };
  });
  // Stable: equal gains stay in tree order.
  gains.sort((a, b) => (a.score > b.score ? -1 : a.score < b.score ? 1 : 0));
  const changes: { candidate: Candidate; step: number }[] = [];
  let now = subject;
  for (const { candidate } of gains) {
    const passes = (step: number): boolean => {
      const placed = trial.place(withValue(now, candidate, candidate.way.at(step)));
      return placed !== null && placed.ahead.length < aheadBefore;
    };
    const step = firstStep(candidate.way.steps, passes);
    changes.push({ candidate, step: step === 0 ? candidate.way.steps : step });
    if (step > 0) return { changes, effort: 0 };
    now = withValue(now, candidate, candidate.way.at(candidate.way.steps));
  }
  return null;
};

/**
 * The work in steps, so that a job may report, breathe or stop.
 * @param scope whether the rank among all units is meant, or that in the unit's group
 */
export function* liftSteps(
  model: CompiledModel,
  data: ModelData,
  code: string,
  scope: LiftScope,
): Generator<{ done: number; total: number }, LiftResult, void> {
  const run = runModel(model, data);
  const subject = data.subjects.find((one) => one.code === code);
  const trial = new Trial(model, data, run, code, scope);
  const present = subject === undefined ? null : trial.place(subject);
  if (subject === undefined || present === null) return { kind: 'unscored' };
  const { ahead, scored, own } = present;
  if (ahead.length === 0) return { kind: 'first' };

  const order = compareForRank(model);
  const last = ahead.reduce((worst, other) => (order(worst, other) < 0 ? other : worst));
  const next = ahead.filter((other) => order(other, last) === 0);
  const candidates = candidatesOf(model, data, subject);
  const found: Found[] = [];
  for (const [done, candidate] of candidates.entries()) {
    yield { done, total: candidates.length };
    const passes = (step: number): boolean => {
      const placed = trial.place(withValue(subject, candidate, candidate.way.at(step)));
      return placed !== null && placed.ahead.length < ahead.length;
    };
    const step = firstStep(candidate.way.steps, passes);
    if (step === 0) continue;
    const changed = trial.place(withValue(subject, candidate, candidate.way.at(step)));
    const [was, is] = [
      rateOf(own, candidate.node),
      changed === null ? nothing : rateOf(changed.own, candidate.node),
    ];
    found.push({ changes: [{ candidate, step }], effort: below(is, was) ? 0 : minus(is, was) });
  }
  yield { done: candidates.length, total: candidates.length };
  found.sort((a, b) => a.effort - b.effort);
  const before = ahead.map((other) => other.code);
  const tell = (one: Found): LiftOption[] => {
    const option = optionOf(model, trial, subject, one, before);
    return option === null || option.overtaken.length === 0 ? [] : [option];
  };
  const options = found.slice(0, mostOptions).flatMap(tell);
  const together = options.length > 0 ? null : combine(trial, subject, candidates, ahead.length);
  const gap = last.score - scored.score;
  return {
    kind: 'options',
    next: next.map((other) => other.code),
    nextScore: formatUnits(last.score, model.decimals),
    gap: formatUnits(gap > 0n ? gap : 0n, model.decimals),
    vetoed: model.vetoedLast && scored.vetoCount > 0 && last.vetoCount === 0,
    options,
    combination: together === null ? null : (tell(together)[0] ?? null),
  };
}
