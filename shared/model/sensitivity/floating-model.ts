/**
 * The model in binary floating point, for thousands of runs with shaken weights (model-spec §7). What a run cannot
 * change is taken from the exact run: the leaf rates, which leaves are in whose tree, bonus, penalty and vetoes. A run
 * changes node weights (or takes one leaf out) and gets scores, grades and ranks by the same rules.
 *
 * Leaf rates are held: they are judgements made under the published points. The weights of scorers are not shaken.
 * Rounding treats a value within 1e-9 units of a half as that half, which is where exact ties are after rounding noise.
 */
import { type Exact, type Quotient, quotient } from '../../domain/exact.ts';
import type { Aggregated } from '../aggregate.ts';
import type { CompiledModel, CompiledVeto } from '../compiled-model.ts';
import type { Run, ScoredSubject } from '../score-model.ts';
import { FloatingTree, type Pattern } from './floating-tree.ts';

/** How near to a half, or to a grade's limit, counts as it, in units of the last published digit. */
const tolerance = 1e-9;
/** Published points under `roundAt: total` are compared as whole multiples of this. */
const displayUnit = 1e9;

const toNumber = ({ n, d }: Quotient): number => {
  // Both may be too wide for a double: take 60 bits of the quotient and scale back.
  return Number((n << 60n) / d) / 2 ** 60;
};

const roundUnits = (units: number, halfEven: boolean): number => {
  const whole = Math.floor(units);
  const rest = units - whole - 0.5;
  if (Math.abs(rest) > tolerance) return rest > 0 ? whole + 1 : whole;
  return halfEven && whole % 2 === 0 ? whole : whole + 1;
};

const strictestGrade = (vetoes: readonly CompiledVeto[]): number =>
  Math.max(0, ...vetoes.map((veto) => veto.gradeAtMost ?? 0));

const lowestLimit = (vetoes: readonly CompiledVeto[]): number =>
  Math.min(
    Number.POSITIVE_INFINITY,
    ...vetoes.flatMap((veto) => (veto.scoreAtMost === null ? [] : [veto.scoreAtMost.valueOf()])),
  );

type FloatingSubject = {
  readonly scored: ScoredSubject;
  readonly pattern: Pattern;
  /** bonus − penalty. */
  readonly delta: number;
  readonly scoreAtMost: number;
  readonly gradeAtMost: number;
};

type FloatingGrade = { readonly min: number; readonly exclusive: boolean; readonly maxShare: Exact | null };

/** The floating model of an exact run; only its complete subjects take part, in the order of their codes. */
export class FloatingModel {
  /** Weights as published, by position of the node. */
  readonly weights: Float64Array;
  private readonly model: CompiledModel;
  private readonly tree: FloatingTree;
  private readonly floating: readonly FloatingSubject[];
  private readonly patterns: readonly Pattern[];
  /** Subjects of each group, by position. */
  private readonly groups: readonly (readonly number[])[];
  private readonly grading: readonly FloatingGrade[];
  /** Nodes whose points break ties. */
  private readonly tieNodes: readonly number[];
  private readonly unit: number;
  private readonly halfEven: boolean;
  private readonly byLeaf: boolean;
  private readonly fullScore: number;
  private readonly highest: number;
  /** By subject and leaf; 0 where the leaf is not in the tree. */
  private readonly rates: Float64Array;
  /** In units of the last published digit. */
  private readonly scores: Float64Array;
  /** 0 for subjects with no leaf left. */
  private readonly scorable: Uint8Array;
  /** Points of the nodes that break ties, by subject. */
  private readonly tiePoints: Float64Array;
  private readonly nodePoints: Float64Array;
  private readonly order: number[];
  private readonly rankOf: Uint32Array;
  private readonly groupRankOf: Uint32Array;
  private readonly gradeOf: Uint32Array;

