/**
 * Which backups may go. Kept are all of the two days before the newest, and the newest of each of the last 12 days,
 * 10 weeks and 9 months that have any (after Anki's rule, quality.md §1). Days are counted, not backups: ten backups
 * made in one afternoon, or by repeated restoring, never push out an older good one. Pure.
 */

export interface DatedBackup {
  /** File name, unique. */
  name: string;
  /** Instant, ISO 8601 UTC. */
  at: string;
}

const keepDays = 12;
const keepWeeks = 10;
const keepMonths = 9;
const graceMs = 2 * 86_400_000;
/** China has one time zone, UTC+8 all year. */
const chinaOffsetMs = 8 * 3_600_000;

const chinaDay = (at: string): number => Math.floor((Date.parse(at) + chinaOffsetMs) / 86_400_000);
/** 1970-01-01 was a Thursday; weeks begin on Monday. */
const chinaWeek = (at: string): number => Math.floor((chinaDay(at) + 3) / 7);
const chinaMonth = (at: string): string => new Date(Date.parse(at) + chinaOffsetMs).toISOString().slice(0, 7);

/** @returns names of the backups to remove, oldest first */
export function expendableBackups(backups: readonly DatedBackup[]): string[] {
  const newestFirst = backups.toSorted((a, b) =>
    a.at === b.at ? (a.name < b.name ? 1 : -1) : a.at < b.at ? 1 : -1,
  );
  const newest = newestFirst[0];
  if (newest === undefined) return [];
  const kept = new Set<string>();
  for (const { name, at } of newestFirst) {
    if (Date.parse(newest.at) - Date.parse(at) <= graceMs) kept.add(name);
  }
  const keepNewestOfEach = (periodOf: (at: string) => number | string, periods: number): void => {
    const seen = new Set<number | string>();
    for (const { name, at } of newestFirst) {
      const period = periodOf(at);
      if (seen.has(period)) continue;
      if (seen.size === periods) return;
      seen.add(period);
      kept.add(name);
    }
  };
  keepNewestOfEach(chinaDay, keepDays);
  keepNewestOfEach(chinaWeek, keepWeeks);
  keepNewestOfEach(chinaMonth, keepMonths);
  return newestFirst
    .map(({ name }) => name)
    .filter((name) => !kept.has(name))
    .reverse();
}
