/** Numbers, dates and lengths of time as the pages show them. */
import { formatWan } from '#shared/domain/money.ts';
import { shellWords } from './zh-CN/shell.ts';

const whole = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 0 });
const dateTime = new Intl.DateTimeFormat('zh-CN', {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});

/** 12345 → 12,345. */
export const formatCount = (count: number): string => whole.format(count);

/** 分 as 万元 with two decimals and thousands marked; more decimals only where there are any. */
export const wanText = (fen: number | bigint): string => {
  const [whole = '', decimals = ''] = formatWan(fen).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${decimals}`;
};

/** An instant (ISO 8601, UTC) as `yyyy-mm-dd HH:MM` of this computer's zone. */
export const formatInstant = (instant: string): string => {
  const parts = new Map(dateTime.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  const get = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  return `${get('year')}-${get('month')}-${get('day')} ${get('hour')}:${get('minute')}`;
};

/** Bytes as B, KB, MB or GB with one decimal. */
export const formatSize = (bytes: number): string => {
  const units = ['KB', 'MB', 'GB'];
  let size = bytes;
  let unit = 'B';
  for (const next of units) {
    if (size < 1024) break;
    size /= 1024;
    unit = next;
  }
  return unit === 'B' ? `${size} B` : `${size.toFixed(1)} ${unit}`;
};

/** A length of time, roughly: seconds up to a minute and a half, then minutes. */
export const formatRemaining = (milliseconds: number): string => {
  const seconds = Math.max(1, Math.round(milliseconds / 1_000));
  return seconds <= 90 ? shellWords.seconds(seconds) : shellWords.minutes(Math.round(seconds / 60));
};

/** A SHA-256 or other digest, shortened for reading: first 8 characters. */
export const shortDigest = (digest: string): string => digest.slice(0, 8);
