/** The heads of the columns, below the names of groups where columns have some. */
import type { CSSProperties } from 'react';
import type { ColumnLayout } from './column-layout.ts';
import type { GridColumn } from './grid-types.ts';
import type { DrawnColumns } from './use-drawn-columns.ts';

interface GridHeadProps<Row> {
  columns: readonly GridColumn<Row>[];
  cellStyles: readonly CSSProperties[];
  layout: ColumnLayout;
  drawn: DrawnColumns;
}

/** Neighbours with the same name of a group, of the columns that are drawn. */
const runsOf = <Row,>({ columns, layout, drawn }: GridHeadProps<Row>) => {
  const runs: { key: string; group: string; width: number }[] = [];
  let last: string | undefined;
  for (const [offset, { key, group = '' }] of columns.slice(drawn.from, drawn.to).entries()) {
    const width = layout.widths[drawn.from + offset] ?? 0;
    const run = runs.at(-1);
    if (run !== undefined && group === last && group !== '') run.width += width;
    else runs.push({ key, group, width });
    last = group;
  }
  return runs;
};

export const GridHead = <Row,>(props: GridHeadProps<Row>) => {
  const { columns, cellStyles, layout, drawn } = props;
  const head = (index: number) => {
    const column = columns[index];
    if (column === undefined) return null;
    return (
      <div
        key={column.key}
        role="columnheader"
        aria-colindex={index + 1}
        aria-label={column.head === undefined ? undefined : column.title}
        className={`head-cell${index < layout.frozenCount ? ' frozen' : ''}${column.kind === 'number' ? ' right' : ''}`}
        style={cellStyles[index]}
        title={column.hint}
      >
        {column.head ?? column.title}
      </div>
    );
  };
  const indexes = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);
  return (
    <>
      {columns.some(({ group }) => group !== undefined) && (
        // The full title of each column says its group too.
        <div className="head-line head-groups" aria-hidden="true">
          <div className="head-cell frozen" style={{ width: layout.frozenWidth, left: 0 }} />
          {drawn.gap > 0 && <div style={{ width: drawn.gap, flex: 'none' }} />}
          {runsOf(props).map(({ key, group, width }) => (
            <div key={key} className="head-cell" style={{ width }} title={group}>
              <span>{group}</span>
            </div>
          ))}
        </div>
      )}
      <div role="row" className="head-line" aria-rowindex={1}>
        {indexes(0, layout.frozenCount).map(head)}
        {drawn.gap > 0 && <div role="presentation" style={{ width: drawn.gap, flex: 'none' }} />}
        {indexes(drawn.from, drawn.to).map(head)}
      </div>
    </>
  );
};
