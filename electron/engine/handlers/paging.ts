/** Pages of lists: what a cursor holds is the business of its list alone. */
import type { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';

/** The next page's cursor, null when this page was not full. */
export const nextCursor = <Row>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => string,
): string | null => {
  const last = rows.at(-1);
  return last === undefined || rows.length < limit ? null : cursorOf(last);
};

/** Reads a cursor that this program wrote. @throws AppError `operation.invalidInput` for any other text */
export const readCursor = <T>(
  text: string | null,
  schema: z.ZodType<T>,
  belongs: (position: T) => boolean = () => true,
): T | null => {
  if (text === null) return null;
  let position: T | undefined;
  try {
    position = schema.safeParse(JSON.parse(text)).data;
  } catch {
    // Not even JSON: told like every other text.
  }
  if (position !== undefined && belongs(position)) return position;
  const issues = [{ path: 'cursor', message: '不是本列表的翻页位置' }];
  throw new AppError('operation.invalidInput', { issues });
};

/** Drops what was not given, so that a filter holds only conditions that are meant. */
export const given = <T extends object>(filter: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as never;
