/**
 * Exact numbers for scoring (model-spec, introduction): rational numbers on BigInt, rounded only on request, and the
 * one inexact operation there is, the weighted geometric mean.
 *
 * `Exact` is a reduced fraction of fraction.js. `Quotient` is the same without reducing: a sum of many fractions
 * reduced after every term costs a hundred times the sum itself, so sums stay quotients until they are shown.
 */
import { Decimal } from 'decimal.js';
import Fraction from 'fraction.js';
import { isDecimalNumber } from './decimal-number.ts';

export type Exact = Fraction;

/** numerator / denominator, denominator > 0, not necessarily reduced. A `Fraction` is read by `quotient`. */
export type Quotient = { readonly n: bigint; readonly d: bigint };

export type Rounding = 'half-up' | 'half-even';

export const zero: Exact = new Fraction(0);
export const one: Exact = new Fraction(1);

/** Beyond what any JSON number can mean; keeps a hostile `1e999999999` from being expanded. */
const largestExponent = 2000;

const decimalPattern = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

const smallPowersOfTen = Array.from({ length: 33 }, (_, exponent) => 10n ** BigInt(exponent));

/** 10 to a whole power ≥ 0. */
export const powerOfTen = (exponent: number): bigint => smallPowersOfTen[exponent] ?? 10n ** BigInt(exponent);

/** The rational a decimal text such as `-12.50` or `1e-7` means; null when the text is no decimal (or a monstrous one). */
export const exactFromText = (text: string): Exact | null => {
  const parts = decimalPattern.exec(text);
  if (parts === null) return null;
  const [, sign, whole = '', decimals = '', exponentText = '0'] = parts;
  const digits = BigInt(`${whole}${decimals}`);
  const exponent = Number(exponentText) - decimals.length;
  if (Math.abs(exponent) > largestExponent) return null;
  const n = sign === '-' ? -digits : digits;
  return exponent >= 0 ? new Fraction(n * powerOfTen(exponent), 1n) : new Fraction(n, powerOfTen(-exponent));
};

/**
 * The rational a JSON number means: exactly its shortest decimal text.
 * @throws RangeError when the number is not finite or carries more than 15 significant digits.
 */
export const exactFromNumber = (value: number): Exact => {
  if (Number.isSafeInteger(value) && Math.abs(value) < 1e15) return new Fraction(BigInt(value), 1n);
  const exact = isDecimalNumber(value) ? exactFromText(String(value)) : null;
  if (exact === null) throw new RangeError('not a decimal of at most 15 significant digits');
  return exact;
};

export const quotient = (value: Exact): Quotient => ({ n: value.s * value.n, d: value.d });

/** The reduced fraction of a quotient. */
export const reduced = (value: Quotient): Exact => new Fraction(value.n, value.d);

export const addQuotients = (a: Quotient, b: Quotient): Quotient =>
  a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d };

export const multiplyQuotients = (a: Quotient, b: Quotient): Quotient => ({ n: a.n * b.n, d: a.d * b.d });

/** a / b for b ≠ 0. */
export const divideQuotients = (a: Quotient, b: Quotient): Quotient =>
  b.n < 0n ? { n: -a.n * b.d, d: a.d * -b.n } : { n: a.n * b.d, d: a.d * b.n };

export const zeroQuotient: Quotient = { n: 0n, d: 1n };

/** Negative, zero or positive as a < b, a = b, a > b. */
export const compareExact = (a: Exact, b: Exact): number => a.compare(b);

export const minExact = (a: Exact, b: Exact): Exact => (a.compare(b) <= 0 ? a : b);
export const maxExact = (a: Exact, b: Exact): Exact => (a.compare(b) >= 0 ? a : b);

/** min(1, max(0, x)). */
export const clamp01 = (value: Exact): Exact => {
  if (value.n === 0n || value.s < 0n) return zero;
  return value.n >= value.d ? one : value;
};

