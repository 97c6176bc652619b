/**
 * Decimal texts: scores, points and rates as results publish them (`87.50`, `0.8333333333`). They are compared, added
 * up and shown as the exact decimals they are; nothing here passes through a binary number.
 */
import { formatUnits, powerOfTen, type Quotient, roundToUnits } from './exact.ts';

const pattern = /^(-?)(\d+)(?:\.(\d+))?$/;

interface Scaled {
  /** The number in units of 10^−decimals. */
  units: bigint;
  decimals: number;
}

/** @throws RangeError when the text is no plain decimal */
const scaled = (text: string): Scaled => {
  const parts = pattern.exec(text);
  if (parts === null) throw new RangeError(`not a decimal: ${text}`);
  const [, sign, whole = '0', fraction = ''] = parts;
  const units = BigInt(`${whole}${fraction}`);
  return { units: sign === '-' ? -units : units, decimals: fraction.length };
};

const inUnits = (value: Scaled, decimals: number): bigint =>
  value.units * powerOfTen(decimals - value.decimals);

const quotientOf = ({ units, decimals }: Scaled): Quotient => ({ n: units, d: powerOfTen(decimals) });

/**
 * Negative, zero or positive as a < b, a = b, a > b, as numbers: `9.5` before `10.00`.
 * @throws RangeError when a text is no decimal
 */
export const compareDecimalTexts = (a: string, b: string): number => {
  const [left, right] = [scaled(a), scaled(b)];
  const decimals = Math.max(left.decimals, right.decimals);
  const difference = inUnits(left, decimals) - inUnits(right, decimals);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/**
 * after − before, exact, with as many decimals as the longer of the two: `87.50` after `88` is `-0.50`.
 * @throws RangeError when a text is no decimal
 */
export const decimalDifference = (before: string, after: string): string => {
  const [left, right] = [scaled(before), scaled(after)];
  const decimals = Math.max(left.decimals, right.decimals);
  return formatUnits(inUnits(right, decimals) - inUnits(left, decimals), decimals);
};

/**
 * The exact sum of decimals, with as many decimals as the longest of them; `0` of none.
 * @throws RangeError when a text is no decimal
 */
export const sumOfDecimals = (texts: readonly string[]): string => {
  const values = texts.map(scaled);
  const decimals = values.reduce((most, value) => Math.max(most, value.decimals), 0);
  return formatUnits(
    values.reduce((total, value) => total + inUnits(value, decimals), 0n),
    decimals,
  );
};

/**
 * A sum shared among `count`: the mean, rounded once, half-up, to `decimals` digits; null of none.
 * @throws RangeError when the text is no decimal
 */
export const meanOfSum = (sum: string, count: number, decimals: number): string | null => {
  if (count === 0) return null;
  const { n, d } = quotientOf(scaled(sum));
  return formatUnits(roundToUnits({ n, d: d * BigInt(count) }, decimals, 'half-up'), decimals);
};

/**
 * A rate in [0, 1] as percent, half-up, with two decimals unless asked otherwise: `0.8333333333` is `83.33`.
 * @throws RangeError when the text is no decimal
 */
export const percentText = (rate: string, decimals = 2): string => {
  const { n, d } = quotientOf(scaled(rate));
  return formatUnits(roundToUnits({ n: n * 100n, d }, decimals, 'half-up'), decimals);
};

/** Without the zeros at the end beyond `atLeast` decimals: `1.5000000000` is `1.50`, `0.3330000000` is `0.333`. */
export const withoutTrailingZeros = (text: string, atLeast = 0): string => {
  const [whole = '', fraction = ''] = text.split('.');
  const kept = fraction.replace(/0+$/, '').padEnd(atLeast, '0');
  return kept === '' ? whole : `${whole}.${kept}`;
};
