/** The limits of a matter: how each stands, its last day, by which rule, and what happens when it runs out. */
import { ledgerWords } from '../../../i18n/zh-CN/ledgers.ts';
import { ClockMark } from '../../../ui/ledger/LedgerMarks.tsx';
import type { ShownClock } from '../../../ui/ledger/ledger-values.ts';

const words = ledgerWords.row;

/** @param stopped nothing is waited for any more, though a limit was never stopped by its day */
export const ClockPanel = ({ clocks, stopped }: { clocks: readonly ShownClock[]; stopped: boolean }) => (
  <section className="panel" aria-labelledby="clocks">
    <h2 id="clocks">{words.clocks}</h2>
    {clocks.length === 0 ? (
      <p className="quiet">{words.noClocks}</p>
    ) : (
      <ClockList clocks={clocks} stopped={stopped} />
    )}
  </section>
);

export const ClockList = ({ clocks, stopped }: { clocks: readonly ShownClock[]; stopped: boolean }) => (
  <ul className="clock-list">
    {clocks.map((clock) => (
      <ClockLine key={clock.code} clock={clock} stopped={stopped && clock.endedOn === null} />
    ))}
  </ul>
);

const ClockLine = ({ clock, stopped }: { clock: ShownClock; stopped: boolean }) => {
  const { title, dueOn, startedOn, endedOn, basis, next, certain, state } = clock;
  const waits = !stopped && endedOn === null;
  return (
    <li>
      <p className="clock-head">
        <strong>{title}</strong>
        {stopped ? <span className="quiet">{ledgerWords.clock.stopped}</span> : <ClockMark clock={clock} />}
      </p>
      <dl className="facts">
        <dt>{words.dueOn}</dt>
        <dd className="num">
          {dueOn} <span className="quiet">{ledgerWords.clock.started(startedOn)}</span>
        </dd>
        {endedOn !== null && (
          <>
            <dt>{words.endedOn}</dt>
            <dd className="num">{endedOn}</dd>
          </>
        )}
        {waits && next !== '' && (
          <>
            <dt>{words.next}</dt>
            <dd className={state === 'overdue' ? 'warning' : ''}>{next}</dd>
          </>
        )}
        <dt>{words.basis}</dt>
        <dd className="quiet">{basis}</dd>
      </dl>
      {waits && !certain && <p className="warning">{ledgerWords.clock.uncertain}</p>}
    </li>
  );
};
