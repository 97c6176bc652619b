import type { Stretch } from '../../db/repositories/quality.ts';

/** Rows counted before other calls get their turn: about 50 ms. */
const rowsAtOnce = 10_000;

/** The rows of a table in stretches. @param end the highest row number */
export function* stretchesOf(end: number): Generator<Stretch, void> {
  for (let after = 0; after < end; after += rowsAtOnce) {
    yield { after, until: Math.min(end, after + rowsAtOnce) };
  }
}
