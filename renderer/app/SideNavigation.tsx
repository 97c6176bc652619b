import { shellWords } from '../i18n/zh-CN/shell.ts';
import { goTo } from '../state/place.ts';
import { areaOf, areas } from './routes.tsx';

/** The areas in the order of the work, 系统 at the foot. */
export const SideNavigation = ({ path }: { path: string }) => {
  const current = areaOf(path)?.key;
  return (
    <nav className="side" aria-label={shellWords.navigation}>
      <p className="side-name">{shellWords.program}</p>
      <ul>
        {areas.map(({ key, place, icon }) => (
          <li key={key} className={`side-${key}`}>
            <a
              href={`#${place}`}
              aria-current={key === current ? 'page' : undefined}
              onClick={(event) => {
                event.preventDefault();
                goTo(place);
              }}
            >
              {icon}
              <span>{shellWords.areas[key]}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};
