/**
 * Money is stored as an integer number of 分 and shown in 万元 (1 万元 = 1,000,000 分). Conversion goes through
 * digits and bigint, never through a binary fraction, so nothing is lost in either direction.
 */

const fenPerWanDigits = 6;

/** Why a text is not an amount. Codes and parameters are those of `domainFindings`. */
export type MoneyReason =
  | { code: 'money.notANumber'; params: Record<string, never> }
  | { code: 'money.negative'; params: Record<string, never> }
  | { code: 'money.tooPrecise'; params: { decimals: number } }
  | { code: 'money.tooLarge'; params: Record<string, never> };

export type MoneyCheck = { valid: true; fen: number } | { valid: false; reason: MoneyReason };

/**
 * Reads an amount in 万元 as people write it: `12`, `12.5`, `1,234.56`, full-width digits, `1.25E-1` as a
 * workbook may hold it. At most six significant decimals (1 分 = 0.000001 万元), not negative, and at most
 * 2^53 − 1 分 (about 9 千亿元).
 */
export function parseWan(text: string): MoneyCheck {
  const plain = text.normalize('NFKC').replace(/\s+/gu, '');
  const match = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(plain);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match ?? [];
  if (!match || (whole === '' && fraction === '')) return refuse({ code: 'money.notANumber', params: {} });

  const digits = whole.replaceAll(',', '') + fraction;
  // Position of the last digit relative to 分: value = digits · 10^scale 分.
  const scale = Number(exponent) - fraction.length + fenPerWanDigits;
  const significant = digits.replace(/0+$/, '');
  if (significant.replace(/^0+/, '') === '') return { valid: true, fen: 0 };
  if (sign === '-') return refuse({ code: 'money.negative', params: {} });
  const trimmedScale = scale + (digits.length - significant.length);
  if (trimmedScale < 0) {
    return refuse({ code: 'money.tooPrecise', params: { decimals: fenPerWanDigits - trimmedScale } });
  }
  if (trimmedScale > 20) return refuse({ code: 'money.tooLarge', params: {} });
  const fen = BigInt(significant) * 10n ** BigInt(trimmedScale);
  if (fen > BigInt(Number.MAX_SAFE_INTEGER)) return refuse({ code: 'money.tooLarge', params: {} });
  return { valid: true, fen: Number(fen) };
}

function refuse(reason: MoneyReason): MoneyCheck {
  return { valid: false, reason };
}

/**
 * The exact amount in 万元 with at least two decimals: 1,250,000 分 → `1.25`, 1 分 → `0.000001`.
 * A sum of many amounts may be a bigint. @throws RangeError when a number is not a safe integer.
 */
export function formatWan(fen: number | bigint): string {
  if (typeof fen === 'number' && !Number.isSafeInteger(fen)) {
    throw new RangeError('an amount is a whole number of fen');
  }
  const digits = String(fen < 0 ? -fen : fen).padStart(fenPerWanDigits + 1, '0');
  const whole = digits.slice(0, -fenPerWanDigits);
  const fraction = digits.slice(-fenPerWanDigits).replace(/0{1,4}$/, '');
  return `${fen < 0 ? '-' : ''}${whole}.${fraction}`;
}

/** `12.5万元` where 万元 are asked for is the same as `12.5`; another unit is left in, and refused by `parseWan`. */
export function withoutWanUnit(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .replace(/\s*万元?$/, '');
}
