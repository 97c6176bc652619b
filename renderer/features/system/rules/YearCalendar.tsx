/** Twelve small months. Days that differ from their weekday carry a mark, so that colour never speaks alone. */
import { addDays, weekday } from '#shared/domain/dates.ts';
import type { CalendarDay } from '#shared/domain/working-days.ts';
import { holidayWords as words } from '../../../i18n/zh-CN/rules.ts';

interface Props {
  year: number;
  days: ReadonlyMap<string, CalendarDay>;
  /** Called with the day that was clicked; null while nothing is changed. */
  onTurn: ((day: string) => void) | null;
}

const months = Array.from({ length: 12 }, (_, index) => index + 1);

/** The weeks of a month, Monday first; null before its first day and after its last. */
const weeksOf = (year: number, month: number): (string | null)[][] => {
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  const cells: (string | null)[] = Array.from({ length: weekday(first) - 1 }, () => null);
  for (let day = first; day.slice(0, 7) === first.slice(0, 7); day = addDays(day, 1)) cells.push(day);
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
};

export const YearCalendar = ({ year, days, onTurn }: Props) => (
  <div className="months">
    {months.map((month) => (
      <div key={month} className="month">
        <table>
          <caption>{words.months(month)}</caption>
          <thead>
            <tr>
              {words.weekdays.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeksOf(year, month).map((week) => (
              <tr key={week.find((day) => day !== null)}>
                {week.map((day, at) =>
                  day === null ? (
                    // biome-ignore lint/suspicious/noArrayIndexKey: an empty cell has nothing but its place
                    <td key={at} />
                  ) : (
                    <td key={day}>
                      <Day day={day} differs={days.get(day)} onTurn={onTurn} />
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    ))}
  </div>
);

const whatOf = (differs: CalendarDay | undefined, weekend: boolean): string => {
  if (differs === undefined) return weekend ? words.usual.weekend : words.usual.working;
  const kind = words.kinds[differs.kind];
  return differs.name === '' ? kind : `${differs.name}${kind}`;
};

const Day = ({
  day,
  differs,
  onTurn,
}: {
  day: string;
  differs: CalendarDay | undefined;
  onTurn: Props['onTurn'];
}) => {
  const at = weekday(day);
  const [month, date] = [Number(day.slice(5, 7)), Number(day.slice(8))];
  const className = ['day', differs === undefined ? (at > 5 ? 'day-weekend' : '') : `day-${differs.kind}`]
    .filter((name) => name !== '')
    .join(' ');
  const what = whatOf(differs, at > 5);
  const content = (
    <>
      {date}
      {/* A mark to be seen: what it means is said by the label. */}
      <small data-mark={differs === undefined ? '' : words.marks[differs.kind]} />
    </>
  );
  if (onTurn === null) {
    return (
      <span className={className} title={differs === undefined ? undefined : what}>
        {content}
        {differs !== undefined && <span className="visually-hidden">{what}</span>}
      </span>
    );
  }
  const weekdayName = words.weekdays[at - 1] ?? '';
  return (
    <button
      type="button"
      className={className}
      aria-label={words.dayLabel(month, date, weekdayName, what)}
      title={what}
      onClick={() => onTurn(day)}
    >
      {content}
    </button>
  );
};
