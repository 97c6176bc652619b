/** 台账目录: every ledger with what it is for and how many of its rows wait or are late. */

import type { OperationOutput } from '#shared/contract/client.ts';
import type { LedgerDefinition } from '#shared/ledgers/definition.ts';
import { ledgerGroups } from '#shared/ledgers/definition.ts';
import { ledgers } from '#shared/ledgers/ledgers.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { formatCount } from '../../i18n/format.ts';
import { ledgerWords } from '../../i18n/zh-CN/ledgers.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Page } from '../../ui/Page.tsx';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { places } from '../../ui/places.ts';

const words = ledgerWords.index;

type Counts = Omit<OperationOutput<'ledgers.overview'>['ledgers'][number], 'ledger'>;

const none: Counts = { total: 0, open: 0, overdue: 0 };

/** The ledgers by group, groups without any left out. */
const groups = Object.entries(ledgerGroups)
  .map(([group, title]) => ({
    group,
    title,
    definitions: Object.values<LedgerDefinition>(ledgers).filter((definition) => definition.group === group),
  }))
  .filter(({ definitions }) => definitions.length > 0);

export const IndexPage = () => {
  const { data, failure, refresh } = useOperation('ledgers.overview', {});
  const counts = new Map(data?.ledgers.map(({ ledger, ...count }) => [ledger, count]));
  const all = [...counts.values()].reduce(
    (sum, { total, open, overdue }) => ({
      total: sum.total + total,
      open: sum.open + open,
      overdue: sum.overdue + overdue,
    }),
    none,
  );
  return (
    <Page
      title={words.title}
      description={
        <>
          {words.description}
          {all.total > 0 &&
            words.sums(formatCount(all.total), formatCount(all.open), formatCount(all.overdue))}
        </>
      }
    >
      <FailureNotice failure={failure} onRetry={refresh} />
      <div className="ledger-index">
        {groups.map(({ group, title, definitions }) => (
          <section key={group} className="panel ledger-group" aria-labelledby={`group-${group}`}>
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">
                    <h2 id={`group-${group}`}>{title}</h2>
                  </th>
                  <th scope="col" className="right">
                    {words.total}
                  </th>
                  <th scope="col" className="right">
                    {words.open}
                  </th>
                  <th scope="col" className="right">
                    {words.overdue}
                  </th>
                </tr>
              </thead>
              <tbody>
                {definitions.map((definition) => (
                  <LedgerLine
                    key={definition.code}
                    definition={definition}
                    counts={counts.get(definition.code) ?? none}
                  />
                ))}
              </tbody>
            </table>
          </section>
        ))}
      </div>
    </Page>
  );
};

const LedgerLine = ({ definition, counts }: { definition: LedgerDefinition; counts: Counts }) => {
  const { code, title, purpose, needsBasis } = definition;
  const mark = needsBasis === true && counts.total === 0 ? words.closedMark : '';
  return (
    <tr>
      <td>
        <p className="ledger-line" title={purpose}>
          <PlaceLink to={places.ledger(code)}>{title}</PlaceLink>
          <span className="quiet">
            {mark}
            {purpose}
          </span>
        </p>
      </td>
      <td className="num right">
        {counts.total === 0 ? <span className="quiet">0</span> : formatCount(counts.total)}
      </td>
      <td className="num right">
        {counts.open === 0 ? (
          <span className="quiet">0</span>
        ) : (
          <PlaceLink to={places.ledger(code, 'open')}>
            <span className="visually-hidden">{words.openOf(title)}</span>
            {formatCount(counts.open)}
          </PlaceLink>
        )}
      </td>
      <td className="num right">
        {counts.overdue === 0 ? (
          <span className="quiet">0</span>
        ) : (
          <PlaceLink to={places.ledger(code, 'overdue')}>
            <span className="bad">
              <span aria-hidden>! </span>
              <span className="visually-hidden">{words.overdueOf(title)}</span>
              {formatCount(counts.overdue)}
            </span>
          </PlaceLink>
        )}
      </td>
    </tr>
  );
};
