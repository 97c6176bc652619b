import type { OperationOutput } from '#shared/contract/client.ts';
import { formatCount } from '../../i18n/format.ts';
import { homeWords as words } from '../../i18n/zh-CN/home.ts';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { places } from '../../ui/places.ts';

/** Imports that were begun and not finished; nothing when there is none. */
export const OpenImports = ({ imports }: { imports: OperationOutput<'home.overview'>['openImports'] }) => {
  if (imports.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="open-imports">
      <h2 id="open-imports">{words.openImports}</h2>
      <ul>
        {imports.map(({ batch, fileName, refused }) => (
          <li key={batch}>
            <PlaceLink to={places.import(batch)}>{fileName}</PlaceLink>{' '}
            <span className="quiet num">
              {refused === 0 ? words.openImportsClean : words.openImportsRefused(formatCount(refused))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};