  constructor(model: CompiledModel, run: Run) {
    this.model = model;
    this.tree = new FloatingTree(model);
    this.weights = Float64Array.from(model.nodes, (node) => node.weight.valueOf());
    this.tieNodes = model.tieBreak.flatMap((key) => (key.kind === 'node' ? [key.node] : []));
    this.unit = 10 ** model.decimals;
    this.halfEven = model.rounding === 'half-even';
    this.byLeaf = model.roundAt === 'leaf';
    this.fullScore = model.fullScore.valueOf();
    this.highest = model.fullScore.add(model.bonus.cap).valueOf();
    this.grading = model.grades.map(({ min, exclusive, maxShare }) => ({
      min: min.valueOf() * this.unit,
      exclusive,
      maxShare,
    }));
    const complete = run.subjects.flatMap(({ tree, scored }) =>
      tree === null || scored === null ? [] : [{ tree, scored }],
    );
    const patterns = new Map<string, Pattern>();
    this.floating = complete.map(({ tree, scored }) => this.prepareSubject(tree, scored, patterns));
    this.patterns = [...patterns.values()];
    this.rates = this.tabulate(complete.map(({ tree }) => tree));
    const count = complete.length;
    this.scores = new Float64Array(count);
    this.scorable = new Uint8Array(count);
    this.tiePoints = new Float64Array(count * this.tieNodes.length);
    this.nodePoints = new Float64Array(model.nodes.length);
    this.order = complete.map((_, position) => position);
    this.rankOf = new Uint32Array(count);
    this.groupRankOf = new Uint32Array(count);
    this.gradeOf = new Uint32Array(count);
    this.groups = [
      ...Map.groupBy(this.order, (position) => complete[position]?.scored.group ?? null).values(),
    ];
  }

  get subjects(): readonly ScoredSubject[] {
    return this.floating.map((subject) => subject.scored);
  }

  private prepareSubject(
    tree: Aggregated,
    scored: ScoredSubject,
    patterns: Map<string, Pattern>,
  ): FloatingSubject {
    const present = Uint8Array.from(tree.nodes, (state) => (state.status === 'excluded' ? 0 : 1));
    const key = present.join('');
    const pattern = patterns.get(key) ?? this.tree.newPattern(present);
    patterns.set(key, pattern);
    return {
      scored,
      pattern,
      delta: toNumber(quotient(scored.bonus.sub(scored.penalty))),
      scoreAtMost: lowestLimit(scored.vetoes),
      gradeAtMost: strictestGrade(scored.vetoes),
    };
  }

  private tabulate(trees: readonly Aggregated[]): Float64Array {
    const { leaves } = this.tree;
    const rates = new Float64Array(trees.length * leaves.length);
    trees.forEach((tree, position) => {
      leaves.forEach((leaf, column) => {
        const rate = tree.nodes[leaf]?.rate ?? null;
        if (rate !== null) rates[position * leaves.length + column] = toNumber(rate);
      });
    });
    return rates;
  }

  /**
   * Scores all subjects with other weights.
   * @param removed position of a leaf to leave out, −1 for none.
   */
  score(weights: Float64Array, removed: number): void {
    for (const pattern of this.patterns) this.tree.prepare(pattern, weights, removed);
    this.floating.forEach((subject, position) => {
      const { pattern, delta, scoreAtMost } = subject;
      this.scorable[position] = pattern.empty ? 0 : 1;
      const base = this.baseOf(position, pattern);
      const total = Math.min(this.highest, Math.max(0, base + delta), scoreAtMost);
      this.scores[position] = roundUnits(total * this.unit, this.halfEven);
      if (this.tieNodes.length > 0) this.noteTiePoints(position, pattern);
    });
  }

  private baseOf(position: number, pattern: Pattern): number {
    if (this.tree.size === 0) return this.fullScore;
    const row = position * this.tree.leaves.length;
    if (this.model.hasGeometry) return this.tree.climb(pattern, this.rates, row);
    const { leaves } = this.tree;
    const { present, points } = pattern;
    let base = 0;
    for (let column = 0; column < leaves.length; column += 1) {
      const leaf = leaves[column] as number;
      if (present[leaf] === 0) continue;
      const earned = (points[leaf] as number) * (this.rates[row + column] as number);
      base += this.byLeaf ? roundUnits(earned * this.unit, this.halfEven) : earned;
    }
    return this.byLeaf ? base / this.unit : base;
  }

