/** What the ledgers wait for: open and overdue matters of each, those with overdue ones first. */
import { ExclamationCircleFilled } from '@ant-design/icons';
import { ledgerNamed } from '#shared/ledgers/ledgers.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { formatCount } from '../../i18n/format.ts';
import { homeWords as words } from '../../i18n/zh-CN/home.ts';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { places } from '../../ui/places.ts';

/** So many ledgers have room beside what else is due; the directory has them all. */
const atMost = 10;

export const LedgersPanel = () => {
  const { data } = useOperation('ledgers.overview', {});
  const waiting = (data?.ledgers ?? [])
    .filter(({ open, overdue }) => open > 0 || overdue > 0)
    .toSorted((a, b) => b.overdue - a.overdue || b.open - a.open);
  if (waiting.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="ledgers">
      <h2 id="ledgers">{words.ledgers}</h2>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{words.ledger}</th>
            <th scope="col" className="home-count">
              {words.ledgerOpen}
            </th>
            <th scope="col" className="home-count">
              {words.ledgerOverdue}
            </th>
          </tr>
        </thead>
        <tbody>
          {waiting.slice(0, atMost).map(({ ledger, open, overdue }) => (
            <tr key={ledger}>
              <td>
                <PlaceLink to={places.ledger(ledger, 'open')}>
                  {ledgerNamed(ledger)?.title ?? ledger}
                </PlaceLink>
              </td>
              <td className="num home-count">{formatCount(open)}</td>
              <td className="num home-count">
                {overdue === 0 ? (
                  <span className="quiet">0</span>
                ) : (
                  <PlaceLink to={places.ledger(ledger, 'overdue')}>
                    <span className="bad">
                      <ExclamationCircleFilled aria-hidden /> {words.ledgerOverdueCount(formatCount(overdue))}
                    </span>
                  </PlaceLink>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {waiting.length > atMost && (
        <p>
          <PlaceLink to={places.ledgers}>{words.allLedgers(formatCount(waiting.length))}</PlaceLink>
        </p>
      )}
    </section>
  );
};
