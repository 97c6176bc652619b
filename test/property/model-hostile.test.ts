import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { modelFindings } from '#shared/errors/codes/model.ts';
import { finding } from '#shared/errors/finding.ts';
import { checkData } from '#shared/model/check-data.ts';
import { checkModel } from '#shared/model/check-model.ts';
import type { ModelData } from '#shared/model/data.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import { resultJson } from '#shared/model/digest.ts';
import { scoreModel } from '#shared/model/score-model.ts';
import { ahpWeights } from '#shared/model/weights/ahp.ts';
import { criticWeights } from '#shared/model/weights/critic.ts';
import { entropyWeights } from '#shared/model/weights/entropy.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { anyCase } from '#test/support/model-arbitraries.ts';

/** Values that a field was not made for. */
const strange: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    null,
    -1,
    0,
    0.1 + 0.2,
    1e300,
    -1e-300,
    '',
    '__proto__',
    'constructor',
    '\ud800',
    [],
    {},
    true,
  ),
  fc.constant(JSON.parse('{"__proto__": {"polluted": 1}}')),
);

/** A document with one field, picked by a walk, replaced, removed or doubled. */
const damaged = (
  document: unknown,
  picks: readonly number[],
  value: unknown,
  how: 'replace' | 'remove' | 'double',
): unknown => {
  const copy: unknown = structuredClone(document);
  let at = copy;
  for (const [step, pick] of picks.entries()) {
    if (typeof at !== 'object' || at === null) break;
    const keys = Object.keys(at);
    const key = keys[pick % Math.max(1, keys.length)];
    if (key === undefined) break;
    const holder = at as Record<string, unknown>;
    const next = holder[key];
    if (
      step < picks.length - 1 &&
      typeof next === 'object' &&
      next !== null &&
      Object.keys(next).length > 0
    ) {
      at = next;
      continue;
    }
    if (how === 'remove') Reflect.deleteProperty(holder, key);
    else if (how === 'double' && Array.isArray(at)) at.push(structuredClone(next));
    else holder[key] = value;
    break;
  }
  return copy;
};

const damage = fc.record({
  picks: fc.array(fc.nat(), { minLength: 1, maxLength: 7 }),
  value: strange,
  how: fc.constantFrom('replace', 'remove', 'double'),
});

/** Every finding of ours has a known code, parameters of its shape and words. */
const expectWorded = (findings: readonly unknown[]): void => {
  for (const one of findings) {
    const parsed = finding.parse(one);
    if (!parsed.code.startsWith('metric.')) {
      const schema = modelFindings[parsed.code as keyof typeof modelFindings];
      expect(schema, parsed.code).toBeDefined();
      schema.parse(parsed.params);
    }
    expect(describeFinding(parsed)).not.toMatch(/undefined|null|发现问题/);
  }
};

describe('documents nobody checked', () => {
  it('of any shape are refused with findings, never with a crash', () => {
    fc.assert(
      fc.property(strange, (document) => {
        const { model, findings } = checkModel(document);
        expect(model).toBeNull();
        expect(findings.length).toBeGreaterThan(0);
        expectWorded(findings);
        for (const weights of [ahpWeights, entropyWeights, criticWeights]) {
          const outcome = weights(document);
          expect(outcome.result).toBeNull();
          expectWorded(outcome.findings);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('with one field damaged are refused, or scored', () => {
    fc.assert(
      fc.property(anyCase, damage, ({ model, data }, { picks, value, how }) => {
        const document = damaged(model, picks, value, how);
        const checked = checkModel(document);
        expectWorded(checked.findings);
        if (checked.model === null) {
          expect(checked.findings.some((one) => one.severity === 'error')).toBe(true);
          expect(() => scoreModel(document as ModelDocument, data)).toThrow(AppError);
        } else {
          expect(resultJson(scoreModel(checked.model, data))).not.toContain('NaN');
        }
      }),
      { numRuns: 400 },
    );
  });

  it('with data damaged are refused as a whole, invalid in part, or scored', () => {
    fc.assert(
      fc.property(anyCase, damage, ({ model, data }, { picks, value, how }) => {
        const document = damaged(data, picks, value, how);
        const checked = checkData(model, document);
        expectWorded(checked.findings);
        if (checked.data === null) {
          expect(() => scoreModel(model, document as ModelData)).toThrow(AppError);
          return;
        }
        const result = scoreModel(model, checked.data);
        const invalid = result.subjects
          .filter((subject) => subject.status === 'invalid')
          .map(({ code }) => code);
        const named = checked.findings.filter((one) => one.severity === 'error').map((one) => one.subject);
        expect(new Set(named)).toEqual(new Set(invalid));
      }),
      { numRuns: 400 },
    );
  });
});
