/**
 * Which binary numbers stand for a decimal somebody wrote. JSON numbers arrive as binary doubles; a decimal of at
 * most 15 significant digits survives that journey, so the shortest text of the double *is* the decimal written.
 * Longer ones do not survive and are refused instead of being guessed (model-spec, introduction).
 */

/** Most significant digits a number in a document may carry. */
export const significantDigitsLimit = 15;

/**
 * Counts the significant digits of a decimal text such as `-0.0125`, `1e-7` or `1200` (leading and trailing zeros
 * carry nothing).
 */
export const significantDigits = (text: string): number => {
  const mantissa = /^[+-]?(\d*)\.?(\d*)/.exec(text);
  const digits = `${mantissa?.[1] ?? ''}${mantissa?.[2] ?? ''}`;
  return digits.replace(/^0+/, '').replace(/0+$/, '').length;
};

/** True for a finite number whose shortest decimal text has at most 15 significant digits. */
export const isDecimalNumber = (value: number): boolean =>
  Number.isFinite(value) &&
  (Number.isSafeInteger(value) && Math.abs(value) < 1e15
    ? true
    : significantDigits(String(value)) <= significantDigitsLimit);
