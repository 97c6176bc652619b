/**
 * One row as drawn; drawn anew only when something of it has changed. Rows and cells are named by their roles: rows that are
 * drawn only while in sight, one above another by their tops, make no `<table>`.
 */
import { type CSSProperties, memo } from 'react';
import { gridWords } from '../../i18n/zh-CN/grid.ts';
import { editableIn, isDataRow, kindIn, type PendingRow, shownCell } from './grid-model.ts';
import type { EntryGridProps, GridCell, GridColumn, GridRow } from './grid-types.ts';
import { StateMark } from './StateMark.tsx';
import type { DrawnColumns } from './use-drawn-columns.ts';

export interface GridLineProps<Row> {
  row: GridRow<Row>;
  index: number;
  /** Pixels below the head. */
  top: number;
  width: number;
  columns: readonly GridColumn<Row>[];
  cellStyles: readonly CSSProperties[];
  frozenCount: number;
  drawn: DrawnColumns;
  cell: EntryGridProps<Row>['cell'];
  pending: PendingRow | undefined;
  /** Column of the cursor, -1 when it is in another row. */
  cursor: number;
  /** Columns chosen in this row, -1 when none. */
  chosenFrom: number;
  chosenTo: number;
  idOf: (row: number, column: number) => string;
  measure: (element: HTMLElement | null) => void;
}

const Line = <Row,>(props: GridLineProps<Row>) => {
  const { row, index, top, width, columns, measure } = props;
  const place = { 'data-index': index, ref: measure, style: { top, width } } as const;
  if (!isDataRow(row)) {
    return (
      <div {...place} className="line" role="row" aria-rowindex={index + 2}>
        <div className={`section level-${row.level ?? 1}`} role="gridcell" aria-colspan={columns.length}>
          <span>{row.section}</span>
        </div>
      </div>
    );
  }
  const { drawn, frozenCount } = props;
  const cellAt = (column: GridColumn<Row>, columnIndex: number) => (
    <Cell
      key={column.key}
      column={column}
      row={row.data}
      id={props.idOf(index, columnIndex)}
      columnIndex={columnIndex}
      style={props.cellStyles[columnIndex]}
      frozen={columnIndex < frozenCount}
      shown={shownCell(props.cell, column, row.data, props.pending?.get(column.key))}
      cursor={columnIndex === props.cursor}
      chosen={columnIndex >= props.chosenFrom && columnIndex <= props.chosenTo}
    />
  );
  return (
    <div {...place} className="line" role="row" aria-rowindex={index + 2}>
      {columns.slice(0, frozenCount).map(cellAt)}
      {drawn.gap > 0 && <div role="presentation" style={{ width: drawn.gap, flex: 'none' }} />}
      {columns.slice(drawn.from, drawn.to).map((column, offset) => cellAt(column, drawn.from + offset))}
    </div>
  );
};

interface CellProps<Row> {
  column: GridColumn<Row>;
  row: Row;
  id: string;
  columnIndex: number;
  style: CSSProperties | undefined;
  frozen: boolean;
  shown: GridCell;
  cursor: boolean;
  chosen: boolean;
}

const Cell = <Row,>({ column, row, shown, ...place }: CellProps<Row>) => {
  const kind = kindIn(column, row);
  const editable = editableIn(column, row, shown);
  const right = (column.align ?? (kind === 'number' ? 'right' : 'left')) === 'right';
  const classes = ['cell', column.align === 'center' ? 'center' : right ? 'num right' : ''];
  if (editable !== true) classes.push(kind === 'readonly' ? 'plain' : 'closed');
  if (shown.state === 'wrong') classes.push('wrong');
  if (place.frozen) classes.push('frozen');
  if (place.chosen) classes.push('chosen');
  if (place.cursor) classes.push('cursor');
  if (kind === 'choice' || kind === 'boolean') classes.push('listed');
  // A locked cell that is not in a plain column wears the lock, whichever way the page locked it.
  const state = editable !== true && kind !== 'readonly' && shown.state !== 'wrong' ? 'locked' : shown.state;
  const mark = kind === 'readonly' && state === 'saved' ? null : <StateMark state={state} />;
  return (
    <div
      role="gridcell"
      id={place.id}
      className={classes.join(' ')}
      style={place.style}
      data-column={place.columnIndex}
      aria-colindex={place.columnIndex + 1}
      aria-selected={place.chosen}
      aria-readonly={editable !== true}
      aria-invalid={shown.state === 'wrong' || undefined}
      title={titleOf(shown, kind === 'readonly' ? true : editable)}
    >
      {right && mark}
      <span className="cell-text">{shown.text}</span>
      {!right && mark}
      {shown.note && <span className="note-mark" role="img" aria-label={gridWords.note} />}
    </div>
  );
};

const titleOf = (shown: GridCell, editable: true | string): string | undefined => {
  const lines = [
    shown.message !== undefined && shown.message !== editable
      ? `${gridWords.states[shown.state]}：${shown.message}`
      : null,
    editable === true ? null : gridWords.cannotEdit(editable),
    shown.note ? gridWords.note : null,
  ].filter((line) => line !== null);
  return lines.length > 0 ? lines.join('\n') : undefined;
};

export const GridLine = memo(Line) as typeof Line;