/**
 * Rounds to a whole multiple of 10^−decimals and returns that multiple.
 * @param decimals digits behind the point; negative rounds to tens, hundreds …
 * @param rounding at an exact half: `half-up` away from zero, `half-even` to the even neighbour.
 */
export const roundToUnits = (value: Quotient, decimals: number, rounding: Rounding): bigint => {
  const negative = value.n < 0n;
  const n = (negative ? -value.n : value.n) * (decimals > 0 ? powerOfTen(decimals) : 1n);
  const d = value.d * (decimals < 0 ? powerOfTen(-decimals) : 1n);
  const whole = n / d;
  const twiceRest = (n - whole * d) * 2n;
  const up = twiceRest > d || (twiceRest === d && (rounding === 'half-up' || whole % 2n === 1n));
  const units = up ? whole + 1n : whole;
  return negative ? -units : units;
};

/** The rational that `units` of 10^−decimals are. */
export const exactFromUnits = (units: bigint, decimals: number): Exact =>
  decimals >= 0 ? new Fraction(units, powerOfTen(decimals)) : new Fraction(units * powerOfTen(-decimals), 1n);

/** Rounds to `decimals` digits behind the point (−15 … 15 and beyond). */
export const roundExact = (value: Exact, decimals: number, rounding: Rounding): Exact =>
  exactFromUnits(roundToUnits(quotient(value), decimals, rounding), decimals);

/** `units` of 10^−decimals (decimals ≥ 0) as decimal text with exactly that many digits; no negative zero. */
export const formatUnits = (units: bigint, decimals: number): string => {
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(decimals + 1, '0');
  const split = digits.length - decimals;
  const text = decimals === 0 ? digits : `${digits.slice(0, split)}.${digits.slice(split)}`;
  return negative ? `-${text}` : text;
};

/** Decimal text with exactly `decimals` digits, rounded. */
export const formatFixed = (value: Quotient, decimals: number, rounding: Rounding = 'half-up'): string =>
  formatUnits(roundToUnits(value, decimals, rounding), decimals);

/** Decimal text for reading: at most `decimals` digits, half-up, without trailing zeros. */
export const formatShort = (value: Quotient, decimals = 10): string => {
  const text = formatFixed(value, decimals);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
};

/** Digits carried through real powers; model-spec asks for 40 at least. */
const powerDigits = 64;
/** Decimals a geometric mean is rounded to, half-up. */
export const geometricDecimals = 30;

const Real = Decimal.clone({
  precision: powerDigits,
  rounding: Decimal.ROUND_HALF_UP,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});

const realOf = (value: Quotient): Decimal => new Real(value.n.toString()).div(new Real(value.d.toString()));

/** Natural logarithms already taken, by value: the same rates come back unit after unit. */
export type LogarithmCache = Map<string, Decimal>;

const logarithm = (value: Quotient, cache: LogarithmCache | undefined): Decimal => {
  const key = `${value.n}/${value.d}`;
  const known = cache?.get(key);
  if (known !== undefined) return known;
  const result = realOf(value).ln();
  cache?.set(key, result);
  return result;
};

/**
 * Π valueᵢ^shareᵢ as exp(Σ shareᵢ·ln valueᵢ), computed with 64 significant digits and taken as a decimal rounded
 * half-up to 30 decimals (model-spec, introduction and §4.3). Any value of 0 makes it 0.
 * @param terms values ≥ 0 with shares > 0 that sum to 1.
 */
export const geometricMean = (
  terms: readonly { value: Quotient; share: Quotient }[],
  cache?: LogarithmCache,
): Exact => {
  if (terms.some((term) => term.value.n === 0n)) return zero;
  let exponent = new Real(0);
  for (const { value, share } of terms) {
    if (value.n !== value.d) exponent = exponent.add(logarithm(value, cache).mul(realOf(share)));
  }
  const rounded = exponent.exp().toDecimalPlaces(geometricDecimals, Decimal.ROUND_HALF_UP);
  return exactFromText(rounded.toFixed()) ?? zero;
};
