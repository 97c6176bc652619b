/** 节假日: the official arrangement of each year, day by day. */
import {
  type CalendarDay,
  type CalendarYear,
  calendarOf,
  type WorkingCalendar,
} from '#shared/domain/working-days.ts';
import type { ReadDb, WriteTx } from '../transaction.ts';
import type { RuleOrigin } from './time-rules.ts';

export interface StoredYear extends Omit<CalendarYear, 'days'> {
  origin: RuleOrigin;
  /** When it was stored or last changed, an instant. */
  changedAt: string;
  /** Days off and weekends worked. */
  off: number;
  worked: number;
}

type YearRow = Omit<StoredYear, 'off' | 'worked'> & { off: number; worked: number };

export function createHolidayReader(db: ReadDb) {
  const years = db.prepareRead<YearRow>(
    `SELECT y.year, y.document, y.standing, y.origin, y.changed_at AS changedAt,
       count(d.day) FILTER (WHERE d.kind = 'off') AS off, count(d.day) FILTER (WHERE d.kind = 'worked') AS worked
     FROM calendar_years y LEFT JOIN calendar_days d ON d.year = y.year GROUP BY y.year ORDER BY y.year`,
  );
  const allDays = db.prepareRead<CalendarDay>('SELECT day, kind, name FROM calendar_days ORDER BY day');
  const daysOf = db.prepareRead<CalendarDay>(
    'SELECT day, kind, name FROM calendar_days WHERE year = @year ORDER BY day',
  );
  const held = db.prepareRead<{ year: number }>('SELECT year FROM calendar_years ORDER BY year');
  return {
    /** The years that are held, oldest first. */
    years: (): StoredYear[] => years.all(),
    /** What differs from the weekday in a year, in order. */
    days: (year: number): CalendarDay[] => daysOf.all({ year }),
    /** As the functions of `working-days.ts` take it. */
    calendar: (): WorkingCalendar => {
      const days = allDays.all();
      const { holidays, workingWeekends } = calendarOf([{ year: 0, days }]);
      return { years: held.all().map(({ year }) => year), holidays, workingWeekends };
    },
  };
}

export function createHolidayRepository(tx: WriteTx) {
  const clear = tx.prepareWrite('DELETE FROM calendar_years WHERE year = @year');
  const insertYear = tx.prepareWrite(
    `INSERT INTO calendar_years (year, document, standing, origin, changed_at)
     VALUES (@year, @document, @standing, @origin, @changedAt)`,
  );
  const insertDay = tx.prepareWrite(
    'INSERT INTO calendar_days (day, year, kind, name) VALUES (@day, @year, @kind, @name)',
  );
  return {
    ...createHolidayReader(tx),
    /** Puts the arrangement of a year in place of the present one, if there is one. */
    replace({ year, document, standing, days }: CalendarYear, origin: RuleOrigin): void {
      clear.run({ year });
      insertYear.run({ year, document, standing, origin, changedAt: tx.now() });
      for (const { day, kind, name } of days) insertDay.run({ day, year, kind, name });
    },
    /** Forgets a year: its limits are uncertain again. */
    remove: (year: number): void => {
      clear.run({ year });
    },
  };
}
