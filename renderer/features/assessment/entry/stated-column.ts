import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import type { GridColumn } from '../../../ui/grid/grid-types.ts';
import { columnOfRole, kindOfLine, type SheetLine, type ValueColumn, yesNo } from './sheet.ts';

const words = assessmentWords.entry;

/** A column of stated values: written into when it is the column of the role that works here, else only read. */
export const statedColumn = <Row extends { line: SheetLine }>(
  column: ValueColumn,
  role: EntryRole,
  width: number,
): GridColumn<Row> => {
  const own = column === columnOfRole(role);
  return {
    key: column,
    title:
      column === 'data' && !own
        ? words.columns.data
        : assessmentWords.roles[column === 'data' ? role : column],
    width,
    align: 'right',
    ...(own
      ? {
          kind: 'text',
          kindOf: ({ line }) => kindOfLine(line),
          choices: ({ line }) =>
            line.type === 'flag' ? yesNo : line.levels.map((level) => ({ value: level, label: level })),
        }
      : { kind: 'readonly', ...(column === 'data' ? { hint: words.hints.data } : {}) }),
  };
};
