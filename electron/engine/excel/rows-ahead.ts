/**
 * A workbook's events with the first rows of each sheet told beforehand: where a header stands can only be seen from
 * the rows around it. Nothing is held back but those rows.
 */
import type { RawRow, WorkbookEvent } from './workbook-types.ts';

type SheetEvent = Extract<WorkbookEvent, { type: 'sheet' }>;

/** As the reader's events; a sheet comes with its first rows, which come again after it. */
export type AheadEvent = Exclude<WorkbookEvent, SheetEvent> | (SheetEvent & { ahead: readonly RawRow[] });

/**
 * Takes events in their order, as many at a time as there are, and answers those that can be told now. After `end`
 * nothing is held back.
 * @param count rows told with their sheet
 */
export function openRowsAhead(
  count: number,
): (events: Iterable<WorkbookEvent>) => Generator<AheadEvent, void> {
  let sheet: SheetEvent | null = null;
  let held: Exclude<WorkbookEvent, SheetEvent>[] = [];
  let ahead: RawRow[] = [];

  const release = (): AheadEvent[] => {
    if (sheet === null) return [];
    const released: AheadEvent[] = [{ ...sheet, ahead }, ...held];
    sheet = null;
    held = [];
    ahead = [];
    return released;
  };

  const tell = (event: WorkbookEvent): AheadEvent[] => {
    if (event.type === 'sheet') {
      const before = release();
      sheet = event;
      return before;
    }
    if (event.type === 'end') return [...release(), event];
    if (sheet === null) return [event];
    held.push(event);
    if (event.type === 'row') ahead.push(event.row);
    return ahead.length === count ? release() : [];
  };

  return function* told(events) {
    for (const event of events) yield* tell(event);
  };
}

/** The same for events that come one by one. */
export async function* withRowsAhead(
  events: AsyncIterable<WorkbookEvent>,
  count: number,
): AsyncGenerator<AheadEvent, void> {
  const told = openRowsAhead(count);
  for await (const event of events) yield* told([event]);
}
