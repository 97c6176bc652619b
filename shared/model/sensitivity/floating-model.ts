/**
 * The model in binary floating point, for thousands of runs with shaken weights (model-spec §7). What a run cannot
 * change is taken from the exact run: the leaf rates, which leaves are in whose tree, bonus, penalty and vetoes. A run
 * changes node weights (or takes one leaf out) and gets scores, grades and ranks by the same rules.
 *
 * Leaf rates are held: they are judgements made under the published points. The weights of scorers are not shaken.
 * Rounding treats a value within 1e-9 units of a half as that half, which is where exact ties are after rounding noise.
 */
import { type Quotient, quotient } from '../../domain/exact.ts';
import type { CompiledModel, CompiledVeto } from '../compiled-model.ts';
import type { Run, ScoredSubject } from '../score-model.ts';

/** How near to a half counts as the half, in units of the last published digit. */
const halfTolerance = 1e-9;

const toNumber = ({ n, d }: Quotient): number => {
  // Both may be too wide for a double: keep 60 bits of the quotient and scale back.
  const scaled = (n << 60n) / d;
  return Number(scaled) / 2 ** 60;
};

const roundUnits = (units: number, halfEven: boolean): number => {
  const whole = Math.floor(units);
  const rest = units - whole - 0.5;
  if (Math.abs(rest) > halfTolerance) return rest > 0 ? whole + 1 : whole;
  return halfEven && whole % 2 === 0 ? whole : whole + 1;
};

type FloatingSubject = {
  readonly scored: ScoredSubject;
  /** Which leaves are in the tree, as an index into the patterns. */
  readonly pattern: number;
  /** bonus − penalty. */
  readonly delta: number;
  readonly scoreAtMost: number;
  /** Position of the worst grade a veto allows to be the best. */
  readonly gradeAtMost: number;
  readonly group: number;
};

export type FloatingModel = {
  readonly subjects: readonly ScoredSubject[];
  /** Weights as published, by position of the node. */
  readonly weights: Float64Array;
  /**
   * Scores all subjects with other weights.
   * @param removed position of a leaf to leave out, −1 for none.
   */
  readonly score: (weights: Float64Array, removed: number) => void;
  /** Ranks after `score`, by subject; 0 when a subject has nothing left to be scored by. */
  readonly ranks: () => Uint32Array;
  /** Positions of grades after `score`. */
  readonly grades: () => Uint32Array;
};

const strictestGrade = (vetoes: readonly CompiledVeto[]): number =>
  Math.max(0, ...vetoes.map((veto) => veto.gradeAtMost ?? 0));

const lowestLimit = (vetoes: readonly CompiledVeto[]): number =>
  Math.min(
    Infinity,
    ...vetoes.map((veto) => (veto.scoreAtMost === null ? Infinity : veto.scoreAtMost.valueOf())),
  );

