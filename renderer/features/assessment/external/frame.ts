import type { ReactNode } from 'react';

/** What a view puts into the frame of the page. */
export interface ExternalFrameProps {
  primary: ReactNode;
  extra?: ReactNode;
  bar?: ReactNode;
  children: ReactNode;
}
