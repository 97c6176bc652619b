/** 定级后更正申请: who asked for what and why, and who decided about it. */
import { useState } from 'react';
import { formatInstant } from '../../../i18n/format.ts';
import { cycleNoticeWords } from '../../../i18n/zh-CN/cycle-notice.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { DecideCorrection } from './correction-dialogs.tsx';
import type { Correction, NoticeWork } from './notice-types.ts';

const words = cycleNoticeWords.corrections;

const Item = ({ one }: { one: Correction }) => {
  const [deciding, setDeciding] = useState(false);
  const { bodyName, leafName, reason, requestedBy, requestedAt, decision, decidedBy, decidedAt } = one;
  const { documentNo, decisionNote } = one;
  return (
    <li className="notice-item">
      <p className="notice-line">
        <strong>
          {bodyName}：{leafName ?? cycleNoticeWords.rechecks.decisions}
        </strong>
        <span className={decision === null ? 'warning' : ''}>{words.states[decision ?? 'waiting']}</span>
        <span className="spacer" />
        {decision === null && (
          <ActionButton size="small" onClick={() => setDeciding(true)}>
            {words.decide}
          </ActionButton>
        )}
      </p>
      <p>{reason}</p>
      <p className="quiet">
        {words.requested(requestedBy, formatInstant(requestedAt))}
        {decidedBy !== null &&
          `；${words.decided(decidedBy, formatInstant(decidedAt ?? ''))}${words.states[decision ?? 'waiting']}`}
        {documentNo !== null && `（${documentNo}）`}
        {decisionNote !== null && `：${decisionNote}`}
      </p>
      {deciding && <DecideCorrection correction={one} onClose={() => setDeciding(false)} />}
    </li>
  );
};

export const CorrectionsPanel = ({ work: { corrections } }: { work: NoticeWork }) => (
  <section className="panel" aria-labelledby="corrections-panel">
    <h2 id="corrections-panel">{words.title}</h2>
    {corrections.length === 0 ? (
      <p className="quiet">{words.empty}</p>
    ) : (
      <ul className="notice-list">
        {corrections.map((one) => (
          <Item key={one.id} one={one} />
        ))}
      </ul>
    )}
  </section>
);
