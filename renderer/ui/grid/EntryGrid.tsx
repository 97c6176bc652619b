/**
 * A table that is filled in like a spreadsheet. Its promise:
 *
 * - No key is lost. One text field has the focus all the time and lies over the chosen cell, so an input method finds a place
 *   for its first letter before anything was begun; a key that belongs to the input method never moves or saves.
 * - Each entry is handed on at once and by itself (`onEdit`); it stays in sight while it is on its way, and when it fails.
 * - Nothing is written over in silence: a pasted block of which something is refused is shown first, and every act can be
 *   taken back in one step.
 * - Only the rows in sight are drawn, and of many columns those in sight, as rows and cells that a screen reader knows.
 *
 * It fills the height that it is given.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { Dropdown } from 'antd';
import {
  type MouseEvent,
  type Ref,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { gridWords } from '../../i18n/zh-CN/grid.ts';
import { ChoiceList } from './ChoiceList.tsx';
import { cellMenu } from './cell-menu.ts';
import { layOutColumns } from './column-layout.ts';
import { GridHead } from './GridHead.tsx';
import { GridLine } from './GridLine.tsx';
import { createGridModel } from './grid-model.ts';
import type { EntryGridHandle, EntryGridProps } from './grid-types.ts';
import { firstRow, nextToEdit, type Spot } from './moves.ts';
import { useCursor } from './use-cursor.ts';
import { useDrawnColumns } from './use-drawn-columns.ts';
import { useEntry } from './use-entry.ts';
import { useMeasures } from './use-measures.ts';
import { usePendingTexts } from './use-pending-texts.ts';
import { WritePreview } from './WritePreview.tsx';
import type { RefusedText } from './write-plan.ts';
import './grid.css';

/** Pixels at normal type size of a row whose text fits on one line. */
const rowHeight = 32;

type GridProps<Row> = EntryGridProps<Row> & { ref?: Ref<EntryGridHandle> };

export const EntryGrid = <Row,>(props: GridProps<Row>) => <SubjectGrid key={props.subject} {...props} />;

