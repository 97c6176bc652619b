import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileModel } from '#shared/model/compiled-model.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import type { SubjectResult } from '#shared/model/result.ts';
import { runModel, scoreModel } from '#shared/model/score-model.ts';
import { FloatingModel } from '#shared/model/sensitivity/floating-model.ts';
import { anyCase } from '#test/support/model-arbitraries.ts';

/** A decimal text as a whole number of its smallest unit at `decimals`. */
const units = (text: string | null, decimals: number): bigint => {
  const [whole = '0', fraction = ''] = (text ?? '0').split('.');
  return BigInt(whole) * 10n ** BigInt(decimals) + BigInt(fraction.padEnd(decimals, '0') || '0');
};

const leafCodes = (model: ModelDocument) =>
  new Set(model.nodes.filter((node) => node.scoring !== undefined).map((node) => node.code));

const complete = (subjects: readonly SubjectResult[]) =>
  subjects.filter((subject) => subject.status === 'complete');

describe('any result', () => {
  it('stays within its bounds', () => {
    fc.assert(
      fc.property(anyCase, ({ model, data }) => {
        for (const subject of scoreModel(model, data).subjects) {
          for (const { rate, earned, status } of subject.nodes) {
            expect(rate === null).toBe(status === 'excluded');
            expect(units(rate, 10) >= 0n && units(rate, 10) <= 10n ** 10n).toBe(true);
            expect(units(earned, 10) <= units('100', 10)).toBe(true);
          }
          expect(units(subject.score, 4) >= 0n && units(subject.score, 4) <= units('105', 4)).toBe(true);
          expect(units(subject.bonus, 10) <= units('5', 10)).toBe(true);
          expect(units(subject.penalty, 10) <= units('8', 10)).toBe(true);
          if (subject.status === 'invalid') expect(subject.nodes).toEqual([]);
          else expect(subject.nodes).toHaveLength(model.nodes.length);
          if (subject.status === 'complete')
            expect(subject.missing.some((value) => value.blocking)).toBe(false);
          else
            expect([subject.base, subject.score, subject.grade, subject.rank]).toEqual([
              null,
              null,
              null,
              null,
            ]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('has a column that adds up when leaves are rounded', () => {
    fc.assert(
      fc.property(anyCase, ({ model, data }) => {
        fc.pre(model.roundAt === 'leaf');
        const leaves = leafCodes(model);
        const roots = new Set(model.nodes.filter((node) => node.parent === null).map((node) => node.code));
        for (const subject of complete(scoreModel(model, data).subjects)) {
          const sum = (codes: ReadonlySet<string>) =>
            subject.nodes
              .filter((node) => codes.has(node.code))
              .reduce((total, node) => total + units(node.published, 10), 0n);
          expect(sum(leaves)).toBe(units(subject.base, 10));
          expect(sum(roots)).toBe(units(subject.base, 10));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('keeps grades within the quotas and ranks in the order of the key', () => {
    fc.assert(
      fc.property(anyCase, ({ model, data }) => {
        const subjects = complete(scoreModel(model, data).subjects);
        const groupOf = new Map(data.subjects.map((subject) => [subject.code, subject.group ?? null]));
        for (const group of new Set(groupOf.values())) {
          const members = subjects.filter((subject) => groupOf.get(subject.code) === group);
          for (const grade of model.grades) {
            const holders = members.filter((subject) => subject.grade === grade.code);
            expect(holders.length).toBeLessThanOrEqual(
              Math.floor((grade.maxShare ?? 1) * members.length + 1e-9),
            );
          }
          const groupRanks = members.map((subject) => subject.groupRank ?? 0);
          expect(groupRanks).toEqual(groupRanks.toSorted((a, b) => a - b));
          if (members.length > 0) expect(groupRanks[0]).toBe(1);
        }
        subjects.forEach((subject, index) => {
          const rank = subject.rank ?? 0;
          const before = subjects.filter((other) => (other.rank ?? 0) < rank);
          const distinct = new Set(before.map((other) => other.rank)).size;
          expect(rank).toBe(model.ties === 'dense' ? distinct + 1 : before.length + 1);
          expect(rank).toBeLessThanOrEqual(index + 1);
        });
      }),
      { numRuns: 150 },
    );
  });

  it('is the same ranking and grading in floating point while no weight is shaken', () => {
    fc.assert(
      fc.property(anyCase, ({ model, data }) => {
        const compiled = compileModel(model);
        const run = runModel(compiled, data);
        const floating = new FloatingModel(compiled, run);
        floating.score(floating.weights, -1);
        expect([...floating.ranks()]).toEqual(floating.subjects.map((subject) => run.ranks.get(subject)));
        expect([...floating.grades()]).toEqual(floating.subjects.map((subject) => run.grades.get(subject)));
      }),
      { numRuns: 150 },
    );
  });
});
