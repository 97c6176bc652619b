import { describe, expect, it } from 'vitest';
import { dateTextOf } from '#engine/excel/reader/date-serials.ts';
import { runPythonJson } from '#test/support/run-python.ts';

describe('serial numbers of days', () => {
  it('are the dates that openpyxl computes, over both calendars', () => {
    const serials = [
      ...Array.from({ length: 3_000 }, (_, i) => 61 + i * 967),
      ...Array.from({ length: 59 }, (_, i) => i + 1),
      2_958_465,
    ];
    const script = `
import json, sys
from openpyxl.utils.datetime import from_excel, CALENDAR_WINDOWS_1900 as W, CALENDAR_MAC_1904 as M
serials = json.load(sys.stdin)
print(json.dumps([[from_excel(s, W).strftime('%Y-%m-%d') if s <= 2958465 else None,
                   from_excel(s, M).strftime('%Y-%m-%d') if s + 1462 <= 2958465 else None] for s in serials]))`;
    const theirs = runPythonJson<(string | null)[][]>(script, { input: JSON.stringify(serials) });
    const ours = serials.map((serial) => [
      dateTextOf(serial, 'date', false),
      dateTextOf(serial, 'date', true),
    ]);
    expect(ours).toEqual(theirs);
  });

  it.each([
    // 45352 is 2024-03-01; 0.354166… of a day is 8½ hours.
    [45_352.354166666664, 'dateTime', '2024-03-01 08:30:00'],
    [45_352.354166666664, 'date', '2024-03-01'],
    [45_352, 'dateTime', '2024-03-01'],
    // One part in ten million of a day before midnight is midnight: 8.6 ms.
    [45_351.9999999, 'date', '2024-03-01'],
    [0.5, 'time', '12:00:00'],
    [0, 'time', '00:00:00'],
    [0.25, 'dateTime', '06:00:00'],
    [1.5, 'elapsed', '36:00:00'],
    [45_352.5, 'time', '2024-03-01 12:00:00'],
    [59, 'date', '1900-02-28'],
    [61, 'date', '1900-03-01'],
  ] as const)('%d as %s is %s', (serial, kind, text) => {
    expect(dateTextOf(serial, kind, false)).toBe(text);
  });

  it.each([[60], [60.5], [0], [-1], [-0.5], [2_958_466], [1e300], [Number.NaN]])(
    '%d is no date',
    (serial) => {
      expect(dateTextOf(serial, 'date', false)).toBeNull();
    },
  );

  it('has a day 0 and a day 60 in the calendar of 1904', () => {
    expect(dateTextOf(0, 'date', true)).toBe('1904-01-01');
    // 1904 is a leap year: 31 + 29 days after 1 January.
    expect(dateTextOf(60, 'date', true)).toBe('1904-03-01');
  });
});
