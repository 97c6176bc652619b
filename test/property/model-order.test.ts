import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkModel } from '#shared/model/check-model.ts';
import type { ModelData } from '#shared/model/data.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import { resultJson } from '#shared/model/digest.ts';
import { modelResult } from '#shared/model/result.ts';
import { scoreModel } from '#shared/model/score-model.ts';
import { anyCase } from '#test/support/model-arbitraries.ts';

/** Objects with their keys the other way round: the same JSON to a reader. */
const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, turned(inner)]),
  );
};

const shuffled = <T>(list: readonly T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length });

/** The case in another order: subjects, nodes, vetoes, items, and the keys of objects. */
const reordered = ({ model, data }: { model: ModelDocument; data: ModelData }) =>
  fc
    .record({
      nodes: shuffled(model.nodes),
      vetoes: shuffled(model.vetoes ?? []),
      items: shuffled(model.bonus?.items ?? []),
      subjects: shuffled(data.subjects),
    })
    .map(({ nodes, vetoes, items, subjects }) => ({
      model: turned({ ...model, nodes, vetoes, bonus: { ...model.bonus, items } }) as ModelDocument,
      data: turned({ ...data, subjects }) as ModelData,
    }));

describe('any model and data', () => {
  it('are valid as generated', () => {
    fc.assert(
      fc.property(anyCase, ({ model }) => {
        expect(checkModel(model).findings.filter((finding) => finding.severity === 'error')).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('give the same bytes in whatever order they are written', () => {
    const both = anyCase.chain((one) => reordered(one).map((other) => ({ one, other })));
    fc.assert(
      fc.property(both, ({ one, other }) => {
        expect(resultJson(scoreModel(other.model, other.data))).toBe(
          resultJson(scoreModel(one.model, one.data)),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('give the same result again, from their JSON text too, and one that is a result document', () => {
    fc.assert(
      fc.property(anyCase, ({ model, data }) => {
        const result = scoreModel(model, data);
        const text = resultJson(result);
        expect(resultJson(scoreModel(model, data))).toBe(text);
        const again = JSON.parse(JSON.stringify({ model, data })) as {
          model: ModelDocument;
          data: ModelData;
        };
        expect(resultJson(scoreModel(again.model, again.data))).toBe(text);
        expect(modelResult.parse(JSON.parse(text))).toEqual(result);
      }),
      { numRuns: 100 },
    );
  });
});

describe('weights', () => {
  /** Everything but the digest, which covers the weights as written. */
  const outcome = (model: ModelDocument, data: ModelData) => scoreModel(model, data).subjects;

  it('count only in proportion to the siblings', () => {
    const scaled = anyCase.chain(({ model, data }) =>
      fc
        .record({
          parent: fc.constantFrom(...new Set(model.nodes.map((node) => node.parent))),
          factor: fc.constantFrom(2, 0.5, 10, 0.001, 3),
        })
        .map(({ parent, factor }) => {
          const scale = (weight: number) => Number((weight * factor).toPrecision(14));
          const nodes = model.nodes.map((node) =>
            node.parent === parent ? { ...node, weight: scale(node.weight) } : node,
          );
          return { model, data, other: { ...model, nodes } };
        }),
    );
    fc.assert(
      fc.property(scaled, ({ model, data, other }) => {
        expect(outcome(other, data)).toEqual(outcome(model, data));
      }),
      { numRuns: 150 },
    );
  });

  it('of scorers count only in proportion, and traces apart nothing else changes', () => {
    fc.assert(
      fc.property(anyCase, ({ model, data }) => {
        const nodes = model.nodes.map((node) =>
          node.scorers === undefined
            ? node
            : { ...node, scorers: node.scorers.map((scorer) => ({ ...scorer, weight: scorer.weight * 2 })) },
        );
        const untraced = (document: ModelDocument) =>
          outcome(document, data).map((subject) => ({
            ...subject,
            nodes: subject.nodes.map((node) => ({ ...node, trace: '' })),
          }));
        expect(untraced({ ...model, nodes })).toEqual(untraced(model));
      }),
      { numRuns: 60 },
    );
  });
});
