/** Reads holiday arrangements out of a file that the user picked: told apart by how the file begins, not by its name. */
import { open, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { gatherCalendar, HolidayGathering } from '#shared/domain/holiday-text.ts';
import { type CalendarDay, calendarFile } from '#shared/domain/working-days.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { openHolidayReading } from '../../excel/layouts/holidays.ts';
import { readWorkbookInProcess } from '../../excel/read-workbook-in-process.ts';
import { asFileFailure } from '../../runtime/atomic-file.ts';
import type { JobContext } from '../../runtime/context.ts';

export interface ReadArrangement {
  years: { year: number; days: CalendarDay[]; document: string | null }[];
  findings: Finding[];
}

/** The arrangement of one year as several public data sets give it. */
const dayList = z.object({
  days: z.array(z.object({ date: z.string().max(40), isOffDay: z.boolean(), name: z.string().max(200) })),
});

/** A calendar of a year is a few kilobytes. */
const largestText = 5_000_000;

const gathered = (gathering: HolidayGathering): ReadArrangement => ({
  years: gathering.years().map((year) => ({ ...year, document: null })),
  findings: gathering.findings.slice(0, 200),
});

const readJson = (text: string, gathering: HolidayGathering): ReadArrangement | null => {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return null;
  }
  const own = calendarFile.safeParse(content);
  if (own.success) {
    return {
      years: own.data.years.map(({ year, days, document }) => ({ year, days, document })),
      findings: [],
    };
  }
  const list = dayList.safeParse(content);
  if (!list.success) return null;
  for (const { date, isOffDay, name } of list.data.days)
    gathering.add(date, isOffDay ? '放假' : '上班', name);
  return gathered(gathering);
};

const readWorkbookRows = async (context: JobContext, file: string): Promise<ReadArrangement> => {
  const gathering = new HolidayGathering();
  const accept = openHolidayReading(gathering);
  const { spawnReader, progress } = context;
  for await (const event of readWorkbookInProcess(file, { spawnReader, signal: progress.signal })) {
    if (event.type === 'row') accept(event.row);
  }
  return gathered(gathering);
};

const beginningOf = async (file: string): Promise<{ text: string; size: number }> => {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
    return { text: buffer.toString('latin1', 0, bytesRead), size: (await handle.stat()).size };
  } finally {
    await handle.close();
  }
};

/** @throws AppError `holiday.fileNotRead`, `file.*`, `workbook.*` */
export const readArrangement = async (context: JobContext, file: string): Promise<ReadArrangement> => {
  const name = basename(file);
  const { start, text } = await asFileFailure(file, 'read', async () => {
    const beginning = await beginningOf(file);
    const isText = !beginning.text.startsWith('PK') && beginning.size <= largestText;
    return { start: beginning, text: isText ? await readFile(file, 'utf8') : '' };
  });
  let read: ReadArrangement | null = null;
  if (start.text.startsWith('PK')) read = await readWorkbookRows(context, file);
  else if (text.includes('BEGIN:VCALENDAR')) {
    const gathering = new HolidayGathering();
    gatherCalendar(text, gathering);
    read = gathered(gathering);
  } else read = readJson(text.replace(/^\uFEFF/, ''), new HolidayGathering());
  if (read === null || (read.years.length === 0 && read.findings.length === 0)) {
    throw new AppError('holiday.fileNotRead', { name });
  }
  return read;
};
