/** Audit rules over values given by hand; every expected outcome is worked out in its comment. */
import { describe, expect, it } from 'vitest';
import { judgeRule, type OperandValue, operandOf } from '#shared/model/audit-rules/judge-rule.ts';
import { type ReadyRule, readAuditRules } from '#shared/model/audit-rules/read-rules.ts';
import { checkModel } from '#shared/model/check-model.ts';
import { type ModelDocument, modelDocument } from '#shared/model/definition.ts';
import { modelDigest } from '#shared/model/digest.ts';
import { scoreModel } from '#shared/model/score-model.ts';
import { describeAuditRule } from '#shared/words/zh-CN/audit-rules.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';

/** Two leaves: L1 with counts n and d, L2 with the number x weighed by two roles. */
const modelWith = (...auditRules: unknown[]): ModelDocument =>
  modelDocument.parse({
    format: 'zhengxin-model/1',
    code: 'M',
    name: '小模型',
    version: '1.0.0',
    subjectKinds: [],
    fullScore: 100,
    nodes: [
      {
        code: 'L1',
        name: '办结率',
        parent: null,
        weight: 1,
        scoring: { method: 'ratio', numerator: 'n', denominator: 'd' },
      },
      {
        code: 'L2',
        name: '评分',
        parent: null,
        weight: 1,
        scoring: { method: 'linear', value: 'x', worst: 0, best: 10 },
        scorers: [
          { role: 'assessor', weight: 1 },
          { role: 'thirdParty', weight: 1 },
        ],
      },
    ],
    vetoes: [{ code: 'V', name: '否决' }],
    grades: [{ code: 'all', name: '全部', min: 0 }],
    auditRules,
  });

const values = { n: { leaf: 'L1', item: 'n' }, d: { leaf: 'L1', item: 'd' } };
const rule = (more: Record<string, unknown>) => ({
  code: 'R1',
  name: '规则',
  severity: 'error',
  scope: 'row',
  values,
  left: 'n',
  relation: '≤',
  right: 'd',
  ...more,
});
const ready = (more: Record<string, unknown> = {}): ReadyRule => {
  const { rules, findings } = readAuditRules(modelWith(rule(more)));
  expect(findings).toEqual([]);
  return rules[0] as ReadyRule;
};
/** What the rule says of values given by item. */
const judge = (
  more: Record<string, unknown>,
  given: Record<string, number | string | boolean | null | 'n/a'>,
) =>
  judgeRule(ready(more), (operand): OperandValue => {
    const value = 'leaf' in operand ? (given[operand.item] ?? null) : null;
    return value === 'n/a' ? 'notApplicable' : operandOf(value);
  });

describe('a rule', () => {
  it('compares exactly: a tenth and two tenths are three tenths', () => {
    expect(judge({ left: 'n + d', relation: '=', right: '0.3' }, { n: 0.1, d: 0.2 }).kind).toBe('holds');
  });

  it.each([
    // relation, left, right, holds without a tolerance, holds with ± 2
    ['=', 12, 10, false, true],
    ['≠', 12, 10, true, false],
    ['<', 10, 10, false, true],
    ['≤', 12, 10, false, true],
    ['>', 10, 12, false, false], // 10 > 12 − 2 = 10 does not hold
    ['≥', 10, 12, false, true],
  ] as const)('%s of %d and %d', (relation, n, d, plain, tolerant) => {
    expect(judge({ relation }, { n, d }).kind === 'holds').toBe(plain);
    expect(judge({ relation, tolerance: { absolute: 2 } }, { n, d }).kind === 'holds').toBe(tolerant);
  });

  it('takes a tolerance in per cent from the right side, whatever its sign', () => {
    // 10 % of 200 is 20: 220 holds, 220.5 does not; of −200 as well.
    const within = { relation: '=', tolerance: { percent: 10 } };
    expect(judge(within, { n: 220, d: 200 }).kind).toBe('holds');
    expect(judge(within, { n: 220.5, d: 200 }).kind).toBe('broken');
    expect(judge(within, { n: -181, d: -200 }).kind).toBe('holds');
  });

  it('says by how much it is broken', () => {
    const outcome = judge({}, { n: 15, d: 12 });
    if (outcome.kind !== 'broken') throw new Error(outcome.kind);
    expect([outcome.left, outcome.right, outcome.difference].map(String)).toEqual(['15', '12', '3']);
  });

  it('is skipped where its condition is not met, a value is missing or a leaf does not apply', () => {
    expect(judge({ when: 'd > 20' }, { n: 15, d: 12 }).kind).toBe('skipped');
    expect(judge({ when: 'd > 10' }, { n: 15, d: 12 }).kind).toBe('broken');
    expect(judge({}, { n: 15 }).kind).toBe('skipped');
    expect(judge({ missing: 'finding' }, { n: 'n/a', d: 12 }).kind).toBe('skipped');
    expect(judge({ missing: 'finding', when: 'd > 10' }, { n: 15 }).kind).toBe('skipped');
  });

  it('names the value that it lacks where that is a finding', () => {
    expect(judge({ missing: 'finding' }, { n: 15 })).toEqual({ kind: 'missing', names: ['d'] });
  });

  it('says that it cannot be computed, and never divides by zero behind a condition', () => {
    expect(judge({ left: 'n / d', right: '1' }, { n: 1, d: 0 })).toEqual({
      kind: 'notComputable',
      error: 'divisionByZero',
    });
    expect(judge({ when: 'd != 0', left: 'n / d', right: '1' }, { n: 1, d: 0 }).kind).toBe('skipped');
  });

  it('reads a flag as 1 or 0 and a level as its number', () => {
    expect(judge({ relation: '=' }, { n: true, d: 1 }).kind).toBe('holds');
    expect(judge({ relation: '=' }, { n: '3', d: 3 }).kind).toBe('holds');
    expect(judge({ relation: '=' }, { n: '优', d: 3 }).kind).toBe('skipped');
  });

  it('says in words what it asks for', () => {
    const labels: Record<string, string> = { n: '按期办结', d: '应办结' };
    const say = (more: Record<string, unknown>) =>
      describeAuditRule(ready(more), (name) => labels[name] ?? name);
    expect(say({})).toBe('按期办结 不应大于 应办结');
    expect(
      say({ when: 'd > 0 and not (n == 0)', left: '(n + 1) * 2', relation: '=', tolerance: { percent: 5 } }),
    ).toBe('应办结 > 0，且不是（按期办结 = 0）时，（按期办结 + 1） × 2 应等于 应办结（允许相差 5%）');
  });
});