  private noteTiePoints(position: number, { present, points }: Pattern): void {
    const { leaves } = this.tree;
    this.nodePoints.fill(0);
    leaves.forEach((leaf, column) => {
      if (present[leaf] === 0) return;
      const earned = (points[leaf] as number) * (this.rates[position * leaves.length + column] as number);
      this.nodePoints[leaf] = this.byLeaf ? roundUnits(earned * this.unit, this.halfEven) : earned;
    });
    this.tree.addUp(this.nodePoints);
    this.tieNodes.forEach((node, key) => {
      const value = this.nodePoints[node] as number;
      this.tiePoints[position * this.tieNodes.length + key] = this.byLeaf
        ? value
        : Math.round(value * displayUnit);
    });
  }

  /** The order of `compareForRank`, on the scores of the last run. */
  private readonly compare = (a: number, b: number): number => {
    const first = (this.floating[a] as FloatingSubject).scored;
    const second = (this.floating[b] as FloatingSubject).scored;
    if (this.model.vetoedLast && first.vetoCount > 0 !== second.vetoCount > 0) {
      return first.vetoCount > 0 ? 1 : -1;
    }
    const byScore = (this.scores[b] as number) - (this.scores[a] as number);
    if (byScore !== 0) return byScore;
    let tieNode = 0;
    for (const key of this.model.tieBreak) {
      let order = first.vetoCount - second.vetoCount;
      if (key.kind === 'node') {
        const width = this.tieNodes.length;
        order =
          (this.tiePoints[b * width + tieNode] as number) - (this.tiePoints[a * width + tieNode] as number);
        tieNode += 1;
      }
      if (order !== 0) return order;
    }
    return 0;
  };

  /** Ranks after `score`, by subject; 0 when a subject has nothing left to be scored by. */
  ranks(): Uint32Array {
    this.order.sort(this.compare);
    this.rankOf.fill(0);
    let rank = 0;
    let placed = 0;
    let previous = -1;
    for (const position of this.order) {
      if (this.scorable[position] === 0) continue;
      if (previous < 0 || this.compare(previous, position) !== 0) {
        rank = this.model.ties === 'competition' ? placed + 1 : rank + 1;
      }
      this.rankOf[position] = rank;
      placed += 1;
      previous = position;
    }
    return this.rankOf;
  }

  /** Ranks within the groups after `ranks`, by subject; 0 when a subject has nothing left to be scored by. */
  groupRanks(): Uint32Array {
    this.groupRankOf.fill(0);
    const reached = new Map<string | null, { rank: number; placed: number; previous: number }>();
    for (const position of this.order) {
      if (this.scorable[position] === 0) continue;
      const group = (this.floating[position] as FloatingSubject).scored.group;
      const at = reached.get(group) ?? { rank: 0, placed: 0, previous: -1 };
      if (at.previous < 0 || this.compare(at.previous, position) !== 0) {
        at.rank = this.model.ties === 'competition' ? at.placed + 1 : at.rank + 1;
      }
      this.groupRankOf[position] = at.rank;
      reached.set(group, { rank: at.rank, placed: at.placed + 1, previous: position });
    }
    return this.groupRankOf;
  }

  /** Positions of grades after `score`, by subject. */
  grades(): Uint32Array {
    this.floating.forEach(({ gradeAtMost }, position) => {
      this.gradeOf[position] = Math.max(this.bandOf(this.scores[position] as number), gradeAtMost);
    });
    this.grading.forEach(({ maxShare }, grade) => {
      if (maxShare === null) return;
      for (const group of this.groups) this.applyQuota(group, grade, maxShare);
    });
    return this.gradeOf;
  }

  private bandOf(score: number): number {
    const found = this.grading.findIndex(({ min, exclusive }) =>
      exclusive ? score > min + tolerance : score >= min - tolerance,
    );
    return found < 0 ? this.grading.length - 1 : found;
  }

  private applyQuota(group: readonly number[], grade: number, maxShare: Exact): void {
    const limit = Number(maxShare.mul(group.length).floor().valueOf());
    const holders = group.filter((position) => this.gradeOf[position] === grade);
    if (holders.length <= limit) return;
    holders.sort((a, b) => (this.scores[b] as number) - (this.scores[a] as number));
    const bar = this.scores[holders[limit] as number] as number;
    for (const position of holders) {
      if ((this.scores[position] as number) <= bar) this.gradeOf[position] = grade + 1;
    }
  }
}
