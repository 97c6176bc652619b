/**
 * Rows × columns of rates as coloured cells. Drawn by hand on a canvas that shows only what is in sight, because tens of
 * thousands of cells as elements would make scrolling stutter. Arrow keys move from cell to cell, Enter opens; what a cell
 * says stands in the line below, for the eye and for a screen reader.
 */
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useSession } from '../../state/session.ts';
import type { PictureSource } from './Chart.tsx';
import {
  bandLooks,
  drawHeatMap,
  firstVisible,
  type HeatBand,
  type HeatCell,
  type HeatContent,
  type HeatLayout,
  type HeatPlace,
  heatBands,
} from './heat-map-drawing.ts';
import { chartFontSize } from './palette.ts';

export interface HeatMapProps {
  ref?: RefObject<PictureSource | null>;
  label: string;
  /** How to move about with the keyboard. */
  instructions: string;
  rows: readonly { key: string; label: string }[];
  /** `short` stands upright where the columns are narrow; `begins` draws a line before the column. */
  columns: readonly { key: string; short: string; label: string; begins: boolean }[];
  cell: (row: number, column: number) => HeatCell;
  /** What the cell that is pointed at says; null when none is. */
  readout: (place: HeatPlace | null) => ReactNode;
  onOpen: (place: HeatPlace) => void;
  /** Names of the bands, for the legend. */
  bandNames: Readonly<Record<HeatBand, string>>;
  markNames: readonly { sign: string; name: string }[];
}

const smallestCell = 17;

