import type { ReactNode } from 'react';
import { PlaceLink } from '../../ui/PlaceLink.tsx';

/** A link inside a row that opens something else itself: neither a click nor Enter on it is one on the row. */
export const InnerLink = ({ to, children }: { to: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps events of the link from the row
  <span onClick={(event) => event.stopPropagation()} onKeyDown={(event) => event.stopPropagation()}>
    <PlaceLink to={to}>{children}</PlaceLink>
  </span>
);
