import type { ReactNode } from 'react';
import { goTo } from '../state/place.ts';

/** A link to a place of this window (`places`). */
export const PlaceLink = ({ to, children }: { to: string; children: ReactNode }) => (
  <a
    href={`#${encodeURI(to)}`}
    onClick={(event) => {
      event.preventDefault();
      goTo(to);
    }}
  >
    {children}
  </a>
);
