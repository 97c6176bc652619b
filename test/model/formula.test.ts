import { describe, expect, it } from 'vitest';
import { exactFromNumber } from '#shared/domain/exact.ts';
import { evaluateFormula } from '#shared/model/formula/evaluate.ts';
import { parseFormula } from '#shared/model/formula/parse.ts';

/** a = 2, b = 3, c = 0.5, zero = 0, P = 10. */
const items = new Map([
  ['a', exactFromNumber(2)],
  ['b', exactFromNumber(3)],
  ['c', exactFromNumber(0.5)],
  ['zero', exactFromNumber(0)],
  ['_x9', exactFromNumber(9)],
  ['andy', exactFromNumber(4)],
]);

const value = (text: string): string => {
  const { formula, faults } = parseFormula(text);
  if (formula === null) return `fault ${faults.map((fault) => fault.fault).join()}`;
  const result = evaluateFormula(formula.expression, items, exactFromNumber(10));
  return 'error' in result ? `error ${result.error}` : result.value.toFraction();
};

describe('formula values', () => {
  it.each([
    ['1 + 2 * 3', '7'],
    ['(1 + 2) * 3', '9'],
    ['7 - 2 - 1', '4'],
    ['8 / 4 / 2', '1'],
    ['1 / 3 + 1 / 6', '1/2'],
    ['-a * b', '-6'],
    ['a - -b', '5'],
    ['- - -a', '-2'],
    ['2--1', '3'],
    ['P / 4', '5/2'],
    ['0.1 + 0.2', '3/10'],
    ['_x9 + andy', '13'],
    ['min(b, a, 5)', '2'],
    ['max(a)', '2'],
    ['abs(a - b)', '1'],
    ['round(2.345, 2)', '47/20'],
    ['round(-2.5, 0)', '-3'],
    ['round(1250, -2)', '1300'],
    ['round(1/3, 15)', '333333333333333/1000000000000000'],
    ['if(a < b, 1, 2)', '1'],
    ['if(a >= b, 1, 2)', '2'],
    ['if(a == 2, 1, 0)', '1'],
    ['if(a != 2, 1, 0)', '0'],
    ['if(a*c==1,1,0)', '1'],
    ['if (a\n<=\tb, 1, 0)', '1'],
  ])('%s = %s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });
});

describe('how operators bind', () => {
  it.each([
    // not is looser than a comparison: not (a > b)
    ['if(not a > b, 1, 0)', '1'],
    // … and tighter than and: (not (a > b)) and (c > 1) is false; not ((a > b) and (c > 1)) would be true
    ['if(not a > b and c > 1, 1, 0)', '0'],
    // and is tighter than or: 1 = 1 or (… and …)
    ['if(1 == 1 or 1 == 2 and 1 == 2, 1, 0)', '1'],
    ['if((1 == 1 or 1 == 2) and 1 == 2, 1, 0)', '0'],
    ['if(not not a < b, 1, 0)', '1'],
    // comparisons look at whole sums
    ['if(1 + 1 == a * 1, 1, 0)', '1'],
  ])('%s = %s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });
});

describe('what is looked at', () => {
  it.each([
    ['if(zero == 0, 1, 1 / zero)', '1'],
    ['if(zero != 0, 1 / zero, 7)', '7'],
    ['if(zero != 0 and 1 / zero > 1, 1, 2)', '2'],
    ['if(zero == 0 or 1 / zero > 1, 1, 2)', '1'],
  ])('%s = %s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it('names every item, also in a branch never taken', () => {
    expect(parseFormula('if(1 == 1, a, b) + P + a').formula?.items).toEqual(['a', 'b']);
  });
});

describe('errors', () => {
  it.each([
    ['1 / zero', 'error divisionByZero'],
    ['a > b', 'error truthForNumber'],
    ['1 + (a > b)', 'error truthForNumber'],
    ['(a < b) == (b < a)', 'error truthForNumber'],
    ['min(a, a < b)', 'error truthForNumber'],
    ['-(a < b)', 'error truthForNumber'],
    ['if(a, 1, 2)', 'error numberForTruth'],
    ['if(not a, 1, 2)', 'error numberForTruth'],
    ['if(a < b and 1, 1, 2)', 'error numberForTruth'],
    ['round(a, c)', 'error roundDigits'],
    ['round(a, 16)', 'error roundDigits'],
    ['round(a, -16)', 'error roundDigits'],
    ['', 'fault syntax'],
    ['a b', 'fault syntax'],
    ['2x', 'fault syntax'],
    ['1e5', 'fault syntax'],
    ['.5', 'fault syntax'],
    ['a ^ 2', 'fault syntax'],
    ['a and', 'fault syntax'],
    ['min', 'fault syntax'],
    ['数量 + 1', 'fault syntax'],
    ['a.b', 'fault syntax'],
    ['constructor(1)', 'fault unknownFunction'],
    ['P(1)', 'fault unknownFunction'],
    ['min()', 'fault argumentCount'],
    ['if(a < b, 1)', 'fault argumentCount'],
    ['abs(1, 2) + pow(2, 3)', 'fault argumentCount,unknownFunction'],
  ])('%s → %s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it('says where the text stops fitting', () => {
    expect(parseFormula('a + * b').faults).toEqual([{ fault: 'syntax', position: 5 }]);
  });

  it('gives up numbers that grow without end', () => {
    // (10^300)^31 has some 30,900 bits; 16,384 are allowed
    const wide = new Map([['w', exactFromNumber(1e300)]]);
    const { formula } = parseFormula(`w${'*w'.repeat(30)}`);
    expect(formula && evaluateFormula(formula.expression, wide, exactFromNumber(1))).toEqual({
      error: 'tooLarge',
    });
  });
});
