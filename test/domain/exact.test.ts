import { describe, expect, it } from 'vitest';
import { isDecimalNumber, significantDigits } from '#shared/domain/decimal-number.ts';
import {
  clamp01,
  exactFromNumber,
  exactFromText,
  formatFixed,
  formatShort,
  geometricMean,
  type Quotient,
  roundExact,
} from '#shared/domain/exact.ts';

const q = (n: number, d: number): Quotient => ({ n: BigInt(n), d: BigInt(d) });

describe('numbers in documents', () => {
  it.each([
    ['0', 0],
    ['1200', 2],
    ['0.0125', 3],
    ['-12.50', 3],
    ['1e-7', 1],
    ['1.25e+21', 3],
    ['0.30000000000000004', 17],
  ])('%s carries %d significant digits', (text, digits) => {
    expect(significantDigits(text)).toBe(digits);
  });

  it.each([
    [0.1, '1/10'],
    [-0.05, '-1/20'],
    [1e-7, '1/10000000'],
    [1e21, '1000000000000000000000'],
    [999_999_999_999_999, '999999999999999'],
    [0.123456789012345, '24691357802469/200000000000000'],
  ])('%d means exactly its decimal text', (number, fraction) => {
    expect(exactFromNumber(number).toFraction()).toBe(fraction);
  });

  it.each([0.1 + 0.2, 1 / 3, 1234567890123456, Number.NaN, Number.POSITIVE_INFINITY])(
    '%d is refused',
    (number) => {
      expect(isDecimalNumber(number)).toBe(false);
      expect(() => exactFromNumber(number)).toThrow(RangeError);
    },
  );

  it.each(['', '1.', '.5', '1/3', 'abc', '1e999999999'])('the text %j is no decimal', (text) => {
    expect(exactFromText(text)).toBeNull();
  });
});

describe('rounding', () => {
  it.each([
    // half-up goes away from zero, half-even to the even neighbour: 2.5, 3.5, −2.5, 2.345, 5.625
    [q(5, 2), 0, '3', '2'],
    [q(7, 2), 0, '4', '4'],
    [q(-5, 2), 0, '-3', '-2'],
    [q(2345, 1000), 2, '2.35', '2.34'],
    [q(5625, 1000), 2, '5.63', '5.62'],
    [q(2344999, 1_000_000), 2, '2.34', '2.34'],
    [q(-1, 1000), 2, '0.00', '0.00'],
    [q(1, 3), 10, '0.3333333333', '0.3333333333'],
    [q(2, 3), 4, '0.6667', '0.6667'],
  ])('%o to %d decimals', (value, decimals, up, even) => {
    expect(formatFixed(value, decimals)).toBe(up);
    expect(formatFixed(value, decimals, 'half-even')).toBe(even);
  });

  it('rounds to tens and hundreds with negative decimals', () => {
    expect(roundExact(exactFromNumber(1250), -2, 'half-up').toFraction()).toBe('1300');
    expect(roundExact(exactFromNumber(1250), -2, 'half-even').toFraction()).toBe('1200');
  });

  it('shortens for reading', () => {
    expect(formatShort(q(12, 1))).toBe('12');
    expect(formatShort(q(1200, 1))).toBe('1200');
    expect(formatShort(q(23, 2))).toBe('11.5');
    expect(formatShort(q(1, 3), 4)).toBe('0.3333');
  });

  it('clamps to [0, 1]', () => {
    expect(clamp01(exactFromNumber(-0.1)).toFraction()).toBe('0');
    expect(clamp01(exactFromNumber(0.75)).toFraction()).toBe('3/4');
    expect(clamp01(exactFromNumber(1.1)).toFraction()).toBe('1');
  });
});

describe('the geometric mean', () => {
  it('of 1, 2, 3 is the cube root of 6', () => {
    // 6^(1/3) = 1.817120592832139658891211756327 2…, to 30 decimals (OEIS A005486)
    const thirds = [1, 2, 3].map((value) => ({ value: q(value, 1), share: q(1, 3) }));
    expect(geometricMean(thirds).toString(40)).toBe('1.817120592832139658891211756327');
  });

  it('of 1, 2, 3 with weights 1, 1, 2 is the fourth root of 18', () => {
    // 18^(1/4) = 2.0597671439071177 (1·2·3² = 18)
    const terms = [
      { value: q(1, 1), share: q(1, 4) },
      { value: q(2, 1), share: q(1, 4) },
      { value: q(3, 1), share: q(1, 2) },
    ];
    expect(geometricMean(terms).valueOf()).toBeCloseTo(18 ** 0.25, 14);
  });

  it('gives a terminating decimal where the true value is one', () => {
    // √(0.49) = 0.7 and 0.12345^(1/3)·0.12345^(2/3) = 0.12345
    expect(
      geometricMean([
        { value: q(49, 100), share: q(1, 2) },
        { value: q(1, 1), share: q(1, 2) },
      ]).toFraction(),
    ).toBe('7/10');
    const same = { value: q(12345, 100_000) };
    expect(
      geometricMean([
        { ...same, share: q(1, 3) },
        { ...same, share: q(2, 3) },
      ]).toFraction(),
    ).toBe('2469/20000');
  });

  it('takes 1/3 as a decimal of 30 places', () => {
    const third = geometricMean([{ value: q(1, 3), share: q(1, 1) }]);
    expect(third.mul(10n ** 30n).toFraction()).toBe('3'.repeat(30));
  });

  it('is 0 as soon as one value is', () => {
    expect(
      geometricMean([
        { value: q(0, 1), share: q(1, 9) },
        { value: q(1, 1), share: q(8, 9) },
      ]).toFraction(),
    ).toBe('0');
  });
});
