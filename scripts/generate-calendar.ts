/**
 * Writes the bundled holiday calendar to `resources/rules/working-calendar.json` from the package chinese-days, which
 * carries the yearly notices of the State Council office. Run: `npm run generate:calendar`.
 *
 * A year is `verified` where its days were compared with the notice named here, by hand and in a test; for the others
 * the document is known by its title only, and its number is to be looked up.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { findResourcesFolder } from '#engine/resources.ts';
import { type CalendarDay, calendarFile } from '#shared/domain/working-days.ts';

interface PackedDays {
  /** `yyyy-mm-dd` → `English name,中文名,number of days by law`. */
  holidays: Record<string, string>;
  workdays: Record<string, string>;
}

const packed = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json') as PackedDays;

const title = (year: number): string => `国务院办公厅关于${year}年部分节假日安排的通知`;

/** Notices whose days were compared with this file. */
const comparedNotices: Readonly<Record<number, string>> = {
  2024: '国办发明电〔2023〕7号',
  2025: '国办发明电〔2024〕12号',
  2026: '国办发明电〔2025〕7号',
};

const daysOf = (days: Record<string, string>, kind: CalendarDay['kind']): CalendarDay[] =>
  Object.entries(days).map(([day, text]) => ({ day, kind, name: text.split(',')[1] ?? '' }));

const all = [...daysOf(packed.holidays, 'off'), ...daysOf(packed.workdays, 'worked')].sort((a, b) =>
  a.day < b.day ? -1 : 1,
);
const years = [...new Set(all.map(({ day }) => Number(day.slice(0, 4))))].map((year) => {
  const number = comparedNotices[year];
  return {
    year,
    document: number === undefined ? title(year) : `${title(year)}（${number}）`,
    standing: number === undefined ? ('unverified' as const) : ('verified' as const),
    days: all.filter(({ day }) => day.startsWith(String(year))),
  };
});

const file = calendarFile.parse({ format: 'zhengxin-calendar/2', years });
const text = file.years
  .map(
    ({ days, ...year }) =>
      `    {${JSON.stringify(year).slice(1, -1)}, "days": [\n      ${days.map((day) => JSON.stringify(day)).join(',\n      ')}\n    ]}`,
  )
  .join(',\n');
const target = join(findResourcesFolder(), 'rules', 'working-calendar.json');
writeFileSync(target, `{\n  "format": "zhengxin-calendar/2",\n  "years": [\n${text}\n  ]\n}\n`);
console.info(`${target}: ${years.length} years, ${all.length} days`);
