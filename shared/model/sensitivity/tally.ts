/** Counts of whole numbers 1 … n, and the statistics of them. */
export class Tally {
  readonly #counts: Uint32Array;
  #total = 0;

  /** @param largest the largest number that can come. */
  constructor(largest: number) {
    this.#counts = new Uint32Array(largest + 1);
  }

  add(value: number): void {
    this.#counts[value] = (this.#counts[value] ?? 0) + 1;
    this.#total += 1;
  }

  mean(): number {
    let sum = 0;
    this.#counts.forEach((count, value) => {
      sum += count * value;
    });
    return sum / this.#total;
  }

  /** The k-th smallest value, k from 0. */
  #at(k: number): number {
    let seen = 0;
    return this.#counts.findIndex((count) => {
      seen += count;
      return seen > k;
    });
  }

  /** Quantile with linear interpolation between order statistics (type 7, the default of R and NumPy). */
  quantile(probability: number): number {
    const place = (this.#total - 1) * probability;
    const below = Math.floor(place);
    const low = this.#at(below);
    if (place === below) return low;
    return low + (place - below) * (this.#at(below + 1) - low);
  }

  /** Share of each value that came at least once, ascending. */
  shares(): { value: number; share: number }[] {
    return [...this.#counts].flatMap((count, value) =>
      count > 0 ? [{ value, share: count / this.#total }] : [],
    );
  }

  share(value: number): number {
    return (this.#counts[value] ?? 0) / this.#total;
  }
}
