import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  findResourcesFolder,
  loadCalendarYears,
  loadCatalogue,
  loadModels,
  loadRuleTable,
  loadWorkingCalendar,
} from '#engine/resources.ts';
import { addDays, weekday } from '#shared/domain/dates.ts';
import { sharedTemporaryFolder } from '#test/support/temp-folder.ts';

describe('bundled catalogue', () => {
  const items = loadCatalogue();

  it('gives every item a legal basis, documents and a time', () => {
    expect(items.length).toBeGreaterThanOrEqual(20);
    for (const item of items) {
      expect(item.legalBasis.length, item.code).toBeGreaterThan(3);
      expect(item.code).toMatch(/^[BO][NP]-\d{3}$/);
      expect(item.code.startsWith('B')).toBe(item.subjectType === 'body');
      expect(item.code.charAt(1)).toBe(item.polarity === 'negative' ? 'N' : 'P');
    }
  });

  it('finds a dishonesty only in documents that can establish one', () => {
    for (const item of items.filter(({ polarity }) => polarity === 'negative')) {
      expect(item.documentTypes, item.code).not.toContain('commendation');
      expect(item.documentTypes, item.code).not.toContain('pledge');
    }
  });

  it('covers every domain', () => {
    expect(new Set(items.map(({ domain }) => domain)).size).toBe(14);
  });
});

describe('bundled holiday calendar', () => {
  const years = loadCalendarYears();

  it('holds every year up to the newest notice, with its document', () => {
    expect(years.map(({ year }) => year)).toEqual(Array.from({ length: 23 }, (_, index) => 2004 + index));
    for (const { year, document } of years) {
      expect(document).toContain(`国务院办公厅关于${year}年部分节假日安排的通知`);
    }
    expect(years.filter(({ standing }) => standing === 'verified').map(({ year }) => year)).toEqual([
      2024, 2025, 2026,
    ]);
  });

  it('names Saturdays and Sundays as worked, and nothing else', () => {
    const worked = years.flatMap(({ days }) => days.filter(({ kind }) => kind === 'worked'));
    expect(worked.length).toBeGreaterThan(100);
    for (const { day } of worked) expect(weekday(day), day).toBeGreaterThan(5);
  });

  // Typed from the notices by hand: first day off and how many, then the weekends that are worked.
  it.each<[year: number, number: string, off: [first: string, count: number][], worked: string[]]>([
    [
      2024,
      '国办发明电〔2023〕7号',
      [
        ['2024-01-01', 1],
        ['2024-02-10', 8],
        ['2024-04-04', 3],
        ['2024-05-01', 5],
        ['2024-06-10', 1],
        ['2024-09-15', 3],
        ['2024-10-01', 7],
      ],
      ['02-04', '02-18', '04-07', '04-28', '05-11', '09-14', '09-29', '10-12'],
    ],
    [
      2025,
      '国办发明电〔2024〕12号',
      [
        ['2025-01-01', 1],
        ['2025-01-28', 8],
        ['2025-04-04', 3],
        ['2025-05-01', 5],
        ['2025-05-31', 3],
        ['2025-10-01', 8],
      ],
      ['01-26', '02-08', '04-27', '09-28', '10-11'],
    ],
    [
      2026,
      '国办发明电〔2025〕7号',
      [
        ['2026-01-01', 3],
        ['2026-02-15', 9],
        ['2026-04-04', 3],
        ['2026-05-01', 5],
        ['2026-06-19', 3],
        ['2026-09-25', 3],
        ['2026-10-01', 7],
      ],
      ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
    ],
  ])('says for %d what the notice %s says', (year, number, off, worked) => {
    const found = years.find((candidate) => candidate.year === year);
    expect(found?.document).toContain(number);
    const daysOf = (kind: string) => found?.days.filter((day) => day.kind === kind).map(({ day }) => day);
    expect(daysOf('off')).toEqual(
      off.flatMap(([first, count]) => Array.from({ length: count }, (_, index) => addDays(first, index))),
    );
    expect(daysOf('worked')).toEqual(worked.map((day) => `${year}-${day}`));
  });
});

describe('damaged installations', () => {
  const temporary = sharedTemporaryFolder();
  const copy = (name: string) => {
    const folder = join(temporary, name, 'resources');
    cpSync(findResourcesFolder(), folder, { recursive: true });
    return folder;
  };

  it('finds the folder from any place below it', () => {
    const folder = copy('found');
    const deep = join(temporary, 'found', 'out', 'engine');
    mkdirSync(deep, { recursive: true });
    expect(findResourcesFolder(deep)).toBe(folder);
  });

  it('names a missing file', () => {
    const folder = copy('missing');
    rmSync(join(folder, 'rules', 'time-limits.json'));
    expect(() => loadRuleTable(folder)).toThrow(expect.objectContaining({ code: 'resource.missing' }));
    rmSync(join(folder, 'models'), { recursive: true });
    expect(() => loadModels(folder)).toThrow(expect.objectContaining({ code: 'resource.missing' }));
    const elsewhere = join(temporary, 'nowhere');
    mkdirSync(elsewhere);
    expect(() => findResourcesFolder(elsewhere)).toThrow(
      expect.objectContaining({ code: 'resource.missing' }),
    );
  });

  it('names a file that is not JSON, or not in the agreed form', () => {
    const folder = copy('invalid');
    writeFileSync(join(folder, 'rules', 'working-calendar.json'), '{"format":"zhengxin-calendar/2"');
    expect(() => loadWorkingCalendar(folder)).toThrow(
      expect.objectContaining({ code: 'resource.invalid', params: expect.objectContaining({ path: '' }) }),
    );
    writeFileSync(
      join(folder, 'rules', 'working-calendar.json'),
      '{"format":"zhengxin-calendar/2","years":["x"]}',
    );
    expect(() => loadWorkingCalendar(folder)).toThrow(
      expect.objectContaining({
        code: 'resource.invalid',
        params: expect.objectContaining({ path: 'years.0' }),
      }),
    );
    cpSync(join(folder, 'catalogue', 'government-integrity.json'), join(folder, 'catalogue', 'twice.json'));
    expect(() => loadCatalogue(folder)).toThrow(expect.objectContaining({ code: 'resource.invalid' }));
  });
});
