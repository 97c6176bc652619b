/**
 * Colours and marks of the charts. Each colour has at least 4.5 : 1 against white, so that it also carries white text, and
 * none stands alone: series differ by line, point and position too, bands of a heat map by a mark.
 */

/** Series in their order; the last is for what everything else is compared with. */
export const seriesColours = ['#1f5fa8', '#9a4a00', '#20683a', '#7b3fa0', '#0e6a7a', '#9d174d'] as const;
export const averageColour = '#3c434d';
export const seriesLines = ['solid', 'dashed', 'dotted'] as const;
export const seriesPoints = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'arrow'] as const;

/** Parts of a whole, in their order: neighbours differ in lightness as well. */
export const partColours = [
  '#1f5fa8',
  '#7a5200',
  '#0e6a7a',
  '#7b3fa0',
  '#20683a',
  '#8a2f2f',
  '#4e5560',
  '#174a86',
  '#5c6b00',
  '#9d174d',
] as const;

export const textColour = '#1d2129';
export const quietColour = '#4e5560';
export const lineColour = '#c3c8d0';

export const pick = <T>(list: readonly T[], position: number): T => list[position % list.length] as T;

/** The fonts of the window, for what is drawn: the first of them that this computer has. */
export const chartFont =
  '"Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif';

/** Pixels of the small text of a chart, which follows the large letters. */
export const chartFontSize = (): number =>
  Math.round(Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.8125);