/** Makes the floating model of an exact run; only its complete subjects take part. */
export const floatingModel = (model: CompiledModel, run: Run): FloatingModel => {
  const nodeCount = model.nodes.length;
  const leafCount = model.leaves.length;
  const unit = 10 ** model.decimals;
  const halfEven = model.rounding === 'half-even';
  const byLeaf = model.roundAt === 'leaf';
  const fullScore = model.fullScore.valueOf();
  const highest = model.fullScore.add(model.bonus.cap).valueOf();
  const parents = Int32Array.from(model.nodes, (node) => node.parent);
  const leaves = Int32Array.from(model.leaves);
  const geometric = Uint8Array.from(model.nodes, (node) => (node.geometric ? 1 : 0));
  const isLeaf = Uint8Array.from(model.nodes, (node) => (node.leaf === null ? 0 : 1));
  const tieNodes = model.tieBreak.flatMap((key) => (key.kind === 'node' ? [key.node] : []));
  const grades = model.grades.map((grade) => ({
    min: grade.min.valueOf() * unit,
    exclusive: grade.exclusive,
    maxShare: grade.maxShare,
  }));

  const complete = run.subjects.flatMap(({ tree, scored }) =>
    tree === null || scored === null ? [] : [{ tree, scored }],
  );
  const count = complete.length;
  const groups = [...new Set(complete.map(({ scored }) => scored.group))];
  const groupSizes = groups.map((group) => complete.filter(({ scored }) => scored.group === group).length);
  const patterns: Uint8Array[] = [];
  const patternOf = new Map<string, number>();
  /** Rates by subject and leaf; 0 where the leaf is not in the tree. */
  const rates = new Float64Array(count * leafCount);
  const subjects = complete.map(({ tree, scored }, position): FloatingSubject => {
    const present = Uint8Array.from(tree.nodes, (state) => (state.status === 'excluded' ? 0 : 1));
    const key = present.join('');
    const known = patternOf.get(key);
    if (known === undefined) {
      patternOf.set(key, patterns.length);
      patterns.push(present);
    }
    leaves.forEach((leaf, column) => {
      const rate = tree.nodes[leaf]?.rate ?? null;
      rates[position * leafCount + column] = rate === null ? 0 : toNumber(rate);
    });
    return {
      scored,
      pattern: known ?? patterns.length - 1,
      delta: toNumber(quotient(scored.bonus.sub(scored.penalty))),
      scoreAtMost: lowestLimit(scored.vetoes),
      gradeAtMost: strictestGrade(scored.vetoes),
      group: groups.indexOf(scored.group),
    };
  });

  const scores = new Float64Array(count);
  const scorable = new Uint8Array(count);
  const published = new Float64Array(count * tieNodes.length);
  const nodeValues = new Float64Array(nodeCount);
  const nodePublished = new Float64Array(nodeCount);
  const siblingSums = new Float64Array(nodeCount + 1);

  /** Shares among those present, by node; 0 for the others. Roots are the children of position −1, kept at 0. */
  const sharesOf = (weights: Float64Array, present: Uint8Array, shares: Float64Array): void => {
    siblingSums.fill(0);
    for (let node = 0; node < nodeCount; node += 1) {
      if (present[node] === 0) continue;
      const family = (parents[node] as number) + 1;
      siblingSums[family] = (siblingSums[family] as number) + (weights[node] as number);
    }
    for (let node = 0; node < nodeCount; node += 1) {
      const family = (parents[node] as number) + 1;
      shares[node] = present[node] === 0 ? 0 : (weights[node] as number) / (siblingSums[family] as number);
    }
  };

  /** Turns shares into points, parents first. */
  const pointsOf = (shares: Float64Array, points: Float64Array): void => {
    for (let node = 0; node < nodeCount; node += 1) {
      const parent = parents[node] as number;
      points[node] = (parent < 0 ? fullScore : (points[parent] as number)) * (shares[node] as number);
    }
  };

  /** Takes a leaf out, and every node that loses its last child with it. */
  const without = (present: Uint8Array, leaf: number): Uint8Array => {
    if (leaf < 0 || present[leaf] === 0) return present;
    const left = new Uint8Array(nodeCount);
    for (let node = nodeCount - 1; node >= 0; node -= 1) {
      if (isLeaf[node] === 1) left[node] = node === leaf ? 0 : (present[node] as number);
      const parent = parents[node] as number;
      if (left[node] === 1 && parent >= 0) left[parent] = 1;
    }
    return left;
  };

  /** Base in points by the points of the leaves: Σ points × rate, each rounded with `roundAt: leaf`. */
  const summedBase = (subject: number, present: Uint8Array, points: Float64Array): number => {
    let base = 0;
    const row = subject * leafCount;
    for (let column = 0; column < leafCount; column += 1) {
      const leaf = leaves[column] as number;
      if (present[leaf] === 0) continue;
      const earned = (points[leaf] as number) * (rates[row + column] as number);
      base += byLeaf ? roundUnits(earned * unit, halfEven) : earned;
    }
    return byLeaf ? base / unit : base;
  };

  /** Base in points by aggregating rates upwards, for trees with a geometric node. */
  const climbedBase = (subject: number, present: Uint8Array, shares: Float64Array): number => {
    for (let node = 0; node < nodeCount; node += 1) nodeValues[node] = geometric[node] === 1 ? 1 : 0;
    leaves.forEach((leaf, column) => {
      nodeValues[leaf] = rates[subject * leafCount + column] as number;
    });
    let base = 0;
    for (let node = nodeCount - 1; node >= 0; node -= 1) {
      if (present[node] === 0) continue;
      const parent = parents[node] as number;
      const value = nodeValues[node] as number;
      const share = shares[node] as number;
      if (parent < 0) base += value * share;
      else if (geometric[parent] === 1) nodeValues[parent] = (nodeValues[parent] as number) * value ** share;
      else nodeValues[parent] = (nodeValues[parent] as number) + value * share;
    }
    return base * fullScore;
  };

  /** Published points of the nodes that break ties, as whole numbers of a small unit. */
  const publishTieNodes = (subject: number, present: Uint8Array, points: Float64Array): void => {
    nodePublished.fill(0);
    leaves.forEach((leaf, column) => {
      if (present[leaf] === 0) return;
      const earned = (points[leaf] as number) * (rates[subject * leafCount + column] as number);
      nodePublished[leaf] = byLeaf ? roundUnits(earned * unit, halfEven) : earned;
    });
    for (let node = nodeCount - 1; node >= 0; node -= 1) {
      const parent = parents[node] as number;
      if (parent >= 0)
        nodePublished[parent] = (nodePublished[parent] as number) + (nodePublished[node] as number);
    }
    tieNodes.forEach((node, key) => {
      const value = nodePublished[node] as number;
      published[subject * tieNodes.length + key] = byLeaf ? value : Math.round(value * 1e9);
    });
  };

  const prepared = patterns.map(() => ({
    present: new Uint8Array(nodeCount) as Uint8Array,
    shares: new Float64Array(nodeCount),
    points: new Float64Array(nodeCount),
    empty: false,
  }));

  const score = (weights: Float64Array, removed: number): void => {
    prepared.forEach((entry, index) => {
      entry.present = without(patterns[index] as Uint8Array, removed);
      entry.empty = nodeCount > 0 && !entry.present.includes(1);
      sharesOf(weights, entry.present, entry.shares);
      pointsOf(entry.shares, entry.points);
    });
    for (let position = 0; position < count; position += 1) {
      const subject = subjects[position] as FloatingSubject;
      const { present, shares, points, empty } = prepared[subject.pattern] as (typeof prepared)[number];
      scorable[position] = empty ? 0 : 1;
      const base =
        nodeCount === 0
          ? fullScore
          : model.hasGeometry
            ? climbedBase(position, present, shares)
            : summedBase(position, present, points);
      const adjusted = Math.min(highest, Math.max(0, base + subject.delta), subject.scoreAtMost);
      scores[position] = roundUnits(adjusted * unit, halfEven);
      if (tieNodes.length > 0) publishTieNodes(position, present, points);
    }
  };

  const compare = (a: number, b: number): number => {
    const first = (subjects[a] as FloatingSubject).scored;
    const second = (subjects[b] as FloatingSubject).scored;
    if (model.vetoedLast && first.vetoCount > 0 !== second.vetoCount > 0) return first.vetoCount > 0 ? 1 : -1;
    const byScore = (scores[b] as number) - (scores[a] as number);
    if (byScore !== 0) return byScore;
    let tieNode = 0;
    for (const key of model.tieBreak) {
      if (key.kind === 'fewerVetoes') {
        if (first.vetoCount !== second.vetoCount) return first.vetoCount - second.vetoCount;
        continue;
      }
      const order =
        (published[b * tieNodes.length + tieNode] as number) -
        (published[a * tieNodes.length + tieNode] as number);
      if (order !== 0) return order;
      tieNode += 1;
    }
    return 0;
  };

  const rankBuffer = new Uint32Array(count);
  const order = Array.from({ length: count }, (_, position) => position);
  const ranks = (): Uint32Array => {
    order.sort(compare);
    rankBuffer.fill(0);
    let rank = 0;
    let placed = 0;
    let previous = -1;
    for (const position of order) {
      if (scorable[position] === 0) continue;
      if (previous < 0 || compare(previous, position) !== 0)
        rank = model.ties === 'competition' ? placed + 1 : rank + 1;
      rankBuffer[position] = rank;
      placed += 1;
      previous = position;
    }
    return rankBuffer;
  };

  const gradeBuffer = new Uint32Array(count);
  const bandOf = (units: number): number => {
    const found = grades.findIndex(({ min, exclusive }) =>
      exclusive ? units > min + halfTolerance : units >= min - halfTolerance,
    );
    return found < 0 ? grades.length - 1 : found;
  };
  const applyQuota = (group: number, position: number, limit: number): void => {
    const holders = subjects
      .map((_, subject) => subject)
      .filter((subject) => subjects[subject]?.group === group && gradeBuffer[subject] === position)
      .sort((a, b) => (scores[b] as number) - (scores[a] as number));
    const firstOut = holders[limit];
    if (firstOut === undefined) return;
    const bar = scores[firstOut] as number;
    for (const subject of holders)
      if ((scores[subject] as number) <= bar) gradeBuffer[subject] = position + 1;
  };
  const gradesOf = (): Uint32Array => {
    for (let position = 0; position < count; position += 1) {
      const limit = (subjects[position] as FloatingSubject).gradeAtMost;
      gradeBuffer[position] = Math.max(bandOf(scores[position] as number), limit);
    }
    grades.forEach(({ maxShare }, position) => {
      if (maxShare === null) return;
      groupSizes.forEach((size, group) => {
        applyQuota(group, position, Number(maxShare.mul(size).floor().valueOf()));
      });
    });
    return gradeBuffer;
  };

  return {
    subjects: subjects.map((subject) => subject.scored),
    weights: Float64Array.from(model.nodes, (node) => node.weight.valueOf()),
    score,
    ranks,
    grades: gradesOf,
  };
};
