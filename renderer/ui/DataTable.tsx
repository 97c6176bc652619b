/**
 * A list as every page shows it: columns that can be chosen and sorted, rows opened with the mouse or Enter, a line
 * with the count and the sums, and the export of what is shown. Long lists draw only what is in sight.
 */
import { SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover, Table, type TableProps } from 'antd';
import { type KeyboardEvent, type MouseEvent, type ReactNode, type UIEvent, useMemo, useRef } from 'react';
import { formatCount } from '../i18n/format.ts';
import { uiWords } from '../i18n/zh-CN/ui.ts';
import { type SortChoice, useListView } from '../state/list-views.ts';
import type { DataColumn } from './data-column.ts';
import { ListExport } from './ListExport.tsx';
import { useFreeHeight } from './use-free-height.ts';

export interface DataTableProps<Row> {
  /** Name under which column choice and order are remembered; unique in the window. */
  tableId: string;
  /** What a screen reader calls the list. */
  label: string;
  columns: readonly DataColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  loading?: boolean;
  /** All rows of the list, when not all have been read; null while unknown. */
  total?: number | null;
  /** There are more than `total`, which nobody counted. */
  moreThanTotal?: boolean;
  /** Sums of the whole list, as text. */
  sums?: readonly { title: string; value: string }[];
  /** Further counts of the whole list, beside the number of its rows. */
  counts?: ReactNode;
  /** Says what to do when there is nothing. */
  empty: ReactNode;
  onRowOpen?: (row: Row) => void;
  /** Marks the row that the page is about. */
  selected?: string | null;
  /** There are more rows; called when the end comes into sight. */
  hasMore?: boolean;
  onLoadMore?: () => void;
  /** The page sorts (in the engine); otherwise the table sorts the rows that it has. */
  sort?: SortChoice | null;
  onSort?: (sort: SortChoice | null) => void;
  /** Name under which the list can be taken out as a workbook; without it there is no such button. */
  exportName?: string;
  /** Which filters apply, in words, for the workbook. */
  exportNote?: string;
  /** Reads the rows that have not been read yet, for the workbook. */
  readAll?: () => Promise<readonly Row[]>;
  /** Height in pixels; without it the table fills what its place has left. */
  height?: number;
}

/** Above so many rows only those in sight are drawn. */
const drawnWhole = 100;
const pixelsPerCharacter = 14;
const cellPadding = 17;

const compare = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'zh-CN');

const isHidden = <Row,>(column: DataColumn<Row>, toggled: readonly string[]): boolean =>
  toggled.includes(column.key) !== (column.hiddenAtFirst === true);

/** A click on a button or link inside a row, or in a dialog that came of it, is none on the row. */
const isOnRowItself = ({ target, currentTarget }: MouseEvent<HTMLElement>): boolean => {
  if (!(target instanceof Element) || !currentTarget.contains(target)) return false;
  const inner = target.closest('a, button, input, label');
  return inner === null || !currentTarget.contains(inner);
};

/** Arrow keys go from row to row; Enter opens. */
const moveBetweenRows = (event: KeyboardEvent<HTMLElement>, open: (() => void) | undefined): void => {
  if (event.target !== event.currentTarget) return;
  const row = event.currentTarget;
  const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' } as const;
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    open?.();
  } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    const next = row[step[event.key]];
    if (next instanceof HTMLElement) next.focus();
  }
};

