/** 复核与更正: indicators opened again, both scores, and the corrected result that follows. */
import { useState } from 'react';
import { isClosed } from '#shared/domain/cycle-stages.ts';
import { useClient } from '../../../engine/engine-context.tsx';
import { useJob } from '../../../engine/jobs.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { cycleNoticeWords } from '../../../i18n/zh-CN/cycle-notice.ts';
import { goTo } from '../../../state/place.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { places } from '../../../ui/places.ts';
import { bothOf } from './both-scores.ts';
import type { NoticeWork, Reopening } from './notice-types.ts';
import { RecheckDialog } from './RecheckDialog.tsx';
import { SealDialog } from './SealDialog.tsx';

const words = cycleNoticeWords.rechecks;
const stateClass = { open: 'ledger-attention', closed: 'ledger-attention', sealed: 'ledger-good' } as const;
const stateSign = { open: '●', closed: '◐', sealed: '✓' } as const;

const Line = ({ cycle, one, onEnter }: { cycle: string; one: Reopening; onEnter: () => void }) => {
  const close = useCommand('scoreReopenings.close');
  const { id, bodyUscc, bodyName, leaf, leafName, kind, state, reason, approvedBy, documentNo } = one;
  return (
    <tr>
      <th scope="row">{bodyName}</th>
      <td>{leaf === null ? words.decisions : `${leaf} ${leafName ?? ''}`}</td>
      <td>
        {words.kinds[kind]}：{reason}
        {approvedBy !== null && <div className="quiet">{words.approved(approvedBy, documentNo)}</div>}
      </td>
      <td>
        <span className={`ledger-mark ${stateClass[state]}`}>
          <span aria-hidden>{stateSign[state]}</span> {words.states[state]}
        </span>
      </td>
      <td className="num">{bothOf(one.before?.leaf, one.after?.leaf)}</td>
      <td className="num">{bothOf(one.before?.total, one.after?.total)}</td>
      <td className="num">{bothOf(one.before?.rank, one.after?.rank)}</td>
      <td>
        <div className="notice-acts">
          {state === 'open' && leaf !== null && (
            <ActionButton size="small" onClick={onEnter}>
              {words.enter}
            </ActionButton>
          )}
          {state === 'open' && leaf === null && (
            <ActionButton size="small" onClick={() => goTo(places.entry(cycle, bodyUscc))}>
              {words.toEntry}
            </ActionButton>
          )}
          {state === 'open' && (
            <ActionButton size="small" busy={close.busy} onClick={() => void close.run({ id })}>
              {words.close}
            </ActionButton>
          )}
        </div>
        <FailureNotice failure={close.failure} onClose={close.clearFailure} />
      </td>
    </tr>
  );
};

/** New runs that are not what counts, each with the one that does. */
type Sealing = { run: string; before: string }[];

const SealCorrected = ({ cycle, work }: { cycle: string; work: NoticeWork }) => {
  const client = useClient();
  const job = useJob('runs.execute');
  const [sealing, setSealing] = useState<Sealing>([]);
  const waiting = work.reopenings.filter(({ state }) => state === 'closed');
  const last = waiting.at(-1);
  const execute = async (): Promise<void> => {
    const made = await job.start({ cycle }, { title: words.sealing.running(cycle) });
    const pairs = (made?.runs ?? []).flatMap(({ run }) => {
      const counting = work.results.find(({ model, official }) => official && model === run.modelCode);
      return counting === undefined ? [] : [{ run: run.id, before: counting.run }];
    });
    const compared = await Promise.all(
      pairs.map(({ before, run }) => client.call('runs.compare', { before, after: run })),
    );
    setSealing(pairs.filter((_, index) => compared[index]?.same.data === false));
  };
  const [first, ...others] = sealing;
  const blocked = work.reopenings.some(({ state }) => state === 'open')
    ? words.sealOpen
    : waiting.length === 0
      ? words.sealNone
      : null;
  return (
    <>
      <ActionButton
        size="small"
        disabledReason={blocked}
        busy={job.running !== null}
        onClick={() => void execute()}
      >
        {words.seal}
      </ActionButton>
      {first !== undefined && (
        <SealDialog
          key={first.run}
          {...first}
          kind={isClosed(work.stage) ? 'correction' : 'corrected'}
          reason={last?.reason ?? ''}
          approvedBy={last?.approvedBy ?? ''}
          documentNo={last?.documentNo ?? ''}
          onDone={() => setSealing(others)}
          onClose={() => setSealing([])}
        />
      )}
      <FailureNotice failure={job.failure} onClose={job.clearFailure} />
    </>
  );
};

export const RechecksPanel = ({ cycle, work }: { cycle: string; work: NoticeWork }) => {
  const [entering, setEntering] = useState<string | null>(null);
  const { reopenings } = work;
  return (
    <section className="panel" aria-labelledby="rechecks-panel">
      <div className="related-head">
        <h2 id="rechecks-panel">{words.title}</h2>
        {reopenings.length > 0 && <SealCorrected cycle={cycle} work={work} />}
      </div>
      {reopenings.length === 0 ? (
        <p className="quiet">{words.empty}</p>
      ) : (
        <div className="notice-table-frame">
          <table className="notice-table" aria-label={words.title}>
            <thead>
              <tr>
                {Object.entries(words.columns).map(([key, title]) => (
                  <th key={key} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {reopenings.map((one) => (
                <Line key={one.id} cycle={cycle} one={one} onEnter={() => setEntering(one.id)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {entering !== null && <RecheckDialog id={entering} onClose={() => setEntering(null)} />}
    </section>
  );
};
