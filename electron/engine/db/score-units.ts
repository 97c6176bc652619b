/**
 * Scores in the database: exact integers of 10⁻¹⁰, so that they sort and add as numbers and never as floats. Outside
 * of this folder they are decimal text, as the result document holds them.
 */
import { AppError } from '#shared/errors/app-error.ts';

const decimals = 10;
const unit = 10n ** BigInt(decimals);
/** The largest magnitude of a 64-bit column. */
const limit = 2n ** 63n - 1n;

/**
 * Reads a decimal with at most 10 fraction digits, for example `87.5`.
 * @throws RangeError for any other text; AppError `database.scoreTooLarge` beyond ± 922,337,203
 */
export function scoreUnits(text: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,10}))?$/.exec(text);
  if (match === null) throw new RangeError(`not a decimal with at most ${decimals} fraction digits: ${text}`);
  const [, sign, whole = '0', fraction = ''] = match;
  const units = BigInt(whole) * unit + BigInt(fraction.padEnd(decimals, '0'));
  if (units > limit) throw new AppError('database.scoreTooLarge', {});
  return sign === '-' ? -units : units;
}

/** Writes units with as many fraction digits as asked for; digits beyond them must be zero. */
export function scoreText(units: bigint, digits = decimals): string {
  const magnitude = units < 0n ? -units : units;
  const whole = magnitude / unit;
  const fraction = (magnitude % unit).toString().padStart(decimals, '0');
  if (/[1-9]/.test(fraction.slice(digits))) throw new RangeError('score has more digits than asked for');
  return `${units < 0n ? '-' : ''}${whole}${digits === 0 ? '' : `.${fraction.slice(0, digits)}`}`;
}
