/** Sizes on the screen that the grid reckons with. */
import { type RefObject, useLayoutEffect, useState } from 'react';

export interface Measures {
  /** Type size against normal: 1.25 in large type. */
  scale: number;
  /** Inner width of the scrolling box. */
  width: number;
  headHeight: number;
}

/** Browsers' own normal, on which the columns' widths are based. */
const normalTypeSize = 16;

/** @param probe an element of one rem, which changes with the type size */
export const useMeasures = (
  box: RefObject<HTMLElement | null>,
  head: RefObject<HTMLElement | null>,
  probe: RefObject<HTMLElement | null>,
): Measures => {
  const [measures, setMeasures] = useState<Measures>({ scale: 1, width: 0, headHeight: 36 });
  useLayoutEffect(() => {
    const measure = (): void => {
      const next = {
        scale: (probe.current?.offsetHeight ?? normalTypeSize) / normalTypeSize,
        width: box.current?.clientWidth ?? 0,
        headHeight: head.current?.offsetHeight ?? 0,
      };
      setMeasures((known) =>
        known.scale === next.scale && known.width === next.width && known.headHeight === next.headHeight
          ? known
          : next,
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    for (const { current } of [box, head, probe]) if (current !== null) observer.observe(current);
    return () => observer.disconnect();
  }, [box, head, probe]);
  return measures;
};
