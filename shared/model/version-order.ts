/** The order of model versions, as semver means it: `1.10.0` comes after `1.9.0`, and `2.0.0-draft` before `2.0.0`. */

const numbersOf = (version: string): number[] =>
  (/^[\d.]+/.exec(version)?.[0] ?? '').split('.').filter(Boolean).map(Number);

const preRelease = (version: string): string => /^[^+-]*-([^+]*)/.exec(version)?.[1] ?? '';

const comparePart = (a: string, b: string): number => {
  const [x, y] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (x && y) return Number(a) - Number(b);
  if (x !== y) return x ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
};

/** Negative, zero or positive as `a` comes before, with or after `b`. */
export const compareVersions = (a: string, b: string): number => {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (let at = 0; at < 3; at += 1) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  const [early, late] = [preRelease(a), preRelease(b)];
  if (early === '' || late === '') return (early === '' ? 1 : 0) - (late === '' ? 1 : 0);
  const [parts, others] = [early.split('.'), late.split('.')];
  for (let at = 0; at < Math.max(parts.length, others.length); at += 1) {
    const [one, other] = [parts[at], others[at]];
    if (one === undefined || other === undefined) return one === undefined ? -1 : 1;
    const order = comparePart(one, other);
    if (order !== 0) return order;
  }
  return 0;
};

// https://semver.org/#is-there-a-suggested-regular-expression-regex-to-check-a-semver-string, in our own words
const numericPart = '(?:0|[1-9]\\d*)';
const preReleasePart = '(?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)';
const semver = new RegExp(
  `^${numericPart}\\.${numericPart}\\.${numericPart}` +
    `(?:-${preReleasePart}(?:\\.${preReleasePart})*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`,
);

/** Whether a text is a version: three numbers, with what semver allows behind them. */
export const isVersion = (text: string): boolean => semver.test(text);
