/**
 * A workbook's events with the first rows of each sheet told beforehand: where a header stands can only be seen from
 * the rows around it. Nothing is held back but those rows.
 */
import type { RawRow, WorkbookEvent } from './workbook-types.ts';

type SheetEvent = Extract<WorkbookEvent, { type: 'sheet' }>;

/** As the reader's events; a sheet comes with its first rows, which come again after it. */
export type AheadEvent = Exclude<WorkbookEvent, SheetEvent> | (SheetEvent & { ahead: readonly RawRow[] });

/** @param count rows told with their sheet */
export async function* withRowsAhead(
  events: AsyncIterable<WorkbookEvent>,
  count: number,
): AsyncGenerator<AheadEvent, void> {
  let sheet: SheetEvent | null = null;
  let held: Exclude<WorkbookEvent, SheetEvent>[] = [];
  let ahead: RawRow[] = [];

  function* release(): Generator<AheadEvent, void> {
    if (sheet === null) return;
    yield { ...sheet, ahead };
    yield* held;
    sheet = null;
    held = [];
    ahead = [];
  }

  for await (const event of events) {
    if (event.type === 'sheet') {
      yield* release();
      sheet = event;
    } else if (sheet === null) {
      yield event;
    } else if (event.type === 'end') {
      yield* release();
      yield event;
    } else {
      held.push(event);
      if (event.type === 'row') ahead.push(event.row);
      if (ahead.length === count) yield* release();
    }
  }
  yield* release();
}
