/**
 * The examples beside the model specification: the first worked by hand, the others computed by an independent program.
 * `expected.json` holds what they give; fields it does not name are not compared.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileModel } from '#shared/model/compiled-model.ts';
import type { ModelData } from '#shared/model/data.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import type { NodeResult } from '#shared/model/result.ts';
import { modelResult } from '#shared/model/result.ts';
import { runModel, scoreModel } from '#shared/model/score-model.ts';
import { FloatingModel } from '#shared/model/sensitivity/floating-model.ts';

type Expected = {
  subjects: (Record<string, unknown> & { code: string; leaves?: Record<string, Partial<NodeResult>> })[];
};

const read = <T>(example: string, name: string): T =>
  JSON.parse(readFileSync(new URL(`./${example}/${name}.json`, import.meta.url), 'utf8')) as T;

describe.each(['1-worked-by-hand', '2-generated', '3-generated'])('example %s', (example) => {
  const model = read<ModelDocument>(example, 'model');
  const data = read<ModelData>(example, 'data');
  const expected = read<Expected>(example, 'expected');
  const result = scoreModel(model, data);

  it('gives every subject its expected figures, in the expected order', () => {
    expect(result.subjects.map((subject) => subject.code)).toEqual(expected.subjects.map(({ code }) => code));
    expected.subjects.forEach(({ leaves: _, ...figures }, index) => {
      expect(result.subjects[index]).toMatchObject(figures);
    });
  });

  it('gives every leaf its expected figures', () => {
    for (const { code, leaves } of expected.subjects) {
      const nodes = result.subjects.find((subject) => subject.code === code)?.nodes ?? [];
      for (const [leaf, figures] of Object.entries(leaves ?? {})) {
        expect(nodes.find((node) => node.code === leaf)).toMatchObject(figures);
      }
    }
  });

  it('is a result document', () => {
    expect(modelResult.parse(result)).toEqual(result);
  });

  it('ranks and grades the same in floating point with unshaken weights', () => {
    const compiled = compileModel(model);
    const run = runModel(compiled, data);
    const floating = new FloatingModel(compiled, run);
    floating.score(floating.weights, -1);
    expect([...floating.ranks()]).toEqual(floating.subjects.map((subject) => run.ranks.get(subject)));
    expect([...floating.grades()]).toEqual(floating.subjects.map((subject) => run.grades.get(subject)));
  });
});