const SubjectGrid = <Row,>(props: GridProps<Row>) => {
  const { label, columns, rows, cell, rowName, numberOf, enterMoves, onPlace } = props;
  const box = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const dragging = useRef(false);
  const [focused, setFocused] = useState(false);
  const [menuOpen, setMenuOpen] = useState(false);
  const baseId = useId();
  const idOf = useCallback((row: number, column: number) => `${baseId}-${row}-${column}`, [baseId]);

  const { scale, width: boxWidth, headHeight } = useMeasures(box, head, probe);
  const layout = useMemo(() => layOutColumns(columns, scale, boxWidth), [columns, scale, boxWidth]);
  const cellStyles = useMemo(
    () =>
      layout.widths.map((width, index) =>
        index < layout.frozenCount ? { width, left: layout.lefts[index] } : { width },
      ),
    [layout],
  );

  const drawnColumns = useDrawnColumns(box, layout);

  const pending = usePendingTexts(props);
  const model = useMemo(
    () =>
      createGridModel(
        { rows, columns, cell, ...(rowName && { rowName }), ...(numberOf && { numberOf }) },
        pending.texts,
      ),
    [rows, columns, cell, rowName, numberOf, pending.texts],
  );
  const cursor = useCursor(model);
  const { at, reach, block, place } = cursor;

  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    // A new function here would make it reckon through all rows anew, at every key.
    estimateSize: useCallback(() => rowHeight * scale, [scale]),
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    overscan: 4,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
  });
  // Other type or widths make other heights, of rows out of sight too: those are forgotten, these measured anew. A page's
  // new columns alone do not, as it may make them anew at every entry.
  const widths = layout.widths.join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signal, not an input
  useLayoutEffect(() => {
    lines.measure();
    // Reckons with the estimates; a row measured before that would count as unchanged.
    lines.getTotalSize();
    for (const element of lines.elementsCache.values()) lines.measureElement(element as HTMLElement);
  }, [widths, scale]);

  const rowsInSight = (): number =>
    Math.max(1, Math.floor(((box.current?.clientHeight ?? 0) - headHeight) / (rowHeight * scale)) - 1);
  const entry = useEntry({ model, cursor, submit: pending.submit, enterMoves, field, rowsInSight });

  // ---- keeping the cursor in sight, and the page informed

  const bringIntoSight = ({ row, column }: Spot): void => {
    lines.scrollToIndex(row, { align: 'auto' });
    const element = box.current;
    if (element === null || column < layout.frozenCount) return;
    const left = layout.lefts[column] ?? 0;
    const right = layout.lefts[column + 1] ?? left;
    if (left < element.scrollLeft + layout.frozenWidth) element.scrollLeft = left - layout.frozenWidth;
    else if (right > element.scrollLeft + element.clientWidth)
      element.scrollLeft = right - element.clientWidth;
  };
  const goal = reach ?? at;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the cursor moves, not when the user scrolls away
  useLayoutEffect(() => {
    if (goal !== null && !dragging.current) bringIntoSight(goal);
  }, [goal?.row, goal?.column]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the place is another one
  useEffect(() => onPlace?.(place), [place?.rowKey, place?.columnKey]);

  // A text that was begun is not lost when the page goes away under it.
  const commitLatest = useRef(entry.commit);
  commitLatest.current = entry.commit;
  useLayoutEffect(() => () => commitLatest.current(), []);

  const takeFocus = (): void => field.current?.focus({ preventScroll: true });
  const placeFirst = (): void => {
    const row = firstRow(model);
    if (at !== null || row === null) return;
    cursor.beginAt(nextToEdit(model, { row, column: -1 }, 'forward') ?? { row, column: 0 });
  };
  useImperativeHandle(props.ref, () => ({
    focusCell: (rowKey, columnKey) => {
      const spot = model.spotOf({ rowKey, columnKey });
      if (spot === null) return false;
      entry.chooseCell(spot, false);
      takeFocus();
      bringIntoSight(spot);
      return true;
    },
    remember: entry.remember,
    focus: takeFocus,
  }));
  const previewed = entry.preview !== null;
  const wasPreviewed = useRef(false);
  useEffect(() => {
    if (wasPreviewed.current && !previewed) field.current?.focus({ preventScroll: true });
    wasPreviewed.current = previewed;
  }, [previewed]);

  // ---- mouse

  const spotUnder = (event: MouseEvent): Spot | null => {
    if (!(event.target instanceof Element)) return null;
    const column = event.target.closest<HTMLElement>('[data-column]')?.dataset.column;
    const row = event.target.closest<HTMLElement>('[data-index]')?.dataset.index;
    return column === undefined || row === undefined ? null : { row: Number(row), column: Number(column) };
  };
  const onMouseDown = (event: MouseEvent): void => {
    const spot = spotUnder(event);
    if (spot === null) return;
    // The text field keeps the focus, or gets it: never the cell.
    event.preventDefault();
    // A right click inside the chosen block asks about the block.
    const { row, column } = spot;
    const inBlock =
      block !== null &&
      row >= block.top &&
      row <= block.bottom &&
      column >= block.left &&
      column <= block.right;
    if (event.button === 2 && inBlock) return;
    const again = at !== null && spot.row === at.row && spot.column === at.column && focused;
    const { kind } = model.cellAt(spot);
    if (again && event.button === 0 && !event.shiftKey && (kind === 'choice' || kind === 'boolean')) {
      entry.beginEditing();
      return;
    }
    dragging.current = event.button === 0;
    entry.chooseCell(spot, event.shiftKey);
    takeFocus();
  };
  const onMouseMove = (event: MouseEvent): void => {
    if (!dragging.current) return;
    if (event.buttons !== 1) {
      dragging.current = false;
      return;
    }
    const spot = spotUnder(event);
    if (spot !== null && (spot.row !== reach?.row || spot.column !== reach.column)) cursor.reachTo(spot);
  };

  // ---- drawing

  const atLine = at === null ? undefined : lines.measurementsCache[at.row];
  const atFrozen = at !== null && at.column < layout.frozenCount;
  const inLowerHalf =
    atLine !== undefined &&
    atLine.start - (lines.scrollOffset ?? 0) > (box.current?.clientHeight ?? 0) * 0.55;
  const shown = at === null ? null : model.shownAt(at);
  const target = at === null ? null : model.cellAt(at);
  const column = at === null ? undefined : columns[at.column];
  const atName =
    at === null || column === undefined ? '' : gridWords.place(model.rowName(at.row), column.title);
  const chosenCount = block === null ? 0 : (block.bottom - block.top + 1) * (block.right - block.left + 1);
  const virtualLines = lines.getVirtualItems();
  const drawn =
    at !== null &&
    virtualLines.some((line) => line.index === at.row) &&
    (atFrozen || (at.column >= drawnColumns.from && at.column < drawnColumns.to));
  const listId = `${baseId}-list`;
  const optionId = (index: number): string => `${listId}-${index}`;
  const active =
    entry.list !== null && entry.list.highlighted >= 0
      ? optionId(entry.list.highlighted)
      : at !== null && drawn
        ? idOf(at.row, at.column)
        : undefined;

  const refusedPlace = ({ spot, fromRow, fromColumn }: RefusedText): string =>
    spot === null
      ? gridWords.preview.fromBlock(fromRow, fromColumn)
      : gridWords.place(model.rowName(spot.row), columns[spot.column]?.title ?? '');

  return (
    <div className={`entry-grid${focused ? ' focused' : ''} ${entry.mode}`}>
      <div className="type-probe" ref={probe} aria-hidden="true" />
      <Dropdown
        trigger={['contextMenu']}
        menu={{
          'aria-label': gridWords.menu.label,
          items: menuOpen
            ? cellMenu(place === null ? [] : (props.cellMenu?.(place) ?? []), {
                act: entry.act,
                copy: () => {
                  takeFocus();
                  document.execCommand('copy');
                },
                paste: () => {
                  takeFocus();
                  void window.bridge.paste().then((pasted) => pasted || entry.act('pasteHint'));
                },
              })
            : [],
        }}
        open={menuOpen}
        onOpenChange={(open) => {
          setMenuOpen(open && at !== null);
          if (!open) takeFocus();
        }}
      >
        <div className="scroll" ref={box}>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: the mouse chooses cells; the keys for it are the text field's */}
          <div
            className="canvas"
            style={{ width: layout.width }}
            onMouseDown={onMouseDown}
            onMouseMove={onMouseMove}
            onMouseUp={() => {
              dragging.current = false;
            }}
            onDoubleClick={(event) => {
              if (spotUnder(event) !== null) entry.beginEditing();
            }}
          >
            <div
              role="grid"
              aria-label={label}
              aria-rowcount={rows.length + 1}
              aria-colcount={columns.length}
              aria-multiselectable="true"
            >
              <div role="rowgroup" className="head" ref={head}>
                <GridHead columns={columns} cellStyles={cellStyles} layout={layout} drawn={drawnColumns} />
              </div>
              <div role="rowgroup" className="lines" style={{ height: lines.getTotalSize() }}>
                {virtualLines.map((line) => {
                  const row = rows[line.index];
                  if (row === undefined) return null;
                  const chosen = block !== null && line.index >= block.top && line.index <= block.bottom;
                  return (
                    <GridLine
                      key={line.key}
                      row={row}
                      index={line.index}
                      top={line.start - headHeight}
                      width={layout.width}
                      columns={columns}
                      cellStyles={cellStyles}
                      frozenCount={layout.frozenCount}
                      drawn={drawnColumns}
                      cell={cell}
                      pending={pending.texts.get(row.key)}
                      cursor={line.index === at?.row ? at.column : -1}
                      chosenFrom={chosen ? block.left : -1}
                      chosenTo={chosen ? block.right : -1}
                      idOf={idOf}
                      measure={lines.measureElement}
                    />
                  );
                })}
              </div>
            </div>
            <div className="field-strip" style={{ top: atLine?.start ?? headHeight }}>
              <div
                className={`field-place${atFrozen ? ' frozen' : ''}`}
                style={{ left: at === null ? 0 : layout.lefts[at.column] }}
              >
                <textarea
                  ref={field}
                  rows={1}
                  spellCheck={false}
                  autoComplete="off"
                  className={target?.kind === 'number' ? 'num' : ''}
                  style={{
                    minWidth: at === null ? 0 : layout.widths[at.column],
                    minHeight: atLine?.size ?? rowHeight * scale,
                  }}
                  aria-label={atName === '' ? label : `${atName}，${shown?.text ?? ''}`}
                  aria-readonly={target !== null && target.editable !== true}
                  aria-controls={entry.list === null ? undefined : listId}
                  aria-activedescendant={active}
                  onFocus={() => {
                    setFocused(true);
                    placeFirst();
                  }}
                  onBlur={() => {
                    // Another program came to the front: the text waits where it is.
                    if (document.activeElement === field.current) return;
                    setFocused(false);
                    entry.commit();
                  }}
                  onKeyDown={entry.onKeyDown}
                  onInput={(event) => entry.onInput((event.nativeEvent as InputEvent).isComposing)}
                  onCompositionStart={entry.onCompositionStart}
                  onCompositionEnd={() => entry.onInput(false)}
                  onCopy={(event) => entry.onCopy(event, false)}
                  onCut={(event) => entry.onCopy(event, true)}
                  onPaste={entry.onPaste}
                />
                {entry.list !== null && (
                  <div className={inLowerHalf ? 'choices-place above' : 'choices-place'}>
                    <ChoiceList
                      id={listId}
                      label={atName}
                      choices={entry.list.offered}
                      highlighted={entry.list.highlighted}
                      typed={entry.list.typed}
                      idOf={optionId}
                      onPick={entry.pick}
                    />
                  </div>
                )}
              </div>
            </div>
          </div>
          {rows.length === 0 && props.empty !== undefined && <p className="no-rows">{props.empty}</p>}
        </div>
      </Dropdown>
      <div className="status">
        <span className="status-place">
          {at === null || shown === null ? (
            gridWords.noPlace
          ) : (
            <>
              <b>{atName}</b>
              {`（${gridWords.states[shown.state]}）`}
              {shown.message ??
                (target?.editable === true ? gridWords.keys : gridWords.cannotEdit(target?.editable ?? ''))}
            </>
          )}
        </span>
        <span className="status-notice" role="status">
          {entry.notice ?? (chosenCount > 1 ? gridWords.chosen(chosenCount) : '')}
        </span>
      </div>
      {entry.preview !== null && (
        <WritePreview
          title={gridWords.preview[entry.preview.cause]}
          plan={entry.preview.plan}
          placeOf={refusedPlace}
          onWrite={() => entry.preview !== null && entry.write(entry.preview)}
          onCancel={entry.closePreview}
        />
      )}
    </div>
  );
};
