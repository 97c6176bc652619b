/** Opened on demand in the panel: the list behind a derived value, and who stated what in a cell. */
import { Button } from 'antd';
import { useState } from 'react';
import type { OperationInput } from '#shared/contract/client.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { formatInstant } from '../../../i18n/format.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { places } from '../../../ui/places.ts';

const words = assessmentWords.panel;

export const DerivedList = ({ place }: { place: OperationInput<'entries.derivation'> }) => {
  const [open, setOpen] = useState(false);
  const { data, failure, refresh } = useOperation('entries.derivation', place, { enabled: open });
  return (
    <div>
      <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? words.hideList : words.showList}
      </Button>
      {open && <FailureNotice failure={failure} onRetry={refresh} />}
      {open && data !== undefined && (
        <>
          <p className="quiet">
            {data.met === null ? data.rule : words.ratioRule(data.rule, data.met, data.total)}
          </p>
          <ul className="behind-list" aria-label={words.listLabel}>
            {data.rows.map(({ id, ledger, number, title, date, met }) => (
              <li key={id}>
                <span className="num">{date}</span>{' '}
                <PlaceLink to={ledger === null ? places.record(id) : places.ledgerRow(ledger, id)}>
                  {[number, title].filter((text) => text !== '').join(' ') || words.untitled}
                </PlaceLink>
                {met === true && ` ${words.met}`}
              </li>
            ))}
          </ul>
          {data.rows.length === 0 && <p className="quiet">{words.listEmpty}</p>}
          {data.rows.length < data.total && (
            <p className="quiet">{words.listMore(data.total - data.rows.length)}</p>
          )}
        </>
      )}
    </div>
  );
};

export const CellHistory = ({ place }: { place: OperationInput<'entries.history'> }) => {
  const [open, setOpen] = useState(false);
  const { data, failure, refresh } = useOperation('entries.history', place, { enabled: open });
  const none = data?.changes.length === 0 && data.present === null;
  return (
    <section data-part="history">
      <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? words.hideHistory : words.history}
      </Button>
      {open && <FailureNotice failure={failure} onRetry={refresh} />}
      {open && data !== undefined && (
        <ul className="behind-list" aria-label={words.history}>
          {data.present !== null && !data.present.logged && (
            <li>
              {words.cameFrom(formatInstant(data.present.updatedAt), data.present.text, data.present.own)}
            </li>
          )}
          {data.changes.map(({ at, actor, what, before, after }) => (
            <li key={`${at} ${what} ${after}`}>
              <span className="num">{formatInstant(at)}</span> {words.changed(actor, what, before, after)}
            </li>
          ))}
          {none && <li className="quiet">{words.historyNone}</li>}
        </ul>
      )}
    </section>
  );
};
