/** 节假日 as a list in a workbook: the columns 日期, 类型, 说明 in any order, below any title. */
import type { HolidayGathering } from '#shared/domain/holiday-text.ts';
import type { RawRow } from '../workbook-types.ts';

const titles = {
  date: ['日期', '放假日期', '日'],
  kind: ['类型', '类别', '性质', '安排'],
  name: ['说明', '节日', '名称', '节假日', '备注'],
} as const;

type Columns = Partial<Record<keyof typeof titles, number>>;

/** The column of each title that a row names. */
const headerOf = (row: RawRow): Columns => {
  const columns: Columns = {};
  for (const { column, text } of row.cells) {
    const title = text.replace(/\s+/g, '');
    for (const key of ['date', 'kind', 'name'] as const) {
      if ((titles[key] as readonly string[]).includes(title)) columns[key] ??= column;
    }
  }
  return columns;
};

/** Reads row after row into `gathering`; rows above the header and empty ones are passed over. */
export const openHolidayReading = (gathering: HolidayGathering): ((row: RawRow) => void) => {
  let sheet = '';
  let columns: Columns = {};
  return (row) => {
    if (row.sheet !== sheet) columns = {};
    sheet = row.sheet;
    const { date, kind, name } = columns;
    if (date === undefined || kind === undefined) {
      columns = headerOf(row);
      return;
    }
    const textIn = (column: number | undefined): string =>
      row.cells.find((cell) => cell.column === column)?.text.trim() ?? '';
    if (textIn(date) !== '') gathering.add(textIn(date), textIn(kind), textIn(name), row.row);
  };
};
