import { type RefObject, useLayoutEffect, useState } from 'react';

/** The height in pixels of an element that its place stretches; 400 before the first layout. */
export const useFreeHeight = (element: RefObject<HTMLElement | null>): number => {
  const [height, setHeight] = useState(400);
  useLayoutEffect(() => {
    const observed = element.current;
    if (observed === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setHeight(Math.floor(entry.contentRect.height));
    });
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element]);
  return height;
};