export const DataTable = <Row extends object>({
  tableId,
  label,
  columns,
  rows,
  rowKey,
  loading = false,
  total,
  moreThanTotal = false,
  sums = [],
  counts,
  empty,
  onRowOpen,
  selected = null,
  hasMore = false,
  onLoadMore,
  sort,
  onSort,
  exportName,
  exportNote,
  readAll,
  height,
}: DataTableProps<Row>) => {
  const frame = useRef<HTMLDivElement>(null);
  const freeHeight = useFreeHeight(frame);
  const [view, setView] = useListView(tableId);
  const order = onSort === undefined ? view.sort : (sort ?? null);
  const fontScale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;

  const shown = useMemo(
    () => columns.filter((column) => !isHidden(column, view.hidden)),
    [columns, view.hidden],
  );

  const sorted = useMemo(() => {
    const column = onSort === undefined ? columns.find(({ key }) => key === order?.column) : undefined;
    if (column?.sort === undefined || order === null) return rows;
    const by = column.sort === true ? column.text : column.sort;
    const direction = order.descending ? -1 : 1;
    return rows.toSorted((a, b) => direction * compare(by(a), by(b)));
  }, [rows, columns, order, onSort]);

  const tableColumns = shown.map((column) => ({
    key: column.key,
    title: column.title,
    width: Math.round(column.width * pixelsPerCharacter * fontScale) + cellPadding,
    align: column.align ?? (column.kind === 'number' ? ('right' as const) : ('left' as const)),
    className: column.kind === 'number' ? 'num' : '',
    ellipsis: true,
    ...(column.fixed === true ? { fixed: 'left' as const } : {}),
    sorter: column.sort !== undefined,
    sortOrder: order?.column === column.key ? (order.descending ? 'descend' : 'ascend') : null,
    render: (_value: unknown, row: Row) => column.render?.(row) ?? column.text(row),
  })) satisfies TableProps<Row>['columns'];
  const width = tableColumns.reduce((sum, column) => sum + column.width, 0);

  const choose: TableProps<Row>['onChange'] = (_pagination, _filters, sorter, { action }) => {
    if (action !== 'sort' || Array.isArray(sorter)) return;
    const next =
      sorter.order == null || sorter.columnKey === undefined
        ? null
        : { column: String(sorter.columnKey), descending: sorter.order === 'descend' };
    if (onSort === undefined) setView({ sort: next });
    else onSort(next);
  };

  const loadWhenNearEnd = ({ currentTarget }: UIEvent<HTMLElement>): void => {
    const left = currentTarget.scrollHeight - currentTarget.scrollTop - currentTarget.clientHeight;
    if (hasMore && left < 800) onLoadMore?.();
  };

  const tableHeight = height ?? freeHeight;
  return (
    <div className={height === undefined ? 'data-table data-table-fill' : 'data-table'}>
      <div ref={frame} className="data-table-frame">
        <Table<Row>
          aria-label={label}
          size="small"
          bordered
          columns={tableColumns}
          dataSource={sorted as Row[]}
          rowKey={rowKey}
          loading={{ spinning: loading, delay: 200 }}
          pagination={false}
          virtual={sorted.length > drawnWhole}
          // The head takes about 40 pixels of the frame. Without rows there is nothing to scroll to, nor to focus.
          scroll={
            sorted.length === 0
              ? {}
              : { x: width, y: Math.max(120, tableHeight - Math.round(40 * fontScale)) }
          }
          onChange={choose}
          onScroll={loadWhenNearEnd}
          showSorterTooltip={false}
          locale={{ emptyText: loading ? ' ' : <span className="data-table-empty">{empty}</span> }}
          rowClassName={(row) => (rowKey(row) === selected ? 'row-selected' : '')}
          onRow={(row) => {
            const open = onRowOpen === undefined ? undefined : () => onRowOpen(row);
            return {
              tabIndex: open === undefined ? -1 : 0,
              className: open === undefined ? '' : 'row-opens',
              ...(rowKey(row) === selected ? { 'aria-current': 'true' as const } : {}),
              onClick: (event: MouseEvent<HTMLElement>) => isOnRowItself(event) && open?.(),
              onKeyDown: (event: KeyboardEvent<HTMLElement>) => moveBetweenRows(event, open),
            };
          }}
        />
      </div>
      <footer className="data-table-foot">
        <span role="status">{countLine(rows.length, total, hasMore, moreThanTotal)}</span>
        {counts}
        {sums.map(({ title, value }) => (
          <span key={title} className="num">
            {uiWords.sum(title, value)}
          </span>
        ))}
        <span className="spacer" />
        {exportName !== undefined && (
          <ListExport
            name={exportName}
            note={exportNote}
            columns={shown.filter(({ action }) => action !== true)}
            rows={sorted}
            readAll={hasMore ? readAll : undefined}
          />
        )}
        <ColumnChoice columns={columns} toggled={view.hidden} onChange={(hidden) => setView({ hidden })} />
      </footer>
    </div>
  );
};

const countLine = (
  loaded: number,
  total: number | null | undefined,
  hasMore: boolean,
  moreThanTotal: boolean,
): string => {
  if (moreThanTotal) return uiWords.countMore(formatCount(total ?? loaded), formatCount(loaded));
  if (total === undefined || total === null) {
    return hasMore ? uiWords.countSoFar(formatCount(loaded)) : uiWords.count(formatCount(loaded));
  }
  return loaded < total
    ? uiWords.countLoaded(formatCount(loaded), formatCount(total))
    : uiWords.count(formatCount(total));
};

const ColumnChoice = <Row,>({
  columns,
  toggled,
  onChange,
}: {
  columns: readonly DataColumn<Row>[];
  toggled: readonly string[];
  onChange: (toggled: string[]) => void;
}) => (
  <Popover
    trigger="click"
    placement="topRight"
    title={uiWords.columnsTitle}
    content={
      <div className="column-choice">
        {columns.map((column) => (
          <Checkbox
            key={column.key}
            checked={!isHidden(column, toggled)}
            onChange={() =>
              onChange(
                toggled.includes(column.key)
                  ? toggled.filter((key) => key !== column.key)
                  : [...toggled, column.key],
              )
            }
          >
            {column.title}
          </Checkbox>
        ))}
      </div>
    }
  >
    <Button size="small" icon={<SettingOutlined aria-hidden />}>
      {uiWords.columns}
    </Button>
  </Popover>
);
