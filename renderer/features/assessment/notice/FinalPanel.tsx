/** 定级: what the result still waits for, and the approval. */
import { useState } from 'react';
import { isClosed } from '#shared/domain/cycle-stages.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { cycleNoticeWords } from '../../../i18n/zh-CN/cycle-notice.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { places } from '../../../ui/places.ts';
import { ApproveResult } from './notice-dialogs.tsx';
import type { NoticeWork } from './notice-types.ts';

const words = cycleNoticeWords.final;

export const FinalPanel = ({ cycle, work }: { cycle: string; work: NoticeWork }) => {
  const [approving, setApproving] = useState(false);
  const { waiting, approval, stage, today } = work;
  const closed = isClosed(stage);
  return (
    <section className="panel" aria-labelledby="final-panel">
      <div className="related-head">
        <h2 id="final-panel">{words.title}</h2>
        {!closed && (
          <ActionButton size="small" onClick={() => setApproving(true)}>
            {words.approve}
          </ActionButton>
        )}
      </div>
      {closed && <p>{words.done}</p>}
      {!closed && waiting.length === 0 && (
        <p>
          {words.ready} <PlaceLink to={places.cycle(cycle)}>{words.progress}</PlaceLink>
        </p>
      )}
      {waiting.length > 0 && (
        <>
          <p>{words.waits}</p>
          <ul className="notice-waits">
            {waiting.map((finding) => (
              <li key={`${finding.code} ${String(finding.params.model ?? '')}`}>
                {describeFinding(finding)}
              </li>
            ))}
          </ul>
        </>
      )}
      {approval !== null && (
        <p>
          {words.approval}：
          {words.approvalLine(approval.approvedBy, approval.approvedOn, approval.documentNo)}
        </p>
      )}
      {approving && <ApproveResult cycle={cycle} today={today} onClose={() => setApproving(false)} />}
    </section>
  );
};
