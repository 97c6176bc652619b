import { describe, expect, it } from 'vitest';
import {
  compareDecimalTexts,
  decimalDifference,
  meanOfSum,
  percentText,
  sumOfDecimals,
  withoutTrailingZeros,
} from '#shared/domain/decimal-text.ts';

describe('decimal texts', () => {
  it('compare as numbers, whatever their length', () => {
    expect(['10.00', '9.5', '-1', '9.50', '0.000'].toSorted(compareDecimalTexts)).toEqual([
      ...['-1', '0.000', '9.5', '9.50', '10.00'],
    ]);
  });

  it('are subtracted exactly', () => {
    // In binary, 0.3 − 0.1 is 0.19999999999999998.
    expect(decimalDifference('0.1', '0.3')).toBe('0.2');
    expect(decimalDifference('88', '87.50')).toBe('-0.50');
    expect(decimalDifference('87.45', '87.45')).toBe('0.00');
    // Beyond what a binary number holds.
    expect(decimalDifference('9007199254740992.01', '9007199254740993.02')).toBe('1.01');
  });

  it('have a sum and a mean, rounded once', () => {
    expect(sumOfDecimals(['2.00', '2.01', '2.015', '-1'])).toBe('5.025');
    expect(sumOfDecimals([])).toBe('0');
    // 6.02 / 3 = 2.00666…
    expect(meanOfSum('6.02', 3, 2)).toBe('2.01');
    // 1.99 / 2 = 0.995, half up
    expect(meanOfSum('1.99', 2, 2)).toBe('1.00');
    expect(meanOfSum('0', 0, 2)).toBeNull();
  });

  it('are shown as percent with two decimals', () => {
    expect(percentText('0.8333333333')).toBe('83.33');
    // 0.666665 → 66.6665 % → half up
    expect(percentText('0.6666650000')).toBe('66.67');
    expect(percentText('1.0000000000')).toBe('100.00');
    expect(percentText('0')).toBe('0.00');
    expect(percentText('0.9449999999', 0)).toBe('94');
  });

  it('lose the zeros that say nothing, but not the published ones', () => {
    expect(withoutTrailingZeros('1.5000000000', 2)).toBe('1.50');
    expect(withoutTrailingZeros('0.3330000000', 2)).toBe('0.333');
    expect(withoutTrailingZeros('100.0000000000')).toBe('100');
    expect(withoutTrailingZeros('120')).toBe('120');
  });

  it('are nothing else', () => {
    expect(() => decimalDifference('1e3', '2')).toThrow(RangeError);
    expect(() => percentText('')).toThrow(RangeError);
  });
});
