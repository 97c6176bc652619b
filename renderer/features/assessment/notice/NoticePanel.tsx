/** 公示: its days with what is left of them, where it was posted, and its document. */
import { useState } from 'react';
import { noticeChannels } from '#shared/domain/notice-channels.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { formatInstant } from '../../../i18n/format.ts';
import { cycleNoticeWords } from '../../../i18n/zh-CN/cycle-notice.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { DocumentButton } from '../../../ui/documents/DocumentButton.tsx';
import { ClockMark } from '../../../ui/ledger/LedgerMarks.tsx';
import { EndNotice, PostNotice } from './notice-dialogs.tsx';
import type { NoticeWork } from './notice-types.ts';

const words = cycleNoticeWords.notice;
type Notice = NoticeWork['notices'][number];

/** A running notice says what is left in words; the others how they stand. */
const StateMark = ({ notice }: { notice: Notice }) => {
  const { state, from, until, certain, basis, daysLeft } = notice;
  if (state !== 'running') return <span className="ledger-mark">{words.states[state]}</span>;
  const clock = {
    code: 'notice',
    title: words.clock,
    startedOn: from,
    dueOn: until,
    certain,
    basis,
    next: '',
  };
  return (
    <>
      {words.states.running}{' '}
      <ClockMark
        clock={{ ...clock, endedOn: null, state: 'running', remaining: daysLeft, unit: 'workingDays' }}
      />
    </>
  );
};

const NoticeItem = ({ notice, today }: { notice: Notice; today: string }) => {
  const [dialog, setDialog] = useState<'post' | 'end' | null>(null);
  const { id, from, until, documentNo, startedAt, startedBy, endedOn, endReason, endedBy, postings } = notice;
  const close = (): void => setDialog(null);
  const unfinished = notice.state === 'running' || notice.state === 'coming';
  return (
    <li className="notice-item">
      <p className="notice-line">
        <strong className="num">{words.period(from, until)}</strong> <StateMark notice={notice} />
        {documentNo !== null && <span>{words.documentNo(documentNo)}</span>}
        <span className="notice-actions">
          <ActionButton size="small" onClick={() => setDialog('post')}>
            {words.post}
          </ActionButton>
          {unfinished && (
            <ActionButton size="small" onClick={() => setDialog('end')}>
              {words.end}
            </ActionButton>
          )}
        </span>
      </p>
      {endedOn !== null && (
        <p className="warning">
          {words.endedOn(endedOn, cycleNoticeWords.actor(endedBy ?? ''), endReason ?? '')}
        </p>
      )}
      {!notice.certain && <p className="warning">{words.uncertain}</p>}
      {postings.length === 0 ? (
        <p className="quiet">{words.noPostings}</p>
      ) : (
        <ul className="notice-postings" aria-label={words.postings}>
          {postings.map(({ channel, place, postedOn }) => (
            <li key={`${channel} ${place} ${postedOn}`}>
              {words.posting(noticeChannels[channel], place, postedOn)}
            </li>
          ))}
        </ul>
      )}
      <p className="quiet">
        {words.basis(notice.basis)}。
        {words.startedBy(cycleNoticeWords.actor(startedBy), formatInstant(startedAt))}
      </p>
      {dialog === 'post' && <PostNotice notice={id} today={today} onClose={close} />}
      {dialog === 'end' && <EndNotice notice={id} onClose={close} />}
    </li>
  );
};

export const NoticePanel = ({ cycle, name, work }: { cycle: string; name: string; work: NoticeWork }) => {
  const { notices, today, startRefusal, results } = work;
  return (
    <section className="panel" aria-labelledby="notice-panel">
      <div className="related-head">
        <h2 id="notice-panel">{words.title}</h2>
        <DocumentButton
          size="small"
          subject={{ kind: 'cycle', id: cycle }}
          documents={['resultNotice']}
          subjectName={name}
          disabledReason={results.length === 0 ? cycleNoticeWords.results.empty : null}
        >
          {words.document}
        </DocumentButton>
      </div>
      {notices.length === 0 ? (
        <p className="quiet">{startRefusal === null ? words.empty : describeFinding(startRefusal)}</p>
      ) : (
        <ul className="notice-list">
          {notices.toReversed().map((notice) => (
            <NoticeItem key={notice.id} notice={notice} today={today} />
          ))}
        </ul>
      )}
    </section>
  );
};
