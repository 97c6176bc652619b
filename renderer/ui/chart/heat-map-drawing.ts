/** Draws the part of a heat map that is in sight: a few thousand cells at most, whatever the map's size. */
import { chartFont, lineColour, quietColour, textColour } from './palette.ts';

/**
 * How good a rate is. Bands instead of a gradient: five shades can be told apart and named, a hundred cannot.
 * From orange over near-white to blue, which people who do not see red or green see as well.
 */
export const heatBands = ['poor', 'weak', 'fair', 'good', 'full'] as const;
export type HeatBand = (typeof heatBands)[number];

export interface HeatCell {
  /** Null: there is no rate here. */
  band: HeatBand | null;
  /** Short text inside the cell, where there is room. */
  text: string;
  /** Drawn over the colour: a line through the lowest band is drawn by itself. */
  mark: 'missing' | 'zeroed' | 'excluded' | null;
}

export interface HeatLayout {
  fontSize: number;
  /** Of the names at the left, of the heads on top. */
  labelWidth: number;
  headHeight: number;
  cellWidth: number;
  rowHeight: number;
  /** Heads are written upright where a name does not fit across. */
  upright: boolean;
}

export interface HeatContent {
  columns: readonly { head: string; begins: boolean }[];
  rows: readonly { label: string }[];
  cell: (row: number, column: number) => HeatCell;
}

export interface HeatPlace {
  row: number;
  column: number;
}

interface Look {
  fill: string;
  text: string;
}

export const bandLooks: Readonly<Record<HeatBand, Look>> = {
  poor: { fill: '#a8480c', text: '#ffffff' },
  weak: { fill: '#f2b277', text: textColour },
  fair: { fill: '#f3ece4', text: textColour },
  good: { fill: '#a9cbe8', text: textColour },
  full: { fill: '#1f5fa8', text: '#ffffff' },
};
const noRate: Look = { fill: '#eceef1', text: quietColour };

const fits = (context: CanvasRenderingContext2D, text: string, width: number): string => {
  if (context.measureText(text).width <= width) return text;
  let cut = text;
  while (cut.length > 1 && context.measureText(`${cut}…`).width > width) cut = cut.slice(0, -1);
  return `${cut}…`;
};

const drawMark = (
  context: CanvasRenderingContext2D,
  { mark, band }: HeatCell,
  look: Look,
  [x, y, width, height]: readonly [number, number, number, number],
): void => {
  context.strokeStyle = look.text;
  context.lineWidth = 1;
  context.beginPath();
  if (mark === 'excluded') {
    context.moveTo(x + width * 0.3, y + height / 2);
    context.lineTo(x + width * 0.7, y + height / 2);
  } else if (mark === 'missing' || mark === 'zeroed') {
    const size = Math.min(width, height) * 0.22;
    const [cx, cy] = [x + width / 2, y + height / 2];
    context.moveTo(cx - size, cy - size);
    context.lineTo(cx + size, cy + size);
    context.moveTo(cx + size, cy - size);
    context.lineTo(cx - size, cy + size);
  } else if (band === 'poor') {
    // A corner cut off, so that the lowest band is seen without its colour.
    context.moveTo(x + width - 6, y + 1);
    context.lineTo(x + width - 1, y + 6);
  }
  context.stroke();
};

export interface Viewport {
  /** Pixels scrolled. */
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Highlights {
  /** Moved by the keyboard. */
  cursor: HeatPlace | null;
  /** Below the mouse. */
  pointed: HeatPlace | null;
}

export const firstVisible = (scrolled: number, size: number): number => Math.floor(scrolled / size);

/** @param context scaled to CSS pixels; everything inside `view` is drawn anew */
export const drawHeatMap = (
  context: CanvasRenderingContext2D,
  { columns, rows, cell }: HeatContent,
  layout: HeatLayout,
  view: Viewport,
  { cursor, pointed }: Highlights,
): void => {
  const { fontSize, labelWidth, headHeight, cellWidth, rowHeight, upright } = layout;
  const firstRow = firstVisible(view.top, rowHeight);
  const lastRow = Math.min(rows.length - 1, firstVisible(view.top + view.height - headHeight, rowHeight));
  const firstColumn = firstVisible(view.left, cellWidth);
  const lastColumn = Math.min(
    columns.length - 1,
    firstVisible(view.left + view.width - labelWidth, cellWidth),
  );
  const xOf = (column: number): number => labelWidth + column * cellWidth - view.left;
  const yOf = (row: number): number => headHeight + row * rowHeight - view.top;
  const roomForText = cellWidth >= fontSize * 1.9;

  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, view.width, view.height);
  context.font = `${fontSize}px ${chartFont}`;
  context.textBaseline = 'middle';

  context.textAlign = 'center';
  for (let row = firstRow; row <= lastRow; row += 1) {
    for (let column = firstColumn; column <= lastColumn; column += 1) {
      const one = cell(row, column);
      const look = one.band === null ? noRate : bandLooks[one.band];
      const [x, y] = [xOf(column), yOf(row)];
      context.fillStyle = look.fill;
      context.fillRect(x, y, cellWidth - 1, rowHeight - 1);
      if (one.mark !== null || one.band === 'poor') {
        drawMark(context, one, look, [x, y, cellWidth - 1, rowHeight - 1]);
      }
      if (roomForText && one.mark === null) {
        context.fillStyle = look.text;
        context.fillText(one.text, x + (cellWidth - 1) / 2, y + rowHeight / 2);
      }
    }
  }

  const outline = ({ row, column }: HeatPlace, width: number): void => {
    context.strokeStyle = textColour;
    context.lineWidth = width;
    context.strokeRect(xOf(column) - 0.5, yOf(row) - 0.5, cellWidth, rowHeight);
  };
  if (pointed !== null) outline(pointed, 1);
  if (cursor !== null) outline(cursor, 2);

  // Names and heads stand still, over what scrolls below them.
  context.fillStyle = '#ffffff';
  context.fillRect(0, headHeight, labelWidth, view.height - headHeight);
  context.textAlign = 'left';
  for (let row = firstRow; row <= lastRow; row += 1) {
    context.fillStyle = row === cursor?.row || row === pointed?.row ? '#174a86' : textColour;
    context.fillText(fits(context, rows[row]?.label ?? '', labelWidth - 8), 0, yOf(row) + rowHeight / 2);
  }
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, view.width, headHeight);
  for (let column = firstColumn; column <= lastColumn; column += 1) {
    const head = columns[column];
    if (head === undefined) continue;
    const x = xOf(column);
    if (head.begins) {
      context.fillStyle = lineColour;
      context.fillRect(x - 1, 4, 1, headHeight - 6);
    }
    context.fillStyle = column === cursor?.column || column === pointed?.column ? '#174a86' : textColour;
    if (upright) {
      context.save();
      context.translate(x + cellWidth / 2, headHeight - 6);
      context.rotate(-Math.PI / 2);
      context.textAlign = 'left';
      context.fillText(fits(context, head.head, headHeight - 10), 0, 0);
      context.restore();
    } else {
      context.textAlign = 'center';
      context.fillText(fits(context, head.head, cellWidth - 6), x + cellWidth / 2, headHeight - fontSize);
    }
  }
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, labelWidth, headHeight);
};
