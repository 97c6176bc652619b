/** Which of the columns that scroll are drawn: all of a few, and of many those in sight with some beside them. */
import { type RefObject, useLayoutEffect, useMemo, useState } from 'react';
import type { ColumnLayout } from './column-layout.ts';

export interface DrawnColumns {
  /** First one that is drawn, after the frozen ones. */
  from: number;
  /** First one after it that is not. */
  to: number;
  /** Pixels that are left out between the frozen ones and the first. */
  gap: number;
}

const fewColumns = 30;
/** Pixels drawn beyond either edge, so that a small step of scrolling draws nothing anew. */
const margin = 480;

/** The columns that have a pixel between two edges. */
const between = ({ lefts, widths, frozenCount }: ColumnLayout, left: number, right: number) => {
  let from = frozenCount;
  while (from < widths.length - 1 && (lefts[from + 1] ?? 0) <= left) from += 1;
  let to = from + 1;
  while (to < widths.length && (lefts[to] ?? 0) < right) to += 1;
  return { from, to };
};

export const useDrawnColumns = (box: RefObject<HTMLElement | null>, layout: ColumnLayout): DrawnColumns => {
  const count = layout.widths.length;
  const [range, setRange] = useState({ from: layout.frozenCount, to: Math.min(count, fewColumns) });
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || count <= fewColumns) return;
    const look = (): void => {
      const left = element.scrollLeft + layout.frozenWidth;
      const right = element.scrollLeft + element.clientWidth;
      const seen = between(layout, left, right);
      setRange((known) =>
        known.from <= seen.from && known.to >= seen.to && known.to <= count
          ? known
          : between(layout, left - margin, right + margin),
      );
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [box, layout, count]);
  return useMemo(() => {
    const { from, to } = count <= fewColumns ? { from: layout.frozenCount, to: count } : range;
    return { from, to, gap: (layout.lefts[from] ?? 0) - layout.frozenWidth };
  }, [layout, count, range]);
};
