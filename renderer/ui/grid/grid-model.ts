/** The page's rows and columns as places: which cell is where, what stands in it, and whether it can be changed. */
import { gridWords } from '../../i18n/zh-CN/grid.ts';
import { booleanChoices, shownText } from './cell-text.ts';
import type {
  CellPlace,
  ColumnKind,
  EntryGridProps,
  GridCell,
  GridChoice,
  GridColumn,
  GridDataRow,
  GridRow,
} from './grid-types.ts';
import type { Spot } from './moves.ts';
import type { Target, TargetCell } from './write-plan.ts';

/** A text that was handed to the page and that `cell` need not know yet. */
export interface PendingText {
  text: string;
  failed: boolean;
}

/** By column key. */
export type PendingRow = ReadonlyMap<string, PendingText>;
/** By row key. */
export type PendingTexts = ReadonlyMap<string, PendingRow>;

export interface GridModel extends Target {
  shownAt(spot: Spot): GridCell;
  spotOf(place: CellPlace): Spot | null;
  placeOf(spot: Spot): CellPlace | null;
  /** Of a data row, counted from 1 without headings. */
  rowNumber(row: number): number;
  rowName(row: number): string;
}

export type ModelParts<Row> = Pick<EntryGridProps<Row>, 'rows' | 'columns' | 'cell' | 'rowName' | 'numberOf'>;

export const isDataRow = <Row>(row: GridRow<Row> | undefined): row is GridDataRow<Row> =>
  row !== undefined && 'data' in row;

export const kindIn = <Row>(column: GridColumn<Row>, row: Row): ColumnKind =>
  column.kindOf?.(row) ?? column.kind;

export const choicesIn = <Row>(column: GridColumn<Row>, row: Row): readonly GridChoice[] => {
  if (kindIn(column, row) === 'boolean') return booleanChoices;
  return typeof column.choices === 'function' ? column.choices(row) : (column.choices ?? []);
};

/** The page's cell, with what is on its way to the page laid over it. */
export const shownCell = <Row>(
  cell: EntryGridProps<Row>['cell'],
  column: GridColumn<Row>,
  row: Row,
  pending: PendingText | undefined,
): GridCell => {
  const known = cell(row, column.key);
  if (pending === undefined) return known;
  const { text, failed } = pending;
  return {
    ...known,
    text: shownText(kindIn(column, row), choicesIn(column, row), text),
    input: text,
    ...(failed ? { state: 'wrong', message: gridWords.notSaved } : { state: 'waiting' }),
  };
};

/** True, or why a cell cannot be changed. */
export const editableIn = <Row>(column: GridColumn<Row>, row: Row, known: GridCell): true | string => {
  if (kindIn(column, row) === 'readonly') return gridWords.readonlyColumn;
  const said = column.editable?.(row) ?? true;
  if (said !== true) return said;
  return known.state === 'locked' ? (known.message ?? gridWords.locked) : true;
};

const indexes = new WeakMap<object, ReadonlyMap<string, number>>();

/** Made once for an array of rows: there may be very many, and a model is made at every entry. */
const indexByKey = (rows: readonly { key: string }[]): ReadonlyMap<string, number> => {
  const known = indexes.get(rows);
  if (known !== undefined) return known;
  const index = new Map(rows.map((row, position) => [row.key, position]));
  indexes.set(rows, index);
  return index;
};

const nothing: GridCell = { text: '', state: 'empty' };
const nowhere: TargetCell = {
  kind: 'readonly',
  choices: [],
  text: '',
  input: '',
  state: 'empty',
  editable: gridWords.locked,
};

export const createGridModel = <Row>(
  { rows, columns, cell, rowName, numberOf }: ModelParts<Row>,
  pending: PendingTexts,
): GridModel => {
  const rowByKey = indexByKey(rows);
  const columnByKey = new Map(columns.map((column, index) => [column.key, index]));
  let numbers: number[] | null = null;

  const shownAt = ({ row: index, column: columnIndex }: Spot): GridCell => {
    const row = rows[index];
    const column = columns[columnIndex];
    if (!isDataRow(row) || column === undefined) return nothing;
    return shownCell(cell, column, row.data, pending.get(row.key)?.get(column.key));
  };

  const editableAt = ({ row: index, column: columnIndex }: Spot): true | string => {
    const row = rows[index];
    const column = columns[columnIndex];
    if (!isDataRow(row) || column === undefined) return gridWords.locked;
    return editableIn(column, row.data, cell(row.data, column.key));
  };

  const rowNumber = (index: number): number => {
    const row = rows[index];
    if (numberOf !== undefined && isDataRow(row)) return numberOf(row.data);
    if (numbers === null) {
      let count = 0;
      numbers = rows.map((row) => (isDataRow(row) ? ++count : count));
    }
    return numbers[index] ?? 0;
  };

  return {
    rows: rows.length,
    columns: columns.length,
    isHeading: (index) => !isDataRow(rows[index]),
    canEdit: (spot) => editableAt(spot) === true,
    shownAt,
    cellAt: (spot) => {
      const row = rows[spot.row];
      const column = columns[spot.column];
      if (!isDataRow(row) || column === undefined) return nowhere;
      const { text, input, state } = shownAt(spot);
      return {
        kind: kindIn(column, row.data),
        choices: choicesIn(column, row.data),
        text,
        input: input ?? text,
        state,
        editable: editableAt(spot),
      };
    },
    spotOf: ({ rowKey, columnKey }) => {
      const row = rowByKey.get(rowKey);
      const column = columnByKey.get(columnKey);
      return row === undefined || column === undefined || !isDataRow(rows[row]) ? null : { row, column };
    },
    placeOf: (spot) => {
      const row = rows[spot.row];
      const column = columns[spot.column];
      return isDataRow(row) && column !== undefined ? { rowKey: row.key, columnKey: column.key } : null;
    },
    rowNumber,
    rowName: (index) => {
      const row = rows[index];
      if (!isDataRow(row)) return '';
      const name = rowName?.(row.data) ?? shownAt({ row: index, column: 0 }).text;
      return gridWords.row(rowNumber(index), name);
    },
  };
};
