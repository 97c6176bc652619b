import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DatedBackup, expendableBackups } from '#engine/db/backup-retention.ts';

const day = 86_400_000;
const at = (instant: number): DatedBackup => {
  const text = new Date(instant).toISOString();
  return { name: `credit-${text}.db`, at: text };
};
/** One backup a day at 17:00 in China, the last on Friday 2026-03-13. */
const daily = (days: number): DatedBackup[] =>
  Array.from({ length: days }, (_, n) => at(Date.parse('2026-03-13T09:00:00.000Z') - (days - 1 - n) * day));

const keptOf = (backups: DatedBackup[]): string[] => {
  const gone = new Set(expendableBackups(backups));
  return backups.filter(({ name }) => !gone.has(name)).map((backup) => backup.at.slice(0, 10));
};

describe('which backups are kept', () => {
  it('keeps all of few', () => {
    expect(expendableBackups([])).toEqual([]);
    expect(expendableBackups(daily(12))).toEqual([]);
  });

  it('keeps 12 days, the newest of 10 weeks and of 9 months', () => {
    // By hand, from a year of daily backups that ends on Friday 13 March 2026. Days: 2 to 13 March. Weeks (Monday to
    // Sunday), newest of each: the running one ends 13 March; Sundays 8 and 1 March, 22, 15, 8, 1 February, 25, 18, 11
    // January. Months, newest of each: 13 March, 28 February, 31 January, 31 December, 30 November, 31 October,
    // 30 September, 31 August, 31 July.
    expect(keptOf(daily(365))).toEqual([
      '2025-07-31',
      '2025-08-31',
      '2025-09-30',
      '2025-10-31',
      '2025-11-30',
      '2025-12-31',
      '2026-01-11',
      '2026-01-18',
      '2026-01-25',
      '2026-01-31',
      '2026-02-01',
      '2026-02-08',
      '2026-02-15',
      '2026-02-22',
      '2026-02-28',
      '2026-03-01',
      ...Array.from({ length: 12 }, (_, n) => `2026-03-${String(n + 2).padStart(2, '0')}`),
    ]);
  });

  it('counts days as they are in China', () => {
    // 15:59 and 16:01 UTC on 1 January are 23:59 and 00:01 there: two days. Both far behind the newest.
    const evening = at(Date.parse('2026-01-01T15:59:00.000Z'));
    const night = at(Date.parse('2026-01-01T16:01:00.000Z'));
    const newest = at(Date.parse('2026-01-20T00:00:00.000Z'));
    expect(expendableBackups([evening, night, newest])).toEqual([]);
    // 16:01 and 17:00 UTC are one day there; the earlier one goes.
    const later = at(Date.parse('2026-01-01T17:00:00.000Z'));
    expect(expendableBackups([night, later, newest])).toEqual([night.name]);
  });

  it('is not pushed over by many backups of one day', () => {
    const old = daily(12);
    const burst = Array.from({ length: 200 }, (_, n) =>
      at(Date.parse('2026-03-14T01:00:00.000Z') + n * 60_000),
    );
    const gone = expendableBackups([...old, ...burst]);
    // The thirteenth day back is also the newest of no week or month.
    expect(gone).toEqual([old[0]?.name]);
  });

  it('always keeps the newest, loses nothing on a second look, and does not care for order', () => {
    const instants = fc.array(fc.integer({ min: 0, max: 1_000 * day }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(instants, (all) => {
        const backups = [...new Set(all)].map(at);
        const gone = new Set(expendableBackups(backups));
        const kept = backups.filter(({ name }) => !gone.has(name));
        const newest = backups.reduce((a, b) => (a.at > b.at ? a : b));
        expect(kept).toContain(newest);
        expect(expendableBackups(kept)).toEqual([]);
        expect(new Set(expendableBackups(backups.toReversed()))).toEqual(gone);
        expect(kept.length).toBeGreaterThanOrEqual(Math.min(backups.length, 1));
      }),
    );
  });
});
