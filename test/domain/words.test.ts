import { describe, expect, it } from 'vitest';
import { checkCitizenId } from '#shared/domain/citizen-id.ts';
import { checkMetric } from '#shared/domain/metrics.ts';
import { parseWan } from '#shared/domain/money.ts';
import { checkPeriod } from '#shared/domain/periods.ts';
import { checkRegionCode } from '#shared/domain/region-code.ts';
import { checkUscc } from '#shared/domain/uscc.ts';
import { domainFindings } from '#shared/errors/codes/domain.ts';
import type { FindingParams } from '#shared/errors/finding.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';

interface Reason {
  code: string;
  params: FindingParams;
}

const reasonOf = (check: { valid: true } | { valid: false; reason: Reason }): Reason[] =>
  check.valid ? [] : [check.reason];

/** One real case for every reason that the checks of this folder can give. */
const reasons: Reason[] = [
  ...['9135', '91350100M000100Y4Z', '9135010AM000100Y43', '91350100M000100Y4Y'].flatMap((text) =>
    reasonOf(checkUscc(text)),
  ),
  ...['110105', '110105491231002', '1101051949123X002X', '371003199002290019', '110105194912310021'].flatMap(
    (text) => reasonOf(checkCitizenId(text)),
  ),
  ...['371003', '37100310O000', '370003000000'].flatMap((text) => reasonOf(checkRegionCode(text))),
  ...['十二', '-3', '0.0000001', '1e99'].flatMap((text) => reasonOf(parseWan(text))),
  ...reasonOf(checkPeriod('2026-02-30', '2026-03-01')),
  ...reasonOf(checkPeriod('2026-03-02', '2026-03-01')),
  ...[
    {},
    { source: 'ledger', op: 'count' },
    { source: 'records', op: 'count', where: [{ field: 'title', eq: 'x' }] },
    { source: 'records', op: 'count', where: [{ field: 'domain', eq: 'x' }] },
    { source: 'records', op: 'count', where: [{ field: 'domain', from: 'x' }] },
    { source: 'records', op: 'sum', of: 'domain' },
  ].flatMap((metric) => checkMetric(metric)),
  { code: 'uscc.organisationCheckDigit', params: { expected: '0', found: '5' } },
  {
    code: 'regionCode.unknown',
    params: { from: 7, to: 9, digits: '999', parent: '山东省威海市文登区', year: 2023 },
  },
  { code: 'publicity.noRule', params: { date: '2020-01-01' } },
];

describe('words for findings about identifiers, amounts and metrics', () => {
  it('have a case for every code', () => {
    expect(new Set(reasons.map(({ code }) => code))).toEqual(new Set(Object.keys(domainFindings)));
  });

  it.each(reasons)('$code has parameters as declared and a Chinese sentence', ({ code, params }) => {
    const schema = domainFindings[code as keyof typeof domainFindings];
    expect(schema.safeParse(params).success).toBe(true);
    const sentence = describeFinding({ code, params });
    expect(sentence).toMatch(/^.*\p{Script=Han}.*。$/u);
    expect(sentence).not.toContain('undefined');
    expect(sentence).not.toContain(code);
  });
});
