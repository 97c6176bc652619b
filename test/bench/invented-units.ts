/** Units of any number with invented values for a model: what is measured with, and what fills a page. */
import type { DataSubject, ItemValues, ModelData } from '#shared/model/data.ts';
import { dataFormat } from '#shared/model/data.ts';
import type { ModelDocument, Scoring } from '#shared/model/definition.ts';

/** Whole numbers 0 … 2³²−1, the same after the same seed (xorshift32). */
export const createDraw = (seed: number): (() => number) => {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
};

const itemsFor = (scoring: Scoring, draw: () => number): ItemValues => {
  const upTo = (most: number) => draw() % (most + 1);
  switch (scoring.method) {
    case 'ratio': {
      const cases = 20 + upTo(40);
      return { [scoring.numerator]: cases - upTo(10), [scoring.denominator]: cases };
    }
    case 'bands':
      return scoring.value === undefined
        ? { [scoring.numerator ?? '']: upTo(6), [scoring.denominator ?? '']: 40 }
        : { [scoring.value]: upTo(12) };
    case 'deduct':
    case 'award':
      return Object.fromEntries(scoring.items.map(({ item }) => [item, upTo(2)]));
    case 'boolean':
      return { [scoring.item]: upTo(4) > 0 };
    case 'rubric': {
      const levels = Object.keys(scoring.levels);
      return { [scoring.item]: levels[upTo(levels.length - 1)] };
    }
    case 'survey':
      return { [scoring.mean]: 60 + upTo(40), [scoring.count]: 100 };
    default:
      throw new Error(`no values for ${scoring.method}`);
  }
};

/** Units with a value for every leaf; the same count and seed give the same ones. */
export const inventUnits = (model: ModelDocument, count: number, seed = 20_261_123): ModelData => {
  const draw = createDraw(seed);
  const subjects = Array.from(
    { length: count },
    (_, n): DataSubject => ({
      code: `U${String(n).padStart(4, '0')}`,
      name: `第${n}镇`,
      values: Object.fromEntries(
        model.nodes.flatMap(({ code, scoring }) => (scoring ? [[code, itemsFor(scoring, draw)]] : [])),
      ),
    }),
  );
  return { format: dataFormat, subjects };
};
