/**
 * The tree of a model in typed arrays: shares, points and aggregation in binary floating point. Positions are those of
 * the compiled model's nodes, a parent before its children.
 */
import type { CompiledModel } from '../compiled-model.ts';

/** One set of leaves in the tree, and what a run makes of it. */
export type Pattern = {
  /** By node: 1 in the tree, 0 not. */
  readonly original: Uint8Array;
  present: Uint8Array;
  readonly shares: Float64Array;
  readonly points: Float64Array;
  empty: boolean;
};

export class FloatingTree {
  readonly leaves: Int32Array;
  private readonly parents: Int32Array;
  private readonly geometric: Uint8Array;
  private readonly isLeaf: Uint8Array;
  private readonly fullScore: number;
  /** Sum of the weights below each node, that of the roots at 0; so a parent's place is its position + 1. */
  private readonly familySums: Float64Array;
  private readonly values: Float64Array;

  constructor(model: CompiledModel) {
    const { nodes } = model;
    this.leaves = Int32Array.from(model.leaves);
    this.parents = Int32Array.from(nodes, (node) => node.parent);
    this.geometric = Uint8Array.from(nodes, (node) => (node.geometric ? 1 : 0));
    this.isLeaf = Uint8Array.from(nodes, (node) => (node.leaf === null ? 0 : 1));
    this.fullScore = model.fullScore.valueOf();
    this.familySums = new Float64Array(nodes.length + 1);
    this.values = new Float64Array(nodes.length);
  }

  get size(): number {
    return this.parents.length;
  }

  newPattern(original: Uint8Array): Pattern {
    const shares = new Float64Array(this.size);
    const points = new Float64Array(this.size);
    return { original, present: original, shares, points, empty: false };
  }

  /**
   * Works out shares and points of a pattern under other weights.
   * @param removed position of a leaf to leave out, −1 for none.
   */
  prepare(pattern: Pattern, weights: Float64Array, removed: number): void {
    pattern.present = this.without(pattern.original, removed);
    pattern.empty = this.size > 0 && !pattern.present.includes(1);
    this.share(pattern, weights);
  }

  /** Takes a leaf out, and with it every node that loses its last child. */
  private without(present: Uint8Array, leaf: number): Uint8Array {
    if (leaf < 0 || present[leaf] === 0) return present;
    const left = new Uint8Array(this.size);
    for (let node = this.size - 1; node >= 0; node -= 1) {
      if (this.isLeaf[node] === 1) left[node] = node === leaf ? 0 : (present[node] as number);
      const parent = this.parents[node] as number;
      if (left[node] === 1 && parent >= 0) left[parent] = 1;
    }
    return left;
  }

  private share({ present, shares, points }: Pattern, weights: Float64Array): void {
    const sums = this.familySums.fill(0);
    for (let node = 0; node < this.size; node += 1) {
      if (present[node] === 0) continue;
      const family = (this.parents[node] as number) + 1;
      sums[family] = (sums[family] as number) + (weights[node] as number);
    }
    for (let node = 0; node < this.size; node += 1) {
      const parent = this.parents[node] as number;
      const share = present[node] === 0 ? 0 : (weights[node] as number) / (sums[parent + 1] as number);
      shares[node] = share;
      points[node] = (parent < 0 ? this.fullScore : (points[parent] as number)) * share;
    }
  }

  /**
   * Base in points by aggregating rates upwards, for trees with a geometric node.
   * @param rates by leaf, from `row` on.
   */
  climb({ present, shares }: Pattern, rates: Float64Array, row: number): number {
    const { values, geometric, leaves } = this;
    for (let node = 0; node < this.size; node += 1) values[node] = geometric[node] as number;
    for (let column = 0; column < leaves.length; column += 1) {
      values[leaves[column] as number] = rates[row + column] as number;
    }
    let root = 0;
    for (let node = this.size - 1; node >= 0; node -= 1) {
      if (present[node] === 0) continue;
      const parent = this.parents[node] as number;
      const value = values[node] as number;
      const share = shares[node] as number;
      if (parent < 0) root += value * share;
      else if (geometric[parent] === 1) values[parent] = (values[parent] as number) * value ** share;
      else values[parent] = (values[parent] as number) + value * share;
    }
    return root * this.fullScore;
  }

  /** Adds the values of nodes to those of their parents, children first. */
  addUp(values: Float64Array): void {
    for (let node = this.size - 1; node >= 0; node -= 1) {
      const parent = this.parents[node] as number;
      if (parent >= 0) values[parent] = (values[parent] as number) + (values[node] as number);
    }
  }
}
