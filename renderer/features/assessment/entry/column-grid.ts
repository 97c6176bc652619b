/** One indicator over every unit as rows and columns of the grid. */
import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import { writeEntryText } from '#shared/model/entry-text.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import type { GridCell, GridColumn, GridRow } from '../../../ui/grid/grid-types.ts';
import type { ColumnUnit } from './column-data.ts';
import {
  columnOfRole,
  derivedText,
  differenceText,
  plainCell,
  reasonCell,
  reviewerOf,
  type ValueColumn,
  valueCell,
  valueColumns,
} from './sheet.ts';
import { statedColumn } from './stated-column.ts';
import type { PagedUnit } from './unit-pages.ts';

const words = assessmentWords.entry;

/** A heading for each group, where there are groups. */
export const unitRows = <Unit extends PagedUnit>(units: readonly Unit[]): GridRow<Unit>[] => {
  const grouped = units.some(({ group }) => group !== null);
  const rows: GridRow<Unit>[] = [];
  let last: string | null | undefined;
  for (const unit of units) {
    if (grouped && unit.group !== last) {
      last = unit.group;
      const name = unit.group ?? assessmentWords.column.noGroup;
      rows.push({ key: `group ${name}`, section: name, level: 1 });
    }
    rows.push({ key: unit.bodyUscc, data: unit });
  }
  return rows;
};

const hasStated = (units: readonly ColumnUnit[], column: ValueColumn): boolean =>
  units.some(({ line: { stated } }) =>
    column === 'data'
      ? stated.department !== undefined || stated.thirdParty !== undefined || stated.survey !== undefined
      : stated[column] !== undefined,
  );

/** The columns that have something to tell, and the one of the role that works here. */
export const columnColumns = (units: readonly ColumnUnit[], role: EntryRole): GridColumn<ColumnUnit>[] => {
  const own = columnOfRole(role);
  const values = valueColumns.filter((column) => column === own || hasStated(units, column));
  const plain = (key: string, title: string, width: number, more: Partial<GridColumn<ColumnUnit>> = {}) => ({
    key,
    title,
    width,
    kind: 'readonly' as const,
    ...more,
  });
  const right = { align: 'right' } as const;
  return [
    plain('unit', assessmentWords.column.unit, 260, { frozen: true, grows: true }),
    plain('previous', words.columns.previous, 80, { ...right, hint: words.hints.previous }),
    ...(units.some(({ line }) => line.derived !== null)
      ? [plain('derived', words.columns.derived, 92, { ...right, hint: words.hints.derived })]
      : []),
    ...values.map((column) => statedColumn<ColumnUnit>(column, role, 110)),
    ...(values.includes('assessor') || values.includes('finalReview')
      ? [plain('difference', words.columns.difference, 92, { ...right, hint: words.hints.difference })]
      : []),
    plain('score', words.columns.score, 72, { ...right, hint: words.hints.score }),
    ...(reviewerOf(role) === null
      ? []
      : [
          {
            key: 'reason',
            title: words.columns.reason,
            width: 180,
            kind: 'text',
            grows: true,
            hint: words.hints.reason,
          } as const,
        ]),
  ];
};

/** What a cell shows. */
export const columnCell =
  (role: EntryRole) =>
  ({ name, line, counted }: ColumnUnit, column: string): GridCell => {
    switch (column) {
      case 'unit':
        return plainCell(name);
      case 'previous':
        return plainCell(line.previous === null ? '' : writeEntryText(line.previous.value));
      case 'derived':
        return plainCell(derivedText(line));
      case 'difference':
        return plainCell(differenceText(line));
      case 'reason':
        return reasonCell(line, role);
      case 'score':
        return plainCell(counted.points ?? assessmentWords.panel.excluded, counted.trace);
      default:
        return valueCell(line, column as ValueColumn, role);
    }
  };
