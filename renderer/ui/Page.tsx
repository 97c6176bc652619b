/** The frame of every page: where one is, what it is for, its one main action, and the content below. */
import { type ReactNode, useEffect, useId } from 'react';

export interface PageProps {
  title: string;
  /** One line: what this page is for, or what to do when it is empty. */
  description?: ReactNode;
  /** The page's one main action. */
  primary?: ReactNode;
  /** Lesser actions, left of the main one. */
  extra?: ReactNode;
  /** Between head and content: tabs, filters. */
  bar?: ReactNode;
  /** The content fills the window's height and scrolls inside itself, as tables and grids do. */
  fill?: boolean;
  children?: ReactNode;
}

export const Page = ({ title, description, primary, extra, bar, fill = false, children }: PageProps) => {
  const heading = useId();
  useEffect(() => {
    // The page's name is the first thing that a screen reader says of a new page.
    document.getElementById(heading)?.focus({ preventScroll: true });
  }, [heading]);
  return (
    <section className={fill ? 'page page-fill' : 'page'} aria-labelledby={heading}>
      <header className="page-head">
        <div className="page-title">
          <h1 id={heading} tabIndex={-1}>
            {title}
          </h1>
          {description !== undefined && <p className="quiet">{description}</p>}
        </div>
        <div className="page-actions">
          {extra}
          {primary}
        </div>
      </header>
      {bar !== undefined && <div className="page-bar">{bar}</div>}
      <div className="page-body">{children}</div>
    </section>
  );
};