const layoutOf = (width: number, columns: number): HeatLayout => {
  const fontSize = chartFontSize();
  const labelWidth = fontSize * 12;
  const cellWidth = Math.max(smallestCell, Math.floor((width - labelWidth) / Math.max(1, columns)));
  const upright = cellWidth < fontSize * 6;
  return {
    fontSize,
    labelWidth,
    headHeight: upright ? fontSize * 3.6 : fontSize * 2,
    cellWidth: Math.min(cellWidth, fontSize * 14),
    rowHeight: Math.round(fontSize * 1.7),
    upright,
  };
};

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export const HeatMap = (props: HeatMapProps) => {
  const { ref, label, instructions, rows, columns, cell, readout, onOpen, bandNames, markNames } = props;
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [cursor, setCursor] = useState<HeatPlace | null>(null);
  const [pointed, setPointed] = useState<HeatPlace | null>(null);
  const largeType = useSession((session) => session.largeType);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the size of the text follows `largeType`
  const layout = useMemo(() => layoutOf(size.width, columns.length), [size.width, columns.length, largeType]);
  const content = useMemo<HeatContent>(
    () => ({
      columns: columns.map(({ short, label: name, begins }) => ({
        head: layout.upright ? short : name,
        begins,
      })),
      rows,
      cell,
    }),
    [columns, rows, cell, layout.upright],
  );
  const whole = {
    width: layout.labelWidth + columns.length * layout.cellWidth,
    height: layout.headHeight + rows.length * layout.rowHeight,
  };

  useLayoutEffect(() => {
    const observed = frame.current;
    if (observed === null) return;
    const observer = new ResizeObserver(() =>
      setSize({ width: observed.clientWidth, height: observed.clientHeight }),
    );
    observer.observe(observed);
    return () => observer.disconnect();
  }, []);

  const draw = useCallback(() => {
    const [place, drawing] = [frame.current, canvas.current];
    const context = drawing?.getContext('2d');
    if (place === null || drawing === null || !context || size.width === 0) return;
    const scale = window.devicePixelRatio;
    const [width, height] = [Math.round(size.width * scale), Math.round(size.height * scale)];
    if (drawing.width !== width) drawing.width = width;
    if (drawing.height !== height) drawing.height = height;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    const view = { left: place.scrollLeft, top: place.scrollTop, ...size };
    drawHeatMap(context, content, layout, view, { cursor, pointed });
  }, [content, layout, size, cursor, pointed]);
  useEffect(draw, [draw]);

  const moveTo = (place: HeatPlace): void => {
    setCursor(place);
    const around = frame.current;
    if (around === null) return;
    const { cellWidth, rowHeight, labelWidth, headHeight } = layout;
    const [x, y] = [place.column * cellWidth, place.row * rowHeight];
    if (x < around.scrollLeft) around.scrollLeft = x;
    const right = x + cellWidth + labelWidth - around.clientWidth;
    if (right > around.scrollLeft) around.scrollLeft = right;
    if (y < around.scrollTop) around.scrollTop = y;
    const bottom = y + rowHeight + headHeight - around.clientHeight;
    if (bottom > around.scrollTop) around.scrollTop = bottom;
  };

  const press = (event: KeyboardEvent): void => {
    const at = cursor ?? { row: 0, column: 0 };
    const page = Math.max(1, firstVisible(size.height - layout.headHeight, layout.rowHeight) - 1);
    const inside = (place: HeatPlace): HeatPlace => ({
      row: Math.min(rows.length - 1, Math.max(0, place.row)),
      column: Math.min(columns.length - 1, Math.max(0, place.column)),
    });
    const step = steps[event.key];
    const target =
      step !== undefined
        ? cursor === null
          ? at
          : { row: at.row + step[0], column: at.column + step[1] }
        : event.key === 'PageDown'
          ? { ...at, row: at.row + page }
          : event.key === 'PageUp'
            ? { ...at, row: at.row - page }
            : event.key === 'Home'
              ? { row: event.ctrlKey ? 0 : at.row, column: 0 }
              : event.key === 'End'
                ? { row: event.ctrlKey ? rows.length - 1 : at.row, column: columns.length - 1 }
                : null;
    if (event.key === 'Enter' && cursor !== null) {
      event.preventDefault();
      onOpen(cursor);
    } else if (target !== null && rows.length > 0 && columns.length > 0) {
      event.preventDefault();
      moveTo(inside(target));
    }
  };

  const placeAt = ({ clientX, clientY }: MouseEvent): HeatPlace | null => {
    const around = frame.current;
    if (around === null) return null;
    const box = around.getBoundingClientRect();
    const [x, y] = [clientX - box.left - layout.labelWidth, clientY - box.top - layout.headHeight];
    if (x < 0 || y < 0) return null;
    const column = firstVisible(x + around.scrollLeft, layout.cellWidth);
    const row = firstVisible(y + around.scrollTop, layout.rowHeight);
    return row < rows.length && column < columns.length ? { row, column } : null;
  };

  const point = (event: MouseEvent): void => {
    const place = placeAt(event);
    if (place?.row !== pointed?.row || place?.column !== pointed?.column) setPointed(place);
  };

  useImperativeHandle(ref, () => ({ picture: () => canvas.current }), []);

  return (
    <div className="heat">
      <Legend bandNames={bandNames} markNames={markNames} />
      {/* biome-ignore lint/a11y/useSemanticElements: not a set of fields */}
      <div
        ref={frame}
        className="heat-frame"
        role="group"
        aria-label={`${label}。${instructions}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls and answers the arrow keys
        tabIndex={0}
        onScroll={draw}
        onKeyDown={press}
        onMouseMove={point}
        onMouseLeave={() => setPointed(null)}
        onClick={(event) => {
          const place = placeAt(event);
          if (place !== null) moveTo(place);
        }}
        onDoubleClick={(event) => {
          const place = placeAt(event);
          if (place !== null) onOpen(place);
        }}
      >
        <div style={{ width: whole.width, height: whole.height }}>
          <canvas ref={canvas} style={{ width: size.width, height: size.height }} />
        </div>
      </div>
      <p className="heat-readout" role="status">
        {readout(pointed ?? cursor)}
      </p>
    </div>
  );
};

const Legend = ({ bandNames, markNames }: Pick<HeatMapProps, 'bandNames' | 'markNames'>) => (
  <ul className="heat-legend">
    {heatBands.map((band) => (
      <li key={band}>
        <span
          className="heat-swatch"
          style={{ background: bandLooks[band].fill, color: bandLooks[band].text }}
          aria-hidden
        />
        {bandNames[band]}
      </li>
    ))}
    {markNames.map(({ sign, name }) => (
      <li key={name}>
        <span className="heat-swatch heat-swatch-none" aria-hidden>
          {sign}
        </span>
        {name}
      </li>
    ))}
  </ul>
);
