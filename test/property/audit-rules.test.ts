import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditRelations } from '#shared/model/audit-rules/definition.ts';
import { judgeRule, operandOf } from '#shared/model/audit-rules/judge-rule.ts';
import { readAuditRules } from '#shared/model/audit-rules/read-rules.ts';
import { leaf, modelOf } from '#test/support/small-models.ts';

const model = modelOf([leaf('L', { method: 'ratio', numerator: 'n', denominator: 'd' })]);
const readied = (rule: Record<string, unknown>) =>
  readAuditRules({
    ...model,
    auditRules: [
      {
        code: 'R',
        name: 'R',
        severity: 'error',
        scope: 'row',
        values: { a: { leaf: 'L', item: 'n' }, b: { leaf: 'L', item: 'd' } },
        left: 'a',
        right: 'b',
        ...rule,
      },
    ],
  }).rules[0];

/** Hundredths, so that the oracle may compare whole numbers. */
const hundredths = fc.integer({ min: -100_000, max: 100_000 });
const decimal = (value: number): number => Number((value / 100).toFixed(2));

const judge = (rule: Record<string, unknown>, a: number, b: number) => {
  const ready = readied(rule);
  if (ready === undefined) throw new Error('not read');
  return judgeRule(ready, (operand) =>
    operandOf('leaf' in operand ? decimal(operand.item === 'n' ? a : b) : null),
  );
};

describe('audit rules agree with whole numbers', () => {
  it('each relation, with and without a tolerance', () => {
    const oracle = {
      '=': (a: number, b: number, t: number) => Math.abs(a - b) <= t,
      '≠': (a: number, b: number, t: number) => Math.abs(a - b) > t,
      '<': (a: number, b: number, t: number) => a < b + t,
      '≤': (a: number, b: number, t: number) => a <= b + t,
      '>': (a: number, b: number, t: number) => a > b - t,
      '≥': (a: number, b: number, t: number) => a >= b - t,
    };
    fc.assert(
      fc.property(
        fc.constantFrom(...auditRelations),
        hundredths,
        fc.oneof(hundredths, fc.constant(0)),
        fc.integer({ min: 0, max: 500 }),
        (relation, a, apart, t) => {
          const b = a + apart;
          const outcome = judge({ relation, tolerance: { absolute: decimal(t) } }, a, b);
          expect(outcome.kind === 'holds').toBe(oracle[relation](a, b, t));
        },
      ),
    );
  });

  it('a relation and its opposite never agree, and the difference is the same from either side', () => {
    const opposite = { '=': '≠', '≠': '=', '<': '≥', '≤': '>', '>': '≤', '≥': '<' } as const;
    fc.assert(
      fc.property(fc.constantFrom(...auditRelations), hundredths, hundredths, (relation, a, b) => {
        const one = judge({ relation }, a, b);
        const other = judge({ relation: opposite[relation] }, a, b);
        expect([one.kind, other.kind].sort()).toEqual(['broken', 'holds']);
        const broken = one.kind === 'broken' ? one : other;
        if (broken.kind === 'broken') expect(Number(broken.difference)).toBeCloseTo(Math.abs(a - b) / 100, 9);
      }),
    );
  });

  it('a wider tolerance never breaks what a narrower one passes, except for ≠', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('=', '<', '≤', '>', '≥'),
        hundredths,
        hundredths,
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 100 }),
        (relation, a, b, first, second) => {
          const [narrow, wide] = first <= second ? [first, second] : [second, first];
          if (judge({ relation, tolerance: { percent: narrow } }, a, b).kind === 'holds') {
            expect(judge({ relation, tolerance: { percent: wide } }, a, b).kind).toBe('holds');
          }
        },
      ),
    );
  });

  it('whatever is written in a rule, reading it never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (rule) => {
        expect(() => readAuditRules({ ...model, auditRules: [rule] })).not.toThrow();
      }),
    );
  });
});