describe('a rule that cannot be read', () => {
  const adviceOf = (input: unknown): string[] => {
    const { model, findings } = checkModel(modelWith(input));
    expect(model).not.toBeNull();
    expect(findings.every(({ severity }) => severity === 'warning')).toBe(true);
    expect(readAuditRules(modelWith(input)).rules).toEqual([]);
    return findings.filter(({ code }) => code.startsWith('model.auditRule.')).map(describeFinding);
  };
  it.each([
    [
      'of an unknown shape',
      { expr: 'a = b', id: 7 },
      '审核公式“1”读不懂，不会参加审核（不影响计分）：写法不完整',
    ],
    ['that is a text', 'A1 = B1', '审核公式“1”读不懂'],
    ['with a formula that does not parse', rule({ left: 'n +' }), '公式写法不对（第 4 个字符处）'],
    ['with points', rule({ left: 'P' }), '不能使用分值 P'],
    ['with an unknown name', rule({ left: 'm' }), '“m”没有在取值（values）中写明'],
    [
      'over an unknown item',
      rule({ values: { ...values, n: { leaf: 'L1', item: 'zz' } } }),
      '模型里没有“L1 zz”',
    ],
    ['over an unknown decision', rule({ values: { ...values, v: { decision: 'W' } } }), '模型里没有“W”'],
    [
      'over a leaf of several roles without saying which',
      rule({ values: { ...values, n: { leaf: 'L2', item: 'x' } } }),
      '请写明取哪个角色',
    ],
    [
      'with a metric over an unknown source',
      rule({ values: { ...values, n: { metric: { source: 'sky', op: 'count' } } } }),
      '“n”的取数规则不成立',
    ],
    ['shown nowhere', rule({ values: { n: { decision: 'V' } }, right: '0' }), '没有写明结果显示在哪个指标'],
    ['shown at an inner place that does not exist', rule({ at: { leaf: 'L9' } }), '模型里没有“L9”'],
  ])('%s is advice, and the model scores', (_case, input, words) => {
    expect(adviceOf(input).join('\n')).toContain(words);
  });

  it('twice the same code: the first counts', () => {
    const { rules, findings } = readAuditRules(modelWith(rule({}), rule({ left: 'd' })));
    expect([rules.length, rules[0]?.rule.left]).toEqual([1, 'n']);
    expect(findings.map(({ code }) => code)).toEqual(['model.auditRule.twice']);
  });
});

describe('audit rules and scoring', () => {
  it('belong to the digest, and change no score', () => {
    const data = {
      format: 'zhengxin-data/1' as const,
      subjects: [{ code: 'a', name: '甲', values: { L1: { n: 15, d: 12 }, L2: { by: {} } } }],
    };
    const [without, withRules] = [modelWith(), modelWith(rule({}))];
    expect(modelDigest(without)).not.toBe(modelDigest(withRules));
    expect(scoreModel(withRules, data).subjects).toEqual(scoreModel(without, data).subjects);
  });
});
