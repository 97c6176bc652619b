import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatWan, parseWan } from '#shared/domain/money.ts';

describe('amounts in 万元', () => {
  // 1 万元 = 10,000 元 = 1,000,000 分.
  it.each([
    ['1', 1_000_000],
    ['0', 0],
    ['0.00', 0],
    ['-0', 0],
    ['12.5', 12_500_000],
    ['0.000001', 1],
    ['1,234.56', 1_234_560_000],
    ['１２．５', 12_500_000],
    ['.5', 500_000],
    ['5.', 5_000_000],
    ['1.25E-1', 125_000],
    ['1.2300000000', 1_230_000],
    ['1e3', 1_000_000_000],
    // Three numbers that binary fractions get wrong: 0.07·100, 1.005, 8.2.
    ['0.07', 70_000],
    ['1.005', 1_005_000],
    ['8.2', 8_200_000],
    ['9007199254.740991', 9007199254740991],
  ])('%s is %d 分', (text, fen) => {
    expect(parseWan(text)).toEqual({ valid: true, fen });
  });

  it.each([
    ['', 'money.notANumber', {}],
    ['.', 'money.notANumber', {}],
    ['十二', 'money.notANumber', {}],
    ['12万元', 'money.notANumber', {}],
    ['12,34', 'money.notANumber', {}],
    ['1.2.3', 'money.notANumber', {}],
    ['Infinity', 'money.notANumber', {}],
    ['-3', 'money.negative', {}],
    ['0.0000001', 'money.tooPrecise', { decimals: 7 }],
    ['1.23456789', 'money.tooPrecise', { decimals: 8 }],
    ['1e-9', 'money.tooPrecise', { decimals: 9 }],
    ['9007199254.740992', 'money.tooLarge', {}],
    ['1e999', 'money.tooLarge', {}],
  ])('refuses %s as %s', (text, code, params) => {
    expect(parseWan(text)).toEqual({ valid: false, reason: { code, params } });
  });

  it.each([
    [0, '0.00'],
    [1, '0.000001'],
    [1_250_000, '1.25'],
    [1_200_000, '1.20'],
    [1_234_560_000, '1234.56'],
    [-1_500_000, '-1.50'],
  ])('%d 分 is written %s', (fen, text) => {
    expect(formatWan(fen)).toBe(text);
  });

  it('returns every amount unchanged', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (fen) => {
        expect(parseWan(formatWan(fen))).toEqual({ valid: true, fen });
      }),
    );
  });

  it('refuses to format what is not a whole number of 分', () => {
    expect(() => formatWan(0.5)).toThrow(RangeError);
  });
});
