import { cycleNoticeWords as words } from '../../../i18n/zh-CN/cycle-notice.ts';

type Figure = string | number | null | undefined;

/** Two figures side by side; one alone while there is no second or nothing changed. */
export const bothOf = (before: Figure, after: Figure): string => {
  if (after === null || after === undefined) return String(before ?? words.none);
  return before === after ? String(after) : words.results.change(String(before ?? words.none), String(after));
};
