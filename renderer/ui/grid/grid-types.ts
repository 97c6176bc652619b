/**
 * What a page says to the grid and hears from it. The grid knows rows, columns and texts, no operations: it asks for each
 * cell as it is now, and says what the user wants changed. Saving, checking and locking are the page's.
 */

/** How a cell stands. Each state has a sign of its own beside its colour, and words in its title. */
export type CellState =
  /** Nothing entered yet. */
  | 'empty'
  /** As it came from elsewhere; nothing has to be said of it. */
  | 'plain'
  | 'saved'
  /** On its way to the database. */
  | 'waiting'
  /** Kept as entered, but not valid; `message` says why. */
  | 'wrong'
  /** Cannot be changed now; `message` says why. */
  | 'locked'
  /** Something that it depends on has changed since; `message` says what. */
  | 'stale';

export interface GridCell {
  /** As shown, and as copied out. */
  text: string;
  /**
   * What typing it anew would be, where that differs from `text`: `12.5` for a shown `12.50`, the code of a choice,
   * `true` or `false`. Editing starts with it, and undo gives it back to `onEdit`.
   */
  input?: string;
  state: CellState;
  message?: string;
  /** A remark or evidence belongs to this cell. */
  note?: boolean;
}

export interface GridChoice {
  /** Given to `onEdit`. */
  value: string;
  label: string;
}

/**
 * `number`: full-width digits and thousands separators are made plain. `boolean` hands on `true`, `false` or nothing.
 * `choice` hands on the value of a choice. `text` is handed on exactly as typed. What is typed and fits no number or choice
 * is handed on as it is, for the page to keep as a draft marked wrong; pasted, it is refused in the preview.
 */
export type ColumnKind = 'text' | 'number' | 'boolean' | 'choice' | 'readonly';

export interface GridColumn<Row> {
  key: string;
  title: string;
  /** Stands in the head instead of `title`, where that is plain below the name of the group. */
  head?: string;
  /** Stands above neighbouring columns that have the same. */
  group?: string;
  /** Pixels at normal type size; grows with large type. */
  width: number;
  kind: ColumnKind;
  /** Of a choice column, per row where rows differ. */
  choices?: readonly GridChoice[] | ((row: Row) => readonly GridChoice[]);
  /** Where rows of one column differ in kind. */
  kindOf?: (row: Row) => ColumnKind;
  /** Numbers stand right, everything else left, unless said otherwise. */
  align?: 'left' | 'right' | 'center';
  /** True, or why not, in words for the user. Left out: editable unless the cell is locked. */
  editable?: (row: Row) => true | string;
  /** Stays in sight when scrolling sideways. Frozen columns come first. */
  frozen?: boolean;
  /** Takes a share of the width that is left over. */
  grows?: boolean;
  /** Words for the title of the column's head. */
  hint?: string;
}

/** A heading over the full width, such as the name of a first-level indicator; never has the cursor. */
export interface GridSection {
  key: string;
  section: string;
  /** 1 is the highest. */
  level?: 1 | 2 | 3;
}

export interface GridDataRow<Row> {
  key: string;
  data: Row;
}

export type GridRow<Row> = GridSection | GridDataRow<Row>;

export interface CellPlace {
  rowKey: string;
  columnKey: string;
}

export interface CellChange extends CellPlace {
  text: string;
}

export type EditCause = 'typing' | 'paste' | 'fill' | 'delete' | 'undo' | 'redo';

/** An act that the page offers for a cell. */
export interface CellMenuItem {
  key: string;
  label: string;
  /** Why it cannot be done now; null when it can. */
  disabledReason?: string | null;
  onChoose: () => void;
}

/** What a page has changed in one cell, so that the grid can take it back. */
export interface ChangedText extends CellPlace {
  before: string;
  after: string;
}

export interface EntryGridProps<Row> {
  /** Names the grid to a screen reader. */
  label: string;
  /**
   * What the rows are of, such as unit and role. With another subject nothing of the former one is left: no step to take back
   * could be written into rows that only have the same keys.
   */
  subject: string;
  columns: readonly GridColumn<Row>[];
  /** A new array when a row was added, removed or changed; keys are unique. */
  rows: readonly GridRow<Row>[];
  /** Asked while drawing: cheap, and a new function when cells have changed. */
  cell: (row: Row, columnKey: string) => GridCell;
  /**
   * One step of the user's, one cell or many. Until the promise settles the grid shows the new texts as `waiting`;
   * after that it shows what `cell` says. If it is rejected, the new texts stay in sight, marked as not saved.
   */
  onEdit: (changes: readonly CellChange[], cause: EditCause) => Promise<void>;
  /** Where Enter goes after an entry. */
  enterMoves: 'down' | 'right';
  /** Names a row in sentences, such as the list of refused cells. Left out: the text of its first cell. */
  rowName?: (row: Row) => string;
  /** Number of a row in sentences, where it has one of its own (in its file). Left out: its place in the grid. */
  numberOf?: (row: Row) => number;
  onPlace?: (place: CellPlace | null) => void;
  /** What the page offers for the chosen cell by right click, below copying and clearing. */
  cellMenu?: (place: CellPlace) => readonly CellMenuItem[];
  /** Shown instead of rows when there are none. */
  empty?: string;
}

export interface EntryGridHandle {
  /** Brings a cell into sight and puts the cursor there. @returns false when there is no such cell */
  focusCell(rowKey: string, columnKey: string): boolean;
  /** Takes up what the page wrote by itself (复制上期) as one step that Ctrl+Z takes back. */
  remember(step: readonly ChangedText[]): void;
  /** Puts the cursor where it was last, or into the first cell that can be edited. */
  focus(): void;
}
