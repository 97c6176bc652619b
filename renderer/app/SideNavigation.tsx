import type { ReactNode } from 'react';
import { shellWords } from '../i18n/zh-CN/shell.ts';
import { goTo } from '../state/place.ts';
import { areaOf, areas } from './routes.tsx';

/** The areas in the order of the work, 系统 at the foot; below the present one what it consists of. */
export const SideNavigation = ({ path }: { path: string }) => {
  const current = areaOf(path)?.key;
  return (
    <nav className="side" aria-label={shellWords.navigation}>
      <p className="side-name">{shellWords.program}</p>
      <ul>
        {areas.map(({ key, place, icon, parts = [] }) => (
          <li key={key} className={`side-${key}`}>
            <Entry place={place} current={key === current && parts.length === 0} within={key === current}>
              {icon}
              <span>{shellWords.areas[key]}</span>
            </Entry>
            {key === current && parts.length > 0 && (
              <ul className="side-parts">
                {parts.map((part) => (
                  <li key={part.key}>
                    <Entry place={part.place} current={isWithin(path, part.place)}>
                      {shellWords.parts[part.key]}
                    </Entry>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
};

const isWithin = (path: string, place: string): boolean => path === place || path.startsWith(`${place}/`);

interface EntryProps {
  place: string;
  current: boolean;
  /** The present page is one of the entry's parts. */
  within?: boolean;
  children: ReactNode;
}

const Entry = ({ place, current, within = false, children }: EntryProps) => (
  <a
    href={`#${place}`}
    className={within ? 'side-within' : undefined}
    aria-current={current ? 'page' : undefined}
    onClick={(event) => {
      event.preventDefault();
      goTo(place);
    }}
  >
    {children}
  </a>
);
